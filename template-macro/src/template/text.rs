//! The text of a template: a literal, or a file.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use std::path::{Component, Path, PathBuf};
use syn::{
    Ident, LitByteStr, LitCStr, LitStr, Result, Token, parenthesized,
    parse::{Parse, ParseStream},
};
use template_compiler::source::{self, Anchor, LineColumn, Source};

/// The text of a template.
pub(crate) struct TemplateText {
    /// The text with its place.
    pub(crate) source: Source,
    /// The literal, or the name of the file.
    pub(crate) span: Span,
    /// The literal, if the text is one.
    written: Option<Written>,
    /// Makes the crate depend on the file.
    pub(crate) dependency: TokenStream,
}

/// A literal, with the offsets of its text in it.
struct Written {
    literal: Literal,
    /// For each anchor of the source, the same point of the text and of the literal, in bytes.
    steps: Vec<Step>,
}

/// From here on, up to the next step, a byte of the text is a byte of the literal.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    offset: usize,
    written: usize,
}

impl TemplateText {
    /// Returns the span of a part of the text: exactly that with a nightly compiler, and else the whole
    /// text, or the name of its file.
    pub(crate) fn span_of(&self, part: source::Span) -> Span {
        let exact = self.written.as_ref().and_then(|written| written.span_of(part));
        exact.unwrap_or(self.span)
    }

    /// Whether [`TemplateText::span_of`] is exact.
    pub(crate) fn has_exact_spans(&self) -> bool {
        let whole = source::Span::new(0, self.source.text.len());
        self.written.as_ref().is_some_and(|written| written.span_of(whole).is_some())
    }

    /// Whether the input goes on with a text.
    pub(crate) fn peek(input: ParseStream<'_>) -> bool {
        input.peek(LitStr) || (input.peek(Ident) && input.peek2(Token![!]))
    }
}

impl Written {
    fn span_of(&self, part: source::Span) -> Option<Span> {
        // Carets need at least one character.
        let end = part.end.max(part.start + 1);
        self.literal.subspan(self.place(part.start)..self.place(end))
    }

    /// Returns the offset in the literal of a byte of the text.
    fn place(&self, offset: usize) -> usize {
        let last = self.steps.partition_point(|step| step.offset <= offset).saturating_sub(1);
        self.steps.get(last).map_or(offset, |step| step.written + offset - step.offset)
    }
}

impl Parse for TemplateText {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            return Ok(from_literal(&literal));
        }
        if let Some(text) = refused(input) {
            return Ok(text);
        }
        if input.peek(LitByteStr) || input.peek(LitCStr) {
            let message = "the text of a template is a string: write it without `b` or `c`";
            return Err(input.error(message));
        }
        if !Self::peek(input) {
            return Err(input.error(
                "expected the text of the template: a string literal, or `include_str!(\"file\")`",
            ));
        }
        let name: Ident = input.parse()?;
        let bang: Token![!] = input.parse()?;
        if name != "include_str" {
            let message = format!(
                "`{name}!` cannot be the text of a template: write a string literal, or `include_str!(\"file\")`"
            );
            return Err(syn::Error::new(name.span(), message));
        }
        let argument;
        parenthesized!(argument in input);
        let path: LitStr = argument.parse().map_err(|_| {
            let message = "the name of a template's file must be a string literal";
            syn::Error::new(argument.span(), message)
        })?;
        if !argument.is_empty() {
            return Err(argument.error("expected nothing behind the name of the file"));
        }
        let mut text = from_file(&path)?;
        text.dependency = quote!(const _: &::core::primitive::str = #name #bang (#path););
        Ok(text)
    }
}

/// A string literal that rustc itself has refused, as for an unknown escape, comes here as a literal
/// that is none. Its text stays empty, so that rustc's error is the only one.
fn refused(input: ParseStream<'_>) -> Option<TemplateText> {
    let literal = input.step(|cursor| match cursor.literal() {
        Some((literal, rest)) if literal.to_string().starts_with(['"', 'r']) => Ok((literal, rest)),
        _ => Err(cursor.error("")),
    });
    let span = literal.ok()?.span();
    Some(TemplateText {
        source: Source::new("", ""),
        span,
        written: None,
        dependency: TokenStream::new(),
    })
}

fn from_literal(literal: &LitStr) -> TemplateText {
    let span = literal.span();
    let place = span.unwrap();
    let start = LineColumn { line: place.line(), column: place.column() };
    let (anchors, steps) = anchors(&literal.token().to_string(), start);
    let source = Source::with_anchors(place.file(), literal.value(), anchors);
    let written = Some(Written { literal: literal.token(), steps });
    TemplateText { source, span, written, dependency: TokenStream::new() }
}

/// Reads a file whose name is relative to that of the macro call.
fn from_file(path: &LitStr) -> Result<TemplateText> {
    let span = path.span();
    let here = span.unwrap().local_file().unwrap_or_else(|| PathBuf::from(span.unwrap().file()));
    let file = normalized_path(&here.parent().unwrap_or(Path::new("")).join(path.value()));
    let text = std::fs::read_to_string(&file).map_err(|error| {
        syn::Error::new(span, format!("cannot read `{}`: {error}", file.display()))
    })?;
    // As Rust does with its own files, and editors with all.
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let source = Source::new(file.display().to_string(), text);
    Ok(TemplateText { source, span, written: None, dependency: TokenStream::new() })
}

