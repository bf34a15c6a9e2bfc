//! Data that the interpreter reads where it lies: every leaf, through structs, pointers, options and loops,
//! and beside data that it reads as values.

use serde_json::json;
use std::{
    borrow::Cow,
    cell::Cell,
    collections::{BTreeMap, VecDeque},
    rc::Rc,
    sync::Arc,
};
use template_runtime::{Block, Data, Stopped, Template, Value, helper, template};
use template_tests::{check, renders};

#[derive(Clone, Data)]
struct Leaves<'a> {
    truth: bool,
    letter: char,
    i8: i8,
    i16: i16,
    i32: i32,
    i64: i64,
    isize: isize,
    i128: i128,
    u8: u8,
    u16: u16,
    u32: u32,
    u64: u64,
    usize: usize,
    u128: u128,
    f32: f32,
    f64: f64,
    text: &'a str,
    string: String,
    boxed: Box<str>,
    counted: Rc<str>,
    shared: Arc<str>,
    copied: Cow<'a, str>,
    some_text: Option<&'a str>,
    some_string: Option<String>,
    no_text: Option<&'a str>,
    no_string: Option<String>,
    some_number: Option<u64>,
    no_number: Option<u64>,
    nested: Option<Option<Box<i16>>>,
}

fn leaves() -> Leaves<'static> {
    Leaves {
        truth: true,
        letter: '<',
        i8: -1,
        i16: -300,
        i32: i32::MIN,
        i64: i64::MIN,
        isize: -7,
        i128: i128::MIN,
        u8: 255,
        u16: 65_535,
        u32: u32::MAX,
        u64: u64::MAX,
        usize: 7,
        u128: u128::MAX,
        f32: 0.1,
        f64: 1e21,
        text: "a & b",
        string: "<c>".into(),
        boxed: "d'".into(),
        counted: "e\"".into(),
        shared: "f".into(),
        copied: "g>".into(),
        some_text: Some("h & i"),
        some_string: Some("<j>".into()),
        no_text: None,
        no_string: None,
        some_number: Some(1 << 63),
        no_number: None,
        nested: Some(Some(Box::new(-5))),
    }
}

const ALL: &str = "true,&lt;,-1,-300,-2147483648,-9223372036854775808,-7,\
    -170141183460469231731687303715884105728,255,65535,4294967295,18446744073709551615,7,\
    340282366920938463463374607431768211455,0.1,1e+21,a &amp; b,&lt;c&gt;,d&#x27;,e&quot;,f,g&gt;,\
    h &amp; i,&lt;j&gt;,,,9223372036854775808,,-5;";

/// Prints all leaves of `$of`, which is a prefix of their paths.
macro_rules! prints_leaves {
    ($name:ident { $($field:tt)* } $text:literal) => {
        template! {
            struct $name<'a> { $($field)* }
            $text
        }
    };
}

prints_leaves! {
    OfFields { leaves: Leaves<'a> }
    "{{#with leaves}}{{truth}},{{letter}},{{i8}},{{i16}},{{i32}},{{i64}},{{isize}},{{i128}},{{u8}},{{u16}},{{u32}},{{u64}},{{usize}},{{u128}},{{f32}},{{f64}},{{text}},{{string}},{{boxed}},{{counted}},{{shared}},{{copied}},{{some_text}},{{some_string}},{{no_text}},{{no_string}},{{some_number}},{{no_number}},{{nested}};{{/with}}"
}

prints_leaves! {
    OfItems { items: &'a [Leaves<'a>] }
    "{{#each items}}{{truth}},{{letter}},{{i8}},{{i16}},{{i32}},{{i64}},{{isize}},{{i128}},{{u8}},{{u16}},{{u32}},{{u64}},{{usize}},{{u128}},{{f32}},{{f64}},{{text}},{{string}},{{boxed}},{{counted}},{{shared}},{{copied}},{{some_text}},{{some_string}},{{no_text}},{{no_string}},{{some_number}},{{no_number}},{{nested}};{{/each}}"
}

prints_leaves! {
    OfPaths { leaves: &'a Rc<Option<Box<Leaves<'a>>>> }
    "{{leaves.truth}},{{leaves.letter}},{{leaves.i8}},{{leaves.i16}},{{leaves.i32}},{{leaves.i64}},{{leaves.isize}},{{leaves.i128}},{{leaves.u8}},{{leaves.u16}},{{leaves.u32}},{{leaves.u64}},{{leaves.usize}},{{leaves.u128}},{{leaves.f32}},{{leaves.f64}},{{leaves.text}},{{leaves.string}},{{leaves.boxed}},{{leaves.counted}},{{leaves.shared}},{{leaves.copied}},{{leaves.some_text}},{{leaves.some_string}},{{leaves.no_text}},{{leaves.no_string}},{{leaves.some_number}},{{leaves.no_number}},{{leaves.nested}};"
}

