//! Warnings of block params that nothing reads.

use super::Checker;
use crate::diagnostic::Diagnostic;

impl Checker<'_> {
    /// Closes the innermost block. A param that nothing has read is odd, unless its name says so.
    pub(super) fn leave(&mut self) {
        let Some(frame) = self.scope.leave() else { return };
        let needed = frame.params.iter().rposition(|param| param.is_read);
        for (i, param) in frame.params.iter().enumerate() {
            let name = &param.name.text;
            if param.is_read || name.starts_with('_') {
                continue;
            }
            let help = if needed.is_some_and(|needed| i < needed) && !frame.is_let {
                format!("write `_{name}`: it stands in front of one that is read")
            } else {
                let with = if frame.is_let { " with its value" } else { "" };
                format!("remove it{with}, or write `_{name}`")
            };
            let message = format!("the block param `{name}` is never read");
            self.warnings.push(Diagnostic::new(param.name.span, message).help(help));
        }
    }
}
