//! No lint of rustc or clippy fires in what the macros write, not even one that a crate forbids: a macro that allowed
//! it would then be an error. (The lints of clippy are checked by `cargo clippy --all-targets`.)

#![forbid(
    dead_code,
    deprecated,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    path_statements,
    private_bounds,
    private_interfaces,
    unreachable_code,
    unreachable_patterns,
    unsafe_code,
    unused_assignments,
    unused_braces,
    unused_imports,
    unused_labels,
    unused_must_use,
    unused_mut,
    unused_parens,
    unused_unsafe,
    unused_variables
)]
#![forbid(
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    impl_trait_redundant_captures,
    let_underscore_drop,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![forbid(clippy::all, clippy::pedantic)]
#![warn(clippy::nursery)]
#![allow(clippy::redundant_pub_crate, reason = "it contradicts `unreachable_pub`")]

use std::{
    collections::BTreeMap,
    fmt::{self, Display, Formatter},
    net::SocketAddrV6,
};
use template_runtime::{
    Attrs, Block, Compiler, Data, Stopped, Template, Value, dyn_helper, helper, helpers, template,
};

mod texts {
    use template_runtime::{Value, helper};

    pub(crate) fn twice(text: &str) -> String {
        text.repeat(2)
    }

    #[helper]
    pub(crate) fn loud(text: &str, #[named(default = "!")] end: &str) -> String {
        text.to_uppercase() + end
    }

    #[helper]
    pub(super) fn quiet(
        text: &str,
        #[named(default = str::len("a"))] size: usize,
        #[rest] more: &[Value<'_>],
    ) -> String {
        format!("{}{}{}", text.to_lowercase(), size, more.len())
    }
}

const fn port(address: &SocketAddrV6) -> u16 {
    address.port()
}

#[derive(Data, Debug)]
struct User<'a> {
    name: &'a str,
    #[data(display)]
    address: SocketAddrV6,
    #[data(with = port)]
    port: SocketAddrV6,
    #[data(with = |list: &Vec<u8>| list.len())]
    length: Vec<u8>,
    map: BTreeMap<String, u8>,
}

#[derive(Data, Debug)]
struct Place {
    name: String,
}

#[derive(Data, Debug, Clone)]
enum Shape<T> {
    Circle(T),
    Rectangle {
        width: T,
        height: T,
    },
    Dot,
    Port {
        #[data(with = port)]
        port: Box<SocketAddrV6>,
    },
}

#[derive(Data, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Level {
    Low,
    High,
}

#[derive(Data, Debug, Clone, Copy)]
#[data(transparent)]
struct Wrapper<'a>(&'a str);

#[derive(Data, Debug, Clone, Copy)]
#[data(display)]
struct Shown(u8);

impl Display for Shown {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[helper]
fn shout(text: &str, #[named(default = "")] end: &str) -> String {
    text.to_uppercase() + end
}

#[helper]
const fn name_of(place: &Place) -> &str {
    place.name.as_str()
}

#[helper]
fn panel<'v>(title: &'v str, #[block] block: &mut Block<'_, 'v>) -> Result<(), Stopped> {
    block.body(&[Value::Text(title)])
}

const fn plain(text: &str) -> usize {
    text.len()
}

fn nested(n: u8) -> impl Template {
    template!("[{{n}}]")
}

template! {
    #[derive(Debug)]
    struct Page<'a> {
        user: &'a User<'a>,
        shape: Shape<u8>,
        level: Level,
        wrapper: Wrapper<'a>,
        shown: Shown,
        place: Place,
    }
    "{{shout user.name end='1'}}{{plain user.name}}{{texts::twice 'a'}}{{texts::loud 'a'}}{{texts::quiet 'A' 'b'}} \
     {{user.address}} {{user.port}}{{user.length}}{{#each user.map}}{{@key}}{{this}}{{/each}} \
     {{#if shape.Circle}}{{shape.[0]}}{{else if shape.Rectangle}}{{shape.width}}{{shape.height}}{{else}}-{{/if}} \
     {{shape.port}}{{name_of place}}{{level}}{{wrapper}}{{shown}}{{#panel 'x' as |x|}}{{x}}{{/panel}}{{nested 1}}\
     {{#fragment paRt}}{{shout user.name}}{{#fragment not_used}}{{user.port}}{{/fragment}}{{/fragment}}"
}

template! {
    #[template(unroll)]
    #[derive(Debug)]
    struct Unrolled<'a, T: Display> {
        user: &'a User<'a>,
        item: T,
        levels: Vec<Level>,
    }
    "{{shout user.name end='1'}}{{plain user.name}}{{texts::twice user.name}}{{texts::loud 'a'}} \
     {{item}}{{#each levels as |one i|}}{{one}}{{i}}{{/each}}{{#panel 'x'}}a{{/panel}}{{nested 1}} \
     {{#let (concat 'a' item) as |x|}}{{x}}{{/let}}{{#fragment rest}}{{shout user.name}}{{item}}{{/fragment}}"
}

template! {
    #[derive(Debug)]
    #[slots(row*(name?), end?)]
    struct Card<'a> {
        #[default("t")]
        title: &'a str,
        #[default(2)]
        size: u8,
        #[inherit]
        item: u8,
        #[rest]
        rest: Attrs<'a>,
    }
    "<b{{attributes rest}}>{{title}}{{size}}{{item}}{{yield 'y'}}{{#each (slots 'row') as |r|}}{{r.name}}{{yield to=r}}{{/each}}{{yield to='end'}}</b>"
}

