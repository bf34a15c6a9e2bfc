//! Parses the text of a template into a syntax tree.
//!
//! `text` and `grammar` (generated from `grammar.pest`) recognize a flat sequence of items, text segments and tags; `whitespace` strips the text segments, and
//! `nest` builds the tree of blocks. Only this module and its children depend on pest.

pub mod ast;
#[cfg(test)]
mod derived;
mod expression;
#[rustfmt::skip]
mod grammar;
mod item;
pub(crate) mod names;
mod nest;
mod partial;
pub(crate) mod raw_block;
mod scan;
mod shift;
mod syntax_error;
mod text;
mod whitespace;

use crate::{
    limits::MAX_ITEMS,
    notations::{Notation, Notations},
    source::{Diagnostic, Span},
};
use ast::{ForeignTag, TemplateAst};
use expression::TagReader;
use grammar::{Grammar, Rule};
use item::{BlockHead, ItemKind, TemplateItem};
use nest::nest;
use pest::{
    Parser as _,
    error::{ErrorVariant, InputLocation},
    iterators::Pair,
};
use scan::StringEnd;
use template_bytecode::diagnostics::MAX_ERRORS;
use text::text_at;

/// Parses `text`. The spans of the result are byte offsets in it.
///
/// # Errors
///
/// Returns the errors of the first step that finds any, in no particular order. A step stops after the tag
/// in which it finds error number [`MAX_ERRORS`].
pub fn parse(text: &str) -> Result<TemplateAst, Vec<Diagnostic>> {
    parse_items(text, false)
}

/// Parses `text`, in which unquoted names of partials that begin with a capital, or are Rust paths, are those of
/// components.
///
/// # Errors
///
/// Returns the errors of [`parse`].
pub fn parse_with_components(text: &str) -> Result<TemplateAst, Vec<Diagnostic>> {
    parse_items(text, true)
}

fn parse_items(text: &str, has_components: bool) -> Result<TemplateAst, Vec<Diagnostic>> {
    let mut items = recognize_items(text)?;
    if has_components {
        items.iter_mut().for_each(TemplateItem::mark_component);
    }
    let foreign_tags = foreign_tags(text, &items);
    whitespace::strip(&mut items);
    Ok(TemplateAst { body: nest(text, items)?, foreign_tags })
}

/// Splits `text` into items; after an error it continues with the next tag.
fn recognize_items(text: &str) -> Result<Vec<TemplateItem<'_>>, Vec<Diagnostic>> {
    let mut items = Vec::new();
    let mut errors = Vec::new();
    let mut at = 0;
    while at < text.len() && errors.len() < MAX_ERRORS {
        if items.len() >= MAX_ITEMS {
            let message = format!("the template has more than {MAX_ITEMS} tags and text segments");
            let error = Diagnostic::error(Span::new(at, at), message);
            errors.push(error.help("move a part of it into a separate template"));
            break;
        }
        let next = if text[at..].starts_with(raw_block::OPEN) {
            raw_block::read(text, at, &mut items, &mut errors)
        } else {
            text_at(text, at).map_or_else(|| tag_at(text, at, &mut errors), Ok).map(|item| {
                let end = item.span.end;
                items.push(item);
                end
            })
        };
        match next {
            Ok(end) => at = end,
            Err(SyntaxError { error, resume }) => {
                errors.push(error);
                at = resume.max(at + 1);
            }
        }
    }
    if errors.is_empty() { Ok(items) } else { Err(errors) }
}

/// Parses the tag at `at`. Semantic errors are added to `errors`; a syntax error is returned in
/// position of the tag.
fn tag_at<'t>(
    text: &'t str,
    at: usize,
    errors: &mut Vec<Diagnostic>,
) -> Result<TemplateItem<'t>, SyntaxError> {
    let scan = scan::scan(text, at, StringEnd::Quote);
    // pest recurses for each parenthesis, so their depth is checked before it runs.
    if let Some(paren) = scan.too_deep {
        return Err(syntax_error::too_deep(text, paren, &scan));
    }
    // The end of the tag, if known, limits the search for the partner of a quote or bracket.
    let end = scan.stop.map_or(text.len(), |stop| stop.end(text));
    let rule = match entry_rule(&text[at..end]) {
        Ok(rule) => rule,
        Err(construct) => return Err(syntax_error::unsupported(text, at, construct, &scan)),
    };
    let failure = match Grammar::parse(rule, &text[at..end]) {
        Ok(mut pairs) => match pairs.next() {
            Some(pair) => {
                let mut own = Vec::new();
                let item = item_of_pair(&pair, TagReader::new(text, at, &mut own));
                syntax_error::correct(text, item.span, &mut own);
                errors.append(&mut own);
                return Ok(item);
            }
            None => GrammarFailure { at, expected: Vec::new() },
        },
        Err(error) if matches!(error.variant, ErrorVariant::CustomError { .. }) => {
            return Err(syntax_error::too_deep(text, at, &scan));
        }
        Err(error) => grammar_failure(at, &error),
    };
    if !scan.may_end_earlier {
        return Err(syntax_error::explain(text, at, failure, scan));
    }
    match tag_with_last_backslashes(text, at, rule, errors) {
        Some(item) => Ok(item),
        None => Err(syntax_error::explain(text, at, failure, scan::scan_whole(text, at))),
    }
}

