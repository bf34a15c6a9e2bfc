//! Scans a tag without the grammar: for the checks before pest parses the tag, and for the diagnostics after
//! pest has failed.

use crate::{limits::MAX_NESTING, source::Span};

/// The result of scanning a tag.
#[derive(Debug, Default)]
pub(super) struct TagScan {
    /// The offsets of unclosed parentheses, outermost first.
    pub(super) open: Vec<usize>,
    /// The offset of the first parenthesis that is nested deeper than allowed.
    pub(super) too_deep: Option<usize>,
    /// The offset of the first `)` without a partner.
    pub(super) stray: Option<usize>,
    /// The first string that contains `}}`. Its quotes may belong to two different strings, one of which is
    /// not closed.
    pub(super) doubtful: Option<Span>,
    /// The offset of a quote without a partner.
    pub(super) quote: Option<usize>,
    /// The offsets of the backslashes that are the last character of a string, under
    /// [`StringEnd::AfterBackslash`].
    pub(super) last_backslashes: Vec<usize>,
    /// Whether a string under [`StringEnd::Quote`] contains a `\"` at which it may be meant to end.
    pub(super) may_end_earlier: bool,
    /// The end of the tag, or `None` if the item has not been scanned.
    pub(super) stop: Option<TagEnd>,
}

/// The end of a string that contains `\"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StringEnd {
    /// At the next quote without a backslash, as in Handlebars.
    Quote,
    /// Also at a quote after a backslash, if whitespace or the end of a tag or a call follows: `"C:\"`.
    AfterBackslash,
}

/// The end of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagEnd {
    /// Its `}}`, at this offset.
    Closed(usize),
    /// The braces of another tag, at this offset.
    Opened(usize),
    /// A backslash outside of strings, at this offset, with which no tag is valid.
    Backslash(usize),
    /// The end of the template.
    End,
}

impl TagEnd {
    /// Returns the offset after the tag.
    pub(super) fn end(self, text: &str) -> usize {
        match self {
            // `}}}` is one end, whether it is correct or not.
            Self::Closed(end) => end + if text[end..].starts_with("}}}") { 3 } else { 2 },
            Self::Opened(next) => next,
            Self::Backslash(at) => at + 1,
            Self::End => text.len(),
        }
    }
}

/// Scans the tag at the offset `at`. Texts and comments are not scanned.
///
/// If a string may be meant to end earlier than it does, the scan stops at a backslash outside of strings, with
/// which no tag is valid: a scan to the end of the template for each such tag would take quadratic time.
pub(super) fn scan(text: &str, at: usize, string_end: StringEnd) -> TagScan {
    scan_until(text, at, string_end, |scan| scan.may_end_earlier)
}

/// Scans the tag at the offset `at` to its end, for a diagnostic.
pub(super) fn scan_whole(text: &str, at: usize) -> TagScan {
    scan_until(text, at, StringEnd::Quote, |_| false)
}

/// Scans a tag, and stops at a backslash outside of strings if `stops` specifies this.
fn scan_until(
    text: &str,
    at: usize,
    string_end: StringEnd,
    stops: impl Fn(&TagScan) -> bool,
) -> TagScan {
    let mut scan = TagScan::default();
    let bytes = text.as_bytes();
    let tag = &bytes[at..];
    if !tag.starts_with(b"{{") || is_comment(tag) {
        return scan;
    }
    // A third brace belongs to the opening braces.
    let mut here = at + if tag.starts_with(b"{{{") { 3 } else { 2 };
    let mut may_have_brackets = true;
    while let Some(&byte) = bytes.get(here) {
        match byte {
            b'}' if bytes[here..].starts_with(b"}}") => {
                scan.stop = Some(TagEnd::Closed(here));
                return scan;
            }
            b'{' if bytes[here..].starts_with(b"{{") => {
                scan.stop = Some(TagEnd::Opened(here));
                return scan;
            }
            b'(' => {
                scan.open.push(here);
                if scan.open.len() > MAX_NESTING {
                    scan.too_deep.get_or_insert(here);
                }
            }
            b')' if scan.open.pop().is_none() => {
                scan.stray.get_or_insert(here);
            }
            b'\\' if stops(&scan) => {
                scan.stop = Some(TagEnd::Backslash(here));
                return scan;
            }
            b'"' | b'\'' if scan.quote.is_none() => {
                match string_end_offset(bytes, here, string_end) {
                    Some(end) => {
                        let span = Span::new(here, end + 1);
                        scan.may_end_earlier |= string_end == StringEnd::Quote
                            && has_earlier_end(bytes, here, &bytes[here + 1..end]);
                        if string_end == StringEnd::AfterBackslash
                            && bytes[end - 1] == b'\\'
                            && end > here + 1
                        {
                            scan.last_backslashes.push(end - 1);
                        }
                        if text[span.start..span.end].contains("}}") {
                            scan.doubtful.get_or_insert(span);
                        }
                        here = end;
                    }
                    None => {
                        scan.quote = Some(here);
                        scan.may_end_earlier |= string_end == StringEnd::Quote
                            && has_earlier_end(bytes, here, &bytes[here + 1..]);
                    }
                }
            }
            // After one failed search, no search is made for other brackets: it would take quadratic time.
            b'[' if may_have_brackets => match closing_offset(bytes, here, b']') {
                Some(end) => here = end,
                None => may_have_brackets = false,
            },
            _ => {}
        }
        here += 1;
    }
    scan.stop = Some(TagEnd::End);
    scan
}

/// Returns `true` if `tag` begins with a comment: `{{! … }}` or `{{!-- … --}}`.
pub(super) fn is_comment(tag: &[u8]) -> bool {
    tag.starts_with(b"{{!") || tag.starts_with(b"{{~!")
}

/// Returns the offset of the quote that ends the string at `open`.
fn string_end_offset(bytes: &[u8], open: usize, string_end: StringEnd) -> Option<usize> {
    let quote = bytes[open];
    let mut at = open;
    loop {
        at += 1 + bytes.get(at + 1..)?.iter().position(|&byte| byte == quote)?;
        let is_escaped = at > open + 1 && bytes[at - 1] == b'\\';
        if !is_escaped || (string_end == StringEnd::AfterBackslash && ends_value(bytes, at + 1)) {
            return Some(at);
        }
    }
}

/// Returns `true` if the content of the string at `open` has a `\"` at which it would end under
/// [`StringEnd::AfterBackslash`].
fn has_earlier_end(bytes: &[u8], open: usize, content: &[u8]) -> bool {
    let escaped = [b'\\', bytes[open]];
    let mut pairs = content.windows(2).enumerate();
    pairs.any(|(at, pair)| pair == escaped && ends_value(bytes, open + 1 + at + 2))
}

/// Returns `true` if a value may end at the offset `at`: `LITERAL_END` of the grammar.
fn ends_value(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| byte.is_ascii_whitespace() || b")]~}|".contains(byte))
}

/// Returns the offset of the delimiter `close` that belongs to the one at `open`. A backslash escapes
/// `close`.
fn closing_offset(bytes: &[u8], open: usize, close: u8) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match bytes.get(at)? {
            // In brackets a backslash also escapes itself.
            b'\\' if matches!(bytes.get(at + 1), Some(&next) if next == close || (next == b'\\' && close == b']')) => {
                at += 2
            }
            &byte if byte == close => return Some(at),
            _ => at += 1,
        }
    }
}
