//! Called partials: partials that may include themselves, in templates that are compiled at run time, and the inline
//! partials and blocks that are passed to them.
//!
//! A called file sees the template's own data, and the arguments of the call: the context, the names that tags
//! have added to it, and the loop variables. Inline partials and blocks also see the variables of the position where
//! they are written.

use super::{
    Resolver,
    indent::indent_called,
    inlines::{Expansion, ExpansionId, size},
    private_data,
    scope::{Frame, Loop, NameScope},
};
use crate::{
    parse::ast::{LiteralValue, Node},
    resolve::resolved::{CalledPartial, ExpressionKind, ResolvedExpression, Statement},
    source::{Diagnostic, Source, Span},
};
use std::{
    collections::{HashMap, HashSet, VecDeque},
    mem::{replace, take},
    sync::Arc,
};
use template_bytecode::{PARTIAL_ARGS, PARTIAL_BLOCK};

/// The arguments of a partial that is called, by their positions after its first variable.
pub(super) const LOOKUPS: u16 = 1;
pub(super) const LOOP_VARIABLES: [&str; 4] = ["index", "key", "first", "last"];
pub(super) const INDENT: u16 = 6;

/// The partials that are called.
#[derive(Default)]
pub(super) struct CalledPartials {
    /// Whether partials can be called.
    pub(super) is_allowed: bool,
    /// The files that may include themselves.
    pub(super) recursive: HashSet<String>,
    /// The names of all inline partials.
    pub(super) inline_names: HashSet<String>,
    /// Whether a tag indents a partial.
    pub(super) has_indents: bool,
    /// Whether the body that is resolved is that of a partial that is called.
    pub(super) is_inside: bool,
    pub(super) partials: Vec<CalledPartial>,
    numbers: HashMap<CalledId, u32>,
    /// The files whose bodies have still to be resolved.
    files: VecDeque<CalledFile>,
    /// The files that have errors, and are included only by names that are known at run time.
    failed: HashMap<u32, CalledFile>,
    /// Whether the resolved nodes are part of the template only if a name is that of a partial.
    is_optional: bool,
}

/// A file that is called.
#[derive(Clone)]
struct CalledFile {
    number: u32,
    source: Arc<Source>,
    /// The first tag that includes it.
    tag: Span,
    is_optional: bool,
}

/// The callee.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum CalledId {
    File(String),
    Inline(usize),
    Block(usize),
    /// The callers of the file with a name that is known only at run time: any, or one of those that may include themselves.
    Dispatch {
        any: bool,
    },
}

impl CalledPartials {
    /// Returns the partials that are called, and leaves none.
    pub(super) fn take(&mut self) -> Vec<CalledPartial> {
        take(&mut self.partials)
    }

    /// Returns `true` if a name may be that of a partial that was passed to the running partial.
    pub(super) fn may_be_given(&self, name: &str) -> bool {
        self.is_inside && (name == PARTIAL_BLOCK || self.inline_names.contains(name))
    }

    /// Returns the number of a partial, and whether it is new. `name` is its name in messages.
    pub(super) fn number(&mut self, id: CalledId, name: &str, span: Span) -> (u32, bool) {
        if let Some(&number) = self.numbers.get(&id) {
            return (number, false);
        }
        let number = self.partials.len() as u32;
        self.numbers.insert(id, number);
        let name = name.to_owned();
        self.partials.push(CalledPartial { name, var: 1, loops: 0, body: Vec::new(), span });
        (number, true)
    }

    /// Sets the body of a partial, which sees `var` variables and `loops` loops of the position at which it is written.
    pub(super) fn set_body(
        &mut self,
        number: u32,
        (var, loops): (u16, u8),
        body: Vec<Statement>,
        span: Span,
    ) {
        let partial = &mut self.partials[number as usize];
        let name = take(&mut partial.name);
        *partial = CalledPartial { name, var, loops, body, span };
    }
}

