//! The variables of loops: the collection, the current item, and its key.

use super::{Damaged, Stack};
use crate::{
    data::{RawItems, Value},
    vm::iteration::{self, Iteration},
};

/// The result of [`Stack::enter_each`].
pub(crate) enum Entered {
    /// The number of items of a collection.
    Items(usize),
    /// The kind of a true value that is not a collection.
    NotIterable(&'static str),
}

impl<'v> Stack<'_, 'v> {
    /// Pops a list, a map or an object, and binds three variables from `var` on: the collection, its
    /// first item, and the key of the item unless the collection is a list. Binds nothing if there is
    /// no item. `iteration` is the state of the loop.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn enter_each(
        &mut self,
        var: usize,
        iteration: &mut Iteration<'v>,
    ) -> Result<Entered, Damaged> {
        let all = self.take()?;
        self.enter_each_of(var, all, iteration)
    }

    /// Binds the variables of a loop over a list, a map or an object like [`Stack::enter_each`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn enter_each_of(
        &mut self,
        var: usize,
        all: Value<'v>,
        iteration: &mut Iteration<'v>,
    ) -> Result<Entered, Damaged> {
        let count = match iteration::count_of_each(&all) {
            Ok(count) => count,
            Err(kind) => return Ok(Entered::NotIterable(kind)),
        };
        if count > 0 {
            self.bind_to(var, all)?;
            self.bind_to(var + 1, Value::Null)?;
            self.bind_to(var + 2, Value::Null)?;
            *iteration = Iteration::first(count);
            if !self.next_item(var, iteration)? {
                // The list became shorter since it was counted.
                self.exit(var)?;
                return Ok(Entered::Items(0));
            }
        }
        self.clear();
        Ok(Entered::Items(count))
    }

    /// Pops a value and the context below it, and binds three variables from `var` on, like
    /// [`Stack::enter_each`]. Any true value that is not a list has one item:
    /// the value itself, or the context if the value is `true`. Returns the number of items.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn enter_section(
        &mut self,
        var: usize,
        iteration: &mut Iteration<'v>,
    ) -> Result<usize, Damaged> {
        let value = self.take()?;
        let context = self.take()?;
        let (count, item) = iteration::start_of_section(&value, context);
        if count > 0 {
            *iteration = Iteration::first(count);
            self.bind_to(var, value)?;
            self.bind_to(var + 1, item)?;
            self.bind_to(var + 2, Value::Null)?;
            if let Value::List(_) = value
                && !self.next_item(var, iteration)?
            {
                self.exit(var)?;
                return Ok(0);
            }
        }
        self.clear();
        Ok(count)
    }

    /// Binds the variables of a loop to the item of an iteration and its key. Returns `false` if there is no
    /// item, because the list became shorter during the loop.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn next_item(
        &mut self,
        var: usize,
        iteration: &mut Iteration<'v>,
    ) -> Result<bool, Damaged> {
        // The item and its key are part of the collection, or of what it borrows from: like it, they lie
        // below `floor` (rule 2).
        let Some([list, item, key]) = self.variables.tail_mut(var) else {
            return Err(Damaged);
        };
        let Iteration { index, entries, .. } = iteration;
        Ok(iteration::put_iteration(&list.value, *index, entries, &mut key.value, &mut item.value))
    }

    /// Pops a list with contiguous items, and binds three variables from `var` on: the list, and two to null,
    /// because the item is a place and has no key. Binds nothing if there is no item. Returns the items.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn enter_slice(&mut self, var: usize) -> Result<Option<RawItems>, Damaged> {
        let all = self.take()?;
        self.enter_slice_of(var, all)
    }

    /// Binds the variables of a loop over a list with contiguous items like [`Stack::enter_slice`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn enter_slice_of(
        &mut self,
        var: usize,
        all: Value<'v>,
    ) -> Result<Option<RawItems>, Damaged> {
        let items = match all {
            Value::List(list) => list.items().ok_or(Damaged)?,
            // The option that may contain the list is empty.
            _ => return Ok(None),
        };
        if items.count > 0 {
            self.bind_to(var, all)?;
            self.bind_to(var + 1, Value::Null)?;
            self.bind_to(var + 2, Value::Null)?;
        }
        self.clear();
        Ok(Some(items))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Variable;
    use crate::{data::Value, vm::iteration::Iteration};

    /// The sizes that the documentation of the language states.
    #[cfg(target_pointer_width = "64")]
    #[test]
    fn documented_sizes() {
        assert_eq!(size_of::<Value<'_>>(), 24);
        assert_eq!(size_of::<Variable<'_>>(), 40);
        assert_eq!(size_of::<Iteration<'_>>(), 112);
    }
}
