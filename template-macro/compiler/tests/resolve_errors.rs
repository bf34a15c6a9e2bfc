//! Diagnostics of errors in names and arguments. `resolve_errors.txt` has templates after `=== `, each with
//! the only diagnostic that is expected; `\n` is a line break there. `SNAPSHOTS=overwrite` updates the file.

use template_compiler::{
    DeclaredSlot, NoPartials, Options, Source,
    parse::{parse, parse_with_components},
    resolve::resolve,
};

/// Returns options with one closure, `closure`.
fn options() -> Options {
    Options { closures: vec!["closure".to_owned()], ..Options::default() }
}

fn messages(text: &str) -> Vec<String> {
    let mut source = Source::new("page.hbs", text);
    let template = parse(text).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    match resolve(&template, &mut source, &options(), &mut NoPartials) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(|error| error.render(&source)).collect(),
    }
}

#[test]
fn one_error_has_one_diagnostic() {
    let golden = include_str!("resolve_errors.txt");
    let mut actual = String::new();
    for case in golden.split("=== ").skip(1) {
        let (template, _) = case.split_once('\n').unwrap();
        let messages = messages(&template.replace(r"\n", "\n"));
        assert_eq!(messages.len(), 1, "{template}\n{}", messages.join("\n"));
        actual += &format!("=== {template}\n{}\n\n", messages[0]);
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/resolve_errors.txt");
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(path, actual.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert_eq!(actual.trim_end(), golden.trim_end(), "some diagnostics differ");
    }
}

#[test]
fn all_errors_are_reported_at_once() {
    let text = "{{@index}} {{#each}}{{../../x}}{{/each}} {{f (if) (each a)}} {{#eahc x}}{{/eahc}}";
    let headings: Vec<String> = messages(text)
        .iter()
        .map(|message| message.lines().next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        headings,
        [
            "page.hbs:1:3: `@index` is outside of a loop",
            "page.hbs:1:12: `each` needs a list",
            "page.hbs:1:23: `../../x` refers to a context outside of the template",
            "page.hbs:1:46: `if` takes a condition and one or two values, but 0 were given",
            "page.hbs:1:52: `each` is a block",
            "page.hbs:1:65: there is no block called `eahc`",
        ]
    );
}

#[test]
fn components_and_slots() {
    let slots = Some(vec![
        DeclaredSlot { name: "nav".to_owned(), attributes: Vec::new(), is_plain: false },
        DeclaredSlot {
            name: "col".to_owned(),
            attributes: vec!["width".to_owned()],
            is_plain: false,
        },
    ]);
    let options = Options { components: true, slots, ..Options::default() };
    let message = |text: &str| -> Option<String> {
        let mut source = Source::new("page.hbs", text);
        let template =
            parse_with_components(text).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
        let errors = resolve(&template, &mut source, &options, &mut NoPartials).err()?;
        assert_eq!(errors.len(), 1, "{text}");
        errors[0].render(&source).lines().next().map(str::to_owned)
    };
    for (text, expected) in [
        (
            "{{#slot \"nav\"}}x{{/slot}}",
            ":1: `slot` is allowed only directly in the call of a component",
        ),
        (
            "{{#> A}}{{#slot nav}}x{{/slot}}{{/A}}",
            ":12: `slot` expects the name of a slot, in quotes",
        ),
        ("{{#> A}}{{#slot 'b'}}x{{else}}y{{/slot}}{{/A}}", ":9: `slot` has no `else`"),
        (
            "{{#> A}}x{{#slot 'content'}}y{{/slot}}{{/A}}",
            ":1: the content is specified more than once",
        ),
        (
            "{{#> A}}{{#slot 'content'}}y{{/slot}}{{#slot 'content'}}y{{/slot}}{{/A}}",
            ":38: the content is specified more than once",
        ),
        (
            "{{#> A}}{{#slot 'content' b=1}}y{{/slot}}{{/A}}",
            ":27: the content has no attribute `b`",
        ),
        (
            "{{#each (slots 'col') as |c|}}{{#yield to=c}}n{{/yield}}{{/each}}",
            ":31: `yield` does not accept a block for an item of `slots`, which is always a fill",
        ),
        (
            "{{#> A as |x|}}{{#slot 'b'}}{{/slot}}{{/A}}",
            ":12: there is no content for this block param",
        ),
        ("{{yield to='nva'}}", ":12: the slot `nva` is not declared"),
        ("{{yield from='nav'}}", ":9: `yield` has no argument called `from`"),
        ("{{yield to=1}}", ":12: this literal is not a slot"),
        ("{{#yield to='nav'}}a{{else}}b{{/yield}}", ":1: `yield` has no `else`"),
        (
            "{{#if (has-block nav)}}a{{/if}}",
            ":7: `has-block` expects the name of a slot, in quotes",
        ),
        ("{{#each (slots)}}a{{/each}}", ":9: `slots` expects the name of a slot, in quotes"),
        (
            "{{#each (slots 'col')}}{{withd}}{{/each}}",
            ":26: the fills of the slot `col` have no attribute `withd`",
        ),
        (
            "{{#each (slots 'col') as |c|}}{{#if @a}}{{c.a.b}}{{/if}}{{/each}}",
            ":45: the fills of the slot `col` have no attribute `a`",
        ),
        (
            "{{attributes a b}}",
            ":3: `attributes` expects the rest of a call, and accepts only named arguments after it",
        ),
    ] {
        assert_eq!(message(text), Some(format!("page.hbs:1{expected}")), "{text}");
    }
    for text in [
        "{{#> A}}{{#slot 'b' x=1 if=c as |y|}}{{y}}{{/slot}}{{else}}z{{/A}}",
        "{{#> a::B c d=e as |x|}}{{yield x}}{{/a::B}}",
        "{{#> A}} {{! nothing }} {{/A}}",
        "{{yield a b to='nav'}}{{#each (slots 'col') as |c|}}{{yield to=c}}{{/each}}",
        "{{#each (slots 'col') as |c|}}{{c.width}}{{width}}{{@a}}{{../a}}{{#each @b}}{{a}}{{/each}}{{/each}}",
        "{{#each (slots 'col')}}a{{else}}{{a}}{{/each}}{{#each b as |c|}}{{c.a}}{{/each}}",
    ] {
        assert_eq!(message(text), None, "{text}");
    }
}

#[test]
fn valid_templates_have_no_errors() {
    for text in [
        "{{#each a as |x i|}}{{x}}{{i}}{{@index}}{{#with x}}{{@last}}{{../../b}}{{/with}}{{/each}}",
        "{{#each a}}{{#each b}}{{@../index}}{{../c}}{{@d}}{{@root.e}}{{/each}}{{/each}}",
        "{{#let a (f b) as |x y|}}{{x}}{{y}}{{/let}}",
        "{{if a b}}{{if a b c}}{{unless a (if b c) (concat d e)}}{{(f)}}{{((f))}}{{f::g a}}",
        "{{#if a}}{{else each b as |c|}}{{c}}{{else with d as |e|}}{{e}}{{else unless f}}{{/if}}",
        "{{#a}}{{@index}}{{this}}{{../b}}{{/a}}{{^a}}x{{else}}y{{/a}}{{#a.b as |c|}}{{c}}{{/a.b}}",
        "{{and a b c}}{{or a}}{{not a}}{{eq a b}}{{get a 'b'}}{{lookup a b}}{{array}}{{hash}}{{log}}",
        "{{#if a includeZero=true}}x{{/if}}{{#each a key='id'}}x{{/each}}{{#each-in a as |k v|}}{{k}}{{/each-in}}",
        "{{a.b 1}}{{this 1}}{{@x 1}}{{closure 1}}{{(closure)}}{{(f) 1}}{{((f a) b)}}{{((f) k=1)}}",
        "{{#each a as |x i|}}{{x 1}}{{f (x)}}{{x.y 1 k=2}}{{(x)}}{{../f 1}}{{(../f)}}{{/each}}",
        "{{f (helper g) (helper g 1 k=2) (fn closure a) (helper text::shout b) (fn (g 1) 2)}}",
        "{{#let (helper f) (fn g 1) as |h i|}}{{h}}{{h 1}}{{i k=1}}{{i.a}}{{(helper i 2)}}{{/let}}",
        "{{#panel a k=1 as |x y|}}{{x}}{{y.b}}{{this}}{{x 1}}{{else}}{{x 1}}{{#x 1}}y{{/x}}{{/panel}}",
        "{{#ui::panel}}a{{/ui::panel}}{{#(panel)}}b{{/panel}}{{#(eahc) a}}c{{/eahc}}{{#(ui::f) 1}}d{{/ui::f}}",
        "{{#if a}}b{{else panel c as |d|}}{{d}}{{else (panel)}}e{{else ui::panel}}f{{else}}g{{/if}}",
        "{{#each a}}{{#panel @index}}{{@index}}{{../b}}{{/panel}}{{/each}}{{#list a}}b{{/list}}",
        // A name in brackets is always a plain name.
        "{{[a::b]}} {{[a::b].c}} {{f [a::b]}} {{#[a::b]}}x{{/[a::b]}} {{#this.[a::b]}}x{{/this.[a::b]}}",
        // A name that is not called is a field, even if it is a keyword.
        "{{if}} {{each}} {{concat}} {{let}} {{#each if}}{{each}}{{/each}}",
    ] {
        assert_eq!(messages(text), [""; 0], "{text}");
    }
}
