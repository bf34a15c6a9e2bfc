//! Helpers that compute with integers.

/// The error for a result that no `i64` has.
const OUT_OF_RANGE: &str = "the result is not in the range of an `i64`";

/// The error for a division by zero.
const BY_ZERO: &str = "the second argument must not be zero";

/// Adds two integers.
///
/// # Errors
///
/// Returns an error if the sum is not in the range of an `i64`.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::add, template};
///
/// let teams = ["Owls", "Foxes"];
/// let list = template!("{{#each teams as |team|}}{{add @index 1}}. {{team}} {{/each}}");
/// assert_eq!(list.render_into(&mut [0; 64])?, "1. Owls 2. Foxes ");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn add(a: i64, b: i64) -> Result<i64, &'static str> {
    a.checked_add(b).ok_or(OUT_OF_RANGE)
}

/// Subtracts the second integer from the first.
///
/// # Errors
///
/// Returns an error if the difference is not in the range of an `i64`.
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
pub fn sub(a: i64, b: i64) -> Result<i64, &'static str> {
    a.checked_sub(b).ok_or(OUT_OF_RANGE)
}

/// Multiplies two integers.
///
/// # Errors
///
/// Returns an error if the product is not in the range of an `i64`.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::mul, template};
///
/// let level = 3;
/// let style = template!("{{mul level 8}}px");
/// assert_eq!(style.render_into(&mut [0; 64])?, "24px");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn mul(a: i64, b: i64) -> Result<i64, &'static str> {
    a.checked_mul(b).ok_or(OUT_OF_RANGE)
}

/// Divides the first integer by the second, and rounds the quotient toward zero, like `/` in Rust.
///
/// # Errors
///
/// Returns an error if the second integer is zero, or the quotient is not in the range of an `i64`.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::div, template};
///
/// let seconds = 150;
/// let line = template!("{{div seconds 60}} min");
/// assert_eq!(line.render_into(&mut [0; 64])?, "2 min");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn div(a: i64, b: i64) -> Result<i64, &'static str> {
    if b == 0 { Err(BY_ZERO) } else { a.checked_div(b).ok_or(OUT_OF_RANGE) }
}

/// Returns the remainder of the division of the first integer by the second, with the sign of the first, like `%` in Rust.
///
/// # Errors
///
/// Returns an error if the second integer is zero.
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
pub fn rem(a: i64, b: i64) -> Result<i64, &'static str> {
    // The remainder of `i64::MIN` and -1 is 0, although the quotient is not in range.
    if b == 0 { Err(BY_ZERO) } else { Ok(a.wrapping_rem(b)) }
}
