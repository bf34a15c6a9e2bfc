//! Places: paths that lead from the place in a variable through layouts, resolved to offsets.

use super::linker::Linker;
use crate::data::{ErasedLayout, LayoutRef, StructLayout};
use template_bytecode::{Escape, Field, Leaf, Offset, Op, PathStep, PlacePath, PlaceRef, Slot};

/// The layout that a place in the tables of a program begins at, before it is linked.
pub(super) const PENDING_LAYOUT: LayoutRef = {
    static LAYOUT: ErasedLayout = ErasedLayout::Leaf(Leaf::Bool);
    LayoutRef::new(&LAYOUT)
};

/// The path to the place in a variable itself.
pub(super) const ITSELF: PlacePath = PlacePath::At(Offset(0));

impl Linker<'_, '_> {
    /// Links an op that reads a path from a variable, and either prints the value (`escape`) or pushes it. `end` is
    /// the end of the path, if it leads through layouts. Returns `None` if the variable holds no place, or need not
    /// be read as one.
    pub(super) const fn link_place(
        &mut self,
        slot: Slot,
        path: PlacePath,
        end: Option<PathEnd>,
        escape: Option<Escape>,
    ) -> Option<Op> {
        let variable = self.variables[slot.0 as usize];
        let Some(layout) = variable.place else { return None };
        // What is bound to a value as well is read from that as a whole, and where the path leads through
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
                None => return Some(Op::GetPlace { slot, offset, leaf }),
                Some(escape) if escape.is_divisible() => {
                    return Some(Op::AppendPlace { slot, offset, leaf, escape });
                }
                // The others are passed the value as a whole.
                Some(_) => {}
            }
        }
        let is_printed_as_leaf = match (&end, escape) {
            (Some(end), Some(escape)) => {
                matches!(LayoutRef::new(end.layout).peel(), ErasedLayout::Leaf(_))
                    && (escape.is_divisible() || matches!(escape, Escape::Custom))
            }
            _ => false,
        };
        // What is read as a whole may be displayed, which takes more than a condition.
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
        self.findings.places[self.place_count] = layout;
        self.findings.place_paths[self.place_count] = path;
        self.place_count += 1;
        Some(match escape {
            None => Op::GetPlacePath { slot, place },
            Some(escape) => Op::AppendPlacePath { slot, place, escape },
        })
    }

    /// Follows a path through layouts. Returns `None` if it leads through a value that is read as a whole.
    pub(super) const fn end_of_path(
        &self,
        from: &'static ErasedLayout,
        path: PlacePath,
    ) -> Option<PathEnd> {
        let (mut layout, mut is_direct, mut offset) = (from, true, 0);
        let count = match path {
            PlacePath::At(_) => 0,
            PlacePath::Step(_) => 1,
            PlacePath::Steps(row) => row.count(),
        };
        let mut done = 0;
        loop {
            match layout {
                ErasedLayout::Inner(field) => {
                    offset += field.offset as u64;
                    layout = field.layout.get();
                }
                ErasedLayout::Pointer(_, inner) | ErasedLayout::Optional(_, inner)
                    if done < count =>
                {
                    is_direct = false;
                    layout = inner.get();
                }
                ErasedLayout::Template(template) if done < count => layout = template.data.get(),
                ErasedLayout::Struct(StructLayout { fields, .. }) if done < count => {
                    let step = match path {
                        PlacePath::At(_) => return None,
                        PlacePath::Step(step) => step,
                        PlacePath::Steps(row) => self.findings.steps[row.first() + done],
                    };
                    let PathStep::Field(Field(index)) = step else { return None };
                    if index as usize >= fields.len() {
                        return None;
                    }
                    let field = fields[index as usize];
                    offset += field.offset as u64;
                    layout = field.layout.get();
                    done += 1;
                }
                _ if done < count => return None,
                _ => return Some(PathEnd { is_direct, offset, layout }),
            }
        }
    }
}

/// The end of a path.
#[derive(Clone, Copy)]
pub(super) struct PathEnd {
    /// Whether no pointer and no option is between.
    is_direct: bool,
    /// The distance from the beginning in bytes, if it is direct.
    offset: u64,
    pub(super) layout: &'static ErasedLayout,
}

impl PathEnd {
    /// Returns the offset of the end and the layout there, if no pointer and no option is between, and an operand can hold it.
    const fn direct(&self) -> Option<(Offset, &'static ErasedLayout)> {
        if self.is_direct && self.offset <= u16::MAX as u64 {
            Some((Offset(self.offset as u16), self.layout))
        } else {
            None
        }
    }

    /// Reports whether there is an object certainly: no option is between, and it is not in one.
    pub(super) const fn is_present(&self) -> bool {
        self.is_direct && matches!(self.layout, ErasedLayout::Struct(_))
    }
}

/// Returns the layout of an object or a list, inside of all pointers and options.
pub(super) const fn peeled(layout: &'static ErasedLayout) -> Option<&'static ErasedLayout> {
    match LayoutRef::new(layout).peel() {
        known @ (ErasedLayout::Struct(_) | ErasedLayout::Slice(_)) => Some(known),
        _ => None,
    }
}
