//! The identity of the type of a value, which proves that a reference can be cast to the type that a helper takes.
//!
//! The identity ignores the lifetimes of the type, so it does not prove how long the value lives. The trait
//! [`WithLifetime`] does: a helper takes the type with the lifetime of the call for all of its lifetimes.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "a reference is cast to the type that an identity proves")]

use super::{
    callable::DynHelper,
    collection::{List, Map},
    object::Object,
    tree::Tree,
    value::Value,
    wrapped::Wrapped,
};
use crate::helper::Printable;
use core::{any::TypeId, fmt, marker::PhantomData, mem::transmute};

/// A type of which a value with longer lifetimes can be read as one in which all lifetimes are `'v`.
///
/// [`derive(Data)`](derive.Data.html) implements it where the types of all fields do.
///
/// # Safety
///
/// All lifetimes of the type are `'v`, except for those that are the same for every `'v`, and the type is covariant in
/// them (invariant 25).
pub unsafe trait WithLifetime<'v>: 'v {
    /// Proves nothing at run time, and is never called. The method of a derived type compiles only if the fields are those that
    /// the derive macro has read.
    #[doc(hidden)]
    fn __check_fields(&mut self) {}
}

/// Compiles only if the type of a field implements [`WithLifetime`]. The pointer is mutable, so that it is exactly this type.
pub const fn has_lifetime<'v, T: WithLifetime<'v> + ?Sized>(_: *mut T) {}

/// Compiles only if the field has the type of the marker, with the same lifetimes.
pub const fn has_type<T: ?Sized>(_: *mut T, _: PhantomData<*mut T>) {}

/// Returns the identity of a type without its lifetimes.
pub(crate) fn type_identity<T: ?Sized>() -> TypeId {
    /// Returns the identity of a type whose lifetimes are `'static`.
    trait Identity {
        fn identity(&self) -> TypeId
        where
            Self: 'static;
    }

    impl<T: ?Sized> Identity for PhantomData<T> {
        fn identity(&self) -> TypeId
        where
            Self: 'static,
        {
            TypeId::of::<T>()
        }
    }

    let marker = PhantomData::<T>;
    let marker: &dyn Identity = &marker;
    // SAFETY: the marker has no contents whose lifetimes could end, and the compiler erases the lifetimes of `T`
    // before it generates code, so that the function does the same for all of them (invariant 25).
    unsafe { transmute::<&dyn Identity, &(dyn Identity + 'static)>(marker) }.identity()
}

/// A reference to a value without its type, whose identity is known.
#[derive(Clone, Copy, Debug)]
pub struct AnyRef<'v> {
    place: *const u8,
    identity: TypeId,
    lifetime: PhantomData<&'v ()>,
}

impl<'v> AnyRef<'v> {
    /// Creates a reference.
    #[must_use]
    pub fn new<T>(value: &'v T) -> Self {
        let place = core::ptr::from_ref(value).cast();
        Self { place, identity: type_identity::<T>(), lifetime: PhantomData }
    }

    /// Creates a reference to a value of the type with an identity.
    ///
    /// # Safety
    ///
    /// A value of a type with this identity must be at `place`, and must live for `'v`.
    pub(super) const unsafe fn of_place(place: *const u8, identity: TypeId) -> Self {
        Self { place, identity, lifetime: PhantomData }
    }

    /// Returns the value if its type is `T`, apart from lifetimes.
    #[must_use]
    pub fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        // SAFETY: a value of the type with this identity is at the place, and lives for `'v`. It is a `T` with lifetimes
        // that are not shorter, and `T` is covariant in them (invariant 25).
        (self.identity == type_identity::<T>()).then(|| unsafe { &*self.place.cast::<T>() })
    }
}

/// A type that implements `Display`. Every sized type that does implements this trait.
///
/// [`Value::Display`] refers to a value through this trait, which returns the type of the value, so that a helper can take a
/// reference to it. Write `Value::Display(&shown)` for a `shown: &dyn Display`.
pub trait Displayed: fmt::Display {
    /// Returns the identity of the type.
    #[doc(hidden)]
    fn __identity(&self) -> TypeId;
}

