//! The values that a running block helper borrows: its arguments, and text that it stores for its
//! bodies. Rule 3 of [`Stack`] explains why this is sound.

use super::{Damaged, Stack};
use crate::{
    data::{Bodies, Value, safe_display},
    error::ErrorKind,
    helper::Kept,
    vm::memory::{fixed_vec::FixedVec, scratch::Scratch},
};
use core::{fmt::Display, mem::MaybeUninit};

/// The maximum number of arguments of a block helper, including its blocks.
const MAX_LENT: usize = template_bytecode::MAX_BLOCK_ARGS as usize;

/// Memory for the arguments of a running block helper.
pub(crate) struct LentMemory<'v>([MaybeUninit<Value<'v>>; MAX_LENT]);

impl LentMemory<'_> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new() -> Self {
        Self([MaybeUninit::uninit(); MAX_LENT])
    }
}

/// The arguments of a running block helper. They are copies, because its bodies use the stack.
pub(crate) struct Lent<'l, 'v> {
    values: FixedVec<'l, Value<'v>>,
    /// The data of the template.
    data: Value<'v>,
    scope: LentScope,
}

/// The end of a loan of arguments: the variable that keeps their strings, and the value of [`Stack::lent`] before the call.
#[derive(Clone, Copy)]
pub(crate) struct LentScope {
    var: usize,
    before: usize,
}

impl<'v> Lent<'_, 'v> {
    /// Passes the values, and access to the bodies, to a function that is generic over their lifetime
    /// and so cannot keep them.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn lend<R>(
        &self,
        bodies: &mut dyn Bodies<'v>,
        call: impl for<'x> FnOnce(&[Value<'x>], &mut dyn Bodies<'x>) -> R,
    ) -> R {
        call(self.values.tail(0).unwrap_or_default(), bodies)
    }
}

impl Lent<'_, '_> {
    /// Passes the values, and the data of the template, to a function that is generic over their lifetime and so cannot
    /// keep them.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn lend_values<R>(
        &self,
        call: impl for<'x> FnOnce(&[Value<'x>], Value<'x>) -> R,
    ) -> R {
        call(self.values.tail(0).unwrap_or_default(), self.data)
    }
}

/// The scope of a body that runs: the first variable of its block params, and the value of [`Stack::lent`] before it.
#[derive(Clone, Copy)]
pub(crate) struct BodyScope {
    var: usize,
    lent: usize,
    /// The number of callers that are suspended.
    #[cfg(feature = "compile")]
    callers: usize,
}

