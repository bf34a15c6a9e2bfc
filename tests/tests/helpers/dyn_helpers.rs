//! Helpers that are values: fields, block params, arguments and results.

use serde_json::json;
use template_runtime::{
    Args, Data, DynHelper, ErrorKind, Template, Tree, Value, callable, dyn_helper, helper, template,
};
use template_tests::{check, failure, renders};

fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn pair(a: &str, b: Option<&str>) -> String {
    format!("{a}+{}", b.unwrap_or("-"))
}

#[helper]
fn wrap(
    text: &str,
    #[named(default = "(")] open: &str,
    #[named(default = ")")] close: &str,
) -> String {
    format!("{open}{text}{close}")
}

#[helper]
fn all(
    #[rest] items: &[Value<'_>],
    #[named(default = "")] a: &str,
    #[named(default = "")] b: &str,
) -> String {
    let items: String = items.iter().map(|item| format!("{item:?}")).collect();
    format!("{items}/{a}{b}")
}

#[test]
fn of_functions_and_closures() {
    let (f, g) = (dyn_helper!(shout), dyn_helper!(wrap));
    let h = dyn_helper!(|n: u8| n + 1);
    let i = dyn_helper!(template_tests::greet);
    assert_eq!((f.name(), g.name(), h.name(), i.name()), ("shout", "wrap", "", "greet"));
    assert_eq!(g.spec().named.len(), 2);
    assert_eq!(f.spec().signature, None);
    assert_eq!(
        i.spec().signature,
        Some(
            r#"fn greet(greeting: &str, #[named] name: &str, #[named(default = "!")] mark: &str) -> String"#
        )
    );
    renders!(
        "{{this.f 'a'}} {{this.g 'a' close=']'}} {{this.h 1}} {{this.i 'Hi' name='me'}}",
        { f = f, g = g, h = h, i = i },
        "A (a] 2 Hi me!"
    );
}

#[test]
fn in_constants_and_statics() {
    const SHOUT: DynHelper<'static> = dyn_helper!(shout);
    let len = dyn_helper!(str::len);
    let generic = dyn_helper!(|text: &str| text.len() + size_of::<u8>());
    renders!("{{this.a 'a'}} {{this.b 'abc'}} {{this.c 'abc'}}", { a = SHOUT, b = len, c = generic }, "A 3 4");
}

#[test]
fn fields_are_called() {
    #[derive(Data)]
    struct Style {
        of: DynHelper<'static>,
    }
    template! {
        struct Page<'a> {
            name: &'a str,
            style: Style,
            perhaps: Option<DynHelper<'a>>,
        }
        "{{this.style.of name}} {{(this.style.of name)}} {{(this.style.of) name}}
        {{~#with style}} {{this.of @name}} {{@style.of 'x'}}{{/with}} [{{this.perhaps name}}]"
    }
    let style = || Style { of: dyn_helper!(shout) };
    check(&Page { name: "a", style: style(), perhaps: None }, "A A A A X []");
    let perhaps = Some(dyn_helper!(pair));
    check(&Page { name: "a", style: style(), perhaps }, "A A A A X [a+-]");
}

#[test]
fn block_params_are_called() {
    let helpers = [dyn_helper!(shout), dyn_helper!(wrap), dyn_helper!(pair)];
    renders!("{{#each helpers as |f|}}{{f 'a'}} {{/each}}", { helpers = helpers }, "A (a) a+- ");
    renders!(
        "{{#let this.f as |g|}}{{g 'a'}}{{g (g 'b')}}{{/let}}",
        { f = helpers[1] },
        "(a)((b))"
    );
    renders!("{{#let (helper shout) as |g|}}{{g 'a'}}{{/let}}", "A");
    renders!("{{#with this.f as |g|}}{{g 'a'}}{{/with}}", { f = helpers[0] }, "A");
}

#[test]
fn results_are_called() {
    fn choose(loud: bool) -> DynHelper<'static> {
        if loud { dyn_helper!(shout) } else { dyn_helper!(wrap) }
    }
    let f = dyn_helper!(pair);
    renders!("{{(choose true) 'a'}} {{(choose false) 'a' open='['}}", "A [a)");
    renders!("{{(if c this.f (helper shout)) 'a'}}", { f = f, c = true }, "a+-");
    renders!("{{(if c this.f (helper shout)) 'a'}}", { f = f, c = false }, "A");
    renders!("{{((if c (helper wrap) this.f) 'a')}}", { f = f, c = 1 }, "(a)");
}

