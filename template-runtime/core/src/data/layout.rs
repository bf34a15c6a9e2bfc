//! Layouts of types: the offsets of the parts of a type in memory, and how each part is read.
//!
//! A [`Shape`](super::Shape) is for names, kinds and messages, and is not trusted: safe code can claim the
//! shape of another type. A [`Layout`] is trusted. Its type parameter is the type that it describes, and
//! only this module creates one, for the standard types, and `layout_of_fields`, for tuples and derived types.
//!
//! # Safety
//!
//! A *place* is the address of a value of a type with a layout. The numbers in SAFETY comments
//! are those of the invariants in `ARCHITECTURE.md`.
#![allow(
    unsafe_code,
    reason = "a layout is the proof that a place may be read as a value of its type"
)]

#[cfg(not(feature = "alloc"))]
use super::erased_layout::Untyped;
use super::{
    Data,
    collection::{ListData, Map, MapData},
    erased_layout::{ErasedLayout, LayoutRef, SliceLayout, Step, list_layout},
    identity::type_identity,
    object::{Object, ObjectData},
    place::value_at,
    read_as::ReadAs,
    template_data::{TemplateData, TemplateLayout},
    value::Value,
    wrapped::Wrapped,
};
use crate::template::Template;
use core::{fmt::Display, marker::PhantomData, mem::transmute, ops::Deref};
use template_bytecode::Leaf;

/// The layout of the type `T`, if it is known: the proof that a value of `T` may be read according to it
/// (invariant 19). It is invariant in `T`: the layout of a template has functions of its type, with its lifetimes.
pub struct Layout<T: ?Sized>(Option<LayoutRef>, PhantomData<fn(*const T) -> *const T>);

impl<T: ?Sized> Clone for Layout<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Layout<T> {}

impl<T: ?Sized> core::fmt::Debug for Layout<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(if self.0.is_some() { "Layout(known)" } else { "Layout(unknown)" })
    }
}

impl<T: ?Sized> Layout<T> {
    /// The layout of a type that is read only through [`Data::value`].
    pub const NONE: Self = Self(None, PhantomData);

    /// Returns the layout without the type.
    #[doc(hidden)]
    #[must_use]
    pub const fn erase(self) -> Option<LayoutRef> {
        self.0
    }

    pub(super) const fn new(layout: &'static ErasedLayout) -> Self {
        Self(Some(LayoutRef::new(layout)), PhantomData)
    }

    /// Creates the layout of a type from that of the same type with other lifetimes.
    ///
    /// # Safety
    ///
    /// `layout` is the layout of `T`, except for lifetimes.
    #[doc(hidden)]
    #[must_use]
    pub const unsafe fn with_lifetimes(layout: &'static ErasedLayout) -> Self {
        Self::new(layout)
    }
}

/// Reads a value through [`Data::value`].
///
/// # Safety
///
/// A `T` must be at `place`, and must live for as long as the result is used.
#[inline]
unsafe fn data_value<T: Data>(place: *const u8) -> Value<'static> {
    // SAFETY: the caller's promise; it also chooses the lifetime.
    unsafe { transmute::<Value<'_>, Value<'static>>((*place.cast::<T>()).value()) }
}

/// Returns the place of a pointer's target.
///
/// # Safety
///
/// A `P` must be at `place`.
#[cfg(feature = "alloc")]
#[inline]
unsafe fn pointer_target<P: Deref<Target: Sized>>(place: *const u8) -> *const u8 {
    // SAFETY: the caller's promise.
    let target: &P::Target = unsafe { &*place.cast::<P>() };
    core::ptr::from_ref(target).cast()
}

/// Returns the place of the value in an option, and null if there is none.
///
/// # Safety
///
/// An `Option<T>` must be at `place`.
#[inline]
unsafe fn option_content<T>(place: *const u8) -> *const u8 {
    // SAFETY: the caller's promise.
    match unsafe { &*place.cast::<Option<T>>() } {
        Some(content) => core::ptr::from_ref(content).cast(),
        None => core::ptr::null(),
    }
}

/// Returns the layout of an option, whose content has the type and the layout.
macro_rules! option_layout {
    ($content:ty, $layout:expr) => {
        const {
            match $layout.get() {
                // `None` is represented as null.
                ErasedLayout::Pointer(step, target) if step.is_address => {
                    &ErasedLayout::Optional(Step::ADDRESS, *target)
                }
                _ => &ErasedLayout::Optional(Step::by(option_content::<$content>), $layout),
            }
        }
    };
}

