//! A stack for deeply nested templates: the stages of the compiler are recursive, and the caller's stack may be
//! small.

use std::{
    io,
    panic::resume_unwind,
    thread::{self, Builder},
};

/// The nesting for which the stack of any thread suffices.
const SHALLOW: usize = 48;

/// The size of the stack for all others, whose nesting has a limit. Only what is used takes memory.
const STACK: usize = 32 << 20;

/// Runs `compile`, for a template of this nesting, on this thread or on one with a larger stack.
///
/// # Errors
///
/// Returns an error if no thread can be created.
pub(crate) fn with_stack<R: Send>(
    nesting: usize,
    compile: impl FnOnce() -> R + Send,
) -> io::Result<R> {
    if nesting <= SHALLOW {
        return Ok(compile());
    }
    thread::scope(|scope| {
        let thread = Builder::new().stack_size(STACK).spawn_scoped(scope, compile)?;
        Ok(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
