//! Paths that lead from a place through layouts, pointers and options, and then through values.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "layouts prove what lies on the way")]

#[cfg(feature = "alloc")]
use super::parts::AllParts;
use super::{
    Failed, OpResult, PrintResult,
    leaves::{leaf_is_true, print_leaf_or_part},
    parts::Parts,
    print::{print_leaf_value, print_template_apart, print_value},
    program::Program,
    stop::{Failure, Stop},
    values::{self, is_true},
};
#[cfg(feature = "alloc")]
use crate::link::PlaceEnd;
#[cfg(not(feature = "alloc"))]
use crate::{data::leaf_value, link::PlaceRow};
use crate::{
    data::{
        ErasedLayout, LayoutRef, LeafValue, StructLayout, Value, slice_at, template_at, value_at,
    },
    error::{ErrorKind, Note},
    output::{COMPACT, Out},
};
use template_bytecode::{Escape, Leaf, Missing, NameRef, PathStep, PlacePath, PlaceRef};

/// The end of a path from a place: the layout and the place there, unless a pointer or an option on the way is absent;
/// and the steps that are left.
type PathEnd<'p, L = LayoutRef> = (Option<(L, *const u8)>, &'p [PathStep]);

/// The layout at the end of a path.
#[cfg(feature = "alloc")]
type EndLayout = LayoutRef;

/// The layout at the end of a path. Where memory is scarce, leaves have none.
#[cfg(not(feature = "alloc"))]
#[derive(Clone, Copy)]
enum EndLayout {
    Leaf(Leaf),
    Other(LayoutRef),
}

/// Returns the leaf at the end of a path, if there is one.
#[cfg_attr(not(debug_assertions), inline(always))]
fn leaf_of(end: EndLayout) -> Option<Leaf> {
    #[cfg(feature = "alloc")]
    return match end.get() {
        ErasedLayout::Leaf(leaf) => Some(*leaf),
        _ => None,
    };
    #[cfg(not(feature = "alloc"))]
    match end {
        EndLayout::Leaf(leaf) => Some(leaf),
        EndLayout::Other(_) => None,
    }
}

/// Returns the layout at the end of a path where no leaf lies.
#[cfg_attr(not(debug_assertions), inline(always))]
fn layout_of(end: EndLayout) -> LayoutRef {
    #[cfg(feature = "alloc")]
    return end;
    #[cfg(not(feature = "alloc"))]
    match end {
        EndLayout::Leaf(_) => LayoutRef::NO_DATA,
        EndLayout::Other(layout) => layout,
    }
}

/// Returns the value at the end of a path.
///
/// # Safety
///
/// The requirements of [`value_at`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
unsafe fn value_at_end<'v>(end: EndLayout, place: *const u8) -> Value<'v> {
    #[cfg(not(feature = "alloc"))]
    if let EndLayout::Leaf(leaf) = end {
        // SAFETY: the caller's promise: a leaf of this type lies there.
        return unsafe { leaf_value(place, leaf) };
    }
    // SAFETY: the caller's promise.
    unsafe { value_at(layout_of(end), place) }
}

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
pub(super) unsafe fn path_is_true<P: Parts>(
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
    unsafe fn otherwise<P: Parts>(
        program: &Program<'_>,
        path: PlaceRef,
        from: *const u8,
        failure: &mut Failure,
    ) -> Result<bool, Failed> {
        // SAFETY: the caller's promise.
        unsafe {
            match path_end_in::<P>(program, path, from)? {
                (None, []) => Ok(false),
                (Some((end, place)), []) => Ok(match leaf_of(end) {
                    Some(leaf) => leaf_is_true(place, leaf),
                    None => is_true::<P>(value_at(layout_of(end), place)),
                }),
                _ => Ok(is_true::<P>(value_of_path::<P>(program, path, from, failure)?)),
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
                _ => {}
            }
        }
        otherwise::<P>(program, path, from, failure)
    }
}

