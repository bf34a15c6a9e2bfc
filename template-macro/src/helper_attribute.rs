//! `#[helper]`.
