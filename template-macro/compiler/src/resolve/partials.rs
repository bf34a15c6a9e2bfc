//! Partials: `{{> name}}`, `{{#> name}}…{{/name}}`, `{{> @partial-block}}`. A partial is expanded where it is
//! included, in the scope of the tag that includes it.
//!
//! A file sees the scope of its includer. A context is a variable, and `../` refers to the context of the includer. The
//! names that a tag adds belong to the context: they can also be read after `this.` or `../`, and they
//! are not names of nested contexts.

use super::{
    Resolver,
    indent::indent,
    inlines::{Expansion, ExpansionId, depth, size},
    scope::{Frame, LetBindings, ScopeParam},
};
use crate::{
    limits::{MAX_ARGUMENTS, MAX_EXPANSION, MAX_NESTING, MIN_EXPANSION, NAME_EXPANSION},
    parse::{
        ast::{Expression, LiteralValue, Name, Node, PartialStatement, PartialTarget, Path},
        names::is_path_of_rust,
        parse, parse_with_components,
    },
    partials::MissingPartial,
    resolve::resolved::{ConditionalBranch, ExpressionKind, ResolvedExpression, Statement},
    source::{Diagnostic, Source, Span},
};
use std::sync::Arc;

/// The partial that a tag includes.
#[derive(Clone)]
enum Included {
    /// A file.
    File(Arc<Source>),
    /// The inline partial with this index.
    Inline(usize),
    /// The block with this index: `@partial-block`.
    Block(usize),
    /// The block of the tag itself, because there is no partial with the name.
    Default,
}

