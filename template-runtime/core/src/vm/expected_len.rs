//! The expected length of the output of components, and the credit for attempts to print them, when templates render in chunks.

/// The length that the output of the next component is expected to have, given the lengths of those before it.
///
/// A component that is printed as a whole needs no frame, but if it turns out not to fit into the rest of the chunk, what it
/// has printed is lost. Most components that are called at one place of a page have similar lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExpectedLen {
    /// No component has been printed.
    Unknown,
    /// The number of bytes, and the room in which an attempt to print the last component has failed.
    Known { len: usize, failed_room: Option<usize> },
    /// No component is tried any more.
    Off,
}

impl ExpectedLen {
    /// Returns `true` if the output of the next component should fit into the room.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn fits(self, room: usize) -> bool {
        matches!(self, Self::Known { len, .. } if len <= room)
    }

    /// Learns that an attempt to print a component into the room has failed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn failed_in(&mut self, room: usize) {
        if let Self::Known { failed_room, .. } = self {
            *failed_room = Some(room);
        }
    }

    /// Learns from the length of the output of a component. If an attempt to print it has failed, although there was room for
    /// it, the reason was another one, which the next components share.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn printed(&mut self, new: usize) {
        *self = match *self {
            Self::Off => return,
            Self::Known { failed_room: Some(room), .. } if new <= room => Self::Off,
            // A component that does not fit costs more than one that is not tried: shorter ones count less.
            Self::Known { len, .. } if new < len => {
                Self::Known { len: len - (len - new) / 4, failed_room: None }
            }
            Self::Known { .. } | Self::Unknown => Self::Known { len: new, failed_room: None },
        };
    }
}

/// The number of bytes that attempts may still lose: failed ones lose at most as many bytes as the render has printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AttemptCredit(usize);

impl AttemptCredit {
    /// No credit.
    pub(super) const NONE: Self = Self(0);

    /// Adds the bytes of a chunk, if it becomes full.
    pub(super) fn earn(&mut self, bytes: usize) {
        self.0 = self.0.saturating_add(bytes);
    }

    /// Returns `true` if the bytes that fit into the room may be lost. The chunk has this room, whose bytes have been earned in
    /// advance.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn allows(self, room: usize) -> bool {
        self.0 / 2 >= room
    }

    /// Subtracts the bytes that an attempt in a room has lost.
    pub(super) fn spend(&mut self, room: usize) {
        self.0 = self.0.saturating_sub(room);
    }
}

#[cfg(test)]
mod tests {
    use super::{AttemptCredit, ExpectedLen};

    #[test]
    fn as_much_as_is_printed_may_be_lost() {
        let (mut credit, mut printed, mut lost) = (AttemptCredit::NONE, 0, 0);
        for chunk in [10, 1000, 30, 4000] {
            credit.earn(chunk);
            let mut room = chunk;
            while room > 0 {
                // Nothing that is tried is printed.
                if credit.allows(room) {
                    credit.spend(room);
                    lost += room;
                }
                room -= 1;
                printed += 1;
                assert!(lost <= printed, "{lost} of {printed}");
            }
        }
        assert!(2 * lost >= printed, "{lost} of {printed}");
    }

    #[test]
    fn the_longest_of_the_last_components_counts_most() {
        let mut expected = ExpectedLen::Unknown;
        assert!(!expected.fits(1 << 40));
        for (len, fitting) in [(100, 100), (0, 75), (0, 57), (400, 400), (396, 399)] {
            expected.printed(len);
            assert!(expected.fits(fitting), "{fitting}");
            assert!(!expected.fits(fitting - 1), "{fitting}");
        }
    }

    #[test]
    fn an_attempt_that_had_room_is_the_last() {
        let mut expected = ExpectedLen::Unknown;
        expected.printed(10);
        expected.failed_in(50);
        expected.printed(60);
        assert!(expected.fits(60));
        expected.failed_in(70);
        expected.printed(70);
        for len in [0, 10] {
            assert!(!expected.fits(1000));
            expected.printed(len);
        }
    }
}
