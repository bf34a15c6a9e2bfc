use crate::{
    constant::Constant,
    op::{NameRef, PathSegment, PathStep},
};

/// The sizes of a program's tables.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The number of ops.
    pub ops: usize,
    /// The number of bytes of static text, without padding.
    pub text: usize,
    /// The number of names.
    pub names: usize,
    /// The number of path segments of a symbolic program, or of path steps of a linked one.
    pub paths: usize,
    /// The number of constants.
    pub constants: usize,
    /// The number of helpers.
    pub helpers: usize,
}

/// The tables that the operands of a program refer to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tables<'a> {
    /// All static text.
    pub text: &'a str,
    /// All names.
    pub names: &'a [&'a str],
    /// The segments of all paths, in a symbolic program.
    pub segments: &'a [PathSegment],
    /// The steps of all paths of more than one name, in a linked program.
    pub steps: &'a [PathStep],
    /// All constants.
    pub constants: &'a [Constant<'a>],
    /// The names of the helpers.
    pub helpers: &'a [&'a str],
}

impl<'a> Tables<'a> {
    /// Returns a name, or `?` if there is none with this index.
    pub(crate) fn name(&self, name: NameRef) -> &'a str {
        self.names.get(usize::from(name.0)).unwrap_or(&"?")
    }
}