#[test]
fn every_leaf() {
    check(&OfFields { leaves: leaves() }, ALL);
    check(&OfItems { items: &[leaves(), leaves(), leaves()] }, &ALL.repeat(3));
    check(&OfItems { items: &[] }, "");
    check(&OfPaths { leaves: &Rc::new(Some(Box::new(leaves()))) }, ALL);
    check(&OfPaths { leaves: &Rc::new(None) }, &(",".repeat(28) + ";"));
}

#[test]
fn conditions() {
    let (on, off) = (
        leaves(),
        Leaves {
            truth: false,
            i8: 0,
            u64: 0,
            f32: f32::NAN,
            f64: -0.0,
            text: "",
            string: String::new(),
            some_text: Some(""),
            some_string: None,
            ..leaves()
        },
    );
    let items = [on, off];
    renders!(
        "{{#each items}}{{#if truth}}a{{else}}b{{/if}}{{#if i8}}c{{/if}}{{#if u64}}d{{/if}}{{#if f32}}e{{/if}}\
         {{#if f64}}f{{/if}}{{#if text}}g{{/if}}{{#if string}}h{{/if}}{{#if some_text}}i{{/if}}\
         {{#if some_string}}j{{/if}}{{#if letter}}k{{/if}}{{#unless no_string}}l{{/unless}};{{/each}}",
        { items = &items },
        "acdefghijkl;bkl;"
    );
    renders!(
        "{{#each items}}{{#if (and truth text)}}a{{/if}}{{if truth 'b' 'c'}}{{#if (not text)}}d{{/if}};{{/each}}",
        { items = &items },
        "ab;cd;"
    );
}

/// Items behind pointers and options, and lists of lists.
#[test]
fn items_of_all_kinds() {
    #[derive(Clone, Data)]
    struct Item {
        name: String,
        next: Option<Box<Item>>,
    }
    let item = |name: &str| Item { name: name.into(), next: None };
    let chain = Item { next: Some(Box::new(item("b"))), ..item("a") };
    macro_rules! over {
        ($items:expr) => {
            renders!(
                "{{#each items as |item i|}}{{i}}{{item.name}}{{item.next.name}}{{item.next.next.name}};{{/each}}",
                { items = $items },
                "0ab;1c;"
            );
        };
    }
    over!([chain.clone(), item("c")]);
    over!(vec![Box::new(chain.clone()), Box::new(item("c"))]);
    over!(vec![Some(Rc::new(chain.clone())), Some(Rc::new(item("c")))]);
    over!([&chain, &item("c")]);
    over!([Cow::Borrowed(&chain), Cow::Owned(item("c"))]);
    over!(VecDeque::from([chain.clone(), item("c")]));
    over!(Rc::<[Item]>::from([chain.clone(), item("c")]));
    over!(Some(vec![chain.clone(), item("c")]));
    over!([Arc::new(Some(chain.clone())), Arc::new(Some(item("c")))]);
    renders!("{{#each items}}{{name}}-{{/each}}", { items = [Some(item("a")), None] }, "a--");
    let lists = vec![vec![1, 2], vec![], vec![3]];
    renders!(
        "{{#each lists as |list|}}[{{#each list as |n|}}{{n}}{{#unless @last}},{{/unless}}{{/each}}]{{/each}}",
        { lists = &lists },
        "[1,2][][3]"
    );
    renders!("{{#each none}}a{{else}}b{{/each}}", { none = None::<Vec<Item>> }, "b");
    renders!("{{#each units}}a{{@index}}{{/each}}", { units = [[0u8; 0]; 2] }, "a0a1");
}

#[test]
fn the_variables_of_a_loop() {
    let teams = [("Owls", 3u8), ("Rams", 1)];
    renders!(
        "{{#each teams as |team|}}{{@index}}{{@key}}{{#if @first}}f{{/if}}{{#if @last}}l{{/if}}{{team.0}}{{team.1}}{{/each}}",
        { teams = teams },
        "00fOwls311lRams1"
    );
    renders!(
        "{{#each teams}}{{#each ../teams}}{{@../index}}{{@index}}{{this.0}} {{/each}}{{/each}}",
        { teams = teams },
        "00Owls 01Rams 10Owls 11Rams "
    );
}

