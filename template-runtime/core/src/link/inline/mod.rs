//! Inlining: a call of a component that prints only static text, what is at places in its fields and fills is replaced with a
//! copy of its ops, which read the arguments where they are, if these are read at places or literals.
//!
//! It follows link, and only adds to a program: the copies are after the ops of the program, and the first op of a call
//! becomes a jump to its copy, which ends with a jump to the op after the call. A fill remains where it is: the copy jumps to
//! it, and its `Return` becomes a jump back. So the positions of all ops remain the same. The ops of a copy have the positions of
//! the ops of the component ([`Copies`]).

mod argument;
mod call;
mod component;
mod jumps;

use super::{InlinedProgram, LinkedPlace, Needs, ValueUses, places::PlaceReadOf};
use crate::{
    helper::ComponentCalls,
    vm::{Program, ProgramTables},
};
use argument::PlacedRead;
use call::{InlineCall, Starts};
pub use component::InlineProgram;
use component::MAX_OPS;
use jumps::{FillReturns, JumpTargets};
use template_bytecode::{Count, Field, Offset, Op, PathRow, PathStep, PlacePath, PlaceRef, Target};

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

/// The ops of a program that are copies of those of components.
#[derive(Clone, Copy, Debug)]
pub struct Copies<'p> {
    /// For each op of the program its origin, if it is a copy.
    origins: &'p [Origin],
    /// The index of the first copy.
    first: usize,
}

impl Copies<'_> {
    /// No copies.
    pub(crate) const NONE: Self = Self { origins: &[], first: 0 };

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
        Self {
            ops: tables.ops.len() + 1,
            text: tables.text.len(),
            places: tables.places.len(),
            steps: tables.steps.len(),
            texts: [None; MAX_COMPONENTS],
        }
    }

    /// Returns `true` if a copy may be added to a program.
    const fn have_room_for(&self, tables: &ProgramTables<'static>) -> bool {
        /// After this number of paths or steps, the indices of further ones might not fit into operands.
        const MAX_PATHS: usize = 1 << 15;

        self.ops - tables.ops.len() < MAX_COPIED_OPS
            && self.places < MAX_PATHS
            && self.steps < MAX_PATHS
    }

    /// Adds a copy of the ops of the component that is called, the paths that they read, and its text if it has not been added.
    /// Returns the offset of the text.
    const fn add(&mut self, call: &InlineCall<'_>, starts: &Starts) -> u32 {
        self.ops += starts[MAX_OPS];
        let mut op = 0;
        while op < call.program.ops().len() {
            if let Some(read) = call.placed_read(op)
                && let Some(steps) = read.added_steps()
            {
                self.places += 1;
                self.steps += steps;
            }
            op += 1;
        }
        match self.texts[call.component] {
            Some(text) => text,
            None => {
                let text = self.text as u32;
                self.texts[call.component] = Some(text);
                self.text += call.program.text().len();
                text
            }
        }
    }
}

/// A program in which calls of components are replaced with copies of their ops.
#[derive(Clone, Copy, Debug)]
pub struct Inlined<const OPS: usize, const TEXT: usize, const PLACES: usize, const STEPS: usize> {
    ops: [Op; OPS],
    origins: [Origin; OPS],
    text: [u8; TEXT],
    places: [LinkedPlace; PLACES],
    place_paths: [PlacePath; PLACES],
    steps: [PathStep; STEPS],
    /// What the copied ops read and print.
    uses: ValueUses,
    /// The program that makes the calls.
    program: &'static Program<'static>,
}

/// The tables of a program in which calls of components are replaced with copies of their ops.
pub(crate) struct InlinedTables {
    /// The ops, followed by `Return`.
    pub(crate) ops: &'static [Op],
    /// The ops that are copies.
    pub(crate) copies: Copies<'static>,
    /// All static text.
    pub(crate) text: &'static str,
    /// The paths to places, as the VM follows them.
    pub(crate) places: &'static [LinkedPlace],
    /// The paths to places.
    pub(crate) place_paths: &'static [PlacePath],
    /// The steps of all paths of several segments.
    pub(crate) steps: &'static [PathStep],
}

