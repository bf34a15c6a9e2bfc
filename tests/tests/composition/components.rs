//! Components: template structs that other templates call, with fields, content and slots.
//!
//! Each case is rendered with the components and the page interpreted, unoptimized and unrolled, with interpreted
//! components in an unrolled page, and the other way round.

use std::{
    cell::Cell,
    fmt::{self, Display},
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};
use template_runtime::{
    Attrs, Block, Data, Error, ErrorKind, Escaper, Printable, SafeHtml, Stopped, Template, Tree,
    helper, template, unchecked,
};
use template_tests::{check, fails};

fn upper(text: &str) -> String {
    text.to_uppercase()
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

#[helper]
fn twice(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[1.into()])?;
    block.body(&[2.into()])
}

#[derive(Data)]
struct Post {
    title: String,
    kind: &'static str,
    tags: Vec<&'static str>,
}

fn post(title: &str) -> Post {
    Post { title: title.into(), kind: "plain", tags: vec!["x", "y"] }
}

#[test]
fn named_arguments_are_fields() {
    renders!(
        [struct Card<'a> { title: &'a str, count: u8 } "<b>{{title}}:{{count}}</b>"]
        "{{> Card title=x count=3}}{{> Card count=n title='<'}}",
        { x = "a & b", n = 7 },
        "<b>a &amp; b:3</b><b>&lt;:7</b>",
    );
    renders!(
        [struct Card<'a> { r#type: &'a str, #[data(rename = "long-name")] long: u8 } "{{type}}{{long-name}}"]
        "{{> Card type='t' long-name=1}}",
        "t1",
    );
    renders!([struct Empty {} "nothing"] "[{{> Empty}}]", "[nothing]");
    // Computed arguments.
    renders!(
        [struct Card<'a> { title: &'a str, tag: &'a str } "{{title}}-{{tag}};"]
        "{{#each posts as |p|}}{{> Card title=(upper p.title) tag=(concat p.kind @index)}}{{/each}}",
        { posts = [post("a"), post("b")] },
        "A-plain0;B-plain1;",
    );
}

#[test]
fn fields_of_every_type() {
    renders!(
        [struct Card { title: String, mark: char, yes: bool, ratio: f32, least: i128, most: u64 }
            "{{title}}{{mark}}{{yes}}{{ratio}} {{least}} {{most}}"]
        "{{> Card title=(upper x) mark='!' yes=true ratio=1.5 least=-1 most=2}}{{> Card title='b' mark=c yes=no ratio=f least=l most=m}}",
        { x = "a", c = '?', no = false, f = 0.5f32, l = i128::MIN, m = u64::MAX },
        &format!("A!true1.5 -1 2b?false0.5 {} {}", i128::MIN, u64::MAX),
    );
    renders!(
        [struct Card<'a> { posts: &'a [Post], names: &'a [&'a str], first: &'a Post }
            "{{#each posts}}{{title}}{{/each}}{{#each names}}{{this}}{{/each}}{{first.title}}{{first.tags.1}}"]
        "{{> Card posts=posts names=names first=posts.[1]}}",
        { posts = &[post("a"), post("b")][..], names = &["c", "d"][..] },
        "abcdby",
    );
    // What a helper returns.
    renders!(
        [struct Card<'a> { words: &'a [String] } "{{#each words}}[{{this}}]{{/each}}"]
        "{{> Card words=(words 'a b')}}{{> Card words=(words x)}}",
        { x = "c" },
        "[a][b][c]",
    );
    renders!(
        [struct Card<'a> { text: &'a str } "{{text}}"]
        "{{> Card text=x}}",
        { x = SafeHtml("<b>") },
        "&lt;b&gt;",
    );
}

/// Values that print with `Display` are given to fields that are text.
#[test]
fn displayed_values() {
    struct Parts;
    impl Display for Parts {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("<")?;
            f.write_str("parts>")
        }
    }
    fn parts() -> Parts {
        Parts
    }
    let number = 5;
    renders!(
        [struct Card<'a> { title: &'a str, more: String } "{{title}}{{more}}{{title.length}};"]
        "{{> Card title=args more=args}}{{> Card title=time more=time}}{{> Card title=(parts) more=(parts)}}",
        { args = format_args!("n={number}"), time = Duration::from_millis(1500) },
        "n=5n=53;1.5s1.5s4;&lt;parts&gt;&lt;parts&gt;7;",
    );
    // With content.
    renders!(
        [struct Card<'a> { title: &'a str } "{{title}}[{{yield title}}]{{title}}"]
        "{{#> Card title=args as |t|}}{{t}}{{args}}{{/Card}}",
        { args = format_args!("n={number}") },
        "n=5[n=5n=5]n=5",
    );
}

