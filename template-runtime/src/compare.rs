//! `eq ne lt le gt ge`: values of the same kind are compared, numbers of all kinds with each other.

use crate::value::Value;
use core::cmp::Ordering;
use template_bytecode::Comparison;

/// Compares two values.
///
/// Numbers are compared by value, text by code points, a char with text as text of one character.
/// Values of different kinds are neither equal nor in any order; neither are lists, maps and
/// objects, nor NaN.
pub(crate) fn compare(by: Comparison, a: &Value<'_>, b: &Value<'_>) -> bool {
    match by {
        Comparison::Eq => equal(a, b),
        Comparison::Ne => !equal(a, b),
        Comparison::Lt => order(a, b) == Some(Ordering::Less),
        Comparison::Le => matches!(order(a, b), Some(Ordering::Less | Ordering::Equal)),
        Comparison::Gt => order(a, b) == Some(Ordering::Greater),
        Comparison::Ge => matches!(order(a, b), Some(Ordering::Greater | Ordering::Equal)),
    }
}

fn equal(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        _ => order(a, b) == Some(Ordering::Equal),
    }
}

/// The order of two numbers, or of two texts.
fn order(a: &Value<'_>, b: &Value<'_>) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (Number::of(a), Number::of(b)) {
        return a.order(b);
    }
    let (mut a_utf8, mut b_utf8) = ([0; 4], [0; 4]);
    Some(text(a, &mut a_utf8)?.cmp(text(b, &mut b_utf8)?))
}

/// The text of a value, if it is one.
fn text<'t>(value: &Value<'t>, utf8: &'t mut [u8; 4]) -> Option<&'t str> {
    match *value {
        Value::Text(text) | Value::Safe(text) => Some(text),
        Value::Char(c) => Some(c.encode_utf8(utf8)),
        Value::Object(object) => object.text(),
        _ => None,
    }
}

/// A number of any kind.
#[derive(Clone, Copy)]
enum Number {
    /// A whole number.
    Whole(i128),
    /// A whole number that is too large for an `i128`.
    Huge(u128),
    /// A float.
    Float(f64),
}

impl Number {
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

    fn order(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Whole(a), Self::Whole(b)) => Some(a.cmp(&b)),
            (Self::Huge(a), Self::Huge(b)) => Some(a.cmp(&b)),
            (Self::Huge(_), Self::Whole(_)) => Some(Ordering::Greater),
            (Self::Whole(_), Self::Huge(_)) => Some(Ordering::Less),
            (a, b) => a.float().partial_cmp(&b.float()),
        }
    }

    /// The nearest float, as JavaScript compares numbers.
    fn float(self) -> f64 {
        match self {
            Self::Whole(value) => value as f64,
            Self::Huge(value) => value as f64,
            Self::Float(value) => value,
        }
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
    fn other_kinds_compare_with_their_own() {
        assert!(compare(Comparison::Eq, &Value::Null, &Value::Null));
        assert!(!compare(Comparison::Eq, &Value::Null, &Value::Int(0)));
        assert!(!compare(Comparison::Eq, &Value::Bool(true), &Value::Int(1)));
        assert!(compare(Comparison::Eq, &Value::Char('a'), &Value::Text("a")));
        assert!(compare(Comparison::Lt, &Value::Text("a"), &Value::Text("ä")));
        assert!(!compare(Comparison::Le, &Value::Text("1"), &Value::Int(2)));
        assert!(!compare(Comparison::Le, &Value::Null, &Value::Null));
    }
}