/// A type that is read as a leaf.
///
/// # Safety
///
/// `LEAF` is the leaf with the name of the type.
pub(crate) unsafe trait LeafData: Data {
    const LEAF: Leaf;
}

macro_rules! leaves {
    ($($ty:ty: $leaf:ident;)*) => { $(
        // SAFETY: the leaf has the name of the type.
        unsafe impl LeafData for $ty {
            const LEAF: Leaf = Leaf::$leaf;
        }
    )* };
}

leaves! {
    bool: Bool;
    char: Char;
    f32: F32;
    f64: F64;
    i8: I8;
    i16: I16;
    i32: I32;
    i64: I64;
    isize: Isize;
    u8: U8;
    u16: U16;
    u32: U32;
    u64: U64;
    usize: Usize;
    &str: Str;
}

#[cfg(feature = "alloc")]
leaves! {
    alloc::string::String: OwnedString;
    alloc::borrow::Cow<'_, str>: CowStr;
    alloc::boxed::Box<str>: BoxStr;
    alloc::rc::Rc<str>: RcStr;
    alloc::sync::Arc<str>: ArcStr;
}

/// A list whose items are contiguous in memory.
pub trait ContiguousList {
    /// The type of the items.
    type Item;

    /// Returns the items.
    fn as_items(&self) -> &[Self::Item];
}

/// Returns the place of the first item of a list, and the number of items.
///
/// # Safety
///
/// An `L` must be at `place`.
///
/// Casts with `as`: a build without optimization has a further function for each list type and each method called here.
#[inline]
unsafe fn items_of<L: ContiguousList>(place: *const u8) -> (*const u8, usize) {
    // SAFETY: the caller's promise.
    let items = unsafe { &*(place as *const L) }.as_items();
    (items as *const [L::Item] as *const u8, items.len())
}

#[allow(private_bounds, reason = "only this crate uses the constant")]
impl<T: LeafData> Layout<T> {
    /// The layout of a leaf.
    pub(crate) const LEAF: Self = Self::new(const { &ErasedLayout::Leaf(T::LEAF) });
}

#[cfg(not(feature = "alloc"))]
impl<L: ContiguousList> Layout<L> {
    /// The layout of a list with contiguous items of an unknown type.
    const ITEMS_ONLY: LayoutRef = LayoutRef::new(
        const {
            &ErasedLayout::Slice(SliceLayout {
                items: items_of::<L>,
                stride: size_of::<L::Item>(),
                item: LayoutRef::NO_DATA,
                identity: type_identity::<Untyped>,
                item_identity: type_identity::<Untyped>,
                without_types: None,
            })
        },
    );
}

#[allow(private_bounds, reason = "only this crate uses the constant")]
impl<L: ContiguousList<Item: Data>> Layout<L> {
    /// The layout of a list with contiguous items.
    pub(crate) const LIST: Self = Self::new(
        const {
            &ErasedLayout::Slice(SliceLayout {
                items: items_of::<L>,
                stride: size_of::<L::Item>(),
                item: LayoutOf::<L::Item>::KNOWN,
                identity: type_identity::<L>,
                item_identity: type_identity::<L::Item>,
                #[cfg(not(feature = "alloc"))]
                without_types: Some(Self::ITEMS_ONLY),
            })
        },
    );
}

/// Reads a value through its `Display`.
///
/// # Safety
///
/// A `T` must be at `place`, and must live for as long as the result is used.
#[inline]
unsafe fn displayed_value<T: Display>(place: *const u8) -> Value<'static> {
    // SAFETY: the caller's promise; it also chooses the lifetime.
    unsafe { transmute::<Value<'_>, Value<'static>>(Value::Display(&*place.cast::<T>())) }
}

/// Reads a value as a template.
///
/// # Safety
///
/// A `T` must be at `place`, and must live for as long as the result is used.
unsafe fn nested_template<T: Template>(place: *const u8) -> Value<'static> {
    // SAFETY: the caller's promise; it also chooses the lifetime.
    unsafe { transmute::<Value<'_>, Value<'static>>(T::__template_value(&*place.cast::<T>())) }
}

