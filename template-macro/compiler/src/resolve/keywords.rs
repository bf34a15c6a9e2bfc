//! Keywords that are called like helpers: `and or not eq ne neq lt le lte gt ge gte concat array hash get lookup
//! log`, `if` and `unless` inside an expression, and `includeZero=true` of conditions.

use super::{Resolver, lints::unreachable_operand_warning};
use crate::{
    notations::{Spelling, tag_spelling},
    parse::ast::{self, Call, LiteralValue, Path},
    resolve::resolved::{ExpressionKind, ResolvedExpression},
    source::Diagnostic,
};
use template_bytecode::Comparison;

impl Resolver<'_> {
    /// Resolves a call if its name is a keyword.
    pub(super) fn keyword(
        &mut self,
        name: &str,
        path: &Path,
        call: &Call,
    ) -> Option<ResolvedExpression> {
        Some(match name {
            "if" => self.inline_if(call, false),
            "unless" => self.inline_if(call, true),
            "each" | "each-in" | "with" | "let" | "fragment" => {
                let error = Diagnostic::error(path.span, format!("`{name}` is a block"));
                let help = match tag_spelling("{{", self.source.text_of(call.span)) {
                    Some(spelling) => spelling.help(),
                    None => format!("write `{{{{#{name} …}}}}…{{{{/{name}}}}}`"),
                };
                self.error(error.help(help))
            }
            "helper" | "fn" => self.partial_application(name, call),
            _ => ResolvedExpression { kind: self.function_keyword(name, call)?, span: call.span },
        })
    }

    /// Resolves a call if its name is a keyword that is called like a function.
    fn function_keyword(&mut self, name: &str, call: &Call) -> Option<ExpressionKind> {
        let kind = match name {
            "has-block" | "slots" if self.slots.is_some() => self.slot_keyword(name, call),
            "concat" => ExpressionKind::Concat(self.positional_arguments(name, call)),
            "array" => ExpressionKind::Array(self.positional_arguments(name, call)),
            "log" => ExpressionKind::Log(self.positional_arguments(name, call)),
            "and" | "or" => {
                self.require_argument(name, call);
                let (values, decides) = (self.positional_arguments(name, call), name == "or");
                self.warnings.extend(unreachable_operand_warning(&values, decides));
                ExpressionKind::ShortCircuit { values, decides }
            }
            "not" => match self.exact_arguments(name, call) {
                Some([value]) => ExpressionKind::Not(Box::new(value)),
                None => NULL,
            },
            "hash" => {
                if let Some(value) = call.positional.first() {
                    self.errors.push(
                        Diagnostic::error(value.span(), "`hash` accepts only named arguments")
                            .help("write `(hash name=value)`"),
                    );
                }
                ExpressionKind::Hash(self.named_arguments(call))
            }
            "get" | "lookup" => {
                // `record_lookup_read` restores it if only one field is read.
                let whole = self.reads.whole;
                match self.exact_arguments(name, call) {
                    Some(values) => {
                        self.record_lookup_read(&values, whole);
                        ExpressionKind::Lookup { values: Box::new(values) }
                    }
                    None => NULL,
                }
            }
            _ => {
                let by = comparison(name)?;
                match self.exact_arguments(name, call) {
                    Some(values) => ExpressionKind::Compare { by, values: Box::new(values) },
                    None => NULL,
                }
            }
        };
        Some(kind)
    }

    /// Resolves the condition of `if` or `unless`, whose only named argument is `includeZero`.
    ///
    /// Warns if the condition is constant: `outcome` describes the consequence of its truth value.
    pub(super) fn condition(
        &mut self,
        call: &Call,
        condition: &ast::Expression,
        outcome: impl FnOnce(bool) -> String,
    ) -> ResolvedExpression {
        let warnings = self.warnings.len();
        let mut value = self.keyword_operand(condition);
        for argument in &call.named {
            let literal = match &argument.value {
                ast::Expression::Literal(literal) => Some(&literal.value),
                _ => None,
            };
            let name = &argument.name;
            match (name.text.as_str(), literal) {
                ("includeZero", Some(LiteralValue::Bool(true))) => {
                    let span = value.span;
                    value = ResolvedExpression {
                        kind: ExpressionKind::IncludeZero(Box::new(value)),
                        span,
                    };
                }
                ("includeZero", Some(LiteralValue::Bool(false))) => {}
                ("includeZero", _) => self.errors.push(Diagnostic::error(
                    argument.value.span(),
                    "`includeZero` must be `true` or `false`",
                )),
                _ => self.errors.push(Diagnostic::error(
                    name.span,
                    format!("a condition has no argument called `{}`", name.text),
                )),
            }
        }
        self.warn_about_constant_condition(&value, warnings, outcome);
        value
    }

    /// Resolves `if` or, if `negated`, `unless` inside an expression.
    fn inline_if(&mut self, call: &Call, negated: bool) -> ResolvedExpression {
        let name = if negated { "unless" } else { "if" };
        if let Some(error) = self.infix_condition_error(call) {
            return self.error(error);
        }
        let (condition, then, otherwise) = match call.positional.as_slice() {
            [condition, then] => (condition, then, None),
            [condition, then, otherwise] => (condition, then, Some(otherwise)),
            arguments => {
                let given = arguments.len();
                let words: Vec<&ast::Expression> = arguments.iter().collect();
                let condition = (given.saturating_sub(2)..given)
                    .find_map(|values| self.prefix_form(&words[..values]));
                let help = match condition {
                    Some(condition) => format!("write the condition as a call: `{condition}`"),
                    None if call.is_in_parentheses() => {
                        format!("write `({name} condition \"then\" \"otherwise\")`")
                    }
                    None => format!("write `{{{{{name} condition \"then\" \"otherwise\"}}}}`"),
                };
                return self.error(
                    Diagnostic::error(
                        call.span,
                        format!(
                            "`{name}` takes a condition and one or two values, but {given} {} given",
                            if given == 1 { "was" } else { "were" }
                        ),
                    )
                    .help(help),
                );
            }
        };
        let outcome = |truth| match (truth != negated, otherwise) {
            (true, None) => format!("the value is always used, as if there were no `{name}`"),
            (true, Some(_)) => "the second value is never used".to_owned(),
            (false, None) => "the value is never used".to_owned(),
            (false, Some(_)) => "the first value is never used".to_owned(),
        };
        let kind = ExpressionKind::If {
            condition: Box::new(self.condition(call, condition, outcome)),
            negated,
            then: Box::new(self.expression(then)),
            otherwise: otherwise.map(|otherwise| Box::new(self.expression(otherwise))),
        };
        ResolvedExpression { kind, span: call.span }
    }

    /// Resolves the arguments of a keyword without named arguments.
    fn positional_arguments(&mut self, keyword: &str, call: &Call) -> Vec<ResolvedExpression> {
        self.reject_named_arguments(call, keyword);
        self.expressions(&call.positional)
    }

    /// Reports a call without positional arguments.
    pub(super) fn require_argument(&mut self, keyword: &str, call: &Call) {
        if call.positional.is_empty() {
            let message = format!("`{keyword}` takes at least 1 value, but 0 were given");
            self.errors.push(Diagnostic::error(call.span, message));
        }
    }

    /// Resolves the arguments of a keyword that takes exactly `N`, or reports a wrong number.
    fn exact_arguments<const N: usize>(
        &mut self,
        keyword: &str,
        call: &Call,
    ) -> Option<[ResolvedExpression; N]> {
        let values = self.positional_arguments(keyword, call);
        let given = values.len();
        match <[ResolvedExpression; N]>::try_from(values) {
            Ok(values) => Some(values),
            Err(_) => {
                let values = if N == 1 { "value" } else { "values" };
                let were = if given == 1 { "was" } else { "were" };
                let message = format!("`{keyword}` takes {N} {values}, but {given} {were} given");
                let mut error = Diagnostic::error(call.span, message);
                let words: Vec<&ast::Expression> =
                    [&call.callee].into_iter().chain(&call.positional).collect();
                error.help = self
                    .prefix_form(&words)
                    .map(|correct| self.help_in_place_of(call, &Spelling::of_keywords(correct)));
                self.errors.push(error);
                None
            }
        }
    }
}

/// The placeholder for an invalid call.
const NULL: ExpressionKind = ExpressionKind::Constant(LiteralValue::Null);

/// Returns the comparison that a keyword denotes.
pub(super) fn comparison(keyword: &str) -> Option<Comparison> {
    Some(match keyword {
        "eq" => Comparison::Eq,
        "ne" | "neq" => Comparison::Ne,
        "lt" => Comparison::Lt,
        "le" | "lte" => Comparison::Le,
        "gt" => Comparison::Gt,
        "ge" | "gte" => Comparison::Ge,
        _ => return None,
    })
}
