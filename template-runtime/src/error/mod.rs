//! Errors that occur while a template renders.

#[cfg(feature = "compile")]
mod diagnostic;
mod note;

#[cfg(feature = "compile")]
pub use diagnostic::Diagnostic;
pub use note::Note;

use core::{
    fmt::{self, Write as _},
    panic::{RefUnwindSafe, UnwindSafe},
};
use template_bytecode::Position;
use template_bytecode::diagnostics::visible;

/// An error that occurred while a template rendered, with its place in the template.
///
/// It needs no heap, except for the error of a helper, which is kept as its
/// [source](core::error::Error::source) with feature `alloc`. Two errors are equal if their kinds and
/// places are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    /// Line 0 stands for no position, which keeps the error small.
    position: Position,
    file: FileName,
}

/// The name of the file of a template. By a thin reference, so that the error stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FileName {
    Unknown,
    /// That of a template of `template!`.
    Static(&'static &'static str),
    /// That of a template compiled at run time.
    #[cfg(feature = "compile")]
    Shared(alloc::sync::Arc<alloc::string::String>),
}

/// The kind of an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The output does not fit into the slice.
    OutputFull {
        /// The length of the whole output, in bytes.
        needed: usize,
    },
    /// The results of nested helper calls do not fit into scratch memory.
    ScratchFull {
        /// The number of bytes that would have been enough for the text that did not fit; in a template compiled at run
        /// time, for the part of it at which its `Compiler`'s limit was exceeded.
        needed: usize,
    },
    /// The writer that takes the output failed.
    Write,
    /// The output of a template compiled at run time is longer than its `Compiler` allows.
    OutputLimit {
        /// The maximum length in bytes.
        bytes: usize,
    },
    /// A template compiled at run time runs longer than its `Compiler` allows.
    OutOfFuel {
        /// The maximum number of steps.
        steps: u64,
    },
    /// The buffer for a chunk has no room for a character.
    BufferTooSmall {
        /// The number of bytes with which a buffer is long enough.
        needed: usize,
    },
    /// A template that renders in chunks needs more memory than it was given: for the components and templates that it
    /// prints, or, without a heap, for what cannot stop in the middle.
    ChunkMemoryFull,
    /// A helper panicked while a chunk was filled, so that no chunk can follow.
    Interrupted,
    /// A template cannot move between threads while it renders in chunks.
    NotSend,
    /// A helper returned an error, or does not take an argument that it was called with.
    Helper(HelperError),
    /// A printed value has no text.
    NotPrintable {
        /// The kind of the value, with an article: `"a list"`.
        got: &'static str,
    },
    /// A value that is printed in a script has lists, maps or objects nested too deep.
    TooDeep {
        /// The maximum nesting.
        levels: usize,
    },
    /// The value of a loop is not a list, a map or an object.
    NotIterable {
        /// The kind of the value, with an article: `"an integer"`.
        got: &'static str,
    },
    /// A called value is not a helper.
    NotAHelper {
        /// The kind of the value, with an article: `"text"`.
        got: &'static str,
    },
    /// A strict template looked up a name that the data does not have, or a template with implicit calls
    /// called a field that the data does not have. The note is the path up to the name, as written.
    Missing(Note),
    /// The program is invalid: it was not made by the compiler.
    Program,
    /// The text of the template has been edited, and does not compile: the messages of the compiler. The place of the error is
    /// that of the first of them, which is not repeated in the text.
    #[cfg(feature = "reload")]
    DoesNotCompile(alloc::sync::Arc<str>),
    /// The error of a template that another one prints. It is never the kind of an [`Error`] that a render
    /// returns, which is the error of the nested template itself.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    Nested(alloc::boxed::Box<Error>),
}

impl ErrorKind {
    /// Converts the error of a nested template, which with feature `alloc` keeps its place.
    #[cold]
    pub(crate) fn nested(error: Error) -> Self {
        #[cfg(feature = "alloc")]
        {
            Self::Nested(alloc::boxed::Box::new(error))
        }
        #[cfg(not(feature = "alloc"))]
        {
            error.kind
        }
    }
}

