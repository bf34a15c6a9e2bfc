//! The value stack and the variables of a program. They own the scratch memory too: only who holds
//! all values knows when nobody reads a text any more.

mod lent;

use super::{
    filled::Filled,
    scratch::{Memory, Scratch},
};
use crate::{data::Value, error::ErrorKind, vm::iteration};
#[cfg(feature = "compile")]
use alloc::{vec, vec::Vec};
use core::mem::MaybeUninit;
#[cfg(feature = "compile")]
use template_bytecode::Limits;

/// How much of the scratch memory is in use.
#[derive(Clone, Copy, Default)]
pub(super) struct Mark {
    pub(super) block: usize,
    pub(super) used: usize,
}

/// A bound variable.
#[derive(Clone, Copy)]
struct Variable<'v> {
    value: Value<'v>,
    /// The floor before the variable was bound.
    floor: Mark,
}

/// Makes the memory that a program runs in, on the stack of the thread and of exactly the sizes
/// that were proven to be enough: values on the stack, variables, loops, and bytes of scratch. Lends
/// it to `run`, with the data of the template in variable 0.
///
/// Nobody else ever sees that memory, which rule 1 of [`Stack`] asks for.
#[inline(always)]
pub(crate) fn with_stack<
    'v,
    R,
    const STACK: usize,
    const VARIABLES: usize,
    const LOOPS: usize,
    const SCRATCH: usize,
>(
    data: Value<'v>,
    run: impl for<'m> FnOnce(Stack<'m, 'v>, &'m mut [Iteration]) -> R,
) -> R {
    let mut values = [MaybeUninit::uninit(); STACK];
    let mut variables = [MaybeUninit::uninit(); VARIABLES];
    let mut loops = [Iteration { index: 0, count: 0 }; LOOPS];
    let mut scratch = [MaybeUninit::uninit(); SCRATCH];
    run(Stack::new(&mut values, &mut variables, &mut scratch, data), &mut loops)
}

/// An open loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Iteration {
    /// The number of the turn, from 0.
    pub(crate) index: usize,
    /// How many turns there are.
    pub(crate) count: usize,
}

/// The values that a running program can reach: those on the stack, and the bound variables.
///
/// A text in scratch memory claims to live for `'v` like everything else here, but lives only
/// until its memory is given back. That is sound, because nobody outside can tell:
///
/// 1. *Values do not get out.* A method that shows a value borrows the stack for as long
///    as the value is used, or lends it to a function that works for every lifetime and so has no
///    place to keep it.
/// 2. *What can be reached has not been given back.* Every text in a bound variable lies below
///    `floor`, and memory is only given back down to `floor`, by [`Stack::clear`], which empties
///    the value stack first. `floor` only goes down in [`Stack::exit`], to where it was when the
///    first of the variables that end there was bound: the earlier ones are older than that.
///    Variables that have ended are never read.
/// 3. *A block helper is done before what it was lent ends.* The values in [`lent::Lent`] are copies: they
///    lie below `floor`, because a variable was bound when they were taken off the stack, and so
///    does what [`Stack::keep`] makes. That variable ends when the helper has returned, in
///    [`Stack::take_back`]; until then [`Stack::exit`] ends none but those behind it (`lent`).
pub struct Stack<'m, 'v> {
    values: Filled<'m, Value<'v>>,
    variables: Filled<'m, Variable<'v>>,
    /// How many variables, from the first on, stay while the innermost block helper is running.
    lent: usize,
    memory: Memory<'m>,
    floor: Mark,
}

/// The program reached beyond what the verifier has proven: it is damaged.
pub(crate) struct Damaged;

impl From<Damaged> for ErrorKind {
    fn from(_: Damaged) -> Self {
        Self::Program
    }
}

/// Tells the compiler that `'v` is longer than `'x`: what lives for `'v` may become a value that
/// lives for `'x`.
pub(crate) struct Longer<'x, 'v: 'x>(core::marker::PhantomData<&'x &'v ()>);

