//! The output of integers.

use super::{compact::COMPACT, cursor::Out};
use core::ptr::copy_nonoverlapping;

impl Out<'_> {
    /// Appends `value` in decimal.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn uint(self, value: u64) -> Self {
        if COMPACT {
            return self.compact_number(value, false);
        }
        // Most numbers are short; the code for the others is not inlined.
        if value >= 100 || self.room() < 2 {
            return self.outline(move |out| out.uint_any(value));
        }
        // SAFETY: there is room for two bytes, and the table has 100 entries of two bytes. One or
        // two of them are counted, which are ASCII.
        unsafe {
            copy_nonoverlapping(SHORT.as_ptr().add(value as usize).cast(), self.at(), 2);
            self.advance(1 + usize::from(value >= 10))
        }
    }

    /// Appends a number of any length in decimal.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn uint_any(self, value: u64) -> Self {
        // The other function is called last, and so this one saves no registers.
        if value >= 10_000 || self.room() < 4 {
            // SAFETY: a `u64` has at most 20 digits; they are ASCII.
            return self.outline(move |out| unsafe { out.fill::<20>(move |at| digits(value, at)) });
        }
        // SAFETY: there is room for four digits, which are ASCII.
        unsafe {
            let len = few_digits(value as u32, self.at());
            self.advance(len)
        }
    }

    /// Appends `value` in decimal.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn int(self, value: i64) -> Self {
        if COMPACT {
            return self.compact_number(value.unsigned_abs(), value < 0);
        }
        // A branch, which the compiler removes where `value` was unsigned, and not a sign of zero
        // or one bytes.
        if value < 0 {
            return self.cold(move |out| out.negative(value));
        }
        self.uint(value.unsigned_abs())
    }

    /// Appends a negative number in decimal.
    fn negative(self, value: i64) -> Self {
        // SAFETY: a negative `i64` has at most 19 digits and a sign; they are ASCII.
        unsafe {
            self.fill::<20>(move |at| {
                at.write(b'-');
                1 + digits(value.unsigned_abs(), at.add(1))
            })
        }
    }

    /// Appends `value` in decimal.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn uint128(self, value: u128) -> Self {
        // SAFETY: a `u128` has at most 39 digits; they are ASCII.
        unsafe { self.fill::<39>(move |at| digits128(value, at)) }
    }

    /// Appends `value` in decimal.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn int128(self, value: i128) -> Self {
        // SAFETY: an `i128` has at most 39 digits and a sign; they are ASCII.
        unsafe {
            self.fill::<40>(move |at| {
                let sign = sign(value < 0, at);
                sign + digits128(value.unsigned_abs(), at.add(sign))
            })
        }
    }
}

/// Writes `-`, and returns the number of bytes of the sign: 1 if `negative`, and 0 otherwise.
///
/// # Safety
///
/// One byte may be written to `at`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn sign(negative: bool, at: *mut u8) -> usize {
    // SAFETY: the caller promises that.
    unsafe { at.write(b'-') };
    usize::from(negative)
}

/// Writes `value` in decimal, and returns the number of its digits.
///
/// # Safety
///
/// As many bytes as it has digits may be written to `at`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn digits(value: u64, at: *mut u8) -> usize {
    // SAFETY: the caller's promise.
    unsafe { if value < 10_000 { few_digits(value as u32, at) } else { many_digits(value, at) } }
}

/// Writes a value below 10,000 in decimal, and returns the number of its digits.
///
/// # Safety
///
/// The requirements of [`digits`].
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn few_digits(value: u32, at: *mut u8) -> usize {
    // SAFETY: each branch writes as many digits as it returns, which is the number that the value has.
    unsafe {
        if value < 10 {
            at.write(b'0' + value as u8);
            1
        } else if value < 100 {
            pair(value, at);
            2
        } else if value < 1000 {
            at.write(b'0' + (value / 100) as u8);
            pair(value % 100, at.add(1));
            3
        } else {
            four_digits(value, at);
            4
        }
    }
}

/// Writes a value of any length in decimal, and returns the number of its digits.
///
/// The digits after the first ones are written in groups of eight or four, which take no loop, and 32-bit divisions,
/// which are faster.
///
/// # Safety
///
/// The requirements of [`digits`].
#[inline(never)]
unsafe fn many_digits(value: u64, at: *mut u8) -> usize {
    const EIGHT: u64 = 100_000_000;
    // SAFETY: what is left of the value has as many digits more as are written after the first ones; it is less
    // than 10,000 when these are, because a `u64` has at most 20 digits.
    unsafe {
        if value < EIGHT {
            let len = few_digits(value as u32 / 10_000, at);
            four_digits(value as u32 % 10_000, at.add(len));
            return len + 4;
        }
        let high = value / EIGHT;
        let len = if high < 10_000 {
            few_digits(high as u32, at)
        } else if high < EIGHT {
            let len = few_digits(high as u32 / 10_000, at);
            four_digits(high as u32 % 10_000, at.add(len));
            len + 4
        } else {
            let len = few_digits((high / EIGHT) as u32, at);
            eight_digits((high % EIGHT) as u32, at.add(len));
            len + 8
        };
        eight_digits((value % EIGHT) as u32, at.add(len));
        len + 8
    }
}

