//! What a `let` binds.

use crate::resolved::{Expression, Kind};

/// The values that become variables.
pub(super) struct Bound {
    /// The variable of the first.
    slot: u16,
    /// The values, in the order in which they are computed.
    pub(super) values: Vec<Expression>,
}

impl Bound {
    pub(super) fn new(slot: u16) -> Self {
        Self { slot, values: Vec::new() }
    }

    /// Gives what the name of a value is: a variable. But a function stays known, with variables for
    /// the arguments that it has captured.
    pub(super) fn bind(&mut self, value: Expression) -> Kind {
        match value.kind {
            Kind::Helper { .. } => value.kind,
            Kind::Curry { callee, positional, named }
                if matches!(callee.kind, Kind::Helper { .. }) =>
            {
                let positional = positional.into_iter().map(|value| self.captured(value)).collect();
                let named = named.into_iter().map(|(name, value)| (name, self.captured(value)));
                Kind::Curry { callee, positional, named: named.collect() }
            }
            _ => self.variable(value),
        }
    }

    /// A captured argument. What is the same wherever it is computed needs no variable.
    fn captured(&mut self, value: Expression) -> Expression {
        let span = value.span;
        match value.kind {
            Kind::Constant(_) | Kind::Variable(_) | Kind::Helper { .. } => value,
            _ => Expression { kind: self.variable(value), span },
        }
    }

    fn variable(&mut self, value: Expression) -> Kind {
        let variable = self.slot.saturating_add(self.values.len() as u16);
        self.values.push(value);
        Kind::Variable(variable)
    }
}