/// The error that a helper returned. The box keeps the pointer thin, and the error small.
#[cfg(feature = "alloc")]
type HelperSource = alloc::sync::Arc<alloc::boxed::Box<dyn core::error::Error + Send + Sync>>;

/// The error of a helper: its message, which begins with the helper's name, and the error that the helper
/// returned.
///
/// Two of them are equal if their messages are.
#[derive(Clone)]
pub struct HelperError {
    message: Note,
    #[cfg(feature = "alloc")]
    source: Option<HelperSource>,
}

impl HelperError {
    /// Creates an error without a source.
    #[cold]
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self {
            message: Note::new(message),
            #[cfg(feature = "alloc")]
            source: None,
        }
    }

    /// Creates an error from what a helper returned, which is only displayed. With feature `alloc`, a text that is too long
    /// for the message becomes the source.
    #[cold]
    pub(crate) fn from_display(error: &dyn fmt::Display) -> Self {
        let new = Self::new(error);
        #[cfg(feature = "alloc")]
        if new.message().ends_with('…') {
            let whole = alloc::string::ToString::to_string(error);
            return Self { source: Some(HelperSource::new(whole.into())), ..new };
        }
        new
    }

    /// Creates an error from the error that a helper returned, which with feature `alloc` is kept as the
    /// source.
    #[cold]
    pub(crate) fn from_source<E: ErrorSource>(error: E) -> Self {
        // A text has no more to say than its message. (What the names of types are is not guaranteed, but another one
        // would only cost an allocation.)
        if matches!(core::any::type_name::<E>(), "&str" | "alloc::string::String") {
            return Self::from_display(&error);
        }
        Self {
            message: Note::new(&error),
            #[cfg(feature = "alloc")]
            source: Some(HelperSource::new(error.into())),
        }
    }

    /// Replaces the message, and keeps the source.
    #[cold]
    pub(crate) fn with_message(mut self, message: impl fmt::Display) -> Self {
        self.message = Note::new(message);
        self
    }

    /// Returns the message. A long one ends with `…`; with feature `alloc`, the `Display` output has all of it.
    #[must_use]
    pub fn message(&self) -> &str {
        self.message.as_str()
    }
}

impl PartialEq for HelperError {
    fn eq(&self, other: &Self) -> bool {
        self.message == other.message
    }
}

impl Eq for HelperError {}

// Written out, because `dyn Error` does not have these traits: an error has the same auto traits with every set
// of features. The source is behind a shared reference and is never modified here.
impl UnwindSafe for HelperError {}

impl RefUnwindSafe for HelperError {}

impl fmt::Debug for HelperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("HelperError");
        debug.field("message", &self.message);
        #[cfg(feature = "alloc")]
        debug.field("source", &self.source);
        debug.finish()
    }
}

/// What a helper may return as an error that is kept as a source: a type with [`Error`](core::error::Error), and with feature
/// `alloc` a text or a box of such a type, too.
#[cfg(feature = "alloc")]
pub trait ErrorSource:
    fmt::Display + Into<alloc::boxed::Box<dyn core::error::Error + Send + Sync>>
{
}

#[cfg(feature = "alloc")]
impl<E: fmt::Display + Into<alloc::boxed::Box<dyn core::error::Error + Send + Sync>>> ErrorSource
    for E
{
}

/// What a helper may return as an error that is kept as a source.
#[cfg(not(feature = "alloc"))]
pub trait ErrorSource: core::error::Error + Send + Sync + 'static {}

#[cfg(not(feature = "alloc"))]
impl<E: core::error::Error + Send + Sync + 'static> ErrorSource for E {}

impl fmt::Display for HelperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "alloc")]
        if let Some(source) = &self.source
            && let Some(cut) = self.message().strip_suffix('…')
        {
            use alloc::string::{String, ToString as _};

            let whole: String = source.to_string().chars().map(visible).collect();
            // The beginning is that of the message, with the name of the helper.
            let begins = |at: &usize| cut.get(*at..).is_some_and(|text| whole.starts_with(text));
            if let Some((begin, _)) = cut.char_indices().find(|(at, _)| begins(at)) {
                return write!(f, "{}{whole}", cut.get(..begin).unwrap_or_default());
            }
        }
        f.write_str(self.message())
    }
}

