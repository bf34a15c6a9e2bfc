//! Printing in HTML contexts other than text, as [`Escape`] specifies for each.
//!
//! The escapers use only a few words of memory: each is fed the text of a value in the pieces that its `Display`
//! implementation writes (`feed.rs`), and appends each piece escaped. Decisions that depend on the whole value, such as
//! whether the scheme of a URL is allowed, are made in an earlier pass over the value. The second pass relies on such a
//! decision only if this is safe, because the `Display` implementation may write different text the second time.
#![forbid(unsafe_code)]

mod bytes;
mod feed;
mod json;
mod safe_html;
mod script;
mod srcset;
mod style;
#[cfg(test)]
mod tests;
mod url;

pub(crate) use json::{JsonPrinter, Rules};

use super::{compact::COMPACT, cursor::Out, plain::is_plain_in_url, print::print};
use crate::{
    data::{InPlace, SafeKind, Value},
    error::ErrorKind,
};
use feed::{TextEscaper, feed, feed_by};
use safe_html::WithoutTags;
use template_bytecode::Escape;

/// The output for a URL that may run a script.
const UNSAFE_URL: &str = "#unsafe-url";

/// The output for a value of a style sheet that may do more than set a property.
const UNSAFE_STYLE: &str = "unsafe-css";

/// Appends a value in the context that `escape` names.
///
/// # Errors
///
/// Returns [`ErrorKind::NotPrintable`] if the value has no text, [`ErrorKind::TooDeep`] if a value of a script is nested too
/// deep, [`ErrorKind::Display`] if a `Display` fails, and the errors of a template.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn print_in_context<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
) -> Result<Out<'o>, ErrorKind> {
    if let Value::Text(text) = *value
        && !COMPACT
        && is_plain_in_url(text, escape)
    {
        return Ok(out.escaped_inline(text, Escape::None));
    }
    print_escaped(out, value, escape)
}

/// Appends a value like [`print_in_context`], also one that need not be escaped.
///
/// # Errors
///
/// Returns the errors of [`print_in_context`].
#[inline(never)]
fn print_escaped<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
) -> Result<Out<'o>, ErrorKind> {
    if let Value::Int(number) = *value
        && escape.keeps_integers()
    {
        return Ok(out.int(number));
    }
    let is = |kind| value.safe_kind() == Some(kind);
    match escape {
        Escape::Html | Escape::None | Escape::Custom => print(out, value, escape),
        Escape::Attribute => print_html(out, value, &mut WithoutTags::new(safe_html::Normalized)),
        Escape::Rcdata => print_html(out, value, &mut safe_html::Normalized),
        Escape::Url if is(SafeKind::Url) => feed(out, value, &mut url::Normalized::in_attribute()),
        Escape::Url => url::print_filtered(out, value, &mut url::Normalized::in_attribute()),
        Escape::UrlBegun => feed(out, value, &mut url::Normalized::without_scheme()),
        Escape::UrlPart => feed(out, value, &mut url::Normalized::in_attribute()),
        Escape::UrlQuery if is(SafeKind::Url) => {
            feed(out, value, &mut url::Normalized::in_attribute())
        }
        Escape::UrlQuery => feed(out, value, &mut url::Query),
        Escape::ResourceUrl if is(SafeKind::ResourceUrl) => {
            feed(out, value, &mut url::Normalized::in_attribute())
        }
        Escape::ResourceUrl => url::print_path_to_root(out, value),
        Escape::Srcset if is(SafeKind::Url) => feed(out, value, &mut url::Normalized::in_list()),
        Escape::Srcset => srcset::print(out, value),
        Escape::Script => script::print(out, value, Rules::Script),
        Escape::ScriptInAttribute => script::print(out, value, Rules::ScriptInAttribute),
        Escape::Json => script::print(out, value, Rules::Json),
        Escape::ScriptString => feed(out, value, &mut script::StringPart),
        Escape::Style if is(SafeKind::Style) => print(out, value, Escape::None),
        Escape::StyleInAttribute if is(SafeKind::Style) => print(out, value, Escape::Html),
        Escape::Style | Escape::StyleInAttribute => style::print(out, value),
        Escape::StyleString if !is(SafeKind::Url) => {
            url::print_filtered(out, value, &mut style::StringPart::new())
        }
        Escape::StyleString | Escape::StyleStringPart => {
            feed(out, value, &mut style::StringPart::new())
        }
        Escape::StyleUrl if !is(SafeKind::Url) => {
            url::print_filtered(out, value, &mut url::Normalized::in_text())
        }
        Escape::StyleUrl | Escape::StyleUrlPart => {
            feed(out, value, &mut url::Normalized::in_text())
        }
    }
}

/// Appends a value as in text, but HTML by an escaper.
///
/// # Errors
///
/// Returns the errors of [`print_in_context`].
fn print_html<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    html: &mut impl TextEscaper,
) -> Result<Out<'o>, ErrorKind> {
    let template = match *value {
        Value::SafeHtml(_) | Value::DisplayHtml(_) => return feed(out, value, html),
        value => value.template(),
    };
    match template {
        Some(template) if template.program().tables.escape == Escape::Html => {
            let template = InPlace::new(template);
            let out = feed_by(out, html, |writer| {
                write!(writer, "{template}").map_err(|_| template.failure(ErrorKind::Write))
            })?;
            Ok(html.end(out))
        }
        _ => print(out, value, Escape::Html),
    }
}
