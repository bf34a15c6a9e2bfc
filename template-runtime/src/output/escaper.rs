use core::fmt;

/// Escapes text for an output that is not HTML.
///
/// A template names a type that implements it: `#[template(escape = path::to::Type)]`. Everything
/// that `{{…}}` prints goes through it but [`SafeHtml`](crate::SafeHtml); `{{{…}}}` does not.
///
/// # Examples
///
/// ```
/// use core::fmt;
/// use template_runtime::{Escaper, Template, template};
///
/// /// One value of a CSV file.
/// struct Csv;
///
/// impl Escaper for Csv {
///     fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
///         write!(output, "\"{}\"", text.replace('"', "\"\""))
///     }
/// }
///
/// let (name, score) = ("the \"Owls\"", 43);
/// let line = template!(escape = Csv, "{{name}};{{score}};{{{name}}}");
/// assert_eq!(line.render()?, r#""the ""Owls""";"43";the "Owls""#);
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not escape",
    label = "`{Self}` is not an `Escaper`",
    note = "implement `Escaper` for the type, or write `escape = \"html\"` or `escape = \"text\"`"
)]
pub trait Escaper {
    /// Writes `text`, the whole of what one mustache prints, to `output`.
    ///
    /// # Errors
    ///
    /// Those of `output`.
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result;
}

/// [`Escaper::escape`] of some type.
pub(crate) type EscapeFn = fn(&str, &mut dyn fmt::Write) -> fmt::Result;
