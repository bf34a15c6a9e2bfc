//! Link for a program that was compiled at run time: the same walk, in memory on the heap.

use super::{
    PENDING_OP, PENDING_STEP, Unit,
    findings::PrintedKind,
    linker::{Findings, Join, Linker, UNKNOWN},
    messages::{position, write_message},
};
use crate::data::ShapeRef;
use alloc::{string::String, vec, vec::Vec};
use template_bytecode::{
    Limits, Op, PathStep, Position,
    diagnostics::{MAX_DIAGNOSTICS, MAX_MESSAGE_LENGTH, MessageBuffer, Unescaped},
};

/// What link makes of a program.
pub(crate) struct Loaded {
    /// The instructions.
    pub(crate) ops: Vec<Op>,
    /// For each name that names an argument, the index of its parameter.
    pub(crate) param_indexes: Vec<u8>,
    /// The steps of the paths of several names.
    pub(crate) steps: Vec<PathStep>,
}

/// A mistake, with its message.
pub(crate) struct RenderedDiagnostic {
    /// Where it is.
    pub(crate) at: Option<Position>,
    /// What `template!` would have said.
    pub(crate) message: String,
}

/// Links a program to helpers, and to data of which nothing is known. `limits` are those that
/// verifying it gave.
///
/// # Errors
///
/// What is wrong with its calls.
pub(crate) fn load(unit: &Unit<'_>, limits: Limits) -> Result<Loaded, Vec<RenderedDiagnostic>> {
    let count = unit.ops.len();
    let mut loaded = Loaded {
        ops: vec![PENDING_OP; count],
        param_indexes: vec![0; unit.names.len()],
        steps: vec![PENDING_STEP; unit.segments.len()],
    };
    let mut faults = [None; MAX_DIAGNOSTICS];
    let fault_count = Linker::new(
        unit,
        Findings {
            faults: &mut faults,
            param_indexes: &mut loaded.param_indexes,
            steps: &mut loaded.steps,
            printed: &mut vec![PrintedKind::Any; count],
            raw: &mut vec![Unescaped::Unknown; unit.raw.len()],
        },
        &mut vec![Join::NONE; count + 1],
        &mut vec![UNKNOWN; limits.stack.into()],
        &mut vec![UNKNOWN; limits.variables.into()],
        ShapeRef::ANY,
    )
    .run(&mut loaded.ops);
    if fault_count == 0 {
        return Ok(loaded);
    }
    let refusal = |(index, fault): (usize, &Option<_>)| {
        let (at, ..) = position(fault.as_ref()?, unit);
        let mut bytes = [0; MAX_MESSAGE_LENGTH];
        let mut message = MessageBuffer::new(&mut bytes);
        write_message(&mut message, &faults, index, fault_count, unit);
        Some(RenderedDiagnostic { at: Some(at), message: String::from(message.as_str()) })
    };
    Err(faults.iter().enumerate().filter_map(refusal).collect())
}
