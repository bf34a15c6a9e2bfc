//! Templates inside of other templates.

use core::fmt;
use std::{
    collections::{BTreeMap, VecDeque},
    fmt::Display,
    rc::Rc,
};
use template_runtime::{
    Block, Compiler, Data, ErrorKind, Escaper, SafeHtml, Stopped, Template, Tree, helper, helpers,
    template,
};
use template_tests::{check, fails};

/// Returns a half, and an error for an odd number.
fn half(n: u32) -> Result<u32, String> {
    if n.is_multiple_of(2) { Ok(n / 2) } else { Err(format!("{n} is odd")) }
}

/// Defines templates in pairs: interpreted and unrolled.
macro_rules! both {
    ($($(#[$attribute:meta])* $name:ident $unrolled:ident { $($field:ident: $ty:ty),* } $text:tt;)*) => { $(
        template! {
            $(#[$attribute])*
            #[template(unroll = false)]
            struct $name { $($field: $ty),* }
            $text
        }
        template! {
            $(#[$attribute])*
            #[template(unroll)]
            struct $unrolled { $($field: $ty),* }
            $text
        }
    )* };
}

both! {
    Inner UnrolledInner { name: &'static str, n: u32 } "<b>{{name}}</b>{{half n}}";
    Outer UnrolledOuter { inner: Inner, unrolled: UnrolledInner }
        "<p>{{inner}}|{{unrolled}}|{{{inner}}}|{{inner.name}}|{{#with inner}}{{n}}{{this}}{{/with}}</p>";
}

fn inner(n: u32) -> Inner {
    Inner { name: "A & B", n }
}

fn unrolled(n: u32) -> UnrolledInner {
    UnrolledInner { name: "A & B", n }
}

const OUTPUT: &str =
    "<p><b>A &amp; B</b>1|<b>A &amp; B</b>2|<b>A &amp; B</b>1|A &amp; B|2<b>A &amp; B</b>1</p>";

#[test]
fn a_field_is_printed_in_place() {
    check(&Outer { inner: inner(2), unrolled: unrolled(4) }, OUTPUT);
    check(&UnrolledOuter { inner: inner(2), unrolled: unrolled(4) }, OUTPUT);
    let outer = Outer { inner: inner(2), unrolled: unrolled(4) };
    check(&template!("[{{outer}}]"), &format!("[{OUTPUT}]"));
    check(&template!(unroll, "[{{outer}}]"), &format!("[{OUTPUT}]"));
}

both! {
    Items UnrolledItems {
        list: Vec<Inner>, some: Option<Inner>, none: Option<Inner>, boxed: Box<Inner>,
        mixed: Vec<Box<dyn Template>>, shared: Rc<dyn Template>, tuple: (Inner, u8)
    }
        "{{#each list}}{{this}},{{/each}} {{some}}{{#if none}}x{{/if}}{{none}} {{boxed}} \
         {{#each mixed as |part i|}}{{i}}{{part}};{{/each}} {{shared}} {{tuple.0}}";
}

#[test]
fn items_options_and_pointers() {
    macro_rules! page {
        ($name:ident) => {
            $name {
                list: vec![inner(0), inner(2)],
                some: Some(inner(4)),
                none: None,
                boxed: Box::new(inner(6)),
                mixed: vec![
                    Box::new(inner(8)),
                    Box::new(unrolled(10)),
                    Box::new(template!("<hr>")),
                ],
                shared: Rc::new(unrolled(12)),
                tuple: (inner(14), 1),
            }
        };
    }
    let b = "<b>A &amp; B</b>";
    let expected = format!("{b}0,{b}1, {b}2 {b}3 0{b}4;1{b}5;2<hr>; {b}6 {b}7");
    check(&page!(Items), &expected);
    check(&page!(UnrolledItems), &expected);
}

template! {
    struct Layout<T: Template> {
        title: &'static str,
        content: T,
    }
    "<title>{{title}}</title>{{content}}"
}

#[test]
fn a_layout_is_generic() {
    let expected = "<title>T</title><b>A &amp; B</b>1";
    check(&Layout { title: "T", content: inner(2) }, expected);
    check(&Layout { title: "T", content: &unrolled(2) }, expected);
    let content: Box<dyn Template> = Box::new(inner(2));
    check(&Layout { title: "T", content }, expected);
    let within = Layout { title: "T", content: Layout { title: "U", content: inner(2) } };
    check(&within, "<title>T</title><title>U</title><b>A &amp; B</b>1");
    // Of the result of a function, nothing else is known than that it is a template.
    check(&Layout { title: "T", content: card("x") }, "<title>T</title><h2>X</h2>");
    check(
        &Layout { title: "T", content: &Layout { title: "U", content: card("x") } },
        "<title>T</title><title>U</title><h2>X</h2>",
    );
    let failing = Layout { title: "T", content: inner(3) };
    assert_eq!(fails(&failing), fails(&inner(3)));
}

/// A type parameter for a template may be inside of what templates can read, and belong to any struct.
#[test]
fn parameters_for_templates() {
    #[derive(Data)]
    struct Parts<'a, A: Template, B, C: Template + ?Sized>
    where
        B: Template,
    {
        list: Vec<A>,
        map: BTreeMap<&'a str, Option<B>>,
        queue: VecDeque<B>,
        slice: &'a [Box<A>],
        pointer: &'a C,
        pair: (A, u8),
    }
    let slice = [Box::new(inner(8))];
    let pointer: &dyn Template = &unrolled(10);
    let parts = Parts {
        list: vec![inner(2), inner(4)],
        map: [("a", Some(card("x"))), ("b", None)].into(),
        queue: [card("y")].into(),
        slice: &slice,
        pointer,
        pair: (inner(12), 1),
    };
    let b = "<b>A &amp; B</b>";
    let expected = format!("{b}1{b}2 a<h2>X</h2>b <h2>Y</h2> {b}4 {b}5 {b}6A &amp; B");
    macro_rules! text {
        ($($option:ident,)?) => {
            template!(
                $($option,)?
                "{{#with parts}}{{#each list}}{{this}}{{/each}} {{#each map}}{{@key}}{{this}}{{/each}} \
                 {{#each queue}}{{this}}{{/each}} {{slice.[0]}} {{pointer}} {{pair.[0]}}{{pair.[0].name}}{{/with}}"
            )
        };
    }
    check(&text!(), &expected);
    check(&text!(unroll,), &expected);
}

/// With the bound `Data`, the fields of a template can be read.
#[test]
fn parameters_for_templates_with_fields() {
    template! {
        struct Page<T: Template + Data> { content: T }
        "{{content}} {{content.name}}"
    }
    check(&Page { content: inner(2) }, "<b>A &amp; B</b>1 A &amp; B");
}

// A template that contains itself, as deep as its data.
both! {
    Node UnrolledNode { name: &'static str, children: Vec<Node> }
        "<li>{{name}}{{#each children}}{{this}}{{/each}}</li>";
}

#[test]
fn recursion_is_as_deep_as_the_data() {
    let leaf = |name| Node { name, children: vec![] };
    let children = || vec![Node { name: "b", children: vec![leaf("<c>")] }, leaf("d")];
    let expected = "<li>a<li>b<li>&lt;c&gt;</li></li><li>d</li></li>";
    check(&Node { name: "a", children: children() }, expected);
    check(&UnrolledNode { name: "a", children: children() }, expected);
    let mut deep = leaf("z");
    for _ in 0..20 {
        deep = Node { name: "y", children: vec![deep] };
    }
    assert_eq!(deep.render().unwrap().len(), 21 * "<li>y</li>".len());
}

template! {
    struct Framed<'a> { body: &'a dyn Template, foot: Option<Box<dyn Template + 'a>> }
    "<i>{{body}}</i>{{#if foot}}<hr>{{foot}}{{/if}}"
}

both! {
    Frames UnrolledFrames { top: Node, others: Vec<Node> }
        "{{> Framed body=top}}{{#each others}}{{> Framed body=@top foot=this}}{{/each}}";
}

#[test]
fn templates_are_fields_of_components_and_arguments() {
    let leaf = |name| Node { name, children: vec![] };
    let expected = "<i><li>&lt;</li></i><i><li>&lt;</li></i><hr><li>b</li>";
    let (top, others) = (|| leaf("<"), || vec![leaf("b")]);
    check(&Frames { top: top(), others: others() }, expected);
    check(&UnrolledFrames { top: top(), others: others() }, expected);

    fn twice(template: &dyn Template) -> String {
        format!("{0}{0}", template.render().unwrap())
    }
    let node = leaf("c");
    check(&template!("{{{twice node}}}"), "<li>c</li><li>c</li>");
    fn extension(path: &std::path::Path) -> Option<String> {
        Some(path.extension()?.to_str()?.to_owned())
    }
    check(&template!("{{extension 'a/b.rs'}}"), "rs");
    let error = template!("{{{twice n}}}", n = Tree::Int(1)).render().unwrap_err();
    assert!(error.to_string().ends_with("argument 1 must be a template, but is 1"), "{error}");
}

/// The expression form knows only that the items are templates.
#[test]
fn lists_of_templates_of_unknown_types() {
    fn item(n: u8) -> impl Template {
        template!("<i>{{n}}</i>", n = n)
    }
    let list = vec![item(1), item(2)];
    check(&template!("{{#each list}}{{this}}{{/each}}{{list.length}}"), "<i>1</i><i>2</i>2");
    let (array, some) = ([item(3)], Some(item(4)));
    check(&template!("{{#each array}}{{this}}{{/each}}{{some}}"), "<i>3</i><i>4</i>");
    let owned = template!("{{#each list}}{{this}}{{/each}}", list = vec![item(5)]);
    assert_eq!(owned.render().unwrap(), "<i>5</i>");
}

/// A template that contains itself more often than the stack of a thread has room for.
#[test]
fn recursion_has_a_limit() {
    fn render(page: &impl Template) -> Result<usize, String> {
        page.render().map(|page| page.len()).map_err(|error| error.to_string())
    }
    fn check_levels(nested: usize, expected: bool) {
        let (mut page, mut unrolled) =
            (Node { name: "z", children: vec![] }, UnrolledNode { name: "z", children: vec![] });
        for _ in 0..nested {
            page = Node { name: "y", children: vec![page] };
        }
        // The items of an unrolled one are interpreted.
        unrolled.children.extend((nested > 0).then(|| Node { name: "y", children: vec![] }));
        let length = (nested + 1) * "<li>y</li>".len();
        match render(&page) {
            Ok(rendered) => assert!(expected && rendered == length, "{nested}"),
            Err(error) => assert!(
                !expected && error.ends_with("more than 64 nested templates in the data"),
                "{nested} {error}"
            ),
        }
        assert!(render(&unrolled).is_ok());
        // After an error the levels are those before it.
        assert_eq!(render(&Node { name: "a", children: vec![] }), Ok("<li>a</li>".len()));
    }
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(|| {
        for (nested, expected) in [(0, true), (64, true), (65, false), (300, false), (64, true)] {
            check_levels(nested, expected);
        }
    });
    thread.unwrap().join().unwrap();
}

/// Writes a value in quotes.
struct Quotes;

impl Escaper for Quotes {
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
        write!(output, "'{text}'")
    }
}

template! {
    #[template(text)]
    struct Text<'a> { x: &'a str }
    "<{{x}}>"
}

template! {
    #[template(escape = Quotes)]
    struct Quoted<'a> { x: &'a str }
    "<{{x}}>"
}

template! {
    struct Html<'a> { x: &'a str }
    "<b>{{x}}</b>"
}

/// The output is escaped, unless both templates have the same escaper.
#[test]
fn escapers_that_differ() {
    let (text, quoted, html) = (Text { x: "&" }, Quoted { x: "&" }, Html { x: "&" });
    let in_html = "&lt;&amp;&gt; &lt;&#x27;&amp;&#x27;&gt; <b>&amp;</b> <&>";
    check(&template!("{{text}} {{quoted}} {{html}} {{{text}}}"), in_html);
    check(&template!(unroll, "{{text}} {{quoted}} {{html}} {{{text}}}"), in_html);
    let in_text = "<&> <'&'> <b>&amp;</b>";
    check(&template!(text, "{{text}} {{quoted}} {{html}}"), in_text);
    check(&template!(text, unroll, "{{text}} {{quoted}} {{html}}"), in_text);
    let in_quotes = "'<&>' <'&'> '<b>&amp;</b>' <&>";
    check(&template!(escape = Quotes, "{{text}} {{quoted}} {{html}} {{{text}}}"), in_quotes);
    check(
        &template!(escape = Quotes, unroll, "{{text}} {{quoted}} {{html}} {{{text}}}"),
        in_quotes,
    );
}

/// The result of a helper follows the same rules, whether it is printed at once or passed on.
#[test]
fn escapers_of_results_that_differ() {
    fn text() -> impl Template {
        Text { x: "&" }
    }
    fn quoted() -> Quoted<'static> {
        Quoted { x: "&" }
    }
    fn html() -> Html<'static> {
        Html { x: "&" }
    }
    let in_html = "&lt;&amp;&gt; &lt;&#x27;&amp;&#x27;&gt; <b>&amp;</b>";
    check(&template!("{{(text)}} {{(quoted)}} {{(html)}}"), in_html);
    check(&template!(unroll, "{{(text)}} {{(quoted)}} {{(html)}}"), in_html);
    check(
        &template!("{{#let (text) (quoted) (html) as |a b c|}}{{a}} {{b}} {{c}}{{/let}}"),
        in_html,
    );
    check(
        &template!(unroll, "{{#let (text) (quoted) (html) as |a b c|}}{{a}} {{b}} {{c}}{{/let}}"),
        in_html,
    );
    let in_quotes = "'<&>' <'&'> '<b>&amp;</b>'";
    check(&template!(escape = Quotes, "{{(text)}} {{(quoted)}} {{(html)}}"), in_quotes);
    check(&template!(escape = Quotes, unroll, "{{(text)}} {{(quoted)}} {{(html)}}"), in_quotes);
}

