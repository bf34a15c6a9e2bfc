//! Inlining: a call of a component without loops and calls of components is replaced with a copy of its ops, which read the
//! arguments where they are, if these are read at places or literals.
//!
//! It follows link, and only adds to a program: the copies are after the ops of the program, and the first op of a call
//! becomes a jump to its copy, which ends with a jump to the op after the call. A fill remains where it is: the copy jumps to
//! it, and its `Return` becomes a jump back. So the positions of all ops remain the same. The ops of a copy have the positions of
//! the ops of the component ([`Copies`]).

mod argument;
mod call;
mod component;
mod jumps;
mod variables;

use super::{InlinedProgram, LinkedPlace, Needs, ValueUses};
use crate::{
    helper::{ComponentCalls, HelperFn, no_helper},
    vm::{Program, ProgramTables},
};
use argument::{ArgRead, PathRead};
use call::{InlineCall, Reads, Starts, TableStarts};
pub use component::InlineProgram;
use component::MAX_OPS;
use jumps::{FillReturns, JumpTargets};
use template_bytecode::{
    Constant, Count, Field, Offset, Op, PathRow, PathStep, PlacePath, PlaceRef, Target,
};
use variables::InlinedFills;

/// A call is replaced only if the index of the component among the helpers of the program is below this number.
const MAX_COMPONENTS: usize = 64;

/// After this number of copied ops, calls are not replaced any more: the program would become too large.
const MAX_COPIED_OPS: usize = 2048;

/// The op of a component that an op of a copy replaces.
#[derive(Clone, Copy, Debug)]
struct Origin {
    /// The index of the component among the helpers.
    component: u8,
    /// The index of the op in the program of the component.
    op: u8,
}

/// The ops of a program that are copies of ops of components.
#[derive(Clone, Copy, Debug)]
pub struct Copies<'p> {
    /// For each op of the program its origin, if it is a copy.
    origins: &'p [Origin],
    /// The index of the first copy.
    first: usize,
}

impl Copies<'_> {
    /// No copies.
    pub const NONE: Self = Self { origins: &[], first: 0 };

    /// Returns the program from which an op was copied, and its index there, given the components among the helpers; `None` if
    /// it is not a copy.
    #[cold]
    pub(crate) fn origin(
        &self,
        op: usize,
        components: &[ComponentCalls],
    ) -> Option<(&'static Program<'static>, usize)> {
        let origin = self.origins.get(op).filter(|_| op >= self.first)?;
        let component = components.get(usize::from(origin.component))?.inline?;
        Some((component.program, origin.op.into()))
    }
}

/// The sizes of the tables of a program in which calls are replaced.
#[derive(Clone, Copy, Debug)]
pub struct InlinedSizes {
    /// The number of ops.
    pub ops: usize,
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
    /// For each component the starts of its tables, if these have been added.
    starts: [Option<TableStarts>; MAX_COMPONENTS],
}

impl InlinedSizes {
    /// Returns the sizes of the tables of a program, with the calls that [`Inlined::new`] replaces.
    #[must_use]
    pub const fn of(program: &Program<'static>) -> Self {
        let (tables, mut jumps, mut reads) = (&program.tables, JumpTargets::new(), [None; MAX_OPS]);
        let mut sizes = Self::without_calls(tables);
        let mut at = 0;
        while at < tables.ops.len() {
            if let Some(call) = InlineCall::of(tables, at, &mut jumps, &mut reads)
                && sizes.have_room_for(tables)
            {
                sizes.add(&call, &reads, &call.starts(&reads));
            }
            at += 1;
        }
        sizes
    }

    /// Returns the sizes of the tables of a program, with a further `Return`, which is the last op.
    const fn without_calls(tables: &ProgramTables<'static>) -> Self {
        Self {
            ops: tables.ops.len() + 1,
            text: tables.text.len(),
            places: tables.places.len(),
            steps: tables.steps.len(),
            constants: tables.constants.len(),
            names: tables.names.len(),
            helpers: tables.helpers.len(),
            starts: [None; MAX_COMPONENTS],
        }
    }

    /// Returns `true` if a copy may be added to a program.
    const fn have_room_for(&self, tables: &ProgramTables<'static>) -> bool {
        /// After this number of entries of a table, the indices of further ones might not fit into operands.
        const MAX_ENTRIES: usize = 1 << 15;

        self.ops - tables.ops.len() < MAX_COPIED_OPS
            && self.places < MAX_ENTRIES
            && self.steps < MAX_ENTRIES
            && self.names < MAX_ENTRIES
            && self.helpers < MAX_ENTRIES
    }

