//! The modes in which a template reads a field whose type is not [`Data`]: as specified by `#[data(…)]`, through its `Display` implementation, as a
//! list, or as a map; and through the bound [`Template`] of its type.

use super::{
    Data,
    collection::{ListData, MapData},
    displayed,
    displayed_types::DISPLAYED,
    dyn_template::UNKNOWN_TEMPLATE,
    entries::{Entries, WriteEntry},
    layout::{Layout, LayoutOf},
    object::ObjectData,
    shape::{FieldShape, Kind, Shape, ShapeRef},
    value::{Value, safe_text},
    wrapped::Wrapped,
};
use crate::{output::UnescapedText, template::Template};
#[cfg(feature = "alloc")]
use alloc::{boxed::Box, rc::Rc, sync::Arc};
use core::{fmt::Display, marker::PhantomData};

/// The mode of reading through [`Data`].
pub enum ByData {}

/// `#[data(display)]`: the mode of reading through `Display`.
pub enum ByDisplay {}

/// The mode of reading through [`Template`], for type parameters with this bound.
pub enum ByTemplate {}

/// `#[data(list)]`: as a list, whose items are read in the mode `Mode`.
pub struct AsList<Mode>(PhantomData<Mode>);

/// `#[data(map)]` and `#[data(display_keys)]`: as a map, whose values are read in the mode `ValueMode`, and whose keys in the mode `KeyMode`.
pub struct AsMap<ValueMode, KeyMode = ByData>(PhantomData<(ValueMode, KeyMode)>);

/// A type that a template reads in the mode `Mode`.
///
/// `Depth` specifies where inside of the type this begins: it is `Direct`, or `Nested` in an option, a pointer or a
/// list. rustc infers it; without it, the implementations for all types with `Display` and for lists would
/// overlap, because a later version of Rust may implement `Display` for lists.
#[diagnostic::on_unimplemented(
    message = "a template cannot read `{Self}` as its `#[data(…)]` attribute says",
    label = "`{Self}` cannot be read in this way",
    note = "`#[data(display)]` is for types with `Display`, and for options, results, pointers, lists and maps of them",
    note = "`#[data(list)]` is for types `T` with `&T: IntoIterator` over references to items, `#[data(map)]` for those over pairs of references to a key and a value",
    note = "the keys of such a map are `Data`, or have `Display`: `#[data(display_keys)]`",
    note = "for all other types, `#[data(with = function)]` reads the result of a function of a reference to the field"
)]
pub trait ReadAs<Mode, Depth> {
    /// The shape of the values.
    const SHAPE: ShapeRef;

    /// The layout, by which the values are read.
    const LAYOUT: Layout<Self>;

    /// Returns the value.
    #[inline]
    fn read(&self) -> Value<'_>
    where
        Self: Sized,
    {
        Self::LAYOUT.read(self)
    }
}

/// The mode applies to the type itself.
pub enum Direct {}

/// The mode applies to something in the content or the target of the type.
pub struct Nested<Depth>(PhantomData<Depth>);

/// The type is a list of another crate, with items `T`.
pub struct ListOf<T, Depth>(PhantomData<(T, Depth)>);

/// The type is a map of another crate, with keys `K` and values `V`. The mode of the keys begins at the depth `KeyDepth`.
pub struct MapOf<K, V, KeyDepth, ValueDepth>(PhantomData<(K, V, KeyDepth, ValueDepth)>);

#[diagnostic::do_not_recommend]
impl<T: Data> ReadAs<ByData, Direct> for T {
    const SHAPE: ShapeRef = T::SHAPE;
    const LAYOUT: Layout<Self> = LayoutOf::<T>::LAYOUT;
}

impl<T: Display> ReadAs<ByDisplay, Direct> for T {
    const SHAPE: ShapeRef = ShapeRef::new(&DISPLAYED);
    const LAYOUT: Layout<Self> = Layout::<T>::displayed();
}

impl<T: Template> ReadAs<ByTemplate, Direct> for T {
    const SHAPE: ShapeRef = UNKNOWN_TEMPLATE;
    const LAYOUT: Layout<Self> = Layout::<T>::TEMPLATE;
}

