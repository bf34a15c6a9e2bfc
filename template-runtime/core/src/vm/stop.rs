//! The position at which an interpreter has stopped, and the reason.
//!
//! # Safety
//!
//! The number in SAFETY comments refers to the invariant in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "what is printed stays where it is until the next op runs")]

use super::{Failed, undropped::Undropped};
#[cfg(feature = "alloc")]
use crate::output::{boundary, is_plain};
use crate::{
    data::NestedTemplate,
    error::ErrorKind,
    output::{COMPACT, Out},
};
use core::{slice, str};
use template_bytecode::Escape;

/// The reason why a handler has failed; none if the program is damaged.
pub(super) type Failure = Undropped<ErrorKind>;

/// The reason why an interpreter that has not failed has stopped.
#[derive(Clone, Copy)]
pub(super) enum Exit {
    /// The program or the body of a block has ended. In an interpreter that does not render in chunks, this is the only
    /// one.
    End,
    /// The output has no room.
    Full,
    /// `Flush`.
    Flush,
    /// `CallComponent`.
    Call,
    /// `Yield`.
    Yield,
    /// This template in the data is to be printed.
    Template(NestedTemplate<'static>),
}

/// The state of an interpreter that has stopped.
pub(super) struct Stop {
    pub(super) failure: Failure,
    pub(super) exit: Exit,
    /// The index of the next op.
    pub(super) next: usize,
    /// The output that is printed before the next op.
    rest: Option<RestOfText>,
}

/// The remainder of text of which a part has been printed. Its lifetime is not known to rustc: it is in the data, in a program
/// or in scratch memory, and stays there until the next op runs (invariant 28).
struct RestOfText {
    start: *const u8,
    len: usize,
    escape: Escape,
}

impl Stop {
    /// Returns the state before the first op.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn at_start() -> Self {
        Self { failure: Failure::default(), exit: Exit::End, next: 0, rest: None }
    }

    /// Stores the reason why a handler has failed.
    #[cold]
    #[inline(never)]
    pub(super) fn fail(&mut self, kind: ErrorKind) -> Failed {
        self.failure.set(kind);
        Failed
    }

