use crate::{data::Data, shape::ShapeRef, value::Value};

/// Stands for a type with type parameters inside its own shape, which a constant cannot contain.
/// Nobody ever has a value of it.
#[derive(Clone)]
pub enum Recursive {}

impl Data for Recursive {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        match *self {}
    }
}
