//! [`Data`] for the collections of the crate `heapless`, which need no heap.

use crate::data::{
    Data, List,
    collection::ListData,
    identity::AnySlice,
    layout::{ContiguousList, Layout},
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use heapless::{LenType, String, Vec};

impl<L: LenType, const N: usize> Data for String<N, L> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "String", kind: Kind::Text });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl<T: Data, L: LenType, const N: usize> Data for Vec<T, N, L> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "Vec", kind: Kind::List(T::SHAPE) });

    const LAYOUT: Layout<Self> = Layout::LIST;

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::List(List::new(self))
    }
}

impl<T: Data, L: LenType, const N: usize> ListData for Vec<T, N, L> {
    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let found = self.get(index);
        *item = found.map_or(Value::Null, T::value);
        found.is_some()
    }

    fn slice(&self) -> Option<AnySlice<'_>> {
        Some(AnySlice::new(self.as_slice()))
    }
}

impl<T, L: LenType, const N: usize> ContiguousList for Vec<T, N, L> {
    type Item = T;

    #[inline]
    fn as_items(&self) -> &[T] {
        self
    }
}
