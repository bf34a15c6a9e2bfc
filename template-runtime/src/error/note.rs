use core::fmt;

/// How many bytes a [`Note`] holds.
const CAPACITY: usize = 94;

/// A short text that an [`Error`](crate::Error) carries without a heap. What does not fit is cut,
/// and ends with `…`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Note {
    bytes: [u8; CAPACITY],
    len: u8,
}

impl Note {
    /// Writes a value down.
    #[must_use]
    pub fn new(value: impl fmt::Display) -> Self {
        let mut note = Self { bytes: [0; CAPACITY], len: 0 };
        // A value whose `Display` fails leaves what it wrote until then.
        let _ = fmt::write(&mut note, format_args!("{value}"));
        note
    }

    /// Gives the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.len)).unwrap_or(&[]);
        core::str::from_utf8(bytes).unwrap_or("")
    }
}

impl Note {
    /// Adds a piece; false when it does not fit.
    fn push(&mut self, piece: &str) -> bool {
        let len = usize::from(self.len);
        let room = self.bytes.get_mut(len..len + piece.len());
        room.map(|room| {
            room.copy_from_slice(piece.as_bytes());
            self.len += piece.len() as u8;
        })
        .is_some()
    }

    /// Ends a text that does not fit.
    fn cut(&mut self) {
        const ELLIPSIS: &str = "…";
        let most = CAPACITY - ELLIPSIS.len();
        let text = self.as_str();
        let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        self.len = end as u8;
        self.push(ELLIPSIS);
    }
}

impl fmt::Write for Note {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if !self.push(c.encode_utf8(&mut [0; 4])) {
                self.cut();
                return Err(fmt::Error);
            }
        }
        Ok(())
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let note = Note::new("é".repeat(60));
        assert_eq!(note.as_str(), "é".repeat(45) + "…");
        assert_eq!(Note::new("é".repeat(47)).as_str(), "é".repeat(47));
        assert_eq!(Note::new("x".repeat(94)).as_str(), "x".repeat(94));
        assert_eq!(Note::new("x".repeat(95)).as_str(), "x".repeat(91) + "…");
        assert_eq!(Note::new("short").as_str(), "short");
    }
}
