//! The content of tags: calls, paths and literals, built from the pairs of pest.

use super::Rule;
use crate::{
    limits::MAX_PATH,
    parse::{
        ast::{Call, Expression, Literal, LiteralValue, Name, NamedArgument, Path},
        item::BlockHead,
        names::is_else_if_word,
        syntax_error::{call_help, operator_name_error},
    },
    source::{Diagnostic, Span},
};
use pest::iterators::Pair;

/// Returns the error for `{{elseif x}}`.
pub(super) fn else_if_in_one_word_error(path: &Path) -> Diagnostic {
    Diagnostic::error(path.span, format!("`{}` must be written as two words", path.text))
}

/// Converts the pairs of one tag to nodes of the tree.
///
/// It finds the errors that the grammar could only report in general terms.
pub(super) struct TagReader<'t, 'e> {
    text: &'t str,
    /// The offset of the tag, to which the offsets of pest are relative.
    base: usize,
    pub(super) errors: &'e mut Vec<Diagnostic>,
}

/// Returns `true` if a pair is a callee or an argument.
pub(super) fn is_argument(pair: &Pair<'_, Rule>) -> bool {
    matches!(pair.as_rule(), Rule::path | Rule::literal | Rule::parenthesised | Rule::named)
}

impl<'t, 'e> TagReader<'t, 'e> {
    pub(super) fn new(text: &'t str, base: usize, errors: &'e mut Vec<Diagnostic>) -> Self {
        Self { text, base, errors }
    }

