//! Functions that return a value.

use std::fmt::Display;
use template_runtime::{
    Called, DynHelper, List, Map, Printable, SafeHtml, Template, Tree, Value, callable, helper,
    template,
};

/// Converts a value to text like JavaScript's `+`. Null and undefined, which are the same here, become
/// `undefined`.
pub(super) fn text(value: Value<'_>) -> String {
    match value {
        Value::Null => "undefined".to_owned(),
        Value::List(list) => joined_by(list.iter(), ","),
        Value::Map(_) | Value::Object(_) => "[object Object]".to_owned(),
        value => Printable::new(value).map_or_else(String::new, String::from),
    }
}

/// Joins values like JavaScript's `join`: null is empty.
fn joined_by<'v>(values: impl IntoIterator<Item = Value<'v>>, separator: &str) -> String {
    let item = |value| if let Value::Null = value { String::new() } else { text(value) };
    values.into_iter().map(item).collect::<Vec<_>>().join(separator)
}

/// Reports whether a value is true in JavaScript: lists and maps always are.
pub(super) fn is_true(value: Value<'_>) -> bool {
    matches!(value, Value::List(_)) || value.is_true()
}

/// Returns the result of `+`: the sum of two integers, otherwise both texts.
fn sum(a: Value<'_>, b: Value<'_>) -> String {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => (a + b).to_string(),
        (a, b) => text(a) + &text(b),
    }
}