#[derive(Clone, Data)]
struct Team {
    name: String,
    extra: serde_json::Value,
    tags: BTreeMap<String, u8>,
    home: Home,
}

#[derive(Clone, Data)]
struct Home {
    city: &'static str,
    numbers: Vec<u16>,
}

fn team(name: &str) -> Team {
    Team {
        name: name.into(),
        extra: json!({ "a": [1, { "b": "<c>" }], "n": null }),
        tags: [("x".to_owned(), 1), ("y".to_owned(), 2)].into(),
        home: Home { city: "Ulm", numbers: vec![7, 8] },
    }
}

/// Paths that begin in a place and end in a value: names in JSON and in maps, items of lists.
#[test]
fn places_and_values() {
    let teams = [team("a"), team("b")];
    renders!(
        "{{#each teams as |team|}}{{team.extra.a.[1].b}}{{team.extra.missing}}{{team.extra.n}}{{team.tags.y}}\
         {{team.tags.z}}{{team.home.numbers.[1]}}{{team.home.numbers.[2]}}{{team.home.city}};{{/each}}",
        { teams = &teams },
        "&lt;c&gt;28Ulm;&lt;c&gt;28Ulm;"
    );
    renders!(
        "{{#each teams as |team|}}{{#each team.tags as |n key|}}{{key}}{{n}}{{team.name}}{{/each}}\
         {{#each team.extra.a as |item|}}{{item.b}}{{/each}}{{#each-in team.home as |key|}}{{key}}{{/each-in}};{{/each}}",
        { teams = &teams },
        "x1ay2a&lt;c&gt;citynumbers;x1by2b&lt;c&gt;citynumbers;"
    );
    let interpreted =
        template!(strict, "{{#each teams}}{{name}}{{extra.a.b}}{{/each}}", teams = &teams).render();
    let unrolled =
        template!(strict, unroll, "{{#each teams}}{{name}}{{extra.a.b}}{{/each}}", teams = &teams)
            .render();
    for error in [interpreted, unrolled] {
        let error = error.unwrap_err();
        assert_eq!(error.kind().to_string(), "`extra.a.b` is missing");
        assert!(error.line().is_some());
    }
}

fn title(team: &Team) -> String {
    format!("{} of {}", team.name, team.home.city)
}

fn double(n: u16) -> u16 {
    n * 2
}

/// Prints its block twice.
#[helper]
fn twice<'v>(
    #[rest] values: &[Value<'v>],
    #[block] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    block.body(values)?;
    block.body(values)
}

#[test]
fn places_as_arguments() {
    let teams = [team("a"), team("b")];
    renders!(
        "{{#each teams as |team|}}{{title team}}/{{title this}};{{#each team.home.numbers}}{{double this}},{{/each}}{{/each}}",
        { teams = &teams },
        "a of Ulm/a of Ulm;14,16,b of Ulm/b of Ulm;14,16,"
    );
    renders!(
        "{{#each teams as |team|}}{{#let team.home team as |home again|}}{{home.city}}{{again.name}}{{title again}};{{/let}}{{/each}}",
        { teams = &teams },
        "Ulmaa of Ulm;Ulmbb of Ulm;"
    );
    renders!(
        "{{#with teams.[1] as |team|}}{{team.name}}{{#with team.home}}{{city}}{{#with numbers}}{{this.[0]}}{{/with}}{{/with}}{{/with}}",
        { teams = &teams },
        "bUlm7"
    );
    renders!(
        "{{#each teams as |team|}}{{#twice team.home as |home|}}{{home.city}}{{team.name}}{{#each team.home.numbers}}{{this}}{{/each}}{{/twice}}{{/each}}",
        { teams = &teams },
        "Ulma78Ulma78Ulmb78Ulmb78"
    );
    renders!(
        "{{#let (if first teams.[0] teams.[1]) as |team|}}{{team.name}}{{/let}}{{#each (array 1 2)}}{{this}}{{/each}}",
        { teams = &teams, first = false },
        "b12"
    );
}

#[derive(Data)]
struct Pair<A, B> {
    left: A,
    right: Option<B>,
}

#[derive(Data)]
struct Nested<T> {
    value: T,
    inner: Vec<Nested<T>>,
}

