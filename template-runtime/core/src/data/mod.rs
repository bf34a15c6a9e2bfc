//! Data that templates read: the trait [`Data`], its implementations for standard types, and their
//! values and shapes.

mod by_reference;
mod callable;
mod cells;
mod collection;
mod compare;
mod debug;
mod displayed;
mod displayed_order;
mod displayed_types;
mod dyn_template;
mod entries;
mod enum_layout;
mod erased_layout;
mod foreign_types;
mod helper_spec;
mod identity;
#[cfg(feature = "serde_json")]
mod json;
mod key;
mod layout;
mod layout_of_fields;
mod leaf;
#[cfg(feature = "alloc")]
mod maps;
mod number_types;
mod object;
mod place;
mod read_as;
mod safe;
mod shape;
mod sink;
mod standard_types;
mod template_data;
mod template_level;
mod tree;
mod value;
mod value_as;
mod with;
mod wrapped;

pub use by_reference::{ByReference, ByValue, Variants, variant_of_value, variant_param};
pub(crate) use callable::Argument;
pub use callable::{Args, Callable, DynHelper, PartialApplication};
pub use cells::CellData;
#[cfg(feature = "compile")]
pub(crate) use collection::ExtendedMap;
pub use collection::{List, ListData, Map, MapData, View};
pub(crate) use collection::{ScratchList, ScratchMap};
pub(crate) use compare::{compare, holds};
pub(crate) use displayed_types::{DECIMAL, IMPL_DISPLAY};
pub(crate) use dyn_template::UNKNOWN_TEMPLATE;
pub use entries::Entries;
pub use enum_layout::{layout_enum, place_of, value_of_field, variant_field};
pub(crate) use erased_layout::{ErasedField, Step, StepFn, StructLayout};
pub use erased_layout::{ErasedLayout, LayoutRef};
pub(crate) use helper_spec::ITEMS;
pub use helper_spec::{
    BlockUse, ComponentSpec, HelperSpec, NamedParam, Param, ParamKind, SlotAttribute, SlotCount,
    SlotSpec, YieldedStep, YieldedValue, yielded_shape,
};
pub use identity::{AnySlice, Displayed, WithLifetime, has_lifetime, has_type};
pub use key::{Key, KeyForm, key_with_text_of};
pub use layout::{Layout, LayoutOf, NoLayout, layout_template};
pub use layout_of_fields::{
    layout_field, layout_object, layout_static_object, layout_transparent, layout_with,
};
pub use leaf::LeafAt;
pub(crate) use leaf::{LeafValue, leaf_value, read_leaf};
pub(crate) use object::are_of_tuple;
pub use object::{Object, ObjectData, StructData};
pub(crate) use place::{RawItems, root_at, slice_at, template_at, value_at, value_at_known};
pub use read_as::{
    AsList, AsMap, ByData, ByDisplay, ByTemplate, Direct, ListOf, MapOf, Nested, ReadAs,
};
pub use safe::{SafeHtml, SafeKind, SafeScript, SafeStyle, SafeUrl, TrustedResourceUrl, unchecked};
pub use shape::{ANY, FieldShape, Kind, Shape, ShapeRef, const_str_eq};
pub use sink::{Bodies, Sink, SinkSealed, Stopped};
pub use standard_types::slice_shape;
pub(crate) use template_data::{InPlace, NestedTemplate, fragment_value, sequence_value};
pub use template_data::{TemplateData, TemplateShapes, template_shape, template_value};
pub(crate) use template_level::{MAX_LEVELS, too_many_levels};
pub use tree::Tree;
pub use value::{Body, Value};
pub(crate) use value::{
    LENGTH, float_is_true, float32_is_true, parse_index, safe_display, safe_text,
};
pub use with::{WithField, function_of, made_by, value_with};