    /// Returns the span of a pair in the template.
    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::new(self.base + span.start(), self.base + span.end())
    }

    /// Returns a pair as written in the template.
    pub(super) fn written(&self, pair: &Pair<'_, Rule>) -> &'t str {
        let Span { start, end } = self.span(pair);
        &self.text[start..end]
    }

    /// Reads `{{expression}}`. Without arguments it is a value, not a call.
    pub(super) fn mustache(&mut self, tag: Pair<'_, Rule>) -> Expression {
        let call = self.call(tag);
        if call.positional.is_empty() && call.named.is_empty() {
            return call.callee;
        }
        if let Expression::Path(path) = &call.callee
            && is_else_if_word(&path.text)
        {
            self.errors.push(else_if_in_one_word_error(path).help("write `{{else if …}}`"));
        }
        self.check_callee(&call, "write the name of a helper before it");
        Expression::Call(Box::new(call))
    }

    /// Reads `{{#name … as |…|}}`, `{{^name …}}` or `{{else name …}}`. The name may be in parentheses.
    pub(super) fn head(&mut self, tag: Pair<'_, Rule>) -> BlockHead {
        let params = self.block_params(&tag);
        let call = self.call(tag);
        if call.name().is_none() {
            let help = match &call.callee {
                Expression::Literal(_) => {
                    "a name with special characters must be written in brackets, as in `{{#[a b]}}`"
                }
                _ => {
                    "a call is the argument of a block, as in `{{#if (f a)}}` or `{{#each (f a)}}`"
                }
            };
            let error = Diagnostic::error(call.callee.span(), "a block must begin with a name");
            self.errors.push(error.help(help));
        }
        for argument in &call.positional {
            if let Expression::Path(path) = argument
                && path.text == "as"
            {
                let error = Diagnostic::error(
                    path.span,
                    "the names after `as` must be written between bars",
                );
                self.errors.push(error.help("write `as |name|`"));
            }
        }
        BlockHead { call, params }
    }

    /// Reads `as |…|` in a tag.
    pub(super) fn block_params(&self, tag: &Pair<'_, Rule>) -> Vec<Name> {
        let params = tag.clone().into_inner().find(|pair| pair.as_rule() == Rule::block_params);
        let params = params.into_iter().flat_map(Pair::into_inner);
        let params = params.filter(|pair| pair.as_rule() == Rule::param);
        params.map(|pair| Name { text: pair.as_str().to_owned(), span: self.span(&pair) }).collect()
    }

    /// Reads `{{/name}}`.
    pub(super) fn end(&mut self, tag: Pair<'_, Rule>) -> Path {
        let name = tag.clone().into_inner().find(|pair| pair.as_rule() == Rule::path);
        if let Some(name) = name {
            return self.path(name);
        }
        let string = tag.clone().into_inner().find(|pair| pair.as_rule() == Rule::string);
        let string = string.unwrap_or(tag);
        Path {
            at: false,
            up: 0,
            this: false,
            segments: Vec::new(),
            text: string.as_str().to_owned(),
            span: self.span(&string),
        }
    }

    /// Reads the call inside a tag or parentheses, which its span does not include.
    pub(super) fn call(&mut self, around: Pair<'_, Rule>) -> Call {
        let span = self.span(&around);
        let mut pairs = around.into_inner().filter(is_argument);
        let callee = match pairs.next() {
            Some(pair) => self.value(pair),
            // The grammar has no call without a callee.
            None => {
                Expression::Literal(Literal { value: LiteralValue::Null, undefined: false, span })
            }
        };
        let span = callee.span();
        let call = Call { callee, positional: Vec::new(), named: Vec::new(), span };
        self.arguments(call, pairs)
    }

    /// Reads the arguments of a call, and adds them to it.
    pub(super) fn arguments<'p>(
        &mut self,
        mut call: Call,
        pairs: impl Iterator<Item = Pair<'p, Rule>>,
    ) -> Call {
        let mut is_order_reported = false;
        let mut pairs = pairs.peekable();
        while let Some(pair) = pairs.next() {
            let has_left_operand = !call.is_bare();
            call.span = call.span.to(self.span(&pair));
            if has_left_operand
                && pairs.peek().is_some()
                && let Some(error) = operator_name_error(self.written(&pair), self.span(&pair))
            {
                self.errors.push(error);
                is_order_reported = true;
                continue;
            }
            if pair.as_rule() == Rule::named {
                call.named.extend(self.named_argument(pair));
                continue;
            }
            let value = self.value(pair);
            if !call.named.is_empty() && !is_order_reported {
                is_order_reported = true;
                let message = "positional arguments cannot follow named arguments";
                let error = Diagnostic::error(value.span(), message);
                self.errors.push(error.help("write the positional arguments first"));
            }
            call.positional.push(value);
        }
        call
    }

    /// Reads a named argument.
    fn named_argument(&mut self, pair: Pair<'_, Rule>) -> Option<NamedArgument> {
        let mut inner = pair.into_inner();
        let (name, value) = (inner.next()?, inner.next()?);
        let name = Name { text: unbracketed(name.as_str()), span: self.span(&name) };
        Some(NamedArgument { name, value: self.value(value) })
    }

    /// Reads an expression.
    pub(super) fn value(&mut self, pair: Pair<'_, Rule>) -> Expression {
        match pair.as_rule() {
            Rule::literal => Expression::Literal(self.literal(&pair)),
            Rule::path => Expression::Path(self.path(pair)),
            _ => Expression::Call(Box::new(self.subexpression(pair))),
        }
    }

    /// Reads a subexpression.
    fn subexpression(&mut self, pair: Pair<'_, Rule>) -> Call {
        let span = self.span(&pair);
        let call = self.call(pair);
        // In `f("a")` the missing space is the only error.
        if !self.text[..span.start].ends_with(|c: char| c == '_' || c.is_alphanumeric()) {
            let help = "remove the parentheses, or write the name of a helper before it";
            self.check_callee(&call, help);
        }
        Call { span, ..call }
    }

    /// Reports a literal as a callee.
    fn check_callee(&mut self, call: &Call, help: &str) {
        if let Expression::Literal(literal) = &call.callee {
            let error = Diagnostic::error(literal.span, "a literal cannot be called");
            self.errors.push(error.help(help));
        }
    }

    /// Reads a path.
    fn path(&mut self, pair: Pair<'_, Rule>) -> Path {
        let span = self.span(&pair);
        let mut path = Path {
            at: pair.as_str().starts_with('@'),
            up: 0,
            this: false,
            segments: Vec::new(),
            text: pair.as_str().to_owned(),
            span,
        };
        let mut is_order_reported = false;
        for part in pair.into_inner() {
            let text = part.as_str();
            match (part.as_rule(), text) {
                (Rule::up | Rule::here, _) | (Rule::plain, "this") => {
                    let help = "`..`, `.` and `this` may appear only at the beginning of a path";
                    if !path.segments.is_empty() && !is_order_reported {
                        is_order_reported = true;
                        let message = format!("`{}` is not a valid path", path.text);
                        self.errors.push(Diagnostic::error(span, message).help(help));
                    }
                    path.up += usize::from(text == "..");
                    path.this |= text != "..";
                }
                _ => {
                    let name = Name { text: unbracketed(text), span: self.span(&part) };
                    path.segments.push(name);
                }
            }
        }
        if path.segments.len() > MAX_PATH {
            let message = format!("a path has at most {MAX_PATH} names");
            self.errors.push(Diagnostic::error(span, message));
        }
        path.this |= path.segments.is_empty();
        self.check_end(&path);
        path
    }

    /// Reports a path that is directly followed by a parenthesis, a quote or a bracket.
    fn check_end(&mut self, path: &Path) {
        let Some(next) = self.text[path.span.end..].chars().next() else { return };
        let (message, help) = match next {
            '(' if path.text.contains('.') && !path.is_of_rust() => {
                let name = &path.text;
                (format!("`{name}(…)` is not a call"), call_help(name, " …"))
            }
            '(' => {
                let name = &path.text;
                let help =
                    format!("a call is written `{name} x`, or `({name} x)` inside another call");
                (format!("missing space after `{name}`"), help)
            }
            '"' | '\'' => {
                let help = "separate the arguments by spaces".to_owned();
                (format!("missing space after `{}`", path.text), help)
            }
            '[' => {
                let name = &path.text;
                let help = format!("write `{name}.0` or `{name}.[odd key]`");
                (format!("missing dot after `{name}`"), help)
            }
            _ => return,
        };
        let at = Span::new(path.span.end, path.span.end + 1);
        self.errors.push(Diagnostic::error(at, message).help(help));
    }

    /// Reads a literal.
    fn literal(&mut self, pair: &Pair<'_, Rule>) -> Literal {
        let span = self.span(pair);
        let text = self.written(pair);
        let value = match text.as_bytes() {
            b"true" => LiteralValue::Bool(true),
            b"false" => LiteralValue::Bool(false),
            b"null" | b"undefined" => LiteralValue::Null,
            [quote @ (b'"' | b'\''), ..] => {
                let quote = char::from(*quote);
                let inside = &text[1..text.len() - 1];
                LiteralValue::Text(
                    inside.replace(&format!("\\{quote}"), quote.encode_utf8(&mut [0; 4])),
                )
            }
            _ => self.number(text, span),
        };
        Literal { value, undefined: text == "undefined", span }
    }

    /// Reads a number.
    fn number(&mut self, text: &str, span: Span) -> LiteralValue {
        if let Ok(integer) = text.parse() {
            return LiteralValue::Int(integer);
        }
        let float: f64 = text.parse().unwrap_or(f64::NAN);
        if !float.is_finite() {
            let message = format!("`{text}` is too large for a number");
            self.errors.push(Diagnostic::error(span, message));
        }
        LiteralValue::Float(float)
    }
}

/// Returns a name without the brackets that may enclose it, with escapes in brackets resolved.
pub(super) fn unbracketed(written: &str) -> String {
    let Some(inner) = written.strip_prefix('[').and_then(|name| name.strip_suffix(']')) else {
        return written.to_owned();
    };
    let mut name = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let escaped = matches!(chars.as_str().as_bytes(), [b']' | b'\\', ..]);
        name.extend(if c == '\\' && escaped { chars.next() } else { Some(c) });
    }
    name
}