/// Returns the value that a path of the program leads to from a place.
///
/// # Errors
///
/// Returns an error if the lookup must not fail; [`ErrorKind::Missing`] is stored in `failure`.
///
/// # Safety
///
/// The requirements of [`path_end`]; and the data lives for `'v`.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn value_of_path<'v, P: Parts>(
    program: &'v Program<'v>,
    path: PlaceRef,
    from: *const u8,
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    // SAFETY: the caller's promise.
    let (end, rest) = unsafe { path_end_in::<P>(program, path, from) }?;
    let value = match end {
        // SAFETY: the place is part of the data.
        Some((end, place)) => unsafe { value_at_end(end, place) },
        None => Value::Null,
    };
    follow::<P>(program, value, rest, failure)
}

/// Returns the value that a path of the program leads to from a place, which mostly is a list with contiguous items.
///
/// # Errors
///
/// Returns the errors of [`value_of_path`].
///
/// # Safety
///
/// Those of [`value_of_path`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn slice_of_path<'v, P: Parts>(
    program: &'v Program<'v>,
    path: PlaceRef,
    from: *const u8,
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    /// Not inlined, for lists of other types, and those behind pointers.
    ///
    /// # Safety
    ///
    /// Those of [`value_of_path`].
    #[inline(never)]
    unsafe fn otherwise<'v, P: Parts>(
        program: &'v Program<'v>,
        path: PlaceRef,
        from: *const u8,
        failure: &mut Failure,
    ) -> Result<Value<'v>, Failed> {
        // SAFETY: the caller's promise.
        unsafe { value_of_path::<P>(program, path, from, failure) }
    }

    // SAFETY: the caller's promise.
    unsafe {
        if let (Some((end, place)), []) = path_end_in::<P>(program, path, from)?
            && let Some(list) = slice_at(layout_of(end), place)
        {
            return Ok(Value::List(list));
        }
        otherwise::<P>(program, path, from, failure)
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
pub(super) unsafe fn print_end_of_path<'o, P: Parts>(
    program: &Program<'_>,
    path: PlaceRef,
    from: *const u8,
    escape: Escape,
    out: Out<'o>,
    stop: &mut Stop,
) -> PrintResult<'o> {
    // SAFETY: the caller's promise.
    let (end, rest) = unsafe { path_end_in::<P>(program, path, from) }?;
    let value = match end {
        Some((end, place)) => match leaf_of(end) {
            // SAFETY: a leaf of this type is at the place, which is part of the data.
            Some(leaf) if rest.is_empty() && escape.is_divisible() => unsafe {
                return print_leaf_or_part::<P>(out, place, leaf, escape, stop);
            },
            // SAFETY: the place is part of the data.
            _ if P::VALUES && rest.is_empty() && escape.is_divisible() => {
                if matches!(escape, Escape::Html | Escape::None)
                    // SAFETY: as above.
                    && let Some(template) = unsafe { template_at(layout_of(end), place) }
                    && template.is_raw_in(escape)
                {
                    return print_template_apart::<P>(template, out, stop);
                }
                // SAFETY: as above.
                match unsafe { printed_value_at(layout_of(end), place) } {
                    Value::Text(text) => {
                        let text = LeafValue::Text(text);
                        return Ok(print_leaf_value::<P>(out, text, escape, stop));
                    }
                    value => value,
                }
            }
            // SAFETY: as above.
            _ if P::VALUES => unsafe { value_at_end(end, place) },
            _ => return Err(Failed),
        },
        None if (rest.is_empty() && !escape.is_script()) || !P::VALUES => return Ok(out),
        None => Value::Null,
    };
    let value = follow::<P>(program, value, rest, &mut stop.failure)?;
    print_value::<P>(program, out, &value, escape, stop)
}

