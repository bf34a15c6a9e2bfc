//! Calls of components, and the interface through which a component prints the fills of the calling template.

use super::{
    Failed, OpResult, PrintResult, Vm,
    call_in_scratch::call_component,
    interpreted_fills::{InterpretedFills, LentVm},
    placement::{Placement, place_component},
    print::print_out_of_line,
    values::make_array,
};
use crate::{
    attrs::print_attributes,
    data::{Args, Body, Value},
    error::{Error, ErrorKind, HelperError},
    helper::ComponentFn,
    output::Out,
    template::Template,
};
use template_bytecode::{
    Count, Escape, FILL_CONDITION, FILL_NUMBER, HelperRef, MAX_CALL_DEPTH, MAX_FILLS, NameRow,
};

/// A call of a component, as the component sees it.
pub struct Call<'c> {
    /// The number of calls of components and block helpers around the output of the component, including this one.
    pub(super) depth: u8,
    /// The depth up to which components may be called, because this is a part of an attempt, and they may be printed again; 0
    /// if it is none.
    pub(super) attempt_limit: u8,
    /// The data of the template that calls it.
    pub(super) data: Value<'c>,
    pub(super) fills: Fills<'c>,
    pub(super) runner: &'c mut dyn FillRunner,
    /// The destination of the component if it renders in chunks: its program then runs later, and this becomes `None`.
    pub(super) placement: Option<&'c mut dyn Placement>,
}

impl<'c> Call<'c> {
    /// Returns the data of the template that calls the component.
    #[must_use]
    pub fn data(&self) -> Value<'c> {
        self.data
    }

    /// Returns the number of calls around the output of the component.
    pub(super) fn depth(&self) -> u8 {
        self.depth
    }

    /// Borrows the call for a shorter time.
    pub(super) fn reborrow(&mut self) -> Call<'_> {
        let Self { depth, attempt_limit, data, fills, ref mut runner, .. } = *self;
        Call { depth, attempt_limit, data, fills, runner: &mut **runner, placement: None }
    }
}

/// The fills of a call.
#[derive(Clone, Copy)]
pub(super) struct Fills<'c> {
    /// For each fill the number of its slot.
    pub(super) slots: &'c [u8],
    /// For each fill its attributes, a map, or null; empty if no fill has any.
    pub(super) attributes: &'c [Value<'c>],
}

impl<'c> Fills<'c> {
    /// No fills.
    const NONE: Self = Self { slots: &[], attributes: &[] };

    /// Returns the number of the fill that a value names, if the call has it.
    pub(super) fn number(self, fill: Value<'_>) -> Option<usize> {
        let number = match fill {
            Value::Map(map) => map.get(FILL_NUMBER).unwrap_or(Value::Null),
            other => other,
        };
        number.integer().filter(|number| *number < self.slots.len())
    }

    /// Returns the number of the first fill of a slot.
    fn first_of_slot(self, slot: u8) -> Option<usize> {
        if self.attributes.is_empty() {
            return self.slots.iter().position(|of| *of == slot);
        }
        self.of_slot(slot).next().map(|(number, _)| number)
    }

    /// Returns the fills of a slot. The caller has evaluated their conditions.
    fn of_slot(self, slot: u8) -> impl Iterator<Item = (usize, Value<'c>)> {
        let fills = self.slots.iter().enumerate().filter(move |(_, of)| **of == slot);
        fills.filter_map(move |(fill, _)| {
            let attributes = self.attributes.get(fill).copied().unwrap_or(Value::Null);
            let exists = attributes.find(FILL_CONDITION).is_none_or(Value::is_true);
            exists.then_some((fill, attributes))
        })
    }
}

/// A printer of the fills of a call.
pub(super) trait FillRunner {
    /// Prints a fill, whose block params become the values. `depth` is the depth of the component.
    ///
    /// # Errors
    ///
    /// Returns an error if the fill failed; the error and its position have been stored.
    fn run_fill<'o>(
        &mut self,
        fill: usize,
        depth: u8,
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o>;

    /// Returns the body of a fill, if the program is suspended while the component runs.
    fn body(&self, _fill: usize) -> Option<Body> {
        None
    }

    /// Returns `true` if a fill has failed or panicked, if the program is suspended while the component runs.
    fn has_failed(&self) -> bool {
        false
    }

    /// Removes the error of a fill, if the program is suspended while the component runs.
    fn take_error(&mut self) -> Option<Error> {
        None
    }
}

/// Returns the fills and the runner of a call without fills.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn no_fills<'c>() -> (Fills<'c>, WithoutFills) {
    (Fills::NONE, WithoutFills)
}

/// The runner of a call without fills.
pub(super) struct WithoutFills;

impl FillRunner for WithoutFills {
    fn run_fill<'o>(&mut self, _: usize, _: u8, _: &[Value<'_>], out: Out<'o>) -> PrintResult<'o> {
        Ok(out)
    }
}

