//! Name resolution: distinguishes keywords from helpers, numbers contexts and block params, and finds
//! the loop that `@index` refers to. All errors of a template are collected.
//!
//! | written | is |
//! |---|---|
//! | `name` | the innermost block param of that name, or else a field of the context |
//! | `this.name`, `./name` | a field of the context |
//! | `../name` | a field of the context around the innermost one |
//! | `@root.name`, `@name` | a field of the template's own data |
//!
//! | called | is |
//! |---|---|
//! | `name x`, `(name)` | a keyword, or else the innermost block param of that name, or else a closure, or else a function of Rust |
//! | `module::name x`, `(module::name)` | a function of Rust |
//! | `this.name x`, `a.b x`, `../name x`, `@name x` | the helper that is the value of the path |
//! | `(name x) y`, `((name x))` | the helper that the call in parentheses returns |
//! | `(name) y`, `(this.name) y` | the same as without parentheses |
//!
//! | block | is |
//! |---|---|
//! | `{{#if x}}` and other keywords | a block of the language |
//! | `{{#name}}`, `{{#a.b}}` | a section over a value |
//! | `{{#name x}}`, `{{#module::name}}`, `{{#(name)}}` | a block helper: a function of Rust |
//!
//! `{{^if x}}` is `{{#unless x}}`, and the other way round; `{{^name}}` is a section the other way round.
//!
//! A closure is a field of the template's own data that [`Options::closures`] names; one
//! of [`Options::functions`] is a function of Rust where a block calls it. Where [`Options::helpers`] are
//! given, no other functions exist. With [`Options::implicit_calls`] a name calls without parentheses.
//! Arguments that `helper` and `fn` capture become arguments of the call where the function is known at
//! compile time.
//!
//! Constructs that are valid but probably not intended become warnings.

mod block_helpers;
mod blocks;
mod calls;
mod expressions;
mod keywords;
mod lints;
pub mod resolved;
mod scope;

use crate::{
    options::Options,
    parse::ast,
    source::{Diagnostic, Span},
};
use calls::KnownHelpers;
use resolved::{
    ExpressionKind, HelperUse, RawMustache, Reads, ResolvedExpression, ResolvedTemplate, Statement,
};
use scope::NameScope;
use std::collections::HashMap;

/// Resolves the names of a template.
///
/// # Errors
///
/// All errors that can be found without types.
pub fn resolve(
    template: &ast::TemplateAst,
    options: &Options,
) -> Result<ResolvedTemplate, Vec<Diagnostic>> {
    let mut resolver = Resolver {
        closures: &options.closures,
        functions: &options.functions,
        known: KnownHelpers::new(options.helpers.as_deref()),
        implicit_calls: options.implicit_calls,
        ..Resolver::default()
    };
    let body = resolver.nodes(&template.body);
    if !resolver.errors.is_empty() {
        return Err(resolver.errors);
    }
    let Resolver { helpers, fields, reads, raw, mut warnings, .. } = resolver;
    warnings.sort_by_key(|warning| warning.span.start);
    Ok(ResolvedTemplate { body, helpers, fields, reads, raw, warnings })
}

#[derive(Default)]
struct Resolver<'o> {
    closures: &'o [String],
    functions: &'o [String],
    known: KnownHelpers<'o>,
    implicit_calls: bool,
    scope: NameScope,
    helpers: Vec<HelperUse>,
    helper_index: HashMap<String, u16>,
    fields: Vec<ast::Name>,
    field_index: HashMap<String, ()>,
    reads: Reads,
    raw: Vec<RawMustache>,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn nodes(&mut self, nodes: &[ast::Node]) -> Vec<Statement> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn node(&mut self, node: &ast::Node) -> Statement {
        match node {
            ast::Node::Text(text) => {
                Statement::Text { content: text.content.clone(), span: text.span }
            }
            ast::Node::Mustache(mustache) => self.mustache(mustache),
            ast::Node::Block(block) => self.block(block),
        }
    }

    fn mustache(&mut self, mustache: &ast::Mustache) -> Statement {
        let ast::Mustache { expression, escaped, span } = mustache;
        let value = self.printed_expression(expression);
        if !escaped {
            self.raw.push(RawMustache { value: value.span, span: *span });
        }
        Statement::Append { value, escaped: *escaped }
    }

    /// Records an error, and returns an expression to use in place of the invalid one.
    fn error(&mut self, error: Diagnostic) -> ResolvedExpression {
        let span = error.span;
        self.errors.push(error);
        ResolvedExpression { kind: ExpressionKind::Constant(ast::LiteralValue::Null), span }
    }

    /// Returns the index of a helper, which is added if it is new.
    fn helper(&mut self, path: String, span: Span) -> u16 {
        if let Some(&index) = self.helper_index.get(&path) {
            return index;
        }
        let index = self.helpers.len() as u16;
        if self.helpers.len() == usize::from(u16::MAX) {
            self.errors.push(Diagnostic::error(span, "too many different helpers"));
        }
        self.helper_index.insert(path.clone(), index);
        self.helpers.push(HelperUse { path, span });
        index
    }

    /// Records that a field of the template's own data is read.
    fn record_own_field(&mut self, name: &ast::Name) {
        if self.field_index.insert(name.text.clone(), ()).is_none() {
            self.fields.push(name.clone());
        }
    }
}
