//! Inlining: a call of a component without loops and calls of components is replaced with a copy of its ops, which read the
//! arguments where they are, if these are read at places or literals.
//!
//! It follows link, and only adds to a program: the copies are after the ops of the program, and the first op of a call
//! becomes a jump to its copy, which ends with a jump to the op after the call. A fill remains where it is: the copy jumps to
//! it, and its `Return` becomes a jump back. So the positions of all ops remain the same. The ops of a copy have the positions of
//! the ops of the component ([`Copies`]).

mod argument;
mod call;
mod calls;
mod component;
mod copies;
mod jumps;
mod variables;

use super::{InlinedProgram, LinkedPlace, Needs, ValueUses};
use crate::{
    helper::{ComponentCalls, HelperFn, no_helper},
    vm::{Program, ProgramTables},
};
use argument::{ArgRead, PathRead};
use call::{InlineCall, TableStarts};
use calls::MAX_COMPONENTS;
pub use calls::{InlineCalls, InlineCandidates};
pub use component::InlineProgram;
pub use copies::Copies;
use copies::{CopiedComponent, Origin};
use jumps::FillReturns;
use template_bytecode::{
    Constant, Count, Field, Offset, Op, PathRow, PathStep, PlacePath, PlaceRef, Target,
};
use variables::InlinedFills;

/// A program in which calls of components are replaced with copies of their ops.
#[derive(Clone, Copy, Debug)]
pub struct Inlined<
    const OPS: usize,
    const COPIES: usize,
    const TEXT: usize,
    const PLACES: usize,
    const STEPS: usize,
    const CONSTANTS: usize,
    const NAMES: usize,
    const HELPERS: usize,
    const COMPONENTS: usize,
    const COPIED: usize,
