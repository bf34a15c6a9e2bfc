//! [`Data`] for `Result`: an object with the fields `Ok` and `Err`, one of which is null.

use super::{
    Data,
    object::{Object, ObjectData},
    shape::{FieldShape, Kind, Shape, ShapeRef},
    value::Value,
};

impl<T: Data, E: Data> Data for Result<T, E> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape {
        name: "Result",
        kind: Kind::Object(
            const { &FieldShape::list([("Ok", Option::<T>::SHAPE), ("Err", Option::<E>::SHAPE)]) },
        ),
    });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Object(Object::new(self))
    }
}

impl<T: Data, E: Data> ObjectData for Result<T, E> {
    fn shape(&self) -> &'static Shape {
        Self::SHAPE.get()
    }

    fn field(&self, index: usize) -> Value<'_> {
        match (index, self) {
            (0, Ok(value)) => value.value(),
            (1, Err(error)) => error.value(),
            _ => Value::Null,
        }
    }
}