#[derive(Data)]
#[data(transparent)]
struct Wrapped<T>(T);

#[derive(Data)]
struct Invariant<'a> {
    text: &'a mut Vec<&'a str>,
    #[data(skip)]
    cell: Cell<Option<&'a str>>,
    number: u8,
}

#[test]
fn generic_types() {
    let pairs = [Pair { left: 1u8, right: Some("a") }, Pair { left: 2, right: None }];
    renders!("{{#each pairs}}{{left}}{{right}};{{/each}}", { pairs = &pairs }, "1a;2;");
    let pairs = [Pair { left: Pair { left: "<", right: Some(2.5) }, right: Some(Box::new(3)) }];
    renders!(
        "{{#each pairs}}{{left.left}}{{left.right}}{{right}};{{/each}}",
        { pairs = &pairs },
        "&lt;2.53;"
    );
    let leaf = |value| Nested { value, inner: vec![] };
    let tree = [Nested { value: "a", inner: vec![leaf("b"), leaf("c")] }];
    renders!(
        "{{#each tree}}{{value}}{{#each inner}}{{value}}{{#each inner}}x{{/each}}{{/each}}{{/each}}",
        { tree = &tree },
        "abc"
    );
    let wrapped = Wrapped([Wrapped(Pair { left: Wrapped("a"), right: Some(Wrapped(1)) })]);
    renders!("{{#each wrapped}}{{left}}{{right}}{{/each}}", { wrapped = &wrapped }, "a1");
    let mut texts = vec!["a", "b"];
    let invariant = Invariant { text: &mut texts, cell: Cell::new(None), number: 5 };
    renders!(
        "{{#each invariant.text}}{{this}}{{/each}}{{invariant.number}}",
        { invariant = &invariant },
        "ab5"
    );
    assert!(invariant.cell.get().is_none());
}

template! {
    struct Generic<'a, T: Data> { items: &'a [Pair<T, T>], #[data(skip)] hidden: u8 }
    "{{#each items}}{{left}}{{right}}{{/each}}"
}

#[test]
fn a_generic_template() {
    check(&Generic { items: &[Pair { left: 1u8, right: Some(2) }], hidden: 0 }, "12");
    check(&Generic { items: &[Pair { left: "a", right: None }], hidden: 0 }, "a");
    let _ =
        Generic { items: &[Pair { left: json!("<"), right: Some(json!([1])) }], hidden: 0 }.hidden;
    check(
        &Generic { items: &[Pair { left: json!("<"), right: Some(json!(1)) }], hidden: 0 },
        "&lt;1",
    );
}

/// Safe code may claim the shape of another type: what is printed is unspecified, but reads no memory
/// as another type.
#[test]
fn a_false_shape_is_harmless() {
    struct Liar {
        number: u64,
    }

    impl Data for Liar {
        const SHAPE: template_runtime::ShapeRef = <Leaves<'static> as Data>::SHAPE;

        fn value(&self) -> Value<'_> {
            self.number.value()
        }
    }

    let liars = [Liar { number: 1 }, Liar { number: u64::MAX }];
    renders!(
        "{{#each liars}}{{string}}{{text}}{{some_string}};{{/each}}",
        { liars = &liars },
        ";;"
    );

    struct Impostor(Leaves<'static>);

    impl Data for Impostor {
        const SHAPE: template_runtime::ShapeRef = <Team as Data>::SHAPE;

        fn value(&self) -> Value<'_> {
            self.0.value()
        }
    }

    let impostors = [Impostor(leaves())];
    renders!(
        "{{#each impostors}}{{#with home}}{{city}}{{/with}}{{/each}}",
        { impostors = &impostors },
        ""
    );
}

#[test]
fn the_disassembly() {
    template! {
        #[template(unroll = false)]
        struct Page<'a> { teams: &'a [Team], title: String, on: bool }
        "{{title}}{{#if on}}{{#each teams as |team|}}{{team.home.city}}{{team.extra.a}}{{/each}}{{/if}}\
        {{#if (eq title 'Cup')}}!{{/if}}"
    }
    let listing = Page::PROGRAM.to_string();
    for mnemonic in [
        "AppendPlace ",
        "GetPlace ",
        "GetPlacePath ",
        "GetFirstOperand ",
        "EnterSlice ",
        "AppendPlacePath ",
        "NextSlice ",
    ] {
        assert!(listing.contains(mnemonic), "{mnemonic}\n{listing}");
    }
}