#[diagnostic::do_not_recommend]
impl<T: fmt::Display> Displayed for T {
    fn __identity(&self) -> TypeId {
        type_identity::<T>()
    }
}

impl<'v> AnyRef<'v> {
    /// Returns a reference to a value that is printed with its `Display` implementation.
    #[must_use]
    pub(crate) fn of_displayed(value: &'v dyn Displayed) -> Self {
        let place = core::ptr::from_ref(value).cast();
        // SAFETY: this is the place of the value. The identity identifies its type: only a type with a size becomes a
        // `dyn Displayed`, and all of these have the implementation above (invariant 25).
        unsafe { Self::of_place(place, value.__identity()) }
    }
}

/// The items of a list that are contiguous in memory, without their type, whose identity is known.
#[derive(Clone, Copy, Debug)]
pub struct AnySlice<'v> {
    first: *const u8,
    count: usize,
    identity: TypeId,
    lifetime: PhantomData<&'v ()>,
}

impl<'v> AnySlice<'v> {
    /// Creates a reference to the items of a slice.
    #[must_use]
    pub fn new<T>(items: &'v [T]) -> Self {
        // SAFETY: these are items of the type with this identity.
        unsafe { Self::of_place(items.as_ptr().cast(), items.len(), type_identity::<T>()) }
    }

    /// Creates a reference to items of the type with an identity.
    ///
    /// # Safety
    ///
    /// `first` and `count` come from a slice of items with this identity, which lives for `'v`.
    pub(super) const unsafe fn of_place(first: *const u8, count: usize, identity: TypeId) -> Self {
        Self { first, count, identity, lifetime: PhantomData }
    }

    /// Returns the items if their type is `T`, apart from lifetimes.
    #[must_use]
    pub fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v [T]> {
        // SAFETY: these are the items of a slice, which lives for `'v`; for their type see `AnyRef::downcast`
        // (invariant 25).
        (self.identity == type_identity::<T>())
            .then(|| unsafe { core::slice::from_raw_parts(self.first.cast::<T>(), self.count) })
    }
}

/// Implements `WithLifetime` for types without lifetimes.
macro_rules! without_lifetimes {
    ($($ty:ty)*) => { $(
        // SAFETY: the type has no lifetimes.
        unsafe impl<'v> WithLifetime<'v> for $ty {}
    )* };
}

without_lifetimes! {
    () bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
    core::cmp::Ordering core::time::Duration
    core::num::NonZeroI8 core::num::NonZeroI16 core::num::NonZeroI32 core::num::NonZeroI64
    core::num::NonZeroI128 core::num::NonZeroIsize
    core::num::NonZeroU8 core::num::NonZeroU16 core::num::NonZeroU32 core::num::NonZeroU64
    core::num::NonZeroU128 core::num::NonZeroUsize
    core::net::IpAddr core::net::Ipv4Addr core::net::Ipv6Addr
    core::net::SocketAddr core::net::SocketAddrV4 core::net::SocketAddrV6
    core::char::CharTryFromError core::char::ParseCharError core::fmt::Error
    core::net::AddrParseError core::num::ParseFloatError core::num::ParseIntError core::num::TryFromIntError
    core::str::ParseBoolError core::str::Utf8Error
}

#[cfg(feature = "alloc")]
without_lifetimes! { alloc::string::FromUtf8Error alloc::string::String }

#[cfg(feature = "std")]
without_lifetimes! {
    std::ffi::OsStr std::ffi::OsString std::io::Error std::io::ErrorKind std::path::Path std::path::PathBuf
    std::process::ExitStatus
}

// SAFETY: the type is covariant in `T`, and `M` has no lifetimes.
unsafe impl<'v, T: WithLifetime<'v>, M: 'static> WithLifetime<'v> for Wrapped<T, M> {}

