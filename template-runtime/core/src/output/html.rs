//! HTML escaping in blocks of sixteen bytes.

use super::special::{
    BLOCK, block_may_have_special, entity, may_have_special, specials, specials_of,
};
use core::ptr::copy_nonoverlapping;

/// The room that is required in excess of the length of the text: a block that consists of the
/// longest character references, and a block that is written after them.
pub(super) const SLACK: usize = 6 * BLOCK + BLOCK;

/// A position in the text and in the output.
#[derive(Clone, Copy)]
pub(super) struct Progress {
    /// The next byte of the text.
    pub(super) from: *const u8,
    /// The position of the next byte of output.
    pub(super) to: *mut u8,
}

/// Writes the text from `at.from` up to `end` to `at.to`, special characters as character
/// references, and returns the position after it. It stops early, after a block, if the room up to
/// `limit` is less than the length of the rest of the text plus [`SLACK`].
///
/// # Safety
///
/// The text is one `str`. From `at.to` up to `limit` there is room for its length plus [`SLACK`]
/// bytes, and this room does not overlap with the text.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn escape(at: Progress, end: *const u8, limit: *mut u8) -> Progress {
    /// The number of blocks without special characters after which the next ones are likely to have
    /// none either.
    const QUIET: usize = 4;
    let Progress { mut from, mut to } = at;
    let mut quiet = QUIET;
    // SAFETY: `from` stays inside of the text, as each step reads and consumes no more bytes than
    // are left. `room >= left + SLACK` holds before each step: a block without special characters
    // reduces both sides by the same amount; in a block with special characters, each byte takes at
    // most 6 bytes of room, and at most `BLOCK` bytes are written after the last one, which is
    // `SLACK` in all, and then the condition is checked. The last block, or the last bytes, require
    // at most that, too.
    unsafe {
        while end.offset_from_unsigned(from) >= BLOCK {
            let left = end.offset_from_unsigned(from);
            if left >= LONG && quiet >= QUIET {
                quiet = 0;
                let clean = copy_clean(from, left, to);
                (from, to) = (from.add(clean), to.add(clean));
                continue;
            }
            if !block_may_have_special(from) {
                copy_nonoverlapping(from, to, BLOCK);
                (from, to) = (from.add(BLOCK), to.add(BLOCK));
                quiet += 1;
                continue;
            }
            quiet = 0;
            to = escape_next_block(from, left, specials(from), to);
            from = from.add(BLOCK);
            if limit.offset_from_unsigned(to) < end.offset_from_unsigned(from) + SLACK {
                return Progress { from, to };
            }
        }
        let left = end.offset_from_unsigned(from);
        if left > 0 {
            // If nothing in the last block is special, then the bytes of it that are done have been written unchanged, and
            // it is written over them. At least as many bytes have been written as read.
            let last = end.wrapping_sub(BLOCK);
            let is_plain = from != at.from && !block_may_have_special(last);
            to = if is_plain {
                copy_nonoverlapping(last, to.sub(BLOCK - left), BLOCK);
                to.add(left)
            } else if copy_plain(from, left, to) {
                to.add(left)
            } else {
                escape_bytes(from, left, to)
            };
        }
    }
    Progress { from: end, to }
}

/// Writes whole blocks of the text like [`escape`], as many as there is room for up to `limit`, and returns the position
/// after them.
///
/// # Safety
///
/// The text from `at.from` up to `end` may be read. The room up to `limit` may be written, and does not overlap with the text.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn escape_blocks(at: Progress, end: *const u8, limit: *mut u8) -> Progress {
    let Progress { mut from, mut to } = at;
    // SAFETY: each step reads a block of which all bytes are left, and writes at most `2 * BLOCK` bytes and five more for
    // each special byte: that is at most `SLACK`, and at most the room (invariant 7).
    unsafe {
        while end.offset_from_unsigned(from) >= BLOCK {
            let (left, room) = (end.offset_from_unsigned(from), limit.offset_from_unsigned(to));
            let found = specials(from);
            // `count_ones` is slow where the processor has no instruction for it, and is needed only near the end.
            if room < SLACK && room < 2 * BLOCK + 5 * found.count_ones() as usize {
                break;
            }
            to = escape_next_block(from, left, found, to);
            from = from.add(BLOCK);
        }
    }
    Progress { from, to }
}

