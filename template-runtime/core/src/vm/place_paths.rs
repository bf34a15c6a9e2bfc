//! Paths that lead from a place through layouts, pointers and options, and then through values.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "layouts prove what lies on the way")]

#[cfg(feature = "alloc")]
use super::path_ends::followed_path;
use super::{
    Failed, OpResult, PrintResult,
    capabilities::Capabilities,
    leaves::{leaf_is_true, print_leaf_or_part},
    path_ends::{layout_of, leaf_of, path_end_in, value_at_end},
    print::{print_leaf_value, print_template_out_of_line, print_value},
    program::Program,
    stop::{Failure, Stop},
    values::{self, is_true},
};
#[cfg(feature = "alloc")]
use crate::data::ErasedLayout;
use crate::{
    data::{LayoutRef, LeafValue, Value, slice_at, template_at, value_at},
    output::Out,
};
use template_bytecode::{Escape, Missing, NameRef, PathStep, PlaceRef};

/// Returns `true` if the value to which a path of the program leads from a place is true in a condition.
///
/// # Errors
///
/// Returns the errors of [`value_of_path`].
///
/// # Safety
///
/// The requirements of [`path_end`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn path_is_true<C: Capabilities>(
    program: &Program<'_>,
    path: PlaceRef,
    from: *const u8,
    failure: &mut Failure,
) -> Result<bool, Failed> {
    /// Not inlined, for values that are neither leaves nor objects, or are reached through values.
    ///
    /// # Safety
    ///
    /// The requirements of [`path_end`].
    #[inline(never)]
    unsafe fn otherwise<C: Capabilities>(
        program: &Program<'_>,
        path: PlaceRef,
        from: *const u8,
        failure: &mut Failure,
    ) -> Result<bool, Failed> {
        // SAFETY: the caller's promise.
        unsafe {
            match path_end_in::<C>(program, path, from)? {
                (None, []) => Ok(false),
                (Some((end, place)), []) => Ok(match leaf_of(end) {
                    Some(leaf) => leaf_is_true(place, leaf),
                    None => is_true::<C>(&value_at(layout_of(end), place)),
                }),
                _ => Ok(is_true::<C>(&value_of_path::<C>(program, path, from, failure)?)),
            }
        }
    }

    // SAFETY: the caller's promise.
    unsafe {
        #[cfg(feature = "alloc")]
        if let Some((layout, place)) = followed_path(program, path, from) {
            let Some(place) = place else { return Ok(false) };
            match layout.get() {
                ErasedLayout::Leaf(leaf) => return Ok(leaf_is_true(place, *leaf)),
                ErasedLayout::Struct(_) | ErasedLayout::Enum(_) => return Ok(true),
                ErasedLayout::Slice(list) => return Ok((list.items)(place).1 > 0),
                _ => {}
            }
        }
        otherwise::<C>(program, path, from, failure)
    }
}

/// Returns the value that a path of the program leads to from a place.
///
/// # Errors
///
/// Returns an error if the lookup must not fail; [`ErrorKind::Missing`](crate::error::ErrorKind::Missing) is stored in `failure`.
///
/// # Safety
///
/// The requirements of [`path_end`]; and the data lives for `'v`.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn value_of_path<'v, C: Capabilities>(
    program: &'v Program<'v>,
    path: PlaceRef,
    from: *const u8,
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    // SAFETY: the caller's promise.
    let (end, rest) = unsafe { path_end_in::<C>(program, path, from) }?;
    let value = match end {
        // SAFETY: the place is part of the data.
        Some((end, place)) => unsafe { value_at_end(end, place) },
        None => Value::Null,
    };
    follow::<C>(program, value, rest, failure)
}

/// Returns the value that a path of the program leads to from a place, which mostly is a list with contiguous items.
///
/// # Errors
///
/// Returns the errors of [`value_of_path`].
///
/// # Safety
///
/// The requirements of [`value_of_path`] apply.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn slice_of_path<'v, C: Capabilities>(
    program: &'v Program<'v>,
    path: PlaceRef,
    from: *const u8,
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    /// Not inlined, for lists of other types, and those behind pointers.
    ///
    /// # Safety
    ///
    /// The requirements of [`value_of_path`] apply.
    #[inline(never)]
    unsafe fn otherwise<'v, C: Capabilities>(
        program: &'v Program<'v>,
        path: PlaceRef,
        from: *const u8,
        failure: &mut Failure,
    ) -> Result<Value<'v>, Failed> {
        // SAFETY: the caller's promise.
        unsafe { value_of_path::<C>(program, path, from, failure) }
    }

    // SAFETY: the caller's promise.
    unsafe {
        if let (Some((end, place)), []) = path_end_in::<C>(program, path, from)?
            && let Some(list) = slice_at(layout_of(end), place)
        {
            return Ok(Value::List(list));
        }
        otherwise::<C>(program, path, from, failure)
    }
}

