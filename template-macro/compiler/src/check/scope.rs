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
pub(super) struct Frame {
    /// The variable that is the context, if the block changes it.
    pub(super) context: Option<u16>,
    /// The loop, if the block is one: its number and first variable.
    pub(super) turn: Option<(u8, u16)>,
    /// Block params.
    pub(super) params: Vec<(String, Kind)>,
    /// How many variables the block binds.
    pub(super) variables: u16,
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

    /// Closes the innermost block.
    pub(super) fn leave(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.variables -= frame.variables;
            self.loops -= u8::from(frame.turn.is_some());
        }
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

    /// What the innermost block param of this name is.
    pub(super) fn param(&self, name: &str) -> Option<Kind> {
        let params = self.frames.iter().rev().flat_map(|frame| frame.params.iter().rev());
        params.filter(|(param, _)| param == name).map(|(_, kind)| kind.clone()).next()
    }
}

/// Pairs block params with what they are.
pub(super) fn named(params: &[Name], kinds: impl IntoIterator<Item = Kind>) -> Vec<(String, Kind)> {
    params.iter().map(|param| param.text.clone()).zip(kinds).collect()
}
