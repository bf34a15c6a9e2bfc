//! `AppendEach` and `AppendSlice`: loops that print one value for each item, between two static texts.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Failed, Vm, budget,
    iteration::Iteration,
    leaves::print_leaf,
    parts::Parts,
    print::{print_leaf_value, print_value},
    program::Program,
    stop::Stop,
};
use crate::{
    data::{LeafValue, List, RawItems, Value, read_leaf},
    output::{COMPACT, Out},
};
use template_bytecode::{Escape, Field, Leaf, LoopId, Offset, Op, Slot, Target, TextRef};

/// Returns the maximum number of bytes that leaves of the kind of a value become; `None` if they may be strings.
const fn longest_of(value: &LeafValue<'_>) -> Option<usize> {
    match value {
        LeafValue::Int(_) | LeafValue::UInt(_) => Some(20),
        LeafValue::Bool(_) | LeafValue::Char(_) => Some(8),
        LeafValue::Float(_) | LeafValue::Float32(_) => Some(64),
        // A leaf that is null now may be text in the next item.
        LeafValue::Null | LeafValue::Text(_) => None,
    }
}

/// The output of a loop for each item.
struct FieldBody<'v> {
    before: Option<&'v TextRef>,
    printed: Printed,
    escape: Escape,
    after: Option<&'v TextRef>,
    /// The op that prints the item.
    op: &'v Op,
    /// The op after the loop.
    end: usize,
}

/// The part of an item that a body prints.
enum Printed {
    /// The item itself.
    Item,
    /// A field of the item.
    Field(Field),
    /// A leaf at an offset from the place of the item.
    Leaf { offset: Offset, leaf: Leaf },
}

impl<'v> Vm<'_, 'v> {
    /// Prints all items of a list at once, unless it renders in chunks; begins the loop over any other value. Returns
    /// the op to continue at.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_each<'o, P: Parts>(
        &mut self,
        loop_id: LoopId,
        slot: Slot,
        target: Target,
        out: Out<'o>,
    ) -> Result<(Out<'o>, usize), Failed> {
        if !P::CHUNKS
            && let [Value::List(list)] = *self.stack.top(1)?
            && !list.is_empty()
            && let Some(body) = self.body_of_each(self.at() + 1, slot)
        {
            if !budget::spend(&mut self.steps, list.len() as u64) {
                return Err(self.out_of_fuel());
            }
            let mut is_empty = true;
            let (stop, none) = (&mut self.stop, &mut is_empty);
            let (op, end, program) = (body.op, body.end, self.program);
            let out = out.apart(move |out| {
                append_all(program, list, &body, none, out, |out, value, escape| {
                    print_value::<P>(program, out, value, escape, stop).ok()
                })
            });
            return match out {
                Some(out) => {
                    self.stack.drop_top()?;
                    Ok((out, if is_empty { target.0 as usize } else { end }))
                }
                None => {
                    self.op = Some(op);
                    Err(Failed)
                }
            };
        }
        let next = self.at() + 1;
        Ok((out, if self.enter_each(loop_id, slot)? { next } else { target.0 as usize }))
    }

    /// Prints a leaf of all items of a list at once; begins a loop over places if the body prints something
    /// else, if the items are pointers, or if it renders in chunks. Returns the op to continue at.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_slice<'o, P: Parts>(
        &mut self,
        loop_id: LoopId,
        slot: Slot,
        target: Target,
        out: Out<'o>,
    ) -> Result<(Out<'o>, usize), Failed> {
        if !P::CHUNKS
            && let [Value::List(list)] = *self.stack.top(1)?
            && let Some(items @ RawItems { target: None, .. }) = list.items()
            && items.count > 0
            && let Some(body) = self.body_of_each(self.at() + 1, slot)
            && let Printed::Leaf { offset, leaf } = body.printed
        {
            let (end, program) = (body.end, self.program);
            let out = out.apart(move |out| {
                Some(append_items::<P>(program, items, offset, leaf, &body, out))
            });
            self.stack.drop_top()?;
            return Ok((out.ok_or(Failed)?, end));
        }
        let begin = self.at();
        let resumed = if P::CHUNKS && !COMPACT { self.stop.body.take() } else { None };
        if resumed.is_none() && !self.enter_slice(loop_id, slot)? {
            return Ok((out, target.0 as usize));
        }
        if P::CHUNKS && !COMPACT {
            let from = resumed.unwrap_or(BodyPart::Before);
            return self.append_rest_of_slice::<P>(begin, from, loop_id, slot, out);
        }
        Ok((out, begin + 1))
    }

    /// Prints a leaf of the current item, whose output is printed from a part on, and of those after it, in a loop that the op
    /// `begin` has begun. Returns the op to continue at: after the loop, or the first of its body if that prints something else. If
    /// the output is full before, it stops, to be resumed with the same op.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn append_rest_of_slice<'o, P: Parts>(
        &mut self,
        begin: usize,
        from: BodyPart,
        loop_id: LoopId,
        slot: Slot,
        out: Out<'o>,
    ) -> Result<(Out<'o>, usize), Failed> {
        let start = begin + 1;
        let Some(body) = self.body_of_each(start, slot) else { return Ok((out, start)) };
        let Printed::Leaf { offset, leaf } = body.printed else { return Ok((out, start)) };
        let (end, program) = (body.end, self.program);
        let iteration = self.loops.get_mut(usize::from(loop_id.0)).ok_or(Failed)?;
        let Iteration { index, count, stride, target: None, .. } = *iteration else {
            return Ok((out, start));
        };
        let item = Slot(slot.0 + 1);
        // SAFETY: the variable is bound to an item of the list (invariant 21).
        let first = unsafe { self.places.get(item) };
        let items = RawItems { first, count: count - index, stride, target: None };
        let mut next = Position { printed: 0, part: from };
        let (position, stop) = (&mut next, &mut self.stop);
        let out = out.apart(move |out| {
            Some(append_divided_items::<P>(
                program, items, offset, leaf, &body, position, out, stop,
            ))
        });
        let out = out.ok_or(Failed)?;
        if next.printed == items.count {
            self.stack.exit(slot.0.into())?;
            if out.is_full() {
                self.stop.set_full();
                self.stop.next = end;
            }
            return Ok((out, end));
        }
        iteration.index += next.printed;
        // SAFETY: the list has an item at this index.
        unsafe { self.places.set(item, first.add(next.printed * stride)) };
        self.stop.set_full();
        (self.stop.next, self.stop.body) = (begin, Some(next.part));
        Ok((out, start))
    }

    /// Returns the output of the body of a loop, which begins at `start`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn body_of_each(&self, start: usize, slot: Slot) -> Option<FieldBody<'v>> {
        let ops = self.program.parts.ops;
        let mut at = start;
        let text_at = |at: &mut usize| match ops.get(*at) {
            Some(Op::Text { text }) => {
                *at += 1;
                Some(text)
            }
            _ => None,
        };
        let before = text_at(&mut at);
        let op = ops.get(at)?;
        let (of, printed, escape) = match *op {
            Op::AppendVar { slot, escape } => (slot, Printed::Item, escape),
            Op::AppendVarField { slot, field, escape } => (slot, Printed::Field(field), escape),
            Op::AppendPlace { slot, offset, leaf, escape } => {
                (slot, Printed::Leaf { offset, leaf }, escape)
            }
            _ => return None,
        };
        let mut end = at + 1;
        let after = text_at(&mut end);
        let is_loop = matches!(
            ops.get(end),
            Some(Op::Next { slot: of, .. } | Op::NextSlice { slot: of, .. }) if of.0 == slot.0
        );
        let is_item = of.0 == slot.0 + 1;
        (is_item && is_loop).then_some(FieldBody {
            before,
            printed,
            escape,
            after,
            op,
            end: end + 1,
        })
    }
}