    /// Adds a copy of the ops of the component that is called, the paths that they read, and the tables of the component if these
    /// have not been added. Returns where they start.
    const fn add(
        &mut self,
        call: &InlineCall<'_>,
        reads: &Reads<'_>,
        starts: &Starts,
    ) -> TableStarts {
        self.ops += starts[MAX_OPS];
        let mut i = 0;
        while i < call.program.read_count {
            let (op, _) = call.program.reads[i];
            if let Some(ArgRead::Path(read)) = &reads[op as usize]
                && let Some(steps) = read.added_steps()
            {
                self.places += 1;
                self.steps += steps;
            }
            i += 1;
        }
        if let Some(starts) = self.starts[call.component] {
            return starts;
        }
        let starts = TableStarts {
            text: self.text,
            constants: self.constants,
            names: self.names,
            helpers: self.helpers,
        };
        let tables = call.program.tables();
        self.starts[call.component] = Some(starts);
        self.text += tables.text.len();
        self.constants += tables.constants.len();
        self.names += tables.names.len();
        self.helpers += tables.helpers.len();
        starts
    }
}

/// A program in which calls of components are replaced with copies of their ops.
#[derive(Clone, Copy, Debug)]
pub struct Inlined<
    const OPS: usize,
    const TEXT: usize,
    const PLACES: usize,
    const STEPS: usize,
    const CONSTANTS: usize,
    const NAMES: usize,
    const HELPERS: usize,
