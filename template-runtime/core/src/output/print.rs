//! The printing of values.

use super::{
    cursor::Out,
    escape::{CustomEscaper, EscapeFn},
    writer_drain::WriterDrain,
};
#[cfg(feature = "alloc")]
use crate::data::NestedTemplate;
use crate::{
    data::{InPlace, SafeKind, Value, safe_display, safe_text},
    error::{ErrorKind, Note},
    vm::Program,
};
use core::{cell::Cell, fmt};
use template_bytecode::Escape;

/// Appends a value: nothing for null, numbers as JavaScript prints them, text escaped.
///
/// # Errors
///
/// Returns [`ErrorKind::NotPrintable`] if the value is not printable, [`ErrorKind::Display`] if its `Display`
/// fails, and the errors of a template.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn print<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
) -> Result<Out<'o>, ErrorKind> {
    match *value {
        Value::Float(value) => Ok(out.float(value)),
        Value::Float32(value) => Ok(out.float32(value)),
        _ => print_without_floats(out, value, escape),
    }
}

/// Appends a value like [`print`], but no float, whose digits take much code.
///
/// # Errors
///
/// Returns the errors of [`print`], and [`ErrorKind::NotPrintable`] for a float.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn print_without_floats<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
) -> Result<Out<'o>, ErrorKind> {
    // `Escape::Custom` is handled by `print_custom`; here it escapes nothing.
    Ok(match *value {
        Value::Null => out,
        Value::Text(text) => out.escaped(text, escape),
        safe_text!(text) => out.escaped(text, escape_of(value, escape)),
        Value::Int(value) => out.int(value),
        Value::UInt(value) => out.uint(value),
        Value::Int128(value) => out.int128(*value),
        Value::UInt128(value) => out.uint128(*value),
        Value::Bool(value) => out.bool(value),
        Value::Char(value) => out.char(value, escape),
        Value::Object(object) => match object.text() {
            Some(text) => out.escaped(text, escape),
            None => return print_template(out, value, escape),
        },
        Value::Display(value) => return print_display(out, value, escape),
        safe_display!(shown) => return print_display(out, shown, escape_of(value, escape)),
        Value::Float(_)
        | Value::Float32(_)
        | Value::List(_)
        | Value::Map(_)
        | Value::Helper(_)
        | Value::Block(_) => {
            return Err(ErrorKind::NotPrintable { got: value.kind() });
        }
    })
}

/// Returns how a value that is safe in one context is escaped in text that is escaped as `escape`.
#[cfg_attr(not(debug_assertions), inline(always))]
const fn escape_of(value: &Value<'_>, escape: Escape) -> Escape {
    if let Some(SafeKind::Html) = value.safe_kind() { Escape::None } else { escape }
}

/// Appends the `Display` output of a value.
///
/// # Errors
///
/// Returns [`ErrorKind::Display`] if its `Display` fails.
#[inline(never)]
fn print_display<'o>(
    out: Out<'o>,
    value: &dyn fmt::Display,
    escape: Escape,
) -> Result<Out<'o>, ErrorKind> {
    let (out, shown) = out.display(value, escape);
    shown.map(|()| out).map_err(|_| ErrorKind::Display)
}

/// Appends the output of a template: as it is where nothing is escaped, and if it is HTML in a template that
/// escapes as HTML; otherwise it is escaped like text.
///
/// # Errors
///
/// Returns [`ErrorKind::NotPrintable`] if the value is not a template, and the errors of the template.
#[cold]
#[inline(never)]
fn print_template<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
) -> Result<Out<'o>, ErrorKind> {
    let Value::Object(object) = *value else {
        return Err(ErrorKind::NotPrintable { got: value.kind() });
    };
    let Some(template) = object.template() else {
        return Err(ErrorKind::NotPrintable { got: value.kind() });
    };
    if template.is_raw_in(escape) {
        return template.print(out);
    }
    let template = InPlace::new(template);
    let (out, printed) = out.display(&template, escape);
    printed.map(|()| out).map_err(|_| template.failure(ErrorKind::Write))
}

