//! Pointers to data are read like the data.

use std::{borrow::Cow, rc::Rc, sync::Arc};
use template_runtime::Data;
use template_tests::renders;

#[derive(Data, Clone)]
struct Point {
    x: u8,
}

#[test]
fn texts() {
    let s = "<s>";
    renders!("{{x}}", { x = s }, "&lt;s&gt;");
    renders!("{{x}}", { x = &&s }, "&lt;s&gt;");
    renders!("{{x}}", { x = String::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = &String::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = Box::<str>::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = Rc::<str>::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = Arc::<str>::from(s) }, "&lt;s&gt;");
    renders!("{{x}}{{y}}", { x = Cow::Borrowed(s), y = Cow::<str>::Owned(s.into()) }, "&lt;s&gt;&lt;s&gt;");
    renders!("{{x}}{{{x}}}", { x = '<' }, "&lt;<");
    renders!("{{x}}", { x = 'é' }, "é");
}

#[derive(Data)]
struct Texts<'a> {
    cow: Cow<'a, str>,
    boxed: Box<str>,
    rc: Rc<str>,
    arc: Option<Arc<str>>,
    none: Option<Cow<'a, str>>,
}

#[test]
fn texts_in_fields() {
    let owned = |cow: Cow<'static, str>| Texts {
        cow,
        boxed: "<b>".into(),
        rc: "r".into(),
        arc: Some("a".into()),
        none: None,
    };
    let list = [owned("<c>".into()), owned(String::new().into())];
    renders!(
        "{{#each list as |t|}}{{t.cow}}{{t.boxed}}{{{t.boxed}}}{{t.rc}}{{t.arc}}{{t.none}};{{/each}}",
        "&lt;c&gt;&lt;b&gt;<b>ra;&lt;b&gt;<b>ra;"
    );
    renders!(
        "{{#each list as |t|}}{{#if t.cow}}c{{/if}}{{#if t.arc}}a{{/if}}{{#if t.none}}n{{/if}}{{#if (eq t.rc 'r')}}r{{/if}}{{t.boxed.length}} {{/each}}",
        "car3 ar3 "
    );
    renders!(
        "{{#each list}}{{this}},{{/each}}",
        { list = [Cow::Borrowed("a<"), Cow::Owned("b".into())] },
        "a&lt;,b,"
    );
}

#[test]
fn objects() {
    let mut p = Point { x: 1 };
    renders!("{{p.x}}", "1");
    renders!("{{p.x}}", { p = &p }, "1");
    renders!("{{p.x}}", { p = &mut p }, "1");
    renders!("{{p.x}}", { p = Box::new(p.clone()) }, "1");
    renders!("{{p.x}}", { p = Rc::new(p.clone()) }, "1");
    renders!("{{p.x}}", { p = Arc::new(p.clone()) }, "1");
    renders!("{{p.x}}{{q.x}}", { p = Cow::Borrowed(&p), q = Cow::<Point>::Owned(p.clone()) }, "11");
    renders!("{{p.x}}", { p = Some(Box::new(&p)) }, "1");
    renders!("[{{p.x}}]", { p = None::<Rc<Point>> }, "[]");
}

/// A leaf behind every pointer, and behind options in and around it.
#[derive(Data)]
struct Leaves<'a> {
    reference: &'a u8,
    mutable: &'a mut u8,
    boxed: Box<u8>,
    rc: Rc<u8>,
    arc: Arc<u8>,
    cow: Cow<'a, u8>,
    some_reference: Option<&'a u8>,
    some_box: Option<Box<u8>>,
    some_arc: Option<Arc<u8>>,
    box_of_some: Box<Option<u8>>,
    some: Option<u8>,
    some_of_some: Option<Option<Box<u8>>>,
    box_of_box: Box<Box<u8>>,
    text: &'a &'a str,
    #[data(display)]
    displayed: Box<std::num::NonZeroU8>,
    point: Option<Box<(u64, Point)>>,
}

#[test]
fn leaves() {
    let (n, mut m) = (7, 8);
    let full = |mutable, some: Option<u8>| Leaves {
        reference: &n,
        mutable,
        boxed: Box::new(1),
        rc: Rc::new(2),
        arc: Arc::new(3),
        cow: Cow::Borrowed(&n),
        some_reference: some.map(|_| &n),
        some_box: some.map(Box::new),
        some_arc: some.map(Arc::new),
        box_of_some: Box::new(some),
        some,
        some_of_some: Some(some.map(Box::new)),
        box_of_box: Box::new(Box::new(4)),
        text: &"<t>",
        displayed: Box::new(std::num::NonZeroU8::MIN),
        point: some.map(|x| Box::new((0, Point { x }))),
    };
    let mut k = 0;
    let list = [full(&mut m, Some(9)), full(&mut k, None)];
    renders!(
        "{{#each list as |l|}}{{l.reference}},{{l.mutable}},{{l.boxed}},{{l.rc}},{{l.arc}},{{l.cow}},{{l.some_reference}},\
         {{l.some_box}},{{l.some_arc}},{{l.box_of_some}},{{l.some}},{{l.some_of_some}},{{l.box_of_box}},{{l.text}}{{{l.text}}},\
         {{l.displayed}},{{l.point.1.x}};{{/each}}",
        "7,8,1,2,3,7,7,9,9,9,9,9,4,&lt;t&gt;<t>,1,9;7,0,1,2,3,7,,,,,,,4,&lt;t&gt;<t>,1,;"
    );
    renders!(
        "{{#each list as |l|}}{{#if l.mutable}}m{{/if}}{{#if l.some_reference}}r{{/if}}{{#if l.some_box}}b{{/if}}\
         {{#if l.some_arc}}a{{/if}}{{#if l.box_of_some}}o{{/if}}{{#if l.some}}s{{/if}}{{#if l.some_of_some}}t{{/if}}\
         {{#if l.point}}p{{/if}}{{#unless l.point.1.x}}n{{/unless}}{{#if (eq l.some_box 9)}}e{{/if}} {{/each}}",
        "mrbaostpe n "
    );
}