/// Writes the block at `from`, whose special bytes are the bits of `found`, and which `left` bytes follow, including its own.
/// Returns the end of the output.
///
/// # Safety
///
/// `left` bytes, of which there is a block, may be read from `from`. As many may be written to `to` as [`escape_block`] requires.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn escape_next_block(from: *const u8, left: usize, found: u32, to: *mut u8) -> *mut u8 {
    // SAFETY: two blocks are read only if there are so many bytes; the caller promises the rest.
    unsafe {
        if left >= 2 * BLOCK {
            escape_block(from, found, to)
        } else {
            escape_bytes(from, BLOCK, to)
        }
    }
}

/// Writes the block at `from`, whose special bytes are the bits of `found`. Returns the end of the
/// output.
///
/// # Safety
///
/// Two blocks may be read from `from`. `2 * BLOCK` bytes and five more for each special byte, at most [`SLACK`], may be
/// written from `to`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn escape_block(from: *const u8, mut found: u32, mut to: *mut u8) -> *mut u8 {
    let mut done = 0;
    // SAFETY: `done` and `next` are at most `BLOCK`, so that a block can be read from either.
    // Before each write `to` has advanced by at most 6 bytes for each byte that is done.
    unsafe {
        while found != 0 {
            let next = found.trailing_zeros() as usize;
            copy_nonoverlapping(from.add(done), to, BLOCK);
            to = to.add(next - done);
            let entity = entity(from.add(next).read());
            copy_nonoverlapping(entity.text.as_ptr(), to, entity.text.len());
            to = to.add(usize::from(entity.len));
            done = next + 1;
            found &= found - 1;
        }
        copy_nonoverlapping(from.add(done), to, BLOCK);
        to.add(BLOCK - done)
    }
}

/// Copies fewer bytes than a block has. Returns whether none of them is special, nor `#`.
///
/// # Safety
///
/// `len < BLOCK` bytes may be read from `from`, and written to `to`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn copy_plain(from: *const u8, len: usize, to: *mut u8) -> bool {
    // SAFETY: the reads are inside of the `len` bytes and may overlap, and so do the writes.
    let (low, high) = unsafe {
        if len >= 8 {
            let last = len - 8;
            let (low, high) = (read::<u64>(from), read::<u64>(from.add(last)));
            write(low, to);
            write(high, to.add(last));
            (low, high)
        } else if len >= 4 {
            let last = len - 4;
            let (low, high) = (read::<u32>(from), read::<u32>(from.add(last)));
            write(low, to);
            write(high, to.add(last));
            (u64::from(low), u64::from(high))
        } else if len > 0 {
            let (middle, last) = (len / 2, len - 1);
            let (a, b, c) =
                (read::<u8>(from), read::<u8>(from.add(middle)), read::<u8>(from.add(last)));
            write(a, to);
            write(b, to.add(middle));
            write(c, to.add(last));
            (u64::from(a) | u64::from(b) << 8, u64::from(c))
        } else {
            (0, 0)
        }
    };
    !may_have_special(low, high)
}

/// Writes a few bytes, some of which are special. Returns the end of the output.
///
/// They are in a register, and shifted by those that are done: memory that has just been written in smaller parts
/// cannot be read as a block without a delay.
///
/// # Safety
///
/// `len <= BLOCK` bytes may be read from `from`. The output, of which each special byte takes at most 6 bytes, and `BLOCK`
/// bytes more may be written to `to`.
#[inline(never)]
pub(super) unsafe fn escape_bytes(from: *const u8, len: usize, mut to: *mut u8) -> *mut u8 {
    // SAFETY: the caller promises that the bytes may be read.
    let mut rest = unsafe { read_bytes(from, len) };
    let mut found = specials_of(rest);
    let mut left = len;
    // SAFETY: `left` bytes of `rest` are not done. Before each write `to` has advanced by the output for the bytes that are done,
    // and at most a block is written.
    unsafe {
        while found != 0 {
            let plain = found.trailing_zeros();
            write(rest.to_le(), to);
            to = to.add(plain as usize);
            rest >>= 8 * plain;
            let entity = entity(rest as u8);
            copy_nonoverlapping(entity.text.as_ptr(), to, entity.text.len());
            to = to.add(usize::from(entity.len));
            rest >>= 8;
            found = found >> plain >> 1;
            left -= plain as usize + 1;
        }
        write(rest.to_le(), to);
        to.add(left)
    }
}

