//! The comparisons `eq ne lt le gt ge`. Only values of the same kind can be equal or ordered, except that numbers
//! of all kinds are compared with each other.

use super::{
    displayed, displayed_order,
    value::{Value, safe_display, safe_text},
};
use crate::output::COMPACT;
use core::{cmp::Ordering, fmt::Display};
use template_bytecode::Comparison;

/// Returns the result of comparing two values.
///
/// Numbers are compared by value, a `f32` with another float as a `f32`, text and the `Display` output of values by code
/// points, and a char with text as text of one character. Two values that are displayed and have the same type, such as a
/// date or a decimal number, are compared by that type if this crate knows it, and decimal numbers also with other numbers.
/// Values of different kinds are neither equal nor ordered; nor are lists, maps, objects with fields, and NaN.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(crate) fn compare(by: Comparison, a: &Value<'_>, b: &Value<'_>) -> bool {
    // Most comparisons are these, which need no conversion.
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => holds(by, a.cmp(b)),
        (Value::Text(a), Value::Text(b)) if by == Comparison::Eq => a == b,
        (Value::Text(a), Value::Text(b)) if by == Comparison::Ne => a != b,
        _ => compare_of_kinds(by, a, b),
    }
}

/// Returns `true` if a comparison holds for two values with this order.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(crate) const fn holds(by: Comparison, order: Ordering) -> bool {
    /// For each comparison a bit for each order: less, equal, greater.
    const HOLDS: [u8; Comparison::ALL.len()] = [0b010, 0b101, 0b001, 0b011, 0b100, 0b110];
    // No branch depends on the comparison or the order, which an interpreter cannot predict.
    HOLDS[by as usize] >> (order as i8 + 1) & 1 != 0
}

/// Returns the result of [`compare`] for values of any kinds.
#[inline(never)]
fn compare_of_kinds(by: Comparison, a: &Value<'_>, b: &Value<'_>) -> bool {
    match by {
        Comparison::Eq => equal(a, b),
        Comparison::Ne => !equal(a, b),
        _ => order(a, b).is_some_and(|order| holds(by, order)),
    }
}

/// Returns `true` if two values are equal.
fn equal(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        // A variant of an enum is mostly compared with its name.
        (Value::Object(object), Value::Text(name)) | (Value::Text(name), Value::Object(object))
            if !COMPACT =>
        {
            object.text() == Some(*name)
        }
        _ => order(a, b) == Some(Ordering::Equal),
    }
}

/// Returns the order of two numbers or of two strings, and `None` if they are not ordered.
fn order(a: &Value<'_>, b: &Value<'_>) -> Option<Ordering> {
    // The literal `0.1` is equal to `0.1f32`, which prints `0.1`.
    match (a, b) {
        (Value::Float32(a), Value::Float(b)) => return a.partial_cmp(&(*b as f32)),
        (Value::Float(a), Value::Float32(b)) => return (*a as f32).partial_cmp(b),
        _ => {}
    }
    if let (Some(a), Some(b)) = (ComparableNumber::of(a), ComparableNumber::of(b)) {
        return a.order(b);
    }
    #[cfg(feature = "rust_decimal")]
    {
        if let Value::Display(a) = a
            && let Some(order) = order_of_decimal(*a, b)
        {
            return order;
        }
        if let Value::Display(b) = b
            && let Some(order) = order_of_decimal(*b, a)
        {
            return order.map(Ordering::reverse);
        }
    }
    if let (Value::Display(a), Value::Display(b)) = (a, b) {
        return displayed_order::order(*a, *b);
    }
    let (mut a_utf8, mut b_utf8) = ([0; 4], [0; 4]);
    let (a_text, b_text) = (text(a, &mut a_utf8), text(b, &mut b_utf8));
    if let (Some(a), Some(b)) = (a_text, b_text) {
        return Some(a.cmp(b));
    }
    let (a_text, b_text) = (a_text.as_ref(), b_text.as_ref());
    let (a, b) = (displayed_text(a, a_text)?, displayed_text(b, b_text)?);
    Some(displayed::order(a, b))
}

