//! Escape sequences in the strings of scripts.

/// An escape sequence, up to some point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EscapeSequence {
    None,
    /// After a backslash.
    Backslash,
    /// After a backslash and a carriage return, to which a line feed would belong.
    Return,
    /// After `\u`.
    Unicode,
    /// Before so many digits of `\x` or `\u`.
    Digits(u8),
    /// In `\u{…}`.
    Braces,
    /// Before at most so many digits of an octal number.
    Octal(u8),
}

impl EscapeSequence {
    /// Returns the escape sequence after a character, or `None` if the character does not belong to it. `is_text` is
    /// whether it is in a string or a template literal.
    pub(super) fn next(self, c: char, is_text: bool) -> Option<Self> {
        Some(match (self, c) {
            (Self::Backslash, 'u') if is_text => Self::Unicode,
            (Self::Backslash, 'x') if is_text => Self::Digits(2),
            (Self::Backslash, '0'..='3') if is_text => Self::Octal(2),
            (Self::Backslash, '4'..='7') if is_text => Self::Octal(1),
            (Self::Backslash, '\r') if is_text => Self::Return,
            (Self::Backslash, _) | (Self::Return, '\n') => Self::None,
            (Self::Unicode, '{') => Self::Braces,
            (Self::Unicode, _) if c.is_ascii_hexdigit() => Self::Digits(3),
            (Self::Digits(1), _) if c.is_ascii_hexdigit() => Self::None,
            (Self::Digits(count), _) if c.is_ascii_hexdigit() => Self::Digits(count - 1),
            (Self::Braces, '}') => Self::None,
            (Self::Braces, _) if c.is_ascii_hexdigit() => Self::Braces,
            (Self::Octal(1), '0'..='7') => Self::None,
            (Self::Octal(count), '0'..='7') => Self::Octal(count - 1),
            // It has ended, or the script does not run.
            _ => return None,
        })
    }
}
