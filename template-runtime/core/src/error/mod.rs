//! Errors that occur while a template is rendered.

#[cfg(feature = "compile")]
mod diagnostic;
mod helper_error;
mod kind;
mod note;

#[cfg(feature = "compile")]
pub use diagnostic::Diagnostic;
pub use helper_error::{ErrorSource, HelperError};
pub use kind::ErrorKind;
pub use note::Note;

use core::fmt::{self, Write as _};
use template_bytecode::Position;
use template_bytecode::diagnostics::visible;

/// An error that occurred while a template was rendered, with its position in the template.
///
/// It needs no heap, except for the error of a helper, which with feature `alloc` is its
/// [source](core::error::Error::source). Two errors are equal if their kinds and
/// positions are equal.
///
/// `Debug` writes the same text as `Display`, so that it is what a program shows whose `main` returns the error.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    /// Line 0 represents no position, which keeps the error small.
    position: Position,
    file: FileName,
}

/// The name of the file of a template. By a thin reference, so that the error stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FileName {
    Unknown,
    /// The file of a template of `template!`.
    Static(&'static &'static str),
    /// The name of a template compiled at run time, or of one of its partials.
    #[cfg(feature = "compile")]
    Shared(alloc::sync::Arc<alloc::string::String>),
    /// The index of a file, until its name is known.
    #[cfg(feature = "compile")]
    Index(u16),
}

impl Error {
    /// Creates an error without a position.
    #[cold]
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { kind, position: Position { line: 0, column: 0 }, file: FileName::Unknown }
    }

    /// Creates an error with its position in the file with an index, one of `files`. If there are none, [`Error::in_files`]
    /// adds the name.
    #[cold]
    pub(crate) fn at(
        kind: ErrorKind,
        (files, index): (&'static [&'static str], u16),
        position: Position,
    ) -> Self {
        let file = match files.get(usize::from(index)) {
            Some(name) => FileName::Static(name),
            #[cfg(feature = "compile")]
            None => FileName::Index(index),
            #[cfg(not(feature = "compile"))]
            None => FileName::Unknown,
        };
        Self { kind, position, file }
    }

    /// Adds the name of the file to an error that has a position, and of its file only the index.
    #[cfg(feature = "compile")]
    #[cold]
    pub(crate) fn in_files(mut self, names: &[alloc::sync::Arc<alloc::string::String>]) -> Self {
        if let FileName::Index(index) = self.file {
            let name = names.get(usize::from(index));
            self.file = name.map_or(FileName::Unknown, |name| FileName::Shared(name.clone()));
        }
        self
    }

    /// Returns the error with another kind, at the same position.
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

    /// Returns the file that contains the template, as passed to rustc, or, for a template compiled at run
    /// time, the name in its `Source`. For an error in a partial, it is the file or the name of the partial. Returns `None` if the
    /// error has no position, for example if the output is full.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match &self.file {
            FileName::Unknown => None,
            FileName::Static(name) => Some(**name),
            #[cfg(feature = "compile")]
            FileName::Shared(name) => Some(name.as_str()),
            #[cfg(feature = "compile")]
            FileName::Index(_) => None,
        }
    }

    /// Returns the line of the construct in its file, starting at 1, if the error has a position.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        (self.position.line > 0).then_some(self.position.line)
    }

    /// Returns the column of the construct in its line, in characters, starting at 1, if the error has a position.
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
        ErrorKind::Helper(error) => error.drop_source(),
        ErrorKind::Nested(_) => drop(core::mem::replace(kind, ErrorKind::Write)),
        #[cfg(feature = "reload")]
        ErrorKind::DoesNotCompile(_) => drop(core::mem::replace(kind, ErrorKind::Write)),
        _ => {}
    }
}

impl From<ErrorKind> for Error {
    /// Creates an error without a position.
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

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Error> for fmt::Error {
    /// Discards the contents of the error, so that a `Display` implementation can render a template with `?`.
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
            ErrorKind::Helper(error) => error.source(),
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
    use super::{Error, ErrorKind};
    use core::panic::{RefUnwindSafe, UnwindSafe};

    /// A program whose `main` returns an error shows its `Debug` output.
    #[test]
    fn an_error_is_shown_as_its_message() {
        let error = Error::new(ErrorKind::Interrupted);
        assert_eq!(std::format!("{error:?}"), std::format!("{error}"));
    }

    /// The auto traits of the error are the same with every set of features.
    #[test]
    fn an_error_has_all_auto_traits() {
        const fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe + Unpin>() {}
        const { check::<Error>() };
    }

    /// From 128 bytes on, clippy warns of every function that returns the error.
    #[test]
    fn an_error_is_small() {
        assert!(size_of::<Error>() <= 120, "{}", size_of::<Error>());
    }
}
