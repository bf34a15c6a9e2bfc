//! An optional value that is dropped only when it is taken.

use core::mem::ManuallyDrop;

/// An optional value that is dropped only when it is taken: the reason of a failure.
///
/// With an `Option`, each program that runs would contain the code that drops the reason, and check whether there is one even if
/// nothing has failed. A value that nothing takes is leaked.
pub(super) struct Undropped<T>(ManuallyDrop<Option<T>>);

impl<T> Undropped<T> {
    /// Returns the absence of a value. A constant would be copied, with all its bytes.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) const fn none() -> Self {
        Self(ManuallyDrop::new(None))
    }

    /// Replaces the value, and drops the previous one.
    #[cold]
    pub(super) fn set(&mut self, value: T) {
        let _previous = self.take();
        self.0 = ManuallyDrop::new(Some(value));
    }

    /// Drops the value, if there is one.
    #[cfg(feature = "alloc")]
    #[cold]
    #[inline(never)]
    pub(super) fn clear(&mut self) {
        let _previous = self.take();
    }

    /// Removes the value.
    pub(super) fn take(&mut self) -> Option<T> {
        ManuallyDrop::into_inner(core::mem::take(&mut self.0))
    }
}

impl<T> Default for Undropped<T> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn default() -> Self {
        Self::none()
    }
}

#[cfg(test)]
mod tests {
    use super::Undropped;
    use core::cell::Cell;

    /// Counts how often it is dropped.
    struct Counted<'c>(&'c Cell<u8>);

    impl Drop for Counted<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }

    #[test]
    fn only_what_is_taken_is_dropped() {
        let drops = Cell::new(0);
        let mut value = Undropped::none();
        assert!(value.take().is_none());
        value.set(Counted(&drops));
        value.set(Counted(&drops));
        assert_eq!(drops.get(), 1, "the first has been replaced");
        drop(value.take());
        assert_eq!(drops.get(), 2);
        assert!(value.take().is_none());
    }
}
