//! The values of the expression form of `template!`: passed by value, or borrowed from a place.
//!
//! The macro wraps each value, and calls the method `__template_capture`. Method lookup selects the implementation by the traits of the
//! type: [`Data`], only [`Template`], a list or an option of templates, only [`Display`], a list or an option of such values, or
//! none. In the last case method lookup dereferences to
//! [`NoData::__template_capture`], which returns null, so that the uses of the value cause no errors. The only one is that of
//! `Data::__given`, to which the macro passes the result: it is called by the path of the trait that the type of the value does not
//! implement, because rustc adds a note that quotes this crate to the message of any other bound.

use crate::{
    data::{
        ByDisplay, ByTemplate, Data, Direct, Nested, ReadAs, ShapeRef, Tree, UNKNOWN_TEMPLATE,
        Value,
    },
    template::Template,
};
use core::{cell::Cell, fmt::Display, marker::PhantomData, ops::Deref};

/// Defines the steps of method lookup: each type dereferences to the next one, its fallback. So all of them have the fields of the last
/// one, which dereferences to [`NoData`].
macro_rules! steps {
    ($generics:tt $args:tt: $($(#[$doc:meta])* $step:ident > $next:ident;)*) => {
        $(steps!(@step $generics $args $(#[$doc])* $step $next);)*
    };
    (@step [$($generics:tt)*] [$($args:tt)*] $(#[$doc:meta])* $step:ident $next:ident) => {
        $(#[$doc])*
        pub struct $step<$($generics)*>($next<$($args)*>);

        impl<$($generics)*> Deref for $step<$($args)*> {
            type Target = $next<$($args)*>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}

steps! { [T] [T]:
    /// A value that is passed to a template.
    Owned > OwnedTemplate;
    /// The fallback of [`Owned`] for types that are not [`Data`].
    OwnedTemplate > OwnedContainerOfTemplates;
    /// The fallback of [`Owned`] for types that are not a [`Template`] either.
    OwnedContainerOfTemplates > OwnedDisplayed;
    /// The fallback of [`Owned`] for types that do not contain templates either.
    OwnedDisplayed > OwnedContainerOfDisplayed;
}

/// The fallback of [`Owned`] for types that do not implement [`Display`] either.
pub struct OwnedContainerOfDisplayed<T> {
    /// In a cell, because the method is called through a reference.
    value: Cell<Option<T>>,
    fallback: NoData<T>,
}

impl<T> Deref for OwnedContainerOfDisplayed<T> {
    type Target = NoData<T>;

    fn deref(&self) -> &NoData<T> {
        &self.fallback
    }
}

steps! { ['a, T: ?Sized] ['a, T]:
    /// A reference to a place. References and scalars are copied from it, so that the template may live longer than the
    /// place.
    #[derive(Debug)]
    Borrowed > BorrowedData;
    /// The fallback of [`Borrowed`] for types that are not copied.
    #[derive(Debug)]
    BorrowedData > BorrowedTemplate;
    /// The fallback of [`Borrowed`] for types that are not [`Data`].
    #[derive(Debug)]
    BorrowedTemplate > BorrowedContainerOfTemplates;
    /// The fallback of [`Borrowed`] for types that are not a [`Template`] either.
    #[derive(Debug)]
    BorrowedContainerOfTemplates > BorrowedDisplayed;
    /// The fallback of [`Borrowed`] for types that do not contain templates either.
    #[derive(Debug)]
    BorrowedDisplayed > BorrowedContainerOfDisplayed;
}

/// The fallback of [`Borrowed`] for types that do not implement [`Display`] either.
#[derive(Debug)]
pub struct BorrowedContainerOfDisplayed<'a, T: ?Sized> {
    place: &'a T,
    fallback: NoData<T>,
}

impl<T: ?Sized> Deref for BorrowedContainerOfDisplayed<'_, T> {
    type Target = NoData<T>;

    fn deref(&self) -> &NoData<T> {
        &self.fallback
    }
}

/// The fallback for types that are neither [`Data`] nor a [`Template`], and have no [`Display`].
#[derive(Debug)]
pub struct NoData<T: ?Sized>(PhantomData<T>);

/// A value for a field of a template, and the type `C` that must be [`Data`] for that.
pub struct Given<C: ?Sized, V> {
    value: V,
    checked: PhantomData<C>,
}

/// A value that is data.
pub type Readable<V> = Given<(), V>;

impl<C: ?Sized, V> Given<C, V> {
    #[inline]
    const fn new(value: V) -> Self {
        Self { value, checked: PhantomData }
    }

    /// Returns the value.
    #[inline]
    pub(crate) fn value(self) -> V {
        self.value
    }
}

/// A value whose type is known only to implement [`Template`].
#[derive(Debug)]
pub struct OnlyTemplate<T>(Option<T>);

impl<T: Template> Data for OnlyTemplate<T> {
    const SHAPE: ShapeRef = UNKNOWN_TEMPLATE;

    fn value(&self) -> Value<'_> {
        self.0.as_ref().map_or(Value::Null, T::__template_value)
    }
}

/// A value whose type is known only to implement [`Display`].
#[derive(Debug)]
pub struct OnlyDisplayed<T>(Option<T>);

impl<T: Display> Data for OnlyDisplayed<T> {
    const SHAPE: ShapeRef = <T as ReadAs<ByDisplay, Direct>>::SHAPE;

    fn value(&self) -> Value<'_> {
        self.0.as_ref().map_or(Value::Null, |value| Value::Display(value))
    }
}

/// A list or an option whose items are read in the mode `W`, and need not implement [`Data`].
pub trait Holds<W> {
    /// The shape of the list or the option.
    const SHAPE: ShapeRef;

    /// Returns the list or the option as a value.
    fn read(&self) -> Value<'_>;
}

macro_rules! hold {
    ($([$($param:tt)*] $ty:ty;)*) => { $(
        hold!(@mode [$($param)*] $ty, ByTemplate, Template);
        hold!(@mode [$($param)*] $ty, ByDisplay, Display);
    )* };
    (@mode [$($param:tt)*] $ty:ty, $mode:ident, $bound:ident) => {
        impl<T: $bound, $($param)*> Holds<$mode> for $ty {
            const SHAPE: ShapeRef = <Self as ReadAs<$mode, Nested<Direct>>>::SHAPE;

            fn read(&self) -> Value<'_> {
                ReadAs::<$mode, Nested<Direct>>::read(self)
            }
        }
    };
}

hold! {
    [] Option<T>;
    [] &[T];
    [const N: usize] [T; N];
}

#[cfg(feature = "alloc")]
hold! {
    [] alloc::vec::Vec<T>;
    [] alloc::boxed::Box<[T]>;
    [] alloc::collections::VecDeque<T>;
}

impl<T: Holds<W>, W> Holds<W> for &T {
    const SHAPE: ShapeRef = T::SHAPE;

    fn read(&self) -> Value<'_> {
        T::read(self)
    }
}

/// A list or an option whose items are read in the mode `W`, as data.
#[derive(Debug)]
pub struct Held<T, W>(Option<T>, PhantomData<fn() -> W>);

impl<T: Holds<W>, W> Data for Held<T, W> {
    const SHAPE: ShapeRef = T::SHAPE;

    fn value(&self) -> Value<'_> {
        self.0.as_ref().map_or(Value::Null, T::read)
    }
}

impl<T> Owned<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        let fallback = NoData(PhantomData);
        let last = OwnedContainerOfDisplayed { value: Cell::new(Some(value)), fallback };
        Self(OwnedTemplate(OwnedContainerOfTemplates(OwnedDisplayed(last))))
    }
}

