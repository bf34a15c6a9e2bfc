//! Programs with the data that they were linked to.
//!
//! A program whose ops read places must run on data of the type that it was linked to. [`Bound`] proves
//! this.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the program is a proof of what lies at a place")]

use super::{
    component::Call,
    interpreter,
    program::Program,
    root::Root,
    runner::{RunFn, Runner, Unrolled, UnrolledFn},
    stateless::Stateless,
};
#[cfg(feature = "alloc")]
use crate::output::{RawOut, Region};
use crate::{
    data::Data,
    error::{Error, ErrorKind},
    link::Needs,
    output::{COMPACT, Out},
};
use core::marker::PhantomData;

/// The program of a template, as the proof that its ops read places according to the layout of `T`
/// (invariant 20), with the function that runs it. It is invariant in `T`.
pub struct LinkedProgram<T: ?Sized> {
    /// From a reference. A raw pointer, because rustc follows references when it validates a constant, and the program has been
    /// validated as the constant that it is.
    program: *const Program<'static>,
    /// It is not a part of the program, so that it is not linked where only the program is used, as for rendering in chunks.
    runner: Runner,
    data: PhantomData<fn(*const T) -> *const T>,
}

impl<T: ?Sized> LinkedProgram<T> {
    /// Creates the proof.
    ///
    /// # Safety
    ///
    /// The ops, the paths and the places of the program are the result of linking a verified program to
    /// the layout of `T`, which is the layout of its [data](super::ProgramTables::data). The runner is the result of
    /// [`interpreter`](super::interpreter) for its limits and its ops, or `ON_HEAP`, or runs a program of `T`.
    pub(crate) const unsafe fn new(program: &'static Program<'static>, runner: Runner) -> Self {
        Self { program, runner, data: PhantomData }
    }

    /// Creates the proof for a program that is unrolled: that of the template, or of its fragment `P`.
    ///
    /// # Safety
    ///
    /// The ops, the paths and the places of the program are the result of linking a verified program to
    /// the layout of `T`, which is the layout of its [data](super::ProgramTables::data).
    #[must_use]
    pub const unsafe fn unrolled<P>(program: &'static Program<'static>) -> Self
    where
        T: Unrolled<P> + Sized,
    {
        // SAFETY: the caller's promise; the runner runs a program of `T`.
        unsafe { Self::new(program, Runner::unrolled::<T, P>()) }
    }

    /// Creates the proof for a program that is interpreted with memory of these sizes.
    ///
    /// # Safety
    ///
    /// That of [`unrolled`](Self::unrolled), and `needs` are those of the ops.
    ///
    /// # Panics
    ///
    /// Panics if the memory does not cover the limits of the program.
    #[must_use]
    pub const unsafe fn interpreted<
        const STACK: usize,
        const VARIABLES: usize,
        const LOOPS: usize,
        const SCRATCH: usize,
    >(
        program: &'static Program<'static>,
        needs: &Needs,
    ) -> Self {
        let limits = program.limits();
        let runner = interpreter::<STACK, VARIABLES, LOOPS, SCRATCH>(limits, needs);
        // SAFETY: the caller's promise; the interpreter is for the limits and the ops.
        unsafe { Self::new(program, runner) }
    }
}

/// A program with the data that it is linked to.
#[derive(Clone, Copy)]
pub struct Bound<'v> {
    program: &'static Program<'static>,
    runner: Runner,
    /// The place of data that lives for `'v` and has the type that the program was linked to, and that of the unrolled program;
    /// null if neither reads data, and the runner is not the interpreter of stateless programs.
    place: *const u8,
    data: PhantomData<&'v ()>,
}

impl<'v> Bound<'v> {
    /// Binds a program to data of its type.
    #[must_use]
    #[inline]
    pub fn new<T: Data>(program: LinkedProgram<T>, data: &'v T) -> Self {
        // Cast with `as`: a build without optimization has a further function for each template and each method called here.
        // SAFETY: the data has the type that the program was linked to (invariant 20).
        unsafe { Self::of_place(program.program, program.runner, data as *const T as *const u8) }
    }

    /// Binds a program to the data at a place.
    ///
    /// # Safety
    ///
    /// The program and the runner are those of one [`LinkedProgram`], and data of its type is at the place and lives for `'v`.
    #[inline]
    unsafe fn of_place(program: *const Program<'static>, runner: Runner, place: *const u8) -> Self {
        // SAFETY: `LinkedProgram::new` is the only constructor, so the pointer comes from a `&'static Program`
        // (invariant 20).
        Self { program: unsafe { &*program }, runner, place, data: PhantomData }
    }