/// Returns the value by which a component names a fill: its attributes, or its number if it has none. A value that
/// names another fill prints that one.
fn fill_value<'c>((fill, attributes): (usize, Value<'c>)) -> Value<'c> {
    match attributes {
        Value::Map(_) => attributes,
        _ => Value::from(fill),
    }
}

/// Returns the fill of a slot; null if it has none.
pub(super) fn fill<'c>(call: Option<&Call<'c>>, slot: Count) -> Value<'c> {
    let Some(Call { fills, .. }) = call else { return Value::Null };
    if fills.attributes.is_empty() {
        return fills.first_of_slot(slot.0).map_or(Value::Null, Value::from);
    }
    fills.of_slot(slot.0).next().map_or(Value::Null, fill_value)
}

/// Returns `true` if a slot has a fill.
pub(super) fn has_fill(call: Option<&Call<'_>>, slot: Count) -> bool {
    call.is_some_and(|call| call.fills.of_slot(slot.0).next().is_some())
}

/// Passes all fills of a slot to `list`.
pub(super) fn with_fills<'c, R>(
    call: Option<&Call<'c>>,
    slot: Count,
    list: impl FnOnce(&[Value<'c>]) -> R,
) -> R {
    let mut fills = [Value::Null; MAX_FILLS as usize];
    let mut count = 0;
    for (place, fill) in
        fills.iter_mut().zip(call.iter().flat_map(|call| call.fills.of_slot(slot.0)))
    {
        *place = fill_value(fill);
        count += 1;
    }
    list(fills.get(..count).unwrap_or_default())
}

/// Prints the fill of a slot, which does not accept block params, if there is one.
///
/// # Errors
///
/// Returns the errors of [`print_fill`].
pub(super) fn print_first_fill<'o>(
    call: Option<&mut Call<'_>>,
    slot: Count,
    out: Out<'o>,
) -> PrintResult<'o> {
    let Some(call) = call else { return Ok(out) };
    match call.fills.first_of_slot(slot.0) {
        Some(number) => call.runner.run_fill(number, call.depth, &[], out),
        None => Ok(out),
    }
}

/// Prints a fill with values for its block params.
///
/// # Errors
///
/// Returns an error if the fill failed; the error and its position have been stored by the caller.
pub(super) fn print_fill<'o>(
    call: Option<&mut Call<'_>>,
    fill: Value<'_>,
    params: &[Value<'_>],
    out: Out<'o>,
) -> PrintResult<'o> {
    let Some(call) = call else { return Ok(out) };
    match call.fills.number(fill) {
        Some(number) => call.runner.run_fill(number, call.depth, params, out),
        None => Ok(out),
    }
}

/// Returns the depth inside of a call at a depth.
///
/// # Errors
///
/// Returns an error if calls are nested too deeply.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn inner_depth(depth: u8) -> Result<u8, ErrorKind> {
    depth_inside(depth).ok_or_else(too_deep)
}

/// Returns the depth inside of a call at a depth; `None` if calls are nested too deeply.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn depth_inside(depth: u8) -> Option<u8> {
    if depth < MAX_CALL_DEPTH { Some(depth + 1) } else { None }
}

#[cold]
fn too_deep() -> ErrorKind {
    ErrorKind::Helper(HelperError::new(format_args!(
        "more than {MAX_CALL_DEPTH} nested components and block helpers"
    )))
}

/// Calls a component without fills.
///
/// # Errors
///
/// Returns an error if a field does not accept its argument, and the errors of the component.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn call_without_fills<'o, 'v>(
    component: ComponentFn,
    args: &Args<'_, 'v>,
    (depth, data): (u8, Value<'v>),
    out: Out<'o>,
) -> Result<Out<'o>, ErrorKind> {
    let (fills, mut runner) = no_fills();
    let runner = &mut runner;
    let mut call = Call { depth, attempt_limit: 0, data, fills, runner, placement: None };
    call_component(component, args, out, &mut call)
}

/// Prints a component that has been constructed, or moves it to where it is printed later.
///
/// # Errors
///
/// Returns the errors of the component, and [`ErrorKind::ChunkMemoryFull`].
///
/// # Safety
///
/// The component must borrow only from the arguments of the call, and from values that live longer than the render.
#[allow(
    unsafe_code,
    reason = "a component that is printed later borrows from the arguments of its call"
)]
#[inline(always)]
pub unsafe fn print_component<'o>(
    component: impl Template,
    out: Out<'o>,
    call: &mut Call<'_>,
) -> Result<Out<'o>, ErrorKind> {
    if let Some(placement) = call.placement.take() {
        // SAFETY: the caller's promise (invariant 29).
        return unsafe { place_component(component, placement) }.map(|()| out);
    }
    component.__template_print(out, Some(call)).map_err(ErrorKind::nested)
}

/// The component that a `CallComponent` calls, and the layout of its arguments: first the bodies of the fills, and then the
/// others.
pub(super) struct CalledComponent<'v> {
    pub(super) component: ComponentFn,
    /// The number of calls around the output of the component.
    pub(super) depth: u8,
    /// The number of values.
    pub(super) count: usize,
    /// The number of fills, and for each the number of its slot.
    pub(super) blocks: usize,
    pub(super) slots: &'v [u8],
    /// The names of the named arguments, and for each the index of its field.
    pub(super) names: &'v [&'v str],
    pub(super) indexes: &'v [u8],
}

