//! Style sheets: values, and the parts of strings.

use super::{
    UNSAFE_STYLE,
    bytes::{append_char, append_hex},
    feed::{TextEscaper, feed, write_text},
};
use crate::{
    data::Value,
    error::ErrorKind,
    output::{Out, replace::Replacements},
};
use core::fmt::{self, Write};

/// Appends a value of a style sheet with its CSS escapes decoded, and [`UNSAFE_STYLE`] if it is not a plain one:
/// a word, a number with a unit, a color, several of these.
///
/// # Errors
///
/// Returns the errors of [`write_text`].
pub(super) fn print<'o>(out: Out<'o>, value: &Value<'_>) -> Result<Out<'o>, ErrorKind> {
    let mut checked = Checked { decoder: Decoder::new(), check: Check::new() };
    write_text(value, &mut checked)?;
    let Checked { decoder, mut check } = checked;
    if let Some(last) = decoder.end() {
        check.accepts(last);
    }
    if check.is_refused {
        return Ok(out.str(UNSAFE_STYLE));
    }
    feed(out, value, &mut Decoded { decoder: Decoder::new(), check: Check::new() })
}

/// Decodes CSS escapes, character by character.
struct Decoder {
    state: State,
}

#[derive(Clone, Copy)]
enum State {
    Plain,
    /// After a backslash.
    Escape,
    /// In the digits of a number.
    Digits {
        number: u32,
        count: u8,
    },
    /// After an escape that a space may end, and a carriage return there.
    Space {
        is_return: bool,
    },
}

/// The maximum number of digits of an escape.
const MAX_DIGITS: u8 = 6;

impl Decoder {
    const fn new() -> Self {
        Self { state: State::Plain }
    }

    /// Decodes a character: calls `next` with each one that is complete.
    fn add(&mut self, c: char, mut next: impl FnMut(char)) {
        loop {
            let state = self.state;
            self.state = State::Plain;
            match (state, c) {
                (State::Plain, '\\') => self.state = State::Escape,
                (State::Plain, c) => next(c),
                (State::Escape, c) => match c.to_digit(16) {
                    Some(number) => self.state = State::Digits { number, count: 1 },
                    None => next(c),
                },
                (State::Digits { number, count }, c) => {
                    let longer = c.to_digit(16).map(|digit| number << 4 | digit);
                    if let Some(number) = longer
                        && count < MAX_DIGITS
                        && number <= u32::from(char::MAX)
                    {
                        self.state = State::Digits { number, count: count + 1 };
                        return;
                    }
                    next(decoded(number));
                    self.state = State::Space { is_return: false };
                    continue;
                }
                (State::Space { is_return: false }, '\r') => {
                    self.state = State::Space { is_return: true };
                }
                (State::Space { .. }, '\n') => {}
                (State::Space { is_return: false }, ' ' | '\t' | '\x0c') => {}
                (State::Space { .. }, _) => continue,
            }
            return;
        }
    }

    /// Returns the last character, if it was complete only now. A backslash at the end is dropped.
    fn end(&self) -> Option<char> {
        match self.state {
            State::Digits { number, .. } => Some(decoded(number)),
            _ => None,
        }
    }
}