impl<T: Template> Layout<T> {
    /// The layout of a type of which only [`Template`] is known.
    pub(crate) const TEMPLATE: Self =
        Self::new(const { &ErasedLayout::Opaque(nested_template::<T>) });
}

/// Reads a value as a map, in the mode `M`.
///
/// # Safety
///
/// A `T` must be at `place`, and must live for as long as the result is used.
unsafe fn map_value<T, M>(place: *const u8) -> Value<'static>
where
    Wrapped<T, M>: MapData,
{
    // SAFETY: the caller's promise; it also chooses the lifetime.
    unsafe {
        let map = Map::new(Wrapped::<T, M>::new(&*place.cast::<T>()));
        transmute::<Value<'_>, Value<'static>>(Value::Map(map))
    }
}

/// Reads a value as an object, in the mode `M`.
///
/// # Safety
///
/// A `T` must be at `place`, and must live for as long as the result is used.
unsafe fn object_value<T, M>(place: *const u8) -> Value<'static>
where
    Wrapped<T, M>: ObjectData,
{
    // SAFETY: the caller's promise; it also chooses the lifetime.
    unsafe {
        let object = Object::new(Wrapped::<T, M>::new(&*place.cast::<T>()));
        transmute::<Value<'_>, Value<'static>>(Value::Object(object))
    }
}

/// The layouts of types that are read in another way than through [`Data`].
///
/// Inlined with the functions: only where unrolled code sees the table can LLVM call them directly.
impl<T> Layout<T> {
    /// Returns the layout of a type that is read through its `Display`.
    #[inline]
    pub(crate) const fn displayed() -> Self
    where
        T: Display,
    {
        Self::new(const { &ErasedLayout::Opaque(displayed_value::<T>) })
    }

    /// Returns the layout of a type that is read as a map in the mode `M`.
    #[inline]
    pub(crate) const fn map<M>() -> Self
    where
        Wrapped<T, M>: MapData,
    {
        Self::new(const { &ErasedLayout::Opaque(map_value::<T, M>) })
    }

    /// Returns the layout of a type that is read as an object in the mode `M`.
    #[inline]
    pub(crate) const fn object_by<M>() -> Self
    where
        Wrapped<T, M>: ObjectData,
    {
        Self::new(const { &ErasedLayout::Opaque(object_value::<T, M>) })
    }

    /// Returns the layout of a type that is read as a list in the mode `M`.
    #[inline]
    pub(crate) const fn list<M>() -> Self
    where
        Wrapped<T, M>: ListData,
    {
        // The wrapper has the place and the layout of the value.
        Self::new(list_layout::<Wrapped<T, M>>())
    }

    /// Returns the layout of an option whose content is read in the mode `W`.
    #[inline]
    pub(crate) const fn option<C, W, D>() -> Layout<Option<C>>
    where
        C: ReadAs<W, D>,
    {
        Layout::new(option_layout!(C, known(C::LAYOUT)))
    }

    /// Returns the layout of a pointer whose target is read in the mode `W`.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) const fn pointer<W, D>() -> Self
    where
        T: Deref<Target: ReadAs<W, D> + Sized>,
    {
        Self::new(
            const { &ErasedLayout::Pointer(Step::by(pointer_target::<T>), known(T::Target::LAYOUT)) },
        )
    }

    /// Returns the layout of a pointer that is the address of its target, which is read in the mode `W`.
    #[inline]
    pub(crate) const fn address<W, D>() -> Self
    where
        T: AddressOfTarget<Target: ReadAs<W, D> + Sized>,
    {
        Self::new(const { &ErasedLayout::Pointer(Step::ADDRESS, known(T::Target::LAYOUT)) })
    }

    /// Returns the layout of a list with contiguous items, which are read in the mode `W`.
    #[inline]
    pub(crate) const fn items<W, D>() -> Self
    where
        T: ContiguousList<Item: ReadAs<W, D>>,
    {
        Self::new(
            const {
                &ErasedLayout::Slice(SliceLayout {
                    items: items_of::<T>,
                    stride: size_of::<T::Item>(),
                    item: known(<T::Item as ReadAs<W, D>>::LAYOUT),
                    identity: type_identity::<T>,
                    item_identity: type_identity::<T::Item>,
                    #[cfg(not(feature = "alloc"))]
                    without_types: Some(Self::ITEMS_ONLY),
                })
            },
        )
    }

