use crate::{
    data::Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};

impl<T: Data> Data for Option<T> {
    const SHAPE: ShapeRef =
        ShapeRef::new(&Shape { name: "Option", kind: Kind::Optional(T::SHAPE) });

    #[inline]
    fn value(&self) -> Value<'_> {
        match self {
            Some(inner) => inner.value(),
            None => Value::Null,
        }
    }
}
