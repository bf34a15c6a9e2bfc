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
#[cfg(feature = "alloc")]
use crate::{data::Value, output::is_plain_in_url};
use crate::{
    data::{LeafValue, float_is_true, float32_is_true, leaf_value, read_leaf},
    output::{COMPACT, Out},
};
#[cfg(feature = "alloc")]
use core::ptr::from_ref;
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

/// Returns the place of a string or an integer inside of a value, its leaf, and the escaper that prints it as `escape` does. Returns
/// `None` for other values, and for a string that has to be escaped as a whole.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn leaf_of_value(
    value: &Value<'_>,
    escape: Escape,
) -> Option<(*const u8, Leaf, Escape)> {
    match value {
        Value::Text(text) if escape.is_divisible() => {
            Some((from_ref(text).cast(), Leaf::Str, escape))
        }
        Value::Int(number) if escape.keeps_integers() => {
            Some((from_ref(number).cast(), Leaf::I64, Escape::None))
        }
        _ => None,
    }
}

/// Returns `true` if a leaf is text that is printed unchanged where `escape` applies.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg(feature = "alloc")]
#[inline(never)]
pub(super) unsafe fn is_plain_leaf(place: *const u8, leaf: Leaf, escape: Escape) -> bool {
    // SAFETY: the caller's promise; the value is only used here.
    match unsafe { read_leaf(place, leaf) } {
        LeafValue::Text(text) => is_plain_in_url(text, escape),
        _ => false,
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
    // SAFETY: the caller's promise; the value is part of the data, or of a variable, and is not modified before the next op. The
    // rest of a string that does not fit stays in place (invariant 28).
    let value = unsafe { read_leaf(place, leaf) };
    Ok(print_leaf_value::<C>(out, value, escape, stop))
}
