use super::characters::{decode, visible};
use core::str;

/// The text of a message while it is composed, in memory of the caller.
///
/// Text that does not fit is discarded, but counted: a caller that has a heap composes a message in an
/// empty buffer to learn its length, and then again in one of that length.
#[derive(Debug)]
pub struct MessageBuffer<'b> {
    bytes: &'b mut [u8],
    len: usize,
}

impl<'b> MessageBuffer<'b> {
    /// Creates an empty message in `bytes`.
    #[must_use]
    pub const fn new(bytes: &'b mut [u8]) -> Self {
        Self { bytes, len: 0 }
    }

    /// Returns the length of the message in bytes, with what did not fit.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Returns `true` if nothing has been added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds one byte. The caller adds whole characters.
    pub const fn push_byte(&mut self, byte: u8) {
        if self.len < self.bytes.len() {
            self.bytes[self.len] = byte;
        }
        self.len += 1;
    }

    /// Adds a string.
    pub const fn push(&mut self, text: &str) {
        self.push_bytes(text.as_bytes());
    }

    /// Adds several strings.
    pub const fn push_all(&mut self, texts: &[&str]) {
        let mut i = 0;
        while i < texts.len() {
            self.push(texts[i]);
            i += 1;
        }
    }

    /// Adds a part of a string, as bytes, with visible characters for those that are not: see [`visible`].
    pub const fn push_bytes(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            let (c, next) = decode(bytes, at);
            let shown = visible(c);
            if shown == c {
                while at < next {
                    self.push_byte(bytes[at]);
                    at += 1;
                }
            } else {
                let mut utf8 = [0; 4];
                let shown = shown.encode_utf8(&mut utf8).as_bytes();
                let mut i = 0;
                while i < shown.len() {
                    self.push_byte(shown[i]);
                    i += 1;
                }
            }
            at = next;
        }
    }

    /// Adds `byte` `count` times.
    pub const fn push_repeated(&mut self, byte: u8, count: usize) {
        let mut i = 0;
        while i < count {
            self.push_byte(byte);
            i += 1;
        }
    }

    /// Adds a number, in decimal.
    pub const fn push_number(&mut self, number: usize) {
        if number >= 10 {
            self.push_number(number / 10);
        }
        self.push_byte(b'0' + (number % 10) as u8);
    }

    /// Adds a number that may be negative, in decimal.
    pub const fn push_signed(&mut self, number: i64) {
        if number < 0 {
            self.push_byte(b'-');
        }
        self.push_number(number.unsigned_abs() as usize);
    }

    /// Returns the text, as far as it fits, up to the last whole character.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        let len = if self.len < self.bytes.len() { self.len } else { self.bytes.len() };
        let bytes = self.bytes.split_at(len).0;
        match str::from_utf8(bytes) {
            Ok(text) => text,
            // The message was cut inside of a character.
            Err(error) => match str::from_utf8(bytes.split_at(error.valid_up_to()).0) {
                Ok(text) => text,
                Err(_) => "",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compose(message: &mut MessageBuffer<'_>) {
        message.push_all(&["é ", "x"]);
        message.push_signed(-120);
        message.push_number(0);
        message.push_repeated(b'^', 2);
        message.push("日");
    }

    #[test]
    fn hidden_characters_are_shown() {
        let text = "a\tb\n\x1b[0m\r\u{202e}x\u{200d}\u{9b}é\u{7f}日";
        let mut bytes = [0; 64];
        let mut message = MessageBuffer::new(&mut bytes);
        message.push(text);
        assert_eq!(message.as_str(), "a\tb\n␛[0m␍\u{fffd}x\u{200d}\u{fffd}é␡日");
    }

    #[test]
    fn a_message_is_measured_and_then_composed() {
        let mut message = MessageBuffer::new(&mut []);
        assert!(message.is_empty());
        compose(&mut message);
        assert_eq!(message.as_str(), "");
        let mut bytes = std::vec![0; message.len()];
        let mut message = MessageBuffer::new(&mut bytes);
        compose(&mut message);
        assert_eq!(message.as_str(), "é x-1200^^日");
    }

    #[test]
    fn a_message_that_does_not_fit_is_cut_between_characters() {
        let mut bytes = [0; 13];
        let mut message = MessageBuffer::new(&mut bytes);
        compose(&mut message);
        assert_eq!((message.as_str(), message.len()), ("é x-1200^^", 14));
    }
}
