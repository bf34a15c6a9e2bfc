//! Calls of components, and the fills that they print, in programs that render in chunks.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.

use super::{
    frame::{BodyFrame, ComponentCall, Failure, Frame, Frames, Kind, ProgramFrame},
    memory::{ArenaFull, ArenaMark, FrameArena},
};
#[cfg(feature = "alloc")]
use crate::vm::{
    component::{inner_depth, no_fills},
    program_counter::ProgramCounter,
};
use crate::{
    data::{Args, Body, Value},
    error::{Error, ErrorKind},
    output::Out,
    vm::{
        Failed, PrintResult, Vm,
        call_in_scratch::has_displays,
        capabilities::AllCapabilities,
        component::{Call, CalledComponent, FillRunner, Fills},
        memory::{Damaged, LentScope},
        placement::{Placed, Placement},
    },
};
use core::{alloc::Layout, ptr::NonNull};
use template_bytecode::Op;

impl<'a> Frames<'a> {
    /// Calls the component of the current op: constructs it in the arena, and adds a frame for it.
    ///
    /// # Errors
    ///
    /// Returns an error if a field does not accept its argument, and [`ErrorKind::ChunkMemoryFull`] if the memory is full.
    pub(super) fn call_component<'o>(
        &mut self,
        caller: (NonNull<Frame<'a>>, NonNull<Vm<'a, 'a>>),
        out: Out<'o>,
    ) -> Result<Out<'o>, Failure<'a>> {
        let (_, mut vm) = caller;
        self.try_call(caller, out).map_err(|failure| match failure {
            CallFailure::Stored => Failure::Op(vm),
            CallFailure::Kind(kind) => {
                // SAFETY: nothing has a reference to the state of the program now (invariant 29).
                unsafe { vm.as_mut() }.fail(kind);
                Failure::Op(vm)
            }
        })
    }

