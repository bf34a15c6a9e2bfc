//! Runs over a tag by hand: for what must be known before pest may see it, and after it failed.

use crate::{limits::MAX_NESTING, source::Span};

/// What can be told of a tag without its grammar.
#[derive(Debug, Default)]
pub(super) struct TagScan {
    /// The parentheses that are not closed, outermost first.
    pub(super) open: Vec<usize>,
    /// The first parenthesis that nests deeper than allowed.
    pub(super) too_deep: Option<usize>,
    /// The first `)` without a partner.
    pub(super) stray: Option<usize>,
    /// The first string with braces in it; its quotes may be those of two other strings.
    pub(super) doubtful: Option<Span>,
    /// A quote without a partner.
    pub(super) quote: Option<usize>,
    /// Where the tag stops; none for what has not been run over.
    pub(super) stop: Option<TagEnd>,
}

/// Where a tag stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagEnd {
    /// At its `}}`.
    Closed(usize),
    /// At the braces of another tag.
    Opened(usize),
    /// With the template.
    End,
}

impl TagEnd {
    /// Returns the offset after the tag.
    pub(super) fn end(self, text: &str) -> usize {
        match self {
            // `}}}`, be it right or wrong, is one end.
            Self::Closed(end) => end + if text[end..].starts_with("}}}") { 3 } else { 2 },
            Self::Opened(next) => next,
            Self::End => text.len(),
        }
    }
}

/// Runs over the tag at `at`; texts and comments have nothing to be told.
pub(super) fn scan(text: &str, at: usize) -> TagScan {
    let mut scan = TagScan::default();
    let bytes = text.as_bytes();
    let tag = &bytes[at..];
    if !tag.starts_with(b"{{") || is_comment(tag) {
        return scan;
    }
    // A third brace belongs to the opening.
    let mut here = at + if tag.starts_with(b"{{{") { 3 } else { 2 };
    let mut brackets = true;
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
            // Looking for the partner of each would take the square of the text's length.
            b'[' if brackets => match closing_offset(bytes, here, b']') {
                Some(end) => here = end,
                None => brackets = false,
            },
            _ => {}
        }
        here += 1;
    }
    scan.stop = Some(TagEnd::End);
    scan
}

/// Whether the tag that `tag` begins with is `{{! … }}` or `{{!-- … --}}`.
pub(super) fn is_comment(tag: &[u8]) -> bool {
    tag.starts_with(b"{{!") || tag.starts_with(b"{{~!")
}

/// Returns the offset of the `close` that ends what opens at `open`; a backslash before `close`
/// escapes it.
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
