//! Places: paths that lead from the place in a variable through layouts, resolved to offsets.

use super::linker::Linker;
use crate::{
    data::{ErasedField, ErasedLayout, LayoutRef, Step, StepFn, StructLayout},
    output::COMPACT,
};
use core::slice;
use template_bytecode::{Escape, Field, Leaf, Offset, Op, PathStep, PlacePath, PlaceRef, VarId};

/// A path from the place in a variable, as the VM follows it.
#[derive(Clone, Copy, Debug)]
pub struct LinkedPlace {
    /// The layout that the path begins at; for an offset, the layout of the value there.
    pub(crate) layout: LayoutRef,
    /// The end of the path. Without feature `alloc`, it is in [`PlaceEntry`](super::PlaceEntry)s, or the VM follows the path step by
    /// step.
    #[cfg(feature = "alloc")]
    end: Option<PlaceEnd>,
}

/// The end of a path with few steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceEnd {
    /// The layout there: neither a pointer nor an option.
    pub(crate) layout: LayoutRef,
    /// The distance in bytes of the first step or, if there is none, of the end.
    pub(crate) offset: u16,
    /// The leaf there, if it is one, and no more than one step leads to it.
    #[cfg(feature = "alloc")]
    pub(crate) near_leaf: Option<Leaf>,
    /// The steps.
    pub(crate) steps: [Option<PlaceStep>; MAX_STEPS],
}

/// A step of a path: to the target of a pointer, the content of an option or a field of an enum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceStep {
    pub(crate) to: StepFn,
    #[cfg(feature = "alloc")]
    is_address: bool,
    /// The distance in bytes of the next step, or of the end, from where this one leads.
    pub(crate) after: u16,
}

impl PlaceStep {
    const fn new(step: Step, after: u16) -> Self {
        Self {
            to: step.to,
            #[cfg(feature = "alloc")]
            is_address: step.is_address,
            after,
        }
    }

    /// Returns the step without the distance after it.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) const fn step(self) -> Step {
        Step { to: self.to, is_address: self.is_address }
    }
}

/// The number of steps in a [`PlaceEnd`]: enough for an optional pointer; for most paths without feature `alloc`, because the
/// interpreter that follows the others takes more of it.
pub(super) const MAX_STEPS: usize = if COMPACT { 6 } else { 2 };

impl LinkedPlace {
    /// A placeholder for a place that is not linked yet.
    pub(super) const PENDING: Self = {
        static LAYOUT: ErasedLayout = ErasedLayout::Leaf(Leaf::Bool);
        Self::new(LayoutRef::new(&LAYOUT), None)
    };

    pub(super) const fn new(layout: LayoutRef, end: Option<PlaceEnd>) -> Self {
        #[cfg(not(feature = "alloc"))]
        let _ = end;
        Self {
            layout,
            #[cfg(feature = "alloc")]
            end,
        }
    }

    /// Returns the end of the path, if it has few steps.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) const fn end(&self) -> Option<&PlaceEnd> {
        self.end.as_ref()
    }
}

/// The path to the place in a variable itself.
pub(super) const ITSELF: PlacePath = PlacePath::At(Offset(0));

/// Returns the escaper that prints a leaf as `escape` does, without its work for text if the leaf is an integer.
pub(super) const fn escape_of_leaf(leaf: Leaf, escape: Escape) -> Escape {
    match leaf {
        Leaf::I8 | Leaf::I16 | Leaf::I32 | Leaf::I64 | Leaf::Isize => {}
        Leaf::U8 | Leaf::U16 | Leaf::U32 | Leaf::U64 | Leaf::Usize => {}
        _ => return escape,
    }
    if escape.keeps_integers() && !escape.is_divisible() { Escape::None } else { escape }
}

impl Linker<'_, '_> {
    /// Links an op that reads a path from a variable, and either prints the value (`escape`) or pushes it. `end` is
    /// the end of the path, if it leads through layouts. Returns `None` if the variable holds no place, or need not
    /// be read as one.
    pub(super) const fn link_place(
        &mut self,
        var: VarId,
        path: PlacePath,
        end: Option<PathEnd>,
        escape: Option<Escape>,
    ) -> Option<Op> {
        let variable = &self.variables[var.0 as usize];
        let Some(layout) = variable.place else { return None };
        // A variable that is bound to a value as well is read from that value, as a whole and along paths through
        // values.
        if variable.has_value && (matches!(end, None) || matches!(path, ITSELF)) {
            return None;
        }
        Some(self.link_read(var, &PlaceRead::of(layout, path, &end, escape)))
    }

