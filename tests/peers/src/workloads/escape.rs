//! Fifty comments of 400 bytes, with and without characters to escape.

use serde::Serialize;

/// The data of the workloads `escape` and `clean`.
#[derive(Serialize)]
pub(crate) struct Comments {
    pub(crate) comments: Vec<String>,
}

impl Comments {
    /// Returns comments in which about one byte in twenty needs escaping.
    pub(crate) fn special() -> Self {
        Comments::new(5)
    }

    /// Returns comments in which nothing needs escaping.
    pub(crate) fn clean() -> Self {
        Comments::new(0)
    }

    fn new(percent: u32) -> Self {
        let mut random = Random(1);
        let comment = |_| (0..400).map(|_| random.character(percent)).collect();
        Comments { comments: (0..50).map(comment).collect() }
    }
}

/// A generator of pseudorandom numbers with a fixed seed.
struct Random(u32);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % limit
    }

    fn character(&mut self, percent: u32) -> char {
        let letters = b"etaoinshrdlu ";
        let special = b"<>&\"";
        let from: &[u8] = if self.below(100) < percent { special } else { letters };
        from[self.below(from.len() as u32) as usize].into()
    }
}

#[cfg(test)]
mod tests {
    use super::Comments;

    #[test]
    fn five_percent_are_special() {
        let special = |comments: &Comments| {
            let bytes = comments.comments.iter().flat_map(|comment| comment.bytes());
            bytes.filter(|byte| b"<>&\"".contains(byte)).count()
        };
        assert!((900..1100).contains(&special(&Comments::special())));
        assert_eq!(special(&Comments::clean()), 0);
    }
}
