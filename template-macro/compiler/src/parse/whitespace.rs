//! Strips whitespace that is not part of the output.
//!
//! A `~` strips all whitespace up to the next tag. A block tag or a comment that is alone on its line
//! ("standalone" in the Mustache specification) is removed with the line. Whether it is alone depends on the
//! text as written, before anything is stripped.

use crate::parse::item::{ItemKind, TemplateItem};

/// Strips the text segments among `items`, some of which may become empty.
pub(crate) fn strip(items: &mut [TemplateItem<'_>]) {
    let standalone: Vec<bool> = (0..items.len()).map(|at| is_standalone(items, at)).collect();
    for at in 1..items.len() {
        let ItemKind::Text(before) = items[at - 1].kind else { continue };
        let is_indented = standalone[at] && !items[at].strips_before;
        if let ItemKind::Partial { indent, .. } = &mut items[at].kind
            && is_indented
        {
            *indent = &before[before.trim_end_matches([' ', '\t']).len()..];
        }
    }
    for at in 0..items.len() {
        let ItemKind::Text(written) = items[at].kind else { continue };
        let before = at.checked_sub(1);
        let after = Some(at + 1).filter(|&after| after < items.len());

        let mut text = written;
        if before.is_some_and(|tag| items[tag].strips_after) {
            text = text.trim_start_matches(is_space);
        } else if before.is_some_and(|tag| standalone[tag]) {
            text = without_line_end(text);
        }
        let start = written.len() - text.len();
        if after.is_some_and(|tag| items[tag].strips_before) {
            text = text.trim_end_matches(is_space);
        } else if after.is_some_and(|tag| standalone[tag]) {
            text = text.trim_end_matches([' ', '\t']);
        }
        let end = written.len() - start - text.len();

        let item = &mut items[at];
        item.kind = ItemKind::Text(text);
        item.span.start += start;
        item.span.end -= end;
    }
}

/// Returns `true` if the tag at index `at` is alone on its line, but for whitespace.
fn is_standalone(items: &[TemplateItem<'_>], at: usize) -> bool {
    if !items[at].kind.can_be_standalone() {
        return false;
    }
    let begins_line = at == 0
        || matches!(items[at - 1].kind, ItemKind::Text(text) if {
            let blank = &text[text.trim_end_matches(is_space).len()..];
            blank.contains('\n') || (at == 1 && blank.len() == text.len())
        });
    let ends_line = at + 1 == items.len()
        || matches!(items[at + 1].kind, ItemKind::Text(text) if {
            let blank = &text[..text.len() - text.trim_start_matches(is_space).len()];
            blank.contains('\n') || (at + 2 == items.len() && blank.len() == text.len())
        });
    begins_line && ends_line
}

/// Returns `text` without blanks and a line break at its beginning.
fn without_line_end(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    let text = text.strip_prefix('\r').unwrap_or(text);
    text.strip_prefix('\n').unwrap_or(text)
}

/// Returns `true` if JavaScript's `\s` matches a character. `SPACE` in `grammar.pest` is nearly the same.
pub(super) fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{FEFF}'
}
