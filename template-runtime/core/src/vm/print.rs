//! The printing of values and leaves by the interpreters.

use super::{Failed, PrintResult, capabilities::Capabilities, program::Program, stop::Stop};
use crate::{
    data::{LeafValue, NestedTemplate, SafeKind, Value, safe_text},
    error::ErrorKind,
    output::{COMPACT, Out},
};
use template_bytecode::Escape;

/// Prints a value like [`Program::print`], or stores why that has failed. The most frequent kinds are inlined.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) fn print_value<'o, C: Capabilities>(
    program: &Program<'_>,
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
    stop: &mut Stop,
) -> PrintResult<'o> {
    if !C::VALUES {
        return print_as_leaf::<C>(out, value, escape, stop);
    }
    let out = if C::CHUNKS {
        match print_what_can_stop(out, value, escape, stop) {
            Ok(printed) => return Ok(printed),
            Err(out) => out,
        }
    } else {
        out
    };
    match *value {
        Value::Text(text) if escape.is_html() => return Ok(out.html(text)),
        Value::Int(number @ 0..100) if escape.is_divisible() => {
            return Ok(out.uint(number.unsigned_abs()));
        }
        _ => {}
    }
    let value = *value;
    print_out_of_line(
        out,
        move |out| program.print_kinds::<C>(out, &value, escape),
        move |kind| stop.failure.set(kind),
    )
}

/// Prints a value of a kind that leaves have: the program has no others.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) fn print_as_leaf<'o, C: Capabilities>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
    stop: &mut Stop,
) -> PrintResult<'o> {
    let leaf = match *value {
        Value::Null => LeafValue::Null,
        Value::Text(text) => LeafValue::Text(text),
        Value::Int(number) => LeafValue::Int(number),
        Value::UInt(number) => LeafValue::UInt(number),
        Value::Float(number) => LeafValue::Float(number),
        Value::Float32(number) => LeafValue::Float32(number),
        Value::Bool(truth) => LeafValue::Bool(truth),
        Value::Char(character) => LeafValue::Char(character),
        _ => return Err(Failed),
    };
    Ok(print_leaf_value::<C>(out, leaf, escape, stop))
}

/// Prints the value of a leaf; in an interpreter that renders in chunks, as much of a string as there is room for.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn print_leaf_value<'o, C: Capabilities>(
    out: Out<'o>,
    value: LeafValue<'_>,
    escape: Escape,
    stop: &mut Stop,
) -> Out<'o> {
    match value {
        LeafValue::Text(text) if C::CHUNKS && COMPACT => stop.print(text, escape, out),
        LeafValue::Text(text) if C::CHUNKS => stop.print_divided(text, escape, out),
        value => print_whole::<C>(out, value, escape),
    }
}

/// Prints the value of a leaf as a whole.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn print_whole<'o, C: Capabilities>(
    out: Out<'o>,
    value: LeafValue<'_>,
    escape: Escape,
) -> Out<'o> {
    match value {
        LeafValue::Text(text) => out.escaped_inline(text, escape),
        value => print_scalar::<C>(out, value, escape),
    }
}

/// Prints the value of a leaf that is not text.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn print_scalar<'o, C: Capabilities>(
    out: Out<'o>,
    value: LeafValue<'_>,
    escape: Escape,
) -> Out<'o> {
    match value {
        LeafValue::Int(value) => out.int(value),
        LeafValue::UInt(value) => out.uint(value),
        LeafValue::Float(value) if C::FLOATS => out.float(value),
        LeafValue::Float32(value) if C::FLOATS => out.float32(value),
        LeafValue::Bool(value) => out.bool(value),
        LeafValue::Char(value) => out.char(value, escape),
        // `Needs` is derived from the leaves of the ops.
        LeafValue::Null | LeafValue::Text(_) | LeafValue::Float(_) | LeafValue::Float32(_) => out,
    }
}

/// Prints as much of a string as there is room for, and leaves a template in the data in which nothing is escaped to the caller
/// of the interpreter.
///
/// # Errors
///
/// Returns the output unchanged if the value is neither.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
fn print_what_can_stop<'o>(
    out: Out<'o>,
    value: &Value<'_>,
    escape: Escape,
    stop: &mut Stop,
) -> Result<Out<'o>, Out<'o>> {
    match *value {
        Value::Text(text) if escape.is_divisible() => Ok(stop.print(text, escape, out)),
        safe_text!(text) if matches!(escape, Escape::Html | Escape::None) => {
            let is_html = value.safe_kind() == Some(SafeKind::Html);
            let escape = if is_html { Escape::None } else { escape };
            Ok(stop.print(text, escape, out))
        }
        Value::Object(object) if matches!(escape, Escape::Html | Escape::None) => {
            match object.template() {
                Some(template) if template.is_raw_in(escape) => {
                    Ok(stop.print_template(template, out))
                }
                _ => Err(out),
            }
        }
        _ => Err(out),
    }
}

/// Prints a template that is printed unchanged, or leaves it to the caller of an interpreter that renders in chunks.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) fn print_template_out_of_line<'o, C: Capabilities>(
    template: NestedTemplate<'_>,
    out: Out<'o>,
    stop: &mut Stop,
) -> PrintResult<'o> {
    if C::CHUNKS {
        return Ok(stop.print_template(template, out));
    }
    print_out_of_line(out, move |out| template.print(out), move |kind| stop.failure.set(kind))
}

/// Calls `print` out of line, and `fail` with its error. Both are called there, so that the caller neither returns
/// nor drops a large `Result`.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) fn print_out_of_line<'o>(
    out: Out<'o>,
    print: impl FnOnce(Out<'o>) -> Result<Out<'o>, ErrorKind>,
    fail: impl FnOnce(ErrorKind),
) -> PrintResult<'o> {
    out.out_of_line(move |out| print(out).map_err(fail).ok()).ok_or(Failed)
}