> {
    ops: [Op; OPS],
    origins: [Origin; COPIES],
    text: [u8; TEXT],
    places: [LinkedPlace; PLACES],
    place_paths: [PlacePath; PLACES],
    steps: [PathStep; STEPS],
    constants: [Constant<'static>; CONSTANTS],
    names: [&'static str; NAMES],
    param_indexes: [u8; NAMES],
    helpers: [HelperFn; HELPERS],
    helper_names: [&'static str; HELPERS],
    /// The components that are called.
    components: [ComponentCalls; COMPONENTS],
    /// The components of which there are copies.
    copied: [CopiedComponent; COPIED],
    /// What the copied ops read and print.
    uses: ValueUses,
}

impl<
    const OPS: usize,
    const COPIES: usize,
    const TEXT: usize,
    const PLACES: usize,
    const STEPS: usize,
    const CONSTANTS: usize,
    const NAMES: usize,
    const HELPERS: usize,
    const COMPONENTS: usize,
    const COPIED: usize,
> Inlined<OPS, COPIES, TEXT, PLACES, STEPS, CONSTANTS, NAMES, HELPERS, COMPONENTS, COPIED>
{
    /// Replaces calls in a program. The const parameters are the [sizes](InlineCalls::sizes) of its tables.
    ///
    /// # Panics
    ///
    /// Panics if these are other sizes.
    #[must_use]
    pub const fn new<const CALLS: usize, const READS: usize>(
        program: &'static Program<'static>,
        calls: &InlineCalls<CALLS, READS>,
    ) -> Self {
        let (tables, sizes) = (&program.tables, &calls.sizes);
        let are_sizes = sizes.ops == OPS
            && sizes.copies == COPIES
            && sizes.text == TEXT
            && sizes.places == PLACES
            && sizes.steps == STEPS
            && sizes.constants == CONSTANTS
            && sizes.names == NAMES
            && sizes.helpers == HELPERS
            && sizes.components == COMPONENTS
            && sizes.copied == COPIED;
        assert!(are_sizes, "the tables have other sizes");
        let mut inlined = Self {
            ops: [Op::Return {}; OPS],
            origins: [Origin { component: 0, op: 0 }; COPIES],
            text: [0; TEXT],
            places: [LinkedPlace::PENDING; PLACES],
            place_paths: [PlacePath::At(Offset(0)); PLACES],
            steps: [PathStep::Field(Field(0)); STEPS],
            constants: [Constant::Null; CONSTANTS],
            names: [""; NAMES],
            param_indexes: [0; NAMES],
            helpers: [no_helper; HELPERS],
            helper_names: [""; HELPERS],
            components: [ComponentCalls::NONE; COMPONENTS],
            copied: [CopiedComponent::NONE; COPIED],
            uses: ValueUses::NONE,
        };
        if calls.count == 0 {
            return inlined;
        }
        copy_to(&mut inlined.ops, 0, tables.ops);
        copy_to(&mut inlined.places, 0, tables.places);
        copy_to(&mut inlined.place_paths, 0, tables.place_paths);
        copy_to(&mut inlined.steps, 0, tables.steps);
        inlined.add_tables(tables, &TableStarts { text: 0, constants: 0, names: 0, helpers: 0 });
        let mut component = 0;
        while component < COMPONENTS {
            // Without its program, and without its functions if nothing calls it any more, so that the binary does not have these.
            if component >= MAX_COMPONENTS || calls.remains_called[component] {
                inlined.components[component] =
                    ComponentCalls { inline: None, ..tables.components[component] };
            }
            component += 1;
        }
        let (mut fills, mut at) = (InlinedFills::NONE, 0);
        while at < calls.count {
            if let Some(call) = &calls.calls[at] {
                inlined.replace(tables, call, calls.reads_of(call), &mut fills);
            }
            at += 1;
        }
        fills.renumber(&mut inlined.ops, tables.ops);
        inlined
    }

    /// Replaces a call in the program with these tables with a copy of the ops of its component, which is added.
    const fn replace(
        &mut self,
        calling: &ProgramTables<'static>,
        call: &InlineCall,
        reads: &[Option<ArgRead>],
        fills: &mut InlinedFills,
    ) {
        let component = call.program.tables();
        if call.is_first {
            self.add_tables(component, &call.tables);
            self.copied[call.copied as usize] = CopiedComponent {
                name: component.name,
                files: component.files,
                positions: component.positions,
            };
        }
        let (starts, ops) = (&call.starts(reads), component.ops);
        let (mut place, mut step, mut next_read) = (call.place, call.step, 0);
        let mut op = 0;
        while op < ops.len() {
            let mut read = &None;
            if next_read < reads.len() && call.program.reads[next_read].0 as usize == op {
                read = &reads[next_read];
                next_read += 1;
            }
            let copies = call.copies(op, read, starts, PlaceRef(place as u16));
            let (first, end) = (call.base + starts[op], call.base + starts[op + 1]);
            let mut at = first;
            while at < end {
                self.ops[at] = fills.renumbered(copies[at - first], call.at);
                self.origins[at - calling.ops.len()] =
                    Origin { component: call.copied, op: op as u8 };
                at += 1;
            }
            if let Op::Append { .. } | Op::Call { .. } | Op::AppendCall { .. } = ops[op] {
                // The result of a helper may be any value.
                self.uses = ValueUses { values: true, floats: true, displayed: true };
            }
            if let Some(ArgRead::Path(read)) = read {
                self.add_uses(read);
                if let Some(steps) = read.added_steps() {
                    self.add_path(read, place, step);
                    (place, step) = (place + 1, step + steps);
                }
            }
            if let Op::GetFill { slot: Count(slot) } = ops[op]
                && let Some(Op::PushBlock { var, target, .. }) = call.fill_of(slot)
            {
                let after = Op::Jump { target: call.after_fill(op, starts) };
                let mut returns = FillReturns::of(target);
                while let Some(at) = returns.next(calling.ops) {
                    self.ops[at] = after;
                }
                if returns.binds()
                    && let Some(end) = returns.end(calling.ops)
                {
                    fills.add(target, end, var);
                }
            }
            op += 1;
        }
        self.ops[call.first()] = Op::Jump { target: Target(call.base as u32) };
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
    const fn add_uses(&mut self, read: &PathRead) {
        self.uses.values |= read.read.uses_values;
        self.uses.displayed |= read.read.is_displayed;
        self.uses.floats |= read.prints_float && read.read.escape.is_some();
    }

    /// Adds the path that a copied op reads, with the index `place`, and its steps, from the index `first` on.
    const fn add_path(&mut self, read: &PathRead, place: usize, first: usize) {
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

    /// Returns the program that runs and its needs, given the program that makes the calls, and the needs of that. It is the same
    /// program if no call is replaced.
    ///
    /// # Panics
    ///
    /// Panics if the text of a component is cut off.
    #[must_use]
    pub const fn program(
        &'static self,
        program: &Program<'static>,
        needs: &Needs,
    ) -> InlinedProgram {
        if COPIES == 0 {
            return InlinedProgram { program: *program, needs: *needs };
        }
        let Ok(text) = core::str::from_utf8(&self.text) else {
            panic!("the text of a component is cut off");
        };
        let uses = ValueUses {
            values: needs.values || self.uses.values,
            floats: needs.floats || self.uses.floats,
            displayed: needs.effects || self.uses.displayed,
        };
        let tables = &program.tables;
        let inlined = ProgramTables {
            ops: &self.ops,
            copies: Copies {
                first: tables.ops.len(),
                origins: &self.origins,
                components: &self.copied,
            },
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
        InlinedProgram { program: program.with_inlined(inlined), needs: Needs::of(&self.ops, uses) }
    }
}

/// Copies items to a list, from the index `start` on.
const fn copy_to<T: Copy>(list: &mut [T], start: usize, items: &[T]) {
    let (_, rest) = list.split_at_mut(start);
    rest.split_at_mut(items.len()).0.copy_from_slice(items);
}
