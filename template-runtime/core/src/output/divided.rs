//! Output of strings of which only a part may fit into a buffer.
//!
//! A region that is closed, so that nothing more is written to it, has no room: the interpreter then stops.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.

use super::{
    cursor::Out,
    escape::boundary,
    html::{SLACK, copy_all_clean, copy_plain},
    special::BLOCK,
};
#[cfg(feature = "alloc")]
use super::{
    html::{Progress, escape_blocks},
    text::StaticText,
};
use core::ptr::copy_nonoverlapping;
use template_bytecode::{Escape, TextRef};

/// The length in bytes of strings that are stored rather than divided.
const SHORT: usize = 256;

/// The maximum length in bytes of strings that are escaped as a whole if they fit in the region before that. At most five times
/// as many bytes are stored of such a string, because a byte becomes at most six (`&quot;`).
const LONG: usize = 4096;

impl Out<'_> {
    /// Appends as much of a string as there is room for, and possibly a part of one more character, whose other part is
    /// kept. Sets `printed` to the number of bytes of the text that have been appended: a tuple with an `Out` in it would be
    /// returned in memory. `escape` is that of text, or none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn prefix(self, text: &str, escape: Escape, printed: &mut usize) -> Self {
        #[cfg(not(feature = "alloc"))]
        {
            let (out, len) = self.compact_prefix(text, escape);
            *printed = len;
            out
        }
        #[cfg(feature = "alloc")]
        self.cold(move |out| out.fast_prefix(text, escape, printed))
    }

    /// Implements [`prefix`](Self::prefix) with code that is fast. Inlined there, so that the `Out` is not in memory.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn fast_prefix(mut self, text: &str, escape: Escape, printed: &mut usize) -> Self {
        if is_plain(escape) {
            *printed = boundary(text, self.room());
            return self.str(&text[..*printed]);
        }
        // What fits unless something in it is special, which mostly is not so.
        let fitting = text.len().min(self.room());
        // SAFETY: as many bytes may be read and written; text up to a boundary without special
        // characters is written unchanged (invariants 3 and 7).
        unsafe {
            let clean = copy_all_clean(text.as_ptr(), fitting, self.at());
            *printed = boundary(text, clean);
            self = self.advance(*printed);
            if clean == fitting {
                return self;
            }
        }
        let (mut out, mut len) = self.escape_whole_blocks(&text[*printed..]);
        *printed += len;
        while *printed < text.len() && out.room() > 0 {
            (out, len) = out.escape_cut(&text[*printed..]);
            *printed += len;
            if len == 0 {
                break;
            }
        }
        out
    }

    /// Appends the first whole blocks of a string, escaped, for which there is certainly room, without the bytes of a character that the
    /// last one divides. Returns their length in bytes.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_whole_blocks(self, text: &str) -> (Self, usize) {
        let at = Progress { from: text.as_ptr(), to: self.at() };
        // SAFETY: the text is borrowed, so it does not overlap with the region (invariant 7).
        unsafe {
            let (end, limit) = (at.from.add(text.len()), at.to.add(self.room()));
            self.advance_to(text, escape_blocks(at, end, limit))
        }
    }

    /// Returns `true` if a string may be appended as a whole, escaped or not: the part that does not fit is short enough to be stored.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn takes(&self, text: &str) -> bool {
        text.len() <= SHORT || text.len() <= self.room().min(LONG)
    }

    /// Appends static text like [`text`](Self::text), or as much of it as there is room for: `keep` is then called with the
    /// rest, and the region is closed. It is also called, with an empty rest, if the text fills the region.
    ///
    /// # Safety
    ///
    /// The requirements of [`text`](Self::text).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn text_divided(
        self,
        pool: &str,
        text: &TextRef,
        keep: impl FnOnce(&str),
    ) -> Self {
        // SAFETY: the caller's promise.
        unsafe {
            self.text_or(pool, text, |out, text| {
                if text.len() < out.room() {
                    out.str_out_of_line(text)
                } else {
                    out.plain_part(text, keep)
                }
            })
        }
    }

    /// Appends static text like [`text_divided`](Self::text_divided).
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn static_text_divided(self, text: StaticText<'_>, keep: impl FnOnce(&str)) -> Self {
        self.static_text_or(text, |out, text| {
            if text.len() < out.room() { out.str_short(text) } else { out.plain_part(text, keep) }
        })
    }

    /// Appends text unescaped by a call, like [`str_out_of_line`](Self::str_out_of_line), which is mostly shorter than a block.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn str_short(self, text: &str) -> Self {
        self.outline(move |out| {
            let len = text.len();
            if len >= BLOCK || len > out.room() {
                return out.str(text);
            }
            // SAFETY: there is room for `len` bytes, which are fewer than a block; `text` is borrowed, so it does not overlap with
            // the region. The bytes are a whole `str` (invariants 3 and 7).
            unsafe {
                copy_plain(text.as_ptr(), len, out.at());
                out.advance(len)
            }
        })
    }

    /// Appends text that is escaped like [`escaped_inline`](Self::escaped_inline), or as much of it as there is room for, like
    /// [`text_divided`](Self::text_divided). `escape` is that of text, or none.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn escaped_divided(
        self,
        text: &str,
        escape: Escape,
        keep: impl FnOnce(&str),
    ) -> Self {
        let (out, is_printed) = self.escaped_or_nothing(text, escape);
        match is_printed {
            true => out,
            false if is_plain(escape) => out.plain_part(text, keep),
            false => out.escaped_part(text, keep),
        }
    }

    /// Returns `true` if there is room for `len` bytes and the text without escaping.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn has_room_for_unescaped(&self, len: usize, text: &str) -> bool {
        self.room() >= len + text.len()
    }

    /// Appends text that is escaped like [`escaped_inline`](Self::escaped_inline) if there is certainly room for all of it. Reports
    /// whether it has. `escape` is that of text, or none.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn escaped_or_nothing(self, text: &str, escape: Escape) -> (Self, bool) {
        let (from, len) = (text.as_ptr(), text.len());
        let is_plain = is_plain(escape);
        let before = self.at();
        let out = if len >= BLOCK {
            if is_plain {
                return match self.room() >= len {
                    // SAFETY: there is room (invariant 7).
                    true => (unsafe { self.copied(text) }, true),
                    false => (self, false),
                };
            }
            self.outline(move |out| out.escape_long_or_nothing(text))
        } else if len > self.room() {
            return (self, false);
        } else {
            // SAFETY: there is room for `len` bytes, which are fewer than a block; `text` is borrowed, so it does not overlap
            // with the region. The bytes are a whole `str` (invariants 3 and 7).
            unsafe {
                if copy_plain(from, len, self.at()) || is_plain {
                    return (self.advance(len), true);
                }
            }
            self.outline(move |out| out.escape_short_or_nothing(text))
        };
        // Text that is not empty does not become empty.
        let is_printed = out.at() != before;
        (out, is_printed)
    }

    /// Appends text unescaped.
    ///
    /// # Safety
    ///
    /// There is room for it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn copied(self, text: &str) -> Self {
        // SAFETY: there is room (the caller's promise); `text` is borrowed, so it does not overlap with the region. The bytes are a
        // whole `str` (invariants 3 and 7).
        unsafe {
            copy_nonoverlapping(text.as_ptr(), self.at(), text.len());
            self.advance(text.len())
        }
    }

    /// Appends text escaped that is long, if there is certainly room for all of it, or if there is and nothing in it is special.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_long_or_nothing(self, text: &str) -> Self {
        let len = text.len();
        if self.room() < len + SLACK {
            // SAFETY: as many bytes may be read and written; text without special characters is written unchanged (invariants 3
            // and 7).
            unsafe {
                let is_clean =
                    len <= self.room() && copy_all_clean(text.as_ptr(), len, self.at()) == len;
                return self.advance(if is_clean { len } else { 0 });
            }
        }
        let before = self.at();
        // SAFETY: there is that room (invariant 7).
        let (out, done) = unsafe { self.escape_piece(text) };
        if done == text.len() {
            return out;
        }
        // SAFETY: the position is that of before (invariant 3).
        unsafe { out.back_to(before) }
    }

    /// Appends text escaped that is shorter than a block, if there is certainly room for all of it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_short_or_nothing(self, text: &str) -> Self {
        if self.has_room_for_short() { self.escape_short(text) } else { self }
    }

    /// Appends as much of a string as there is room for, which is at most all of it, and closes the region.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn plain_part(self, text: &str, keep: impl FnOnce(&str)) -> Self {
        let fitting = boundary(text, self.room());
        // SAFETY: this is an offset between characters, so that both parts are `str`s (invariant 3).
        let (fitting, rest) =
            unsafe { (text.get_unchecked(..fitting), text.get_unchecked(fitting..)) };
        keep(rest);
        // SAFETY: it is at most as long as the room (invariant 7).
        unsafe { self.copied(fitting) }.close()
    }

    /// Appends a string, escaped, or as much of it as there is room for. If a part remains, `keep` is called with it, and the region is
    /// closed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn escaped_part(self, text: &str, keep: impl FnOnce(&str)) -> Self {
        let mut printed = 0;
        let out = self.prefix(text, Escape::Html, &mut printed);
        let rest = text.get(printed..).unwrap_or_default();
        if rest.is_empty() {
            return out;
        }
        keep(rest);
        out.close()
    }
}

