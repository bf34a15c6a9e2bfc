//! The interpreters that render in chunks, each with certain parts.

use super::frame::{Frames, Outcome};
use crate::{
    error::{Error, ErrorKind},
    link::Needs,
    output::ChunkDrain,
    vm::{
        Failed,
        parts::{AllParts, Parts, Places, PlacesWithFloats},
    },
};

/// An interpreter that renders in chunks.
#[derive(Clone, Copy)]
pub struct ChunkInterpreter(pub(super) &'static ChunkFunctions);

/// The functions of an interpreter that renders in chunks.
pub(super) struct ChunkFunctions {
    /// [`Frames::resume`] for its parts.
    pub(super) resume: fn(&mut Frames<'_>, &mut ChunkDrain<'_, '_>) -> Result<Outcome, Failed>,
    /// [`Frames::error`] for its parts.
    pub(super) error: for<'a> fn(&mut Frames<'a>, Option<ErrorKind>) -> Error,
}

impl ChunkInterpreter {
    /// The interpreter that has all parts.
    pub const ALL_PARTS: Self = Self::with::<AllParts>();

    /// Returns the interpreter with certain parts.
    const fn with<P: Parts>() -> Self {
        Self(
            const {
                &ChunkFunctions {
                    resume: |frames, drain| frames.resume::<P>(drain),
                    error: |frames, kind| frames.error::<P>(kind),
                }
            },
        )
    }
}

/// Returns the interpreter of programs with these needs, and of those that they call.
#[must_use]
pub const fn chunk_interpreter(needs: &Needs) -> ChunkInterpreter {
    match needs {
        // A value may be a template with any needs.
        Needs { calls: true, .. } | Needs { values: true, .. } => ChunkInterpreter::ALL_PARTS,
        Needs { floats: true, .. } => ChunkInterpreter::with::<PlacesWithFloats>(),
        _ => ChunkInterpreter::with::<Places>(),
    }
}