/// Writes the eight digits of `value`, with leading zeros.
///
/// # Safety
///
/// `value` is less than 100,000,000, and eight bytes may be written to `at`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn eight_digits(value: u32, at: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe {
        four_digits(value / 10_000, at);
        four_digits(value % 10_000, at.add(4));
    }
}

/// Writes the four digits of `value`, with leading zeros.
///
/// # Safety
///
/// `value` is less than 10,000, and four bytes may be written to `at`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn four_digits(value: u32, at: *mut u8) {
    // SAFETY: the caller's promise.
    unsafe {
        pair(value / 100, at);
        pair(value % 100, at.add(2));
    }
}

/// Writes the last `len` digits of `value`, with leading zeros if it has fewer.
///
/// # Safety
///
/// `len` bytes may be written to `at`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn padded(mut value: u64, mut len: usize, at: *mut u8) {
    // SAFETY: all positions are less than the original `len`.
    unsafe {
        while len >= 2 {
            len -= 2;
            pair((value % 100) as u32, at.add(len));
            value /= 100;
        }
        if len == 1 {
            at.write(b'0' + (value % 10) as u8);
        }
    }
}

/// Writes `value` in decimal, and returns the number of its digits.
///
/// # Safety
///
/// The requirements of [`digits`].
#[inline(never)]
unsafe fn digits128(value: u128, at: *mut u8) -> usize {
    const LOW_DIGITS: usize = 19;
    const LOW: u128 = 10_u128.pow(LOW_DIGITS as u32);
    // SAFETY: the digits of `value` are those of `value / LOW`, and `LOW_DIGITS` more.
    unsafe {
        if let Ok(value) = u64::try_from(value) {
            return digits(value, at);
        }
        let len = digits128(value / LOW, at);
        padded((value % LOW) as u64, LOW_DIGITS, at.add(len));
        len + LOW_DIGITS
    }
}

/// Writes the two digits of `value`.
///
/// # Safety
///
/// `value` is less than 100, and two bytes may be written to `at`.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn pair(value: u32, at: *mut u8) {
    // SAFETY: the caller promises both, and the table has 100 pairs.
    unsafe { copy_nonoverlapping(PAIRS.as_ptr().add(value as usize).cast(), at, 2) }
}

/// The pairs `00` to `99`.
static PAIRS: [[u8; 2]; 100] = pairs();

/// Returns the pairs `00` to `99`.
const fn pairs() -> [[u8; 2]; 100] {
    let mut pairs = [*b"00"; 100];
    let mut i = 0;
    while i < pairs.len() {
        pairs[i] = [b'0' + (i / 10) as u8, b'0' + (i % 10) as u8];
        i += 1;
    }
    pairs
}

/// The numbers `0` to `99`; a space follows numbers of one digit.
static SHORT: [[u8; 2]; 100] = {
    let mut short = pairs();
    let mut i = 0;
    while i < 10 {
        short[i] = [b'0' + i as u8, b' '];
        i += 1;
    }
    short
};

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use crate::output::tests::fits;

    #[test]
    fn small_numbers() {
        for value in if cfg!(miri) { 95..105 } else { 0..20_000 } {
            fits(&value.to_string(), |out| out.int(value));
            fits(&(-value).to_string(), |out| out.int(-value));
        }
    }

    #[test]
    fn numbers_of_each_length() {
        for digits in ["12345678901234567890", "10203040506070809010"] {
            for len in 1..=digits.len() {
                let digits = &digits[..len];
                fits(digits, |out| out.uint(digits.parse().unwrap()));
            }
        }
    }

    #[test]
    fn numbers_around_powers_of_ten_and_two() {
        for digits in (0..39).step_by(if cfg!(miri) { 9 } else { 1 }) {
            for near in [-1, 0, 1] {
                let value = 10_i128.pow(digits) + near;
                fits(&value.to_string(), |out| out.int128(value));
                fits(&(-value).to_string(), |out| out.int128(-value));
                fits(&value.to_string(), |out| out.uint128(value as u128));
                fits(&(value as u64).to_string(), |out| out.uint(value as u64));
                fits(&(value as i64).to_string(), |out| out.int(value as i64));
                fits(&(-value as i64).to_string(), |out| out.int(-value as i64));
            }
        }
        for bits in (0..128).step_by(if cfg!(miri) { 31 } else { 1 }) {
            for near in [0, 1, u128::MAX] {
                let value = (1_u128 << bits).wrapping_add(near);
                fits(&value.to_string(), |out| out.uint128(value));
                fits(&(value as i128).to_string(), |out| out.int128(value as i128));
                fits(&(value as u64).to_string(), |out| out.uint(value as u64));
                fits(&(value as i64).to_string(), |out| out.int(value as i64));
            }
        }
        fits(&u128::MAX.to_string(), |out| out.uint128(u128::MAX));
        fits(&i128::MIN.to_string(), |out| out.int128(i128::MIN));
        fits(&u64::MAX.to_string(), |out| out.uint(u64::MAX));
        fits(&i64::MIN.to_string(), |out| out.int(i64::MIN));
    }
}
