//! Calls of components, and the fills that a component prints, in unrolled programs: the bodies of fills are closures of
//! the generated function.

use super::{
    NamedArgs, Run,
    bodies::{BodyFn, run_body},
    print::out_of_line,
};
use crate::{
    attrs::print_attributes,
    data::{Args, Value},
    helper::ComponentFn,
    output::Out,
    vm::{
        Failed, PrintResult, ValueResult,
        call_in_scratch::call_component,
        component::{
            Call, FillRunner, Fills, call_without_fills, fill, has_fill, inner_depth, print_fill,
            print_first_fill, with_fills,
        },
        memory::Texts,
        print::print_out_of_line,
        values::make_array,
    },
};
use core::cell::Cell;
use template_bytecode::{Count, Escape};

impl<'c> Run<'_, 'c> {
    /// `CallComponent` without fills.
    ///
    /// # Errors
    ///
    /// Returns an error if a field does not take an argument, or the component failed.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn call_component<'o, 't>(
        self,
        at: usize,
        component: ComponentFn,
        data: Value<'t>,
        values: &[Value<'t>],
        named: NamedArgs,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, indexes) = self.names(named);
        let args = Args::with_names(values, names, indexes);
        let depth = inner_depth(self.state.depth.get());
        let args = &args;
        print_out_of_line(
            out,
            move |out| {
                depth.and_then(|depth| call_without_fills(component, args, (depth, data), out))
            },
            move |kind| self.state.failure.set(at, kind),
        )
    }

    /// `CallComponent` with fills, which `bodies` print.
    ///
    /// # Errors
    ///
    /// Returns an error if a field does not take an argument, or the component or one of the fills failed.
    ///
    /// The bodies keep none of the values that they are passed, except in scratch memory: the steps, to which `texts`
    /// belongs, have promised it (see [`run_with_scratch`](super::run_with_scratch)).
    #[allow(clippy::too_many_arguments, reason = "only the macro calls it")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn call_component_with<'t, 'o>(
        self,
        at: usize,
        component: ComponentFn,
        data: Value<'t>,
        values: &[Value<'t>],
        (first, count): NamedArgs,
        texts: Texts<'t, '_>,
        bodies: &mut [BodyFn<'_, 't>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let blocks = bodies.len();
        let (_, slots) = self.names((first, blocks));
        let (names, indexes) = self.names((first + blocks, count.saturating_sub(blocks)));
        let args = Args::with_names(values, names, indexes);
        let attributes = args.positional().get(1..).unwrap_or_default();
        let depth = inner_depth(self.state.depth.get());
        let mut runner = UnrolledFills::new(self.state.depth, texts, bodies);
        let (args, runner) = (&args, &mut runner);
        out_of_line(out, move |out| {
            let called = depth.and_then(|depth| {
                let fills = Fills { slots, attributes };
                let mut call =
                    Call { depth, attempt_limit: 0, data, fills, runner, placement: None };
                call_component(component, args, out, &mut call)
            });
            if runner.failed {
                return Err(self.stopped(at));
            }
            called.map_err(|kind| self.fail(at, kind))
        })
    }

    /// Implements `GetFill`.
    #[must_use]
    pub fn get_fill(self, slot: u8) -> Value<'c> {
        self.with_call(|call| fill(call.as_deref(), Count(slot)))
    }

    /// Implements `HasFill`.
    #[must_use]
    pub fn has_fill(self, slot: u8) -> Value<'static> {
        Value::Bool(self.with_call(|call| has_fill(call.as_deref(), Count(slot))))
    }

    /// Implements `GetFills`.
    ///
    /// # Errors
    ///
    /// Returns an error if scratch memory is full.
    pub fn get_fills<'t>(self, at: usize, slot: u8, texts: Texts<'t, '_>) -> ValueResult<'t>
    where
        'c: 't,
    {
        let list = self.with_call(|call| {
            with_fills(call.as_deref(), Count(slot), |fills| {
                texts.put(|scratch| make_array(fills, scratch))
            })
        });
        list.map_err(|kind| self.fail(at, kind))
    }

    /// Implements `AppendAttributes`.
    ///
    /// # Errors
    ///
    /// Returns an error if an attribute is given twice, or its value has no text.
    pub fn append_attributes<'o>(
        self,
        at: usize,
        names: NamedArgs,
        urls: Escape,
        values: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, _) = self.names(names);
        let Some((rest, own)) = values.split_last() else { return Err(Failed) };
        print_attributes(out, (rest, urls), names, own).map_err(|kind| self.fail(at, kind))
    }

    /// Implements `Yield`.
    ///
    /// # Errors
    ///
    /// Returns an error if the fill failed; the error and its position have been stored by the caller.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn yield_fill<'o>(
        self,
        fill: Value<'_>,
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        out_of_line(out, move |out| {
            self.with_call(|call| print_fill(call.as_deref_mut(), fill, params, out))
        })
    }

    /// `GetFill` and `Yield` without block params.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`yield_fill`](Self::yield_fill).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn yield_slot<'o>(self, slot: u8, out: Out<'o>) -> PrintResult<'o> {
        out_of_line(out, move |out| {
            self.with_call(|call| print_first_fill(call.as_deref_mut(), Count(slot), out))
        })
    }

    /// Returns `true` if the program belongs to a component that is called.
    #[must_use]
    pub fn is_called(self) -> bool {
        self.with_call(|call| call.is_some())
    }

    /// Lends the call to `use_call`.
    fn with_call<R>(self, use_call: impl FnOnce(&mut Option<&mut Call<'c>>) -> R) -> R {
        let mut call = self.state.call.take();
        let result = use_call(&mut call);
        self.state.call.set(call);
        result
    }
}

/// The fills of an unrolled program.
pub(super) struct UnrolledFills<'r, 'b, 't, 'm> {
    texts: Texts<'t, 'm>,
    bodies: &'r mut [BodyFn<'b, 't>],
    /// [`State::depth`](super::State::depth).
    depth: &'r Cell<u8>,
    /// Whether a fill has failed.
    pub(super) failed: bool,
}

impl<'r, 'b, 't, 'm> UnrolledFills<'r, 'b, 't, 'm> {
    /// Creates the fills that `bodies` print. `depth` is that of the program.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(
        depth: &'r Cell<u8>,
        texts: Texts<'t, 'm>,
        bodies: &'r mut [BodyFn<'b, 't>],
    ) -> Self {
        Self { texts, bodies, depth, failed: false }
    }
}

impl<'t> FillRunner for UnrolledFills<'_, '_, 't, '_> {
    fn run_fill<'o>(
        &mut self,
        fill: usize,
        depth: u8,
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let body = self.bodies.get_mut(fill).ok_or(Failed)?;
        self.failed = true;
        let outside = self.depth.replace(depth);
        let out = run_body(self.texts, body, params, out)?;
        self.failed = false;
        self.depth.set(outside);
        Ok(out)
    }
}
