//! What link finds wrong.

use crate::shape::{HelperSpec, Param, Shape};

/// How many mistakes are reported at once: `MAX_FAULTS` of the macro.
pub(super) const MAX_FAULTS: usize = 8;

/// A mistake, and the op that it was found at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault<'u> {
    pub(super) op: usize,
    pub(super) problem: Problem<'u>,
}

/// A kind of mistake. `by` is the op that pushed the value in question.
#[derive(Clone, Copy, Debug)]
pub(super) enum Problem<'u> {
    /// A name that an object does not have. `root` is the data of the template.
    NoField { name: &'u str, on: &'static Shape, root: &'static Shape },
    /// A name after a value that has no names.
    NoFields { name: &'u str, on: &'static Shape, root: &'static Shape, by: usize },
    /// A list where something is printed.
    NotPrintable { shape: &'static Shape, by: usize },
    /// A loop over something that is no list.
    NotIterable { shape: &'static Shape, by: usize },
    /// A call of something that is no helper, with so many arguments.
    NotAHelper { shape: &'static Shape, by: usize, given: usize },
    /// Too few or too many positional arguments; the first that is too much is the one that `surplus`
    /// pushed.
    Arity { helper: Callee<'u>, given: usize, surplus: Option<usize> },
    /// An argument of the wrong kind.
    Kind {
        helper: Callee<'u>,
        param: &'static Param,
        which: Which<'u>,
        shape: &'static Shape,
        by: usize,
    },
    /// A literal that no value of the parameter's type can be.
    Range { helper: Callee<'u>, param: &'static Param, which: Which<'u>, by: usize },
    /// A named argument that the helper does not take; `by` pushed its value.
    Unknown { helper: Callee<'u>, name: &'u str, by: usize },
    /// A named argument that the helper needs and is not given.
    Missing { helper: Callee<'u>, name: &'u str },
    /// A block given to a helper that takes none.
    TakesNoBlock { helper: Callee<'u> },
    /// A block helper without a block.
    NeedsBlock { helper: Callee<'u> },
    /// A block helper where a value is wanted.
    BlockIsNoValue { helper: Callee<'u> },
    /// A section over a helper.
    HelperSection { by: usize },
}

/// A helper that is called: what is known of it, and the op that pushed it, if one did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Callee<'u> {
    pub(super) spec: &'u HelperSpec,
    pub(super) by: Option<usize>,
}

/// Which argument it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which<'u> {
    /// The positional one with this number, from 1.
    Number(usize),
    /// The one with this name.
    Name(&'u str),
}
