//! Flattening of calls of components.

use super::{
    Flattener,
    stack_expression::{Label, Operation},
};
use crate::{
    parse::ast::LiteralValue,
    resolve::resolved::{ComponentCall, Fill},
};
use template_bytecode::{FILL_CONDITION, FILL_NUMBER, HelperRef};

impl Flattener<'_> {
    /// Emits a call of a component, and the bodies of its fills.
    pub(super) fn component_call(&mut self, call: &ComponentCall) {
        let ComponentCall { component, context, named, fills, var, span } = call;
        let (var, span) = (*var, *span);
        let starts: Vec<Label> = fills.iter().map(|_| self.new_label()).collect();
        for (fill, &target) in fills.iter().zip(&starts) {
            self.emit(Operation::PushBlock { var, params: fill.params, target }, fill.span);
        }
        let have_attributes =
            fills.iter().any(|fill| fill.condition.is_some() || !fill.attributes.is_empty());
        match context {
            Some(context) => self.push(context),
            None if have_attributes => self.push_null(span),
            None => {}
        }
        if have_attributes {
            fills.iter().zip(0..).for_each(|(fill, number)| self.attributes(fill, number));
        }
        named.iter().for_each(|(_, value)| self.push(value));
        let positional = match context {
            _ if have_attributes => 1 + fills.len(),
            context => usize::from(context.is_some()),
        };
        let names = fills.iter().map(|fill| &fill.name).chain(named.iter().map(|(name, _)| name));
        let call = Operation::CallComponent {
            helper: HelperRef(*component),
            positional: positional as u8,
            named: names.map(|name| name.text.clone()).collect(),
            blocks: fills.len() as u8,
        };
        self.emit(call, span);
        if fills.is_empty() {
            return;
        }
        let end = self.new_label();
        self.emit(Operation::Jump { target: end }, span);
        for (fill, start) in fills.iter().zip(starts) {
            self.block_body(start, &fill.body, fill.span);
        }
        self.place_label(end, span);
    }

    /// Pushes the attributes of a fill: a map with the number of the fill, under the empty name, the condition
    /// without which it does not exist, as `if`, and the attributes in the tag.
    fn attributes(&mut self, fill: &Fill, number: i64) {
        let mut names = vec![FILL_NUMBER.to_owned()];
        let constant = LiteralValue::Int(number);
        self.emit(Operation::PushConstant { constant }, fill.span);
        if let Some(condition) = &fill.condition {
            names.push(FILL_CONDITION.to_owned());
            self.push(condition);
        }
        for (name, value) in &fill.attributes {
            names.push(name.text.clone());
            self.push(value);
        }
        self.emit(Operation::MakeHash { names }, fill.span);
    }
}