/// Values that print with `Display`, and that a field of text takes from the context or from the data of the page.
#[test]
fn displayed_values_of_contexts() {
    #[derive(Data)]
    struct Times {
        title: Duration,
        more: Duration,
    }
    let times = Times { title: Duration::from_secs(1), more: Duration::from_secs(2) };
    renders!(
        [struct Card<'a> { title: &'a str, more: String, #[default("n")] note: &'a str } "{{title}}{{more}}{{note}};"]
        "{{> Card times}}{{> Card times more='m'}}{{#> Card times note='o'}}{{/Card}}",
        { times = &times },
        "1s2sn;1smn;1s2so;",
    );
    renders!(
        [struct Card<'a> { #[inherit] title: &'a str, #[inherit] more: Option<&'a str> } "{{title}}{{more}}[{{yield title}}];"]
        "{{> Card}}{{#> Card more='m' as |t|}}{{t}}{{/Card}}",
        { title = Duration::from_secs(3), more = format_args!("{}", 4) },
        "3s4[];3sm[3s];",
    );
    let error = failure!(
        [struct Card { n: u8 } "{{n}}"] "{{> Card tree}}",
        tree = Tree::Map(&[("n", Tree::Text("x"))])
    );
    assert_eq!(
        error.kind().to_string(),
        "component `Card`: argument `n` must be an integer (`u8`), but is \"x\""
    );
}

#[test]
fn what_is_not_named_comes_from_the_context() {
    renders!(
        [struct Card<'a> { title: &'a str, kind: &'a str } "{{title}}.{{kind}};"]
        "{{> Card post}}{{> Card post kind='other'}}{{#each posts}}{{> Card this}}{{/each}}{{#with post}}{{> Card .}}{{/with}}",
        { post = &post("a"), posts = [post("b")] },
        "a.plain;a.other;b.plain;a.plain;",
    );
    renders!(
        [struct Card<'a> { title: &'a str, n: u8 } "{{title}}{{n}}"]
        "{{> Card @root n=2}}{{> Card this n=3}}{{#each list}}{{> Card @root n=this}}{{/each}}",
        { title = "t", n = 1, list = [4] },
        "t2t3t4",
    );
    renders!(
        [struct Card<'a> { title: &'a str, #[default(9)] n: u8 } "{{title}}{{n}};"]
        "{{> Card (hash title='t')}}{{> Card (hash title='u' n=1)}}{{> Card map}}{{> Card tree}}",
        {
            map = std::collections::BTreeMap::from([("title", "m")]),
            tree = Tree::Map(&[("title", Tree::Text("v")), ("n", Tree::Int(2))]),
        },
        "t9;u1;m9;v2;",
    );
    // A context that may be null.
    renders!(
        [struct Card<'a> { #[default("none")] title: &'a str } "{{title}};"]
        "{{> Card (if a post)}}{{> Card (if b post)}}",
        { post = &post("p"), a = true, b = false },
        "p;none;",
    );
    let error = failure!(
        [struct Card<'a> { title: &'a str } "{{title}}"]
        "{{> Card tree}}",
        tree = Tree::Int(1)
    );
    assert_eq!(
        error.kind().to_string(),
        "component `Card`: argument `title` is missing: it must be text"
    );
}

#[derive(Data, Clone, Copy, PartialEq)]
enum Size {
    Small,
    #[data(rename = "very-large")]
    Large,
}

#[test]
fn what_is_left_out_has_a_default() {
    const fn three() -> u8 {
        3
    }
    renders!(
        [struct Card<'a> {
            #[default] title: &'a str,
            #[default(three() + 1)] n: u8,
            #[default("a".to_owned() + "b")] owned: String,
            #[default(&[1, 2])] list: &'a [u8],
            note: Option<&'a str>,
            #[default(Size::Small)] size: Size,
        }
            "[{{title}}{{n}}{{owned}}{{list.length}}{{#if note}}{{note}}{{else}}-{{/if}}{{size}}]"]
        "{{> Card}}{{> Card title='t' n=1 owned='o' list=l note='x' size=s}}{{> Card title=null n=none note=null}}",
        { l = &[7u8][..], s = Size::Large, none = None::<u8> },
        "[4ab2-Small][t1o1xvery-large][4ab2-Small]",
    );
    // A default sees the module, and none of the variables of the macro.
    renders!(
        [struct Card { #[default(args())] n: u8 } "{{n}}"]
        "{{> Card}}",
        "6",
    );
    const fn args() -> u8 {
        6
    }
}

/// The default of what can be printed is the value itself.
#[test]
fn printable_defaults() {
    renders!(
        [struct Cell<'a> {
            #[default("<")] text: Printable<'a>,
            #[default(3)] number: Printable<'a>,
            #[default(true)] yes: Printable<'a>,
            #[default] none: Printable<'a>,
            #[default(Printable::new(1.5.into()).unwrap())] made: Printable<'a>,
        }
            "{{text}}{{number}}{{yes}}[{{none}}]{{made}};"]
        "{{> Cell}}{{> Cell text=1 number='a' yes=null none=x made=h}}",
        { x = -1, h = SafeHtml("<b>") },
        "&lt;3true[]1.5;1atrue[-1]<b>;",
    );
}

#[test]
fn fields_that_templates_do_not_read() {
    struct Opaque(#[allow(dead_code, reason = "only its presence matters")] u8);
    impl Default for Opaque {
        fn default() -> Self {
            Self(1)
        }
    }
    renders!(
        [struct Card<'a> { #[data(skip)] #[default] hidden: Opaque, title: &'a str, #[data(skip)] #[default(Opaque(2))] more: Opaque }
            "{{title}}"]
        "{{> Card title='a'}}",
        "a",
    );
    // As templates of their own they need no default.
    template! { struct Page { #[data(skip)] _hidden: Opaque, n: u8 } "{{n}}" }
    check(&Page { _hidden: Opaque(1), n: 2 }, "2");
    template! { struct Generic<'a, T: Data> { value: &'a T, #[data(skip)] _skipped: u8 } "{{value}}" }
    check(&Generic { value: &3, _skipped: 1 }, "3");
    template! { struct Sized<const N: usize> { list: [u8; N] } "{{list.length}}" }
    check(&Sized { list: [1, 2] }, "2");
    template! { struct Static { text: &'static str, list: &'static [u8] } "{{text}}{{list.0}}" }
    check(&Static { text: "t", list: &[1] }, "t1");
}

#[test]
fn inherited_fields() {
    renders!(
        [struct Button<'a> { #[inherit] lang: &'a str, label: &'a str, #[inherit] #[default("no")] token: &'a str }
            "{{lang}}:{{label}}:{{token}};"
         struct Toolbar<'a> { #[inherit] lang: &'a str }
            "{{> Button label='in'}}{{lang}}"]
        "{{> Button label='a'}}{{> Button label='b' lang='fr' token='t'}}{{> Toolbar}}{{#each list}}{{> Button label=this}}{{/each}}",
        { lang = "en", list = ["c"] },
        "en:a:no;fr:b:t;en:in:no;enen:c:no;",
    );
    // The context comes first.
    renders!(
        [struct Button<'a> { #[inherit] lang: &'a str } "{{lang}}"]
        "{{> Button (hash lang='de')}}{{> Button (hash x=1)}}{{#let 'it' as |lang|}}{{> Button}}{{/let}}",
        { lang = "en" },
        "deenen",
    );
    // Content reads the data of the template that contains it.
    renders!(
        [struct Button<'a> { #[inherit] lang: &'a str } "{{lang}}"
         struct Frame<'a> { lang: &'a str } "{{lang}}({{yield}})"]
        "{{#> Frame lang='inner'}}{{> Button}}{{/Frame}}",
        { lang = "outer" },
        "inner(outer)",
    );
}

#[test]
fn content() {
    renders!(
        [struct Frame<'a> { title: &'a str } "[{{title}}]{{yield}}[/{{title}}]"]
        "{{#> Frame title='p'}}Hello {{name}}{{/Frame}}{{#> Frame title='q'}}{{/Frame}}{{> Frame title='r'}}",
        { name = "<Ann>" },
        "[p]Hello &lt;Ann&gt;[/p][q][/q][r][/r]",
    );
    // Printed several times, and not at all.
    renders!(
        [struct Many { n: u8 } "{{yield}}{{yield}}{{#if n}}{{yield}}{{/if}}" struct None { n: u8 } "{{#if n}}{{n}}{{else}}{{yield}}{{/if}}"]
        "{{#> Many n=1}}{{upper x}},{{/Many}}{{#> Many n=0}}{{x}};{{/Many}}{{#> None n=3}}never {{x}}{{/None}}",
        { x = "a" },
        "A,A,A,a;a;3",
    );
    renders!(
        [struct Frame { n: u8 } "{{#if (has-block)}}some{{else}}none{{/if}}{{#unless (has-block)}}!{{/unless}};"]
        "{{> Frame n=1}}{{#> Frame n=1}}{{/Frame}}{{#> Frame n=1}} \n {{! nothing }}{{/Frame}}{{#> Frame n=1}}x{{/Frame}}{{#> Frame n=1}}{{y}}{{/Frame}}",
        { y = "" },
        "none!;none!;none!;some;some;",
    );
    // `content` is its name.
    renders!(
        [struct Frame { n: u8 } "{{#if (has-block 'content')}}{{yield n to='content'}}{{/if}}"]
        "{{#> Frame n=1}}{{#slot 'content' as |n|}}[{{n}}]{{/slot}}{{/Frame}}",
        "[1]",
    );
}

