//! `AppendSlice` in chunks: a loop that prints a leaf of each item, between two static texts, and stops where the output is full.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Failed, PrintResult, Vm, append_each::Printed, capabilities::Capabilities, leaves::print_leaf,
    print::print_leaf_value, stop::Stop,
};
use crate::{
    data::{LeafValue, RawItems, Value, read_leaf},
    output::{Out, PrintOutOfLine, StaticText},
};
use core::marker::PhantomData;
use template_bytecode::{Escape, Leaf, Op};

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

/// The items of a loop that have not been printed as a whole, and what is printed of each.
pub(super) struct DividedSlice<'v> {
    /// The text before the leaf.
    before: StaticText<'v>,
    /// The leaf of the first item.
    place: *const u8,
    /// The number of items.
    count: usize,
    /// The first part of the output for the first item that has not been printed.
    part: BodyPart,
    leaf: Leaf,
    escape: Escape,
    /// The distance between the places of two items.
    stride: usize,
    /// The text after the leaf.
    after: StaticText<'v>,
    /// The op after the loop.
    end: usize,
}

/// The loop of a VM.
struct RestOfSlice<'l, 'm, 'v, C> {
    vm: &'l mut Vm<'m, 'v>,
    /// Whether the current op begins it.
    begins: bool,
    capabilities: PhantomData<C>,
}

impl<'o, C: Capabilities> PrintOutOfLine<'o> for RestOfSlice<'_, '_, '_, C> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print(self, out: Out<'o>) -> Option<Out<'o>> {
        if self.begins && !self.vm.begin_divided_slice().ok()? {
            return Some(out);
        }
        self.vm.append_rest_of_slice::<C>(out).ok()
    }
}

impl Vm<'_, '_> {
    /// Prepares to print the items of the list on the stack, over which the current op loops. If the body prints something other
    /// than a leaf, if the items are pointers, or if there is none, it returns `false`, and begins a loop over places, to continue at
    /// [`Stop::next`].
    ///
    /// # Errors
    ///
    /// Returns an error if the program is invalid.
    #[inline(never)]
    fn begin_divided_slice(&mut self) -> Result<bool, Failed> {
        let Some(&Op::AppendSlice { loop_id, var, target }) = self.op else { return Err(Failed) };
        let start = self.at() + 1;
        if let [Value::List(list)] = *self.stack.top(1)?
            && let Some(RawItems { first, count: count @ 1.., stride, target: None }) = list.items()
            && let Some(body) = self.body_of_each(start, var)
            && let Printed::Leaf { offset, leaf } = body.printed
        {
            let pool = self.program.tables.text;
            // SAFETY: the texts are operands of ops of the program (invariant 24).
            let (before, after) =
                unsafe { (StaticText::new(pool, body.before), StaticText::new(pool, body.after)) };
            // Link has proved that the list was read from a place, and so is part of the data (invariant 21).
            self.stack.drop_top()?;
            self.slice = Some(DividedSlice {
                before,
                place: first.wrapping_add(offset.0.into()),
                count,
                part: BodyPart::Before,
                leaf,
                escape: body.escape,
                stride,
                after,
                end: body.end,
            });
            return Ok(true);
        }
        let begun = self.enter_slice(loop_id, var)?;
        self.stop.next = if begun { start } else { target.0 as usize };
        Ok(false)
    }

    /// Prints the items of [`Vm::slice`], or of the loop that the current op `begins`, until the output is full, or none remains, to
    /// continue at [`Stop::next`].
    ///
    /// # Errors
    ///
    /// Returns an error if the program is invalid.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_divided_slice<'o, C: Capabilities>(
        &mut self,
        begins: bool,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        // Out of line, so that there is only one instance of the code.
        out.out_of_line_by(RestOfSlice::<C> { vm: self, begins, capabilities: PhantomData })
            .ok_or(Failed)
    }

    /// Implements [`Vm::append_divided_slice`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn append_rest_of_slice<'o, C: Capabilities>(&mut self, out: Out<'o>) -> PrintResult<'o> {
        let slice = self.slice.as_mut().ok_or(Failed)?;
        let out = slice.print::<C>(out, &mut self.stop);
        if out.is_full() {
            self.stop.set_full();
        }
        if slice.count == 0 {
            self.stop.next = slice.end;
            self.slice = None;
        }
        Ok(out)
    }
}

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

