//! Places: paths that lead from the place in a variable through layouts, resolved to offsets.

use super::linker::Linker;
use crate::data::{ErasedLayout, LayoutRef, StructLayout};
use template_bytecode::{
    Escape, Field, Leaf, Offset, Op, PathRow, PathStep, PlacePath, PlaceRef, Slot,
};

/// The layout that a place in the tables of a program begins at, before it is linked.
pub(super) const PENDING_LAYOUT: LayoutRef = {
    static LAYOUT: ErasedLayout = ErasedLayout::Leaf(Leaf::Bool);
    LayoutRef::new(&LAYOUT)
};

impl Linker<'_, '_> {
    /// Returns the layout of the place in a variable, if it holds one.
    const fn place(&self, slot: Slot) -> Option<LayoutRef> {
        let place = self.variables[slot.0 as usize].place;
        if place.is_some() {
            self.check_in_scope(slot);
        }
        place
    }

    /// Links an op that reads a path from a variable, and either prints the value (`escape`) or pushes it.
    /// Returns `None` if the variable holds no place, or need not be read as one.
    pub(super) const fn link_place(
        &mut self,
        slot: Slot,
        path: PlacePath,
        escape: Option<Escape>,
    ) -> Option<Op> {
        let Some(layout) = self.place(slot) else { return None };
        let end = self.end_of_path(layout, path);
        // What is bound to a value as well is read from that as a whole, and where the path leads through
        // values.
        if self.variables[slot.0 as usize].has_value
            && (end.is_none() || matches!(path, PlacePath::Itself))
        {
            return None;
        }
        if let Some(PathEnd { offset: Some(offset), layout }) = end
            && let ErasedLayout::Leaf(leaf) = *layout.get()
            && offset <= u16::MAX as u32
        {
            let offset = Offset(offset as u16);
            match escape {
                None => return Some(Op::GetPlace { slot, offset, leaf }),
                // A custom escaper is passed a value.
                Some(Escape::Custom) => {}
                Some(escape) => return Some(Op::AppendPlace { slot, offset, leaf, escape }),
            }
        }
        let place = PlaceRef(self.place_count as u16);
        self.findings.places[self.place_count] = layout;
        self.findings.place_paths[self.place_count] = path;
        self.place_count += 1;
        Some(match escape {
            None => Op::GetPlacePath { slot, place },
            Some(escape) => Op::AppendPlacePath { slot, place, escape },
        })
    }

    /// Returns the layout at the end of a path from a variable, if it is known.
    pub(super) const fn layout_of_path(&self, slot: Slot, path: PlacePath) -> Option<LayoutRef> {
        let Some(layout) = self.place(slot) else { return None };
        match self.end_of_path(layout, path) {
            Some(PathEnd { layout, .. }) => Some(layout),
            None => None,
        }
    }

    /// Follows a path through layouts. Returns `None` if it leads through a value that is read as a whole.
    const fn end_of_path(&self, from: LayoutRef, path: PlacePath) -> Option<PathEnd> {
        let (mut layout, mut offset) = (from, Some(0u32));
        let count = match path {
            PlacePath::Itself => 0,
            PlacePath::Step(_) => 1,
            PlacePath::Steps(row) => row.count(),
        };
        let mut done = 0;
        loop {
            match layout.get() {
                ErasedLayout::Inner(field) => {
                    offset = add(offset, field.offset);
                    layout = field.layout;
                }
                ErasedLayout::Step(_, inner) if done < count => {
                    offset = None;
                    layout = *inner;
                }
                ErasedLayout::Template(template) if done < count => layout = template.data,
                ErasedLayout::Struct(StructLayout { fields, .. }) if done < count => {
                    let step = match path {
                        PlacePath::Itself => return None,
                        PlacePath::Step(step) => step,
                        PlacePath::Steps(row) => self.findings.steps[row.first() + done],
                    };
                    let PathStep::Field(Field(index)) = step else { return None };
                    if index as usize >= fields.len() {
                        return None;
                    }
                    let field = fields[index as usize];
                    offset = add(offset, field.offset);
                    layout = field.layout;
                    done += 1;
                }
                _ if done < count => return None,
                _ => return Some(PathEnd { offset, layout }),
            }
        }
    }
}

/// The end of a path.
struct PathEnd {
    /// The distance from the beginning in bytes, if no pointer and no option is between.
    offset: Option<u32>,
    layout: LayoutRef,
}

const fn add(a: Option<u32>, b: u32) -> Option<u32> {
    match a {
        Some(a) => a.checked_add(b),
        None => None,
    }
}

/// Returns the path of an op, whose step is `step` if it is the only one.
pub(super) const fn place_path(path: PathRow, step: Option<PathStep>) -> PlacePath {
    match step {
        Some(step) => PlacePath::Step(step),
        None => PlacePath::Steps(path),
    }
}

/// Returns the layout of an object or a list, inside of all pointers and options.
pub(super) const fn peeled(layout: Option<LayoutRef>) -> Option<&'static ErasedLayout> {
    match layout {
        Some(layout) => match layout.peel() {
            known @ (ErasedLayout::Struct(_) | ErasedLayout::Slice(_)) => Some(known),
            _ => None,
        },
        None => None,
    }
}
