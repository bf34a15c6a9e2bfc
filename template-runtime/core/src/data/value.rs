//! Run-time values.

use super::{
    Data,
    callable::DynHelper,
    collection::{List, Map},
    displayed, displayed_order,
    identity::Displayed,
    object::Object,
    safe::SafeKind,
    shape::ShapeRef,
    template_data::NestedTemplate,
};
use template_bytecode::{Constant, Count, Target, VALUE_SIZE, VarId};

/// The name of the number of items of a list, and of the characters of a string.
pub(crate) const LENGTH: &str = "length";

/// Parses a name as the index of an item, of at most nine digits.
pub(crate) const fn parse_index(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    let mut value: u32 = 0;
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() || i == 9 {
            return None;
        }
        value = value * 10 + (bytes[i] - b'0') as u32;
        i += 1;
    }
    if bytes.is_empty() { None } else { Some(value) }
}

/// A run-time value of a template. It is `Copy`, and borrows from the data, from the
/// template's constants, or from scratch memory.
// The discriminant is a word, and a payload one or two more. If a payload began within the first word, rustc would
// copy values by loads that overlap with two words, and such a load stalls if these have just been written
// (store-to-load forwarding). So there is a variant for each kind of safe value, instead of one with a `SafeKind`.
#[derive(Clone, Copy)]
#[non_exhaustive]
#[repr(u64)]
pub enum Value<'v> {
    /// Null, which prints nothing and is false in conditions.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// An integer that is too large for [`Value::Int`].
    UInt(u64),
    /// An integer outside the range of [`Value::Int`], from an `i128`.
    Int128(&'v i128),
    /// An integer that is too large for [`Value::UInt`], from a `u128`.
    UInt128(&'v u128),
    /// A floating-point number.
    Float(f64),
    /// A floating-point number that is printed with the digits of an `f32`.
    Float32(f32),
    /// A character.
    Char(char),
    /// Text.
    Text(&'v str),
    /// Trusted HTML. In other HTML contexts it is text. See [`SafeHtml`](crate::SafeHtml).
    SafeHtml(&'v str),
    /// A trusted URL, with any scheme. In other HTML contexts it is text. See [`SafeUrl`](crate::SafeUrl).
    SafeUrl(&'v str),
    /// The trusted URL of a resource. In other HTML contexts it is text. See [`TrustedResourceUrl`](crate::TrustedResourceUrl).
    TrustedResourceUrl(&'v str),
    /// A trusted JavaScript expression. In other HTML contexts it is text. See [`SafeScript`](crate::SafeScript).
    SafeScript(&'v str),
    /// A trusted CSS value. In other HTML contexts it is text. See [`SafeStyle`](crate::SafeStyle).
    SafeStyle(&'v str),
    /// A value that is printed with its `Display` implementation. Templates treat it as text, and pass it to a helper as
    /// [`Value::Text`], unless the helper takes a reference to the value itself.
    Display(&'v dyn Displayed),
    /// A value whose `Display` output is trusted like a [`Value::SafeHtml`].
    DisplayHtml(&'v dyn Displayed),
    /// A value whose `Display` output is trusted like a [`Value::SafeUrl`].
    DisplayUrl(&'v dyn Displayed),
    /// A value whose `Display` output is trusted like a [`Value::TrustedResourceUrl`].
    DisplayResourceUrl(&'v dyn Displayed),
    /// A value whose `Display` output is trusted like a [`Value::SafeScript`].
    DisplayScript(&'v dyn Displayed),
    /// A value whose `Display` output is trusted like a [`Value::SafeStyle`].
    DisplayStyle(&'v dyn Displayed),
    /// A list.
    List(List<'v>),
    /// A map.
    Map(Map<'v>),
    /// A struct or an enum.
    Object(Object<'v>),
    /// A helper that can be called.
    Helper(DynHelper<'v>),
    /// The body of a block, which is an argument of the block helper that prints it.
    #[doc(hidden)]
    Block(Body),
}

const _: () = assert!(size_of::<Value<'_>>() <= VALUE_SIZE as usize);

/// Matches the values that are trusted strings.
macro_rules! safe_text {
    ($text:pat) => {
        $crate::data::Value::SafeHtml($text)
            | $crate::data::Value::SafeUrl($text)
            | $crate::data::Value::TrustedResourceUrl($text)
            | $crate::data::Value::SafeScript($text)
            | $crate::data::Value::SafeStyle($text)
    };
}

/// Matches the values with trusted `Display` output.
macro_rules! safe_display {
    ($value:pat) => {
        $crate::data::Value::DisplayHtml($value)
            | $crate::data::Value::DisplayUrl($value)
            | $crate::data::Value::DisplayResourceUrl($value)
            | $crate::data::Value::DisplayScript($value)
            | $crate::data::Value::DisplayStyle($value)
    };
}

pub(crate) use {safe_display, safe_text};

/// The body of a block: its first op, and the variables that are in scope.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// The index of the first op.
    pub(crate) start: u32,
    /// The number of block params.
    pub(crate) params: u8,
    /// The number of the variable that is reserved for the call; the block params follow it.
    pub(crate) var: u16,
}

impl Body {
    /// Returns the body of the block that an op `PushBlock` with these operands pushes.
    #[inline]
    pub(crate) const fn new(var: VarId, params: Count, target: Target) -> Self {
        Self { start: target.0, params: params.0, var: var.0 }
    }
}

/// The kind of the value is known only at run time: a list of `Value`s may have items of all kinds, and a helper may return
/// a selection of the items of a [`List`].
impl Data for Value<'_> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    #[inline]
    fn value(&self) -> Value<'_> {
        *self
    }
}

impl<'v> Value<'v> {
    /// Converts a constant of a program into a value.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn of(constant: &Constant<'v>) -> Self {
        match *constant {
            Constant::Null => Self::Null,
            Constant::Bool(value) => Self::Bool(value),
            Constant::Int(value) => Self::Int(value),
            Constant::Float(value) => Self::Float(value),
            Constant::Text(text) => Self::Text(text),
        }
    }

    /// Returns text that is trusted in one HTML context.
    #[must_use]
    #[inline]
    pub const fn safe(kind: SafeKind, text: &'v str) -> Self {
        match kind {
            SafeKind::Html => Self::SafeHtml(text),
            SafeKind::Url => Self::SafeUrl(text),
            SafeKind::ResourceUrl => Self::TrustedResourceUrl(text),
            SafeKind::Script => Self::SafeScript(text),
            SafeKind::Style => Self::SafeStyle(text),
        }
    }

    /// Returns a value whose `Display` output is trusted in one HTML context.
    #[must_use]
    #[inline]
    pub(crate) const fn safe_display(kind: SafeKind, value: &'v dyn Displayed) -> Self {
        match kind {
            SafeKind::Html => Self::DisplayHtml(value),
            SafeKind::Url => Self::DisplayUrl(value),
            SafeKind::ResourceUrl => Self::DisplayResourceUrl(value),
            SafeKind::Script => Self::DisplayScript(value),
            SafeKind::Style => Self::DisplayStyle(value),
        }
    }

    /// Returns the HTML context in which the value is trusted, or `None` if it is text, or printed
    /// in the same way in every context.
    #[must_use]
    #[inline]
    pub const fn safe_kind(&self) -> Option<SafeKind> {
        Some(match self {
            Self::SafeHtml(_) | Self::DisplayHtml(_) => SafeKind::Html,
            Self::SafeUrl(_) | Self::DisplayUrl(_) => SafeKind::Url,
            Self::TrustedResourceUrl(_) | Self::DisplayResourceUrl(_) => SafeKind::ResourceUrl,
            Self::SafeScript(_) | Self::DisplayScript(_) => SafeKind::Script,
            Self::SafeStyle(_) | Self::DisplayStyle(_) => SafeKind::Style,
            _ => return None,
        })
    }

    /// Returns a string that is trusted in the same HTML context as the value.
    #[must_use]
    pub(crate) const fn with_text(&self, text: &'v str) -> Self {
        match self.safe_kind() {
            Some(kind) => Self::safe(kind, text),
            None => Self::Text(text),
        }
    }

    /// Returns `true` if the value is true in a condition: every value except `false`, null,
    /// `""`, 0, also as a `Decimal`, NaN and the empty list.
    ///
    /// This is the rule of `if` in Handlebars.
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
        self.is_true_in_place()
    }

    /// Implements [`is_true`](Self::is_true) without a copy of the value, which would be read before what has just been written
    /// of it is in memory.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn is_true_in_place(&self) -> bool {
        match *self {
            Self::Null => false,
            Self::Bool(value) => value,
            Self::Int(value) => value != 0,
            Self::Text(text) => !text.is_empty(),
            _ => self.is_true_at_length(),
        }
    }

    /// Implements [`is_true`](Self::is_true), for all kinds; not inlined.
    #[inline(never)]
    fn is_true_at_length(&self) -> bool {
        match *self {
            Self::Display(value) | safe_display!(value) => displayed_order::is_true(value),
            _ => self.is_true_undisplayed(),
        }
    }

    /// Like [`is_true`](Self::is_true), for values other than displayed ones. It does not refer to the code that formats
    /// displayed values, so that a program without them does not contain that code.
    pub(crate) fn is_true_undisplayed(&self) -> bool {
        debug_assert!(!self.is_display(), "what is displayed has to be asked");
        match *self {
            Self::Null => false,
            Self::Bool(value) => value,
            Self::Int(value) => value != 0,
            Self::Float(value) => float_is_true(value),
            Self::Float32(value) => float32_is_true(value),
            Self::Text(text) | safe_text!(text) => !text.is_empty(),
            Self::List(list) => !list.is_empty(),
            Self::Map(map) => map.is_true(),
            Self::UInt(_)
            | Self::Int128(_)
            | Self::UInt128(_)
            | Self::Char(_)
            | Self::Object(_)
            | Self::Helper(_)
            | Self::Block(_)
            | Self::Display(_)
            | safe_display!(_) => true,
        }
    }

    /// Returns the entry called `name`: a field of an object, an entry of a map, or an item of a
    /// list, whose name is its index. For `length`, returns the number of items of a list, or of characters
    /// of text. Returns null if there is no such entry.
    #[must_use]
    pub fn get(self, name: &str) -> Self {
        self.find(name).unwrap_or(Self::Null)
    }

    /// Returns the entry with a name, and `None` if there is no such entry; see [`get`](Self::get).
    pub(crate) fn find(self, name: &str) -> Option<Self> {
        match self {
            Self::Object(object) => object.get(name),
            Self::Map(map) => map.get(name),
            Self::List(list) if name == LENGTH => Some(list.len().into()),
            Self::List(list) => name.parse().ok().and_then(|index| list.get(index)),
            Self::Text(text) | safe_text!(text) if name == LENGTH => {
                Some(text.chars().count().into())
            }
            Self::Display(value) | safe_display!(value) if name == LENGTH => {
                Some(displayed::count_chars(value).into())
            }
            _ => None,
        }
    }

    /// Returns `true` if the value is printed with its `Display` implementation.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn is_display(self) -> bool {
        matches!(self, Self::Display(_) | safe_display!(_))
    }

    /// Returns an integer that is in the range of `T`, and `None` for other values.
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

    /// Returns the field with a dense index, and null if the value is not an object.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn field(self, index: usize) -> Self {
        match self {
            Self::Object(object) => object.field(index),
            _ => Self::Null,
        }
    }

    /// Writes the item at `index` to `item`; returns `false` if the value is not a list, or `index`
    /// is out of range.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn put_item(self, index: usize, item: &mut Self) -> bool {
        match self {
            Self::List(list) => list.put(index, item),
            _ => false,
        }
    }

    /// Returns `true` if the value can be printed: every value except lists, maps, helpers, and
    /// objects other than templates and enum variants without fields.
    #[must_use]
    pub fn is_printable(self) -> bool {
        match self {
            Self::List(_) | Self::Map(_) | Self::Helper(_) | Self::Block(_) => false,
            Self::Object(object) => object.text().is_some() || object.template().is_some(),
            _ => true,
        }
    }

    /// Returns the template, if the value is one.
    #[inline]
    pub(crate) fn template(self) -> Option<NestedTemplate<'v>> {
        match self {
            Self::Object(object) => object.template(),
            _ => None,
        }
    }

    /// Returns the words for the context in which the value is safe.
    pub(super) fn safe_words(&self) -> &'static str {
        match self.safe_kind() {
            Some(SafeKind::Html) => "safe",
            Some(kind) => kind.type_name(),
            None => "",
        }
    }

    /// Returns the kind of the value with an article, for messages: `"an integer"`.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a bool",
            Self::Int(_) | Self::UInt(_) | Self::Int128(_) | Self::UInt128(_) => "an integer",
            Self::Float(_) | Self::Float32(_) => "a float",
            Self::Char(_) => "a char",
            Self::Text(_) | safe_text!(_) | Self::Display(_) | safe_display!(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Object(object) if object.template().is_some() => "a template",
            Self::Object(object) if object.is_enum() => "a variant with fields",
            Self::Object(object) if object.is_borrowed_cell() => "a mutably borrowed `RefCell`",
            Self::Object(_) => "an object",
            Self::Helper(_) => "a helper",
            Self::Block(_) => "a block",
        }
    }
}

/// Returns `true` if a float is true in a condition, as all are except zero and NaN. It tests the bits, because a processor may
/// have no instruction that compares floats.
#[inline]
pub(crate) const fn float_is_true(value: f64) -> bool {
    let magnitude = value.to_bits() << 1;
    magnitude != 0 && magnitude <= f64::INFINITY.to_bits() << 1
}

/// Like [`float_is_true`], for an `f32`.
#[inline]
pub(crate) const fn float32_is_true(value: f32) -> bool {
    let magnitude = value.to_bits() << 1;
    magnitude != 0 && magnitude <= f32::INFINITY.to_bits() << 1
}

/// Implements `From` for values of scalars, text and collections.
macro_rules! from {
    ($($ty:ty: |$value:ident| $from:expr;)*) => { $(
        impl<'v> From<$ty> for Value<'v> {
            #[inline]
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
    // Canonical: `UInt` only for numbers that are too large for `Int`.
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
