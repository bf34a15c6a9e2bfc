//! Ops that call helpers, or make helpers of others.

use super::{NamedArgs, Run};
use crate::{
    data::{Args, DynHelper, Value},
    error::ErrorKind,
    helper::HelperFn,
    output::Out,
    vm::{OpResult, PrintResult, ValueResult, memory::Texts, values},
};
use template_bytecode::Escape;
use template_macro::__inline_always_unless_debug as inline_always_unless_debug;

impl Run<'_> {
    /// `PushHelper`.
    ///
    /// # Errors
    ///
    /// None in a program that has been verified.
    #[inline_always_unless_debug]
    pub fn push_helper(self, at: usize, helper: usize) -> ValueResult<'static> {
        match self.program.parts.helper_values.get(helper) {
            Some(helper) => Ok(Value::Helper(DynHelper::new(helper))),
            None => Err(self.fail(at, ErrorKind::Program)),
        }
    }

    /// `CallHelper` and `Call`.
    ///
    /// # Errors
    ///
    /// Those of the helper.
    #[inline_always_unless_debug]
    pub fn call<'t>(
        self,
        at: usize,
        helper: HelperFn,
        values: &[Value<'t>],
        named: NamedArgs,
        texts: Texts<'t, '_>,
        result: &mut Value<'t>,
    ) -> OpResult {
        let (names, slots) = self.names(named);
        let args = Args::with_names(values, names, slots);
        let called = texts.put(|scratch| values::call(helper, &args, scratch, result));
        called.map_err(|kind| self.fail(at, kind))
    }

    /// `AppendCall`.
    ///
    /// # Errors
    ///
    /// Those of the helper, and when its result has no text.
    #[inline_always_unless_debug]
    pub fn append_call<'o>(
        self,
        at: usize,
        helper: HelperFn,
        values: &[Value<'_>],
        named: NamedArgs,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, slots) = self.names(named);
        let args = Args::with_names(values, names, slots);
        values::append_call(helper, &args, escape, out).map_err(|kind| self.fail(at, kind))
    }

    /// `CallDynamicHelper` and `CallDynamic`: the helper is the first of the values.
    ///
    /// # Errors
    ///
    /// Those of the helper, and when it is none.
    #[inline_always_unless_debug]
    pub fn call_dynamic<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        named: NamedArgs,
        texts: Texts<'t, '_>,
        result: &mut Value<'t>,
    ) -> OpResult {
        let (names, _) = self.names(named);
        let called = texts.put(|scratch| values::call_dynamic(values, names, scratch, result));
        called.map_err(|kind| self.fail(at, kind))
    }

    /// `AppendDynamic`: the helper is the first of the values.
    ///
    /// # Errors
    ///
    /// Those of the helper, when it is none, and when its result has no text.
    #[inline_always_unless_debug]
    pub fn append_dynamic<'o>(
        self,
        at: usize,
        values: &[Value<'_>],
        named: NamedArgs,
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, _) = self.names(named);
        let called = values::append_dynamic(values, names, escape, out);
        called.map_err(|kind| self.fail(at, kind))
    }

    /// `Curry`: the helper is the first of the values.
    ///
    /// # Errors
    ///
    /// When it is none, there are too many arguments, or scratch memory is full.
    #[inline_always_unless_debug]
    pub fn curry<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        named: NamedArgs,
        texts: Texts<'t, '_>,
    ) -> ValueResult<'t> {
        let (names, _) = self.names(named);
        let curried = texts.put(|scratch| values::curry(values, names, scratch));
        curried.map_err(|kind| self.fail(at, kind))
    }
}
