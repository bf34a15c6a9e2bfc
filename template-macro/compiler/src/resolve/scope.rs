//! The scope of names, the bindings of `let`, and the record of what a template reads of its data.

use super::Resolver;
use crate::{
    limits::MAX_VARIABLES,
    parse::ast::{self, Name},
    resolve::resolved::{ExpressionKind, ResolvedExpression, constant_name},
};

/// The open blocks, outermost first. Variable 0, the template's own data, is the outermost context.
#[derive(Default)]
pub(super) struct NameScope {
    frames: Vec<Frame>,
    variables: u16,
    loops: u8,
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
    pub(super) slot: u16,
}

/// A block param.
pub(super) struct ScopeParam {
    pub(super) name: Name,
    /// The expression that it refers to.
    pub(super) kind: ExpressionKind,
    /// Whether it has been read.
    pub(super) is_read: bool,
}

impl NameScope {
    /// Returns the first free variable.
    pub(super) fn next_variable(&self) -> u16 {
        // Variable 0 is always bound.
        self.variables + 1
    }

    /// Returns the loop that a block opened here would be.
    pub(super) fn next_loop(&self) -> Loop {
        Loop { loop_id: self.loops, slot: self.next_variable() }
    }

    /// Reports whether the limits allow no further block.
    pub(super) fn is_full(&self) -> bool {
        self.variables >= MAX_VARIABLES || self.loops == u8::MAX - 1
    }

    /// Opens a block.
    pub(super) fn enter(&mut self, frame: Frame) {
        self.variables += frame.variables;
        self.loops += u8::from(frame.iteration.is_some());
        self.frames.push(frame);
    }

    /// Closes the innermost block, and returns its frame.
    pub(super) fn leave(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.variables -= frame.variables;
        self.loops -= u8::from(frame.iteration.is_some());
        Some(frame)
    }

    /// Returns the variable of the context `up` levels out, if there are as many.
    pub(super) fn context(&self, up: usize) -> Option<u16> {
        let contexts = self.frames.iter().rev().filter_map(|frame| frame.context);
        contexts.chain([0]).nth(up)
    }

    /// Returns the loop `up` levels out, if there are as many.
    pub(super) fn enclosing_loop(&self, up: usize) -> Option<Loop> {
        self.frames.iter().rev().filter_map(|frame| frame.iteration).nth(up)
    }

    /// Reports whether a variable may be the template's own data.
    pub(super) fn may_be_root(&self, variable: u16) -> bool {
        let keeps_root = |frame: &Frame| frame.keeps_root && frame.context == Some(variable);
        variable == 0 || self.frames.iter().any(keeps_root)
    }

    /// Reports whether a block param has this name.
    pub(super) fn has_param(&self, name: &str) -> bool {
        self.frames.iter().flat_map(|frame| &frame.params).any(|param| param.name.text == name)
    }

    /// Marks the innermost block param with this name as read, and returns what it refers to.
    pub(super) fn param(&mut self, name: &str) -> Option<ExpressionKind> {
        let mut params =
            self.frames.iter_mut().rev().flat_map(|frame| frame.params.iter_mut().rev());
        let param = params.find(|param| param.name.text == name)?;
        param.is_read = true;
        Some(param.kind.clone())
    }
}

/// Pairs block params with what they refer to.
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
    slot: u16,
    /// The values, in order of evaluation.
    pub(super) values: Vec<ResolvedExpression>,
}

impl LetBindings {
    pub(super) fn new(slot: u16) -> Self {
        Self { slot, values: Vec::new() }
    }

    /// Binds a value, and returns what its name refers to: a variable, or, for a function, the function
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

    fn bind_variable(&mut self, value: ResolvedExpression) -> ExpressionKind {
        let variable = self.slot.saturating_add(self.values.len() as u16);
        self.values.push(value);
        ExpressionKind::Variable(variable)
    }
}

/// The record of what a template may read of its own data, by which unused fields are reported.
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
