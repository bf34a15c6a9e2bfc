//! Places: paths that lead from the place in a variable through layouts, resolved to offsets.

use super::linker::Linker;
use crate::{
    data::{ErasedField, ErasedLayout, LayoutRef, Step, StepFn, StructLayout},
    output::COMPACT,
};
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
    /// The leaf there, if it is one, and a single step leads to it.
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

    const fn new(layout: LayoutRef, end: Option<PlaceEnd>) -> Self {
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
        let direct = match &end {
            Some(end) => end.direct(),
            None => None,
        };
        if let Some((offset, ErasedLayout::Leaf(leaf))) = direct {
            let leaf = *leaf;
            match escape {
                None => return Some(Op::GetPlace { var, offset, leaf }),
                Some(escape) => {
                    let escape = escape_of_leaf(leaf, escape);
                    if escape.is_divisible() {
                        return Some(Op::AppendPlace { var, offset, leaf, escape });
                    }
                    // The others are passed the value as a whole.
                }
            }
        }
        // A script has `null` for a value that is absent.
        let escape = match (&end, escape) {
            (Some(end), Some(escape)) if !escape.is_script() => {
                match LayoutRef::new(end.layout).peel() {
                    ErasedLayout::Leaf(leaf) => Some(escape_of_leaf(*leaf, escape)),
                    _ => Some(escape),
                }
            }
            _ => escape,
        };
        let is_printed_as_leaf = match (&end, escape) {
            (Some(end), Some(escape)) => {
                matches!(LayoutRef::new(end.layout).peel(), ErasedLayout::Leaf(_))
                    && (escape.is_divisible() || matches!(escape, Escape::Custom))
            }
            _ => false,
        };
        // A value that is read as a whole may be displayed, which takes more than a condition.
        let may_be_displayed = match &end {
            Some(end) => matches!(LayoutRef::new(end.layout).peel(), ErasedLayout::Opaque(_)),
            None => true,
        };
        if may_be_displayed || (matches!(escape, Some(_)) && !is_printed_as_leaf) {
            self.findings.uses.values = true;
        }
        let place = PlaceRef(self.place_count as u16);
        let (layout, path) = match direct {
            Some((offset, layout)) => (LayoutRef::new(layout), PlacePath::At(offset)),
            None => (layout, path),
        };
        let place_end = match &end {
            Some(end) => end.place_end(),
            None => None,
        };
        #[cfg(not(feature = "alloc"))]
        {
            // Only the interpreter of values follows a path through layouts.
            self.findings.uses.values |= matches!(place_end, None);
            self.findings.ends[self.place_count] = place_end;
        }
        self.findings.places[self.place_count] = LinkedPlace::new(layout, place_end);
        self.findings.place_paths[self.place_count] = path;
        self.place_count += 1;
        Some(match escape {
            None => Op::GetPlacePath { var, place },
            Some(escape) => Op::AppendPlacePath { var, place, escape },
        })
    }

    /// Follows a path through layouts. Returns `None` if it leads through a value that is read as a whole.
    pub(super) const fn end_of_path(
        &self,
        from: &'static ErasedLayout,
        path: PlacePath,
    ) -> Option<PathEnd> {
        let mut end = PathEnd::at(from);
        let count = match path {
            PlacePath::At(_) => 0,
            PlacePath::Step(_) => 1,
            PlacePath::Steps(row) => row.count() as usize,
        };
        let mut done = 0;
        loop {
            match end.layout {
                ErasedLayout::Inner(field) => end.enter(*field),
                ErasedLayout::Pointer(to, inner) | ErasedLayout::Optional(to, inner)
                    if done < count =>
                {
                    end.follow(*to, *inner);
                }
                ErasedLayout::Template(template) if done < count => {
                    end.layout = template.data.get();
                }
                ErasedLayout::Struct(StructLayout { fields, .. }) if done < count => {
                    let PathStep::Field(Field(index)) = self.step_of(path, done) else {
                        return None;
                    };
                    if index as usize >= fields.len() {
                        return None;
                    }
                    end.enter(fields[index as usize]);
                    done += 1;
                }
                ErasedLayout::Enum(variants) if done < count => {
                    let PathStep::Field(Field(index)) = self.step_of(path, done) else {
                        return None;
                    };
                    let Some(field) = variants.field(index as usize) else { return None };
                    end.follow(Step::by(field.to), field.layout);
                    done += 1;
                }
                _ if done < count => return None,
                _ => return Some(end),
            }
        }
    }

    /// Returns the step at `index` of a path that has so many.
    const fn step_of(&self, path: PlacePath, index: usize) -> PathStep {
        match path {
            PlacePath::Step(step) => step,
            PlacePath::Steps(row) => self.findings.steps[row.first() + index],
            PlacePath::At(_) => panic!("an offset has no steps"),
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
}

impl PathEnd {
    /// Returns the end of the path that leads nowhere.
    const fn at(layout: &'static ErasedLayout) -> Self {
        Self { layout, count: 0, steps: [None; MAX_STEPS], offsets: [0; MAX_STEPS + 1] }
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
        self.layout = layout.get();
    }

    /// Returns the offset of the end and the layout there, if there is no step, and an operand can hold it.
    const fn direct(&self) -> Option<(Offset, &'static ErasedLayout)> {
        if self.count == 0 && self.offsets[0] <= u16::MAX as u64 {
            Some((Offset(self.offsets[0] as u16), self.layout))
        } else {
            None
        }
    }

    /// Returns the end inside of all pointers and options, if there are few steps.
    const fn place_end(mut self) -> Option<PlaceEnd> {
        loop {
            match self.layout {
                ErasedLayout::Pointer(to, inner) | ErasedLayout::Optional(to, inner) => {
                    self.follow(*to, *inner);
                }
                ErasedLayout::Inner(field) => self.enter(*field),
                _ => break,
            }
        }
        if self.count > MAX_STEPS || self.offsets[0] > u16::MAX as u64 {
            return None;
        }
        let mut steps = [None; MAX_STEPS];
        let mut i = 0;
        while i < self.count {
            let (Some(step), after) = (self.steps[i], self.offsets[i + 1]) else { return None };
            if after > u16::MAX as u64 {
                return None;
            }
            steps[i] = Some(PlaceStep::new(step, after as u16));
            i += 1;
        }
        Some(PlaceEnd {
            layout: LayoutRef::new(self.layout),
            offset: self.offsets[0] as u16,
            #[cfg(feature = "alloc")]
            near_leaf: match self.layout {
                ErasedLayout::Leaf(leaf) if self.count == 1 => Some(*leaf),
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
