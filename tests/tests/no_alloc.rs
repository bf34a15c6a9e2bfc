//! Checks that rendering into a slice does not allocate, whatever the template does.

#![allow(unsafe_code, reason = "an allocator that counts")]

#[path = "no_alloc/bounds.rs"]
mod bounds;
#[path = "no_alloc/calls.rs"]
mod calls;
#[path = "no_alloc/components.rs"]
mod components;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    collections::{BTreeMap, HashMap, VecDeque},
    fmt::{self, Display},
};
use template_runtime::{
    Block, Data, List, SafeHtml, Stopped, Template, Tree, Value, helper, template,
};

thread_local!(static COUNT: Cell<usize> = const { Cell::new(0) });

struct Counting;

/// The allocator of the whole test; each thread counts its own.
#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call is forwarded to the system allocator. Counting does not allocate: the counter has a
// constant initializer, and no destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller upholds the contract, which is that of `System`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: `pointer` came from `alloc`, and so from `System`, with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: as in `dealloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// Renders into a slice, and checks that nothing is allocated.
#[track_caller]
fn check(template: &impl Template, expected: &str) {
    let mut buffer = [0; 2048];
    let before = COUNT.get();
    let page = template.render_into(&mut buffer);
    let count = COUNT.get() - before;
    assert_eq!(page, Ok(expected));
    assert_eq!(count, 0, "allocations");

    // Nor does an error allocate.
    let before = COUNT.get();
    let error = template.render_into(&mut buffer[..expected.len() / 2]);
    let count = COUNT.get() - before;
    assert_eq!((error.is_err(), count), (!expected.is_empty(), 0), "a slice that is too small");

    // Nor does a writer.
    let before = COUNT.get();
    let written = template.render_to(&mut Nowhere);
    let count = COUNT.get() - before;
    assert_eq!((written, count), (Ok(()), 0), "a writer");
}

struct Nowhere;

impl fmt::Write for Nowhere {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}

#[test]
fn allocations_are_counted() {
    let before = COUNT.get();
    let page = template!("{{x}}", x = 1).render();
    assert!(COUNT.get() > before && page.as_deref() == Ok("1"));
    // Text that is too long for scratch memory is allocated.
    let long = "x".repeat(1000);
    let before = COUNT.get();
    let page = template!("{{str::len (concat long long)}}");
    assert_eq!(page.render_into(&mut [0; 10]), Ok("2000"));
    assert!(COUNT.get() > before);
}

/// A new string has the capacity of earlier outputs of the template, so it does not grow.
#[test]
fn a_new_string_is_one_allocation() {
    fn check<T: Template>(template: &T) {
        let first = template.render().map(|page| page.len());
        for _ in 0..3 {
            let before = COUNT.get();
            let page = template.render();
            assert_eq!(COUNT.get(), before + 1, "{}", template.program());
            assert_eq!(page.map(|page| page.len()), first);
        }
    }
    let names = vec!["a < b & c, and so on for a while"; 200];
    check(&template!(unroll = false, "{{#each names as |n i|}}{{i}} {{n}}{{/each}}"));
    check(&template!(unroll, "{{#each names as |n i|}}{{i}} {{n}}{{/each}}"));
}

/// Returns a value whose `Display` calls a function, like `fmt::from_fn` of later versions of Rust.
fn from_fn<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result>(f: F) -> FromFn<F> {
    FromFn(f)
}

struct FromFn<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Display for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

fn shout(s: &str) -> impl Display + '_ {
    from_fn(move |f| s.chars().try_for_each(|c| write!(f, "{}", c.to_ascii_uppercase())))
}

fn join(a: &str, b: &str) -> impl Display {
    from_fn(move |f| write!(f, "{a}+{b}"))
}

fn bold(s: &str) -> SafeHtml<impl Display + '_> {
    SafeHtml(from_fn(move |f| write!(f, "<b>{s}</b>")))
}

fn add(a: i64, b: i64) -> i64 {
    a + b
}

fn even(n: i64) -> Option<i64> {
    (n % 2 == 0).then_some(n)
}

