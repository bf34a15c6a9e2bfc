//! Comparisons whose result follows from the types: values of different kinds are never equal, and have no order.

use super::{
    diagnostic::LinkDiagnosticKind, linker::Linker, messages::quoted_text, state::KnownValue,
};
use crate::data::{FieldShape, Kind, Shape, const_str_eq};
use template_bytecode::{Comparison, Constant, Leaf, Op};

/// The classes of values that can be equal.
#[derive(Clone, Copy)]
enum Class {
    /// A value whose class is known only at run time.
    Unknown,
    Bool,
    Number,
    /// Text, and values that are compared as text: a char, the name of a variant.
    Text,
    /// A value that is equal to no other, not even to one of its class.
    Incomparable,
}

impl Class {
    const fn of(shape: &'static Shape) -> Self {
        match shape.peel().kind {
            Kind::Any | Kind::Optional(_) => Self::Unknown,
            Kind::Bool => Self::Bool,
            Kind::Integer | Kind::Float | Kind::Number => Self::Number,
            Kind::Char | Kind::Text | Kind::Displayed | Kind::Safe(_) | Kind::Enum(_) => Self::Text,
            Kind::List(_)
            | Kind::Map(_)
            | Kind::Object(_)
            | Kind::Template(_)
            | Kind::Helper(_) => Self::Incomparable,
        }
    }
}

/// Returns `true` if values of a shape are variants of an enum.
pub(super) const fn is_enum(shape: &'static Shape) -> bool {
    matches!(shape.peel().kind, Kind::Enum(_))
}

impl Linker<'_, '_> {
    /// Reports a comparison of the two values on the top of the stack whose result does not depend on them.
    pub(super) const fn check_comparison(&mut self, by: Comparison) {
        let (a, b) = (self.stack[self.depth - 2], self.stack[self.depth - 1]);
        // What follows from the template alone is not an error: the optimizer may have folded it.
        if self.may_be_constant(a) && self.may_be_constant(b) {
            return;
        }
        let (class, other) = (Class::of(a.shape), Class::of(b.shape));
        if matches!(class, Class::Unknown) || matches!(other, Class::Unknown) {
            return;
        }
        // The order of the names of variants is not that of the variants.
        let is_unordered = by.is_order() && (is_enum(a.shape) || is_enum(b.shape));
        if class as u8 != other as u8 || matches!(class, Class::Incomparable) || is_unordered {
            self.report_error(LinkDiagnosticKind::Incomparable { by, a, b });
        } else if !by.is_order() {
            self.check_variant(by, a, b);
            self.check_variant(by, b, a);
        }
    }

    /// Links the first operand of the comparison that the current op makes, if the next op is a branch, and the two ops before push text,
    /// integers or floats: the first of them a leaf, and the second a leaf or a literal. The first may be optional text, but not the
    /// second.
    pub(super) const fn link_first_operand(&self, ops: &mut [Op], comparison: Comparison) {
        let Some(first) = self.at.checked_sub(2) else { return };
        // The interpreter compares the operands at once only if the result is not pushed.
        if self.at + 1 == ops.len() || ops[self.at + 1].branch().is_none() {
            return;
        }
        let Op::GetPlace { var, offset, leaf } = ops[first] else { return };
        let is_text = leaf.is_text() || leaf.is_optional_text();
        let is_float = matches!(leaf, Leaf::F64);
        let is_of_same_kind = match ops[first + 1] {
            Op::PushImmediate { .. } => leaf.is_integer() || is_float,
            Op::PushConstant { constant } => match self.unit.constants[constant.0 as usize] {
                Constant::Text(_) => is_text,
                Constant::Float(_) => is_float,
                _ => false,
            },
            Op::GetPlace { leaf: second, .. } => {
                leaf.is_integer() && second.is_integer()
                    || is_text && second.is_text()
                    || is_float && matches!(second, Leaf::F64)
            }
            _ => false,
        };
        if is_of_same_kind {
            ops[first] = Op::GetFirstOperand { var, offset, leaf, comparison };
        }
    }

    /// Reports a literal that is compared with an enum and is not the name of one of its variants without fields.
    const fn check_variant(&mut self, by: Comparison, value: KnownValue, literal: KnownValue) {
        let shape = value.shape.peel();
        let Kind::Enum(fields) = shape.kind else { return };
        if fields.is_empty() || literal.or_another {
            return;
        }
        let Some(name) = quoted_text(self.unit, literal.by) else { return };
        if FieldShape::are_of_one_variant(fields) {
            self.report_error(LinkDiagnosticKind::Incomparable { by, a: value, b: literal });
            return;
        }
        let mut i = 0;
        while i < fields.len() {
            if const_str_eq(fields[i].name, name) {
                let kind = &fields[i].shape.get().kind;
                if let Kind::Enum(_) = kind {
                    let (of, by) = (value.by, literal.by);
                    self.report_error(LinkDiagnosticKind::VariantWithFields {
                        name,
                        shape,
                        of,
                        by,
                    });
                }
                return;
            }
            i += 1;
        }
        self.report_error(LinkDiagnosticKind::NoVariant { name, shape, by: literal.by });
    }

    /// Returns `true` if a value is a literal, or may have been computed from literals.
    const fn may_be_constant(&self, value: KnownValue) -> bool {
        value.or_another
            || matches!(
                self.unit.ops[value.by],
                Op::PushConstant { .. }
                    | Op::PushImmediate { .. }
                    | Op::Concat { .. }
                    | Op::Not {}
                    | Op::Compare { .. }
            )
    }
}