impl Error {
    /// Creates an error without a place.
    #[cold]
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { kind, position: Position { line: 0, column: 0 }, file: FileName::Unknown }
    }

    /// Creates an error with its place.
    #[cold]
    pub(crate) fn at(
        kind: ErrorKind,
        file: Option<&'static &'static str>,
        position: Position,
    ) -> Self {
        Self { kind, position, file: file.map_or(FileName::Unknown, FileName::Static) }
    }

    /// Adds the name of the file to an error that has a place and no file.
    #[cfg(feature = "compile")]
    #[cold]
    pub(crate) fn in_file(mut self, name: &alloc::sync::Arc<alloc::string::String>) -> Self {
        if self.position.line > 0 && self.file == FileName::Unknown {
            self.file = FileName::Shared(name.clone());
        }
        self
    }

    /// Creates the error of a text that does not compile. `message` begins with the place of the first mistake, as the messages
    /// of the compiler do, unless it is about no place.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) fn does_not_compile(message: &str) -> Self {
        let Some((file, position, text)) = split_place(message) else {
            return Self::new(ErrorKind::DoesNotCompile(message.into()));
        };
        let file = alloc::sync::Arc::new(file.into());
        Self::at(ErrorKind::DoesNotCompile(text.into()), None, position).in_file(&file)
    }

    /// Returns the error with another kind, at the same place.
    #[cold]
    pub(crate) fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Returns the file that contains the template, as rustc was given it, or, for a template compiled at run
    /// time, the name in its `Source`. None if the error has no place, as when the output is full.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match &self.file {
            FileName::Unknown => None,
            FileName::Static(name) => Some(**name),
            #[cfg(feature = "compile")]
            FileName::Shared(name) => Some(name.as_str()),
        }
    }

    /// Returns the line of the construct in its file, from 1, if the error has a place.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        (self.position.line > 0).then_some(self.position.line)
    }

    /// Returns the column of the construct in its line, in characters from 1, if the error has a place.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        (self.position.line > 0).then_some(self.position.column)
    }
}

/// Drops the source of an error out of line: every function that renders a template and does not return the
/// error contains the code that drops it, which is small in this way.
#[cfg(feature = "alloc")]
impl Drop for Error {
    #[inline]
    fn drop(&mut self) {
        drop_source(&mut self.kind);
        // Nothing is left to drop. LLVM does not know this without the assignment, and would expand the
        // drop glue of the kind at every place that drops an error.
        core::mem::forget(core::mem::replace(&mut self.kind, ErrorKind::Write));
        #[cfg(feature = "compile")]
        {
            drop_file(&mut self.file);
            core::mem::forget(core::mem::replace(&mut self.file, FileName::Unknown));
        }
    }
}

/// Drops the name of a file.
#[cfg(feature = "compile")]
#[cold]
#[inline(never)]
fn drop_file(file: &mut FileName) {
    *file = FileName::Unknown;
}

/// Drops the source of a helper's error.
#[cfg(feature = "alloc")]
#[cold]
#[inline(never)]
fn drop_source(kind: &mut ErrorKind) {
    match kind {
        ErrorKind::Helper(error) => error.source = None,
        ErrorKind::Nested(_) => drop(core::mem::replace(kind, ErrorKind::Write)),
        #[cfg(feature = "reload")]
        ErrorKind::DoesNotCompile(_) => drop(core::mem::replace(kind, ErrorKind::Write)),
        _ => {}
    }
}

/// Splits a message of the compiler, `file:line:column: text`.
#[cfg(all(feature = "reload", debug_assertions))]
fn split_place(message: &str) -> Option<(&str, Position, &str)> {
    let (place, text) = message.split_once(": ")?;
    let (file, column) = place.rsplit_once(':')?;
    let (file, line) = file.rsplit_once(':')?;
    Some((file, Position { line: line.parse().ok()?, column: column.parse().ok()? }, text))
}

