use alloc::{string::String, vec::Vec};
use core::fmt;
use template_bytecode::Position;
use template_compiler::{Diagnostic, Source};

/// Why a template could not be compiled: the mistakes that were found in it, fifty at most, of its calls
/// eight.
///
/// Its `Display` is their messages, with an empty line between them: those that
/// [`template!`](crate::template) gives for the same template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// The mistakes: at least one.
    pub(super) mistakes: Vec<Mistake>,
}

/// One mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mistake {
    /// Where it is; none where it is nowhere in particular.
    pub at: Option<Position>,
    /// The whole message: file, line, column and what is wrong; the line with carets under the
    /// construct; and how to put it right.
    pub message: String,
}

impl CompileError {
    pub(super) fn new(diagnostics: &[Diagnostic], source: &Source) -> Self {
        let mistakes = diagnostics.iter().map(|diagnostic| Mistake::new(diagnostic, source));
        Self { mistakes: mistakes.collect() }
    }

    /// Gives the mistakes, in the order of the source as far as it is known.
    #[must_use]
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }
}

impl Mistake {
    pub(super) fn new(diagnostic: &Diagnostic, source: &Source) -> Self {
        let at = source.position(diagnostic.span.start);
        Self { at: Some(at), message: diagnostic.render(source) }
    }
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, mistake) in self.mistakes.iter().enumerate() {
            let between = if i > 0 { "\n\n" } else { "" };
            write!(f, "{between}{}", mistake.message)?;
        }
        Ok(())
    }
}

impl core::error::Error for CompileError {}