/// Reads up to sixteen bytes, of which the first becomes the lowest of the result. The others are zero.
///
/// # Safety
///
/// `len <= BLOCK` bytes may be read from `from`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn read_bytes(from: *const u8, len: usize) -> u128 {
    // SAFETY: the reads are inside of the `len` bytes. Where they overlap, the bits are equal.
    unsafe {
        let joined = |low: u128, high: u128, at: usize| low | high << (8 * at);
        if len >= 8 {
            let word = |at: usize| u128::from(u64::from_le(read(from.add(at))));
            joined(word(0), word(len - 8), len - 8)
        } else if len >= 4 {
            let word = |at: usize| u128::from(u32::from_le(read(from.add(at))));
            joined(word(0), word(len - 4), len - 4)
        } else if len > 0 {
            let byte = |at: usize| u128::from(read::<u8>(from.add(at)));
            joined(joined(byte(0), byte(len / 2), len / 2), byte(len - 1), len - 1)
        } else {
            0
        }
    }
}

/// Reads an integer in native byte order.
///
/// # Safety
///
/// Its bytes may be read from `from`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn read<T>(from: *const u8) -> T {
    // SAFETY: the caller promises that; the read may be unaligned.
    unsafe { from.cast::<T>().read_unaligned() }
}

/// Writes an integer in native byte order.
///
/// # Safety
///
/// Its bytes may be written to `to`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn write<T>(bytes: T, to: *mut u8) {
    // SAFETY: the caller promises that; the write may be unaligned.
    unsafe { to.cast::<T>().write_unaligned(bytes) }
}

/// Copies from `from` to `to`, like [`copy_clean`], and then in smaller steps: everything if nothing is special, nor `#`.
/// Returns the number of copied bytes.
///
/// # Safety
///
/// `len` bytes may be read from `from` and written to `to`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn copy_all_clean(from: *const u8, len: usize, to: *mut u8) -> usize {
    // SAFETY: `done` is at most `len`. The last block overlaps with what has been copied, so that it is inside of the `len`
    // bytes, too (invariant 7).
    unsafe {
        let mut done = copy_clean(from, len, to);
        while len - done >= BLOCK {
            if block_may_have_special(from.add(done)) {
                return done;
            }
            copy_nonoverlapping(from.add(done), to.add(done), BLOCK);
            done += BLOCK;
        }
        if done == 0 {
            return if copy_plain(from, len, to) { len } else { 0 };
        }
        let last = len - BLOCK;
        if done == len || block_may_have_special(from.add(last)) {
            return done;
        }
        copy_nonoverlapping(from.add(last), to.add(last), BLOCK);
        len
    }
}

/// The length from which on searching in larger steps pays off, which needs to detect the features of the processor.
const LONG: usize = 8 * BLOCK;

/// Copies blocks from `from` to `to` up to the first one with a special byte. Returns the number of
/// copied bytes: whole blocks, which may end up to three blocks before that one.
///
/// # Safety
///
/// `len` bytes may be read from `from` and written to `to`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn copy_clean(from: *const u8, len: usize, to: *mut u8) -> usize {
    #[cfg(all(target_arch = "x86_64", feature = "std"))]
    if len >= LONG && std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2; the caller promises the rest.
        return unsafe { avx2::copy_clean(from, len, to) };
    }
    let mut done = 0;
    // SAFETY: two blocks from `done` on are inside of the `len` bytes.
    unsafe {
        while len - done >= 2 * BLOCK {
            let (from, to) = (from.add(done), to.add(done));
            if specials(from) | specials(from.add(BLOCK)) != 0 {
                break;
            }
            copy_nonoverlapping(from, to, 2 * BLOCK);
            done += 2 * BLOCK;
        }
    }
    done
}

