//! Calls of helpers that need scratch memory for their arguments: a helper takes a value that is printed with its `Display`
//! implementation as text, and may take a reference to a value that is created for the call.

use super::{
    Call, Program,
    memory::{Arena, Scratch},
    sinks::{BlockPrinter, Keeper, Printer},
    values::call_value,
};
use crate::{
    data::{Args, Bodies, DynHelper, Value, safe_display},
    error::{ErrorKind, HelperError},
    helper::{CallHelper, ComponentFn, HelperFn, Keep, keep_text},
    output::Out,
};
use core::{fmt::Display, mem::MaybeUninit};
use template_bytecode::Escape;

/// The maximum number of arguments of a call with such arguments.
const MAX_ARGS: usize = 256;

/// The number of bytes for the arguments of a call whose result is printed, which needs no other scratch memory.
const TEXTS: usize = 1024;

/// Arguments in which the text of each displayed value replaces the value.
struct ShownArgs<'v> {
    values: [Value<'v>; MAX_ARGS],
    count: usize,
}

impl<'v> ShownArgs<'v> {
    /// Writes the strings with `keep`.
    ///
    /// # Errors
    ///
    /// Returns the errors of `keep`, and [`ErrorKind::Helper`] if there are too many arguments.
    fn new(
        values: &[Value<'v>],
        mut keep: impl FnMut(&dyn Display) -> Result<&'v str, ErrorKind>,
    ) -> Result<Self, ErrorKind> {
        let mut shown = Self { values: [Value::Null; MAX_ARGS], count: values.len() };
        for (index, value) in values.iter().enumerate() {
            *shown.values.get_mut(index).ok_or_else(too_many)? = match *value {
                Value::Display(shown) | safe_display!(shown) => value.with_text(keep(shown)?),
                value => value,
            };
        }
        Ok(shown)
    }

    fn values(&self) -> &[Value<'v>] {
        self.values.get(..self.count).unwrap_or_default()
    }
}

/// Returns the error for a call with more than [`MAX_ARGS`] or [`MAX_FIELDS`] arguments.
#[cold]
fn too_many() -> ErrorKind {
    ErrorKind::Helper(HelperError::new(format_args!(
        "this call has too many arguments for one that is printed by its `Display`"
    )))
}

/// Returns `true` if one of the values is printed with its `Display` implementation.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn has_displays(values: &[Value<'_>]) -> bool {
    values.iter().any(|value| value.is_display())
}

/// Calls a helper, and keeps its result.
///
/// # Errors
///
/// Returns the errors of the helper or of a `Display` implementation, and [`ErrorKind::ScratchFull`].
#[cold]
#[inline(never)]
pub(super) fn call<'v>(
    helper: &dyn CallHelper,
    args: &Args<'_, 'v>,
    mut scratch: Scratch<'_, '_, 'v>,
    result: &mut Value<'v>,
    program: &Program<'_>,
) -> Result<(), ErrorKind> {
    let shown = ShownArgs::new(args.values, |value| scratch.display(value))?;
    helper.call(&args.with_texts(shown.values()), &mut Keeper::new(scratch, result, program))
}

/// Calls the first of the values, a helper, and keeps its result.
///
/// # Errors
///
/// Returns the errors of [`call`].
#[cold]
#[inline(never)]
pub(super) fn call_dynamic<'v>(
    values: &[Value<'v>],
    names: &[&str],
    mut scratch: Scratch<'_, '_, 'v>,
    result: &mut Value<'v>,
    program: &Program<'_>,
) -> Result<(), ErrorKind> {
    let shown = ShownArgs::new(values, |value| scratch.display(value))?;
    call_value(shown.values(), values, names, &mut Keeper::new(scratch, result, program))
}

/// Calls a helper, and prints its result.
///
/// # Errors
///
/// Returns the errors of [`call`].
#[cold]
#[inline(never)]
pub(super) fn append_call<'o>(
    helper: &dyn CallHelper,
    args: &Args<'_, '_>,
    escape: Escape,
    out: Out<'o>,
) -> Result<Out<'o>, ErrorKind> {
    let mut memory = [MaybeUninit::uninit(); TEXTS];
    let mut arena = Arena::new(&mut memory);
    let mut scope = arena.scope();
    let texts = scope.begin();
    let mut sink = Printer::with_memory(out, escape, texts);
    if has_displays(args.values) {
        let keep = |value: &dyn Display| texts.put(|mut texts| texts.display(value));
        let shown = ShownArgs::new(args.values, keep)?;
        helper.call(&args.with_texts(shown.values()), &mut sink)?;
    } else {
        helper.call(args, &mut sink)?;
    }
    sink.finish()
}

/// Calls a helper that is a value, and prints its result.
///
/// # Errors
///
/// Returns the errors of the helper.
#[cold]
#[inline(never)]
pub(super) fn append_value<'o>(
    helper: DynHelper<'_>,
    args: &Args<'_, '_>,
    escape: Escape,
    out: Out<'o>,
) -> Result<Out<'o>, ErrorKind> {
    let mut memory = [MaybeUninit::uninit(); TEXTS];
    let mut arena = Arena::new(&mut memory);
    let mut scope = arena.scope();
    let mut sink = Printer::with_memory(out, escape, scope.begin());
    helper.call(args, &mut sink)?;
    sink.finish()
}

