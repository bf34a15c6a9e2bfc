//! The search for the characters that are special in HTML: `& < > " '`.

use super::compact::COMPACT;
use template_bytecode::Escape;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use vector as target;
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
use word as target;

/// The number of bytes of a block, which is examined at once.
pub(super) const BLOCK: usize = 16;

/// Returns a word in which bit `i` is set if byte `i` of the block is special.
///
/// # Safety
///
/// [`BLOCK`] bytes may be read from `from`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn specials(from: *const u8) -> u32 {
    // SAFETY: the caller promises that the bytes may be read.
    unsafe { target::specials(target::load(from)) }
}

/// Returns a word in which bit `i` is set if byte `i` of the block, from the lowest on, is special.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn specials_of(block: u128) -> u32 {
    let [low, high] = [block as u64, (block >> 64) as u64].map(u64::to_le);
    target::specials(target::join(low, high))
}

/// Returns the number of bytes before the first that is special.
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    let is_special = |byte: &u8| Escape::Html.entity(char::from(*byte)).is_some();
    if COMPACT {
        return bytes.iter().position(is_special).unwrap_or(bytes.len());
    }
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (number, block) in blocks.iter().enumerate() {
        // SAFETY: the block can be read.
        let found = unsafe { specials(block.as_ptr()) };
        if found != 0 {
            return number * BLOCK + found.trailing_zeros() as usize;
        }
    }
    bytes.len() - rest.len() + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Returns `true` if any of the bytes of two words may be special: one that is special, or `#`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn may_have_special(low: u64, high: u64) -> bool {
    target::has_suspect(target::join(low, high))
}

/// Returns `true` if any byte of the block may be special: one that is special, or `#`.
///
/// # Safety
///
/// [`BLOCK`] bytes may be read from `from`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn block_may_have_special(from: *const u8) -> bool {
    // SAFETY: the caller promises that the bytes may be read.
    unsafe { target::has_suspect(target::load(from)) }
}

// `&` 26 and `'` 27 differ in bit 0, `<` 3c and `>` 3e in bit 1: each pair takes one comparison.

/// The search with SSE2 vectors of sixteen bytes.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod vector {
    use core::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_or_si128,
        _mm_set_epi64x, _mm_set1_epi8,
    };

    /// Reads a block.
    ///
    /// # Safety
    ///
    /// A block may be read from `from`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn load(from: *const u8) -> __m128i {
        // SAFETY: the caller promises that; the read may be unaligned.
        unsafe { _mm_loadu_si128(from.cast()) }
    }

    /// Returns the block that consists of two words.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn join(low: u64, high: u64) -> __m128i {
        // SAFETY: the target has SSE2.
        unsafe { _mm_set_epi64x(high.cast_signed(), low.cast_signed()) }
    }

    /// Returns a bit for each special byte, as [`specials`](super::specials) does.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn specials(block: __m128i) -> u32 {
        // SAFETY: the target has SSE2.
        unsafe {
            let all = |byte: u8| _mm_set1_epi8(byte.cast_signed());
            let single = _mm_cmpeq_epi8(_mm_or_si128(block, all(1)), all(b'\''));
            let angle = _mm_cmpeq_epi8(_mm_or_si128(block, all(2)), all(b'>'));
            let double = _mm_cmpeq_epi8(block, all(b'"'));
            let found = _mm_or_si128(_mm_or_si128(single, angle), double);
            _mm_movemask_epi8(found).cast_unsigned()
        }
    }

    /// Returns `true` if any byte is special, or `#`, with a comparison less.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn has_suspect(block: __m128i) -> bool {
        // SAFETY: the target has SSE2.
        unsafe {
            let all = |byte: u8| _mm_set1_epi8(byte.cast_signed());
            // `"` 22, `&` 26 and `'` 27; `<` 3c and `>` 3e.
            let quotes = _mm_cmpeq_epi8(_mm_and_si128(block, all(0xfa)), all(0x22));
            let angles = _mm_cmpeq_epi8(_mm_and_si128(block, all(0xfd)), all(0x3c));
            _mm_movemask_epi8(_mm_or_si128(quotes, angles)) != 0
        }
    }
}