template! {
    #[derive(Debug)]
    struct Cards {
        item: u8,
        levels: Vec<Level>,
    }
    "{{> Card id='x'}}{{#> Card title='u' as |y|}}{{y}}{{#slot 'row' name='n'}}{{item}}{{/slot}}{{/Card}}{{levels.length}}"
}

template! {
    #[template(unroll)]
    #[derive(Debug)]
    struct UnrolledCards {
        item: u8,
    }
    "{{#> Card title='u' as |y|}}{{y}}{{#slot 'row'}}{{shout 'z'}}{{/slot}}{{/Card}}{{#panel 'x'}}a{{/panel}}"
}

template! {
    #[derive(Debug)]
    struct Layout<T: Template> {
        body: T,
    }
    "({{body}})"
}

const ADDRESS: SocketAddrV6 = SocketAddrV6::new(std::net::Ipv6Addr::LOCALHOST, 80, 0, 0);

fn user(name: &str) -> User<'_> {
    let map = BTreeMap::from([("k".to_owned(), 1)]);
    User { name, address: ADDRESS, port: ADDRESS, length: vec![1], map }
}

#[test]
fn items() {
    let user = user("a");
    let wrapper = Wrapper("w");
    let page = |shape, level| {
        let place = Place { name: "p".to_owned() };
        Page { user: &user, shape, level, wrapper, shown: Shown(5), place }.render().unwrap()
    };
    let shapes = [
        Shape::Circle(1),
        Shape::Rectangle { width: 2, height: 3 },
        Shape::Dot,
        Shape::Port { port: Box::new(ADDRESS) },
    ];
    let texts = shapes.map(|shape| page(shape, Level::Low));
    let expected = |shape| format!("A11aaA!a11 [::1]:80 801k1 {shape}pLoww5x[1]A80");
    assert_eq!(texts, ["1 ", "23 ", "- ", "- 80"].map(expected));
    let unrolled = Unrolled { user: &user, item: 7, levels: vec![Level::High] };
    assert_eq!(unrolled.render().unwrap(), "A11aaA! 7High0a[1] a7A7");
    assert_eq!((unrolled.rest(), &unrolled.rest()).render().unwrap(), "A7A7");
    let cards = Cards { item: 1, levels: vec![Level::Low] }.render().unwrap();
    assert_eq!(cards, r#"<b id="x">t21</b><b>u21yn1</b>1"#);
    assert_eq!(UnrolledCards { item: 1 }.render().unwrap(), "<b>u21yZ</b>a");
    assert_eq!(Layout { body: nested(1) }.render().unwrap(), "([1])");
}

#[test]
fn expressions() {
    let (n, list) = (1_u32, vec!["x".to_owned()]);
    let functions = [dyn_helper!(plain), dyn_helper!(|text: &str| text.len())];
    let page = template!(
        "{{n}}{{#each list}}{{this}}{{/each}}{{mOre}}{{#each functions}}{{this 'a'}}{{/each}}",
        mOre = n * 2
    );
    assert_eq!(page.render().unwrap(), "1x211");
    let [text] = <[String; 1]>::try_from(list).unwrap();
    let owner = (text, 2);
    // The documented way to move a field.
    let page = template!("{{text}}", text = { owner.0 });
    assert_eq!(page.render().unwrap(), "x");
    let page = template!("{{n}}{{add n 1}}", fn add = |a: u32, b: u32| a + b + n);
    assert_eq!(page.render().unwrap(), "13");
    let page = template!(unroll, "{{n}}{{add n 1}}{{f 'a'}}", fn add = |a: u32, b: u32| a + b + n, fn f = texts::loud);
    assert_eq!(page.render().unwrap(), "13A!");
}

#[test]
fn tables_of_helpers() {
    let table = helpers![
        shout,
        plain,
        texts::twice,
        texts::loud,
        panel,
        increment = |n: u8| n + 1,
        "length" = str::len
    ];
    let text = "{{shout 'a'}}{{increment 2}}{{length 'abc'}}{{#panel 'x'}}y{{/panel}}";
    let compiled = Compiler::new().helpers(table).compile(text).unwrap();
    assert_eq!(compiled.render(&()).unwrap(), "A33y");
}

/// Bounds that are written already, on a parameter and in a clause, are not written again.
#[derive(Data)]
struct Bounded<T: Display, U>
where
    U: Data,
{
    #[data(display)]
    shown: T,
    read: U,
}

#[test]
fn bounds() {
    let bounded = Bounded { shown: Shown(7), read: 1 };
    let line = template!("{{#with bounded}}{{read}}{{#if shown}}!{{/if}}{{/with}}");
    assert_eq!(line.render().unwrap(), "1!");
}

/// Bounds with other traits of the same names.
mod same_names {
    use own::Data as _;
    use template_runtime::{Data, template};

    mod own {
        pub(super) trait Data {
            fn size(&self) -> usize;
        }

        impl Data for String {
            fn size(&self) -> usize {
                self.len()
            }
        }
    }

    #[derive(Data)]
    struct Sized<T: own::Data> {
        of: T,
    }

    #[test]
    fn bounds() {
        let sized = Sized { of: String::from("abc") };
        assert_eq!(sized.of.size(), 3);
        assert_eq!(template!("{{sized.of}}").to_string(), "abc");
    }
}
