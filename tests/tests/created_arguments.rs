//! Parameters that refer to a value which is created for the call, and enums that a text names: by the way of the call, and
//! by the way of rendering.
#![allow(clippy::ptr_arg, reason = "some write such parameters")]

use std::{borrow::Cow, fmt::Display, path::PathBuf, rc::Rc, sync::Arc};
use template_runtime::{
    Block, Compiler, Data, DynHelper, ErrorKind, Helpers, Printable, Stopped, Value, callable,
    dyn_helper, helper, template,
};
use template_tests::{check, fails};

#[derive(Data)]
struct Team {
    name: String,
    score: u32,
    motto: Option<String>,
    short: Arc<str>,
    shared: Rc<String>,
    level: Level,
}

/// Not `Copy`, nor `Clone`.
#[derive(Data, Debug)]
enum Level {
    Low,
    #[data(rename = "very-high")]
    VeryHigh,
}

fn team() -> Team {
    Team {
        name: "Owls & Co".into(),
        score: 21,
        motto: None,
        short: "Owl".into(),
        shared: Rc::new("shared".into()),
        level: Level::VeryHigh,
    }
}

fn shout(text: &String) -> String {
    text.to_uppercase()
}

fn first(text: &String) -> &str {
    text.get(..1).unwrap_or_default()
}

fn same(text: &String) -> &String {
    text
}

fn double(number: &u32) -> u32 {
    number * 2
}

fn css(level: Level) -> &'static str {
    match level {
        Level::Low => "low",
        Level::VeryHigh => "high",
    }
}

fn shown(level: &Level) -> String {
    format!("{level:?}")
}

#[helper]
fn around(
    text: &String,
    #[block] block: &mut Block<'_, '_>,
    #[named] level: Level,
) -> Result<(), Stopped> {
    block.text(text)?;
    block.body(&[])?;
    block.text(format_args!("{text}{level:?}"))
}

#[helper]
fn call<'v>(
    #[block] block: &mut Block<'_, 'v>,
    called: DynHelper<'v>,
    value: Value<'v>,
) -> Result<(), Stopped> {
    block.call(called, &[value])?;
    block.body(&[])
}