/// Copying in steps of four blocks, on processors with AVX2.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
mod avx2 {
    use crate::output::special::BLOCK;
    use core::arch::x86_64::{
        __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_or_si256,
        _mm256_set1_epi8, _mm256_storeu_si256, _mm256_testz_si256,
    };

    /// Copies blocks without special bytes; see [`super::copy_clean`].
    ///
    /// # Safety
    ///
    /// The requirements of [`super::copy_clean`]; and the processor has AVX2.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn copy_clean(from: *const u8, len: usize, to: *mut u8) -> usize {
        let mut done = 0;
        // SAFETY: four blocks from `done` on are inside of the `len` bytes, two of them in each
        // half; reads and writes may be unaligned.
        unsafe {
            while len - done >= 4 * BLOCK {
                let (from, to) = (from.add(done).cast::<__m256i>(), to.add(done).cast::<__m256i>());
                let (low, high) = (_mm256_loadu_si256(from), _mm256_loadu_si256(from.add(1)));
                let found = _mm256_or_si256(suspects(low), suspects(high));
                if _mm256_testz_si256(found, found) == 0 {
                    break;
                }
                _mm256_storeu_si256(to, low);
                _mm256_storeu_si256(to.add(1), high);
                done += 4 * BLOCK;
            }
        }
        done
    }

    /// Marks the special bytes, and `#`, which the mask does not distinguish from them.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn suspects(block: __m256i) -> __m256i {
        let all = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        // `"` 22, `&` 26 and `'` 27; `<` 3c and `>` 3e.
        let quotes = _mm256_cmpeq_epi8(_mm256_and_si256(block, all(0xfa)), all(0x22));
        let angles = _mm256_cmpeq_epi8(_mm256_and_si256(block, all(0xfd)), all(0x3c));
        _mm256_or_si256(quotes, angles)
    }
}

#[cfg(test)]
mod tests {
    use super::{copy_all_clean, copy_clean};
    use crate::output::special::BLOCK;
    use std::{vec, vec::Vec};

    /// Returns text of a length, with a special character at an offset, if there is one and it is in the text.
    fn text_with(special: Option<usize>, len: usize) -> Vec<u8> {
        let mut text = vec![b'a'; len];
        if let Some(byte) = special.and_then(|at| text.get_mut(at)) {
            *byte = b'&';
        }
        text
    }

    #[test]
    fn blocks_before_the_first_special_are_copied() {
        for len in (0..200_usize).step_by(if cfg!(miri) { 33 } else { 1 }) {
            for special in [None, Some(0), Some(len / 3), Some(len / 2), len.checked_sub(1)] {
                let text = text_with(special, len);
                let mut copy = vec![0; len];
                // SAFETY: both vectors have `len` bytes.
                let done = unsafe { copy_clean(text.as_ptr(), len, copy.as_mut_ptr()) };
                let clean = text.iter().take_while(|byte| **byte != b'&').count();
                assert!(done <= clean && done % BLOCK == 0, "{done} {clean} {len}");
                assert!(done + 4 * BLOCK > clean, "{done} {clean} {len}");
                assert_eq!(copy[..done], text[..done]);
                assert!(copy[done..].iter().all(|byte| *byte == 0));
            }
        }
    }

    #[test]
    fn all_is_copied_if_nothing_is_special() {
        for len in (0..100_usize).step_by(if cfg!(miri) { 7 } else { 1 }) {
            for special in [None, Some(0), Some(len / 2), len.checked_sub(1)] {
                let text = text_with(special, len);
                let mut copy = vec![0; len];
                // SAFETY: both vectors have `len` bytes.
                let done = unsafe { copy_all_clean(text.as_ptr(), len, copy.as_mut_ptr()) };
                let clean = text.iter().take_while(|byte| **byte != b'&').count();
                assert!(done <= clean && (done == len) == (clean == len), "{done} {clean} {len}");
                assert_eq!(copy[..done], text[..done]);
            }
        }
    }
}
