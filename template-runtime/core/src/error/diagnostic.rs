use alloc::string::String;
use core::fmt;
use template_bytecode::{Position, diagnostics::Severity};

/// A message about a template that is compiled at run time: an error of a
/// [`CompileError`](crate::CompileError), or one of the
/// [warnings](crate::Compiled::warnings) of a template.
///
/// Its `Display` output is the [`message`](Self::message). It implements [`Error`](core::error::Error), so that a single
/// diagnostic can be returned or logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub(crate) severity: Severity,
    /// Where the construct begins; `None` if the message is about no construct.
    pub(crate) position: Option<Position>,
    pub(crate) message: String,
}

impl Diagnostic {
    /// Returns the severity: error or warning.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the line of the construct that the message is about, starting at 1, or `None` if the message is not about a
    /// construct.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.position.map(|position| position.line)
    }

    /// Returns the column of the construct that the message is about: the number of its first
    /// character in the line, starting at 1. It is `None` if [`line`](Self::line) is `None`.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.position.map(|position| position.column)
    }

    /// Returns the whole message: file, line, column and a sentence; the line of the template with
    /// carets under the construct; and a suggested correction.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.message)
    }
}

impl core::error::Error for Diagnostic {}
