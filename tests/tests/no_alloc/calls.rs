//! Calls of values, of closures, and with parameters of every kind.

use super::{check, join, shout};
use std::{cell::Cell, fmt::Display};
use template_runtime::{
    Called, Data, DynHelper, List, Map, Object, Printable, Template, Value, callable, template,
};

#[derive(Data)]
struct Team {
    name: &'static str,
    home: Place,
    form: Form,
}

#[derive(Data)]
struct Place {
    city: &'static str,
}

#[derive(Data)]
enum Form {
    Good { points: u8 },
    Unknown,
}

const OWLS: Team =
    Team { name: "Owls", home: Place { city: "Ulm" }, form: Form::Good { points: 3 } };

fn title(team: &Team, mark: Option<char>) -> impl Display {
    super::from_fn(move |f| write!(f, "{} of {}{}", team.name, team.home.city, mark.unwrap_or('.')))
}

fn home(team: &Team) -> &Place {
    &team.home
}

fn city(place: Option<&Place>) -> &str {
    place.map_or("nowhere", |place| place.city)
}

fn points(form: &Form) -> u8 {
    if let Form::Good { points } = form { *points } else { 0 }
}

/// Prints its argument twice.
fn twice(value: impl Display) -> impl Display {
    super::from_fn(move |f| write!(f, "{value}{value}"))
}

fn quoted<'v>(value: Printable<'v>) -> impl Display + use<'v> {
    super::from_fn(move |f| write!(f, "<{value:>3}>"))
}

fn big(n: u8) -> u128 {
    u128::MAX - u128::from(n)
}

fn apply<'v>(f: DynHelper<'v>, value: Value<'v>) -> Called<'v, 1> {
    f.with([value])
}

fn sizes(list: List<'_>, map: Map<'_>, object: Object<'_>) -> usize {
    100 * list.len() + 10 * map.len() + object.len()
}

/// Displays as a number of `#`, and that number.
struct Marked(usize, usize);

impl Display for Marked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (0..self.0).try_for_each(|_| f.write_str("#"))?;
        self.1.fmt(f)
    }
}

template! {
    struct Page<'a> {
        f: DynHelper<'a>,
        list: &'a [DynHelper<'a>],
        name: &'a str,
    }

    "{{this.f name}} {{(this.f (this.f name))}} {{#each list as |g|}}{{g ../name}}{{concat (g 'x') (g (g 'y'))}} {{/each}}\
     {{#let (helper this.f name) as |g|}}{{(g)}}{{shout (g)}}{{#let (helper g) as |h|}}{{(h)}}{{/let}}{{/let}} \
     {{apply this.f name}} {{shout (apply this.f (apply list.0 name))}}"
}

#[test]
fn of_values() {
    let (count, prefix) = (Cell::new(0), String::from("#"));
    let mark = callable!(|s: &str| {
        count.set(count.get() + 1);
        Marked(prefix.len(), s.len())
    });
    let list = [DynHelper::from(&mark), DynHelper::from(&mark)];
    let page = Page { f: (&mark).into(), list: &list, name: "n" };
    check(&page, "#1 #2 #1#1#2 #1#1#2 #1#1#1 #1 #2");
    assert!(count.get() > 0);
}

#[test]
fn of_closures() {
    let (count, text) = (Cell::new(0), String::from("captured"));
    check(
        &template!(
            "{{f 'ab'}} {{f (g 'x')}} {{#each (array 'a' 'bc')}}{{f this}}{{g this}}{{/each}} {{apply g name}} {{(h)}} {{shout (h)}}",
            name = "n",
            fn f = |s: &str| { count.set(count.get() + 1); s.len() },
            fn g = shout,
            fn h = || text.as_str(),
            fn apply = apply,
        ),
        "2 1 1A2BC N captured CAPTURED",
    );
    assert!(count.get() > 0);
}

#[test]
fn with_arguments_of_their_own() {
    check(
        &template!(
            "{{#let (helper join 'a') as |f|}}{{f 'b'}} {{f (f 'c')}} {{#each (array 1 2)}}{{#let (helper f (concat 'n' this)) as |g|}}{{(g)}}{{apply f (g)}}{{/let}} {{/each}}{{/let}}{{apply (helper join (shout 'x')) 'y'}}"
        ),
        "a+b a+a+c a+n1a+a+n1 a+n2a+a+n2 X+y",
    );
    check(
        &template!(
            "{{#let (if yes (helper shout) (helper twice)) as |f|}}{{f 'x'}}{{/let}}",
            yes = false
        ),
        "xx",
    );
}

