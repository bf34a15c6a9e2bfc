//! The help for values of the wrong kind: how to convert them to a kind that a parameter accepts, or to the kind that they are
//! compared with.

use super::{
    phrases::{is_written_as_integer, quoted_text, write_argument, write_source},
    variants::write_names,
};
use crate::{
    data::{Kind, Param, ParamKind, Shape, const_str_eq},
    helper::{FromValue, Printable, RESULT_TEMPLATE},
    link::{
        Unit,
        accepts::accepts,
        call::contains,
        comparison::{is_enum, is_null},
        diagnostic::{ArgumentRef, LinkCallee},
        state::KnownValue,
    },
};
use template_bytecode::{Comparison, Op, diagnostics::MessageBuffer};

/// A parameter that accepts what can be printed.
const PRINTABLE: Param = <Printable<'_> as FromValue<'_>>::PARAM;

/// Writes how to convert an argument to the kind that the parameter accepts.
pub(super) const fn write_conversion(
    m: &mut MessageBuffer<'_>,
    helper: LinkCallee<'_>,
    param: &Param,
    which: ArgumentRef<'_>,
    shape: &'static Shape,
    by: usize,
    unit: &Unit<'_>,
) {
    match (&param.kind, &shape.peel().kind) {
        (ParamKind::Text, Kind::Integer | Kind::Float | Kind::Number | Kind::Bool | Kind::Char) => {
            m.push("convert it to text: `(concat ");
            write_argument(m, unit, by);
            m.push(")`");
        }
        (ParamKind::Text, Kind::List(item)) if accepts(&PRINTABLE, item.get()) => {
            m.push("the helper `template_runtime::helpers::join` converts a list to text: `(join ");
            write_argument(m, unit, by);
            m.push(")`");
        }
        (ParamKind::Integer { .. } | ParamKind::Number, Kind::Text | Kind::Safe(_))
            if is_number(unit, by) =>
        {
            m.push("write the number without quotes");
        }
        (ParamKind::Integer { .. }, Kind::Float) if is_written_as_integer(unit, by) => {
            m.push("integers in a template are in the range ");
            m.push_signed(i64::MIN);
            m.push(" to ");
            m.push_signed(i64::MAX);
            m.push("; only values in the data can be larger");
        }
        (ParamKind::Reference(wanted), Kind::List(_))
            if const_str_eq(wanted.get().name, shape.peel().name) =>
        {
            m.push("the items have another type, or the array has another length");
        }
        (ParamKind::Reference(wanted), _) if const_str_eq(wanted.get().name, shape.peel().name) => {
            m.push("it has the same name, but is a different type, or has different type parameters");
        }
        (ParamKind::Char, Kind::Text | Kind::Displayed | Kind::Safe(_)) => m.push("a char is text of one character"),
        (ParamKind::Variant(names, _), _) => match quoted_text(unit, by) {
            Some(text) if contains(names, text) => m.push(
                "only a literal that is the argument itself is the name of a variant: write the call \
                 in each branch of an `{{#if}}`",
            ),
            _ => write_names(m, names),
        },
        (ParamKind::Safe(kind), Kind::Text | Kind::Displayed | Kind::Safe(_)) => m.push_all(&[
            "only a helper or the data can mark text as ",
            kind.description(),
            ", with the type `",
            kind.type_name(),
            "`",
        ]),
        (ParamKind::Template, Kind::Text) if const_str_eq(shape.peel().name, RESULT_TEMPLATE) => {
            m.push("the result of a helper is rendered before the call: use `Printable<'a>` as the type of ");
            write_which_parameter(m, helper, which);
        }
        (ParamKind::Nothing, _) => m.push(TAKEABLE),
        // Only the runtime's own helpers have such parameters; users cannot change their types.
        (ParamKind::TextOrList | ParamKind::Countable, _) => {
            m.push("convert it in your own helper");
        }
        _ => match helper.spec.signature {
            // The helper may be in another crate, so the help shows its signature.
            Some(signature) => {
                m.push_all(&[
                    "convert it in your own helper; the signature is `",
                    signature,
                    "`",
                ]);
            }
            None => {
                m.push("convert it in your own helper, or change the type of ");
                write_which_parameter(m, helper, which);
            }
        },
    }
}

