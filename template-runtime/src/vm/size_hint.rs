//! How long the output of a template is likely to be, so that a new `String` need not grow.

#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// What a template has learnt of the length of its output, from one rendering for the next.
#[derive(Debug, Default)]
pub struct SizeHint {
    /// The length; 0 before the first rendering.
    #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
    len: AtomicUsize,
}

impl SizeHint {
    /// Knows nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            #[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
            len: AtomicUsize::new(0),
        }
    }

    /// Gives the length of the last outputs, or none before the first. The longest of them counts, and
    /// is forgotten little by little.
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

    /// Learns the length of an output. Threads may overwrite what others learn: it is a hint.
    #[cfg(feature = "alloc")]
    #[inline(never)]
    pub(crate) fn learn(&self, len: usize) {
        #[cfg(target_has_atomic = "ptr")]
        {
            let known = self.len.load(Relaxed);
            // Seldom: a store would slow the other threads down.
            if len > known {
                self.len.store(len, Relaxed);
            } else if known - len > known / 4 {
                self.len.store(known - (known - len) / 4, Relaxed);
            }
        }
        #[cfg(not(target_has_atomic = "ptr"))]
        let _ = len;
    }
}

#[cfg(all(test, feature = "alloc", target_has_atomic = "ptr"))]
mod tests {
    use super::SizeHint;

    #[test]
    fn the_longest_counts_and_is_forgotten() {
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
