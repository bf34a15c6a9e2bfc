//! The tables of programs without a heap: only those that an interpreter of places reads.

use super::{Linked, Needs, PlaceEnd, Unit, places::MAX_STEPS};
use crate::data::{ErasedLayout, LayoutRef, StepFn};
use template_bytecode::{Leaf, Op, PlaceRef, TEXT_PAD};

/// An entry of the table of places: the end of a path, or a step of it.
#[derive(Clone, Copy, Debug)]
pub enum PlaceEntry {
    /// The end of a path, to which the next entries lead. A [`PlaceRef`] is the index of such an entry.
    End {
        /// The layout there.
        layout: LayoutRef,
        /// The distance in bytes of the first step or, if there is none, of the end.
        offset: u16,
        /// The number of steps.
        steps: u8,
    },
    /// The end of a path that leads to a leaf.
    Leaf {
        /// The type of the leaf.
        leaf: Leaf,
        /// The distance in bytes of the first step or, if there is none, of the end.
        offset: u16,
        /// The number of steps.
        steps: u8,
    },
    /// A step of a path.
    Step {
        /// The function that leads to the target of a pointer, the content of an option or a field of an enum.
        to: StepFn,
        /// The distance in bytes of the next step, or of the end, from where this one leads.
        after: u16,
    },
}

/// The maximum number of entries for a place.
pub const ENTRIES_OF_PLACE: usize = MAX_STEPS + 1;

/// The ops and the places of a program that an interpreter of places runs.
#[derive(Clone, Copy, Debug)]
pub struct CompactCode<const OPS: usize, const ENTRIES: usize> {
    pub(crate) ops: [Op; OPS],
    pub(crate) places: [PlaceEntry; ENTRIES],
}

/// The static text of a program without padding.
#[derive(Clone, Copy, Debug)]
pub struct CompactText<const LEN: usize>([u8; LEN]);

impl<const LEN: usize> CompactText<LEN> {
    /// Copies the static text of a program, of which the first `LEN` bytes are not padding.
    ///
    /// # Panics
    ///
    /// Panics if the rest is not the padding.
    #[must_use]
    pub const fn of(unit: &Unit<'_>) -> Self {
        let (text, padding) = unit.text.as_bytes().split_at(LEN);
        assert!(padding.len() == TEXT_PAD, "the text has another length");
        let mut copy = [0; LEN];
        copy.copy_from_slice(text);
        Self(copy)
    }

    /// Returns the text.
    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(&self.0) {
            Ok(text) => text,
            Err(_) => panic!("the text ends inside a character"),
        }
    }
}

impl Needs {
    /// Returns `true` if an interpreter of places can run the program: it reads no values except those at the ends of paths.
    pub(crate) const fn only_places(&self) -> bool {
        !self.calls && !self.values
    }
}

impl<
    const OPS: usize,
    const NAMES: usize,
    const STEPS: usize,
    const UNESCAPED: usize,
    const PLACES: usize,
> Linked<OPS, NAMES, STEPS, UNESCAPED, PLACES>
{
    /// Returns the number of entries of the table of places.
    #[must_use]
    pub const fn place_entries(&self) -> usize {
        let (mut entries, mut place) = (0, 0);
        while place < PLACES && self.needs.only_places() {
            if let Some(end) = &self.ends[place] {
                entries += 1 + end.step_count();
            }
            place += 1;
        }
        entries
    }

    /// Returns the tables of the program, with at least [`place_entries`](Self::place_entries) entries for places.
    #[must_use]
    pub const fn compact<const ENTRIES: usize>(&self) -> CompactCode<OPS, ENTRIES> {
        let unused = PlaceEntry::End { layout: LayoutRef::NO_DATA, offset: 0, steps: 0 };
        let mut code = CompactCode { ops: self.code.ops, places: [unused; ENTRIES] };
        if !self.needs.only_places() {
            return code;
        }
        let mut starts = [0; PLACES];
        let (mut entry, mut place) = (0, 0);
        while place < PLACES {
            if let Some(PlaceEnd { layout, offset, steps, .. }) = self.ends[place] {
                assert!(entry <= u16::MAX as usize, "the template reads too many places");
                starts[place] = entry as u16;
                let end = entry;
                entry += 1;
                let mut step = 0;
                while step < MAX_STEPS
                    && let Some(to) = steps[step]
                {
                    code.places[entry] = PlaceEntry::Step { to: to.to, after: to.after };
                    entry += 1;
                    step += 1;
                }
                let steps = step as u8;
                code.places[end] = match layout.get() {
                    ErasedLayout::Leaf(leaf) => PlaceEntry::Leaf { leaf: *leaf, offset, steps },
                    _ => PlaceEntry::End { layout: layout.without_types(), offset, steps },
                };
            }
            place += 1;
        }
        let mut op = 0;
        while op < OPS {
            if let Op::GetPlacePath { place: PlaceRef(place), .. }
            | Op::AppendPlacePath { place: PlaceRef(place), .. } = &mut code.ops[op]
            {
                *place = starts[*place as usize];
            }
            op += 1;
        }
        code
    }
}

impl PlaceEnd {
    /// Returns the number of steps.
    const fn step_count(&self) -> usize {
        let mut count = 0;
        while count < MAX_STEPS && matches!(self.steps[count], Some(_)) {
            count += 1;
        }
        count
    }
}
