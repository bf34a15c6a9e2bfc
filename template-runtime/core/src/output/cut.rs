//! Escaping a string into little room: the output is cut where the room ends.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.

use super::{
    cursor::Out,
    escape::boundary,
    html::{Progress, SLACK, escape, read_bytes},
    special::{BLOCK, entity, specials_of},
};
use core::{mem::MaybeUninit, slice, str};

/// The maximum number of bytes of text that are escaped into a buffer on the stack, before the output is cut.
const MOST: usize = SLACK;

/// The maximum number of bytes of their output, and of what is written after it.
const SIZE: usize = 6 * MOST + SLACK;

impl Out<'_> {
    /// Appends as much of a string, escaped, as there is room for, and possibly a part of one more character reference, whose
    /// other part does not fit into the region. Returns the number of bytes of the text that have been appended, at most
    /// [`MOST`]; 0 if there is no room for a character.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn escape_cut(self, text: &str) -> (Self, usize) {
        // The output is at least as long as the text.
        let piece = &text[..boundary(text, self.room().min(MOST))];
        let mut buffer = [const { MaybeUninit::<u8>::uninit() }; SIZE];
        let to = buffer.as_mut_ptr().cast::<u8>();
        // SAFETY: the buffer has room for the output and `SLACK` bytes: after any part of the text has been escaped, there is
        // room for six times as many bytes as are left, and `SLACK` more (invariant 7). So the function does not stop early.
        let len = unsafe {
            let from = piece.as_ptr();
            let stopped = escape(Progress { from, to }, from.add(piece.len()), to.add(SIZE));
            stopped.to.offset_from_unsigned(to)
        };
        let (done, len) =
            if len > self.room() { cut(piece, self.room()) } else { (piece.len(), len) };
        // SAFETY: `escape` has written at least these bytes; they are the output for a prefix of the text that ends between two
        // characters: a whole `str` (invariant 3).
        let escaped = unsafe { str::from_utf8_unchecked(slice::from_raw_parts(to, len)) };
        (self.str(escaped), done)
    }
}

/// Returns the length of the longest prefix of a string that takes at most `room` bytes when it is escaped, or one more special
/// character if a part of its output fits, and the length of the output for it. The output for the whole string is longer.
#[cfg_attr(not(debug_assertions), inline(always))]
fn cut(text: &str, room: usize) -> (usize, usize) {
    let (mut done, mut len) = (0, 0);
    let blocks = (0..text.len()).step_by(BLOCK);
    'blocks: for start in blocks {
        // SAFETY: the block, of which the last one may be shorter, is part of the text (invariant 7).
        let block = unsafe { read_bytes(text.as_ptr().add(start), BLOCK.min(text.len() - start)) };
        let mut found = specials_of(block);
        while found != 0 {
            let next = found.trailing_zeros();
            found &= found - 1;
            let plain = start + next as usize - done;
            if len + plain >= room {
                break 'blocks;
            }
            len += plain + usize::from(entity((block >> (8 * next)) as u8).len);
            done += plain + 1;
            if len >= room {
                return (done, len);
            }
        }
    }
    // The text after that is plain up to where the room ends.
    let end = boundary(text, done + (room - len));
    (end, len + (end - done))
}

#[cfg(test)]
mod tests {
    use super::{MOST, cut};
    use crate::output::{
        chunk_drain::{ChunkDrain, Overflow},
        cursor::Out,
        tests::escaped,
    };
    use std::{string::String, vec};

    /// Returns texts of many lengths.
    fn texts() -> impl Iterator<Item = String> {
        let units =
            ["abc", "é<b>\"", "&'", "plain text and 🎉 & ", "<世界", "a\"0123456789abcdefghij"];
        let lens = if cfg!(miri) { [1, 20, 131, 140] } else { [1, 17, 60, 300] };
        units.into_iter().flat_map(move |unit| {
            lens.map(|len| {
                let text = unit.repeat(len);
                let end = text.floor_char_boundary(len);
                String::from(&text[..end])
            })
        })
    }

    #[test]
    fn texts_are_cut_where_the_room_ends() {
        for text in texts() {
            let all = escaped(&text);
            for room in (0..all.len()).step_by(if cfg!(miri) { 13 } else { 1 }) {
                let (done, len) = cut(&text, room);
                assert_eq!(escaped(&text[..done]).len(), len, "{text} {room}");
                // Either no further character fits, or a part of the last one does not.
                let next = text[done..].chars().next().map_or(0, char::len_utf8);
                if len <= room {
                    assert!(len + next > room, "{text} {room}");
                } else {
                    let before = text[..done].char_indices().next_back().unwrap().0;
                    assert!(escaped(&text[..before]).len() < room, "{text} {room}");
                }
            }
        }
    }

    #[test]
    fn what_is_cut_fills_the_region() {
        for text in texts() {
            for size in (4..160).step_by(if cfg!(miri) { 17 } else { 1 }) {
                let (mut overflow, mut buffer) = (Overflow::new(), vec![0; size]);
                let mut drain = ChunkDrain::new(&mut buffer, &mut overflow);
                let (out, done) = Out::new(&mut drain).escape_cut(&text);
                out.finish();
                let printed = drain.finish();
                let mut rest = [0; 8];
                let rest = ChunkDrain::new(&mut rest, &mut overflow).finish();
                assert_eq!(String::from(printed) + rest, escaped(&text[..done]), "{text} {size}");
                let is_full = printed.len() + 4 > size;
                assert!(is_full || done == text.len() || done + 4 > MOST, "{text} {size}");
                assert!(overflow.is_empty());
            }
        }
    }
}
