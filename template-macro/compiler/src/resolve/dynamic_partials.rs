//! Partials whose names are known only at run time: `{{> (name)}}`.

use super::{Resolver, scope::Frame};
use crate::{
    parse::ast::{Expression, LiteralValue, Name, PartialStatement},
    resolve::resolved::{ConditionalBranch, ExpressionKind, ResolvedExpression, Statement},
    source::Diagnostic,
};
use template_bytecode::Comparison;

/// The path of the helper that a template calls if no partial has a name that is known at run time: it fails. It is not in the table
/// of helpers, and messages call it a partial. No helper of a template is called so, because a name contains no braces.
pub const UNKNOWN_PARTIAL: &str = "{{>}}";

impl Resolver<'_> {
    /// Resolves `{{> (name)}}`: one branch for each partial that may have the name. One that has errors here is
    /// probably meant for other tags, and is an error only if it has the name.
    pub(super) fn dynamic_partial(
        &mut self,
        partial: &PartialStatement,
        name: &Expression,
        out: &mut Vec<Statement>,
    ) {
        let Some(files) = self.partials.names() else {
            let message = "the name of a partial must be known at compile time";
            let help = "choose between partials with `{{#if}}`, or compile the template at run time, with a `Compiler`";
            self.error(Diagnostic::error(name.span(), message).help(help));
            return;
        };
        if self.scope.is_full() {
            self.error(Diagnostic::error(partial.span, "blocks are nested too deeply"));
            return;
        }
        let var = self.scope.next_variable();
        let value = self.keyword_operand(name);
        let span = value.span;
        self.scope.enter(Frame { variables: 1, ..Frame::default() });
        let mut names = self.partial_scope.inline_names();
        if self.called.is_inside {
            let mut given: Vec<String> = self.called.inline_names.iter().cloned().collect();
            given.sort();
            names.extend(given);
        }
        // In a partial that is called all files are called, so that each is resolved once.
        let is_inside = self.called.is_inside;
        names.extend(
            files.into_iter().filter(|file| !is_inside && !self.called.recursive.contains(file)),
        );
        let mut branches = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for candidate in names {
            if !seen.insert(candidate.clone()) {
                continue;
            }
            let written = Name { text: candidate.clone(), span };
            let mut body = Vec::new();
            let errors = self.errors.len();
            self.optional(|resolver| {
                resolver.named_partial(partial, (&written, true), &mut body);
            });
            // Without those that are left, the template would lack partials that it names.
            if self.partial_scope.is_exceeded() {
                break;
            }
            if self.errors.len() > errors {
                self.errors.truncate(errors);
                continue;
            }
            let constant = ExpressionKind::Constant(LiteralValue::Text(candidate));
            let values = Box::new(
                [ExpressionKind::Variable(var), constant]
                    .map(|kind| ResolvedExpression { kind, span }),
            );
            let kind = ExpressionKind::Compare { by: Comparison::Eq, values };
            let condition = ResolvedExpression { kind, span };
            branches.push(ConditionalBranch { condition, negated: false, body });
        }
        let kind = ExpressionKind::Variable(var);
        let name = ResolvedExpression { kind, span };
        let otherwise = if is_inside || !self.called.recursive.is_empty() {
            let mut calls = Vec::new();
            self.call_by_name(partial, name, is_inside, &mut calls);
            calls
        } else {
            vec![self.unknown_partial(name)]
        };
        self.scope.leave();
        let body = if branches.is_empty() {
            otherwise
        } else {
            vec![Statement::If { branches, otherwise }]
        };
        out.push(Statement::Let { values: vec![value], var, body, span: partial.span });
    }

    /// Returns the statement that fails because there is no partial with a name.
    pub(super) fn unknown_partial(&mut self, name: ResolvedExpression) -> Statement {
        let span = name.span;
        let helper = self.helper_index(UNKNOWN_PARTIAL.to_owned(), span);
        let kind = ExpressionKind::Call { helper, positional: vec![name], named: Vec::new() };
        Statement::Append { value: ResolvedExpression { kind, span }, escape: self.escape }
    }
}
