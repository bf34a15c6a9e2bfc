//! The error of a template that cannot be compiled at run time.

use crate::error::Diagnostic;
use alloc::vec::Vec;
use core::fmt;
use template_compiler::Source;

/// The error of a template that cannot be compiled: its diagnostics, at most 50, and at most 8 if they
/// are about calls.
///
/// Its `Display` consists of their messages, separated by empty lines: those of
/// [`template!`](crate::template!) for the same template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// At least one.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl CompileError {
    /// Returns the errors: at least one, and in the order of the source as far as that is known.
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