#[test]
fn content_is_lexical() {
    renders!(
        [struct Frame<'a> { name: &'a str } "{{name}}{{yield}}"]
        "{{#> Frame name='inner'}}{{name}}{{/Frame}}{{#each posts}}{{#> Frame name='i'}}{{title}}{{@index}}{{@last}}{{../name}}{{/Frame}}{{/each}}",
        { name = "outer", posts = [post("a")] },
        "innerouteria0trueouter",
    );
    renders!(
        [struct List<'a> { items: &'a [&'a str] } "{{#each items as |item|}}{{yield item @index}}{{/each}}"]
        "{{#each outer as |o i|}}{{#> List items=@inner as |x j|}}{{o}}{{i}}{{x}}{{j}} {{/List}}{{/each}}",
        { outer = [1, 2], inner = &["a", "b"][..] },
        "10a0 10b1 21a0 21b1 ",
    );
    // `this` in the content is that outside.
    renders!(
        [struct List<'a> { items: &'a [&'a str] } "{{#each items}}{{yield this}}{{/each}}"]
        "{{#each outer}}{{#> List items=@inner as |x|}}{{this}}{{x}}{{#each @inner}}{{this}}{{../this}}{{/each}} {{/List}}{{/each}}",
        { outer = [1], inner = &["a", "b"][..] },
        "1aa1b1 1ba1b1 ",
    );
}

#[test]
fn block_params() {
    renders!(
        [struct Frame { n: u8 } "{{yield}}{{yield n}}{{yield n 'b' (array n n)}}"]
        "{{#> Frame n=1 as |a b c|}}[{{a}},{{b}},{{c.1}}]{{/Frame}}{{#> Frame n=2}}x{{/Frame}}{{#> Frame n=3 as |_ b|}}{{b}};{{/Frame}}",
        "[,,][1,,][1,b,1]xxx;;b;",
    );
    // A block param hides names outside.
    renders!(
        [struct Frame { n: u8 } "{{yield n}}"]
        "{{#> Frame n=1 as |x|}}{{x}}{{@root.x}}{{/Frame}}{{x}}",
        { x = "o" },
        "1oo",
    );
    renders!(
        [struct Frame<'a> { posts: &'a [Post] } "{{#each posts as |p|}}{{yield p}}{{/each}}"]
        "{{#> Frame posts=list as |p|}}{{p.title}}{{#each p.tags}}{{this}}{{/each}}{{/Frame}}",
        { list = &[post("a")][..] },
        "axy",
    );
}

/// A path may end with the number of items.
#[test]
fn yielded_lengths_are_numbers() {
    renders!(
        [struct Count<'a> { list: &'a [&'a str], title: &'a str } "{{yield list.length title.length list.0}}"]
        "{{#> Count list=l title='abc' as |n c first|}}{{n}}{{(add n c)}}{{first}}{{/Count}}",
        { l = &["x", "y"], fn add = |a: i64, b: i64| a + b },
        "25x",
    );
}

#[test]
fn helpers_and_variables_in_content() {
    renders!(
        [struct List<'a> { items: &'a [&'a str] }
            "{{#each items as |item|}}{{yield (upper item) (array item (upper item))}}{{upper item}};{{/each}}"]
        "{{#> List items=list as |u pair|}}{{u}}{{pair.1}}{{#let (concat u (upper 'x')) (array u 'y') as |v w|}}{{v}}{{#each w}}{{upper this}}{{v}}{{/each}}{{/let}}{{/List}}",
        { list = &["a", "b"][..] },
        "AAAXAAXYAXA;BBBXBBXYBXB;",
    );
    // More than the first piece of scratch memory holds.
    let long = "y".repeat(3000);
    renders!(
        [struct Frame<'a> { text: &'a str } "{{yield (upper text)}}{{text.length}}{{yield (upper text)}}"]
        "{{#> Frame text=(upper long) as |t|}}{{#let (upper t) (upper long) as |a b|}}{{a.length}},{{b.length}},{{/let}}{{/Frame}}",
        { long = long.as_str() },
        "3000,3000,30003000,3000,",
    );
    // Variables of the caller around the call.
    renders!(
        [struct Frame<'a> { text: &'a str } "{{yield (upper text)}}{{yield text}}"]
        "{{#let (upper 'a') (words 'b c') as |a w|}}{{#> Frame text=(concat a a) as |t|}}{{a}}{{t}}{{w.1}};{{/Frame}}{{a}}{{w.0}}{{/let}}",
        "AAAc;AAAc;Ab",
    );
    // Block helpers around and inside of content.
    renders!(
        [struct Frame<'a> { text: &'a str } "({{#(twice) as |n|}}{{yield n}}{{text}}{{/twice}})"]
        "{{#(twice) as |i|}}{{#> Frame text=(upper 'a') as |n|}}{{i}}{{n}}{{#(twice) as |m|}}{{m}}{{upper 'z'}}{{/twice}}{{/Frame}}{{/twice}}",
        "(111Z2ZA121Z2ZA)(211Z2ZA221Z2ZA)",
    );
}

#[test]
fn nested_calls() {
    renders!(
        [struct Outer { n: u8 } "({{yield n}})" struct Inner { n: u8 } "[{{yield n}}]"]
        "{{#> Outer n=1 as |a|}}{{a}}{{#> Inner n=2 as |b|}}{{a}}{{b}}{{x}}{{/Inner}}{{#> Inner n=a}}{{a}}{{/Inner}}{{/Outer}}",
        { x = "x" },
        "(1[12x][1])",
    );
    // A component passes its content on.
    renders!(
        [struct Inner { n: u8 } "[{{yield n}}{{yield n}}]"
         struct Outer { n: u8 } "({{#> Inner n=2 as |b|}}{{yield b n}}{{/Inner}})"]
        "{{#> Outer n=1 as |b n|}}{{b}}{{n}}{{x}}{{/Outer}}{{> Outer n=1}}",
        { x = "x" },
        "([21x21x])([])",
    );
    renders!(
        [struct A<'a> { t: &'a str } "a{{yield (upper t)}}a"
         struct B<'a> { t: &'a str } "b{{#> A t=(concat t 'b') as |x|}}{{#let (upper x) as |y|}}{{yield y t}}{{/let}}{{/A}}b"
         struct C<'a> { t: &'a str } "c{{#> B t=(concat t 'c') as |x y|}}{{yield (concat x y)}}{{/B}}c"]
        "{{#> C t='t' as |x|}}{{#> C t=x as |y|}}{{x}}{{upper y}}{{/C}}{{/C}}",
        "cbacbaTCBtcTCBTCCBTCBTCCabcabc",
    );
}

