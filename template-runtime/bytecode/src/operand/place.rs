//! Operands of the ops that read data in place.

use super::{path::PathStep, row::PathRow};

/// Defines [`Leaf`] from the names of the variants and of the types.
macro_rules! leaves {
    ($($variant:ident: $name:literal;)*) => {
        /// The Rust type of a scalar or text that is read in place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Leaf {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Leaf {
            /// All leaves.
            #[cfg(feature = "any")]
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the name of the type.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

leaves! {
    Bool: "bool";
    Char: "char";
    F32: "f32";
    F64: "f64";
    I8: "i8";
    I16: "i16";
    I32: "i32";
    I64: "i64";
    Isize: "isize";
    U8: "u8";
    U16: "u16";
    U32: "u32";
    U64: "u64";
    Usize: "usize";
    Str: "&str";
    // If a variant were called `String`, messages of rustc would show the type with its path.
    OwnedString: "String";
    OptionStr: "Option<&str>";
    OptionOwnedString: "Option<String>";
    CowStr: "Cow<str>";
    BoxStr: "Box<str>";
    RcStr: "Rc<str>";
    ArcStr: "Arc<str>";
}

impl Leaf {
    /// Returns `true` if it is text, which is not optional.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::Str
                | Self::OwnedString
                | Self::CowStr
                | Self::BoxStr
                | Self::RcStr
                | Self::ArcStr
        )
    }

    /// Returns `true` if it is an integer.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        matches!(
            self,
            Self::I8
                | Self::I16
                | Self::I32
                | Self::I64
                | Self::Isize
                | Self::U8
                | Self::U16
                | Self::U32
                | Self::U64
                | Self::Usize
        )
    }

    /// Returns `true` if it is text or null.
    #[must_use]
    pub const fn is_optional_text(self) -> bool {
        matches!(self, Self::OptionStr | Self::OptionOwnedString)
    }
}

/// The distance in bytes of a place from the place in a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset(pub u16);

/// An index into the places of a linked program that are reached through pointers and options, or are not
/// leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRef(pub u16);

/// The path from the place in a variable to another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacePath {
    /// The place at an offset.
    At(Offset),
    /// One step.
    Step(PathStep),
    /// The steps of a row of the table of steps.
    Steps(PathRow),
    /// The steps of a row from the place at an offset.
    StepsFrom(Offset, PathRow),
}
