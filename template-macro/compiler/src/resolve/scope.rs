//! The scope of names, the bindings of `let`, and the record of the fields that a template reads.

use super::Resolver;
use crate::{
    limits::MAX_VARIABLES,
    parse::ast::{self, Name},
    resolve::resolved::{ExpressionKind, ResolvedExpression, constant_name},
};
use std::collections::HashMap;

/// The open blocks, outermost first. The template's own data is the outermost context.
#[derive(Default)]
pub(super) struct NameScope {
    /// The variable of the template's own data.
    root: u16,
    /// The variable of the values that `@name` reads, if they are not fields of the template's own data.
    private: Option<u16>,
    /// Whether the outermost context is not in scope: a file that is called begins with its own.
    pub(super) hides_root: bool,
    frames: Vec<Frame>,
    /// The bindings of each name, outermost first: a template may bind many names, and read many others.
    bound: HashMap<String, Vec<Bound>>,
    variables: u16,
    loops: u8,
}

/// The binding of a name.
#[derive(Clone, Copy)]
struct Bound {
    frame: usize,
    /// Its index among the block params of the frame, or among the names of its context.
    at: usize,
    is_of_context: bool,
}

/// The names and variables that one block adds to the scope.
#[derive(Default)]
pub(super) struct Frame {
    /// The variable of the context, if the block changes it.
    pub(super) context: Option<u16>,
    /// The loop, if the block is one.
    pub(super) iteration: Option<Loop>,
    /// Block params.
    pub(super) params: Vec<ScopeParam>,
    /// The names that the tag of a partial adds to the context.
    pub(super) names: Vec<ScopeParam>,
    /// The variable in which names of the context are looked up, if it is not that of the context: that of a partial that
    /// is called.
    pub(super) lookups: Option<u16>,
    /// Whether the frame is that of a partial that is called: loops outside of it are not in scope.
    pub(super) is_called: bool,
    /// The names that a block helper passes to its block as `@name`, each with its variable.
    pub(super) data: Vec<(String, u16)>,
    /// The number of frames that are visible outside of this one, if not all of them are: an inline partial
    /// and the block of a partial see what is visible where they are written.
    pub(super) parent: Option<usize>,
    /// Whether the block is a `let`: each block param has a value in the tag.
    pub(super) is_let: bool,
    /// Whether the context may be the template's own data: a section over `true` keeps the enclosing
    /// context.
    pub(super) keeps_root: bool,
    /// The number of variables that the block binds.
    pub(super) variables: u16,
}

/// A loop in scope.
#[derive(Clone, Copy)]
pub(super) struct Loop {
    /// Its number: loops are numbered by nesting depth, from 0.
    pub(super) loop_id: u8,
    /// Its first variable.
    pub(super) var: u16,
}

/// A block param, or a name that the tag of a partial adds.
#[derive(Clone)]
pub(super) struct ScopeParam {
    pub(super) name: Name,
    /// The expression that it refers to.
    pub(super) kind: ExpressionKind,
    /// Whether it has been read.
    pub(super) is_read: bool,
}

impl NameScope {
    /// Returns the scope of a template whose own data, and the values that `@name` reads, are bound to variables from
    /// `var` on.
    pub(super) fn with_private_data(var: u16) -> Self {
        let mut scope = Self { root: var, private: Some(var + 1), ..Self::default() };
        scope.enter(Frame { variables: 2, ..Frame::default() });
        scope
    }

    /// Returns the variable of the template's own data.
    pub(super) fn root(&self) -> u16 {
        self.root
    }

    /// Returns the first variable that is free in the whole template.
    pub(super) fn first_variable(&self) -> u16 {
        self.private.map_or(self.root, |private| private) + 1
    }

    /// Returns the variable of which an `@name` is a field.
    pub(super) fn at_names(&self) -> u16 {
        self.private.unwrap_or(self.root)
    }

    /// Returns the number of frames.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Returns the first free variable.
    pub(super) fn next_variable(&self) -> u16 {
        // Variable 0 is always bound.
        self.variables + 1
    }

    /// Returns the loop that a block opened here would be.
    pub(super) fn next_loop(&self) -> Loop {
        Loop { loop_id: self.loops, var: self.next_variable() }
    }

    /// Returns `true` if the limits allow no further block.
    pub(super) fn is_full(&self) -> bool {
        self.variables >= MAX_VARIABLES || self.loops == u8::MAX - 1
    }

    /// Opens a block.
    pub(super) fn enter(&mut self, frame: Frame) {
        self.variables += frame.variables;
        self.loops += u8::from(frame.iteration.is_some());
        let index = self.frames.len();
        for (params, is_of_context) in [(&frame.names, true), (&frame.params, false)] {
            for (at, param) in params.iter().enumerate() {
                let bound = Bound { frame: index, at, is_of_context };
                match self.bound.get_mut(&param.name.text) {
                    Some(bindings) => bindings.push(bound),
                    None => drop(self.bound.insert(param.name.text.clone(), vec![bound])),
                }
            }
        }
        self.frames.push(frame);
    }

