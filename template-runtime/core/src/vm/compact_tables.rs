//! The tables of a program without a heap: those that most templates have. The others are in a constant that these templates share.
#![allow(unsafe_code, reason = "a program is a proof that its ops are valid")]

use super::{
    program::{Program, ProgramTables},
    root::reads_root,
};
use crate::{
    data::LayoutRef,
    link::{CompactCode, CompactText, Needs, PlaceEntry},
};
use core::ops::Deref;
use template_bytecode::{Constant, Escape, Limits, Op, Positions, ScratchUsage};

/// The tables of a program. Those that are not fields are read from [`ProgramTables`] as if they were.
#[derive(Clone, Copy)]
pub(crate) struct CompactTables<'p> {
    pub(crate) files: &'static [&'static str],
    pub(crate) ops: &'p [Op],
    pub(crate) text: &'p str,
    /// The places that ops read, if the program needs only an interpreter of places; otherwise empty, and the interpreter follows
    /// their paths.
    pub(crate) place_entries: &'p [PlaceEntry],
    pub(crate) positions: Positions<'p>,
    pub(crate) limits: CompactLimits,
    pub(crate) escape: Escape,
    pub(crate) constants: &'p [Constant<'p>],
    pub(super) others: &'p ProgramTables<'p>,
}

/// The limits of a program except that of scratch memory.
#[derive(Clone, Copy)]
pub(crate) struct CompactLimits {
    pub(crate) stack: u16,
    pub(crate) variables: u16,
    pub(crate) loops: u8,
}

impl CompactLimits {
    /// Returns the limits with that of scratch memory.
    pub(super) const fn with_scratch(self, scratch: ScratchUsage) -> Limits {
        let Self { stack, variables, loops } = self;
        Limits { stack, variables, loops, scratch }
    }
}

impl<'p> CompactTables<'p> {
    /// Returns the tables of a program.
    pub(super) const fn of(tables: &'p ProgramTables<'p>) -> Self {
        let Limits { stack, variables, loops, scratch: _ } = tables.limits;
        Self {
            files: tables.files,
            ops: tables.ops,
            text: tables.text,
            place_entries: &[],
            positions: tables.positions,
            limits: CompactLimits { stack, variables, loops },
            escape: tables.escape,
            constants: tables.constants,
            others: tables,
        }
    }
}

impl<'p> Deref for CompactTables<'p> {
    type Target = ProgramTables<'p>;

    fn deref(&self) -> &ProgramTables<'p> {
        self.others
    }
}

impl Program<'static> {
    /// Returns the program as it is run: without padding, and without the tables that it does not read, if it needs only an
    /// interpreter of places.
    ///
    /// # Safety
    ///
    /// `text` is a copy of the static text of the program, and `code` and `needs` are results of linking it (invariant 24).
    #[doc(hidden)]
    #[must_use]
    pub const unsafe fn compact<const LEN: usize, const OPS: usize, const ROWS: usize>(
        self,
        text: &'static CompactText<LEN>,
        code: &'static CompactCode<OPS, ROWS>,
        needs: &Needs,
    ) -> Self {
        /// The tables that such programs share. The value of the data is not read.
        const OTHERS: &ProgramTables<'static> =
            &ProgramTables { data: Some(LayoutRef::NO_DATA), ..ProgramTables::empty("") };

        let tables = CompactTables { text: text.as_str(), ..self.tables };
        let ProgramTables { scratch, escaper, data, .. } = tables.others;
        if !needs.only_places() || *scratch > 0 || escaper.is_some() || reads_root(*data) {
            return Self { tables };
        }
        // The ops are those of the program with other indices of places, and the rows are these places.
        Self {
            tables: CompactTables {
                ops: &code.ops,
                place_entries: &code.places,
                others: OTHERS,
                ..tables
            },
        }
    }
}
