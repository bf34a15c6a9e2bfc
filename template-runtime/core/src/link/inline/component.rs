//! Components whose calls can be replaced.

use crate::{
    data::{ErasedField, ErasedLayout, HelperSpec, LayoutRef, ParamKind, StructLayout},
    link::places::steps_of,
    vm::{Program, ProgramTables},
};
use template_bytecode::{
    Count, Escape, Field, Leaf, Offset, Op, PathStep, PlacePath, PlaceRef, VarId,
};

/// The maximum number of ops of a component that is inlined. Longer ones take much memory for each call, and the call itself
/// little of their time.
pub(super) const MAX_OPS: usize = 64;

/// The maximum number of parameters of a component that is inlined.
const MAX_PARAMS: usize = 32;

/// The program of a component whose calls can be replaced with copies of its ops.
#[derive(Clone, Copy, Debug)]
pub struct InlineProgram {
    pub(crate) program: &'static Program<'static>,
    layout: &'static StructLayout,
    /// For each op that reads a field its index, and that of the parameter for the field.
    pub(super) reads: [(u8, u8); MAX_OPS],
    /// The number of these ops.
    pub(super) read_count: usize,
    /// For each parameter the index of its field.
    fields: [Option<u8>; MAX_PARAMS],
    /// Whether a field has a default, which then replaces null.
    pub(super) has_defaults: bool,
}

/// What an op reads of a field, and how it prints it.
#[derive(Clone, Copy)]
pub(super) struct FieldRead {
    /// The steps that lead from the field.
    pub(super) steps: &'static [PathStep],
    /// The layout at the end of a path with few steps, inside of all pointers and options.
    pub(super) end: Option<&'static ErasedLayout>,
    /// The escaper of an op that prints it; `None` for one that pushes it.
    pub(super) escape: Option<Escape>,
}

impl InlineProgram {
    /// Returns the program of a component with this specification; `None` if an op does anything other than print static text,
    /// fills without block params, and expressions of what is at places in the fields, under conditions that are such expressions.
    #[must_use]
    pub const fn of(
        program: &'static Program<'static>,
        spec: &HelperSpec,
        has_defaults: bool,
    ) -> Option<Self> {
        let ops = program.tables.ops;
        let Some(layout) = program.tables.data else { return None };
        let ErasedLayout::Struct(layout) = layout.get() else { return None };
        if ops.len() > MAX_OPS || spec.named.len() > MAX_PARAMS {
            return None;
        }
        let mut inline = Self {
            program,
            layout,
            reads: [(0, 0); MAX_OPS],
            read_count: 0,
            fields: [None; MAX_PARAMS],
            has_defaults,
        };
        let mut param = 0;
        while param < spec.named.len() {
            if let Some(index) = layout.shape.get().index_of(spec.named[param].name)
                && index <= u8::MAX as usize
                && !spec.named[param].param.checked
                && !is_created(&spec.named[param].param.kind, layout.fields[index].layout)
            {
                inline.fields[param] = Some(index as u8);
            }
            param += 1;
        }
        let mut at = 0;
        while at < ops.len() {
            if !inline.add(at) {
                return None;
            }
            at += 1;
        }
        Some(inline)
    }

