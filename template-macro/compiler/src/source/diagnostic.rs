//! What is wrong with a template: where, what, and how to put it right.

use crate::source::{Source, Span};
use core::{
    fmt::{self, Write as _},
    ops::Deref,
};
use template_bytecode::{VerifyError, width};

/// How serious a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The template does not compile.
    Error,
    /// The template compiles, but may not do what its author expects.
    Warning,
}

/// A message about a construct of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it is an error or a warning.
    pub severity: Severity,
    /// The construct that the message is about.
    pub span: Span,
    /// One sentence in the user's words, without a full stop.
    pub message: String,
    /// How to put it right.
    pub help: Option<String>,
    /// Another place that the message speaks of, and what is there.
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

    /// A mistake of the compiler itself: it made a program that does not verify.
    #[must_use]
    pub fn bug(error: VerifyError) -> Self {
        let message = "template-compiler made a program that does not verify: please report";
        Self::error(Span::default(), format!("{message} ({error:?})"))
    }

    /// Says how to put it right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names another place.
    #[must_use]
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related = Some((span, note.into()));
        self
    }

    /// The whole message: place, sentence, the line with a caret under the construct, help.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let place = source.place(self.span.start);
        let mut out = format!("{}:{}:{}: {}", source.file, place.line, place.column, self.message);
        quote(&mut out, source, self.span, "");
        if let Some((span, note)) = &self.related {
            quote(&mut out, source, *span, note);
        }
        if let Some(help) = &self.help {
            let _ = write!(out, "\nhelp: {help}");
        }
        out
    }
}

/// All mistakes that were found in a template, with its text.
///
/// It derefs to the mistakes. Its `Display` is their messages, with an empty line between them.
#[derive(Clone, Debug)]
pub struct Diagnostics {
    /// The template.
    pub source: Box<Source>,
    /// The mistakes: at least one.
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

/// How many characters of a line are shown on either side of where a construct begins: a page may be
/// one line.
const SIDE: usize = 80;

/// Adds the line that holds `span`, and carets under the part of the span that is on that line. A
/// very long line is cut on both sides, as the messages of link are.
fn quote(out: &mut String, source: &Source, span: Span, note: &str) {
    let number = source.place(span.start).line.to_string();
    let (line, start) = source.line(span.start);
    let from = (span.start - start).min(line.len());
    let to = (span.end.max(span.start) - start).clamp(from, line.len());
    let (before, rest) = line.split_at(from);
    let left = before.char_indices().rev().nth(SIDE - 1).map_or(0, |(at, _)| at);
    let right = rest.char_indices().nth(SIDE).map_or(line.len(), |(at, _)| from + at);
    let margin = " ".repeat(number.len());
    // A tab stays a tab, so that the caret stands under its column whatever a tab's width is.
    let blank = |c| if c == '\t' { "\t".to_owned() } else { " ".repeat(width(c)) };
    let lead: String = before[left..].chars().map(blank).collect();
    let columns: usize = line[from..to.min(right)].chars().map(width).sum();
    let carets = "^".repeat(columns.max(1));
    let shown = &line[left..right];
    let _ = write!(out, "\n{margin} |\n{number} | {shown}\n{margin} | {lead}{carets}");
    if !note.is_empty() {
        let _ = write!(out, " {note}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_place_line_and_help() {
        let source = Source::new("page.hbs", "one\n\t{{nmae}}\n");
        let error = Diagnostic::error(Span::new(7, 11), "no such name").help("write `name`");
        assert_eq!(
            error.render(&source),
            "page.hbs:2:4: no such name\n  |\n2 | \t{{nmae}}\n  | \t  ^^^^\nhelp: write `name`"
        );
    }

    #[test]
    fn carets_stand_under_wide_and_combining_characters() {
        let text = "\t日本 e\u{301} {{näme}} {{名前}}";
        let source = Source::new("page.hbs", text);
        let at = |name: &str| {
            let start = text.find(name).expect("it is there");
            Diagnostic::error(Span::new(start, start + name.len()), "wrong").render(&source)
        };
        let shown = format!("\n  |\n1 | {text}\n  | ");
        assert_eq!(at("näme"), format!("page.hbs:1:10: wrong{shown}\t         ^^^^"));
        assert_eq!(at("名前"), format!("page.hbs:1:19: wrong{shown}\t                  ^^^^"));
    }

    #[test]
    fn a_very_long_line_is_cut() {
        let text = format!("{}{{{{é}}}}{}", "ä".repeat(500), "ö".repeat(500));
        let source = Source::new("page.hbs", text);
        let message = Diagnostic::error(Span::new(1002, 1004), "wrong").render(&source);
        let lines: Vec<&str> = message.lines().collect();
        assert_eq!(lines[0], "page.hbs:1:503: wrong");
        assert_eq!(lines[2], format!("1 | {}{{{{é}}}}{}", "ä".repeat(78), "ö".repeat(77)));
        assert_eq!(lines[3], format!("  | {}^", " ".repeat(80)));
    }
}
