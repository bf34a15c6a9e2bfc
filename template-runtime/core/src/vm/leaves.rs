//! Conditions on leaves of the data, and their output.
//!
//! # Safety
//!
//! The functions rely on their callers, which know from the linker which leaf is at a place.
#![allow(unsafe_code, reason = "the caller knows what lies at a place")]

use super::{
    PrintResult,
    capabilities::Capabilities,
    print::{print_as_leaf, print_leaf_value, print_whole},
    stop::Stop,
};
use crate::{
    data::{LeafValue, float_is_true, float32_is_true, leaf_value, read_leaf},
    output::{COMPACT, Out},
};
use template_bytecode::{Escape, Leaf};

/// Returns `true` if a condition takes a leaf for true.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn leaf_is_true(place: *const u8, leaf: Leaf) -> bool {
    if COMPACT {
        // SAFETY: as below.
        return unsafe { leaf_value(place, leaf) }.is_true_undisplayed();
    }
    // SAFETY: the caller's promise; the value is only used here.
    match unsafe { read_leaf(place, leaf) } {
        LeafValue::Null => false,
        LeafValue::Text(text) => !text.is_empty(),
        LeafValue::Int(value) => value != 0,
        LeafValue::UInt(value) => value != 0,
        LeafValue::Float(value) => float_is_true(value),
        LeafValue::Float32(value) => float32_is_true(value),
        LeafValue::Bool(value) => value,
        LeafValue::Char(_) => true,
    }
}

/// Prints a leaf as a whole.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn print_leaf<'o, C: Capabilities>(
    out: Out<'o>,
    place: *const u8,
    leaf: Leaf,
    escape: Escape,
) -> Out<'o> {
    // SAFETY: the caller's promise; the value is only used here.
    print_whole::<C>(out, unsafe { read_leaf(place, leaf) }, escape)
}

/// Prints a leaf; in an interpreter that renders in chunks, as much of a string as there is room for.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn print_leaf_or_part<'o, C: Capabilities>(
    out: Out<'o>,
    place: *const u8,
    leaf: Leaf,
    escape: Escape,
    stop: &mut Stop,
) -> PrintResult<'o> {
    if COMPACT {
        // SAFETY: as below.
        return print_as_leaf::<C>(out, &unsafe { leaf_value(place, leaf) }, escape, stop);
    }
    // SAFETY: the caller's promise; the value is part of the data, which is not modified while the program runs.
    let value = unsafe { read_leaf(place, leaf) };
    Ok(print_leaf_value::<C>(out, value, escape, stop))
}