fn result(n: u32) -> Result<Inner, String> {
    if n < 100 { Ok(inner(n)) } else { Err(format!("{n} is too large")) }
}

fn option(n: u32) -> Option<Box<dyn Template>> {
    if n > 0 { Some(Box::new(unrolled(n))) } else { None }
}

fn safe(n: u32) -> SafeHtml<Inner> {
    SafeHtml(inner(n))
}

#[helper]
fn attribute(n: u32, #[named] title: &str) -> impl Template {
    Layout { title: "x", content: template!("{{title}}{{n}}", title = title.to_owned()) }
}

fn card(title: &str) -> impl Template {
    template!("<h2>{{title}}</h2>", title = title.to_uppercase())
}

#[test]
fn results_of_helpers() {
    let b = "<b>A &amp; B</b>";
    let expected = format!("{b}1 {b}2 [] {b}3 <h2>A&amp;</h2> <h2>&lt;H2&gt;B&lt;/H2&gt;</h2>");
    check(
        &template!(
            "{{result 2}} {{option 4}} [{{option 0}}] {{safe 6}} {{card 'a&'}} {{card '<h2>b</h2>'}}"
        ),
        &expected,
    );
    check(
        &template!(
            unroll,
            "{{result 2}} {{option 4}} [{{option 0}}] {{safe 6}} {{card 'a&'}} {{card '<h2>b</h2>'}}"
        ),
        &expected,
    );
    check(&template!("{{attribute 1 title='<'}}"), "<title>x</title>&lt;1");
    check(&template!("{{str::len (card 'a')}} {{concat (card 'a') 1}}"), "10 <h2>A</h2>1");
    let page = inner(2);
    check(&template!("{{concat page 1}}{{if page page}}"), &format!("{b}11{b}1"));
}

