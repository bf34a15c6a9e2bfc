//! The values of the expression form of `template!`: given by value, or borrowed from a place.
//!
//! The macro wraps each of them, and calls the method `itself`. Method lookup selects the implementation by what the
//! type is: [`Data`], or only a [`Template`], or neither. In the last case it dereferences to [`NoData::itself`],
//! whose bound is the only error that rustc reports: the method returns null, which is `Data`, so that the uses of
//! the value cause no further errors.

use crate::{
    data::{Data, ShapeRef, Tree, UNKNOWN_TEMPLATE, Value},
    template::Template,
};
use core::{cell::Cell, marker::PhantomData, ops::Deref};

/// A value that is given to a template.
pub struct Owned<T>(OwnedTemplate<T>);

/// The fallback of [`Owned`] for types that are not [`Data`].
pub struct OwnedTemplate<T> {
    /// In a cell, because the method is called through a reference.
    value: Cell<Option<T>>,
    fallback: NoData<T>,
}

/// A reference to a place. References and scalars are copied from it, so that the template may live longer than the
/// place.
#[derive(Debug)]
pub struct Borrowed<'a, T: ?Sized>(ReferenceToData<'a, T>);

/// The fallback of [`Borrowed`] for types that are not copied.
#[derive(Debug)]
pub struct ReferenceToData<'a, T: ?Sized>(ReferenceToTemplate<'a, T>);

/// The fallback of [`Borrowed`] for types that are not [`Data`].
#[derive(Debug)]
pub struct ReferenceToTemplate<'a, T: ?Sized> {
    place: &'a T,
    fallback: NoData<T>,
}

/// The fallback for types that are neither [`Data`] nor a [`Template`].
#[derive(Debug)]
pub struct NoData<T: ?Sized>(PhantomData<T>);

/// A template of which no more is known than that it is one.
#[derive(Debug)]
pub struct OnlyTemplate<T>(Option<T>);

impl<T: Template> Data for OnlyTemplate<T> {
    const SHAPE: ShapeRef = UNKNOWN_TEMPLATE;

    fn value(&self) -> Value<'_> {
        self.0.as_ref().map_or(Value::Null, T::__template_value)
    }
}

impl<T> Owned<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(OwnedTemplate { value: Cell::new(Some(value)), fallback: NoData(PhantomData) })
    }
}

impl<T: Data> Owned<T> {
    /// Returns the value.
    ///
    /// # Panics
    ///
    /// Panics if it is called twice, which a template does not.
    #[must_use]
    #[inline]
    pub fn itself(self) -> T {
        self.0.value.into_inner().expect("a value is given once")
    }
}

impl<T: Template> OwnedTemplate<T> {
    /// Returns the value.
    #[must_use]
    pub fn itself(&self) -> OnlyTemplate<T> {
        OnlyTemplate(self.value.take())
    }
}

impl<'a, T: ?Sized> Borrowed<'a, T> {
    /// Wraps a reference to a place.
    pub const fn new(place: &'a T) -> Self {
        Self(ReferenceToData(ReferenceToTemplate { place, fallback: NoData(PhantomData) }))
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
    pub fn itself(&self) -> T {
        *self.0.0.place
    }
}

impl<'a, T: ?Sized> ReferenceToData<'a, T>
where
    &'a T: Data,
{
    /// Returns the reference.
    #[must_use]
    #[inline]
    pub fn itself(&self) -> &'a T {
        self.0.place
    }
}

impl<'a, T: Template + ?Sized> ReferenceToTemplate<'a, T> {
    /// Returns the reference.
    #[must_use]
    pub fn itself(&self) -> OnlyTemplate<&'a T> {
        OnlyTemplate(Some(self.place))
    }
}

impl<T: ?Sized> NoData<T> {
    /// Returns null. No type satisfies the bound, so that every call is a compile error.
    #[must_use]
    pub fn itself(&self) -> &'static Tree<'static>
    where
        T: Readable,
    {
        &Tree::Null
    }
}

/// Implements the steps of method lookup from a type to its fallback.
macro_rules! fallbacks {
    ($([$($generics:tt)*] $ty:ty: $field:tt $target:ty;)*) => { $(
        impl<$($generics)*> Deref for $ty {
            type Target = $target;

            fn deref(&self) -> &$target {
                &self.$field
            }
        }
    )* };
}

fallbacks! {
    [T] Owned<T>: 0 OwnedTemplate<T>;
    [T] OwnedTemplate<T>: fallback NoData<T>;
    ['a, T: ?Sized] Borrowed<'a, T>: 0 ReferenceToData<'a, T>;
    ['a, T: ?Sized] ReferenceToData<'a, T>: 0 ReferenceToTemplate<'a, T>;
    ['a, T: ?Sized] ReferenceToTemplate<'a, T>: fallback NoData<T>;
}

/// A bound for the message that a value is not [`Data`]. No type implements it; types that are
/// `Data` do not need it.
#[diagnostic::on_unimplemented(
    message = "a template cannot read `{Self}`",
    label = "`{Self}` is not `Data`",
    note = "add `#[derive(Data)]` to a type of your own; a type of another crate that has `Display` is printed with `name = &value as &dyn Display`, or in a struct with `#[data(display)]` on the field",
    note = "if it is a function, call it: `{{{{(name)}}}}` or `{{{{name argument}}}}`, and with a block `{{{{#(name)}}}}`"
)]
pub trait Readable {}
