//! The operations of ops on values, shared by the interpreter, which has the values on its stack, and by
//! unrolled programs, which have them in variables.

use super::{
    Failed, PrintResult, Program, ValueResult,
    call_in_scratch::{self, has_displays},
    capabilities::Capabilities,
    memory::Scratch,
    sinks::{Keeper, NoMemory, Printer},
};
#[cfg(feature = "compile")]
use crate::data::ExtendedMap;
use crate::{
    data::{
        Args, DynHelper, List, Map, PartialApplication, ScratchList, ScratchMap, Sink, Value,
        compare, safe_display, safe_text,
    },
    error::{ErrorKind, Note},
    helper::{CallHelper, JoinedArgs, too_many},
    output::{Out, UnescapedText},
};
use template_bytecode::{Comparison, Escape, Missing, NameRef, PathStep};

/// Returns `true` if a condition takes a value for true. Without the capability `VALUES` no value is displayed.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) fn is_true<C: Capabilities>(value: &Value<'_>) -> bool {
    if C::VALUES { value.is_true_in_place() } else { value.is_true_undisplayed() }
}

/// Returns the value to which a step of a path leads from `value`.
///
/// # Errors
///
/// Returns the [`Missing`] operand of the step if the value has no such name or item.
#[inline]
pub(super) fn step<'v>(
    program: &Program<'_>,
    step: PathStep,
    value: Value<'v>,
) -> Result<Value<'v>, Missing> {
    match step {
        PathStep::Field(field) => Ok(value.field(field.0.into())),
        PathStep::Item { index, missing } => {
            let mut item = Value::Null;
            if value.put_item(index.0 as usize, &mut item) { Ok(item) } else { Err(missing) }
        }
        PathStep::Name { name, missing } => {
            let name = program.tables.names.get(usize::from(name.0)).ok_or(missing)?;
            value.find(name).ok_or(missing)
        }
    }
}

/// Returns the error of a lookup that fails, whose path has a name in the table of names.
#[cold]
pub(super) fn missing_error(program: &Program<'_>, path: NameRef) -> ErrorKind {
    ErrorKind::Missing(Note::new(program.tables.names.get(usize::from(path.0)).unwrap_or(&"")))
}

/// Returns the value to which several steps of a path lead from `value`.
///
/// # Errors
///
/// Returns the [`Missing`] operand of a step whose lookup fails, if it names a path; otherwise the value is null.
pub(super) fn steps<'v>(
    program: &Program<'_>,
    steps: &[PathStep],
    mut value: Value<'v>,
) -> Result<Value<'v>, Missing> {
    for &next in steps {
        value = match step(program, next, value) {
            Ok(value) => value,
            Err(missing) if missing.path().is_some() => return Err(missing),
            Err(_) => Value::Null,
        };
    }
    Ok(value)
}

#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn concat<'v>(
    values: &[Value<'v>],
    mut scratch: Scratch<'_, '_, 'v>,
) -> ValueResult<'v, ErrorKind> {
    if let Some(value) = values.iter().find(|value| !value.is_printable()) {
        return Err(ErrorKind::NotPrintable { got: value.kind() });
    }
    let texts = UnescapedText::new(values);
    let text = scratch.display(&texts).map_err(|kind| texts.failure(kind))?;
    Ok(if is_safe(values) { Value::SafeHtml(text) } else { Value::Text(text) })
}

/// Returns `true` if the concatenation of values needs no escaping: at least one is HTML, and the others
/// contain nothing to escape.
fn is_safe(values: &[Value<'_>]) -> bool {
    let is_html = |value: &Value<'_>| match value {
        Value::SafeHtml(_) | Value::DisplayHtml(_) => true,
        value => value
            .template()
            .is_some_and(|template| template.program().tables.escape == Escape::Html),
    };
    let is_plain = |value: &Value<'_>| {
        is_html(value)
            || !matches!(
                value,
                Value::Text(_)
                    | safe_text!(_)
                    | Value::Char(_)
                    | Value::Object(_)
                    | Value::Display(_)
                    | safe_display!(_)
            )
    };
    values.iter().any(is_html) && values.iter().all(is_plain)
}

#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn include_zero(value: Value<'_>) -> Value<'_> {
    if compare(Comparison::Eq, &value, &Value::Int(0)) { Value::Bool(true) } else { value }
}

