//! What can be told of a name by its letters.

/// The blocks of the language.
pub(super) const BLOCKS: [&str; 6] = ["if", "unless", "each", "each-in", "with", "let"];

/// The keywords that are called like helpers.
const CALLS: [&str; 17] = [
    "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "concat", "array", "hash", "get",
    "lookup", "log", "helper", "fn",
];

/// Whether the language has taken the name.
pub(super) fn is_keyword(name: &str) -> bool {
    BLOCKS.contains(&name) || CALLS.contains(&name)
}

/// Whether a function may have the name or path.
pub(super) fn is_path_of_rust(name: &str) -> bool {
    name.split("::").all(|part| {
        part.starts_with(|c: char| c == '_' || c.is_alphabetic())
            && part.chars().all(|c| c == '_' || c.is_alphanumeric())
    })
}