/// The error of the nested template is that of the render: its kind, its text and its position.
#[test]
fn errors_are_those_of_the_nested_template() {
    let direct = fails(&inner(3));
    assert!(direct.to_string().ends_with("helper `half`: 3 is odd"), "{direct}");
    let page = inner(3);
    assert_eq!(fails(&template!("\n{{page}}")), direct);
    assert_eq!(fails(&template!(unroll, "\n{{page}}")), direct);
    assert_eq!(fails(&template!("\n{{concat page}}")), direct);
    assert_eq!(fails(&template!(text, "\n{{page}}")), direct);
    assert_eq!(fails(&template!(escape = Quotes, "\n{{page}}")), direct);
    assert_eq!(fails(&template!(escape = Quotes, unroll, "\n{{page}}")), direct);
    assert_eq!(fails(&template!("\n{{safe 3}}")), direct);
    assert_eq!(fails(&template!("\n{{result 3}}")), direct);
    assert_eq!(fails(&template!("\n{{str::len (result 3)}}")), direct);
    assert_eq!(fails(&template!(unroll, "\n{{str::len (safe 3)}}")), direct);
    let list = [inner(2), inner(3)];
    assert_eq!(fails(&template!("{{#each list}}{{this}}{{/each}}")), direct);
    assert_eq!(
        fails(&template!("{{#each list as |item|}}{{#if item.n}}{{item}}{{/if}}{{/each}}")),
        direct
    );
    // That of the helper itself is at the call.
    let own = fails(&template!("{{result 100}}"));
    assert!(own.to_string().ends_with("helper `result`: 100 is too large"), "{own}");
    assert_ne!(own.line(), direct.line());
    // An error of text that is escaped in the outer template.
    template! {
        #[template(text)]
        struct Failing { n: u32 }
        "<{{half n}}>"
    }
    let direct = fails(&Failing { n: 5 });
    let page = Failing { n: 5 };
    assert_eq!(fails(&template!("{{page}}")), direct);
}

