//! The template of the page: its data, and the helpers that it calls.

use crate::release::{Edition, Release};
use std::fmt::{self, Write as _};
use template_runtime::{List, SafeHtml, template};

template! {
    /// The page of all releases.
    pub(crate) struct Page<'a> {
        pub(crate) title: &'a str,
        pub(crate) releases: &'a [Release],
        pub(crate) editions: &'a [Edition<'a>],
        /// The number of ops in the program of the page.
        pub(crate) ops: usize,
    }

    include_str!("../templates/releases.hbs")
}

/// Returns the number of items of a list: `{{count releases}}`.
fn count(list: List<'_>) -> usize {
    list.len()
}

/// Formats a number with its noun: `{{plural 2 "release"}}` is `2 releases`.
fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

fn replace(text: &str, from: &str, to: &str) -> String {
    text.replace(from, to)
}

/// Omits the last number of a version if it is 0: `1.85.0` becomes `1.85`.
fn short(version: &str) -> &str {
    version.strip_suffix(".0").unwrap_or(version)
}

/// Returns the name of a month, counted from 1.
///
/// # Errors
///
/// Returns an error if there is no such month; the render then fails with this error.
fn month_name(month: u8) -> Result<&'static str, String> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = usize::from(month).checked_sub(1).and_then(|index| NAMES.get(index));
    name.copied().ok_or_else(|| format!("there is no month {month}"))
}

fn two_digits(number: u8) -> impl fmt::Display {
    format!("{number:02}")
}

/// Wraps text between backticks in `<code>`: the only HTML that is not in the template.
fn code(text: &str) -> SafeHtml<Code<'_>> {
    SafeHtml(Code(text))
}

/// A text with code between backticks. Its `Display` escapes it without using the heap.
struct Code<'a>(&'a str);

impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, part) in self.0.split('`').enumerate() {
            let tag = match number {
                0 => "",
                n if n % 2 == 1 => "<code>",
                _ => "</code>",
            };
            f.write_str(tag)?;
            for c in part.chars() {
                match c {
                    '&' => f.write_str("&amp;")?,
                    '<' => f.write_str("&lt;")?,
                    '>' => f.write_str("&gt;")?,
                    _ => f.write_char(c)?,
                }
            }
        }
        Ok(())
    }
}