/// Returns the value at a place; the text of an object that is printed as one, such as a variant of an enum.
///
/// # Safety
///
/// The requirements of [`value_at`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn printed_value_at<'v>(layout: LayoutRef, place: *const u8) -> Value<'v> {
    // SAFETY: the caller's promise.
    match unsafe { value_at(layout, place) } {
        value @ Value::Object(object) => object.text().map_or(value, Value::Text),
        value => value,
    }
}

/// Prints the value to which a path of the program leads from a place.
///
/// # Errors
///
/// Returns the errors of [`value_of_path`] and of printing, which are stored in `stop`.
///
/// # Safety
///
/// The requirements of [`path_end`]; and the data is not modified before the next op runs.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn print_end_of_path<'o, C: Capabilities>(
    program: &Program<'_>,
    path: PlaceRef,
    from: *const u8,
    escape: Escape,
    out: Out<'o>,
    stop: &mut Stop,
) -> PrintResult<'o> {
    // SAFETY: the caller's promise.
    let (end, rest) = unsafe { path_end_in::<C>(program, path, from) }?;
    let value = match end {
        Some((end, place)) => match leaf_of(end) {
            // SAFETY: a leaf of this type is at the place, which is part of the data.
            Some(leaf) if rest.is_empty() && escape.is_divisible() => unsafe {
                return print_leaf_or_part::<C>(out, place, leaf, escape, stop);
            },
            // SAFETY: the place is part of the data.
            _ if C::VALUES && rest.is_empty() && escape.is_divisible() => {
                if matches!(escape, Escape::Html | Escape::None)
                    // SAFETY: as above.
                    && let Some(template) = unsafe { template_at(layout_of(end), place) }
                    && template.is_raw_in(escape)
                {
                    return print_template_out_of_line::<C>(template, out, stop);
                }
                // SAFETY: as above.
                match unsafe { printed_value_at(layout_of(end), place) } {
                    Value::Text(text) => {
                        let text = LeafValue::Text(text);
                        return Ok(print_leaf_value::<C>(out, text, escape, stop));
                    }
                    value => value,
                }
            }
            // SAFETY: as above.
            _ if C::VALUES => unsafe { value_at_end(end, place) },
            _ => return Err(Failed),
        },
        None if (rest.is_empty() && !escape.is_script()) || !C::VALUES => return Ok(out),
        None => Value::Null,
    };
    let value = follow::<C>(program, value, rest, &mut stop.failure)?;
    print_value::<C>(program, out, &value, escape, stop)
}

/// Follows the steps of a path through values.
///
/// # Errors
///
/// Returns the errors of [`value_of_path`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
fn follow<'v, C: Capabilities>(
    program: &Program<'_>,
    value: Value<'v>,
    steps: &[PathStep],
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    if steps.is_empty() {
        return Ok(value);
    }
    if !C::VALUES {
        // Only steps to fields are left, of something that is absent.
        return Ok(Value::Null);
    }
    values::steps(program, steps, value).or_else(|missing| {
        handle_missing(program, missing, failure)?;
        Ok(Value::Null)
    })
}

/// Handles a failed lookup: null, or a `Missing` error that names the path.
///
/// # Errors
///
/// Returns an error if the lookup must not fail; the reason is stored in `failure`.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) fn handle_missing(
    program: &Program<'_>,
    missing: Missing,
    failure: &mut Failure,
) -> OpResult {
    match missing.path() {
        None => Ok(()),
        Some(path) => Err(fail_missing(program, path, failure)),
    }
}

#[cold]
fn fail_missing(program: &Program<'_>, path: NameRef, failure: &mut Failure) -> Failed {
    failure.set(values::missing_error(program, path));
    Failed
}
