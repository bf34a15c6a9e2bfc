//! The variables of callers, which are suspended while a called partial runs.

use super::{Damaged, Mark, Stack, Variable};
use crate::vm::iteration::Iteration;
use alloc::{boxed::Box, vec::Vec};
use template_bytecode::{Entry, NameRef};

/// The maximum nesting depth of calls of partials.
const MAX_CALLS: usize = 10_000;

/// The callers of the running partial, and the partials that they have passed to it.
#[derive(Default)]
pub(super) struct Suspended<'v> {
    callers: Vec<Caller>,
    /// The variables of all callers.
    variables: Vec<Variable<'v>>,
    /// Their loops.
    loops: Vec<Iteration<'v>>,
    /// The partials that all callers have passed, and, at the end, those that are passed to the partial that is called next.
    passed: Vec<PassedPartial>,
    /// The innermost of the partials that were passed to the running partial.
    innermost: Option<usize>,
}

/// A program or a partial that has called another one.
struct Caller {
    /// The op after the call.
    next: usize,
    /// The op at which the partial begins.
    entry: usize,
    /// The number of variables, loops and passed partials of the previous callers.
    variables: usize,
    loops: usize,
    passed: usize,
    /// The state of the stack before the call.
    floor: Mark,
    lent: usize,
    /// The innermost of the partials that were passed to this caller.
    innermost: Option<usize>,
}

/// A partial that a caller has passed.
#[derive(Clone, Copy)]
struct PassedPartial {
    name: NameRef,
    entry: Entry,
    /// The number of callers before the one whose variables it sees.
    caller: usize,
    /// The next partial to search: one that was passed earlier, or to the caller.
    outer: Option<usize>,
}

/// The body of a partial that is called.
#[derive(Clone, Copy)]
pub(crate) struct CalledBody {
    /// The op at which it begins.
    pub(crate) entry: usize,
    /// The number of variables and loops from outside that it sees.
    pub(crate) variables: usize,
    pub(crate) loops: usize,
    /// The passed partial that is called, if it is one.
    pub(crate) passed: Option<usize>,
    /// Whether it is a block, which sees the partials that were passed to the template in which it is written.
    pub(crate) is_block: bool,
}

/// Why a partial cannot be called.
pub(crate) enum Refusal {
    /// Calls are nested too deeply.
    TooMany(usize),
    /// The callers have too many variables, whose memory has this size.
    TooLarge(usize),
    /// The program is damaged.
    Damaged,
}

impl From<Damaged> for Refusal {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl Suspended<'_> {
    /// Returns the size of the memory in bytes.
    fn size(&self) -> usize {
        size_of_val(self.callers.as_slice())
            + size_of_val(self.variables.as_slice())
            + size_of_val(self.loops.as_slice())
            + size_of_val(self.passed.as_slice())
    }
}

