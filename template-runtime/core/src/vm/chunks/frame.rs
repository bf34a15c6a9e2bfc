//! The programs and bodies that are suspended between two chunks, each with the state to resume it.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.

use super::{
    memory::{ArenaFull, ArenaMark, FrameArena},
    progress::{Position, Progress},
};
use crate::{
    data::{MAX_LEVELS, too_many_levels},
    error::{Error, ErrorKind},
    output::{COMPACT, ChunkDrain, Out},
    vm::{
        Failed, Vm,
        capabilities::{Capabilities, InChunks},
        component::Call,
        iteration::Iteration,
        memory::{BodyScope, LentScope, Stack, VariablePlaces},
        placement::Placed,
        stop::Exit,
        template_part::{TemplatePart, TemplateParts},
    },
};
use core::ptr::NonNull;
use template_bytecode::Op;

/// One of the frames, of which only the topmost runs. It is in the arena, as is everything that it refers to (invariant 29).
pub(in crate::vm) struct Frame<'a> {
    /// The frame that continues when this one has ended.
    previous: Option<NonNull<Self>>,
    /// The point in the arena before the frame.
    before: ArenaMark,
    pub(super) kind: Kind<'a>,
}

pub(super) enum Kind<'a> {
    Program(ProgramFrame<'a>),
    Body(BodyFrame<'a>),
}

/// A template, whose programs run one after the other.
pub(super) struct ProgramFrame<'a> {
    pub(super) parts: TemplateParts<'a>,
    /// The number of parts that have been started.
    pub(super) started: usize,
    /// The point in the arena before the state of the program.
    pub(super) before_vm: ArenaMark,
    /// The state of the program that runs.
    pub(super) vm: Option<NonNull<Vm<'a, 'a>>>,
    /// The component, if the template is one.
    pub(super) component: Option<Placed>,
    /// The call of the component.
    pub(super) call: Option<ComponentCall<'a>>,
}

/// The call of a component.
pub(super) struct ComponentCall<'a> {
    /// The call as its program sees it.
    pub(super) call: NonNull<Call<'a>>,
    /// The frame and the state of the program that has called it.
    pub(super) caller: (NonNull<Frame<'a>>, NonNull<Vm<'a, 'a>>),
    /// The variable of the caller that keeps the arguments, if there are fills.
    pub(super) lent: Option<LentScope>,
    /// The position at which the component begins.
    pub(super) start: Position,
}

/// A fill, which runs in the program that has called the component.
pub(super) struct BodyFrame<'a> {
    /// The frame and the state of that program.
    pub(super) program: (NonNull<Frame<'a>>, NonNull<Vm<'a, 'a>>),
    pub(super) scope: BodyScope,
    /// The state that is restored at its end: the op that has called the component, the depth, and the next op.
    pub(super) op: Option<&'a Op>,
    pub(super) depth: u8,
    pub(super) next: usize,
}

/// The reason why [`Frames::resume`] returned.
pub(super) enum Outcome {
    /// The template has ended.
    Ended,
    /// The output is full.
    Full,
    /// `{{flush}}`.
    Flushed,
}

/// The reason why the frames cannot be resumed. It is small, because the error itself is stored elsewhere.
#[derive(Clone, Copy)]
pub(super) enum Failure<'a> {
    /// A program is invalid.
    Program,
    /// There is no memory for a frame.
    Memory,
    /// The current op of a program has failed.
    Op(NonNull<Vm<'a, 'a>>),
}

impl From<ArenaFull> for Failure<'_> {
    fn from(_: ArenaFull) -> Self {
        Self::Memory
    }
}

/// The frames of a render.
pub(super) struct Frames<'a> {
    pub(super) arena: FrameArena<'a>,
    top: Option<NonNull<Frame<'a>>>,
    failure: Option<Failure<'a>>,
    pub(super) progress: Progress,
    /// Whether the frames move between threads, so that there is only one.
    pub(super) is_sent: bool,
}

impl<'a> Frames<'a> {
    /// Creates the memory for frames, without any.
    pub(super) fn new(arena: FrameArena<'a>) -> Self {
        Self { arena, top: None, failure: None, progress: Progress::START, is_sent: false }
    }

    /// Adds the first frame. If there is no memory for it, [`Frames::resume`] fails.
    pub(super) fn begin(&mut self, template: TemplateParts<'a>) {
        if self.push_template(template).is_err() {
            self.fail_for_memory();
        }
    }

