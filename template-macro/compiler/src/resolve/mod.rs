//! Name resolution: distinguishes keywords from helpers, numbers contexts and block params, and finds
//! the loop that `@index` refers to. All errors of a template are collected.
//!
//! | path | meaning |
//! |---|---|
//! | `name` | the innermost block param with that name, or else a field of the context |
//! | `this.name`, `./name` | a field of the context |
//! | `../name` | a field of the enclosing context |
//! | `@root.name`, `@name` | a field of the template's own data |
//!
//! | call | callee |
//! |---|---|
//! | `name x`, `(name)` | a keyword, or else the innermost block param with that name, or else a closure, or else a Rust function |
//! | `module::name x`, `(module::name)` | a Rust function |
//! | `this.name x`, `a.b x`, `../name x`, `@name x` | the helper that the path evaluates to |
//! | `(name x) y`, `((name x))` | the helper that the call in parentheses returns |
//! | `(name) y`, `(this.name) y` | the same as without parentheses |
//!
//! | block | meaning |
//! |---|---|
//! | `{{#if x}}` and other keywords | a block of the language |
//! | `{{#eq x y}}` and other keywords that return true or false | `{{#if (eq x y)}}` |
//! | `{{#name}}`, `{{#a.b}}` | a section over a value |
//! | `{{#name x}}`, `{{#module::name}}`, `{{#(name)}}` | a block helper: a Rust function |
//! | `{{> Name x=y}}`, `{{#> Name x=y}}` | a call of a component, if that is allowed ([`Options::components`]) |
//!
//! `{{^if x}}` is `{{#unless x}}`, `{{^unless x}}` is `{{#if x}}`, and `{{^eq x y}}` is `{{#unless (eq x y)}}`; `{{^name}}`
//! is an inverted section.
//!
//! A closure is a field of the template's own data that is listed in [`Options::closures`]; if it is also listed in
//! [`Options::functions`], a block calls it as a Rust function. If [`Options::helpers`] is set, no other functions exist. A
//! closure or such a function with the name of a keyword replaces the keyword. With [`Options::implicit_calls`] a name calls
//! without parentheses. Arguments bound by `helper` and `fn` become arguments of the call if the function is known at compile
//! time.
//!
//! Constructs that are valid but probably not intended cause warnings.

mod block_helpers;
mod blocks;
mod called_partials;
mod calls;
mod components;
mod dynamic_partials;
mod expressions;
mod fill_lines;
mod fragments;
mod includes;
mod indent;
mod infix;
mod inlines;
mod keywords;
pub(crate) mod lints;
mod partial_calls;
mod partials;
mod private_data;
pub mod resolved;
mod scope;

use crate::{
    limits::MAX_NESTING,
    options::{DeclaredSlot, Options},
    parse::ast,
    partials::Partials,
    source::{Diagnostic, Source, Span},
};
use called_partials::CalledPartials;
use calls::KnownHelpers;
pub use dynamic_partials::UNKNOWN_PARTIAL;
use fragments::FragmentScope;
pub use fragments::{invalid_name_error, names_of_fragments};
use inlines::PartialScope;
use lints::warn_about_escaped_quotes;
use partials::nested_too_deep_error;
use resolved::{
    ExpressionKind, HelperUse, Reads, ResolvedExpression, ResolvedTemplate, Statement,
    UnescapedMustache,
};
use scope::NameScope;
use std::collections::{HashMap, HashSet};
use template_bytecode::{Escape, diagnostics::MAX_ERRORS};

/// Resolves the names of a template, which was parsed from the text of `source`, and expands the partials that
/// it includes, which are added to the source.
///
/// # Errors
///
/// Returns all errors that can be found without types.
pub fn resolve(
    template: &ast::TemplateAst,
    source: &mut Source,
    options: &Options,
    partials: &mut dyn Partials,
) -> Result<ResolvedTemplate, Vec<Diagnostic>> {
    let mut resolver = Resolver {
        source,
        partials,
        closures: &options.closures,
        functions: &options.functions,
        components: options.components,
        flush: options.flush,
        slots: options.slots.as_deref(),
        takes_content: false,
        named_slots: HashSet::new(),
        fill_items: Vec::new(),
        known: KnownHelpers::new(options.helpers.as_deref()),
        implicit_calls: options.implicit_calls,
        lenient_paths: options.lenient_paths,
        lint: options.lint,
        mustache: Span::new(0, 0),
        escape: options.escape,
        escapes_as_text: options.escape == Escape::Html && !options.contexts,
        scope: if options.private_data { private_data::scope() } else { NameScope::default() },
        partial_scope: PartialScope::default(),
        called: CalledPartials::default(),
        fragments: FragmentScope::new(options.fragments),
        depth: 0,
        call_depth: 0,
        helpers: Vec::new(),
        helper_indexes: HashMap::new(),
        fields: Vec::new(),
        field_names: HashSet::new(),
        reads: Reads::default(),
        unescaped: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
    };
    resolver.warn_about_foreign_tags(&template.foreign_tags);
    resolver.find_recursive_partials(&template.body);
    let mut body = resolver.body(&template.body);
    resolver.called_files(options.private_data);
    if options.private_data {
        body = vec![private_data::bind(body)];
    }
    resolver.warn_about_unused_inlines();
    if !resolver.errors.is_empty() {
        return Err(resolver.errors);
    }
    let partials = resolver.called.take();
    let Resolver { source, helpers, fields, reads, unescaped, mut warnings, .. } = resolver;
    let slots = 0..resolver.slots.map_or(0, <[_]>::len);
    let unused_slots = slots.filter(|slot| !resolver.named_slots.contains(slot)).collect();
    warnings.sort_by_key(|warning| warning.span.start);
    source.without_repetitions(&mut warnings);
    Ok(ResolvedTemplate {
        body,
        partials,
        helpers,
        fields,
        reads,
        unescaped,
        takes_content: resolver.takes_content,
        unused_slots,
        warnings,
    })
}