/// Returns the order of a decimal number and another number, and `None` if they are not that. A decimal number is compared with a
/// float as the float next to it, so that the literal `0.1` is equal to the decimal number 0.1; with more than 15 digits, it may be
/// compared as one of the next two.
#[cfg(feature = "rust_decimal")]
fn order_of_decimal(
    decimal: &dyn super::identity::Displayed,
    number: &Value<'_>,
) -> Option<Option<Ordering>> {
    let other = ComparableNumber::of(number)?;
    // Without zeros at the end, which sums and products have.
    let decimal = displayed_order::decimal(decimal)?.normalize();
    // Most have few digits: then both are floats, and the quotient is the float next to the decimal number.
    let float = || decimal.mantissa() as f64 / 10_u128.pow(decimal.scale()) as f64;
    Some(match (other, number) {
        (ComparableNumber::Whole(whole), _) => {
            let fraction = decimal.fract().mantissa();
            Some(decimal.trunc().mantissa().cmp(&whole).then(fraction.cmp(&0)))
        }
        (ComparableNumber::Huge(_), _) => Some(Ordering::Less),
        (_, Value::Float32(number)) => (float() as f32).partial_cmp(number),
        (ComparableNumber::Float(number), _) => float().partial_cmp(&number),
    })
}

/// Returns the text of a value that compares as text, as what displays it; `text` is the text itself if there
/// is one.
fn displayed_text<'t>(value: &Value<'t>, text: Option<&'t &str>) -> Option<&'t dyn Display> {
    match (*value, text) {
        (Value::Display(value) | safe_display!(value), _) => Some(value),
        (_, Some(text)) => Some(text),
        _ => None,
    }
}

/// Returns the text of a value that compares as text, and `None` for other values. `utf8` is the
/// buffer for a char.
fn text<'t>(value: &Value<'t>, utf8: &'t mut [u8; 4]) -> Option<&'t str> {
    match *value {
        Value::Text(text) | safe_text!(text) => Some(text),
        Value::Char(c) => Some(c.encode_utf8(utf8)),
        Value::Object(object) => object.text(),
        _ => None,
    }
}

/// A number of any kind, in the form in which it is compared.
#[derive(Clone, Copy)]
enum ComparableNumber {
    /// An integer.
    Whole(i128),
    /// An integer that is too large for an `i128`.
    Huge(u128),
    /// A float.
    Float(f64),
}

impl ComparableNumber {
    /// Returns the number of a value, and `None` if the value is not a number.
    fn of(value: &Value<'_>) -> Option<Self> {
        Some(match *value {
            Value::Int(value) => Self::Whole(value.into()),
            Value::UInt(value) => Self::Whole(value.into()),
            Value::Int128(value) => Self::Whole(*value),
            Value::UInt128(value) => match i128::try_from(*value) {
                Ok(value) => Self::Whole(value),
                Err(_) => Self::Huge(*value),
            },
            Value::Float(value) => Self::Float(value),
            Value::Float32(value) => Self::Float(value.into()),
            _ => return None,
        })
    }

