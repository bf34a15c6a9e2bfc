//! Calls of components that are replaced with copies of their ops, and read structs, compare and call helpers.

use std::{
    fmt::{self, Display, Formatter},
    rc::Rc,
    sync::Arc,
};
use template_runtime::{
    Data, Program,
    helpers::{lowercase, number, uppercase},
    template,
};
use template_tests::{check, fails};

#[derive(Data)]
struct Maker {
    name: String,
    city: Option<String>,
    ratio: f32,
}

#[derive(Data)]
struct Size {
    width: u16,
    unit: Option<Box<str>>,
}

#[derive(Data, Clone, Copy, PartialEq)]
enum State {
    Sold,
    Ended,
}

#[derive(Data)]
enum Offer {
    Nothing,
    Percent { percent: u8 },
}

/// A value that fails to print itself.
struct Broken;

impl Display for Broken {
    fn fmt(&self, _: &mut Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

#[derive(Data)]
struct Product {
    id: u32,
    slug: String,
    name: &'static str,
    price: f64,
    maker: Arc<Maker>,
    size: Size,
    state: State,
    offer: Offer,
    gift: Option<Box<Size>>,
    tags: Vec<String>,
    #[data(display)]
    broken: Broken,
}

fn product(id: u32) -> Product {
    let is_odd = id % 2 == 1;
    Product {
        id,
        slug: format!("p {id}"),
        name: if is_odd { "<odd>" } else { "even & so on" },
        price: f64::from(id) + 0.5,
        maker: Arc::new(Maker {
            name: format!("M{id}"),
            city: is_odd.then(|| "Leith".into()),
            ratio: 0.25,
        }),
        size: Size { width: id as u16, unit: is_odd.then(|| "mm".into()) },
        state: if is_odd { State::Sold } else { State::Ended },
        offer: if is_odd { Offer::Percent { percent: 9 } } else { Offer::Nothing },
        gift: is_odd.then(|| Box::new(Size { width: 3, unit: None })),
        tags: if is_odd { vec!["x".into()] } else { Vec::new() },
        broken: Broken,
    }
}

template! {
    #[template(unroll = false)]
    struct Tile<'a> { product: &'a Product }
    r#"<a href="/p/{{product.slug}}?id={{product.id}}&n={{product.name}}" class="{{product.state}}">{{product.name}}</a>{{product.price}}
    {{~#if product.maker.city}} {{product.maker.name}}, {{product.maker.city}}{{/if}}
    {{~#if product.offer.Percent}} -{{product.offer.Percent.percent}}{{/if}}
    {{~#if product.tags}} tags{{/if}}{{#if product.gift}} gift {{product.gift.width}}{{/if}} {{product.size.width}}{{product.size.unit}} {{product.maker.ratio}}{{yield}};"#
}

template! {
    #[template(unroll = false)]
    struct Dimensions<'a> { size: Option<&'a Size> }
    "{{#if size}}{{size.width}}{{size.unit}}{{else}}none{{/if}}."
}

fn money(cents: f64) -> String {
    format!("{cents:.2} €")
}

fn never(_: &str) -> Result<&str, String> {
    Err("never".into())
}

fn calls(program: &Program<'_>) -> usize {
    program.to_string().matches("CallComponent ").count()
}

const EVEN: &str = r#"<a href="/p/p%202?id=2&n=even%20%26%20so%20on" class="Ended">even &amp; so on</a>2.5 2 0.25"#;
const ODD: &str = r#"<a href="/p/p%203?id=3&n=%3codd%3e" class="Sold">&lt;odd&gt;</a>3.5 M3, Leith -9 tags gift 3 3mm 0.25"#;

#[test]
fn structs_behind_pointers() {
    template! {
        #[template(unroll = false)]
        struct Page<'a> { all: &'a [Product], shared: &'a [Arc<Product>], one: Rc<Product>, some: Option<Box<Product>> }
        "{{#each all as |p|}}{{> Tile product=p}}{{/each}}|{{#each shared as |p|}}{{#> Tile product=p}} {{p.id}}{{/Tile}}{{/each}}|\
         {{> Tile product=one}}|{{#with some as |p|}}{{#> Tile product=p}}!{{/Tile}}{{/with}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 0);
    let expected = format!("{EVEN};{ODD};|{ODD} 3;{EVEN} 2;|{ODD};|{EVEN}!;");
    let page = Page {
        all: &[product(2), product(3)],
        shared: &[Arc::new(product(3)), Arc::new(product(2))],
        one: Rc::new(product(3)),
        some: Some(Box::new(product(2))),
    };
    check(&page, &expected);
}

/// The argument is itself at the end of a path.
#[test]
fn paths_of_paths() {
    #[derive(Data)]
    struct Shelf<'a> {
        product: &'a Product,
        others: Vec<Product>,
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { shelf: Shelf<'a>, far: &'a Shelf<'a> }
        "{{> Tile product=shelf.product}}{{> Tile product=far.product}}{{#each far.others as |p|}}{{> Dimensions size=p.size}}\
         {{> Dimensions size=p.gift}}{{/each}}{{> Dimensions size=far.product.gift}}{{> Dimensions size=shelf.product.size}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 0);
    let (even, odd) = (product(2), product(3));
    let far = Shelf { product: &even, others: vec![product(5), product(6)] };
    let page = Page { shelf: Shelf { product: &odd, others: vec![] }, far: &far };
    check(&page, &format!("{ODD};{EVEN};5mm.3.6.none.none.3mm."));
}

/// Null is an error for a field that is not optional.
#[test]
fn a_struct_that_may_be_absent() {
    template! {
        #[template(unroll = false)]
        struct Width<'a> { size: &'a Size }
        "{{size.width}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page { product: Product }
        "{{> Width size=product.gift}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 1);
    check(&Page { product: product(3) }, "3");
    let error = fails(&Page { product: product(2) }).to_string();
    assert!(error.contains("`size` must be"), "{error}");
}

#[test]
fn comparisons() {
    template! {
        #[template(unroll = false)]
        struct Entry<'a> { href: &'a str, active: &'a str, count: u32 }
        r#"<a href="{{href}}"{{#if (eq active href)}} class=active{{/if}}>{{#if (and count (lt count 3))}}few{{else if (not count)}}none{{else}}{{count}}{{/if}}</a>"#
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { at: &'a str, numbers: &'a [u32] }
        r#"{{> Entry href="a" active=at count=2}}{{#each numbers as |n|}}{{> Entry href=../at active="b" count=n}}{{/each}}"#
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 0);
    check(
        &Page { at: "a", numbers: &[0, 7] },
        r#"<a href="a" class=active>few</a><a href="a">none</a><a href="a">7</a>"#,
    );
    check(
        &Page { at: "b", numbers: &[1] },
        r#"<a href="a">few</a><a href="b" class=active>few</a>"#,
    );
}

#[test]
fn helpers() {
    template! {
        #[template(unroll = false)]
        struct Price<'a> { product: &'a Product, currency: &'a str }
        "{{number product.price decimals=2}} {{uppercase currency}} {{money product.price}}{{#if (eq (lowercase currency) 'eur')}}!{{/if}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { products: &'a [Product], currency: &'a str }
        "{{#each products as |p|}}{{> Price product=p currency=../currency}}, {{number p.id decimals=1}} {{lowercase ../currency}}{{#if (eq (uppercase ../currency) 'USD')}}?{{/if}};{{/each}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 0);
    let products = [product(2), product(3)];
    check(
        &Page { products: &products, currency: "Eur" },
        "2.50 EUR 2.50 €!, 2.0 eur;3.50 EUR 3.50 €!, 3.0 eur;",
    );
}

/// The error of a copied op has the position of the op in the component.
#[test]
fn positions_of_errors() {
    template! {
        #[template(unroll = false)]
        struct Shown<'a> { product: &'a Product }
        "\n\n  {{product.broken}}"
    }
    template! {
        #[template(unroll = false)]
        struct Failing<'a> { name: &'a str }
        "\n{{name}}\n {{never name}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { product: &'a Product, fails: bool }
        "{{#if fails}}{{> Failing name=product.name}}{{else}}{{> Shown product=product}}{{/if}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 0);
    let product = product(2);
    for fails_by_helper in [true, false] {
        let error = fails(&Page { product: &product, fails: fails_by_helper });
        let direct = if fails_by_helper {
            fails(&Failing { name: "even" })
        } else {
            fails(&Shown { product: &product })
        };
        assert_eq!(error, direct);
        assert_eq!(error.file(), Some(file!()));
        assert!(error.line().is_some() && error.column().is_some(), "{error:?}");
    }
}

/// A fill has no variable of its own any more: those of its loops, of what is around them, and of the calls in it have
/// other numbers.
#[test]
fn variables_of_fills() {
    template! {
        #[template(unroll = false)]
        struct Framed<'a> { title: &'a str }
        "[{{title}}:{{yield}}]"
    }
    template! {
        #[template(unroll = false)]
        struct Twice {}
        "{{yield}}{{yield}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { products: &'a [Product] }
        "{{#each products as |p i|}}{{#> Framed title=p.name}}{{#each p.tags as |tag|}}{{#> Framed title=tag}}{{p.id}}{{i}}\
         {{#with p.gift as |gift|}}{{#> Framed title=p.maker.name}}{{gift.width}}{{tag}}{{> Dimensions size=gift}}{{/Framed}}\
         {{> Dimensions size=p.size}}{{/with}}{{/Framed}}{{/each}}{{#let p.slug as |slug|}}\
         {{#> Twice}}{{#each p.tags as |tag k|}}{{slug}}{{k}}{{> Framed title=tag}}{{/each}}{{p.id}}{{/Twice}}{{/let}}{{/Framed}}{{/each}}"
    }
    let program = &Page::__TEMPLATE_INLINED.program;
    assert_eq!(calls(program), 1);
    let binds = program.to_string().lines().filter(|line| line.contains("] Bind ")).count();
    assert_eq!(binds, 1, "only `let` binds a variable: {program}");
    check(
        &Page { products: &[product(2), product(3)] },
        "[even &amp; so on:22][&lt;odd&gt;:[x:31[M3:3x3.]3mm.]p 30[x:]3p 30[x:]3]",
    );
}

/// A component with a custom escaper is called: that of the calling template may be another.
#[test]
fn custom_escapers() {
    use std::fmt::Write;
    use template_runtime::Escaper;

    struct Angles;

    impl Escaper for Angles {
        fn escape(text: &str, out: &mut dyn Write) -> fmt::Result {
            write!(out, "<{text}>")
        }
    }

    struct Braces;

    impl Escaper for Braces {
        fn escape(text: &str, out: &mut dyn Write) -> fmt::Result {
            write!(out, "{{{text}}}")
        }
    }

    template! {
        #[template(unroll = false, escape = Angles)]
        struct Inner<'a> { product: &'a Product, title: &'a str }
        "{{product.slug}}{{title}}{{uppercase title}}"
    }
    template! {
        #[template(unroll = false, escape = Braces)]
        struct Page { product: Product }
        "{{product.name}} {{> Inner product=product title=product.slug}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 1);
    check(&Page { product: product(3) }, "{<odd>} <p 3><p 3><P 3>");
}

/// Fields without a size are at the offset of another field.
#[test]
fn fields_at_the_same_offset() {
    #[derive(Data, Clone, Copy)]
    enum Only {
        Note,
    }

    template! {
        #[template(unroll = false)]
        struct Badge<'a> { first: Only, title: &'a str, last: Only }
        "{{title}}{{#if title}}!{{/if}}{{#if first}}{{#if last}}?{{/if}}{{/if}}"
    }
    template! {
        #[template(unroll = false)]
        struct Both<'a> { first: Only, title: &'a str, last: Only }
        "{{first}}{{title}}{{last}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { only: Only, title: &'a str }
        "{{> Badge first=only title=title last=only}}{{> Both first=only title=title last=only}}"
    }
    check(&Page { only: Only::Note, title: "t" }, "t!?NotetNote");
}

/// A path that ends in several pointers and options.
#[test]
fn pointers_in_pointers() {
    #[derive(Data)]
    struct Deep<'a> {
        id: u32,
        maker: &'a Option<Arc<Maker>>,
        name: Box<Rc<Arc<String>>>,
    }

    template! {
        #[template(unroll = false)]
        struct Card<'a> { item: &'a Deep<'a> }
        r#"{{#if item.maker}}yes{{/if}} {{item.name}}{{item.maker.name}} <a href="/{{item.name}}">{{item.id}}</a>"#
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { items: &'a [Deep<'a>] }
        "{{#each items as |i|}}{{> Card item=i}}{{/each}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 0);
    let maker = Some(Arc::new(Maker { name: "M".into(), city: None, ratio: 1.0 }));
    let item = Deep { id: 1, maker: &maker, name: Box::new(Rc::new(Arc::new("n n".into()))) };
    check(&Page { items: &[item] }, r#"yes n nM <a href="/n%20n">1</a>"#);
}

/// A list of another type is converted for the call.
#[test]
fn converted_lists() {
    fn join(tags: &[String]) -> String {
        tags.join("+")
    }

    template! {
        #[template(unroll = false)]
        struct Bar { tags: Vec<String> }
        "{{join tags}}{{#if tags}}!{{/if}}"
    }
    template! {
        #[template(unroll = false)]
        struct Flags<'a> { tags: &'a [String] }
        "{{#if tags}}{{join tags}}{{/if}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page { tags: Vec<&'static str>, own: Vec<String> }
        "{{> Bar tags=tags}} {{> Flags tags=own}}"
    }
    assert_eq!(calls(&Page::__TEMPLATE_INLINED.program), 1);
    check(&Page { tags: vec!["a", "b"], own: vec!["c".into(), "d".into()] }, "a+b! c+d");
}
