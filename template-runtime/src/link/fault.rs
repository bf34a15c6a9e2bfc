use crate::{helper::Param, shape::Shape};

/// How many faults of one template are reported at once.
pub(super) const MAX_FAULTS: usize = 8;

/// Something that link found wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    /// The op that is wrong.
    pub(super) op: usize,
    /// What is wrong with it.
    pub(super) problem: Problem,
}

/// What is wrong with an op. `by` is the op that pushed the value in question.
#[derive(Clone, Copy, Debug)]
pub(super) enum Problem {
    /// A name that an object does not have. `root` is the data of the template.
    NoField { name: &'static str, on: &'static Shape, root: &'static Shape },
    /// A name after a value that has no names.
    NoFields { name: &'static str, on: &'static Shape, root: &'static Shape, by: usize },
    /// A list where something is printed.
    NotPrintable { shape: &'static Shape, by: usize },
    /// A loop over something that is no list.
    NotIterable { shape: &'static Shape, by: usize },
    /// Too few or too many arguments.
    Arity { helper: &'static str, params: &'static [Param], given: usize },
    /// An argument of the wrong kind.
    Kind {
        helper: &'static str,
        param: &'static Param,
        number: usize,
        shape: &'static Shape,
        by: usize,
    },
    /// A named argument to a helper that has none.
    Named { helper: &'static str, name: &'static str },
}