/// Appends a value escaped by an escaper of the user, which is passed the whole text of the value.
///
/// # Errors
///
/// Returns [`ErrorKind::NotPrintable`] if the value is not printable, [`ErrorKind::Display`] if the
/// escaper fails, and [`ErrorKind::Program`] if there is no escaper.
#[inline(never)]
pub(crate) fn print_custom<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    program: &Program<'_>,
) -> Result<Out<'o>, ErrorKind> {
    let CustomEscaper { escape, .. } = program.tables.escaper.ok_or(ErrorKind::Program)?;
    if !value.is_printable() {
        return Err(ErrorKind::NotPrintable { got: value.kind() });
    }
    if value.safe_kind() == Some(SafeKind::Html) {
        return print(out, value, Escape::None);
    }
    let (note, shown);
    #[cfg(feature = "alloc")]
    let page;
    let text = match *value {
        Value::Null => return Ok(out),
        Value::Text(text) | safe_text!(text) => text,
        Value::Display(value) | safe_display!(value) => {
            shown = Shown::new(value)?;
            shown.as_str()
        }
        // A `Note` truncates long text, which the name of a variant may be; numbers and other
        // scalars are short.
        Value::Object(object) => match object.template() {
            None => object.text().unwrap_or_default(),
            Some(template) if program.escapes_like(template.program()) => {
                return template.print(out);
            }
            // The escaper is passed the whole output.
            #[cfg(feature = "alloc")]
            Some(template) => {
                page = render_whole(template)?;
                &page
            }
            #[cfg(not(feature = "alloc"))]
            Some(_) => {
                return Err(ErrorKind::NotPrintable { got: "a template with another escaper" });
            }
        },
        value => {
            note = Note::new(UnescapedText::new(&[value]));
            note.as_str()
        }
    };
    let (out, escaped) = out.display(&Escaped { text, escape }, Escape::None);
    escaped.map(|()| out).map_err(|_| ErrorKind::Display)
}

/// The number of bytes that a value with `Display` may have for a custom escaper if there is no heap.
#[cfg(not(feature = "alloc"))]
const SHOWN: usize = 512;

/// The whole `Display` output of a value.
struct Shown {
    #[cfg(feature = "alloc")]
    text: alloc::string::String,
    #[cfg(not(feature = "alloc"))]
    bytes: [u8; SHOWN],
    #[cfg(not(feature = "alloc"))]
    len: usize,
}

#[cfg(feature = "alloc")]
impl Shown {
    fn new(value: &dyn fmt::Display) -> Result<Self, ErrorKind> {
        let mut text = alloc::string::String::new();
        fmt::Write::write_fmt(&mut text, format_args!("{value}"))
            .map_err(|_| ErrorKind::Display)?;
        Ok(Self { text })
    }

    fn as_str(&self) -> &str {
        &self.text
    }
}

#[cfg(not(feature = "alloc"))]
impl Shown {
    fn new(value: &dyn fmt::Display) -> Result<Self, ErrorKind> {
        let mut shown = Self { bytes: [0; SHOWN], len: 0 };
        let result = fmt::write(&mut shown, format_args!("{value}"));
        if shown.len > SHOWN {
            return Err(ErrorKind::ScratchFull { needed: shown.len });
        }
        result.map(|()| shown).map_err(|_| ErrorKind::Display)
    }

    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(not(feature = "alloc"))]
impl fmt::Write for Shown {
    /// Appends a piece, or only counts its bytes if it does not fit.
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if let Some(room) = self.bytes.get_mut(self.len..self.len + text.len()) {
            room.copy_from_slice(text.as_bytes());
        }
        self.len += text.len();
        Ok(())
    }
}

/// Renders a template for an escaper.
#[cfg(feature = "alloc")]
fn render_whole(template: NestedTemplate<'_>) -> Result<alloc::string::String, ErrorKind> {
    let mut page = alloc::string::String::new();
    let template = InPlace::new(template);
    fmt::write(&mut page, format_args!("{template}"))
        .map_err(|_| template.failure(ErrorKind::Write))?;
    Ok(page)
}

/// A string and its escaper; `Display` prints the text escaped.
struct Escaped<'t> {
    text: &'t str,
    escape: EscapeFn,
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.escape)(self.text, f)
    }
}

/// The concatenation of values as a template prints them unescaped. Displaying it fails if a value
/// is not printable.
pub(crate) struct UnescapedText<'s, 'v> {
    values: &'s [Value<'v>],
    /// The error of a template, which [`fmt::Error`] cannot carry.
    failure: Cell<Option<ErrorKind>>,
}

impl<'s, 'v> UnescapedText<'s, 'v> {
    pub(crate) const fn new(values: &'s [Value<'v>]) -> Self {
        Self { values, failure: Cell::new(None) }
    }

    /// Returns the error that displaying it failed with, or `other` if it has none.
    #[cold]
    pub(crate) fn failure(&self, other: ErrorKind) -> ErrorKind {
        self.failure.take().unwrap_or(other)
    }
}

impl fmt::Display for UnescapedText<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut drain = WriterDrain::new(f);
        let mut out = Out::new(&mut drain);
        for value in self.values {
            out = match print(out, value, Escape::None) {
                Ok(out) => out,
                Err(kind) => {
                    self.failure.set(Some(kind));
                    return Err(fmt::Error);
                }
            };
        }
        out.finish();
        drain.finish()
    }
}
