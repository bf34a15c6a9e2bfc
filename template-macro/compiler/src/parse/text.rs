//! The text segments between tags, which have no grammar: each ends where braces begin.

use crate::{
    parse::item::{ItemKind, TemplateItem},
    source::Span,
};

/// Returns the text at the offset `at`, or none if a tag begins there.
///
/// A backslash escapes the braces after it, which are then a part of the text, up to the next braces. Of two
/// backslashes before a tag one is printed, and the tag is not escaped.
pub(super) fn text_at(text: &str, at: usize) -> Option<TemplateItem<'_>> {
    let (start, end) = match &text.as_bytes()[at..] {
        [b'{', b'{', ..] => return None,
        [b'\\', b'\\', b'{', b'{', ..] => (at + 1, at + 2),
        [b'\\', b'{', b'{', ..] => (at + 1, end_of_text(text, at + 3)),
        _ => (at, end_of_text(text, at + text[at..].chars().next().map_or(1, char::len_utf8))),
    };
    Some(TemplateItem {
        kind: ItemKind::Text(&text[start..end]),
        span: Span::new(at, end),
        strips_before: false,
        strips_after: false,
    })
}

/// Returns the offset of the next braces, with the backslashes that belong to them.
fn end_of_text(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut from = start;
    while let Some(brace) = text[from..].find('{') {
        let brace = from + brace;
        if bytes.get(brace + 1) == Some(&b'{') {
            let before = bytes[start..brace].iter().rev();
            return brace - before.take(2).take_while(|&&byte| byte == b'\\').count();
        }
        from = brace + 1;
    }
    text.len()
}