fn checked(n: i64) -> Result<i64, &'static str> {
    if n < 0 { Err("negative") } else { Ok(n) }
}

fn first<'a>(list: List<'a>) -> Option<Value<'a>> {
    list.get(0)
}

fn version() -> &'static str {
    "1.0"
}

#[derive(Data)]
struct Team {
    name: String,
    players: Vec<String>,
    coach: Option<Box<Team>>,
    form: Form,
}

#[derive(Data)]
enum Form {
    Good { points: u8 },
    Unknown,
}

fn team(name: &str) -> Team {
    Team {
        name: name.into(),
        players: vec!["a".into(), "<b>".into()],
        coach: None,
        form: Form::Unknown,
    }
}

template! {
    struct Everything<'a> {
        title: &'a str,
        year: u16,
        rate: f64,
        ready: bool,
        sign: char,
        large: i128,
        nothing: Option<u8>,
        teams: &'a [Team],
        map: BTreeMap<String, u8>,
        hash: HashMap<String, u8>,
        queue: VecDeque<u8>,
        empty: Vec<u8>,
        pair: (u8, &'a str),
    }

    r#"text {{! comment }}{{!-- another --}}\{{raw}}
{{title}} {{{title}}} {{&title}} {{year}} {{rate}} {{ready}} {{sign}} {{large}} [{{nothing}}]
{{~"literal"~}} 'single' {{1}} {{-1.5}} {{true}} {{null}} {{1e21}}
{{pair.0}} {{pair.1}} {{teams.0.players.1}} {{@root.title}} {{this.year}} {{./year}} {{map.a}} {{hash.k}}
{{shout title}} {{{join (shout title) (shout (join "x" title))}}} {{add (add 1 2) (add 3 year)}} {{(version)}}
{{bold (shout "x")}} {{even 2}}[{{even 1}}]{{checked 1}} {{first queue}} {{concat title "-" year rate}}
{{if ready "yes" "no"}} {{unless ready (shout "no")}} {{shout (if ready title "none")}}
{{#if ready}}ready{{else}}waiting{{/if}} {{#unless nothing}}nothing{{/unless}} {{#if nothing}}a{{else if (shout title)}}b{{else}}c{{/if}}
{{#each teams as |team index|}}
  {{index}} {{team.name}} {{@first}} {{@last}} {{@key}} {{../title}} {{#if form.Good}}{{form.points}}{{else}}{{form}}{{/if}}
  {{#each players}}{{@../index}}{{@index}}{{shout this}}{{../name}}{{#unless @last}}, {{/unless}}{{/each}}
  {{#with coach as |c|}}{{c.name}}{{shout name}}{{../name}}{{else}}{{shout "nobody"}}{{/with}}
{{/each}}
{{#each map}}{{@key}}={{this}} {{/each}}{{#each hash as |v k|}}{{k}}={{v}}{{/each}}{{#each queue}}{{this}}{{/each}}{{#each empty}}x{{else}}empty{{/each}}
{{#let (shout title) (join title "!") 7 as |a b n|}}{{a}}{{b}}{{n}}{{#each queue}}{{#let (join a b) as |c|}}{{shout c}}{{/let}}{{/each}}{{/let}}"#
}

#[test]
fn every_construct() {
    let mut coached = team("B & C");
    coached.coach = Some(Box::new(team("coach")));
    coached.form = Form::Good { points: 3 };
    let teams = [team("A"), coached];
    let page = Everything {
        title: "<t>",
        year: 2015,
        rate: 0.5,
        ready: true,
        sign: '&',
        large: i128::MIN,
        nothing: None,
        teams: &teams,
        map: BTreeMap::from([("a".into(), 1), ("b".into(), 2)]),
        hash: HashMap::from([("k".into(), 3)]),
        queue: VecDeque::from([4, 5]),
        empty: Vec::new(),
        pair: (6, "p"),
    };
    let expected = "\
text {{raw}}
&lt;t&gt; <t> <t> 2015 0.5 true &amp; -170141183460469231731687303715884105728 []literal'single' 1 -1.5 true  1e+21
6 p &lt;b&gt; &lt;t&gt; 2015 2015 1 3
&lt;T&gt; <T>+X+<T> 2021 1.0
<b>X</b> 2[]1 4 &lt;t&gt;-20150.5
yes  &lt;T&gt;
ready nothing b
  0 A true false 0 &lt;t&gt; Unknown
  00AA, 01&lt;B&gt;A
  NOBODY
  1 B &amp; C false true 1 &lt;t&gt; 3
  10AB &amp; C, 11&lt;B&gt;B &amp; C
  coachCOACHB &amp; C
a=1 b=2 k=345empty
&lt;T&gt;&lt;t&gt;+!7&lt;T&gt;+&lt;T&gt;+!&lt;T&gt;+&lt;T&gt;+!";
    check(&page, expected);
}

/// An unrolled template does not allocate either.
#[test]
fn unrolled() {
    let (names, you) = (["ann", "bob"], "you");
    check(
        &template!(
            unroll,
            "{{#each names as |n|}}{{join (shout n) (concat n '!')}} {{/each}}{{#let (shout you) as |s|}}{{s}}{{1.25}}{{/let}}"
        ),
        "ANN+ann! BOB+bob! YOU1.25",
    );
    // The scratch memory of a body is freed after each call.
    let expected = "ABC+x".repeat(40);
    check(
        &template!(unroll, scratch = 64, "{{#times 40}}{{join (shout 'abc') 'x'}}{{/times}}"),
        &expected,
    );
    check(&template!(scratch = 64, "{{#times 40}}{{join (shout 'abc') 'x'}}{{/times}}"), &expected);
}

#[helper]
fn times(count: u32, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    (0..count).try_for_each(|_| block.body(&[]))
}

template! {
    struct Parts<'a> {
        names: &'a [&'a str],
    }
    "{{#fragment list}}{{#each names}}{{shout this}}{{/each}}{{/fragment}}{{#fragment count}}{{names.length}}{{/fragment}}"
}

#[test]
fn fragments_and_tuples() {
    let page = Parts { names: &["a", "b"] };
    check(&page, "AB2");
    check(&page.list(), "AB");
    check(&(page.count(), page.list(), &page), "2ABAB2");
    check(&template!("[{{part}}]", part = page.count()), "[2]");
}

#[test]
fn many_iterations() {
    let list: Vec<i64> = (0..100).collect();
    let page = template!(
        "{{#each list}}{{#let (concat 'n' this) as |n|}}{{#if (shout n)}}{{shout (join n (shout n))}}{{/if}}{{/let}} {{/each}}"
    );
    let expected: String = (0..100).map(|n| format!("N{n}+N{n} ")).collect();
    check(&page, &expected);
}

#[test]
fn dynamic_data() {
    let (json, tree) = (serde_json::json!({ "a": ["x", { "b": 1.5 }] }), TREE);
    let page = template!(
        strict,
        "{{#each data}}{{#each this}}{{@key}}{{#if b}}{{b}}{{else}}{{shout this}}{{/if}} {{/each}}{{/each}}{{data.a.1.b}}",
        data = json
    );
    check(&page, "0X 11.5 1.5");
    let page = template!(
        strict,
        "{{#each tree}}{{@key}}{{#each this}} {{this.b}}{{/each}}{{/each}} {{tree.a.1.b}}",
        tree = tree
    );
    check(&page, "a 2 1.5 1.5");
    let missing = template!(strict, "{{tree.nothing}}", tree = tree);
    let before = COUNT.get();
    let failed = missing.render_into(&mut [0; 10]).is_err();
    let count = COUNT.get() - before;
    assert_eq!((failed, count), (true, 0));
}

const TREE: Tree<'static> = Tree::Map(&[(
    "a",
    Tree::List(&[Tree::Map(&[("b", Tree::Int(2))]), Tree::Map(&[("b", Tree::Float(1.5))])]),
)]);

#[test]
fn errors() {
    let page = template!("{{checked -1}}");
    let before = COUNT.get();
    let failed = page.render_into(&mut [0; 10]).is_err();
    let count = COUNT.get() - before;
    assert_eq!((failed, count), (true, 0));
}

#[test]
fn keywords_and_sections() {
    /// Two dashes before each text.
    struct Dashes;

    impl template_runtime::Escaper for Dashes {
        fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
            output.write_str("--")?;
            output.write_str(text)
        }
    }

    let (name, zero, list) = ("n", 0, [1, 2]);
    let map = BTreeMap::from([("a", 1), ("b", 2)]);
    let pair = (3, "four");
    check(
        &template!(
            "{{#each (array 1 (shout name) (hash k=name)) as |x i|}}{{i}}{{#if (lt i 2)}}{{x}}{{else}}{{x.k}}{{/if}}{{/each}}"
        ),
        "011N2n",
    );
    check(
        &template!("{{#each (hash a=1 b=(shout name)) as |v k|}}{{k}}{{v}}{{/each}}{{log name}}"),
        "a1bN",
    );
    check(
        &template!("{{#list}}{{this}}{{/list}}{{#pair}}{{this.[1]}}{{/pair}}{{^zero}}z{{/zero}}"),
        "12fourz",
    );
    check(
        &template!(
            "{{#each pair}}{{@key}}{{this}}{{/each}}{{#each-in map as |k v|}}{{k}}{{v}}{{/each-in}}"
        ),
        "031foura1b2",
    );
    check(
        &template!(
            "{{or zero name}}{{and name 1}}{{not name}}{{eq name 'n'}}{{lookup map 'b'}}{{get list zero}}"
        ),
        "n1falsetrue21",
    );
    check(&template!(escape = Dashes, "{{name}}{{zero}}{{shout name}}{{1.5}}"), "--n--0--N--1.5");
}

#[test]
fn the_helpers_of_the_runtime() {
    use template_runtime::helpers::{
        self, capitalize, date, first, json, last, len, lowercase, number, pluralize, replace,
        reverse, slice, trim, truncate, uppercase, url_encode, weekday, year,
    };

    let (name, none, now) = ("Ödön & ΣΑΣ", None::<&str>, 1_795_183_509);
    let list = ["b", "a", "<c>"];
    check(
        &template!(
            "{{uppercase name}} {{lowercase (trim name)}} {{capitalize 'x'}} {{truncate name 4}} {{truncate name 4 ellipsis='..'}} {{replace name ' ' (uppercase '-')}}"
        ),
        "ÖDÖN &amp; ΣΑΣ ödön &amp; σας X Ödö… Öd.. Ödön-&amp;-ΣΑΣ",
    );
    check(
        &template!(
            "{{reverse (slice name 0 4)}} {{url_encode (slice name -3)}} {{pluralize (len list) 'item'}}"
        ),
        "nödÖ %CE%A3%CE%91%CE%A3 items",
    );
    check(
        &template!(
            "{{#each (reverse list)}}{{uppercase this}}{{/each}} {{helpers::join (slice (reverse list) 1) '+'}} {{first list}}{{last (slice list 0 2)}}"
        ),
        "&lt;C&gt;AB a+b ba",
    );
    check(
        &template!(
            "{{helpers::default none 'no'}} {{number 1234567.125 decimals=2 grouping='.' point=','}} {{number 12 decimals=1}} {{{json TREE}}} {{{json list}}} {{len (json list)}}",
            TREE = TREE
        ),
        r#"no 1.234.567,13 12.0 {"a":[{"b":2},{"b":1.5}]} ["b","a","\u003cc\u003e"] 25"#,
    );
    check(
        &template!("{{date now}} {{helpers::time now}} {{weekday now}} {{year now}}"),
        "2026-11-20 14:05:09 Friday 2026",
    );
    // Nor do failing ones.
    let page = template!("{{len n}}", n = Tree::Int(5));
    let before = COUNT.get();
    let failed = page.render_into(&mut [0; 10]).is_err();
    let count = COUNT.get() - before;
    assert_eq!((failed, count), (true, 0));
}
