//! How far a render in chunks has got, from which it learns whether components may be tried in the rest of a chunk.

use crate::{output::Out, vm::Vm};

#[cfg(not(feature = "alloc"))]
pub(super) use without_attempts::Progress;

#[cfg(feature = "alloc")]
use crate::vm::expected_len::{AttemptCredit, ExpectedLen};

/// The number of depths of calls for which lengths of components are expected; deeper ones share the last.
#[cfg(feature = "alloc")]
const DEPTHS: usize = 8;

/// A position in the output, in bytes.
#[derive(Clone, Copy)]
pub(super) struct Position(#[cfg(feature = "alloc")] usize);

/// The progress of a render, and what it has learned of its components.
#[cfg(feature = "alloc")]
pub(super) struct Progress {
    /// The position at which the current chunk ends if it becomes full.
    chunk_end: usize,
    credit: AttemptCredit,
    /// For each depth of calls the expected length of components, from the last program at this depth that has ended.
    component_lens: [ExpectedLen; DEPTHS],
}

#[cfg(feature = "alloc")]
impl Progress {
    /// The progress before the first chunk.
    pub(super) const START: Self = Self {
        chunk_end: 0,
        credit: AttemptCredit::NONE,
        component_lens: [ExpectedLen::Unknown; DEPTHS],
    };

    /// Begins a chunk.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn begin_chunk(&mut self, out: &Out<'_>) {
        self.chunk_end = self.chunk_end.wrapping_add(out.room());
        self.credit.earn(out.room());
    }

    /// Ends a chunk.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn end_chunk(&mut self, out: &Out<'_>) {
        self.chunk_end = self.position(out).0;
    }

    /// Returns the current position. The bytes that did not fit into the last chunks may not be counted.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn position(&self, out: &Out<'_>) -> Position {
        Position(self.chunk_end.wrapping_sub(out.room()))
    }

    /// Prepares a program for the components that it calls.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn start_program(&mut self, vm: &mut Vm<'_, '_>) {
        vm.component_len = *self.component_len(vm.depth);
    }

    /// Lends the credit to a program that runs until [`take_back`](Self::take_back).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn lend_to(&self, vm: &mut Vm<'_, '_>) {
        vm.attempt_credit = self.credit;
    }

    /// Takes the credit back from a program.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn take_back(&mut self, vm: &Vm<'_, '_>) {
        self.credit = vm.attempt_credit;
    }

    /// Learns from a component that a program has called, and that began at a position.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn end_component(
        &self,
        caller: &mut Vm<'_, '_>,
        Position(start): Position,
        out: &Out<'_>,
    ) {
        caller.component_len.printed(self.position(out).0.wrapping_sub(start));
    }

    /// Keeps what a program has learned for the next one at its depth.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn end_program(&mut self, vm: &Vm<'_, '_>) {
        *self.component_len(vm.depth) = vm.component_len;
    }

    /// Returns the expected length of components that a program at a depth calls.
    fn component_len(&mut self, depth: u8) -> &mut ExpectedLen {
        let [lens @ .., last] = &mut self.component_lens;
        lens.get_mut(usize::from(depth)).unwrap_or(last)
    }
}

/// Without a heap, no component is tried.
#[cfg(not(feature = "alloc"))]
mod without_attempts {
    use super::{Out, Position, Vm};

    /// The progress of a render, of which nothing is recorded.
    pub(in super::super) struct Progress;

    #[expect(clippy::unused_self, reason = "the same methods as with a heap")]
    impl Progress {
        pub(in super::super) const START: Self = Self;

        pub(in super::super) fn begin_chunk(&mut self, _: &Out<'_>) {}

        pub(in super::super) fn end_chunk(&mut self, _: &Out<'_>) {}

        pub(in super::super) fn position(&self, _: &Out<'_>) -> Position {
            Position()
        }

        pub(in super::super) fn start_program(&mut self, _: &mut Vm<'_, '_>) {}

        pub(in super::super) fn lend_to(&self, _: &mut Vm<'_, '_>) {}

        pub(in super::super) fn take_back(&mut self, _: &Vm<'_, '_>) {}

        pub(in super::super) fn end_component(&self, _: &mut Vm<'_, '_>, _: Position, _: &Out<'_>) {
        }

        pub(in super::super) fn end_program(&mut self, _: &Vm<'_, '_>) {}
    }
}
