//! Rendering in chunks that can move between threads.
//!
//! # Safety
//!
//! The number in SAFETY comments refers to the invariant in `ARCHITECTURE.md`.

use super::{ChunkInterpreter, Chunks, MIN_BUFFER, State};
use crate::{
    error::{Error, ErrorKind},
    template::Template,
    vm::TemplateParts,
};
use core::{
    mem::{ManuallyDrop, MaybeUninit},
    ptr::from_ref,
};
use template_bytecode::Op;

/// A render in chunks that can move between threads: the result of
/// [`Template::send_chunks`](crate::Template::send_chunks).
#[derive(Debug)]
pub struct SendChunks<'a>(Chunks<'a>);

// SAFETY: the template is `Sync`, and its program keeps, from one call of `next` to the next, only places in the template
// and the contents of its memory: text and numbers (invariant 32).
unsafe impl Send for SendChunks<'_> {}

impl<'a> SendChunks<'a> {
    /// Begins to render a template.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::NotSend`] if it has several programs, or its program may keep other values.
    pub(crate) fn new<T: Template + Sync>(
        template: &'a T,
        interpreter: ChunkInterpreter,
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Result<Self, Error> {
        // The checked part is the part that runs: a template may return other parts next time.
        let parts = TemplateParts::of(template);
        let (Some(part), None) = (parts.part(0), parts.part(1)) else {
            return Err(Error::new(ErrorKind::NotSend));
        };
        let is_own = part.root.place() == from_ref(template).cast();
        // Calls of components may be replaced in the program that runs. Whether they are must not matter to the user.
        let complete = template.program();
        let is_sendable = [part.program, complete]
            .iter()
            .all(|program| program.tables.ops.iter().all(is_sendable));
        if !is_own || !is_sendable {
            return Err(Error::new(ErrorKind::NotSend));
        }
        let mut chunks = Chunks::new(TemplateParts::none(), interpreter, memory);
        chunks.state = State::Suspended;
        let frames = &mut chunks.run().frames;
        frames.is_sent = true;
        frames.begin_part(part);
        Ok(Self(chunks))
    }

    /// Fills a buffer, like [`Chunks::next`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Chunks::next`], and [`ErrorKind::NotSend`] if data that a helper returned is still in use at the
    /// end of the chunk, or if the template prints another template in its data.
    pub fn next<'b>(&mut self, buffer: &'b mut [u8]) -> Result<Option<&'b str>, Error> {
        /// Ends the render when it is dropped: the results of helpers are dropped on the thread that has called them.
        struct Ending<'c, 'a>(&'c mut Chunks<'a>);

        impl Drop for Ending<'_, '_> {
            fn drop(&mut self) {
                self.0.run().frames.end();
            }
        }

        if buffer.len() < MIN_BUFFER {
            // Nothing runs, and a larger buffer can be tried.
            return self.0.next(buffer);
        }
        let ending = Ending(&mut self.0);
        let chunk = ending.0.next(buffer)?;
        if !ending.0.run().frames.release_values() {
            ending.0.state = State::Ended;
            return Err(Error::new(ErrorKind::NotSend));
        }
        let _continued = ManuallyDrop::new(ending);
        Ok(chunk)
    }

    /// Returns `true` if a `{{flush}}` ended the last chunk, like [`Chunks::flushed`].
    #[must_use]
    pub fn flushed(&self) -> bool {
        self.0.flushed()
    }
}

/// Returns `true` if no value of an op, or of its callees, remains while other ops print, except places in the template, strings
/// and numbers: other values may not be `Send`. The values of an expression do not remain after its statement.
fn is_sendable(op: &Op) -> bool {
    matches!(
        op,
        Op::Text { .. }
            | Op::FinalBreak { .. }
            | Op::Flush {}
            | Op::Return {}
            | Op::Jump { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalse { .. }
            | Op::JumpIfTrueOrPop { .. }
            | Op::JumpIfFalseOrPop { .. }
            // Loops over places, and variables that are places.
            | Op::EnterSlice { .. }
            | Op::AppendSlice { .. }
            | Op::NextSlice { .. }
            | Op::EnterWithPlace { .. }
            | Op::BindPlace { .. }
            | Op::Unbind { .. }
            // These ops print, and keep no state after that.
            | Op::Append { .. }
            | Op::AppendVar { .. }
            | Op::AppendVarField { .. }
            | Op::AppendVarName { .. }
            | Op::AppendVarPath { .. }
            | Op::AppendPlace { .. }
            | Op::AppendPlacePath { .. }
            | Op::AppendCall { .. }
            // Parts of expressions.
            | Op::PushImmediate { .. }
            | Op::PushConstant { .. }
            | Op::PushArgs { .. }
            | Op::CallHelper { .. }
            | Op::Call { .. }
            | Op::GetVar { .. }
            | Op::GetVarField { .. }
            | Op::GetVarName { .. }
            | Op::GetVarPath { .. }
            | Op::GetField { .. }
            | Op::GetItem { .. }
            | Op::GetName { .. }
            | Op::GetNameOr { .. }
            | Op::GetPath { .. }
            | Op::GetPlace { .. }
            | Op::GetFirstOperand { .. }
            | Op::GetPlacePath { .. }
            | Op::GetIndex { .. }
            | Op::GetFirst { .. }
            | Op::GetLast { .. }
            | Op::Concat { .. }
            | Op::Not {}
            | Op::IncludeZero {}
            | Op::Compare { .. }
            | Op::Lookup {}
            | Op::MakeArray { .. }
            | Op::MakeHash { .. }
            | Op::Log { .. }
    )
}
