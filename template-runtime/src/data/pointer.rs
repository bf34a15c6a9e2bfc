use crate::{data::Data, shape::ShapeRef, value::Value};

/// `Data` for pointers: they look like what they point to.
macro_rules! pointers {
    ($($ty:ty;)*) => { $(
        impl<T: Data> Data for $ty {
            const SHAPE: ShapeRef = T::SHAPE;

            #[inline]
            fn value(&self) -> Value<'_> {
                (**self).value()
            }
        }
    )* };
}

pointers! {
    &T;
    &mut T;
}

#[cfg(feature = "alloc")]
pointers! {
    alloc::boxed::Box<T>;
    alloc::rc::Rc<T>;
    alloc::sync::Arc<T>;
}

#[cfg(feature = "alloc")]
impl<T: Data + Clone> Data for alloc::borrow::Cow<'_, T> {
    const SHAPE: ShapeRef = T::SHAPE;

    #[inline]
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}
