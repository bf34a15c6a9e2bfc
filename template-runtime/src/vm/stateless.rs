//! Stateless programs: those that only print static text and parts of their data, under conditions on these.
//!
//! Most components and many short templates are such programs. They have no values and no variables, and so need no VM:
//! the state of their interpreter is the next op.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the interpreter trusts that link has proved what lies at a place")]

use super::{
    Bound, Call, Failed, PrintResult, explain,
    leaves::{leaf_is_true, print_leaf},
    parts::Parts,
    place_paths::{path_is_true, print_end_of_path},
    program::{Interpreter, Program},
    root::Root,
    stop::Stop,
};
use crate::{
    error::{Error, ErrorKind},
    output::{COMPACT, Out},
};
use core::slice;
use template_bytecode::{Escape, Op, PlaceRef, Slot, Target};

/// Reports whether a program with these ops is stateless. Where memory is scarce none is: one interpreter for all programs
/// takes less of it.
pub(super) const fn is_stateless(ops: &[Op]) -> bool {
    if COMPACT {
        return false;
    }
    let mut at = 0;
    while at < ops.len() {
        at += match ops[at] {
            Op::Text { .. }
            | Op::FinalBreak { .. }
            | Op::AppendPlace { slot: Slot(0), .. }
            | Op::AppendPlacePath { slot: Slot(0), .. }
            | Op::Jump { .. }
            | Op::Flush {}
            | Op::Return {} => 1,
            Op::GetPlace { slot: Slot(0), .. } | Op::GetPlacePath { slot: Slot(0), .. }
                if at + 1 < ops.len()
                    && matches!(ops[at + 1], Op::JumpIfFalse { .. } | Op::JumpIfTrue { .. }) =>
            {
                2
            }
            _ => return false,
        };
    }
    true
}

/// A function that interprets stateless programs.
pub(super) type StatelessFn = for<'o> fn(Stateless<'_>, Out<'o>) -> Result<Out<'o>, Error>;

/// Returns the interpreter of stateless programs with certain parts.
pub(super) const fn stateless_interpreter<P: Parts>(is_pure: bool) -> Interpreter {
    Interpreter { run: run::<P>, stateless: Some(interpret::<P>), is_pure }
}

/// Interprets a stateless program to its end.
///
/// # Errors
///
/// Those of [`interpret`], and [`ErrorKind::Program`] if its data has no place.
fn run<'v, 'o, P: Parts>(
    program: &'v Program<'v>,
    data: Root<'v>,
    out: Out<'o>,
    call: Option<&mut Call<'v>>,
) -> Result<Out<'o>, Error> {
    let place = data.place();
    if program.parts.data.is_some() && place.is_null() {
        return Err(Error::new(ErrorKind::Program));
    }
    interpret::<P>(Stateless::new(program, place, call.is_some()), out)
}

/// Interprets a stateless program to its end.
///
/// # Errors
///
/// A value that cannot be printed, or a path that leads to nothing and must not; [`ErrorKind::Program`] if the program
/// is not stateless.
fn interpret<'o, P: Parts>(mut program: Stateless<'_>, out: Out<'o>) -> Result<Out<'o>, Error> {
    let running = &mut program;
    match out.apart(move |out| running.run::<P>(out).ok()) {
        Some(out) => Ok(out),
        None => Err(program.explain()),
    }
}

/// A stateless program with its data, which lies at a place and lives for `'v`.
pub(super) struct Stateless<'v> {
    program: &'v Program<'v>,
    /// The place of data of the type that the program was linked to, which lives for `'v` (invariant 20); null only if it was
    /// linked to none.
    place: *const u8,
    /// Whether the program is that of a component that is called.
    is_called: bool,
    /// The last op that can fail.
    op: Option<&'v Op>,
    stop: Stop,
}