impl<const OPS: usize, const TEXT: usize, const PLACES: usize, const STEPS: usize>
    Inlined<OPS, TEXT, PLACES, STEPS>
{
    /// Replaces the calls in a program. The const parameters are its [sizes](InlinedSizes::of).
    ///
    /// # Panics
    ///
    /// Panics if these are other sizes.
    #[must_use]
    pub const fn new(program: &'static Program<'static>) -> Self {
        let (tables, mut jumps) = (&program.tables, JumpTargets::new());
        let mut inlined = Self {
            ops: [Op::Return {}; OPS],
            origins: [Origin { component: 0, op: 0 }; OPS],
            text: [0; TEXT],
            places: [LinkedPlace::PENDING; PLACES],
            place_paths: [PlacePath::At(Offset(0)); PLACES],
            steps: [PathStep::Field(Field(0)); STEPS],
            uses: ValueUses::NONE,
            program,
        };
        inlined.ops.split_at_mut(tables.ops.len()).0.copy_from_slice(tables.ops);
        inlined.text.split_at_mut(tables.text.len()).0.copy_from_slice(tables.text.as_bytes());
        let paths = tables.places.len();
        inlined.places.split_at_mut(paths).0.copy_from_slice(tables.places);
        inlined.place_paths.split_at_mut(paths).0.copy_from_slice(tables.place_paths);
        inlined.steps.split_at_mut(tables.steps.len()).0.copy_from_slice(tables.steps);
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
        let is_complete = sizes.ops == OPS
            && sizes.text == TEXT
            && sizes.places == PLACES
            && sizes.steps == STEPS;
        assert!(is_complete, "the tables have other sizes");
        inlined
    }

    /// Replaces a call with a copy of the ops of its component, which is added to the program.
    const fn replace(&mut self, call: &InlineCall<'_>, sizes: &mut InlinedSizes) {
        // Without the `Return` that remains the last op.
        let base = sizes.ops - 1;
        let (length, starts) = (sizes.text, &call.starts());
        let (mut place, mut step) = (sizes.places, sizes.steps);
        let text = sizes.add(call, starts);
        if sizes.text > length {
            let (_, added) = self.text.split_at_mut(length);
            let text = call.program.text().as_bytes();
            added.split_at_mut(sizes.text - length).0.copy_from_slice(text);
        }
        let ops = call.program.ops();
        let mut op = 0;
        while op < ops.len() {
            let copies = call.copies(op, starts, (base, text), PlaceRef(place as u16));
            let (first, end) = (base + starts[op], base + starts[op + 1]);
            let mut at = first;
            while at < end {
                self.ops[at] = copies[at - first];
                self.origins[at] = Origin { component: call.component as u8, op: op as u8 };
                at += 1;
            }
            if let Some(read) = call.placed_read(op) {
                self.add_uses(&read);
                if let Some(steps) = read.added_steps() {
                    self.add_path(&read, place, step);
                    (place, step) = (place + 1, step + steps);
                }
            }
            if let Op::GetFill { slot: Count(slot) } = ops[op]
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

    /// Adds the values that a copied op uses.
    const fn add_uses(&mut self, read: &PlacedRead<'_>) {
        self.uses.values |= read.read.uses_values;
        self.uses.floats |= read.prints_float && read.read.escape.is_some();
    }

    /// Adds the path that a copied op reads, with the index `place`, and its steps, from the index `first` on.
    const fn add_path(&mut self, read: &PlacedRead<'_>, place: usize, first: usize) {
        let PlaceReadOf::Path(layout, path) = read.read.of else { return };
        let (PlacePath::At(offset), Some(count)) = (path, read.added_steps()) else { return };
        let mut i = 0;
        while i < count {
            self.steps[first + i] = read.step(i);
            i += 1;
        }
        self.places[place] = LinkedPlace::new(layout, read.read.end);
        self.place_paths[place] = if count == 0 {
            path
        } else {
            PlacePath::StepsFrom(offset, PathRow::new(first as u16, count as u8))
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
        };
        let copies = Copies { origins: &self.origins, first: self.program.tables.ops.len() };
        InlinedProgram {
            program: self.program.with_inlined(&InlinedTables {
                ops: &self.ops,
                copies,
                text,
                places: &self.places,
                place_paths: &self.place_paths,
                steps: &self.steps,
            }),
            needs: Needs::of(&self.ops, uses),
        }
    }
}
