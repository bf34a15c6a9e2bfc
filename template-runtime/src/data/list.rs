use crate::{
    collection::{List, ListData},
    data::Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};

/// `Data` and `ListData` for types with `len` and `get`.
macro_rules! lists {
    ($([$($param:tt)*] $ty:ty, $name:literal;)*) => { $(
        impl<$($param)*> Data for $ty {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: $name, kind: Kind::List(T::SHAPE) });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::List(List::new(self))
            }
        }

        impl<$($param)*> ListData for $ty {
            #[inline]
            fn count(&self) -> usize {
                self.len()
            }

            #[inline]
            fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
                match self.get(index) {
                    Some(found) => *item = found.value(),
                    None => return false,
                }
                true
            }
        }
    )* };
}

lists! {
    [T: Data] &[T], "slice";
    [T: Data, const N: usize] [T; N], "array";
}

#[cfg(feature = "alloc")]
lists! {
    [T: Data] alloc::vec::Vec<T>, "Vec";
    [T: Data] alloc::collections::VecDeque<T>, "VecDeque";
    [T: Data] alloc::boxed::Box<[T]>, "Box<[_]>";
    [T: Data] alloc::rc::Rc<[T]>, "Rc<[_]>";
    [T: Data] alloc::sync::Arc<[T]>, "Arc<[_]>";
    [T: Data + Clone] alloc::borrow::Cow<'_, [T]>, "Cow<[_]>";
}
