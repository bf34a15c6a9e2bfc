//! The calls of a program that are replaced.

use super::{
    argument::ArgRead,
    call::{InlineCall, TableStarts},
    component::{InlineProgram, MAX_OPS},
    jumps::JumpTargets,
};
use crate::vm::{Program, ProgramTables};
use template_bytecode::{HelperRef, Op, TEXT_PAD};

/// A call is replaced only if the index of the component among the helpers of the program is below this number.
pub(super) const MAX_COMPONENTS: usize = 64;

/// After this number of copied ops, calls are not replaced any more: the program would become too large.
pub(super) const MAX_COPIED_OPS: usize = 2048;

/// How many calls of a program may be replaced at most.
#[derive(Clone, Copy, Debug)]
pub struct InlineCandidates {
    /// The number of calls.
    pub calls: usize,
    /// The number of ops that read fields in the components that they call.
    pub reads: usize,
}

impl InlineCandidates {
    /// Counts the calls of a program.
    #[must_use]
    pub const fn of(program: &Program<'static>) -> Self {
        /// Each op of a copy may read a field, and so may each op of one that is not added any more.
        const MAX_READS: usize = MAX_COPIED_OPS + MAX_OPS;

        let tables = &program.tables;
        let (mut calls, mut reads, mut at) = (0, 0, 0);
        while at < tables.ops.len() {
            if let Op::CallComponent { helper, .. } = tables.ops[at]
                && let Some(component) = component_of(tables, helper)
            {
                calls += 1;
                reads += component.read_count;
            }
            at += 1;
        }
        // A copy has at least one op.
        Self {
            calls: if calls < MAX_COPIED_OPS { calls } else { MAX_COPIED_OPS },
            reads: if reads < MAX_READS { reads } else { MAX_READS },
        }
    }
}

/// The calls of a program that are replaced with copies of the ops of components.
///
/// They are found once for each program, because rustc takes long to find them.
#[derive(Clone, Copy)]
pub struct InlineCalls<const CALLS: usize, const READS: usize> {
    pub(super) calls: [Option<InlineCall>; CALLS],
    /// The number of the calls.
    pub(super) count: usize,
    /// For each call, and each op of the component that reads a field, how its copy reads the argument.
    reads: [Option<ArgRead>; READS],
    /// For each component whether a call of it is not replaced.
    pub(super) remains_called: [bool; MAX_COMPONENTS],
    /// The sizes of the tables of the program in which they are replaced.
    pub sizes: InlinedSizes,
}

impl<const CALLS: usize, const READS: usize> InlineCalls<CALLS, READS> {
    /// Returns the calls of a program that are replaced. The const parameters are the numbers of
    /// [those that may be](InlineCandidates::of).
    #[must_use]
    pub const fn of(program: &'static Program<'static>) -> Self {
        let (tables, mut jumps) = (&program.tables, JumpTargets::new());
        let mut calls = Self {
            calls: [None; CALLS],
            count: 0,
            reads: [None; READS],
            remains_called: [false; MAX_COMPONENTS],
            sizes: InlinedSizes::NOTHING,
        };
        if CALLS == 0 {
            return calls;
        }
        let (mut sizes, mut added) = (InlinedSizes::without_calls(tables), [None; MAX_COMPONENTS]);
        let (mut first_read, mut at) = (0, 0);
        while at < tables.ops.len() {
            if let Op::CallComponent { helper: HelperRef(helper), .. } = tables.ops[at]
                && (helper as usize) < MAX_COMPONENTS
            {
                let reads = calls.reads.split_at_mut(first_read).1;
                if sizes.have_room()
                    && let Some(mut call) = InlineCall::of(tables, at, &mut jumps, reads)
                {
                    call.first_read = first_read;
                    first_read += call.program.read_count;
                    sizes.add(&mut call, reads, &mut added[helper as usize]);
                    calls.calls[calls.count] = Some(call);
                    calls.count += 1;
                } else {
                    calls.remains_called[helper as usize] = true;
                }
            }
            at += 1;
        }
        if calls.count > 0 {
            calls.sizes = sizes;
        }
        calls
    }