    /// Returns the op for a read from a variable.
    pub(super) const fn link_read(&mut self, var: VarId, read: &PlaceRead) -> Op {
        let escape = read.escape;
        let (place, path) = match read.of {
            PlaceReadOf::Leaf(offset, leaf) => return leaf_op(var, offset, leaf, escape),
            PlaceReadOf::Path(layout, path) => (LinkedPlace::new(layout, read.end), path),
        };
        self.findings.uses.values |= read.uses_values;
        self.findings.uses.displayed |= read.is_displayed;
        #[cfg(not(feature = "alloc"))]
        {
            // Only the interpreter of values follows a path through layouts.
            self.findings.uses.values |= matches!(read.end, None);
            self.findings.ends[self.place_count] = read.end;
        }
        self.findings.places[self.place_count] = place;
        self.findings.place_paths[self.place_count] = path;
        self.place_count += 1;
        path_op(var, PlaceRef(self.place_count as u16 - 1), escape)
    }

    /// Follows a path through layouts. Returns `None` if it leads through a value that is read as a whole.
    pub(super) const fn end_of_path(
        &self,
        from: &'static ErasedLayout,
        path: PlacePath,
    ) -> Option<PathEnd> {
        PathEnd::at(from, Offset(0)).along(steps_of(&path, self.findings.steps))
    }
}

/// What an op reads from the place in a variable, and how it prints it.
#[derive(Clone, Copy)]
pub(super) struct PlaceRead {
    pub(super) of: PlaceReadOf,
    /// The escaper of an op that prints it; `None` for one that pushes it.
    pub(super) escape: Option<Escape>,
    /// The end of the path, if it has few steps.
    pub(super) end: Option<PlaceEnd>,
    /// Whether the op may read a value as a whole.
    pub(super) uses_values: bool,
    /// Whether this value may be displayed.
    pub(super) is_displayed: bool,
}

/// What an op reads from the place in a variable.
#[derive(Clone, Copy)]
pub(super) enum PlaceReadOf {
    /// The leaf at an offset.
    Leaf(Offset, Leaf),
    /// What is at the end of a path, with the layout that the path begins at.
    Path(LayoutRef, PlacePath),
}

impl PlaceRead {
    /// Returns the read of the end of a path that begins at a layout. The end is known if the path leads through layouts.
    pub(super) const fn of(
        layout: LayoutRef,
        path: PlacePath,
        end: &Option<PathEnd>,
        escape: Option<Escape>,
    ) -> Self {
        let direct = match end {
            Some(end) => end.direct(),
            None => None,
        };
        if let Some((offset, ErasedLayout::Leaf(leaf))) = direct {
            let leaf = *leaf;
            let escape = match escape {
                None => None,
                Some(escape) => Some(escape_of_leaf(leaf, escape)),
            };
            // The others are passed the value as a whole.
            if matches!(escape, None) || matches!(escape, Some(escape) if escape.is_divisible()) {
                let of = PlaceReadOf::Leaf(offset, leaf);
                return Self { of, escape, end: None, uses_values: false, is_displayed: false };
            }
        }
        let inside = match end {
            Some(end) => Some(LayoutRef::new(end.layout).peel()),
            None => None,
        };
        // A script has `null` for a value that is absent.
        let escape = match (inside, escape) {
            (Some(ErasedLayout::Leaf(leaf)), Some(escape)) if !escape.is_script() => {
                Some(escape_of_leaf(*leaf, escape))
            }
            _ => escape,
        };
        let is_leaf = matches!(inside, Some(ErasedLayout::Leaf(_)));
        let is_printed_as_leaf = match escape {
            Some(escape) => is_leaf && (escape.is_divisible() || matches!(escape, Escape::Custom)),
            None => false,
        };
        // A value that is read as a whole may be displayed, which takes more than a condition.
        let may_be_displayed = matches!(inside, None | Some(ErasedLayout::Opaque(_)));
        let of = match direct {
            Some((offset, layout)) => {
                PlaceReadOf::Path(LayoutRef::new(layout), PlacePath::At(offset))
            }
            None => PlaceReadOf::Path(layout, path),
        };
        let uses_values = may_be_displayed || (matches!(escape, Some(_)) && !is_printed_as_leaf);
        let is_displayed = uses_values && !is_leaf;
        let end = match end {
            Some(end) => end.place_end(),
            None => None,
        };
        Self { of, escape, end, uses_values, is_displayed }
    }
}

/// Returns the op that reads the leaf at an offset, and pushes or prints it.
pub(super) const fn leaf_op(var: VarId, offset: Offset, leaf: Leaf, escape: Option<Escape>) -> Op {
    match escape {
        None => Op::GetPlace { var, offset, leaf },
        Some(escape) => Op::AppendPlace { var, offset, leaf, escape },
    }
}

/// Returns the op that reads the end of a path, and pushes or prints it.
pub(super) const fn path_op(var: VarId, place: PlaceRef, escape: Option<Escape>) -> Op {
    match escape {
        None => Op::GetPlacePath { var, place },
        Some(escape) => Op::AppendPlacePath { var, place, escape },
    }
}

