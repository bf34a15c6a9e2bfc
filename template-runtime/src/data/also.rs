//! The bounds that the derive macro writes on a type parameter which has one with a trait of the same name: it may be another
//! trait, and clippy reports a bound that stands there twice.

use super::Data;
use core::fmt::Display;

/// Implies [`Data`].
pub trait AlsoData: Data {}

impl<T: Data + ?Sized> AlsoData for T {}

/// Implies [`Display`].
pub trait AlsoDisplay: Display {}

impl<T: Display + ?Sized> AlsoDisplay for T {}
