//! Conversions of values to the types of Rust, for helpers that take values of any kind.

use super::value::{Value, safe_text};

impl<'v> Value<'v> {
    /// Returns the text of a value that is text, or a variant of an enum without fields. Returns `None` for other values, and for
    /// those that are printed with their `Display` implementation.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, Value, helper, template};
    ///
    /// /// Joins the classes that apply.
    /// #[helper]
    /// fn classes(#[rest] names: &[Value<'_>]) -> String {
    ///     names.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>().join(" ")
    /// }
    ///
    /// let (active, size) = (true, None::<&str>);
    /// let class = template!("{{classes 'card' (if active 'active') size}}");
    /// assert_eq!(class.render()?, "card active");
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> Option<&'v str> {
        match *self {
            Self::Text(text) | safe_text!(text) => Some(text),
            Self::Object(object) => object.text(),
            _ => None,
        }
    }

    /// Returns the value if it is a `bool`.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match *self {
            Self::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// Returns the value if it is an integer that is in the range of an `i64`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.integer()
    }

    /// Returns the value if it is a number, rounded to the nearest float.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        crate::helper::FromValue::from_value(*self)
    }

    /// Returns `true` if the value is null: no value, or one that is missing.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_are_converted_to_their_own_kind_only() {
        let (text, one, half) = (Value::Text("1"), Value::Int(1), Value::Float(0.5));
        assert_eq!(
            [text.as_str(), Value::SafeHtml("<b>").as_str(), one.as_str()],
            [Some("1"), Some("<b>"), None]
        );
        assert_eq!([Value::Bool(true).as_bool(), one.as_bool()], [Some(true), None]);
        assert_eq!(
            [one.as_i64(), Value::UInt(u64::MAX).as_i64(), half.as_i64(), text.as_i64()],
            [Some(1), None, None, None]
        );
        assert_eq!([one.as_f64(), half.as_f64(), text.as_f64()], [Some(1.0), Some(0.5), None]);
        assert!(Value::Null.is_null() && !Value::Text("").is_null());
    }
}
