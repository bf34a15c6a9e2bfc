use core::fmt;

/// How many bytes a [`Note`] holds.
const CAPACITY: usize = 96;

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

impl fmt::Write for Note {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        const ELLIPSIS: &str = "…";
        for c in text.chars() {
            let len = usize::from(self.len);
            let mut utf8 = [0; 4];
            let mut piece: &str = c.encode_utf8(&mut utf8);
            let full = len + piece.len() + ELLIPSIS.len() > CAPACITY;
            if full {
                piece = ELLIPSIS;
            }
            if let Some(room) = self.bytes.get_mut(len..len + piece.len()) {
                room.copy_from_slice(piece.as_bytes());
                self.len += piece.len() as u8;
            }
            if full {
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
        assert_eq!(note.as_str(), "é".repeat(46) + "…");
        assert_eq!(Note::new("short").as_str(), "short");
    }
}
