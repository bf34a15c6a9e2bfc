//! Scans a tag without the grammar: for the checks before pest parses it, and for the diagnostics after
//! pest failed.

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
    /// Where the tag ends; none if the item has not been scanned.
    pub(super) stop: Option<TagEnd>,
}

/// The end of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagEnd {
    /// Its `}}`, at this offset.
    Closed(usize),
    /// The braces of another tag, at this offset.
    Opened(usize),
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
            Self::End => text.len(),
        }
    }
}

/// Scans the tag at the offset `at`. Texts and comments are not scanned.
pub(super) fn scan(text: &str, at: usize) -> TagScan {
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
            b'"' | b'\'' if scan.quote.is_none() => match closing_offset(bytes, here, byte) {
                Some(end) => {
                    let span = Span::new(here, end + 1);
                    if text[span.start..span.end].contains("}}") {
                        scan.doubtful.get_or_insert(span);
                    }
                    here = end;
                }
                None => scan.quote = Some(here),
            },
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

/// Reports whether `tag` begins with a comment: `{{! … }}` or `{{!-- … --}}`.
pub(super) fn is_comment(tag: &[u8]) -> bool {
    tag.starts_with(b"{{!") || tag.starts_with(b"{{~!")
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
