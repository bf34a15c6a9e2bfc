//! Calls of components whose arguments are all read from places, in interpreted programs.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "link has proved what lies at the places of the arguments")]

#[cfg(feature = "alloc")]
use super::component::depth_inside;
#[cfg(feature = "alloc")]
use super::placement::Placement;
use super::{
    Failed, OpResult, PrintResult, Vm,
    capabilities::AllCapabilities,
    component::{Call, Fills, inner_depth},
    interpreted_fills::{InterpretedFills, LentVm},
    placed_args::{PlacedArgs, PlacedComponentFn},
    program::Program,
    program_counter::ProgramCounter,
};
#[cfg(feature = "alloc")]
use crate::data::ErasedLayout;
use crate::{data::Body, link::Repeatable, output::Out};
use core::mem::MaybeUninit;
use template_bytecode::{Count, Op};

/// The maximum number of variables of a program whose calls with fills read their arguments from places.
const MAX_VARIABLES: usize = 32;

/// A call whose arguments are all read from places.
#[derive(Clone, Copy)]
pub(super) struct PlacedCall<'v> {
    /// The ops that push the blocks.
    blocks: &'v [Op],
    /// The ops that read the arguments.
    args: &'v [Op],
    /// The op that calls the component.
    pub(super) op: &'v Op,
    /// The position after it.
    pub(super) after: ProgramCounter<'v>,
    component: PlacedComponentFn,
    /// For each block the number of its slot, and for each argument the index of its field.
    indexes: &'v [u8],
}

