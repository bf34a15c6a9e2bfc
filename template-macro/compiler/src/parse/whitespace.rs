//! Strips white space that is not meant for the output.
//!
//! A `~` strips all white space up to the next tag. A tag of a block or a comment that is alone
//! on its line is removed with the line. Whether it is alone depends on the text as written, before
//! anything is stripped from it.

use crate::parse::item::{ItemKind, TemplateItem};

/// Strips the texts among `items`; some may end up empty.
pub(crate) fn strip(items: &mut [TemplateItem<'_>]) {
    let alone: Vec<bool> = (0..items.len()).map(|at| stands_alone(items, at)).collect();
    for at in 0..items.len() {
        let ItemKind::Text(written) = items[at].kind else { continue };
        let before = at.checked_sub(1);
        let after = Some(at + 1).filter(|&after| after < items.len());

        let mut text = written;
        if before.is_some_and(|tag| items[tag].strips_after) {
            text = text.trim_start_matches(is_space);
        } else if before.is_some_and(|tag| alone[tag]) {
            text = without_line_end(text);
        }
        let start = written.len() - text.len();
        if after.is_some_and(|tag| items[tag].strips_before) {
            text = text.trim_end_matches(is_space);
        } else if after.is_some_and(|tag| alone[tag]) {
            text = text.trim_end_matches([' ', '\t']);
        }
        let end = written.len() - start - text.len();

        let item = &mut items[at];
        item.kind = ItemKind::Text(text);
        item.span.start += start;
        item.span.end -= end;
    }
}

/// Whether the tag at `at` has nothing but white space on its line.
fn stands_alone(items: &[TemplateItem<'_>], at: usize) -> bool {
    if !items[at].kind.may_stand_alone() {
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

/// `text` without the blanks and the line break that it begins with.
fn without_line_end(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    let text = text.strip_prefix('\r').unwrap_or(text);
    text.strip_prefix('\n').unwrap_or(text)
}

/// White space as JavaScript's `\s` has it; `SPACE` in `grammar.pest` is nearly the same.
fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{FEFF}'
}
