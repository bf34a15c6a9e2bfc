use super::size_hint::SizeHint;
use crate::{
    data::Value,
    error::{Error, ErrorKind},
    helper::{HelperFn, StaticHelper},
    output::{Drain, EscapeFn, Out, print, print_custom},
};
use core::fmt;
use template_bytecode::{Constant, Escape, Limits, Listing, Op, Positions, Scratch, Tables};

/// A linked template: the opcode array with the tables it refers to.
///
/// Its `Display` is the disassembly, with line and column, stack depth, and the text of operands.
#[derive(Clone, Copy)]
pub struct Program<'p> {
    #[doc(hidden)]
    pub name: &'p str,
    #[doc(hidden)]
    pub file: Option<&'static &'static str>,
    #[doc(hidden)]
    pub ops: &'p [Op],
    #[doc(hidden)]
    pub text: &'p str,
    #[doc(hidden)]
    pub names: &'p [&'p str],
    #[doc(hidden)]
    pub constants: &'p [Constant<'p>],
    #[doc(hidden)]
    pub helpers: &'p [HelperFn],
    #[doc(hidden)]
    pub helper_names: &'p [&'p str],
    #[doc(hidden)]
    pub helper_values: &'p [StaticHelper],
    #[doc(hidden)]
    pub slots: &'p [u8],
    #[doc(hidden)]
    pub positions: Positions<'p>,
    #[doc(hidden)]
    pub limits: Limits,
    #[doc(hidden)]
    pub escaper: Option<EscapeFn>,
    #[doc(hidden)]
    pub size: &'p SizeHint,
    /// None where it is unrolled.
    #[doc(hidden)]
    pub interpreter: Option<Interpreter>,
}

/// Interprets a program, in memory of a size that fits it: [`crate::vm::run`], of which there is one
/// for each size.
pub type Interpreter = for<'v> fn(&'v Program<'v>, Value<'v>, &mut dyn Drain) -> Result<(), Error>;

impl<'p> Program<'p> {
    /// Gives the instructions.
    #[must_use]
    pub fn ops(&self) -> &'p [Op] {
        self.ops
    }

    /// Tells what the program needs while it runs.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Gives the capacity for a new `String`: what outputs had before, or else all static text once
    /// and a word for each op; and some room behind it, in which escaping is faster.
    #[cfg(feature = "alloc")]
    pub(crate) fn capacity(&self) -> usize {
        self.size.get().unwrap_or(self.text.len() + self.ops.len() * 4) + 128
    }

    /// Prints a value, with the template's own escaper if it has one.
    #[inline(always)]
    pub(crate) fn print<'o>(
        &self,
        out: Out<'o>,
        value: &Value<'_>,
        escape: Escape,
    ) -> Result<Out<'o>, ErrorKind> {
        if escape == Escape::Custom {
            let escaper = self.escaper;
            return print_custom(out, value, escaper);
        }
        print(out, value, escape).map_err(|got| ErrorKind::NotPrintable { got })
    }

    /// Gives the constant that an op pushes.
    #[inline(always)]
    pub(crate) fn constant(&self, index: u32) -> Option<Value<'p>> {
        self.constants.get(index as usize).map(Value::of)
    }
}

impl fmt::Display for Program<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listing = Listing {
            name: self.name,
            ops: self.ops,
            tables: Tables {
                text: self.text,
                names: self.names,
                constants: self.constants,
                helpers: self.helper_names,
            },
            positions: self.positions,
            limits: self.limits,
        };
        listing.fmt(f)
    }
}

impl fmt::Debug for Program<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The program of a template with mistakes.
#[must_use]
pub const fn empty(name: &'static str) -> Program<'static> {
    static SIZE: SizeHint = SizeHint::new();
    Program {
        name,
        file: None,
        ops: &[],
        text: "",
        names: &[],
        constants: &[],
        helpers: &[],
        helper_names: &[],
        helper_values: &[],
        slots: &[],
        positions: Positions(&[]),
        limits: Limits {
            stack: 0,
            variables: 1,
            loops: 0,
            scratch: Scratch { texts: 0, bytes: 0 },
        },
        escaper: None,
        size: &SIZE,
        interpreter: None,
    }
}
