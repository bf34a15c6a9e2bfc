//! Output of strings of which only a part may fit into a buffer.

use super::{
    chunk_drain::INLINE,
    compact::COMPACT,
    cursor::Out,
    escape::{boundary, split_plain},
    html::{SLACK, copy_plain},
    special::BLOCK,
};
use template_bytecode::{Escape, TextRef};

/// The number of bytes that a byte becomes at most when it is escaped in text.
const MAX_ESCAPED: usize = "&quot;".len();

/// The length in bytes of strings that are stored rather than divided.
const SHORT: usize = if cfg!(feature = "alloc") { 256 } else { INLINE / MAX_ESCAPED };

/// The maximum length in bytes of strings that are escaped as a whole if they fit in the region before that. At most five times
/// as many bytes are stored of such a string, because a byte becomes at most [`MAX_ESCAPED`].
const LONG: usize = 4096;

impl Out<'_> {
    /// Appends as much of a string as there is room for, and possibly a part of one more character, whose other part is
    /// kept. Sets `printed` to the number of bytes of the text that have been appended: a tuple with an `Out` in it would be
    /// returned in memory. `escape` is that of text, or none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn prefix(self, text: &str, escape: Escape, printed: &mut usize) -> Self {
        if COMPACT {
            let (out, len) = self.compact_prefix(text, escape);
            *printed = len;
            return out;
        }
        self.cold(move |out| out.fast_prefix(text, escape, printed))
    }

    /// Implements [`prefix`](Self::prefix) with code that is fast.
    fn fast_prefix(mut self, text: &str, escape: Escape, printed: &mut usize) -> Self {
        *printed = 0;
        if escape == Escape::None {
            *printed = boundary(text, self.room());
            return self.str(&text[..*printed]);
        }
        loop {
            let (written, len) = self.escape_fitting(&text[*printed..]);
            self = written;
            *printed += len;
            if len == 0 {
                break;
            }
        }
        loop {
            let rest = &text[*printed..];
            let (plain, special) = split_plain(&rest[..boundary(rest, self.room())]);
            self = self.str(plain);
            *printed += plain.len();
            let Some(special) = special.chars().next() else { return self };
            // What it becomes can be divided.
            self = self.char(special, escape);
            *printed += 1;
        }
    }

    /// Returns `true` if a string may be appended as a whole, escaped or not: the part that does not fit is short enough to be stored.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn takes(&self, text: &str) -> bool {
        text.len() <= SHORT || text.len() <= self.room().min(LONG)
    }

    /// Appends static text like [`text`](Self::text), or as much of it as there is room for: `keep` is then called with the
    /// rest, the output is finished, and the result is `None`.
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
    ) -> Option<Self> {
        let appended = |out: Self, text: &str| {
            if text.len() <= out.room() {
                return Ok(out.str_apart(text));
            }
            out.part(text, Escape::None, keep).ok_or(())
        };
        // SAFETY: the caller's promise.
        unsafe { self.text_or(pool, text, appended) }.ok()
    }

    /// Appends text that is escaped like [`escaped_inline`](Self::escaped_inline), or as much of it as there is room for, like
    /// [`text_divided`](Self::text_divided). `escape` is that of text, or none.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn escaped_divided(
        self,
        text: &str,
        escape: Escape,
        keep: impl FnOnce(&str),
    ) -> Option<Self> {
        let (from, len) = (text.as_ptr(), text.len());
        let is_plain = matches!(escape, Escape::None | Escape::Custom);
        if len >= BLOCK || len > self.room() {
            if !is_plain {
                return self.apart(move |out| out.escape_long_divided(text, escape, keep));
            }
            if len > self.room() {
                return self.part(text, Escape::None, keep);
            }
            return Some(self.str_apart(text));
        }
        // SAFETY: there is room for `len` bytes, which are fewer than a block; `text` is borrowed, so it does not overlap with
        // the region. The bytes are a whole `str`.
        unsafe {
            if copy_plain(from, len, self.at()) || is_plain {
                return Some(self.advance(len));
            }
        }
        self.apart(move |out| {
            if out.has_room_for_short() {
                return Some(out.escape_short(text));
            }
            out.part(text, escape, keep)
        })
    }

    /// Appends text that is long, or for which the region may have too little room, or a part of it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_long_divided(
        self,
        text: &str,
        escape: Escape,
        keep: impl FnOnce(&str),
    ) -> Option<Self> {
        if self.room() < text.len() + SLACK {
            return self.part(text, escape, keep);
        }
        // SAFETY: there is that room.
        let (out, done) = unsafe { self.escape_piece(text) };
        if done == text.len() {
            return Some(out);
        }
        out.part(&text[done..], escape, keep)
    }

    /// Appends as much of a string as there is room for.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn part(self, text: &str, escape: Escape, keep: impl FnOnce(&str)) -> Option<Self> {
        self.cold_apart(move |out| {
            let mut printed = 0;
            let out = out.fast_prefix(text, escape, &mut printed);
            let rest = text.get(printed..).unwrap_or_default();
            if rest.is_empty() {
                return Some(out);
            }
            keep(rest);
            out.finish();
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::output::{
        chunk_drain::{ChunkDrain, Overflow},
        cursor::Out,
        tests::escaped,
    };
    use std::{string::String, vec};
    use template_bytecode::Escape;

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
}
