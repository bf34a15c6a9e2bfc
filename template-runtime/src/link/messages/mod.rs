//! The messages of link, put together while constants are evaluated.

mod help;
mod nearest;
mod quote;
mod report;
mod source_path;
mod words;

pub(super) use report::message;
#[cfg(feature = "compile")]
pub(super) use report::position;
pub(super) use words::{place, quoted};

/// How long a message can be.
const CAPACITY: usize = 2048;

/// A message that is put together while constants are evaluated.
pub(super) struct Message {
    text: [u8; CAPACITY],
    len: usize,
}

impl Message {
    pub(super) const fn new() -> Self {
        Self { text: [0; CAPACITY], len: 0 }
    }

    /// Adds a text. What does not fit is left out.
    pub(super) const fn push(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            self.byte(bytes[i]);
            i += 1;
        }
    }

    /// Adds several texts.
    pub(super) const fn all(&mut self, texts: &[&str]) {
        let mut i = 0;
        while i < texts.len() {
            self.push(texts[i]);
            i += 1;
        }
    }

    /// Adds a number, in decimal.
    pub(super) const fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.byte(b'0' + (number % 10) as u8);
    }

    /// Adds a number that may be negative, in decimal.
    pub(super) const fn signed(&mut self, number: i64) {
        if number < 0 {
            self.byte(b'-');
        }
        self.number(number.unsigned_abs() as usize);
    }

    /// Adds one byte; the caller adds whole characters.
    pub(super) const fn byte(&mut self, byte: u8) {
        if self.len < CAPACITY {
            self.text[self.len] = byte;
            self.len += 1;
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.text.split_at(self.len).0) {
            Ok(text) => text,
            Err(error) => {
                // A long message was cut inside a character.
                let valid = self.text.split_at(error.valid_up_to()).0;
                match core::str::from_utf8(valid) {
                    Ok(text) => text,
                    Err(_) => "",
                }
            }
        }
    }
}
