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
    Interpreter, component::Call, interpreter, interpreter_fn::InterpreterFn, program::Program,
    root::Root, stateless::Stateless,
};
#[cfg(feature = "alloc")]
use crate::output::{OutParts, Region};
use crate::{
    data::Data,
    error::{Error, ErrorKind},
    link::Needs,
    output::{COMPACT, Out},
};
use core::marker::PhantomData;

/// The program of a template, as the proof that its ops read places according to the layout of `T`
/// (invariant 20), with its interpreter.
pub struct LinkedProgram<T: ?Sized> {
    /// From a reference. A raw pointer, because rustc follows references when it validates a constant, and the program has been
    /// validated as the constant that it is.
    program: *const Program<'static>,
    /// None if the program is unrolled. It is not a part of the program, so that it is not linked where only the program is
    /// used, as for rendering in chunks.
    interpreter: Option<Interpreter>,
    data: PhantomData<fn() -> *const T>,
}

impl<T: ?Sized> LinkedProgram<T> {
    /// Creates the proof.
    ///
    /// # Safety
    ///
    /// The ops, the paths and the places of the program are the result of linking a verified program to
    /// the layout of `T`, which is the layout of its [data](super::ProgramParts::data). The interpreter, if there is one, is
    /// the result of [`interpreter`](super::interpreter) for its limits and its ops, or `ON_HEAP`.
    #[must_use]
    pub const unsafe fn new(
        program: &'static Program<'static>,
        interpreter: Option<Interpreter>,
    ) -> Self {
        Self { program, interpreter, data: PhantomData }
    }

    /// Creates the proof for a program that is interpreted with memory of these sizes.
    ///
    /// # Safety
    ///
    /// That of [`new`](Self::new), and `needs` are those of the ops.
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
        let interpreter = interpreter::<STACK, VARIABLES, LOOPS, SCRATCH>(limits, needs);
        // SAFETY: the caller's promise; the interpreter is for the limits and the ops.
        unsafe { Self::new(program, Some(interpreter)) }
    }
}

/// A program with the data that it is linked to.
#[derive(Clone, Copy)]
pub struct Bound<'v> {
    program: &'static Program<'static>,
    interpreter: Option<Interpreter>,
    /// The place of data that lives for `'v` and has the type that the program was linked to; null if the program reads no
    /// data, and its interpreter is not that of stateless programs.
    place: *const u8,
    data: PhantomData<&'v ()>,
}

impl<'v> Bound<'v> {
    /// Binds a program to data of its type.
    #[must_use]
    #[inline]
    pub fn new<T: Data>(program: LinkedProgram<T>, data: &'v T) -> Self {
        let LinkedProgram { program, interpreter, .. } = program;
        // SAFETY: `LinkedProgram::new` is the only constructor, so the pointer comes from a `&'static Program`
        // (invariant 20).
        let program = unsafe { &*program };
        // Cast with `as`: a build without optimization has a further function for each template and each method called here.
        Self { program, interpreter, place: data as *const T as *const u8, data: PhantomData }
    }

    /// Binds a program to null, on which ops that read places fail.
    #[must_use]
    pub const fn to_null(program: &'static Program<'static>) -> Self {
        Self { program, interpreter: None, place: core::ptr::null(), data: PhantomData }
    }

    /// Binds a program that was compiled at run time, and reads no data.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) const fn without_data(
        program: &'static Program<'static>,
        interpreter: super::InterpretFn,
    ) -> Self {
        let interpreter = Some(Interpreter::in_memory(interpreter));
        Self { program, interpreter, place: core::ptr::null(), data: PhantomData }
    }

    pub(crate) fn program(self) -> &'static Program<'static> {
        self.program
    }

    /// Returns the function that interprets the program; `None` if it is unrolled.
    #[inline]
    pub(crate) fn interpreter(self) -> Option<Interpreter> {
        self.interpreter
    }

    /// Interprets the program; with a `call`, that of a component. Passes the output to `then`: for each interpreter by code of
    /// its own, so that it stays in registers.
    ///
    /// # Errors
    ///
    /// Returns the errors of the interpreter, and [`ErrorKind::Program`] if the program is unrolled.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn interpret<'o, R>(
        self,
        out: Out<'o>,
        call: Option<&mut Call<'v>>,
        then: impl FnOnce(Out<'o>) -> R,
    ) -> Result<R, Error> {
        match self.interpreter.map(|of| of.function) {
            // Where memory is scarce no program has this interpreter, and it is not linked.
            Some(InterpreterFn::Stateless(run)) if !COMPACT => {
                Stateless::new(self, call.is_some(), call).run_with(run, out).map(then)
            }
            Some(InterpreterFn::InMemory(run)) => {
                run.run(self.program, self.root(), out, call).map(then)
            }
            _ => Err(Error::new(ErrorKind::Program)),
        }
    }

    /// Interprets the program, as an attempt. Returns the result of [`OutParts::print`] for the parts: null pointers if it fails, or if
    /// the program is unrolled.
    ///
    /// # Safety
    ///
    /// The parts are those of one `Out`, which is not used again.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn attempt(&self, parts: OutParts<'_>) -> Region {
        // SAFETY: the caller's promise (invariant 4).
        unsafe {
            match self.interpreter.map(|of| of.function) {
                Some(InterpreterFn::Stateless(run)) => {
                    Stateless::new(*self, false, None).attempt_with(run, parts)
                }
                Some(InterpreterFn::InMemory(run)) => run.attempt(self.program, self.root(), parts),
                None => parts.print(|_| None),
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
