//! The value stack and the variables of an interpreted program. They also own the scratch memory: only
//! the owner of all values knows when text is no longer read.

mod lent;
mod loops;
#[cfg(feature = "compile")]
mod suspended;

pub(crate) use lent::{BodyScope, LentMemory, LentScope};
pub(crate) use loops::Entered;
#[cfg(feature = "compile")]
pub(crate) use suspended::{CalledBody, Refusal};

use super::{
    fixed_vec::FixedVec,
    scratch::{Memory, Scratch},
    variable_places::VariablePlaces,
};
use crate::{data::Value, error::ErrorKind, output::COMPACT, vm::iteration::Iteration};
#[cfg(feature = "compile")]
use alloc::{boxed::Box, vec::Vec};
use core::mem::MaybeUninit;
#[cfg(feature = "compile")]
use suspended::Suspended;
#[cfg(feature = "compile")]
use template_bytecode::Limits;

/// A point in scratch memory, up to which it is in use: a block, and an offset in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Mark {
    pub(super) block: usize,
    pub(super) used: usize,
}

/// A bound variable.
#[derive(Clone, Copy)]
pub(crate) struct Variable<'v> {
    value: Value<'v>,
    /// The floor before the variable was bound.
    floor: Mark,
}

/// Calls `run` with memory for a program.
///
/// The memory is on the stack of the thread, for `STACK` values, `VARIABLES` variables, `LOOPS` open
/// loops and `SCRATCH` bytes of scratch memory. No other code accesses it, as rule 1 of [`Stack`]
/// requires.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(crate) fn with_stack<
    'v,
    R,
    const STACK: usize,
    const VARIABLES: usize,
    const LOOPS: usize,
    const SCRATCH: usize,
>(
    run: impl for<'m> FnOnce(Stack<'m, 'v>, VariablePlaces<'m>, &'m mut [Iteration<'v>]) -> R,
) -> R {
    let mut places = [MaybeUninit::uninit(); VARIABLES];
    let mut values = [MaybeUninit::uninit(); STACK];
    let mut variables = [MaybeUninit::uninit(); VARIABLES];
    let mut loops = [const { Iteration::CLOSED }; LOOPS];
    let mut scratch = [MaybeUninit::uninit(); SCRATCH];
    let stack = Stack::new(&mut values, &mut variables, &mut scratch);
    run(stack, VariablePlaces::new(&mut places), &mut loops)
}

/// The values that a running program can reach: those on the stack, and the bound variables.
///
/// The type of text in scratch memory states that it lives for `'v`, like everything else here, but it
/// lives only until its memory is released. That is sound by these rules (invariants 10 to 12 of
/// `ARCHITECTURE.md`):
///
/// 1. *Values do not escape:* a value is returned only under a borrow of the stack, or passed to a
///    function that is generic over its lifetime, and so cannot keep it. Nothing else accesses the
///    memory of the stack.
/// 2. *Nothing reachable has been released:* the strings of bound variables are below `floor`, and
///    [`Stack::clear`] releases only what is above it, after it has emptied the value stack. Only
///    [`Stack::exit`] lowers `floor`, to where it was when the first of the variables that end there was
///    bound: the strings of earlier variables are below that. Variables that have ended are never read.
/// 3. *A block helper returns before the values that it borrows are released:* its arguments, copied to
///    [`lent::Lent`], and the strings that [`Stack::keep`] writes are below the floor of a variable that
///    cannot end while the helper runs. [`Stack::take_back`] ends it after the helper has returned;
///    until then [`Stack::exit`] ends only variables after it (`lent`).
///
/// While a partial runs that was called, the variables of its caller are [`suspended`]: `floor` is above their strings, and
/// [`Stack::exit`] ends only variables after those that the call has bound.
pub struct Stack<'m, 'v> {
    values: FixedVec<'m, Value<'v>>,
    /// The argument of a call that is not on the stack, so that its result can be written there: a leaf of the data.
    #[cfg(feature = "alloc")]
    leaf: Value<'v>,
    variables: FixedVec<'m, Variable<'v>>,
    /// The number of variables, from the first on, that cannot end while the innermost block helper runs.
    lent: usize,
    memory: Memory<'m>,
    /// The point above which memory may be released.
    floor: Mark,
    /// The callers of the partial that runs; none if none has been called.
    #[cfg(feature = "compile")]
    suspended: Option<Box<Suspended<'v>>>,
}