/// A type that a template can read.
///
/// The trait can be derived for structs and enums:
///
/// ```
/// use template_runtime::{Data, Template, template};
///
/// #[derive(Data)]
/// struct Team {
///     name: &'static str,
///     score: u8,
/// }
///
/// let team = Team { name: "Jiangsu", score: 43 };
/// let line = template!("{{team.name}}: {{team.score}}");
/// assert_eq!(line.render_into(&mut [0; 32])?, "Jiangsu: 43");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// These types implement it:
///
/// | kind | types |
/// |---|---|
/// | numbers | integers, floats, `NonZero`, `Wrapping`, `Saturating`, atomic integers |
/// | text | `str`, `String`, `char`; `Path`, `OsStr` and their owned forms, which print `U+FFFD` instead of invalid Unicode |
/// | printed with `Display` | addresses of `core::net`, `fmt::Arguments`, pointers to `dyn Display` and `dyn Error`, errors such as `io::Error` and `ParseIntError`, `ExitStatus`; `Duration`, as `1.5s` |
/// | lists | slices, arrays, `Vec`, `VecDeque`, `LinkedList`, `BTreeSet`, `HashSet`, `BinaryHeap`, ranges of integers; [`List`] |
/// | maps | `BTreeMap` and `HashMap` whose keys are a [`Key`]: text, integers, `char`, `bool`, an enum without fields, or a wrapper of one of these |
/// | objects | tuples, whose fields are `0`, `1` and so on; `Result`, whose fields are `Ok` and `Err`, one of which is null |
/// | enums | `Ordering` |
/// | null | `()`, `PhantomData` |
/// | the kind of the content | references, `Box`, `Rc`, `Arc`, `Cow`, `Option`, `Reverse`, `OnceCell`, `OnceLock`, `LazyCell`, `LazyLock`; the guards of `RefCell`, `Mutex` and `RwLock` |
/// | the kind of the content, if it is a number or text ([`CellData`]) | `Cell`, `RefCell`, `Mutex`, `RwLock` |
///
/// The structs of [`template!`](macro.template.html), `dyn Template` and pointers to it also implement `Data`. So do [`Tree`],
/// [`Value`], and, with feature `serde_json`, `serde_json::Value`, `Map` and `Number`; names
/// in these are looked up at run time. The following types implement it with the feature of the crate's name:
///
/// | feature | types |
/// |---|---|
/// | `chrono`, `chrono-clock` | `NaiveDate`, `NaiveTime`, `NaiveDateTime`, `DateTime`, `FixedOffset`, `TimeDelta`, `Utc`, `Weekday` |
/// | `heapless` | `String`, `Vec` |
/// | `indexmap` | `IndexMap`, `IndexSet` |
/// | `jiff` | `Timestamp`, `Zoned`, `Span`, `SignedDuration`, `tz::Offset`, and `Date`, `DateTime` and `Time` of `civil` |
/// | `rust_decimal` | `Decimal` |
/// | `time` | `Date`, `Time`, `PrimitiveDateTime`, `OffsetDateTime`, `UtcDateTime`, `UtcOffset`, `Duration`, `Month`, `Weekday` |
/// | `url` | `Url` |
/// | `uuid` | `Uuid` |
///
/// `Data` is not dyn-compatible. For a field or a list whose contents have several types, use [`Value`], `&dyn Template`, or
/// your own enum.
///
/// A field of any other type is read with an [attribute](derive.Data.html) of the derive macro, such as `#[data(display)]` or
/// `#[data(with = function)]`. In the expression form, a value whose type only implements `Display` needs none, nor does a
/// list or an option of such values.
#[diagnostic::on_unimplemented(
    message = "a template cannot read `{Self}`",
    label = "`{Self}` is not `Data`",
    note = "add `#[derive(Data)]` to the type if it is defined in your crate",
    note = "types of `chrono`, `heapless`, `indexmap`, `jiff`, `rust_decimal`, `serde_json`, `time`, `url` and `uuid` are data with the feature of `template-runtime` that has the name of the crate",
    note = "on a field whose type is of another crate, `#[data(display)]` prints it, `#[data(with = function)]` reads the result of a function, `#[data(list)]` and `#[data(map)]` loop over it, and `#[data(skip)]` skips it",
    note = "in the expression form, a function is called: `{{{{(name)}}}}`, or `{{{{name argument}}}}`, and with a block `{{{{#(name)}}}}`"
)]
#[cfg_attr(
    not(feature = "alloc"),
    diagnostic::on_unimplemented(
        note = "types on the heap, such as `String`, `Vec` and `Box`, need feature `alloc` of `template-runtime`"
    )
)]
pub trait Data {
    /// The shape of the type, for the type check at compile time.
    const SHAPE: ShapeRef;

    /// The layout of the type, if the VM can read values of the type in place. Only derived and standard types
    /// have one.
    #[doc(hidden)]
    const LAYOUT: Layout<Self> = Layout::NONE;

    /// Returns `self` as a run-time value, which borrows from `self`.
    fn value(&self) -> Value<'_>;

    /// Returns the value of a field of the expression form. The macro calls it by the path of the trait to check that the type of
    /// what is given implements the trait.
    #[doc(hidden)]
    #[inline]
    fn __given<V>(given: crate::captured::Given<Self, V>) -> V {
        given.value()
    }
}

/// The placeholder for a type with type parameters inside of its own shape, which a constant cannot
/// contain. It has no values.
#[derive(Clone)]
pub enum Recursive {}

impl Data for Recursive {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        match *self {}
    }
}

impl core::fmt::Display for Recursive {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match *self {}
    }
}

/// A reference to a field whose type has a lifetime, through which derived code reads the field.
///
/// The derived code requires once that the type is `Data`, where it uses its shape, with `'static`
/// for the lifetime. If reading the field required it too, rustc would report the same error twice.
/// So autoref-based specialization selects [`ViaData`] for types that are `Data`, and otherwise
/// [`ViaNoData`], whose value is null.
pub struct FieldAccess<'p, T>(pub &'p T);

/// The access to a field whose type is [`Data`].
pub trait ViaData<'p> {
    /// Returns the value of the field.
    fn __template_value(&self) -> Value<'p>;
}

impl<'p, T: Data> ViaData<'p> for &FieldAccess<'p, T> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn __template_value(&self) -> Value<'p> {
        self.0.value()
    }
}

/// The access to a field whose type is not [`Data`].
pub trait ViaNoData<'p> {
    /// Returns null.
    fn __template_value(&self) -> Value<'p>;
}

impl<'p, T> ViaNoData<'p> for FieldAccess<'p, T> {
    fn __template_value(&self) -> Value<'p> {
        Value::Null
    }
}

/// A bound that implies [`Data`]. The derive macro adds it to a type parameter that already has a bound on a trait called
/// `Data`. That may be another trait, so the bound is needed; and if it is the same trait, clippy would report a repeated
/// bound.
pub trait AlsoData: Data {}

impl<T: Data + ?Sized> AlsoData for T {}

/// A bound that implies [`Display`](core::fmt::Display), for the same reason as [`AlsoData`].
pub trait AlsoDisplay: core::fmt::Display {}

impl<T: core::fmt::Display + ?Sized> AlsoDisplay for T {}
