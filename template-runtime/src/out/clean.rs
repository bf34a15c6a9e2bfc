//! Copying text in which nothing is to be escaped.

use core::ptr::copy_nonoverlapping;

use super::special::{BLOCK, specials};

/// From this length on it is worth while to ask what the processor can do.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
const LONG: usize = 8 * BLOCK;

/// Copies blocks from `from` to `to` up to the first in which something is special. Returns how many
/// bytes that are: whole blocks, but not all of the last two.
///
/// # Safety
///
/// `len` bytes may be read from `from` and written to `to`.
#[inline(always)]
pub(super) unsafe fn copy_clean(from: *const u8, len: usize, to: *mut u8) -> usize {
    #[cfg(all(target_arch = "x86_64", feature = "std"))]
    if len >= LONG && std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has what the function asks for; the caller promises the rest.
        return unsafe { avx2::copy_clean(from, len, to) };
    }
    let mut done = 0;
    // SAFETY: two blocks from `done` on lie inside of the `len` bytes.
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

/// Four blocks at a time, on processors with AVX2.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
mod avx2 {
    use super::BLOCK;
    use core::arch::x86_64::{
        __m256i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_or_si256,
        _mm256_set1_epi8, _mm256_storeu_si256, _mm256_testz_si256,
    };

    /// As `super::copy_clean`.
    ///
    /// # Safety
    ///
    /// As for `super::copy_clean`.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn copy_clean(from: *const u8, len: usize, to: *mut u8) -> usize {
        let mut done = 0;
        // SAFETY: four blocks from `done` on lie inside of the `len` bytes, two of them in each half;
        // neither reads nor writes need be aligned.
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

    /// Marks the special characters, and `#`, which differs from them in the wrong bit.
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
    use super::{BLOCK, copy_clean};
    use std::vec;

    #[test]
    fn everything_before_the_first_special() {
        for len in (0..200_usize).step_by(if cfg!(miri) { 33 } else { 1 }) {
            for special in [None, Some(0), Some(len / 3), Some(len / 2), len.checked_sub(1)] {
                let mut text = vec![b'a'; len];
                if let Some(special) = special.filter(|at| *at < len) {
                    text[special] = b'&';
                }
                let mut copy = vec![0; len];
                // SAFETY: as many bytes as both have.
                let done = unsafe { copy_clean(text.as_ptr(), len, copy.as_mut_ptr()) };
                let clean = text.iter().take_while(|byte| **byte != b'&').count();
                assert!(done <= clean && done % BLOCK == 0, "{done} {clean} {len}");
                assert!(done + 4 * BLOCK > clean, "{done} {clean} {len}");
                assert_eq!(copy[..done], text[..done]);
                assert!(copy[done..].iter().all(|byte| *byte == 0));
            }
        }
    }
}
