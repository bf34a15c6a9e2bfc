//! The expansion of the macros does not depend on the names in scope: a unit struct, a constant or a static with the name of
//! a variable would be a pattern in its place. An attribute macro such as actix-web's `#[get("/")]` makes a unit struct of
//! each handler.
#![allow(non_camel_case_types, reason = "unit structs with the names of variables")]

use template_runtime::{
    Attrs, Block, Compiler, Data, DynHelper, NamedArgs, Stopped, Template, Value, callable,
    dyn_helper, helper, helpers, template,
};

/// Defines a unit struct for each name.
macro_rules! unit_structs {
    ($($name:ident)*) => { $(
        struct $name;
        const _: $name = $name;
    )* };
}

unit_structs! {
    a b c d e f g h i j k l m n o p q r s t u v w x y z
    arg args array attributes block body buffer call chunk code content context count data default each entry error
    escaper field fields fill file files formatter function given hash helper_ id index input inner item items iter
    key label len length line list literal map member memory method mode name names node number object op ops
    other out output param params parts path place position printed probe program range rest result root row run
    scope scratch shape sink site size slot source spec specs state step steps tag taken template_ text this unit
    value value_0 value_1 value_2 values variant way writer
}

#[derive(Data, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Color {
    Red,
    Blue,
}

#[derive(Data)]
enum Shape {
    Circle { radius: u8 },
    Square(u8, u8),
}

#[derive(Data, PartialEq, Eq, PartialOrd, Ord)]
#[data(transparent)]
struct Id(u8);

#[derive(Data, PartialEq, Eq, PartialOrd, Ord)]
#[data(display)]
struct Shown(u8);

impl std::fmt::Display for Shown {
    fn fmt(&self, _f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(_f, "{}", self.0)
    }
}

impl std::str::FromStr for Shown {
    type Err = std::num::ParseIntError;

    fn from_str(_s: &str) -> Result<Self, Self::Err> {
        _s.parse().map(Self)
    }
}

#[derive(Data)]
struct Row<'a, T> {
    borrowed: &'a T,
    owned: Vec<T>,
    #[data(with = |_n: &u8| *_n + 1)]
    more: u8,
    #[data(display)]
    ip: std::net::Ipv4Addr,
    colors: std::collections::BTreeMap<Color, u8>,
    ids: std::collections::BTreeMap<Id, u8>,
    shown: std::collections::BTreeMap<Shown, u8>,
}

fn css(_color: Color) -> u8 {
    _color as u8
}

fn sum(_row: &Row<'_, u8>) -> u8 {
    _row.borrowed + _row.owned[0]
}

#[helper]
fn greet(
    _text: &str,
    #[named] times: u8,
    #[named(default = 3)] more: u8,
    #[optional(default = "q")] _mark: &str,
    #[rest] _rest: &[Value<'_>],
    #[named(rest)] _named: NamedArgs<'_, '_>,
) -> String {
    format!("{_text}{times}{more}{_mark}{}{}", _rest.len(), _named.iter().count())
}

#[helper]
fn twice(_n: u8, #[block] _block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    _block.body(&[_n.into()])?;
    _block.body(&[_n.into()])
}

#[helper]
fn perhaps(#[block] _block: Option<&mut Block<'_, '_>>) -> Result<(), Stopped> {
    _block.map_or(Ok(()), |_block| _block.body(&[]))
}