/// What a function makes of a field may be a template.
#[test]
fn results_of_functions_of_fields() {
    fn bold(text: &String) -> Inner {
        assert_eq!(text, "a");
        inner(2)
    }
    fn plain(n: &u32) -> Result<SafeHtml<Plain>, String> {
        Ok(SafeHtml(Plain { n: *n }))
    }
    fn escaped(n: &u32) -> Option<Plain> {
        Some(Plain { n: *n })
    }
    template! {
        #[template(text)]
        struct Plain { n: u32 }
        "<{{n}}>"
    }
    #[derive(Data)]
    struct Row {
        #[data(with = bold)]
        bold: String,
        #[data(with = plain)]
        plain: u32,
        #[data(with = escaped)]
        escaped: u32,
    }
    let row = Row { bold: "a".to_owned(), plain: 3, escaped: 4 };
    let expected = "<b>A &amp; B</b>1 <3> &lt;4&gt;";
    check(&template!("{{row.bold}} {{row.plain}} {{row.escaped}}"), expected);
    check(&template!(unroll, "{{row.bold}} {{row.plain}} {{row.escaped}}"), expected);
}

#[test]
fn block_helpers_print_templates() {
    #[helper]
    fn panel(n: u32, #[block] block: &mut Block<'_, '_>) -> Result<Inner, Stopped> {
        block.body(&[])?;
        Ok(inner(n))
    }
    let b = "<b>A &amp; B</b>";
    check(&template!("{{#panel 2}}x{{/panel}}"), &format!("x{b}1"));
    check(&template!(unroll, "{{#panel 2}}x{{/panel}}"), &format!("x{b}1"));
    assert_eq!(fails(&template!("{{#panel 3}}x{{/panel}}")), fails(&inner(3)));
    assert_eq!(fails(&template!(unroll, "{{#panel 3}}x{{/panel}}")), fails(&inner(3)));
}