/// The error for a damaged program: one that violates a property that the verifier proves.
pub(crate) struct Damaged;

impl From<Damaged> for ErrorKind {
    fn from(_: Damaged) -> Self {
        Self::Program
    }
}

/// A witness that `'v` outlives `'x`, with which rustc accepts a value that lives for `'v` where a value must live
/// for `'x`.
pub(crate) struct Outlives<'x, 'v: 'x>(core::marker::PhantomData<&'x &'v ()>);

impl<'m, 'v> Stack<'m, 'v> {
    /// Creates an empty stack, in memory that no other code accesses.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn new(
        values: &'m mut [MaybeUninit<Value<'v>>],
        variables: &'m mut [MaybeUninit<Variable<'v>>],
        scratch: &'m mut [MaybeUninit<u8>],
    ) -> Self {
        Self {
            values: FixedVec::new(values),
            #[cfg(feature = "alloc")]
            leaf: Value::Null,
            variables: FixedVec::new(variables),
            lent: 0,
            memory: Memory::new(scratch),
            floor: Mark::default(),
            #[cfg(feature = "compile")]
            suspended: None,
        }
    }

    /// Limits the number of bytes of scratch memory that come from the heap.
    #[cfg(feature = "compile")]
    pub(crate) fn set_scratch_limit(&mut self, bytes: usize) {
        self.memory.set_limit(bytes);
    }

    /// Binds variable 0, the first, to the data of the template.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no room, or if the variable is bound.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn bind_data(&mut self, data: Value<'v>) -> Result<(), Damaged> {
        // Most data is a struct, and has just been made of its parts: as a whole it would be read before these are in memory.
        match data {
            Value::Object(object) if !COMPACT => self.bind_to(0, Value::Object(object)),
            data => self.bind_to(0, data),
        }
    }

    /// Pushes a value, whose strings are not in scratch memory above `floor`. ([`Stack::call`] pushes
    /// such values.)
    ///
    /// # Errors
    ///
    /// Returns [`Damaged`] if the stack is full; for other methods, if a value or a variable does not exist. The
    /// verifier rejects programs in which that happens.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn push(&mut self, value: Value<'v>) -> Result<(), Damaged> {
        self.memory.note(&value);
        self.values.push(value)?;
        Ok(())
    }

    /// Returns `true` if one of the values on the stack may be printed with its `Display` implementation.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn may_have_displays(&self) -> bool {
        COMPACT || self.memory.has_displays
    }

    /// Pushes the value of a variable.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn push_variable(&mut self, var: usize) -> Result<(), Damaged> {
        let value = *self.bound_variable(var)?;
        self.push(value)
    }

    /// Pushes a field of the object in a variable.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn push_field(&mut self, var: usize, field: usize) -> Result<(), Damaged> {
        let value = self.bound_variable(var)?.field(field);
        self.push(value)
    }

    /// Returns the data of the template, which is no value in scratch memory.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn data(&self) -> Result<Value<'v>, Damaged> {
        Ok(*self.bound_variable(0)?)
    }

    /// Returns the value of a variable.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn variable(&self, var: usize) -> Result<&Value<'_>, Damaged> {
        self.bound_variable(var)
    }

    /// Pops a value, and returns a reference to it.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn pop(&mut self) -> Result<&Value<'_>, Damaged> {
        self.values.pop()
    }

    /// Pops a value at the end of a statement, and clears the stack.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn drop_top(&mut self) -> Result<(), Damaged> {
        self.pop()?;
        self.clear();
        Ok(())
    }

    /// Returns the topmost `count` values, the deepest first.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn top(&self, count: usize) -> Result<&[Value<'_>], Damaged> {
        let from = self.values.len().checked_sub(count).ok_or(Damaged)?;
        self.values.tail(from).ok_or(Damaged)
    }

    /// Replaces the topmost value.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn map(
        &mut self,
        change: impl for<'x> FnOnce(Value<'x>) -> Value<'x>,
    ) -> Result<(), Damaged> {
        let top = self.values.len().checked_sub(1).ok_or(Damaged)?;
        let [top] = self.values.tail_mut(top).ok_or(Damaged)? else { return Err(Damaged) };
        *top = change(*top);
        self.memory.note(top);
        Ok(())
    }

    /// Pops `count` values, the arguments, and pushes the result of `call`, which writes its strings to
    /// scratch memory.
    ///
    /// # Errors
    ///
    /// Returns the errors of `call`; see also [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn call(
        &mut self,
        count: usize,
        call: impl for<'x> FnOnce(
            &[Value<'x>],
            Scratch<'_, 'm, 'x>,
            Outlives<'x, 'v>,
        ) -> Result<Value<'x>, ErrorKind>,
    ) -> Result<(), ErrorKind> {
        let from = self.values.len().checked_sub(count).ok_or(Damaged)?;
        let args = self.values.tail(from).ok_or(Damaged)?;
        // SAFETY: the memory belongs to this stack, which uses it in no other way. The strings go to
        // `call`, which cannot keep them (rule 1), and from there to the value stack: by rule 2 no code
        // reads them when `clear` releases their memory.
        let scratch = unsafe { Scratch::new(&mut self.memory) };
        let result = call(args, scratch, Outlives(core::marker::PhantomData))?;
        self.memory.note(&result);
        Ok(self.replace(from, &result)?)
    }

    /// Pops `count` values, the arguments, and pushes the result of `call`, which writes it to a variable that is null
    /// until then, and its strings to scratch memory, where it [notes](Scratch::note) the result.
    ///
    /// # Errors
    ///
    /// Returns the errors of `call`; see also [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn call_into(
        &mut self,
        count: usize,
        call: impl for<'x> FnOnce(
            &[Value<'x>],
            Scratch<'_, 'm, 'x>,
            &mut Value<'x>,
        ) -> Result<(), ErrorKind>,
    ) -> Result<(), ErrorKind> {
        let from = self.values.len().checked_sub(count).ok_or(Damaged)?;
        let args = self.values.tail(from).ok_or(Damaged)?;
        // SAFETY: as in `call`.
        let scratch = unsafe { Scratch::new(&mut self.memory) };
        let mut result = Value::Null;
        call(args, scratch, &mut result)?;
        Ok(self.replace(from, &result)?)
    }

    /// Stores the argument for [`call_with_leaf`](Self::call_with_leaf): a leaf of the data.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn set_leaf(&mut self, leaf: Value<'v>) {
        debug_assert!(!leaf.is_display(), "a leaf is not displayed");
        self.leaf = leaf;
    }

    /// Returns the argument that [`set_leaf`](Self::set_leaf) has stored.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn leaf(&self) -> &[Value<'_>] {
        core::slice::from_ref(&self.leaf)
    }

    /// Pushes the result of `call`, whose argument [`set_leaf`](Self::set_leaf) has stored. `call` writes the result to its
    /// position on the stack, where null is until then, and its strings to scratch memory, where it [notes](Scratch::note) the
    /// result.
    ///
    /// # Errors
    ///
    /// Returns the errors of `call`; see also [`Stack::push`].
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn call_with_leaf(
        &mut self,
        call: impl for<'x> FnOnce(
            &[Value<'x>],
            Scratch<'_, 'm, 'x>,
            &mut Value<'x>,
        ) -> Result<(), ErrorKind>,
    ) -> Result<(), ErrorKind> {
        let result = self.values.push(Value::Null)?;
        // SAFETY: as in `call`.
        let scratch = unsafe { Scratch::new(&mut self.memory) };
        call(core::slice::from_ref(&self.leaf), scratch, result)
    }

    /// Replaces the values from `from` on with a result, which has just been written in parts. Reading it as a whole would wait
    /// until these are in memory; the words and the byte of a bool, which most results are, are read as they were written. (The
    /// comparison keeps rustc from seeing that the bool is the bool of the value.)
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn replace(&mut self, from: usize, result: &Value<'v>) -> Result<(), Damaged> {
        self.values.truncate(from);
        match result {
            Value::Bool(value) if !COMPACT => self.push(Value::Bool(u8::from(*value) != 0)),
            result => self.values.push_by_words(result),
        }
    }

    /// Empties the stack at the end of a statement, and releases the memory of all strings except strings of bound
    /// variables.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn clear(&mut self) {
        self.values.truncate(0);
        // SAFETY: the value stack is empty. By rule 2 no bound variable has a string above `floor`, nor by
        // rule 3 has a block helper that is still running. By rule 1 no other code has a value, since
        // `self` is borrowed exclusively.
        unsafe { self.memory.release(self.floor) };
    }

    /// Clears the stack if no values are left, as after the condition of a statement.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn clear_if_empty(&mut self) {
        if self.values.len() == 0 {
            self.clear();
        }
    }

    /// Pops a value, and binds the variable `var` to it.
    ///
    /// # Errors
    ///
    /// Returns an error if `var` is not the next variable, or there is no room for it; see also [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn bind(&mut self, var: usize) -> Result<(), Damaged> {
        let value = self.take()?;
        self.bind_to(var, value)?;
        self.clear();
        Ok(())
    }

    /// Pops an object, and binds the variable `var` to it. Returns the place of the object.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not an object; see also [`Stack::bind`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn bind_place(&mut self, var: usize) -> Result<*const u8, Damaged> {
        let value = self.take()?;
        self.bind_place_of(var, value)
    }

    /// Binds a variable to an object like [`Stack::bind_place`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind_place`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn bind_place_of(
        &mut self,
        var: usize,
        value: Value<'v>,
    ) -> Result<*const u8, Damaged> {
        let Value::Object(object) = value else { return Err(Damaged) };
        self.bind_to(var, value)?;
        self.clear();
        Ok(object.place())
    }

    /// Pops a value unless `keep` returns `true` for it; returns the result of `keep`.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
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

    /// Ends the variables from `var` on.
    ///
    /// # Errors
    ///
    /// Returns an error if one of the variables belongs to a running block helper.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub fn exit(&mut self, var: usize) -> Result<(), Damaged> {
        if var < self.lent {
            return Err(Damaged);
        }
        if let Some(variable) = self.variables.get(var) {
            self.floor = variable.floor;
            self.variables.truncate(var);
        }
        self.clear();
        Ok(())
    }

    /// Returns `true` if scratch memory holds values that have still to be dropped.
    #[cfg_attr(
        not(feature = "alloc"),
        expect(clippy::unused_self, reason = "it holds none without a heap")
    )]
    pub(crate) fn holds_values(&self) -> bool {
        #[cfg(feature = "alloc")]
        return self.memory.holds_values();
        #[cfg(not(feature = "alloc"))]
        false
    }

    /// Pops a value.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn take(&mut self) -> Result<Value<'v>, Damaged> {
        self.values.pop().copied()
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn bound_variable(&self, var: usize) -> Result<&Value<'v>, Damaged> {
        Ok(&self.variables.get(var).ok_or(Damaged)?.value)
    }

    /// Binds a variable to a value, and raises `floor` above all strings that it may refer to.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn bind_to(&mut self, var: usize, value: Value<'v>) -> Result<(), Damaged> {
        if var != self.variables.len() {
            return Err(Damaged);
        }
        self.variables.push(Variable { value, floor: self.floor })?;
        self.floor = self.memory.mark();
        Ok(())
    }
}

