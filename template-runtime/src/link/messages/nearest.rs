/// Names longer than this are not compared.
const MAX: usize = 40;

/// Looks for the name that is nearest to another, if one is near enough to be meant: at most a third
/// of its characters differ.
pub(super) struct Nearest<'n> {
    name: &'n str,
    least: usize,
    best: Option<&'static str>,
}

impl<'n> Nearest<'n> {
    pub(super) const fn to(name: &'n str) -> Self {
        // A name of one letter is near to none.
        Self { name, least: min(max(name.len(), 3) / 3 + 1, name.len()), best: None }
    }

    /// Considers a name.
    pub(super) const fn or(&mut self, name: &'static str) {
        let distance = distance(self.name.as_bytes(), name.as_bytes());
        if distance < self.least {
            self.least = distance;
            self.best = Some(name);
        }
    }

    /// Gives the nearest.
    pub(super) const fn get(&self) -> Option<&'static str> {
        self.best
    }
}

/// How many bytes must be inserted, removed, replaced or swapped with their neighbour to turn `a`
/// into `b` (the optimal string alignment distance).
const fn distance(a: &[u8], b: &[u8]) -> usize {
    if a.len() > MAX || b.len() > MAX {
        return usize::MAX;
    }
    // The last three rows of the table: row i holds the distances of a[..i] to every b[..j].
    let mut rows = [[0; MAX + 1]; 3];
    let mut j = 0;
    while j <= b.len() {
        rows[0][j] = j;
        j += 1;
    }
    let mut i = 1;
    while i <= a.len() {
        let (two, one, now) = ((i + 1) % 3, (i + 2) % 3, i % 3);
        rows[now][0] = i;
        let mut j = 1;
        while j <= b.len() {
            let replace = rows[one][j - 1] + if a[i - 1] == b[j - 1] { 0 } else { 1 };
            let mut least = min(replace, min(rows[one][j], rows[now][j - 1]) + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = min(least, rows[two][j - 2] + 1);
            }
            rows[now][j] = least;
            j += 1;
        }
        i += 1;
    }
    rows[a.len() % 3][b.len()]
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
            ("nmae", "name", 1),
            ("scor", "score", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
    }
}