#[test]
fn slots() {
    renders!(
        [#[slots(nav?, foot)]
         struct Layout<'a> { title: &'a str }
            "{{title}}|{{#yield to='nav'}}no {{title}}{{/yield}}|{{yield}}|{{yield to='foot'}}|{{#if (has-block 'nav')}}nav{{/if}}{{#if (has-block 'foot')}}foot{{/if}}"]
        "{{#> Layout title='A'}}{{#slot 'nav'}}N{{x}}{{/slot}}text{{#slot 'foot'}}F{{/slot}}{{/Layout}};{{#> Layout title='B'}}{{#slot 'foot'}}{{/slot}}{{/Layout}}",
        { x = "x" },
        "A|Nx|text|F|navfoot;B|no B|||foot",
    );
    // Block params of slots.
    renders!(
        [#[slots(row)]
         struct Table<'a> { rows: &'a [Post] }
            "{{#each rows as |r|}}{{yield r @index to='row'}}{{/each}}"]
        "{{#> Table rows=posts}}{{#slot 'row' as |p i|}}{{i}}{{p.title}}{{x}} {{/slot}}{{/Table}}",
        { posts = &[post("a"), post("b")][..], x = "x" },
        "0ax 1bx ",
    );
    // A name that is a keyword of Rust.
    renders!(
        [#[slots(r#type, r#else?)] struct Card { n: u8 } "{{yield to='type'}}{{yield to='else'}}"]
        "{{#> Card n=1}}{{#slot 'type'}}t{{/slot}}{{else}}e{{/Card}}{{#> Card n=1}}{{#slot 'type'}}u{{/slot}}{{/Card}}",
        "teu",
    );
}

#[test]
fn else_fills_a_slot() {
    renders!(
        [#[slots(else?)]
         struct List<'a> { items: &'a [&'a str] }
            "{{#each items as |x|}}{{yield x}}{{else}}{{#yield to='else'}}nothing{{/yield}}{{/each}};"]
        "{{#> List items=some as |x|}}{{x}}{{else}}none{{/List}}{{#> List items=none as |x|}}{{x}}{{else}}none {{y}}{{/List}}{{#> List items=none as |x|}}{{x}}{{/List}}",
        { some = &["a", "b"][..], none = &[] as &[&str], y = "y" },
        "ab;none y;nothing;",
    );
}

#[test]
fn conditions_of_fills() {
    renders!(
        [#[slots(nav?, col*)]
         struct Page { n: u8 }
            "{{#if (has-block 'nav')}}[{{yield to='nav'}}]{{else}}-{{/if}}{{#each (slots 'col') as |c|}}{{yield to=c}}{{/each}};"]
        "{{#each (array true false)}}{{#> Page n=1}}{{#slot 'nav' if=this}}nav{{/slot}}{{#slot 'col' if=true}}1{{/slot}}{{#slot 'col' if=this}}2{{/slot}}{{#slot 'col'}}3{{/slot}}{{#slot 'col' if=(not this)}}4{{/slot}}{{/Page}}{{/each}}",
        "[nav]123;-134;",
    );
    // Evaluated once, before the component.
    let count = Cell::new(0);
    renders!(
        [#[slots(nav?)] struct Page { n: u8 } "{{#if (has-block 'nav')}}{{yield to='nav'}}{{yield to='nav'}}{{/if}}"]
        "{{#> Page n=1}}{{#slot 'nav' if=(f)}}x{{/slot}}{{/Page}}",
        { fn f = || { count.set(count.get() + 1); true } },
        "xx",
    );
    // `check` renders each page in the same number of ways.
    let each = count.get();
    assert!(each > 0 && each % 5 == 0, "{each}");
}

#[test]
fn repeated_slots_with_attributes() {
    renders!(
        [#[slots(col*(label, class?))]
         struct Table<'a> { rows: &'a [Post] }
            "{{#each (slots 'col') as |c|}}[{{c.label}}{{#if c.class}} {{c.class}}{{/if}}]{{/each}}{{#each rows as |r i|}}{{#each (slots 'col') as |c|}}{{yield r i to=c}},{{/each}}{{/each}}{{#with (slots 'col') as |all|}}{{all.length}}{{yield @rows.[0] to=all.1}}{{/with}}"]
        "{{#> Table rows=posts}}{{#slot 'col' label='T' as |p|}}{{p.title}}{{/slot}}{{#slot 'col' label=(upper 'kind') class='w' as |p i|}}{{i}}{{p.kind}}{{x}}{{/slot}}{{/Table}}",
        { posts = &[post("a"), post("b")][..], x = "!" },
        "[T][KIND w]a,0plain!,b,1plain!,2plain!",
    );
    renders!(
        [#[slots(col*)] struct Table { n: u8 } "{{#each (slots 'col') as |c|}}{{yield @index to=c}}{{else}}no columns{{/each}}"]
        "{{> Table n=1}}{{#> Table n=1}}{{#slot 'col' as |i|}}{{i}}{{/slot}}{{#slot 'col' as |i|}}{{i}}{{/slot}}{{/Table}}",
        "no columns01",
    );
    // The attributes of a fill that occurs once.
    renders!(
        [#[slots(nav(title))] struct Page { n: u8 } "{{#each (slots 'nav') as |s|}}{{s.title}}:{{yield to=s}}{{/each}}"]
        "{{#> Page n=1}}{{#slot 'nav' title='T'}}x{{/slot}}{{/Page}}",
        "T:x",
    );
    // A value that names no fill prints nothing.
    renders!(
        [struct Page<'a> { other: &'a str, n: u8 } "[{{yield to=other}}{{yield to=n}}{{yield to=(slots 'content')}}]"]
        "{{> Page other='' n=77}}{{#> Page other='x' n=1}}c{{/Page}}",
        "[][]",
    );
}

#[test]
fn sixteen_fills() {
    renders!(
        [#[slots(s*)] struct Page { n: u8 } "{{#each (slots 's') as |s|}}{{yield to=s}}{{/each}}{{yield}}"]
        "{{#> Page n=1}}{{#slot 's'}}a{{/slot}}{{#slot 's'}}b{{/slot}}{{#slot 's'}}c{{/slot}}{{#slot 's'}}d{{/slot}}{{#slot 's'}}e{{/slot}}{{#slot 's'}}f{{/slot}}{{#slot 's'}}g{{/slot}}{{#slot 's'}}h{{/slot}}{{#slot 's'}}i{{/slot}}{{#slot 's'}}j{{/slot}}{{#slot 's'}}k{{/slot}}{{#slot 's'}}l{{/slot}}{{#slot 's'}}m{{/slot}}{{#slot 's'}}n{{/slot}}{{#slot 's'}}o{{/slot}}p{{/Page}}",
        "abcdefghijklmnop",
    );
}

#[test]
fn plain_slots() {
    renders!(
        [#[slots(title: plain, nav?: plain)] struct Page { n: u8 } "<title>{{yield to='title'}}</title><a title='{{yield to='nav'}}'>"]
        "{{#> Page n=1}}{{#slot 'title'}}Shop of {{x}}{{/slot}}{{#slot 'nav'}}n{{/slot}}{{/Page}}",
        { x = "A & B" },
        "<title>Shop of A &amp; B</title><a title='n'>",
    );
    // What follows a fill is not a part of it.
    renders!(
        [#[slots(title: plain)] struct Page { n: u8 } "{{yield to='title'}};"]
        "{{#if x}}{{#> Page n=1}}{{#slot 'title'}}{{#if x}}a{{else}}b{{/if}}{{/slot}}{{/Page}}{{else}}<p>{{/if}}<i>",
        { x = true },
        "a;<i>",
    );
}

/// Where nothing is escaped, a plain slot accepts all values.
#[test]
fn plain_slots_of_text() {
    components! {
        (text, scratch = 512)
        #[slots(title: plain)]
        struct Page { n: u8 }
        "{{yield to='title'}}"

        struct Letter { n: u8 }
        "{{#> Page n=n}}{{#slot 'title'}}{{n}}{{/slot}}{{/Page}}"
    }
    check(&Letter { n: 1 }, "1");
}

#[test]
fn forwarded_slots() {
    renders!(
        [#[slots(nav?)]
         struct Base { n: u8 } "{{#yield to='nav'}}default{{/yield}}|{{yield}};"
         #[slots(side?)]
         struct Layout { n: u8 } "{{#> Base n=n}}{{#slot 'nav'}} {{yield to='side'}}\n{{/slot}}[{{yield}}]{{/Base}}"]
        "{{#> Layout n=1}}{{#slot 'side'}}side{{x}}{{/slot}}text{{/Layout}}{{#> Layout n=1}}text{{/Layout}}{{#> Layout n=1}}{{#slot 'side' if=no}}x{{/slot}}text{{/Layout}}",
        { x = "x", no = false },
        " sidex\n|[text];default|[text];default|[text];",
    );
    // The content.
    renders!(
        [struct Base { n: u8 } "{{#yield to='content'}}default{{/yield}}"
         struct Layout { n: u8 } "{{#> Base n=n}}{{yield}}{{/Base}};"]
        "{{> Layout n=1}}{{#> Layout n=1}}x{{/Layout}}",
        "default;x;",
    );
}

mod ui {
    use template_runtime::template;

    template! { pub(crate) struct Card<'a> { title: &'a str } "[{{title}}{{yield}}]" }

    pub(crate) mod inner {
        use template_runtime::template;

        template! {
            pub(crate) struct Deep { n: u8 }
            "{{#> super::Card title='up'}}{{n}}{{/super::Card}}"
        }
    }
}

#[test]
fn components_have_paths() {
    renders!(
        []
        "{{> ui::Card title='a'}}{{#> ui::Card title='b'}}x{{/ui::Card}}{{> self::ui::inner::Deep n=1}}{{> crate::components::ui::Card title='c'}}",
        "[a][bx][up1][c]",
    );
    use ui::Card as Renamed;
    renders!([] "{{> Renamed title='a'}}{{#> Renamed title='b'}}{{/Renamed}}", "[a][b]");
}

#[derive(Data)]
struct Comment {
    text: &'static str,
    replies: Vec<Comment>,
}

#[test]
fn components_call_themselves() {
    let leaf = |text| Comment { text, replies: vec![] };
    let comments = [Comment { text: "a", replies: vec![leaf("b"), leaf("c")] }, leaf("d")];
    renders!(
        [struct Thread<'a> { comments: &'a [Comment] }
            "({{#each comments as |c|}}{{c.text}}{{> Thread comments=c.replies}}{{/each}})"]
        "{{> Thread comments=comments}}",
        { comments = &comments[..] },
        "(a(b()c())d())",
    );
    // With content that is passed on.
    renders!(
        [struct Thread<'a> { comments: &'a [Comment], depth: u8 }
            "{{#each comments as |c|}}{{yield c @depth}}{{#> Thread comments=c.replies depth=(add @depth 1) as |c d|}}{{yield c d}}{{/Thread}}{{/each}}"]
        "{{#> Thread comments=comments depth=0 as |c d|}}{{x}}{{d}}{{upper c.text}} {{/Thread}}",
        { comments = &comments[..], x = "-", },
        "-0A -1B -1C -0D ",
    );
}

fn add(a: u8, b: u8) -> u8 {
    a + b
}

fn less(n: u8) -> u8 {
    n.saturating_sub(1)
}

#[test]
fn recursion_has_a_limit() {
    renders!(
        [struct Down { n: u8 } "{{n}}{{#if n}},{{> Down n=(less n)}}{{/if}}"]
        "{{> Down n=63}}",
        &(0..=63).rev().map(|n| n.to_string()).collect::<Vec<_>>().join(","),
    );
    let error = failure!(
        [struct Down { n: u8 } "{{n}}{{#if n}},{{> Down n=(less n)}}{{/if}}"]
        "{{> Down n=64}}"
    );
    assert_eq!(
        error.kind().to_string(),
        "component `Down`: more than 64 nested components and block helpers"
    );
    let error = failure!(
        [struct Ping { n: u8 } "{{> Pong n=n}}{{yield}}" struct Pong { n: u8 } "{{#> Ping n=n}}{{yield}}x{{/Ping}}"]
        "{{> Ping n=1}}"
    );
    assert!(error.kind().to_string().ends_with("more than 64 nested components and block helpers"));
}

#[test]
fn in_the_struct_form() {
    template! {
        #[slots(nav?)]
        struct Layout<'a> { title: &'a str }
        "{{title}}|{{#yield to='nav'}}none{{/yield}}|{{yield}}"
    }
    template! {
        struct Page<'a> { posts: &'a [Post], mark: char }
        "{{#> Layout title='Home'}}{{#each posts as |p|}}{{p.title}}{{@mark}}{{/each}}{{/Layout}}"
    }
    check(&Page { posts: &[post("a"), post("b")], mark: '!' }, "Home|none|a!b!");
    // A component is a template as every other, without content and fills.
    check(&Layout { title: "alone" }, "alone|none|");
    let nested = Layout { title: "t" };
    renders!([] "{{layout}}{{{layout}}}", { layout = &nested }, "t|none|t|none|");
}