    /// Closes the innermost block, and returns its frame.
    pub(super) fn leave(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.variables -= frame.variables;
        self.loops -= u8::from(frame.iteration.is_some());
        for param in frame.params.iter().chain(&frame.names) {
            self.bound.get_mut(&param.name.text).map(Vec::pop);
        }
        Some(frame)
    }

    /// Returns the variable of the context `up` levels out, if there are as many.
    pub(super) fn context(&self, up: usize) -> Option<u16> {
        let contexts = self.visible().filter_map(|frame| self.frames[frame].context);
        contexts.chain((!self.hides_root).then_some(self.root)).nth(up)
    }

    /// Returns the variable in which the names of the context `up` levels out are looked up, if it is not that of the context.
    pub(super) fn lookups(&self, up: usize) -> Option<u16> {
        self.frames[self.context_frame(up)?].lookups
    }

    /// Closes all blocks but the first `frames`, and returns them, for [`NameScope::open`].
    pub(super) fn close(&mut self, frames: usize) -> Vec<Frame> {
        let mut closed = Vec::new();
        while self.frames.len() > frames {
            closed.extend(self.leave());
        }
        closed
    }

    /// Opens the blocks again that [`NameScope::close`] has closed.
    pub(super) fn open(&mut self, closed: Vec<Frame>) {
        closed.into_iter().rev().for_each(|frame| self.enter(frame));
    }

    /// Returns `true` if the context has been changed since there were only `frames` frames.
    pub(super) fn has_context_since(&self, frames: usize) -> bool {
        self.context_frame(0).is_some_and(|frame| frame >= frames)
    }

    /// Returns the names that the tags of partials have added to the context. They count as read.
    pub(super) fn names_of_context(&mut self) -> Vec<ScopeParam> {
        let Some(frame) = self.context_frame(0) else { return Vec::new() };
        let names = &mut self.frames[frame].names;
        names.iter_mut().for_each(|name| name.is_read = true);
        names.clone()
    }

    /// Returns the index of the frame with the context `up` levels out; none for the template's own data.
    fn context_frame(&self, up: usize) -> Option<usize> {
        self.visible().filter(|frame| self.frames[*frame].context.is_some()).nth(up)
    }

    /// Returns the indices of the visible frames, innermost first.
    fn visible(&self) -> impl Iterator<Item = usize> {
        let outer = |frame: usize| self.frames.get(frame).and_then(|frame| frame.parent);
        let inside = |end: usize| end.checked_sub(1);
        std::iter::successors(inside(self.frames.len()), move |&frame| {
            inside(outer(frame).unwrap_or(frame))
        })
    }

    /// Returns the loop `up` levels out, if there are as many. The tag that includes a partial gives it the
    /// loops around it.
    pub(super) fn enclosing_loop(&self, up: usize) -> Option<Loop> {
        let frames = self.frames.iter().rev().take_while(|frame| !frame.is_called);
        frames.filter_map(|frame| frame.iteration).nth(up)
    }

    /// Returns the variable of an `@name` that a block helper passes to its block, unless a loop inside of the block has a
    /// variable of this name.
    pub(super) fn data(&self, name: &str) -> Option<u16> {
        let is_of_loops = matches!(name, "index" | "key" | "first" | "last");
        let mut frames = self.frames.iter().rev();
        frames
            .by_ref()
            .take_while(|frame| !(is_of_loops && frame.iteration.is_some()))
            .find_map(|frame| frame.data.iter().find(|(given, _)| given == name))
            .map(|(_, variable)| *variable)
    }

    /// Returns the variable in which a partial that is called has a loop variable of the tag that includes it, if that is in the
    /// loop `up` levels out.
    pub(super) fn loop_variable_of_call(&self, up: usize, name: &str) -> Option<u16> {
        let mut loops = 0;
        let called = self.frames.iter().rev().find(|frame| {
            loops += usize::from(frame.iteration.is_some() && !frame.is_called);
            frame.is_called
        })?;
        let variable = called.data.iter().find(|(given, _)| given == name);
        variable.filter(|_| loops == up).map(|(_, variable)| *variable)
    }

    /// Returns `true` if a variable may be the template's own data.
    pub(super) fn may_be_root(&self, variable: u16) -> bool {
        let keeps_root = |frame: &Frame| frame.keeps_root && frame.context == Some(variable);
        variable == self.root || self.frames.iter().any(keeps_root)
    }

    /// Returns `true` if a block param has this name.
    pub(super) fn has_param(&self, name: &str) -> bool {
        self.find_param(name).is_some()
    }

    /// Marks the innermost block param with this name as read, and returns its referent.
    pub(super) fn param(&mut self, name: &str) -> Option<ExpressionKind> {
        let param = match self.find_param(name)? {
            Bound { frame, at, is_of_context: false } => &mut self.frames[frame].params[at],
            Bound { frame, at, is_of_context: true } => &mut self.frames[frame].names[at],
        };
        param.is_read = true;
        Some(param.kind.clone())
    }

