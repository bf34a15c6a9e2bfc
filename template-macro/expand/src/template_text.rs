//! The text of a template, from a literal or a file, and its spans.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use std::path::{Path, PathBuf};
use syn::{
    Ident, LitByteStr, LitCStr, LitStr, Result, Token, parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};
use template_bytecode::Position;
use template_compiler::{
    partials::files::{normalized_path, read_text},
    source::{
        self, Source,
        literal::{Step, anchors},
    },
};

/// The text of a template.
pub(crate) struct TemplateText {
    /// The text, with its file name and positions.
    pub(crate) source: Source,
    /// The span of the literal, or of the file name.
    pub(crate) span: Span,
    /// The literal, if the text is not in a file.
    literal: Option<TextLiteral>,
    /// The path of the file, if the text is in one.
    pub(crate) path: Option<PathBuf>,
    /// The items that make the crate depend on the file, if there is one, and on those of partials.
    pub(crate) dependency: TokenStream,
    /// The files of partials that were searched for, and do not exist.
    pub(crate) missing_partials: Vec<String>,
}

/// A literal, with a map from offsets in its text to offsets in its source code.
struct TextLiteral {
    literal: Literal,
    /// For each anchor of the source, the corresponding offsets in the text and in the literal.
    steps: Vec<Step>,
}

impl TemplateText {
    /// Returns the span of a part of the text. It is exact with a nightly compiler and a literal; otherwise
    /// it is the span of the whole literal, or of the file name. A part of a partial has the span of the tag
    /// that includes it.
    pub(crate) fn span_of(&self, part: source::Span) -> Span {
        let part = self.source.outermost(part);
        let exact = self.literal.as_ref().and_then(|literal| literal.span_of(part));
        exact.unwrap_or(self.span)
    }

    /// Returns the position of a part of the text, as a part of an identifier: `line_1_column_3`, or
    /// `line_1_column_3_of_nav_hbs` in a partial.
    pub(crate) fn position_in_identifier(&self, part: source::Span) -> String {
        let Position { line, column } = self.source.position(part.start);
        let position = format!("line_{line}_column_{column}");
        match self.source.partial_at(part.start) {
            Some(file) => {
                let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy();
                let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
                format!("{position}_of_{}", name.chars().map(word).collect::<String>())
            }
            None => position,
        }
    }

    /// Returns the name that follows `part` in a path; `""` if the path ends there.
    pub(crate) fn path_after(&self, part: source::Span) -> &str {
        let rest = self.source.text.get(part.end..).and_then(|rest| rest.strip_prefix('.'));
        let rest = rest.unwrap_or_default();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        rest.split(|c| !is_name(c)).next().unwrap_or_default()
    }

    /// Returns `true` if [`TemplateText::span_of`] is exact.
    pub(crate) fn has_exact_spans(&self) -> bool {
        let whole = source::Span::new(0, self.source.text.len());
        self.literal.as_ref().is_some_and(|literal| literal.span_of(whole).is_some())
    }

    /// Returns `true` if the text is next in the input.
    pub(crate) fn peek(input: ParseStream<'_>) -> bool {
        input.peek(LitStr) || (input.peek(Ident) && input.peek2(Token![!]))
    }
}

impl TextLiteral {
    fn span_of(&self, part: source::Span) -> Option<Span> {
        // An empty span would show no caret.
        let end = part.end.max(part.start + 1);
        self.literal.subspan(self.offset(part.start)..self.offset(end))
    }

    /// Returns the offset in the literal for an offset in the text.
    fn offset(&self, in_text: usize) -> usize {
        let last = self.steps.partition_point(|step| step.in_text <= in_text).saturating_sub(1);
        self.steps.get(last).map_or(in_text, |step| step.in_literal + in_text - step.in_text)
    }
}

