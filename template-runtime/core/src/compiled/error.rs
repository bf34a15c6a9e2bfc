//! The error of compiling a template at run time.

use crate::error::Diagnostic;
use alloc::vec::Vec;
use core::fmt;
use template_compiler::Source;

/// The error of compiling a template. It contains at most 50 diagnostics, or at most 8 if they
/// are about calls.
///
/// Its `Display` output is the messages of the diagnostics, separated by empty lines. They are the same messages as in
/// [`template!`](macro.template.html) for the same template. `Debug` writes the same text, so that it is what a program shows
/// whose `main` returns the error.
#[derive(Clone, PartialEq, Eq)]
pub struct CompileError {
    /// At least one.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl CompileError {
    /// Returns the errors. There is at least one. They are sorted by their position in the source, if it is known.
    #[must_use]
    #[doc(alias = "mistakes")]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns [`CompileError::diagnostics`], under an earlier name.
    #[doc(hidden)]
    #[must_use]
    pub fn mistakes(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.diagnostics.iter().enumerate() {
            let separator = if i > 0 { "\n\n" } else { "" };
            write!(f, "{separator}{diagnostic}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for CompileError {}

/// Converts diagnostics of the compiler to rendered ones.
pub(super) fn render(
    diagnostics: &[template_compiler::Diagnostic],
    source: &Source,
) -> Vec<Diagnostic> {
    let render = |diagnostic: &template_compiler::Diagnostic| Diagnostic {
        severity: diagnostic.severity,
        position: Some(source.position(diagnostic.span.start)),
        message: diagnostic.render(source),
    };
    diagnostics.iter().map(render).collect()
}
