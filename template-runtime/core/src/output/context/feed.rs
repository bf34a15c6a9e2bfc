//! Passes the text of a value to an escaper, in one piece or in the pieces that its `Display` implementation writes.

use crate::{
    data::{Value, safe_display, safe_text},
    error::ErrorKind,
    output::{Out, UnescapedText},
};
use core::{
    fmt::{self, Write},
    mem, slice,
};

/// The state of an escaper, which is fed the pieces of a string.
pub(super) trait TextEscaper {
    /// Appends a piece, escaped, except for the part that depends on the next piece.
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o>;

    /// Appends the rest at the end of the text.
    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        out
    }
}

/// A [`TextEscaper`] whose type is not known, for the pieces that a `Display` writes.
pub(super) trait EscapePiece {
    /// Appends a piece, like [`TextEscaper::piece`].
    fn escape_piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o>;
}

impl<E: TextEscaper> EscapePiece for E {
    fn escape_piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        self.piece(out, text)
    }
}

/// Appends the text of a value, escaped.
///
/// # Errors
///
/// Returns the errors of [`write_text`].
#[inline]
pub(super) fn feed<'o, E: TextEscaper>(
    out: Out<'o>,
    value: &Value<'_>,
    escaper: &mut E,
) -> Result<Out<'o>, ErrorKind> {
    let out = match *value {
        Value::Null => out,
        Value::Text(text) | safe_text!(text) => escaper.piece(out, text),
        _ => feed_by(out, escaper, |writer| write_text(value, writer))?,
    };
    Ok(escaper.end(out))
}

/// Appends the output of `write`, escaped.
///
/// # Errors
///
/// Returns the errors of `write`.
pub(super) fn feed_by<'o>(
    out: Out<'o>,
    escaper: &mut dyn EscapePiece,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ErrorKind>,
) -> Result<Out<'o>, ErrorKind> {
    let mut feeder = Feeder { out, escaper, failed: false };
    write(&mut feeder)?;
    // The value has caught a panic in which the output was lost.
    if feeder.failed { Err(ErrorKind::Write) } else { Ok(feeder.out) }
}

/// Writes the text of a value, as it is unescaped.
///
/// # Errors
///
/// Returns [`ErrorKind::NotPrintable`] if the value has none, [`ErrorKind::Write`] if the writer fails,
/// [`ErrorKind::Display`] if its `Display` does, and the errors of a template.
pub(super) fn write_text(value: &Value<'_>, writer: &mut dyn Write) -> Result<(), ErrorKind> {
    let written = match *value {
        Value::Null => Ok(()),
        Value::Text(text) | safe_text!(text) => writer.write_str(text),
        Value::Display(value) | safe_display!(value) => {
            return write!(writer, "{value}").map_err(|_| ErrorKind::Display);
        }
        value if value.is_printable() => {
            let text = UnescapedText::new(slice::from_ref(&value));
            return write!(writer, "{text}").map_err(|_| text.failure(ErrorKind::Write));
        }
        _ => return Err(ErrorKind::NotPrintable { got: value.kind() }),
    };
    written.map_err(|_| ErrorKind::Write)
}

/// A [`Write`] that escapes the text that is written, and appends it.
struct Feeder<'o, 'e> {
    out: Out<'o>,
    escaper: &'e mut dyn EscapePiece,
    /// Whether the output is lost: set while it is moved out, so that it stays set after a panic.
    failed: bool,
}

impl Write for Feeder<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if mem::replace(&mut self.failed, true) {
            return Err(fmt::Error);
        }
        self.out = self.escaper.escape_piece(mem::replace(&mut self.out, Out::void()), text);
        self.failed = false;
        Ok(())
    }
}
