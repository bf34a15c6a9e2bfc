//! How much memory a program runs in.

use template_bytecode::{Limits, ScratchUsage};

/// How many bytes of scratch a program gets, of which `wanted` is what the template asks for: none
/// if it puts nothing there, and as much as it needs where that is known.
#[must_use]
pub const fn scratch_size(limits: Limits, wanted: Option<usize>) -> usize {
    const DEFAULT: usize = 1024;
    let ScratchUsage { texts, bytes } = limits.scratch;
    match (texts, wanted) {
        (0, _) => bytes as usize,
        (_, Some(wanted)) => wanted,
        (_, None) => DEFAULT + bytes as usize,
    }
}

/// For how many values, variables or loops there is memory, of which so many are needed: programs whose
/// sizes are alike share an interpreter.
#[must_use]
pub const fn room_for(needed: usize) -> usize {
    needed.next_power_of_two()
}
