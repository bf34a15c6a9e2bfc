//! The output of floats as JavaScript prints them (ECMA-262, `Number::toString` with radix 10).

use super::cursor::Out;
use core::{
    fmt::{self, LowerExp, Write},
    str::{self, FromStr},
};

impl Out<'_> {
    /// Appends `value` as JavaScript prints it: `1`, `0.5`, `1e+21`, `1e-7`, `NaN`, `-Infinity`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn float(self, value: f64) -> Self {
        /// 2^53: the integers below it are floats, so that all of their digits are significant.
        const EXACT: f64 = 9007199254740992.0;
        let whole = value as i64;
        if value.abs() < EXACT && whole as f64 == value {
            return self.int(whole);
        }
        self.outline(move |out| {
            if let Some(number) = FixedPoint::<3>::of(value.abs()) {
                return out.minus(value < 0.0).fixed_point(number);
            }
            out.cold(move |out| match FixedPoint::<6>::of(value.abs()) {
                Some(number) => out.minus(value < 0.0).fixed_point(number),
                None => out.fraction(value),
            })
        })
    }

    /// Appends `value` as JavaScript would if its numbers had the precision of `f32`: `0.1`, and
    /// not the digits of the nearest `f64`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn float32(self, value: f32) -> Self {
        /// 2^24: the integers below it are floats, so that all of their digits are significant.
        const EXACT: f32 = 16777216.0;
        let whole = value as i32;
        if value.abs() < EXACT && whole as f32 == value {
            return self.int(whole.into());
        }
        self.outline(move |out| match FixedPoint::of_f32(value.abs()) {
            Some(number) => out.minus(value < 0.0).fixed_point(number),
            None => out.cold(move |out| out.fraction(value)),
        })
    }

    /// Appends `-` if the number is negative.
    #[inline]
    fn minus(self, is_negative: bool) -> Self {
        if is_negative { self.str("-") } else { self }
    }

    /// Appends an `f32` or `f64` by its shortest digits.
    fn fraction<F: Copy + FromStr + Into<f64> + LowerExp + PartialEq>(self, value: F) -> Self {
        let wide: f64 = value.into();
        if wide.is_nan() {
            return self.str("NaN");
        }
        let out = self.minus(wide.is_sign_negative());
        if wide.is_infinite() {
            return out.str("Infinity");
        }
        let decimal = Decimal::print(format_args!("{value:e}"));
        if decimal.may_be_tie(wide) {
            // Two decimals of this length may be equally near. `{:e}` chooses the greater one,
            // JavaScript and `{:.*e}` the even one. But at a power of two, where the floats below
            // are closer together, the lower decimal may parse as another float.
            let text =
                ScientificText::print(format_args!("{value:.*e}", decimal.len.saturating_sub(1)));
            if text.as_str().parse().is_ok_and(|parsed: F| parsed == value) {
                return out.decimal(&Decimal::print(format_args!("{}", text.as_str())));
            }
        }
        out.decimal(&decimal)
    }

    /// Appends a positive number in one of four formats, depending on its exponent.
    fn decimal(self, decimal: &Decimal) -> Self {
        const ZEROS: &str = "00000000000000000000";
        let zeros = |count: usize| ZEROS.get(..count).unwrap_or_default();
        let (digits, exponent) = (decimal.digits(), decimal.exponent);
        let split = |at: usize| digits.split_at_checked(at).unwrap_or((digits, ""));
        match usize::try_from(exponent) {
            // `1234000`
            Ok(places @ ..21) if digits.len() <= places + 1 => {
                self.str(digits).str(zeros(places + 1 - digits.len()))
            }
            // `12.34`
            Ok(places @ ..21) => {
                let (whole, fraction) = split(places + 1);
                self.str(whole).str(".").str(fraction)
            }
            // `0.001234`
            Err(_) if exponent >= -6 => {
                let zeros = zeros(exponent.unsigned_abs() as usize - 1);
                self.str("0.").str(zeros).str(digits)
            }
            // `1.234e+21`
            _ => {
                let (first, rest) = split(1);
                let point = if rest.is_empty() { "" } else { "." };
                let sign = if exponent < 0 { "e-" } else { "e+" };
                let out = self.str(first).str(point).str(rest).str(sign);
                out.uint(exponent.unsigned_abs().into())
            }
        }
    }
}

