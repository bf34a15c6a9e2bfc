//! The helper `number`.

use super::{
    annotated::annotated_helper,
    display::{TextBuffer, from_fn},
};
use crate::{
    data::{Param, ParamKind, Value},
    helper::{ByConversion, Conversion, FromValue, Taken},
    output::UnescapedText,
};
use core::fmt::{self, Display, Formatter, Write as _};

/// A number of any type: a parameter type that does not convert the number, so that a large integer is not rounded, and
/// an `f32` keeps its digits.
#[derive(Clone, Copy, Debug)]
pub struct Number<'v>(Value<'v>);

impl<'v> Taken<'v> for Number<'v> {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for Number<'v> {
    const PARAM: Param = Param::new(ParamKind::Number, "a number");

    fn from_value(value: Value<'v>) -> Option<Self> {
        <f64 as FromValue>::from_value(value).map(|_| Self(value))
    }
}

annotated_helper! {
/// Formats a number with a fixed number of decimal places, a thousands separator and a decimal separator.
///
/// Takes a number, and the named arguments
///
/// * `decimals`, the number of digits after the point (0 to 255), by default as many as the template prints for the
///   number;
/// * `grouping`, the text between groups of three digits before the point, by default none;
/// * `point`, the decimal separator, by default `.`.
///
/// The exact value of the number is rounded, with ties away from zero, as in JavaScript's `toFixed`
/// (ECMA-262, section 21.1.3.3): 2.5 becomes 3, -2.5 becomes -3, and 1.005, which as a float is slightly
/// less, becomes 1.00. All digits of a large number are printed. A result of zero has no sign. NaN and
/// the infinities are formatted as the template prints them.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::number, template};
///
/// let (price, people) = (1234.5, 8_231_000_000_u64);
/// let line = template!("{{number price decimals=2 grouping=','}} {{number people grouping=' '}}");
/// assert_eq!(line.render_into(&mut [0; 64])?, "1,234.50 8 231 000 000");
/// let line = template!("{{number price decimals=2 grouping='.' point=','}} {{number price decimals=0}}");
/// assert_eq!(line.render_into(&mut [0; 64])?, "1.234,50 1235");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn number [
    __TemplateHelper_number,
    __template_helper_number,
    "fn number(value: Number<'_>, #[named] decimals: Option<u8>, #[named(default = \"\")] grouping: &str, #[named(default = \".\")] point: &str) -> impl Display"
] (
    0 value: Number<'_> [A],
    ;
    0 decimals: Option<u8> [B] = None,
    1 grouping: &str [C] = "",
    2 point: &str [D] = ".",
) -> impl Display {
    from_fn(move |f| {
        if let Some((negative, units)) = in_units(value.0, decimals) {
            if negative && units > 0 {
                f.write_str("-")?;
            }
            let number = FixedPointText::new(units, decimals.unwrap_or(0).into());
            return write_grouped(f, number.as_str(), grouping, point);
        }
        let mut digits = Digits::default();
        let Some(negative) = write_digits(value.0, decimals, &mut digits)? else {
            return UnescapedText::new(&[value.0]).fmt(f);
        };
        let text = digits.text();
        let text = text.strip_prefix('0').unwrap_or(text);
        if negative && text.contains(|c| matches!(c, '1'..='9')) {
            f.write_str("-")?;
        }
        write_grouped(f, text, grouping, point)
    })
}
}

/// The maximum number of decimal places of a number that is rounded with integers.
const FEW_PLACES: u8 = 6;

/// Returns a number rounded to a multiple of its last decimal place, as that multiple: 199 for 1.99 with two decimal places. The first
/// part is `true` if the number is negative. Returns `None` for a number that is too large, or has too many decimal places.
fn in_units(value: Value<'_>, decimals: Option<u8>) -> Option<(bool, u64)> {
    let places = decimals.unwrap_or(0);
    if places > FEW_PLACES {
        return None;
    }
    let scale = 10_u64.pow(places.into());
    let float = match (value, decimals) {
        (Value::Int(value), _) => {
            return Some((value < 0, value.unsigned_abs().checked_mul(scale)?));
        }
        (Value::UInt(value), _) => return Some((false, value.checked_mul(scale)?)),
        (Value::Float(value), Some(_)) => value,
        (Value::Float32(value), Some(_)) => f64::from(value),
        _ => return None,
    };
    let (digits, places) = binary(float)?;
    // Exact: 53 binary digits times 10^6 have 73.
    let scaled = u128::from(digits) * u128::from(scale);
    let units = match places {
        _ if digits == 0 => 0,
        1..=120 => (scaled + (1 << (places - 1))) >> places,
        -10..=0 => scaled << -places,
        _ => return None,
    };
    Some((float < 0.0, u64::try_from(units).ok()?))
}

