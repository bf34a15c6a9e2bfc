use super::size_hint::SizeHint;
use crate::{
    data::Value,
    error::{Error, ErrorKind},
    helper::{HelperFn, StaticHelper},
    output::{Drain, EscapeFn, Out, print, print_custom},
};
use core::fmt;
use template_bytecode::{
    Constant, Escape, Limits, Listing, Op, PathStep, Position, Positions, ScratchUsage, Tables,
};

/// A linked template: the opcode array, with the tables that it refers to.
///
/// Its `Display` is the disassembly: for each op the line and column of its construct, the depth of the
/// stack before it, the mnemonic and the operands. A program is made by [`template!`](crate::template),
/// or at run time by a `Compiler`.
#[derive(Clone, Copy)]
pub struct Program<'p> {
    pub(crate) parts: ProgramParts<'p>,
}

/// The parts of a [`Program`].
#[derive(Clone, Copy)]
pub struct ProgramParts<'p> {
    /// The name that the disassembly begins with.
    pub name: &'p str,
    /// The files that the template consists of, as messages name them.
    pub files: &'static [&'static str],
    /// The ops.
    pub ops: &'p [Op],
    /// All static text, followed by padding.
    pub text: &'p str,
    /// All names.
    pub names: &'p [&'p str],
    /// The steps of all paths of several names.
    pub steps: &'p [PathStep],
    /// All constants.
    pub constants: &'p [Constant<'p>],
    /// The functions that are called.
    pub helpers: &'p [HelperFn],
    /// Their names.
    pub helper_names: &'p [&'p str],
    /// The same functions as values.
    pub helper_values: &'p [StaticHelper],
    /// For each name that is that of an argument, the index of its parameter.
    pub param_indexes: &'p [u8],
    /// For each op, its place.
    pub positions: Positions<'p>,
    /// The memory that the program needs.
    pub limits: Limits,
    /// The escaper that the template names.
    pub escaper: Option<EscapeFn>,
    /// The length of the output, as learnt from earlier renderings.
    pub size_hint: &'p SizeHint,
    /// The interpreter; none if the program is unrolled.
    pub interpreter: Option<Interpreter>,
}

impl ProgramParts<'static> {
    /// Returns the parts of a program without ops: that of a template with errors.
    #[must_use]
    pub const fn empty(name: &'static str) -> Self {
        static SIZE_HINT: SizeHint = SizeHint::new();
        Self {
            name,
            files: &[],
            ops: &[],
            text: "",
            names: &[],
            steps: &[],
            constants: &[],
            helpers: &[],
            helper_names: &[],
            helper_values: &[],
            param_indexes: &[],
            positions: Positions(&[]),
            limits: Limits {
                stack: 0,
                variables: 1,
                loops: 0,
                scratch: ScratchUsage { texts: 0, bytes: 0 },
            },
            escaper: None,
            size_hint: &SIZE_HINT,
            interpreter: None,
        }
    }
}

/// Interprets a program, in memory of a size that fits it: [`crate::vm::run`], of which there is one
/// for each size.
pub type Interpreter = for<'v> fn(&'v Program<'v>, Value<'v>, &mut dyn Drain) -> Result<(), Error>;

impl<'p> Program<'p> {
    /// Makes a program of its parts: the only way to make one.
    ///
    /// The ops should have been verified with these tables and limits. The VM checks what it reads, so
    /// that a program that has not been verified ends with [`ErrorKind::Program`] or prints something
    /// else, and no memory is at risk.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(parts: ProgramParts<'p>) -> Self {
        Self { parts }
    }

    /// Returns the file that the template of an op is in, and the op's position in it.
    #[cold]
    pub(crate) fn place(&self, op: usize) -> Option<(Option<&'static &'static str>, Position)> {
        let position = self.parts.positions.get(op)?;
        let file = self.parts.positions.file(op).map_or(0, |file| usize::from(file.0));
        Some((self.parts.files.get(file), position))
    }

    /// Gives the instructions.
    #[must_use]
    pub fn ops(&self) -> &'p [Op] {
        self.parts.ops
    }

    /// Tells what the program needs while it runs.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.parts.limits
    }

    /// Gives the capacity for a new `String`: what outputs had before, or else all static text once
    /// and a word for each op; and some room behind it, in which escaping is faster.
    #[cfg(feature = "alloc")]
    pub(crate) fn capacity(&self) -> usize {
        self.parts.size_hint.get().unwrap_or(self.parts.text.len() + self.parts.ops.len() * 4) + 128
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
            let escaper = self.parts.escaper;
            return print_custom(out, value, escaper);
        }
        print(out, value, escape).map_err(|got| ErrorKind::NotPrintable { got })
    }

    /// Gives the constant that an op pushes.
    #[inline(always)]
    pub(crate) fn constant(&self, index: u32) -> Option<Value<'p>> {
        self.parts.constants.get(index as usize).map(Value::of)
    }
}

impl fmt::Display for Program<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listing = Listing {
            name: self.parts.name,
            ops: self.parts.ops,
            tables: Tables {
                text: self.parts.text,
                names: self.parts.names,
                segments: &[],
                steps: self.parts.steps,
                constants: self.parts.constants,
                helpers: self.parts.helper_names,
            },
            positions: self.parts.positions,
            limits: self.parts.limits,
        };
        listing.fmt(f)
    }
}

impl fmt::Debug for Program<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