impl Resolver<'_> {
    /// Runs `resolve` for a partial whose name is known only at run time.
    pub(super) fn optional(&mut self, resolve: impl FnOnce(&mut Self)) {
        let was_optional = replace(&mut self.called.is_optional, true);
        resolve(self);
        self.called.is_optional = was_optional;
    }

    /// Returns the number of a file that is called.
    pub(super) fn called_file(&mut self, source: &Arc<Source>, tag: Span) -> u32 {
        let is_optional = self.called.is_optional;
        let (number, is_new) =
            self.called.number(CalledId::File(source.file.clone()), &source.file, tag);
        if is_new {
            let source = Arc::clone(source);
            self.called.files.push_back(CalledFile { number, source, tag, is_optional });
        } else if !is_optional {
            if let Some(file) = self.called.failed.remove(&number) {
                self.called.files.push_back(CalledFile { is_optional, ..file });
            }
            let waiting = self.called.files.iter_mut().find(|file| file.number == number);
            if let Some(file) = waiting {
                file.is_optional = false;
            }
        }
        number
    }

    /// Resolves the bodies of the files that are called.
    pub(super) fn called_files(&mut self, has_private_data: bool) {
        while let Some(file) = self.called.files.pop_front() {
            let CalledFile { number, ref source, tag, is_optional } = file;
            let mut scope =
                if has_private_data { private_data::scope() } else { NameScope::default() };
            scope.hides_root = true;
            let outer = replace(&mut self.scope, scope);
            self.partial_scope.restore_inlines(None);
            self.partial_scope.block = None;
            let (id, name) = (ExpansionId::File(source.file.clone()), source.file.clone());
            self.partial_scope.active = vec![Expansion { id, name, tag }];
            self.called.is_optional = is_optional;
            let errors = self.errors.len();
            if self.count_expansion(tag, source.text.len()) {
                let nodes = self.parsed(source, tag).unwrap_or_default();
                self.called_body(number, &nodes, tag);
            }
            if is_optional && self.errors.len() > errors && !self.partial_scope.is_exceeded() {
                // It is an error only if the name is that of this partial.
                self.errors.truncate(errors);
                let name = LiteralValue::Text(source.file.clone());
                let kind = ExpressionKind::Constant(name);
                let failing = self.unknown_partial(ResolvedExpression { kind, span: tag });
                let partial = &mut self.called.partials[number as usize];
                partial.body = vec![failing];
                self.called.failed.insert(number, file.clone());
            }
            self.called.is_optional = false;
            self.partial_scope.active.clear();
            self.scope = outer;
        }
    }

    /// Returns the number of an inline partial that is called.
    pub(super) fn called_inline(&mut self, index: usize, tag: Span) -> u32 {
        let name = self.partial_scope.inline(index).name.text.clone();
        let (number, is_new) = self.called.number(CalledId::Inline(index), &name, tag);
        if is_new {
            let definition = self.partial_scope.inline(index);
            let active = vec![Expansion { id: ExpansionId::Inline(index), name, tag }];
            let outer =
                DefinitionScope { frames: definition.frames, inlines: Some(index), block: None };
            self.called_at(number, &definition.body, (outer, active), definition.name.span);
        }
        number
    }

    /// Returns the number of a block that is passed to a called partial.
    pub(super) fn called_block(&mut self, index: usize, tag: Span) -> u32 {
        let (number, is_new) = self.called.number(CalledId::Block(index), PARTIAL_BLOCK, tag);
        if is_new {
            let block = self.partial_scope.block(index);
            let active = self.partial_scope.active.iter().take(block.active).cloned().collect();
            let outer = DefinitionScope {
                frames: block.frames,
                inlines: block.inlines,
                block: block.outer,
            };
            self.called_at(number, &block.body, (outer, active), tag);
        }
        number
    }

    /// Resolves a body that is called, in the scope of the position at which it is written.
    fn called_at(
        &mut self,
        number: u32,
        body: &[Node],
        (outer, active): (DefinitionScope, Vec<Expansion>),
        span: Span,
    ) {
        if !self.count_expansion(span, size(body)) {
            return;
        }
        let closed = self.scope.close(outer.frames);
        let scope = &mut self.partial_scope;
        let active = replace(&mut scope.active, active);
        let inlines = scope.inlines();
        let block = replace(&mut scope.block, outer.block);
        scope.restore_inlines(outer.inlines);
        self.called_body(number, body, span);
        let scope = &mut self.partial_scope;
        scope.active = active;
        scope.block = block;
        scope.restore_inlines(inlines);
        self.scope.open(closed);
    }

    /// Resolves a body that is called, in the current scope.
    fn called_body(&mut self, number: u32, nodes: &[Node], span: Span) {
        if self.scope.is_full() {
            self.error(Diagnostic::error(span, "blocks are nested too deeply"));
            return;
        }
        let Loop { var, loop_id: loops } = self.scope.next_loop();
        let data = LOOP_VARIABLES.iter().zip(var + LOOKUPS + 1..);
        self.scope.enter(Frame {
            context: Some(var),
            lookups: Some(var + LOOKUPS),
            is_called: true,
            data: data.map(|(name, var)| ((*name).to_owned(), var)).collect(),
            variables: PARTIAL_ARGS.into(),
            ..Frame::default()
        });
        let was_inside = replace(&mut self.called.is_inside, true);
        let fragment = self.fragments.open.take();
        let call_depth = take(&mut self.call_depth);
        let mut body = self.body(nodes);
        self.call_depth = call_depth;
        self.fragments.open = fragment;
        self.called.is_inside = was_inside;
        self.scope.leave();
        if self.called.has_indents {
            indent_called(&mut body, var + INDENT, span);
        }
        self.called.set_body(number, (var, loops), body, span);
    }
}

/// The scope of the position at which a called body is written.
struct DefinitionScope {
    frames: usize,
    inlines: Option<usize>,
    block: Option<usize>,
}
