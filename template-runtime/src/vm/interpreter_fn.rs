//! The functions that interpret programs, and the programs that are passed to them.
//!
//! # Safety
//!
//! The number in SAFETY comments is that of the invariant in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the parts of an `Out` are passed in registers")]

use super::{component::Call, program::Program, root::Root, stateless::StatelessFn};
use crate::{
    error::{Error, ErrorKind},
    output::{Drain, Out, OutParts, Region},
};
use core::{mem::ManuallyDrop, ptr::NonNull};

/// The function that interprets a program: the result of [`interpreter`](crate::vm::interpreter).
#[derive(Clone, Copy)]
pub struct Interpreter {
    pub(super) function: InterpreterFn,
    /// Whether the program calls no code of the user, and has no `{{flush}}`: it can be run again, and renders in chunks like
    /// the parts of what it renders at once.
    pub(super) is_pure: bool,
}

impl Interpreter {
    /// Returns the interpreter of a program that was compiled at run time.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) const fn in_memory(run: InterpretFn) -> Self {
        Self { function: InterpreterFn::InMemory(run), is_pure: false }
    }
}

/// A function that interprets a program.
#[derive(Clone, Copy)]
pub(super) enum InterpreterFn {
    /// A function that reserves memory of sufficient size.
    InMemory(InterpretFn),
    /// A function that needs none, for a stateless program.
    Stateless(StatelessFn),
}

/// A function that interprets programs in memory of certain sizes. It has the parts of the `Out` as arguments, which are passed
/// in registers, as is the result.
#[derive(Clone, Copy)]
pub struct InterpretFn(
    for<'o> unsafe fn(*mut u8, *mut u8, NonNull<dyn Drain + 'o>, &mut Task<'_, '_>) -> Region,
);

impl InterpretFn {
    /// Returns the function of an interpreter.
    pub(super) const fn of<I: Interpret>() -> Self {
        /// Assembles the `Out`, and interprets the program.
        ///
        /// # Safety
        ///
        /// The parts are those of one `Out`, which is not used again.
        unsafe fn run<'o, I: Interpret>(
            at: *mut u8,
            end: *mut u8,
            drain: NonNull<dyn Drain + 'o>,
            task: &mut Task<'_, '_>,
        ) -> Region {
            // SAFETY: the caller's promise (invariant 4).
            unsafe { OutParts { at, end, drain }.print(|out| I::run(task, out)) }
        }

        Self(run::<I>)
    }

    /// Interprets a program. The call is that of the component whose program it is; none if the template is rendered by
    /// itself.
    ///
    /// # Errors
    ///
    /// Returns the first error of a helper, or of a value whose kind the program cannot use, with the position of its op. The
    /// output before it is not finished.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn run<'v, 'o>(
        self,
        program: &'v Program<'v>,
        data: Root<'v>,
        out: Out<'o>,
        call: Option<&mut Call<'v>>,
    ) -> Result<Out<'o>, Error> {
        let task = &mut Task { program, data, call, error: ManuallyDrop::new(None) };
        self.print(task, out).ok_or_else(|| task.take_error())
    }

    /// Interprets a program, as an attempt. Returns the result of [`OutParts::print`] for the parts.
    ///
    /// # Safety
    ///
    /// The parts are those of one `Out`, which is not used again.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn attempt<'v>(
        self,
        program: &'v Program<'v>,
        data: Root<'v>,
        OutParts { at, end, drain }: OutParts<'_>,
    ) -> Region {
        let task = &mut Task { program, data, call: None, error: ManuallyDrop::new(None) };
        // SAFETY: the caller's promise (invariant 4).
        let region = unsafe { (self.0)(at, end, drain, task) };
        if region.is_none() {
            task.clear_error();
        }
        region
    }

    /// Calls the interpreter.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print<'o>(self, task: &mut Task<'_, '_>, out: Out<'o>) -> Option<Out<'o>> {
        // SAFETY: the parts are passed on to `OutParts::print` (invariant 4).
        unsafe { out.pass(|OutParts { at, end, drain }| (self.0)(at, end, drain, task)) }
    }
}

/// An interpreter of programs.
pub(super) trait Interpret {
    /// Interprets a program to its end. Returns the `Out` that it was passed, or `None` if that has failed, and the error is
    /// stored.
    fn run<'o>(task: &mut Task<'_, '_>, out: Out<'o>) -> Option<Out<'o>>;
}

/// A program to interpret.
pub(crate) struct Task<'t, 'v> {
    pub(super) program: &'v Program<'v>,
    pub(super) data: Root<'v>,
    pub(super) call: Option<&'t mut Call<'v>>,
    /// The reason why it has failed. It is dropped only when it is taken. Otherwise every render would check whether there is
    /// one.
    error: ManuallyDrop<Option<Error>>,
}

impl Task<'_, '_> {
    /// Stores the reason why the program has failed.
    #[cold]
    pub(super) fn fail<T>(&mut self, error: Error) -> Option<T> {
        self.error = ManuallyDrop::new(Some(error));
        None
    }

    /// Drops the reason.
    #[cfg(feature = "alloc")]
    #[cold]
    #[inline(never)]
    fn clear_error(&mut self) {
        let _error = ManuallyDrop::into_inner(core::mem::take(&mut self.error));
    }

    #[cold]
    fn take_error(&mut self) -> Error {
        let error = ManuallyDrop::into_inner(core::mem::take(&mut self.error));
        error.unwrap_or_else(|| Error::new(ErrorKind::Program))
    }
}
