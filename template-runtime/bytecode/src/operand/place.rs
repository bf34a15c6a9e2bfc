//! Operands of the ops that read data where it lies.

use super::path::{PathRow, PathStep};

/// The Rust type of a scalar or a text that is read where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "named like the types")]
pub enum Leaf {
    Bool,
    Char,
    F32,
    F64,
    I8,
    I16,
    I32,
    I64,
    Isize,
    U8,
    U16,
    U32,
    U64,
    Usize,
    /// `&str`
    Str,
    /// `String`. (If the variant had that name, messages of rustc would spell the type with its path.)
    OwnedString,
    /// `Option<&str>`
    OptionStr,
    /// `Option<String>`
    OptionOwnedString,
}

impl Leaf {
    /// All leaves.
    #[cfg(feature = "any")]
    pub(crate) const ALL: [Self; 18] = [
        Self::Bool,
        Self::Char,
        Self::F32,
        Self::F64,
        Self::I8,
        Self::I16,
        Self::I32,
        Self::I64,
        Self::Isize,
        Self::U8,
        Self::U16,
        Self::U32,
        Self::U64,
        Self::Usize,
        Self::Str,
        Self::OwnedString,
        Self::OptionStr,
        Self::OptionOwnedString,
    ];

    /// Returns the name of the type.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Char => "char",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::Isize => "isize",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::Usize => "usize",
            Self::Str => "&str",
            Self::OwnedString => "String",
            Self::OptionStr => "Option<&str>",
            Self::OptionOwnedString => "Option<String>",
        }
    }
}

/// The distance in bytes of a place from the place in a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset(pub u16);

/// An index into the places of a linked program, which are reached through pointers and options, or are no
/// leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRef(pub u16);

/// The path from the place in a variable to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacePath {
    /// The place itself.
    Itself,
    /// One step.
    Step(PathStep),
    /// The steps of a row of the table of steps.
    Steps(PathRow),
}
