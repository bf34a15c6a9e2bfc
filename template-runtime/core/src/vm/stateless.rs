//! Stateless programs: those that only print static text, parts of their data, and fills without block params, under
//! conditions on these.
//!
//! Most components and many short templates are such programs. They have no values and no variables, and so need no VM:
//! the state of their interpreter is the next op.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Bound, Failed, PrintResult,
    capabilities::{Capabilities, InChunks},
    component::{Call, has_fill, print_first_fill},
    explain,
    leaves::{leaf_is_true, print_leaf_or_part},
    place_paths::{path_is_true, print_end_of_path},
    program::Program,
    program_counter::ProgramCounter,
    runner::{RunFn, Runner},
    stop::{Exit, Stop},
};
use crate::{
    error::{Error, ErrorKind},
    link::Repeatable,
    output::{Drain, Out, RawOut, Region},
};
use core::ptr::NonNull;
use template_bytecode::{Escape, Op, Target, TextRef};

/// A function that interprets stateless programs. It has the parts of the `Out` as arguments, which are passed in registers, as
/// is the result.
#[derive(Clone, Copy)]
pub struct StatelessFn(
    for<'o> unsafe fn(
        *mut u8,
        *mut u8,
        NonNull<dyn Drain + 'o>,
        &mut Stateless<'_, '_, '_>,
    ) -> Region,
);

/// Returns the interpreter of stateless programs with certain capabilities.
pub(super) const fn stateless_interpreter<C: Capabilities>(repeatable: Repeatable) -> Runner {
    /// Assembles the `Out`, and interprets the program to its end.
    ///
    /// # Safety
    ///
    /// The parts belong to one `Out`, which is not used again.
    #[inline(never)]
    unsafe fn run<'o, C: Capabilities>(
        at: *mut u8,
        end: *mut u8,
        drain: NonNull<dyn Drain + 'o>,
        program: &mut Stateless<'_, '_, '_>,
    ) -> Region {
        // SAFETY: the caller's promise (invariant 4).
        unsafe { RawOut { at, end, drain }.print(|out| program.run::<C>(0, out).ok()) }
    }

    /// Interprets a program like [`run`], or in chunks.
    ///
    /// # Safety
    ///
    /// The requirements of [`run`].
    unsafe fn run_or_resume<'o, C: Capabilities>(
        at: *mut u8,
        end: *mut u8,
        drain: NonNull<dyn Drain + 'o>,
        program: &mut Stateless<'_, '_, '_>,
    ) -> Region {
        // SAFETY: the caller's promise (invariant 4).
        unsafe {
            if program.is_in_chunks {
                return resume::<C>(at, end, drain, program);
            }
            run::<C>(at, end, drain, program)
        }
    }

    /// Assembles the `Out`, and interprets the program from where it has stopped until the output is full.
    ///
    /// # Safety
    ///
    /// The requirements of [`run`].
    #[inline(never)]
    unsafe fn resume<'o, C: Capabilities>(
        at: *mut u8,
        end: *mut u8,
        drain: NonNull<dyn Drain + 'o>,
        program: &mut Stateless<'_, '_, '_>,
    ) -> Region {
        // SAFETY: the caller's promise (invariant 4).
        unsafe { RawOut { at, end, drain }.print(|out| program.resume::<InChunks<C>>(out).ok()) }
    }

    let in_parts = matches!(repeatable, Repeatable::InParts);
    let function = StatelessFn(if in_parts { run_or_resume::<C> } else { run::<C> });
    Runner { function: RunFn::Stateless(function), repeatable }
}

/// A stateless program with its data, which is at a place and lives for `'v`.
///
/// The program and the place are not next to each other, as they are in a [`Bound`]: both would be copied at once, and
/// reading them would wait until the two writes before that are in memory.
#[repr(C)]
pub struct Stateless<'c, 'f, 'v> {
    program: &'v Program<'v>,
    /// The last op that can fail.
    op: Option<&'v Op>,
    /// The place of data of the type that the program was linked to, which lives for `'v` (invariant 20); null only if it was
    /// linked to none.
    place: *const u8,
    /// Whether the program belongs to a component that is called.
    is_called: bool,
    /// Whether it stops where the output is full.
    is_in_chunks: bool,
    /// The call of the component; none if it has no fills.
    call: Option<&'c mut Call<'f>>,
    stop: Stop,
}

