//! The table of ops: each stands here once, with its meaning, its operands and its stack effect.

use crate::{
    operand::{
        Comparison, ConstantRef, Count, Escape, Field, HelperRef, Immediate, Index, Loop, Missing,
        NameRef, NameRow, Slot, Target, TextLen, TextStart,
    },
    tables::{Bounds, Tables},
};
use core::fmt;

/// What an op takes from the stack and leaves there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// How many values it pops.
    pub pops: u16,
    /// How many it pushes then.
    pub pushes: u16,
}

/// How many variables a loop has: the list, the item, and the key where the list is a map.
pub const EACH_VARIABLES: u16 = 3;

/// Makes the enum, the mnemonics, the stack effects, the checks of operands and their listing from
/// one row for each op: `Name { operand: Type } [pops -> pushes];`.
macro_rules! define_ops {
    ($($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ty),* } [$pops:expr => $pushes:expr];)*) => {
        /// One instruction.
        ///
        /// In brackets at the end of each: what it pops, and what it pushes then.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Op {
            $(
                $(#[$doc])*
                #[doc = concat!("\n\n`[", stringify!($pops), " → ", stringify!($pushes), "]`")]
                $name {
                    $(#[allow(missing_docs, reason = "its type says what it is")] $operand: $type),*
                },
            )*
        }

        impl Op {
            /// Gives the name that listings show.
            #[must_use]
            pub const fn mnemonic(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => stringify!($name),)*
                }
            }

            /// Tells what the op takes from the stack and leaves there.
            #[must_use]
            #[allow(unused_variables, reason = "most effects do not depend on operands")]
            pub const fn effect(&self) -> Effect {
                match *self {
                    $(Self::$name { $($operand),* } => Effect { pops: $pops, pushes: $pushes },)*
                }
            }

            /// Makes an op of any kind with whatever operands `next` gives, for tests that feed programs
            /// to the verifier.
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

            /// Whether there is anything behind the mnemonic.
            pub(crate) const fn has_operands(&self) -> bool {
                match self {
                    $(Self::$name { .. } => {
                        const OPERANDS: &[&str] = &[$(stringify!($operand)),*];
                        !OPERANDS.is_empty()
                    })*
                }
            }

            /// Whether every operand lies within the tables of a program.
            pub(crate) const fn fits(&self, bounds: &Bounds) -> bool {
                match *self {
                    $(Self::$name { $($operand),* } => {
                        $(if !$operand.fits(bounds) {
                            return false;
                        })*
                        true
                    })*
                }
            }

            /// Writes each operand with a space before it.
            pub(crate) fn operands(&self, tables: &Tables<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match *self {
                    $(Self::$name { $($operand),* } => {
                        $($operand.show(stringify!($operand), tables, f)?;)*
                        let _ = (tables, f);
                        Ok(())
                    })*
                }
            }
        }
    };
}