    /// Adds the first frame for only one program, like [`Frames::begin`].
    pub(super) fn begin_part(&mut self, part: TemplatePart<'a>) {
        let pushed = self.push_template(TemplateParts::none());
        let Some(mut top) = self.top.filter(|_| pushed.is_ok()) else {
            return self.fail_for_memory();
        };
        // SAFETY: nothing else has a reference to the frame (invariant 29).
        if let Kind::Program(program) = unsafe { &mut top.as_mut().kind }
            && let Err(failure) = self.start(&part, program)
        {
            self.failure = Some(failure);
        }
    }

    /// Makes [`Frames::resume`] fail because there is no memory.
    pub(super) fn fail_for_memory(&mut self) {
        self.failure = Some(Failure::Memory);
    }

    /// Returns the error with which [`Frames::resume`] has failed, with an interpreter with these capabilities; of another kind if
    /// `kind` is one. If it has not failed, the error is one of the op that has run last.
    #[cold]
    #[inline(never)]
    pub(super) fn error<C: Capabilities>(&mut self, kind: Option<ErrorKind>) -> Error {
        // SAFETY: nothing else has a reference to the frame or the state of its program (invariant 29).
        let error = unsafe {
            match (self.failure, self.top) {
                (Some(Failure::Memory), _) => Error::new(ErrorKind::ChunkMemoryFull),
                (Some(Failure::Op(mut vm)), _) => vm.as_mut().error::<C>(),
                (None, Some(mut top)) => match &mut top.as_mut().kind {
                    Kind::Program(ProgramFrame { vm: Some(vm), .. }) => vm.as_mut().error::<C>(),
                    Kind::Body(body) => body.program.1.as_mut().error::<C>(),
                    Kind::Program(_) => Error::new(ErrorKind::Program),
                },
                _ => Error::new(ErrorKind::Program),
            }
        };
        match kind {
            Some(kind) => error.with_kind(kind),
            None => error,
        }
    }

    /// Runs until the output is full, or the first frame has ended, with an interpreter with these capabilities.
    ///
    /// # Errors
    ///
    /// Returns an error if a program fails; [`Frames::error`] returns the reason. The frames must not be resumed then.
    pub(super) fn resume<C: Capabilities>(
        &mut self,
        drain: &mut ChunkDrain<'_, '_>,
    ) -> Result<Outcome, Failed> {
        let out = Out::new(drain);
        self.progress.begin_chunk(&out);
        match self.run::<C>(out) {
            Ok((out, outcome)) => {
                self.progress.end_chunk(&out);
                out.finish();
                Ok(outcome)
            }
            Err(failure) => {
                self.failure = Some(failure);
                Err(Failed)
            }
        }
    }