impl<'v> Vm<'_, 'v> {
    /// Returns the call of which an op reads the first argument, and those `after` it the others; `None` if the component takes
    /// values.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn placed_call(
        &self,
        first: &'v Op,
        mut after: ProgramCounter<'v>,
    ) -> Option<PlacedCall<'v>> {
        let mut others = 0;
        let op = loop {
            // SAFETY: the op before is one that reads an argument.
            let op = unsafe { after.op() };
            match op {
                // SAFETY: as above.
                Op::GetPlace { .. } | Op::GetPlacePath { .. } => after = unsafe { after.after() },
                Op::CallComponent { .. } => break op,
                _ => return None,
            }
            others += 1;
        };
        // SAFETY: the op there is the call.
        after = unsafe { after.after() };
        let start = self.program.index_of(first);
        let args = self.program.tables.ops.get(start..=start + others)?;
        let Op::CallComponent { helper, named, .. } = op else { return None };
        let component = self.program.tables.components.get(usize::from(helper.0))?.placed?;
        let indexes = self.program.tables.param_indexes.get(named.range())?;
        Some(PlacedCall { blocks: &[], args, op, after, component, indexes })
    }

    /// Returns the call for which an op pushes the first block, and those `after` it the others, and read the arguments;
    /// `None` if one of these is no leaf, or the component takes values.
    pub(super) fn filled_placed_call(
        &self,
        first: &'v Op,
        mut after: ProgramCounter<'v>,
    ) -> Option<PlacedCall<'v>> {
        let (mut count, mut others) = (1, 0);
        let op = loop {
            // SAFETY: the op before is one that pushes a block or reads an argument.
            let op = unsafe { after.op() };
            match op {
                Op::PushBlock { .. } if others == 0 => count += 1,
                read if self.program.reads_followed_place(read) => others += 1,
                Op::CallComponent { .. } => break op,
                _ => return None,
            }
            // SAFETY: the op there is none of those that end a program.
            after = unsafe { after.after() };
        };
        // SAFETY: the op there is the call.
        after = unsafe { after.after() };
        let Op::CallComponent { helper, positional: Count(0), named, blocks } = *op else {
            return None;
        };
        // With others, the call has an argument that an op before the blocks has pushed.
        if usize::from(blocks.0) != count || usize::from(named.count()) != count + others {
            return None;
        }
        let start = self.program.index_of(first);
        let ops = self.program.tables.ops.get(start..start + count + others)?;
        let (blocks, args) = ops.split_at_checked(count)?;
        let component = self.program.tables.components.get(usize::from(helper.0))?.placed?;
        let indexes = self.program.tables.param_indexes.get(named.range())?;
        Some(PlacedCall { blocks, args, op, after, component, indexes })
    }

    /// Calls a component whose arguments are all read from places.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call_from_places<'o>(
        &mut self,
        call: PlacedCall<'v>,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let PlacedCall { args: ops, component, indexes, .. } = call;
        let depth = inner_depth(self.depth).map_err(|kind| self.fail(kind))?;
        let limit = self.attempt_limit();
        if limit > 0 && depth > limit {
            return Err(Failed);
        }
        let (places, data) = (&self.places, self.stack.variable(0)?);
        let failure = &mut self.stop.failure;
        // SAFETY: the ops belong to the program, which runs, so that the variables are bound (invariant 21).
        let args = &mut unsafe {
            PlacedArgs::new(self.program, (ops, indexes), places, (depth, data), failure)
        };
        if limit > 0 {
            args.attempt(Repeatable::WithComponents, limit);
        }
        let printed = component.call(args, out).ok_or(Failed)?;
        if !args.is_refused {
            return Ok(printed);
        }
        let vm = &mut *self;
        printed.out_of_line(move |out| vm.call_with_values_of(call, out).ok()).ok_or(Failed)
    }

    /// Calls a component with fills whose arguments are all read from places.
    pub(super) fn call_from_places_with_fills<'o>(
        &mut self,
        call: PlacedCall<'v>,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let PlacedCall { blocks, args: ops, op, component, indexes, .. } = call;
        self.op = Some(op);
        let depth = inner_depth(self.depth).map_err(|kind| self.fail(kind))?;
        // The fills change the variables of the program.
        let mut copies = [MaybeUninit::uninit(); MAX_VARIABLES];
        let Some(places) = self.places.copied(&mut copies) else {
            return self.call_with_values_of(call, out);
        };
        let (slots, indexes) = indexes.split_at_checked(blocks.len()).ok_or(Failed)?;
        let (program, limit) = (self.program, self.attempt_limit());
        if limit > 0 && depth > limit {
            return Err(Failed);
        }
        let mut is_refused = false;
        let refused = &mut is_refused;
        let printed =
            self.lend_to_component(0, move |LentVm { vm, failed, failure }, _, data| {
                let body = |fill: usize| match blocks.get(fill) {
                    Some(&Op::PushBlock { var, params, target }) => {
                        Some(Body::new(var, params, target))
                    }
                    _ => None,
                };
                let runner = &mut InterpretedFills { vm, body, failed };
                let fills = Fills { slots, attributes: &[] };
                let mut filled =
                    Call { depth, attempt_limit: limit, data, fills, runner, placement: None };
                // SAFETY: the ops belong to the program, which runs, so that the variables are bound (invariant 21).
                let args = &mut unsafe {
                    PlacedArgs::new(program, (ops, indexes), &places, (depth, &data), failure)
                };
                args.filled = Some(&mut filled);
                if limit > 0 {
                    args.attempt(Repeatable::WithComponents, limit);
                }
                let printed = component.call(args, out);
                *refused = args.is_refused;
                printed
            })?;
        if is_refused { self.call_with_values_of(call, printed) } else { Ok(printed) }
    }

    /// Calls a component whose arguments are all read from places, if its program can be run again, and its output fits into
    /// the room of the output; otherwise prints nothing. Returns whether it has printed it. It then needs no frame.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn try_call_from_places<'o>(
        &mut self,
        call: PlacedCall<'v>,
        out: Out<'o>,
    ) -> (Out<'o>, bool) {
        let PlacedCall { args: ops, component, indexes, .. } = call;
        if self.unrepeatable.is_some_and(|op| core::ptr::eq(op, call.op)) {
            return (out, false);
        }
        if !ops.iter().all(|op| self.program.reads_data(op)) {
            self.unrepeatable = Some(call.op);
            return (out, false);
        }
        let (component_len, attempt_credit) = (self.component_len, self.attempt_credit);
        let (Some(depth), Ok(data)) = (depth_inside(self.depth), self.stack.variable(0)) else {
            return (out, false);
        };
        let failure = &mut self.stop.failure;
        // SAFETY: as in `call_from_places`.
        let args = &mut unsafe {
            PlacedArgs::new(self.program, (ops, indexes), &self.places, (depth, data), failure)
        };
        // What the components that it calls print would be lost with it.
        let room = out.room();
        let may_call = component_len.fits(room) && attempt_credit.allows(room);
        if !may_call && self.nesting.is_some_and(|op| core::ptr::eq(op, call.op)) {
            return (out, false);
        }
        let required = if may_call { Repeatable::WithComponents } else { Repeatable::Always };
        args.attempt(required, depth.saturating_add(MAX_ATTEMPT_DEPTH));
        let (out, is_printed) =
            out.attempt(|out| component.call(args, out).filter(|_| !args.is_refused));
        if !is_printed {
            if args.is_refused {
                // It may be refused because it calls others. Then it is tried again when their length is known.
                let refused = if may_call { &mut self.unrepeatable } else { &mut self.nesting };
                *refused = Some(call.op);
            }
            // The frame has the same error.
            self.stop.failure.clear();
        }
        if is_printed {
            self.component_len.printed(room - out.room());
        } else if may_call {
            self.component_len.failed_in(room);
            self.attempt_credit.spend(room);
        }
        (out, is_printed)
    }

    /// Constructs the component of a call whose arguments are all read from places, and moves it to where it is printed later.
    /// If it refuses them, pushes their values. Returns whether it has taken them.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no memory for it.
    #[cfg(feature = "alloc")]
    pub(super) fn place_from_places<'o>(
        &mut self,
        call: PlacedCall<'v>,
        depth: u8,
        placement: &mut dyn Placement,
        out: Out<'o>,
    ) -> Result<(Out<'o>, bool), Failed> {
        let PlacedCall { args: ops, component, indexes, .. } = call;
        let data = self.stack.variable(0)?;
        let failure = &mut self.stop.failure;
        // SAFETY: as in `call_from_places`.
        let args = &mut unsafe {
            PlacedArgs::new(self.program, (ops, indexes), &self.places, (depth, data), failure)
        };
        args.placement = Some(placement);
        let out = component.call(args, out).ok_or(Failed)?;
        let is_refused = args.is_refused;
        if is_refused {
            self.push_values_of(call)?;
        }
        Ok((out, !is_refused))
    }

    /// Calls a component that has refused its arguments with their values.
    #[cold]
    fn call_with_values_of<'o>(&mut self, call: PlacedCall<'v>, out: Out<'o>) -> PrintResult<'o> {
        self.push_values_of(call)?;
        let Op::CallComponent { helper, positional, named, blocks } = *call.op else {
            return Err(Failed);
        };
        if call.blocks.is_empty() {
            return self.call_component_alone(helper, positional, named, out);
        }
        self.call_component(helper, positional, named, blocks, out)
    }

    /// Pushes the values of the arguments of a call.
    #[cold]
    fn push_values_of(&mut self, call: PlacedCall<'v>) -> OpResult {
        for op in call.blocks {
            let Op::PushBlock { var, params, target } = *op else { return Err(Failed) };
            self.push_block(var, params, target)?;
        }
        for op in call.args {
            match *op {
                Op::GetFirstArg { var, offset, leaf } | Op::GetPlace { var, offset, leaf } => {
                    self.get_place(var, offset, leaf)?;
                }
                Op::GetFirstArgPath { var, place } | Op::GetPlacePath { var, place } => {
                    self.get_place_path::<AllCapabilities>(var, place)?;
                }
                _ => return Err(Failed),
            }
        }
        Ok(())
    }
}

