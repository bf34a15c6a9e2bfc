//! What can go wrong while a template runs.

#[cfg(feature = "compile")]
mod diagnostic;
mod note;

#[cfg(feature = "compile")]
pub use diagnostic::Diagnostic;
pub use note::Note;

use core::fmt;
use template_bytecode::Position;

/// Why a template could not be rendered, and where in the template.
///
/// It is small, `Copy`, and needs no heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What went wrong.
    pub kind: ErrorKind,
    /// The line and column of the construct, in the file that holds the template; none where the
    /// error has no place, as when the output is full.
    pub at: Option<Position>,
    /// The file that holds the template: by a reference, so that the error stays small.
    pub(crate) file: Option<&'static &'static str>,
}

/// What went wrong while a template ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The output does not fit into the slice.
    OutputFull {
        /// How many bytes the whole output has.
        needed: usize,
    },
    /// The results of nested helper calls do not fit into scratch memory.
    ScratchFull {
        /// How many bytes would have been enough for the text that did not fit.
        needed: usize,
    },
    /// The writer that takes the output failed.
    Write,
    /// A helper returned an error, or was given an argument that it does not take. The note begins
    /// with the helper's name.
    Helper(Note),
    /// A value is printed that has no text.
    NotPrintable {
        /// Its kind.
        got: &'static str,
    },
    /// A loop goes over a value that is not a list.
    NotIterable {
        /// Its kind.
        got: &'static str,
    },
    /// A value is called that is not a helper.
    NotAHelper {
        /// Its kind.
        got: &'static str,
    },
    /// A strict template looked up a name that is not there, or one with implicit calls called a field that
    /// is not there. The note is the path up to the name, as it is written.
    Missing(Note),
    /// The program is damaged: it did not come from the compiler.
    Program,
}

impl Error {
    /// An error without a place.
    #[cold]
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { kind, at: None, file: None }
    }

    /// Gives the file that holds the template, as rustc was given it; none where the error has no
    /// place.
    #[must_use]
    pub fn file(&self) -> Option<&'static str> {
        self.file.copied()
    }
}

impl From<ErrorKind> for Error {
    /// Makes an error without a place.
    fn from(kind: ErrorKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.file(), self.at) {
            (Some(file), Some(at)) => write!(f, "{file}:{}:{}: ", at.line, at.column)?,
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
            Self::ScratchFull { needed } => {
                write!(f, "the results of helpers do not fit: they need {needed} bytes of scratch")
            }
            Self::Write => f.write_str("the output could not be written"),
            Self::Helper(note) => write!(f, "{note}"),
            Self::NotPrintable { got } => write!(f, "{got} cannot be printed"),
            Self::NotIterable { got } => write!(f, "cannot loop over {got}"),
            Self::NotAHelper { got } => write!(f, "{got} is called, which is not a helper"),
            Self::Missing(path) => write!(f, "`{path}` is missing"),
            Self::Program => f.write_str("the program is damaged"),
        }
    }
}

impl core::error::Error for Error {}

#[cfg(feature = "std")]
impl From<Error> for std::io::Error {
    /// Wraps the error, so that [`write_to`](crate::Template::write_to) can return it.
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}
