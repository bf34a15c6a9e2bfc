//! The last stage: the program is proved, and what it needs is found.

use crate::{lower::symbolic::Symbolic, source::Diagnostic};
use template_bytecode::{Bounds, Limits, State, TEXT_PAD, VerifyError, verify};

/// Proves that the program cannot go wrong on its stack, and gives what it needs.
///
/// # Errors
///
/// That it needs more than can be counted. Any other would be a mistake of the compiler.
pub(crate) fn limits(program: &Symbolic) -> Result<Limits, Diagnostic> {
    let bounds = Bounds {
        ops: program.ops.len(),
        text: program.text.len() - TEXT_PAD,
        names: program.names.len(),
        constants: program.constants.len(),
        helpers: program.helpers.len(),
    };
    let mut states = vec![State::UNREACHED; program.ops.len() + 1];
    verify(&program.ops, &bounds, &mut states).map_err(|error| match error {
        VerifyError::TooLarge { op } => {
            let message = "the template has too many values on the stack at once";
            Diagnostic::error(program.spans[op], message)
        }
        error => Diagnostic::bug(error),
    })
}
