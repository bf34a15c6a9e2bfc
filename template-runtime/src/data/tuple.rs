use crate::{
    collection::{Object, ObjectData},
    data::Data,
    shape::{FieldShape, Kind, Shape, ShapeRef},
    value::Value,
};

/// `Data` for tuples: objects with the fields `0`, `1` and so on.
macro_rules! tuples {
    ($($name:literal: $($param:ident $index:tt)*;)*) => { $(
        impl<$($param: Data),*> Data for ($($param,)*) {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape {
                name: $name,
                kind: Kind::Object(&[
                    $(FieldShape { name: stringify!($index), shape: $param::SHAPE }),*
                ]),
            });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::Object(Object::new(self))
            }
        }

        impl<$($param: Data),*> ObjectData for ($($param,)*) {
            fn shape(&self) -> &'static Shape {
                Self::SHAPE.get()
            }

            #[inline]
            fn field(&self, index: usize) -> Value<'_> {
                match index {
                    $($index => self.$index.value(),)*
                    _ => Value::Null,
                }
            }
        }
    )* };
}

tuples! {
    "tuple of 1": A 0;
    "tuple of 2": A 0 B 1;
    "tuple of 3": A 0 B 1 C 2;
    "tuple of 4": A 0 B 1 C 2 D 3;
    "tuple of 5": A 0 B 1 C 2 D 3 E 4;
    "tuple of 6": A 0 B 1 C 2 D 3 E 4 F 5;
    "tuple of 7": A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    "tuple of 8": A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}
