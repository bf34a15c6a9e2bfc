use crate::{
    data::Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};

/// `Data` for types that are text.
macro_rules! texts {
    ($($ty:ty, $name:literal;)*) => { $(
        impl Data for $ty {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: $name, kind: Kind::Text });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::Text(self)
            }
        }
    )* };
}

texts! {
    str, "str";
    &str, "&str";
}

#[cfg(feature = "alloc")]
texts! {
    alloc::string::String, "String";
    alloc::boxed::Box<str>, "Box<str>";
    alloc::rc::Rc<str>, "Rc<str>";
    alloc::sync::Arc<str>, "Arc<str>";
    alloc::borrow::Cow<'_, str>, "Cow<str>";
}
