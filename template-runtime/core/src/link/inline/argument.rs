//! The arguments of calls that are replaced, and how the copied ops read them.

use super::component::{FieldRead, InlineProgram};
use crate::{
    data::{ErasedLayout, LayoutRef},
    link::places::{PathEnd, PlaceRead, PlaceReadOf, leaf_op, path_op, steps_of},
    vm::ProgramTables,
};
use template_bytecode::{
    Constant, Escape, Immediate, Leaf, Offset, Op, PathStep, PlacePath, PlaceRef, VarId,
};

/// An argument with which the ops of a component can be copied. A literal is the op that pushes it.
#[derive(Clone, Copy)]
pub(super) enum InlineArg {
    /// A leaf at an offset of the place in a variable.
    Leaf(VarId, Offset, Leaf),
    /// The end of a path from the place in a variable.
    Path(VarId, PlaceRef),
    /// Text.
    Text(Op),
    /// `true` or `false`.
    Bool(Op),
    /// An integer that all integer types have.
    SmallInteger(Op),
}

/// How a copied op reads an argument.
#[derive(Clone, Copy)]
pub(super) enum ArgRead<'p> {
    /// It is pushed, and printed if there is an escaper.
    Pushed(Op, Option<Escape>),
    /// An op reads it at a place.
    Placed(PlacedRead<'p>),
}

/// A read of an argument at a place.
#[derive(Clone, Copy)]
pub(super) struct PlacedRead<'p> {
    var: VarId,
    pub(super) read: PlaceRead,
    /// The path that the call reads, if it is the same.
    same: Option<PlaceRef>,
    /// The steps of the path of the argument, and those that follow them.
    steps: (&'p [PathStep], &'static [PathStep]),
    /// Whether it prints a float.
    pub(super) prints_float: bool,
}

impl InlineArg {
    /// Returns the argument that an op pushes; `None` if it is neither read at a place nor a literal that all fields of its kind
    /// take.
    pub(super) const fn of(op: Op, constants: &[Constant<'_>]) -> Option<Self> {
        match op {
            Op::GetFirstArg { var, offset, leaf } | Op::GetPlace { var, offset, leaf } => {
                Some(Self::Leaf(var, offset, leaf))
            }
            Op::GetFirstArgPath { var, place } | Op::GetPlacePath { var, place } => {
                Some(Self::Path(var, place))
            }
            Op::PushConstant { constant } => match constants[constant.0 as usize] {
                Constant::Text(_) => Some(Self::Text(op)),
                Constant::Bool(_) => Some(Self::Bool(op)),
                _ => None,
            },
            Op::PushImmediate { value: Immediate(0..=127) } => Some(Self::SmallInteger(op)),
            _ => None,
        }
    }

    /// Returns `true` if the field for a parameter takes the argument in any case, and is then read like the argument.
    pub(super) const fn is_taken(
        &self,
        program: &InlineProgram,
        param: u8,
        tables: &ProgramTables<'static>,
    ) -> bool {
        let Some(field) = program.field(param) else { return false };
        let layout = field.layout.peel();
        let path = match *self {
            Self::Leaf(_, _, leaf) => return takes_leaf(program, layout, leaf),
            Self::Path(_, place) => Start::of_path(place, tables),
            Self::Text(_) => return takes_leaf(program, layout, Leaf::Str),
            Self::Bool(_) => return matches!(layout, ErasedLayout::Leaf(Leaf::Bool)),
            Self::SmallInteger(_) => {
                return matches!(layout, ErasedLayout::Leaf(leaf) if leaf.is_integer());
            }
        };
        let Some(end) = path.end(&[]) else { return false };
        let end = end.inside();
        // Null is an error for other fields, or replaced with the default.
        let is_present = !end.may_be_absent();
        let takes_null = is_optional(field.layout) && !program.has_defaults;
        (is_present || takes_null)
            && match (layout, end.layout) {
                (_, ErasedLayout::Leaf(leaf)) => takes_leaf(program, layout, *leaf),
                (ErasedLayout::Struct(_), ErasedLayout::Struct(_))
                | (ErasedLayout::Enum(_), ErasedLayout::Enum(_))
                | (ErasedLayout::Slice(_), ErasedLayout::Slice(_)) => true,
                _ => false,
            }
    }

    /// Returns how the copy of an op reads what the op reads of a field; `None` if what it reads is of another type.
    pub(super) const fn read<'p>(
        &self,
        program: &InlineProgram,
        of: &FieldRead,
        tables: &'p ProgramTables<'static>,
    ) -> Option<ArgRead<'p>> {
        let (var, start, same) = match *self {
            Self::Leaf(var, offset, leaf) => (var, Start::of_leaf(offset, leaf), None),
            Self::Path(var, place) => (var, Start::of_path(place, tables), Some(place)),
            Self::Text(push) | Self::Bool(push) | Self::SmallInteger(push) => {
                return Some(ArgRead::Pushed(push, of.escape));
            }
        };
        let Some(end) = start.end(of.steps) else { return None };
        let inside = LayoutRef::new(end.layout).peel();
        let mut same = same;
        if !of.steps.is_empty() {
            same = None;
            let Some(field) = program.field(of.param) else { return None };
            match PathEnd::at(field.layout.get(), Offset(0)).along(of.steps) {
                Some(wanted) if are_alike(LayoutRef::new(wanted.layout).peel(), inside) => {}
                _ => return None,
            }
        }
        let path = PlacePath::At(start.offset);
        let read = PlaceRead::of(LayoutRef::new(start.layout), path, &Some(end), of.escape);
        let prints_float = matches!(inside, ErasedLayout::Leaf(Leaf::F32 | Leaf::F64));
        let steps = (start.steps, of.steps);
        Some(ArgRead::Placed(PlacedRead { var, read, same, steps, prints_float }))
    }
}

