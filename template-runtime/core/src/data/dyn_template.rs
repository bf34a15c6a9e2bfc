//! Templates whose type is not known: `dyn Template` as data.

use super::{
    Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use crate::template::Template;
use core::fmt::{self, Display};

/// The shape of a template whose type is not known.
pub(crate) const UNKNOWN_TEMPLATE: ShapeRef = ShapeRef::new(&UNKNOWN);

static UNKNOWN: Shape = Shape { name: "dyn Template", kind: Kind::Template(&[]) };

/// Implements [`Data`] for trait objects, which have other types with other auto traits, and for pointers to them.
macro_rules! trait_objects {
    ($([$($auto:tt)*];)*) => { $(
        impl Display for dyn Template $($auto)* + '_ {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                crate::__private::display(self, f)
            }
        }

        data!(dyn Template $($auto)* + '_);
        data!(&(dyn Template $($auto)* + '_));
        data!(&mut (dyn Template $($auto)* + '_));
        #[cfg(feature = "alloc")]
        data!(alloc::boxed::Box<dyn Template $($auto)* + '_>);
        #[cfg(feature = "alloc")]
        data!(alloc::rc::Rc<dyn Template $($auto)* + '_>);
        #[cfg(feature = "alloc")]
        data!(alloc::sync::Arc<dyn Template $($auto)* + '_>);
    )* };
}

/// Implements [`Data`] for a [`Template`], without its fields.
macro_rules! data {
    ($ty:ty) => {
        #[diagnostic::do_not_recommend]
        impl Data for $ty {
            const SHAPE: ShapeRef = UNKNOWN_TEMPLATE;

            fn value(&self) -> Value<'_> {
                self.__template_value()
            }
        }
    };
}

trait_objects! {
    [];
    [+ Send];
    [+ Sync];
    [+ Send + Sync];
}
