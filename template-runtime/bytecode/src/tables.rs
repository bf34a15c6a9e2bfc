use crate::constant::Constant;

/// The sizes of a program's tables.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How many ops there are.
    pub ops: usize,
    /// How many bytes of static text, without padding.
    pub text: usize,
    /// How many names.
    pub names: usize,
    /// How many constants.
    pub constants: usize,
    /// How many helpers.
    pub helpers: usize,
}

/// What the operands of a program refer to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tables<'a> {
    /// All static text.
    pub text: &'a str,
    /// All names.
    pub names: &'a [&'a str],
    /// All constants.
    pub constants: &'a [Constant<'a>],
    /// The names of the helpers.
    pub helpers: &'a [&'a str],
}
