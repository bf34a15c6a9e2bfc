//! Turns what the compiler made into tokens: constants that link works on.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use template_bytecode::Op;
use template_compiler::{Source, Symbolic, lower::symbolic::pooled};

/// Gives the items `__UNIT`, what link works on, and `__LIMITS`, what the program needs. They refer
/// to `__SPECS`, the specifications of the helpers.
pub(crate) fn unit(program: &Symbolic, source: &Source) -> TokenStream {
    let Symbolic { ops, text, names, constants, .. } = program;
    let Source { file, text: source_text, .. } = source;
    // An op's `Debug` is the expression that makes it (but for the braces of those without
    // operands): the table of ops is in one place.
    let spelled = |op: &Op| {
        let spelled = format!("{op:?}");
        if spelled.ends_with('}') { spelled + "," } else { spelled + "{}," }
    };
    let ops: TokenStream = ops.iter().map(spelled).collect::<String>().parse().unwrap_or_default();
    let constants: TokenStream = constants
        .iter()
        .map(|constant| format!("{:?},", pooled(constant)))
        .collect::<String>()
        .parse()
        .unwrap_or_default();
    let positions = Literal::byte_string(&program.positions(source));
    let ranges = Literal::byte_string(&program.ranges());
    let raw = program.raw.iter().map(|raw| raw.op);
    let limits: TokenStream = format!("{:?}", program.limits).parse().unwrap_or_default();
    quote! {
        #[allow(
            unused_imports,
            clippy::wildcard_imports,
            clippy::enum_glob_use,
            reason = "a program need not have ops of all kinds"
        )]
        const __UNIT: &::template_runtime::__private::Unit = {
            &::template_runtime::__private::Unit {
                file: #file,
                source: #source_text,
                ops: {
                    use ::template_runtime::bytecode::{*, Comparison::*, Escape::*, Op::*};
                    &[#ops]
                },
                positions: ::template_runtime::bytecode::Positions(#positions),
                ranges: ::template_runtime::bytecode::Ranges(#ranges),
                text: #text,
                names: &[#(#names),*],
                constants: {
                    use ::template_runtime::bytecode::Constant::*;
                    &[#constants]
                },
                helpers: __SPECS,
                raw: &[#(#raw),*],
            }
        };
        const __LIMITS: ::template_runtime::bytecode::Limits = {
            use ::template_runtime::bytecode::{Limits, Scratch};
            #limits
        };
    }
}
