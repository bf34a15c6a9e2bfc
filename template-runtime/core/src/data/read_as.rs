//! The ways to read a field whose type is not [`Data`]: as specified by `#[data(…)]`, through its `Display` implementation, as a
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

/// The way through [`Data`].
pub enum ByData {}

/// `#[data(display)]`: the way through `Display`.
pub enum ByDisplay {}

/// The way through [`Template`], for type parameters with this bound.
pub enum ByTemplate {}

/// `#[data(list)]`: as a list, whose items are read in the way `W`.
pub struct AsList<W>(PhantomData<W>);

/// `#[data(map)]` and `#[data(display_keys)]`: as a map, whose values are read in the way `W`, and whose keys in the way `K`.
pub struct AsMap<W, K = ByData>(PhantomData<(W, K)>);

/// A type that a template reads in the way `W`.
///
/// `D` specifies where inside of the type this begins: it is `Here`, or `Inside` of an option, a pointer or a
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
pub trait ReadAs<W, D> {
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

/// The way begins at the type itself.
pub enum Here {}

/// The way begins inside of the content or the target of the type.
pub struct Inside<D>(PhantomData<D>);

/// The type is a list of another crate, with items `T`.
pub struct ListOf<T, D>(PhantomData<(T, D)>);

/// The type is a map of another crate, with keys `K` and values `V`. The way of the keys begins at `E`.
pub struct MapOf<K, V, E, D>(PhantomData<(K, V, E, D)>);

#[diagnostic::do_not_recommend]
impl<T: Data> ReadAs<ByData, Here> for T {
    const SHAPE: ShapeRef = T::SHAPE;
    const LAYOUT: Layout<Self> = LayoutOf::<T>::LAYOUT;
}

impl<T: Display> ReadAs<ByDisplay, Here> for T {
    const SHAPE: ShapeRef = ShapeRef::new(&DISPLAYED);
    const LAYOUT: Layout<Self> = Layout::<T>::displayed();
}

impl<T: Template> ReadAs<ByTemplate, Here> for T {
    const SHAPE: ShapeRef = UNKNOWN_TEMPLATE;
    const LAYOUT: Layout<Self> = Layout::<T>::TEMPLATE;
}

/// Implements `ReadAs` for what contains or points to a value that is read in these ways: from the way, and the
/// place in the content at which it begins.
macro_rules! contents {
    ($([$($param:tt)*] $way:ty, $from:ty;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: ReadAs<$way, $from>, D, $($param)*> ReadAs<$way, Inside<$from>> for Option<T> {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: "Option", kind: Kind::Optional(T::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<T>::option::<T, $way, $from>();
        }
    )* };
}

contents! {
    [] ByDisplay, D;
    [] ByTemplate, D;
    [W] AsList<W>, D;
    [W, K] AsMap<W, K>, D;
}

/// The contents of a result are read by their `Display` implementations, like those of an option.
#[diagnostic::do_not_recommend]
impl<T, E, D, F> ReadAs<ByDisplay, Inside<(D, F)>> for Result<T, E>
where
    T: ReadAs<ByDisplay, D>,
    E: ReadAs<ByDisplay, F>,
{
    const SHAPE: ShapeRef = ResultBy::<T, E, D, F>::SHAPE;
    const LAYOUT: Layout<Self> = Layout::<Self>::object_by::<ResultBy<T, E, D, F>>();
}

/// The way to read a result as an object with the fields `Ok` and `Err`, whose contents are displayed.
struct ResultBy<T, E, D, F>(PhantomData<(T, E)>, PhantomData<(D, F)>);

impl<T: ReadAs<ByDisplay, D>, E: ReadAs<ByDisplay, F>, D, F> ResultBy<T, E, D, F> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape {
        name: "Result",
        kind: Kind::Object(
            const {
                &FieldShape::list([
                    ("Ok", <Option<T> as ReadAs<ByDisplay, Inside<D>>>::SHAPE),
                    ("Err", <Option<E> as ReadAs<ByDisplay, Inside<F>>>::SHAPE),
                ])
            },
        ),
    });
}

impl<T, E, D, F> ObjectData for Wrapped<Result<T, E>, ResultBy<T, E, D, F>>
where
    T: ReadAs<ByDisplay, D>,
    E: ReadAs<ByDisplay, F>,
{
    fn shape(&self) -> &'static Shape {
        ResultBy::<T, E, D, F>::SHAPE.get()
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
    ($($param:tt $way:ty, $from:ty: [$($pointer:ty, $layout:ident;)*])*) => { $($(
        pointers!(@pointer $param $way, $from, $pointer, $layout);
    )*)* };
    (@pointer [$($param:tt)*] $way:ty, $from:ty, $pointer:ty, $layout:ident) => {
        #[diagnostic::do_not_recommend]
        impl<T: ReadAs<$way, $from>, D, $($param)*> ReadAs<$way, Inside<$from>> for $pointer {
            const SHAPE: ShapeRef = T::SHAPE;
            const LAYOUT: Layout<Self> = Layout::<Self>::$layout::<$way, $from>();
        }
    };
}

pointers! {
    [] ByDisplay, Inside<D>: [&T, address; &mut T, address;]
    [] ByTemplate, Inside<D>: [&T, address; &mut T, address;]
    [W] AsList<W>, D: [&T, address; &mut T, address;]
    [W, K] AsMap<W, K>, D: [&T, address; &mut T, address;]
}