/// A decimal: its digits, with a point after the first one, times ten to the power of `exponent`.
struct Decimal {
    /// The digits. The shortest decimal of a float has at most [`MAX_DIGITS`].
    digits: [u8; MAX_DIGITS],
    len: usize,
    exponent: i32,
    part: Part,
}

/// The maximum number of digits of the shortest decimal that parses as a certain `f64`.
const MAX_DIGITS: usize = 17;

/// A part of a number in scientific notation.
#[derive(Clone, Copy)]
enum Part {
    Digits,
    Exponent,
    /// The exponent, after its minus sign.
    NegativeExponent,
}

impl Decimal {
    /// Reads a number in scientific notation, such as `-1.234e-5`, without its sign.
    fn print(number: fmt::Arguments<'_>) -> Self {
        let mut decimal =
            Self { digits: [b'0'; MAX_DIGITS], len: 0, exponent: 0, part: Part::Digits };
        // Nothing fails.
        let _ = decimal.write_fmt(number);
        decimal
    }

    /// Returns the digits.
    fn digits(&self) -> &str {
        self.digits.get(..self.len).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or("0")
    }

    /// Returns `true` if `value` may be in the middle between this decimal and the one before.
    ///
    /// It does if it has exactly one more place after the point than this decimal, and a float has
    /// as many decimal places as binary ones. (No float with more than 30 places has few enough
    /// digits to be a tie; nor has an integer. A false positive is harmless.)
    fn may_be_tie(&self, value: f64) -> bool {
        let places = self.len as i32 - 1 - self.exponent;
        if !(1..=30).contains(&places) {
            return false;
        }
        let scaled = value.abs() * (2_u64 << places) as f64;
        let whole = scaled as u64;
        whole as f64 == scaled && whole % 2 == 1
    }
}

impl Write for Decimal {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            match (self.part, byte) {
                (Part::Digits, b'0'..=b'9') => {
                    if let Some(digit) = self.digits.get_mut(self.len) {
                        *digit = byte;
                        self.len += 1;
                    }
                }
                (Part::Digits, b'e') => self.part = Part::Exponent,
                (Part::Exponent, b'-') => self.part = Part::NegativeExponent,
                (Part::Exponent, b'0'..=b'9') => {
                    self.exponent = self.exponent * 10 + i32::from(byte - b'0');
                }
                (Part::NegativeExponent, b'0'..=b'9') => {
                    self.exponent = self.exponent * 10 - i32::from(byte - b'0');
                }
                // The sign and the point.
                _ => {}
            }
        }
        Ok(())
    }
}

/// A buffer for a float in scientific notation: a sign, 17 digits, a point, and the exponent (`e-308`).
#[derive(Default)]
struct ScientificText {
    bytes: [u8; 24],
    len: usize,
}

impl ScientificText {
    /// Returns a buffer with the formatted value.
    fn print(value: fmt::Arguments<'_>) -> Self {
        let mut buffer = Self::default();
        // The buffer is long enough; otherwise the truncated text would fail to parse.
        let _ = buffer.write_fmt(value);
        buffer
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl Write for ScientificText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}

/// A number with at most `PLACES` decimal places, as an integer that counts its last place. Most printed floats have few places:
/// prices, percentages, coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FixedPoint<const PLACES: usize>(u64);

impl<const PLACES: usize> FixedPoint<PLACES> {
    /// Ten to the power of `PLACES`.
    const SCALE: u64 = 10_u64.pow(PLACES as u32);