/// Writes which parameter takes an argument.
const fn write_which_parameter(
    m: &mut MessageBuffer<'_>,
    helper: LinkCallee<'_>,
    which: ArgumentRef<'_>,
) {
    match which {
        ArgumentRef::Number(number) => {
            m.push("parameter ");
            m.push_number(number);
        }
        ArgumentRef::Name(name) => m.push_all(&["`", name, "`"]),
    }
    if !helper.name.is_empty() {
        m.push_all(&[" of `", helper.name, "`"]);
    }
}

/// Writes the help for a comparison of values that are never equal.
pub(super) const fn write_comparison_help(
    m: &mut MessageBuffer<'_>,
    by: Comparison,
    a: KnownValue,
    b: KnownValue,
    unit: &Unit<'_>,
) {
    if by.is_order() && (is_null(a, unit) || is_null(b, unit)) {
        let value = if is_null(a, unit) { b } else { a };
        m.push("for whether there is a value, write `(ne ");
        write_source(m, unit, value.by);
        return m.push(" null)`");
    }
    if by.is_order() && are_bools(a.shape, b.shape) {
        return m.push("bools have no order: write `eq`, `ne`, `and`, `or` or `not`");
    }
    let is_enum = by.is_order() && (is_enum(a.shape) || is_enum(b.shape));
    let is_displayed = matches!(a.shape.peel().kind, Kind::Displayed)
        || matches!(b.shape.peel().kind, Kind::Displayed);
    if is_enum || is_displayed {
        m.push("write a function that compares them, and call it");
        return;
    }
    let (value, literal) = if is_pushed_literal(a, unit) { (b, a) } else { (a, b) };
    if !is_pushed_literal(literal, unit) {
        return;
    }
    match (&value.shape.peel().kind, quoted_text(unit, literal.by)) {
        (Kind::List(_), None) => {
            m.push("for the number of its items, write `");
            write_source(m, unit, value.by);
            m.push(".length`");
        }
        (Kind::Map(_), None) => {
            m.push("the helper `template_runtime::helpers::len` returns the number of its entries: `(len ");
            write_source(m, unit, value.by);
            m.push(")`");
        }
        (Kind::Integer | Kind::Float | Kind::Number, Some(text)) if is_number(unit, literal.by) => {
            m.push_all(&["write `", text, "` without quotes"]);
        }
        (Kind::Bool, Some(text)) if const_str_eq(text, "true") || const_str_eq(text, "false") => {
            m.push_all(&["write `", text, "` without quotes"]);
        }
        (Kind::Text | Kind::Safe(_) | Kind::Char, None) => {
            m.push("write `\"");
            write_source(m, unit, literal.by);
            m.push("\"`, in quotes");
        }
        _ => {}
    }
}

/// Returns `true` if the values of two shapes are bools.
const fn are_bools(a: &'static Shape, b: &'static Shape) -> bool {
    matches!((&a.peel().kind, &b.peel().kind), (Kind::Bool, Kind::Bool))
}

/// Returns `true` if a value is a literal of the template.
const fn is_pushed_literal(value: KnownValue, unit: &Unit<'_>) -> bool {
    !value.or_another
        && matches!(unit.ops[value.by], Op::PushConstant { .. } | Op::PushImmediate { .. })
}

/// Returns `true` if an op pushes a string literal that contains a number.
const fn is_number(unit: &Unit<'_>, by: usize) -> bool {
    let Some(text) = quoted_text(unit, by) else { return false };
    let bytes = text.as_bytes();
    let mut digits = 0;
    let mut i = 0;
    while i < bytes.len() {
        match bytes[i] {
            b'0'..=b'9' => digits += 1,
            b'-' if i == 0 => {}
            b'.' if digits > 0 => {}
            _ => return false,
        }
        i += 1;
    }
    digits > 0
}

/// The help for a field whose type no argument has.
pub(super) const TAKEABLE: &str = "change its type to one that a component can take, with a lifetime of the struct: `&'a str` or `String` for text, a number \
     itself, `&'a T` (also for a `Box<T>`), `Option<&'a T>` or `&'a [T]`";