impl Resolver<'_> {
    /// Resolves a tag that includes a partial, and appends the statements of the partial to `out`.
    pub(super) fn partial(&mut self, partial: &PartialStatement, out: &mut Vec<Statement>) {
        if let (PartialTarget::Name { name, .. }, true) = (&partial.target, partial.is_component)
            && self.partial_scope.find_inline(&name.text).is_none()
        {
            out.push(self.component(partial, name));
            return;
        }
        if let Some(param) = partial.params.first() {
            let error = Diagnostic::error(param.span, "a partial does not accept block params");
            self.errors.push(error.help("only a component passes values to its content"));
            return;
        }
        match &partial.target {
            PartialTarget::Name { name, is_quoted } => {
                self.named_partial(partial, (name, *is_quoted), out);
            }
            PartialTarget::Dynamic(name) => self.dynamic_partial(partial, name, out),
        }
    }

    /// Appends the statements of a partial with a name that is written in the template.
    pub(super) fn named_partial(
        &mut self,
        partial: &PartialStatement,
        (name, is_quoted): (&Name, bool),
        out: &mut Vec<Statement>,
    ) {
        let is_block = name.text == template_bytecode::PARTIAL_BLOCK && !is_quoted;
        let is_known = if is_block {
            self.partial_scope.block.is_some()
        } else {
            self.partial_scope.find_inline(&name.text).is_some()
        };
        let is_name = is_block || !name.text.starts_with('@');
        let may_be_given = !is_known && is_name && self.called.may_be_given(&name.text);
        let included = if is_block && may_be_given {
            None
        } else {
            Some(self.included(name, is_quoted, partial.block.is_some()))
        };
        if !may_be_given {
            match included {
                Some(Ok(included)) => self.expand(partial, &included, &name.text, out),
                Some(Err(error)) => self.errors.push(error),
                None => {}
            }
            return;
        }
        // The call determines whether it is passed.
        let (mut body, mut otherwise) = (Vec::new(), Vec::new());
        self.call_passed(partial, &name.text, &mut body);
        match included {
            Some(Ok(included)) => self.expand(partial, &included, &name.text, &mut otherwise),
            _ => {
                let kind = ExpressionKind::Constant(LiteralValue::Text(name.text.clone()));
                let name = ResolvedExpression { kind, span: name.span };
                otherwise.push(self.unknown_partial(name));
            }
        }
        let kind = ExpressionKind::HasPassed(name.text.clone());
        let condition = ResolvedExpression { kind, span: name.span };
        let branch = ConditionalBranch { condition, negated: false, body };
        out.push(Statement::If { branches: vec![branch], otherwise });
    }

    /// Returns the referent of a name: the innermost inline partial, or else the file, or else the block of
    /// the tag.
    fn included(
        &mut self,
        name: &Name,
        is_quoted: bool,
        has_block: bool,
    ) -> Result<Included, Diagnostic> {
        if let Some(data) = name.text.strip_prefix('@').filter(|_| !is_quoted) {
            return match self.partial_scope.block {
                Some(block) if data == "partial-block" => Ok(Included::Block(block)),
                _ if data == "partial-block" => Err(no_block_error(name.span)),
                _ => {
                    let message = format!("`{}` is not a partial", name.text);
                    let help = "the only partial with `@` is `@partial-block`";
                    Err(Diagnostic::error(name.span, message).help(help))
                }
            };
        }
        if let Some(inline) = self.partial_scope.find_inline(&name.text) {
            return Ok(Included::Inline(inline));
        }
        let (includer, _) = self.source.file_and_base(name.span.start);
        let message = || format!("there is no partial called `{}`", name.text);
        match self.partials.load(&name.text, &includer.file) {
            Ok(source) => Ok(Included::File(source)),
            Err(MissingPartial::NotFound(_)) if has_block => Ok(Included::Default),
            Err(MissingPartial::NotFound(mut help)) => {
                let component = capitalised(&name.text).filter(|_| self.components);
                if defines_inline(&includer.text, &name.text) {
                    help += "; an inline partial can be included after its end, up to that of the block around it";
                } else if let Some(component) = component {
                    let rule = if component == name.text {
                        "is called without quotes"
                    } else {
                        "begins with a capital"
                    };
                    help += &format!("; a component {rule}: `{{{{> {component}}}}}`");
                }
                Err(Diagnostic::error(name.span, message()).help(help))
            }
            Err(MissingPartial::Unreadable(reason)) => {
                let message = format!("the partial `{}` cannot be read", name.text);
                Err(Diagnostic::error(name.span, message).help(reason))
            }
        }
    }

    /// Appends the statements of a partial to `out`, after those that bind its context and names.
    fn expand(
        &mut self,
        partial: &PartialStatement,
        included: &Included,
        name: &str,
        out: &mut Vec<Statement>,
    ) {
        if partial.named.len() >= MAX_ARGUMENTS {
            let message = format!("a partial has at most {} named arguments", MAX_ARGUMENTS - 1);
            self.error(Diagnostic::error(partial.span, message));
            return;
        }
        if self.scope.is_full() {
            self.error(Diagnostic::error(partial.span, "blocks are nested too deeply"));
            return;
        }
        match included {
            Included::File(source) if self.is_called(included) => {
                return self.call_file(partial, source, out);
            }
            Included::Inline(index) if self.is_called(included) => {
                return self.call_inline(partial, *index, out);
            }
            _ => {}
        }
        let frames = self.scope.depth();
        let var = self.scope.next_variable();
        let mut bindings = LetBindings::new(var);
        let frame = self.partial_frame(partial, included, &mut bindings);
        let values = bindings.values;
        if values.len() > MAX_ARGUMENTS {
            let message = format!("a partial has at most {} named arguments", MAX_ARGUMENTS - 1);
            self.error(Diagnostic::error(partial.span, message));
            return;
        }
        // They include those of the tags around.
        let names = frame.names.len();
        self.scope.enter(Frame { variables: values.len() as u16, ..frame });
        let mut statements = if self.count(partial.span, names * NAME_EXPANSION) {
            self.expansion(partial, included, name, frames)
        } else {
            Vec::new()
        };
        let frame = self.scope.leave().unwrap_or_default();
        if let (Included::File(_), PartialTarget::Name { .. }) = (included, &partial.target) {
            self.warn_about_unread_names(&frame.names, partial, name);
        }
        if !partial.indent.is_empty() {
            let room = self.partial_scope.room();
            let added = indent(&mut statements, &partial.indent, partial.span, room);
            self.count(partial.span, added);
        }
        if values.is_empty() {
            out.append(&mut statements);
        } else {
            let span = partial.span;
            out.push(Statement::Let { values, var, body: statements, span });
        }
    }

    /// Resolves the context and the names that a tag passes to a partial, and returns the frame with them.
    fn partial_frame(
        &mut self,
        partial: &PartialStatement,
        included: &Included,
        bindings: &mut LetBindings,
    ) -> Frame {
        let parent = match included {
            Included::Inline(index) => Some(self.partial_scope.inline(*index).frames),
            Included::Block(index) => Some(self.partial_scope.block(*index).frames),
            Included::File(_) | Included::Default => None,
        };
        let given = partial.positional.first().filter(|context| !is_this(context));
        let caller = self.scope.context(0).unwrap_or_default();
        let lookups = self.scope.lookups(0).filter(|_| given.is_none());
        let (context, mut names) = match given {
            Some(context) => {
                let value = self.expression(context);
                // A context of the includer is the same variable.
                let var = match value.kind {
                    ExpressionKind::Variable(var) => var,
                    _ => {
                        bindings.bind_variable(value);
                        self.scope.next_variable()
                    }
                };
                (Some(var), Vec::new())
            }
            None => {
                let is_outer = parent.is_some_and(|frames| self.scope.has_context_since(frames));
                let is_new = is_outer || !partial.named.is_empty();
                let names = if is_new { self.scope.names_of_context() } else { Vec::new() };
                (is_new.then_some(caller), names)
            }
        };
        for (name, value) in self.named_values(&partial.named) {
            let kind = bindings.bind_name(value);
            names.push(ScopeParam { name, kind, is_read: false });
        }
        let lookups = lookups.filter(|_| context.is_some());
        Frame { context, lookups, names, parent, ..Frame::default() }
    }

    /// Resolves the body of a partial. `frames` is the number of frames of the tag that includes it.
    fn expansion(
        &mut self,
        partial: &PartialStatement,
        included: &Included,
        name: &str,
        frames: usize,
    ) -> Vec<Statement> {
        let span = partial.span;
        match included {
            Included::File(source) => {
                let id = ExpansionId::File(source.file.clone());
                if !self.begin_expansion(id, name, span, source.text.len()) {
                    return Vec::new();
                }
                let ast = self.parsed(source, span);
                let statements = match ast {
                    Some(nodes) => self.with_block(partial, frames, &nodes),
                    None => Vec::new(),
                };
                self.partial_scope.active.pop();
                statements
            }
            Included::Inline(index) => {
                let body = self.partial_scope.inline(*index).body;
                if !self.begin_expansion(ExpansionId::Inline(*index), name, span, size(&body)) {
                    return Vec::new();
                }
                let statements = self.with_block(partial, frames, &body);
                self.partial_scope.active.pop();
                statements
            }
            Included::Block(index) => {
                let block = self.partial_scope.block(*index);
                if !self.count_expansion(span, size(&block.body)) {
                    return Vec::new();
                }
                // The block is resolved as if it were printed where it is written.
                let scope = &mut self.partial_scope;
                let active = scope.active.split_off(block.active);
                let inlines = scope.inlines();
                let current = std::mem::replace(&mut scope.block, block.outer);
                scope.restore_inlines(block.inlines);
                let statements = self.body(&block.body);
                let scope = &mut self.partial_scope;
                scope.active.extend(active);
                scope.block = current;
                scope.restore_inlines(inlines);
                statements
            }
            Included::Default => {
                partial.block.as_ref().map_or_else(Vec::new, |block| self.body(block))
            }
        }
    }

    /// Resolves the body of a partial, in which `@partial-block` is the block of the tag, if it has one, and
    /// the inline partials at the top of this block are defined.
    fn with_block(
        &mut self,
        partial: &PartialStatement,
        frames: usize,
        nodes: &[Node],
    ) -> Vec<Statement> {
        let Some(block) = &partial.block else { return self.body(nodes) };
        let inlines = self.partial_scope.inlines();
        let given = self.partial_scope.give_block(Arc::clone(block), frames);
        let current = self.partial_scope.block.replace(given);
        for node in block.iter() {
            if let Node::Inline(inline) = node {
                self.define_inline(inline, frames);
            }
        }
        let statements = self.body(nodes);
        self.partial_scope.block = current;
        self.partial_scope.restore_inlines(inlines);
        statements
    }

    /// Returns the nodes of a file, with separate offsets, unless it has errors, which are reported once.
    pub(super) fn parsed(&mut self, source: &Arc<Source>, tag: Span) -> Option<Vec<Node>> {
        let base = self.source.include(Arc::clone(source), tag);
        if !self.partial_scope.parsed.contains_key(&source.file) {
            let parse = if self.components { parse_with_components } else { parse };
            let parsed = match parse(&source.text) {
                Ok(ast) => {
                    let depth = depth(&ast.body);
                    Some((Arc::new(ast), depth))
                }
                Err(errors) => {
                    self.errors.extend(errors.into_iter().map(|error| error.shifted(base)));
                    None
                }
            };
            self.partial_scope.parsed.insert(source.file.clone(), parsed);
        }
        let (ast, depth) = self.partial_scope.parsed.get(&source.file)?.as_ref()?;
        if self.depth + depth > MAX_NESTING {
            self.errors.push(nested_too_deep_error(tag));
            return None;
        }
        let ast = ast.shifted(base);
        self.warn_about_foreign_tags(&ast.foreign_tags);
        Some(ast.body)
    }

    /// Begins the expansion of a file or an inline partial, which the caller ends. Returns false, after an
    /// error, if it is being expanded already, or if the limit of expansions is exceeded.
    fn begin_expansion(&mut self, id: ExpansionId, name: &str, tag: Span, size: usize) -> bool {
        if let Some(cycle) = self.partial_scope.cycle(&id) {
            let names: Vec<String> = cycle.iter().map(|name| format!("`{name}`")).collect();
            let message =
                format!("the partials include each other in a cycle: {}", names.join(" → "));
            let help = "print nested data with a component, a struct of `template!`, which may call itself";
            self.error(Diagnostic::error(tag, message).help(help));
            return false;
        }
        if !self.count_expansion(tag, size) {
            return false;
        }
        self.partial_scope.active.push(Expansion { id, name: name.to_owned(), tag });
        true
    }

    /// Counts an expansion. Returns false if there are too many, which is reported once.
    pub(super) fn count_expansion(&mut self, tag: Span, size: usize) -> bool {
        self.count(tag, size.max(MIN_EXPANSION))
    }

    /// Counts a part of an expansion. Returns false if there are too many, which is reported once.
    fn count(&mut self, tag: Span, size: usize) -> bool {
        let within_limit = self.partial_scope.count(size);
        if within_limit == Some(false) {
            let limit = MAX_EXPANSION >> 20;
            let message = format!("the partials expand to more than {limit} MiB");
            let help = "include them in a loop, or fewer of them";
            self.error(Diagnostic::error(tag, message).help(help));
        }
        within_limit == Some(true)
    }

    /// Warns about names that a file does not read.
    fn warn_about_unread_names(
        &mut self,
        names: &[ScopeParam],
        partial: &PartialStatement,
        name: &str,
    ) {
        let unread = names.iter().filter(|param| {
            !param.is_read && partial.named.iter().any(|given| given.name.span == param.name.span)
        });
        for param in unread {
            let message = format!("the partial `{name}` does not read `{}`", param.name.text);
            self.warnings.push(Diagnostic::warning(param.name.span, message).help("remove it"));
        }
    }

    /// Returns `true` if a partial is called, because it may include itself.
    fn is_called(&self, included: &Included) -> bool {
        if !self.called.is_allowed {
            return false;
        }
        match included {
            Included::File(source) => {
                self.called.recursive.contains(&source.file)
                    || self.partial_scope.is_active(&ExpansionId::File(source.file.clone()))
            }
            Included::Inline(index) => self.partial_scope.is_active(&ExpansionId::Inline(*index)),
            Included::Block(_) | Included::Default => false,
        }
    }
}

