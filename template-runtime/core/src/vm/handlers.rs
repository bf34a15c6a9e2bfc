//! The handlers of the interpreter, which execute the ops. Each handler has the name of its op.

use super::{
    Failed, OpResult, PrintResult, Vm,
    capabilities::Capabilities,
    helper_section_error,
    iteration::Iteration,
    memory::{Entered, Outlives},
    place_paths::handle_missing,
    print::print_value,
    values::{self, is_true, lookup},
};
use crate::{
    data::{Value, compare},
    error::ErrorKind,
    output::Out,
};
use template_bytecode::{
    Comparison, ConstantRef, Count, EACH_VARIABLES, Escape, Field, Immediate, Index, LoopId,
    Missing, NameRef, NameRow, PathRow, PathStep, VarId,
};

impl<'v> Vm<'_, 'v> {
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn push_immediate(&mut self, value: Immediate) -> OpResult {
        Ok(self.stack.push(Value::Int(value.0.into()))?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn push_constant(&mut self, constant: ConstantRef) -> OpResult {
        let value = self.program.constant(constant.0).ok_or(Failed)?;
        Ok(self.stack.push(value)?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_var(&mut self, var: VarId) -> OpResult {
        Ok(self.stack.push_variable(var.0.into())?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_name(&mut self, name: NameRef, missing: Missing) -> OpResult {
        let name = self.name(name)?;
        let mut found = true;
        self.stack.map(|value| {
            value.find(name).unwrap_or_else(|| {
                found = false;
                Value::Null
            })
        })?;
        if found { Ok(()) } else { self.handle_missing(missing) }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_name_or(&mut self, name: NameRef, constant: ConstantRef) -> OpResult {
        let text = self.name(name)?;
        let [value] = self.stack.top(1)? else { return Err(Failed) };
        if value.find(text).is_some() {
            return self.get_name(name, Missing::IS_NULL);
        }
        self.stack.pop()?;
        self.push_constant(constant)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_field(&mut self, field: Field) -> OpResult {
        Ok(self.stack.map(|value| value.field(field.0.into()))?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_item(&mut self, index: Index, missing: Missing) -> OpResult {
        let mut found = false;
        self.stack.map(|value| {
            let mut item = Value::Null;
            found = value.put_item(index.0 as usize, &mut item);
            item
        })?;
        if found { Ok(()) } else { self.handle_missing(missing) }
    }

    pub(super) fn get_path(&mut self, path: PathRow) -> OpResult {
        let program = self.program;
        for &step in self.steps(path)? {
            let mut outcome = None;
            self.stack.map(|value| {
                values::step(program, step, value).unwrap_or_else(|missing| {
                    outcome = Some(missing);
                    Value::Null
                })
            })?;
            if let Some(missing) = outcome {
                self.handle_missing(missing)?;
            }
        }
        Ok(())
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_var_path(&mut self, var: VarId, path: PathRow) -> OpResult {
        self.get_var(var)?;
        self.get_path(path)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_var_name(&mut self, var: VarId, name: NameRef, missing: Missing) -> OpResult {
        self.get_var(var)?;
        self.get_name(name, missing)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_var_field(&mut self, var: VarId, field: Field) -> OpResult {
        Ok(self.stack.push_field(var.0.into(), field.0.into())?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_index(&mut self, loop_id: LoopId) -> OpResult {
        let index = self.iteration(loop_id)?.index;
        Ok(self.stack.push(Value::Int(index as i64))?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_key(&mut self, loop_id: LoopId, var: VarId) -> OpResult {
        let var = usize::from(var.0);
        if let Value::Map(_) | Value::Object(_) = self.stack.variable(var)? {
            Ok(self.stack.push_variable(var + usize::from(EACH_VARIABLES) - 1)?)
        } else {
            self.get_index(loop_id)
        }
    }

    /// Returns the key of the entry that a loop over a map visits.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn key_of_map(&self, var: VarId) -> Option<&Value<'_>> {
        let var = usize::from(var.0);
        match self.stack.variable(var).ok()? {
            Value::Map(_) => self.stack.variable(var + usize::from(EACH_VARIABLES) - 1).ok(),
            _ => None,
        }
    }

    /// Returns `true` if a loop is in its first iteration.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn is_first(&self, loop_id: LoopId) -> Result<bool, Failed> {
        Ok(self.iteration(loop_id)?.index == 0)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_first(&mut self, loop_id: LoopId) -> OpResult {
        let is_first = self.is_first(loop_id)?;
        Ok(self.stack.push(Value::Bool(is_first))?)
    }

    /// Returns `true` if a loop is in its last iteration.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn is_last(&self, loop_id: LoopId) -> Result<bool, Failed> {
        let &Iteration { index, count, .. } = self.iteration(loop_id)?;
        Ok(index + 1 == count)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn get_last(&mut self, loop_id: LoopId) -> OpResult {
        let is_last = self.is_last(loop_id)?;
        Ok(self.stack.push(Value::Bool(is_last))?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn concat(&mut self, count: Count) -> OpResult {
        self.spend_on_values(count.0.into())?;
        let joined =
            self.stack.call(count.0.into(), |values, scratch, _| values::concat(values, scratch));
        joined.map_err(|kind| self.fail(kind))
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn not<C: Capabilities>(&mut self) -> OpResult {
        Ok(self.stack.map(|value| Value::Bool(!is_true::<C>(&value)))?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn include_zero(&mut self) -> OpResult {
        Ok(self.stack.map(values::include_zero)?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn compare(&mut self, comparison: Comparison) -> OpResult {
        self.spend_on_values(2)?;
        let truth = match self.stack.top(2)? {
            [a, b] => compare(comparison, a, b),
            _ => return Err(Failed),
        };
        self.stack.pop()?;
        Ok(self.stack.map(|_| Value::Bool(truth))?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn lookup(&mut self) -> OpResult {
        let found = self.stack.call(2, |values, _, _| match *values {
            [value, key] => Ok(lookup(value, key)),
            _ => Err(ErrorKind::Program),
        });
        found.map_err(|kind| self.fail(kind))
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn make_array(&mut self, count: Count) -> OpResult {
        let array = self
            .stack
            .call(count.0.into(), |values, scratch, _| values::make_array(values, scratch));
        array.map_err(|kind| self.fail(kind))
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn make_hash(&mut self, names: NameRow) -> OpResult {
        let count = usize::from(names.count());
        let names = self.program.tables.names.get(names.range()).ok_or(Failed)?;
        let hash = self.stack.call(count, |values, scratch, _: Outlives<'_, 'v>| {
            values::make_hash(names, values, scratch)
        });
        hash.map_err(|kind| self.fail(kind))
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn log(&mut self, count: Count) -> OpResult {
        let logged = self.stack.call(count.0.into(), |values, _, _| Ok(values::log(values)));
        logged.map_err(|kind| self.fail(kind))
    }

    /// Pops the condition of `JumpIfTrueOrPop` or `JumpIfFalseOrPop`, unless its truth is `truth`;
    /// reports whether it was kept. If the stack is then empty, the condition belongs to a statement,
    /// whose strings are released.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn keep_or_pop<C: Capabilities>(&mut self, truth: bool) -> Result<bool, Failed> {
        let kept = self.stack.pop_unless(|value| is_true::<C>(value) == truth)?;
        self.stack.clear_if_empty();
        Ok(kept)
    }

    /// Pops the condition of `JumpIfTrue` or `JumpIfFalse`, and returns its truth. If the stack is
    /// then empty, the condition belongs to a statement, whose strings are released.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn pop_condition<C: Capabilities>(&mut self) -> Result<bool, Failed> {
        let truth = is_true::<C>(self.stack.pop()?);
        self.stack.clear_if_empty();
        Ok(truth)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append<'o, C: Capabilities>(
        &mut self,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let value = self.stack.pop()?;
        // Returned at once if it has failed, so that the optimizer knows that the output is unchanged.
        let printed = print_value::<C>(self.program, out, value, escape, &mut self.stop)?;
        // The remaining output may be in scratch memory.
        if !C::CHUNKS || !self.stop.is_set() {
            self.stack.clear();
        }
        Ok(printed)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append_var<'o, C: Capabilities>(
        &mut self,
        var: VarId,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let value = self.stack.variable(var.0.into())?;
        print_value::<C>(self.program, out, value, escape, &mut self.stop)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append_var_name<'o, C: Capabilities>(
        &mut self,
        var: VarId,
        name: NameRef,
        escape: Escape,
        missing: Missing,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        match self.stack.variable(var.0.into())?.find(self.name(name)?) {
            Some(value) => print_value::<C>(self.program, out, &value, escape, &mut self.stop),
            None => {
                self.handle_missing(missing)?;
                self.append_null::<C>(escape, out)
            }
        }
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append_var_path<'o, C: Capabilities>(
        &mut self,
        var: VarId,
        path: PathRow,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (program, steps) = (self.program, self.steps(path)?);
        let value = *self.stack.variable(var.0.into())?;
        match values::steps(program, steps, value) {
            Ok(value) => print_value::<C>(program, out, &value, escape, &mut self.stop),
            Err(missing) => {
                self.handle_missing(missing)?;
                self.append_null::<C>(escape, out)
            }
        }
    }

    /// Prints a missing value: nothing, except in a script.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn append_null<'o, C: Capabilities>(
        &mut self,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        if !escape.is_script() {
            return Ok(out);
        }
        print_value::<C>(self.program, out, &Value::Null, escape, &mut self.stop)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn append_var_field<'o, C: Capabilities>(
        &mut self,
        var: VarId,
        field: Field,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let value = self.stack.variable(var.0.into())?.field(field.0.into());
        print_value::<C>(self.program, out, &value, escape, &mut self.stop)
    }

    /// Begins a loop; returns `false` if there is no item.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn enter_each(&mut self, loop_id: LoopId, var: VarId) -> Result<bool, Failed> {
        let iteration = self.loops.get_mut(usize::from(loop_id.0)).ok_or(Failed)?;
        let entered = self.stack.enter_each(var.0.into(), iteration)?;
        self.entered(entered)
    }

    /// Returns `true` if a loop has been entered that has an item.
    ///
    /// # Errors
    ///
    /// Returns an error if the value has no items.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn entered(&mut self, entered: Entered) -> Result<bool, Failed> {
        match entered {
            Entered::Items(count) => Ok(count > 0),
            Entered::NotIterable(got) => Err(self.fail(ErrorKind::NotIterable { got })),
        }
    }

    /// Begins a section; returns `false` if the value is false.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn enter_section(&mut self, loop_id: LoopId, var: VarId) -> Result<bool, Failed> {
        if let [Value::Helper(helper)] = *self.stack.top(1)? {
            return Err(self.fail(helper_section_error(helper.name())));
        }
        let iteration = self.loops.get_mut(usize::from(loop_id.0)).ok_or(Failed)?;
        Ok(self.stack.enter_section(var.0.into(), iteration)? > 0)
    }

    /// Begins the next iteration of a loop; ends the loop and returns `false` if there is none.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn next(&mut self, loop_id: LoopId, var: VarId) -> Result<bool, Failed> {
        let iteration = self.loops.get_mut(usize::from(loop_id.0)).ok_or(Failed)?;
        iteration.index += 1;
        if iteration.index < iteration.count && self.stack.next_item(var.0.into(), iteration)? {
            return Ok(true);
        }
        self.stack.exit(var.0.into())?;
        Ok(false)
    }

    /// Pops a value, and binds a variable to it; returns `false`, and binds none, if the value is false.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn enter_with<C: Capabilities>(&mut self, var: VarId) -> Result<bool, Failed> {
        let truth = self.stack.top(1)?.iter().all(is_true::<C>);
        if truth {
            self.stack.bind(var.0.into())?;
        } else {
            self.stack.clear();
        }
        Ok(truth)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn bind(&mut self, var: VarId) -> OpResult {
        Ok(self.stack.bind(var.0.into())?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn unbind(&mut self, var: VarId) -> OpResult {
        Ok(self.stack.exit(var.0.into())?)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn handle_missing(&mut self, missing: Missing) -> OpResult {
        handle_missing(self.program, missing, &mut self.stop.failure)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn iteration(&self, loop_id: LoopId) -> Result<&Iteration<'v>, Failed> {
        self.loops.get(usize::from(loop_id.0)).ok_or(Failed)
    }

    /// Returns the steps of a path.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn steps(&self, path: PathRow) -> Result<&'v [PathStep], Failed> {
        self.program.tables.steps.get(path.range()).ok_or(Failed)
    }

    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn name(&self, name: NameRef) -> Result<&'v str, Failed> {
        self.program.tables.names.get(usize::from(name.0)).copied().ok_or(Failed)
    }
}
