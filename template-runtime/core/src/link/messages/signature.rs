//! The signatures and parameters of helpers in the help of messages.

use super::phrases::{write_accepted, write_separator};
use crate::{
    data::{HelperSpec, Param},
    link::diagnostic::LinkCallee,
};
use template_bytecode::diagnostics::MessageBuffer;

/// Writes how to call a helper whose name is written like the name of a field.
pub(super) const fn write_call(m: &mut MessageBuffer<'_>, helper: &HelperSpec) {
    let name = helper.name;
    let needs_arguments = helper.needs_arguments();
    match (helper.needs_block(), needs_arguments) {
        (true, true) => m.push_all(&[
            "`",
            name,
            "` is a block helper: write `{{#",
            name,
            " …}}…{{/",
            name,
            "}}`",
        ]),
        (true, false) => m.push_all(&[
            "`",
            name,
            "` is a block helper: write `{{#(",
            name,
            ")}}…{{/",
            name,
            "}}`",
        ]),
        (false, true) => {
            m.push_all(&["`", name, "` is a helper: write `{{", name, " …}}` to call it"]);
        }
        (false, false) => {
            m.push_all(&["`", name, "` is a helper: write `(", name, ")` to call it"]);
        }
    }
    if needs_arguments {
        m.push("; ");
        write_signature(m, LinkCallee { spec: helper, name, by: None });
    }
}

/// Writes the signature of a helper as written in Rust if it is known, otherwise the kinds of its
/// parameters.
pub(super) const fn write_signature(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>) {
    match helper.spec.signature {
        Some(signature) => m.push_all(&["the signature is `", signature, "`"]),
        None => write_parameters(m, helper.name, helper.spec.positional),
    }
}

/// Writes "the parameters of `join` are text, text and an integer (`u8`) (optional)".
const fn write_parameters(m: &mut MessageBuffer<'_>, helper: &str, params: &[Param]) {
    // A closure has no name.
    let (of, name, end) = if helper.is_empty() { ("", "", "") } else { (" of `", helper, "`") };
    match params {
        [] => m.push("it has no parameters"),
        [only] => {
            m.push_all(&["the parameter", of, name, end, " is "]);
            write_parameter(m, only);
        }
        _ => {
            m.push_all(&["the parameters", of, name, end, " are "]);
            let mut i = 0;
            while i < params.len() {
                write_separator(m, i, params.len());
                write_parameter(m, &params[i]);
                i += 1;
            }
        }
    }
}

/// Writes the kind of values that a parameter accepts, and whether it is optional.
pub(super) const fn write_parameter(m: &mut MessageBuffer<'_>, param: &Param) {
    write_accepted(m, param);
    if param.optional {
        m.push(" (optional)");
    }
}
