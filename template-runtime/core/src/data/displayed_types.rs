//! [`Data`] for the types of the standard library that are printed with their `Display` implementation.

use super::{
    ByReference, Data,
    by_reference::by_value,
    identity::AnyRef,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
    wrapped::Wrapped,
};
#[cfg(feature = "std")]
use core::ops::Deref;
use core::{
    error::Error,
    fmt::{self, Display},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6},
    time::Duration,
};

/// The name of the shape [`DISPLAYED`].
pub(crate) const IMPL_DISPLAY: &str = "impl Display";

/// The shape of values that are printed with their `Display` implementation.
pub(crate) static DISPLAYED: Shape = Shape { name: IMPL_DISPLAY, kind: Kind::Displayed };

/// The shape of options of such values.
pub(super) static OPTION_OF_DISPLAYED: Shape =
    Shape { name: "Option", kind: Kind::Optional(ShapeRef::new(&DISPLAYED)) };

/// Implements `Data` for types with `Display` and without lifetimes. Helpers take them by reference, and by value if they are
/// `Copy`, and return them, so that another helper can take them. The types are also among those without lifetimes in the module `identity`.
macro_rules! displayed {
    ($($ty:ty, $name:literal;)*) => { $(
        impl Data for $ty {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: $name, kind: Kind::Displayed });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::Display(self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<'v> $crate::data::ByReference<'v> for $ty {}

        $crate::data::by_reference::by_value! { [] $ty; }

        $crate::data::displayed_types::returned! { $ty; }
    )* };
}

/// Implements `Returned` for types that are printed with their `Display` implementation.
macro_rules! returned {
    ($($ty:ty;)*) => { $(
        impl<'v> $crate::helper::Returned<'v> for $ty {
            const SHAPE: ShapeRef = <Self as Data>::SHAPE;

            const IS_DISPLAYED: bool = true;

            fn give(
                self,
                sink: &mut dyn $crate::data::Sink<'v>,
            ) -> Result<(), $crate::error::ErrorKind> {
                $crate::helper::give_displayed(self, sink)
            }
        }
    )* };
}
#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time",
    feature = "uuid",
    feature = "url",
))]
pub(super) use displayed;
pub(super) use returned;

displayed! {
    IpAddr, "IpAddr";
    Ipv4Addr, "Ipv4Addr";
    Ipv6Addr, "Ipv6Addr";
    SocketAddr, "SocketAddr";
    SocketAddrV4, "SocketAddrV4";
    SocketAddrV6, "SocketAddrV6";
    // A field may be the `Result` of an attempt.
    fmt::Error, "Error";
    core::char::CharTryFromError, "CharTryFromError";
    core::char::ParseCharError, "ParseCharError";
    core::net::AddrParseError, "AddrParseError";
    core::num::ParseFloatError, "ParseFloatError";
    core::num::ParseIntError, "ParseIntError";
    core::num::TryFromIntError, "TryFromIntError";
    core::str::ParseBoolError, "ParseBoolError";
    core::str::Utf8Error, "Utf8Error";
}

#[cfg(feature = "alloc")]
displayed! {
    alloc::string::FromUtf8Error, "FromUtf8Error";
}

#[cfg(feature = "std")]
displayed! {
    std::io::Error, "Error";
    std::io::ErrorKind, "ErrorKind";
    std::process::ExitStatus, "ExitStatus";
}

impl Data for fmt::Arguments<'_> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "Arguments", kind: Kind::Displayed });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Display(self)
    }
}

/// Implements `Data` for pointers to `dyn Display` and similar types.
macro_rules! dynamic {
    ($($pointer:ty, $name:literal;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Data for $pointer {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: $name, kind: Kind::Displayed });

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::Display(self)
            }
        }
    )* };
}

/// Implements `Data` for all kinds of pointers to a trait object.
macro_rules! objects {
    ($($object:ty, $name:literal;)*) => { $(
        dynamic! {
            &($object), $name;
        }

        #[cfg(feature = "alloc")]
        dynamic! {
            alloc::boxed::Box<$object>, $name;
            alloc::rc::Rc<$object>, $name;
            alloc::sync::Arc<$object>, $name;
        }
    )* };
}

objects! {
    dyn Display + '_, "dyn Display";
    dyn Display + Send + '_, "dyn Display";
    dyn Display + Sync + '_, "dyn Display";
    dyn Display + Send + Sync + '_, "dyn Display";
    dyn Error + '_, "dyn Error";
    dyn Error + Send + '_, "dyn Error";
    dyn Error + Send + Sync + '_, "dyn Error";
}

/// A duration is printed by its `Debug`: `1.5s`.
impl Data for Duration {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "Duration", kind: Kind::Displayed });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Display(Debugged::new(self))
    }
}

/// A duration that is printed by its `Debug`.
pub(super) type Debugged = Wrapped<Duration, ByDebug>;

/// The marker of a value that is printed by its `Debug`.
pub(super) enum ByDebug {}

impl Display for Debugged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.value, f)
    }
}

#[diagnostic::do_not_recommend]
impl<'v> ByReference<'v> for Duration {
    fn of_value(value: Value<'v>) -> Option<&'v Self> {
        let Value::Display(value) = value else { return None };
        AnyRef::of_displayed(value).downcast().map(|debugged: &Debugged| &debugged.value)
    }
}

by_value! { [] Duration; }

returned! { Duration; }

/// The mode of reading a path: printed with `U+FFFD` for invalid Unicode.
#[cfg(feature = "std")]
enum Lossy {}

#[cfg(feature = "std")]
impl<P: Deref<Target: AsRef<std::ffi::OsStr>>> Display for Wrapped<P, Lossy> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (*self.value).as_ref().display().fmt(f)
    }
}

/// Implements `Data` for paths and strings of the platform, which are text if they are Unicode.
#[cfg(feature = "std")]
macro_rules! paths {
    ($($ty:ty, $name:literal;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Data for $ty {
            const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: $name, kind: Kind::Text });

            fn value(&self) -> Value<'_> {
                let path: &std::ffi::OsStr = (**self).as_ref();
                match path.to_str() {
                    Some(text) => Value::Text(text),
                    None => Value::Display(Wrapped::<Self, Lossy>::new(self)),
                }
            }
        }
    )* };
}

#[cfg(feature = "std")]
paths! {
    std::path::PathBuf, "PathBuf";
    &std::path::Path, "&Path";
    alloc::boxed::Box<std::path::Path>, "Box<Path>";
    alloc::rc::Rc<std::path::Path>, "Rc<Path>";
    alloc::sync::Arc<std::path::Path>, "Arc<Path>";
    alloc::borrow::Cow<'_, std::path::Path>, "Cow<Path>";
    std::ffi::OsString, "OsString";
    &std::ffi::OsStr, "&OsStr";
}
