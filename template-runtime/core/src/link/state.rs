//! The state of the abstract interpreter: its knowledge of values and variables, and the results that it collects.

#[cfg(not(feature = "alloc"))]
use super::places::PlaceEnd;
use super::{
    diagnostic::LinkDiagnostic,
    places::LinkedPlace,
    printed::{PrintedKind, ValueUses},
};
use crate::data::{ANY, ErasedLayout, Kind, LayoutRef, Shape, ShapeRef};
use template_bytecode::{
    Count, NameRow, PathStep, PlacePath,
    diagnostics::{MAX_DIAGNOSTICS, Unescaped},
};

/// An abstract value: its shape, and the op that pushed it.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownValue {
    pub(super) shape: &'static Shape,
    pub(super) by: usize,
    /// Whether it may also have been pushed by another op, on another path of the control flow.
    pub(super) or_another: bool,
    /// If the value is an object or a list: the layout at its data pointer.
    pub(super) layout: Option<&'static ErasedLayout>,
    /// Whether it has the layout certainly: it is not null in its stead, from an empty option on the way to it.
    pub(super) is_present: bool,
}

impl KnownValue {
    pub(super) const fn new(shape: &'static Shape, by: usize) -> Self {
        Self { shape, by, or_another: false, layout: None, is_present: false }
    }
}

/// The static knowledge of a variable.
#[derive(Clone, Copy)]
pub(super) struct KnownVariable {
    pub(super) value: KnownValue,
    /// The layout of the place that it is bound to, if it is bound to one.
    pub(super) place: Option<LayoutRef>,
    /// Whether it is bound to a value, besides a place.
    pub(super) has_value: bool,
    /// The scope of the binding: the number of the op that bound it, plus 1; 0 for the data.
    pub(super) scope: usize,
    /// Whether it is the list of a loop over places.
    pub(super) is_slice: bool,
}

impl KnownVariable {
    /// A variable that is not bound.
    pub(super) const UNBOUND: Self = Self::of_value(UNKNOWN, 0);

    pub(super) const fn of_value(value: KnownValue, scope: usize) -> Self {
        Self { value, place: None, has_value: true, scope, is_slice: false }
    }
}

/// The arguments of a call: the number of positional ones, and the names of the named ones.
#[derive(Clone, Copy)]
pub(super) struct CallArgs {
    pub(super) positional: Count,
    pub(super) named: NameRow,
}

impl CallArgs {
    /// No arguments.
    pub(super) const NONE: Self = Self { positional: Count(0), named: NameRow::EMPTY };

    pub(super) const fn count(self) -> usize {
        self.positional.0 as usize + self.named.count() as usize
    }
}

/// A value of unknown shape.
pub(super) const UNKNOWN: KnownValue = KnownValue::new(&ANY, 0);

/// The abstract state at a forward jump target, merged over the jumps to it. Only the top of the stack
/// can differ between them.
#[derive(Clone, Copy)]
pub(super) struct Join {
    pub(super) reached: bool,
    pub(super) depth: usize,
    pub(super) top: KnownValue,
    pub(super) scope: usize,
    /// The scope around the one that the op at this index opens.
    pub(super) parent: usize,
    /// The indices of the first and of the one after the last of the [`Yields`] to the fill that the op at this index
    /// pushes.
    pub(super) yields: (u8, u8),
    /// The index of the name of the plain slot in whose fill the op is, plus 1; 0 if it is in none.
    pub(super) plain_slot: usize,
}

impl Join {
    pub(super) const NONE: Self = Self {
        reached: false,
        depth: 0,
        top: UNKNOWN,
        scope: 0,
        parent: 0,
        yields: (0, 0),
        plain_slot: 0,
    };
}

/// The results of link besides the ops.
pub(super) struct Findings<'l, 'u> {
    pub(super) diagnostics: &'l mut [Option<LinkDiagnostic<'u>>; MAX_DIAGNOSTICS],
    /// For each name of a named argument, the index of its parameter.
    pub(super) param_indexes: &'l mut [u8],
    /// The steps of the paths with several segments.
    pub(super) steps: &'l mut [PathStep],
    /// The paths to places, as the VM follows them.
    pub(super) places: &'l mut [LinkedPlace],
    /// The paths to places.
    pub(super) place_paths: &'l mut [PlacePath],
    /// The ends of the paths to places that have few steps.
    #[cfg(not(feature = "alloc"))]
    pub(super) ends: &'l mut [Option<PlaceEnd>],
    /// For each op, the kind of value that it prints.
    pub(super) printed: &'l mut [PrintedKind],
    pub(super) uses: &'l mut ValueUses,
    /// For each op that prints without escaping, the kind of value that it prints.
    pub(super) unescaped: &'l mut [Unescaped],
}

