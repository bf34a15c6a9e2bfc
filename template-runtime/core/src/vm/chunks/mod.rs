//! Rendering in chunks: programs run until a buffer is full, and are resumed with the next buffer.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the state of suspended programs lies in the memory of the caller")]

mod call;
mod frame;
mod interpreter;
mod memory;
#[cfg(feature = "alloc")]
mod owned;
mod progress;
mod run;
mod send;
#[cfg(feature = "alloc")]
mod stateless;

pub use interpreter::{ChunkInterpreter, chunk_interpreter};
pub use memory::{AnyChunkMemory, ChunkMemory, FrameMemory, words_of_program};
#[cfg(feature = "alloc")]
pub use owned::OwnedChunks;
pub use send::SendChunks;

#[cfg(not(feature = "alloc"))]
use super::template_part::OnlyPart;
use super::{Failed, template_part::TemplateParts};
#[cfg(feature = "compile")]
use super::{program::Program, template_part::TemplatePart};
#[cfg(feature = "compile")]
use crate::data::Value;
use crate::{
    error::{Error, ErrorKind},
    output::ChunkDrain,
};
#[cfg(feature = "compile")]
use alloc::{string::String, sync::Arc};
#[cfg(feature = "alloc")]
use core::mem::ManuallyDrop;
use core::{fmt, mem::MaybeUninit};
use frame::Outcome;
use memory::FrameArena;
use run::Run;

/// The number of bytes of the smallest buffer: every character fits.
const MIN_BUFFER: usize = 4;

/// A render that fills one buffer after another: the result of [`Template::chunks`](crate::Template::chunks).
///
/// See [Rendering in chunks](language/index.html#rendering-in-chunks) for output that cannot be suspended.
// In a compact build, the frames come first: the function that ends them is called for each template.
#[cfg_attr(not(feature = "alloc"), repr(C))]
pub struct Chunks<'a> {
    #[cfg(not(feature = "alloc"))]
    run: Run<'a>,
    state: State,
    /// The reason why the last chunk has not been filled.
    refusal: Refusal,
    interpreter: ChunkInterpreter,
    /// The template, for which a first frame is made.
    template: TemplateParts<'a>,
    /// The memory of the frames, until there are frames.
    #[cfg(feature = "alloc")]
    memory: Option<&'a mut [MaybeUninit<u64>]>,
    /// None before the first chunk, which most pages do not exceed: then they need none of it, and only check whether there is
    /// something to drop.
    #[cfg(feature = "alloc")]
    run: Option<ManuallyDrop<Run<'a>>>,
}

/// The state of a render after [`Chunks::next`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// No frame has been made.
    New,
    /// There is more to come.
    Suspended,
    /// There is more to come of a program that needs no frame.
    #[cfg(feature = "alloc")]
    Stateless,
    /// There is more to come, and `{{flush}}` has ended the last chunk.
    Flushed,
    /// A call of `next` has not returned.
    Running,
    /// Nothing follows: the template has ended or failed.
    Ended,
}

/// The reason why a chunk has not been filled.
#[derive(Clone, Copy)]
enum Refusal {
    /// There is no more output.
    End,
    /// A call of `next` has not returned.
    Interrupted,
    /// The buffer has no room for a character.
    BufferTooSmall,
    /// The memory for output that cannot be suspended is full.
    OverflowFull,
    /// [`Frames::resume`] has failed.
    Failed,
}

impl<'a> Chunks<'a> {
    /// Begins to render a template.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn new(
        parts: TemplateParts<'a>,
        interpreter: ChunkInterpreter,
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Self {
        Self {
            state: State::New,
            refusal: Refusal::End,
            interpreter,
            template: parts,
            memory: Some(memory),
            run: None,
        }
    }

