#![doc = include_str!("../../README.md")]
//!
//! # About this package
//!
//! It contains the examples; its library is empty. The page above is the README of the repository,
//! included here so that its code blocks are compiled and run as doctests.
