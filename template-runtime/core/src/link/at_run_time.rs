//! Link for programs that are compiled at run time: the same interpreter, with its state on the heap.

use super::{
    PENDING_STEP, Unit,
    linker::Linker,
    messages::{position, write_message},
    places::LinkedPlace,
    printed::{PrintedKind, ValueUses},
    state::{Findings, Join, KnownVariable, UNKNOWN},
};
use crate::{
    data::{LayoutRef, ShapeRef},
    error::Diagnostic,
};
use alloc::{string::String, vec, vec::Vec};
use template_bytecode::{
    Limits, Offset, Op, PathStep, PlacePath,
    diagnostics::{MAX_DIAGNOSTICS, MAX_MESSAGE_LENGTH, MessageBuffer, Severity, Unescaped},
};

/// A program that was linked at run time.
pub(crate) struct Loaded {
    /// The instructions, followed by `Return`.
    pub(crate) ops: Vec<Op>,
    /// For each name of a named argument, the index of its parameter.
    pub(crate) param_indexes: Vec<u8>,
    /// The steps of the paths with several segments.
    pub(crate) steps: Vec<PathStep>,
    /// The paths to places, as the VM follows them.
    pub(crate) places: Vec<LinkedPlace>,
    /// The paths to places that are reached through pointers and options, or are not leaves.
    pub(crate) place_paths: Vec<PlacePath>,
}

/// Links a program to helpers, and to data of a shape with a layout, or of unknown shape. `limits` is the result of the
/// verifier; then follow the number of segments in paths with several segments, and the number of ops that may read a place
/// through a path.
///
/// # Errors
///
/// Returns the diagnostics of the calls of helpers, and of names that the data does not have.
pub(crate) fn load(
    unit: &Unit<'_>,
    data: Option<(ShapeRef, LayoutRef)>,
    limits: Limits,
    (steps, places): (usize, usize),
) -> Result<Loaded, Vec<Diagnostic>> {
    let count = unit.ops.len();
    let mut loaded = Loaded {
        ops: [unit.ops, &[Op::Return {}]].concat(),
        param_indexes: vec![0; unit.names.len()],
        steps: vec![PENDING_STEP; steps],
        places: vec![LinkedPlace::PENDING; places],
        place_paths: vec![PlacePath::At(Offset(0)); places],
    };
    let mut diagnostics = [None; MAX_DIAGNOSTICS];
    let diagnostic_count = Linker::new(
        unit,
        Findings {
            diagnostics: &mut diagnostics,
            param_indexes: &mut loaded.param_indexes,
            steps: &mut loaded.steps,
            places: &mut loaded.places,
            place_paths: &mut loaded.place_paths,
            printed: &mut vec![PrintedKind::Any; count],
            uses: &mut ValueUses::NONE.clone(),
            unescaped: &mut vec![Unescaped::Unknown; unit.unescaped.len()],
        },
        &mut vec![Join::NONE; count + 1],
        &mut vec![UNKNOWN; limits.stack.into()],
        &mut vec![KnownVariable::UNBOUND; limits.variables.into()],
        data.map_or(ShapeRef::ANY, |(shape, _)| shape),
        data.map(|(_, layout)| layout),
    )
    .run(loaded.ops.get_mut(..count).unwrap_or_default());
    if diagnostic_count == 0 {
        return Ok(loaded);
    }
    let render = |(index, diagnostic): (usize, &Option<_>)| {
        let (position, ..) = position(diagnostic.as_ref()?, unit);
        let mut bytes = [0; MAX_MESSAGE_LENGTH];
        let mut message = MessageBuffer::new(&mut bytes);
        write_message(&mut message, &diagnostics, index, diagnostic_count, unit);
        Some(Diagnostic {
            severity: Severity::Error,
            position: Some(position),
            message: String::from(message.as_str()),
        })
    };
    Err(diagnostics.iter().enumerate().filter_map(render).collect())
}