/// Returns `true` if an expression is `@partial-block`, which is true where a block was passed.
pub(super) fn is_partial_block(path: &Path) -> bool {
    path.at
        && path.up == 0
        && matches!(path.segments.as_slice(), [name] if name.text == "partial-block")
}

/// Returns `true` if a context is that of the tag that includes the partial: `this` or `.`.
pub(super) fn is_this(context: &Expression) -> bool {
    matches!(context, Expression::Path(path) if path.this && path.up == 0 && path.segments.is_empty())
}

/// Returns the error for a partial that is nested too deep, together with the blocks in it. Resolving, and the
/// stages after it, are recursions.
pub(super) fn nested_too_deep_error(tag: Span) -> Diagnostic {
    let message = format!("blocks and partials are nested more than {MAX_NESTING} levels deep");
    Diagnostic::error(tag, message)
}

fn no_block_error(span: Span) -> Diagnostic {
    Diagnostic::error(span, "no block is passed here for `@partial-block`").help(
        "it is the content of `{{#> name}}…{{/name}}`; `{{#if @partial-block}}` tests whether there is one",
    )
}

/// Returns the name of the component that may be meant by the name of a partial: `SideBar` by `side-bar`. Returns `None` if
/// the result is not a path of Rust.
fn capitalised(name: &str) -> Option<String> {
    let capitalise = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
        first.unwrap_or_default() + letters.as_str()
    };
    let component: String = name.split(['-', '_']).map(capitalise).collect();
    is_path_of_rust(&component).then_some(component)
}

/// Reports whether a text has the tag of an inline partial with this name, wherever that is in scope.
fn defines_inline(text: &str, name: &str) -> bool {
    text.match_indices("*inline").any(|(at, tag)| {
        let definition = text[at + tag.len()..].trim_start();
        let after = match definition.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.strip_prefix(name).map(|rest| rest.starts_with(['"', '\''])),
            None => {
                definition.strip_prefix(name).map(|rest| rest.trim_start().starts_with(['}', '~']))
            }
        };
        text[..at].ends_with('#') && after == Some(true)
    })
}
