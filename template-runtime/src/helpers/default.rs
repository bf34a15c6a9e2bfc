use crate::value::Value;

/// Gives a value, or another in place of null and of empty text.
///
/// Takes two values of any kind. The keyword `or` replaces all that is false: 0, `false`, NaN and the
/// empty list too, which this leaves alone.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers, template};
///
/// let (name, score) = (None::<&str>, 0);
/// let line = template!("{{helpers::default name 'nobody'}} {{helpers::default score '-'}} {{or score '-'}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "nobody 0 -");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn default<'v>(value: Value<'v>, fallback: Value<'v>) -> Value<'v> {
    match value {
        Value::Null | Value::Text("") | Value::Safe("") => fallback,
        value => value,
    }
}
