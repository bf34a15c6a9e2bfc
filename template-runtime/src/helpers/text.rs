use super::display::{from_fn, write_text};
use core::fmt::Display;
use template_macro::helper;

/// Gives a text without the white space at its ends.
///
/// Takes text. White space is what [`str::trim`] takes for it: the property `White_Space` of Unicode.
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

/// Prints the beginning of a text that is too long.
///
/// Takes text, the length that it may have, and by name `ellipsis`, what stands for the rest: `…` if it
/// is not given. The result is never longer than `length`, the ellipsis included. An ellipsis that is
/// itself longer is left out. A text that fits is printed as it is.
///
/// Characters are counted, as [`char`]s: a letter with an accent of its own counts as two, and a
/// flag may be cut in the middle.
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
#[helper]
pub fn truncate(
    text: &str, length: usize, #[named(default = "…")] ellipsis: &str
) -> impl Display {
    from_fn(move |f| {
        if text.chars().nth(length).is_none() {
            return f.write_str(text);
        }
        let (kept, ellipsis) = match length.checked_sub(ellipsis.chars().count()) {
            Some(kept) => (kept, ellipsis),
            None => (length, ""),
        };
        let end = text.char_indices().nth(kept).map_or(text.len(), |(at, _)| at);
        f.write_str(text.get(..end).unwrap_or_default())?;
        f.write_str(ellipsis)
    })
}

/// Prints a text with another in place of each `from`.
///
/// Takes three texts, and works as `str::replace`: from left to right, what was replaced is not
/// searched again, and an empty `from` stands between all characters and at both ends.
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

/// Prints a text as a part of a URL: a segment of its path, or a name or value of its query.
///
/// Takes text. All bytes of its UTF-8 form are written as `%` and two upper-case digits, but for the
/// unreserved characters: ASCII letters and digits, `-`, `.`, `_` and `~` (RFC 3986, sections 2.1
/// and 2.3). JavaScript's `encodeURIComponent` leaves `! ' ( ) *` too; both are decoded alike.
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
pub fn url_encode(text: &str) -> impl Display {
    let reserved =
        |c: char| !matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~');
    from_fn(move |f| {
        write_text(f, text, reserved, |f, c| {
            c.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))
        })
    })
}

/// Prints the word that goes with a number of things.
///
/// Takes a number, the word for one, and the word for any other number; if that is not given it is
/// the word for one and an `s`. One is 1 and -1, as in the rules of CLDR for English. The number is
/// not printed.
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
