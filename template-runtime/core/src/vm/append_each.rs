//! `AppendEach` and `AppendSlice`: loops that print one value for each item, between two static texts.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Failed, Vm, budget, capabilities::Capabilities, leaves::print_leaf, print::print_value,
    program::Program,
};
use crate::{
    data::{List, RawItems, Value},
    output::{COMPACT, Out},
};
use template_bytecode::{Escape, Field, Leaf, LoopId, Offset, Op, Target, TextRef, VarId};

/// The output of a loop for each item.
pub(super) struct FieldBody<'v> {
    pub(super) before: Option<&'v TextRef>,
    pub(super) printed: Printed,
    pub(super) escape: Escape,
    pub(super) after: Option<&'v TextRef>,
    /// The op that prints the item.
    op: &'v Op,
    /// The op after the loop.
    pub(super) end: usize,
}

/// The part of an item that a body prints.
pub(super) enum Printed {
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
    pub(super) fn append_each<'o, C: Capabilities>(
        &mut self,
        loop_id: LoopId,
        var: VarId,
        target: Target,
        out: Out<'o>,
    ) -> Result<(Out<'o>, usize), Failed> {
        if !C::CHUNKS
            && let [Value::List(list)] = *self.stack.top(1)?
            && !list.is_empty()
            && let Some(body) = self.body_of_each(self.at() + 1, var)
        {
            if !budget::spend(&mut self.steps, list.len() as u64) {
                return Err(self.out_of_fuel());
            }
            let mut is_empty = true;
            let (stop, none) = (&mut self.stop, &mut is_empty);
            let (op, end, program) = (body.op, body.end, self.program);
            let out = out.out_of_line(move |out| {
                append_all(program, list, &body, none, out, |out, value, escape| {
                    print_value::<C>(program, out, value, escape, stop).ok()
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
        Ok((out, if self.enter_each(loop_id, var)? { next } else { target.0 as usize }))
    }

    /// Prints a leaf of all items of a list at once; begins a loop over places if the body prints something
    /// else, if the items are pointers, or if it renders in chunks without a heap; with a heap there is `append_divided_slice`. Returns
    /// the op to continue at.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_slice<'o, C: Capabilities>(
        &mut self,
        loop_id: LoopId,
        var: VarId,
        target: Target,
        out: Out<'o>,
    ) -> Result<(Out<'o>, usize), Failed> {
        if !C::CHUNKS
            && let [Value::List(list)] = *self.stack.top(1)?
            && let Some(items @ RawItems { target: None, .. }) = list.items()
            && items.count > 0
            && let Some(body) = self.body_of_each(self.at() + 1, var)
            && let Printed::Leaf { offset, leaf } = body.printed
        {
            let (end, program) = (body.end, self.program);
            let out = out.out_of_line(move |out| {
                Some(append_items::<C>(program, items, offset, leaf, &body, out))
            });
            self.stack.drop_top()?;
            return Ok((out.ok_or(Failed)?, end));
        }
        let next = self.at() + 1;
        Ok((out, if self.enter_slice(loop_id, var)? { next } else { target.0 as usize }))
    }

    /// Returns the output of the body of a loop, which begins at `start`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn body_of_each(&self, start: usize, var: VarId) -> Option<FieldBody<'v>> {
        let ops = self.program.tables.ops;
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
            Op::AppendVar { var, escape } => (var, Printed::Item, escape),
            Op::AppendVarField { var, field, escape } => (var, Printed::Field(field), escape),
            Op::AppendPlace { var, offset, leaf, escape } => {
                (var, Printed::Leaf { offset, leaf }, escape)
            }
            _ => return None,
        };
        let mut end = at + 1;
        let after = text_at(&mut end);
        let is_loop = matches!(
            ops.get(end),
            Some(Op::Next { var: of, .. } | Op::NextSlice { var: of, .. }) if of.0 == var.0
        );
        let is_item = of.0 == var.0 + 1;
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
fn append_items<'o, C: Capabilities>(
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
            out = unsafe { print_leaf::<C>(out, place, leaf, body.escape) };
            out = append_text(program, body.after, out);
            place = place.wrapping_add(items.stride);
        }
        rest -= count;
    }
    out
}

/// Appends the text before or after an item, if there is one.
#[cfg_attr(not(debug_assertions), inline(always))]
fn append_text<'o>(program: &Program<'_>, text: Option<&TextRef>, out: Out<'o>) -> Out<'o> {
    match text {
        // SAFETY: the text is an operand of an op of the program (invariant 24).
        Some(text) => unsafe { out.text(program.tables.text, text) },
        None => out,
    }
}