    /// Binds a program that reads no data to data whose unrolled program `P` runs instead of it. Binds a program that does to null.
    pub(crate) fn unrolled<T: Unrolled<P>, P>(
        program: &'static Program<'static>,
        data: &'v T,
    ) -> Self {
        if program.tables.data.is_some() {
            return Self::to_null(program);
        }
        let place = core::ptr::from_ref(data).cast();
        Self { program, runner: Runner::unrolled::<T, P>(), place, data: PhantomData }
    }

    /// Binds a program to null. It fails when it is rendered at once, and on ops that read places otherwise.
    #[doc(hidden)]
    #[must_use]
    pub const fn to_null(program: &'static Program<'static>) -> Self {
        Self { program, runner: Runner::FAILING, place: core::ptr::null(), data: PhantomData }
    }

    /// Binds a program that was compiled at run time, and reads no data.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) const fn without_data(
        program: &'static Program<'static>,
        interpreter: super::InterpretFn,
    ) -> Self {
        let runner = Runner::in_memory(interpreter);
        Self { program, runner, place: core::ptr::null(), data: PhantomData }
    }

    pub(crate) fn program(self) -> &'static Program<'static> {
        self.program
    }

    /// Returns the function that runs the program.
    #[inline]
    pub(crate) fn runner(self) -> Runner {
        self.runner
    }

    /// Returns the program with its data, if it is unrolled.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn unrolled_program(self) -> Option<UnrolledProgram<'v>> {
        match self.runner.function {
            RunFn::Unrolled(function) => {
                Some(UnrolledProgram { function, place: self.place, data: PhantomData })
            }
            _ => None,
        }
    }

    /// Interprets the program; with a `call`, that of a component. Passes the output to `then`: for each interpreter by code of its
    /// own, so that it stays in registers.
    ///
    /// # Errors
    ///
    /// Returns the errors of rendering, and [`ErrorKind::Program`] if the program is unrolled.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn interpret<'o, R>(
        self,
        out: Out<'o>,
        call: Option<&mut Call<'v>>,
        then: impl FnOnce(Out<'o>) -> R,
    ) -> Result<R, Error> {
        match self.runner.function {
            // Where memory is scarce no program has this interpreter, and it is not linked.
            RunFn::Stateless(run) if !COMPACT => {
                Stateless::new(self, call.is_some(), call).run_with(run, out).map(then)
            }
            RunFn::InMemory(run) => run.run(self.program, self.root(), out, call).map(then),
            _ => Err(Error::new(ErrorKind::Program)),
        }
    }

    /// Interprets the program, as an attempt. Returns the result of [`RawOut::print`] for the parts: null pointers if it fails, or if
    /// the program is unrolled.
    ///
    /// # Safety
    ///
    /// The parts are those of one `Out`, which is not used again.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn attempt(&self, parts: RawOut<'_>) -> Region {
        // SAFETY: the caller's promise (invariant 4).
        unsafe {
            match self.runner.function {
                RunFn::Stateless(run) => {
                    Stateless::new(*self, false, None).attempt_with(run, parts)
                }
                RunFn::InMemory(run) => run.attempt(self.program, self.root(), parts),
                RunFn::Unrolled(_) => parts.print(|_| None),
            }
        }
    }

    /// Returns the place of the data, which is null only as documented at the field.
    #[inline]
    pub(super) fn place(self) -> *const u8 {
        self.place
    }

    /// Returns the data.
    #[inline]
    pub(crate) fn root(self) -> Root<'v> {
        // SAFETY: data of the type that the program was linked to is at the place, and lives for `'v` (invariant 20).
        unsafe { Root::of_program(self.program, self.place) }
    }
}

/// An unrolled program with its data.
#[derive(Clone, Copy)]
pub(crate) struct UnrolledProgram<'v> {
    function: UnrolledFn,
    /// The place of the data of a [`Bound`] with this function.
    place: *const u8,
    data: PhantomData<&'v ()>,
}

impl<'v> UnrolledProgram<'v> {
    /// Runs the program; with a `call`, that of a component.
    ///
    /// # Errors
    ///
    /// Returns the errors of rendering.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn run<'o>(
        self,
        out: Out<'o>,
        call: Option<&mut Call<'_>>,
    ) -> Result<Out<'o>, Error> {
        // SAFETY: data of the type of the unrolled program is at the place, and lives for `'v` (invariant 20); or the function fails
        // without reading it (`Runner::FAILING`).
        unsafe { self.function.run(self.place, out, call) }
    }
}