#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn make_array<'v>(
    values: &[Value<'v>],
    mut scratch: Scratch<'_, '_, 'v>,
) -> ValueResult<'v, ErrorKind> {
    let array = ScratchList(scratch.put_all(values)?);
    Ok(Value::List(List::new(scratch.put(array)?)))
}

#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn make_hash<'v>(
    names: &'v [&'v str],
    values: &[Value<'v>],
    mut scratch: Scratch<'_, '_, 'v>,
) -> ValueResult<'v, ErrorKind> {
    let hash = ScratchMap { names, values: scratch.put_all(values)? };
    Ok(Value::Map(Map::new(scratch.put(hash)?)))
}

#[cfg(feature = "compile")]
pub(super) fn extend_hash<'v>(
    names: &'v [&'v str],
    values: &[Value<'v>],
    mut scratch: Scratch<'_, '_, 'v>,
) -> ValueResult<'v, ErrorKind> {
    let hash = ExtendedMap::new(names, scratch.put_all(values)?);
    Ok(Value::Map(Map::new(scratch.put(hash)?)))
}

#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn log(values: &[Value<'_>]) -> Value<'static> {
    #[cfg(feature = "std")]
    super::log::call_hook(values);
    let _ = values;
    Value::Null
}

#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn call<'v>(
    program: &Program<'_>,
    helper: impl CallHelper,
    args: &Args<'_, 'v>,
    scratch: Scratch<'_, '_, 'v>,
    result: &mut Value<'v>,
) -> Result<(), ErrorKind> {
    if has_displays(args.values) {
        return call_in_scratch::call(&helper, args, scratch, result, program);
    }
    helper.call(args, &mut Keeper::new(scratch, result, program))
}

#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn append_call<'o>(
    helper: impl CallHelper,
    args: &Args<'_, '_>,
    escape: Escape,
    out: Out<'o>,
    fail: impl FnOnce(ErrorKind),
) -> PrintResult<'o> {
    if has_displays(args.values) {
        let printed = call_in_scratch::append_call(&helper, args, escape, out.copied_by_parts());
        return printed.map_err(|kind| failed(kind, fail));
    }
    append_plain_call(helper, args, escape, out, fail)
}

/// Calls a helper, none of whose arguments is displayed, and prints its result.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn append_plain_call<'o>(
    helper: impl CallHelper,
    args: &Args<'_, '_>,
    escape: Escape,
    out: Out<'o>,
    fail: impl FnOnce(ErrorKind),
) -> PrintResult<'o> {
    let in_scratch =
        |out: Out<'o>| call_in_scratch::append_call(&helper, args, escape, out.copied_by_parts());
    print_with(escape, out, |sink| helper.call(args, sink), in_scratch, fail)
}

/// Calls `call` with a sink that prints the result. If an argument has to be created, and there is no memory for it, calls
/// `call_in_scratch`, which has some. `fail` is passed the error, so that no large `Result` is returned.
///
/// # Errors
///
/// Returns an error if `call` or `call_in_scratch` did; with [`ErrorKind::Write`] if the output was lost, and
/// [`ErrorKind::Program`] if `escape` needs the whole result at once. The verifier rejects such a program.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn print_with<'o>(
    escape: Escape,
    out: Out<'o>,
    call: impl FnOnce(&mut Printer<'o, NoMemory>) -> Result<(), ErrorKind>,
    call_in_scratch: impl FnOnce(Out<'o>) -> Result<Out<'o>, ErrorKind>,
    fail: impl FnOnce(ErrorKind),
) -> PrintResult<'o> {
    if !escape.is_divisible() {
        return Err(failed(ErrorKind::Program, fail));
    }
    let mut sink = Printer::new(out, escape);
    let kind = match call(&mut sink) {
        Ok(()) => match sink.output() {
            Some(out) => return Ok(out),
            None => ErrorKind::Write,
        },
        Err(kind) => match sink.output_of_failed(kind).and_then(call_in_scratch) {
            Ok(out) => return Ok(out),
            Err(kind) => kind,
        },
    };
    Err(failed(kind, fail))
}

/// Passes an error to `fail`.
#[cold]
fn failed(kind: ErrorKind, fail: impl FnOnce(ErrorKind)) -> Failed {
    fail(kind);
    Failed
}