/// Calls the first of the values, a helper, and prints its result.
///
/// # Errors
///
/// Returns the errors of [`call`].
#[cold]
#[inline(never)]
pub(super) fn append_dynamic<'o>(
    values: &[Value<'_>],
    names: &[&str],
    escape: Escape,
    out: Out<'o>,
) -> Result<Out<'o>, ErrorKind> {
    let mut memory = [MaybeUninit::uninit(); TEXTS];
    let mut arena = Arena::new(&mut memory);
    let mut scope = arena.scope();
    let texts = scope.begin();
    let shown = ShownArgs::new(values, |value| texts.put(|mut texts| texts.display(value)))?;
    let mut sink = Printer::with_memory(out, escape, texts);
    call_value(shown.values(), values, names, &mut sink)?;
    sink.finish()
}

/// Calls a component.
///
/// # Errors
///
/// Returns the errors of [`call`].
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn call_component<'o, 'v>(
    component: ComponentFn,
    args: &Args<'_, 'v>,
    out: Out<'o>,
    call: &mut Call<'v>,
) -> Result<Out<'o>, ErrorKind> {
    if has_displays(args.values) {
        return call_component_shown(component, args, out, call);
    }
    component(args, out, call)
}

#[cold]
#[inline(never)]
fn call_component_shown<'o>(
    component: ComponentFn,
    args: &Args<'_, '_>,
    out: Out<'o>,
    call: &mut Call<'_>,
) -> Result<Out<'o>, ErrorKind> {
    let mut memory = [MaybeUninit::uninit(); TEXTS];
    let mut arena = Arena::new(&mut memory);
    let mut scope = arena.scope();
    let texts = scope.begin();
    let shown = ShownArgs::new(args.values, |value| texts.put(|mut texts| texts.display(value)))?;
    // With the lifetime of the strings.
    component(&args.with_texts(shown.values()), out, &mut call.reborrow())
}

/// A function that constructs a component, for which it creates fields in memory, and prints it.
pub(crate) type ComponentInMemoryFn = for<'v, 'o> fn(
    &Args<'v, 'v>,
    &mut dyn Keep<'v>,
    Out<'o>,
    &mut Call<'v>,
) -> Result<Out<'o>, ErrorKind>;

/// Calls a component with memory for values that are created for its fields.
///
/// # Errors
///
/// Returns the errors of the component, and [`ErrorKind::ScratchFull`].
#[cold]
#[inline(never)]
pub(crate) fn call_component_with_memory<'o>(
    component: ComponentInMemoryFn,
    args: &Args<'_, '_>,
    out: Out<'o>,
    call: &mut Call<'_>,
) -> Result<Out<'o>, ErrorKind> {
    let mut memory = [MaybeUninit::uninit(); TEXTS];
    let mut arena = Arena::new(&mut memory);
    let mut scope = arena.scope();
    let mut texts = scope.begin();
    // With the lifetime of what is created.
    component(args, &mut texts, out, &mut call.reborrow())
}

/// The number of arguments of a call in which the value of a field from the context is displayed.
const MAX_FIELDS: usize = 64;

/// Calls a component again, whose field with this name and index takes a string, with the text of a displayed `value` as a
/// further named argument.
///
/// # Errors
///
/// Returns the errors of the component and of the `Display`, and [`ErrorKind::Helper`] if there are too many arguments.
#[cold]
#[inline(never)]
pub(crate) fn call_component_with_text<'o>(
    component: ComponentFn,
    args: &Args<'_, '_>,
    (name, index): (&str, u8),
    value: &dyn Display,
    out: Out<'o>,
    call: &mut Call<'_>,
) -> Result<Out<'o>, ErrorKind> {
    let mut memory = [MaybeUninit::uninit(); TEXTS];
    let mut arena = Arena::new(&mut memory);
    let mut scope = arena.scope();
    let texts = scope.begin();
    let text = Value::Text(texts.put(|mut texts| texts.display(value))?);
    let (mut values, mut names) = ([Value::Null; MAX_FIELDS], [""; MAX_FIELDS]);
    let mut params = [0; MAX_FIELDS];
    let values = extended(&mut values, args.values, text)?;
    let names = extended(&mut names, args.names(), name)?;
    let params = match args.params() {
        [] if !args.names().is_empty() => &[][..],
        given => extended(&mut params, given, index)?,
    };
    // With the lifetime of the text.
    component(
        &Args::with_names(values, names, params).with_originals(args.originals_or_values()),
        out,
        &mut call.reborrow(),
    )
}

/// Returns a copy of a slice in `room`, with a further item.
///
/// # Errors
///
/// Returns [`ErrorKind::Helper`] if it does not fit.
fn extended<'r, T: Copy>(room: &'r mut [T], items: &[T], last: T) -> Result<&'r [T], ErrorKind> {
    let room = room.get_mut(..=items.len()).ok_or_else(too_many)?;
    if let [copies @ .., further] = room {
        copies.copy_from_slice(items);
        *further = last;
    }
    Ok(room)
}

/// Calls a block helper.
///
/// # Errors
///
/// Returns the errors of [`call`].
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn call_block<'v>(
    helper: HelperFn,
    args: &Args<'_, 'v>,
    bodies: &mut dyn Bodies<'v>,
) -> Result<(), ErrorKind> {
    if has_displays(args.values) {
        return call_block_shown(helper, args, bodies);
    }
    helper(args, &mut BlockPrinter { bodies })
}

#[cold]
#[inline(never)]
fn call_block_shown<'v>(
    helper: HelperFn,
    args: &Args<'_, 'v>,
    bodies: &mut dyn Bodies<'v>,
) -> Result<(), ErrorKind> {
    // `bodies` has recorded the error, which rendering returns.
    let keep = |value: &dyn Display| {
        keep_text(value, |text| bodies.keep(text)).map_err(|_| ErrorKind::Write)
    };
    let shown = ShownArgs::new(args.values, keep)?;
    helper(&args.with_texts(shown.values()), &mut BlockPrinter { bodies })
}