impl<'c, 'f, 'v> Stateless<'c, 'f, 'v> {
    /// Creates the state of a program that has an interpreter of stateless programs, so that its data is at a place. It
    /// `is_called` if it belongs to a component, which is called with fills if there is a `call`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(bound: Bound<'v>, is_called: bool, call: Option<&'c mut Call<'f>>) -> Self {
        let (program, place) = (bound.program(), bound.place());
        debug_assert!(!place.is_null(), "only a program that is bound has this interpreter");
        let stop = Stop::at_start();
        Self { program, op: None, place, is_called, is_in_chunks: false, call, stop }
    }

    /// Interprets the program to its end.
    ///
    /// # Errors
    ///
    /// Returns an error if a value cannot be printed, or if a required path is missing; [`ErrorKind::Program`] if the program
    /// is not stateless.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn run_with<'o>(
        mut self,
        function: StatelessFn,
        out: Out<'o>,
    ) -> Result<Out<'o>, Error> {
        self.print(function, out).ok_or_else(|| self.explain())
    }

    /// Interprets the program to its end, as an attempt. Returns the result of [`RawOut::print`] for the parts.
    ///
    /// # Safety
    ///
    /// The parts belong to one `Out`, which is not used again.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn attempt_with(
        mut self,
        function: StatelessFn,
        RawOut { at, end, drain }: RawOut<'_>,
    ) -> Region {
        // SAFETY: the caller's promise (invariant 4).
        let region = unsafe { (function.0)(at, end, drain, &mut self) };
        if region.is_none() {
            self.stop.failure.clear();
        }
        region
    }

    /// Calls the interpreter.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print<'o>(&mut self, function: StatelessFn, out: Out<'o>) -> Option<Out<'o>> {
        // SAFETY: the parts are passed on to `RawOut::print` (invariant 4).
        unsafe { out.pass(|RawOut { at, end, drain }| (function.0)(at, end, drain, self)) }
    }

    /// Prints what has not been printed of the last text, and continues with the op after it. Stops where the output is full.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stateless::run_with`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn resume<'o, C: Capabilities>(&mut self, out: Out<'o>) -> PrintResult<'o> {
        // SAFETY: no op has run since the program has stopped (invariant 28).
        let out = unsafe { self.stop.print_rest(out) };
        if out.is_full() {
            self.stop.exit = Exit::Full;
            return Ok(out);
        }
        self.stop.exit = Exit::End;
        self.run::<C>(self.stop.next, out)
    }

    /// Interprets the program from the op `next` on.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stateless::run_with`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn run<'o, C: Capabilities>(&mut self, next: usize, mut out: Out<'o>) -> PrintResult<'o> {
        let place = self.place;
        let mut pc = ProgramCounter::at(self.program.tables.ops, next).ok_or(Failed)?;
        // Stops after an op that has printed, if the output is full.
        macro_rules! stop_if {
            ($is_full:expr, $op:expr) => {
                if C::CHUNKS && $is_full {
                    self.stop.next = self.program.index_of($op) + 1;
                    self.stop.exit = Exit::Full;
                    return Ok(out);
                }
            };
        }
        loop {
            // SAFETY: after `Return` the loop ends, so that the op before was another.
            let mut op = unsafe { pc.op() };
            // SAFETY: as above.
            pc = unsafe { pc.after() };
            // Most ops follow static text.
            if let Op::Text { text } = op {
                let mut is_full = false;
                out = self.text::<C>(text, out, &mut is_full);
                stop_if!(is_full, op);
                // SAFETY: the op before is `Text`.
                (op, pc) = unsafe { (pc.op(), pc.after()) };
            }
            // There are so few arms that rustc emits no jump table. Most ops print a leaf. The variable holds the data: a
            // stateless program has no other.
            match *op {
                Op::AppendPlace { offset, leaf, escape, .. } => {
                    let stop = &mut self.stop;
                    // SAFETY: link has proved that a leaf of this type is there (invariant 20).
                    out = unsafe {
                        let place = place.add(offset.0.into());
                        print_leaf_or_part::<C>(out, place, leaf, escape, stop)?
                    };
                    stop_if!(out.is_full(), op);
                }
                Op::Return {} => break,
                _ => {
                    let (program, mut next) = (&mut *self, pc);
                    let at = &mut next;
                    let printed = out.out_of_line(move |out| program.step::<C>(op, at, out).ok());
                    out = printed.ok_or(Failed)?;
                    stop_if!(out.is_full(), op);
                    pc = next;
                }
            }
        }
        Ok(out)
    }

    /// Prints static text; in chunks, as much of it as there is room for. Sets `is_full` if the loop has to stop.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn text<'o, C: Capabilities>(
        &mut self,
        text: &TextRef,
        out: Out<'o>,
        is_full: &mut bool,
    ) -> Out<'o> {
        let pool = self.program.tables.text;
        // SAFETY: the text is an operand of an op of the program (invariant 24).
        unsafe {
            if C::CHUNKS {
                return out.text_divided(pool, text, |rest| {
                    self.stop.keep(rest, Escape::None);
                    *is_full = true;
                });
            }
            out.text(pool, text)
        }
    }

    /// Runs an op that the loop does not run itself, and sets the position to continue at.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn step<'o, C: Capabilities>(
        &mut self,
        op: &'v Op,
        pc: &mut ProgramCounter<'v>,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        self.op = Some(op);
        match *op {
            Op::FinalBreak { .. } if self.is_called => {}
            Op::Text { ref text } | Op::FinalBreak { ref text } => {
                return Ok(self.text::<C>(text, out, &mut false));
            }
            Op::AppendPlacePath { place: path, escape, .. } => {
                let Self { program, place, ref mut stop, .. } = *self;
                // SAFETY: link has proved that a value of the type that the path was linked for is there (invariant 20).
                return unsafe { print_end_of_path::<C>(program, path, place, escape, out, stop) };
            }
            Op::GetPlace { offset, leaf, .. } => {
                // SAFETY: link has proved that a leaf of this type is there (invariant 20).
                let truth = unsafe { leaf_is_true(self.place.add(offset.0.into()), leaf) };
                *pc = self.branch(truth, *pc)?;
            }
            Op::GetPlacePath { place: path, .. } => {
                let Self { program, place, ref mut stop, .. } = *self;
                // SAFETY: link has proved that a value of the type that the path was linked for is there (invariant 20).
                let truth = unsafe { path_is_true::<C>(program, path, place, &mut stop.failure) }?;
                *pc = self.branch(truth, *pc)?;
            }
            Op::HasFill { slot } => {
                let truth = has_fill(self.call.as_deref(), slot);
                *pc = self.branch(truth, *pc)?;
            }
            Op::GetFill { slot } => {
                // SAFETY: the op of the fill is not `Return`; the next op prints it.
                *pc = unsafe { pc.after() };
                return print_first_fill(self.call.as_deref_mut(), slot, out);
            }
            Op::Jump { target } => *pc = self.target(target),
            Op::Flush {} => {}
            _ => return Err(Failed),
        }
        Ok(out)
    }

    /// Takes the conditional jump at a position, which is after the op of the condition. Returns the position to continue at.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn branch(&self, truth: bool, pc: ProgramCounter<'v>) -> Result<ProgramCounter<'v>, Failed> {
        // SAFETY: the op of the condition is not `Return`.
        let (target, jumps_if) = unsafe { pc.op() }.branch().ok_or(Failed)?;
        // SAFETY: the op of the jump is not `Return`, either.
        Ok(if truth == jumps_if { self.target(target) } else { unsafe { pc.after() } })
    }

    /// Returns the position of the target of a jump of the program.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn target(&self, target: Target) -> ProgramCounter<'v> {
        // SAFETY: the jump is one of the program.
        unsafe { ProgramCounter::of_target(self.program.tables.ops, target) }
    }

    /// Returns the error of the op that has failed.
    #[cold]
    #[inline(never)]
    fn explain(&mut self) -> Error {
        let kind = self.stop.failure.take().unwrap_or(ErrorKind::Program);
        let at = self.op.map_or(0, |op| self.program.index_of(op));
        explain(self.program, at, kind)
    }
}

