//! Components whose calls can be replaced, and the arguments of such calls.

use crate::{
    data::{ErasedLayout, HelperSpec, StructLayout},
    vm::Program,
};
use template_bytecode::{Constant, Count, Immediate, Leaf, Offset, Op, VarId};

/// The maximum number of ops of a component that is inlined. Longer ones take much memory for each call, and the call itself little
/// of their time.
pub(super) const MAX_OPS: usize = 64;

/// The maximum number of parameters of a component that is inlined.
const MAX_PARAMS: usize = 32;

/// The program of a component whose calls can be replaced with copies of its ops.
#[derive(Clone, Copy, Debug)]
pub struct InlineProgram {
    pub(super) ops: &'static [Op],
    pub(super) text: &'static str,
    /// For each op that reads a field the index of its parameter.
    reads: [Option<u8>; MAX_OPS],
    /// For each parameter the type of its field, if that is a leaf.
    fields: [Option<Leaf>; MAX_PARAMS],
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
        let (ops, text) = (program.tables.ops, program.tables.text);
        let Some(layout) = program.tables.data else { return None };
        let ErasedLayout::Struct(layout) = layout.get() else { return None };
        if ops.len() > MAX_OPS || spec.named.len() > MAX_PARAMS {
            return None;
        }
        let (reads, fields) = ([None; MAX_OPS], [None; MAX_PARAMS]);
        let mut program = Self { ops, text, reads, fields, has_defaults };
        let mut offsets = [0; MAX_PARAMS];
        let mut param = 0;
        while param < spec.named.len() {
            if let Some((offset, leaf)) = leaf_of(layout, spec.named[param].name) {
                (offsets[param], program.fields[param]) = (offset, Some(leaf));
            }
            param += 1;
        }
        let mut at = 0;
        while at < ops.len() {
            let is_simple = match ops[at] {
                Op::Text { .. } | Op::FinalBreak { .. } | Op::Jump { .. } | Op::Return {} => true,
                Op::AppendPlace { var: VarId(0), offset, leaf, escape } => {
                    program.reads[at] = program.param_at(&offsets, offset, leaf);
                    escape.is_divisible() && program.reads[at].is_some()
                }
                Op::GetPlace { var: VarId(0), offset, leaf } => {
                    program.reads[at] = program.param_at(&offsets, offset, leaf);
                    matches!(ops[at + 1], Op::JumpIfFalse { .. } | Op::JumpIfTrue { .. })
                        && program.reads[at].is_some()
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

    /// Returns the index of the parameter for the field that is a leaf at an offset, given the offsets of the fields of all
    /// parameters; `None` if there is no such field.
    const fn param_at(
        &self,
        offsets: &[u32; MAX_PARAMS],
        offset: Offset,
        leaf: Leaf,
    ) -> Option<u8> {
        let mut param = 0;
        while param < MAX_PARAMS {
            if let Some(field) = self.fields[param]
                && offsets[param] == offset.0 as u32
                && field as u8 == leaf as u8
            {
                return Some(param as u8);
            }
            param += 1;
        }
        None
    }

    /// Returns the index of the parameter for the field that an op reads, if it reads one.
    pub(super) const fn param_of_op(&self, op: usize) -> Option<u8> {
        self.reads[op]
    }

    /// Returns `true` if the field for a parameter is a leaf, takes an argument in any case, and is printed, and true, like the
    /// argument. A further argument that the component forwards has no parameter.
    pub(super) const fn takes(&self, param: u8, arg: &InlineArg) -> bool {
        let param = param as usize;
        if param >= MAX_PARAMS {
            return false;
        }
        let Some(field) = self.fields[param] else { return false };
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

/// Returns the offset and the type of the field of a struct with a name, if it is a leaf.
const fn leaf_of(layout: &StructLayout, name: &str) -> Option<(u32, Leaf)> {
    let Some(index) = layout.shape.get().index_of(name) else { return None };
    let field = &layout.fields[index];
    match field.layout.get() {
        ErasedLayout::Leaf(leaf) => Some((field.offset, *leaf)),
        _ => None,
    }
}

/// An argument for which the ops of a component can be copied. A literal is the op that pushes it.
#[derive(Clone, Copy)]
pub(super) enum InlineArg {
    /// A leaf at an offset of the place in a variable.
    Leaf(VarId, Offset, Leaf),
    /// Text.
    Text(Op),
    /// `true` or `false`.
    Bool(Op),
    /// An integer that all integer types have.
    SmallInteger(Op),
}

impl InlineArg {
    /// Returns the argument that an op pushes; `None` if it is neither a leaf nor a literal that all fields of its kind take.
    pub(super) const fn of(op: Op, constants: &[Constant<'_>]) -> Option<Self> {
        match op {
            Op::GetFirstArg { var, offset, leaf } | Op::GetPlace { var, offset, leaf } => {
                Some(Self::Leaf(var, offset, leaf))
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
            Self::Leaf(var, offset, leaf) => Op::GetPlace { var, offset, leaf },
            Self::Text(push) | Self::Bool(push) | Self::SmallInteger(push) => push,
        }
    }
}
