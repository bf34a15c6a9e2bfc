//! Escaping, eight bytes at a time.
//!
//! A word holds eight bytes of text, the first one in its lowest bits on every target.

use core::ptr::copy_nonoverlapping;

/// How much room `escape_html` needs for a text of `len` bytes is at most `(len + 1) * ROOM`.
///
/// (The longest entity has 6 bytes; a power of two is cheaper.)
pub(super) const ROOM: usize = 8;

/// Writes `text` to `at`, with its special characters as entities. Returns how many bytes that is.
///
/// # Safety
///
/// `(text.len() + 1) * ROOM` bytes may be written from `at`, and do not overlap with `text`.
#[inline(always)]
pub(super) unsafe fn escape_html(text: &str, at: *mut u8) -> usize {
    let (start, len) = (text.as_ptr(), text.len());
    let (mut to, mut done) = (at, 0);
    // SAFETY: the words are read from inside of `text`: `done + 8 <= len`; `len - 8` if that is not
    // negative; and `short` reads `len` bytes. `escape_word` turns each byte into at most 6, so
    // before each call `to` is at most `6 * done` bytes behind `at`; it asks for `ROOM` bytes for
    // each of the `len - done` bytes that are left, and `ROOM` more. The room is enough for that.
    unsafe {
        while len - done >= 8 {
            to = escape_word(read(start.add(done)), 8, to);
            done += 8;
        }
        let left = len - done;
        if left > 0 {
            let word = if len >= 8 {
                // The last eight bytes, without those that are done.
                read(start.add(len - 8)) >> (8 * (8 - left))
            } else {
                short(start, len)
            };
            to = escape_word(word, left, to);
        }
        to.offset_from_unsigned(at)
    }
}

/// Reads a word.
///
/// # Safety
///
/// Eight bytes may be read from `from`.
#[inline(always)]
unsafe fn read(from: *const u8) -> u64 {
    // SAFETY: the caller promises it; the read need not be aligned.
    u64::from_le(unsafe { from.cast::<u64>().read_unaligned() })
}

/// Reads 1 to 7 bytes as a word that ends with zeros, by parts that may overlap.
///
/// # Safety
///
/// `len` is 1 to 7, and as many bytes may be read from `from`.
#[inline(always)]
unsafe fn short(from: *const u8, len: usize) -> u64 {
    // SAFETY: all reads lie inside of the `len` bytes, and none need be aligned.
    unsafe {
        if len >= 4 {
            let low = u32::from_le(from.cast::<u32>().read_unaligned());
            let high = u32::from_le(from.add(len - 4).cast::<u32>().read_unaligned());
            u64::from(low) | u64::from(high) << (8 * (len - 4))
        } else {
            let middle = u64::from(from.add(len / 2).read()) << (8 * (len / 2));
            let last = u64::from(from.add(len - 1).read()) << (8 * (len - 1));
            u64::from(from.read()) | middle | last
        }
    }
}

/// Writes the first `count` bytes of `word`, escaped. Returns where they end.
///
/// # Safety
///
/// `count` is at most 8, and `(count + 1) * ROOM` bytes may be written from `to`. Behind the first
/// `count`, the bytes of `word` are zero.
#[inline(always)]
unsafe fn escape_word(word: u64, count: usize, to: *mut u8) -> *mut u8 {
    if specials(word) != 0 {
        // SAFETY: the caller's promise is the same.
        return unsafe { escape_specials(word, count, to) };
    }
    // SAFETY: the caller promises more than eight bytes.
    unsafe {
        write(word, to);
        to.add(count)
    }
}

/// Writes a word.
///
/// # Safety
///
/// Eight bytes may be written to `to`.
#[inline(always)]
unsafe fn write(word: u64, to: *mut u8) {
    // SAFETY: the caller promises it; the write need not be aligned.
    unsafe { to.cast::<u64>().write_unaligned(word.to_le()) }
}

/// As `escape_word`, entity by entity.
///
/// # Safety
///
/// As for `escape_word`.
#[inline(never)]
unsafe fn escape_specials(mut word: u64, mut count: usize, mut to: *mut u8) -> *mut u8 {
    loop {
        let found = specials(word);
        // SAFETY: `ROOM` bytes may be written for each of the `count` bytes, and `ROOM` more.
        // A round writes eight bytes to `to` and goes on over those before the special one, then
        // eight bytes again and over at most 6 of them: never more than `ROOM` for each byte gone.
        // The special one is among the first `count`, as the others are zero.
        unsafe {
            write(word, to);
            if found == 0 {
                return to.add(count);
            }
            let before = found.trailing_zeros() as usize / 8;
            to = to.add(before);
            word >>= 8 * before;
            let entity = entity(word as u8);
            copy_nonoverlapping(entity.text.as_ptr(), to, ROOM);
            to = to.add(usize::from(entity.len));
            word >>= 8;
            count -= before + 1;
        }
    }
}

struct Entity {
    text: [u8; ROOM],
    len: u8,
}

/// Returns what is written for a special byte; must agree with `escape::entity`.
#[inline(always)]
fn entity(byte: u8) -> Entity {
    match byte {
        b'&' => Entity { text: *b"&amp;   ", len: 5 },
        b'<' => Entity { text: *b"&lt;    ", len: 4 },
        b'>' => Entity { text: *b"&gt;    ", len: 4 },
        b'"' => Entity { text: *b"&quot;  ", len: 6 },
        _ => Entity { text: *b"&#x27;  ", len: 6 },
    }
}

/// Returns a word whose lowest bit that is set lies in the first special byte of `word`; zero if
/// there is none. (Higher bits that are set say nothing.)
#[inline(always)]
fn specials(word: u64) -> u64 {
    const fn all(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    /// Subtracting one borrows from the bit above only in a byte that is zero, and the `& !word`
    /// drops bytes that had their highest bit set already. A borrow may reach the byte after it, so
    /// only the lowest bit is sure.
    #[inline(always)]
    fn zeros(word: u64) -> u64 {
        word.wrapping_sub(all(1)) & !word & all(0x80)
    }
    // `&` 26 and `'` 27 differ in bit 0, `<` 3c and `>` 3e in bit 1: one test for each pair.
    zeros((word | all(1)) ^ all(b'\''))
        | zeros((word | all(2)) ^ all(b'>'))
        | zeros(word ^ all(b'"'))
}

#[cfg(test)]
mod tests {
    use super::specials;

    #[test]
    fn first_special_is_found() {
        for position in 0..8 {
            for byte in (0..=255).step_by(if cfg!(miri) { 3 } else { 1 }) {
                for around in [0, 1, b'a', b'#', b'%', b'=', b'?', b'<', 0x7f, 0x80, 0xff] {
                    let mut bytes = [around; 8];
                    bytes[position] = byte;
                    let first = bytes.iter().position(|byte| b"&<>\"'".contains(byte));
                    let found = specials(u64::from_le_bytes(bytes));
                    let found = (found != 0).then_some(found.trailing_zeros() as usize / 8);
                    assert_eq!(found, first, "{bytes:x?}");
                }
            }
        }
    }
}