/// The maximum depth of the calls of components in an attempt. They are a recursion on the stack of the thread, unlike calls of
/// components that have frames.
#[cfg(feature = "alloc")]
const MAX_ATTEMPT_DEPTH: u8 = 8;

impl Program<'_> {
    /// Returns `true` if an op pushes what is at a place without calling code of the user: what it reads is data, and no value that
    /// a function of the user makes.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn reads_data(&self, op: &Op) -> bool {
        match op {
            Op::GetPlace { .. } | Op::GetFirstArg { .. } => true,
            Op::GetPlacePath { place, .. } | Op::GetFirstArgPath { place, .. } => {
                let end = self.tables.places.get(usize::from(place.0)).and_then(|p| p.end());
                end.is_some_and(|end| !matches!(end.layout.get(), ErasedLayout::Opaque(_)))
            }
            _ => false,
        }
    }

    /// Without a heap, no component is constructed from places.
    #[cfg(not(feature = "alloc"))]
    #[expect(clippy::unused_self, reason = "the same call as with a heap")]
    pub(super) fn reads_data(&self, _: &Op) -> bool {
        false
    }

    /// Returns `true` if an op pushes what is at a place, or at the end of a path that link has followed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn reads_followed_place(&self, op: &Op) -> bool {
        match op {
            Op::GetPlace { .. } => true,
            #[cfg(feature = "alloc")]
            Op::GetPlacePath { place, .. } => {
                self.tables.places.get(usize::from(place.0)).is_some_and(|p| p.end().is_some())
            }
            // Without a heap, no component is constructed from places.
            _ => false,
        }
    }
}
