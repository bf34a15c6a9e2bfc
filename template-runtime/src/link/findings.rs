//! The findings of link: diagnostics, and what is known of the values that ops print.

use crate::data::{HelperSpec, Kind, Param, Shape};
use template_bytecode::diagnostics::Unescaped;

/// An error in a template, and the op at which it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinkDiagnostic<'u> {
    pub(super) op: usize,
    pub(super) kind: LinkDiagnosticKind<'u>,
}

/// The kind of an error. `by` is the op that pushed the value in question.
#[derive(Clone, Copy, Debug)]
pub(super) enum LinkDiagnosticKind<'u> {
    /// A name that an object does not have. `end` is the end of the name in the source, or 0 for that of
    /// the op; `root` is the data of the template.
    NoField { name: &'u str, end: usize, on: &'static Shape, root: &'static Shape },
    /// A name after a value that has no names.
    NoFields { name: &'u str, end: usize, on: &'static Shape, root: &'static Shape, by: usize },
    /// A list where something is printed.
    NotPrintable { shape: &'static Shape, by: usize },
    /// A loop over something that is no list.
    NotIterable { shape: &'static Shape, by: usize },
    /// A call of something that is no helper, with so many arguments.
    NotAHelper { shape: &'static Shape, by: usize, given: usize },
    /// Too few or too many positional arguments; the first that is too much is the one that `surplus`
    /// pushed.
    Arity { helper: LinkCallee<'u>, given: usize, surplus: Option<usize> },
    /// An argument of the wrong kind.
    Kind {
        helper: LinkCallee<'u>,
        param: &'static Param,
        which: ArgumentRef<'u>,
        shape: &'static Shape,
        by: usize,
    },
    /// A literal that no value of the parameter's type can be.
    Range { helper: LinkCallee<'u>, param: &'static Param, which: ArgumentRef<'u>, by: usize },
    /// A named argument that the helper does not take; `by` pushed its value.
    Unknown { helper: LinkCallee<'u>, name: &'u str, by: usize },
    /// A named argument that the helper needs and is not given.
    Missing { helper: LinkCallee<'u>, name: &'u str },
    /// A block given to a helper that takes none.
    TakesNoBlock { helper: LinkCallee<'u> },
    /// A block helper without a block.
    NeedsBlock { helper: LinkCallee<'u> },
    /// A block helper where a value is wanted.
    BlockIsNoValue { helper: LinkCallee<'u> },
    /// A section over a helper.
    HelperSection { by: usize },
}

/// A helper that is called: what is known of it, and the op that pushed it, if one did.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinkCallee<'u> {
    pub(super) spec: &'u HelperSpec,
    pub(super) by: Option<usize>,
}

/// Which argument it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum ArgumentRef<'u> {
    /// The positional one with this number, from 1.
    Number(usize),
    /// The one with this name.
    Name(&'u str),
}

/// What an op prints, as far as the types say. Unrolled programs have code for nothing else in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintedKind {
    /// It prints nothing, or nothing is known.
    Any,
    /// Text, or nothing.
    Text,
    /// A whole number, or nothing.
    Integer,
}

impl PrintedKind {
    /// Tells what a value of a shape prints.
    pub(super) const fn of(shape: &'static Shape) -> Self {
        match shape.peel().kind {
            Kind::Text => Self::Text,
            Kind::Integer => Self::Integer,
            _ => Self::Any,
        }
    }

    /// Whether it is text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text)
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::Integer)
    }
}

/// Returns what is known of a value of a shape that is printed without escaping.
pub(super) const fn unescaped(shape: &'static Shape) -> Unescaped {
    let shape = shape.peel();
    match shape.kind {
        Kind::Text if shape.is_safe() => Unescaped::SafeHtml,
        Kind::Integer => Unescaped::Integer,
        Kind::Float => Unescaped::Float,
        Kind::Bool => Unescaped::Bool,
        _ => Unescaped::Unknown,
    }
}