#[test]
fn white_space_around_calls() {
    renders!(
        [struct Button<'a> { label: &'a str } "<b>{{label}}</b>\n" struct Frame { n: u8 } "[\n{{yield}}\n]\n\n"]
        "<p>\n  {{> Button label='a'}}\n  {{> Button label='b'}}\n</p>\n{{#> Frame n=1}}\n  x\n{{/Frame}}\n|{{#> Frame n=1}} x {{/Frame}}|",
        "<p>\n  <b>a</b>\n  <b>b</b>\n</p>\n[\n  x\n\n]\n|[\n x \n]\n|",
    );
    renders!(
        [struct Button<'a> { label: &'a str } "{{label}}\r\n"]
        "{{> Button label='a'}}|",
        "a|",
    );
    renders!(
        [struct Button<'a> { label: &'a str } "{{#if label}}{{label}}{{/if}}\n" struct Line { n: u8 } "\n"]
        "{{> Button label='a'}}|{{> Line n=1}}|",
        "a||",
    );
    // Rendered alone, it keeps its last line break.
    template! { struct Button<'a> { label: &'a str } "<b>{{label}}</b>\n" }
    check(&Button { label: "x" }, "<b>x</b>\n");
    template! { #[template(unroll)] struct Unrolled<'a> { label: &'a str } "<b>{{label}}</b>\n" }
    check(&Unrolled { label: "x" }, "<b>x</b>\n");
    // Tildes.
    renders!(
        [struct Button<'a> { label: &'a str } "[{{label}}{{yield}}]"]
        "a {{~> Button label='b'~}} c {{~#> Button label='d'~}} e {{~/Button~}} f",
        "a[b]c[de]f",
    );
    // Slots are blocks: their tags may stand on lines of their own.
    renders!(
        [#[slots(nav)] struct Page { n: u8 } "[{{yield to='nav'}}]{{yield}}"]
        "{{#> Page n=1}}\n  {{#slot 'nav'}}\n    n\n  {{/slot}}\n  text\n{{/Page}}\n",
        "[    n\n]  text\n",
    );
}