/// A stateless program that renders in chunks like the parts of what it renders at once.
#[cfg(feature = "alloc")]
pub(super) struct StatelessInChunks<'v> {
    function: StatelessFn,
    state: Stateless<'v, 'v, 'v>,
}

#[cfg(feature = "alloc")]
impl<'v> StatelessInChunks<'v> {
    /// Returns the function that interprets the program; `None` if the program needs a frame.
    #[inline]
    pub(super) fn function_of(bound: &Bound<'v>) -> Option<StatelessFn> {
        match bound.runner() {
            Runner { function: RunFn::Stateless(function), repeatable: Repeatable::InParts } => {
                Some(function)
            }
            _ => None,
        }
    }

    /// Creates the state before the first chunk of a program with its [function](Self::function_of).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(function: StatelessFn, bound: &Bound<'v>) -> Self {
        let state = Stateless { is_in_chunks: true, ..Stateless::new(*bound, false, None) };
        Self { function, state }
    }

    /// Returns `true` if a text of which a part has been printed fills more than a buffer of a length without being escaped.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn has_more_than(&self, len: usize) -> bool {
        self.state.stop.has_plain_rest(len)
    }

    /// Fills a buffer with a part of that text, of which there is [more](Self::has_more_than).
    pub(super) fn fill<'b>(&mut self, buffer: &'b mut [u8]) -> &'b str {
        // SAFETY: no op has run since the program has stopped (invariant 28).
        unsafe { self.state.stop.fill_with_rest(buffer) }
    }

    /// Runs until the output is full. Returns whether the program has ended.
    ///
    /// # Errors
    ///
    /// Returns an error if the program fails; [`StatelessInChunks::error`] returns the reason. It must not be resumed then.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn resume(&mut self, out: Out<'_>) -> Result<bool, Failed> {
        self.state.print(self.function, out).ok_or(Failed)?.finish();
        Ok(!self.state.stop.is_set())
    }

    /// Returns the error with which the program has failed.
    #[cold]
    pub(super) fn error(&mut self) -> Error {
        self.state.explain()
    }
}