/// Implements `ReadAs` for what contains or points to a value that is read in these modes: from the mode, and the
/// depth in the content at which it begins.
macro_rules! contents {
    ($([$($param:tt)*] $mode:ty, $from:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: ReadAs<$mode, $from>, Depth, $($param)*> ReadAs<$mode, Nested<$from>> for Option<T> {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: "Option", kind: Kind::Optional(T::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<T>::option::<T, $mode, $from>();
        }
    )* };
}

contents! {
    [] ByDisplay, Depth;
    [] ByTemplate, Depth;
    [Mode] AsList<Mode>, Depth;
    [Mode, KeyMode] AsMap<Mode, KeyMode>, Depth;
}

/// The contents of a result are read by their `Display` implementations, like those of an option.
#[diagnostic::do_not_recommend]
impl<T, E, OkDepth, ErrDepth> ReadAs<ByDisplay, Nested<(OkDepth, ErrDepth)>> for Result<T, E>
where
    T: ReadAs<ByDisplay, OkDepth>,
    E: ReadAs<ByDisplay, ErrDepth>,
{
    const SHAPE: ShapeRef = ResultBy::<T, E, OkDepth, ErrDepth>::SHAPE;
    const LAYOUT: Layout<Self> = Layout::<Self>::object_by::<ResultBy<T, E, OkDepth, ErrDepth>>();
}

/// The mode of reading a result as an object with the fields `Ok` and `Err`, whose contents are displayed.
struct ResultBy<T, E, OkDepth, ErrDepth>(PhantomData<(T, E)>, PhantomData<(OkDepth, ErrDepth)>);

impl<T: ReadAs<ByDisplay, OkDepth>, E: ReadAs<ByDisplay, ErrDepth>, OkDepth, ErrDepth>
    ResultBy<T, E, OkDepth, ErrDepth>
{
    const SHAPE: ShapeRef = ShapeRef::new(&Shape {
        name: "Result",
        kind: Kind::Object(
            const {
                &FieldShape::list([
                    ("Ok", <Option<T> as ReadAs<ByDisplay, Nested<OkDepth>>>::SHAPE),
                    ("Err", <Option<E> as ReadAs<ByDisplay, Nested<ErrDepth>>>::SHAPE),
                ])
            },
        ),
    });
}

impl<T, E, OkDepth, ErrDepth> ObjectData
    for Wrapped<Result<T, E>, ResultBy<T, E, OkDepth, ErrDepth>>
where
    T: ReadAs<ByDisplay, OkDepth>,
    E: ReadAs<ByDisplay, ErrDepth>,
{
    fn shape(&self) -> &'static Shape {
        ResultBy::<T, E, OkDepth, ErrDepth>::SHAPE.get()
    }

    fn field(&self, index: usize) -> Value<'_> {
        match (index, &self.value) {
            (0, Ok(value)) => value.read(),
            (1, Err(error)) => error.read(),
            _ => Value::Null,
        }
    }
}

/// Implements `ReadAs` for pointers. What points to something with `Display` has `Display` itself, and a pointer to a
/// template is a template.
macro_rules! pointers {
    ($($param:tt $mode:ty, $from:ty: [$($pointer:ty, $layout:ident;)*])*) => { $($(
        pointers!(@pointer $param $mode, $from, $pointer, $layout);
    )*)* };
    (@pointer [$($param:tt)*] $mode:ty, $from:ty, $pointer:ty, $layout:ident) => {
        #[diagnostic::do_not_recommend]
        impl<T: ReadAs<$mode, $from>, Depth, $($param)*> ReadAs<$mode, Nested<$from>> for $pointer {
            const SHAPE: ShapeRef = T::SHAPE;
            const LAYOUT: Layout<Self> = Layout::<Self>::$layout::<$mode, $from>();
        }
    };
}

pointers! {
    [] ByDisplay, Nested<Depth>: [&T, address; &mut T, address;]
    [] ByTemplate, Nested<Depth>: [&T, address; &mut T, address;]
    [Mode] AsList<Mode>, Depth: [&T, address; &mut T, address;]
    [Mode, KeyMode] AsMap<Mode, KeyMode>, Depth: [&T, address; &mut T, address;]
}

#[cfg(feature = "alloc")]
pointers! {
    [] ByDisplay, Nested<Depth>: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
    [] ByTemplate, Nested<Depth>: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
    [Mode] AsList<Mode>, Depth: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
    [Mode, KeyMode] AsMap<Mode, KeyMode>, Depth: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
}

