//! The functions that run programs, and the programs that are passed to those that interpret.
//!
//! # Safety
//!
//! The number in SAFETY comments refers to the invariant in `ARCHITECTURE.md`.
#![allow(
    unsafe_code,
    reason = "the parts of an `Out` are passed in registers, and data without its type"
)]

use super::{
    component::Call, program::Program, root::Root, stateless::StatelessFn, undropped::Undropped,
};
use crate::{
    error::{Error, ErrorKind},
    link::Repeatable,
    output::{Drain, Out, RawOut, Region},
};
use core::ptr::NonNull;

/// The function that runs a program. If it interprets the program, it is the result of [`interpreter`](crate::vm::interpreter).
#[derive(Clone, Copy)]
pub struct Runner {
    pub(super) function: RunFn,
    /// How the program can be run again.
    pub(super) repeatable: Repeatable,
}

impl Runner {
    /// Returns the interpreter of a program that was compiled at run time.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) const fn in_memory(run: InterpretFn) -> Self {
        Self { function: RunFn::InMemory(run), repeatable: Repeatable::Never }
    }

    /// A function that fails, and does not read the data.
    pub(super) const FAILING: Self = {
        let fail = UnrolledFn(|_, _, _| Err(Error::new(ErrorKind::Program)));
        Self { function: RunFn::Unrolled(fail), repeatable: Repeatable::Never }
    };

    /// Returns the function that is the unrolled program `P` of the template `T`.
    pub(super) const fn unrolled<T: Unrolled<P>, P>() -> Self {
        let function = RunFn::Unrolled(UnrolledFn::of::<T, P>());
        Self { function, repeatable: Repeatable::Never }
    }
}

/// A function that runs a program.
#[derive(Clone, Copy)]
pub(super) enum RunFn {
    /// A function that interprets it, and reserves memory of sufficient size.
    InMemory(InterpretFn),
    /// A function that interprets it, and needs no memory: the program is stateless.
    Stateless(StatelessFn),
    /// The unrolled program.
    Unrolled(UnrolledFn),
}

/// A template with an unrolled program, its own or the program of the fragment `P`.
pub trait Unrolled<P = ()> {
    /// Runs the program, which belongs to a component if there is a `call`.
    ///
    /// # Errors
    ///
    /// Returns the errors of rendering.
    fn __template_run<'o>(
        &self,
        out: Out<'o>,
        call: Option<&mut Call<'_>>,
    ) -> Result<Out<'o>, Error>;
}

/// An unrolled program that is passed the place of its data.
#[derive(Clone, Copy)]
pub(super) struct UnrolledFn(
    for<'o> unsafe fn(*const u8, Out<'o>, Option<&mut Call<'_>>) -> Result<Out<'o>, Error>,
);

impl UnrolledFn {
    const fn of<T: Unrolled<P>, P>() -> Self {
        /// Runs the program.
        ///
        /// # Safety
        ///
        /// A `T` must be at the place, and must live until the call returns.
        #[inline]
        unsafe fn run<'o, T: Unrolled<P>, P>(
            place: *const u8,
            out: Out<'o>,
            call: Option<&mut Call<'_>>,
        ) -> Result<Out<'o>, Error> {
            // SAFETY: the caller's promise (invariant 20).
            T::__template_run(unsafe { &*(place as *const T) }, out, call)
        }

        Self(run::<T, P>)
    }

    /// Runs the program.
    ///
    /// # Errors
    ///
    /// Returns the errors of rendering.
    ///
    /// # Safety
    ///
    /// A value of the type of the function must be at the place, and must live until the call returns.
    /// [`Runner::FAILING`] does not read the place.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn run<'o>(
        self,
        place: *const u8,
        out: Out<'o>,
        call: Option<&mut Call<'_>>,
    ) -> Result<Out<'o>, Error> {
        // SAFETY: the caller's promise (invariant 20).
        unsafe { (self.0)(place, out, call) }
    }
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
        /// The parts belong to one `Out`, which is not used again.
        unsafe fn run<'o, I: Interpret>(
            at: *mut u8,
            end: *mut u8,
            drain: NonNull<dyn Drain + 'o>,
            task: &mut Task<'_, '_>,
        ) -> Region {
            // SAFETY: the caller's promise (invariant 4).
            unsafe { RawOut { at, end, drain }.print(|out| I::run(task, out)) }
        }

        Self(run::<I>)
    }

    /// Interprets a program. The call is `None` unless the program belongs to a component that is called.
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
        let task = &mut Task { program, data, call, error: Undropped::none() };
        self.print(task, out).ok_or_else(|| task.take_error())
    }

    /// Interprets a program, as an attempt. Returns the result of [`RawOut::print`] for the parts.
    ///
    /// # Safety
    ///
    /// The parts belong to one `Out`, which is not used again.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn attempt<'v>(
        self,
        program: &'v Program<'v>,
        data: Root<'v>,
        RawOut { at, end, drain }: RawOut<'_>,
    ) -> Region {
        let task = &mut Task { program, data, call: None, error: Undropped::none() };
        // SAFETY: the caller's promise (invariant 4).
        let region = unsafe { (self.0)(at, end, drain, task) };
        if region.is_none() {
            task.error.clear();
        }
        region
    }

    /// Calls the interpreter.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print<'o>(self, task: &mut Task<'_, '_>, out: Out<'o>) -> Option<Out<'o>> {
        // SAFETY: the parts are passed on to `RawOut::print` (invariant 4).
        unsafe { out.pass(|RawOut { at, end, drain }| (self.0)(at, end, drain, task)) }
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
    /// The reason why it has failed.
    error: Undropped<Error>,
}

impl Task<'_, '_> {
    /// Stores the reason why the program has failed.
    #[cold]
    pub(super) fn fail<T>(&mut self, error: Error) -> Option<T> {
        self.error.set(error);
        None
    }

    #[cold]
    fn take_error(&mut self) -> Error {
        self.error.take().unwrap_or_else(|| Error::new(ErrorKind::Program))
    }
}
