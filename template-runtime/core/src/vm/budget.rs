//! The resources that a render may use, which are limited for untrusted templates.

#[cfg(feature = "compile")]
use crate::data::{Value, safe_text};

/// The limits of one render.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// The number of ops that run in loops and in the bodies of block helpers.
    pub steps: u64,
    /// The number of bytes of scratch memory on the heap.
    pub scratch: usize,
}

impl Budget {
    /// No limits except the limits of the machine.
    pub const UNLIMITED: Self = Self { steps: u64::MAX, scratch: usize::MAX };
}

/// The number of bytes of text that a helper reads in one step.
#[cfg(feature = "compile")]
const BYTES: usize = 64;

/// Returns the number of steps that it takes to read values.
#[cfg(feature = "compile")]
#[cold]
#[inline(never)]
pub(super) fn steps_for(values: &[Value<'_>]) -> u64 {
    let steps = values.iter().map(|value| match *value {
        Value::Text(text) | safe_text!(text) => text.len() / BYTES,
        Value::List(list) => list.len(),
        Value::Map(map) => map.len(),
        _ => 0,
    });
    steps.sum::<usize>() as u64
}

/// Takes a number of steps from those that are left. Returns `false` if fewer are left.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn spend(left: &mut u64, steps: u64) -> bool {
    // Only programs that are compiled at run time have a limit.
    if cfg!(not(feature = "compile")) {
        return true;
    }
    let rest = left.checked_sub(steps);
    *left = rest.unwrap_or(0);
    rest.is_some()
}
