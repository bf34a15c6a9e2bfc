//! Ops: symbolic ops, which the compiler emits, and linked ops, which the VM executes.

mod encoding;
mod operand_methods;
mod table;

use crate::{
    operand::{
        Comparison, ConstantRef, Count, Entry, Escape, Field, HelperRef, Immediate, Index, Leaf,
        LoopId, Missing, NameRef, NameRow, Offset, PathRow, PlaceRef, Target, TextRef, VarId,
    },
    tables::{Bounds, Tables},
    verify::PARTIAL_ARGS,
};
use core::fmt;
pub use encoding::ENCODED_SIZE;

/// The numbers of values that an op pops from the stack and pushes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The number of values that it pops.
    pub pops: u16,
    /// The number of values that it pushes after that.
    pub pushes: u16,
}

impl Effect {
    /// Returns the number of values on the stack after an op, given the number before it. Returns 0 if the op
    /// pops more values than there are, which is possible in a program that has not been verified.
    #[must_use]
    pub const fn apply(self, depth: u16) -> u16 {
        depth.saturating_sub(self.pops).saturating_add(self.pushes)
    }

    /// Returns the difference between the depths of the stack after and before an op.
    pub(crate) const fn difference(self) -> i32 {
        self.pushes as i32 - self.pops as i32
    }
}

/// The place of an op in the control flow of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpClass {
    /// An op that may be part of an expression: values may remain on the stack after it.
    Expression,
    /// An op that may be part of an expression, and that leaves the popped value on the stack when it
    /// jumps.
    JumpOrPop,
    /// An unconditional jump. It may be part of an expression.
    Jump,
    /// An op that ends a statement: the stack is empty after it.
    Statement,
    /// An op that ends a statement and the body of a block.
    Return,
}

impl OpClass {
    /// Returns `true` if the stack must be empty after the op.
    #[must_use]
    pub const fn is_statement(self) -> bool {
        match self {
            Self::Statement | Self::Return => true,
            Self::Expression | Self::JumpOrPop | Self::Jump => false,
        }
    }

    /// Returns `true` if the program never continues at the op after this one.
    #[must_use]
    pub const fn is_terminator(self) -> bool {
        match self {
            Self::Jump | Self::Return => true,
            Self::Expression | Self::JumpOrPop | Self::Statement => false,
        }
    }
}

