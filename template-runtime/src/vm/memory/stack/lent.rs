//! What a running block helper is lent: its arguments, and texts that its blocks are to show. Rule 3
//! of [`Stack`] says why that is sound.

use super::{Damaged, Stack};
use crate::{
    data::{Bodies, Value},
    error::ErrorKind,
    vm::memory::scratch::Scratch,
};
use core::fmt::Display;

/// How many arguments a block helper has at most, its blocks included.
const MAX_LENT: usize = template_bytecode::MAX_BLOCK_ARGS as usize;

/// The arguments of a block helper. While it runs the stack is its block's.
pub(crate) struct Lent<'v> {
    values: [Value<'v>; MAX_LENT],
    count: usize,
    /// The variable that keeps their texts.
    slot: usize,
    /// [`Stack::lent`] before.
    before: usize,
}

impl<'v> Lent<'v> {
    /// Lends the values, with something else that lives as long, to a function that works for every
    /// lifetime and so has no place to keep them.
    #[inline(always)]
    pub(crate) fn lend<R>(
        &self,
        bodies: &mut dyn Bodies<'v>,
        call: impl for<'x> FnOnce(&[Value<'x>], &mut dyn Bodies<'x>) -> R,
    ) -> R {
        call(self.values.get(..self.count).unwrap_or_default(), bodies)
    }
}

impl<'v> Stack<'_, 'v> {
    /// Pops the arguments of a block helper, and binds the next variable, which keeps their texts.
    ///
    /// # Errors
    ///
    /// As [`Stack::bind`], and when they are too many.
    pub(crate) fn lend(&mut self, count: usize) -> Result<Lent<'v>, Damaged> {
        let from = self.values.len().checked_sub(count).ok_or(Damaged)?;
        let args = self.values.tail(from).ok_or(Damaged)?;
        let (slot, before) = (self.variables.len(), self.lent);
        let mut lent = Lent { values: [Value::Null; MAX_LENT], count, slot, before };
        lent.values.get_mut(..count).ok_or(Damaged)?.copy_from_slice(args);
        self.bind_to(slot, Value::Null)?;
        self.lent = self.variables.len();
        self.clear();
        Ok(lent)
    }

    /// Ends what was lent: the helper has returned.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    pub(crate) fn take_back(&mut self, lent: Lent<'v>) -> Result<(), Damaged> {
        self.lent = lent.before;
        self.exit(lent.slot)
    }

    /// Keeps what a value displays until the variable ends that was bound last.
    ///
    /// # Errors
    ///
    /// When it does not fit, or the `Display` fails.
    pub(crate) fn keep(&mut self, value: &dyn Display) -> Result<&'v str, ErrorKind> {
        // SAFETY: as in `Stack::call`. The text lies below the new floor, so that it stays until
        // the variable ends that was bound last, that of the helper that asks for it: rule 3.
        let text = unsafe { Scratch::new(&mut self.memory) }.display(value)?;
        self.floor = self.memory.mark();
        Ok(text)
    }

    /// Lends `show` what a value displays, as one text, and gives its memory back.
    ///
    /// # Errors
    ///
    /// As [`Stack::keep`].
    pub(crate) fn show<R>(
        &mut self,
        value: &dyn Display,
        show: impl FnOnce(&str) -> R,
    ) -> Result<R, ErrorKind> {
        let before = self.memory.mark();
        // SAFETY: as in `Stack::call`. The text goes to `show`, which cannot keep it.
        let text = unsafe { Scratch::new(&mut self.memory) }.display(value)?;
        let shown = show(text);
        // SAFETY: nothing else was put out since, and `show` has returned.
        unsafe { self.memory.release(before) };
        Ok(shown)
    }

    /// Binds `count` variables from `slot` on to values, and those that are left over to null.
    ///
    /// # Errors
    ///
    /// As [`Stack::bind`], and when `slot` is not the next variable, even if there is none to bind: a block
    /// runs where it was made, and never inside of itself.
    pub(crate) fn bind_all(
        &mut self,
        slot: usize,
        values: &[Value<'v>],
        count: usize,
    ) -> Result<(), Damaged> {
        if slot != self.variables.len() {
            return Err(Damaged);
        }
        for i in 0..count {
            self.bind_to(slot + i, values.get(i).copied().unwrap_or(Value::Null))?;
        }
        Ok(())
    }
}