/// The same path without `dir/..`, as people write it.
fn normalized_path(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        let last = plain.components().next_back();
        if component == Component::ParentDir && matches!(last, Some(Component::Normal(_))) {
            plain.pop();
        } else {
            plain.push(component);
        }
    }
    plain
}

/// Walks over a literal as it is written, and notes where its text begins, and where the two go on
/// after each escape.
fn anchors(written: &str, start: LineColumn) -> (Vec<Anchor>, Vec<Step>) {
    let quote = written.find('"').unwrap_or(0) + 1;
    let raw = written.starts_with('r');
    let mut walk =
        Walk { place: start, offset: 0, written: quote, anchors: Vec::new(), steps: Vec::new() };
    walk.place.column += quote;
    walk.anchor();
    if raw {
        return (walk.anchors, walk.steps);
    }
    let mut rest = written[quote..].chars().peekable();
    while let Some(c) = rest.next() {
        walk.step(c);
        if c != '\\' {
            walk.offset += c.len_utf8();
            continue;
        }
        let Some(escape) = rest.next() else { break };
        walk.step(escape);
        match escape {
            'x' => {
                (0..2).for_each(|_| walk.steps(rest.next()));
                walk.offset += 1;
            }
            'u' => {
                let mut code = 0;
                for c in rest.by_ref() {
                    walk.step(c);
                    if c == '}' {
                        break;
                    }
                    code = c.to_digit(16).map_or(code, |digit| code * 16 + digit);
                }
                walk.offset += char::from_u32(code).map_or(0, char::len_utf8);
            }
            '\n' | '\r' => {
                while let Some(c) = rest.next_if(|c| c.is_ascii_whitespace()) {
                    walk.step(c);
                }
            }
            _ => walk.offset += 1,
        }
        walk.anchor();
    }
    (walk.anchors, walk.steps)
}

struct Walk {
    place: LineColumn,
    offset: usize,
    written: usize,
    anchors: Vec<Anchor>,
    steps: Vec<Step>,
}

impl Walk {
    fn step(&mut self, c: char) {
        self.written += c.len_utf8();
        if c == '\n' {
            self.place = LineColumn { line: self.place.line + 1, column: 1 };
        } else {
            self.place.column += 1;
        }
    }

    fn steps(&mut self, c: Option<char>) {
        if let Some(c) = c {
            self.step(c);
        }
    }

    fn anchor(&mut self) {
        self.anchors.push(Anchor { offset: self.offset, place: self.place });
        self.steps.push(Step { offset: self.offset, written: self.written });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(written: &str, text: &str, offset: usize) -> (usize, usize) {
        let (anchors, steps) = anchors(written, LineColumn { line: 5, column: 3 });
        // What is no escape is the same in both.
        for &Step { offset, written: at } in &steps {
            let (text, written) = (&text[offset..], &written[at..]);
            assert!(text.chars().next().is_none_or(|c| written.starts_with([c, '\\'])));
        }
        let place = Source::with_anchors("a.rs", text, anchors).place(offset);
        (place.line, place.column)
    }

    #[test]
    fn a_raw_literal_begins_behind_its_quote() {
        assert_eq!(place("r##\"ab\ncd\"##", "ab\ncd", 1), (5, 8));
        assert_eq!(place("r##\"ab\ncd\"##", "ab\ncd", 4), (6, 2));
    }

    #[test]
    fn escapes_are_wider_than_what_they_stand_for() {
        let written = r#""a\n\u{e9}\x41b""#;
        let text = "a\né\x41b";
        assert_eq!(place(written, text, 0), (5, 4));
        assert_eq!(place(written, text, 2), (5, 7));
        assert_eq!(place(written, text, 4), (5, 13));
        assert_eq!(place(written, text, 5), (5, 17));
    }

    #[test]
    fn a_part_of_the_text_is_found_in_the_literal() {
        let place = |written: &str, text: &str, part: &str| {
            let (_, steps) = anchors(written, LineColumn { line: 1, column: 1 });
            let literal = Written { literal: Literal::string(""), steps };
            let start = text.find(part).expect("it is there");
            literal.place(start)..literal.place(start + part.len())
        };
        for (written, text) in [
            (r##"r#"é {{name}}"#"##, "é {{name}}"),
            (r#""\u{e9}\n\" {{name}}""#, "\u{e9}\n\" {{name}}"),
            ("\"a\\\n    {{name}}\"", "a{{name}}"),
            (r#""\x41\t{{name}}\\""#, "\x41\t{{name}}\\"),
        ] {
            assert_eq!(&written[place(written, text, "name")], "name", "{written}");
        }
    }

    #[test]
    fn paths_go_straight() {
        assert_eq!(normalized_path(Path::new("a/b/../c.hbs")), Path::new("a/c.hbs"));
        assert_eq!(normalized_path(Path::new("../x/../c.hbs")), Path::new("../c.hbs"));
    }

    #[test]
    fn a_line_that_goes_on_skips_white_space() {
        assert_eq!(place("\"ab\\\n   cd\"", "abcd", 3), (6, 5));
    }
}
