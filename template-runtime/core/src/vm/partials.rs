//! Calls of partials in templates that are compiled at run time: jumps in the program, whose variables are suspended.

use super::{
    Failed, OpResult, Vm,
    memory::{CalledBody, Refusal},
    values,
};
use crate::error::{ErrorKind, HelperError};
use core::fmt;
use template_bytecode::{Count, Entry, NameRef, NameRow, Op, PARTIAL_ARGS, PARTIAL_BLOCK, Target};

impl<'v> Vm<'_, 'v> {
    /// Adds a partial to those that the next call of a partial passes to its callee.
    pub(super) fn pass_partial(&mut self, name: NameRef, entry: Entry) {
        self.stack.give(name, entry);
    }

    /// Calls a partial, whose arguments are on the stack. Returns the op at which its body begins.
    pub(super) fn call_partial(
        &mut self,
        entry: Entry,
        loops: Count,
        passed: Count,
    ) -> Result<Target, Failed> {
        self.begin_partial(entry, loops, passed, None)
    }

    /// Calls a partial that was passed to the running partial, like [`Vm::call_partial`].
    pub(super) fn call_passed(
        &mut self,
        name: NameRef,
        loops: Count,
        passed: Count,
    ) -> Result<Target, Failed> {
        let (index, entry) = self.stack.find_passed(name).ok_or(Failed)?;
        let is_block = self.name(name)? == PARTIAL_BLOCK;
        self.begin_partial(entry, loops, passed, Some((index, is_block)))
    }

    /// Suspends the program, and binds the variables of a partial. `callee` is the index of the one that was passed, if it was, and
    /// whether it is a block. Returns the op at which its body begins.
    fn begin_partial(
        &mut self,
        entry: Entry,
        loops: Count,
        passed: Count,
        callee: Option<(usize, bool)>,
    ) -> Result<Target, Failed> {
        let entry = entry.0;
        let begin = self.program.tables.ops.get(entry as usize);
        let Some(&Op::BeginPartial { var, loops: outer_loops, end }) = begin else {
            return Err(Failed);
        };
        // The ops of the body.
        self.spend(u64::from(end.0.saturating_sub(entry)))?;
        let body = CalledBody {
            entry: entry as usize,
            variables: var.0.into(),
            loops: outer_loops.0.into(),
            passed: callee.map(|(index, _)| index),
            is_block: callee.is_some_and(|(_, is_block)| is_block),
        };
        let call = (self.at() + 1, PARTIAL_ARGS.into(), passed.0.into());
        let open = (&mut *self.loops, usize::from(loops.0));
        let most = self.program.tables.budget.scratch;
        self.stack.begin_call(body, call, open, most).map_err(|refusal| match refusal {
            Refusal::Damaged => Failed,
            Refusal::TooMany(most) => {
                let cycle = Cycle { vm: self, entry: entry as usize };
                let error = HelperError::from_display(&format_args!(
                    "more than {most} nested partials{cycle}"
                ));
                self.fail(ErrorKind::Helper(error))
            }
            Refusal::TooLarge(needed) => self.fail(ErrorKind::ScratchFull { needed }),
        })?;
        Ok(Target(entry + 1))
    }

    /// Ends a partial. Returns the op after its call.
    pub(super) fn end_partial(&mut self) -> Result<Target, Failed> {
        let next = self.stack.end_call(self.loops)?;
        Ok(Target(u32::try_from(next).map_err(|_| Failed)?))
    }

    /// Pushes whether a partial with this name was passed to the one that runs.
    pub(super) fn has_passed(&mut self, name: NameRef) -> OpResult {
        let is_passed = self.stack.find_passed(name).is_some();
        Ok(self.stack.push(crate::data::Value::Bool(is_passed))?)
    }

    /// Pops values for names, and a context; pushes a map with these names, and with those of the context.
    pub(super) fn extend_hash(&mut self, names: NameRow) -> OpResult {
        let count = usize::from(names.count()) + 1;
        let names = self.program.tables.names.get(names.range()).ok_or(Failed)?;
        let hash = self
            .stack
            .call(count, |values, scratch, _| values::extend_hash(names, values, scratch));
        hash.map_err(|kind| self.fail(kind))
    }
}

/// Displays the partials that include each other, from the one that begins at `entry` on.
struct Cycle<'c, 'm, 'v> {
    vm: &'c Vm<'m, 'v>,
    entry: usize,
}

impl fmt::Display for Cycle<'_, '_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tables = &self.vm.program.tables;
        let name = |entry: usize| {
            let Op::BeginPartial { end, .. } = tables.ops.get(entry)? else { return None };
            match tables.ops.get((end.0 as usize).checked_sub(1)?)? {
                Op::EndPartial { name } => tables.names.get(usize::from(name.0)).copied(),
                _ => None,
            }
        };
        let entries = || self.vm.stack.called_entries();
        let Some(length) = entries().position(|entry| entry == self.entry) else { return Ok(()) };
        // From the outside in.
        let cycle = (0..=length).rev().filter_map(|index| entries().nth(index));
        // What chooses a partial by its name has none.
        let names = cycle.chain([self.entry]).filter_map(name).filter(|name| !name.is_empty());
        for (index, name) in names.enumerate() {
            f.write_str(if index == 0 { ": " } else { " includes " })?;
            write!(f, "`{name}`")?;
        }
        Ok(())
    }
}