/// Calls `run` with memory for a program whose sizes rustc does not know.
///
/// The memory is on the heap, with room for at least `limits`, and `scratch` bytes of scratch memory.
/// No other code accesses it, as rule 1 of [`Stack`] requires. If the program `has_places`, there is room for the places of all
/// variables, and otherwise only for the place of variable 0.
#[cfg(feature = "compile")]
pub(crate) fn with_heap<'v, R>(
    limits: Limits,
    has_places: bool,
    scratch: usize,
    most_scratch: usize,
    run: impl for<'m> FnOnce(Stack<'m, 'v>, VariablePlaces<'m>, &'m mut [Iteration<'v>]) -> R,
) -> R {
    let mut place = [MaybeUninit::uninit()];
    let mut places = Vec::new();
    let places = if has_places {
        places.resize(limits.variables.max(1).into(), MaybeUninit::uninit());
        places.as_mut_slice()
    } else {
        &mut place
    };
    let mut values = Vec::with_capacity(limits.stack.into());
    let mut variables = Vec::with_capacity(limits.variables.into());
    let mut scratch = Vec::with_capacity(scratch);
    let mut loops = Vec::new();
    loops.resize_with(limits.loops.into(), || Iteration::CLOSED);
    let mut stack = Stack::new(
        values.spare_capacity_mut(),
        variables.spare_capacity_mut(),
        scratch.spare_capacity_mut(),
    );
    stack.set_scratch_limit(most_scratch);
    run(stack, VariablePlaces::new(places), &mut loops)
}
