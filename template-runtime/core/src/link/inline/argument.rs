//! The arguments of calls that are replaced, and how the copied ops read them.

use super::component::{FieldRead, InlineProgram, are_alike, layout_of_leaf};
use crate::{
    data::{ErasedField, ErasedLayout, LayoutRef},
    link::places::{PathEnd, PlaceRead, PlaceReadOf, leaf_op, path_op, steps_of},
    vm::ProgramTables,
};
use template_bytecode::{
    Constant, Escape, Field, Immediate, Leaf, Offset, Op, PathRow, PathStep, PlacePath, PlaceRef,
    VarId,
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
pub(super) enum ArgRead {
    /// It is pushed, and printed if there is an escaper.
    Pushed(Op, Option<Escape>),
    /// It is a leaf at an offset, which the op reads.
    Leaf(Op),
    /// It is at the end of a path.
    Path(PathRead),
}

/// A read of what is at the end of a path from a place.
#[derive(Clone, Copy)]
pub(super) struct PathRead {
    var: VarId,
    pub(super) read: PlaceRead,
    /// The layout that the path begins at, and the path.
    pub(super) place: (LayoutRef, PlacePath),
    /// The path that the call reads, if it is the same.
    same: Option<PlaceRef>,
    /// The steps of the path of the argument, and those that follow them.
    steps: (&'static [PathStep], &'static [PathStep]),
    /// Whether it prints a float.
    pub(super) prints_float: bool,
}

impl InlineArg {
    /// Returns the argument that an op pushes; `None` if it is neither read at a place nor a literal that all fields of its kind
    /// take.
    pub(super) const fn of(op: Op, tables: &ProgramTables<'_>) -> Option<Self> {
        match op {
            Op::GetFirstArg { var, offset, leaf } | Op::GetPlace { var, offset, leaf } => {
                Some(Self::Leaf(var, offset, leaf))
            }
            Op::GetFirstArgPath { var, place } | Op::GetPlacePath { var, place } => {
                Some(Self::Path(var, place))
            }
            Op::PushConstant { constant } => match tables.constants[constant.0 as usize] {
                Constant::Text(_) => Some(Self::Text(op)),
                Constant::Bool(_) => Some(Self::Bool(op)),
                _ => None,
            },
            Op::PushImmediate { value: Immediate(0..=127) } => Some(Self::SmallInteger(op)),
            _ => None,
        }
    }

    /// Finds out how the copies of the ops of a component that read the field for a parameter read the argument, for each of the
    /// [reads](InlineProgram::reads) of the component. Returns their number; `None` if the field does not take the argument in any
    /// case, or an op would read something else than in the component.
    ///
    /// rustc takes long over calls: few are made for each op.
    pub(super) const fn find_reads(
        &self,
        program: &InlineProgram,
        param: u8,
        tables: &'static ProgramTables<'static>,
        reads: &mut [Option<ArgRead>],
    ) -> Option<usize> {
        let Some(field) = program.field(param) else { return None };
        let layout = field.layout.peel();
        let (is_taken, source) = match *self {
            Self::Leaf(var, offset, leaf) => {
                (takes_leaf(program, layout, leaf), Some(Start::of_leaf(var, offset, leaf)))
            }
            Self::Path(var, place) => match Start::of_path(var, place, tables) {
                Some(start) => (start.is_taken(program, field.layout), Some(start)),
                None => (false, None),
            },
            Self::Text(_) => (takes_leaf(program, layout, Leaf::Str), None),
            Self::Bool(_) => (matches!(layout, ErasedLayout::Leaf(Leaf::Bool)), None),
            Self::SmallInteger(_) => {
                (matches!(layout, ErasedLayout::Leaf(leaf) if leaf.is_integer()), None)
            }
        };
        if !is_taken {
            return None;
        }
        let mut count = 0;
        let mut i = 0;
        while i < program.read_count {
            let (op, of) = program.reads[i];
            let (op, read) = (op as usize, &mut reads[i]);
            i += 1;
            if of != param {
                continue;
            }
            count += read.is_none() as usize;
            *read = match (&source, *self) {
                (Some(start), _) => start.read(program.read(op), field.layout),
                (None, Self::Text(push) | Self::Bool(push) | Self::SmallInteger(push)) => {
                    Some(ArgRead::Pushed(push, program.read(op).escape))
                }
                (None, _) => None,
            };
            if read.is_none() {
                return None;
            }
        }
        Some(count)
    }
}

impl PathRead {
    /// Returns the number of steps of a path that the program gets; `None` if it gets no path.
    pub(super) const fn added_steps(&self) -> Option<usize> {
        match self.place.1 {
            _ if self.same.is_some() => None,
            PlacePath::At(_) => Some(0),
            _ => Some(self.steps.0.len() + self.steps.1.len()),
        }
    }

    /// Returns the step at an index.
    pub(super) const fn step(&self, index: usize) -> PathStep {
        let (first, rest) = self.steps;
        if index < first.len() { first[index] } else { rest[index - first.len()] }
    }

    /// Returns the op that reads the place. If the program gets a path, it has the index `place`.
    pub(super) const fn op(&self, place: PlaceRef) -> Op {
        let place = match self.same {
            Some(same) => same,
            None => place,
        };
        path_op(self.var, place, self.read.escape)
    }
}

/// An argument at a place.
struct Start {
    var: VarId,
    /// The layout that its path begins at, the offset of this beginning, and the steps from there.
    layout: &'static ErasedLayout,
    offset: Offset,
    steps: &'static [PathStep],
    /// The path that the call reads.
    same: Option<PlaceRef>,
    end: PathEnd,
    /// Its fields, and its offset, if it is a struct at an offset from the place in the variable.
    fields: Option<(&'static [ErasedField], u32)>,
}

impl Start {
    const fn of_leaf(var: VarId, offset: Offset, leaf: Leaf) -> Self {
        let layout = layout_of_leaf(leaf);
        let end = PathEnd::at(layout, offset);
        Self { var, layout, offset, steps: &[], same: None, end, fields: None }
    }

    /// Returns the argument that is at the end of a path; `None` if that leads through values.
    const fn of_path(
        var: VarId,
        same: PlaceRef,
        tables: &'static ProgramTables<'static>,
    ) -> Option<Self> {
        let layout = tables.places[same.0 as usize].layout.get();
        let path = &tables.place_paths[same.0 as usize];
        let offset = match *path {
            PlacePath::At(offset) | PlacePath::StepsFrom(offset, _) => offset,
            PlacePath::Step(_) | PlacePath::Steps(_) => Offset(0),
        };
        let steps = steps_of(path, tables.steps);
        let Some(end) = PathEnd::at(layout, offset).along(steps) else { return None };
        let fields = match end.direct() {
            Some((Offset(offset), ErasedLayout::Struct(layout))) => {
                Some((layout.fields, offset as u32))
            }
            _ => None,
        };
        Some(Self { var, layout, offset, steps, same: Some(same), end, fields })
    }

    /// Returns `true` if a field takes the argument in any case, and is then read like it.
    const fn is_taken(&self, program: &InlineProgram, field: LayoutRef) -> bool {
        let end = self.end.inside();
        // Null is an error for other fields, or replaced with the default.
        if end.may_be_absent() && (program.has_defaults || !is_optional(field)) {
            return false;
        }
        match (field.peel(), end.layout) {
            (layout, ErasedLayout::Leaf(leaf)) => takes_leaf(program, layout, *leaf),
            (ErasedLayout::Struct(_), ErasedLayout::Struct(_))
            | (ErasedLayout::Enum(_), ErasedLayout::Enum(_))
            | (ErasedLayout::Slice(_), ErasedLayout::Slice(_)) => true,
            _ => false,
        }
    }

    /// Returns how the copy of an op reads what the op reads of a field, given the layout of the field; `None` if it would read
    /// something else.
    const fn read(&self, of: FieldRead, field: LayoutRef) -> Option<ArgRead> {
        // Most ops read a leaf of a struct.
        if let (Some((fields, start)), [PathStep::Field(Field(index))]) = (self.fields, of.steps)
            && (*index as usize) < fields.len()
            && let field = fields[*index as usize]
            && let ErasedLayout::Leaf(leaf) = field.layout.get()
            && start + field.offset <= u16::MAX as u32
            && !matches!(of.escape, Some(escape) if !escape.is_divisible())
        {
            let (leaf, offset) = (*leaf, Offset((start + field.offset) as u16));
            return match of.end {
                Some(ErasedLayout::Leaf(wanted)) if *wanted as u8 == leaf as u8 => {
                    Some(ArgRead::Leaf(leaf_op(self.var, offset, leaf, of.escape)))
                }
                _ => None,
            };
        }
        let Some(end) = self.end.along(of.steps) else { return None };
        let inside = LayoutRef::new(end.layout).peel();
        let mut same = self.same;
        if !of.steps.is_empty() {
            same = None;
            let wanted = match of.end {
                Some(end) => end,
                None => match PathEnd::at(field.get(), Offset(0)).along(of.steps) {
                    Some(end) => LayoutRef::new(end.layout).peel(),
                    None => return None,
                },
            };
            if !are_alike(wanted, inside) {
                return None;
            }
        }
        if self.steps.len() + of.steps.len() > u8::MAX as usize {
            return None;
        }
        // The row is that of the steps, when they have been added.
        let path = PlacePath::StepsFrom(self.offset, PathRow::EMPTY);
        let read = PlaceRead::of(LayoutRef::new(self.layout), path, &Some(end), of.escape);
        let place = match read.of {
            PlaceReadOf::Leaf(offset, leaf) => {
                return Some(ArgRead::Leaf(leaf_op(self.var, offset, leaf, read.escape)));
            }
            PlaceReadOf::Path(layout, path) => (layout, path),
        };
        let prints_float = matches!(inside, ErasedLayout::Leaf(Leaf::F32 | Leaf::F64));
        let steps = (self.steps, of.steps);
        Some(ArgRead::Path(PathRead { var: self.var, read, place, same, steps, prints_float }))
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
