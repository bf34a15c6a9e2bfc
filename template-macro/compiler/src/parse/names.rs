//! Reserved names, and similarity of names.

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
    BLOCKS.into_iter().find(|block| match block.len() {
        // Any three letters are one slip away from some word: two may be swapped.
        ..4 => sorted_letters(&name) == sorted_letters(block) && edit_distance(&name, block) <= 1,
        6.. if name.len() >= 6 => edit_distance(&name, block) <= 2,
        _ => edit_distance(&name, block) <= 1,
    })
}

/// The name among `names` that is so much like `name` that it may be meant.
pub(crate) fn nearest_name<'n>(name: &str, names: &[&'n str]) -> Option<&'n str> {
    let length = name.chars().count();
    let most = length / 3;
    let of_like_length = |other: &&&str| other.chars().count().abs_diff(length) <= most;
    let near =
        names.iter().filter(of_like_length).map(|other| (edit_distance(name, other), *other));
    near.filter(|(distance, _)| *distance <= most).min().map(|(_, other)| other)
}

fn sorted_letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    letters
}

/// How many letters must be inserted, removed, replaced or swapped with their neighbour to turn `a`
/// into `b` (the optimal string alignment distance).
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    // Row i holds the distances of the first i letters of `a` to those of every beginning of `b`.
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
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
