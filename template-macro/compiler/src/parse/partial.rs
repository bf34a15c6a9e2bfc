//! The content of tags of partials: `{{> nav user title="Hi"}}`, `{{#> frame}}`, `{{#*inline "row"}}`.

use super::{
    Rule,
    expression::{TagReader, is_argument, unbracketed},
};
use crate::{
    parse::{
        ast::{Call, Expression, Literal, LiteralValue, Name, PartialTarget},
        item::PartialHead,
    },
    source::Diagnostic,
};
use pest::iterators::Pair;

impl TagReader<'_, '_> {
    /// Reads `{{> name …}}` or `{{#> name …}}`.
    pub(super) fn partial(&mut self, tag: Pair<'_, Rule>) -> PartialHead {
        let has_block = tag.as_rule() == Rule::partial_block;
        let span = self.span(&tag);
        let is_part = |pair: &Pair<'_, Rule>| {
            is_argument(pair) || matches!(pair.as_rule(), Rule::string | Rule::partial_name)
        };
        let mut pairs = tag.into_inner().filter(is_part);
        let target = match pairs.next() {
            Some(pair) if pair.as_rule() == Rule::parenthesised => {
                PartialTarget::Dynamic(self.value(pair))
            }
            Some(pair) => self.partial_name(&pair),
            // The grammar has no partial without a name.
            None => {
                let name = Name { text: String::new(), span };
                PartialTarget::Name { name, is_quoted: true }
            }
        };
        let null = Literal { value: LiteralValue::Null, undefined: false, span };
        let call = Call {
            callee: Expression::Literal(null),
            positional: Vec::new(),
            named: Vec::new(),
            span,
        };
        let Call { positional, named, .. } = self.arguments(call, pairs);
        if let (PartialTarget::Dynamic(name), true) = (&target, has_block) {
            let message = "the name of a partial with a block cannot be a call";
            let help = "write `{{> (…)}}` without a block, or a name in quotes";
            self.errors.push(Diagnostic::error(name.span(), message).help(help));
        }
        if let Some(second) = positional.get(1) {
            let error = Diagnostic::error(
                second.span(),
                "a partial or a component accepts only one context",
            );
            self.errors.push(error.help("write `name=value` to pass more values"));
        }
        PartialHead { target, positional, named, is_component: false }
    }

    /// Reads `nav`, `"nav"` or `[nav]`.
    fn partial_name(&self, pair: &Pair<'_, Rule>) -> PartialTarget {
        let (span, text) = (self.span(pair), pair.as_str());
        let name = match text.as_bytes() {
            [quote @ (b'"' | b'\''), ..] => {
                let escaped = ['\\', char::from(*quote)].iter().collect::<String>();
                text[1..text.len() - 1].replace(&escaped, &escaped[1..])
            }
            _ => unbracketed(text),
        };
        let is_quoted = text.starts_with(['"', '\'', '[']);
        PartialTarget::Name { name: Name { text: name, span }, is_quoted }
    }

    /// Reads `{{#*inline "name"}}`, and returns the name.
    pub(super) fn inline(&mut self, tag: Pair<'_, Rule>) -> Name {
        let call = self.call(tag);
        let name = match call.positional.as_slice() {
            [Expression::Literal(Literal { value: LiteralValue::Text(name), span, .. })]
                if call.named.is_empty() =>
            {
                Name { text: name.clone(), span: *span }
            }
            [Expression::Path(path)] if call.named.is_empty() && path.plain().is_some() => {
                Name { text: path.text.clone(), span: path.span }
            }
            _ => {
                let error = Diagnostic::error(call.span, "an inline partial accepts only a name");
                self.errors.push(error.help("write `{{#*inline \"name\"}}…{{/inline}}`"));
                Name { text: String::new(), span: call.span }
            }
        };
        match &call.callee {
            Expression::Path(path) if path.text == "inline" => {}
            callee => {
                let error = Diagnostic::error(callee.span(), "the only decorator is `inline`");
                self.errors.push(error.help("write `{{#*inline \"name\"}}…{{/inline}}`"));
            }
        }
        name
    }
}
