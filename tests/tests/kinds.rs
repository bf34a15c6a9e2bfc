//! Conversions of every kind of value to every parameter type, where the kind is known only at run time: the
//! converted argument, or the error.

use std::{cmp::Ordering, collections::BTreeMap, fmt::Display};
use template_runtime::{
    Callable, Data, DynHelper, ErrorKind, List, Map, Object, Printable, ShapeRef, Template, Value,
    callable, helpers::Number, template,
};
use template_tests::{check, fails};

/// A value of unknown shape.
#[derive(Clone, Copy)]
struct Unknown<'a>(Value<'a>);

impl Data for Unknown<'_> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        self.0
    }
}

#[derive(Data, Debug)]
struct Point {
    x: u8,
}

#[derive(Data, Debug)]
enum Color {
    Red,
    Rgb { r: u8 },
}

/// A type that helpers cannot take by reference, because of its lifetime.
#[derive(Data)]
struct Label<'a> {
    text: &'a str,
}

mod elsewhere {
    /// Another type with the same name.
    #[derive(template_runtime::Data)]
    pub(super) struct Point {
        pub(super) x: u8,
    }
}

/// Calls a helper with a value, directly and as a value itself, with and without the optimizer.
/// Returns the output, or the message of the error.
type Call = fn(Unknown<'_>) -> Result<String, String>;

/// For each parameter type, its name in messages, and a call of a helper that prints its argument.
macro_rules! params {
    ($($name:literal $wants:literal |$value:ident: $ty:ty| $show:expr;)*) => {
        &[$(($name, $wants, {
            fn take($value: $ty) -> String {
                $show
            }
            |x| {
                let calls = [
                    outcome(&template!("{{{take x}}}", x = x)),
                    outcome(&template!(unoptimized, "{{{take x}}}", x = x)),
                    outcome(&template!("{{#let (take x) as |t|}}{{{t}}}{{/let}}", x = x)),
                    outcome(&template!("{{#let (helper take x) as |f|}}{{{(f)}}}{{/let}}", x = x)),
                ];
                let [call, ..] = &calls;
                assert!(calls.iter().all(|other| other == call), "{calls:?}");
                call.clone()
            }
        })),*]
    };
}

const PARAMS: &[(&str, &str, Call)] = params! {
    "&str" "text" |v: &str| format!("{v:?}");
    "i8" "an integer (`i8`)" |v: i8| v.to_string();
    "i16" "an integer (`i16`)" |v: i16| v.to_string();
    "i32" "an integer (`i32`)" |v: i32| v.to_string();
    "i64" "an integer (`i64`)" |v: i64| v.to_string();
    "i128" "an integer (`i128`)" |v: i128| v.to_string();
    "isize" "an integer (`isize`)" |v: isize| v.to_string();
    "u8" "an integer (`u8`)" |v: u8| v.to_string();
    "u16" "an integer (`u16`)" |v: u16| v.to_string();
    "u32" "an integer (`u32`)" |v: u32| v.to_string();
    "u64" "an integer (`u64`)" |v: u64| v.to_string();
    "u128" "an integer (`u128`)" |v: u128| v.to_string();
    "usize" "an integer (`usize`)" |v: usize| v.to_string();
    "f32" "a number (`f32`)" |v: f32| format!("{v:?}");
    "f64" "a number (`f64`)" |v: f64| format!("{v:?}");
    "bool" "a bool" |v: bool| v.to_string();
    "char" "a char" |v: char| format!("{v:?}");
    "Option<&str>" "text" |v: Option<&str>| format!("{v:?}");
    "Option<u8>" "an integer (`u8`)" |v: Option<u8>| format!("{v:?}");
    "Option<f64>" "a number (`f64`)" |v: Option<f64>| format!("{v:?}");
    "Option<&Point>" "a `Point`" |v: Option<&Point>| format!("{v:?}");
    "Option<List>" "a list" |v: Option<List<'_>>| format!("{:?}", v.map(Value::List));
    "Option<Value>" "any value" |v: Option<Value<'_>>| format!("{v:?}");
    "Value" "any value" |v: Value<'_>| format!("{v:?}");
    "List" "a list" |v: List<'_>| format!("{:?}", Value::List(v));
    "Map" "a map" |v: Map<'_>| format!("{:?}", Value::Map(v));
    "Object" "an object" |v: Object<'_>| format!("{:?}", Value::Object(v));
    "&Point" "a `Point`" |v: &Point| format!("{v:?}");
    "&Color" "a `Color`" |v: &Color| format!("{v:?}");
    "Display" "something that can be printed" |v: impl Display| format!("{v}");
    "Printable" "something that can be printed" |v: Printable<'_>| format!("{v}");
    "DynHelper" "a helper" |v: DynHelper<'_>| format!("{v:?}");
    "Number" "a number" |v: Number<'_>| format!("{v:?}");
};

fn outcome<T: Template + Display>(template: &T) -> Result<String, String> {
    match template.render() {
        Ok(page) => {
            check(template, &page);
            Ok(page)
        }
        Err(_) => match fails(template).kind() {
            ErrorKind::Helper(error) => Err(error.to_string()),
            kind => panic!("{kind}"),
        },
    }
}

/// Calls all helpers with a value, whose `Debug` is `is`. `takes` lists groups of the parameter types that
/// accept the value, each with the output; all other types must reject it.
#[track_caller]
fn row(value: Value<'_>, is: &str, takes: &[(&str, &str)]) {
    let mut found = 0;
    for (param, wants, call) in PARAMS {
        let arrives = takes.iter().find(|(params, _)| params.split(' ').any(|name| name == *param));
        found += usize::from(arrives.is_some());
        let expected = match arrives {
            Some((_, arrives)) => Ok((*arrives).to_owned()),
            None => {
                let message = format!("helper `take`: argument 1 must be {wants}, but is {is}");
                let hint = if is == "null" { NULL_HINT } else { "" };
                Err(truncated(message) + hint)
            }
        };
        assert_eq!(call(Unknown(value)), expected, "{is} for {param}");
    }
    let named: usize = takes.iter().map(|(params, _)| params.split(' ').count()).sum();
    assert_eq!(found, named, "a parameter of the row for {is} is not there, or there twice");
}

/// The end of a message about null.
const NULL_HINT: &str =
    "; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call";

/// Truncates a message like the runtime does, after 78 bytes.
fn truncated(message: String) -> String {
    match message.len().cmp(&78) {
        Ordering::Greater => message[..75].to_owned() + "…",
        _ => message,
    }
}

/// All integer types, in the order of [`PARAMS`].
const INTEGERS: &str = "i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize";

#[test]
fn null() {
    row(
        Value::Null,
        "null",
        &[
            (
                "Option<&str> Option<u8> Option<f64> Option<&Point> Option<List> Option<Value>",
                "None",
            ),
            ("Value", "null"),
            ("Display Printable", ""),
        ],
    );
}

#[test]
fn bools() {
    for (value, is) in [(true, "true"), (false, "false")] {
        let some = format!("Some({is})");
        row(value.into(), is, &[("bool Value Display Printable", is), ("Option<Value>", &some)]);
    }
}

#[test]
fn small_integers_in_every_form() {
    for value in [Value::Int(5), Value::UInt(5), Value::Int128(&5), Value::UInt128(&5)] {
        row(
            value,
            "5",
            &[
                (INTEGERS, "5"),
                ("f32 f64", "5.0"),
                ("Option<u8> Option<Value>", "Some(5)"),
                ("Option<f64>", "Some(5.0)"),
                ("Value Display Printable", "5"),
                ("Number", "Number(5)"),
            ],
        );
    }
}

#[test]
fn large_integers() {
    row(
        u64::MAX.into(),
        "18446744073709551615",
        &[
            ("u64 u128 usize i128 Value Display Printable", "18446744073709551615"),
            ("f32", "1.8446744e19"),
            ("f64", "1.8446744073709552e19"),
            ("Option<f64>", "Some(1.8446744073709552e19)"),
            ("Option<Value>", "Some(18446744073709551615)"),
            ("Number", "Number(18446744073709551615)"),
        ],
    );
    row(
        Value::Int128(&i128::MIN),
        "-170141183460469231731687303715884105728",
        &[
            ("i128 Value Display Printable", "-170141183460469231731687303715884105728"),
            ("f32", "-1.7014118e38"),
            ("f64", "-1.7014118346046923e38"),
            ("Option<f64>", "Some(-1.7014118346046923e38)"),
            ("Option<Value>", "Some(-170141183460469231731687303715884105728)"),
            ("Number", "Number(-170141183460469231731687303715884105728)"),
        ],
    );
    row(
        Value::UInt128(&u128::MAX),
        "340282366920938463463374607431768211455",
        &[
            ("u128 Value Display Printable", "340282366920938463463374607431768211455"),
            ("f32", "inf"),
            ("f64", "3.402823669209385e38"),
            ("Option<f64>", "Some(3.402823669209385e38)"),
            ("Option<Value>", "Some(340282366920938463463374607431768211455)"),
            ("Number", "Number(340282366920938463463374607431768211455)"),
        ],
    );
}

/// The integer types that accept each value, in the order of [`INTEGERS`].
#[test]
fn the_ranges_of_integers() {
    #[rustfmt::skip]
    let table: &[(i128, &str)] = &[
        (i128::MIN,              "i128"),
        (i64::MIN as i128 - 1,   "i128"),
        (i64::MIN as i128,       "i64 i128 isize"),
        (-2_147_483_649,         "i64 i128 isize"),
        (-2_147_483_648,         "i32 i64 i128 isize"),
        (-32_769,                "i32 i64 i128 isize"),
        (-32_768,                "i16 i32 i64 i128 isize"),
        (-129,                   "i16 i32 i64 i128 isize"),
        (-128,                   "i8 i16 i32 i64 i128 isize"),
        (-1,                     "i8 i16 i32 i64 i128 isize"),
        (0,                      "i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize"),
        (127,                    "i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize"),
        (128,                    "i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize"),
        (255,                    "i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize"),
        (256,                    "i16 i32 i64 i128 isize u16 u32 u64 u128 usize"),
        (32_767,                 "i16 i32 i64 i128 isize u16 u32 u64 u128 usize"),
        (32_768,                 "i32 i64 i128 isize u16 u32 u64 u128 usize"),
        (65_535,                 "i32 i64 i128 isize u16 u32 u64 u128 usize"),
        (65_536,                 "i32 i64 i128 isize u32 u64 u128 usize"),
        (2_147_483_647,          "i32 i64 i128 isize u32 u64 u128 usize"),
        (2_147_483_648,          "i64 i128 isize u32 u64 u128 usize"),
        (4_294_967_295,          "i64 i128 isize u32 u64 u128 usize"),
        (4_294_967_296,          "i64 i128 isize u64 u128 usize"),
        (i64::MAX as i128,       "i64 i128 isize u64 u128 usize"),
        (i64::MAX as i128 + 1,   "i128 u64 u128 usize"),
        (u64::MAX as i128,       "i128 u64 u128 usize"),
        (u64::MAX as i128 + 1,   "i128 u128"),
        (i128::MAX,              "i128 u128"),
    ];
    for (number, takes) in table {
        in_range(&Unknown(Value::Int128(number)), &number.to_string(), takes);
        if let Ok(number) = i64::try_from(*number) {
            in_range(&Unknown(Value::Int(number)), &number.to_string(), takes);
        }
        if let Ok(number) = u64::try_from(*number) {
            in_range(&Unknown(Value::UInt(number)), &number.to_string(), takes);
        }
        if let Ok(number) = u128::try_from(*number) {
            in_range(&Unknown(Value::UInt128(&number)), &number.to_string(), takes);
        }
    }
    let large = 1 << 127;
    in_range(&Unknown(Value::UInt128(&large)), &large.to_string(), "u128");
    in_range(&Unknown(Value::UInt128(&u128::MAX)), &u128::MAX.to_string(), "u128");
}

/// Checks the integer parameters alone.
#[track_caller]
fn in_range(value: &Unknown<'_>, is: &str, takes: &str) {
    for (param, wants, call) in PARAMS {
        if !INTEGERS.split(' ').any(|name| name == *param) {
            continue;
        }
        let expected = if takes.split(' ').any(|name| name == *param) {
            Ok(is.to_owned())
        } else {
            Err(truncated(format!("helper `take`: argument 1 must be {wants}, but is {is}")))
        };
        assert_eq!(call(*value), expected, "{is} for {param}");
    }
}

#[test]
fn floats() {
    // A float without a fraction is not an integer.
    row(
        Value::Float(1.0),
        "1.0",
        &[
            ("f32 f64 Value", "1.0"),
            ("Option<f64> Option<Value>", "Some(1.0)"),
            ("Display Printable", "1"),
            ("Number", "Number(1.0)"),
        ],
    );
    row(
        Value::Float(f64::NAN),
        "NaN",
        &[
            ("f32 f64 Value Display Printable", "NaN"),
            ("Option<f64> Option<Value>", "Some(NaN)"),
            ("Number", "Number(NaN)"),
        ],
    );
    // A value too large for an `f32` becomes infinite.
    row(
        Value::Float(-1e300),
        "-1e300",
        &[
            ("f32", "-inf"),
            ("f64 Value", "-1e300"),
            ("Option<f64> Option<Value>", "Some(-1e300)"),
            ("Display Printable", "-1e+300"),
            ("Number", "Number(-1e300)"),
        ],
    );
    row(
        Value::Float32(0.1),
        "0.1",
        &[
            ("f32 Value Display Printable", "0.1"),
            ("f64", "0.10000000149011612"),
            ("Option<f64>", "Some(0.10000000149011612)"),
            ("Option<Value>", "Some(0.1)"),
            ("Number", "Number(0.1)"),
        ],
    );
    row(
        Value::Float32(f32::INFINITY),
        "inf",
        &[
            ("f32 f64 Value", "inf"),
            ("Option<f64> Option<Value>", "Some(inf)"),
            ("Display Printable", "Infinity"),
            ("Number", "Number(inf)"),
        ],
    );
}

#[test]
fn chars() {
    row(
        'é'.into(),
        "'é'",
        &[("char Value", "'é'"), ("Option<Value>", "Some('é')"), ("Display Printable", "é")],
    );
}

#[test]
fn texts() {
    // A text of one character is a `char`, too; a digit is not a number.
    for text in ["7", "é", "<", "\u{1f989}"] {
        let (is, some) = (format!("{text:?}"), format!("Some({text:?})"));
        let arrives = format!("{:?}", text.chars().next().expect("there is one"));
        row(
            text.into(),
            &is,
            &[
                ("&str Value", &is),
                ("Option<&str> Option<Value>", &some),
                ("Display Printable", text),
                ("char", &arrives),
            ],
        );
    }
    for text in ["", "77", "a<b", "true", "e\u{301}"] {
        let (is, some) = (format!("{text:?}"), format!("Some({text:?})"));
        row(
            text.into(),
            &is,
            &[
                ("&str Value", &is),
                ("Option<&str> Option<Value>", &some),
                ("Display Printable", text),
            ],
        );
    }
    row(
        Value::SafeHtml("<b>"),
        "safe \"<b>\"",
        &[
            ("&str", "\"<b>\""),
            ("Option<&str>", "Some(\"<b>\")"),
            ("Value", "safe \"<b>\""),
            ("Option<Value>", "Some(safe \"<b>\")"),
            ("Display Printable", "<b>"),
        ],
    );
}

#[test]
fn lists() {
    for (list, is) in [(vec![], "[]"), (vec![1, 2], "[1, 2]")] {
        let some = format!("Some({is})");
        row(list.value(), is, &[("List Value", is), ("Option<List> Option<Value>", &some)]);
    }
}

#[test]
fn maps() {
    let map = BTreeMap::from([("k", 1)]);
    let some = r#"Some({"k": 1})"#;
    row(map.value(), r#"{"k": 1}"#, &[("Map Value", r#"{"k": 1}"#), ("Option<Value>", some)]);
    let map = BTreeMap::<String, u8>::new();
    row(map.value(), "{}", &[("Map Value", "{}"), ("Option<Value>", "Some({})")]);
}

#[test]
fn objects() {
    row(
        Point { x: 1 }.value(),
        r#"{"x": 1}"#,
        &[
            ("Object Value", r#"{"x": 1}"#),
            ("&Point", "Point { x: 1 }"),
            ("Option<&Point>", "Some(Point { x: 1 })"),
            ("Option<Value>", r#"Some({"x": 1})"#),
        ],
    );
    // Types with the same name are distinct.
    row(
        elsewhere::Point { x: 1 }.value(),
        r#"{"x": 1}"#,
        &[("Object Value", r#"{"x": 1}"#), ("Option<Value>", r#"Some({"x": 1})"#)],
    );
    // The lifetime of the type is not known at run time.
    row(
        Label { text: "t" }.value(),
        r#"{"text": "t"}"#,
        &[("Object Value", r#"{"text": "t"}"#), ("Option<Value>", r#"Some({"text": "t"})"#)],
    );
    row(
        (1, "b").value(),
        r#"{"0": 1, "1": "b"}"#,
        &[
            ("Object Value", r#"{"0": 1, "1": "b"}"#),
            ("Option<Value>", r#"Some({"0": 1, "1": "b"})"#),
        ],
    );
}

#[test]
fn variants() {
    // A variant without fields is a text, too.
    row(
        Color::Red.value(),
        "Red",
        &[
            ("&str", "\"Red\""),
            ("Option<&str>", "Some(\"Red\")"),
            ("Object Value &Color Display Printable", "Red"),
            ("Option<Value>", "Some(Red)"),
        ],
    );
    row(
        Color::Rgb { r: 1 }.value(),
        r#"Rgb {"r": 1}"#,
        &[
            ("Object Value", r#"Rgb {"r": 1}"#),
            ("&Color", "Rgb { r: 1 }"),
            ("Option<Value>", r#"Some(Rgb {"r": 1})"#),
        ],
    );
}

#[test]
fn helpers() {
    let closure = callable!(|s: &str| s.len());
    assert_eq!(closure.name(), "");
    let helper = DynHelper::new(&closure);
    row(
        helper.into(),
        "helper",
        &[("DynHelper Value", "helper"), ("Option<Value>", "Some(helper)")],
    );
}
