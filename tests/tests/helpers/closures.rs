//! Functions and closures that the macro call binds to names.

use std::cell::Cell;
use template_runtime::{Block, DynHelper, SafeHtml, Stopped, Template, callable, helper, template};
use template_tests::{check, failure, renders};

fn double(x: i64) -> i64 {
    2 * x
}

#[test]
fn closures_are_helpers() {
    renders!("{{f 'abc'}} {{f s}}", { s = "é", fn f = |s: &str| s.len() }, "3 2");
    renders!("{{add 1 2}} {{add (add 1 2) 3}}", { fn add = |a: i64, b: i64| a + b }, "3 6");
    renders!("{{(now)}}", { fn now = || "noon" }, "noon");
    renders!("{{b 'a&b'}}", { fn b = |s: &str| SafeHtml(format!("<b>{s}</b>")) }, "<b>a&b</b>");
    renders!("{{opt 1}} {{(opt)}}", { fn opt = |x: Option<i64>| x.unwrap_or(7), }, "1 7");
}

#[test]
fn functions_and_paths_too() {
    renders!("{{twice 4}}", { fn twice = double }, "8");
    renders!("{{len 'abc'}} {{upper 'a'}}", { fn len = str::len, fn upper = str::to_uppercase }, "3 A");
}

#[test]
fn the_helper_attribute_is_known_under_the_bound_name() {
    #[helper]
    fn welcome(text: &str, #[named] name: &str, #[named(default = "!")] mark: &str) -> String {
        format!("{text} {name}{mark}")
    }
    renders!("{{hello 'Hi' mark='.' name='Ann'}}", { fn hello = welcome }, "Hi Ann.");
    renders!("{{hello 'Hi' name=you}}", { you = "Bob", fn hello = template_tests::greet }, "Hi Bob!");
}

#[test]
fn closures_may_capture() {
    let (count, prefix) = (Cell::new(0), String::from("#"));
    let next = || {
        count.set(count.get() + 1);
        format!("{prefix}{}", count.get())
    };
    let page = template!("{{(next)}} {{(next)}} {{len (next)}}", fn next = next, fn len = str::len);
    assert_eq!(page.render().as_deref(), Ok("#1 #2 2"));
    assert_eq!(page.render().as_deref(), Ok("#4 #5 2"));
}

#[test]
fn closures_are_known_in_blocks() {
    renders!(
        "{{#each list}}{{f this}}{{#with (f 'x')}}{{f this}}{{/with}}{{/each}}",
        { list = ["a", "b"], fn f = |s: &str| format!("[{s}]") },
        "[a][[x]][b][[x]]",
    );
    // A block param with the same name takes precedence.
    renders!("{{#let 1 as |f|}}{{f}}{{/let}}{{f 2}}", { fn f = |x: i64| -x }, "1-2");
}

#[test]
fn closures_are_values() {
    renders!("{{#let (helper f 1) as |g|}}{{g 2}}{{/let}}", { fn f = |a: i64, b: i64| a - b }, "-1");
    renders!("{{#let (if yes f g) as |h|}}{{h 1}}{{/let}}",
        { yes = false, fn f = |a: i64| a, fn g = |a: i64| -a }, "-1");
    renders!("{{apply f 3}}", { fn f = |a: i64| a * a, fn apply = apply }, "9");
}

fn apply<'v>(f: DynHelper<'v>, x: template_runtime::Value<'v>) -> template_runtime::Called<'v, 1> {
    f.with([x])
}

#[test]
fn their_errors_have_a_position() {
    let error = failure!(r"
{{f 1}}", fn f = |x: u8| if x > 0 { Err("too large") } else { Ok(x) });
    assert_eq!(error.kind().to_string(), "helper `f`: too large");
    assert_eq!(error.column(), Some(3));
}

#[test]
fn a_struct_may_have_them() {
    template! {
        struct Shop<'a> {
            price: DynHelper<'a>,
        }
        "{{this.price 'tea'}} {{(this.price 'cake')}}"
    }
    let prices = [("tea", 3), ("cake", 4)];
    let price = callable!(|name: &str| prices
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, price)| *price));
    check(&Shop { price: (&price).into() }, "3 4");
}

#[test]
fn the_item_form_has_functions_too() {
    template! {
        struct Line<'a> {
            name: &'a str,
        }
        "{{loud name}} {{len name}} {{ten 1}}",
        fn loud = str::to_uppercase,
        fn len = |s: &str| s.len(),
        fn ten = |x: i64| 10 * x,
    }
    check(&Line { name: "ab" }, "AB 2 10");
}

#[helper]
fn bold(#[block] block: Option<&mut Block<'_, '_>>) -> Result<(), Stopped> {
    let Some(block) = block else { return Ok(()) };
    block.html("<b>")?;
    block.body(&[])?;
    block.html("</b>")
}

#[test]
fn they_replace_keywords() {
    let text = |a: &str, b: &str| format!("{a}+{b}");
    template! {
        struct Line<'a> {
            name: &'a str,
        }
        "{{concat 'a' name}} {{or (concat name 'c') 1}} {{#let (helper concat 'd') (fn concat name) as |f g|}}{{f 'e'}} {{g 'f'}}{{/let}}{{#(log)}}{{name}}{{/log}}{{#(eq)}}{{name}}{{/eq}}",
        fn concat = |a: &str, b: &str| format!("{a}+{b}"),
        fn log = bold,
        fn eq = bold,
    }
    const EXPECTED: &str = "a+b b+c d+e b+f<b>b</b><b>b</b>";
    check(&Line { name: "b" }, EXPECTED);
    renders!(
        "{{concat 'a' name}} {{or (concat name 'c') 1}} {{#let (helper concat 'd') (fn concat name) as |f g|}}{{f 'e'}} {{g 'f'}}{{/let}}{{#(log)}}{{name}}{{/log}}{{#(eq)}}{{name}}{{/eq}}",
        { name = "b", fn concat = text, fn log = bold, fn eq = bold }, EXPECTED);
}

mod ui {
    use template_runtime::{Block, Stopped, helper};

    #[helper]
    pub(super) fn twice<'v>(
        mark: &'v str,
        #[block] block: &mut Block<'_, 'v>,
    ) -> Result<(), Stopped> {
        block.body(&[mark.into()])?;
        block.body(&[mark.into()])
    }

    pub(super) fn once(n: u8) -> u8 {
        n
    }
}

#[test]
fn block_helpers_are_bound_to_names() {
    let name = "x";
    let page = template!("{{#b '!'}}{{name}}{{/b}} {{f 1}}", fn b = ui::twice, fn f = ui::once);
    assert_eq!(page.render().unwrap(), "xx 1");
}