/// Parses the tag at `at`, which is not valid as Handlebars reads it, with strings that end in a backslash:
/// `"C:\"`. Returns `None` if it is not valid either.
fn tag_with_last_backslashes<'t>(
    text: &'t str,
    at: usize,
    rule: Rule,
    errors: &mut Vec<Diagnostic>,
) -> Option<TemplateItem<'t>> {
    let scan = scan::scan(text, at, StringEnd::AfterBackslash);
    if scan.too_deep.is_some() {
        return None;
    }
    let end = scan.stop?.end(text);
    // In the grammar a backslash escapes the quote after it. Any other character in its place has the same
    // length; the string itself is read from the text.
    let mut tag = text[at..end].to_owned();
    for &backslash in &scan.last_backslashes {
        tag.replace_range(backslash - at..=backslash - at, "_");
    }
    let pair = Grammar::parse(rule, &tag).ok()?.next()?;
    Some(item_of_pair(&pair, TagReader::new(text, at, errors)))
}

/// Parses the call in the opening tag of a raw block, whose text without the first and the last two braces is from `at`
/// to `end`: that of a block, with a brace instead of the `#`.
fn block_head(
    text: &str,
    at: usize,
    end: usize,
    errors: &mut Vec<Diagnostic>,
) -> Result<BlockHead, SyntaxError> {
    let scan = scan::scan(text, at, StringEnd::Quote);
    if let Some(paren) = scan.too_deep {
        return Err(syntax_error::too_deep(text, paren, &scan));
    }
    let tag = format!("{{{{#{}", &text[at + 3..end]);
    match Grammar::parse(Rule::block, &tag).map(|mut pairs| pairs.next()) {
        Ok(Some(pair)) => Ok(TagReader::new(text, at, errors).head(pair)),
        Ok(None) => {
            let failure = GrammarFailure { at, expected: Vec::new() };
            Err(syntax_error::explain(text, at, failure, scan))
        }
        Err(error) if matches!(error.variant, ErrorVariant::CustomError { .. }) => {
            Err(syntax_error::too_deep(text, at, &scan))
        }
        Err(error) => Err(syntax_error::explain(text, at, grammar_failure(at, &error), scan)),
    }
}

/// Returns a warning about the first tag of each other language in the text segments. Raw blocks, whose text is printed unchanged,
/// are not searched.
fn foreign_tags(text: &str, items: &[TemplateItem<'_>]) -> Vec<ForeignTag> {
    let mut notations = Notations::default();
    let mut tags = Vec::new();
    let mut is_raw = false;
    for item in items {
        let Span { start, end } = item.span;
        match item.kind {
            ItemKind::RawTag => is_raw = !text[start..end].starts_with("{{{{/"),
            ItemKind::Text(_) if !is_raw => {
                let found = notations.find(&text[start..end]);
                tags.extend(found.into_iter().map(|notation| foreign_tag(notation, start)));
            }
            _ => {}
        }
    }
    tags
}

/// Returns the warning about a tag of another language in the text that begins at the offset `base`.
fn foreign_tag(Notation { start, end, component, help }: Notation, base: usize) -> ForeignTag {
    let message = match &component {
        Some(name) => format!("HTML has no element `<{name}>`"),
        None => "this is not a tag, and is printed as text".to_owned(),
    };
    let span = Span::new(base + start, base + end);
    let warning = Diagnostic::warning(span, message).help(help);
    ForeignTag { warning, is_element: component.is_some() }
}

/// Returns `true` if text is a single tag that is parsed without errors.
fn is_valid_tag(tag: &str) -> bool {
    let Ok(Ok(mut pairs)) = entry_rule(tag).map(|rule| Grammar::parse(rule, tag)) else {
        return false;
    };
    let mut errors = Vec::new();
    pairs.next().is_some_and(|pair| {
        let item = item_of_pair(&pair, TagReader::new(tag, 0, &mut errors));
        item.span.end == tag.len() && errors.is_empty()
    })
}

/// Returns the rule of a tag, which its first characters determine.
///
/// # Errors
///
/// Returns a plural noun for a construct of Handlebars that is not supported.
fn entry_rule(tag: &str) -> Result<Rule, &'static str> {
    let tag = tag.strip_prefix("{{").unwrap_or(tag);
    let tag = tag.strip_prefix('~').unwrap_or(tag);
    Ok(match tag.as_bytes() {
        [b'!', ..] => Rule::comment,
        [b'#', b'>', ..] => Rule::partial_block,
        [b'#', b'*', ..] => Rule::inline,
        [b'>', ..] => Rule::partial,
        [b'*', ..] => return Err("decorators"),
        [b'#', ..] => Rule::block,
        [b'^', ..] => Rule::caret,
        [b'/', ..] => Rule::end,
        [b'{', ..] => Rule::raw,
        _ if tag.trim_start_matches(whitespace::is_space).starts_with("else") => Rule::else_tag,
        _ => Rule::mustache,
    })
}

