//! Parts of helpers that print text without a heap.

use core::fmt::{self, Display, Formatter, Write as _};

/// Returns a value whose `Display` calls the function, like `fmt::from_fn` of later versions of Rust.
pub(super) fn from_fn<F: Fn(&mut Formatter<'_>) -> fmt::Result>(write: F) -> impl Display {
    FromFn(write)
}

struct FromFn<F>(F);

impl<F: Fn(&mut Formatter<'_>) -> fmt::Result> Display for FromFn<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

/// Returns the offset in bytes of the character at an index; the length of the text if there is none.
pub(super) fn byte_offset(text: &str, index: usize) -> usize {
    // Mostly there are only ASCII characters before it.
    match text.as_bytes().get(..index) {
        None => text.len(),
        Some(before) if before.is_ascii() => index,
        Some(_) => text.char_indices().nth(index).map_or(text.len(), |(at, _)| at),
    }
}

/// Writes characters in pieces of up to 64 bytes, to save calls of the formatter.
pub(super) fn write_chars(f: &mut Formatter<'_>, chars: impl Iterator<Item = char>) -> fmt::Result {
    let mut piece = TextBuffer::<64>::default();
    for c in chars {
        if piece.write_char(c).is_err() {
            f.write_str(piece.text())?;
            piece.clear();
            piece.write_char(c)?;
        }
    }
    f.write_str(piece.text())
}

/// Writes a string, and calls `write` for each character that is `special`.
pub(super) fn write_text(
    f: &mut Formatter<'_>,
    text: &str,
    special: impl Fn(char) -> bool,
    write: impl Fn(&mut Formatter<'_>, char) -> fmt::Result,
) -> fmt::Result {
    for piece in text.split_inclusive(&special) {
        let mut plain = piece.chars();
        match plain.next_back() {
            Some(last) if special(last) => {
                f.write_str(plain.as_str())?;
                write(f, last)?;
            }
            _ => f.write_str(piece)?,
        }
    }
    Ok(())
}

/// A string of at most `SIZE` bytes. Writing a string that does not fit is an error and writes nothing of it.
pub(super) struct TextBuffer<const SIZE: usize> {
    bytes: [u8; SIZE],
    len: usize,
}

impl<const SIZE: usize> Default for TextBuffer<SIZE> {
    fn default() -> Self {
        Self { bytes: [0; SIZE], len: 0 }
    }
}

impl<const SIZE: usize> TextBuffer<SIZE> {
    pub(super) fn text(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        self.bytes.get_mut(..self.len).unwrap_or_default()
    }

    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    /// Removes the last `count` bytes.
    pub(super) fn cut(&mut self, count: usize) {
        self.len = self.len.saturating_sub(count);
    }
}

impl<const SIZE: usize> fmt::Write for TextBuffer<SIZE> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.len + text.len();
        self.bytes.get_mut(self.len..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.len = end;
        Ok(())
    }
}
