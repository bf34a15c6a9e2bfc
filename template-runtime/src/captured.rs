//! The values of the expression form of `template!`: passed by value, or borrowed from a place.
//!
//! The macro wraps each value, and calls the method `itself`. Method lookup selects the implementation by the traits of the
//! type: [`Data`], only [`Template`], a list or an option of templates, or none. In the last case method lookup dereferences to
//! [`NoData::itself`], whose unsatisfied bound is the only error that rustc reports: the method returns null, which is `Data`, so
//! that the uses of the value cause no further errors.

use crate::{
    data::{ByTemplate, Data, Here, Inside, ReadAs, ShapeRef, Tree, UNKNOWN_TEMPLATE, Value},
    template::Template,
};
use core::{cell::Cell, marker::PhantomData, ops::Deref};

/// A value that is passed to a template.
pub struct Owned<T>(OwnedTemplate<T>);

/// The fallback of [`Owned`] for types that are not [`Data`].
pub struct OwnedTemplate<T>(OwnedTemplates<T>);

/// The fallback of [`Owned`] for types that are not a [`Template`] either.
pub struct OwnedTemplates<T> {
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
pub struct ReferenceToTemplate<'a, T: ?Sized>(ReferenceToTemplates<'a, T>);

/// The fallback of [`Borrowed`] for types that are not a [`Template`] either.
#[derive(Debug)]
pub struct ReferenceToTemplates<'a, T: ?Sized> {
    place: &'a T,
    fallback: NoData<T>,
}

/// The fallback for types that are neither [`Data`] nor a [`Template`].
#[derive(Debug)]
pub struct NoData<T: ?Sized>(PhantomData<T>);

/// A value whose type is known only to implement [`Template`].
#[derive(Debug)]
pub struct OnlyTemplate<T>(Option<T>);

impl<T: Template> Data for OnlyTemplate<T> {
    const SHAPE: ShapeRef = UNKNOWN_TEMPLATE;

    fn value(&self) -> Value<'_> {
        self.0.as_ref().map_or(Value::Null, T::__template_value)
    }
}

/// A list or an option whose items implement [`Template`], and need not implement [`Data`].
pub trait HoldsTemplates {
    /// The shape of the list or the option.
    const SHAPE: ShapeRef;

    /// Returns the list or the option as a value.
    fn read(&self) -> Value<'_>;
}

macro_rules! hold_templates {
    ($([$($param:tt)*] $ty:ty;)*) => { $(
        impl<T: Template, $($param)*> HoldsTemplates for $ty {
            const SHAPE: ShapeRef = <Self as ReadAs<ByTemplate, Inside<Here>>>::SHAPE;

            fn read(&self) -> Value<'_> {
                ReadAs::<ByTemplate, Inside<Here>>::read(self)
            }
        }
    )* };
}

hold_templates! {
    [] Option<T>;
    [] &[T];
    [const N: usize] [T; N];
}

#[cfg(feature = "alloc")]
hold_templates! {
    [] alloc::vec::Vec<T>;
    [] alloc::boxed::Box<[T]>;
    [] alloc::collections::VecDeque<T>;
}

impl<T: HoldsTemplates> HoldsTemplates for &T {
    const SHAPE: ShapeRef = T::SHAPE;

    fn read(&self) -> Value<'_> {
        T::read(self)
    }
}

/// A list or an option of templates, as data.
#[derive(Debug)]
pub struct OnlyTemplates<T>(Option<T>);

impl<T: HoldsTemplates> Data for OnlyTemplates<T> {
    const SHAPE: ShapeRef = T::SHAPE;

    fn value(&self) -> Value<'_> {
        self.0.as_ref().map_or(Value::Null, T::read)
    }
}

impl<T> Owned<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        let fallback = NoData(PhantomData);
        Self(OwnedTemplate(OwnedTemplates { value: Cell::new(Some(value)), fallback }))
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
    pub fn itself(self) -> T {
        self.0.0.value.into_inner().expect("a value is given once")
    }
}

impl<T: Template> OwnedTemplate<T> {
    /// Returns the value.
    #[must_use]
    pub fn itself(&self) -> OnlyTemplate<T> {
        OnlyTemplate(self.0.value.take())
    }
}

impl<T: HoldsTemplates> OwnedTemplates<T> {
    /// Returns the value.
    #[must_use]
    pub fn itself(&self) -> OnlyTemplates<T> {
        OnlyTemplates(self.value.take())
    }
}

impl<'a, T: ?Sized> Borrowed<'a, T> {
    /// Wraps a reference to a place.
    pub const fn new(place: &'a T) -> Self {
        let templates = ReferenceToTemplates { place, fallback: NoData(PhantomData) };
        Self(ReferenceToData(ReferenceToTemplate(templates)))
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
        *self.0.0.0.place
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
        self.0.0.place
    }
}

impl<'a, T: Template + ?Sized> ReferenceToTemplate<'a, T> {
    /// Returns the reference.
    #[must_use]
    pub fn itself(&self) -> OnlyTemplate<&'a T> {
        OnlyTemplate(Some(self.0.place))
    }
}

impl<'a, T: HoldsTemplates> ReferenceToTemplates<'a, T> {
    /// Returns the reference.
    #[must_use]
    pub fn itself(&self) -> OnlyTemplates<&'a T> {
        OnlyTemplates(Some(self.place))
    }
}

impl<T: ?Sized> NoData<T> {
    /// Returns null. No type satisfies the bound, so that every call is a compile error.
    #[must_use]
    pub fn itself(&self) -> &'static Tree<'static>
    where
        T: Data,
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
    [T] OwnedTemplate<T>: 0 OwnedTemplates<T>;
    [T] OwnedTemplates<T>: fallback NoData<T>;
    ['a, T: ?Sized] Borrowed<'a, T>: 0 ReferenceToData<'a, T>;
    ['a, T: ?Sized] ReferenceToData<'a, T>: 0 ReferenceToTemplate<'a, T>;
    ['a, T: ?Sized] ReferenceToTemplate<'a, T>: 0 ReferenceToTemplates<'a, T>;
    ['a, T: ?Sized] ReferenceToTemplates<'a, T>: fallback NoData<T>;
}