    /// Begins to render a template. It is known for each template which function it calls.
    #[cfg(not(feature = "alloc"))]
    #[inline(always)]
    pub(crate) fn new(
        parts: TemplateParts<'a>,
        interpreter: ChunkInterpreter,
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Self {
        match parts.only_part() {
            Some(part) => Self::of_only_part(*part, interpreter, memory),
            None => Self::of_parts(parts, interpreter, memory),
        }
    }

    /// Begins to render the only part of a template. Not inlined: it is called for each template.
    #[cfg(not(feature = "alloc"))]
    #[inline(never)]
    fn of_only_part(
        part: OnlyPart<'a>,
        interpreter: ChunkInterpreter,
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Self {
        Self::of_parts(TemplateParts::of_only(part), interpreter, memory)
    }

    /// Begins to render the parts of a template.
    #[cfg(not(feature = "alloc"))]
    fn of_parts(
        parts: TemplateParts<'a>,
        interpreter: ChunkInterpreter,
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Self {
        Self {
            state: State::New,
            refusal: Refusal::End,
            interpreter,
            template: parts,
            // Written here, so that it is not copied.
            run: Run::new(FrameArena::new(memory)),
        }
    }

    /// Begins to render a program that was compiled at run time. `root` returns its data.
    #[cfg(feature = "compile")]
    pub(crate) fn of_program<D: Copy + 'a>(
        program: &'a Program<'a>,
        data: D,
        root: impl for<'x> FnOnce(&'x D) -> Value<'x>,
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Self {
        let mut arena = FrameArena::new(memory);
        // SAFETY: it stays in the arena, and is not dropped (invariant 29).
        let data = arena.put(data).map(|data| unsafe { data.as_ref() });
        let mut run = Run::new(arena);
        run.program = Some(program);
        match data {
            Ok(data) => run.frames.begin_part(TemplatePart::with_value(program, root(data))),
            Err(_) => run.frames.fail_for_memory(),
        }
        Self {
            state: State::Suspended,
            refusal: Refusal::End,
            interpreter: ChunkInterpreter::ALL_CAPABILITIES,
            template: TemplateParts::none(),
            memory: None,
            run: Some(ManuallyDrop::new(run)),
        }
    }

    /// Adds the names of the files to errors, and limits the output that is stored for the next chunks.
    #[cfg(feature = "compile")]
    pub(crate) fn of_files(mut self, files: &'a [Arc<String>], limit: usize) -> Self {
        let run = self.run();
        run.overflow.set_limit(limit);
        run.files = files;
        self
    }

    /// Fills `buffer`, and returns the written part: as many whole characters as fit, or fewer before
    /// a `{{flush}}` and at the end of the output. Returns `None` after the last chunk.
    ///
    /// The concatenated chunks are the output of [`Template::render`](crate::Template::render).
    ///
    /// # Errors
    ///
    /// Returns the errors of helpers and of values whose kind the template cannot use, with their position, and
    /// [`ErrorKind::ChunkMemoryFull`] and [`ErrorKind::ChunkOverflow`]. The output in the buffer is then lost, and later
    /// calls return `None`.
    ///
    /// Returns [`ErrorKind::BufferTooSmall`] if the buffer has fewer than 4 bytes; the call can be repeated with a larger buffer.
    ///
    /// After a panic in a helper, all calls return [`ErrorKind::Interrupted`].
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, template};
    ///
    /// template! { struct Squares { upto: Vec<u32> } "{{#each upto}}{{this}} {{/each}}" }
    ///
    /// let page = Squares { upto: vec![1, 4, 9, 16, 25] };
    /// let mut memory = Default::default();
    /// let mut chunks = page.chunks(&mut memory);
    /// let mut buffer = [0; 8];
    /// let mut all = Vec::new();
    /// while let Some(chunk) = chunks.next(&mut buffer)? {
    ///     all.push(chunk.to_owned());
    /// }
    /// assert_eq!(all, ["1 4 9 16", " 25 "]);
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    #[cfg_attr(feature = "alloc", inline)]
    pub fn next<'b>(&mut self, buffer: &'b mut [u8]) -> Result<Option<&'b str>, Error> {
        if self.state == State::Ended {
            return Ok(None);
        }
        #[cfg(feature = "alloc")]
        let chunk = match self.state {
            State::New => self.first(buffer),
            State::Stateless => self.fill_stateless(buffer),
            _ => self.fill(buffer),
        };
        #[cfg(not(feature = "alloc"))]
        let chunk = self.fill(buffer);
        // The error is made last: it is large, and would otherwise take memory on the stack while the programs run.
        if chunk.is_some() { Ok(chunk) } else { self.end() }
    }

    /// Returns `true` if a `{{flush}}` ended the last chunk. Code that buffers chunks should send them now.
    #[must_use]
    pub fn flushed(&self) -> bool {
        self.state == State::Flushed
    }

    /// Fills a buffer with the output of the frames. Not inlined, so that its variables take no stack memory in the caller,
    /// which may call more than it. Returns a chunk that is not empty, or `None` if there is a reason, which is stored: a
    /// `Result` would be returned in memory.
    #[inline(never)]
    fn fill<'b>(&mut self, buffer: &'b mut [u8]) -> Option<&'b str> {
        if self.state == State::Running {
            self.refusal = Refusal::Interrupted;
            return None;
        }
        if buffer.len() < MIN_BUFFER {
            self.refusal = Refusal::BufferTooSmall;
            return None;
        }
        #[cfg(not(feature = "alloc"))]
        if self.state == State::New {
            self.run.frames.begin(self.template);
        }
        self.state = State::Running;
        let resume = self.interpreter.0.resume;
        let run = self.run();
        let mut drain = ChunkDrain::new(buffer, &mut run.overflow);
        let outcome = loop {
            match resume(&mut run.frames, &mut drain) {
                Ok(Outcome::Flushed) if drain.len() == 0 && !drain.has_overflow() => {}
                outcome => break outcome,
            }
        };
        let chunk = drain.finish();
        #[cfg(feature = "alloc")]
        if let Ok(Outcome::Full) = outcome
            && !run.overflow.has_failed()
        {
            run.len += chunk.len();
            self.state = State::Suspended;
            return Some(chunk);
        }
        self.filled(outcome, chunk)
    }

    /// Stores the state after a chunk, which is returned if it is not empty.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn filled<'b>(&mut self, outcome: Result<Outcome, Failed>, chunk: &'b str) -> Option<&'b str> {
        let run = self.run();
        #[cfg(feature = "alloc")]
        {
            run.len = run.len.saturating_add(chunk.len());
        }
        let (state, refusal) = match outcome {
            _ if run.overflow.has_failed() => (State::Ended, Some(Refusal::OverflowFull)),
            Err(Failed) => (State::Ended, Some(Refusal::Failed)),
            Ok(Outcome::Flushed) => (State::Flushed, None),
            Ok(Outcome::Ended) if run.overflow.is_empty() => {
                #[cfg(feature = "alloc")]
                if let Some(program) = run.program {
                    program.tables.size_hint.learn(run.len);
                }
                (State::Ended, None)
            }
            Ok(Outcome::Ended | Outcome::Full) => (State::Suspended, None),
        };
        self.state = state;
        self.refusal = refusal.unwrap_or(Refusal::End);
        (refusal.is_none() && !chunk.is_empty()).then_some(chunk)
    }

    /// Returns the state of the render, which is created if there is none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn run(&mut self) -> &mut Run<'a> {
        #[cfg(feature = "alloc")]
        {
            let Self { run, memory, .. } = self;
            run_in(run, memory)
        }
        #[cfg(not(feature = "alloc"))]
        &mut self.run
    }

    /// Returns the result of [`Chunks::next`] if the chunk has not been filled.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Chunks::next`].
    #[cold]
    #[inline(never)]
    fn end(&mut self) -> Result<Option<&'static str>, Error> {
        let kind = match self.refusal {
            Refusal::End => return Ok(None),
            Refusal::Interrupted => return Err(Error::new(ErrorKind::Interrupted)),
            Refusal::BufferTooSmall => {
                return Err(Error::new(ErrorKind::BufferTooSmall { needed: MIN_BUFFER }));
            }
            Refusal::OverflowFull => Some(ErrorKind::ChunkOverflow),
            Refusal::Failed => None,
        };
        let error_of = self.interpreter.0.error;
        let run = self.run();
        #[cfg(feature = "alloc")]
        if let Some(program) = &mut run.stateless {
            let error = program.error();
            return Err(match kind {
                Some(kind) => error.with_kind(kind),
                None => error,
            });
        }
        let error = error_of(&mut run.frames, kind);
        #[cfg(feature = "compile")]
        let error = error.in_files(run.files);
        Err(error)
    }
}

/// Returns the state of a render, which is created in the memory if there is none.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
fn run_in<'r, 'a>(
    run: &'r mut Option<ManuallyDrop<Run<'a>>>,
    memory: &mut Option<&'a mut [MaybeUninit<u64>]>,
) -> &'r mut Run<'a> {
    run.get_or_insert_with(|| {
        ManuallyDrop::new(Run::new(FrameArena::new(memory.take().unwrap_or_default())))
    })
}

#[cfg(feature = "alloc")]
impl Drop for Chunks<'_> {
    #[inline]
    fn drop(&mut self) {
        /// Drops the frames.
        #[cold]
        #[inline(never)]
        fn drop_run(run: &mut ManuallyDrop<Run<'_>>) {
            // SAFETY: it is not used again, because its owner is being dropped (invariant 29).
            unsafe { ManuallyDrop::drop(run) };
        }

        if let Some(run) = &mut self.run {
            drop_run(run);
        }
    }
}

impl fmt::Debug for Chunks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks").field("state", &self.state).finish_non_exhaustive()
    }
}