#[test]
fn helpers_are_arguments() {
    fn twice(f: DynHelper<'_>) -> String {
        format!("{f:?} {f:?}")
    }
    #[helper]
    fn apply<'a>(f: DynHelper<'a>, #[rest] rest: &[Value<'a>]) -> String {
        format!("{}({})", f.name(), rest.len())
    }
    renders!(
        "{{twice (helper shout)}} {{apply (helper wrap) 1 2}}",
        "helper shout helper shout wrap(2)"
    );
    renders!("{{apply this.f}}", { f = dyn_helper!(|n: u8| n) }, "(0)");
}

#[test]
fn closures_that_capture() {
    let suffix = String::from("?");
    let ask = callable!(|text: &str| format!("{text}{suffix}"));
    renders!("{{this.ask 'a'}} {{(this.ask) 'b'}}", { ask = &ask }, "a? b?");
    let helper: DynHelper<'_> = (&ask).into();
    renders!("{{this.ask 'a'}}", { ask = helper }, "a?");
    renders!("{{ask 'a'}} {{ask 'b'}}", { fn ask = |text: &str| format!("{text}{suffix}") }, "a? b?");
}

#[test]
fn null_called_is_null() {
    renders!("[{{this.f 'a'}}] [{{(this.f) 'a' k=1}}]", { f = None::<DynHelper<'_>> }, "[] []");
    renders!(
        "[{{tree.f 'a'}}] {{#if (tree.f)}}yes{{else}}no{{/if}}",
        { tree = Tree::Map(&[]) },
        "[] no"
    );
    renders!("[{{((helper this.f 1))}}]", { f = None::<DynHelper<'_>> }, "[]");
}

/// Returns the message of an error, without its position.
fn message(error: template_runtime::Error) -> String {
    error.kind().to_string()
}

#[test]
fn wrong_arguments() {
    let (f, g) = (dyn_helper!(shout), dyn_helper!(wrap));
    let error = failure!("{{(this.f)}}", f = f);
    assert_eq!(message(error), "helper `shout`: it takes 1 argument, but 0 were given");
    let error = failure!("{{this.f 'a' 'b'}}", f = f);
    assert_eq!(message(error), "helper `shout`: it takes 1 argument, but 2 were given");
    let error = failure!("{{this.f 1 2 3}}", f = dyn_helper!(pair));
    assert_eq!(message(error), "helper `pair`: it takes 1 to 2 arguments, but 3 were given");
    let error = failure!("{{this.f k=1}}", f = dyn_helper!(first));
    assert_eq!(message(error), "helper `first`: it takes at least 1 argument, but 0 were given");
    let error = failure!("{{this.g 'a' opne='['}}", g = g);
    assert_eq!(message(error), "helper `wrap`: it has no argument called `opne`");
    let error = failure!("{{this.f 'a' k=1}}", f = f);
    assert_eq!(message(error), "helper `shout`: it has no argument called `k`");
    let error = failure!("{{this.f 'a'}}", f = dyn_helper!(template_tests::greet));
    assert_eq!(message(error), "helper `greet`: argument `name` is missing: it must be text");
    let error = failure!("{{this.f 1}}", f = f);
    assert_eq!(message(error), "helper `shout`: argument 1 must be text, but is 1");
    let error = failure!("{{this.g 'a' open=1}}", g = g);
    assert_eq!(message(error), "helper `wrap`: argument `open` must be text, but is 1");
    let error = failure!("{{this.h 'a'}}", h = dyn_helper!(|n: u8| n));
    assert_eq!(error.line(), Some(line!() - 1));
    assert_eq!(message(error), "helper: argument 1 must be an integer (`u8`), but is \"a\"");
}

#[helper]
fn first(a: u8, #[rest] _others: &[Value<'_>], #[named(default = 0)] k: u8) -> u8 {
    a + k
}

#[test]
fn calls_of_other_values() {
    let data = json!({ "n": 1, "list": [], "text": "x" });
    let error = failure!("{{json.n 'a'}}", json = &data);
    assert_eq!(*error.kind(), ErrorKind::NotAHelper { got: "an integer" });
    assert_eq!(message(error), "cannot call an integer: it is not a helper");
    let error = failure!("{{(json.list)}}", json = &data);
    assert_eq!(*error.kind(), ErrorKind::NotAHelper { got: "a list" });
    let error = failure!("{{#let (helper json.text 1) as |f|}}{{f 2}}{{/let}}", json = &data);
    assert_eq!(*error.kind(), ErrorKind::NotAHelper { got: "text" });
    let error = failure!("{{tree.f 1}}", tree = Tree::Map(&[("f", Tree::Bool(true))]));
    assert_eq!(*error.kind(), ErrorKind::NotAHelper { got: "a bool" });
    renders!("[{{json.nothing 1}}]", { json = &data }, "[]");
}

#[test]
fn helpers_cannot_be_printed() {
    fn any() -> Value<'static> {
        dyn_helper!(shout).into()
    }
    let error = failure!("{{(any)}}");
    assert_eq!(*error.kind(), ErrorKind::NotPrintable { got: "a helper" });
}

#[test]
fn partial_application() {
    let (f, g) = (dyn_helper!(pair), dyn_helper!(all));
    renders!(
        "{{#let (helper this.f 'a') as |h|}}{{h 'b'}} {{h 'c'}} {{(h)}}{{/let}}",
        { f = f },
        "a+b a+c a+-"
    );
    renders!(
        "{{#let (helper this.g 1 a='x') as |h|}}{{h 2 b='y'}} {{(h)}} {{h a='z'}}{{/let}}",
        { g = g },
        "12/xy 1/x 1/z"
    );
    renders!(
        "{{#let (helper all 1 a='x') as |h|}}{{h 2 b='y'}} {{(h)}} {{h a='z'}}{{/let}}",
        "12/xy 1/x 1/z"
    );
    renders!("{{#let (fn wrap 'a') as |h|}}{{(h)}} {{h close=']'}}{{/let}}", "(a) (a]");
    renders!(
        "{{(helper this.f 'a') 'b'}} {{((helper (helper this.f 'a') 'b'))}}",
        { f = f },
        "a+b a+b"
    );
}

#[test]
fn nested_partial_applications() {
    let g = dyn_helper!(all);
    renders!(
        "{{#let (helper this.g 1 a='x') as |h|}}{{#let (helper h 2 b='y') as |i|}}
        {{~#let (helper i 3 a='z') as |j|}}{{(h)}} {{(i)}} {{(j)}} {{j 4 b='w'}}{{/let}}{{/let}}{{/let}}",
        { g = g },
        "1/x 12/xy 123/zy 1234/zw"
    );
    renders!(
        "{{#let (helper all 1 a='x') as |h|}}{{#let (helper h 2 b='y') as |i|}}
        {{~#let (helper i 3 a='z') as |j|}}{{(h)}} {{(i)}} {{(j)}} {{j 4 b='w'}}{{/let}}{{/let}}{{/let}}",
        "1/x 12/xy 123/zy 1234/zw"
    );
    renders!("{{#each list as |n|}}{{#let (helper @g n) as |h|}}{{h n}} {{/let}}{{/each}}", { g = g, list = [1, 2] }, "11/ 22/ ");
}

#[test]
fn errors_of_partially_applied_helpers() {
    let f = dyn_helper!(pair);
    let error = failure!("{{#let (helper this.f 1 2) as |h|}}{{h 3}}{{/let}}", f = f);
    assert_eq!(message(error), "helper `pair`: it takes 1 to 2 arguments, but 3 were given");
    let error = failure!("{{#let (helper this.f k=2) as |h|}}{{h 'a'}}{{/let}}", f = f);
    assert_eq!(message(error), "helper `pair`: it has no argument called `k`");
    let error = failure!("{{#let (helper this.f 1) as |h|}}{{h 'a'}}{{/let}}", f = f);
    assert_eq!(message(error), "helper `pair`: argument 1 must be text, but is 1");
}

#[test]
fn callers_in_rust() {
    fn takes<'v>(helper: DynHelper<'v>, args: &Args<'_, 'v>) -> usize {
        assert_eq!(helper.name(), "shout");
        args.positional().len()
    }
    assert_eq!(takes(dyn_helper!(shout), &Args::new(&[Value::Null])), 1);
    assert_eq!(template!("{{(helper shout) 'a'}}").render().as_deref(), Ok("A"));
}
