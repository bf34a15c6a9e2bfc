//! Diagnostics of a template: span, message, and help.

use crate::source::{Source, Span};
use core::{fmt, ops::Deref};
pub use template_bytecode::diagnostics::Severity;
use template_bytecode::{
    Position, VerifyError,
    diagnostics::{Excerpt, MessageBuffer, Report},
};

/// A message about a construct of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it is an error or a warning.
    pub severity: Severity,
    /// The construct that the message is about.
    pub span: Span,
    /// A sentence in terms of the template, without a full stop.
    pub message: String,
    /// The suggested correction.
    pub help: Option<String>,
    /// The span of another construct that the message refers to, and a note about it.
    pub related: Option<(Span, String)>,
}

impl Diagnostic {
    /// Creates an error about the construct at `span`.
    #[must_use]
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, span, message.into())
    }

    /// Creates a warning about the construct at `span`.
    #[must_use]
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, span, message.into())
    }

    const fn new(severity: Severity, span: Span, message: String) -> Self {
        Self { severity, span, message, help: None, related: None }
    }

    /// Creates an error about the compiler itself, which emitted a program that does not verify.
    #[must_use]
    pub fn bug(error: VerifyError) -> Self {
        let message =
            "internal error: template-compiler created an invalid program; please report this";
        Self::error(Span::default(), format!("{message} ({error:?})"))
    }

    /// Sets the help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the related construct and the note about it.
    #[must_use]
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related = Some((span, note.into()));
        self
    }

    /// Returns the diagnostic with `by` added to its offsets.
    #[must_use]
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        let shift = |span: Span| Span::new(span.start + by, span.end + by);
        self.span = shift(self.span);
        self.related = self.related.map(|(span, note)| (shift(span), note));
        self
    }

    /// Returns the whole text: position, message, the line with carets under the construct, help.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let (file, base) = source.file_and_base(self.span.start);
        let excerpt = |span: Span, note| {
            let Span { start, end } = source.local(span);
            Excerpt { position: source.position(span.start), start, end, note }
        };
        let in_file = |span: Span| source.file_and_base(span.start).1 == base;
        let (related, elsewhere) = match &self.related {
            Some((span, note)) if in_file(*span) => (Some(excerpt(*span, note.as_str())), None),
            // A construct in another file has no excerpt.
            Some((span, note)) => (None, Some((*span, note))),
            None => (None, None),
        };
        let includes = source.includes(self.span.start);
        let report = Report {
            file: &file.file,
            source: &file.text,
            message: &self.message,
            excerpt: excerpt(self.span, ""),
            related: related.as_slice(),
            help: self.help.as_deref().unwrap_or_default(),
            includes: &includes,
            more: 0,
        };
        let mut bytes = vec![0; report.length()];
        let mut out = MessageBuffer::new(&mut bytes);
        report.write(&mut out);
        let mut message = out.as_str().to_owned();
        if let Some((span, note)) = elsewhere {
            let (file, _) = source.file_and_base(span.start);
            let Position { line, column } = source.position(span.start);
            message += &format!("\n{}:{line}:{column}: {note}", file.file);
        }
        message
    }
}

/// The errors of a template, with its text.
///
/// It derefs to the errors. Its `Display` is their messages, with an empty line between them.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    /// The template.
    pub source: Box<Source>,
    /// The errors: at least one.
    pub diagnostics: Vec<Diagnostic>,
}

impl Deref for Diagnostics {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, diagnostic) in self.iter().enumerate() {
            let between = if i > 0 { "\n\n" } else { "" };
            write!(f, "{between}{}", diagnostic.render(&self.source))?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_position_line_and_help() {
        let source = Source::new("page.hbs", "one\n\t{{nmae}}\n");
        let error = Diagnostic::error(Span::new(7, 11), "no such name").help("write `name`");
        assert_eq!(
            error.render(&source),
            "page.hbs:2:4: no such name\n  |\n2 | \t{{nmae}}\n  | \t  ^^^^\nhelp: write `name`"
        );
    }

    #[test]
    fn a_related_construct_has_its_own_line() {
        let source = Source::new("page.hbs", "{{#a}}\n{{/b}}\n");
        let error =
            Diagnostic::error(Span::new(7, 13), "wrong").related(Span::new(0, 6), "opened here");
        assert_eq!(
            error.render(&source),
            "page.hbs:2:1: wrong\n  |\n2 | {{/b}}\n  | ^^^^^^\n  |\n1 | {{#a}}\n  | ^^^^^^ opened here"
        );
    }
}
