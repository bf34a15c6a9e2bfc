//! What a render may use, which is limited for templates whose authors are not trusted.

/// The limits of one render.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// The number of ops that run in loops and in the bodies of block helpers.
    pub steps: u64,
    /// The number of bytes of scratch memory on the heap.
    pub scratch: usize,
}

impl Budget {
    /// No limits but those of the machine.
    pub const UNLIMITED: Self = Self { steps: u64::MAX, scratch: usize::MAX };
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
