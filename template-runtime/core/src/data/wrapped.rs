//! A transparent wrapper for references, with which a trait can be implemented in several ways for one type, and
//! `Display` for types of other crates. It is a separate module to keep unsafe code out of the modules that use it.
//!
//! # Safety
//!
//! The number in the SAFETY comment is that of the invariant in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "a reference to a value is cast to one of a transparent wrapper")]

use core::marker::PhantomData;

/// A value of type `T`, for which traits are implemented in the mode that the marker `M` names.
#[repr(transparent)]
pub(crate) struct Wrapped<T, M> {
    mode: PhantomData<fn() -> M>,
    pub(crate) value: T,
}

impl<T, M> Wrapped<T, M> {
    /// Wraps a reference.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) const fn new(value: &T) -> &Self {
        // SAFETY: the wrapper is `repr(transparent)`, with the value as its only field that has a size
        // (invariant 23).
        unsafe { &*core::ptr::from_ref(value).cast::<Self>() }
    }
}
