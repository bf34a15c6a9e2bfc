//! The ends of paths that lead from a place through layouts, pointers and options.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "layouts prove the types of the places along a path")]

#[cfg(feature = "alloc")]
use super::capabilities::AllCapabilities;
use super::{Failed, capabilities::Capabilities, program::Program};
#[cfg(feature = "alloc")]
use crate::data::StepFn;
#[cfg(feature = "alloc")]
use crate::link::PlaceEnd;
#[cfg(not(feature = "alloc"))]
use crate::{data::leaf_value, link::PlaceEntry};
use crate::{
    data::{ErasedLayout, LayoutRef, StructLayout, Value, value_at},
    output::COMPACT,
};
use template_bytecode::{Leaf, PathStep, PlacePath, PlaceRef};

/// The end of a path from a place: the layout and the place there, unless a pointer or an option on the way is absent;
/// and the steps that are left.
pub(super) type PathEnd<'p, L = LayoutRef> = (Option<(L, *const u8)>, &'p [PathStep]);

/// The layout at the end of a path.
#[cfg(feature = "alloc")]
pub(super) type EndLayout = LayoutRef;

/// The layout at the end of a path. Without a heap, leaves have none.
#[cfg(not(feature = "alloc"))]
#[derive(Clone, Copy)]
pub(super) enum EndLayout {
    Leaf(Leaf),
    Other(LayoutRef),
}

/// Returns the leaf at the end of a path, if there is one.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn leaf_of(end: EndLayout) -> Option<Leaf> {
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

/// Returns the layout at the end of a path that does not lead to a leaf.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn layout_of(end: EndLayout) -> LayoutRef {
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
pub(super) unsafe fn value_at_end<'v>(end: EndLayout, place: *const u8) -> Value<'v> {
    #[cfg(not(feature = "alloc"))]
    if let EndLayout::Leaf(leaf) = end {
        // SAFETY: the caller's promise: a leaf of this type is there.
        return unsafe { leaf_value(place, leaf) };
    }
    // SAFETY: the caller's promise.
    unsafe { value_at(layout_of(end), place) }
}

/// Returns the end of a path of the program from a place: the layout and the place there, if no pointer or option on the
/// way is absent; and the steps that are left, which lead through values.
///
/// # Safety
///
/// A value of the type that the path was linked for must be at `place`. Then a value with the layout of the path is there, or
/// at the offset that is the path, and a value with the returned layout is at the returned place, and lives as long.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn path_end<'p>(
    program: &'p Program<'p>,
    path: PlaceRef,
    place: *const u8,
) -> Result<PathEnd<'p>, Failed> {
    // SAFETY: the caller's promise. Without a heap, a program that follows paths in this way has no rows of places.
    unsafe {
        #[cfg(feature = "alloc")]
        return path_end_in::<AllCapabilities>(program, path, place);
        #[cfg(not(feature = "alloc"))]
        walked_path(program, path, place)
    }
}

/// Returns the end of a path like [`path_end`], in an interpreter with certain capabilities.
///
/// # Safety
///
/// The requirements of [`path_end`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn path_end_in<'p, C: Capabilities>(
    program: &'p Program<'p>,
    path: PlaceRef,
    place: *const u8,
) -> Result<PathEnd<'p, EndLayout>, Failed> {
    // SAFETY: the caller's promise.
    if let Some((layout, place)) = unsafe { followed_path(program, path, place) } {
        return Ok((place.map(|place| (layout, place)), &[]));
    }
    if COMPACT && !C::VALUES {
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
    let linked = program.tables.places.get(index).ok_or(Failed)?;
    let path = program.tables.place_paths.get(index).ok_or(Failed)?;
    // SAFETY: the caller's promise, and so a value of the type with the layout is at the offset.
    Ok(unsafe { follow_path(program, linked.layout, path, place) })
}

/// Returns the layout at the end of a path from a place, and the place there, as link has followed it: all pointers, options and
/// fields of enums on the path are steps, one of which may be absent. Returns `None` if there are too many steps.
///
/// # Safety
///
/// The requirements of [`path_end`]. Then a value with the layout is at the returned place.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) unsafe fn followed_path(
    program: &Program<'_>,
    path: PlaceRef,
    place: *const u8,
) -> Option<(EndLayout, Option<*const u8>)> {
    let index = usize::from(path.0);
    #[cfg(feature = "alloc")]
    {
        let end = program.tables.places.get(index)?.end()?;
        // SAFETY: the caller's promise.
        Some((end.layout, unsafe { place_at_end(end, place) }))
    }
    #[cfg(not(feature = "alloc"))]
    {
        let [entry, entries @ ..] = program.tables.place_entries.get(index..)? else { return None };
        let (end, offset, steps) = match *entry {
            PlaceEntry::Leaf { leaf, offset, steps } => (EndLayout::Leaf(leaf), offset, steps),
            PlaceEntry::End { layout, offset, steps } => (EndLayout::Other(layout), offset, steps),
            PlaceEntry::Step { .. } => return None,
        };
        // SAFETY: the caller's promise, and so a value of the type that the step leads from is at each offset; invariant 19.
        unsafe {
            let mut place = place.add(offset.into());
            for entry in entries.iter().take(steps.into()) {
                let PlaceEntry::Step { to, after } = entry else { return None };
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

/// Returns the place at the end of a path from a place; `None` if a pointer, an option or a field of an enum on the way is
/// absent.
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
            place = step.step().follow(place);
            if place.is_null() {
                return None;
            }
            place = place.add(step.after.into());
        }
        Some(place)
    }
}

/// Returns the place of the leaf at the end of a path from a place, and the leaf, if no more than one step leads to it. The place
/// is null if the step leads nowhere.
///
/// # Safety
///
/// The requirements of [`path_end`]. Then such a leaf is at the returned place.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) unsafe fn near_leaf(
    program: &Program<'_>,
    path: PlaceRef,
    place: *const u8,
) -> Option<(*const u8, Leaf)> {
    /// Not inlined: the loop of the interpreter then needs fewer registers.
    ///
    /// # Safety
    ///
    /// The requirements of the function.
    #[inline(never)]
    unsafe fn call(to: StepFn, place: *const u8) -> *const u8 {
        // SAFETY: the caller's promise.
        unsafe { to(place) }
    }

    let end = program.tables.places.get(usize::from(path.0))?.end()?;
    let leaf = end.near_leaf?;
    // SAFETY: the caller's promise, and so a value of the type that the step leads from is at the offset; invariant 19.
    unsafe {
        let from = place.add(end.offset.into());
        let [Some(linked), _] = end.steps else { return Some((from, leaf)) };
        let step = linked.step();
        let place = if step.is_address { step.follow(from) } else { call(step.to, from) };
        Some((if place.is_null() { place } else { place.add(linked.after.into()) }, leaf))
    }
}

/// Follows a path from a place as far as it leads through layouts. If this is the end of the path, the place is that inside all
/// pointers and options.
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
            let row = row.range();
            (0, program.tables.steps.get(row).unwrap_or_default())
        }
        PlacePath::StepsFrom(offset, row) => {
            let row = row.range();
            (offset.0, program.tables.steps.get(row).unwrap_or_default())
        }
    };
    // SAFETY: a value with the layout is at the offset (the caller's promise).
    let (mut layout, mut place) = (layout, unsafe { place.add(offset.into()) });
    // SAFETY: as in `value_at`.
    unsafe {
        loop {
            match layout.get() {
                ErasedLayout::Pointer(step, inner) | ErasedLayout::Optional(step, inner) => {
                    place = step.follow(place);
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
