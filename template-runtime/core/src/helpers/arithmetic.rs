//! Helpers that compute with integers and floats.

use crate::{
    data::{Kind, Param, ParamKind, Shape, ShapeRef, Sink, Value},
    error::ErrorKind,
    helper::{ByConversion, Conversion, Returned, Taken},
};

/// The error for a result that no `i64` has.
const OUT_OF_RANGE: &str = "the result is not in the range of an `i64`";

/// The error for a result that no finite float has, although the operands are finite.
const NOT_FINITE: &str = "the result is not in the range of a float";

/// The error for a division by zero.
const BY_ZERO: &str = "the second argument must not be zero";

/// An integer or a float: the type of the parameters and of the results of the helpers for arithmetic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IntegerOrFloat {
    /// An integer.
    Integer(i64),
    /// A float of single precision.
    F32(f32),
    /// A float of double precision.
    F64(f64),
}

impl IntegerOrFloat {
    /// Converts the number to a float. Integers beyond 2⁵³ are rounded.
    fn to_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::F32(value) => f64::from(value),
            Self::F64(value) => value,
        }
    }
}

impl<'v> Taken<'v> for IntegerOrFloat {
    type By = ByConversion;
}

impl<'v> Conversion<'v, ByConversion> for IntegerOrFloat {
    const PARAM: Param = Param::new(ParamKind::Number, "a number (`i64` or `f64`)");

    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::Float(value) => Some(Self::F64(value)),
            Value::Float32(value) => Some(Self::F32(value)),
            other => other.integer().map(Self::Integer),
        }
    }
}

impl<'v> Returned<'v> for IntegerOrFloat {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "number", kind: Kind::Number });

    fn give(self, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        sink.value(match self {
            Self::Integer(value) => Value::Int(value),
            Self::F32(value) => Value::Float32(value),
            Self::F64(value) => Value::Float(value),
        })
    }
}

/// Computes with two numbers: with `integers` if both are integers, otherwise with `floats`.
///
/// The result is an `f32` if an operand is one, because it has no more digits than that: 1.1 as an `f32`, multiplied by 2, is
/// 2.2, and not 2.200000047683716.
#[inline(always)]
fn compute(
    a: IntegerOrFloat,
    b: IntegerOrFloat,
    integers: impl FnOnce(i64, i64) -> Result<i64, &'static str>,
    floats: impl FnOnce(f64, f64) -> f64,
) -> Result<IntegerOrFloat, &'static str> {
    use IntegerOrFloat::{F32, F64, Integer};

    if let (Integer(a), Integer(b)) = (a, b) {
        return integers(a, b).map(Integer);
    }
    let (left, right) = (a.to_f64(), b.to_f64());
    let result = floats(left, right);
    let (result, is_finite) = match (a, b) {
        (F32(_), _) | (_, F32(_)) => (F32(result as f32), (result as f32).is_finite()),
        _ => (F64(result), result.is_finite()),
    };
    if is_finite || !left.is_finite() || !right.is_finite() { Ok(result) } else { Err(NOT_FINITE) }
}

/// Returns an error if a divisor is zero, which is one for floats, too: no page should show an infinity.
fn check_divisor(b: IntegerOrFloat) -> Result<(), &'static str> {
    if b.to_f64() == 0.0 { Err(BY_ZERO) } else { Ok(()) }
}

/// Adds two numbers.
///
/// The sum of two integers is an integer. If one of the numbers is a float, so is the sum. The digits of a float are those that
/// Rust prints: `{{add 0.1 0.2}}` prints 0.30000000000000004. [`number`](super::number()) rounds it.
///
/// # Errors
///
/// Returns an error if the sum is not in the range of an `i64` or of a float.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::add, template};
///
/// let (teams, weight) = (["Owls", "Foxes"], 2.5);
/// let list = template!("{{#each teams as |team|}}{{add @index 1}}. {{team}} {{/each}}{{add weight 1}} kg");
/// assert_eq!(list.render_into(&mut [0; 64])?, "1. Owls 2. Foxes 3.5 kg");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn add(a: IntegerOrFloat, b: IntegerOrFloat) -> Result<IntegerOrFloat, &'static str> {
    compute(a, b, |a, b| a.checked_add(b).ok_or(OUT_OF_RANGE), |a, b| a + b)
}

/// Subtracts the second number from the first.
///
/// The difference is an integer or a float, as for [`add`](add()).
///
/// # Errors
///
/// Returns an error if the difference is not in the range of an `i64` or of a float.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::sub, template};
///
/// let page = 3;
/// let link = template!("?page={{sub page 1}}");
/// assert_eq!(link.render_into(&mut [0; 64])?, "?page=2");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn sub(a: IntegerOrFloat, b: IntegerOrFloat) -> Result<IntegerOrFloat, &'static str> {
    compute(a, b, |a, b| a.checked_sub(b).ok_or(OUT_OF_RANGE), |a, b| a - b)
}

/// Multiplies two numbers.
///
/// The product is an integer or a float, as for [`add`](add()).
///
/// # Errors
///
/// Returns an error if the product is not in the range of an `i64` or of a float.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::{mul, number}, template};
///
/// let (level, price) = (3, 24.99);
/// let style = template!("{{mul level 8}}px {{number (mul price 1.2) decimals=2}} €");
/// assert_eq!(style.render_into(&mut [0; 64])?, "24px 29.99 €");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn mul(a: IntegerOrFloat, b: IntegerOrFloat) -> Result<IntegerOrFloat, &'static str> {
    compute(a, b, |a, b| a.checked_mul(b).ok_or(OUT_OF_RANGE), |a, b| a * b)
}

/// Divides the first number by the second.
///
/// The quotient of two integers is an integer, rounded toward zero, like that of `/` in Rust. If one of the numbers is a
/// float, so is the quotient: `{{div 7 2}}` prints 3, and `{{div 7 2.0}}` prints 3.5.
///
/// # Errors
///
/// Returns an error if the second number is zero, also if it is a float, or the quotient is not in the range of an `i64` or
/// of a float.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::div, template};
///
/// let seconds = 150;
/// let line = template!("{{div seconds 60}} min, or {{div seconds 60.0}} min");
/// assert_eq!(line.render_into(&mut [0; 64])?, "2 min, or 2.5 min");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn div(a: IntegerOrFloat, b: IntegerOrFloat) -> Result<IntegerOrFloat, &'static str> {
    check_divisor(b)?;
    compute(a, b, |a, b| a.checked_div(b).ok_or(OUT_OF_RANGE), |a, b| a / b)
}

/// Returns the remainder of the division of the first number by the second, with the sign of the first, like `%` in Rust.
///
/// The remainder is an integer or a float, as for [`add`](add()).
///
/// # Errors
///
/// Returns an error if the second number is zero, also if it is a float.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::rem, template};
///
/// let rows = ["a", "b", "c"];
/// let list = template!("{{#each rows}}{{if (rem @index 2) 'odd' 'even'}} {{/each}}");
/// assert_eq!(list.render_into(&mut [0; 64])?, "even odd even ");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn rem(a: IntegerOrFloat, b: IntegerOrFloat) -> Result<IntegerOrFloat, &'static str> {
    check_divisor(b)?;
    // The divisor is not zero, but the quotient of `i64::MIN` and -1 is not in range; its remainder is 0.
    compute(a, b, |a, b| Ok(a.checked_rem(b).unwrap_or(0)), |a, b| a % b)
}