/// Prints the items. Sets `is_empty` to false if there is at least one: the list may have become shorter.
#[cfg_attr(not(debug_assertions), inline(always))]
fn append_all<'o>(
    program: &Program<'_>,
    list: List<'_>,
    body: &FieldBody<'_>,
    is_empty: &mut bool,
    mut out: Out<'o>,
    mut print: impl FnMut(Out<'o>, &Value<'_>, Escape) -> Option<Out<'o>>,
) -> Option<Out<'o>> {
    let (mut item, mut rest) = (Value::Null, None);
    for i in 0..list.len() {
        if !list.put_next(i, &mut rest, &mut item) {
            break;
        }
        *is_empty = false;
        out = append_text(program, body.before, out);
        let of_item;
        let value = match body.printed {
            Printed::Item => &item,
            // Only items of a slice are places.
            Printed::Leaf { .. } => return None,
            Printed::Field(field) => {
                of_item = item.field(field.0.into());
                &of_item
            }
        };
        // Called in one place, so that it is inlined.
        out = print(out, value, body.escape)?;
        out = append_text(program, body.after, out);
    }
    Some(out)
}

/// The number of items after which a loop checks whether the output accepts more.
const ITEMS_AT_ONCE: usize = 256;

/// Prints a leaf of each item.
#[cfg_attr(not(debug_assertions), inline(always))]
fn append_items<'o, P: Parts>(
    program: &Program<'_>,
    items: RawItems,
    offset: Offset,
    leaf: Leaf,
    body: &FieldBody<'_>,
    mut out: Out<'o>,
) -> Out<'o> {
    let mut place = items.first.wrapping_add(offset.0.into());
    let mut rest = items.count;
    // The caller knows why its output accepts nothing more. Where memory is scarce, lists are short.
    while rest > 0 && (COMPACT || !out.has_failed()) {
        let count = if COMPACT { rest } else { rest.min(ITEMS_AT_ONCE) };
        for _ in 0..count {
            out = append_text(program, body.before, out);
            // SAFETY: link has proved that the items have a leaf of this type at this offset (invariants 20 and 21).
            out = unsafe { print_leaf::<P>(out, place, leaf, body.escape) };
            out = append_text(program, body.after, out);
            place = place.wrapping_add(items.stride);
        }
        rest -= count;
    }
    out
}

