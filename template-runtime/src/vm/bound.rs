//! Programs with the data that they were linked to.
//!
//! A program whose ops read places runs only on data of the type that it was linked to: [`Bound`] proves
//! that it does.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "the program is a proof of what lies at a place")]

use super::{program::Program, root::Root};
use crate::data::{Data, Value};
use core::marker::PhantomData;

/// The program of a template, as the proof that its ops read places as the layout of `T` says
/// (invariant 20).
pub struct LinkedProgram<T: ?Sized>(&'static Program<'static>, PhantomData<fn() -> *const T>);

impl<T: ?Sized> LinkedProgram<T> {
    /// Creates the proof.
    ///
    /// # Safety
    ///
    /// The ops, the paths and the places of the program are the result of linking a verified program to
    /// the layout of `T`, which is the layout of its [data](super::ProgramParts::data).
    #[must_use]
    pub const unsafe fn new(program: &'static Program<'static>) -> Self {
        Self(program, PhantomData)
    }
}

/// A program with the data that it is linked to.
#[derive(Clone, Copy)]
pub struct Bound<'v> {
    program: &'static Program<'static>,
    /// Null, or the place of data that lives for `'v` and has the type that the program was linked to.
    place: *const u8,
    data: PhantomData<&'v ()>,
}

impl<'v> Bound<'v> {
    /// Binds a program to data of its type.
    #[must_use]
    #[inline]
    pub fn new<T: Data>(program: LinkedProgram<T>, data: &'v T) -> Self {
        Self { program: program.0, place: core::ptr::from_ref(data).cast(), data: PhantomData }
    }

    /// Binds a program to null, on which ops that read places fail.
    #[must_use]
    pub const fn to_null(program: &'static Program<'static>) -> Self {
        Self { program, place: core::ptr::null(), data: PhantomData }
    }

    pub(crate) fn program(self) -> &'static Program<'static> {
        self.program
    }

    /// Returns the data.
    #[inline]
    pub(crate) fn root(self) -> Root<'v> {
        match self.program.parts.data {
            // SAFETY: data of the type that the program was linked to lies at the place, and lives for
            // `'v` (invariant 20). Its layout is that of the program.
            Some(layout) if !self.place.is_null() => unsafe { Root::new(layout, self.place) },
            _ => Root::from(Value::Null),
        }
    }
}