    /// Implements [`Frames::resume`].
    ///
    /// # Errors
    ///
    /// Returns the reason of the failure.
    fn run<'o, C: Capabilities>(
        &mut self,
        mut out: Out<'o>,
    ) -> Result<(Out<'o>, Outcome), Failure<'a>> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        while let Some(mut top) = self.top {
            if out.is_full() {
                return Ok((out, Outcome::Full));
            }
            // SAFETY: the frames, and the states of their programs, are in the arena, and nothing else has a reference
            // to them now (invariant 29).
            let (frame, mut vm) = match unsafe { &mut top.as_mut().kind } {
                Kind::Program(ProgramFrame { vm: Some(vm), .. }) => (top, *vm),
                Kind::Program(program) => {
                    match program.parts.part(program.started) {
                        Some(part) => {
                            program.started += 1;
                            self.start(&part, program)?;
                        }
                        None => self.end_top()?,
                    }
                    continue;
                }
                Kind::Body(body) => body.program,
            };
            // SAFETY: as above; and no op has run since the interpreter has stopped.
            let (printed, exit) = unsafe {
                let place = vm;
                let vm = vm.as_mut();
                let rest = vm.stop.print_rest(out);
                if vm.stop.is_set() {
                    (rest, vm.stop.take_exit())
                } else if !COMPACT && rest.is_full() {
                    // In a compact build, the loop stops before the next op.
                    return Ok((rest, Outcome::Full));
                } else {
                    // The values that the last op has printed, and the arguments of its callee, are no longer needed.
                    vm.stack.clear();
                    self.progress.lend_to(vm);
                    let printed = vm.resume::<InChunks<C>>(rest);
                    self.progress.take_back(vm);
                    let printed = printed.map_err(|Failed| Failure::Op(place))?;
                    (printed.copied_by_parts(), vm.stop.take_exit())
                }
            };
            out = match exit {
                Exit::End => {
                    self.end_program_or_body::<C>(top, &printed)?;
                    printed
                }
                Exit::Full => return Ok((printed, Outcome::Full)),
                Exit::Flush => return Ok((printed, Outcome::Flushed)),
                Exit::Call if C::CALLS => self.call_component((frame, vm), printed)?,
                Exit::Yield if C::CALLS => {
                    self.begin_fill(top, vm)?;
                    printed
                }
                Exit::Template(template) if C::CALLS => {
                    let parts = template.parts();
                    let pushed = match self.level() {
                        // It may belong to this thread.
                        _ if self.is_sent => Err(ErrorKind::NotSend),
                        MAX_LEVELS => Err(too_many_levels()),
                        _ => self
                            .push_template(parts)
                            .map_err(|ArenaFull| ErrorKind::ChunkMemoryFull),
                    };
                    pushed.map_err(|kind| {
                        // SAFETY: as above.
                        unsafe { vm.as_mut() }.fail(kind);
                        Failure::Op(vm)
                    })?;
                    printed.reopen()
                }
                // No op of the program does this.
                Exit::Call | Exit::Yield | Exit::Template(_) => return Err(Failure::Program),
            };
        }
        Ok((out, Outcome::Ended))
    }

    /// Returns the number of templates in the data of each other that run.
    fn level(&self) -> u8 {
        let (mut level, mut next) = (0, self.top);
        while let Some(frame) = next {
            // SAFETY: nothing else has a reference to the frames now (invariant 29).
            let Frame { previous, kind, .. } = unsafe { frame.as_ref() };
            // The first frame belongs to the template itself.
            let is_nested = matches!(kind, Kind::Program(ProgramFrame { call: None, .. }))
                && previous.is_some();
            level += u8::from(is_nested);
            next = *previous;
        }
        level
    }

    /// Adds a frame for a template.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no memory for it.
    fn push_template(&mut self, parts: TemplateParts<'a>) -> Result<(), ArenaFull> {
        let before = self.arena.mark();
        self.push(before, |before_vm| {
            Kind::Program(ProgramFrame {
                parts,
                started: 0,
                before_vm,
                vm: None,
                component: None,
                call: None,
            })
        })
    }

    /// Adds a frame. The memory that belongs to it has been allocated since `before`. `kind` is passed the point in the arena after
    /// the frame.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no memory for it.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn push(
        &mut self,
        before: ArenaMark,
        kind: impl FnOnce(ArenaMark) -> Kind<'a>,
    ) -> Result<(), ArenaFull> {
        let place = self.arena.allocate(core::alloc::Layout::new::<Frame<'a>>())?.cast();
        let kind = kind(self.arena.mark());
        // SAFETY: there is room for the frame, aligned, in memory that nothing else uses (invariant 29).
        unsafe { place.write(Frame { previous: self.top, before, kind }) };
        self.top = Some(place);
        Ok(())
    }

    /// Starts a program of the topmost frame. Not inlined, because its variables take much memory on the stack.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no memory for it.
    #[inline(never)]
    fn start(
        &mut self,
        part: &TemplatePart<'a>,
        frame: &mut ProgramFrame<'a>,
    ) -> Result<(), Failure<'a>> {
        let program = part.program;
        let tables = &program.tables;
        let limits = tables.limits;
        let arena = &mut self.arena;
        #[cfg(feature = "alloc")]
        arena.begin_line();
        // SAFETY: the memory is released when the state of the program has been dropped (invariant 29).
        let (values, variables, places, loops, scratch) = unsafe {
            (
                arena.slice(limits.stack.into())?,
                arena.slice(limits.variables.into())?,
                arena.slice(limits.variables.into())?,
                arena.slice::<Iteration<'a>>(limits.loops.into())?,
                arena.slice(tables.scratch)?,
            )
        };
        for iteration in loops.iter_mut() {
            iteration.write(Iteration::CLOSED);
        }
        // SAFETY: all of them have been written.
        let loops = unsafe { &mut *(core::ptr::from_mut(loops) as *mut [Iteration<'a>]) };
        // SAFETY: the call is in the arena until the frame has ended, and only this program uses it (invariant 29).
        let call = frame.call.as_ref().map(|call| unsafe { &mut *call.call.as_ptr() });
        let mut place = arena.put_with(|| {
            let stack = Stack::new(values, variables, scratch);
            Vm::new(program, (stack, VariablePlaces::new(places), loops), call)
        })?;
        frame.vm = Some(place);
        // SAFETY: nothing else has a reference to the state now (invariant 29).
        let vm = unsafe { place.as_mut() };
        self.progress.start_program(vm);
        #[cfg(feature = "compile")]
        vm.stack.set_scratch_limit(tables.budget.scratch);
        vm.bind_data(&part.root).map_err(|Failed| Failure::Program)
    }

    /// Ends the program or the body that the topmost frame runs. `out` is at its end.
    ///
    /// # Errors
    ///
    /// Returns an error if the program is invalid.
    fn end_program_or_body<C: Capabilities>(
        &mut self,
        mut top: NonNull<Frame<'a>>,
        out: &Out<'_>,
    ) -> Result<(), Failure<'a>> {
        // SAFETY: nothing else has a reference to the frame now (invariant 29).
        match unsafe { &mut top.as_mut().kind } {
            // A helper of the component may have ignored the error of a fill, which runs in the caller.
            Kind::Program(ProgramFrame { call: Some(ComponentCall { call, caller, .. }), .. })
                // SAFETY: nothing else has a reference to the call now.
                if C::CALLS && unsafe { call.as_ref() }.runner.has_failed() =>
            {
                Err(Failure::Op(caller.1))
            }
            Kind::Program(program) => {
                if let Some(ComponentCall { caller: (_, mut caller), start, .. }) = program.call {
                    // SAFETY: nothing else has a reference to the state of the caller now.
                    self.progress.end_component(unsafe { caller.as_mut() }, start, out);
                }
                self.drop_program(program);
                Ok(())
            }
            Kind::Body(_) => self.end_top(),
        }
    }

    /// Drops the state of a program.
    fn drop_program(&mut self, program: &mut ProgramFrame<'a>) {
        if let Some(vm) = program.vm.take() {
            // SAFETY: nothing else has a reference to the state of the program now (invariant 29).
            self.progress.end_program(unsafe { vm.as_ref() });
            // SAFETY: nothing uses the state any more: frames above it have ended. Its memory is released after it has
            // been dropped (invariant 29).
            unsafe {
                vm.drop_in_place();
                self.arena.release(program.before_vm);
            }
        }
    }

    /// Releases what the last op has used but what has still to be printed of it. Returns whether no value remains that has to be
    /// dropped, which may belong to this thread.
    pub(super) fn release_values(&mut self) -> bool {
        let Some(mut top) = self.top else { return true };
        // SAFETY: nothing else has a reference to the frame or the state of its program now (invariant 29).
        unsafe {
            let Kind::Program(ProgramFrame { vm: Some(vm), .. }) = &mut top.as_mut().kind else {
                return true;
            };
            let vm = vm.as_mut();
            if !vm.stop.has_rest() {
                vm.stack.clear();
            }
            !vm.stack.holds_values()
        }
    }

    /// Ends all frames. The values that they have created are dropped. Not inlined without a heap: it is called for each
    /// template.
    #[cfg_attr(not(feature = "alloc"), inline(never))]
    pub(super) fn end(&mut self) {
        // A program that has panicked or failed is not run again.
        while self.top.is_some() {
            let _ = self.end_top();
        }
    }

    /// Ends the topmost frame, if there is one.
    ///
    /// # Errors
    ///
    /// Returns an error if the program is invalid.
    fn end_top(&mut self) -> Result<(), Failure<'a>> {
        let Some(mut top) = self.top else { return Ok(()) };
        // SAFETY: nothing else has a reference to the frame now, nor to the states of programs. The component is dropped
        // before what it borrows from is released, which the caller keeps; then nothing of the frame is used any more
        // (invariant 29).
        unsafe {
            let frame = top.as_mut();
            let ended = match &mut frame.kind {
                Kind::Program(program) => {
                    self.drop_program(program);
                    drop(program.component.take());
                    match program.call.take() {
                        Some(ComponentCall { lent: Some(lent), caller: (_, mut vm), .. }) => {
                            vm.as_mut().stack.end_lending(lent)
                        }
                        _ => Ok(()),
                    }
                }
                Kind::Body(body) => {
                    let vm = body.program.1.as_mut();
                    vm.stack.end_body(body.scope);
                    (vm.op, vm.depth, vm.stop.next) = (body.op, body.depth, body.next);
                    Ok(())
                }
            };
            self.top = frame.previous;
            self.arena.release(frame.before);
            ended.map_err(|_| Failure::Program)
        }
    }
}

impl Drop for Frames<'_> {
    fn drop(&mut self) {
        self.end();
    }
}