impl<'v> Stack<'_, 'v> {
    /// Returns the number of callers that are suspended.
    pub(super) fn callers(&self) -> usize {
        self.suspended.as_ref().map_or(0, |suspended| suspended.callers.len())
    }

    /// Returns an iterator over the ops at which the partials that run begin, the innermost first.
    pub(crate) fn called_entries(&self) -> impl Iterator<Item = usize> {
        let callers = self.suspended.iter().flat_map(|suspended| suspended.callers.iter());
        callers.rev().map(|caller| caller.entry)
    }

    /// Adds a partial to those that are passed to the partial that is called next.
    pub(crate) fn give(&mut self, name: NameRef, entry: Entry) {
        let suspended = self.suspended.get_or_insert_with(Box::default);
        // The call makes the lists.
        let caller = suspended.callers.len();
        suspended.passed.push(PassedPartial { name, entry, caller, outer: None });
    }

    /// Returns the innermost passed partial with a name, and its entry.
    pub(crate) fn find_passed(&self, name: NameRef) -> Option<(usize, Entry)> {
        let suspended = self.suspended.as_ref()?;
        let mut next = suspended.innermost;
        while let Some(index) = next {
            let passed = suspended.passed.get(index)?;
            if passed.name == name {
                return Some((index, passed.entry));
            }
            next = passed.outer;
        }
        None
    }

    /// Suspends the program, of whose loops `open` are open, to continue with the op `next`, and binds the variables of a
    /// partial: those from outside, and its `args` arguments, which are on the stack. The last `passed` partials are passed to it.
    /// Not more than `most` bytes of memory are used.
    ///
    /// # Errors
    ///
    /// Returns an error if there are too many callers, or they need too much memory.
    pub(crate) fn begin_call(
        &mut self,
        body: CalledBody,
        (next, args, passed): (usize, usize, usize),
        (loops, open): (&mut [Iteration<'v>], usize),
        most: usize,
    ) -> Result<(), Refusal> {
        let from = self.values.len().checked_sub(args).ok_or(Damaged)?;
        let suspended = &mut **self.suspended.get_or_insert_with(Box::default);
        let count = suspended.callers.len();
        if count >= MAX_CALLS {
            return Err(Refusal::TooMany(MAX_CALLS));
        }
        let size = suspended.size();
        if size > most {
            return Err(Refusal::TooLarge(size));
        }
        let first = suspended.passed.len().checked_sub(passed).ok_or(Damaged)?;
        suspended.callers.push(Caller {
            next,
            entry: body.entry,
            variables: suspended.variables.len(),
            loops: suspended.loops.len(),
            passed: first,
            floor: self.floor,
            lent: self.lent,
            innermost: suspended.innermost,
        });
        suspended.variables.extend_from_slice(self.variables.tail(0).ok_or(Damaged)?);
        // A block sees the partials that were passed where it is written, and an inline partial those that were passed to its
        // includer.
        let definition = match body.passed {
            Some(index) => suspended.passed.get(index).ok_or(Damaged)?.caller,
            None => count,
        };
        let caller = suspended.callers.get(definition).ok_or(Damaged)?;
        if body.passed.is_some() && body.is_block {
            suspended.innermost = caller.innermost;
        }
        for index in first..suspended.passed.len() {
            suspended.passed[index].outer = suspended.innermost;
            suspended.innermost = Some(index);
        }
        let outer = suspended.variables.get(caller.variables..).ok_or(Damaged)?;
        let outer = outer.get(..body.variables).ok_or(Damaged)?;
        self.variables.truncate(0);
        for variable in outer {
            self.variables.push(*variable)?;
        }
        // What the arguments refer to, and the variables of the callers, stays until the end of the call.
        self.floor = self.memory.mark();
        for value in self.values.tail(from).ok_or(Damaged)? {
            self.variables.push(Variable { value: *value, floor: self.floor })?;
        }
        self.lent = self.variables.len();
        self.values.truncate(0);
        let first = caller.loops;
        for iteration in loops.get_mut(..open).ok_or(Damaged)? {
            suspended.loops.push(core::mem::replace(iteration, Iteration::CLOSED));
        }
        // The loops from outside are read, but not continued.
        let outer = suspended.loops.get(first..).ok_or(Damaged)?;
        for (iteration, outer) in loops.iter_mut().zip(outer).take(body.loops) {
            *iteration = Iteration { index: outer.index, ..Iteration::first(outer.count) };
        }
        Ok(())
    }

    /// Continues with the innermost caller. Returns the op after the call.
    ///
    /// # Errors
    ///
    /// Returns an error if there is none.
    pub(crate) fn end_call(&mut self, loops: &mut [Iteration<'v>]) -> Result<usize, Damaged> {
        let suspended = &mut **self.suspended.as_mut().ok_or(Damaged)?;
        let first = suspended.callers.last().ok_or(Damaged)?.loops;
        for (iteration, own) in loops.iter_mut().zip(suspended.loops.drain(first..)) {
            *iteration = own;
        }
        let count = suspended.callers.len();
        let next = suspended.callers.last().ok_or(Damaged)?.next;
        self.end_calls(count - 1);
        Ok(next)
    }

    /// Ends all calls but the first `count`: the variables become those of the caller of the next one.
    pub(super) fn end_calls(&mut self, count: usize) {
        let Some(suspended) = self.suspended.as_deref_mut() else { return };
        let Some(caller) = suspended.callers.get(count) else { return };
        self.values.truncate(0);
        self.variables.truncate(0);
        // Those of the next caller, if there is one, follow.
        let end = suspended.callers.get(count + 1).map(|next| next.variables);
        let own = suspended.variables.drain(caller.variables..);
        let own_count = end.map_or(own.len(), |end| end - caller.variables);
        for variable in own.take(own_count) {
            // They were there before.
            let _ = self.variables.push(variable);
        }
        (self.floor, self.lent) = (caller.floor, caller.lent);
        suspended.innermost = caller.innermost;
        suspended.passed.truncate(caller.passed);
        suspended.loops.truncate(caller.loops);
        suspended.callers.truncate(count);
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{CalledBody, Refusal};
    use crate::{
        data::Value,
        vm::{
            iteration::Iteration,
            memory::{Damaged, Stack, with_heap},
        },
    };
    use std::string::{String, ToString};
    use template_bytecode::{Entry, Limits, NameRef, ScratchUsage};

    /// Runs a test with room for four variables and a loop.
    fn with_stack(test: impl for<'m, 'v> FnOnce(&mut Stack<'m, 'v>, &mut [Iteration<'v>])) {
        let scratch = ScratchUsage { texts: 1, bytes: 0 };
        let limits = Limits { stack: 4, variables: 4, loops: 1, scratch };
        with_heap(limits, false, 0, usize::MAX, |mut stack, _, loops| test(&mut stack, loops));
    }

    /// Binds a variable to a string in scratch memory.
    fn bind(stack: &mut Stack<'_, '_>, var: usize, text: &str) -> Result<(), Damaged> {
        push(stack, text);
        stack.bind(var)
    }

    fn push(stack: &mut Stack<'_, '_>, text: &str) {
        let pushed = stack.call(0, |_, mut scratch, _| Ok(Value::Text(scratch.display(&text)?)));
        assert!(pushed.is_ok(), "there is room");
    }

    fn variable(stack: &Stack<'_, '_>, var: usize) -> String {
        match stack.variable(var) {
            Ok(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        }
    }

    const FILE: CalledBody =
        CalledBody { entry: 0, variables: 1, loops: 0, passed: None, is_block: false };

    #[test]
    fn variables_come_back() {
        with_stack(|stack, loops| {
            let mut run = || -> Result<(), Refusal> {
                stack.bind_data(Value::Text("data"))?;
                bind(stack, 1, "one")?;
                bind(stack, 2, "two")?;
                loops[0] = Iteration::first(3);
                push(stack, "argument");
                stack.begin_call(FILE, (7, 1, 0), (loops, 1), usize::MAX)?;
                assert_eq!([0, 1, 2].map(|var| variable(stack, var)), ["data", "argument", ""]);
                assert_eq!(loops[0].count, 0);
                bind(stack, 2, "inner")?;
                // What the call has bound does not end before it.
                assert!(stack.exit(1).is_err());
                stack.exit(2)?;
                push(stack, "other");
                stack.clear();
                assert_eq!(variable(stack, 1), "argument");
                assert_eq!(stack.end_call(loops)?, 7);
                assert_eq!([0, 1, 2].map(|var| variable(stack, var)), ["data", "one", "two"]);
                assert_eq!(loops[0].count, 3);
                assert!(stack.end_call(loops).is_err());
                Ok(())
            };
            assert!(run().is_ok());
        });
    }

    #[test]
    fn a_given_block_sees_the_variables_of_its_place() {
        with_stack(|stack, loops| {
            let mut run = || -> Result<(), Refusal> {
                stack.bind_data(Value::Text("data"))?;
                bind(stack, 1, "outer")?;
                loops[0] = Iteration { index: 2, ..Iteration::first(3) };
                stack.give(NameRef(0), Entry(5));
                push(stack, "a");
                stack.begin_call(FILE, (1, 1, 1), (loops, 1), usize::MAX)?;
                push(stack, "b");
                stack.begin_call(FILE, (2, 1, 0), (loops, 0), usize::MAX)?;
                let Some((passed, Entry(5))) = stack.find_passed(NameRef(0)) else {
                    return Err(Refusal::Damaged);
                };
                assert!(stack.find_passed(NameRef(1)).is_none());
                let block = CalledBody {
                    entry: 5,
                    variables: 2,
                    loops: 1,
                    passed: Some(passed),
                    is_block: true,
                };
                push(stack, "c");
                stack.begin_call(block, (3, 1, 0), (loops, 0), usize::MAX)?;
                assert_eq!([0, 1, 2].map(|var| variable(stack, var)), ["data", "outer", "c"]);
                assert_eq!((loops[0].index, loops[0].count), (2, 3));
                // No partial was passed where it is written.
                assert!(stack.find_passed(NameRef(0)).is_none());
                assert!(stack.called_entries().eq([5, 0, 0]));
                assert_eq!(stack.end_call(loops)?, 3);
                assert!(stack.find_passed(NameRef(0)).is_some());
                // All others end at once, as after an error.
                stack.end_calls(0);
                assert_eq!([0, 1, 2].map(|var| variable(stack, var)), ["data", "outer", ""]);
                assert!(stack.find_passed(NameRef(0)).is_none());
                Ok(())
            };
            assert!(run().is_ok());
        });
    }

    #[test]
    fn memory_is_limited() {
        with_stack(|stack, loops| {
            let mut run = |most| -> Result<(), Refusal> {
                loop {
                    stack.push(Value::Null)?;
                    stack.begin_call(FILE, (0, 1, 0), (loops, 0), most)?;
                }
            };
            assert!(matches!(run(1000), Err(Refusal::Damaged)), "there is no data");
        });
        with_stack(|stack, loops| {
            assert!(stack.bind_data(Value::Null).is_ok());
            let mut run = |most| -> Result<(), Refusal> {
                loop {
                    stack.push(Value::Null)?;
                    stack.begin_call(FILE, (0, 1, 0), (loops, 0), most)?;
                }
            };
            assert!(matches!(run(1000), Err(Refusal::TooLarge(_))));
            assert!(matches!(run(usize::MAX), Err(Refusal::TooMany(_))));
        });
    }
}