    /// Returns how the copies of the ops of a component that read fields read the arguments of the call.
    pub(super) const fn reads_of(&self, call: &InlineCall) -> &[Option<ArgRead>] {
        self.reads.split_at(call.first_read).1.split_at(call.program.read_count).0
    }
}

/// Returns the program of a component, if calls of it may be replaced.
pub(super) const fn component_of(
    tables: &ProgramTables<'static>,
    HelperRef(helper): HelperRef,
) -> Option<&'static InlineProgram> {
    if helper as usize >= MAX_COMPONENTS {
        return None;
    }
    tables.components[helper as usize].inline
}

/// The sizes of the tables of a program in which calls are replaced; all are 0 if none is.
#[derive(Clone, Copy, Debug)]
pub struct InlinedSizes {
    /// The number of ops.
    pub ops: usize,
    /// The number of ops that are copies.
    pub copies: usize,
    /// The length of the static text in bytes.
    pub text: usize,
    /// The number of paths to places.
    pub places: usize,
    /// The number of steps of paths.
    pub steps: usize,
    /// The number of constants.
    pub constants: usize,
    /// The number of names.
    pub names: usize,
    /// The number of helpers.
    pub helpers: usize,
    /// The number of helpers of the program that makes the calls, which include the components.
    pub components: usize,
    /// The number of components of which there are copies.
    pub copied: usize,
}

/// The index of a component among those of which there are copies, and where its tables start.
type AddedComponent = Option<(u8, TableStarts)>;

impl InlinedSizes {
    /// No tables.
    const NOTHING: Self = Self {
        ops: 0,
        copies: 0,
        text: 0,
        places: 0,
        steps: 0,
        constants: 0,
        names: 0,
        helpers: 0,
        components: 0,
        copied: 0,
    };

    /// Returns the sizes of the tables of a program, with a further `Return`, which is the last op.
    const fn without_calls(tables: &ProgramTables<'static>) -> Self {
        Self {
            ops: tables.ops.len() + 1,
            copies: 0,
            text: tables.text.len(),
            places: tables.places.len(),
            steps: tables.steps.len(),
            constants: tables.constants.len(),
            names: tables.names.len(),
            helpers: tables.helpers.len(),
            components: tables.components.len(),
            copied: 0,
        }
    }

    /// Returns `true` if a copy may be added.
    const fn have_room(&self) -> bool {
        /// After this number of entries of a table, the indices of further ones might not fit into operands.
        const MAX_ENTRIES: usize = 1 << 15;

        self.copies < MAX_COPIED_OPS
            && self.places < MAX_ENTRIES
            && self.steps < MAX_ENTRIES
            && self.names < MAX_ENTRIES
            && self.helpers < MAX_ENTRIES
    }

    /// Adds a copy of the ops of the component that is called, the paths that they read, and the tables of the component if there
    /// is no copy of it yet. The call is told where they start.
    const fn add(
        &mut self,
        call: &mut InlineCall,
        reads: &[Option<ArgRead>],
        added: &mut AddedComponent,
    ) {
        // Without the `Return` that remains the last op.
        (call.base, call.place, call.step) = (self.ops - 1, self.places, self.steps);
        let tables = call.program.tables();
        let mut copies = tables.ops.len();
        let mut read = 0;
        while read < call.program.read_count {
            match &reads[read] {
                // A literal is pushed, and then printed.
                Some(ArgRead::Pushed(_, Some(_))) => copies += 1,
                Some(ArgRead::Path(read)) => {
                    if let Some(steps) = read.added_steps() {
                        self.places += 1;
                        self.steps += steps;
                    }
                }
                _ => {}
            }
            read += 1;
        }
        self.ops += copies;
        self.copies += copies;
        if let Some((index, starts)) = *added {
            (call.copied, call.tables) = (index, starts);
            return;
        }
        call.is_first = true;
        call.copied = self.copied as u8;
        call.tables = TableStarts {
            // Instead of the padding, which follows the last text.
            text: self.text.saturating_sub(TEXT_PAD),
            constants: self.constants,
            names: self.names,
            helpers: self.helpers,
        };
        *added = Some((call.copied, call.tables));
        self.text += tables.text.len().saturating_sub(TEXT_PAD);
        self.constants += tables.constants.len();
        self.names += tables.names.len();
        self.helpers += tables.helpers.len();
        self.copied += 1;
    }
}
