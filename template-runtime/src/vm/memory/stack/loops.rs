//! The variables of loops: the collection, the current item, and its key.

use super::{Damaged, Stack};
use crate::{
    data::{RawItems, Value},
    vm::iteration::{self, Iteration},
};
use core::ptr::null;

/// The result of [`Stack::enter_each`].
pub(crate) enum Entered {
    /// The number of items of a collection.
    Items(usize),
    /// The kind of a true value that is not a collection.
    NotIterable(&'static str),
}

impl<'v> Stack<'_, 'v> {
    /// Pops a list, a map or an object, and binds three variables from `slot` on: the collection, its
    /// first item, and the key of the item unless the collection is a list. Binds nothing if there is
    /// no item. `iteration` is the state of the loop.
    ///
    /// # Errors
    ///
    /// See [`Stack::bind`].
    #[inline(always)]
    pub(crate) fn enter_each(
        &mut self,
        slot: usize,
        iteration: &mut Iteration<'v>,
    ) -> Result<Entered, Damaged> {
        let all = self.take()?;
        let count = match iteration::count_of_each(&all) {
            Ok(count) => count,
            Err(kind) => return Ok(Entered::NotIterable(kind)),
        };
        if count > 0 {
            self.bind_to(slot, all, null())?;
            self.bind_to(slot + 1, Value::Null, null())?;
            self.bind_to(slot + 2, Value::Null, null())?;
            *iteration = Iteration::first(count);
            if !self.next_item(slot, iteration)? {
                // The list became shorter since it was counted.
                self.exit(slot)?;
                return Ok(Entered::Items(0));
            }
        }
        self.clear();
        Ok(Entered::Items(count))
    }

    /// Pops a value and the context below it, and binds three variables from `slot` on, like
    /// [`Stack::enter_each`]. The items are those of a list; the only item of any other true value is
    /// the value itself, or the context if the value is `true`. Returns the number of items.
    ///
    /// # Errors
    ///
    /// See [`Stack::bind`].
    #[inline(always)]
    pub(crate) fn enter_section(
        &mut self,
        slot: usize,
        iteration: &mut Iteration<'v>,
    ) -> Result<usize, Damaged> {
        let value = self.take()?;
        let context = self.take()?;
        let (count, item) = iteration::start_of_section(&value, context);
        if count > 0 {
            *iteration = Iteration::first(count);
            self.bind_to(slot, value, null())?;
            self.bind_to(slot + 1, item, null())?;
            self.bind_to(slot + 2, Value::Null, null())?;
            if let Value::List(_) = value
                && !self.next_item(slot, iteration)?
            {
                self.exit(slot)?;
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
    /// See [`Stack::bind`].
    #[inline(always)]
    pub fn next_item(
        &mut self,
        slot: usize,
        iteration: &mut Iteration<'v>,
    ) -> Result<bool, Damaged> {
        // The item and its key are part of the collection, or of what it borrows from: like it, they lie
        // below `floor` (rule 2).
        let Some([list, item, key]) = self.variables.tail_mut(slot) else {
            return Err(Damaged);
        };
        let Iteration { index, entries, .. } = iteration;
        Ok(iteration::put_iteration(&list.value, *index, entries, &mut key.value, &mut item.value))
    }

    /// Pops a list with contiguous items, and binds three variables from `slot` on: the list, the place of
    /// its first item, and nothing. Binds nothing if there is no item. Returns the items.
    ///
    /// # Errors
    ///
    /// See [`Stack::bind`].
    #[inline(always)]
    pub(crate) fn enter_slice(&mut self, slot: usize) -> Result<Option<RawItems>, Damaged> {
        let all = self.take()?;
        let items = match all {
            Value::List(list) => list.items().ok_or(Damaged)?,
            // The option that may contain the list is empty.
            _ => return Ok(None),
        };
        if items.count > 0 {
            self.bind_to(slot, all, null())?;
            self.bind_to(slot + 1, Value::Null, items.first)?;
            self.bind_to(slot + 2, Value::Null, null())?;
        }
        self.clear();
        Ok(Some(items))
    }

    /// Binds a variable that is bound to an item of a list to the next one, `stride` bytes after it.
    ///
    /// # Errors
    ///
    /// There is no variable `slot`.
    #[inline(always)]
    pub(crate) fn next_place(&mut self, slot: usize, stride: usize) -> Result<(), Damaged> {
        let [variable, ..] = self.variables.tail_mut(slot).ok_or(Damaged)? else {
            return Err(Damaged);
        };
        variable.place = variable.place.wrapping_add(stride);
        Ok(())
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
        assert_eq!(size_of::<Variable<'_>>(), 48);
        assert_eq!(size_of::<Iteration<'_>>(), 104);
    }
}