/// The search in words of eight bytes.
#[cfg(any(test, not(all(target_arch = "x86_64", target_feature = "sse2"))))]
mod word {
    /// Reads a block.
    ///
    /// # Safety
    ///
    /// A block may be read from `from`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn load(from: *const u8) -> (u64, u64) {
        let from = from.cast::<u64>();
        // SAFETY: the caller promises that; the reads may be unaligned.
        unsafe { (from.read_unaligned(), from.add(1).read_unaligned()) }
    }

    /// Returns the block that consists of two words.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn join(low: u64, high: u64) -> (u64, u64) {
        (low, high)
    }

    /// Returns a bit for each special byte, as [`specials`](super::specials) does.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn specials((low, high): (u64, u64)) -> u32 {
        // Gathers the highest bits: the highest bit of byte `i` becomes bit `i`.
        let bits = |marks: u64| ((marks >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32;
        bits(marks(u64::from_le(low))) | bits(marks(u64::from_le(high))) << 8
    }

    /// Returns `true` if any byte is special.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn has_suspect((low, high): (u64, u64)) -> bool {
        marks(u64::from_le(low)) | marks(u64::from_le(high)) != 0
    }

    /// Returns a word in which the highest bit of each special byte is set.
    fn marks(word: u64) -> u64 {
        /// Returns a word of eight equal bytes.
        const fn all(byte: u8) -> u64 {
            u64::from_ne_bytes([byte; 8])
        }
        /// Returns a word in which the highest bit of each zero byte is set. Adding `7f` carries
        /// into that bit unless the lower bits are zero, and never beyond.
        #[cfg_attr(not(debug_assertions), inline(always))]
        fn zeros(word: u64) -> u64 {
            let low = all(0x7f);
            !(((word & low) + low) | word | low)
        }
        zeros((word | all(1)) ^ all(b'\''))
            | zeros((word | all(2)) ^ all(b'>'))
            | zeros(word ^ all(b'"'))
    }
}

/// The character reference of a special byte.
pub(super) struct Entity {
    /// The text, with any bytes after it.
    pub(super) text: [u8; 8],
    /// The length of the text.
    pub(super) len: u8,
}

/// Returns the character reference of a special byte, like `Escape::entity`; any entry
/// for other bytes.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn entity(byte: u8) -> &'static Entity {
    const fn entry(text: [u8; 8], len: u8) -> Entity {
        Entity { text, len }
    }
    const OTHER: Entity = entry(*b"        ", 0);
    static ENTITIES: [Entity; 8] = [
        entry(*b"&#x27;  ", 6),
        OTHER,
        entry(*b"&quot;  ", 6),
        entry(*b"&lt;    ", 4),
        OTHER,
        entry(*b"&gt;    ", 4),
        OTHER,
        entry(*b"&amp;   ", 5),
    ];
    // A perfect hash of the special bytes.
    &ENTITIES[usize::from(byte.wrapping_add(byte >> 2) & 7)]
}

#[cfg(test)]
mod tests {
    use super::{
        BLOCK, block_may_have_special, entity, may_have_special, specials, specials_of, word,
    };
    use template_bytecode::Escape;

    #[test]
    fn all_specials_are_found() {
        for position in 0..BLOCK {
            for byte in (0..=255).step_by(if cfg!(miri) { 3 } else { 1 }) {
                for around in [0, 1, b'a', b'#', b'%', b'=', b'?', b'<', 0x7f, 0x80, 0xff] {
                    let mut bytes = [around; BLOCK];
                    bytes[position] = byte;
                    let is_special = |byte: &u8| b"&<>\"'".contains(byte);
                    let expected = bytes
                        .iter()
                        .rev()
                        .fold(0, |bits, byte| bits << 1 | u32::from(is_special(byte)));
                    // SAFETY: the array has as many bytes as are read.
                    assert_eq!(unsafe { specials(bytes.as_ptr()) }, expected, "{bytes:x?}");
                    // SAFETY: as above.
                    let words = unsafe { word::load(bytes.as_ptr()) };
                    assert_eq!(word::specials(words), expected, "{bytes:x?}");
                    assert_eq!(word::has_suspect(words), expected != 0, "{bytes:x?}");
                    let low = u64::from_ne_bytes(*bytes.first_chunk().unwrap());
                    let high = u64::from_ne_bytes(*bytes.last_chunk().unwrap());
                    assert_eq!(word::join(low, high), words);
                    // SAFETY: as above.
                    let may_have = unsafe { block_may_have_special(bytes.as_ptr()) };
                    assert_eq!(may_have_special(low, high), may_have, "{bytes:x?}");
                    assert!(may_have || expected == 0, "{bytes:x?}");
                    assert!(!may_have || expected != 0 || bytes.contains(&b'#'), "{bytes:x?}");
                    assert_eq!(specials_of(u128::from_le_bytes(bytes)), expected, "{bytes:x?}");
                }
            }
        }
    }

    #[test]
    fn entities_agree_with_escape() {
        for byte in 0..128_u8 {
            if let Some(text) = Escape::Html.entity(char::from(byte)) {
                let found = entity(byte);
                assert_eq!(&found.text[..usize::from(found.len)], text.as_bytes());
            }
        }
    }
}