    /// Marks a name that the tag of a partial has added to the context `up` levels out as read, and returns
    /// what it refers to.
    pub(super) fn name_of_context(&mut self, up: usize, name: &str) -> Option<ExpressionKind> {
        let bindings = self.bound.get(name).filter(|bindings| !bindings.is_empty())?;
        let frame = self.context_frame(up)?;
        let mut bindings = bindings.iter().rev();
        let bound = bindings.find(|bound| bound.frame == frame && bound.is_of_context)?;
        let param = &mut self.frames[frame].names[bound.at];
        param.is_read = true;
        Some(param.kind.clone())
    }

    /// Returns the innermost block param with this name, or name of the context.
    fn find_param(&self, name: &str) -> Option<Bound> {
        let mut bindings = self.bound.get(name)?.iter().rev().peekable();
        let mut is_context = true;
        for index in self.visible() {
            bindings.peek()?;
            // Those in frames inside of this one are not visible.
            while bindings.next_if(|bound| bound.frame > index).is_some() {}
            while let Some(bound) = bindings.next_if(|bound| bound.frame == index) {
                if is_context || !bound.is_of_context {
                    return Some(*bound);
                }
            }
            is_context &= self.frames[index].context.is_none();
        }
        None
    }
}

/// Pairs block params with their referents.
pub(super) fn scope_params(
    params: &[Name],
    kinds: impl IntoIterator<Item = ExpressionKind>,
) -> Vec<ScopeParam> {
    let param = |(name, kind): (&Name, ExpressionKind)| ScopeParam {
        name: name.clone(),
        kind,
        is_read: false,
    };
    params.iter().zip(kinds).map(param).collect()
}

/// The values of a `let` that become variables.
pub(super) struct LetBindings {
    /// The variable of the first value.
    var: u16,
    /// The values, in order of evaluation.
    pub(super) values: Vec<ResolvedExpression>,
}

impl LetBindings {
    pub(super) fn new(var: u16) -> Self {
        Self { var, values: Vec::new() }
    }

    /// Binds a value, and returns the referent of its name: a variable, or, for a function, the function
    /// itself with variables for its bound arguments.
    pub(super) fn bind(&mut self, value: ResolvedExpression) -> ExpressionKind {
        match value.kind {
            ExpressionKind::Helper { .. } => value.kind,
            ExpressionKind::PartialApplication { callee, positional, named }
                if matches!(callee.kind, ExpressionKind::Helper { .. }) =>
            {
                let positional =
                    positional.into_iter().map(|value| self.bind_argument(value)).collect();
                let named =
                    named.into_iter().map(|(name, value)| (name, self.bind_argument(value)));
                ExpressionKind::PartialApplication { callee, positional, named: named.collect() }
            }
            _ => self.bind_variable(value),
        }
    }

    /// Assigns a variable to a bound argument. Constants, variables and functions need none.
    fn bind_argument(&mut self, value: ResolvedExpression) -> ResolvedExpression {
        let span = value.span;
        match value.kind {
            ExpressionKind::Constant(_)
            | ExpressionKind::Variable(_)
            | ExpressionKind::Helper { .. } => value,
            _ => ResolvedExpression { kind: self.bind_variable(value), span },
        }
    }

    /// Binds a value that the tag of a partial names. A variable needs no other variable.
    pub(super) fn bind_name(&mut self, value: ResolvedExpression) -> ExpressionKind {
        match value.kind {
            ExpressionKind::Variable(_) => value.kind,
            _ => self.bind(value),
        }
    }

    /// Assigns a variable to a value.
    pub(super) fn bind_variable(&mut self, value: ResolvedExpression) -> ExpressionKind {
        let variable = self.var.saturating_add(self.values.len() as u16);
        self.values.push(value);
        ExpressionKind::Variable(variable)
    }
}

/// The record of the fields of its own data that a template may read, from which unused fields are determined.
impl Resolver<'_> {
    /// Records that `name` is looked up in a variable, or, without a name, that the whole variable is
    /// used.
    pub(super) fn record_read(&mut self, variable: u16, name: Option<&str>) {
        if !self.scope.may_be_root(variable) {
            return;
        }
        match name {
            Some(name) if !self.reads.names.contains(name) => {
                self.reads.names.insert(name.to_owned());
            }
            Some(_) => {}
            None => self.reads.whole = true,
        }
    }

    /// Records a read of a block param.
    pub(super) fn record_param_read(&mut self, param: &ExpressionKind, name: Option<&ast::Name>) {
        if let ExpressionKind::Variable(variable) = param {
            self.record_read(*variable, name.map(|name| name.text.as_str()));
        }
    }

    /// Records a `lookup` whose values have been resolved: with a constant name it reads only that
    /// field. `whole` is `reads.whole` before its values were resolved.
    pub(super) fn record_lookup_read(&mut self, values: &[ResolvedExpression; 2], whole: bool) {
        let [value, key] = values;
        if let (ExpressionKind::Variable(variable), Some(name)) = (&value.kind, constant_name(key))
            && self.scope.may_be_root(*variable)
        {
            self.reads.whole = whole;
            self.record_read(*variable, Some(&name));
        }
    }
}
