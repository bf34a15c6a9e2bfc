//! Link for programs that are compiled at run time: the same interpreter, with its state on the heap.

use super::{
    PENDING_STEP, Unit,
    linker::Linker,
    messages::{position, write_message},
    printed::{PrintedKind, ValueUses},
    state::{Findings, Join, KnownVariable, UNKNOWN},
};
use crate::{data::ShapeRef, error::Diagnostic};
use alloc::{string::String, vec, vec::Vec};
use template_bytecode::{
    Limits, Op, PathStep,
    diagnostics::{MAX_DIAGNOSTICS, MAX_MESSAGE_LENGTH, MessageBuffer, Severity, Unescaped},
};

/// A program that was linked at run time.
pub(crate) struct Loaded {
    /// The instructions.
    pub(crate) ops: Vec<Op>,
    /// For each name of a named argument, the index of its parameter.
    pub(crate) param_indexes: Vec<u8>,
    /// The steps of the paths with several segments.
    pub(crate) steps: Vec<PathStep>,
}

/// Links a program to helpers, and to data of unknown shape. `limits` is the result of the verifier, and
/// `steps` is the number of segments in paths with several segments.
///
/// # Errors
///
/// Returns the diagnostics of the calls of helpers.
pub(crate) fn load(
    unit: &Unit<'_>,
    limits: Limits,
    steps: usize,
) -> Result<Loaded, Vec<Diagnostic>> {
    let count = unit.ops.len();
    let mut loaded = Loaded {
        ops: unit.ops.to_vec(),
        param_indexes: vec![0; unit.names.len()],
        steps: vec![PENDING_STEP; steps],
    };
    let mut diagnostics = [None; MAX_DIAGNOSTICS];
    let diagnostic_count = Linker::new(
        unit,
        Findings {
            diagnostics: &mut diagnostics,
            param_indexes: &mut loaded.param_indexes,
            steps: &mut loaded.steps,
            places: &mut [],
            place_paths: &mut [],
            printed: &mut vec![PrintedKind::Any; count],
            uses: &mut ValueUses::NONE.clone(),
            unescaped: &mut vec![Unescaped::Unknown; unit.unescaped.len()],
        },
        &mut vec![Join::NONE; count + 1],
        &mut vec![UNKNOWN; limits.stack.into()],
        &mut vec![KnownVariable::UNBOUND; limits.variables.into()],
        ShapeRef::ANY,
        None,
    )
    .run(&mut loaded.ops);
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
