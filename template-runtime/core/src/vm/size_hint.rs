//! An estimate of the length of a template's output, so that a new `String` need not grow.

#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The maximum of the hint in bytes: one large page does not make all later ones take as much memory. Longer outputs
/// grow by doubling.
#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
const MAX_HINT: usize = 1 << 20;

/// The likely length of the output of a template, learned from earlier renders.
#[derive(Debug, Default)]
pub struct SizeHint {
    /// The length in bytes; 0 before the first render.
    #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
    len: AtomicUsize,
}

impl SizeHint {
    /// A hint without an estimate, for the static of a template: rustc takes longer over a call.
    #[allow(clippy::declare_interior_mutable_const, reason = "each static has its own")]
    pub const NEW: Self = Self::new();

    /// Creates a hint without an estimate.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
            len: AtomicUsize::new(0),
        }
    }

    /// Returns the length in bytes of the longest recent output, or none before the first. It decays
    /// with each shorter output.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn get(&self) -> Option<usize> {
        #[cfg(target_has_atomic = "ptr")]
        match self.len.load(Relaxed) {
            0 => None,
            len => Some(len),
        }
        #[cfg(not(target_has_atomic = "ptr"))]
        None
    }

    /// Records the length of an output in bytes. Threads may overwrite each other's updates: it is a hint.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn learn(&self, len: usize) {
        #[cfg(target_has_atomic = "ptr")]
        {
            let known = self.len.load(Relaxed);
            if len > known || len < known - known / 4 {
                self.update(known, len);
            }
        }
        #[cfg(not(target_has_atomic = "ptr"))]
        let _ = len;
    }

    /// Replaces the `known` length after an output of another one.
    #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
    #[cold]
    #[inline(never)]
    fn update(&self, known: usize, len: usize) {
        let len = len.min(MAX_HINT);
        let new = if len > known { len } else { known - (known - len) / 4 };
        // Rarely stored: a store would slow down other threads.
        if new != known {
            self.len.store(new, Relaxed);
        }
    }
}

#[cfg(all(test, feature = "alloc", target_has_atomic = "ptr"))]
mod tests {
    use super::SizeHint;

    #[test]
    fn the_hint_is_the_longest_output_and_decays() {
        let hint = SizeHint::new();
        assert_eq!(hint.get(), None);
        hint.learn(100);
        hint.learn(90);
        assert_eq!(hint.get(), Some(100));
        hint.learn(1000);
        assert_eq!(hint.get(), Some(1000));
        for _ in 0..30 {
            hint.learn(100);
        }
        assert!(hint.get() < Some(140), "{hint:?}");
    }
}