    /// Reads a value; null if the layout is not known.
    #[inline]
    pub(crate) fn read(self, value: &T) -> Value<'_> {
        // SAFETY: the value has the layout (invariant 19).
        unsafe { value_at(known(self), core::ptr::from_ref(value).cast()) }
    }
}

/// Returns a layout without its type; that of null if it is not known.
pub(super) const fn known<T>(layout: Layout<T>) -> LayoutRef {
    match layout.0 {
        Some(layout) => layout,
        None => LayoutRef::NO_DATA,
    }
}

#[cfg(feature = "alloc")]
impl<P: Deref<Target: Data + Sized>> Layout<P> {
    /// The layout of a pointer whose value is that of its target.
    pub(crate) const POINTER: Self = Self::new(
        const { &ErasedLayout::Pointer(Step::by(pointer_target::<P>), LayoutOf::<P::Target>::KNOWN) },
    );
}

/// A pointer that is represented as the address of its target, of which `None` is represented as null.
///
/// # Safety
///
/// The documentation of the standard library guarantees this for the type.
pub(crate) unsafe trait AddressOfTarget: Deref {}

// SAFETY: guaranteed by "Layout" of the primitive type `reference`, and by "Representation" of `Option`.
unsafe impl<T> AddressOfTarget for &T {}
// SAFETY: as above.
unsafe impl<T> AddressOfTarget for &mut T {}
// SAFETY: guaranteed by "Memory layout" of `Box`, and by "Representation" of `Option`.
#[cfg(feature = "alloc")]
unsafe impl<T> AddressOfTarget for alloc::boxed::Box<T> {}

#[allow(private_bounds, reason = "only this crate uses the constant")]
impl<P: AddressOfTarget<Target: Data + Sized>> Layout<P> {
    /// The layout of a pointer that is the address of its target, and whose value is that of the target.
    pub(crate) const ADDRESS: Self =
        Self::new(const { &ErasedLayout::Pointer(Step::ADDRESS, LayoutOf::<P::Target>::KNOWN) });
}

impl<T: Data> Layout<Option<T>> {
    /// The layout of an option.
    pub(crate) const OPTION: Self = Self::new(match LayoutOf::<T>::KNOWN.get() {
        // Only `&str` and `String` have these layouts.
        ErasedLayout::Leaf(Leaf::Str) => &ErasedLayout::Leaf(Leaf::OptionStr),
        ErasedLayout::Leaf(Leaf::OwnedString) => &ErasedLayout::Leaf(Leaf::OptionOwnedString),
        _ => option_layout!(T, LayoutOf::<T>::KNOWN),
    });
}

/// The layout of the type `T`, which is opaque if [`Data::LAYOUT`] is [`Layout::NONE`].
///
/// For a type that is not [`Data`], `LAYOUT` is that of [`NoLayout`]: the code of a derive macro must not
/// repeat the error that rustc reports for the shape.
#[derive(Debug)]
pub struct LayoutOf<T>(PhantomData<fn() -> T>);

impl<T: Data> LayoutOf<T> {
    /// The layout.
    pub const LAYOUT: Layout<T> = Layout(Some(Self::KNOWN), PhantomData);

    /// The layout of a type that is read as a whole.
    pub const OPAQUE: Layout<T> = Layout::new(const { &ErasedLayout::Opaque(data_value::<T>) });

    const KNOWN: LayoutRef = match T::LAYOUT.0 {
        Some(layout) => layout,
        None => match Self::OPAQUE.0 {
            Some(layout) => layout,
            None => unreachable!(),
        },
    };
}

/// The fallback of [`LayoutOf`] for types that are not [`Data`].
pub trait NoLayout {
    /// The type.
    type Of;
    /// The layout, which is not known.
    const LAYOUT: Layout<Self::Of> = Layout::NONE;
    /// The layout, which is not known.
    const OPAQUE: Layout<Self::Of> = Layout::NONE;
}

impl<T> NoLayout for LayoutOf<T> {
    type Of = T;
}

/// Returns the layout of a template, from the layout that its own program reads it by.
#[doc(hidden)]
#[must_use]
pub const fn layout_template<T: TemplateData>() -> Layout<T> {
    Layout::new(const { &ErasedLayout::Template(TemplateLayout::of::<T>()) })
}