/// Returns the result of `typeof`.
fn type_name(value: Value<'_>) -> &'static str {
    match value {
        Value::Null => "undefined",
        Value::Bool(_) => "boolean",
        Value::Text(_) => "string",
        Value::Int(_) | Value::Float(_) => "number",
        Value::Helper(_) => "function",
        _ => "object",
    }
}

/// Defines functions that return a constant.
macro_rules! constants {
    ($($name:ident: $ty:ty = $value:expr;)*) => { $(
        pub fn $name() -> $ty {
            $value
        }
    )* };
}

constants! {
    nothing: () = ();
    undefined: &'static str = "undefined!";
    null: &'static str = "null!";
    safe_signs: SafeHtml<&'static str> = SafeHtml("&'\\<>");
    awesome: &'static str = "Awesome";
    bar: &'static str = "bar";
    yes: bool = true;
    no: bool = false;
    one: i64 = 1;
    small_hello: &'static str = "hello";
    fail: &'static str = "fail";
    world: &'static str = "world";
    from_helpers: &'static str = "helpers";
    from_helper: &'static str = "helper";
    loud_world: &'static str = "world!";
    found_it: &'static str = "found it!";
    foo: &'static str = "foo";
    dude: &'static str = "dude";
    missing: &'static str = "missing";
    blah: &'static str = "blah";
    lol: &'static str = "LOL";
    bork: &'static str = "BORK";
    foo_helper: &'static str = "foo-helper";
    hello_world: &'static str = "Hello, world!";
    never_called: Result<&'static str, &'static str> = Err("it must not be called");
    no_good: Result<&'static str, &'static str> = Err("no good");
}

/// Creates functions that convert values to text.
macro_rules! texts {
    ($($name:ident($($value:ident),*): $format:literal;)*) => { $(
        pub fn $name($($value: Value<'_>),*) -> String {
            $(let $value = text($value);)*
            format!($format)
        }
    )* };
}

texts! {
    bar_and(value): "bar {value}";
    bar_with(value): "bar{value}";
    hello(noun): "Hello {noun}";
    hello_comma(value): "Hello, {value}";
    hello_loud(value): "Hello, {value}!";
    n_and(value): "n{value}";
    goodbye(cruel, world): "Goodbye {cruel} {world}";
    as_text(value): "{value}";
    val_is(value): "val is {value}";
    val_that_other(value, that, other): "val is {value}, {that} and {other}";
    dashed(a, b): "{a}-{b}";
    concatenated(a, b): "{a}{b}";
    with_comma(a, b): "{a},{b}";
    boss(voice, noun): "HELP ME MY BOSS {voice} {noun}";
    loud(value): "{value}!";
    two_args(a, b): "arg1: {a}, arg2: {b}";
    three_args(a, b, c): "arg1: {a}, arg2: {b}, arg3: {c}";
}

/// Like every function of JavaScript it ignores arguments that it does not know.
#[helper]
pub fn winning(#[rest] _values: &[Value<'_>]) -> &'static str {
    "winning"
}

pub fn same(value: Value<'_>) -> Value<'_> {
    value
}

pub fn goodbyes() -> List<'static> {
    static BYES: [Tree<'static>; 3] = [
        Tree::Map(&[("text", Tree::Text("goodbye"))]),
        Tree::Map(&[("text", Tree::Text("Goodbye"))]),
        Tree::Map(&[("text", Tree::Text("GOODBYE"))]),
    ];
    List::new(&BYES)
}

pub fn alan() -> Map<'static> {
    static ALAN: Tree<'static> =
        Tree::Map(&[("first", Tree::Text("Alan")), ("last", Tree::Text("Johnson"))]);
    Map::new(&ALAN)
}

#[helper]
pub fn hello_noun(#[named] noun: Value<'_>) -> String {
    hello(noun)
}

#[helper]
pub fn hello_name(#[named] name: Value<'_>) -> String {
    hello_loud(name)
}

#[helper]
pub fn with_name(template: &str, #[named] name: &str) -> String {
    template.replace("{{name}}", name)
}

pub fn type_of(value: Option<Value<'_>>) -> &'static str {
    type_name(value.unwrap_or(Value::Null))
}

pub fn is_text(value: Value<'_>) -> bool {
    type_name(value) == "string"
}

pub fn two_nulls(a: Value<'_>, b: Value<'_>) -> String {
    format!("{} {} object", matches!(a, Value::Null), matches!(b, Value::Null))
}

pub fn is_null(value: Value<'_>) -> &'static str {
    if let Value::Null = value { "null" } else { "other" }
}

/// Returns a number as text, or `otherwise` for any other value.
fn number_or(value: Value<'_>, otherwise: &str) -> String {
    if type_name(value) == "number" { text(value) } else { otherwise.to_owned() }
}

pub fn times(times: Value<'_>) -> String {
    format!("Hello {} times", number_or(times, "NaN"))
}

pub fn two_times(a: Value<'_>, b: Value<'_>) -> String {
    format!("Hello {} {} times", number_or(a, "NaN"), number_or(b, "NaN"))
}

pub fn times_and_bools(param: Value<'_>, times: Value<'_>, a: Value<'_>, b: Value<'_>) -> String {
    let bool_or = |value| if let Value::Bool(_) = value { text(value) } else { "NaB".to_owned() };
    let times = number_or(times, "NaN");
    format!("Hello {} {times} times: {} {}", text(param), bool_or(a), bool_or(b))
}

pub fn cruel(world: &str) -> String {
    format!("cruel {}", world.to_uppercase())
}

#[helper]
pub fn goodbye_times(
    #[named] cruel: Value<'_>,
    #[named] world: Value<'_>,
    #[named] times: Value<'_>,
) -> String {
    format!("GOODBYE {} {} {} TIMES", text(cruel), text(world), text(times))
}

#[helper]
pub fn goodbye_if(
    #[named] cruel: Option<Value<'_>>,
    #[named] world: Option<Value<'_>>,
    #[named] print: Value<'_>,
) -> String {
    let [cruel, world] = [cruel, world].map(|value| text(value.unwrap_or(Value::Null)));
    match print {
        Value::Bool(true) => format!("GOODBYE {cruel} {world}"),
        Value::Bool(false) => "NOT PRINTING".to_owned(),
        _ => "THIS SHOULD NOT HAPPEN".to_owned(),
    }
}

#[helper]
pub fn undefined_value(#[named] value: Value<'_>) -> Result<&'static str, &'static str> {
    if let Value::Null = value { Ok("success") } else { Err("it is there") }
}

#[helper]
pub fn length<'v>(#[named] length: Value<'v>) -> Value<'v> {
    length
}

pub fn twice(value: Value<'_>) -> String {
    sum(value, value)
}

pub fn added(a: Value<'_>, b: Value<'_>) -> String {
    sum(a, b)
}

#[helper]
pub fn fun_is(#[named] fun: Value<'_>) -> String {
    val_is(fun)
}

/// Compares scalars like `===`. Like every JavaScript function it ignores extra arguments.
#[helper]
pub fn equal(a: Value<'_>, b: Value<'_>, #[named] fun: Option<Value<'_>>) -> bool {
    let _ = fun;
    type_name(a) == type_name(b) && text(a) == text(b)
}

#[helper]
pub fn input(
    #[named(name = "aria-label")] label: Value<'_>,
    #[named] placeholder: Value<'_>,
) -> SafeHtml<String> {
    let (label, placeholder) = (escaped(label), escaped(placeholder));
    SafeHtml(format!("<input aria-label=\"{label}\" placeholder=\"{placeholder}\" />"))
}

/// Escapes text like `escapeExpression`, which leaves safe HTML unchanged.
fn escaped(value: Value<'_>) -> String {
    if let Value::SafeHtml(html) = value {
        return html.to_owned();
    }
    template!("{{text}}", text = text(value)).render().unwrap_or_default()
}

pub fn safe(value: &str) -> SafeHtml<String> {
    SafeHtml(value.to_owned())
}

pub fn upper(value: &str) -> String {
    value.to_uppercase()
}

pub fn lower(value: &str) -> String {
    value.to_lowercase()
}

pub fn half(value: f64) -> f64 {
    value / 2.0
}

pub fn flip(value: bool) -> bool {
    !value
}

pub fn repeated(c: char, count: usize) -> String {
    c.to_string().repeat(count)
}

pub fn angled(value: impl Display) -> String {
    format!("<{value}>")
}

pub fn negative(value: i64) -> i64 {
    -value
}

#[helper]
pub fn count_and_first(#[rest] values: &[Value<'_>]) -> String {
    format!("{} {}", values.len(), text(values.first().copied().unwrap_or(Value::Null)))
}

#[helper]
pub fn named_foo(#[named(name = "foo")] value: Value<'_>) -> String {
    format!("true {}", text(value))
}

pub fn plus_one(value: Option<i64>) -> i64 {
    value.unwrap_or(0) + 1
}

pub fn or_default(value: Option<&str>) -> &str {
    value.unwrap_or("default value")
}

#[helper]
pub fn named_opt<'v>(_value: Value<'v>, #[named(name = "namedOpt")] named: Value<'v>) -> Value<'v> {
    named
}

pub fn piped(list: List<'_>) -> String {
    joined_by(list.iter(), "|")
}

/// Returns a closure. It is leaked, because a `DynHelper` only borrows it.
pub fn dash_later(a: i64) -> DynHelper<'static> {
    let later: &_ = Box::leak(Box::new(callable!(move |b: i64| format!("{a}-{b}"))));
    later.into()
}

#[helper]
pub fn spaced(#[rest] values: &[Value<'_>]) -> String {
    joined_by(values.iter().copied(), " ")
}

#[helper]
pub fn slashed(#[rest] values: &[Value<'_>]) -> String {
    joined_by(values.iter().copied(), "/")
}

#[helper]
pub fn greeting<'v>(#[named] greeting: Value<'v>) -> Value<'v> {
    greeting
}

#[helper]
pub fn greeting_name(#[named] greeting: Value<'_>, #[named] name: Value<'_>) -> String {
    format!("{} {}", text(greeting), text(name))
}

pub fn invoke(function: DynHelper<'_>) -> Called<'_, 0> {
    function.with([])
}

#[helper]
pub fn own_goodbye(#[context] context: Value<'_>) -> String {
    text(context.get("goodbye")).to_string().to_uppercase()
}