/// What [`Stack::enter_each`] found.
pub(crate) enum Entered {
    /// So many items.
    Items(usize),
    /// A true value of this kind, which is no list.
    NotIterable(&'static str),
}

impl<'m, 'v> Stack<'m, 'v> {
    /// Starts without values, and with the data of the template in variable 0.
    #[inline(always)]
    fn new(
        values: &'m mut [MaybeUninit<Value<'v>>],
        variables: &'m mut [MaybeUninit<Variable<'v>>],
        scratch: &'m mut [MaybeUninit<u8>],
        data: Value<'v>,
    ) -> Self {
        let mut stack = Self {
            values: Filled::new(values),
            variables: Filled::new(variables),
            lent: 0,
            memory: Memory::new(scratch),
            floor: Mark::default(),
        };
        // There is room: every program has this variable.
        let _ = stack.bind_to(0, data);
        stack
    }

    /// Pushes a value that is not in scratch memory above `floor`, unless as [`Stack::call`] does.
    ///
    /// # Errors
    ///
    /// When the stack is full, which the verifier excludes. Other methods fail when there is not
    /// what they ask for, which it excludes as well.
    #[inline(always)]
    pub fn push(&mut self, value: Value<'v>) -> Result<(), Damaged> {
        self.values.push(value)
    }

    /// Pushes a variable.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub fn push_variable(&mut self, slot: usize) -> Result<(), Damaged> {
        let value = *self.bound_variable(slot)?;
        self.push(value)
    }

    /// Pushes a field of the object that is a variable.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub fn push_field(&mut self, slot: usize, field: usize) -> Result<(), Damaged> {
        let value = self.bound_variable(slot)?.field(field);
        self.push(value)
    }

    /// Shows a variable.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub fn variable(&self, slot: usize) -> Result<&Value<'_>, Damaged> {
        self.bound_variable(slot)
    }

    /// Pops a value, and shows it.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub fn pop(&mut self) -> Result<&Value<'_>, Damaged> {
        self.values.pop()
    }

    /// Pops a value at the end of a statement, as [`Stack::pop`] and [`Stack::clear`] do.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub(crate) fn drop_top(&mut self) -> Result<(), Damaged> {
        self.pop()?;
        self.clear();
        Ok(())
    }

    /// Shows the topmost values, the deepest first.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub fn top(&self, count: usize) -> Result<&[Value<'_>], Damaged> {
        let from = self.values.len().checked_sub(count).ok_or(Damaged)?;
        self.values.tail(from).ok_or(Damaged)
    }

    /// Replaces the topmost value.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub fn map(
        &mut self,
        change: impl for<'x> FnOnce(Value<'x>) -> Value<'x>,
    ) -> Result<(), Damaged> {
        let top = self.values.len().checked_sub(1).ok_or(Damaged)?;
        let [top] = self.values.tail_mut(top).ok_or(Damaged)? else { return Err(Damaged) };
        *top = change(*top);
        Ok(())
    }

    /// Pops `count` values, the arguments, and pushes what `call` makes of them; texts that it
    /// makes go to scratch memory.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`], and those of `call`.
    #[inline(always)]
    pub(crate) fn call(
        &mut self,
        count: usize,
        call: impl for<'x> FnOnce(
            &[Value<'x>],
            Scratch<'_, 'm, 'x>,
            Longer<'x, 'v>,
        ) -> Result<Value<'x>, ErrorKind>,
    ) -> Result<(), ErrorKind> {
        let from = self.values.len().checked_sub(count).ok_or(Damaged)?;
        let args = self.values.tail(from).ok_or(Damaged)?;
        // SAFETY: the memory belongs to this stack, which uses it in no other way. The texts go to
        // `call`, which cannot keep them, and from there onto the value stack: see rule 2 above for
        // why nobody reads them when `clear` gives their memory back.
        let scratch = unsafe { Scratch::new(&mut self.memory) };
        let result = call(args, scratch, Longer(core::marker::PhantomData))?;
        self.values.truncate(from);
        Ok(self.push(result)?)
    }

    /// Empties the stack at the end of a statement, and gives back the memory of all texts but
    /// those that variables are bound to.
    #[inline(always)]
    pub fn clear(&mut self) {
        self.values.truncate(0);
        // SAFETY: the value stack is empty, and by rule 2 no bound variable has a text from above
        // `floor`, nor by rule 3 has a block helper that is still running. Everybody else who was shown
        // a value has returned it: showing borrows `self`.
        unsafe { self.memory.release(self.floor) };
    }

    /// As [`Stack::clear`] where no values are left, as behind the condition of a statement.
    #[inline(always)]
    pub fn clear_if_empty(&mut self) {
        if self.values.len() == 0 {
            self.clear();
        }
    }

    /// Pops a value, and binds the variable `slot` to it.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`], and when `slot` is not the next variable.
    #[inline(always)]
    pub fn bind(&mut self, slot: usize) -> Result<(), Damaged> {
        let value = self.take()?;
        self.bind_to(slot, value)?;
        self.clear();
        Ok(())
    }

    /// Pops a list, a map or an object and binds three variables from `slot` on: the list, its first
    /// item, and the key of that unless it is a list. Binds nothing when there is no item.
    ///
    /// # Errors
    ///
    /// As [`Stack::bind`].
    #[inline(always)]
    pub(crate) fn enter_each(&mut self, slot: usize) -> Result<Entered, Damaged> {
        let all = self.take()?;
        let count = match iteration::count_of_each(&all) {
            Ok(count) => count,
            Err(kind) => return Ok(Entered::NotIterable(kind)),
        };
        if count > 0 {
            self.bind_to(slot, all)?;
            self.bind_to(slot + 1, Value::Null)?;
            self.bind_to(slot + 2, Value::Null)?;
            if !self.next_item(slot, 0)? {
                // The list became shorter since it was counted.
                self.exit(slot)?;
                return Ok(Entered::Items(0));
            }
        }
        self.clear();
        Ok(Entered::Items(count))
    }

    /// Pops a value and the context below it, and binds three variables from `slot` on, as
    /// [`Stack::enter_each`] does: for a list its items; for any other true value once the value
    /// itself, or the context where it is `true`. Gives the number of items.
    ///
    /// # Errors
    ///
    /// As [`Stack::bind`].
    #[inline(always)]
    pub(crate) fn enter_section(&mut self, slot: usize) -> Result<usize, Damaged> {
        let value = self.take()?;
        let context = self.take()?;
        let (count, item) = iteration::start_of_section(&value, context);
        if count > 0 {
            self.bind_to(slot, value)?;
            self.bind_to(slot + 1, item)?;
            self.bind_to(slot + 2, Value::Null)?;
            if let Value::List(_) = value
                && !self.next_item(slot, 0)?
            {
                self.exit(slot)?;
                return Ok(0);
            }
        }
        self.clear();
        Ok(count)
    }

    /// Pops a value unless `keep` says that it stays; tells which.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`].
    #[inline(always)]
    pub(crate) fn pop_unless(
        &mut self,
        keep: impl FnOnce(&Value<'_>) -> bool,
    ) -> Result<bool, Damaged> {
        let top = self.values.len().checked_sub(1).ok_or(Damaged)?;
        let kept = keep(self.values.get(top).ok_or(Damaged)?);
        if !kept {
            self.values.truncate(top);
        }
        Ok(kept)
    }

    /// Binds the variables of a loop to the item at `index` and its key. False when there is none:
    /// the list became shorter while it was looped over.
    ///
    /// # Errors
    ///
    /// As [`Stack::bind`].
    #[inline(always)]
    pub fn next_item(&mut self, slot: usize, index: usize) -> Result<bool, Damaged> {
        // The item and its key are part of the list, or of what the list borrows from: like it,
        // they lie below `floor`.
        let Some([list, item, key]) = self.variables.tail_mut(slot) else {
            return Err(Damaged);
        };
        Ok(iteration::put_iteration(&list.value, index, &mut key.value, &mut item.value))
    }

    /// Ends the variables from `slot` on.
    ///
    /// # Errors
    ///
    /// As [`Stack::push`], and when a block helper is running that one of them belongs to.
    #[inline(always)]
    pub fn exit(&mut self, slot: usize) -> Result<(), Damaged> {
        if slot < self.lent {
            return Err(Damaged);
        }
        if let Some(variable) = self.variables.get(slot) {
            self.floor = variable.floor;
            self.variables.truncate(slot);
        }
        self.clear();
        Ok(())
    }

    #[inline(always)]
    fn take(&mut self) -> Result<Value<'v>, Damaged> {
        self.values.pop().copied()
    }

    #[inline(always)]
    fn bound_variable(&self, slot: usize) -> Result<&Value<'v>, Damaged> {
        Ok(&self.variables.get(slot).ok_or(Damaged)?.value)
    }

    /// Binds a variable, and raises the floor above all that it may be a text of.
    #[inline(always)]
    fn bind_to(&mut self, slot: usize, value: Value<'v>) -> Result<(), Damaged> {
        if slot != self.variables.len() {
            return Err(Damaged);
        }
        self.variables.push(Variable { value, floor: self.floor })?;
        self.floor = self.memory.mark();
        Ok(())
    }
}

/// The same as [`super::with_stack`] for a program whose sizes rustc does not know: the memory is on the
/// heap, with room for at least as much, and `scratch` bytes of scratch. Nobody else ever sees it, which
/// rule 1 of [`Stack`] asks for.
#[cfg(feature = "compile")]
pub(crate) fn with_heap<'v, R>(
    limits: Limits,
    scratch: usize,
    data: Value<'v>,
    run: impl for<'m> FnOnce(Stack<'m, 'v>, &'m mut [Iteration]) -> R,
) -> R {
    let mut values = Vec::with_capacity(limits.stack.into());
    let mut variables = Vec::with_capacity(limits.variables.into());
    let mut scratch = Vec::with_capacity(scratch);
    let mut loops = vec![Iteration { index: 0, count: 0 }; limits.loops.into()];
    let stack = Stack::new(
        values.spare_capacity_mut(),
        variables.spare_capacity_mut(),
        scratch.spare_capacity_mut(),
        data,
    );
    run(stack, &mut loops)
}