impl From<ErrorKind> for Error {
    /// Creates an error without a place.
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let position = (self.position.line > 0).then_some(self.position);
        match (self.file(), position) {
            (Some(file), Some(at)) => {
                // A stranger may have named the file.
                file.chars().try_for_each(|c| f.write_char(visible(c)))?;
                write!(f, ":{}:{}: ", at.line, at.column)?;
            }
            (None, Some(at)) => write!(f, "line {}, column {}: ", at.line, at.column)?,
            (_, None) => {}
        }
        write!(f, "{}", self.kind)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutputFull { needed } => {
                write!(f, "the output does not fit: it needs {needed} bytes")
            }
            Self::OutputLimit { bytes } => {
                write!(f, "the output is longer than {bytes} bytes, the limit of the compiler")
            }
            Self::OutOfFuel { steps } => {
                write!(f, "the template takes more than {steps} steps, the limit of the compiler")
            }
            Self::ScratchFull { needed } => {
                write!(
                    f,
                    "the results of helpers do not fit into scratch memory: they need {needed} bytes"
                )
            }
            Self::Write => f.write_str("the output could not be written"),
            Self::BufferTooSmall { needed } => {
                write!(f, "the buffer for a chunk has fewer than {needed} bytes")
            }
            Self::ChunkMemoryFull => f.write_str("the memory for rendering in chunks is full"),
            Self::Interrupted => f.write_str("a helper panicked while a chunk was rendered"),
            Self::NotSend => f.write_str(
                "the template cannot move between threads while it renders in chunks, because it keeps what may belong to one",
            ),
            Self::Helper(error) => write!(f, "{error}"),
            Self::NotPrintable { got } => write!(f, "{got} cannot be printed"),
            Self::TooDeep { levels } => {
                write!(f, "the printed value is nested more than {levels} levels deep")
            }
            Self::NotIterable { got } => write!(f, "cannot loop over {got}"),
            Self::NotAHelper { got } => write!(f, "cannot call {got}: it is not a helper"),
            Self::Missing(path) => write!(f, "`{path}` is missing"),
            Self::Program => f.write_str("the program is invalid"),
            #[cfg(feature = "reload")]
            Self::DoesNotCompile(message) => f.write_str(message),
            #[cfg(feature = "alloc")]
            Self::Nested(error) => error.fmt(f),
        }
    }
}

impl From<Error> for fmt::Error {
    /// Discards what the error says, so that a `Display` implementation can render a template with `?`.
    fn from(_: Error) -> Self {
        Self
    }
}

impl core::error::Error for Error {
    /// Returns the error of a helper, with feature `alloc` and if the helper returned an
    /// [`Error`](core::error::Error) that is `Send`, `Sync` and `'static`.
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            #[cfg(feature = "alloc")]
            ErrorKind::Helper(HelperError { source: Some(source), .. }) => Some(&***source),
            _ => None,
        }
    }
}

#[cfg(feature = "std")]
impl From<Error> for std::io::Error {
    /// Wraps the error, so that [`write_to`](crate::Template::write_to) can return it.
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}

#[cfg(test)]
mod tests {
    use super::Error;
    use core::panic::{RefUnwindSafe, UnwindSafe};

    /// The auto traits of the error are the same with every set of features.
    #[test]
    fn an_error_has_all_auto_traits() {
        const fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe + Unpin>() {}
        const { check::<Error>() };
    }

    #[cfg(all(feature = "reload", debug_assertions))]
    #[test]
    fn errors_of_the_compiler_have_their_place() {
        use alloc::string::ToString as _;

        for (message, place) in [
            ("C:\\a b.hbs:2:31: no: such\n  |", Some(("C:\\a b.hbs", 2, 31))),
            ("a.hbs: there is no fragment `f`\nhelp: 1:2: b", None),
            ("no place", None),
        ] {
            let error = Error::does_not_compile(message);
            assert_eq!(error.to_string(), message);
            let found = (error.file(), error.line(), error.column());
            assert_eq!(
                found,
                match place {
                    Some((file, line, column)) => (Some(file), Some(line), Some(column)),
                    None => (None, None, None),
                }
            );
        }
    }

    /// From 128 bytes on, clippy warns of every function that returns the error.
    #[test]
    fn an_error_is_small() {
        assert!(size_of::<Error>() <= 120, "{}", size_of::<Error>());
    }
}
