//! Escapes in style sheets.

use super::{
    Style, StyleToken, Unclear, is_line_break,
    words::{is_mark, is_part_of_name},
};
use crate::context::url::Url;

/// An escape, up to some point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    None,
    /// After a backslash.
    Backslash,
    /// In a number: its digits so far, how many may follow, and whether all branches of the template have it.
    Digits(u32, u8, bool),
    /// After a carriage return, to which a line feed would belong.
    Return,
}

impl Escape {
    /// Joins the escapes that two branches end in.
    pub(super) fn join(self, other: Self) -> Option<Self> {
        match (self, other) {
            (one, other) if one == other => Some(one),
            (Self::Digits(number, left, _), Self::None | Self::Digits(..))
            | (Self::None, Self::Digits(number, left, _)) => {
                Some(Self::Digits(number, left, false))
            }
            _ => None,
        }
    }
}

impl Style {
    /// Continues an escape. Returns whether the character belongs to it.
    pub(super) fn push_escape(&mut self, c: char) -> bool {
        match std::mem::replace(&mut self.escape, Escape::None) {
            Escape::None => false,
            Escape::Return => c == '\n',
            Escape::Backslash => match c.to_digit(16) {
                Some(digit) => {
                    self.escape = Escape::Digits(digit, 5, true);
                    true
                }
                None if is_line_break(c) => self.push_escaped_break(c),
                None => {
                    self.push_escaped(c);
                    true
                }
            },
            Escape::Digits(number, left, is_certain) => {
                if let Some(digit) = c.to_digit(16)
                    && left > 0
                {
                    self.escape = Escape::Digits(number << 4 | digit, left - 1, is_certain);
                    return true;
                }
                self.push_escaped(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
                if c.is_ascii_whitespace() && !is_certain {
                    self.unclear = Unclear::Rest;
                }
                if c == '\r' {
                    self.escape = Escape::Return;
                }
                c.is_ascii_whitespace()
            }
        }
    }

    /// Continues with a line break after a backslash: in a string it continues the line.
    fn push_escaped_break(&mut self, c: char) -> bool {
        match self.token {
            StyleToken::String(..) | StyleToken::Url(Some(_), _) => {
                if c == '\r' {
                    self.escape = Escape::Return;
                }
                true
            }
            StyleToken::Url(None, _) | StyleToken::UrlStart | StyleToken::UrlEnd { .. } => {
                self.token = StyleToken::BadUrl;
                true
            }
            _ => {
                self.word.clear();
                false
            }
        }
    }

    /// Continues with an escaped character, which has no special meaning.
    fn push_escaped(&mut self, c: char) {
        match &mut self.token {
            StyleToken::String(_, url) | StyleToken::Url(_, url) => {
                url.push(c);
            }
            StyleToken::UrlStart => {
                let mut url = Url::new();
                url.push(c);
                self.token = StyleToken::Url(None, url);
            }
            StyleToken::UrlEnd { .. } => self.token = StyleToken::BadUrl,
            StyleToken::Code | StyleToken::AfterSlashes => {
                if is_mark(&self.word) {
                    self.word.clear();
                }
                // An escaped character does not begin a comment or an at-rule.
                self.push_word(if is_part_of_name(c) { c } else { '?' });
            }
            _ => {}
        }
    }
}