#[test]
fn with_parameters_of_every_kind() {
    let (team, none, c) = (&OWLS, None::<Place>, '!');
    let map = std::collections::BTreeMap::from([("k", 1)]);
    check(
        &template!(
            "{{title team}} {{shout (title team c)}} {{city (home team)}} {{city none}} {{points team.form}}{{points form}}",
            form = Form::Unknown
        ),
        "Owls of Ulm. OWLS OF ULM! Ulm nowhere 30",
    );
    check(
        &template!(
            "{{twice 'ab'}} {{twice 1.5}} {{twice (twice (twice c))}} {{{quoted 7}}} {{shout (quoted (twice 'é'))}} {{twice team.form.Unknown}}"
        ),
        "abab 1.51.5 !!!!!!!! <7> &lt; éé&gt; ",
    );
    check(
        &template!(
            "{{big 5}} {{twice (big 6)}} {{sizes (array 1 2) map team}} {{sizes (array) (hash a=1 b=2) team.home}}"
        ),
        "340282366920938463463374607431768211450 340282366920938463463374607431768211449340282366920938463463374607431768211449 213 21",
    );
}

#[test]
fn of_the_helpers_of_the_runtime_inside_of_others() {
    use template_runtime::helpers::{
        add, capitalize, default, div, first, join, json, last, len, lowercase, mul, number,
        pluralize, replace, reverse, slice, trim, truncate, uppercase, url_encode,
    };
    let (name, list) = (" Grüße an ΣΑΣ ", [3.5, -1.0, 1000.25]);
    check(
        &template!(
            "{{uppercase (replace (trim (lowercase name)) ' ' (url_encode (slice name 0 1)))}} {{capitalize (reverse (truncate (trim name) 6 ellipsis=(lowercase 'X')))}} {{len (json (reverse (slice list 1)))}}"
        ),
        "GRÜSSE%20AN%20ΣΑΣ XeßürG 12",
    );
    check(
        &template!(
            "{{join (reverse (slice (array (first list) (number (last list) decimals=1 grouping=',') (default null (pluralize (len list) 'x'))) 1)) (uppercase 'and')}} {{{json (hash a=(array (len name) name) b=null)}}}"
        ),
        r#"xsAND1,000.3 {"a":[14," Grüße an ΣΑΣ "],"b":null}"#,
    );
    check(
        &template!(
            "{{mul (first list) 2}} {{number (div 1 (add 0.5 1)) decimals=2}} {{add (len list) 1}}"
        ),
        "7 0.67 4",
    );
}

#[test]
fn that_fail() {
    let page = template!(
        "{{#let (helper join 'a' 'b') as |f|}}{{#let (if yes f) as |g|}}{{shout (g 'c')}}{{/let}}{{/let}}",
        yes = true
    );
    let before = super::COUNT.get();
    let failed = page.render_into(&mut [0; 100]).is_err();
    assert_eq!((failed, super::COUNT.get() - before), (true, 0));
    let page = template!("{{title x}}", x = template_runtime::Tree::Int(1));
    let before = super::COUNT.get();
    let failed = page.render_into(&mut [0; 100]).is_err();
    assert_eq!((failed, super::COUNT.get() - before), (true, 0));
}

/// Arrays and structs that need no drop are stored in scratch memory.
#[test]
fn that_return_data_of_their_own() {
    fn three(n: u8) -> [u8; 3] {
        [n, n + 1, n + 2]
    }
    fn pair(text: &str) -> (usize, &str) {
        (text.len(), text)
    }
    fn sum(numbers: &[u8]) -> u32 {
        numbers.iter().map(|n| u32::from(*n)).sum()
    }
    check(
        &template!(
            "{{#each (three 4)}}{{this}}{{/each}} {{sum (three 1)}}{{#with (pair 'abc')}} {{[0]}}{{[1]}}{{/with}}"
        ),
        "456 6 3abc",
    );
}