#[cfg(feature = "chrono")]
without_lifetimes! {
    chrono::NaiveDate chrono::NaiveTime chrono::NaiveDateTime chrono::FixedOffset chrono::TimeDelta chrono::Utc
    chrono::Weekday chrono::DateTime<chrono::Utc> chrono::DateTime<chrono::FixedOffset>
}

#[cfg(feature = "chrono-clock")]
without_lifetimes! { chrono::DateTime<chrono::Local> }

#[cfg(feature = "jiff")]
without_lifetimes! {
    jiff::Timestamp jiff::Zoned jiff::Span jiff::SignedDuration jiff::civil::Date jiff::civil::DateTime
    jiff::civil::Time jiff::tz::Offset
}

#[cfg(feature = "rust_decimal")]
without_lifetimes! { rust_decimal::Decimal }

#[cfg(feature = "time")]
without_lifetimes! {
    time::Date time::Duration time::Month time::OffsetDateTime time::PrimitiveDateTime time::Time time::UtcDateTime
    time::UtcOffset time::Weekday
}

#[cfg(feature = "url")]
without_lifetimes! { url::Url }

#[cfg(feature = "uuid")]
without_lifetimes! { uuid::Uuid }

#[cfg(feature = "serde_json")]
without_lifetimes! { serde_json::Map<alloc::string::String, serde_json::Value> serde_json::Number serde_json::Value }

/// Implements `WithLifetime` for types that are covariant in their only lifetime, which rustc checks.
macro_rules! of_lifetime {
    ($($name:ident: $ty:ty, $longer:ty;)*) => { $(
        // SAFETY: the lifetime is `'v`, and the function below shows that the type is covariant in it.
        unsafe impl<'v> WithLifetime<'v> for $ty {}

        const _: () = {
            fn $name<'v, 'long: 'v>(longer: $longer, _: &'v ()) -> $ty {
                longer
            }
            let _ = $name;
        };
    )* };
}

of_lifetime! {
    value: Value<'v>, Value<'long>;
    list: List<'v>, List<'long>;
    map: Map<'v>, Map<'long>;
    object: Object<'v>, Object<'long>;
    helper: DynHelper<'v>, DynHelper<'long>;
    tree: Tree<'v>, Tree<'long>;
    printable: Printable<'v>, Printable<'long>;
}

/// Implements `WithLifetime` for types that are covariant in their parameters.
macro_rules! covariant {
    ($([$($bounds:tt)*] $ty:ty;)*) => { $(
        // SAFETY: the type is covariant in its parameters.
        #[diagnostic::do_not_recommend]
        unsafe impl<'v, $($bounds)*> WithLifetime<'v> for $ty {}
    )* };
}

