//! The ops of mustaches that do not escape. The linker warns if the value needs no escaping because of its
//! type, such as an integer.

use crate::{
    resolve::resolved::UnescapedMustache,
    source::{Diagnostic, Source, Span},
};
use std::collections::HashMap;
use template_bytecode::{Escape, SymbolicOp};

/// An op that prints `{{{value}}}` or `{{&value}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnescapedOp {
    /// Its index in the program.
    pub op: usize,
    /// The mustache that it was compiled from.
    pub mustache: UnescapedMustache,
}

impl UnescapedOp {
    /// Returns the warning that escaping would not change the value. `noun` describes the value: "an
    /// integer".
    #[must_use]
    pub fn redundant_unescaped_warning(&self, noun: &str, source: &Source) -> Diagnostic {
        let UnescapedMustache { value, span } = self.mustache;
        let value = source.text_of(value);
        let message = format!("`{value}` is {noun}, which is not escaped anyway");
        Diagnostic::warning(span, message).help(format!("write `{{{{{value}}}}}`"))
    }
}

/// Returns the ops of mustaches that do not escape. There are none if the whole template does not escape,
/// because its text may also be used by a template that escapes.
pub(crate) fn unescaped_ops(
    ops: &[SymbolicOp],
    spans: &[Span],
    mustaches: &[UnescapedMustache],
    escape: Escape,
) -> Vec<UnescapedOp> {
    if mustaches.is_empty() || escape == Escape::None {
        return Vec::new();
    }
    let mustaches: HashMap<Span, UnescapedMustache> =
        mustaches.iter().map(|mustache| (mustache.value, *mustache)).collect();
    let ops = ops.iter().zip(spans).enumerate();
    let unescaped = ops.filter(|(_, (op, _))| is_unescaped(op));
    let find = |(op, (_, span))| mustaches.get(span).map(|&mustache| UnescapedOp { op, mustache });
    unescaped.filter_map(find).collect()
}

/// Returns `true` if an op prints a value without escaping.
fn is_unescaped(op: &SymbolicOp) -> bool {
    matches!(
        op,
        SymbolicOp::Append { escape: Escape::None }
            | SymbolicOp::AppendVar { escape: Escape::None, .. }
            | SymbolicOp::AppendVarPath { escape: Escape::None, .. }
            | SymbolicOp::AppendCall { escape: Escape::None, .. }
            | SymbolicOp::AppendDynamic { escape: Escape::None, .. }
    )
}
