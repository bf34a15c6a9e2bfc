//! Partials in the offset space of a source: each tag that includes a partial has a separate range of offsets,
//! after those of the template, so that a span determines the file and the including tags.

use super::{Diagnostic, Source, Span};
use std::{fmt::Write as _, sync::Arc};
use template_bytecode::FileId;

/// A partial, with one tag that includes it.
#[derive(Clone, Debug)]
pub(super) struct Included {
    /// The offset of its first byte.
    base: usize,
    /// The text of the partial.
    source: Arc<Source>,
    /// The tag that includes it.
    at: Span,
}

/// A file of a template: its own, or that of a partial that one tag includes.
#[derive(Clone, Debug)]
pub struct SourceFile<'s> {
    /// The name of the file.
    pub name: &'s str,
    /// The text of the template or partial in it.
    pub text: &'s str,
    /// The positions of the tags that include it, from the inside out, as lines at the end of a message; empty for the
    /// template itself.
    pub includes: String,
}

impl Source {
    /// Adds a partial that the tag at `at` includes, and returns the offset of its first byte.
    pub(crate) fn include(&mut self, partial: Arc<Self>, at: Span) -> usize {
        let base = self.end() + 1;
        self.included.push(Included { base, source: partial, at });
        base
    }

    /// Returns the number of files: the template's own, and one for each tag that includes a partial.
    #[must_use]
    pub fn file_count(&self) -> usize {
        1 + self.included.len()
    }

    /// Returns the files: the template's own, and one for each tag that includes a partial.
    pub fn files(&self) -> impl Iterator<Item = SourceFile<'_>> {
        let own = SourceFile { name: &self.file, text: &self.text, includes: String::new() };
        let partials = self.included.iter().map(|included| SourceFile {
            name: &included.source.file,
            text: &included.source.text,
            includes: self.includes(included.base),
        });
        [own].into_iter().chain(partials)
    }

    /// Returns the index of the file with the byte `offset`.
    #[must_use]
    pub fn file_id(&self, offset: usize) -> FileId {
        FileId(self.included.partition_point(|included| included.base <= offset) as u16)
    }

    /// Returns the file with the byte `offset`, and the offset of its first byte.
    pub(crate) fn file_and_base(&self, offset: usize) -> (&Self, usize) {
        match self.included_at(offset) {
            Some(included) => (&included.source, included.base),
            None => (self, 0),
        }
    }

    /// Returns the name of the file with the byte `offset`, if it is that of a partial.
    #[must_use]
    pub fn partial_at(&self, offset: usize) -> Option<&str> {
        self.included_at(offset).map(|included| included.source.file.as_str())
    }

    /// Returns a span as a range of the text of its file.
    #[must_use]
    pub fn local(&self, span: Span) -> Span {
        let (_, base) = self.file_and_base(span.start);
        Span::new(span.start - base, span.end.max(span.start) - base)
    }

    /// Returns the text of a span.
    #[must_use]
    pub fn text_of(&self, span: Span) -> &str {
        let (file, base) = self.file_and_base(span.start);
        file.text.get(span.start - base..span.end.max(span.start) - base).unwrap_or_default()
    }

    /// Returns a span in the text of the template itself: for one in a partial the tag that includes it.
    #[must_use]
    pub fn outermost(&self, mut span: Span) -> Span {
        while let Some(included) = self.included_at(span.start) {
            span = included.at;
        }
        span
    }

    /// Returns the positions of the tags that include the file with the byte `offset`, from the inside out, as lines at the
    /// end of a message.
    pub(super) fn includes(&self, mut offset: usize) -> String {
        let mut lines = String::new();
        while let Some(included) = self.included_at(offset) {
            offset = included.at.start;
            let (file, _) = self.file_and_base(offset);
            let (position, tag) = (self.position(offset), self.text_of(included.at));
            // Writing to a string cannot fail.
            let _ = write!(lines, "\nincluded at {}:{position} by `{tag}`", file.file);
        }
        lines
    }

    /// Removes diagnostics that differ only in the tag that includes their file.
    pub(crate) fn without_repetitions(&self, diagnostics: &mut Vec<Diagnostic>) {
        if self.included.is_empty() {
            return;
        }
        let mut seen = std::collections::HashSet::new();
        diagnostics.retain(|diagnostic| {
            let (file, base) = self.file_and_base(diagnostic.span.start);
            let start = diagnostic.span.start - base;
            seen.insert((file.file.clone(), start, diagnostic.message.clone()))
        });
    }

    fn included_at(&self, offset: usize) -> Option<&Included> {
        let after = self.included.partition_point(|included| included.base <= offset);
        self.included.get(after.checked_sub(1)?)
    }

    /// Returns the offset after all text segments.
    fn end(&self) -> usize {
        let last = self.included.last().map(|last| last.base + last.source.text.len());
        last.unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use template_bytecode::Position;

    #[test]
    fn offsets_of_partials_follow_those_of_the_template() {
        let mut page = Source::new("page.hbs", "a\n{{> b}}");
        let outer = page.include(Arc::new(Source::new("b.hbs", "{{> c}}")), Span::new(2, 9));
        let inner =
            page.include(Arc::new(Source::new("c.hbs", "x\n{{y}}")), Span::new(outer, outer + 7));
        let span = Span::new(inner + 4, inner + 5);
        assert_eq!(page.text_of(span), "y");
        assert_eq!(page.position(span.start), Position { line: 2, column: 3 });
        assert_eq!(
            (page.file_id(1), page.file_id(9), page.file_id(span.start)),
            (FileId(0), FileId(0), FileId(2))
        );
        assert_eq!(page.local(span), Span::new(4, 5));
        assert_eq!(page.outermost(span), Span::new(2, 9));
        assert_eq!(
            page.files().nth(2).unwrap().includes,
            "\nincluded at b.hbs:1:1 by `{{> c}}`\nincluded at page.hbs:2:1 by `{{> b}}`"
        );
    }
}