covariant! {
    [T: WithLifetime<'v> + ?Sized] &'v T;
    [T: WithLifetime<'v>] [T];
    [T: WithLifetime<'v>, const N: usize] [T; N];
    [T: WithLifetime<'v>] Option<T>;
    [T: WithLifetime<'v>, E: WithLifetime<'v>] Result<T, E>;
    [T: WithLifetime<'v> + ?Sized] PhantomData<T>;
    [T: WithLifetime<'v>] core::cmp::Reverse<T>;
    [T: WithLifetime<'v>] core::num::Wrapping<T>;
    [T: WithLifetime<'v>] core::num::Saturating<T>;
    [A: WithLifetime<'v>] (A,);
    [A: WithLifetime<'v>, B: WithLifetime<'v>] (A, B);
    [A: WithLifetime<'v>, B: WithLifetime<'v>, C: WithLifetime<'v>] (A, B, C);
    [A: WithLifetime<'v>, B: WithLifetime<'v>, C: WithLifetime<'v>, D: WithLifetime<'v>] (A, B, C, D);
}

#[cfg(feature = "alloc")]
covariant! {
    [T: WithLifetime<'v> + ?Sized] alloc::boxed::Box<T>;
    [T: WithLifetime<'v> + ?Sized] alloc::rc::Rc<T>;
    [T: WithLifetime<'v> + ?Sized] alloc::sync::Arc<T>;
    [T: WithLifetime<'v>] alloc::vec::Vec<T>;
    [T: WithLifetime<'v>] alloc::collections::VecDeque<T>;
    [T: WithLifetime<'v>] alloc::collections::LinkedList<T>;
    [T: WithLifetime<'v>] alloc::collections::BinaryHeap<T>;
    [T: WithLifetime<'v>] alloc::collections::BTreeSet<T>;
    [K: WithLifetime<'v>, T: WithLifetime<'v>] alloc::collections::BTreeMap<K, T>;
}

#[cfg(feature = "std")]
covariant! {
    [T: WithLifetime<'v>, S: WithLifetime<'v>] std::collections::HashSet<T, S>;
    [K: WithLifetime<'v>, T: WithLifetime<'v>, S: WithLifetime<'v>] std::collections::HashMap<K, T, S>;
}

#[cfg(feature = "std")]
without_lifetimes! { std::hash::RandomState }

#[cfg(feature = "heapless")]
covariant! {
    [L: heapless::LenType + 'v, const N: usize] heapless::String<N, L>;
    [T: WithLifetime<'v>, L: heapless::LenType + 'v, const N: usize] heapless::Vec<T, N, L>;
}

/// Compiles only if the collection is covariant in the type of its items.
#[cfg(feature = "heapless")]
const _: () = {
    fn shorter<'v, 'long: 'v>(
        items: heapless::Vec<&'long u8, 1>,
        _: &'v (),
    ) -> heapless::Vec<&'v u8, 1> {
        items
    }
    let _ = shorter;
};

#[cfg(feature = "indexmap")]
covariant! {
    [T: WithLifetime<'v>, S: WithLifetime<'v>] indexmap::IndexSet<T, S>;
    [K: WithLifetime<'v>, T: WithLifetime<'v>, S: WithLifetime<'v>] indexmap::IndexMap<K, T, S>;
}

/// Compiles only if the collections are covariant in their parameters.
#[cfg(feature = "indexmap")]
const _: () = {
    type Set<'v> = indexmap::IndexSet<&'v u8, &'v u8>;
    type Map<'v> = indexmap::IndexMap<&'v u8, &'v u8, &'v u8>;

    fn shorter<'v, 'long: 'v>(set: Set<'long>, map: Map<'long>, _: &'v ()) -> (Set<'v>, Map<'v>) {
        (set, map)
    }
    let _ = shorter;
};

// A `Cow` is covariant in its lifetime, but not in what it borrows from.
#[cfg(feature = "alloc")]
covariant! {
    [T: for<'x> WithLifetime<'x> + alloc::borrow::ToOwned + ?Sized] alloc::borrow::Cow<'v, T>;
}

/// Implements `WithLifetime` for types that are invariant in their parameter, which therefore may have no
/// lifetimes: only then is it the same for all `'x`.
macro_rules! invariant {
    ($([$($bounds:tt)*] $ty:ty;)*) => { $(
        // SAFETY: the type has no lifetimes.
        #[diagnostic::do_not_recommend]
        unsafe impl<'v, $($bounds)*> WithLifetime<'v> for $ty {}
    )* };
}

invariant! {
    [T: for<'x> WithLifetime<'x>] core::cell::Cell<T>;
    [T: for<'x> WithLifetime<'x>] core::cell::RefCell<T>;
    [T: for<'x> WithLifetime<'x>] core::cell::OnceCell<T>;
}

#[cfg(feature = "std")]
invariant! {
    [T: for<'x> WithLifetime<'x>] std::sync::Mutex<T>;
    [T: for<'x> WithLifetime<'x>] std::sync::RwLock<T>;
    [T: for<'x> WithLifetime<'x>] std::sync::OnceLock<T>;
}
