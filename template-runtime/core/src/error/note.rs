//! Short strings in errors.

use core::fmt;
use template_bytecode::diagnostics::visible;

/// The capacity of a [`Note`] in bytes.
const CAPACITY: usize = 78;

/// A short string in an [`Error`](crate::Error), stored without a heap.
///
/// It has at most 78 bytes. A longer string is truncated at a character boundary, and ends with `…`. Control characters and other
/// characters that terminals interpret or do not show are replaced with visible characters, such as `␛`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Note {
    bytes: [u8; CAPACITY],
    len: u8,
}

impl Note {
    /// Creates a note from the `Display` output of a value.
    ///
    /// If the `Display` implementation returns an error, the note contains the output up to the error.
    #[must_use]
    pub fn new(value: impl fmt::Display) -> Self {
        let mut note = Self { bytes: [0; CAPACITY], len: 0 };
        // An error means that the text was truncated, or that `Display` failed.
        let _ = fmt::write(&mut note, format_args!("{value}"));
        note
    }

    /// Returns the note as a string slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.len)).unwrap_or(&[]);
        core::str::from_utf8(bytes).unwrap_or("")
    }
}

impl Note {
    /// Appends a piece; returns false if it does not fit.
    fn push(&mut self, piece: &str) -> bool {
        let len = usize::from(self.len);
        let Some(target) = self.bytes.get_mut(len..len + piece.len()) else { return false };
        target.copy_from_slice(piece.as_bytes());
        self.len += piece.len() as u8;
        true
    }

    /// Ends a string that does not fit with an ellipsis.
    fn truncate(&mut self) {
        const ELLIPSIS: &str = "…";
        let max = CAPACITY - ELLIPSIS.len();
        let text = self.as_str();
        let end = (0..=max).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        self.len = end as u8;
        self.push(ELLIPSIS);
    }
}

impl fmt::Write for Note {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if !self.push(visible(c).encode_utf8(&mut [0; 4])) {
                self.truncate();
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
    fn a_long_text_is_truncated_between_characters() {
        let note = Note::new("é".repeat(60));
        assert_eq!(note.as_str(), "é".repeat(37) + "…");
        assert_eq!(Note::new("é".repeat(39)).as_str(), "é".repeat(39));
        assert_eq!(Note::new("x".repeat(78)).as_str(), "x".repeat(78));
        assert_eq!(Note::new("x".repeat(79)).as_str(), "x".repeat(75) + "…");
        assert_eq!(Note::new("short").as_str(), "short");
    }
}
