//! What names mean at a place of the template.

use crate::{ast::Name, limits::MAX_VARIABLES, resolved::Kind};

/// The blocks that are open, outermost first. Variable 0, the template's own data, is the
/// outermost context.
#[derive(Default)]
pub(super) struct Scope {
    frames: Vec<Frame>,
    variables: u16,
    loops: u8,
}

/// What one block brings.
#[derive(Default)]
pub(super) struct Frame {
    /// The variable that is the context, if the block changes it.
    pub(super) context: Option<u16>,
    /// The loop, if the block is one: its number and first variable.
    pub(super) turn: Option<(u8, u16)>,
    /// Block params.
    pub(super) params: Vec<Param>,
    /// Whether each of them has a value in the tag, as in a `let`.
    pub(super) is_let: bool,
    /// Whether the context may be the template's own data: a section over `true` keeps the one around
    /// it.
    pub(super) keeps_root: bool,
    /// How many variables the block binds.
    pub(super) variables: u16,
}

/// A block param.
pub(super) struct Param {
    pub(super) name: Name,
    pub(super) kind: Kind,
    /// Whether something has read it.
    pub(super) is_read: bool,
}

impl Scope {
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
        self.loops += u8::from(frame.turn.is_some());
        self.frames.push(frame);
    }

    /// Closes the innermost block, and gives it back.
    pub(super) fn leave(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.variables -= frame.variables;
        self.loops -= u8::from(frame.turn.is_some());
        Some(frame)
    }

    /// The variable of the context `up` levels out.
    pub(super) fn context(&self, up: usize) -> Option<u16> {
        let contexts = self.frames.iter().rev().filter_map(|frame| frame.context);
        contexts.chain([0]).nth(up)
    }

    /// The loop `up` levels out: its number and first variable.
    pub(super) fn turn(&self, up: usize) -> Option<(u8, u16)> {
        self.frames.iter().rev().filter_map(|frame| frame.turn).nth(up)
    }

    /// Whether a variable may be the template's own data.
    pub(super) fn may_be_root(&self, variable: u16) -> bool {
        let is_it = |frame: &Frame| frame.keeps_root && frame.context == Some(variable);
        variable == 0 || self.frames.iter().any(is_it)
    }

    /// Reads the innermost block param of this name, and gives what it is.
    pub(super) fn param(&mut self, name: &str) -> Option<Kind> {
        let mut params =
            self.frames.iter_mut().rev().flat_map(|frame| frame.params.iter_mut().rev());
        let param = params.find(|param| param.name.text == name)?;
        param.is_read = true;
        Some(param.kind.clone())
    }
}

/// Pairs block params with what they are.
pub(super) fn named(params: &[Name], kinds: impl IntoIterator<Item = Kind>) -> Vec<Param> {
    let param = |(name, kind): (&Name, Kind)| Param { name: name.clone(), kind, is_read: false };
    params.iter().zip(kinds).map(param).collect()
}
