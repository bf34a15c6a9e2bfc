//! The methods of operands that the code generated from the table of ops calls: the check of an operand
//! against the tables of a program, and its form in listings.

use crate::{
    TEXT_PAD,
    operand::{
        Comparison, ConstantRef, Count, Entry, Escape, Field, HelperRef, Immediate, Index, Leaf,
        LoopId, Missing, NameRef, NameRow, Offset, PathRow, PathSegment, PathStep, PlacePath,
        PlaceRef, Target, TextRef, VarId,
    },
    tables::{Bounds, Tables},
};
use core::fmt;

/// Defines the methods of operand types that code generated from the op table calls: `fits`, which checks
/// an operand, and `write`, which shows it in a listing.
macro_rules! operands {
    ($($operand:ident: |$self:ident, $bounds:ident| $check:expr, |$tables:ident, $f:ident, $name:ident| $write:expr;)*) => { $(
        impl $operand {
            /// Returns `true` if the operand lies within the tables of a program.
            pub(crate) const fn fits($self, $bounds: &Bounds<'_>) -> bool {
                $check
            }

            /// Writes the operand called `name`, after a space.
            pub(crate) fn write($self, $name: &str, $tables: &Tables<'_>, $f: &mut fmt::Formatter<'_>) -> fmt::Result {
                $write
            }
        }
    )* };
}

operands! {
    Escape: |self, _bounds| true, |_t, f, name| write!(f, " {name}={}", self.description());
    Comparison: |self, _bounds| true, |_t, f, _n| f.write_str(match self {
        Self::Eq => " eq",
        Self::Ne => " ne",
        Self::Lt => " lt",
        Self::Le => " le",
        Self::Gt => " gt",
        Self::Ge => " ge",
    });
    Immediate: |self, _bounds| true, |_t, f, _n| write!(f, " {}", self.0);
    Target: |self, bounds| (self.0 as usize) <= bounds.ops, |_t, f, name| write!(f, " {name}={}", self.0);
    Entry: |self, bounds| (self.0 as usize) < bounds.ops, |_t, f, name| write!(f, " {name}={}", self.0);
    VarId: |self, _bounds| self.0 < Self::END, |_t, f, name| write!(f, " {name}={}", self.0);
    LoopId: |self, _bounds| self.0 < u8::MAX, |_t, f, _n| write!(f, " loop={}", self.0);
    NameRef: |self, bounds| (self.0 as usize) < bounds.names, |t, f, _n| write!(f, " {}", t.name(self));
    Missing: |self, bounds| match self.path() {
        Some(path) => path.fits(bounds),
        None => true,
    }, |_t, f, name| match self.path() {
        Some(_) => write!(f, " {name}=error"),
        None => Ok(()),
    };
    NameRow: |self, bounds| self.range().end <= bounds.names, |t, f, name| {
        write!(f, " {name}=[")?;
        for (i, name) in t.names.get(self.range()).unwrap_or_default().iter().enumerate() {
            write!(f, "{}{name}", if i > 0 { " " } else { "" })?;
        }
        f.write_str("]")
    };
    Field: |self, _bounds| true, |_t, f, name| write!(f, " {name}={}", self.0);
    Index: |self, _bounds| true, |_t, f, name| write!(f, " {name}={}", self.0);
    ConstantRef: |self, bounds| (self.0 as usize) < bounds.constants, |t, f, _n| match t.constants.get(self.0 as usize) {
        Some(constant) => write!(f, " {constant}"),
        None => f.write_str(" ?"),
    };
    HelperRef: |self, bounds| (self.0 as usize) < bounds.helpers, |t, f, _n| write!(f, " {}", t.helpers.get(self.0 as usize).unwrap_or(&"?"));
    Count: |self, _bounds| true, |_t, f, name| write!(f, " {name}={}", self.0);
    PathRow: |self, bounds| self.count() > 0 && self.range().end <= bounds.paths, |t, f, name| {
        write_path(self, name, t, f)
    };
    // These three are operands of ops that only link emits, and that are not verified.
    Leaf: |self, _bounds| false, |_t, f, _n| write!(f, " {}", self.name());
    Offset: |self, _bounds| false, |_t, f, name| write!(f, " {name}={}", self.0);
    PlaceRef: |self, _bounds| false, |t, f, _n| match t.places.get(self.0 as usize) {
        Some(PlacePath::At(offset)) => write!(f, " offset={}", offset.0),
        Some(&PlacePath::Step(step)) => {
            f.write_str(" path=")?;
            write_step(step, t, f)
        }
        Some(&PlacePath::Steps(path)) => write_path(path, "path", t, f),
        Some(&PlacePath::StepsFrom(offset, path)) => {
            write!(f, " offset={}", offset.0)?;
            write_path(path, "path", t, f)
        }
        None => f.write_str(" ?"),
    };
    TextRef: |self, bounds| is_padded_text(bounds.text, self), |t, f, _n| write!(f, " {:?}", t.text.get(self.range()).unwrap_or("?"));
}

/// Returns `true` if a string is part of a pool, begins and ends at a character boundary, and is followed by
/// [`TEXT_PAD`] bytes.
const fn is_padded_text(pool: &str, text: TextRef) -> bool {
    let (start, len) = (text.start() as usize, text.len() as usize);
    // On a 16-bit target the conversion may truncate, but there no pool is that long.
    let Some(end) = start.checked_add(len) else { return false };
    let Some(padded) = end.checked_add(TEXT_PAD) else { return false };
    padded <= pool.len() && pool.is_char_boundary(start) && pool.is_char_boundary(end)
}

