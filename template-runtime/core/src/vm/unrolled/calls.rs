//! Ops that call helpers, or partially apply them.

use super::{NamedArgs, Run, print::out_of_line};
use crate::{
    data::{Args, DynHelper, Value},
    error::ErrorKind,
    helper::CallHelper,
    output::Out,
    vm::{OpResult, PrintResult, ValueResult, memory::Texts, values},
};
use template_bytecode::Escape;

impl Run<'_, '_> {
    /// Implements `PushHelper`.
    ///
    /// # Errors
    ///
    /// Returns no error for a verified program.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn push_helper(self, at: usize, helper: usize) -> ValueResult<'static> {
        match self.program.tables.helper_values.get(helper) {
            Some(helper) => Ok(Value::Helper(DynHelper::new(*helper))),
            None => Err(self.fail(at, ErrorKind::Program)),
        }
    }

    /// `CallHelper` and `Call`.
    ///
    /// # Errors
    ///
    /// Returns the errors of the helper.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn call<'t>(
        self,
        at: usize,
        helper: impl CallHelper,
        values: &[Value<'t>],
        named: NamedArgs,
        texts: Texts<'t, '_>,
        result: &mut Value<'t>,
    ) -> OpResult {
        let (names, param_indexes) = self.names(named);
        let args = Args::with_names(values, names, param_indexes);
        let called =
            texts.put(|scratch| values::call(self.program, helper, &args, scratch, result));
        called.map_err(|kind| self.fail(at, kind))
    }

    /// Implements `AppendCall`.
    ///
    /// # Errors
    ///
    /// Returns an error if the helper failed, or its result has no text.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn append_call<'o>(
        self,
        at: usize,
        helper: impl CallHelper,
        values: &[Value<'_>],
        named: NamedArgs,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, param_indexes) = self.names(named);
        let args = &Args::with_names(values, names, param_indexes);
        out_of_line(out, move |out| {
            let fail = move |kind| self.state.failure.set(at, kind);
            values::append_call(helper, args, escape, out, fail)
        })
    }

    /// `AppendCall` without named arguments, whose number is known in the function that is called out of line.
    ///
    /// # Errors
    ///
    /// Returns an error if the helper failed, or its result has no text.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn append_positional_call<'o, const COUNT: usize>(
        self,
        at: usize,
        helper: impl CallHelper,
        values: &[Value<'_>; COUNT],
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        out_of_line(out, move |out| {
            let fail = move |kind| self.state.failure.set(at, kind);
            values::append_call(helper, &Args::new(values), escape, out, fail)
        })
    }

    /// `CallDynamicHelper` and `CallDynamic`: the helper is the first of the values.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not a helper, or the helper failed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn call_dynamic<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        named: NamedArgs,
        texts: Texts<'t, '_>,
        result: &mut Value<'t>,
    ) -> OpResult {
        let (names, _) = self.names(named);
        let called =
            texts.put(|scratch| values::call_dynamic(self.program, values, names, scratch, result));
        called.map_err(|kind| self.fail(at, kind))
    }

    /// Implements `AppendDynamic`: the helper is the first of the values.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not a helper, the helper failed, or its result has no text.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn append_dynamic<'o>(
        self,
        at: usize,
        values: &[Value<'_>],
        named: NamedArgs,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, _) = self.names(named);
        out_of_line(out, move |out| {
            let fail = move |kind| self.state.failure.set(at, kind);
            values::append_dynamic(values, names, escape, out, fail)
        })
    }

    /// Implements `BindArgs`: the helper is the first of the values.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not a helper, there are too many arguments, or scratch memory is full.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bind_args<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        named: NamedArgs,
        texts: Texts<'t, '_>,
    ) -> ValueResult<'t> {
        let (names, _) = self.names(named);
        let bound = texts.put(|scratch| values::bind_args(values, names, scratch));
        bound.map_err(|kind| self.fail(at, kind))
    }
}