/// Implements `ReadAs` for lists with contiguous items.
macro_rules! slices {
    ($([$($param:tt)*] $list:ty, $name:literal;)*) => { $(
        slices!(@mode [$($param)*] $list, $name, [] ByDisplay);
        slices!(@mode [$($param)*] $list, $name, [] ByTemplate);
        slices!(@mode [$($param)*] $list, $name, [Mode,] AsList<Mode>);
        slices!(@mode [$($param)*] $list, $name, [Mode, KeyMode,] AsMap<Mode, KeyMode>);
    )* };
    (@mode [$($param:tt)*] $list:ty, $name:literal, [$($mode_param:tt)*] $mode:ty) => {
        #[diagnostic::do_not_recommend]
        impl<Depth, $($mode_param)* $($param)*> ReadAs<$mode, Nested<Depth>> for $list
        where
            T: ReadAs<$mode, Depth>,
        {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::List(T::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<Self>::items::<$mode, Depth>();
        }
    };
}

slices! {
    [T] &[T], "slice";
    [T, const N: usize] [T; N], "array";
}

#[cfg(feature = "alloc")]
slices! {
    [T] alloc::vec::Vec<T>, "Vec";
    [T] Box<[T]>, "Box<[_]>";
    [T] Rc<[T]>, "Rc<[_]>";
    [T] Arc<[T]>, "Arc<[_]>";
    [T: Clone] alloc::borrow::Cow<'_, [T]>, "Cow<[_]>";
    [T] alloc::collections::BinaryHeap<T>, "BinaryHeap";
}

/// Implements `ReadAs` for the standard lists that are read by their iterators.
#[cfg(feature = "alloc")]
macro_rules! iterated {
    ($([$($param:tt)*] $list:ty, $name:literal;)*) => { $(
        iterated!(@mode [$($param)*] $list, $name, ByDisplay);
        iterated!(@mode [$($param)*] $list, $name, ByTemplate);
    )* };
    (@mode [$($param:tt)*] $list:ty, $name:literal, $mode:ty) => {
        #[diagnostic::do_not_recommend]
        impl<T: ReadAs<$mode, Depth>, Depth, $($param)*> ReadAs<$mode, Nested<Depth>> for $list {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::List(T::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<Self>::list::<Items<T, $mode, Depth>>();
        }
    };
}

#[cfg(feature = "alloc")]
iterated! {
    [] alloc::collections::VecDeque<T>, "VecDeque";
    [] alloc::collections::LinkedList<T>, "LinkedList";
    [] alloc::collections::BTreeSet<T>, "BTreeSet";
}

#[cfg(feature = "std")]
iterated! {
    [S] std::collections::HashSet<T, S>, "HashSet";
}

/// Implements `ReadAs` for the standard maps.
#[cfg(feature = "alloc")]
macro_rules! maps {
    ($([$($param:tt)*] $map:ty, $name:literal;)*) => { $(
        maps!(@mode [$($param)*] $map, $name, ByDisplay);
        maps!(@mode [$($param)*] $map, $name, ByTemplate);
    )* };
    (@mode [$($param:tt)*] $map:ty, $name:literal, $mode:ty) => {
        #[diagnostic::do_not_recommend]
        impl<K: Data, V: ReadAs<$mode, Depth>, Depth, $($param)*> ReadAs<$mode, Nested<Depth>> for $map {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::Map(V::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<Self>::map::<Pairs<K, V, ByData, $mode, Direct, Depth>>();
        }
    };
}

#[cfg(feature = "alloc")]
maps! {
    [] alloc::collections::BTreeMap<K, V>, "BTreeMap";
}

#[cfg(feature = "std")]
maps! {
    [S] std::collections::HashMap<K, V, S>, "HashMap";
}

#[diagnostic::do_not_recommend]
impl<C, T, Mode, Depth> ReadAs<AsList<Mode>, ListOf<T, Depth>> for C
where
    for<'a> &'a C: IntoIterator<Item = &'a T>,
    T: ReadAs<Mode, Depth>,
{
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "list", kind: Kind::List(T::SHAPE) });
    const LAYOUT: Layout<Self> = Layout::<C>::list::<Items<T, Mode, Depth>>();
}

#[diagnostic::do_not_recommend]
impl<C, K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>
    ReadAs<AsMap<ValueMode, KeyMode>, MapOf<K, V, KeyDepth, ValueDepth>> for C
where
    for<'a> &'a C: IntoIterator<Item = (&'a K, &'a V)>,
    K: ReadAs<KeyMode, KeyDepth>,
    V: ReadAs<ValueMode, ValueDepth>,
{
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "map", kind: Kind::Map(V::SHAPE) });
    const LAYOUT: Layout<Self> =
        Layout::<C>::map::<Pairs<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>>();
}

