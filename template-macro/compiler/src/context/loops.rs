//! Loops, whose bodies are parsed until all iterations begin in the same state.

use super::{Analyzer, add, messages, state::State};
use crate::{
    resolve::resolved::Statement,
    source::{Diagnostic, Span},
};

/// The number of times that the body of a loop is read until all iterations begin in the same state.
const MAX_ROUNDS: usize = 8;

/// The loops around the position.
#[derive(Debug, Default)]
pub(super) struct Loops {
    /// The number of blocks around the contents of each body.
    pub(super) bodies: Vec<usize>,
    /// The number of blocks around the contents of the body of the outermost loop, while it is read for the first time.
    pub(super) first_round: Option<usize>,
    /// Warnings about tags in blocks in that body. Those that are closed in the next iteration are none.
    pub(super) warnings: Vec<Diagnostic>,
}

impl Analyzer<'_> {
    /// Reads the body of a loop until all iterations begin in the same state. It must end in text if it
    /// has a noun. Returns the state after the loop.
    pub(super) fn loop_body(
        &mut self,
        body: &mut Vec<Statement>,
        first: &State,
        span: Span,
        noun: Option<&str>,
    ) -> Box<State> {
        let is_outermost = self.loops.bodies.is_empty();
        self.loops.bodies.push(self.depth + 1);
        self.loops.first_round = self.loops.first_round.or(is_outermost.then_some(self.depth + 1));
        let end = self.rounds(body, first, span, noun);
        self.loops.bodies.pop();
        end
    }

    /// Reads the body of a loop.
    fn rounds(
        &mut self,
        body: &mut Vec<Statement>,
        first: &State,
        span: Span,
        noun: Option<&str>,
    ) -> Box<State> {
        let mut state = Box::new(first.clone());
        // Whitespace that is left out in the first iteration may be shown in the others.
        let original = self.collapses.then(|| body.clone());
        for round in 0..MAX_ROUNDS {
            self.rounds += usize::from(round > 0);
            if let (Some(original), true) = (&original, round > 0) {
                body.clone_from(original);
            }
            let mut end = self.inner_body(body, state.clone());
            self.rounds -= usize::from(round > 0);
            if let Some(noun) = noun.filter(|_| !end.is_text()) {
                self.report(messages::unclosed_body(span, noun, &end));
                return state.lost();
            }
            if round > 0 {
                // Elements that each iteration opens would never be the same.
                end.elements.clone_from(&state.elements);
            }
            let next = state.clone().join(end.clone(), self.depth);
            let is_last = next.as_ref().is_none_or(|next| *next == state);
            if self.loops.first_round == Some(self.depth + 1) {
                self.loops.first_round = None;
                for warning in std::mem::take(&mut self.loops.warnings) {
                    if is_last {
                        add(&mut self.found.tag_warnings, warning);
                    }
                }
            }
            match next {
                None => {
                    self.report(messages::loop_ends(span, &state, &end));
                    return state.lost();
                }
                Some(_) if is_last => return end,
                Some(next) => state = next,
            }
        }
        self.report(messages::too_complex());
        state.lost()
    }
}
