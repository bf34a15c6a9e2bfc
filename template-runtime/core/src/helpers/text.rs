//! Helpers for text.

use super::{
    annotated::annotated_helper,
    display::{byte_offset, from_fn, write_text},
};
use crate::data::{SafeUrl, unchecked};
use core::fmt::Display;

/// Returns text without leading and trailing whitespace.
///
/// Whitespace is defined as in [`str::trim`], by the Unicode property `White_Space`.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::trim, template};
///
/// let name = "  Ann\n";
/// assert_eq!(template!("[{{trim name}}]").render_into(&mut [0; 16])?, "[Ann]");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim()
}

annotated_helper! {
/// Truncates text to a maximum length.
///
/// Takes text, the maximum length, and the named argument `ellipsis`, which replaces the rest of the text
/// and defaults to `…`. The result, including the ellipsis, is never longer than `length`; an ellipsis that is
/// itself longer is omitted. Text that fits is unchanged.
///
/// Lengths are in [`char`]s: a letter with a combining accent counts as two, and a flag may be split.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::truncate, template};
///
/// let title = "The Owl Service";
/// let line = template!("{{truncate title 8}} {{truncate title 10 ellipsis='...'}} {{truncate title 15}}");
/// assert_eq!(line.render_into(&mut [0; 64])?, "The Owl… The Owl... The Owl Service");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn truncate [
    __TemplateHelper_truncate,
    __template_helper_truncate,
    "fn truncate(text: &str, length: usize, #[named(default = \"…\")] ellipsis: &str) -> impl Display"
] (
    0 text: &str [A],
    1 length: usize [B],
    ;
    0 ellipsis: &str [C] = "…",
) -> impl Display {
    from_fn(move |f| {
        if byte_offset(text, length) == text.len() {
            return f.write_str(text);
        }
        let (kept, ellipsis) = match length.checked_sub(ellipsis.chars().count()) {
            Some(kept) => (kept, ellipsis),
            None => (length, ""),
        };
        f.write_str(text.get(..byte_offset(text, kept)).unwrap_or_default())?;
        f.write_str(ellipsis)
    })
}
}

annotated_helper! {
/// Indents the lines of text, for source code and other text in which indentation is significant.
///
/// Takes text, the number of repetitions, and the named argument `by`, the string to indent with, which defaults to a space. The
/// first line is not indented, because the text before the tag already indents it. Empty lines are not indented.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::indent, template};
///
/// let body = "first();\n\nsecond();";
/// let code = template!(text, "fn main() {\n    {{indent body 4}}\n}");
/// assert_eq!(
///     code.render_into(&mut [0; 64])?,
///     "fn main() {\n    first();\n\n    second();\n}"
/// );
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn indent [
    __TemplateHelper_indent,
    __template_helper_indent,
    "fn indent(text: &str, count: usize, #[named(default = \" \")] by: &str) -> impl Display"
] (
    0 text: &str [A],
    1 count: usize [B],
    ;
    0 by: &str [C] = " ",
) -> impl Display {
    // A large count of nothing would take long, and print nothing.
    let count = if by.is_empty() { 0 } else { count };
    from_fn(move |f| {
        let mut lines = text.split_inclusive('\n');
        f.write_str(lines.next().unwrap_or_default())?;
        lines.try_for_each(|line| {
            if !matches!(line, "\n" | "\r\n") {
                (0..count).try_for_each(|_| f.write_str(by))?;
            }
            f.write_str(line)
        })
    })
}
}

/// Replaces each occurrence of `from` in text with `to`.
///
/// It works like `str::replace`: from left to right, without searching replacements
/// again; an empty `from` matches between all characters and at both ends.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::replace, template};
///
/// let line = template!("{{replace '2026-11-20' '-' '/'}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "2026/11/20");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn replace(text: &str, from: &str, to: &str) -> impl Display {
    from_fn(move |f| {
        let mut pieces = text.split(from);
        f.write_str(pieces.next().unwrap_or_default())?;
        pieces.try_for_each(|piece| {
            f.write_str(to)?;
            f.write_str(piece)
        })
    })
}

/// Percent-encodes text, for a component of a URL: a path segment, or a name or value in the
/// query.
///
/// Each byte of the UTF-8 encoding is written as `%` and two uppercase hexadecimal digits,
/// except for the unreserved characters: ASCII letters and digits, `-`, `.`, `_` and `~` (RFC 3986,
/// sections 2.1 and 2.3). JavaScript's `encodeURIComponent` also leaves `! ' ( ) *` unencoded; both
/// results decode to the same text.
///
/// The result is a [`SafeUrl`], so it is not encoded a second time in a URL. In the query of a URL,
/// `{{…}}` encodes its value without this helper.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::url_encode, template};
///
/// let query = "fish & crème";
/// let link = template!("<a href='/search?q={{url_encode query}}'>");
/// assert_eq!(link.render_into(&mut [0; 64])?, "<a href='/search?q=fish%20%26%20cr%C3%A8me'>");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn url_encode(text: &str) -> SafeUrl<impl Display> {
    let is_reserved =
        |c: char| !matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~');
    unchecked::safe_url(from_fn(move |f| {
        write_text(f, text, is_reserved, |f, c| {
            c.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))
        })
    }))
}

/// Selects the singular or the plural of a word for a number.
///
/// Takes a number, the singular, and the plural, which defaults to the singular followed by `s`. The result is
/// the singular for 1 and -1, as in the CLDR rules for English, and the plural for all other numbers. The number itself is
/// not part of the result.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::pluralize, template};
///
/// let (owls, mice) = (1, 3);
/// let line = template!("{{owls}} {{pluralize owls 'owl'}}, {{mice}} {{pluralize mice 'mouse' 'mice'}}");
/// assert_eq!(line.render_into(&mut [0; 32])?, "1 owl, 3 mice");
/// assert_eq!(template!("no {{pluralize 0 'owl'}}").render_into(&mut [0; 32])?, "no owls");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn pluralize(count: f64, singular: &str, plural: Option<&str>) -> impl Display {
    from_fn(move |f| match plural {
        _ if count == 1.0 || count == -1.0 => f.write_str(singular),
        Some(plural) => f.write_str(plural),
        None => {
            f.write_str(singular)?;
            f.write_str("s")
        }
    })
}
