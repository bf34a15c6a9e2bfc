//! Components whose calls can be replaced, and the arguments of such calls.

use crate::{
    data::{ErasedLayout, HelperSpec, LayoutRef, NamedParam},
    vm::{Program, ProgramParts},
};
use template_bytecode::{Constant, Count, Immediate, Leaf, Offset, Op, Slot};

/// The maximum number of ops of a component that is inlined. Longer ones take much memory for each call, and the call itself little
/// of their time.
const MAX_OPS: usize = 64;

/// The program of a component whose calls can be replaced with copies of its ops.
#[derive(Clone, Copy, Debug)]
pub struct InlineProgram {
    pub(super) ops: &'static [Op],
    pub(super) text: &'static str,
    /// The layout of the component.
    layout: LayoutRef,
    /// The parameters for its fields.
    params: &'static [NamedParam],
    /// Whether a field has a default, which then replaces null.
    has_defaults: bool,
}

impl InlineProgram {
    /// Returns the program of a component with this specification; `None` if an op does anything other than print static text,
    /// leaves of the fields and fills without block params, under conditions on these.
    #[must_use]
    pub const fn of(
        program: &Program<'static>,
        spec: &HelperSpec,
        has_defaults: bool,
    ) -> Option<Self> {
        let (ProgramParts { ops, text, data, .. }, params) = (program.parts, spec.named);
        let Some(layout) = data else { return None };
        let program = Self { ops, text, layout, params, has_defaults };
        if ops.len() > MAX_OPS {
            return None;
        }
        let mut at = 0;
        while at < ops.len() {
            let is_simple = match ops[at] {
                Op::Text { .. } | Op::FinalBreak { .. } | Op::Jump { .. } | Op::Return {} => true,
                Op::AppendPlace { slot: Slot(0), offset, leaf, escape } => {
                    escape.is_divisible() && program.param_at(offset, leaf).is_some()
                }
                Op::GetPlace { slot: Slot(0), offset, leaf } => {
                    matches!(ops[at + 1], Op::JumpIfFalse { .. } | Op::JumpIfTrue { .. })
                        && program.param_at(offset, leaf).is_some()
                }
                Op::HasFill { .. } => {
                    matches!(ops[at + 1], Op::JumpIfFalse { .. } | Op::JumpIfTrue { .. })
                }
                Op::JumpIfFalse { .. } | Op::JumpIfTrue { .. } => {
                    at > 0 && matches!(ops[at - 1], Op::GetPlace { .. } | Op::HasFill { .. })
                }
                Op::GetFill { .. } => matches!(ops[at + 1], Op::Yield { args: Count(0) }),
                Op::Yield { .. } => at > 0 && matches!(ops[at - 1], Op::GetFill { .. }),
                _ => false,
            };
            if !is_simple {
                return None;
            }
            at += 1;
        }
        Some(program)
    }

    /// Returns the index of the parameter for the field that is a leaf at an offset; `None` if there is no such field.
    pub(super) const fn param_at(&self, offset: Offset, leaf: Leaf) -> Option<usize> {
        let mut param = 0;
        while param < self.params.len() {
            if let Some((at, field)) = self.field(param)
                && at == offset.0 as u32
                && field as u8 == leaf as u8
            {
                return Some(param);
            }
            param += 1;
        }
        None
    }

    /// Returns the offset and the type of the field for a parameter, if it is a leaf.
    const fn field(&self, param: usize) -> Option<(u32, Leaf)> {
        let ErasedLayout::Struct(layout) = self.layout.get() else { return None };
        // A further argument that the component forwards has no parameter.
        if param >= self.params.len() {
            return None;
        }
        let Some(index) = layout.shape.get().index_of(self.params[param].name) else { return None };
        let field = &layout.fields[index];
        match field.layout.get() {
            ErasedLayout::Leaf(leaf) => Some((field.offset, *leaf)),
            _ => None,
        }
    }

    /// Returns `true` if the field for a parameter is a leaf, takes an argument in any case, and is printed, and true, like the
    /// argument.
    pub(super) const fn takes(&self, param: usize, arg: &InlineArg) -> bool {
        let Some((_, field)) = self.field(param) else { return false };
        match *arg {
            InlineArg::Leaf(_, _, leaf) if leaf.is_optional_text() => {
                // Null is an error for other fields, or replaced with the default.
                field.is_optional_text() && !self.has_defaults
            }
            InlineArg::Leaf(_, _, leaf) if leaf.is_text() => {
                field.is_text() || field.is_optional_text()
            }
            InlineArg::Leaf(_, _, leaf) => leaf as u8 == field as u8,
            InlineArg::Text(_) => field.is_text() || field.is_optional_text(),
            InlineArg::Bool(_) => matches!(field, Leaf::Bool),
            InlineArg::SmallInteger(_) => field.is_integer(),
        }
    }
}

/// An argument for which the ops of a component can be copied. A literal is the op that pushes it.
#[derive(Clone, Copy)]
pub(super) enum InlineArg {
    /// A leaf at an offset of the place in a variable.
    Leaf(Slot, Offset, Leaf),
    /// Text.
    Text(Op),
    /// `true` or `false`.
    Bool(Op),
    /// An integer that all integer types have.
    SmallInteger(Op),
}

impl InlineArg {
    /// Returns the argument that an op pushes, if it is such a one.
    pub(super) const fn of(op: Op, constants: &[Constant<'_>]) -> Option<Self> {
        match op {
            Op::GetFirstArg { slot, offset, leaf } | Op::GetPlace { slot, offset, leaf } => {
                Some(Self::Leaf(slot, offset, leaf))
            }
            Op::PushConstant { constant } => match constants[constant.0 as usize] {
                Constant::Text(_) => Some(Self::Text(op)),
                Constant::Bool(_) => Some(Self::Bool(op)),
                _ => None,
            },
            Op::PushImmediate { value: Immediate(0..=127) } => Some(Self::SmallInteger(op)),
            _ => None,
        }
    }

    /// Returns the op that pushes the argument.
    pub(super) const fn pushed(&self) -> Op {
        match *self {
            Self::Leaf(slot, offset, leaf) => Op::GetPlace { slot, offset, leaf },
            Self::Text(push) | Self::Bool(push) | Self::SmallInteger(push) => push,
        }
    }
}