/// Returns `true` if text with this escape is divided unchanged: the output of a custom escaper is escaped already.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn is_plain(escape: Escape) -> bool {
    matches!(escape, Escape::None | Escape::Custom)
}

#[cfg(test)]
mod tests {
    use crate::output::{
        chunk_drain::{ChunkDrain, Overflow},
        cursor::Out,
        tests::escaped,
    };
    use std::{string::String, vec, vec::Vec};
    use template_bytecode::{Escape, TEXT_PAD, TextRef};

    #[test]
    fn texts_of_any_length_are_divided() {
        for unit in ["abc", "é<b>\"", "&&&&&&&&", "plain text and 🎉 & "] {
            for len in [1, 10, 100, 1000] {
                let text = unit.repeat(len);
                for size in [4, 30, 100, 113, 250, 600] {
                    let (mut overflow, mut buffer) = (Overflow::new(), vec![0; size]);
                    let (mut all, mut done) = (String::new(), 0);
                    while done < text.len() || !overflow.is_empty() {
                        let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
                        let mut printed = 1000;
                        let out = Out::new(&mut drain);
                        out.prefix(&text[done..], Escape::Html, &mut printed).finish();
                        done += printed;
                        let chunk = drain.finish();
                        assert!(
                            !chunk.is_empty() && (done == text.len() || chunk.len() + 4 > size)
                        );
                        all.push_str(chunk);
                    }
                    assert_eq!(all, escaped(&text), "{unit} {len} {size}");
                }
            }
        }
    }

