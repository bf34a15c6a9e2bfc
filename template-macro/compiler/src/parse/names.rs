//! Reserved names, and the similarity of names.

use template_bytecode::diagnostics::edit_distance;

/// The keywords that are blocks.
pub(crate) const BLOCKS: [&str; 7] = ["if", "unless", "each", "each-in", "with", "let", "fragment"];

/// The keywords that are called like helpers.
const CALLS: [&str; 8] = ["concat", "array", "hash", "get", "lookup", "log", "helper", "fn"];

/// The keywords that are called like helpers, and that are conditions of blocks: `{{#eq a b}}`.
const CONDITIONS: [&str; 12] =
    ["and", "or", "not", "eq", "ne", "neq", "lt", "le", "lte", "gt", "ge", "gte"];

/// Returns `true` if a name is a keyword.
pub(crate) fn is_keyword(name: &str) -> bool {
    BLOCKS.contains(&name) || CALLS.contains(&name) || is_condition(name)
}

/// Returns `true` if a name is a keyword that is a condition of a block: `eq` in `{{#eq a b}}`.
pub(crate) fn is_condition(name: &str) -> bool {
    CONDITIONS.contains(&name)
}

/// Returns `true` if a name is that of `else if` in other languages.
pub(crate) fn is_else_if_word(name: &str) -> bool {
    matches!(name, "elseif" | "elif" | "elsif")
}

/// Returns `true` if a name or path may name a Rust function.
pub(crate) fn is_path_of_rust(name: &str) -> bool {
    name.split("::").all(|part| {
        part.starts_with(|c: char| c == '_' || c.is_alphabetic())
            && part.chars().all(|c| c == '_' || c.is_alphanumeric())
    })
}

/// Returns `true` if the name of a partial, without quotes, names a component: a capitalized name or a Rust path.
pub(crate) fn is_component_name(name: &str) -> bool {
    !name.contains('/') && (name.contains("::") || name.starts_with(char::is_uppercase))
}

/// Returns the block for which a name is probably a misspelling, or the name in other languages.
/// Functions have short names too, so the edit distance must be small.
pub(crate) fn intended_block(name: &str) -> Option<&'static str> {
    if name.len() > 16 {
        // No block has a name of this length.
        return None;
    }
    let name = name.to_lowercase();
    if matches!(name.as_str(), "for" | "foreach" | "for_each") {
        return Some("each");
    }
    let is_near = |block, most| edit_distance(&name, block).is_some_and(|slips| slips <= most);
    BLOCKS.into_iter().find(|block| match block.len() {
        // Most names of three letters are within distance 1 of some block, so only a swap counts.
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
    fn misspelled_blocks_are_distinguished_from_functions() {
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