/// A line that contains only fills is not part of the content, wherever it is and however it is indented.
#[test]
fn lines_of_fills() {
    template! {
        #[slots(nav?, foot?)]
        struct Page {}
        "{{yield to='nav'}}{{yield to='foot'}}[{{yield}}]"
    }
    macro_rules! lines {
        ($($text:literal => $expected:literal,)*) => { $({
            template! { struct Home {} $text }
            check(&Home {}, $expected);
        })* };
    }
    lines! {
        // First in the call.
        "{{#> Page}}\n{{#slot 'nav'}}n{{/slot}}\n text\n{{/Page}}" => "n[ text\n]",
        "{{#> Page}}\n  {{#slot 'nav'}}n{{/slot}}\n text\n{{/Page}}" => "n[ text\n]",
        "{{#> Page}}\r\n\t{{#slot 'nav'}}n{{/slot}} \r\n text\r\n{{/Page}}" => "n[ text\r\n]",
        "|{{#> Page}}\n{{#slot 'nav'}}n{{/slot}}\n text\n{{/Page}}" => "|n[\n text\n]",
        // After text, a block, another fill, and last.
        "{{#> Page}}\na\n{{#slot 'nav'}}n{{/slot}}\n b\n{{/Page}}" => "n[a\n b\n]",
        "{{#> Page}}\na\n  {{#slot 'nav'}}n{{/slot}}\n b\n{{/Page}}" => "n[a\n b\n]",
        "{{#> Page}}\n{{#if true}}\na\n{{/if}}\n{{#slot 'nav'}}n{{/slot}}\n b\n{{/Page}}" => "n[a\n b\n]",
        "{{#> Page}}\n {{#if true}}\na\n {{/if}}\n {{#slot 'nav'}}n{{/slot}}\n b\n{{/Page}}" => "n[a\n b\n]",
        "{{#> Page}}\n{{#slot 'nav'}}n{{/slot}}\n{{#slot 'foot'}}f{{/slot}}\nb\n{{/Page}}" => "nf[b\n]",
        "{{#> Page}}\n  {{#slot 'nav'}}n{{/slot}}\n  {{#slot 'foot'}}f{{/slot}}\n  b\n{{/Page}}" => "nf[  b\n]",
        "{{#> Page}}\nb\n{{#slot 'nav'}}n{{/slot}}\n{{/Page}}" => "n[b\n]",
        "{{#> Page}}\nb\n  {{#slot 'nav'}}n{{/slot}}\n  {{/Page}}" => "n[b\n]",
        // Several on one line, and a comment.
        "{{#> Page}}\n{{#slot 'nav'}}n{{/slot}} {{#slot 'foot'}}f{{/slot}}\nb\n{{/Page}}" => "nf[b\n]",
        "{{#> Page}}\n  {{#slot 'nav'}}n{{/slot}}{{#slot 'foot'}}f{{/slot}}\n  b\n{{/Page}}" => "nf[  b\n]",
        "{{#> Page}}\na\n {{! c }}{{#slot 'nav'}}n{{/slot}} {{! c }}\nb\n{{/Page}}" => "n[a\nb\n]",
        // Fills of several lines. Blank lines around fills are kept.
        "{{#> Page}}\n\n{{#slot 'nav'}}\nn\n{{/slot}}\n\nb\n{{/Page}}" => "n\n[\n\nb\n]",
        "{{#> Page}}\n\n {{#slot 'nav'}}\nn\n {{/slot}}\n\nb\n{{/Page}}" => "n\n[\n\nb\n]",
        "{{#> Page}}\n\n{{#slot 'nav'}}n{{/slot}}\n\nb\n{{/Page}}" => "n[\n\nb\n]",
        "{{#> Page}}\n{{#slot 'nav'}}\nn{{/slot}}\nb\n{{/Page}}" => "n[b\n]",
        "{{#> Page}}\n {{#slot 'nav'}}n\n {{/slot}}\nb\n{{/Page}}" => "n\n[b\n]",
        // Lines with more than fills are kept.
        "{{#> Page}}\na {{#slot 'nav'}}n{{/slot}}\nb\n{{/Page}}" => "n[a \nb\n]",
        "{{#> Page}}\n{{#slot 'nav'}}n{{/slot}} a\nb\n{{/Page}}" => "n[ a\nb\n]",
        "{{#> Page}}\n{{#slot 'nav'}}n{{/slot}}{{#if true}}a{{/if}}\nb\n{{/Page}}" => "n[a\nb\n]",
        "{{#> Page}}\n{{#if true}}a{{/if}}{{#slot 'nav'}}n{{/slot}}\nb\n{{/Page}}" => "n[a\nb\n]",
        "{{#> Page}}\na\n{{~#slot 'nav'}}n{{/slot}}\nb\n{{/Page}}" => "n[a\nb\n]",
        "{{#> Page}}{{#slot 'nav'}}n{{/slot}}\nb\n{{/Page}}" => "n[\nb\n]",
    }
}