/// Writes the operand called `name`, after a space: names as they are, fields by their dense index,
/// items by their index in brackets. `!` follows a segment whose failed lookup is an error.
fn write_path(
    path: PathRow,
    name: &str,
    tables: &Tables<'_>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, " {name}=")?;
    for i in path.range() {
        let separator = if i > path.first() { "." } else { "" };
        f.write_str(separator)?;
        if let Some(&PathSegment { name, missing, .. }) = tables.segments.get(i) {
            write_step(PathStep::Name { name, missing }, tables, f)?;
        } else if let Some(&step) = tables.steps.get(i) {
            write_step(step, tables, f)?;
        } else {
            f.write_str("?")?;
        }
    }
    Ok(())
}

/// Writes a step of a path; see [`write_path`].
fn write_step(step: PathStep, tables: &Tables<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let missing = match step {
        PathStep::Field(field) => {
            write!(f, "{}", field.0)?;
            Missing::IS_NULL
        }
        PathStep::Item { index, missing } => {
            write!(f, "[{}]", index.0)?;
            missing
        }
        PathStep::Name { name, missing } => {
            f.write_str(tables.name(name))?;
            missing
        }
    };
    if missing.path().is_some() { f.write_str("!") } else { Ok(()) }
}

/// Defines `target` for the operand types other than [`Target`].
macro_rules! no_targets {
    ($($operand:ident)*) => { $(
        impl $operand {
            /// Returns `None`: the operand is not a jump target.
            pub(crate) const fn target(self) -> Option<Target> {
                None
            }

            #[cfg(feature = "any")]
            pub(crate) fn set_target(&mut self, _: Target) {}
        }
    )* };
}

no_targets! {
    Entry Escape Comparison Immediate VarId LoopId NameRef Missing NameRow Field Index ConstantRef HelperRef
    Count PathRow TextRef Leaf Offset PlaceRef
}

impl Target {
    /// Returns the operand itself, which is a jump target.
    pub(crate) const fn target(self) -> Option<Target> {
        Some(self)
    }

    #[cfg(feature = "any")]
    pub(crate) fn set_target(&mut self, target: Target) {
        *self = target;
    }
}

/// Defines `var_mut` for the operand types other than [`VarId`].
macro_rules! no_vars {
    ($($operand:ident)*) => { $(
        impl $operand {
            /// Returns `None`: the operand is not a variable.
            pub(crate) const fn var_mut(&mut self) -> Option<&mut VarId> {
                None
            }
        }
    )* };
}

no_vars! {
    Entry Escape Comparison Immediate Target LoopId NameRef Missing NameRow Field Index ConstantRef HelperRef
    Count PathRow TextRef Leaf Offset PlaceRef
}

impl VarId {
    /// Returns the operand itself, which is a variable.
    pub(crate) const fn var_mut(&mut self) -> Option<&mut VarId> {
        Some(self)
    }
}

/// Defines `path_mut` for the operand types of symbolic ops other than [`PathRow`].
macro_rules! no_paths {
    ($($operand:ident)*) => { $(
        impl $operand {
            /// Returns `None`: the operand is not a path.
            pub(crate) const fn path_mut(&mut self) -> Option<&mut PathRow> {
                None
            }
        }
    )* };
}

no_paths! {
    Entry Escape Comparison Immediate Target VarId LoopId NameRef NameRow ConstantRef HelperRef Count TextRef
}

impl PathRow {
    /// Returns the operand itself, which is a path.
    pub(crate) const fn path_mut(&mut self) -> Option<&mut PathRow> {
        Some(self)
    }
}

/// Defines `any` for each operand type, which derives an operand from the number that `next` returns.
#[cfg(feature = "any")]
macro_rules! any {
    ($($operand:ident: |$number:ident| $make:expr;)*) => { $(
        impl $operand {
            pub(crate) fn any(next: &mut dyn FnMut() -> u32) -> Self {
                let $number = next();
                $make
            }
        }
    )* };
}

#[cfg(feature = "any")]
any! {
    Escape: |number| Self::ALL[number as usize % Self::ALL.len()];
    Comparison: |number| Self::ALL[number as usize % Self::ALL.len()];
    Immediate: |number| Self(number as i32);
    Target: |number| Self(number);
    Entry: |number| Self(number);
    VarId: |number| Self(number as u16);
    LoopId: |number| Self(number as u8);
    NameRef: |number| Self(number as u16);
    Missing: |number| Self(number as u16);
    NameRow: |number| Self::new(number as u16, (number >> 16) as u8);
    Field: |number| Self(number as u16);
    Index: |number| Self(number);
    ConstantRef: |number| Self(number);
    HelperRef: |number| Self(number as u16);
    Count: |number| Self(number as u8);
    Leaf: |number| Self::ALL[number as usize % Self::ALL.len()];
    Offset: |number| Self(number as u16);
    PlaceRef: |number| Self(number as u16);
    PathRow: |number| Self::new(number as u16, (number >> 16) as u8);
    TextRef: |number| Self::new(number & 0xffff, (number >> 16) as u16);
}
