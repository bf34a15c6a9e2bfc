//! Mustaches that do not escape, around what would not be escaped anyway: that is known as soon as the
//! types are.

use crate::{
    resolve::resolved::RawMustache,
    source::{Diagnostic, Source, Span},
};
use std::collections::HashMap;
use template_bytecode::{Escape, SymbolicOp};

/// An op that is `{{{value}}}` or `{{&value}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawOp {
    /// Its index.
    pub op: usize,
    /// What it was made from.
    pub mustache: RawMustache,
}

impl RawOp {
    /// The warning that the value need not be kept from being escaped; `what` says what it is: "an
    /// integer".
    #[must_use]
    pub fn unneeded_raw_warning(&self, what: &str, source: &Source) -> Diagnostic {
        let RawMustache { value, span } = self.mustache;
        let value = source_text(source, value);
        let message = format!("`{value}` is {what}, which is not escaped anyway");
        Diagnostic::warning(span, message).help(format!("write `{{{{{value}}}}}`"))
    }
}

/// Finds the ops of mustaches that do not escape. Where nothing is escaped at all there are none: a
/// text may be that of a template which escapes, too.
pub(crate) fn raw_ops(
    ops: &[SymbolicOp],
    spans: &[Span],
    mustaches: &[RawMustache],
    escape: Escape,
) -> Vec<RawOp> {
    if mustaches.is_empty() || escape == Escape::None {
        return Vec::new();
    }
    let mustaches: HashMap<Span, RawMustache> =
        mustaches.iter().map(|mustache| (mustache.value, *mustache)).collect();
    let ops = ops.iter().zip(spans).enumerate();
    let raw = ops.filter(|(_, (op, _))| is_raw(op));
    let find = |(op, (_, span))| mustaches.get(span).map(|&mustache| RawOp { op, mustache });
    raw.filter_map(find).collect()
}

/// Whether an op prints a value as it is.
fn is_raw(op: &SymbolicOp) -> bool {
    matches!(
        op,
        SymbolicOp::Append { escape: Escape::None }
            | SymbolicOp::AppendVar { escape: Escape::None, .. }
            | SymbolicOp::AppendVarPath { escape: Escape::None, .. }
            | SymbolicOp::AppendCall { escape: Escape::None, .. }
            | SymbolicOp::AppendDynamic { escape: Escape::None, .. }
    )
}

fn source_text(source: &Source, span: Span) -> &str {
    source.text.get(span.start..span.end).unwrap_or_default()
}