/// Returns the steps of a path, given the table of steps.
pub(super) const fn steps_of<'s>(path: &'s PlacePath, steps: &'s [PathStep]) -> &'s [PathStep] {
    match path {
        PlacePath::At(_) => &[],
        PlacePath::Step(step) => slice::from_ref(step),
        PlacePath::Steps(row) | PlacePath::StepsFrom(_, row) => {
            steps.split_at(row.first()).1.split_at(row.count() as usize).0
        }
    }
}

/// The end of a path.
#[derive(Clone, Copy)]
pub(super) struct PathEnd {
    pub(super) layout: &'static ErasedLayout,
    /// The number of steps.
    count: usize,
    /// The first steps.
    steps: [Option<Step>; MAX_STEPS],
    /// The distances in bytes before the first step, between the steps, and before the end.
    offsets: [u64; MAX_STEPS + 1],
    /// Whether a step may lead nowhere: that to the content of an option, or to a field of an enum.
    may_be_absent: bool,
}

impl PathEnd {
    /// Returns the end of the path that leads to an offset, with the layout there.
    pub(super) const fn at(layout: &'static ErasedLayout, offset: Offset) -> Self {
        let mut offsets = [0; MAX_STEPS + 1];
        offsets[0] = offset.0 as u64;
        Self { layout, count: 0, steps: [None; MAX_STEPS], offsets, may_be_absent: false }
    }

    /// Follows further steps through layouts. Returns `None` if they lead through a value that is read as a whole.
    pub(super) const fn along(mut self, path: &[PathStep]) -> Option<Self> {
        let mut done = 0;
        loop {
            match self.layout {
                ErasedLayout::Inner(field) => self.enter(*field),
                ErasedLayout::Pointer(to, inner) | ErasedLayout::Optional(to, inner)
                    if done < path.len() =>
                {
                    self.follow(*to, *inner);
                }
                ErasedLayout::Template(template) if done < path.len() => {
                    self.layout = template.data.get();
                }
                ErasedLayout::Struct(StructLayout { fields, .. }) if done < path.len() => {
                    let PathStep::Field(Field(index)) = path[done] else { return None };
                    if index as usize >= fields.len() {
                        return None;
                    }
                    self.enter(fields[index as usize]);
                    done += 1;
                }
                ErasedLayout::Enum(variants) if done < path.len() => {
                    let PathStep::Field(Field(index)) = path[done] else { return None };
                    let Some(field) = variants.field(index as usize) else { return None };
                    self.follow(Step::by(field.to), field.layout);
                    done += 1;
                }
                _ if done < path.len() => return None,
                _ => return Some(self),
            }
        }
    }

    /// Continues to a field of a struct.
    const fn enter(&mut self, field: ErasedField) {
        if self.count <= MAX_STEPS {
            self.offsets[self.count] += field.offset as u64;
        }
        self.layout = field.layout.get();
    }

    /// Continues through a pointer, an option or a field of an enum.
    const fn follow(&mut self, step: Step, layout: LayoutRef) {
        if self.count < MAX_STEPS {
            self.steps[self.count] = Some(step);
        }
        self.count += 1;
        self.may_be_absent |= !matches!(self.layout, ErasedLayout::Pointer(..));
        self.layout = layout.get();
    }

    /// Returns the offset of the end and the layout there, if there is no step, and an operand can hold it.
    pub(super) const fn direct(&self) -> Option<(Offset, &'static ErasedLayout)> {
        if self.count == 0 && self.offsets[0] <= u16::MAX as u64 {
            Some((Offset(self.offsets[0] as u16), self.layout))
        } else {
            None
        }
    }

    /// Returns the end inside of all pointers and options.
    pub(super) const fn inside(mut self) -> Self {
        loop {
            match self.layout {
                ErasedLayout::Pointer(to, inner) | ErasedLayout::Optional(to, inner) => {
                    self.follow(*to, *inner);
                }
                ErasedLayout::Inner(field) => self.enter(*field),
                _ => return self,
            }
        }
    }

    /// Returns `true` if the path may lead nowhere.
    #[cfg(feature = "alloc")]
    pub(super) const fn may_be_absent(&self) -> bool {
        self.may_be_absent
    }

    /// Returns the end inside of all pointers and options, if there are few steps.
    pub(super) const fn place_end(self) -> Option<PlaceEnd> {
        let this = self.inside();
        if this.count > MAX_STEPS || this.offsets[0] > u16::MAX as u64 {
            return None;
        }
        let mut steps = [None; MAX_STEPS];
        let mut i = 0;
        while i < this.count {
            let (Some(step), after) = (this.steps[i], this.offsets[i + 1]) else { return None };
            if after > u16::MAX as u64 {
                return None;
            }
            steps[i] = Some(PlaceStep::new(step, after as u16));
            i += 1;
        }
        Some(PlaceEnd {
            layout: LayoutRef::new(this.layout),
            offset: this.offsets[0] as u16,
            #[cfg(feature = "alloc")]
            near_leaf: match this.layout {
                ErasedLayout::Leaf(leaf) if this.count <= 1 => Some(*leaf),
                _ => None,
            },
            steps,
        })
    }

