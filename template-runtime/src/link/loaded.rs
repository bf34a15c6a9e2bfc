//! Link for a program that was compiled at run time: the same walk, in memory on the heap.

use super::{
    END, Unit,
    findings::{MAX_DIAGNOSTICS, PrintedKind, Raw},
    linker::{Findings, Join, Linker, UNKNOWN},
    messages::{message, position},
};
use crate::data::ShapeRef;
use alloc::{string::String, vec, vec::Vec};
use template_bytecode::{Limits, Op, Position};

/// What link makes of a program.
pub(crate) struct Loaded {
    /// The instructions.
    pub(crate) ops: Vec<Op>,
    /// For each name that names an argument, the index of its parameter.
    pub(crate) slots: Vec<u8>,
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
    let mut loaded =
        Loaded { ops: vec![Op::Jump { to: END }; count], slots: vec![0; unit.names.len()] };
    let mut faults = [None; MAX_DIAGNOSTICS];
    let fault_count = Linker::new(
        unit,
        Findings {
            faults: &mut faults,
            slots: &mut loaded.slots,
            printed: &mut vec![PrintedKind::Any; count],
            raw: &mut vec![Raw::Unknown; unit.raw.len()],
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
        let message = String::from(message(&faults, index, fault_count, unit)?.as_str());
        Some(RenderedDiagnostic { at: Some(at), message })
    };
    Err(faults.iter().enumerate().filter_map(refusal).collect())
}