impl<'v> Stack<'_, 'v> {
    /// Begins a body: binds its first variables to `scope`, and its block params to `params`, together `count` variables
    /// from `var` on.
    ///
    /// # Errors
    ///
    /// Returns an error if there are more than `count` values in `scope`. See also [`Stack::bind_all`].
    pub(crate) fn begin_body(
        &mut self,
        var: usize,
        [scope, params]: [&[Value<'v>]; 2],
        count: usize,
    ) -> Result<BodyScope, Damaged> {
        let param_count = count.checked_sub(scope.len()).ok_or(Damaged)?;
        self.bind_all(var, scope, scope.len())?;
        self.bind_all(var + scope.len(), params, param_count)?;
        Ok(BodyScope {
            var,
            lent: self.lent,
            #[cfg(feature = "compile")]
            callers: self.callers(),
        })
    }

    /// Ends a body: its variables, and those that keep the arguments of helpers that it has called and that have
    /// failed or panicked in it.
    pub(crate) fn end_body(&mut self, scope: BodyScope) {
        // Partials that it has called, and that have failed or panicked.
        #[cfg(feature = "compile")]
        self.end_calls(scope.callers);
        self.lent = scope.lent;
        // The variable before it is the last that is lent.
        let _ = self.exit(scope.var);
    }

    /// Moves the `count` arguments of a block helper to `memory`, and binds the next variable, which keeps their
    /// strings alive.
    ///
    /// # Errors
    ///
    /// Returns an error if there are more than [`MAX_LENT`] arguments; see also [`Stack::bind`].
    pub(crate) fn lend<'l>(
        &mut self,
        count: usize,
        memory: &'l mut LentMemory<'v>,
    ) -> Result<Lent<'l, 'v>, Damaged> {
        let from = self.values.len().checked_sub(count).ok_or(Damaged)?;
        let args = self.values.tail(from).ok_or(Damaged)?;
        let data = *self.bound_variable(0)?;
        let mut values = FixedVec::new(&mut memory.0);
        for value in args {
            values.push(*value)?;
        }
        let scope = self.begin_lending()?;
        Ok(Lent { values, data, scope })
    }

    /// Empties the stack, and binds the next variable, which keeps the strings of the popped values alive.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::bind`].
    pub(crate) fn begin_lending(&mut self) -> Result<LentScope, Damaged> {
        let (var, before) = (self.variables.len(), self.lent);
        self.bind_to(var, Value::Null)?;
        self.lent = self.variables.len();
        self.clear();
        Ok(LentScope { var, before })
    }

    /// Ends the variable of [`Stack::begin_lending`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::exit`].
    pub(crate) fn end_lending(&mut self, scope: LentScope) -> Result<(), Damaged> {
        self.lent = scope.before;
        self.exit(scope.var)
    }

    /// Copies the topmost values, the arguments of a component, to memory of the caller, and returns them with the data of
    /// the template. The text of a value that is printed with its `Display` implementation replaces it.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::keep`]; see also [`Stack::push`].
    ///
    /// # Safety
    ///
    /// The values are not used after the stack has been cleared, unless it was cleared by [`Stack::begin_lending`]: then
    /// they may be used until the end of that.
    pub(crate) unsafe fn copy_arguments<'t>(
        &mut self,
        copies: &'t mut [MaybeUninit<Value<'v>>],
    ) -> Result<(&'t [Value<'v>], Value<'v>), ErrorKind> {
        let data = *self.bound_variable(0)?;
        // SAFETY: the caller's promise.
        let copies = unsafe { self.copy_values(copies) }?;
        for copy in copies.iter_mut() {
            if let Value::Display(shown) | safe_display!(shown) = *copy {
                // SAFETY: as in `Stack::call`, with the caller's promise.
                let text = unsafe { Scratch::new(&mut self.memory) }.display(shown)?;
                *copy = copy.with_text(text);
            }
        }
        Ok((copies, data))
    }

    /// Copies the topmost values as they are.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::push`].
    ///
    /// # Safety
    ///
    /// That of [`Stack::copy_arguments`].
    pub(crate) unsafe fn copy_values<'t>(
        &self,
        copies: &'t mut [MaybeUninit<Value<'v>>],
    ) -> Result<&'t mut [Value<'v>], Damaged> {
        let from = self.values.len().checked_sub(copies.len()).ok_or(Damaged)?;
        for (i, copy) in copies.iter_mut().enumerate() {
            copy.write(*self.values.get(from + i).ok_or(Damaged)?);
        }
        // SAFETY: all of them have been written.
        Ok(unsafe { &mut *(core::ptr::from_mut(copies) as *mut [Value<'v>]) })
    }

    /// Ends the variable that keeps the lent values alive, after the helper has returned.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Stack::exit`].
    pub(crate) fn take_back(&mut self, lent: Lent<'_, 'v>) -> Result<(), Damaged> {
        self.end_lending(lent.scope)
    }

    /// Moves a value to scratch memory, where it stays until the most recently bound variable ends.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit, and those of the value.
    pub(crate) fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        // SAFETY: as in `Stack::call`. What the value writes is below the new floor, so it stays until the most
        // recently bound variable ends, which is that of the helper that keeps it: rule 3.
        value.store(&mut unsafe { Scratch::new(&mut self.memory) })?;
        self.floor = self.memory.mark();
        Ok(())
    }

    /// Calls `show` with the `Display` output of a value, as one text, and releases the memory of the text.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit, [`ErrorKind::Write`] if its `Display` fails.
    pub(crate) fn show<R>(
        &mut self,
        value: &dyn Display,
        show: impl FnOnce(&str) -> R,
    ) -> Result<R, ErrorKind> {
        let before = self.memory.mark();
        // SAFETY: as in `Stack::call`. The text goes to `show`, which cannot keep it (rule 1).
        let text = unsafe { Scratch::new(&mut self.memory) }.display(value)?;
        let shown = show(text);
        // SAFETY: nothing else was written since `before`, and `show` has returned.
        unsafe { self.memory.release(before) };
        Ok(shown)
    }

    /// Binds `count` variables from `var` on to values, and the variables without a value to null.
    ///
    /// # Errors
    ///
    /// Returns an error if `var` is not the next variable, even if `count` is 0: a body runs only at the depth of its
    /// block, and never inside itself. See also [`Stack::bind`].
    pub(crate) fn bind_all(
        &mut self,
        var: usize,
        values: &[Value<'v>],
        count: usize,
    ) -> Result<(), Damaged> {
        if var != self.variables.len() {
            return Err(Damaged);
        }
        for i in 0..count {
            self.bind_to(var + i, values.get(i).copied().unwrap_or(Value::Null))?;
        }
        Ok(())
    }
}