/// Returns the join of two abstract values: their kind if both have the same scalar kind, otherwise
/// unknown.
pub(super) const fn merge(a: KnownValue, b: KnownValue) -> KnownValue {
    let shape = match (&a.shape.kind, &b.shape.kind) {
        (Kind::Bool, Kind::Bool) => &BOOL,
        (Kind::Integer, Kind::Integer) => &INTEGER,
        (Kind::Float, Kind::Float) => &FLOAT,
        (
            Kind::Integer | Kind::Float | Kind::Number,
            Kind::Integer | Kind::Float | Kind::Number,
        ) => &NUMBER,
        (Kind::Safe(a), Kind::Safe(b)) if *a as u8 == *b as u8 => a.shape().get(),
        // The value determines which of them it is.
        (
            Kind::Text | Kind::Displayed | Kind::Safe(_),
            Kind::Text | Kind::Displayed | Kind::Safe(_),
        ) => &TEXT,
        _ => &ANY,
    };
    KnownValue { shape, by: a.by, or_another: true, layout: None, is_present: false }
}

pub(super) static NULL: Shape = Shape { name: "null", kind: Kind::Optional(ShapeRef::ANY) };
pub(super) static BOOL: Shape = Shape { name: "bool", kind: Kind::Bool };
pub(super) static INTEGER: Shape = Shape { name: "integer", kind: Kind::Integer };
pub(super) static FLOAT: Shape = Shape { name: "float", kind: Kind::Float };
pub(super) static NUMBER: Shape = Shape { name: "number", kind: Kind::Number };
pub(super) static ARRAY: Shape = Shape { name: "array", kind: Kind::List(ShapeRef::ANY) };

/// Returns the shape of a list whose items are of a kind. It is [`ARRAY`] unless that is a scalar.
pub(super) const fn array_of(kind: &Kind) -> &'static Shape {
    static BOOLS: Shape = Shape { name: "array", kind: Kind::List(ShapeRef::new(&BOOL)) };
    static INTEGERS: Shape = Shape { name: "array", kind: Kind::List(ShapeRef::new(&INTEGER)) };
    static FLOATS: Shape = Shape { name: "array", kind: Kind::List(ShapeRef::new(&FLOAT)) };
    static TEXTS: Shape = Shape { name: "array", kind: Kind::List(ShapeRef::new(&TEXT)) };
    match kind {
        Kind::Bool => &BOOLS,
        Kind::Integer => &INTEGERS,
        Kind::Float => &FLOATS,
        Kind::Text | Kind::Displayed => &TEXTS,
        _ => &ARRAY,
    }
}

pub(super) static HASH: Shape = Shape { name: "hash", kind: Kind::Map(ShapeRef::ANY) };
pub(super) static TEXT: Shape = Shape { name: "text", kind: Kind::Text };
pub(super) static HELPER: Shape = Shape { name: "helper", kind: Kind::Helper(None) };

/// The shapes of the values that components yield to fills.
pub(super) struct Yields {
    shapes: [&'static Shape; MAX_YIELDS],
    count: usize,
}

/// The maximum number of shapes in [`Yields`]. The shapes of further values are unknown.
const MAX_YIELDS: usize = 64;

impl Yields {
    pub(super) const NONE: Self = Self { shapes: [&ANY; MAX_YIELDS], count: 0 };

    /// Returns the number of shapes.
    pub(super) const fn len(&self) -> u8 {
        self.count as u8
    }

    pub(super) const fn push(&mut self, shape: &'static Shape) {
        if self.count < MAX_YIELDS {
            self.shapes[self.count] = shape;
            self.count += 1;
        }
    }

    /// Returns the shape number `index` of those in a range.
    pub(super) const fn get(&self, (first, end): (u8, u8), index: usize) -> &'static Shape {
        let index = first as usize + index;
        if index < end as usize { self.shapes[index] } else { &ANY }
    }
}
