//! The last stage: verifies the program, and computes its limits.

use crate::{lower::symbolic::Symbolic, source::Diagnostic};
use template_bytecode::{Bounds, Limits, State, TEXT_PAD, VerifyError, verify};

/// Verifies the program, and returns what it needs to run.
///
/// # Errors
///
/// The program needs more than the limits can count. Any other error is a bug of the compiler.
pub(crate) fn limits(program: &Symbolic) -> Result<Limits, Diagnostic> {
    let bounds = Bounds {
        ops: program.ops.len(),
        text: program.text.len() - TEXT_PAD,
        names: program.names.len(),
        paths: program.segments.len(),
        constants: program.constants.len(),
        helpers: program.helpers.len(),
    };
    let mut states = vec![State::UNREACHED; program.ops.len() + 1];
    verify(&program.to_ops(), &bounds, &mut states).map_err(|error| match error {
        VerifyError::TooLarge { op } => {
            let message = "the template has too many values on the stack at once";
            Diagnostic::error(program.spans[op], message)
        }
        error => Diagnostic::bug(error),
    })
}
