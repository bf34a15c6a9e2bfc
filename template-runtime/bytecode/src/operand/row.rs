//! Rows: ranges of consecutive entries of a table, in three bytes.

use core::{fmt, ops::Range};

/// Defines a type of rows.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $name {
            // Bytes have no alignment, so that an op fits in eight of them.
            pub(crate) first: [u8; 2],
            pub(crate) count: u8,
        }

        impl $name {
            /// The row without entries.
            pub const EMPTY: Self = Self::new(0, 0);

            /// Returns the row of the `count` entries from index `first` on.
            #[must_use]
            pub const fn new(first: u16, count: u8) -> Self {
                Self { first: first.to_le_bytes(), count }
            }

            /// Returns the index of the first entry.
            #[must_use]
            #[inline]
            pub const fn first(self) -> usize {
                // Not `from_le_bytes`: rustc takes long over calls when it evaluates constants.
                self.first[0] as usize | (self.first[1] as usize) << 8
            }

            /// Returns the number of entries.
            #[must_use]
            #[inline]
            pub const fn count(self) -> u8 {
                self.count
            }

            /// Returns the indices of the entries.
            #[must_use]
            #[inline]
            pub const fn range(self) -> Range<usize> {
                let first = self.first();
                first..first + self.count as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), self.range())
            }
        }
    )* };
}

rows! {
    /// A range of consecutive names: those of named arguments, or the keys of a map. It may be empty.
    NameRow;
    /// A path: a range of consecutive segments of a symbolic program, or of steps of a linked one.
    PathRow;
}