    /// Returns `true` if there is an object certainly: no option is between, and it is not in one.
    pub(super) const fn is_present(&self) -> bool {
        self.count == 0 && matches!(self.layout, ErasedLayout::Struct(_) | ErasedLayout::Enum(_))
    }
}

/// Returns the layout of an object or a list, inside of all pointers and options.
pub(super) const fn peeled(layout: &'static ErasedLayout) -> Option<&'static ErasedLayout> {
    match LayoutRef::new(layout).peel() {
        known @ (ErasedLayout::Struct(_) | ErasedLayout::Enum(_) | ErasedLayout::Slice(_)) => {
            Some(known)
        }
        _ => None,
    }
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::*;
    use crate::data::Data;
    use std::{boxed::Box, string::String};

    type Inner = (u8, Box<u64>);
    type Outer = (u16, Inner, Option<Box<Inner>>, Box<Box<String>>);

    /// Returns the end of a path from a place with the layout of a type, at an offset.
    fn end<T: Data>(offset: u16, path: &[u16]) -> Option<PathEnd> {
        let layout = T::LAYOUT.erase().expect("it has a layout").get();
        let path: std::vec::Vec<_> = path.iter().map(|i| PathStep::Field(Field(*i))).collect();
        PathEnd::at(layout, Offset(offset)).along(&path)
    }

    fn leaf(end: Option<PathEnd>) -> Option<Leaf> {
        match end?.inside().layout {
            ErasedLayout::Leaf(leaf) => Some(*leaf),
            _ => None,
        }
    }

    #[test]
    fn a_path_through_structs_adds_up_offsets() {
        let outer = core::mem::offset_of!(Outer, 1);
        let (byte, number) =
            (core::mem::offset_of!(Inner, 0) + outer, core::mem::offset_of!(Inner, 1) + outer);
        let found = end::<Outer>(40, &[1, 0]).expect("it has fields");
        assert!(
            matches!(found.direct(), Some((Offset(at), ErasedLayout::Leaf(Leaf::U8))) if usize::from(at) == 40 + byte)
        );
        assert!(!found.may_be_absent());
        // It ends at the pointer, but its value is the target.
        let found = end::<Outer>(40, &[1, 1]).expect("it has fields");
        assert!(
            matches!(found.direct(), Some((Offset(at), ErasedLayout::Pointer(..))) if usize::from(at) == 40 + number)
        );
        let inside = found.inside();
        assert!(inside.direct().is_none() && !inside.may_be_absent());
        assert_eq!((inside.count, inside.offsets[1]), (1, 0));
        assert_eq!(leaf(Some(found)), Some(Leaf::U64));
    }

    #[test]
    fn a_path_through_an_option_may_be_absent() {
        let found = end::<Outer>(0, &[2, 0]).expect("it has fields");
        assert!(found.may_be_absent() && found.direct().is_none());
        assert_eq!(leaf(Some(found)), Some(Leaf::U8));
        // The distance from where the option leads to.
        assert_eq!(found.offsets[found.count], core::mem::offset_of!(Inner, 0) as u64);
        // The option itself is there.
        assert!(!end::<Outer>(0, &[2]).expect("it has fields").may_be_absent());
    }

    /// What one path leads to from the end of another is what both together lead to.
    #[test]
    fn paths_continue_each_other() {
        for (first, rest) in [([1].as_slice(), [1].as_slice()), (&[2], &[1]), (&[], &[2, 0])] {
            let path = [first, rest].concat();
            let whole = end::<Outer>(8, &path).expect("it has fields");
            let steps: std::vec::Vec<_> = rest.iter().map(|i| PathStep::Field(Field(*i))).collect();
            let parts = end::<Outer>(8, first).and_then(|end| end.along(&steps));
            let parts = parts.expect("it has fields");
            assert_eq!((parts.count, parts.offsets), (whole.count, whole.offsets), "{path:?}");
            assert!(core::ptr::eq(parts.layout, whole.layout), "{path:?}");
        }
    }

    #[test]
    fn a_path_ends_where_there_is_no_field() {
        assert!(end::<Outer>(0, &[4]).is_none());
        assert!(end::<Outer>(0, &[0, 0]).is_none());
        assert!(end::<Outer>(0, &[3, 0]).is_none());
        assert_eq!(leaf(end::<Outer>(0, &[3])), Some(Leaf::OwnedString));
        assert!(end::<std::vec::Vec<u8>>(0, &[0]).is_none());
    }
}