/// Follows the steps of a path through values.
///
/// # Errors
///
/// Returns the errors of [`value_of_path`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
fn follow<'v, P: Parts>(
    program: &Program<'_>,
    value: Value<'v>,
    steps: &[PathStep],
    failure: &mut Failure,
) -> Result<Value<'v>, Failed> {
    if steps.is_empty() {
        return Ok(value);
    }
    if !P::VALUES {
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
    if let Some(path) = program.parts.names.get(usize::from(path.0)) {
        failure.set(ErrorKind::Missing(Note::new(path)));
    }
    Failed
}

/// Returns the end of a path of the program from a place: the layout and the place there, if no pointer or option on the
/// way is absent; and the steps that are left, which lead through values.
///
/// # Safety
///
/// A value of the type that the path was linked for must be at `place`. Then a value with the layout of the path is there, or at the
/// offset that is the path, and a value with the returned layout is at the returned place, and lives as long.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn path_end<'p>(
    program: &'p Program<'p>,
    path: PlaceRef,
    place: *const u8,
) -> Result<PathEnd<'p>, Failed> {
    // SAFETY: the caller's promise. Without a heap, a program that follows paths in this way has no rows of places.
    unsafe {
        #[cfg(feature = "alloc")]
        return path_end_in::<AllParts>(program, path, place);
        #[cfg(not(feature = "alloc"))]
        walked_path(program, path, place)
    }
}

/// Returns the end of a path like [`path_end`], in an interpreter with certain parts.
///
/// # Safety
///
/// The requirements of [`path_end`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
unsafe fn path_end_in<'p, P: Parts>(
    program: &'p Program<'p>,
    path: PlaceRef,
    place: *const u8,
) -> Result<PathEnd<'p, EndLayout>, Failed> {
    // SAFETY: the caller's promise.
    if let Some((layout, place)) = unsafe { followed_path(program, path, place) } {
        return Ok((place.map(|place| (layout, place)), &[]));
    }
    if COMPACT && !P::VALUES {
        // Programs that an interpreter without values runs have no other paths.
        return Err(Failed);
    }
    // SAFETY: the caller's promise.
    let end = unsafe { walked_path(program, path, place) };
    #[cfg(not(feature = "alloc"))]
    let end = end.map(|(end, rest)| {
        let end = end.map(|(layout, place)| {
            let layout = match layout.get() {
                ErasedLayout::Leaf(leaf) => EndLayout::Leaf(*leaf),
                _ => EndLayout::Other(layout),
            };
            (layout, place)
        });
        (end, rest)
    });
    end
}

/// Returns the end of a path like [`path_end`], step by step.
///
/// # Safety
///
/// The requirements of [`path_end`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
unsafe fn walked_path<'p>(
    program: &'p Program<'p>,
    path: PlaceRef,
    place: *const u8,
) -> Result<PathEnd<'p>, Failed> {
    let index = usize::from(path.0);
    let linked = program.parts.places.get(index).ok_or(Failed)?;
    let path = program.parts.place_paths.get(index).ok_or(Failed)?;
    // SAFETY: the caller's promise, and so a value of the type with the layout is at the offset.
    Ok(unsafe { follow_path(program, linked.layout, path, place) })
}

/// Returns the layout at the end of a path from a place, and the place there, as link has followed it: all pointers, options and
/// fields of enums on the way are steps, of which one may be absent. `None` if there are too many.
///
/// # Safety
///
/// The requirements of [`path_end`]; a value with the layout lies at the returned place.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
unsafe fn followed_path(
    program: &Program<'_>,
    path: PlaceRef,
    place: *const u8,
) -> Option<(EndLayout, Option<*const u8>)> {
    let index = usize::from(path.0);
    #[cfg(feature = "alloc")]
    {
        let end = program.parts.places.get(index)?.end()?;
        // SAFETY: the caller's promise.
        Some((end.layout, unsafe { place_at_end(end, place) }))
    }
    #[cfg(not(feature = "alloc"))]
    {
        let [row, rows @ ..] = program.parts.place_rows.get(index..)? else { return None };
        let (end, offset, steps) = match *row {
            PlaceRow::Leaf { leaf, offset, steps } => (EndLayout::Leaf(leaf), offset, steps),
            PlaceRow::End { layout, offset, steps } => (EndLayout::Other(layout), offset, steps),
            PlaceRow::Step { .. } => return None,
        };
        // SAFETY: the caller's promise, and so a value of the type that the step leads from lies at each offset; invariant 19.
        unsafe {
            let mut place = place.add(offset.into());
            for row in rows.iter().take(steps.into()) {
                let PlaceRow::Step { to, after } = row else { return None };
                place = to(place);
                if place.is_null() {
                    return Some((end, None));
                }
                place = place.add((*after).into());
            }
            Some((end, Some(place)))
        }
    }
}