impl<'v> Stateless<'v> {
    /// Creates the state of a program whose data lies at a place. It `is_called` if it is that of a component.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn new(program: &'v Program<'v>, place: *const u8, is_called: bool) -> Self {
        Self { program, place, is_called, op: None, stop: Stop::at_start() }
    }

    /// Returns the program of a component that is called, with its data.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn of_component(component: Bound<'v>) -> Self {
        debug_assert!(
            !component.root().place().is_null(),
            "only a program that is bound has an interpreter"
        );
        Self::new(component.program(), component.root().place(), true)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn run<'o, P: Parts>(&mut self, mut out: Out<'o>) -> PrintResult<'o> {
        let (pool, place) = (self.program.parts.text, self.place);
        let mut rest = self.program.parts.ops.iter();
        while let Some(mut op) = rest.next() {
            // Most ops follow static text.
            if let Op::Text { text } = op {
                // SAFETY: the text is an operand of an op of the program (invariant 24).
                out = unsafe { out.text(pool, text) };
                match rest.next() {
                    Some(next) => op = next,
                    None => break,
                }
            }
            match *op {
                Op::FinalBreak { .. } if self.is_called => {}
                Op::Text { ref text } | Op::FinalBreak { ref text } => {
                    // SAFETY: the text is an operand of an op of the program (invariant 24).
                    out = unsafe { out.text(pool, text) };
                }
                // The variable is that of the data: a stateless program has no other.
                Op::AppendPlace { offset, leaf, escape, .. } => {
                    // SAFETY: link has proved that a leaf of this type lies there (invariant 20).
                    out = unsafe { print_leaf::<P>(out, place.add(offset.0.into()), leaf, escape) };
                }
                Op::AppendPlacePath { place, escape, .. } => {
                    self.op = Some(op);
                    out = self.append_place_path::<P>(place, escape, out)?;
                }
                Op::GetPlace { offset, leaf, .. } => {
                    // SAFETY: as for `AppendPlace`.
                    let truth = unsafe { leaf_is_true(place.add(offset.0.into()), leaf) };
                    self.branch(truth, &mut rest)?;
                }
                Op::GetPlacePath { place, .. } => {
                    self.op = Some(op);
                    let truth = self.place_path_is_true::<P>(place)?;
                    self.branch(truth, &mut rest)?;
                }
                Op::Jump { target } => rest = self.ops_at(target),
                Op::Flush {} => {}
                Op::Return {} => break,
                _ => return Err(Failed),
            }
        }
        Ok(out)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn append_place_path<'o, P: Parts>(
        &mut self,
        path: PlaceRef,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let Self { program, place, ref mut stop, .. } = *self;
        // SAFETY: link has proved that what the path was linked for lies there (invariant 20).
        let printed = out.apart(move |out| unsafe {
            print_end_of_path::<P>(program, path, place, escape, out, stop).ok()
        });
        printed.ok_or(Failed)
    }

    /// Not inlined: the loop calls it directly, and keeps the output in registers.
    #[inline(never)]
    fn place_path_is_true<P: Parts>(&mut self, path: PlaceRef) -> Result<bool, Failed> {
        // SAFETY: link has proved that what the path was linked for lies there (invariant 20).
        unsafe { path_is_true::<P>(self.program, path, self.place, &mut self.stop.failure) }
    }

    /// Takes the conditional jump that comes next.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn branch(&self, truth: bool, rest: &mut slice::Iter<'v, Op>) -> Result<(), Failed> {
        let (target, jumps) = match rest.next() {
            Some(Op::JumpIfFalse { target }) => (*target, !truth),
            Some(Op::JumpIfTrue { target }) => (*target, truth),
            _ => return Err(Failed),
        };
        if jumps {
            *rest = self.ops_at(target);
        }
        Ok(())
    }

    /// Returns the ops from the target of a jump on.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn ops_at(&self, target: Target) -> slice::Iter<'v, Op> {
        self.program.parts.ops.get(target.0 as usize..).unwrap_or_default().iter()
    }

    /// Returns the error of the op that has failed.
    #[cold]
    fn explain(&mut self) -> Error {
        let kind = self.stop.failure.take().unwrap_or(ErrorKind::Program);
        let at = self.op.map_or(0, |op| self.program.index_of(op));
        explain(self.program, at, kind)
    }
}