/// The mode of reading a collection by its iterator as a list of `T`s, which are read in the mode `Mode`.
pub(crate) struct Items<T, Mode, Depth>(PhantomData<(T, Mode, Depth)>);

impl<C, T, Mode, Depth> ListData for Wrapped<C, Items<T, Mode, Depth>>
where
    for<'a> &'a C: IntoIterator<Item = &'a T>,
    T: ReadAs<Mode, Depth>,
{
    fn count(&self) -> usize {
        count_items((&self.value).into_iter())
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let Some(found) = (&self.value).into_iter().nth(index) else { return false };
        *item = found.read();
        true
    }

    const HAS_ITERATOR: bool = true;

    fn items(&self) -> Option<Entries<'_>> {
        Entries::with::<Items<T, Mode, Depth>, _>((&self.value).into_iter())
    }
}

impl<'v, T: ReadAs<Mode, Depth>, Mode, Depth> WriteEntry<'v, &'v T> for Items<T, Mode, Depth> {
    #[inline]
    fn write(item: &'v T, _: &mut Value<'v>, value: &mut Value<'v>) {
        *value = item.read();
    }
}

/// The mode of reading a collection by its iterator as a map from `K`s, which are read in the mode `KeyMode` that begins at `KeyDepth`, to `V`s,
/// which are read in the mode `ValueMode`. An entry is looked up by comparing the text of each key.
pub(crate) struct Pairs<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>(
    PhantomData<Types<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>>,
);

/// The types of [`Pairs`], which has no values of them.
type Types<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth> =
    fn() -> (K, V, KeyMode, ValueMode, KeyDepth, ValueDepth);

impl<C, K, V, KeyMode, ValueMode, KeyDepth, ValueDepth> MapData
    for Wrapped<C, Pairs<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>>
where
    for<'a> &'a C: IntoIterator<Item = (&'a K, &'a V)>,
    K: ReadAs<KeyMode, KeyDepth>,
    V: ReadAs<ValueMode, ValueDepth>,
{
    fn count(&self) -> usize {
        count_items((&self.value).into_iter())
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        let mut entries = (&self.value).into_iter();
        entries.find(|(key, _)| has_text(key.read(), name)).map(|(_, value)| value.read())
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some(entry) = (&self.value).into_iter().nth(index) else { return false };
        Pairs::<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>::write(entry, key, value);
        true
    }

    fn entries(&self) -> Option<Entries<'_>> {
        Entries::with::<Pairs<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>, _>(
            (&self.value).into_iter(),
        )
    }
}

impl<
    'v,
    K: ReadAs<KeyMode, KeyDepth>,
    V: ReadAs<ValueMode, ValueDepth>,
    KeyMode,
    ValueMode,
    KeyDepth,
    ValueDepth,
> WriteEntry<'v, (&'v K, &'v V)> for Pairs<K, V, KeyMode, ValueMode, KeyDepth, ValueDepth>
{
    #[inline]
    fn write((found_key, found_value): (&'v K, &'v V), key: &mut Value<'v>, value: &mut Value<'v>) {
        *key = found_key.read();
        *value = found_value.read();
    }
}

/// Returns `true` if a template prints a key as `name`.
fn has_text(key: Value<'_>, name: &str) -> bool {
    match key {
        Value::Text(text) | safe_text!(text) => text == name,
        key => key.is_printable() && displayed::is_text(&UnescapedText::new(&[key]), name),
    }
}

/// Returns the number of items of an iterator, without visiting them if it is known.
fn count_items(iterator: impl Iterator) -> usize {
    match iterator.size_hint() {
        (least, Some(most)) if least == most => least,
        _ => iterator.count(),
    }
}
