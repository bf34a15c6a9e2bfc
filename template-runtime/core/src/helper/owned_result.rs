//! Owned data as the result of a helper. It is stored in scratch memory until the template no longer reads it.

use crate::{
    data::{AnySlice, Data, List, Sink, Value},
    error::ErrorKind,
    vm::Scratch,
};

/// The result of a helper that owns its data.
pub trait OwnedResult<'v> {
    /// Returns the value, for printing; `None` for a list that is not created until it is stored.
    fn value(&self) -> Option<Value<'_>>;

    /// Stores the data, and returns the value.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit.
    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<Value<'v>, ErrorKind>;

    /// Returns the items if the result is a slice: it is stored because a value has no room for its length, but its
    /// items are borrowed.
    fn items(&self) -> Option<&dyn BorrowedItems<'v>> {
        None
    }
}

/// Items that a result borrows, of a type that is not known.
pub trait BorrowedItems<'v> {
    /// Returns the number of items.
    fn count(&self) -> usize;

    /// Returns the item at `index`.
    fn item(&self, index: usize) -> Option<Value<'v>>;

    /// Returns the items for helpers that take a slice of them.
    fn slice(&self) -> AnySlice<'v>;
}

impl<'v, T: Data> BorrowedItems<'v> for &'v [T] {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<Value<'v>> {
        let items: &'v [T] = self;
        items.get(index).map(Data::value)
    }

    fn slice(&self) -> AnySlice<'v> {
        AnySlice::new(self)
    }
}

/// A slice, until it is stored.
pub(super) struct BorrowedSlice<'v, T>(pub(super) &'v [T]);

impl<'v, T: Data> OwnedResult<'v> for BorrowedSlice<'v, T> {
    fn value(&self) -> Option<Value<'_>> {
        Some(self.0.value())
    }

    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<Value<'v>, ErrorKind> {
        Ok(scratch.own(self.0)?.value())
    }

    fn items(&self) -> Option<&dyn BorrowedItems<'v>> {
        Some(&self.0)
    }
}

/// A value of a type with [`Data`], until it is stored.
pub(super) struct OwnedData<T>(pub(super) Option<T>);

impl<'v, T: Data + 'v> OwnedResult<'v> for OwnedData<T> {
    fn value(&self) -> Option<Value<'_>> {
        self.0.as_ref().map(Data::value)
    }

    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<Value<'v>, ErrorKind> {
        match self.0.take() {
            Some(data) => Ok(scratch.own(data)?.value()),
            None => Ok(Value::Null),
        }
    }
}

/// A value that is printed with its `Display` implementation, until it is stored.
struct OwnedDisplay<T>(Option<T>);

impl<'v, T: Data + 'v> OwnedResult<'v> for OwnedDisplay<T> {
    fn value(&self) -> Option<Value<'_>> {
        self.0.as_ref().map(Data::value)
    }

    #[cfg(feature = "alloc")]
    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<Value<'v>, ErrorKind> {
        OwnedData(self.0.take()).store(scratch)
    }

    /// Without a heap, only the text of values that must be dropped is stored.
    #[cfg(not(feature = "alloc"))]
    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<Value<'v>, ErrorKind> {
        let Some(data) = self.0.take() else { return Ok(Value::Null) };
        if let (true, Value::Display(displayed)) = (core::mem::needs_drop::<T>(), data.value()) {
            return scratch.display(displayed).map(Value::Text);
        }
        let stored = scratch.own_items(core::iter::once(data))?;
        Ok(stored.first().map_or(Value::Null, Data::value))
    }
}

/// Passes a value that is printed with its `Display` implementation to a sink. The value itself is stored, and not its text,
/// so that another helper may take it by reference.
///
/// # Errors
///
/// Returns an error if the sink rejects it.
pub fn give_displayed<'v, T: Data + 'v>(
    value: T,
    sink: &mut dyn Sink<'v>,
) -> Result<(), ErrorKind> {
    sink.data(&mut OwnedDisplay(Some(value)))
}

/// An iterator, until its items are stored as a list.
pub(super) struct OwnedItems<I>(pub(super) Option<I>);

impl<'v, I: Iterator<Item: Data + 'v>> OwnedResult<'v> for OwnedItems<I> {
    fn value(&self) -> Option<Value<'_>> {
        None
    }

    #[cfg(feature = "alloc")]
    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<Value<'v>, ErrorKind> {
        let items: alloc::vec::Vec<I::Item> = self.0.take().into_iter().flatten().collect();
        Ok(Value::List(List::new(scratch.own(items)?)))
    }

    #[cfg(not(feature = "alloc"))]
    fn store(&mut self, scratch: &mut Scratch<'_, '_, 'v>) -> Result<Value<'v>, ErrorKind> {
        const {
            assert!(!core::mem::needs_drop::<I::Item>(), "{}", crate::vm::NEEDS_ALLOC);
        }
        let items = scratch.own_items(self.0.take().into_iter().flatten())?;
        Ok(Value::List(List::new(scratch.own(items)?)))
    }
}