/// A part of the output of a loop for an item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyPart {
    /// The text before the item.
    Before,
    /// The item.
    Item,
    /// The text after the item.
    After,
}

/// Where the output of a loop continues.
struct Position {
    /// The number of items that have been printed.
    printed: usize,
    /// The first part of the next item that has not been printed.
    part: BodyPart,
}

/// Prints a leaf of each item from a position on, like [`append_items`], until the output is full. Sets the position to where it
/// continues.
#[expect(clippy::too_many_arguments, reason = "it is inlined")]
#[cfg_attr(not(debug_assertions), inline(always))]
fn append_divided_items<'o, P: Parts>(
    program: &Program<'_>,
    items: RawItems,
    offset: Offset,
    leaf: Leaf,
    body: &FieldBody<'_>,
    position: &mut Position,
    mut out: Out<'o>,
    stop: &mut Stop,
) -> Out<'o> {
    let text_len = |text: Option<&TextRef>| text.map_or(0, |text| usize::from(text.len()));
    let around = text_len(body.before) + text_len(body.after);
    let RawItems { mut first, count, stride, target } = items;
    // SAFETY: link has proved that the items have a leaf of this type at this offset (invariants 20 and 21), as part of the
    // data, which is not modified while the program runs.
    let leaf_of = |item: *const u8| unsafe { read_leaf(item.wrapping_add(offset.0.into()), leaf) };
    let (mut printed, mut is_full) = (0, false);
    // The rest of an item.
    if position.part != BodyPart::Before {
        if position.part == BodyPart::Item {
            let (value, stop) = (leaf_of(first), &mut *stop);
            // Out of line, so that the code for the other items is short.
            let write = move |out| Some(print_leaf_value::<P>(out, value, body.escape, stop));
            let Some(written) = out.apart(write) else { return Out::void() };
            out = written;
            if out.is_full() {
                position.part = BodyPart::After;
                return out;
            }
        }
        *position = Position { printed: 1, part: BodyPart::Before };
        out = append_divided_text(program, body.after, out, stop, &mut is_full);
        if is_full {
            return out;
        }
        printed = 1;
        first = first.wrapping_add(stride);
    }
    // Those that certainly fit.
    while printed < count
        && let Some(longest) = longest_of(&leaf_of(first))
        && let fitting @ 1.. = (out.room() / (around + longest)).min(count - printed)
    {
        let items = RawItems { first, count: fitting, stride, target };
        out = append_items::<P>(program, items, offset, leaf, body, out);
        printed += fitting;
        first = first.wrapping_add(fitting * stride);
    }
    while printed < count {
        out = append_divided_text(program, body.before, out, stop, &mut is_full);
        if is_full {
            *position = Position { printed, part: BodyPart::Item };
            return out;
        }
        out = print_leaf_value::<P>(out, leaf_of(first), body.escape, stop);
        if out.is_full() {
            *position = Position { printed, part: BodyPart::After };
            return out;
        }
        printed += 1;
        first = first.wrapping_add(stride);
        out = append_divided_text(program, body.after, out, stop, &mut is_full);
        if is_full {
            break;
        }
    }
    *position = Position { printed, part: BodyPart::Before };
    out
}

/// Appends the text before or after an item, or as much of it as there is room for. Sets `is_full` if that fills the output.
#[cfg_attr(not(debug_assertions), inline(always))]
fn append_divided_text<'o>(
    program: &Program<'_>,
    text: Option<&TextRef>,
    out: Out<'o>,
    stop: &mut Stop,
    is_full: &mut bool,
) -> Out<'o> {
    let Some(text) = text else { return out };
    let keep = |rest: &str| {
        stop.keep(rest, Escape::None);
        *is_full = true;
    };
    // SAFETY: the text is an operand of an op of the program (invariant 24).
    unsafe { out.text_divided(program.parts.text, text, keep) }
}

/// Appends the text before or after an item, if there is one.
#[cfg_attr(not(debug_assertions), inline(always))]
fn append_text<'o>(program: &Program<'_>, text: Option<&TextRef>, out: Out<'o>) -> Out<'o> {
    match text {
        // SAFETY: the text is an operand of an op of the program (invariant 24).
        Some(text) => unsafe { out.text(program.parts.text, text) },
        None => out,
    }
}