impl<T: Data> Owned<T> {
    /// Returns the value.
    ///
    /// # Panics
    ///
    /// Panics if it is called twice, which the code of `template!` never does.
    #[must_use]
    #[inline]
    pub fn __template_capture(self) -> Readable<T> {
        Given::new(self.value.take().expect("a value is given once"))
    }
}

impl<T: Template> OwnedTemplate<T> {
    /// Returns the value.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<OnlyTemplate<T>> {
        Given::new(OnlyTemplate(self.value.take()))
    }
}

impl<T: Holds<ByTemplate>> OwnedContainerOfTemplates<T> {
    /// Returns the value.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<Held<T, ByTemplate>> {
        Given::new(Held(self.value.take(), PhantomData))
    }
}

impl<T: Display> OwnedDisplayed<T> {
    /// Returns the value.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<OnlyDisplayed<T>> {
        Given::new(OnlyDisplayed(self.value.take()))
    }
}

impl<T: Holds<ByDisplay>> OwnedContainerOfDisplayed<T> {
    /// Returns the value.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<Held<T, ByDisplay>> {
        Given::new(Held(self.value.take(), PhantomData))
    }
}

impl<'a, T: ?Sized> Borrowed<'a, T> {
    /// Wraps a reference to a place.
    pub const fn new(place: &'a T) -> Self {
        let last = BorrowedContainerOfDisplayed { place, fallback: NoData(PhantomData) };
        let templates = BorrowedContainerOfTemplates(BorrowedDisplayed(last));
        Self(BorrowedData(BorrowedTemplate(templates)))
    }
}

/// A type that a template copies from a place.
pub trait Copied: Data + Copy {}

impl<T: ?Sized> Copied for &T where Self: Data {}

macro_rules! copied {
    ($($ty:ident)*) => { $(impl Copied for $ty {})* };
}

copied! { bool char f32 f64 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize }

impl<T: Copied> Borrowed<'_, T> {
    /// Returns a copy of the value.
    #[must_use]
    #[inline]
    pub fn __template_capture(&self) -> Readable<T> {
        Given::new(*self.place)
    }
}

impl<'a, T: ?Sized> BorrowedData<'a, T>
where
    &'a T: Data,
{
    /// Returns the reference.
    #[must_use]
    #[inline]
    pub fn __template_capture(&self) -> Readable<&'a T> {
        Given::new(self.place)
    }
}

impl<'a, T: Template + ?Sized> BorrowedTemplate<'a, T> {
    /// Returns the reference.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<OnlyTemplate<&'a T>> {
        Given::new(OnlyTemplate(Some(self.place)))
    }
}

impl<'a, T: Holds<ByTemplate>> BorrowedContainerOfTemplates<'a, T> {
    /// Returns the reference.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<Held<&'a T, ByTemplate>> {
        Given::new(Held(Some(self.place), PhantomData))
    }
}

impl<'a, T: Display + ?Sized> BorrowedDisplayed<'a, T> {
    /// Returns the reference.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<OnlyDisplayed<&'a T>> {
        Given::new(OnlyDisplayed(Some(self.place)))
    }
}

impl<'a, T: Holds<ByDisplay>> BorrowedContainerOfDisplayed<'a, T> {
    /// Returns the reference.
    #[must_use]
    pub fn __template_capture(&self) -> Readable<Held<&'a T, ByDisplay>> {
        Given::new(Held(Some(self.place), PhantomData))
    }
}

impl<T: ?Sized> NoData<T> {
    /// Returns null, as the value of a type that must implement [`Data`], so that every call is a compile error.
    #[must_use]
    pub fn __template_capture(&self) -> Given<T, &'static Tree<'static>> {
        Given::new(&Tree::Null)
    }
}
