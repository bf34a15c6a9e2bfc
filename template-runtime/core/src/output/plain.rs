//! Text that is printed unchanged in a URL, as most identifiers, file names and numbers are.

use template_bytecode::Escape;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use vector as target;
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
use word as target;

/// The number of bytes that are examined at once.
const BLOCK: usize = 16;

/// Returns `true` if `text` is printed unchanged where `escape` applies, which is in a URL. Returns `false` for a text with
/// characters that are rarely kept there.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn is_plain_in_url(text: &str, escape: Escape) -> bool {
    // Not parts of a query: most have spaces or other characters that are not kept there.
    let is_before_query = matches!(
        escape,
        Escape::Url | Escape::UrlBegun | Escape::UrlPart | Escape::StyleUrl | Escape::StyleUrlPart
    );
    is_before_query && is_plain_part(text)
}

/// The bytes that are kept in all parts of a URL before its query, and that do not end a scheme: `*+,-./` and digits, `?@`, upper case
/// and `[`, `_`, lower case.
const PLAIN: [(u8, u8); 4] = [(b'*', b'9'), (b'?', b'['), (b'_', b'_'), (b'a', b'z')];

/// Returns `true` if all bytes are plain.
#[inline(never)]
fn is_plain_part(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let are_plain = |low, high| target::are_plain(target::join(low, high));
    let is_plain_block = |block: &[u8; BLOCK]| {
        let [low, high] = halves(block);
        are_plain(low, high)
    };
    // What overlaps is examined twice.
    if let Some(last) = bytes.last_chunk() {
        return blocks.iter().all(is_plain_block) && (rest.is_empty() || is_plain_block(last));
    }
    // At least eight bytes.
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return are_plain(u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    // At least four.
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        let word = u64::from(first) | u64::from(last) << 32;
        return are_plain(word, word);
    }
    bytes.iter().all(|byte| is_plain(*byte))
}

/// Returns the words of a block.
#[cfg_attr(not(debug_assertions), inline(always))]
fn halves(block: &[u8; BLOCK]) -> [u64; 2] {
    let block = u128::from_le_bytes(*block);
    [block as u64, (block >> 64) as u64]
}

/// Returns `true` if a byte is plain.
const fn is_plain(byte: u8) -> bool {
    let mut i = 0;
    while i < PLAIN.len() {
        let (first, last) = PLAIN[i];
        if first <= byte && byte <= last {
            return true;
        }
        i += 1;
    }
    false
}

/// The comparison with SSE2 vectors of sixteen bytes.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod vector {
    use super::PLAIN;
    use core::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x,
        _mm_set1_epi8, _mm_sub_epi8,
    };

    /// Returns the block that consists of two words.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn join(low: u64, high: u64) -> __m128i {
        // SAFETY: the target has SSE2.
        unsafe { _mm_set_epi64x(high.cast_signed(), low.cast_signed()) }
    }

    /// Returns `true` if all bytes of a block are plain.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn are_plain(block: __m128i) -> bool {
        // SAFETY: the target has SSE2.
        unsafe {
            let all = |byte: u8| _mm_set1_epi8(byte.cast_signed());
            let [a, b, c, d] = PLAIN.map(|(first, last)| {
                let distance = _mm_sub_epi8(block, all(first));
                _mm_cmpeq_epi8(_mm_min_epu8(distance, all(last - first)), distance)
            });
            let found = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
            _mm_movemask_epi8(found) == 0xffff
        }
    }
}

/// The comparison byte by byte.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
mod word {
    use super::is_plain;

    /// Returns the two words of a block.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn join(low: u64, high: u64) -> [u64; 2] {
        [low, high]
    }

    /// Returns `true` if all bytes of a block are plain.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn are_plain(block: [u64; 2]) -> bool {
        block.iter().all(|word| word.to_le_bytes().iter().all(|byte| is_plain(*byte)))
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, is_plain_in_url};
    use std::string::String;
    use template_bytecode::Escape;

    const ESCAPES: [Escape; 5] =
        [Escape::Url, Escape::UrlBegun, Escape::UrlPart, Escape::StyleUrl, Escape::StyleUrlPart];

    #[test]
    fn every_byte_is_examined() {
        for escape in ESCAPES {
            assert!(is_plain_in_url("", escape));
            for len in 1..3 * BLOCK {
                let plain: String = "a-Z_9.".chars().cycle().take(len).collect();
                assert!(is_plain_in_url(&plain, escape), "{escape:?} {plain}");
                for at in 0..len {
                    for other in [":", "\"", "%", "\0", "&", "\u{7f}"] {
                        let mut text = plain.clone();
                        text.replace_range(at..=at, other);
                        assert!(!is_plain_in_url(&text, escape), "{escape:?} {text}");
                    }
                }
            }
            assert!(!is_plain_in_url("caf\u{e9}", escape));
        }
        assert!(
            is_plain_in_url("/a/b.html", Escape::Url)
                && !is_plain_in_url("/a/b.html", Escape::UrlQuery)
        );
    }
}