    /// Calls the component of the current op.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Frames::call_component`].
    fn try_call<'o>(
        &mut self,
        caller: (NonNull<Frame<'a>>, NonNull<Vm<'a, 'a>>),
        out: Out<'o>,
    ) -> Result<Out<'o>, CallFailure> {
        #[cfg(feature = "alloc")]
        let out = match self.call_from_places(caller, out)? {
            (out, true) => return Ok(out),
            (out, false) => out,
        };
        let before = self.arena.mark();
        let mut vm_pointer = caller.1;
        // SAFETY: nothing else has a reference to the state of the program, until the fills run (invariant 29).
        let vm = unsafe { vm_pointer.as_mut() };
        let Some(&Op::CallComponent { helper, positional, named, blocks }) = vm.op else {
            return Err(CallFailure::Stored);
        };
        let CalledComponent { component, depth, count, blocks, slots, names, indexes } =
            vm.called_component(helper, positional, named, blocks)?;
        // SAFETY: the arguments and the originals are used until the frame has ended, and the memory of the copies is
        // released after that. Until then the caller neither clears its stack, nor ends what is lent (invariant 29).
        let (originals, (values, data)) = unsafe {
            let originals: &[Value<'a>] = if has_displays(vm.stack.top(count)?) {
                vm.stack.copy_values(self.arena.slice(count)?)?
            } else {
                &[]
            };
            let copies = self.arena.slice(count)?;
            (originals, vm.stack.copy_arguments(copies)?)
        };
        let has_fills = blocks > 0;
        let lent = has_fills.then(|| vm.stack.begin_lending()).transpose()?;
        let (bodies, values) = values.split_at_checked(blocks).ok_or(CallFailure::Stored)?;
        let originals = originals.get(blocks..).unwrap_or_default();
        let args = Args::with_names(values, names, indexes).with_originals(originals);
        // After the context.
        let attributes = args.positional().get(1..).unwrap_or_default();
        let fills = Fills { slots, attributes };
        let runner = self.arena.put(SuspendedFills { vm: caller.1, bodies, failed: false })?;
        let mut placement = ArenaPlacement { arena: &mut self.arena, placed: None };
        let called = {
            // SAFETY: only the call uses the runner, while the component is constructed.
            let runner = unsafe { &mut *runner.as_ptr() };
            let placement = Some(&mut placement as &mut dyn Placement);
            let mut call = Call { depth, attempt_limit: 0, data, fills, runner, placement };
            component(&args, out, &mut call)
        };
        let placed = placement.placed;
        // SAFETY: the call has ended (invariant 29).
        if unsafe { runner.as_ref() }.failed {
            return Err(CallFailure::Stored);
        }
        let out = called?;
        let Some(component) = placed else {
            // It has been printed.
            if let Some(lent) = lent {
                // SAFETY: the fills have ended.
                unsafe { vm_pointer.as_mut() }.stack.end_lending(lent)?;
            }
            // SAFETY: nothing of it is used any more.
            unsafe { self.arena.release(before) };
            return Ok(out);
        };
        let called = (depth, data, fills, lent);
        self.push_component(before, caller, component, called, (runner, &out))?;
        Ok(out)
    }

    /// Calls a component whose arguments are read from places, if the current op is the first of those that read them. Returns
    /// whether a frame has been added.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Frames::call_component`].
    #[cfg(feature = "alloc")]
    fn call_from_places<'o>(
        &mut self,
        caller: (NonNull<Frame<'a>>, NonNull<Vm<'a, 'a>>),
        out: Out<'o>,
    ) -> Result<(Out<'o>, bool), CallFailure> {
        let before = self.arena.mark();
        let mut vm = caller.1;
        // SAFETY: nothing else has a reference to the state of the program now (invariant 29).
        let vm = unsafe { vm.as_mut() };
        let Some(first @ (Op::GetFirstArg { .. } | Op::GetFirstArgPath { .. })) = vm.op else {
            return Ok((out, false));
        };
        let after = ProgramCounter::at(vm.program.tables.ops, vm.at() + 1).ok_or(Failed)?;
        let call = vm.placed_call(first, after).ok_or(Failed)?;
        vm.op = Some(call.op);
        let depth = inner_depth(vm.depth)?;
        let data = vm.stack.data()?;
        let mut placement = ArenaPlacement { arena: &mut self.arena, placed: None };
        let (out, is_taken) = vm.place_from_places(call, depth, &mut placement, out)?;
        let Some(component) = placement.placed.filter(|_| is_taken) else {
            return Ok((out, false));
        };
        let (fills, runner) = no_fills();
        let runner = self.arena.put(runner)?;
        self.push_component(before, caller, component, (depth, data, fills, None), (runner, &out))?;
        Ok((out, true))
    }

    /// Adds the frame of a component, which begins at the current position of the output.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no memory for it.
    fn push_component(
        &mut self,
        before: ArenaMark,
        caller: (NonNull<Frame<'a>>, NonNull<Vm<'a, 'a>>),
        component: Placed,
        (depth, data, fills, lent): (u8, Value<'a>, Fills<'a>, Option<LentScope>),
        (runner, out): (NonNull<impl FillRunner + 'a>, &Out<'_>),
    ) -> Result<(), ArenaFull> {
        // SAFETY: only the call uses the runner, until the frame has ended (invariant 29).
        let runner = unsafe { &mut *runner.as_ptr() };
        let placement = None;
        let call = self.arena.put_with(|| Call {
            depth,
            attempt_limit: 0,
            data,
            fills,
            runner,
            placement,
        })?;
        let start = self.progress.position(out);
        self.push(before, |before_vm| {
            Kind::Program(ProgramFrame {
                parts: component.parts,
                started: 0,
                before_vm,
                vm: None,
                component: Some(component),
                call: Some(ComponentCall { call, caller, lent, start }),
            })
        })
    }

    /// Adds a frame for the fill that the current op yields; none if the slot has no fill.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ChunkMemoryFull`] or [`ErrorKind::OutOfFuel`].
    pub(super) fn begin_fill(
        &mut self,
        mut top: NonNull<Frame<'a>>,
        mut vm: NonNull<Vm<'a, 'a>>,
    ) -> Result<(), Failure<'a>> {
        let state = vm;
        // SAFETY: nothing else has a reference to the frames and the states of the programs now (invariant 29). The
        // component and its caller have different states.
        unsafe {
            let component = match &mut top.as_mut().kind {
                Kind::Program(program) => program,
                Kind::Body(body) => match &mut body.program.0.as_mut().kind {
                    Kind::Program(program) => program,
                    Kind::Body(_) => return Err(Failure::Program),
                },
            };
            let vm = vm.as_mut();
            let Some(&Op::Yield { args }) = vm.op else { return Err(Failure::Op(state)) };
            let Ok([fill, params @ ..]) = vm.stack.top(usize::from(args.0) + 1) else {
                return Err(Failure::Op(state));
            };
            let (Some(called), Some(call)) = (&component.call, vm.call.as_deref_mut()) else {
                return Ok(());
            };
            let Some(number) = call.fills.number(*fill) else { return Ok(()) };
            let Some(body) = call.runner.body(number) else { return Err(Failure::Op(state)) };
            let program = called.caller;
            let (_, mut caller) = program;
            let caller = caller.as_mut();
            let (op, depth, next) = (caller.op, caller.depth, caller.stop.next);
            // The component keeps the values on its stack until the fill has ended.
            let scope = caller.begin_body(body, [&[], params]);
            let scope = scope.map_err(|Failed| Failure::Op(program.1))?;
            let before = self.arena.mark();
            let frame = Kind::Body(BodyFrame { program, scope, op, depth, next });
            if let Err(ArenaFull) = self.push(before, |_| frame) {
                caller.stack.end_body(scope);
                caller.fail(ErrorKind::ChunkMemoryFull);
                return Err(Failure::Op(program.1));
            }
            (caller.depth, caller.stop.next) = (call.depth(), body.start as usize);
        }
        Ok(())
    }
}