/// The data of a `transparent` template is that of its field, but in another template it is a template.
#[test]
fn transparent_templates() {
    template! {
        #[data(transparent)]
        struct Wrapped<'a>(&'a str);
        "<i>{{this}}</i>"
    }
    let page = Wrapped("<");
    check(&page, "<i>&lt;</i>");
    check(&template!("{{page}}"), "<i>&lt;</i>");
    check(&template!(unroll, "{{page}}"), "<i>&lt;</i>");
    #[derive(Data)]
    struct Row<'a> {
        cell: Wrapped<'a>,
    }
    let rows = [Row { cell: Wrapped("1") }];
    check(&template!("{{#each rows}}{{cell}}{{/each}}"), "<i>1</i>");
}

/// Helpers take a template as something that can be printed, or as a reference to its type.
#[test]
fn templates_as_arguments() {
    fn show(value: impl Display) -> String {
        format!("[{value}]")
    }
    template! {
        struct Plain { n: u32 }
        "&{{n}}"
    }
    fn number(plain: &Plain) -> u32 {
        plain.n
    }
    let plain = Plain { n: 1 };
    check(&template!("{{show plain}} {{number plain}}"), "[&amp;1] 1");
    check(&template!(unroll, "{{show plain}} {{number plain}}"), "[&amp;1] 1");
}

#[test]
fn in_templates_compiled_at_run_time() {
    #[derive(Data)]
    struct Page {
        inner: Inner,
        parts: Vec<Box<dyn Template>>,
    }
    let page = Page { inner: inner(2), parts: vec![Box::new(unrolled(4)), Box::new(inner(6))] };
    let b = "<b>A &amp; B</b>";
    let compiler = || Compiler::new().helpers(helpers![result]);
    let text = "{{inner}} {{inner.name}} {{#each parts}}{{this}}{{/each}} {{result 8}}";
    let compiled = compiler().compile(text).unwrap();
    assert_eq!(compiled.render(&page).unwrap(), format!("{b}1 A &amp; B {b}2{b}3 {b}4"));
    let failing = compiler().compile("{{result 3}}").unwrap().render(&page).unwrap_err();
    assert_eq!(failing, fails(&inner(3)));
    let compiled = compiler().text().compile("{{inner}}").unwrap();
    assert_eq!(compiled.render(&page).unwrap(), format!("{b}1"));
    let compiled = compiler().escaper::<Quotes>().compile("{{inner}}").unwrap();
    assert_eq!(compiled.render(&page).unwrap(), format!("'{b}1'"));
    assert!(matches!(failing.kind(), ErrorKind::Helper(_)));
}