#[derive(Data)]
struct Row<'a> {
    name: String,
    tags: Vec<&'a &'a String>,
    next: Option<&'a Row<'a>>,
}

/// Returns the name of a row, which a helper takes by reference.
fn name_of<'a>(row: &'a Row<'_>) -> &'a str {
    &row.name
}

#[test]
fn items() {
    let (a, b) = (String::from("<a>"), String::from("b"));
    let (a_tag, b_tag) = (&a, &b);
    let last = Row { name: "z".into(), tags: vec![], next: None };
    let first = Row { name: "y<".into(), tags: vec![&a_tag, &b_tag], next: Some(&last) };
    let rows = [&first, &last];
    renders!("{{#each rows as |r|}}{{r.name}}{{/each}}", "y&lt;z");
    renders!("{{#each rows}}[{{name}}]{{else}}none{{/each}}", "[y&lt;][z]");
    renders!(
        "{{#each rows as |r i|}}{{#if @first}}{{else}}, {{/if}}{{i}}{{r.name}}{{#if @last}}.{{/if}}{{/each}}",
        "0y&lt;, 1z."
    );
    renders!(
        "{{#each rows as |r|}}{{#each r.tags as |t|}}{{t}}{{../name}}{{else}}-{{/each}}{{/each}}",
        "&lt;a&gt;y&lt;by&lt;-"
    );
    renders!(
        "{{#each rows as |r|}}{{#with r.next as |n|}}{{n.name}}{{else}}end{{/with}}{{/each}}",
        "zend"
    );
    renders!(
        "{{#each rows as |r|}}{{name_of r}}{{#let r.name as |n|}}{{n}}{{/let}}{{/each}}",
        "y&lt;y&lt;zz"
    );
    renders!(
        "{{#each rows}}{{#if tags}}{{#each tags}}{{this}}{{/each}}{{/if}}{{/each}}",
        "&lt;a&gt;b"
    );
    renders!("{{#each list}}{{this}} {{/each}}", { list = &[&a, &b][..] }, "&lt;a&gt; b ");
    renders!("{{#each list}}{{this}} {{/each}}", { list = [Box::new(1_u8), Box::new(2)] }, "1 2 ");
    renders!(
        "{{#each list}}{{this}},{{/each}}",
        { list = vec![Rc::new(Some("a")), Rc::new(None)] },
        "a,,"
    );
    renders!(
        "{{#each list as |p|}}{{p.x}}{{/each}}",
        { list = vec![Arc::new(Point { x: 1 }), Arc::new(Point { x: 2 })] },
        "12"
    );
    renders!(
        "{{#each list as |p|}}{{p.x}}{{/each}}",
        { list = [Some(Box::new(Point { x: 1 })), None] },
        "1"
    );
    renders!("{{#each list}}{{this}}{{else}}none{{/each}}", { list = [&a; 0] }, "none");
    renders!(
        "{{#each lists}}{{#each this}}{{this}}{{/each}};{{/each}}",
        { lists = [&[&1_u8, &2][..], &[]] },
        "12;;"
    );
}

#[test]
fn bools_and_units_of_text() {
    renders!("{{a}} {{b}} [{{c}}] {{d}}", { a = true, b = Box::new(false), c = None::<bool>, d = Some(Some(true)) }, "true false [] true");
}

#[test]
fn tuples() {
    renders!("{{t.0}}", { t = ("a",) }, "a");
    renders!(
        "{{t.0}}{{t.1}}{{t.2}}{{t.3}}{{t.4}}{{t.5}}{{t.6}}{{t.7}}",
        { t = (1, "b", 'c', 4.5, true, Some(6), Point { x: 7 }.x, 8_i128) },
        "1bc4.5true678"
    );
    renders!(
        "{{#each list}}{{this.0}}={{this.1}} {{/each}}",
        { list = [("a", 1), ("b", 2)] },
        "a=1 b=2 "
    );
    renders!("{{#each list as |pair|}}{{pair.1.0}}{{/each}}", { list = [("a", (1,))] }, "1");
}