    /// Returns the order of two numbers, and `None` if either is NaN.
    fn order(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Whole(a), Self::Whole(b)) => Some(a.cmp(&b)),
            (Self::Huge(a), Self::Huge(b)) => Some(a.cmp(&b)),
            (Self::Huge(_), Self::Whole(_)) => Some(Ordering::Greater),
            (Self::Whole(_), Self::Huge(_)) => Some(Ordering::Less),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(&b),
            (Self::Float(a), whole) => whole.order_float(a).map(Ordering::reverse),
            (whole, Self::Float(b)) => whole.order_float(b),
        }
    }

    /// Returns the order of an integer and a float, without rounding either.
    fn order_float(self, float: f64) -> Option<Ordering> {
        /// 2¹²⁷, the smallest positive integer that does not fit in an `i128`.
        const HUGE: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;
        /// 2⁵³: every integer up to this is a float.
        const EXACT: u128 = 1 << 53;
        if float.is_nan() {
            return None;
        }
        Some(match self {
            // Most integers, and much faster than the general case.
            Self::Whole(whole) if whole.unsigned_abs() <= EXACT => {
                (whole as i64 as f64).partial_cmp(&float)?
            }
            Self::Whole(_) if float >= HUGE => Ordering::Less,
            Self::Whole(_) if float < -HUGE => Ordering::Greater,
            Self::Whole(whole) => {
                // In range, the conversion truncates the fraction, which decides if the integers
                // are equal. A float that is too large for an exact subtraction has no fraction.
                let truncated = float as i128;
                let fraction = float - truncated as f64;
                whole.cmp(&truncated).then(0.0.partial_cmp(&fraction)?)
            }
            Self::Huge(_) if float < HUGE => Ordering::Greater,
            Self::Huge(_) if float >= 2.0 * HUGE => Ordering::Less,
            Self::Huge(huge) => huge.cmp(&(float as u128)),
            Self::Float(other) => other.partial_cmp(&float)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_by_value() {
        let one = Value::Int(1);
        assert!(compare(Comparison::Eq, &one, &Value::Float(1.0)));
        assert!(compare(Comparison::Lt, &one, &Value::Float(1.5)));
        assert!(compare(Comparison::Lt, &Value::UInt(u64::MAX), &Value::UInt128(&u128::MAX)));
        assert!(compare(Comparison::Ge, &Value::UInt128(&u128::MAX), &Value::Int128(&i128::MAX)));
        assert!(!compare(Comparison::Eq, &Value::Float(f64::NAN), &Value::Float(f64::NAN)));
        assert!(compare(Comparison::Ne, &Value::Float(f64::NAN), &Value::Float(f64::NAN)));
    }

    #[test]
    fn integers_and_floats_compare_without_rounding() {
        let order = |a: &Value<'_>, b: f64| {
            let b = Value::Float(b);
            [Comparison::Lt, Comparison::Eq, Comparison::Gt].map(|by| compare(by, a, &b))
        };
        let (less, equal, greater) =
            ([true, false, false], [false, true, false], [false, false, true]);
        let two_53 = 9_007_199_254_740_992;
        assert_eq!(order(&Value::Int(two_53), two_53 as f64), equal);
        assert_eq!(order(&Value::Int(two_53 + 1), two_53 as f64), greater);
        assert_eq!(order(&Value::Int(-two_53), -two_53 as f64), equal);
        assert_eq!(order(&Value::Int(-two_53 - 1), -two_53 as f64), less);
        assert_eq!(order(&Value::UInt(u64::MAX), u64::MAX as f64), less);
        assert_eq!(order(&Value::Int(-2), -1.5), less);
        assert_eq!(order(&Value::Int(-1), -1.5), greater);
        assert_eq!(order(&Value::Int(0), -0.0), equal);
        assert_eq!(order(&Value::Int128(&i128::MIN), i128::MIN as f64), equal);
        assert_eq!(order(&Value::Int128(&i128::MAX), i128::MAX as f64), less);
        let huge = i128::MAX.unsigned_abs() + 1;
        assert_eq!(order(&Value::UInt128(&huge), huge as f64), equal);
        assert_eq!(order(&Value::UInt128(&u128::MAX), u128::MAX as f64), less);
        assert_eq!(order(&Value::UInt128(&huge), f64::INFINITY), less);
        assert_eq!(order(&Value::Int(1), f64::NEG_INFINITY), greater);
        assert_eq!(order(&Value::Int(1), f64::NAN), [false; 3]);
        // The float may be on either side.
        assert!(compare(Comparison::Lt, &Value::Float(1.5), &Value::Int(2)));
    }

    #[test]
    fn other_kinds_compare_with_the_same_kind() {
        assert!(compare(Comparison::Eq, &Value::Null, &Value::Null));
        assert!(!compare(Comparison::Eq, &Value::Null, &Value::Int(0)));
        assert!(!compare(Comparison::Eq, &Value::Bool(true), &Value::Int(1)));
        assert!(compare(Comparison::Eq, &Value::Char('a'), &Value::Text("a")));
        assert!(compare(Comparison::Lt, &Value::Text("a"), &Value::Text("ä")));
        assert!(!compare(Comparison::Le, &Value::Text("1"), &Value::Int(2)));
        assert!(!compare(Comparison::Le, &Value::Null, &Value::Null));
    }
}