> {
    ops: [Op; OPS],
    origins: [Origin; OPS],
    text: [u8; TEXT],
    places: [LinkedPlace; PLACES],
    place_paths: [PlacePath; PLACES],
    steps: [PathStep; STEPS],
    constants: [Constant<'static>; CONSTANTS],
    names: [&'static str; NAMES],
    param_indexes: [u8; NAMES],
    helpers: [HelperFn; HELPERS],
    helper_names: [&'static str; HELPERS],
    components: [ComponentCalls; HELPERS],
    /// What the copied ops read and print.
    uses: ValueUses,
    /// The program that makes the calls.
    program: &'static Program<'static>,
}

impl<
    const OPS: usize,
    const TEXT: usize,
    const PLACES: usize,
    const STEPS: usize,
    const CONSTANTS: usize,
    const NAMES: usize,
    const HELPERS: usize,
> Inlined<OPS, TEXT, PLACES, STEPS, CONSTANTS, NAMES, HELPERS>
{
    /// Replaces the calls in a program. The const parameters are its [sizes](InlinedSizes::of).
    ///
    /// # Panics
    ///
    /// Panics if these are other sizes.
    #[must_use]
    pub const fn new(program: &'static Program<'static>) -> Self {
        let (tables, mut jumps, mut reads) = (&program.tables, JumpTargets::new(), [None; MAX_OPS]);
        let mut inlined = Self {
            ops: [Op::Return {}; OPS],
            origins: [Origin { component: 0, op: 0 }; OPS],
            text: [0; TEXT],
            places: [LinkedPlace::PENDING; PLACES],
            place_paths: [PlacePath::At(Offset(0)); PLACES],
            steps: [PathStep::Field(Field(0)); STEPS],
            constants: [Constant::Null; CONSTANTS],
            names: [""; NAMES],
            param_indexes: [0; NAMES],
            helpers: [no_helper; HELPERS],
            helper_names: [""; HELPERS],
            components: [ComponentCalls::NONE; HELPERS],
            uses: ValueUses::NONE,
            program,
        };
        copy_to(&mut inlined.ops, 0, tables.ops);
        copy_to(&mut inlined.places, 0, tables.places);
        copy_to(&mut inlined.place_paths, 0, tables.place_paths);
        copy_to(&mut inlined.steps, 0, tables.steps);
        copy_to(&mut inlined.components, 0, tables.components);
        inlined.add_tables(tables, &TableStarts { text: 0, constants: 0, names: 0, helpers: 0 });
        let (mut sizes, mut fills) = (InlinedSizes::without_calls(tables), InlinedFills::NONE);
        let mut at = 0;
        while at < tables.ops.len() {
            if let Some(call) = InlineCall::of(tables, at, &mut jumps, &mut reads)
                && sizes.have_room_for(tables)
            {
                inlined.replace(&call, &reads, (&mut sizes, &mut fills));
            }
            at += 1;
        }
        fills.renumber(&mut inlined.ops, tables.ops);
        let is_complete = sizes.ops == OPS
            && sizes.text == TEXT
            && sizes.places == PLACES
            && sizes.steps == STEPS
            && sizes.constants == CONSTANTS
            && sizes.names == NAMES
            && sizes.helpers == HELPERS;
        assert!(is_complete, "the tables have other sizes");
        inlined
    }

    /// Replaces a call with a copy of the ops of its component, which is added to the program.
    const fn replace(
        &mut self,
        call: &InlineCall<'_>,
        reads: &Reads<'_>,
        (sizes, fills): (&mut InlinedSizes, &mut InlinedFills),
    ) {
        // Without the `Return` that remains the last op.
        let base = sizes.ops - 1;
        let (mut place, mut step) = (sizes.places, sizes.steps);
        let (is_added, starts) = (sizes.starts[call.component].is_some(), &call.starts(reads));
        let tables = sizes.add(call, reads, starts);
        if !is_added {
            self.add_tables(call.program.tables(), &tables);
        }
        let ops = call.program.ops();
        let mut op = 0;
        while op < ops.len() {
            let place_ref = PlaceRef(place as u16);
            let copies = call.copies(op, &reads[op], (starts, base), &tables, place_ref);
            let (first, end) = (base + starts[op], base + starts[op + 1]);
            let mut at = first;
            while at < end {
                self.ops[at] = fills.renumbered(copies[at - first], call.at);
                self.origins[at] = Origin { component: call.component as u8, op: op as u8 };
                at += 1;
            }
            if let Op::Append { .. } | Op::Call { .. } | Op::AppendCall { .. } = ops[op] {
                // The result of a helper may be any value.
                self.uses = ValueUses { values: true, floats: true, displayed: true };
            }
            if let Some(ArgRead::Path(read)) = &reads[op] {
                self.add_uses(read);
                if let Some(steps) = read.added_steps() {
                    self.add_path(read, place, step);
                    (place, step) = (place + 1, step + steps);
                }
            }
            if let Op::GetFill { slot: Count(slot) } = ops[op]
                && let Some(Op::PushBlock { var, target, .. }) = call.fill_of(slot)
            {
                let after = Op::Jump { target: call.after_fill(op, starts, base) };
                let mut returns = FillReturns::of(target);
                while let Some(at) = returns.next(self.program.tables.ops) {
                    self.ops[at] = after;
                }
                if returns.binds()
                    && let Some(end) = returns.end(self.program.tables.ops)
                {
                    fills.add(target, end, var);
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

    /// Adds the tables of a program to which its ops refer, so that they start at certain indices.
    const fn add_tables(&mut self, tables: &ProgramTables<'static>, starts: &TableStarts) {
        copy_to(&mut self.text, starts.text, tables.text.as_bytes());
        copy_to(&mut self.constants, starts.constants, tables.constants);
        copy_to(&mut self.names, starts.names, tables.names);
        copy_to(&mut self.param_indexes, starts.names, tables.param_indexes);
        copy_to(&mut self.helpers, starts.helpers, tables.helpers);
        copy_to(&mut self.helper_names, starts.helpers, tables.helper_names);
    }

    /// Adds the values that a copied op uses.
    const fn add_uses(&mut self, read: &PathRead<'_>) {
        self.uses.values |= read.read.uses_values;
        self.uses.displayed |= read.read.is_displayed;
        self.uses.floats |= read.prints_float && read.read.escape.is_some();
    }

    /// Adds the path that a copied op reads, with the index `place`, and its steps, from the index `first` on.
    const fn add_path(&mut self, read: &PathRead<'_>, place: usize, first: usize) {
        let (layout, path) = read.place;
        let Some(count) = read.added_steps() else { return };
        let mut i = 0;
        while i < count {
            self.steps[first + i] = read.step(i);
            i += 1;
        }
        self.places[place] = LinkedPlace::new(layout, read.read.end);
        self.place_paths[place] = match path {
            PlacePath::StepsFrom(offset, _) => {
                PlacePath::StepsFrom(offset, PathRow::new(first as u16, count as u8))
            }
            path => path,
        };
    }

    /// Returns the program and its needs, given the needs of the program that makes the calls.
    ///
    /// # Panics
    ///
    /// Panics if the text of a component is cut off.
    #[must_use]
    pub const fn program(&'static self, needs: &Needs) -> InlinedProgram {
        let Ok(text) = core::str::from_utf8(&self.text) else {
            panic!("the text of a component is cut off");
        };
        let uses = ValueUses {
            values: needs.values || self.uses.values,
            floats: needs.floats || self.uses.floats,
            displayed: needs.effects || self.uses.displayed,
        };
        let tables = &self.program.tables;
        let inlined = ProgramTables {
            ops: &self.ops,
            copies: Copies { origins: &self.origins, first: tables.ops.len() },
            text,
            names: &self.names,
            steps: &self.steps,
            places: &self.places,
            place_paths: &self.place_paths,
            constants: &self.constants,
            helpers: &self.helpers,
            components: &self.components,
            helper_names: &self.helper_names,
            param_indexes: &self.param_indexes,
            ..*tables
        };
        InlinedProgram {
            program: self.program.with_inlined(inlined),
            needs: Needs::of(&self.ops, uses),
        }
    }
}

/// Copies items to a list, from the index `start` on.
const fn copy_to<T: Copy>(list: &mut [T], start: usize, items: &[T]) {
    let (_, rest) = list.split_at_mut(start);
    rest.split_at_mut(items.len()).0.copy_from_slice(items);
}