impl DividedSlice<'_> {
    /// Returns the leaf of the first item, of which there is one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn leaf(&self) -> LeafValue<'_> {
        // SAFETY: link has proved that the items have a leaf of this type there (invariants 20 and 21), as part of the data, which is
        // not modified while the program runs.
        unsafe { read_leaf(self.place, self.leaf) }
    }

    /// Continues with a later item.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn skip(&mut self, count: usize) {
        self.count -= count;
        self.place = self.place.wrapping_add(count * self.stride);
    }

    /// Prints the items until the output is full, or none remains.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print<'o, C: Capabilities>(&mut self, mut out: Out<'o>, stop: &mut Stop) -> Out<'o> {
        while self.count > 0 {
            if self.part == BodyPart::Before {
                out = self.print_fitting::<C>(out);
                if self.count == 0 {
                    break;
                }
            }
            if self.part == BodyPart::Before {
                self.part = BodyPart::Item;
                out = out.static_text_divided(self.before, |rest| stop.keep(rest, Escape::None));
                if stop.is_set() {
                    break;
                }
            }
            if self.part == BodyPart::Item {
                self.part = BodyPart::After;
                out = match self.leaf() {
                    // There was too little room for it.
                    LeafValue::Text(text) if self.escape.is_html() => {
                        stop.print_part(text, self.escape, out)
                    }
                    leaf => print_leaf_value::<C>(out, leaf, self.escape, stop),
                };
                if out.is_full() {
                    break;
                }
            }
            self.part = BodyPart::Before;
            self.skip(1);
            out = out.static_text_divided(self.after, |rest| stop.keep(rest, Escape::None));
            if stop.is_set() {
                break;
            }
        }
        out
    }

    /// Prints the items for which there is certainly room.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print_fitting<'o, C: Capabilities>(&mut self, out: Out<'o>) -> Out<'o> {
        let printed = match longest_of(&self.leaf()) {
            Some(longest) => {
                let longest = self.before.len() + longest + self.after.len();
                let count = (out.room() / longest).min(self.count);
                out.out_of_line(move |out| Some(self.print_fitting_scalars::<C>(count, out)))
            }
            None => out.out_of_line(move |out| Some(self.print_fitting_strings(out))),
        };
        printed.unwrap_or_else(Out::void)
    }

    /// Prints this many items, for which there is room. Their leaves are not text.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print_fitting_scalars<'o, C: Capabilities>(
        &mut self,
        count: usize,
        mut out: Out<'o>,
    ) -> Out<'o> {
        let Self { before, after, mut place, leaf, escape, stride, .. } = *self;
        for _ in 0..count {
            out = out.static_text(before);
            // SAFETY: as in `DividedSlice::leaf`.
            out = unsafe { print_leaf::<C>(out, place, leaf, escape) };
            out = out.static_text(after);
            place = place.wrapping_add(stride);
        }
        self.skip(count);
        out
    }

    /// Prints the items up to the first part of one for which there may be too little room. Their leaves may be text.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print_fitting_strings<'o>(&mut self, mut out: Out<'o>) -> Out<'o> {
        let Self { before, after, mut place, mut count, mut part, leaf, escape, stride, .. } =
            *self;
        while count > 0 {
            // SAFETY: as in `DividedSlice::leaf`.
            let LeafValue::Text(text) = (unsafe { read_leaf(place, leaf) }) else { break };
            if !out.has_room_for_unescaped(before.len(), text) {
                break;
            }
            let is_printed;
            (out, is_printed) = out.static_text(before).escaped_or_nothing(text, escape);
            if !is_printed {
                part = BodyPart::Item;
                break;
            }
            if out.room() < after.len() {
                part = BodyPart::After;
                break;
            }
            out = out.static_text(after);
            count -= 1;
            place = place.wrapping_add(stride);
        }
        (self.place, self.count, self.part) = (place, count, part);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{BodyPart, DividedSlice};
    use crate::{
        output::{ChunkDrain, Out, Overflow, StaticText, tests::escaped},
        vm::{
            capabilities::{InChunks, WithoutCalls},
            stop::Stop,
        },
    };
    use core::fmt::Debug;
    use std::{
        format,
        string::{String, ToString},
        vec,
        vec::Vec,
    };
    use template_bytecode::{Escape, Leaf, TEXT_PAD, TextRef};

    /// The texts before and after the leaf of an item.
    type Texts<'t> = (&'t str, &'t str);

    /// Returns the chunks of a loop over items that are leaves.
    ///
    /// # Safety
    ///
    /// `leaf` names the type of the items.
    unsafe fn chunks<T>(
        items: &[T],
        leaf: Leaf,
        (before, after): Texts<'_>,
        escape: Escape,
        size: usize,
    ) -> Vec<String> {
        let pool = format!("{before}{after}{:TEXT_PAD$}", "");
        let text = |start: usize, text: &str| {
            let text = (!text.is_empty()).then(|| TextRef::new(start as u32, text.len() as u16));
            // SAFETY: the text ends at a character boundary of the pool, before the padding (invariant 8).
            unsafe { StaticText::new(&pool, text.as_ref()) }
        };
        let mut slice = DividedSlice {
            before: text(0, before),
            place: items.as_ptr().cast(),
            count: items.len(),
            part: BodyPart::Before,
            leaf,
            escape,
            stride: size_of::<T>(),
            after: text(before.len(), after),
            end: 0,
        };
        let (mut overflow, mut buffer) = (Overflow::new(), vec![0; size]);
        let (mut stop, mut chunks) = (Stop::at_start(), Vec::<String>::new());
        while slice.count > 0 || stop.has_rest() || !overflow.is_empty() {
            if let Some(chunk) = chunks.last() {
                assert!(chunk.len() + 4 > size, "{chunks:?} in {size} bytes");
            }
            // As in `Frames::run`.
            let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
            let mut out = Out::new(&mut drain);
            if !out.is_full() {
                // SAFETY: there are no ops; the texts and the items stay where they are (invariant 28).
                out = unsafe { stop.print_rest(out) };
            }
            if !stop.is_set() && !out.is_full() {
                out = slice.print::<InChunks<WithoutCalls>>(out, &mut stop);
                assert!(slice.count == 0 || stop.is_set() || out.is_full(), "it stops early");
            }
            stop.take_exit();
            out.finish();
            chunks.push(drain.finish().into());
        }
        chunks
    }

    /// Asserts that a loop over items prints each between the texts, in buffers of all sizes.
    ///
    /// # Safety
    ///
    /// `leaf` names the type of the items.
    unsafe fn check<T: Debug>(items: &[T], leaf: Leaf, print: impl Fn(&T) -> String) {
        let of_bodies = [("", ""), ("<li>", ";"), ("größer als ein Block, 世界 🎉: ", " é")];
        for texts @ (before, after) in of_bodies {
            for escape in [Escape::Html, Escape::None] {
                let item = |item| match escape {
                    Escape::None => format!("{before}{}{after}", print(item)),
                    _ => format!("{before}{}{after}", escaped(&print(item))),
                };
                let expected: String = items.iter().map(item).collect();
                for size in (4..=40).step_by(if cfg!(miri) { 9 } else { 1 }) {
                    // SAFETY: the caller's promise.
                    let chunks = unsafe { chunks(items, leaf, texts, escape, size) };
                    assert_eq!(chunks.concat(), expected, "{items:?} in {size} bytes");
                }
            }
        }
    }

    #[test]
    fn strings_are_divided() {
        let items = ["a", "", "<b>&\"'", "größer 🎉 世界", "more than a <block>, & longer than 40"];
        // SAFETY: the items are strings.
        unsafe { check(&items, Leaf::Str, |text| (*text).into()) };
    }

    #[test]
    fn numbers_are_divided() {
        // SAFETY: the items are numbers of this type.
        unsafe { check(&[0, -1, i64::MIN, 12345, i64::MAX], Leaf::I64, i64::to_string) };
    }

    #[test]
    fn optional_strings_are_divided() {
        let items =
            [None, Some("é & ü"), None, None, Some(""), Some("a text 🎉 of several <b>s"), None];
        // SAFETY: the items are optional strings.
        unsafe { check(&items, Leaf::OptionStr, |text| text.unwrap_or_default().into()) };
    }
}