template! {
    #[slots(first, second?, third*(caption, class?))]
    struct Component<'a, T: Data> {
        rows: &'a [T],
        #[default(4)]
        columns: u8,
        #[inherit]
        lang: &'a str,
        color: Option<Color>,
        #[rest]
        others: Attrs<'a>,
    }
    "<p{{attributes others}}>{{#each rows as |row|}}{{yield row to='first'}}{{/each}}{{columns}}{{lang}}{{color}}
     {{~#yield to='second'}}-{{/yield}}{{#each (slots 'third') as |t|}}{{t.caption}}{{yield to=t}}{{/each}}"
}

/// Defines a page for each name, with the options before it: one that is interpreted, and one that is unrolled.
macro_rules! pages {
    ($($(#[$option:meta])* $page:ident)*) => { $(
        template! {
            $(#[$option])*
            struct $page<'a> {
                lang: &'a str,
                numbers: Vec<u8>,
                row: &'a Row<'a, u8>,
                drawn: Shape,
                style: DynHelper<'a>,
            }
            "{{#fragment part}}{{#each @numbers as |number|}}{{number}}{{@index}}{{/each}}{{/fragment}} {{css 'Blue'}} {{sum row}}
             {{~#> Component rows=numbers class='wide' color='Red'}}{{#slot 'first' as |number|}}<b>{{number}}</b>{{/slot}}
             {{~#slot 'third' caption='c'}}{{lang}}{{/slot}}{{/Component}} {{greet 'a' times=1 x=2}}{{#twice 7 as |n|}}{{n}}{{/twice}}
             {{~#(perhaps)}}!{{/perhaps}} {{row.borrowed}}{{row.owned.0}}{{row.more}} {{row.ip}} {{row.colors.Red}}{{row.ids.1}}{{row.shown.2}}
             {{~drawn.Square.1}}{{drawn.radius}} {{this.style 1}} {{double 4}} {{#with (hash k=1)}}{{k}}{{/with}}",
            fn double = |_n: u8| 2 * _n
        }
    )* };
}

pages! { Interpreted #[template(unroll)] Unrolled }

#[test]
fn names_in_scope_are_not_patterns_in_expansions() {
    let _row = Row {
        borrowed: &1,
        owned: vec![2],
        more: 3,
        ip: std::net::Ipv4Addr::LOCALHOST,
        colors: [(Color::Red, 4)].into(),
        ids: [(Id(1), 5)].into(),
        shown: [(Shown(2), 6)].into(),
    };
    let _style = callable!(|_n: u8| _n + 1);
    let expected = "80 1 3<p class=\"wide\"><b>8</b>4enRed-cen a13q0177! 124 127.0.0.1 4562 2 8 1";
    macro_rules! check {
        ($page:ident) => {{
            let _page = $page {
                lang: "en",
                numbers: vec![8],
                row: &_row,
                drawn: Shape::Square(1, 2),
                style: (&_style).into(),
            };
            assert_eq!(_page.render().as_deref(), Ok(expected));
            assert_eq!(_page.part().to_string(), "80");
        }};
    }
    check!(Interpreted);
    check!(Unrolled);
    assert!(matches!(Shape::Circle { radius: 1 }, Shape::Circle { .. }));

    let _local = 3_u8;
    let _add = |_n: u8| _n + _local;
    let _text = String::from("v");
    let _line = template!("{{number}} {{add 1}} {{this.helper 'Red'}}", number = _text, fn add = _add, helper = dyn_helper!(css));
    assert_eq!(_line.render().as_deref(), Ok("v 4 0"));

    let _table = helpers![css, greet, twice, double = |_n: i64| _n * 2];
    let _page = Compiler::new()
        .helpers(_table)
        .compile("{{double 4}}{{greet 'a' times=1}}{{#twice 1}}x{{/twice}}");
    assert_eq!(_page.unwrap().render(&()).as_deref(), Ok("8a13q00xx"));
}

/// The names of the items that the macros implement are not reserved.
#[test]
fn associated_items() {
    template! {
        #[template(unroll = false)]
        struct Gadget<'a> { name: &'a str }
        "{{name}}"
    }
    impl Gadget<'_> {
        const SPEC: &'static str = "v2";
        const INLINE: u8 = 3;
        fn construct() -> u8 {
            Self::INLINE
        }
    }
    template! {
        #[template(unroll = false)]
        struct Gadgets<'a> { name: &'a str }
        "{{> Gadget name=name}}"
    }
    assert_eq!(Gadgets { name: Gadget::SPEC }.render().as_deref(), Ok("v2"));
    assert_eq!(Gadget::construct(), 3);
}