#[cfg(feature = "alloc")]
pointers! {
    [] ByDisplay, Inside<D>: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
    [] ByTemplate, Inside<D>: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
    [W] AsList<W>, D: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
    [W, K] AsMap<W, K>, D: [Box<T>, address; Rc<T>, pointer; Arc<T>, pointer;]
}

/// Implements `ReadAs` for lists with contiguous items.
macro_rules! slices {
    ($([$($param:tt)*] $list:ty, $name:literal;)*) => { $(
        slices!(@way [$($param)*] $list, $name, [] ByDisplay);
        slices!(@way [$($param)*] $list, $name, [] ByTemplate);
        slices!(@way [$($param)*] $list, $name, [W,] AsList<W>);
        slices!(@way [$($param)*] $list, $name, [W, K,] AsMap<W, K>);
    )* };
    (@way [$($param:tt)*] $list:ty, $name:literal, [$($way_param:tt)*] $way:ty) => {
        #[diagnostic::do_not_recommend]
        impl<D, $($way_param)* $($param)*> ReadAs<$way, Inside<D>> for $list
        where
            T: ReadAs<$way, D>,
        {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::List(T::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<Self>::items::<$way, D>();
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
        iterated!(@way [$($param)*] $list, $name, ByDisplay);
        iterated!(@way [$($param)*] $list, $name, ByTemplate);
    )* };
    (@way [$($param:tt)*] $list:ty, $name:literal, $way:ty) => {
        #[diagnostic::do_not_recommend]
        impl<T: ReadAs<$way, D>, D, $($param)*> ReadAs<$way, Inside<D>> for $list {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::List(T::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<Self>::list::<Items<T, $way, D>>();
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
        maps!(@way [$($param)*] $map, $name, ByDisplay);
        maps!(@way [$($param)*] $map, $name, ByTemplate);
    )* };
    (@way [$($param:tt)*] $map:ty, $name:literal, $way:ty) => {
        #[diagnostic::do_not_recommend]
        impl<K: Data, V: ReadAs<$way, D>, D, $($param)*> ReadAs<$way, Inside<D>> for $map {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::Map(V::SHAPE) });
            const LAYOUT: Layout<Self> = Layout::<Self>::map::<Pairs<K, V, ByData, $way, Here, D>>();
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
impl<C, T, W, D> ReadAs<AsList<W>, ListOf<T, D>> for C
where
    for<'a> &'a C: IntoIterator<Item = &'a T>,
    T: ReadAs<W, D>,
{
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "list", kind: Kind::List(T::SHAPE) });
    const LAYOUT: Layout<Self> = Layout::<C>::list::<Items<T, W, D>>();
}

#[diagnostic::do_not_recommend]
impl<C, K, V, X, W, E, D> ReadAs<AsMap<W, X>, MapOf<K, V, E, D>> for C
where
    for<'a> &'a C: IntoIterator<Item = (&'a K, &'a V)>,
    K: ReadAs<X, E>,
    V: ReadAs<W, D>,
{
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "map", kind: Kind::Map(V::SHAPE) });
    const LAYOUT: Layout<Self> = Layout::<C>::map::<Pairs<K, V, X, W, E, D>>();
}

/// The way to read a collection by its iterator as a list of `T`s, which are read in the way `W`.
pub(crate) struct Items<T, W, D>(PhantomData<(T, W, D)>);

impl<C, T, W, D> ListData for Wrapped<C, Items<T, W, D>>
where
    for<'a> &'a C: IntoIterator<Item = &'a T>,
    T: ReadAs<W, D>,
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
        Entries::with::<Items<T, W, D>, _>((&self.value).into_iter())
    }
}

impl<'v, T: ReadAs<W, D>, W, D> WriteEntry<'v, &'v T> for Items<T, W, D> {
    #[inline]
    fn write(item: &'v T, _: &mut Value<'v>, value: &mut Value<'v>) {
        *value = item.read();
    }
}

/// The way to read a collection by its iterator as a map from `K`s, which are read in the way `X` that begins at `E`, to `V`s,
/// which are read in the way `W`. An entry is looked up by comparing the text of each key.
pub(crate) struct Pairs<K, V, X, W, E, D>(PhantomData<Types<K, V, X, W, E, D>>);

/// The types of [`Pairs`], which has no values of them.
type Types<K, V, X, W, E, D> = fn() -> (K, V, X, W, E, D);

impl<C, K, V, X, W, E, D> MapData for Wrapped<C, Pairs<K, V, X, W, E, D>>
where
    for<'a> &'a C: IntoIterator<Item = (&'a K, &'a V)>,
    K: ReadAs<X, E>,
    V: ReadAs<W, D>,
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
        Pairs::<K, V, X, W, E, D>::write(entry, key, value);
        true
    }

    fn entries(&self) -> Option<Entries<'_>> {
        Entries::with::<Pairs<K, V, X, W, E, D>, _>((&self.value).into_iter())
    }
}

impl<'v, K: ReadAs<X, E>, V: ReadAs<W, D>, X, W, E, D> WriteEntry<'v, (&'v K, &'v V)>
    for Pairs<K, V, X, W, E, D>
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