define_ops! {
    /// Prints static text.
    Text { start: TextStart, len: TextLen } [0 => 0];
    /// Pushes a small integer.
    PushImmediate { value: Immediate } [0 => 1];
    /// Pushes a constant.
    PushConstant { constant: ConstantRef } [0 => 1];
    /// Pushes what the call behind it needs to know of the arguments below: how many blocks and how
    /// many positional values there are, and the names of the values that follow. The names are
    /// metadata: `named` entries of the names from `first_name` on.
    ///
    /// [`Op::CallHelper`], [`Op::CallDynamicHelper`], [`Op::CallBlockHelper`] and [`Op::Curry`] stand
    /// directly behind one of these, and nowhere else.
    PushArgs { positional: Count, named: Count, blocks: Count, first_name: NameRow } [0 => 1];
    /// Calls a helper: pops what [`Op::PushArgs`] pushed and `args` arguments, pushes the result.
    CallHelper { helper: HelperRef, args: Count } [args.0 as u16 + 1 => 1];
    /// [`Op::PushArgs`] and [`Op::CallHelper`] in one.
    Call { helper: HelperRef, positional: Count, named: Count, first_name: NameRow } [positional.0 as u16 + named.0 as u16 => 1];
    /// [`Op::Call`] and [`Op::Append`] in one: the result is printed as it comes into being, and
    /// is never stored.
    AppendCall { helper: HelperRef, positional: Count, named: Count, first_name: NameRow, escape: Escape } [positional.0 as u16 + named.0 as u16 => 0];
    /// Calls the helper that is a value, below its arguments: pops what [`Op::PushArgs`] pushed,
    /// `args` arguments and the helper, pushes the result. Null called gives null.
    CallDynamicHelper { args: Count } [args.0 as u16 + 2 => 1];
    /// [`Op::PushArgs`] and [`Op::CallDynamicHelper`] in one.
    CallDynamic { positional: Count, named: Count, first_name: NameRow } [positional.0 as u16 + named.0 as u16 + 1 => 1];
    /// [`Op::CallDynamic`] and [`Op::Append`] in one.
    AppendDynamic { positional: Count, named: Count, first_name: NameRow, escape: Escape } [positional.0 as u16 + named.0 as u16 + 1 => 0];
    /// Replaces the helper on top by what it gives when it is called without arguments; leaves any other
    /// value alone.
    CallIfHelper {} [1 => 1];
    /// Pushes a helper as a value.
    PushHelper { helper: HelperRef } [0 => 1];
    /// Makes a helper of the one below `args` arguments, which it will be called with: pops what
    /// [`Op::PushArgs`] pushed, the arguments and the helper, pushes the new one. Of null it is null.
    Curry { args: Count } [args.0 as u16 + 2 => 1];
    /// Pushes the block whose body begins at `to`. There the variables from `slot` on are bound:
    /// one that holds the place, and `params` block params. The stack is empty there.
    PushBlock { slot: Slot, params: Count, to: Target } [0 => 1];
    /// Calls a helper that prints, and prints its blocks by running their bodies: pops what
    /// [`Op::PushArgs`] pushed and `args` arguments, of which the blocks are the first (the body,
    /// and then that of `else`). What the helper itself prints is escaped as it asks for it, or as
    /// `escape` says.
    CallBlockHelper { helper: HelperRef, args: Count, escape: Escape } [args.0 as u16 + 1 => 0];
    /// Ends the body of a block: goes back to the helper that runs it.
    Return {} [0 => 0];
    /// Pushes a variable.
    GetVar { slot: Slot } [0 => 1];
    /// Replaces the top by what it has under a name, looked up while running. Link turns it into
    /// [`Op::GetField`] or [`Op::GetItem`] where the kind of the top is known.
    GetName { name: NameRef, missing: Missing } [1 => 1];
    /// Replaces the top by what it has under a name, or by a constant where it has nothing.
    GetNameOr { name: NameRef, constant: ConstantRef } [1 => 1];
    /// Replaces the object on top by one of its fields.
    GetField { field: Field } [1 => 1];
    /// Replaces the list on top by one of its items, which is missing where it is shorter.
    GetItem { index: Index, missing: Missing } [1 => 1];
    /// [`Op::GetVar`] and [`Op::GetName`] in one. Link turns it into [`Op::GetVarField`] where the
    /// variable is an object.
    GetVarName { slot: Slot, name: NameRef, missing: Missing } [0 => 1];
    /// [`Op::GetVar`] and [`Op::GetField`] in one.
    GetVarField { slot: Slot, field: Field } [0 => 1];
    /// Pushes the number of the turn of a loop, from 0.
    GetIndex { of: Loop } [0 => 1];
    /// Pushes the key of the entry of a loop over a map, or the number of the turn over a list.
    /// `slot` is that of the loop.
    GetKey { of: Loop, slot: Slot } [0 => 1];
    /// Pushes whether this is the first turn of a loop.
    GetFirst { of: Loop } [0 => 1];
    /// Pushes whether this is the last turn of a loop.
    GetLast { of: Loop } [0 => 1];
    /// Pops values and pushes the text that they print, one behind the other.
    Concat { count: Count } [count.0 as u16 => 1];
    /// Replaces the top by whether it is false.
    Not {} [1 => 1];
    /// Replaces the number 0 on top by `true`, so that a condition takes it for true.
    IncludeZero {} [1 => 1];
    /// Pops two values and pushes how they compare.
    Compare { by: Comparison } [2 => 1];
    /// Pops a key and a value, and pushes what the value has under the key.
    Lookup {} [2 => 1];
    /// Pops values and pushes a list of them.
    MakeArray { count: Count } [count.0 as u16 => 1];
    /// Pops values and pushes a map of them, under the names from `first_name` on.
    MakeHash { count: Count, first_name: NameRow } [count.0 as u16 => 1];
    /// Pops values and gives them to the hook for logging; pushes null.
    Log { count: Count } [count.0 as u16 => 1];
    /// Goes on elsewhere.
    Jump { to: Target } [0 => 0];
    /// Pops a value, and goes on elsewhere when it is true.
    JumpIf { to: Target } [1 => 0];
    /// Pops a value, and goes on elsewhere when it is false.
    JumpUnless { to: Target } [1 => 0];
    /// Goes on elsewhere when the top is true, and keeps it; pops it otherwise.
    JumpIfKeep { to: Target } [1 => 0];
    /// Goes on elsewhere when the top is false, and keeps it; pops it otherwise.
    JumpUnlessKeep { to: Target } [1 => 0];
    /// Pops a value and prints it.
    Append { escape: Escape } [1 => 0];
    /// [`Op::GetVar`] and [`Op::Append`] in one.
    AppendVar { slot: Slot, escape: Escape } [0 => 0];
    /// [`Op::GetVarName`] and [`Op::Append`] in one. Link turns it into [`Op::AppendVarField`] where
    /// the variable is an object.
    AppendVarName { slot: Slot, name: NameRef, escape: Escape, missing: Missing } [0 => 0];
    /// [`Op::GetVarField`] and [`Op::Append`] in one.
    AppendVarField { slot: Slot, field: Field, escape: Escape } [0 => 0];
    /// Pops a list, a map or an object and begins a loop over it, whose variables begin at `slot`;
    /// an empty one goes on elsewhere.
    EnterEach { of: Loop, slot: Slot, to: Target } [1 => 0];
    /// [`Op::EnterEach`] in front of a body that is one op that prints the item, perhaps with a text before
    /// it and one behind it, and [`Op::Next`]: these say what is printed for each item of a list, all of
    /// which may be printed at once.
    AppendEach { of: Loop, slot: Slot, to: Target } [1 => 0];
    /// Pops a value, and the context below it. A list begins a loop over its items; any other true
    /// value a loop of one turn, whose item it is itself, or the context where it is `true`. A false
    /// one goes on elsewhere.
    EnterSection { of: Loop, slot: Slot, to: Target } [2 => 0];
    /// Goes back for the next turn, or ends the loop and goes on. It goes back to the op behind the one that
    /// opened the loop: the only way back that there is, so that every program ends.
    Next { of: Loop, slot: Slot, to: Target } [0 => 0];
    /// Pops a value and binds a variable to it; a false one goes on elsewhere.
    EnterWith { slot: Slot, to: Target } [1 => 0];
    /// Pops a value and binds a variable to it.
    Bind { slot: Slot } [1 => 0];
    /// Ends the variables from `slot` on.
    Exit { slot: Slot } [0 => 0];
}

