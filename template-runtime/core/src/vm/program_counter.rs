//! The program counter: where an interpreter continues.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "an interpreter trusts that the last op of a program returns")]

use core::{marker::PhantomData, ptr::NonNull};
use template_bytecode::{Op, Target};

/// The position of the next op of a program. It needs no check whether there is one: the last op of every program is
/// `Return`, so there is one after each other op.
#[derive(Clone, Copy)]
pub(super) struct ProgramCounter<'p> {
    /// The address of an op of the program, or of its end.
    next: NonNull<Op>,
    program: PhantomData<&'p [Op]>,
}

impl<'p> ProgramCounter<'p> {
    /// Returns the position of the op at an index; `None` if there is none.
    pub(super) fn at(ops: &'p [Op], index: usize) -> Option<Self> {
        let next = NonNull::from(ops.get(index..)?).cast();
        (index < ops.len()).then_some(Self { next, program: PhantomData })
    }

    /// Returns the position of the target of a jump.
    ///
    /// # Safety
    ///
    /// The ops belong to a program with this jump.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) unsafe fn of_target(ops: &'p [Op], target: Target) -> Self {
        debug_assert!((target.0 as usize) < ops.len(), "the target of a jump is an op");
        // SAFETY: a jump target is at most the index of the last op (invariant 24).
        let next = unsafe { NonNull::from(ops).cast::<Op>().add(target.0 as usize) };
        Self { next, program: PhantomData }
    }

    /// Returns the next op.
    ///
    /// # Safety
    ///
    /// The op before it, if the position is [after](Self::after) one, is not `Return`.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) unsafe fn op(self) -> &'p Op {
        // SAFETY: only after the last op, which is `Return`, there is none (invariant 24).
        unsafe { self.next.as_ref() }
    }

    /// Returns the number of ops from another position of the program up to this one.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn ops_since(self, other: Self) -> u64 {
        let bytes = self.next.addr().get().saturating_sub(other.next.addr().get());
        (bytes / size_of::<Op>()) as u64
    }

    /// Returns the position after the next op.
    ///
    /// # Safety
    ///
    /// The requirement of [`ProgramCounter::op`] applies.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) unsafe fn after(self) -> Self {
        // SAFETY: there is an op at the position, so that the end of the program is not before the next position.
        Self { next: unsafe { self.next.add(1) }, ..self }
    }
}