/// A syntax error.
struct SyntaxError {
    error: Diagnostic,
    /// The offset at which the next item may begin.
    resume: usize,
}

/// The failure of the grammar, instead of pest's error.
struct GrammarFailure {
    /// The offset of the first unexpected character.
    at: usize,
    /// Descriptions of the constructs that the grammar expects there.
    expected: Vec<&'static str>,
}

/// Converts the recognized tokens to an item.
fn item_of_pair<'t>(pair: &Pair<'_, Rule>, mut reader: TagReader<'t, '_>) -> TemplateItem<'t> {
    let span = reader.span(pair);
    let written = reader.written(pair);
    let rule = pair.as_rule();
    let kind = match rule {
        Rule::comment => ItemKind::Comment,
        Rule::otherwise => ItemKind::Else,
        Rule::otherwise_block => ItemKind::ElseBlock(reader.head(pair.clone())),
        Rule::block => ItemKind::Open { head: reader.head(pair.clone()), inverted: false },
        Rule::inverted => ItemKind::Open { head: reader.head(pair.clone()), inverted: true },
        Rule::end => ItemKind::Close(reader.end(pair.clone())),
        Rule::partial => ItemKind::Partial { head: reader.partial(pair.clone()), indent: "" },
        Rule::partial_block => ItemKind::OpenPartial {
            params: reader.block_params(&pair.clone()),
            head: reader.partial(pair.clone()),
        },
        Rule::inline => ItemKind::OpenInline(reader.inline(pair.clone())),
        _ => {
            let ampersand = written.trim_start_matches(['{', '~']).starts_with('&');
            let escaped = rule == Rule::mustache && !ampersand;
            ItemKind::Mustache { expression: reader.mustache(pair.clone()), escaped }
        }
    };
    let bytes = written.as_bytes();
    TemplateItem {
        kind,
        span,
        strips_before: bytes.get(2) == Some(&b'~'),
        strips_after: bytes.iter().nth_back(2) == Some(&b'~'),
    }
}

/// Translates an error of pest, for a tag at the offset `at`.
fn grammar_failure(at: usize, error: &pest::error::Error<Rule>) -> GrammarFailure {
    let (InputLocation::Pos(offset) | InputLocation::Span((offset, _))) = error.location;
    let rules: &[Rule] = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => &[],
    };
    // Where a named argument is allowed, a value is an argument.
    let value = if rules.contains(&Rule::name) { "an argument" } else { "a value" };
    let mut expected: Vec<&str> = Vec::new();
    for &rule in rules {
        let description = match rule {
            Rule::name | Rule::parenthesised | Rule::literal => value,
            Rule::param | Rule::partial_name => "a name",
            // pest does not name a rule of which it has tried only one part.
            Rule::path | Rule::rust_path if !rules.contains(&Rule::literal) => "a name",
            Rule::close => "`}}`",
            Rule::raw_close => "`}}}`",
            // Other rules are only parts of these.
            _ => continue,
        };
        if !expected.contains(&description) {
            expected.push(description);
        }
    }
    GrammarFailure { at: at + offset, expected }
}