    /// Returns the ops.
    pub(super) const fn ops(&self) -> &'static [Op] {
        self.program.tables.ops
    }

    /// Returns `true` if the memory of a program that calls it, at a position where the stack is empty, is large enough for its
    /// ops.
    pub(super) const fn fits(&self, calling: &ProgramTables<'_>) -> bool {
        let (own, room) = (&self.program.tables.limits, &calling.limits);
        own.stack <= room.stack
            && own.scratch.texts <= room.scratch.texts
            && own.scratch.bytes <= room.scratch.bytes
            && self.program.tables.scratch <= calling.scratch
    }

    /// Returns the tables of the program.
    pub(super) const fn tables(&self) -> &'static ProgramTables<'static> {
        &self.program.tables
    }

    /// Finds out what an op reads. Returns whether a copy can replace it.
    const fn add(&mut self, at: usize) -> bool {
        let ops = self.ops();
        if has_custom_escaper(&ops[at]) {
            return false;
        }
        let read = match ops[at] {
            Op::Text { .. }
            | Op::FinalBreak { .. }
            | Op::Jump { .. }
            | Op::JumpIfFalse { .. }
            | Op::JumpIfTrue { .. }
            | Op::JumpIfFalseOrPop { .. }
            | Op::JumpIfTrueOrPop { .. }
            | Op::PushImmediate { .. }
            | Op::PushConstant { .. }
            | Op::Not {}
            | Op::IncludeZero {}
            | Op::Compare { .. }
            | Op::Concat { .. }
            | Op::Call { .. }
            | Op::AppendCall { .. }
            | Op::Append { .. }
            | Op::Return {} => return true,
            Op::HasFill { .. } => {
                return matches!(ops[at + 1], Op::JumpIfFalse { .. } | Op::JumpIfTrue { .. });
            }
            Op::GetFill { .. } => return matches!(ops[at + 1], Op::Yield { args: Count(0) }),
            Op::Yield { .. } => return at > 0 && matches!(ops[at - 1], Op::GetFill { .. }),
            Op::AppendPlace { var: VarId(0), offset, leaf, .. }
            | Op::GetPlace { var: VarId(0), offset, leaf }
            | Op::GetFirstOperand { var: VarId(0), offset, leaf, .. } => {
                self.param_at(offset, layout_of_leaf(leaf))
            }
            Op::AppendPlacePath { var: VarId(0), place, .. }
            | Op::GetPlacePath { var: VarId(0), place } => self.param_of_path(place),
            _ => return false,
        };
        let Some(param) = read else { return false };
        self.reads[self.read_count] = (at as u8, param);
        self.read_count += 1;
        true
    }

    /// Returns the index of the parameter for the field at an offset, with a layout; `None` if there is no such field, or more than
    /// one: fields without a size are at the offset of another. What has fields at offsets itself may not be the field.
    const fn param_at(&self, Offset(offset): Offset, layout: &ErasedLayout) -> Option<u8> {
        if matches!(layout, ErasedLayout::Struct(_) | ErasedLayout::Template(_)) {
            return None;
        }
        let mut found = None;
        let mut param = 0;
        while param < MAX_PARAMS {
            if let Some(field) = self.field(param as u8)
                && field.offset == offset as u32
                && are_alike(field.layout.get(), layout)
            {
                if let Some(_) = found {
                    return None;
                }
                found = Some(param as u8);
            }
            param += 1;
        }
        found
    }

    /// Returns the index of the parameter for the field in which a path begins, if its steps are known.
    const fn param_of_path(&self, PlaceRef(place): PlaceRef) -> Option<u8> {
        let path = &self.program.tables.place_paths[place as usize];
        if let PlacePath::At(offset) = path {
            return self.param_at(*offset, self.program.tables.places[place as usize].layout.get());
        }
        let [PathStep::Field(Field(first)), ..] = steps_of(path, self.program.tables.steps) else {
            return None;
        };
        let mut param = 0;
        while param < MAX_PARAMS {
            if let Some(field) = self.fields[param]
                && field as u16 == *first
            {
                return Some(param as u8);
            }
            param += 1;
        }
        None
    }

    /// Returns the field for a parameter. A further argument that the component forwards has no parameter.
    pub(super) const fn field(&self, param: u8) -> Option<ErasedField> {
        if param as usize >= MAX_PARAMS {
            return None;
        }
        match self.fields[param as usize] {
            Some(index) => Some(self.layout.fields[index as usize]),
            None => None,
        }
    }

    /// Returns what an op that reads a field reads of it.
    pub(super) const fn read(&self, op: usize) -> FieldRead {
        let tables = &self.program.tables;
        let (place, escape) = match tables.ops[op] {
            Op::AppendPlace { escape, .. } => {
                return FieldRead { steps: &[], end: None, escape: Some(escape) };
            }
            Op::AppendPlacePath { place, escape, .. } => (place, Some(escape)),
            Op::GetPlacePath { place, .. } => (place, None),
            _ => return FieldRead { steps: &[], end: None, escape: None },
        };
        let index = place.0 as usize;
        let steps = match steps_of(&tables.place_paths[index], tables.steps) {
            [_, rest @ ..] => rest,
            [] => &[],
        };
        let end = match tables.places[index].end() {
            Some(end) => Some(end.layout.get()),
            None => None,
        };
        FieldRead { steps, end, escape }
    }
}

/// Returns `true` if an op prints with the escaper of the user, which is not that of the calling template.
const fn has_custom_escaper(op: &Op) -> bool {
    match op {
        Op::AppendPlace { escape, .. }
        | Op::AppendPlacePath { escape, .. }
        | Op::AppendCall { escape, .. }
        | Op::Append { escape } => matches!(escape, Escape::Custom),
        _ => false,
    }
}

/// Returns `true` if a list may be created from another one for a field with a layout, so that it is not what the call passes.
const fn is_created(kind: &ParamKind, layout: LayoutRef) -> bool {
    matches!(layout.peel(), ErasedLayout::Slice(_) | ErasedLayout::List(_))
        && !matches!(kind, ParamKind::Slice(_) | ParamKind::Reference(_))
}

/// Returns `true` if values with these layouts are read in the same way, if the names of the types on the way to them are the same.
pub(super) const fn are_alike(a: &ErasedLayout, b: &ErasedLayout) -> bool {
    match (a, b) {
        (ErasedLayout::Leaf(a), ErasedLayout::Leaf(b)) => *a as u8 == *b as u8,
        (ErasedLayout::Pointer(..), ErasedLayout::Pointer(..))
        | (ErasedLayout::Optional(..), ErasedLayout::Optional(..))
        | (ErasedLayout::Opaque(_), ErasedLayout::Opaque(_))
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
pub(super) const fn layout_of_leaf(leaf: Leaf) -> &'static ErasedLayout {
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