#[test]
fn escaping() {
    struct Brackets;
    impl Escaper for Brackets {
        fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
            write!(output, "[{text}]")
        }
    }
    template! { #[template(escape = Brackets)] struct Inner<'a> { x: &'a str } "{{x}}{{{x}}}{{yield x}}" }
    template! {
        #[template(escape = Brackets)]
        struct Page<'a> { x: &'a str }
        "{{#> Inner x=x as |y|}}{{y}}{{{y}}}{{/Inner}}"
    }
    check(&Page { x: "a" }, "[a]a[a]a");
    template! { #[template(text)] struct Plain<'a> { x: &'a str } "{{x}}{{yield x}}" }
    template! { #[template(text)] struct Mail<'a> { x: &'a str } "{{#> Plain x=x as |y|}}{{y}}{{/Plain}}" }
    check(&Mail { x: "<" }, "<<");
}

#[test]
fn variants_are_given_by_name() {
    renders!(
        [struct Badge { size: Size, #[default(Size::Small)] other: Size } "{{size}}{{other}};"]
        "{{> Badge size=s}}{{> Badge size=s other=s}}{{> Badge size='very-large' other='Small'}}{{> Badge size=t}}",
        { s = Size::Large, t = Tree::Text("Small") },
        "very-largeSmall;very-largevery-large;very-largeSmall;SmallSmall;",
    );
    let error = failure!([struct Badge { size: Size } "{{size}}"] "{{> Badge size=t}}", t = Tree::Text("large"));
    assert_eq!(
        error.kind().to_string(),
        "component `Badge`: argument `size` must be a `Size`, but is \"large\""
    );
}

fn odd(n: u8) -> Result<u8, &'static str> {
    if n % 2 == 1 { Ok(n) } else { Err("even") }
}

#[test]
fn errors_in_content() {
    let error = failure!(
        [struct Frame { n: u8 } "[{{yield n}}]"]
        "{{#> Frame n=1}}{{odd 1}}{{/Frame}}{{#> Frame n=2 as |n|}}{{odd n}}{{/Frame}}"
    );
    assert_eq!(error.kind().to_string(), "helper `odd`: even");
    // In content of content, and in content that is passed on.
    let error = failure!(
        [struct Frame { n: u8 } "[{{yield n}}]" struct Outer { n: u8 } "{{#> Frame n=n as |m|}}{{yield m}}{{/Frame}}"]
        "{{#> Frame n=1}}{{#> Outer n=2 as |n|}}{{#let (upper 'a') as |a|}}{{a}}{{odd n}}{{/let}}{{/Outer}}{{/Frame}}"
    );
    assert_eq!(error.kind().to_string(), "helper `odd`: even");
}

#[test]
fn errors_have_their_own_place() {
    macro_rules! places {
        ($frame:tt $page:tt) => {{
            template! {
                #[template $frame]
                struct Frame { n: u8, late: bool }
                include_str!("components/frame.hbs")
            }
            template! {
                #[template $page]
                struct Page { n: u8, late: bool }
                include_str!("components/page.hbs")
            }
            let place = |page: Page| {
                let error = fails(&page);
                assert_eq!(error.kind().to_string(), "helper `odd`: even");
                let file = error.file().unwrap_or_default().rsplit('/').next().unwrap_or_default();
                (file.to_owned(), error.line(), error.column())
            };
            check(&Page { n: 1, late: false }, "<\n  1\n>\n  ");
            let in_content = ("page.hbs".to_owned(), Some(2), Some(5));
            assert_eq!(place(Page { n: 2, late: true }), in_content);
            let in_component = ("frame.hbs".to_owned(), Some(3), Some(17));
            assert_eq!(place(Page { n: 1, late: true }), in_component);
        }};
    }
    places!((unroll = false)(unroll = false));
    places!((optimize = false)(optimize = false));
    places!((unroll)(unroll));
    places!((unroll = false)(unroll));
    places!((unroll)(unroll = false));
}

#[test]
fn errors_in_components() {
    let error = failure!(
        [struct Card { n: u8 } "\n\n     {{odd n}}"]
        "abc{{> Card n=1}}{{> Card n=2}}"
    );
    assert_eq!(error.kind().to_string(), "helper `odd`: even");
    let error = failure!(
        [struct Card { n: u8 } "{{#each (array n) as |m|}}{{yield m}}{{odd m}}{{/each}}"]
        "abc{{#> Card n=1}}{{/Card}}{{#> Card n=2 as |n|}}{{n}}{{/Card}}"
    );
    assert_eq!(error.kind().to_string(), "helper `odd`: even");
    // Arguments that only the run can check.
    let error = failure!([struct Card { n: u8 } "{{n}}"] "abc{{> Card n=n}}", n = 300);
    assert_eq!(
        error.kind().to_string(),
        "component `Card`: argument `n` must be an integer (`u8`), but is 300"
    );
    let error = failure!([struct Card { n: u8 } "{{n}}{{yield}}"] "abc{{#> Card n=t}}x{{/Card}}", t = Tree::Bool(true));
    assert_eq!(
        error.kind().to_string(),
        "component `Card`: argument `n` must be an integer (`u8`), but is true"
    );
    // In an argument.
    let error = failure!([struct Card { n: u8 } "{{n}}"] "{{> Card n=(odd 2)}}");
    assert_eq!(error.kind().to_string(), "helper `odd`: even");
}

#[test]
fn a_full_output_still_counts() {
    components! {
        (unroll = false)
        struct Frame<'a> { items: &'a [&'a str] } "({{#each items as |x|}}{{yield (upper x)}}{{/each}})"
    }
    let page = template!("{{#> Frame items=list as |x|}}[{{x}}]{{/Frame}}", list = &["a", "b"][..]);
    check(&page, "([A][B])");
    for len in 0..8 {
        let full = Err(ErrorKind::OutputFull { needed: 8 }.into());
        assert_eq!(page.render_into(&mut vec![0; len]), full);
    }
}

thread_local! {
    /// What [`Borrowing`] has read when it was dropped.
    static READ: Cell<usize> = const { Cell::new(0) };
}

/// A list that reads the text that it borrows when it is dropped.
struct Borrowing<'a>(&'a str);

impl Drop for Borrowing<'_> {
    fn drop(&mut self) {
        READ.set(READ.get() + self.0.bytes().map(usize::from).sum::<usize>());
    }
}

impl<'a> Iterator for Borrowing<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.0.split_at_checked(1)?;
        self.0 = rest;
        Some(first)
    }
}

#[derive(Data)]
struct Kept<'a> {
    #[data(skip)]
    _guard: Guard<'a>,
    text: &'a str,
}

struct Guard<'a>(&'a str);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        READ.set(READ.get() + self.0.bytes().map(usize::from).sum::<usize>());
    }
}

fn keep(text: &str) -> Kept<'_> {
    Kept { _guard: Guard(text), text }
}

fn letters(text: &str) -> Borrowing<'_> {
    Borrowing(text)
}

fn burn(n: u8) -> u8 {
    assert!(n > 0, "burnt");
    n
}

/// A component owns a text that it passes to a fill, where a helper's result borrows it until the end of the fill, also
/// if that ends by a panic or an error.
#[test]
fn what_borrows_from_a_component_ends_before_it() {
    macro_rules! page {
        (|$page:ident| $use:expr, $burn:ident $n:expr) => {
            each_way!(
                [struct Owner { text: String } "{{yield text}}{{yield (upper text)}}"]
                "{{#> Owner text=(concat 'abc' (upper 'x')) as |t|}}{{#let (keep t) (letters t) (upper t) as |k l u|}}{{k.text}}{{#each l}}{{this}}{{/each}}{{u}}{{f n}}{{/let}}{{/Owner}}",
                { n = $n, fn f = $burn },
                |$page| $use
            )
        };
    }
    page!(|page| check(page, "abcXabcXABCX1ABCXABCXABCX1"), burn 1);
    page!(
        |page| for _ in 0..3 {
            assert!(catch_unwind(AssertUnwindSafe(|| page.render())).is_err());
            assert!(catch_unwind(AssertUnwindSafe(|| page.render_into(&mut [0; 99]).map(str::len))).is_err());
        },
        burn 0
    );
    page!(|page| assert_eq!(fails(page).kind().to_string(), "helper `f`: even"), odd 2);
    assert_ne!(READ.get(), 0);
}

#[derive(Data)]
struct Bomb {
    n: u8,
}

impl Drop for Bomb {
    fn drop(&mut self) {
        assert!(self.n > 0, "on purpose");
    }
}

fn bomb(n: u8) -> Bomb {
    Bomb { n }
}

/// The drop of one result panics: the others are dropped nevertheless before what they borrow.
#[test]
fn a_panic_of_a_drop_ends_no_borrow() {
    macro_rules! page {
        (|$page:ident| $use:expr, $n:expr) => {
            each_way!(
                [struct Owner { text: String } "{{yield text}}"]
                "{{#> Owner text=(upper 'abc') as |t|}}{{concat (lookup (keep t) 'text') (lookup (bomb n) 'n')}}{{/Owner}}",
                { n = $n },
                |$page| $use
            )
        };
    }
    page!(|page| check(page, "ABC1"), 1_u8);
    READ.set(0);
    page!(|page| assert!(catch_unwind(AssertUnwindSafe(|| page.render())).is_err()), 0_u8);
    assert_ne!(READ.get(), 0);
}