impl<'v> Vm<'_, 'v> {
    /// Returns the depth up to which components may be called if the program runs as a part of an attempt, and 0 otherwise.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn attempt_limit(&self) -> u8 {
        if cfg!(not(feature = "alloc")) {
            return 0;
        }
        self.call.as_ref().map_or(0, |call| call.attempt_limit)
    }

    /// Returns the callee of a `CallComponent` with these operands.
    ///
    /// # Errors
    ///
    /// Returns an error if calls are nested too deeply, and in an attempt: the conversion of values may call code of the user.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn called_component(
        &mut self,
        helper: HelperRef,
        positional: Count,
        named: NameRow,
        blocks: Count,
    ) -> Result<CalledComponent<'v>, Failed> {
        if self.attempt_limit() > 0 {
            return Err(Failed);
        }
        let component = self.program.tables.components.get(usize::from(helper.0));
        let component = component.ok_or(Failed)?.values;
        let depth = inner_depth(self.depth).map_err(|kind| self.fail(kind))?;
        let (names, indexes) = self.names(named)?;
        let count = usize::from(positional.0) + names.len();
        let blocks = usize::from(blocks.0);
        let (_, names) = names.split_at_checked(blocks).ok_or(Failed)?;
        // Link knows all components.
        let (slots, indexes) = indexes.split_at_checked(blocks).unwrap_or_default();
        Ok(CalledComponent { component, depth, count, blocks, slots, names, indexes })
    }

    /// Calls a component without fills, whose arguments are on the stack.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn call_component_alone<'o>(
        &mut self,
        helper: HelperRef,
        positional: Count,
        named: NameRow,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let CalledComponent { component, depth, count, names, indexes, .. } =
            self.called_component(helper, positional, named, Count(0))?;
        let data = *self.stack.variable(0)?;
        let values = self.stack.top(count)?;
        let args = &Args::with_names(values, names, indexes);
        let stop = &mut self.stop;
        let printed = print_out_of_line(
            out,
            move |out| call_without_fills(component, args, (depth, data), out),
            move |kind| stop.failure.set(kind),
        )?;
        self.stack.clear();
        Ok(printed)
    }

    /// Calls a component with fills, whose arguments are on the stack, the blocks first.
    pub(super) fn call_component<'o>(
        &mut self,
        helper: HelperRef,
        positional: Count,
        named: NameRow,
        blocks: Count,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let CalledComponent { component, depth, count, blocks, slots, names, indexes } =
            self.called_component(helper, positional, named, blocks)?;
        self.lend_to_component(count, move |LentVm { vm, failed, failure }, values, data| {
            let (bodies, values) = values.split_at_checked(blocks)?;
            let body = |fill: usize| match bodies.get(fill) {
                Some(Value::Block(body)) => Some(*body),
                _ => None,
            };
            let mut runner = InterpretedFills { vm, body, failed };
            let args = Args::with_names(values, names, indexes);
            // After the context.
            let attributes = args.positional().get(1..).unwrap_or_default();
            let fills = Fills { slots, attributes };
            let runner = &mut runner;
            let mut call = Call { depth, attempt_limit: 0, data, fills, runner, placement: None };
            call_component(component, &args, out, &mut call).map_err(|kind| failure.set(kind)).ok()
        })
    }

    pub(super) fn get_fill(&mut self, slot: Count) -> OpResult {
        Ok(self.stack.push(fill(self.call.as_deref(), slot))?)
    }

    pub(super) fn has_fill(&mut self, slot: Count) -> OpResult {
        Ok(self.stack.push(Value::Bool(has_fill(self.call.as_deref(), slot)))?)
    }

    pub(super) fn get_fills(&mut self, slot: Count) -> OpResult {
        let (call, stack) = (self.call.as_deref(), &mut self.stack);
        let list = with_fills(call, slot, |fills| {
            stack.call(0, |_, scratch, _| make_array(fills, scratch))
        });
        list.map_err(|kind| self.fail(kind))
    }

    /// Prints attributes, the value on top, together with those with these names, whose values are below it.
    pub(super) fn append_attributes<'o>(
        &mut self,
        names: NameRow,
        urls: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let (names, _) = self.names(names)?;
        let [own @ .., rest] = self.stack.top(names.len() + 1)? else { return Err(Failed) };
        let printed = print_attributes(out, (rest, urls), names, own);
        self.stack.clear();
        printed.map_err(|kind| self.fail(kind))
    }

    /// Prints a fill with `args` values, which are above it on the stack.
    pub(super) fn yield_fill<'o>(&mut self, args: Count, out: Out<'o>) -> PrintResult<'o> {
        let [fill, params @ ..] = self.stack.top(usize::from(args.0) + 1)? else {
            return Err(Failed);
        };
        let printed = print_fill(self.call.as_deref_mut(), *fill, params, out);
        self.stack.clear();
        printed
    }
}
