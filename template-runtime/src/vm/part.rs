//! The programs that a template consists of, each with its data.
//!
//! # Safety
//!
//! The number in SAFETY comments is that of the invariant in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "a function knows the type of what lies at a place")]

use super::{bound::Bound, program::Program, root::Root};
use crate::{data::Value, template::Template};
use core::{marker::PhantomData, mem::transmute};

/// A program of a template, with the data.
#[derive(Clone, Copy)]
pub struct Part<'v> {
    pub(super) program: &'v Program<'v>,
    pub(super) root: Root<'v>,
    /// The program with its interpreter, if it is pure: it can be rendered at once. Where memory is scarce, a program that renders
    /// in chunks has no other interpreter.
    #[cfg(feature = "alloc")]
    pub(super) pure: Option<Bound<'v>>,
}

impl<'v> Part<'v> {
    /// Returns a program with its data.
    #[must_use]
    pub fn bound(bound: Bound<'v>) -> Self {
        Self {
            program: bound.program(),
            root: bound.root(),
            #[cfg(feature = "alloc")]
            pure: bound.interpreter().is_some_and(|of| of.is_pure).then_some(bound),
        }
    }

    /// Returns a program that reads its data as a value.
    #[must_use]
    pub fn with_value(program: &'v Program<'v>, value: Value<'v>) -> Self {
        Self {
            program,
            root: Root::from(value),
            #[cfg(feature = "alloc")]
            pure: None,
        }
    }
}

/// The program that is the only part of a template, with the place of its data. It is passed in two registers, unlike a
/// [`PartSource`].
#[cfg(not(feature = "alloc"))]
#[derive(Clone, Copy)]
pub(super) struct SinglePart<'v> {
    program: &'static Program<'static>,
    place: *const u8,
    template: PhantomData<&'v ()>,
}

#[cfg(not(feature = "alloc"))]
impl<'v> From<SinglePart<'v>> for PartSource<'v> {
    fn from(SinglePart { program, place, template }: SinglePart<'v>) -> Self {
        Self { place, part: PartOf::Program(program), template }
    }
}

/// Returns the part of a template at an index.
///
/// # Safety
///
/// A template of the type must be at the place, and must remain there for as long as the result is read.
pub(crate) type PartFn = unsafe fn(*const u8, usize) -> Option<Part<'static>>;

/// A template of any type, as the sequence of its parts.
#[derive(Clone, Copy)]
pub struct PartSource<'v> {
    place: *const u8,
    part: PartOf,
    template: PhantomData<&'v ()>,
}

/// The source of the parts of a template.
#[derive(Clone, Copy)]
enum PartOf {
    Function(PartFn),
    /// There is only one part.
    #[cfg(feature = "alloc")]
    Single(PartFn),
    /// The only part is a program with the data at the place. Where memory is scarce, most templates then need no function.
    #[cfg(not(feature = "alloc"))]
    Program(&'static Program<'static>),
}

impl<'v> PartSource<'v> {
    /// Returns the parts of a template that has none.
    pub(super) fn none() -> Self {
        /// Returns no part. It is unsafe only because of its type.
        unsafe fn no_part(_: *const u8, _: usize) -> Option<Part<'static>> {
            None
        }

        Self { place: core::ptr::null(), part: PartOf::Function(no_part), template: PhantomData }
    }

    /// Returns the parts of a template.
    #[must_use]
    pub fn of<T: Template>(template: &'v T) -> Self {
        Self {
            place: core::ptr::from_ref(template).cast(),
            part: PartOf::Function(part_at::<T>),
            template: PhantomData,
        }
    }

    /// Returns the only part of a template that has no others.
    #[must_use]
    #[inline]
    pub fn single<T: Template>(template: &'v T) -> Self {
        #[cfg(feature = "alloc")]
        return Self { part: PartOf::Single(part_at::<T>), ..Self::of(template) };
        #[cfg(not(feature = "alloc"))]
        {
            let bound = template.__template_bound();
            let part = PartOf::Program(bound.program());
            Self { place: bound.place(), part, template: PhantomData }
        }
    }

    /// Returns the only part, if it is a program with the data at the place.
    #[cfg(not(feature = "alloc"))]
    #[inline(always)]
    pub(super) fn single_part(self) -> Option<SinglePart<'v>> {
        let Self { place, part, template } = self;
        match part {
            PartOf::Program(program) => Some(SinglePart { program, place, template }),
            PartOf::Function(_) => None,
        }
    }

    /// Returns the parts of the template at a place.
    ///
    /// # Safety
    ///
    /// A template of the type of the function must be at the place, and must live for `'v`.
    pub(crate) unsafe fn new(place: *const u8, part: PartFn) -> Self {
        Self { place, part: PartOf::Function(part), template: PhantomData }
    }

    /// Returns a program as the only part.
    #[cfg(feature = "compile")]
    pub(super) fn of_part(part: &'v Part<'v>) -> Self {
        /// Returns the part.
        ///
        /// # Safety
        ///
        /// See [`PartFn`]: a part must be at the place.
        unsafe fn only(place: *const u8, index: usize) -> Option<Part<'static>> {
            // SAFETY: the caller's promise.
            (index == 0).then(|| unsafe { *place.cast::<Part<'static>>() })
        }

        let part = core::ptr::from_ref(part).cast();
        Self { place: part, part: PartOf::Function(only), template: PhantomData }
    }

    /// Returns the same parts under another lifetime.
    ///
    /// # Safety
    ///
    /// The template lives for `'t`.
    pub(super) unsafe fn with_lifetime<'t>(self) -> PartSource<'t> {
        PartSource { place: self.place, part: self.part, template: PhantomData }
    }

    /// Returns the part at an index.
    pub(super) fn part(self, index: usize) -> Option<Part<'v>> {
        match self.part {
            // SAFETY: a template of the type is at the place, and lives for `'v` (invariant 19).
            PartOf::Function(part) => unsafe { part(self.place, index) },
            #[cfg(feature = "alloc")]
            // SAFETY: as above.
            PartOf::Single(part) if index == 0 => unsafe { part(self.place, 0) },
            #[cfg(feature = "alloc")]
            PartOf::Single(_) => None,
            #[cfg(not(feature = "alloc"))]
            PartOf::Program(program) => (index == 0).then(|| {
                // SAFETY: both are those of a `Bound` that lives for `'v` (invariant 20).
                Part { program, root: unsafe { Root::of_program(program, self.place) } }
            }),
        }
    }
}

/// Returns the part of a template at an index.
///
/// # Safety
///
/// See [`PartFn`].
pub(crate) unsafe fn part_at<T: Template>(place: *const u8, index: usize) -> Option<Part<'static>> {
    // SAFETY: the caller's promise. The lifetime of the result ends with that of the template, which the caller knows.
    unsafe {
        let part = (*place.cast::<T>()).__template_part(index);
        transmute::<Option<Part<'_>>, Option<Part<'static>>>(part)
    }
}