    /// Returns `value`, which is positive, if the nearest number with `PLACES` places is its shortest decimal: the one with the fewest
    /// digits that parses as the float.
    ///
    /// It is if dividing the integer by the scale results in the float, as a division rounds like parsing does: then no shorter
    /// decimal parses as the float unless it is the same number. Another one would be at least one last place away, but below the
    /// limit the decimals that parse as a float are nearer to it: within 2^-12 below 2^40 (of 0.001), and within 2^-22 below 2^30
    /// (of 0.000001).
    #[inline]
    pub(super) fn of(value: f64) -> Option<Self> {
        const { assert!(PLACES == 3 || PLACES == 6) };
        let limit = (1_u64 << (50 - PLACES * 10 / 3)) as f64;
        if value >= limit {
            return None;
        }
        let scale = Self::SCALE as f64;
        let nearest = (value * scale + 0.5) as u64;
        (nearest as f64 / scale == value).then_some(Self(nearest))
    }
}

impl FixedPoint<3> {
    /// Returns an `f32`, which is positive, if its thousandths are its shortest decimal. The limit is 2^12: below it the decimals
    /// that parse as an `f32` are within 2^-12 of it, and its thousandths are an `f32`.
    #[inline]
    pub(super) fn of_f32(value: f32) -> Option<Self> {
        const BELOW: f32 = (1_u32 << 12) as f32;
        if value >= BELOW {
            return None;
        }
        let nearest = (value * 1000.0 + 0.5) as u32;
        (nearest as f32 / 1000.0 == value).then_some(Self(nearest.into()))
    }
}

impl Out<'_> {
    /// Appends a number that is not an integer, as a decimal without trailing zeros.
    #[inline]
    pub(super) fn fixed_point<const PLACES: usize>(self, number: FixedPoint<PLACES>) -> Self {
        let mut rest = (number.0 % FixedPoint::<PLACES>::SCALE) as u32;
        let mut digits = [b'0'; PLACES];
        for digit in digits.iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        let len = digits.iter().rposition(|digit| *digit != b'0').map_or(1, |last| last + 1);
        let digits = digits.get(..len).and_then(|digits| str::from_utf8(digits).ok());
        self.uint(number.0 / FixedPoint::<PLACES>::SCALE).str(".").str(digits.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::FixedPoint;
    use crate::output::tests::{Random, fits, rendered};

    /// Floats and their JavaScript output (checked with Node.js).
    const TABLE: &[(f64, &str)] = &[
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-1.0, "-1"),
        (0.1, "0.1"),
        (0.5, "0.5"),
        (-2.5, "-2.5"),
        (123.456, "123.456"),
        (100.25, "100.25"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1.0 / 3.0, "0.3333333333333333"),
        (0.000001, "0.000001"),
        (0.0000012345, "0.0000012345"),
        (-0.000001234567890123456, "-0.000001234567890123456"),
        (1e-7, "1e-7"),
        (1.5e-7, "1.5e-7"),
        (1e20, "100000000000000000000"),
        (1.2345678901234568e20, "123456789012345680000"),
        (-1.2345678901234568e20, "-123456789012345680000"),
        (1e21, "1e+21"),
        (1.5e21, "1.5e+21"),
        (-1e21, "-1e+21"),
        (9007199254740991.0, "9007199254740991"),
        (9007199254740992.0, "9007199254740992"),
        (9007199254740994.0, "9007199254740994"),
        (-9007199254740992.0, "-9007199254740992"),
        (9223372036854775808.0, "9223372036854776000"),
        (4503599627370495.5, "4503599627370495.5"),
        (6632827120354249.0 / 4.0, "1658206780088562.2"),
        (6632827120354251.0 / 4.0, "1658206780088562.8"),
        (-1864927124118369.0 / 8.0, "-233115890514796.12"),
        (1864927124118371.0 / 8.0, "233115890514796.38"),
        (1.0 / 16777216.0, "5.960464477539063e-8"),
        (999999999999999900000.0, "999999999999999900000"),
        (f64::MAX, "1.7976931348623157e+308"),
        (f64::MIN, "-1.7976931348623157e+308"),
        (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
        (-2.2250738585072014e-308, "-2.2250738585072014e-308"),
        (5e-324, "5e-324"),
        (f64::NAN, "NaN"),
        (-f64::NAN, "NaN"),
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
    ];

    #[test]
    fn floats_print_as_in_javascript() {
        for &(value, expected) in TABLE {
            fits(expected, |out| out.float(value));
        }
    }

    #[test]
    fn f32_prints_its_own_digits() {
        for (value, expected) in [
            (0.1, "0.1"),
            (-0.0, "0"),
            (16777216.0, "16777216"),
            (16777218.0, "16777218"),
            (1073741824.0, "1073741800"),
            (1e21, "1e+21"),
            (1e-7, "1e-7"),
            (-1.1754944e-38, "-1.1754944e-38"),
            (1e-45, "1e-45"),
            (f32::MAX, "3.4028235e+38"),
            (f32::NAN, "NaN"),
            (f32::NEG_INFINITY, "-Infinity"),
        ] {
            fits(expected, |out| out.float32(value));
        }
    }

    /// Numbers with few places and shortest digits agree.
    #[test]
    fn few_places_are_the_shortest_decimal() {
        let mut random = Random::new(2);
        for _ in 0..if cfg!(miri) { 20 } else { 50_000 } {
            let number = random.next() >> (random.next() % 44 + 20);
            let places = [10.0, 100.0, 1e3, 1e4, 1e6, 1e7, 256.0, 3.0][random.next() as usize % 8];
            let value = number as f64 / places;
            let nearby = f64::from_bits(value.to_bits() + 1);
            for value in [value, nearby, -value] {
                let slow = rendered(|out| out.fraction(value));
                if value != value.trunc() {
                    assert_eq!(rendered(|out| out.float(value)), slow, "{value:e}");
                }
                let short = value as f32;
                let slow = rendered(|out| out.fraction(short));
                if short != short.trunc() {
                    assert_eq!(rendered(|out| out.float32(short)), slow, "{short:e}");
                }
            }
        }
    }

    #[test]
    fn random_floats_round_trip() {
        let mut random = Random::new(1);
        for _ in 0..if cfg!(miri) { 20 } else { 20_000 } {
            let value = f64::from_bits(random.next());
            let short = f32::from_bits(random.next() as u32);
            let text = rendered(|out| out.float(value));
            assert!(value.is_nan() || text.parse() == Ok(value), "{value:e} {text}");
            let text = rendered(|out| out.float32(short));
            assert!(short.is_nan() || text.parse() == Ok(short), "{short:e} {text}");
        }
    }

    #[test]
    fn numbers_with_few_places_round_trip() {
        type Thousandths = FixedPoint<3>;
        type Millionths = FixedPoint<6>;
        assert_eq!(Thousandths::of(19.99), Some(FixedPoint(19_990)));
        assert_eq!(Thousandths::of(0.001), Some(FixedPoint(1)));
        assert_eq!(Thousandths::of(0.0001), None);
        assert_eq!(Thousandths::of(1.0 / 3.0), None);
        assert_eq!(Thousandths::of(0.1 + 0.2), None);
        assert_eq!(Thousandths::of(f64::MIN_POSITIVE), None);
        assert_eq!(Thousandths::of(1e12 + 0.5), Some(FixedPoint(1_000_000_000_000_500)));
        assert_eq!(Thousandths::of(2e12 + 0.5), None);
        assert_eq!(Thousandths::of(f64::INFINITY), None);
        assert_eq!(Thousandths::of_f32(0.1), Some(FixedPoint(100)));
        assert_eq!(Thousandths::of_f32(4095.5), Some(FixedPoint(4_095_500)));
        assert_eq!(Thousandths::of_f32(4096.5), None);
        assert_eq!(Millionths::of(52.520008), Some(FixedPoint(52_520_008)));
        assert_eq!(Millionths::of(0.000001), Some(FixedPoint(1)));
        assert_eq!(Millionths::of(0.0000001), None);
        assert_eq!(Millionths::of(0.1 + 0.2), None);
        assert_eq!(Millionths::of(1e9 + 0.5), Some(FixedPoint(1_000_000_000_500_000)));
        assert_eq!(Millionths::of(1.1e9 + 0.5), None);
    }
}