macro_rules! pages {
    ($($name:ident $(#[$option:meta])*;)*) => { $(
        template! {
            $(#[$option])*
            struct $name<'a> {
                team: &'a Team,
            }
            "{{shout team.name}} {{shout 'a'}} {{first team.name}} {{first 'xyz'}} {{shout (same (shout (same 'b')))}}
{{double team.score}} {{double 4}} {{#if (eq (same team.shared) 'shared')}}same{{/if}}
{{#around 'x' level='very-high'}}({{double 5}}){{/around}} {{#around team.name level=team.level}}{{else}}{{/around}}
{{css 'Low'}} {{css team.level}} {{shown 'very-high'}} {{shown team.level}}
{{#let (helper shout 'part') as |part|}}{{(part)}} {{first (part)}}{{/let}} {{#call (helper shout) team.name}}!{{/call}}
{{#each (array 'a' 'b') as |text|}}{{first (shout text)}}{{double @index}}{{/each}}"
        }
    )* };
}

pages! {
    Interpreted;
    Unrolled #[template(unroll)];
}

const PAGE: &str = "OWLS &amp; CO A O x B
42 8 same
x(10)xVeryHigh Owls &amp; CoOwls &amp; CoVeryHigh
low high VeryHigh VeryHigh
PART P OWLS &amp; CO!
A0B2";

#[test]
fn a_value_is_created_for_a_reference() {
    check(&Interpreted { team: &team() }, PAGE);
    check(&Unrolled { team: &team() }, PAGE);
}

fn motto(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("-")
}

fn optional(text: Option<&String>) -> usize {
    text.map_or(0, String::len)
}

fn all(texts: Vec<&String>) -> usize {
    texts.iter().map(|text| text.len()).sum()
}

fn short(text: &Arc<str>) -> Arc<str> {
    text.clone()
}

fn shared(text: &Rc<String>) -> usize {
    text.len()
}

fn boxed(number: Box<u8>, text: Rc<str>) -> String {
    format!("{number}{text}")
}

fn cow<'a>(text: &Cow<'a, str>) -> Cow<'a, str> {
    text.clone()
}

fn scalars(yes: &bool, sign: &char, number: &f64) -> String {
    format!("{yes}{sign}{number}")
}

fn value(value: &Value<'_>) -> String {
    format!("{value:?}")
}

fn printed(value: &Printable<'_>) -> String {
    value.to_string()
}

fn displayed(value: &dyn Display) -> String {
    value.to_string()
}

fn twice_referred(text: &&str) -> usize {
    text.len()
}

fn extension(path: &PathBuf) -> bool {
    path.extension().is_some()
}

fn json(value: &serde_json::Value) -> bool {
    value.is_string()
}

#[test]
fn many_types_can_be_referred_to() {
    let team = team();
    check(&template!("{{motto team.motto}} {{motto 'm'}} {{(motto)}} {{motto null}}"), "- m - -");
    check(&template!("{{optional null}} {{optional 'ab'}} {{all (array 'a' 'bc')}}"), "0 2 3");
    check(&template!("{{short team.short}} {{short 's'}} {{shared team.shared}}"), "Owl s 6");
    check(&template!("{{boxed 1 'b'}} {{cow team.name}}"), "1b Owls &amp; Co");
    check(
        &template!("{{scalars true 'c' 1.5}} {{value 1}} {{value 'v'}}"),
        "truec1.5 1 &quot;v&quot;",
    );
    check(&template!("{{printed 1.50}} {{twice_referred team.name}}"), "1.5 9");
    check(&template!("{{displayed 1}} {{displayed 'ab'}} {{displayed team.score}}"), "1 ab 21");
    check(&template!("{{extension 'a.b'}} {{json 'a'}} {{json 1}}"), "true true false");
}

#[test]
fn helpers_that_are_values_take_references() {
    let (bang, style) = ('!', dyn_helper!(shout));
    let counted = callable!(|text: &String| text.len());
    check(
        &template!("{{f 'a'}} {{this.style 'b'}} {{this.counted (this.style 'c')}}", fn f = |text: &String| format!("{text}{bang}")),
        "a! B 1",
    );
}

#[test]
fn functions_of_a_table_take_references() {
    let helpers = Helpers::new().with_fn("shout", shout).with_fn("next", |number: &i64| number + 1);
    let compiled =
        Compiler::new().helpers(helpers).compile("{{shout name}} {{shout (shout 'a')}} {{next 3}}");
    let data = [("name", "bob")].into_iter().collect::<std::collections::BTreeMap<_, _>>();
    assert_eq!(compiled.expect("it is valid").render(&data).as_deref(), Ok("BOB A 4"));
}

/// Dynamic data has texts that no check sees before the render.
#[test]
fn dynamic_data_names_a_variant() {
    let (low, other) = (serde_json::json!("Low"), serde_json::json!("Medium"));
    check(
        &template!("{{css low}} {{shown low}} {{double n}}", n = serde_json::json!(4)),
        "low Low 8",
    );
    let error = fails(&template!("{{css other}}"));
    assert!(matches!(error.kind(), ErrorKind::Helper(_)));
    assert!(
        error
            .to_string()
            .ends_with("helper `css`: argument 1 must be a `Level`, but is \"Medium\""),
        "{error}"
    );
    let error = fails(&template!("{{double low}}"));
    assert!(
        error.to_string().ends_with("argument 1 must be an integer (`u32`), but is \"Low\""),
        "{error}"
    );
}

template! {
    struct Badge<'a> {
        level: Level,
        #[default]
        other: Option<&'a Level>,
    }
    "{{level}}{{#if other}}/{{other}}{{/if}};"
}

#[test]
fn components_take_what_helpers_take() {
    let team = team();
    check(
        &template!(
            "{{> Badge level='Low'}}{{> Badge team other='very-high'}}{{> Badge level=team.level other=team.level}}"
        ),
        "Low;very-high/very-high;very-high/very-high;",
    );
}
