//! The nearest existing name to an unknown name, for suggestions.

use super::characters::{count_characters, decode};

/// The maximum number of characters of a name that is compared with others. Link has no heap, so the memory for it
/// is on the stack.
pub const MAX_NAME_LENGTH: usize = 64;

/// Returns the name among `candidates` that is probably meant by `name`, if there is one: see
/// [`Nearest`].
#[must_use]
pub const fn nearest_name<'c>(name: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < candidates.len() {
        nearest.consider(candidates[i]);
        i += 1;
    }
    nearest.get()
}

/// A search for the name that is probably meant by another.
///
/// That is the one with the least [edit distance](edit_distance), and of several the first that was
/// considered. The maximum distance is one third of the characters, but at least one character may
/// differ and at least one must remain: 1 for a name of two to five characters, 2 for one of six to
/// eight, 3 for one of nine to eleven. A name of a single character has no nearest name.
#[derive(Clone, Copy, Debug)]
pub struct Nearest<'n, 'c> {
    name: &'n str,
    /// The number of characters of `name`.
    length: usize,
    /// A candidate must have a distance less than this.
    limit: usize,
    best: Option<&'c str>,
}

impl<'n, 'c> Nearest<'n, 'c> {
    /// Starts a search for `name`.
    #[must_use]
    pub const fn new(name: &'n str) -> Self {
        let length = count_characters(name.as_bytes());
        Self { name, length, limit: min(max(length / 3, 1) + 1, length), best: None }
    }

    /// Considers a name.
    pub const fn consider(&mut self, candidate: &'c str) {
        // The distance is no less than the difference of the lengths.
        if count_characters(candidate.as_bytes()).abs_diff(self.length) >= self.limit {
            return;
        }
        if let Some(distance) = edit_distance(self.name, candidate)
            && distance < self.limit
        {
            self.limit = distance;
            self.best = Some(candidate);
        }
    }

    /// Returns the nearest name of those considered.
    #[must_use]
    pub const fn get(&self) -> Option<&'c str> {
        self.best
    }
}

/// Returns the optimal string alignment distance: the number of insertions, removals, replacements and
/// swaps of neighbours that turn `a` into `b`; `None` if either has more than [`MAX_NAME_LENGTH`]
/// characters.
#[must_use]
pub const fn edit_distance(a: &str, b: &str) -> Option<usize> {
    let (Some(a), Some(b)) = (Characters::new(a), Characters::new(b)) else { return None };
    // The last three rows of the table: row i holds the distances of the first i characters of `a` to
    // the first j of `b`, for each j.
    let mut rows = [[0; MAX_NAME_LENGTH + 1]; 3];
    let mut j = 0;
    while j <= b.len {
        rows[0][j] = j;
        j += 1;
    }
    let mut i = 1;
    while i <= a.len {
        let (before_last, last, row) = ((i + 1) % 3, (i + 2) % 3, i % 3);
        rows[row][0] = i;
        let mut j = 1;
        while j <= b.len {
            let replaced = rows[last][j - 1] + (a.at(i - 1) != b.at(j - 1)) as usize;
            let mut least = min(replaced, min(rows[last][j], rows[row][j - 1]) + 1);
            if i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1) {
                least = min(least, rows[before_last][j - 2] + 1);
            }
            rows[row][j] = least;
            j += 1;
        }
        i += 1;
    }
    Some(rows[a.len % 3][b.len])
}

/// The characters of a name.
struct Characters {
    characters: [char; MAX_NAME_LENGTH],
    len: usize,
}

impl Characters {
    /// Decodes a name, if it is not too long.
    const fn new(name: &str) -> Option<Self> {
        let bytes = name.as_bytes();
        let mut this = Self { characters: ['\0'; MAX_NAME_LENGTH], len: 0 };
        let mut at = 0;
        while at < bytes.len() {
            if this.len == MAX_NAME_LENGTH {
                return None;
            }
            (this.characters[this.len], at) = decode(bytes, at);
            this.len += 1;
        }
        Some(this)
    }

    const fn at(&self, index: usize) -> char {
        self.characters[index]
    }
}

const fn min(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

const fn max(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("abc", "", 3),
            ("", "abc", 3),
            ("nmae", "name", 1),
            ("scor", "score", 1),
            ("kitten", "sitting", 3),
            // Of two swaps that overlap only one counts.
            ("ca", "abc", 3),
            ("名侍", "名前", 1),
            ("é", "e", 1),
        ] {
            assert_eq!(edit_distance(a, b), Some(expected), "{a} {b}");
        }
    }

    #[test]
    fn very_long_names_are_not_compared() {
        let (longest, longer) = ("é".repeat(MAX_NAME_LENGTH), "é".repeat(MAX_NAME_LENGTH + 1));
        assert_eq!(edit_distance(&longest, "é"), Some(MAX_NAME_LENGTH - 1));
        assert_eq!(edit_distance(&longer, &longer), None);
        assert_eq!(nearest_name(&longer, &[&longest]), None);
    }

    #[test]
    fn a_third_of_the_characters_may_differ() {
        for (name, candidate, is_near) in [
            ("", "a", false),
            ("a", "b", false),
            ("a", "ab", false),
            ("ab", "a", true),
            ("to", "no", true),
            ("ab", "cd", false),
            ("名侍", "名前", true),
            ("abcde", "abcdx", true),
            ("abcde", "abcxy", false),
            ("abcdef", "abcdxy", true),
            ("abcdef", "abcxyz", false),
            ("abcdef", "abcdefgh", true),
            ("abcdef", "abcdefghi", false),
            // Two characters of seven bytes.
            ("日👍", "本年", false),
        ] {
            let expected = is_near.then_some(candidate);
            assert_eq!(nearest_name(name, &[candidate]), expected, "{name} {candidate}");
        }
    }

    #[test]
    fn the_first_of_the_nearest_is_meant() {
        const NEAREST: Option<&str> = nearest_name("naem", &["neam", "nam", "name", "team"]);
        assert_eq!(NEAREST, Some("neam"));
        assert_eq!(nearest_name("names", &["games", "name", "names"]), Some("names"));
        assert_eq!(nearest_name("name", &[]), None);
    }
}
