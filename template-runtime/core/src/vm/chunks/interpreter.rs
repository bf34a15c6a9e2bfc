//! The interpreters that render in chunks, each with certain capabilities.

use super::frame::{Frames, Outcome};
use crate::{
    error::{Error, ErrorKind},
    link::Needs,
    output::ChunkDrain,
    vm::{
        Failed,
        capabilities::{AllCapabilities, Capabilities, Places, PlacesWithFloats},
    },
};

/// An interpreter that renders in chunks.
#[derive(Clone, Copy)]
pub struct ChunkInterpreter(pub(super) &'static ChunkFunctions);

/// The functions of an interpreter that renders in chunks.
pub(super) struct ChunkFunctions {
    /// [`Frames::resume`] for its capabilities.
    pub(super) resume: fn(&mut Frames<'_>, &mut ChunkDrain<'_, '_>) -> Result<Outcome, Failed>,
    /// [`Frames::error`] for its capabilities.
    pub(super) error: for<'a> fn(&mut Frames<'a>, Option<ErrorKind>) -> Error,
}

impl ChunkInterpreter {
    /// The interpreter that has all capabilities.
    pub const ALL_CAPABILITIES: Self = Self::with::<AllCapabilities>();

    /// Returns the interpreter with certain capabilities.
    const fn with<C: Capabilities>() -> Self {
        Self(
            const {
                &ChunkFunctions {
                    resume: |frames, drain| frames.resume::<C>(drain),
                    error: |frames, kind| frames.error::<C>(kind),
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
        Needs { calls: true, .. } | Needs { values: true, .. } => {
            ChunkInterpreter::ALL_CAPABILITIES
        }
        Needs { floats: true, .. } => ChunkInterpreter::with::<PlacesWithFloats>(),
        _ => ChunkInterpreter::with::<Places>(),
    }
}
