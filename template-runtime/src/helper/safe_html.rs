use crate::{
    data::Data,
    shape::{SAFE_HTML, ShapeRef},
    value::Value,
};
use core::fmt;

/// Text that is already HTML: it is printed as it is, whatever prints it.
///
/// # Examples
///
/// ```
/// use template_runtime::{SafeHtml, Template, template};
///
/// fn bold(s: &str) -> SafeHtml<String> {
///     SafeHtml(format!("<b>{s}</b>"))
/// }
///
/// let line = template!(r#"{{bold "x"}} {{concat "<i>"}}"#);
/// assert_eq!(line.render()?, "<b>x</b> &lt;i&gt;");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml<T>(pub T);

impl<T: fmt::Display> fmt::Display for SafeHtml<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: AsRef<str>> Data for SafeHtml<T> {
    const SHAPE: ShapeRef = ShapeRef::new(&SAFE_HTML);

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Safe(self.0.as_ref())
    }
}
