//! Rendering in chunks: the programs run until a buffer is full, and continue with the next.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the state of suspended programs lies in the memory of the caller")]

mod call;
mod frame;
mod memory;
mod placement;

pub use memory::{AnyChunkMemory, ChunkMemory, FrameMemory, words_of_program};
pub use placement::{Placement, place_component};

use super::{
    Failed,
    part::PartSource,
    parts::{AllParts, Needs, Parts, Places, PlacesWithFloats},
};
use crate::{
    error::{Error, ErrorKind},
    link::ValueUses,
    output::{ChunkDrain, Overflow},
};
use core::fmt;
use frame::{Frames, Outcome};
use memory::FrameArena;
use template_bytecode::Op;

/// The number of bytes of the smallest buffer: every character fits.
const MIN_BUFFER: usize = 4;

/// An interpreter that renders in chunks.
#[derive(Clone, Copy)]
pub struct ChunkInterpreter {
    /// [`Frames::resume`] for its parts.
    resume: fn(&mut Frames<'_>, &mut ChunkDrain<'_, '_>) -> Result<Outcome, Failed>,
    /// [`Frames::error`] for its parts.
    error: for<'a> fn(&mut Frames<'a>, Option<ErrorKind>) -> Error,
}

impl ChunkInterpreter {
    /// The interpreter that has all parts.
    pub(crate) const ALL_PARTS: Self = Self::with::<AllParts>();

    /// Returns the interpreter with certain parts.
    const fn with<P: Parts>() -> Self {
        Self {
            resume: |frames, drain| frames.resume::<P>(drain),
            error: |frames, kind| frames.error::<P>(kind),
        }
    }
}

/// Returns the interpreter of programs with these ops, and of those that they call. `uses` is what link knows of
/// the values that they use.
#[must_use]
pub const fn chunk_interpreter(ops: &[Op], uses: ValueUses) -> ChunkInterpreter {
    match Needs::of(ops, uses) {
        // A value may be a template with any needs.
        Needs { calls: true, .. } | Needs { values: true, .. } => ChunkInterpreter::ALL_PARTS,
        Needs { floats: true, .. } => ChunkInterpreter::with::<PlacesWithFloats>(),
        _ => ChunkInterpreter::with::<Places>(),
    }
}

/// A render that fills one buffer after the other: the result of [`Template::chunks`](crate::Template::chunks).
///
/// See [Rendering in chunks](crate::language#rendering-in-chunks) for what cannot stop in the middle.
pub struct Chunks<'a> {
    frames: Frames<'a>,
    interpreter: ChunkInterpreter,
    overflow: Overflow,
    state: State,
}

/// What [`Chunks::next`] has come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// There is more to come.
    Suspended,
    /// A call of `next` has not returned.
    Running,
    /// Nothing follows: the template has ended or failed.
    Ended,
}

/// Why a chunk could not be filled.
enum Refusal {
    /// A call of `next` has not returned.
    Interrupted,
    /// The buffer has no room for a character.
    BufferTooSmall,
    /// What cannot stop in the middle is longer than what can be kept.
    OverflowFull,
    /// [`Frames::resume`] has failed.
    Failed,
}

impl<'a> Chunks<'a> {
    /// Begins to render a template.
    pub(crate) fn new(
        parts: PartSource<'a>,
        interpreter: ChunkInterpreter,
        memory: &'a mut impl FrameMemory,
    ) -> Self {
        let frames = Frames::new(FrameArena::new(memory.words()), parts);
        Self { frames, interpreter, overflow: Overflow::new(), state: State::Suspended }
    }

    /// Fills a buffer, and returns the part that has been written: as much as fits, whole characters, and less only before
    /// a `{{flush}}` and at the end. Returns `None` after the last chunk.
    ///
    /// The chunks together are what [`Template::render`](crate::Template::render) returns.
    ///
    /// # Errors
    ///
    /// Once, the error of a helper or of a value that cannot be used as the template does, with its place, and
    /// [`ErrorKind::ChunkMemoryFull`]; what has been written to the buffer before is lost, and nothing follows.
    /// [`ErrorKind::BufferTooSmall`] if the buffer has fewer than 4 bytes; a larger one can be tried. After a panic of a
    /// helper, always [`ErrorKind::Interrupted`].
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
    pub fn next<'b>(&mut self, buffer: &'b mut [u8]) -> Result<Option<&'b str>, Error> {
        // The error is made last: it is large, and would otherwise take memory on the stack while the programs run.
        self.fill(buffer).map_err(|refusal| self.error(refusal))
    }

    /// Does what [`Chunks::next`] does, without the error. Not inlined: its variables are not those of the caller, which may
    /// call more than it.
    ///
    /// # Errors
    ///
    /// Those of [`Chunks::next`].
    #[inline(never)]
    fn fill<'b>(&mut self, buffer: &'b mut [u8]) -> Result<Option<&'b str>, Refusal> {
        match self.state {
            State::Ended => return Ok(None),
            State::Running => return Err(Refusal::Interrupted),
            State::Suspended => {}
        }
        if buffer.len() < MIN_BUFFER {
            return Err(Refusal::BufferTooSmall);
        }
        self.state = State::Running;
        let mut drain = ChunkDrain::new(buffer, &mut self.overflow);
        let filled = loop {
            match (self.interpreter.resume)(&mut self.frames, &mut drain) {
                Ok(outcome) => {
                    if let Outcome::Flushed = outcome
                        && drain.len() == 0
                        && !drain.has_overflow()
                    {
                        continue;
                    }
                    break Ok(());
                }
                Err(Failed) => break Err(Refusal::Failed),
            }
        };
        let chunk = drain.finish();
        self.state = State::Ended;
        if self.overflow.has_failed() {
            return Err(Refusal::OverflowFull);
        }
        filled?;
        if !self.frames.is_empty() || !self.overflow.is_empty() {
            self.state = State::Suspended;
        }
        Ok((!chunk.is_empty()).then_some(chunk))
    }

    /// Returns the error for a chunk that could not be filled.
    #[cold]
    #[inline(never)]
    fn error(&mut self, refusal: Refusal) -> Error {
        let kind = match refusal {
            Refusal::Interrupted => return Error::new(ErrorKind::Interrupted),
            Refusal::BufferTooSmall => {
                return Error::new(ErrorKind::BufferTooSmall { needed: MIN_BUFFER });
            }
            Refusal::OverflowFull => Some(ErrorKind::ChunkMemoryFull),
            Refusal::Failed => None,
        };
        (self.interpreter.error)(&mut self.frames, kind)
    }
}

impl fmt::Debug for Chunks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chunks").field("state", &self.state).finish_non_exhaustive()
    }
}
