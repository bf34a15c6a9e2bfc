//! The values that a component yields to its fills: the interface that determines the types of the block params in calling
//! templates.

use crate::{
    parse::ast::LiteralValue,
    resolve::resolved::{ExpressionKind, ResolvedExpression, Statement, YieldedFill},
};
use std::collections::HashMap;

/// The values that a component yields to the fills of one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotYield {
    /// The number of the slot.
    pub slot: u8,
    /// The types of the values, in order. If a component yields to the slot several times, the longest list determines
    /// their number.
    pub values: Vec<YieldedType>,
}

/// The static knowledge of the type of a yielded value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YieldedType {
    /// The type of the value at a path, which begins at the fields of the component.
    Path(Vec<YieldedStep>),
    /// The list of the fills of the slot with this number.
    Fills(u8),
    /// A fill of the slot with this number.
    Fill(u8),
    /// An integer.
    Integer,
    /// A boolean.
    Bool,
    /// Text.
    Text,
    /// A type that is not known.
    Unknown,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YieldedStep {
    /// The field with a name.
    Field(String),
    /// An item of a list, or a value of a map.
    Item,
}

/// Returns the yields of a component to each slot.
pub(crate) fn yields(body: &[Statement]) -> Vec<SlotYield> {
    let mut search = Search { variables: HashMap::new(), yields: Vec::new() };
    search.variables.insert(0, YieldedType::Path(Vec::new()));
    search.statements(body);
    search.yields.sort_by_key(|found| found.slot);
    search.yields
}

struct Search {
    /// The static knowledge of the variables in scope.
    variables: HashMap<u16, YieldedType>,
    yields: Vec<SlotYield>,
}

impl Search {
    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Text { .. }
            | Statement::Append { .. }
            | Statement::Attributes { .. }
            | Statement::Flush { .. } => {}
            Statement::If { branches, otherwise } => {
                branches.iter().for_each(|branch| self.statements(&branch.body));
                self.statements(otherwise);
            }
            Statement::Each { list, var, body, otherwise, .. } => {
                let item = self.type_of(list).item();
                self.body(&[(var + 1, item), (var + 2, YieldedType::Unknown)], body);
                self.statements(otherwise);
            }
            Statement::Section { var, body, otherwise, .. } => {
                self.body(&[(var + 1, YieldedType::Unknown)], body);
                self.statements(otherwise);
            }
            Statement::With { value, var, body, otherwise } => {
                let value = self.type_of(value);
                self.body(&[(*var, value)], body);
                self.statements(otherwise);
            }
            Statement::Fragment(fragment) => self.statements(&fragment.body),
            // Components do not call partials.
            Statement::PartialCall(_) | Statement::Indent { .. } => {}
            Statement::Let { values, var, body, .. } => {
                let types: Vec<_> =
                    (*var..).zip(values.iter().map(|value| self.type_of(value))).collect();
                self.body(&types, body);
            }
            Statement::BlockCall { var, params, body, otherwise, .. } => {
                self.body(&unknown(*var, *params), body);
                self.statements(otherwise.as_deref().unwrap_or_default());
            }
            Statement::ComponentCall(call) => {
                for fill in &call.fills {
                    self.body(&unknown(call.var, fill.params), &fill.body);
                }
            }
            Statement::Yield { fill: YieldedFill::Slot(slot), values, .. } => {
                let values = values.iter().map(|value| self.type_of(value)).collect();
                self.add(*slot, values);
            }
            // The fills of a slot are yielded to by name where they are looped over.
            Statement::Yield { fill: YieldedFill::Value(fill), values, .. } => {
                let values: Vec<_> = values.iter().map(|value| self.type_of(value)).collect();
                if let YieldedType::Fill(slot) = self.type_of(fill) {
                    self.add(slot, values);
                }
            }
        }
    }

    /// Searches a body in which variables are bound.
    fn body(&mut self, variables: &[(u16, YieldedType)], body: &[Statement]) {
        self.variables.extend(variables.iter().cloned());
        self.statements(body);
    }

    fn add(&mut self, slot: u8, values: Vec<YieldedType>) {
        let Some(known) = self.yields.iter_mut().find(|found| found.slot == slot) else {
            self.yields.push(SlotYield { slot, values });
            return;
        };
        for (at, value) in values.into_iter().enumerate() {
            match known.values.get_mut(at) {
                Some(known) if *known == value => {}
                Some(known) => *known = YieldedType::Unknown,
                None => known.values.push(value),
            }
        }
    }

    fn type_of(&self, expression: &ResolvedExpression) -> YieldedType {
        match &expression.kind {
            ExpressionKind::Variable(variable) => {
                self.variables.get(variable).cloned().unwrap_or(YieldedType::Unknown)
            }
            ExpressionKind::Field { value, name } => {
                self.type_of(value).step(YieldedStep::Field(name.clone()))
            }
            ExpressionKind::Required(value) => self.type_of(value),
            ExpressionKind::Fills(slot) => YieldedType::Fills(*slot),
            ExpressionKind::Index { .. } => YieldedType::Integer,
            ExpressionKind::First { .. }
            | ExpressionKind::Last { .. }
            | ExpressionKind::Not(_)
            | ExpressionKind::HasFill(_)
            | ExpressionKind::Compare { .. } => YieldedType::Bool,
            ExpressionKind::Concat(_) => YieldedType::Text,
            ExpressionKind::Constant(LiteralValue::Text(_)) => YieldedType::Text,
            ExpressionKind::Constant(LiteralValue::Int(_)) => YieldedType::Integer,
            ExpressionKind::Constant(LiteralValue::Bool(_)) => YieldedType::Bool,
            _ => YieldedType::Unknown,
        }
    }
}

/// Returns the variables of a body with block params of unknown types: the one before the params, and the params.
fn unknown(var: u16, params: u8) -> Vec<(u16, YieldedType)> {
    (var..=var + u16::from(params)).map(|var| (var, YieldedType::Unknown)).collect()
}

impl YieldedType {
    fn item(self) -> Self {
        self.step(YieldedStep::Item)
    }

    fn step(self, step: YieldedStep) -> Self {
        match self {
            Self::Path(mut path) => {
                path.push(step);
                Self::Path(path)
            }
            Self::Fills(slot) if step == YieldedStep::Item => Self::Fill(slot),
            _ => Self::Unknown,
        }
    }
}
