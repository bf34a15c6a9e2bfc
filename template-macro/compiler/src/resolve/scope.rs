//! What names mean at a place of the template, what a `let` binds, and what is read.

use super::Resolver;
use crate::{
    limits::MAX_VARIABLES,
    parse::ast::{self, Name},
    resolve::resolved::{ExpressionKind, ResolvedExpression, constant_name},
};

/// The blocks that are open, outermost first. Variable 0, the template's own data, is the
/// outermost context.
#[derive(Default)]
pub(super) struct NameScope {
    frames: Vec<Frame>,
    variables: u16,
    loops: u8,
}

/// What one block adds to the scope.
#[derive(Default)]
pub(super) struct Frame {
    /// The variable that is the context, if the block changes it.
    pub(super) context: Option<u16>,
    /// The loop, if the block is one: its number and first variable.
    pub(super) iteration: Option<(u8, u16)>,
    /// Block params.
    pub(super) params: Vec<ScopeParam>,
    /// Whether each of them has a value in the tag, as in a `let`.
    pub(super) is_let: bool,
    /// Whether the context may be the template's own data: a section over `true` keeps the one around
    /// it.
    pub(super) keeps_root: bool,
    /// How many variables the block binds.
    pub(super) variables: u16,
}

/// A block param.
pub(super) struct ScopeParam {
    pub(super) name: Name,
    pub(super) kind: ExpressionKind,
    /// Whether something has read it.
    pub(super) is_read: bool,
}

impl NameScope {
    /// The first variable that is free.
    pub(super) fn next_variable(&self) -> u16 {
        // Variable 0 is always bound.
        self.variables + 1
    }

    /// The number of a loop that begins here.
    pub(super) fn next_loop(&self) -> u8 {
        self.loops
    }

    /// Whether there is room for another block.
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

    /// The variable of the context `up` levels out.
    pub(super) fn context(&self, up: usize) -> Option<u16> {
        let contexts = self.frames.iter().rev().filter_map(|frame| frame.context);
        contexts.chain([0]).nth(up)
    }

    /// The loop `up` levels out: its number and first variable.
    pub(super) fn enclosing_loop(&self, up: usize) -> Option<(u8, u16)> {
        self.frames.iter().rev().filter_map(|frame| frame.iteration).nth(up)
    }

    /// Whether a variable may be the template's own data.
    pub(super) fn may_be_root(&self, variable: u16) -> bool {
        let is_it = |frame: &Frame| frame.keeps_root && frame.context == Some(variable);
        variable == 0 || self.frames.iter().any(is_it)
    }

    /// Marks the innermost block param of this name as read, and returns what it refers to.
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

// What a `let` binds.

/// The values that become variables.
pub(super) struct LetBindings {
    /// The variable of the first.
    slot: u16,
    /// The values, in the order in which they are computed.
    pub(super) values: Vec<ResolvedExpression>,
}

impl LetBindings {
    pub(super) fn new(slot: u16) -> Self {
        Self { slot, values: Vec::new() }
    }

    /// Binds a value, and returns what its name refers to: a variable, or, for a function, the function
    /// itself with variables for the arguments that it has captured.
    pub(super) fn bind(&mut self, value: ResolvedExpression) -> ExpressionKind {
        match value.kind {
            ExpressionKind::Helper { .. } => value.kind,
            ExpressionKind::Curry { callee, positional, named }
                if matches!(callee.kind, ExpressionKind::Helper { .. }) =>
            {
                let positional =
                    positional.into_iter().map(|value| self.bind_captured(value)).collect();
                let named =
                    named.into_iter().map(|(name, value)| (name, self.bind_captured(value)));
                ExpressionKind::Curry { callee, positional, named: named.collect() }
            }
            _ => self.bind_variable(value),
        }
    }

    /// A captured argument. What is the same wherever it is computed needs no variable.
    fn bind_captured(&mut self, value: ResolvedExpression) -> ResolvedExpression {
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

// What a template may read of its own data. A field that is not read is reported as unused.

impl Resolver<'_> {
    /// Records that a name is looked up in a variable, or that the variable is used as a whole.
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
    /// field. `whole` is whether the data was used as a whole before.
    pub(super) fn record_lookup_read(&mut self, values: &[ResolvedExpression; 2], whole: bool) {
        let [of, key] = values;
        if let (ExpressionKind::Variable(variable), Some(name)) = (&of.kind, constant_name(key))
            && self.scope.may_be_root(*variable)
        {
            self.reads.whole = whole;
            self.record_read(*variable, Some(&name));
        }
    }
}
