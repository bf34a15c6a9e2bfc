//! The programs that a template consists of, each with its data.
//!
//! # Safety
//!
//! The number in SAFETY comments refers to the invariant in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "a function knows the type of what lies at a place")]

use super::{bound::Bound, program::Program, root::Root};
use crate::{data::Value, template::Template};
#[cfg(not(feature = "alloc"))]
use core::marker::PhantomData;
use core::mem::transmute;

/// A program of a template, with the data.
#[derive(Clone, Copy)]
pub struct TemplatePart<'v> {
    pub(super) program: &'v Program<'v>,
    pub(super) root: Root<'v>,
}

impl<'v> TemplatePart<'v> {
    /// Returns a program with its data.
    #[must_use]
    pub fn bound(bound: Bound<'v>) -> Self {
        Self { program: bound.program(), root: bound.root() }
    }

    /// Returns a program that reads its data as a value.
    #[must_use]
    pub fn with_value(program: &'v Program<'v>, value: Value<'v>) -> Self {
        Self { program, root: Root::from(value) }
    }
}

/// The program that is the only part of a template, with the place of its data.
#[cfg(feature = "alloc")]
pub(super) type OnlyPart<'v> = Bound<'v>;

/// The program that is the only part of a template, with the place of its data. It is passed in two registers, unlike a
/// [`TemplateParts`], and does not link the interpreter that renders at once.
#[cfg(not(feature = "alloc"))]
#[derive(Clone, Copy)]
pub(super) struct OnlyPart<'v> {
    program: &'static Program<'static>,
    place: *const u8,
    template: PhantomData<&'v ()>,
}

/// Returns the part of a template at an index.
///
/// # Safety
///
/// A template of the type must be at the place, and must remain there for as long as the result is read.
pub(crate) type TemplatePartFn = unsafe fn(*const u8, usize) -> Option<TemplatePart<'static>>;

/// A template of any type, as the sequence of its parts.
#[derive(Clone, Copy)]
pub struct TemplateParts<'v>(Source<'v>);

/// The source of the parts of a template.
#[derive(Clone, Copy)]
enum Source<'v> {
    /// A template of the type of the function is at the place, and lives for `'v`.
    Function { place: *const u8, part: TemplatePartFn },
    /// There is only one part. Most templates then need no function.
    Only(OnlyPart<'v>),
}

impl<'v> TemplateParts<'v> {
    /// Returns the parts of a template that has none.
    pub(super) fn none() -> Self {
        /// Returns no part. It is unsafe only because of its type.
        unsafe fn no_part(_: *const u8, _: usize) -> Option<TemplatePart<'static>> {
            None
        }

        Self(Source::Function { place: core::ptr::null(), part: no_part })
    }

    /// Returns the parts of a template.
    #[must_use]
    pub fn of<T: Template>(template: &'v T) -> Self {
        let place = core::ptr::from_ref(template).cast();
        Self(Source::Function { place, part: part_at::<T> })
    }

    /// Returns the only part of a template that has no others.
    #[must_use]
    #[inline]
    pub(crate) fn single(bound: Bound<'v>) -> Self {
        #[cfg(feature = "alloc")]
        return Self::of_only(bound);
        #[cfg(not(feature = "alloc"))]
        {
            let (program, place) = (bound.program(), bound.place());
            Self::of_only(OnlyPart { program, place, template: PhantomData })
        }
    }

    /// Returns a part as the only one.
    #[inline]
    pub(super) fn of_only(part: OnlyPart<'v>) -> Self {
        Self(Source::Only(part))
    }

    /// Returns the only part, if it is known that there is no other.
    #[cfg_attr(feature = "alloc", inline)]
    #[cfg_attr(not(feature = "alloc"), inline(always))]
    pub(super) fn only_part(&self) -> Option<&OnlyPart<'v>> {
        match &self.0 {
            Source::Only(part) => Some(part),
            Source::Function { .. } => None,
        }
    }

    /// Returns the parts of the template at a place.
    ///
    /// # Safety
    ///
    /// A template of the type of the function must be at the place, and must live for `'v`.
    pub(crate) unsafe fn new(place: *const u8, part: TemplatePartFn) -> Self {
        Self(Source::Function { place, part })
    }

    /// Returns the part at an index.
    pub(super) fn part(&self, index: usize) -> Option<TemplatePart<'v>> {
        match self.0 {
            // SAFETY: a template of the type is at the place, and lives for `'v` (invariant 19).
            Source::Function { place, part } => unsafe { part(place, index) },
            #[cfg(feature = "alloc")]
            Source::Only(bound) => (index == 0).then(|| TemplatePart::bound(bound)),
            #[cfg(not(feature = "alloc"))]
            Source::Only(OnlyPart { program, place, .. }) => (index == 0).then(|| {
                // SAFETY: both come from a `Bound` that lives for `'v` (invariant 20).
                TemplatePart { program, root: unsafe { Root::of_program(program, place) } }
            }),
        }
    }
}

/// Returns the part of a template at an index.
///
/// # Safety
///
/// See [`TemplatePartFn`].
pub(crate) unsafe fn part_at<T: Template>(
    place: *const u8,
    index: usize,
) -> Option<TemplatePart<'static>> {
    // SAFETY: the caller's promise. The result does not outlive the template, which the caller knows.
    unsafe {
        let part = (*place.cast::<T>()).__template_part(index);
        transmute::<Option<TemplatePart<'_>>, Option<TemplatePart<'static>>>(part)
    }
}