impl Parse for TemplateText {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            return Ok(from_literal(&literal));
        }
        if let Some(text) = parse_invalid_literal(input) {
            return Ok(text);
        }
        if input.peek(LitByteStr) || input.peek(LitCStr) {
            let message = "the text of a template must be a string: write it without `b` or `c`";
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
        let tokens = argument.fork().parse::<TokenStream>()?;
        let path = file_name(&argument)?;
        if !argument.is_empty() {
            return Err(argument.error("unexpected tokens after the name of the file"));
        }
        let mut text = from_file(&path)?;
        // The whole path, because rustc looks for a relative one beside the outermost macro call, even if the name
        // is written in the definition of a macro.
        let absolute = std::path::absolute(&text.source.file).ok();
        let absolute = absolute.and_then(|path| path.into_os_string().into_string().ok());
        let file = LitStr::new(absolute.as_deref().unwrap_or(&text.source.file), path.span());
        let file = quote!(const _: &::core::primitive::str = #name #bang (#file););
        // The crate depends on the variables of `env!`, too.
        let variables = argument_is_literal(&tokens).then(TokenStream::new);
        let variables =
            variables.unwrap_or_else(|| quote!(const _: &::core::primitive::str = #tokens;));
        text.dependency = quote!(#file #variables);
        Ok(text)
    }
}

/// Returns `true` if the argument of `include_str!` is a literal, and not a macro call.
fn argument_is_literal(argument: &TokenStream) -> bool {
    argument.clone().into_iter().count() == 1
}

/// Parses the name of a file: a string literal, `env!("NAME")`, or `concat!(…)` of both.
fn file_name(input: ParseStream<'_>) -> Result<LitStr> {
    if input.peek(LitStr) {
        return input.parse();
    }
    let expected = |span: Span| {
        let message =
            "the name of a template's file must be a string literal, `concat!(…)` or `env!(…)`";
        syn::Error::new(span, message)
    };
    let span = input.span();
    if !(input.peek(Ident) && input.peek2(Token![!])) {
        return Err(expected(span));
    }
    let name: Ident = input.parse()?;
    input.parse::<Token![!]>()?;
    let arguments;
    parenthesized!(arguments in input);
    if name == "env" {
        let variable: LitStr = arguments.parse()?;
        let value = std::env::var(variable.value()).map_err(|_| {
            let message = format!("there is no environment variable `{}`", variable.value());
            syn::Error::new(variable.span(), message)
        })?;
        // The message of `env!`, if there is one, is not needed.
        arguments.parse::<TokenStream>()?;
        return Ok(LitStr::new(&value, variable.span()));
    }
    if name != "concat" {
        return Err(expected(span));
    }
    let parts = Punctuated::<LitStr, Token![,]>::parse_terminated_with(&arguments, file_name)?;
    let joined: String = parts.iter().map(LitStr::value).collect();
    // The directory comes first, because the last part is more specific.
    let span = parts.last().map_or(span, LitStr::span);
    Ok(LitStr::new(&joined, span))
}

/// Parses a string literal that rustc has rejected, for example because of an unknown escape: `syn` does not
/// parse it as a string. The text is empty, so that rustc's error is the only one.
fn parse_invalid_literal(input: ParseStream<'_>) -> Option<TemplateText> {
    let literal = input.step(|cursor| match cursor.literal() {
        Some((literal, rest)) if literal.to_string().starts_with(['"', 'r']) => Ok((literal, rest)),
        _ => Err(cursor.error("")),
    });
    let span = literal.ok()?.span();
    Some(TemplateText {
        source: Source::new("", ""),
        span,
        literal: None,
        path: None,
        dependency: TokenStream::new(),
        missing_partials: Vec::new(),
    })
}

fn from_literal(literal: &LitStr) -> TemplateText {
    let span = literal.span();
    let location = span.unwrap();
    let start = Position { line: location.line() as u32, column: location.column() as u32 };
    let (anchors, steps) = anchors(&literal.token().to_string(), start);
    let source = Source::with_anchors(location.file(), literal.value(), anchors);
    let literal = Some(TextLiteral { literal: literal.token(), steps });
    TemplateText {
        source,
        span,
        literal,
        path: None,
        dependency: TokenStream::new(),
        missing_partials: Vec::new(),
    }
}

/// Reads a file whose path is relative to the source file of the macro call.
fn from_file(path: &LitStr) -> Result<TemplateText> {
    let span = path.span();
    let here = span.unwrap().local_file().unwrap_or_else(|| PathBuf::from(span.unwrap().file()));
    let file = normalized_path(&here.parent().unwrap_or(Path::new("")).join(path.value()));
    let text = read_text(&file).map_err(|error| {
        syn::Error::new(span, format!("cannot read `{}`: {error}", file.display()))
    })?;
    let source = Source::new(file.display().to_string(), text);
    let (path, dependency) = (Some(file), TokenStream::new());
    Ok(TemplateText { source, span, literal: None, path, dependency, missing_partials: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_text_are_found_in_the_literal() {
        let range = |literal: &str, text: &str, part: &str| {
            let (_, steps) = anchors(literal, Position { line: 1, column: 1 });
            let literal = TextLiteral { literal: Literal::string(""), steps };
            let start = text.find(part).expect("the text contains the part");
            literal.offset(start)..literal.offset(start + part.len())
        };
        for (literal, text) in [
            (r##"r#"é {{name}}"#"##, "é {{name}}"),
            (r#""\u{e9}\n\" {{name}}""#, "\u{e9}\n\" {{name}}"),
            ("\"a\\\n    {{name}}\"", "a{{name}}"),
            (r#""\x41\t{{name}}\\""#, "\x41\t{{name}}\\"),
        ] {
            assert_eq!(&literal[range(literal, text, "name")], "name", "{literal}");
        }
    }
}