impl PlacedRead<'_> {
    /// Returns the number of steps of a path that the program gets; `None` if it gets no path.
    pub(super) const fn added_steps(&self) -> Option<usize> {
        match self.read.of {
            PlaceReadOf::Leaf(..) => None,
            PlaceReadOf::Path(..) if self.same.is_some() => None,
            PlaceReadOf::Path(..) if self.is_direct() => Some(0),
            PlaceReadOf::Path(..) => Some(self.steps.0.len() + self.steps.1.len()),
        }
    }

    /// Returns `true` if the path has no steps through pointers, options and enums.
    const fn is_direct(&self) -> bool {
        match &self.read.end {
            Some(end) => end.steps[0].is_none(),
            None => false,
        }
    }

    /// Returns the step at an index.
    pub(super) const fn step(&self, index: usize) -> PathStep {
        let (first, rest) = self.steps;
        if index < first.len() { first[index] } else { rest[index - first.len()] }
    }

    /// Returns the op that reads the place. If the program gets a path, it has the index `place`.
    pub(super) const fn op(&self, place: PlaceRef) -> Op {
        let escape = self.read.escape;
        match (self.read.of, self.same) {
            (PlaceReadOf::Leaf(offset, leaf), _) => leaf_op(self.var, offset, leaf, escape),
            (PlaceReadOf::Path(..), Some(same)) => path_op(self.var, same, escape),
            (PlaceReadOf::Path(..), None) => path_op(self.var, place, escape),
        }
    }
}

/// The layout that the path of an argument begins at, the offset at which that is, and the steps from there.
struct Start<'p> {
    layout: &'static ErasedLayout,
    offset: Offset,
    steps: &'p [PathStep],
}

impl<'p> Start<'p> {
    const fn of_leaf(offset: Offset, leaf: Leaf) -> Self {
        Self { layout: layout_of_leaf(leaf), offset, steps: &[] }
    }

    const fn of_path(PlaceRef(place): PlaceRef, tables: &'p ProgramTables<'static>) -> Self {
        let layout = tables.places[place as usize].layout.get();
        let path = &tables.place_paths[place as usize];
        let offset = match *path {
            PlacePath::At(offset) | PlacePath::StepsFrom(offset, _) => offset,
            PlacePath::Step(_) | PlacePath::Steps(_) => Offset(0),
        };
        Self { layout, offset, steps: steps_of(path, tables.steps) }
    }

    /// Returns the end of the path with further steps, if it leads through layouts.
    const fn end(&self, steps: &[PathStep]) -> Option<PathEnd> {
        match PathEnd::at(self.layout, self.offset).along(self.steps) {
            Some(end) => end.along(steps),
            None => None,
        }
    }
}

/// Returns `true` if a field with a layout takes a leaf of a type, and is printed, and true, like it.
const fn takes_leaf(program: &InlineProgram, field: &ErasedLayout, leaf: Leaf) -> bool {
    let ErasedLayout::Leaf(field) = field else { return false };
    if leaf.is_optional_text() {
        // Null is an error for other fields, or replaced with the default.
        field.is_optional_text() && !program.has_defaults
    } else if leaf.is_text() {
        field.is_text() || field.is_optional_text()
    } else {
        leaf as u8 == *field as u8
    }
}

/// Returns `true` if a field with a layout takes null.
const fn is_optional(layout: LayoutRef) -> bool {
    let mut layout = layout.get();
    loop {
        match layout {
            ErasedLayout::Optional(..) => return true,
            ErasedLayout::Leaf(leaf) => return leaf.is_optional_text(),
            ErasedLayout::Pointer(_, inner) => layout = inner.get(),
            ErasedLayout::Inner(field) => layout = field.layout.get(),
            _ => return false,
        }
    }
}

/// Returns `true` if values with these layouts are read in the same way. The names of the types on the way to them are the same.
const fn are_alike(a: &ErasedLayout, b: &ErasedLayout) -> bool {
    match (a, b) {
        (ErasedLayout::Leaf(a), ErasedLayout::Leaf(b)) => *a as u8 == *b as u8,
        (ErasedLayout::Opaque(_), ErasedLayout::Opaque(_))
        | (ErasedLayout::Struct(_), ErasedLayout::Struct(_))
        | (ErasedLayout::Object(_), ErasedLayout::Object(_))
        | (ErasedLayout::Enum(_), ErasedLayout::Enum(_))
        | (ErasedLayout::Template(_), ErasedLayout::Template(_))
        | (ErasedLayout::Slice(_), ErasedLayout::Slice(_))
        | (ErasedLayout::List(_), ErasedLayout::List(_)) => true,
        _ => false,
    }
}

/// Returns the layout of a leaf.
const fn layout_of_leaf(leaf: Leaf) -> &'static ErasedLayout {
    /// Defines the function for the names of the variants.
    macro_rules! layouts {
        ($($variant:ident)*) => {
            match leaf {
                $(Leaf::$variant => &ErasedLayout::Leaf(Leaf::$variant),)*
            }
        };
    }

    layouts! {
        Bool Char F32 F64 I8 I16 I32 I64 Isize U8 U16 U32 U64 Usize
        Str OwnedString OptionStr OptionOwnedString CowStr BoxStr RcStr ArcStr
    }
}