/// Returns the character that an escape represents.
fn decoded(number: u32) -> char {
    char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Decides whether decoded characters are a plain value.
struct Check {
    /// The last characters of names, in lowercase: letters, digits and `_` without the characters between them.
    letters: [u8; Self::WINDOW],
    before: char,
    is_refused: bool,
}

impl Check {
    const WINDOW: usize = 10;

    /// The printable characters of plain values besides letters and digits. All others could end or nest a value, begin a
    /// string, a comment, a character reference or a function, also together with the text around.
    const PLAIN: &'static str = " !#%+,-.:_";

    /// The names of the functions and properties through which old browsers run scripts, without punctuation.
    const REFUSED: [&'static [u8]; 3] = [b"expression", b"mozbinding", b"behavior"];

    const fn new() -> Self {
        Self { letters: [0; Self::WINDOW], before: ' ', is_refused: false }
    }

    /// Adds a character, and reports whether it may follow those before.
    fn accepts(&mut self, c: char) -> bool {
        let is_comment = c == '-' && self.before == '-';
        self.before = c;
        let is_plain = match c {
            '\x01'..='\x1f' | '\x7f' => true,
            c => c.is_ascii_alphanumeric() || !c.is_ascii() || Self::PLAIN.contains(c),
        };
        let mut is_accepted = is_plain && !is_comment;
        if c.is_ascii_alphanumeric() || c == '_' {
            self.letters.rotate_left(1);
            if let ([.., last], Ok(byte)) = (&mut self.letters, u8::try_from(c)) {
                *last = byte.to_ascii_lowercase();
            }
            is_accepted &= !Self::REFUSED.iter().any(|name| self.letters.ends_with(name));
        }
        self.is_refused |= !is_accepted;
        is_accepted
    }
}

/// The first pass: decides whether a value is plain.
struct Checked {
    decoder: Decoder,
    check: Check,
}

impl Write for Checked {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.decoder.add(c, |c| {
                self.check.accepts(c);
            });
        }
        Ok(())
    }
}

/// The second pass: appends the decoded characters. What is not accepted now is left out; the `Display` has written
/// another text then.
struct Decoded {
    decoder: Decoder,
    check: Check,
}

impl Decoded {
    fn append<'o>(&mut self, out: Out<'o>, c: char) -> Out<'o> {
        if self.check.accepts(c) { append_char(out, c) } else { out }
    }
}

impl TextEscaper for Decoded {
    fn piece<'o>(&mut self, mut out: Out<'o>, text: &str) -> Out<'o> {
        for c in text.chars() {
            // The end of an escape, and the character that ends it.
            let mut next = [None; 2];
            let mut count = 0;
            self.decoder.add(c, |c| {
                if let Some(next) = next.get_mut(count) {
                    *next = Some(c);
                }
                count += 1;
            });
            for c in next.into_iter().flatten() {
                out = self.append(out, c);
            }
        }
        out
    }

    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        match self.decoder.end() {
            Some(last) => self.append(out, last),
            None => out,
        }
    }
}

/// Stops at characters that are special in style sheets or in HTML.
static PLAIN: Replacements = Replacements::none().until(b"\0\t\n\x0c\r\"&'()+/:;<>\\{}");

/// A part of a string: special characters become CSS escapes.
pub(super) struct StringPart {
    /// Whether an escape has ended that a digit or a space would continue.
    is_open: bool,
}

impl StringPart {
    pub(super) const fn new() -> Self {
        Self { is_open: false }
    }
}

impl TextEscaper for StringPart {
    fn piece<'o>(&mut self, mut out: Out<'o>, text: &str) -> Out<'o> {
        let Some(first) = text.chars().next() else { return out };
        let is_open = core::mem::replace(&mut self.is_open, false);
        if is_open && continues_escape(first) {
            out = out.str(" ");
        }
        let mut rest = text;
        loop {
            let special;
            (out, special) = out.replaced(rest, &PLAIN);
            let mut chars = special.chars();
            let Some(c) = chars.next() else { return out };
            rest = chars.as_str();
            if c == '\\' {
                out = out.str("\\\\");
                continue;
            }
            let code = u32::from(c);
            out = append_hex(out.str("\\"), code, if code < 0x10 { 1 } else { 2 });
            match rest.chars().next() {
                Some(next) if continues_escape(next) => out = out.str(" "),
                Some(_) => {}
                None => self.is_open = true,
            }
        }
    }

    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        if self.is_open { out.str(" ") } else { out }
    }
}

/// Returns `true` if a character after an escape would belong to it.
const fn continues_escape(c: char) -> bool {
    c.is_ascii_hexdigit() || matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

#[cfg(test)]
pub(super) fn decode(text: &str) -> std::string::String {
    let mut decoder = Decoder::new();
    let mut decoded = std::string::String::new();
    for c in text.chars() {
        decoder.add(c, |c| decoded.push(c));
    }
    decoded.extend(decoder.end());
    decoded
}