/// The page goes on after a helper has caught the panic, or dropped the error, of a call in its block.
#[test]
fn a_caught_panic_leaves_no_variables() {
    #[helper]
    fn guard(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        let caught = catch_unwind(AssertUnwindSafe(|| block.body(&[])));
        let Ok(printed) = caught else { return block.text("caught") };
        printed
    }
    each_way!(
        [struct Owner { text: String } "{{yield text}}"]
        "{{#(guard)}}{{#> Owner text=(upper 'abc') as |t|}}{{#let (keep t) (letters t) as |k l|}}{{k.text}}{{burn n}}{{/let}}{{/Owner}}{{/guard}}{{upper 'x'}}",
        { n = 0 },
        |page| assert!(page.render().is_err())
    );
    // Inside of a component, whose content panics.
    each_way!(
        [struct Owner { text: String } "{{#(guard)}}{{yield text}}{{/guard}}"]
        "{{#> Owner text=(upper 'abc') as |t|}}{{#let (keep t) (letters t) as |k l|}}{{k.text}}{{burn n}}{{/let}}{{/Owner}}",
        { n = 0 },
        |page| assert!(page.render().is_err())
    );
}

#[test]
fn printable_and_safe_fields() {
    renders!(
        [struct Badge<'a> { value: Printable<'a>, html: SafeHtml<&'a str> } "{{value}}{{html}};"]
        "{{> Badge value=1 html=x}}{{> Badge value='<' html=x}}{{> Badge value=1.5 html=x}}{{> Badge value=y html=x}}",
        { x = SafeHtml("<b>"), y = true },
        "1<b>;&lt;<b>;1.5<b>;true<b>;",
    );
    let error = failure!([struct Badge<'a> { value: Printable<'a> } "{{value}}"] "{{> Badge value=t}}", t = Tree::List(&[]));
    assert_eq!(
        error.kind().to_string(),
        "component `Badge`: argument `value` must be something that can be printed, …"
    );
}

#[test]
fn attributes_are_escaped_and_left_out() {
    template! { struct Part<'a> { x: &'a str } "<b title=\"{{x}}\">{{x}}</b> &amp; \"" }
    renders!(
        [struct Field<'a> { #[rest] rest: Attrs<'a> } "<i{{attributes rest}}>"]
        "{{> Field title=part}}{{> Field title=html}}<i title=\"{{part}}\"><i title=\"{{html}}\">",
        { part = &Part { x: "'" }, html = SafeHtml("<p>\"") },
        "<i title=\"&#x27; &amp; &quot;\"><i title=\"&quot;\"><i title=\"&#x27; &amp; &quot;\"><i title=\"&quot;\">",
    );
    renders!(
        [struct Field<'a> { #[rest] rest: Attrs<'a>, #[default(None)] own: Option<&'a str> }
            "<i{{attributes rest id='a' title=own}}>"]
        "{{> Field id=null title='t'}}{{> Field id=false}}{{> Field own='o' title=null}}",
        {},
        "<i title=\"t\" id=\"a\"><i id=\"a\"><i id=\"a\" title=\"o\">",
    );
    let error = failure!(
        [struct Field<'a> { #[rest] rest: Attrs<'a> } "<i{{attributes rest id='a'}}>"]
        "{{> Field id=b}}", b = "b"
    );
    assert_eq!(error.kind().to_string(), "the attribute `id` is specified more than once");
}

#[test]
fn attributes_are_escaped_by_their_names() {
    let link = "javascript:alert(1)";
    renders!(
        [struct Link<'a> { #[rest] rest: Attrs<'a> } "<a{{attributes rest}}>"]
        "{{> Link href=link}}{{> Link href='javascript:f()' onclick=link}}{{> Link href=safe hx-vals=list}}{{> Link style=link srcset=link src=path}}",
        { link = link, safe = unchecked::safe_url("app:x"), list = [1, 2], path = "/a b?c='\"" },
        "<a href=\"#unsafe-url\"><a href=\"javascript:f()\" onclick=\"&quot;javascript:alert(1)&quot;\"><a href=\"app:x\" hx-vals=\"[1,2]\"><a style=\"unsafe-css\" srcset=\"#unsafe-url\" src=\"/a%20b?c=%27%22\">",
    );
    // What is loaded.
    renders!(
        [struct Frame<'a> { #[rest] rest: Attrs<'a> } "<iframe{{attributes rest}}></iframe>"
         struct Icon<'a> { #[rest] rest: Attrs<'a> } "<link rel='icon'{{attributes rest}}>"]
        "{{> Frame src=link}}{{> Frame src='https://a.example/' title=link}}{{> Frame src=safe}}{{> Icon href=link}}",
        { link = "https://b.example/", safe = unchecked::trusted_resource_url("https://c.example/") },
        "<iframe src=\"#unsafe-url\"></iframe><iframe src=\"https://a.example/\" title=\"https://b.example/\"></iframe><iframe src=\"https://c.example/\"></iframe><link rel='icon' href=\"https://b.example/\">",
    );
}

#[test]
fn attributes_are_forwarded() {
    renders!(
        [struct Field<'a> { name: &'a str, #[rest] rest: Attrs<'a> }
            "<i name='{{name}}'{{attributes rest class='field' type='text'}}>"
         struct Label<'a> { #[rest] rest: Attrs<'a> }
            "<b{{attributes rest}}>"]
        "{{> Field name='n'}}{{> Field hx-post='/x' name='n' class='wide' aria-label=hint required=true disabled=false data-n=1 title=null}}{{#> Label id=(upper 'a')}}{{/Label}}",
        { hint = "a & \"b\"" },
        "<i name='n' class=\"field\" type=\"text\"><i name='n' hx-post=\"/x\" class=\"field wide\" aria-label=\"a &amp; &quot;b&quot;\" required data-n=\"1\" type=\"text\"><b id=\"A\">",
    );
}

template! {
    struct Boxed {
        content: Option<Box<dyn Template>>,
        others: Vec<Box<dyn Template + Send>>,
    }
    "{{content}}{{#each others}}{{this}}{{/each}}"
}

template! {
    struct BoxedBesideReferences<'a> {
        title: &'a str,
        first: &'a (dyn Template + 'static),
        content: Box<dyn Template>,
        all: &'a [Box<dyn Template + 'a>],
    }
    "{{title}}{{first}}{{content}}{{#each all}}{{this}}{{/each}}"
}

#[test]
fn a_struct_with_templates_that_live_forever() {
    let boxed = |mark: char| Box::new(template!("{{mark}}", mark = mark));
    check(&Boxed { content: Some(boxed('a')), others: vec![boxed('b')] }, "ab");
    let page = BoxedBesideReferences {
        title: "t",
        first: &boxed('a'),
        content: boxed('b'),
        all: &[boxed('c')],
    };
    check(&page, "tabc");
}