/// Calls the first of the values, a helper, with the others as arguments.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn call_dynamic<'v>(
    program: &Program<'_>,
    values: &[Value<'v>],
    names: &[&str],
    scratch: Scratch<'_, '_, 'v>,
    result: &mut Value<'v>,
) -> Result<(), ErrorKind> {
    if has_displays(values) {
        return call_in_scratch::call_dynamic(values, names, scratch, result, program);
    }
    call_value(values, &[], names, &mut Keeper::new(scratch, result, program))
}

/// Calls the first of the values, a helper, with the others as arguments, and prints the result.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn append_dynamic<'o>(
    values: &[Value<'_>],
    names: &[&str],
    escape: Escape,
    out: Out<'o>,
    fail: impl FnOnce(ErrorKind),
) -> PrintResult<'o> {
    let in_scratch = |out: Out<'o>| {
        call_in_scratch::append_dynamic(values, names, escape, out.copied_by_parts())
    };
    if has_displays(values) {
        return in_scratch(out).map_err(|kind| failed(kind, fail));
    }
    print_with(escape, out, |sink| call_value(values, &[], names, sink), in_scratch, fail)
}

/// Calls the first of the values with the others as arguments. A call of null returns null. `originals` are the values before
/// strings replaced displayed ones, if they did.
pub(super) fn call_value<'v>(
    values: &[Value<'v>],
    originals: &[Value<'v>],
    names: &[&str],
    sink: &mut dyn Sink<'v>,
) -> Result<(), ErrorKind> {
    match *values {
        [Value::Helper(helper), ref args @ ..] => {
            let originals = originals.get(1..).unwrap_or_default();
            helper.call(&Args::with_names(args, names, &[]).with_originals(originals), sink)
        }
        [Value::Null, ..] => sink.value(Value::Null),
        [other, ..] => Err(not_a_helper(other)),
        [] => Err(ErrorKind::Program),
    }
}

/// Partially applies the first of the values, a helper, to the others. Null stays null.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn bind_args<'v>(
    values: &[Value<'v>],
    names: &'v [&'v str],
    mut scratch: Scratch<'_, '_, 'v>,
) -> ValueResult<'v, ErrorKind> {
    let (helper, values) = match *values {
        [Value::Null, ..] => return Ok(Value::Null),
        [Value::Helper(helper), ref values @ ..] => (helper, values),
        [other, ..] => return Err(not_a_helper(other)),
        [] => return Err(ErrorKind::Program),
    };
    // The arguments of a helper that is itself partially applied are joined, so that no chain arises.
    let (helper, bound) = match helper.partial_application() {
        Some(partial) => (partial.helper, partial.args),
        None => (helper, Args::new(&[])),
    };
    let mut joined = JoinedArgs::new();
    joined
        .join((bound.originals_or_values(), bound.names()), (values, names))
        .ok_or_else(|| too_many(helper))?;
    let originals =
        if has_displays(joined.values()) { scratch.put_all(joined.values())? } else { &[] };
    for value in joined.values_mut() {
        if let Value::Display(shown) | safe_display!(shown) = *value {
            *value = value.with_text(scratch.display(shown)?);
        }
    }
    let (values, names) = (scratch.put_all(joined.values())?, scratch.put_all(joined.names())?);
    let args = Args::with_names(values, names, &[]).with_originals(originals);
    let partial = PartialApplication { helper, args };
    Ok(Value::Helper(DynHelper::new(scratch.put(partial)?)))
}

#[cold]
fn not_a_helper(value: Value<'_>) -> ErrorKind {
    ErrorKind::NotAHelper { got: value.kind() }
}

/// Returns the entry of a value with a key: a name, or the index of an item. Returns null if there is none.
pub(crate) fn lookup<'v>(value: Value<'v>, key: Value<'_>) -> Value<'v> {
    match (value, key) {
        (Value::List(list), Value::Int(index)) => {
            usize::try_from(index).ok().and_then(|index| list.get(index)).unwrap_or(Value::Null)
        }
        (_, Value::Text(name) | safe_text!(name)) => value.get(name),
        (_, Value::Object(object)) => object.text().map_or(Value::Null, |name| value.get(name)),
        #[cfg(feature = "alloc")]
        (_, Value::Display(name) | safe_display!(name)) => {
            value.get(&alloc::string::ToString::to_string(name))
        }
        // The strings of all other keys are short. (Without a heap, a displayed key is found if it is.)
        (_, key) => value.get(Note::new(UnescapedText::new(&[key])).as_str()),
    }
}