    #[test]
    fn prefixes_end_where_the_region_does() {
        let mut overflow = Overflow::new();
        let mut buffer = [0; 10];
        let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
        let mut printed = 0;
        Out::new(&mut drain).prefix("ab<é>c", Escape::Html, &mut printed).finish();
        assert_eq!((drain.finish(), printed), ("ab&lt;é&g", 6));
        let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
        printed = 0;
        Out::new(&mut drain).prefix("01234567é", Escape::None, &mut printed).finish();
        assert_eq!((drain.finish(), printed), ("t;01234567", 8));
        assert!(overflow.is_empty());
    }

    /// Returns the chunks of a string, each of whose parts is the rest of that before.
    fn chunks(text: &str, size: usize, escape: Escape) -> Vec<String> {
        let (mut overflow, mut buffer) = (Overflow::new(), vec![0; size]);
        let (mut all, mut rest) = (Vec::new(), Some(text.len()));
        while rest.is_some() || !overflow.is_empty() {
            let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
            let out = Out::new(&mut drain);
            let out = match rest.take() {
                Some(len) => {
                    let text = &text[text.len() - len..];
                    out.escaped_divided(text, escape, |of| rest = Some(of.len()))
                }
                None => out,
            };
            assert!(rest.is_none() || out.is_full(), "{text} {size}");
            out.finish();
            all.push(String::from(drain.finish()));
        }
        all
    }

    #[test]
    fn divided_text_is_that_of_before() {
        let units = [
            "",
            "abc",
            "é<b>\"",
            "&&&&&&&&",
            "plain text and 🎉 & ",
            "a long text, größer as a block ",
        ];
        for text in units.into_iter().flat_map(|unit| [1, 3, 20, 100].map(|len| unit.repeat(len))) {
            for size in (4..40).chain([100, 111, 112, 113, 128, 129, 300, 700, 5000]) {
                for escape in [Escape::Html, Escape::None] {
                    let all = chunks(&text, size, escape);
                    let expected =
                        if escape == Escape::None { text.clone() } else { escaped(&text) };
                    assert_eq!(all.concat(), expected, "{text} {size}");
                    let (_, full) = all.split_last().unwrap();
                    assert!(full.iter().all(|chunk| chunk.len() + 4 > size), "{text} {size}");
                }
            }
        }
    }

    #[test]
    fn static_text_is_divided() {
        let pool = "grüße 🎉 ".repeat(10) + &" ".repeat(TEXT_PAD);
        for len in (0..=pool.len() - TEXT_PAD).filter(|len| pool.is_char_boundary(*len)) {
            for size in [4, 5, 30, 33, 60, 70, 200] {
                let (mut overflow, mut buffer) = (Overflow::new(), vec![0; size]);
                let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
                let mut rest = String::new();
                // SAFETY: the text ends at a boundary, before the padding.
                let out = unsafe {
                    let text = TextRef::new(0, len as u16);
                    Out::new(&mut drain).text_divided(&pool, &text, |of| rest = of.into())
                };
                assert!(rest.is_empty() || out.is_full());
                out.finish();
                let printed = drain.finish();
                assert!(overflow.is_empty());
                assert_eq!(String::from(printed) + &rest, pool[..len]);
                assert!(rest.is_empty() || printed.len() + 4 > size);
            }
        }
    }
}
