//! Flattening of called partials.

use super::{
    Flattener,
    stack_expression::{Operation, PartialId},
};
use crate::{
    parse::ast::LiteralValue,
    resolve::resolved::{CallIndent, CalledPartial, PartialCall, PartialCallee},
    source::Span,
};

impl Flattener<'_> {
    /// Emits the partials that a template calls. They follow its body.
    pub(super) fn called_partials(&mut self, partials: &[CalledPartial]) {
        for CalledPartial { name, var, loops, body, span } in partials {
            let end = self.new_label();
            self.emit(Operation::BeginPartial { var: *var, loops: *loops, end }, *span);
            self.statements(body);
            self.emit(Operation::EndPartial { name: name.clone() }, *span);
            self.place_label(end, *span);
        }
    }

    /// Emits a call of a partial.
    pub(super) fn partial_call(&mut self, call: &PartialCall) {
        let PartialCall { callee, values, indent, first_indent, passed, loops, span, .. } = call;
        let (loops, span) = (*loops, *span);
        for (name, partial) in passed {
            let (name, entry) = (name.clone(), PartialId(*partial));
            self.emit(Operation::PassPartial { name, entry }, span);
        }
        values.iter().for_each(|value| self.push(value));
        self.indent(indent, span);
        self.indent(first_indent, span);
        let passed = passed.len() as u8;
        let call = match callee {
            PartialCallee::Partial(partial) => {
                Operation::CallPartial { entry: PartialId(*partial), loops, passed }
            }
            PartialCallee::Passed(name) => {
                Operation::CallPassed { name: name.clone(), loops, passed }
            }
        };
        self.emit(call, span);
    }

    /// Pushes the white space by which lines are indented.
    fn indent(&mut self, CallIndent { variable, text }: &CallIndent, span: Span) {
        if let Some(var) = *variable {
            self.emit(Operation::GetVar { var }, span);
        }
        if variable.is_none() || !text.is_empty() {
            let constant = LiteralValue::Text(text.clone());
            self.emit(Operation::PushConstant { constant }, span);
        }
        if variable.is_some() && !text.is_empty() {
            self.emit(Operation::Concat { count: 2 }, span);
        }
    }
}