/// Returns the place at the end of a path from a place; `None` if a pointer, an option or a field of an enum on the way is absent.
///
/// # Safety
///
/// The requirements of [`path_end`]. Then a value with the layout of the end is at the returned place.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn place_at_end(end: &PlaceEnd, place: *const u8) -> Option<*const u8> {
    // SAFETY: the caller's promise, and so a value of the type that the step leads from is at each offset; invariant 19.
    unsafe {
        let mut place = place.add(end.offset.into());
        for step in &end.steps {
            let Some(step) = step else { break };
            place = (step.to)(place);
            if place.is_null() {
                return None;
            }
            place = place.add(step.after.into());
        }
        Some(place)
    }
}

/// Follows a path from a place as far as it leads through layouts. If it does to its end, that is inside of all pointers
/// and options.
///
/// # Safety
///
/// A value of the type with this layout must be at `place`, or at the offset that is the path. Then a value of the type with the
/// returned layout is at the returned place, and lives as long.
unsafe fn follow_path<'p>(
    program: &'p Program<'p>,
    layout: LayoutRef,
    path: &'p PlacePath,
    place: *const u8,
) -> PathEnd<'p> {
    let (offset, mut steps): (u16, &[PathStep]) = match path {
        PlacePath::At(offset) => (offset.0, &[]),
        PlacePath::Step(step) => (0, core::slice::from_ref(step)),
        PlacePath::Steps(row) => {
            let row = row.first()..row.first() + row.count();
            (0, program.parts.steps.get(row).unwrap_or_default())
        }
    };
    // SAFETY: a value with the layout is at the offset (the caller's promise).
    let (mut layout, mut place) = (layout, unsafe { place.add(offset.into()) });
    // SAFETY: as in `value_at`.
    unsafe {
        loop {
            match layout.get() {
                ErasedLayout::Pointer(to, inner) | ErasedLayout::Optional(to, inner) => {
                    place = to(place);
                    if place.is_null() {
                        return (None, steps);
                    }
                    layout = *inner;
                }
                ErasedLayout::Inner(field) => {
                    place = place.add(field.offset as usize);
                    layout = field.layout;
                }
                ErasedLayout::Template(template) if !steps.is_empty() => layout = template.data,
                ErasedLayout::Struct(StructLayout { fields, .. }) => {
                    let [PathStep::Field(field), rest @ ..] = steps else { break };
                    let Some(field) = fields.get(usize::from(field.0)) else { break };
                    place = place.add(field.offset as usize);
                    layout = field.layout;
                    steps = rest;
                }
                ErasedLayout::Enum(variants) => {
                    let [PathStep::Field(field), rest @ ..] = steps else { break };
                    let Some(field) = variants.field(usize::from(field.0)) else { break };
                    place = (field.to)(place);
                    if place.is_null() {
                        return (None, steps);
                    }
                    layout = field.layout;
                    steps = rest;
                }
                ErasedLayout::Template(_)
                | ErasedLayout::Leaf(_)
                | ErasedLayout::Opaque(_)
                | ErasedLayout::Object(_)
                | ErasedLayout::Slice(_)
                | ErasedLayout::List(_) => break,
            }
        }
    }
    (Some((layout, place)), steps)
}
