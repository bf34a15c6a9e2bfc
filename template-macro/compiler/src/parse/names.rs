//! Reserved names, and similarity of names.

use template_bytecode::diagnostics::edit_distance;

/// The blocks of the language.
pub(crate) const BLOCKS: [&str; 6] = ["if", "unless", "each", "each-in", "with", "let"];

/// The keywords that are called like helpers.
const CALLS: [&str; 17] = [
    "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "concat", "array", "hash", "get",
    "lookup", "log", "helper", "fn",
];

/// Whether the language has taken the name.
pub(crate) fn is_keyword(name: &str) -> bool {
    BLOCKS.contains(&name) || CALLS.contains(&name)
}

/// Whether a function may have the name or path.
pub(crate) fn is_path_of_rust(name: &str) -> bool {
    name.split("::").all(|part| {
        part.starts_with(|c: char| c == '_' || c.is_alphabetic())
            && part.chars().all(|c| c == '_' || c.is_alphanumeric())
    })
}

/// The block that is meant by a name with a slip in it, or by the name that other languages have for
/// it. Functions have short names too, so it must be near.
pub(crate) fn intended_block(name: &str) -> Option<&'static str> {
    if name.len() > 16 {
        // None is as long as that.
        return None;
    }
    let name = name.to_lowercase();
    if matches!(name.as_str(), "for" | "foreach" | "for_each") {
        return Some("each");
    }
    let is_near = |block, most| edit_distance(&name, block).is_some_and(|slips| slips <= most);
    BLOCKS.into_iter().find(|block| match block.len() {
        // Any three letters are one slip away from some word: two may be swapped.
        ..4 => sorted_letters(&name) == sorted_letters(block) && is_near(block, 1),
        6.. if name.len() >= 6 => is_near(block, 2),
        _ => is_near(block, 1),
    })
}

fn sorted_letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_names_of_functions() {
        for (name, block) in [
            ("eahc", "each"),
            ("eacj", "each"),
            ("Each", "each"),
            ("foreach", "each"),
            ("for", "each"),
            ("wiht", "with"),
            ("withs", "with"),
            ("unles", "unless"),
            ("unelss", "unless"),
            ("each_in", "each-in"),
            ("fi", "if"),
            ("lte", "let"),
        ] {
            assert_eq!(intended_block(name), Some(block), "{name}");
        }
        for name in [
            "list", "switch", "match", "cache", "auth", "search", "set", "is", "path", "text",
            "card", "form", "panel", "link", "item", "test", "left", "bless", "repeat", "tel", "i",
            "",
        ] {
            assert_eq!(intended_block(name), None, "{name}");
        }
    }
}