/// The decimal digits of a number with at most [`FEW_PLACES`] decimal places.
struct FixedPointText {
    /// The digits at the end: at most 20, a point, and the decimal places.
    bytes: [u8; 32],
    len: usize,
}

impl FixedPointText {
    /// Returns the text of a multiple of the last decimal place.
    fn new(units: u64, places: usize) -> Self {
        let mut text = Self { bytes: [b'.'; 32], len: 0 };
        let last_of_whole = if places > 0 { places + 1 } else { 0 };
        let mut rest = units;
        for (at, byte) in text.bytes.iter_mut().rev().enumerate() {
            if rest == 0 && at > last_of_whole {
                break;
            }
            // The byte at the place of the point is one.
            if places == 0 || at != places {
                *byte = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            text.len += 1;
        }
        text
    }

    fn as_str(&self) -> &str {
        let digits = self.bytes.get(self.bytes.len() - self.len..).unwrap_or_default();
        str::from_utf8(digits).unwrap_or_default()
    }
}

/// The digits of a number: at most 309 before the point and 255 after it, the point, and a leading zero
/// for the carry of rounding.
type Digits = TextBuffer<568>;

/// Writes a zero and the digits of a number. Returns whether the number is negative, or `None` for NaN and
/// the infinities, which have no digits.
fn write_digits(
    value: Value<'_>,
    decimals: Option<u8>,
    digits: &mut Digits,
) -> Result<Option<bool>, fmt::Error> {
    let float = match value {
        Value::Float(value) => Some(value),
        Value::Float32(value) => Some(f64::from(value)),
        _ => None,
    };
    if float.is_some_and(|float| !float.is_finite()) {
        return Ok(None);
    }
    digits.write_str("0")?;
    if let (Some(float), Some(decimals)) = (float, decimals) {
        write_rounded(float.abs(), decimals.into(), digits)?;
        return Ok(Some(float < 0.0));
    }
    let mut printed = TextBuffer::<48>::default();
    write!(printed, "{}", UnescapedText::new(&[value]))?;
    let (negative, text) = match printed.text().strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, printed.text()),
    };
    digits.write_str(text)?;
    if let Some(decimals @ 1..) = decimals {
        write!(digits, ".{:0<1$}", "", usize::from(decimals))?;
    }
    Ok(Some(negative))
}

/// Writes a float that is not negative, rounded half up.
fn write_rounded(float: f64, decimals: usize, digits: &mut Digits) -> fmt::Result {
    if !is_tie(float, decimals) {
        return write!(digits, "{float:.decimals$}");
    }
    // All of its digits; the last one is a 5, which `{:.*}` would round to even.
    write!(digits, "{float:.0$}", decimals + 1)?;
    digits.cut(if decimals == 0 { ".5".len() } else { "5".len() });
    for digit in digits.bytes_mut().iter_mut().rev() {
        match digit {
            b'0'..=b'8' => {
                *digit += 1;
                break;
            }
            b'9' => *digit = b'0',
            _ => {}
        }
    }
    Ok(())
}

/// Returns `true` if a float is halfway between two numbers with this number of decimal places.
///
/// It is if `2 * float * 10^decimals` is an odd integer: if its last binary digit that is not zero is at
/// place `decimals + 1` after the point.
fn is_tie(float: f64, decimals: usize) -> bool {
    binary(float).is_some_and(|(digits, places)| {
        digits != 0 && places - i64::from(digits.trailing_zeros()) == decimals as i64 + 1
    })
}

/// Returns the binary digits of the absolute value of a float as an integer, and the number of them after the point, which is negative
/// if zeros follow. Returns `None` for NaN and the infinities.
fn binary(float: f64) -> Option<(u64, i64)> {
    const FRACTION: u32 = f64::MANTISSA_DIGITS - 1;
    let bits = float.to_bits();
    let (exponent, fraction) = ((bits >> FRACTION) & 0x7ff, bits & ((1 << FRACTION) - 1));
    match exponent {
        0 => Some((fraction, 1074)),
        0x7ff => None,
        _ => Some((fraction | (1 << FRACTION), 1075 - exponent as i64)),
    }
}

