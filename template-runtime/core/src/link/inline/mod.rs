//! Inlining: a call of a component that prints only static text, leaves of its fields and fills is replaced with a copy of its ops, which
//! print the arguments where they are, if these are leaves and literals.
//!
//! It follows link, and only adds to a program: the copies are after the ops of the program, and the first op of a call becomes a
//! jump to its copy, which ends with a jump to the op after the call. A fill remains where it is: the copy jumps to it, and its
//! `Return` becomes a jump back. So the positions of all ops remain the same. The ops of a copy need no positions, because they cannot
//! fail.

mod call;
mod component;
mod jumps;

use super::{InlinedProgram, Needs, ValueUses};
use crate::vm::{Program, ProgramTables};
use call::{InlineCall, Starts};
pub use component::InlineProgram;
use component::MAX_OPS;
use jumps::{FillReturns, JumpTargets};
use template_bytecode::{Count, Op, Target};

/// A call is replaced only if the index of the component among the helpers of the program is below this number.
const MAX_COMPONENTS: usize = 64;

/// After this number of copied ops, calls are not replaced any more: the program would become too large.
const MAX_COPIED_OPS: usize = 2048;

/// The sizes of the tables of a program in which calls are replaced.
#[derive(Clone, Copy, Debug)]
pub struct InlinedSizes {
    /// The number of ops.
    pub ops: usize,
    /// The length of the static text in bytes.
    pub text: usize,
    /// For each component the offset of its text, if that has been added.
    texts: [Option<u32>; MAX_COMPONENTS],
}

impl InlinedSizes {
    /// Returns the sizes of the tables of a program, with the calls that [`Inlined::new`] replaces.
    #[must_use]
    pub const fn of(program: &Program<'static>) -> Self {
        let (tables, mut jumps) = (&program.tables, JumpTargets::new());
        let mut sizes = Self::without_calls(tables);
        let mut at = 0;
        while at < tables.ops.len() {
            if let Some(call) = InlineCall::of(tables, at, &mut jumps)
                && sizes.have_room_for(tables)
            {
                sizes.add(&call, &call.starts());
            }
            at += 1;
        }
        sizes
    }

    /// Returns the sizes of the tables of a program, with a further `Return`, which is the last op.
    const fn without_calls(tables: &ProgramTables<'static>) -> Self {
        Self { ops: tables.ops.len() + 1, text: tables.text.len(), texts: [None; MAX_COMPONENTS] }
    }

    /// Returns `true` if a copy may be added to a program.
    const fn have_room_for(&self, tables: &ProgramTables<'static>) -> bool {
        self.ops - tables.ops.len() < MAX_COPIED_OPS
    }

    /// Adds a copy of the ops of the component that is called, and its text if it has not been added. Returns the offset of the
    /// text.
    const fn add(&mut self, call: &InlineCall<'_>, starts: &Starts) -> u32 {
        self.ops += starts[MAX_OPS];
        match self.texts[call.component] {
            Some(text) => text,
            None => {
                let text = self.text as u32;
                self.texts[call.component] = Some(text);
                self.text += call.program.text.len();
                text
            }
        }
    }
}

/// A program in which calls of components are replaced with copies of their ops.
#[derive(Clone, Copy, Debug)]
pub struct Inlined<const OPS: usize, const TEXT: usize> {
    ops: [Op; OPS],
    text: [u8; TEXT],
    /// The program that makes the calls.
    program: &'static Program<'static>,
}

impl<const OPS: usize, const TEXT: usize> Inlined<OPS, TEXT> {
    /// Replaces the calls in a program. `OPS` and `TEXT` are its [sizes](InlinedSizes::of).
    ///
    /// # Panics
    ///
    /// Panics if these are other sizes.
    #[must_use]
    pub const fn new(program: &'static Program<'static>) -> Self {
        let (tables, mut jumps) = (&program.tables, JumpTargets::new());
        let mut inlined = Self { ops: [Op::Return {}; OPS], text: [0; TEXT], program };
        inlined.ops.split_at_mut(tables.ops.len()).0.copy_from_slice(tables.ops);
        inlined.text.split_at_mut(tables.text.len()).0.copy_from_slice(tables.text.as_bytes());
        let mut sizes = InlinedSizes::without_calls(tables);
        let mut at = 0;
        while at < tables.ops.len() {
            if let Some(call) = InlineCall::of(tables, at, &mut jumps)
                && sizes.have_room_for(tables)
            {
                inlined.replace(&call, &mut sizes);
            }
            at += 1;
        }
        assert!(sizes.ops == OPS && sizes.text == TEXT, "the tables have other sizes");
        inlined
    }

    /// Replaces a call with a copy of the ops of its component, which is added to the program.
    const fn replace(&mut self, call: &InlineCall<'_>, sizes: &mut InlinedSizes) {
        // Without the `Return` that remains the last op.
        let base = sizes.ops - 1;
        let (length, starts) = (sizes.text, &call.starts());
        let text = sizes.add(call, starts);
        if sizes.text > length {
            let (_, added) = self.text.split_at_mut(length);
            added.split_at_mut(sizes.text - length).0.copy_from_slice(call.program.text.as_bytes());
        }
        let mut op = 0;
        while op < call.program.ops.len() {
            let (copies, count) =
                (call.copies(op, starts, base, text), starts[op + 1] - starts[op]);
            let (_, rest) = self.ops.split_at_mut(base + starts[op]);
            rest.split_at_mut(count).0.copy_from_slice(copies.split_at(count).0);
            if let Op::GetFill { slot: Count(slot) } = call.program.ops[op]
                && let Some(Op::PushBlock { target, .. }) = call.fill_of(slot)
            {
                let after = Op::Jump { target: call.after_fill(op, starts, base) };
                let mut returns = FillReturns::of(target);
                while let Some(at) = returns.next(self.program.tables.ops) {
                    self.ops[at] = after;
                }
            }
            op += 1;
        }
        self.ops[call.first()] = Op::Jump { target: Target(base as u32) };
        // The other ops of the call do not run, and so need nothing.
        let mut unused = call.first() + 1;
        while unused <= call.at {
            self.ops[unused] = Op::Jump { target: call.end };
            unused += 1;
        }
    }

    /// Returns the program and its needs, given those of the program that makes the calls.
    ///
    /// # Panics
    ///
    /// Panics if the text of a component is cut off.
    #[must_use]
    pub const fn program(&'static self, needs: &Needs) -> InlinedProgram {
        let Ok(text) = core::str::from_utf8(&self.text) else {
            panic!("the text of a component is cut off");
        };
        let uses = ValueUses { values: needs.values, floats: needs.floats };
        InlinedProgram {
            program: self.program.with_inlined(&self.ops, text),
            needs: Needs::of(&self.ops, uses),
        }
    }
}