/// Defines [`SymbolicOp`] and [`Op`] from the rows of [`op_table!`](crate::op_table).
macro_rules! define_ops {
    (
        symbolic { $($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ty),* } [$pops:expr => $pushes:expr] $class:ident;)* }
        linked { $($linked_rows:tt)* }
    ) => {
        /// An op of a symbolic program, in which paths consist of names.
        ///
        /// The stack effect is in brackets: the number of values that the op pops → the number that
        /// it pushes. “The top” is the value on top of the stack.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SymbolicOp {
            $(
                $(#[$doc])*
                #[doc = concat!("\n\n`[", stringify!($pops), " → ", stringify!($pushes), "]`")]
                $name {
                    $(#[allow(missing_docs, reason = "documented by its type")] $operand: $type),*
                },
            )*
        }

        impl SymbolicOp {
            /// Returns the op with the same name and operands, for the verifier and listings. It is not
            /// linked: a [`PathRow`] is still a range of segments.
            #[must_use]
            pub const fn to_op(self) -> Op {
                match self {
                    $(Self::$name { $($operand),* } => Op::$name { $($operand),* },)*
                }
            }

            /// Returns a mutable reference to the path that is an operand of the op, if there is one.
            pub const fn path_mut(&mut self) -> Option<&mut PathRow> {
                match self {
                    $(Self::$name { $($operand),* } => {
                        $(if let Some(path) = $operand.path_mut() {
                            return Some(path);
                        })*
                        None
                    })*
                }
            }
        }

        // The ops that link creates are first, because most ops of a linked program are among them, besides text.
        define_linked_ops! {
            $($linked_rows)*
            $($(#[$doc])* $name { $($operand: $type),* } [$pops => $pushes] $class;)*
        }
    };
}

/// Defines [`Op`] from the rows of both parts of the table.
macro_rules! define_linked_ops {
    ($($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ty),* } [$pops:expr => $pushes:expr] $class:ident;)*) => {
        /// An op of a linked program.
        ///
        /// The stack effect is in brackets: the number of values that the op pops → the number that
        /// it pushes. “The top” is the value on top of the stack.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Op {
            $(
                $(#[$doc])*
                #[doc = concat!("\n\n`[", stringify!($pops), " → ", stringify!($pushes), "]`")]
                $name {
                    $(#[allow(missing_docs, reason = "documented by its type")] $operand: $type),*
                },
            )*
        }

        impl Op {
            /// Returns the name of the op in listings.
            #[must_use]
            pub const fn mnemonic(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => stringify!($name),)*
                }
            }

            /// Returns the place of the op in the control flow of a program.
            #[must_use]
            pub const fn class(&self) -> OpClass {
                match self {
                    $(Self::$name { .. } => OpClass::$class,)*
                }
            }

            /// Returns the stack effect.
            #[must_use]
            #[allow(unused_variables, reason = "most effects do not depend on operands")]
            pub const fn effect(&self) -> Effect {
                match *self {
                    $(Self::$name { $($operand),* } => Effect { pops: $pops, pushes: $pushes },)*
                }
            }

            /// Returns the op at which the program may continue instead of the op after this one, or at which
            /// the body of a block begins; `None` if the op has no target.
            #[must_use]
            pub const fn target(&self) -> Option<Target> {
                match *self {
                    $(Self::$name { $($operand),* } => {
                        $(if let Some(target) = $operand.target() {
                            return Some(target);
                        })*
                        None
                    })*
                }
            }

            /// Returns the variable that the op reads, or the first one that it binds; `None` if it has no such operand.
            pub const fn var_mut(&mut self) -> Option<&mut VarId> {
                match self {
                    $(Self::$name { $($operand),* } => {
                        $(if let Some(var) = $operand.var_mut() {
                            return Some(var);
                        })*
                        None
                    })*
                }
            }

            /// Returns an op of the kind numbered `kind`, modulo the number of kinds, with operands
            /// derived from the numbers that `next` returns, for tests that pass arbitrary programs to
            /// the verifier.
            #[cfg(feature = "any")]
            #[doc(hidden)]
            #[must_use]
            pub fn any(kind: u32, next: &mut dyn FnMut() -> u32) -> Self {
                type Make = fn(&mut dyn FnMut() -> u32) -> Op;
                const KINDS: &[Make] = &[
                    $(|_next| Op::$name { $($operand: <$type>::any(_next)),* }),*
                ];
                KINDS[kind as usize % KINDS.len()](next)
            }

            /// Returns the op with another jump target, for the same tests. An op without a target
            /// is returned unchanged.
            #[cfg(feature = "any")]
            #[doc(hidden)]
            #[must_use]
            pub fn with_target(mut self, target: Target) -> Self {
                match &mut self {
                    $(Self::$name { $($operand),* } => {
                        $($operand.set_target(target);)*
                    })*
                }
                self
            }

            /// Returns `true` if the op has operands.
            pub(crate) const fn has_operands(&self) -> bool {
                match self {
                    $(Self::$name { .. } => {
                        const OPERANDS: &[&str] = &[$(stringify!($operand)),*];
                        !OPERANDS.is_empty()
                    })*
                }
            }

            /// Returns `true` if every operand lies within the tables of a program.
            pub(crate) const fn fits(&self, bounds: &Bounds<'_>) -> bool {
                match *self {
                    $(Self::$name { $($operand),* } => {
                        $(if !$operand.fits(bounds) {
                            return false;
                        })*
                        true
                    })*
                }
            }

            /// Writes the operands, each after a space.
            pub(crate) fn write_operands(&self, tables: &Tables<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match *self {
                    $(Self::$name { $($operand),* } => {
                        $($operand.write(stringify!($operand), tables, f)?;)*
                        let _ = (tables, f);
                        Ok(())
                    })*
                }
            }
        }
    };
}

crate::op_table!(define_ops);