    /// Returns `true` if the interpreter has to stop before the next op; the output then has no room.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn is_set(&self) -> bool {
        !matches!(self.exit, Exit::End)
    }

    /// Stops, so that the caller of the interpreter prints a template in the data.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn print_template<'o>(
        &mut self,
        template: NestedTemplate<'_>,
        out: Out<'o>,
    ) -> Out<'o> {
        // SAFETY: the template is printed before the next op runs, until which it stays (invariant 28).
        self.exit = Exit::Template(unsafe { template.with_lifetime() });
        out.close()
    }

    /// Stops because the output is full, unless a handler has already.
    #[cfg(feature = "alloc")]
    pub(super) fn set_full(&mut self) {
        if !self.is_set() {
            self.exit = Exit::Full;
        }
    }

    /// Removes the reason for stopping.
    pub(super) fn take_exit(&mut self) -> Exit {
        core::mem::replace(&mut self.exit, Exit::End)
    }

    /// Prints a string that stays where it is, or as much of it as there is room for. The escape is for text, or none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn print_divided<'o>(
        &mut self,
        text: &str,
        escape: Escape,
        out: Out<'o>,
    ) -> Out<'o> {
        out.escaped_divided(text, escape, move |rest| self.keep(rest, escape))
    }

    /// Prints a string like [`Stop::print_divided`], without an attempt to print all of it at once. It is escaped.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn print_part<'o>(&mut self, text: &str, escape: Escape, out: Out<'o>) -> Out<'o> {
        out.escaped_part(text, move |rest| self.keep(rest, escape))
    }

    /// Prints a string, or as much of it as there is room for. The escape is for text, or none. A short string is printed as a
    /// whole, so that it need not stay where it is.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn print<'o>(&mut self, text: &str, escape: Escape, out: Out<'o>) -> Out<'o> {
        if !COMPACT && out.takes(text) {
            return out.escaped_inline(text, escape);
        }
        let mut printed = 0;
        let out = out.prefix(text, escape, &mut printed);
        if self.keep_rest(text, printed, escape) { out.close() } else { out }
    }

    /// Keeps the rest of a string of which `printed` bytes have been printed. Returns whether there is one.
    #[cold]
    #[inline(never)]
    fn keep_rest(&mut self, text: &str, printed: usize, escape: Escape) -> bool {
        let rest = text.get(printed..).unwrap_or_default();
        if !rest.is_empty() {
            self.keep(rest, escape);
        }
        !rest.is_empty()
    }

    /// Keeps the rest of a string, if there is one, and stops.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn keep(&mut self, rest: &str, escape: Escape) {
        let of_text = RestOfText { start: rest.as_ptr(), len: rest.len(), escape };
        self.rest = (!rest.is_empty()).then_some(of_text);
        self.exit = Exit::Full;
    }

    /// Returns `true` if a part of the text that the last op has printed has still to be printed.
    pub(super) fn has_rest(&self) -> bool {
        self.rest.is_some()
    }

    /// Prints the rest of the text that the last op has printed, or as much of it as there is room for.
    ///
    /// # Safety
    ///
    /// No op has run since.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) unsafe fn print_rest<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        let Some(RestOfText { start, len, escape }) = self.rest.take() else { return out };
        // SAFETY: the caller's promise: the text, a `str`, is still where it was (invariant 28).
        let text = unsafe { str::from_utf8_unchecked(slice::from_raw_parts(start, len)) };
        if COMPACT { self.print(text, escape, out) } else { self.print_divided(text, escape, out) }
    }

    /// Returns `true` if there is a rest that is longer, and is printed unchanged.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn has_plain_rest(&self, len: usize) -> bool {
        self.rest.as_ref().is_some_and(|rest| rest.len > len && is_plain(rest.escape))
    }

    /// Copies the first characters of the rest to a buffer, which may be shorter, and keeps the others.
    ///
    /// # Safety
    ///
    /// The requirements of [`Stop::print_rest`] apply.
    #[cfg(feature = "alloc")]
    pub(super) unsafe fn fill_with_rest<'b>(&mut self, buffer: &'b mut [u8]) -> &'b str {
        let Some(RestOfText { start, len, .. }) = &mut self.rest else { return "" };
        // SAFETY: the caller's promise: the text, a `str`, is still where it was (invariant 28).
        let text = unsafe { str::from_utf8_unchecked(slice::from_raw_parts(*start, *len)) };
        let (first, rest) = text.split_at_checked(boundary(text, buffer.len())).unwrap_or_default();
        // The text is cut at a character boundary, so that the rest is a `str`, and in the same place.
        (*start, *len) = (rest.as_ptr(), rest.len());
        let Some(copy) = buffer.get_mut(..first.len()) else { return "" };
        copy.copy_from_slice(first.as_bytes());
        // SAFETY: `first` is a `str` of these bytes: the rest of the text (invariant 28) was cut at a character boundary.
        unsafe { str::from_utf8_unchecked(copy) }
    }
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::Stop;
    use crate::output::{ChunkDrain, Out, Overflow};
    use std::{string::String, vec};
    use template_bytecode::Escape;

    /// Prints the rest of a text, which fits.
    ///
    /// # Safety
    ///
    /// The requirements of [`Stop::print_rest`] apply.
    unsafe fn rest(stop: &mut Stop) -> String {
        let (mut buffer, mut overflow) = ([0; 128], Overflow::new());
        let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
        // SAFETY: the caller's promise (invariant 28).
        unsafe { stop.print_rest(Out::new(&mut drain)) }.finish();
        let printed = drain.finish().into();
        assert!(!stop.has_rest() && overflow.is_empty());
        printed
    }

    #[test]
    fn the_rest_is_cut_between_characters() {
        let text = "aé世🎉".repeat(5);
        for size in 4..=40 {
            let (mut stop, mut all) = (Stop::at_start(), String::new());
            stop.keep(&text, Escape::None);
            let mut buffer = vec![0; size];
            while stop.has_plain_rest(size) {
                // SAFETY: there are no ops, and the text is borrowed (invariant 28).
                let chunk = unsafe { stop.fill_with_rest(&mut buffer) };
                assert!(chunk.len() <= size && chunk.len() + 4 > size, "{chunk} in {size} bytes");
                all.push_str(chunk);
            }
            // SAFETY: as above.
            all += &unsafe { rest(&mut stop) };
            assert_eq!(all, text, "in {size} bytes");
        }
    }

    #[test]
    fn a_character_is_not_divided() {
        let (mut stop, mut buffer) = (Stop::at_start(), [0; 5]);
        // SAFETY: there is no text.
        assert_eq!(unsafe { stop.fill_with_rest(&mut buffer) }, "");
        stop.keep("🎉é", Escape::None);
        for size in 0..4 {
            assert!(stop.has_plain_rest(size));
            // SAFETY: there are no ops, and the text is static (invariant 28).
            assert_eq!(unsafe { stop.fill_with_rest(&mut buffer[..size]) }, "");
        }
        // SAFETY: as above.
        assert_eq!(unsafe { stop.fill_with_rest(&mut buffer) }, "🎉");
        // SAFETY: as above.
        assert_eq!(unsafe { rest(&mut stop) }, "é");
    }

    #[test]
    fn text_that_is_escaped_is_not_copied() {
        let mut stop = Stop::at_start();
        stop.keep("a & b", Escape::Html);
        assert!(!stop.has_plain_rest(0));
        // SAFETY: there are no ops, and the text is static (invariant 28).
        assert_eq!(unsafe { rest(&mut stop) }, "a &amp; b");
    }
}
