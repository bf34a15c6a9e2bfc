//! [`Data`] for cells and locks.
//!
//! A value borrows from the data, but the content of a cell can be borrowed only while its guard is held. Therefore only scalars and
//! text in a cell can be read: scalars are copied, and text is printed while the guard is held, for which the value is the cell
//! itself, as a `Display` value. The content of a guard can be read without restrictions.
//!
//! A `RefCell` that is mutably borrowed is an object of the type [`Borrowed`], which cannot be printed.

use super::{
    Data,
    object::{Object, ObjectData},
    shape::{Kind, Shape, ShapeRef},
    value::Value,
    wrapped::Wrapped,
};
use crate::output::UnescapedText;
use core::{
    cell::{Cell, LazyCell, OnceCell, Ref, RefCell, RefMut},
    fmt::{self, Display},
    num::NonZero,
    ptr,
};
#[cfg(feature = "std")]
use std::sync::{
    LazyLock, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
};

/// A type that a template can read in a cell or a lock (`Cell`, `RefCell`, `Mutex`, `RwLock`): a number, `bool`,
/// `char`, text, and `Option` of these.
///
/// The content of a cell may change or be locked while the template is rendered, so that nothing can be borrowed
/// from it for longer than it takes to print it.
#[diagnostic::on_unimplemented(
    message = "a template cannot read `{Self}` in a cell or a lock",
    label = "`{Self}` is not a number, `bool`, `char` or text",
    note = "a template reads numbers, `bool`, `char`, text and `Option` of these in a `Cell`, `RefCell`, `Mutex` or `RwLock`",
    note = "pass the guard of the cell or a reference to its content to the template: write `let rows = rows.borrow();` or `rows.lock()` before it"
)]
pub trait CellData: Data {}

macro_rules! contents {
    ($($ty:ty)*) => { $(
        impl CellData for $ty {}
    )* };
}

contents! {
    () bool char f32 f64 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize &str
    NonZero<i8> NonZero<i16> NonZero<i32> NonZero<i64> NonZero<i128> NonZero<isize>
    NonZero<u8> NonZero<u16> NonZero<u32> NonZero<u64> NonZero<u128> NonZero<usize>
}

#[cfg(feature = "alloc")]
contents! {
    alloc::string::String alloc::boxed::Box<str> alloc::rc::Rc<str> alloc::sync::Arc<str>
    alloc::borrow::Cow<'_, str>
}

impl<T: CellData> CellData for Option<T> {}

/// A cell or a lock.
trait Guarded {
    /// Calls `read` with the value of the content while the guard is held, and returns its result. Returns `None` if the content
    /// cannot be borrowed.
    fn with<R>(&self, read: impl FnOnce(Value<'_>) -> R) -> Option<R>;
}

/// The mode of reading a cell: its content is displayed while the guard is held.
enum Held {}

impl<C: Guarded> Display for Wrapped<C, Held> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.with(|value| UnescapedText::new(&[value]).fmt(f)).unwrap_or(Err(fmt::Error))
    }
}

/// The value of a `RefCell` that is mutably borrowed.
struct Borrowed;

/// The shape of [`Borrowed`], which is the only one with its address.
static BORROWED: Shape = Shape { name: "RefCell", kind: Kind::Object(&[]) };

impl ObjectData for Borrowed {
    fn shape(&self) -> &'static Shape {
        &BORROWED
    }

    fn field(&self, _: usize) -> Value<'_> {
        Value::Null
    }
}

/// Returns `true` if a shape is that of the value of a `RefCell` that is mutably borrowed.
pub(super) fn is_borrowed(shape: &'static Shape) -> bool {
    ptr::eq(shape, &raw const BORROWED)
}

/// Returns the value of a cell: the value of its content if that borrows nothing, and otherwise the cell itself.
fn value_of<C: Guarded>(cell: &C) -> Value<'_> {
    let copied = cell.with(|value| {
        Some(match value {
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(value),
            Value::Int(value) => Value::Int(value),
            Value::UInt(value) => Value::UInt(value),
            Value::Float(value) => Value::Float(value),
            Value::Float32(value) => Value::Float32(value),
            Value::Char(value) => Value::Char(value),
            _ => return None,
        })
    });
    match copied {
        Some(Some(value)) => value,
        Some(None) => Value::Display(Wrapped::<C, Held>::new(cell)),
        None => Value::Object(Object::new(&Borrowed)),
    }
}

/// Implements `Data` for a cell or a lock, from the expression for a guard, or none.
macro_rules! cells {
    ($([$($param:tt)*] $ty:ty: |$cell:ident| $guard:expr;)*) => { $(
        impl<$($param)*> Guarded for $ty {
            fn with<R>(&self, read: impl FnOnce(Value<'_>) -> R) -> Option<R> {
                let $cell = self;
                let guard = $guard?;
                Some(read(guard.value()))
            }
        }

        impl<$($param)*> Data for $ty {
            const SHAPE: ShapeRef = T::SHAPE;

            fn value(&self) -> Value<'_> {
                value_of(self)
            }
        }
    )* };
}

cells! {
    [T: CellData + Copy] Cell<T>: |cell| Some(cell.get());
    [T: CellData] RefCell<T>: |cell| cell.try_borrow().ok();
}

// A lock is read even if a thread has panicked while it held it: the protected value is only printed.
#[cfg(feature = "std")]
cells! {
    [T: CellData] Mutex<T>: |lock| Some(lock.lock().unwrap_or_else(PoisonError::into_inner));
    [T: CellData] RwLock<T>: |lock| Some(lock.read().unwrap_or_else(PoisonError::into_inner));
}

/// Implements `Data` for the guard of a cell or a lock, through which its whole content can be borrowed.
macro_rules! guards {
    ($($ty:ident)*) => { $(
        impl<T: Data + ?Sized> Data for $ty<'_, T> {
            const SHAPE: ShapeRef = T::SHAPE;

            #[inline]
            fn value(&self) -> Value<'_> {
                (**self).value()
            }
        }
    )* };
}

guards! { Ref RefMut }

#[cfg(feature = "std")]
guards! { MutexGuard RwLockReadGuard RwLockWriteGuard }

/// Implements `Data` for a cell whose content does not change after it has been set.
macro_rules! once_cells {
    ($($ty:ident)*) => { $(
        impl<T: Data> Data for $ty<T> {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: stringify!($ty), kind: Kind::Optional(T::SHAPE) });

            #[inline]
            fn value(&self) -> Value<'_> {
                match self.get() {
                    Some(content) => content.value(),
                    None => Value::Null,
                }
            }
        }
    )* };
}

once_cells! { OnceCell }

#[cfg(feature = "std")]
once_cells! { OnceLock }

/// Implements `Data` for a cell whose content is computed when it is first read.
macro_rules! lazy_cells {
    ($($ty:ident)*) => { $(
        impl<T: Data, F: FnOnce() -> T> Data for $ty<T, F> {
            const SHAPE: ShapeRef = T::SHAPE;

            #[inline]
            fn value(&self) -> Value<'_> {
                (**self).value()
            }
        }
    )* };
}

lazy_cells! { LazyCell }

#[cfg(feature = "std")]
lazy_cells! { LazyLock }