impl Op {
    /// Returns `true` if the program never continues at the op after this one.
    #[must_use]
    pub const fn is_terminator(&self) -> bool {
        self.class().is_terminator()
    }

    /// Returns `true` if the stack must be empty after the op.
    #[must_use]
    pub const fn is_statement(&self) -> bool {
        self.class().is_statement()
    }

    /// Returns `true` if the op leaves the popped value on the stack when it jumps.
    #[must_use]
    pub const fn is_jump_or_pop(&self) -> bool {
        matches!(self.class(), OpClass::JumpOrPop)
    }

    /// Returns the stack effect if the op jumps to its target. Of an op that does not jump, it is that of
    /// [`Op::effect`].
    #[must_use]
    pub const fn jump_effect(&self) -> Effect {
        if self.is_jump_or_pop() { Effect { pops: 1, pushes: 1 } } else { self.effect() }
    }

    /// Returns the target of a jump that pops a condition in any case, and the truth for which it jumps; `None` for other ops.
    #[must_use]
    #[inline]
    pub const fn branch(&self) -> Option<(Target, bool)> {
        match *self {
            Self::JumpIfFalse { target } => Some((target, false)),
            Self::JumpIfTrue { target } => Some((target, true)),
            _ => None,
        }
    }

    /// Returns `true` if the op reads or binds places. Such an op trusts that link has proved what lies
    /// there.
    #[must_use]
    pub const fn needs_place(&self) -> bool {
        matches!(
            self,
            Self::GetPlace { .. }
                | Self::GetFirstArg { .. }
                | Self::GetFirstArgPath { .. }
                | Self::GetFirstOperand { .. }
                | Self::GetPlacePath { .. }
                | Self::AppendPlace { .. }
                | Self::AppendPlacePath { .. }
                | Self::EnterSlice { .. }
                | Self::AppendSlice { .. }
                | Self::NextSlice { .. }
                | Self::EnterWithPlace { .. }
                | Self::BindPlace { .. }
        )
    }

    /// Returns the word that [`Op::PushArgs`] pushes: the number of positional arguments from bit 4
    /// on, bit 3 for named arguments, bit 0 for a block, and bit 1 for its `else`.
    #[must_use]
    pub const fn args_word(positional: Count, named: NameRow, blocks: Count) -> u16 {
        let blocks = match blocks.0 {
            0 => 0,
            1 => 0b01,
            _ => 0b11,
        };
        (positional.0 as u16) << 4 | if named.count() > 0 { 0b1000 } else { 0 } | blocks
    }

    /// Returns the number of arguments of an op that pops the description that [`Op::PushArgs`]
    /// pushed, and `None` for other ops.
    pub(crate) const fn described_args(&self) -> Option<u8> {
        match *self {
            Self::CallHelper { args, .. }
            | Self::CallDynamicHelper { args }
            | Self::CallBlockHelper { args, .. }
            | Self::BindArgs { args } => Some(args.0),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_op_is_eight_bytes() {
        assert_eq!(size_of::<Op>(), 8);
        assert_eq!(size_of::<SymbolicOp>(), 8);
    }

    #[test]
    fn effects_follow_operands() {
        let call = Op::CallHelper { helper: HelperRef(0), args: Count(2) };
        assert_eq!(call.effect(), Effect { pops: 3, pushes: 1 });
        assert_eq!(call.mnemonic(), "CallHelper");
    }

    #[test]
    fn a_variable_is_an_operand() {
        let mut next = Op::Next { loop_id: LoopId(0), var: VarId(3), target: Target(2) };
        next.var_mut().expect("it has a variable").0 = 1;
        assert_eq!(next, Op::Next { loop_id: LoopId(0), var: VarId(1), target: Target(2) });
        assert!(Op::Jump { target: Target(2) }.var_mut().is_none());
    }

    #[test]
    fn a_target_is_an_operand() {
        let next = Op::Next { loop_id: LoopId(0), var: VarId(1), target: Target(2) };
        assert_eq!(next.target(), Some(Target(2)));
        assert_eq!(Op::GetVar { var: VarId(1) }.target(), None);
    }
}
