//! What the code that `#[derive(Data)]` writes refers to.

use super::{Data, shape::ShapeRef, value::Value};

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

/// A field whose type has a lifetime, as derived code reads it.
///
/// That the type is `Data` is asked for once, where its shape is needed, with `'static` for the
/// lifetime. Asking here again would be a second error for one mistake, in other words: so the value
/// of what is no `Data` is null. (Method look-up tries more references first.)
pub struct FieldAccess<'p, T>(pub &'p T);

/// The value of data.
pub trait ViaData<'p> {
    /// Gives it.
    fn __template_value(&self) -> Value<'p>;
}

impl<'p, T: Data> ViaData<'p> for &FieldAccess<'p, T> {
    #[inline(always)]
    fn __template_value(&self) -> Value<'p> {
        self.0.value()
    }
}

/// What stands for the value of something else.
pub trait ViaNoData<'p> {
    /// Gives null.
    fn __template_value(&self) -> Value<'p>;
}

impl<'p, T> ViaNoData<'p> for FieldAccess<'p, T> {
    fn __template_value(&self) -> Value<'p> {
        Value::Null
    }
}