/// Writes a number with `grouping` between groups of three digits before the point, and `point` for the
/// point.
fn write_grouped(f: &mut Formatter<'_>, text: &str, grouping: &str, point: &str) -> fmt::Result {
    if grouping.is_empty() && point == "." {
        return f.write_str(text);
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (whole, rest) = text.split_at_checked(end).unwrap_or_default();
    let (first, groups) = whole.split_at_checked((end + 2) % 3 + 1).unwrap_or_default();
    f.write_str(first)?;
    for group in groups.as_bytes().chunks(3) {
        f.write_str(grouping)?;
        f.write_str(str::from_utf8(group).unwrap_or_default())?;
    }
    match rest.strip_prefix('.') {
        Some(fraction) => {
            f.write_str(point)?;
            f.write_str(fraction)
        }
        None => f.write_str(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        format,
        string::{String, ToString as _},
    };

    fn rounded(float: f64, decimals: u8) -> String {
        number(Number(Value::Float(float)), Some(decimals), "", ".").to_string()
    }

    /// Rounds the exact decimal expansion of a float, digit by digit.
    fn rounded_by_digits(float: f64, decimals: u8) -> String {
        let (exact, decimals) = (format!("0{:.1100}", float.abs()), usize::from(decimals));
        let point = exact.find('.').unwrap_or_default();
        let (kept, rest) = exact.split_at(point + 1 + decimals);
        let mut kept: std::vec::Vec<u8> = kept.bytes().collect();
        if rest.as_bytes()[0] >= b'5' {
            let mut at = kept.len() - 1;
            while matches!(kept[at], b'9' | b'.') {
                kept[at] = if kept[at] == b'.' { b'.' } else { b'0' };
                at -= 1;
            }
            kept[at] += 1;
        }
        let kept: String = kept.into_iter().map(char::from).collect();
        let kept = kept.strip_suffix('.').unwrap_or(&kept);
        let kept = kept.strip_prefix('0').unwrap_or(kept);
        let zero = kept.chars().all(|c| matches!(c, '0' | '.'));
        format!("{}{kept}", if float < 0.0 && !zero { "-" } else { "" })
    }

    #[test]
    fn floats_are_rounded_exactly() {
        let mut bits: u64 = 1;
        for iteration in 0..if cfg!(miri) { 5 } else { 2000 } {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            // Any float; one with a short fraction, which is often a tie; and a price.
            let any = f64::from_bits(bits);
            let short =
                ((bits >> 20) as i64 - (1 << 43)) as f64 / f64::from(2_u32 << (iteration % 25));
            let price = (bits >> 44) as f64 / 1000.0;
            for float in [any, short, price, -price] {
                for decimals in [0, 1, 2, 3, iteration as u8 % 25, 255] {
                    if float.is_finite() {
                        assert_eq!(
                            rounded(float, decimals),
                            rounded_by_digits(float, decimals),
                            "{float:e}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn rounding_with_integers() {
        let units = |value, decimals| in_units(value, Some(decimals));
        assert_eq!(units(Value::Float(1.99), 2), Some((false, 199)));
        assert_eq!(units(Value::Float(-2.5), 0), Some((true, 3)));
        assert_eq!(units(Value::Float(1.005), 2), Some((false, 100)));
        assert_eq!(units(Value::Float(0.0), 6), Some((false, 0)));
        assert_eq!(units(Value::Float32(0.5), 0), Some((false, 1)));
        assert_eq!(units(Value::Float(9e15), 3), Some((false, 9_000_000_000_000_000_000)));
        assert_eq!(units(Value::Float(9e15), 4), None);
        assert_eq!(units(Value::Float(0.0004), 3), Some((false, 0)));
        assert_eq!(units(Value::Float(0.0005), 3), Some((false, 1)));
        assert_eq!(units(Value::Float(1e-30), 2), None);
        assert_eq!(units(Value::Float(1.5), 7), None);
        assert_eq!(units(Value::Float(f64::NAN), 2), None);
        assert_eq!(units(Value::Int(i64::MIN), 0), Some((true, 1 << 63)));
        assert_eq!(units(Value::Int(i64::MIN), 1), None);
        assert_eq!(in_units(Value::UInt(u64::MAX), None), Some((false, u64::MAX)));
        assert_eq!(in_units(Value::Float(1.5), None), None);
        let text = |units, places| FixedPointText::new(units, places).as_str().to_string();
        assert_eq!([text(0, 0), text(7, 0), text(120, 0)], ["0", "7", "120"]);
        assert_eq!([text(0, 2), text(7, 2), text(12345, 2)], ["0.00", "0.07", "123.45"]);
        assert_eq!(text(u64::MAX, 6), "18446744073709.551615");
        let integer = |value, decimals| number(Number(value), decimals, "'", ",").to_string();
        assert_eq!(integer(Value::Int(-1_234_567), None), "-1'234'567");
        assert_eq!(integer(Value::Int(-1234), Some(2)), "-1'234,00");
        assert_eq!(integer(Value::UInt(u64::MAX), Some(6)), "18'446'744'073'709'551'615,000000");
    }

    #[test]
    fn the_longest_results_fit() {
        for float in [f64::MAX, f64::MIN, f64::MIN_POSITIVE, 5e-324, 0.0, -0.0, 1e21, 9.5, 99.5] {
            for decimals in [0, 1, 254, 255] {
                assert_eq!(
                    rounded(float, decimals),
                    rounded_by_digits(float, decimals),
                    "{float:e}"
                );
            }
        }
        let huge = number(Number(Value::UInt128(&u128::MAX)), Some(255), "", ".").to_string();
        assert_eq!(huge.len(), 39 + 1 + 255);
    }
}
