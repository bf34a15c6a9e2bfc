//! The intermediate representation: one flat sequence for a stack machine, without nesting. Arguments are
//! pushed before the call that pops them; blocks are jumps to labels.
//!
//! Its operations are the symbolic ops, with text, names and constants instead of indices, and
//! labels instead of jump targets, so that passes can insert and remove instructions.

use crate::{parse::ast::LiteralValue, source::Span};
use template_bytecode::{Comparison, Escape, HelperRef, OpClass, op_table};

/// A template, or a fragment, as one sequence of instructions.
#[derive(Clone, Debug, PartialEq)]
pub struct StackExpression {
    /// The instructions.
    pub instructions: Vec<Instruction>,
    /// The number of labels. All labels are less than it.
    pub labels: u32,
    /// The first variable that the instructions may bind. That is 1 in a template: 0 is its data.
    pub first_var: u16,
    /// The first loop that the instructions may open: 0 in a template.
    pub first_loop: u8,
}

impl Default for StackExpression {
    fn default() -> Self {
        Self { instructions: Vec::new(), labels: 0, first_var: 1, first_loop: 0 }
    }
}

/// An operation and the construct that it was compiled from.
#[derive(Clone, Debug, PartialEq)]
pub struct Instruction {
    /// The operation.
    pub operation: Operation,
    /// The span of the construct.
    pub span: Span,
}

/// A jump target, placed by [`Operation::Label`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label(pub u32);

/// The number of a partial that is called: its index among the operations [`Operation::BeginPartial`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialId(pub u32);

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Segment {
    /// The name.
    pub name: String,
    /// The path up to this name as written, for the error if the lookup fails; `None` if a failed lookup
    /// yields null.
    pub missing: Option<String>,
    /// The byte offset after the name in the source.
    pub end: usize,
}

// The types of operands in this representation, by the names that the table of ops uses.
type ConstantRef = LiteralValue;
type Count = u8;
type Entry = PartialId;
type Immediate = i32;
type LoopId = u8;
type NameRef = String;
type NameRow = Vec<String>;
type PathRow = Vec<Segment>;
type VarId = u16;
type Target = Label;
type TextRef = String;

/// An operand of an operation. The defaults are those of an operand of any other type.
trait Operand {
    /// Returns the operand if it is a jump target.
    fn label(&self) -> Option<Label> {
        None
    }

    /// Returns a mutable reference to the operand if it is a jump target.
    fn label_mut(&mut self) -> Option<&mut Label> {
        None
    }

    /// Returns the operand if it is a helper.
    fn helper(&self) -> Option<HelperRef> {
        None
    }
}

impl Operand for Label {
    fn label(&self) -> Option<Label> {
        Some(*self)
    }

    fn label_mut(&mut self) -> Option<&mut Label> {
        Some(self)
    }
}

impl Operand for HelperRef {
    fn helper(&self) -> Option<HelperRef> {
        Some(*self)
    }
}

impl Operand for Comparison {}
impl Operand for Escape {}
impl Operand for LiteralValue {}
impl Operand for PartialId {}
impl Operand for String {}
impl Operand for Vec<Segment> {}
impl Operand for Vec<String> {}
impl Operand for i32 {}
impl Operand for u8 {}
impl Operand for u16 {}

/// Defines [`Operation`] from the rows of the table of symbolic ops.
macro_rules! define_operation {
    (
        symbolic { $($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ty),* } [$($effect:tt)*] $class:ident;)* }
        linked { $($linked_rows:tt)* }
    ) => {
        /// The operation of an instruction: see the symbolic op with the same name.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "documented by the op with the same name")]
        pub enum Operation {
            /// Places a label before the next instruction. It is not an op.
            Label(Label),
            $($name { $($operand: $type),* },)*
        }

        impl Operation {
            /// Returns the role of the operation in the control flow of a program.
            #[must_use]
            pub fn class(&self) -> OpClass {
                match self {
                    Self::Label(_) => OpClass::Expression,
                    $(Self::$name { .. } => OpClass::$class,)*
                }
            }

            /// Returns the label at which the program may continue instead of the next instruction, if any.
            #[must_use]
            pub fn target(&self) -> Option<Label> {
                match self {
                    Self::Label(_) => None,
                    $(Self::$name { $($operand),* } => {
                        $(if let Some(label) = $operand.label() {
                            return Some(label);
                        })*
                        None
                    })*
                }
            }

            /// Returns a mutable reference to the label that [`Operation::target`] returns.
            pub fn target_mut(&mut self) -> Option<&mut Label> {
                match self {
                    Self::Label(_) => None,
                    $(Self::$name { $($operand),* } => {
                        $(if let Some(label) = $operand.label_mut() {
                            return Some(label);
                        })*
                        None
                    })*
                }
            }

            /// Returns the helper that the operation calls or pushes, if any.
            #[must_use]
            pub fn helper(&self) -> Option<HelperRef> {
                match self {
                    Self::Label(_) => None,
                    $(Self::$name { $($operand),* } => {
                        $(if let Some(helper) = $operand.helper() {
                            return Some(helper);
                        })*
                        None
                    })*
                }
            }
        }
    };
}

op_table!(define_operation);

impl Operation {
    /// Returns `true` if the program never continues at the next instruction.
    #[must_use]
    pub fn is_terminator(&self) -> bool {
        self.class().is_terminator()
    }
}