impl Op {
    /// Where the op may go on instead of at the op behind it.
    #[must_use]
    pub const fn target(&self) -> Option<Target> {
        match *self {
            Self::Jump { to }
            | Self::JumpIf { to }
            | Self::JumpUnless { to }
            | Self::JumpIfKeep { to }
            | Self::JumpUnlessKeep { to }
            | Self::EnterSection { to, .. }
            | Self::EnterEach { to, .. }
            | Self::AppendEach { to, .. }
            | Self::Next { to, .. }
            | Self::EnterWith { to, .. }
            | Self::PushBlock { to, .. } => Some(to),
            _ => None,
        }
    }

    /// Whether the program never goes on at the op behind this one.
    #[must_use]
    pub const fn diverts(&self) -> bool {
        matches!(self, Self::Jump { .. } | Self::Return {})
    }

    /// Whether the op leaves the value on the stack when it goes on at its target.
    #[must_use]
    pub const fn keeps(&self) -> bool {
        matches!(self, Self::JumpIfKeep { .. } | Self::JumpUnlessKeep { .. })
    }

    /// What [`Op::PushArgs`] pushes, as one word: the positional count from bit 4 on, bit 3 for
    /// named arguments, bit 0 for a block and bit 1 for its `else`.
    #[must_use]
    pub const fn args_word(positional: Count, named: Count, blocks: Count) -> u16 {
        let blocks = match blocks.0 {
            0 => 0,
            1 => 0b01,
            _ => 0b11,
        };
        (positional.0 as u16) << 4 | if named.0 > 0 { 0b1000 } else { 0 } | blocks
    }

    /// How many arguments the op takes that must stand directly behind a [`Op::PushArgs`].
    pub(crate) const fn pushed_args(&self) -> Option<u8> {
        match *self {
            Self::CallHelper { args, .. }
            | Self::CallDynamicHelper { args }
            | Self::CallBlockHelper { args, .. }
            | Self::Curry { args } => Some(args.0),
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
    }

    #[test]
    fn effects_follow_operands() {
        let call = Op::CallHelper { helper: HelperRef(0), args: Count(2) };
        assert_eq!(call.effect(), Effect { pops: 3, pushes: 1 });
        assert_eq!(call.mnemonic(), "CallHelper");
    }
}
