//! The parts of a lookup in the source: `team.name`, `team.[a name]`, `(get team "name")`.

/// The parts of a lookup, each the range of its bytes in the template: start and end.
pub(super) struct PathParts {
    /// The value that the name is looked up in; empty for an implicit context.
    pub(super) owner: (usize, usize),
    /// The name, with its brackets or quotes.
    pub(super) name: (usize, usize),
}

impl PathParts {
    /// Splits the part of `source` from `start` to `end`, which ends with `name`.
    pub(super) const fn of(source: &str, start: usize, end: usize, name: &str) -> Self {
        let bytes = source.as_bytes();
        let whole = Self { owner: (start, start), name: (start, end) };
        if start >= end || end > bytes.len() {
            return whole;
        }
        let in_parentheses = bytes[start] == b'(' && bytes[end - 1] == b')';
        let end = if in_parentheses { trim_end(bytes, start, end - 1) } else { end };
        let first = name_start(bytes, start, end, name.as_bytes());
        if first == start {
            return whole;
        }
        if !bytes[first - 1].is_ascii_whitespace() {
            return Self { owner: (start, first - 1), name: (first, end) };
        }
        // `get` or `lookup` comes first.
        let mut at = if in_parentheses { start + 1 } else { start };
        while at < first && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        while at < first && !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        while at < first && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        Self { owner: (at, trim_end(bytes, at, first)), name: (first, end) }
    }
}

/// Returns the start of the whitespace that ends at `end`, but at least `start`.
const fn trim_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start && bytes[end - 1].is_ascii_whitespace() {
        end -= 1;
    }
    end
}

/// Returns the start of a name that ends at `end`, with its bracket or quote if it has one. In the
/// source a backslash may escape a `]`, a backslash or the quote; `name` does not contain it.
const fn name_start(bytes: &[u8], start: usize, end: usize, name: &[u8]) -> usize {
    if end - start <= name.len() {
        return start;
    }
    let last = bytes[end - 1];
    if !matches!(last, b']' | b'"' | b'\'') {
        return end - name.len();
    }
    let mut at = end - 1;
    let mut left = name.len();
    while left > 0 && at > start {
        left -= 1;
        at -= 1;
        let may_be_escaped = name[left] == last || (last == b']' && name[left] == b'\\');
        if may_be_escaped && at > start && bytes[at - 1] == b'\\' {
            at -= 1;
        }
    }
    if at > start { at - 1 } else { start }
}

#[cfg(test)]
mod tests {
    use super::PathParts;

    #[test]
    fn lookups_are_split_into_owner_and_name() {
        for (text, name, owner, written) in [
            ("name", "name", "", "name"),
            ("team.name", "name", "team", "name"),
            ("a/b/name", "name", "a/b", "name"),
            ("[a name]", "a name", "", "[a name]"),
            ("team.[a name]", "a name", "team", "[a name]"),
            (r"team.[a\]b]", "a]b", "team", r"[a\]b]"),
            (r#"(get team "name")"#, "name", "team", r#""name""#),
            ("get team 'name'", "name", "team", "'name'"),
            (r#"( lookup  (f a) "a b" )"#, "a b", "(f a)", r#""a b""#),
            (r#"(get a "\"b")"#, "\"b", "a", r#""\"b""#),
            ("(get list 7)", "7", "list", "7"),
            ("", "name", "", ""),
        ] {
            let PathParts { owner: (a, b), name: (c, d) } =
                PathParts::of(text, 0, text.len(), name);
            assert_eq!((&text[a..b], &text[c..d]), (owner, written), "{text}");
        }
    }
}
