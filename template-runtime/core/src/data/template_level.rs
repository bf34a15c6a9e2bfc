//! The limit on the nesting of templates in data. Without it, a template that contains itself, behind a pointer, would
//! overflow the stack.

use crate::error::{ErrorKind, HelperError};
#[cfg(feature = "std")]
pub(super) use level::Level;

/// The maximum nesting depth of printed templates, and of components.
pub(crate) const MAX_LEVELS: u8 = 64;

/// Returns the error for more than [`MAX_LEVELS`] templates.
#[cold]
pub(crate) fn too_many_levels() -> ErrorKind {
    ErrorKind::Helper(HelperError::new(format_args!(
        "more than {MAX_LEVELS} nested templates in the data"
    )))
}

/// The nesting depth of the templates that the current thread is printing. A thread-local variable contains it,
/// because a template in data may be printed through `Display` or a helper, to which a count cannot be passed. Without the
/// feature `std` they are not counted.
#[cfg(feature = "std")]
mod level {
    use super::{ErrorKind, MAX_LEVELS, too_many_levels};
    use core::cell::Cell;

    std::thread_local! {
        static LEVELS: Cell<u8> = const { Cell::new(0) };
    }

    /// A guard that counts one template until it is dropped.
    pub(in crate::data) struct Level;

    impl Level {
        /// Counts a template that begins to be printed.
        ///
        /// # Errors
        ///
        /// Returns the error of [`too_many_levels`] if the thread is printing [`MAX_LEVELS`] templates already.
        pub(in crate::data) fn enter() -> Result<Self, ErrorKind> {
            let levels = LEVELS.get();
            if levels == MAX_LEVELS {
                return Err(too_many_levels());
            }
            LEVELS.set(levels + 1);
            Ok(Self)
        }
    }

    impl Drop for Level {
        fn drop(&mut self) {
            LEVELS.set(LEVELS.get().saturating_sub(1));
        }
    }
}
