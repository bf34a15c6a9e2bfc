//! A value while a template runs.

use super::{
    callable::DynHelper,
    collection::{List, Map, Object},
};
use core::fmt;
use template_bytecode::{Constant, VALUE_SIZE};

/// A value that a template computes with: small, `Copy`, and borrowed from the data, from the
/// template's constants, or from scratch memory.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Value<'v> {
    /// Nothing. Prints nothing, and is false.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number that is too large for [`Value::Int`].
    UInt(u64),
    /// A whole number that is too large for [`Value::Int`], from an `i128`.
    Int128(&'v i128),
    /// A whole number that is too large for [`Value::UInt`], from a `u128`.
    UInt128(&'v u128),
    /// A number.
    Float(f64),
    /// A number, printed with the digits that an `f32` needs.
    Float32(f32),
    /// A character.
    Char(char),
    /// Text.
    Text(&'v str),
    /// Text that is printed without escaping.
    Safe(&'v str),
    /// Items in a row.
    List(List<'v>),
    /// Items under names.
    Map(Map<'v>),
    /// A struct, or a variant with fields.
    Object(Object<'v>),
    /// A helper that can be called.
    Helper(DynHelper<'v>),
    /// The body of a block, on its way to the helper that prints it.
    #[doc(hidden)]
    Block(Body),
}

const _: () = assert!(size_of::<Value<'_>>() <= VALUE_SIZE as usize);

/// Where the body of a block begins, and what is bound there.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// The first op.
    pub(crate) start: u32,
    /// How many block params there are.
    pub(crate) params: u8,
    /// The variable in front of those of the params.
    pub(crate) slot: u16,
}

impl<'v> Value<'v> {
    /// Gives a constant of a program as a value.
    #[inline(always)]
    pub(crate) fn of(constant: &Constant<'v>) -> Self {
        match *constant {
            Constant::Null => Self::Null,
            Constant::Bool(value) => Self::Bool(value),
            Constant::Int(value) => Self::Int(value),
            Constant::Float(value) => Self::Float(value),
            Constant::Text(text) => Self::Text(text),
        }
    }

    /// Whether a condition takes it for true: all but `false`, null, `""`, 0, NaN and the empty
    /// list.
    ///
    /// The rule is that of Handlebars' `if`.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::Value;
    /// assert!(Value::Text("0").is_true());
    /// assert!(!Value::Int(0).is_true());
    /// ```
    #[must_use]
    #[inline]
    pub fn is_true(self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => value,
            Self::Int(value) => value != 0,
            Self::Float(value) => value != 0.0 && !value.is_nan(),
            Self::Float32(value) => value != 0.0 && !value.is_nan(),
            Self::Text(text) | Self::Safe(text) => !text.is_empty(),
            Self::List(list) => !list.is_empty(),
            Self::UInt(_)
            | Self::Int128(_)
            | Self::UInt128(_)
            | Self::Char(_)
            | Self::Map(_)
            | Self::Object(_)
            | Self::Helper(_)
            | Self::Block(_) => true,
        }
    }

    /// Gives what the value has under a name, and null where it has nothing: a field of an object,
    /// an entry of a map, an item of a list under its number.
    #[must_use]
    pub fn get(self, name: &str) -> Self {
        self.find(name).unwrap_or(Self::Null)
    }

    /// Gives what the value has under a name, if it has anything.
    pub(crate) fn find(self, name: &str) -> Option<Self> {
        match self {
            Self::Object(object) => object.get(name),
            Self::Map(map) => map.get(name),
            Self::List(list) => name.parse().ok().and_then(|index| list.get(index)),
            _ => None,
        }
    }

    /// Gives a whole number that is in range; none for other values.
    pub(crate) fn integer<T>(self) -> Option<T>
    where
        T: TryFrom<i64> + TryFrom<u64> + TryFrom<i128> + TryFrom<u128>,
    {
        match self {
            Self::Int(value) => value.try_into().ok(),
            Self::UInt(value) => value.try_into().ok(),
            Self::Int128(&value) => value.try_into().ok(),
            Self::UInt128(&value) => value.try_into().ok(),
            _ => None,
        }
    }

    /// Gives the field with a dense index; null where the value is no object.
    #[inline(always)]
    pub(crate) fn field(self, index: usize) -> Self {
        match self {
            Self::Object(object) => object.field(index),
            _ => Self::Null,
        }
    }

    /// Puts an item into `item`; false where the value is no list, or a shorter one.
    #[inline(always)]
    pub(crate) fn put_item(self, index: usize, item: &mut Self) -> bool {
        match self {
            Self::List(list) => list.put(index, item),
            _ => false,
        }
    }

    /// Whether the value can be printed: all but lists, maps, helpers, and objects other than
    /// variants without fields.
    #[must_use]
    pub fn is_printable(self) -> bool {
        match self {
            Self::List(_) | Self::Map(_) | Self::Helper(_) | Self::Block(_) => false,
            Self::Object(object) => object.text().is_some(),
            _ => true,
        }
    }

    /// Names the kind of the value, with its article, as messages do: `"an integer"`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a bool",
            Self::Int(_) | Self::UInt(_) | Self::Int128(_) | Self::UInt128(_) => "an integer",
            Self::Float(_) | Self::Float32(_) => "a float",
            Self::Char(_) => "a char",
            Self::Text(_) | Self::Safe(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Object(_) => "an object",
            Self::Helper(_) => "a helper",
            Self::Block(_) => "a block",
        }
    }
}

/// Makes a value of a number, a text and the like.
macro_rules! from {
    ($($ty:ty: |$value:ident| $from:expr;)*) => { $(
        impl<'v> From<$ty> for Value<'v> {
            fn from($value: $ty) -> Self {
                $from
            }
        }
    )* };
}

from! {
    bool: |value| Self::Bool(value);
    char: |value| Self::Char(value);
    i8: |value| Self::Int(value.into());
    i16: |value| Self::Int(value.into());
    i32: |value| Self::Int(value.into());
    i64: |value| Self::Int(value);
    isize: |value| Self::Int(value as i64);
    u8: |value| Self::Int(value.into());
    u16: |value| Self::Int(value.into());
    u32: |value| Self::Int(value.into());
    u64: |value| i64::try_from(value).map_or(Self::UInt(value), Self::Int);
    usize: |value| (value as u64).into();
    f32: |value| Self::Float32(value);
    f64: |value| Self::Float(value);
    &'v str: |value| Self::Text(value);
    List<'v>: |value| Self::List(value);
    Map<'v>: |value| Self::Map(value);
    Object<'v>: |value| Self::Object(value);
    DynHelper<'v>: |value| Self::Helper(value);
}

impl<'v, T: Into<Self>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::UInt(value) => write!(f, "{value}"),
            Self::Int128(value) => write!(f, "{value}"),
            Self::UInt128(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::Float32(value) => write!(f, "{value:?}"),
            Self::Char(value) => write!(f, "{value:?}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Safe(text) => write!(f, "safe {text:?}"),
            Self::List(list) => f.debug_list().entries(list.iter()).finish(),
            Self::Map(map) => f.debug_map().entries(map.iter()).finish(),
            Self::Object(object) => {
                if let Some(text) = object.text() {
                    return f.write_str(text);
                }
                if let Some(name) = object.variant() {
                    write!(f, "{name} ")?;
                }
                f.debug_map().entries(object.own_fields()).finish()
            }
            Self::Helper(helper) => write!(f, "{helper:?}"),
            Self::Block(_) => f.write_str("block"),
        }
    }
}