struct Resolver<'o> {
    source: &'o mut Source,
    partials: &'o mut dyn Partials,
    closures: &'o [String],
    functions: &'o [String],
    components: bool,
    /// Whether `{{flush}}` is a keyword.
    flush: bool,
    slots: Option<&'o [DeclaredSlot]>,
    /// Whether the template takes content.
    takes_content: bool,
    /// The indices of the slots that the template names.
    named_slots: HashSet<usize>,
    /// The variables that hold fills, of loops over `slots`, and the numbers of the slots.
    fill_items: Vec<(u16, u8)>,
    known: KnownHelpers<'o>,
    implicit_calls: bool,
    lenient_paths: bool,
    lint: bool,
    escape: Escape,
    /// The last mustache, braces included.
    mustache: Span,
    /// Whether all values are escaped as in HTML text, regardless of their HTML context.
    escapes_as_text: bool,
    scope: NameScope,
    partial_scope: PartialScope,
    called: CalledPartials,
    fragments: FragmentScope,
    /// The nesting depth of bodies.
    depth: usize,
    /// The number of calls of components and block helpers around the current body.
    call_depth: usize,
    helpers: Vec<HelperUse>,
    /// The index of each helper, by its name and whether it is a component.
    helper_indexes: HashMap<(String, bool), u16>,
    fields: Vec<ast::Name>,
    field_names: HashSet<String>,
    reads: Reads,
    unescaped: Vec<UnescapedMustache>,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// Resolves a body. The inline partials in it are defined up to its end.
    fn body(&mut self, nodes: &[ast::Node]) -> Vec<Statement> {
        // The parser limits the depth of each file.
        if self.depth > MAX_NESTING
            && let Some(span) = self.partial_scope.innermost_tag()
        {
            self.errors.push(nested_too_deep_error(span));
            return Vec::new();
        }
        self.depth += 1;
        let inlines = self.partial_scope.inlines();
        let mut statements = Vec::with_capacity(nodes.len());
        for node in nodes {
            // Only some of these errors are reported. An error of a partial may occur many times, and is reported once.
            if self.errors.len() >= 20 * MAX_ERRORS {
                break;
            }
            match node {
                ast::Node::Text(text) => {
                    let (content, span) = (text.content.clone(), text.span);
                    statements.push(Statement::Text { content, span });
                }
                ast::Node::Mustache(mustache) => statements.push(self.mustache(mustache)),
                ast::Node::Block(block) => statements.push(self.block(block)),
                ast::Node::Partial(partial) => self.partial(partial, &mut statements),
                ast::Node::Inline(inline) => self.define_inline(inline, self.scope.depth()),
            }
        }
        self.partial_scope.restore_inlines(inlines);
        self.depth -= 1;
        statements
    }

    fn mustache(&mut self, mustache: &ast::Mustache) -> Statement {
        let ast::Mustache { expression, escaped, span } = mustache;
        self.mustache = *span;
        if let Some(statement) = self.component_statement(expression, *span) {
            return statement;
        }
        if let Some(statement) = self.flush_statement(expression, *span) {
            return statement;
        }
        let value = self.printed_expression(expression);
        if *escaped {
            // Otherwise the HTML context of the mustache decides.
            if self.escapes_as_text {
                warn_about_escaped_quotes(&value, &mut self.warnings);
            }
        } else {
            self.warn_about_needless_braces(*span);
            self.unescaped.push(UnescapedMustache { value: value.span, span: *span });
        }
        let escape = if *escaped { self.escape } else { Escape::None };
        Statement::Append { value, escape }
    }

    /// Records an error, and returns a placeholder for the invalid expression.
    fn error(&mut self, error: Diagnostic) -> ResolvedExpression {
        let span = error.span;
        self.errors.push(error);
        ResolvedExpression { kind: ExpressionKind::Constant(ast::LiteralValue::Null), span }
    }

    /// Records an error about a path that leads out of the template, or, if that is allowed, a warning, and
    /// returns null.
    fn path_out_of_template(&mut self, error: Diagnostic) -> ResolvedExpression {
        if !self.lenient_paths {
            return self.error(error);
        }
        let span = error.span;
        let message = format!("{}, and is always null", error.message);
        self.warnings.push(Diagnostic { help: error.help, ..Diagnostic::warning(span, message) });
        ResolvedExpression { kind: ExpressionKind::Constant(ast::LiteralValue::Null), span }
    }

    /// Returns the index of a helper in the table of helpers, adding it if it is new.
    fn helper_index(&mut self, path: String, span: Span) -> u16 {
        self.callee_index(HelperUse { path, span, is_component: false })
    }

    /// Returns the index of a helper or a component in the table of helpers, adding it if it is new.
    fn callee_index(&mut self, callee: HelperUse) -> u16 {
        let key = (callee.path.clone(), callee.is_component);
        if let Some(&index) = self.helper_indexes.get(&key) {
            return index;
        }
        let index = self.helpers.len() as u16;
        if self.helpers.len() == usize::from(u16::MAX) {
            self.errors.push(Diagnostic::error(callee.span, "too many different helpers"));
        }
        self.helper_indexes.insert(key, index);
        self.helpers.push(callee);
        index
    }

    /// Records that a field of the template's own data is read.
    fn record_own_field(&mut self, name: &ast::Name) {
        if self.field_names.insert(name.text.clone()) {
            self.fields.push(name.clone());
        }
    }
}