/// The memory for a component in an arena.
struct ArenaPlacement<'p, 'a> {
    arena: &'p mut FrameArena<'a>,
    placed: Option<Placed>,
}

impl Placement for ArenaPlacement<'_, '_> {
    fn allocate(&mut self, layout: Layout) -> Result<NonNull<u8>, ErrorKind> {
        self.arena.allocate(layout).map_err(|ArenaFull| ErrorKind::ChunkMemoryFull)
    }

    fn keep(&mut self, placed: Placed) {
        self.placed = Some(placed);
    }
}

/// The reason why a call has failed.
enum CallFailure {
    /// The program has stored the reason; if it has not, it is invalid.
    Stored,
    /// The call has no place yet.
    Kind(ErrorKind),
}

impl From<ArenaFull> for CallFailure {
    fn from(_: ArenaFull) -> Self {
        Self::Kind(ErrorKind::ChunkMemoryFull)
    }
}

impl From<ErrorKind> for CallFailure {
    fn from(kind: ErrorKind) -> Self {
        Self::Kind(kind)
    }
}

impl From<Failed> for CallFailure {
    fn from(_: Failed) -> Self {
        Self::Stored
    }
}

impl From<Damaged> for CallFailure {
    fn from(_: Damaged) -> Self {
        Self::Stored
    }
}

/// The fills of a call whose component renders in chunks: those that the component yields itself are frames. This runs
/// those that a block helper in it yields, which cannot stop.
struct SuspendedFills<'a> {
    /// The state of the program that has called the component.
    vm: NonNull<Vm<'a, 'a>>,
    /// The bodies of the fills.
    bodies: &'a [Value<'a>],
    /// Whether a fill has failed or panicked.
    failed: bool,
}

impl FillRunner for SuspendedFills<'_> {
    fn run_fill<'o>(
        &mut self,
        fill: usize,
        depth: u8,
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let body = self.body(fill).ok_or(Failed)?;
        // SAFETY: the caller is suspended while the component runs: nothing has a reference to its state
        // (invariant 29).
        let vm = unsafe { self.vm.as_mut() };
        let op = vm.op;
        self.failed = true;
        let out = vm.run_body(body, depth, [&[], params], out)?;
        self.failed = false;
        // Otherwise it is the op of the fill that has failed.
        vm.op = op;
        Ok(out)
    }

    fn body(&self, fill: usize) -> Option<Body> {
        match self.bodies.get(fill) {
            Some(Value::Block(body)) => Some(*body),
            _ => None,
        }
    }

    fn has_failed(&self) -> bool {
        self.failed
    }

    fn take_error(&mut self) -> Option<Error> {
        // SAFETY: as in `run_fill`.
        core::mem::take(&mut self.failed)
            .then(|| unsafe { self.vm.as_mut() }.error::<AllCapabilities>())
    }
}
