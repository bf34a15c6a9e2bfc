//! `#[derive(Data)]` for enums.

use template_runtime::Data;
use template_tests::renders;

#[derive(Data)]
enum Shape<'a> {
    Circle {
        radius: f64,
        name: &'a str,
    },
    Square {
        side: f64,
        name: &'a str,
    },
    Line(u8, u8),
    Nothing,
    #[data(rename = "an old name")]
    Old,
    #[data(skip)]
    Secret,
}

const SHAPES: [Shape<'_>; 6] = [
    Shape::Circle { radius: 1.5, name: "c" },
    Shape::Square { side: 2.0, name: "s" },
    Shape::Line(3, 4),
    Shape::Nothing,
    Shape::Old,
    Shape::Secret,
];

#[test]
fn variants_without_fields_print_their_names() {
    #[derive(Data)]
    enum Color {
        Red,
        #[data(rename = "<green>")]
        Green,
        r#Blue,
    }
    fn shout(s: &str) -> String {
        s.to_uppercase()
    }
    let colors = [Color::Red, Color::Green, Color::Blue];
    renders!(
        "{{#each colors}}{{this}} {{{this}}} {{/each}}",
        "Red Red &lt;green&gt; <green> Blue Blue "
    );
    renders!("{{#each colors}}{{{shout this}}}{{#if Red}}!{{/if}} {{/each}}", "RED! <GREEN> BLUE ");
    renders!("{{concat 'a ' colors.0}}", "a Red");
    renders!("{{x}}{{y}}", { x = Shape::Nothing, y = Shape::Old }, "Nothingan old name");
}

#[test]
fn variants_are_compared() {
    #[derive(Data)]
    enum State {
        Open,
        Closed(u8),
        Lost,
    }
    #[derive(Data)]
    struct Task<'a> {
        id: u32,
        state: State,
        boxed: Option<Box<State>>,
        other: &'a State,
    }
    let of = |id, state, boxed: Option<State>, other| Task {
        id,
        state,
        boxed: boxed.map(Box::new),
        other,
    };
    let tasks = [
        of(1, State::Open, Some(State::Lost), &State::Open),
        of(2, State::Closed(3), Some(State::Closed(4)), &State::Lost),
        of(3, State::Lost, None, &State::Lost),
    ];
    let lost = "Lost";
    renders!(
        "{{#each tasks as |t|}}{{t.id}}{{#if (eq t.state 'Open')}}open{{else if (eq 'Lost' t.state)}}lost{{else}}other{{/if}}\
         {{#if (ne t.boxed 'Lost')}}-{{else}}boxed{{/if}}{{#if (eq t.state t.other)}}same{{/if}}\
         {{#if (eq t.other @lost)}}o{{/if}}{{#unless (ne t.other @lost)}}p{{/unless}}{{#if (eq t.state.Closed.0 3)}}three{{/if}} {{/each}}",
        "1openboxedsame 2other-opthree 3lost-sameop "
    );
}

#[test]
fn variants_can_be_distinguished() {
    let shapes = SHAPES;
    renders!(
        "{{#each shapes}}{{#if Circle}}circle{{else if Square}}square{{else if Line}}line{{else if [an old name]}}old{{else}}other{{/if}} {{/each}}",
        "circle square line other old other "
    );
    renders!("{{#each shapes}}{{if Nothing 'yes' 'no'}} {{/each}}", "no no no yes no no ");
    renders!("{{#if shape.Circle}}yes{{/if}}", { shape = &SHAPES[0] }, "yes");
    renders!("{{shape.Nothing}} [{{shape.Circle.name}}]", { shape = &SHAPES[3] }, "true []");
}

#[test]
fn fields_of_all_variants() {
    let shapes = SHAPES;
    renders!(
        "{{#each shapes}}{{name}}{{radius}}{{side}}{{this.0}}{{this.1}};{{/each}}",
        "c1.5;s2;34;;;;"
    );
    renders!(
        "{{#each shapes}}{{#with Circle}}{{radius}}{{name}}{{else}}-{{/with}}{{#with Line as |l|}}{{l.1}}{{/with}} {{/each}}",
        "1.5c - -4 - - - "
    );
}

/// A variant is one of its own fields, which `Debug` must not follow forever.
#[test]
fn debug_output_is_finite() {
    fn show(value: template_runtime::Value<'_>) -> String {
        format!("{value:?}")
    }
    renders!("{{{show a}}} {{{show b}}} {{{show c}}} {{{show d}}}",
        { a = &SHAPES[0], b = &SHAPES[2], c = &SHAPES[3], d = &SHAPES[5] },
        r#"Circle {"radius": 1.5, "name": "c"} Line {"0": 3, "1": 4} Nothing {}"#);
}

/// Checks that the JSON of variants is that of serde.
#[test]
fn json_of_variants() {
    #[derive(Data)]
    enum Event<'a> {
        Closed,
        Moved(Option<u8>, &'a str),
        Renamed(&'a str),
        Resized { width: Option<u8>, height: u8 },
        Undone(Box<Event<'a>>),
    }
    let events = [
        Event::Closed,
        Event::Moved(None, "x"),
        Event::Renamed("y"),
        Event::Resized { width: None, height: 2 },
        Event::Undone(Box::new(Event::Moved(Some(1), "z"))),
    ];
    renders!(
        "<script>{{events}}</script>",
        "<script>[\"Closed\",{\"Moved\":[null,\"x\"]},{\"Renamed\":\"y\"},\
         {\"Resized\":{\"width\":null,\"height\":2}},{\"Undone\":{\"Moved\":[1,\"z\"]}}]</script>"
    );
}

#[test]
fn fields_that_differ() {
    #[derive(Data)]
    enum Id {
        Number { value: u32 },
        Text { value: String },
        List { value: Vec<u32> },
    }
    let ids = [Id::Number { value: 1 }, Id::Text { value: "<".into() }];
    renders!("{{#each ids}}{{value}}{{/each}}", "1&lt;");
    renders!(
        "{{#with id}}{{#each value}}{{this}}{{/each}}{{/with}}",
        { id = Id::List { value: vec![1, 2] } },
        "12"
    );
}

#[test]
fn fields_take_precedence_over_variants() {
    #[derive(Data)]
    enum Odd {
        #[data(rename = "name")]
        Name,
        Other {
            name: u8,
        },
    }
    renders!("[{{x.name}}]{{y.name}}{{#if y.Other}}!{{/if}}", { x = Odd::Name, y = Odd::Other { name: 1 } }, "[]1!");
}

#[test]
fn parameters_and_recursion() {
    #[derive(Data)]
    enum Either<A, B> {
        Left(A),
        Right { right: B },
    }
    #[derive(Data)]
    enum List {
        Cons(u8, Box<List>),
        Nil,
    }
    #[derive(Data)]
    enum Tree<T> {
        Leaf(T),
        Fork { left: Box<Tree<T>>, right: Box<Tree<T>> },
        Empty,
    }
    #[derive(Data)]
    enum Never {}
    let list: [Either<u8, &str>; 2] = [Either::Left(1), Either::Right { right: "r" }];
    renders!("{{#each list}}{{#if Left}}{{this.0}}{{else}}{{right}}{{/if}}{{/each}}", "1r");
    let list = List::Cons(1, Box::new(List::Cons(2, Box::new(List::Nil))));
    renders!("{{list.0}}{{list.1.0}}{{list.1.1}}", "12Nil");
    let leaf = |n| Box::new(Tree::Leaf(n));
    let tree = Tree::Fork {
        left: leaf(1),
        right: Box::new(Tree::Fork { left: leaf(2), right: Box::new(Tree::Empty) }),
    };
    renders!(
        "{{#with tree}}{{left.0}}{{#with right.Fork}}{{left.0}}{{right}}{{/with}}{{/with}}",
        "12Empty"
    );
    renders!("[{{x}}]", { x = None::<Never> }, "[]");
}

/// Checks fields of variants on all ways on which a place leads to them.
#[test]
fn fields_behind_fields() {
    #[derive(Data)]
    struct Point {
        x: i32,
        y: i32,
    }
    #[derive(Data)]
    enum Inner {
        At(Point),
        Of {
            names: Vec<&'static str>,
            next: Option<Box<Inner>>,
        },
        #[data(skip)]
        Hidden,
        Nowhere,
    }
    #[derive(Data)]
    struct Item<'a> {
        id: u64,
        kind: Inner,
        maybe: Option<Inner>,
        shared: &'a Inner,
    }
    const SHARED: Inner = Inner::At(Point { x: 7, y: 8 });
    let at = |x, y| Inner::At(Point { x, y });
    let of = |names, next: Option<Inner>| Inner::Of { names, next: next.map(Box::new) };
    let items = [
        Item { id: 1, kind: at(1, -2), maybe: None, shared: &SHARED },
        Item {
            id: 2,
            kind: of(vec!["a", "<"], Some(at(3, 4))),
            maybe: Some(at(5, 6)),
            shared: &Inner::Nowhere,
        },
        Item { id: 3, kind: Inner::Nowhere, maybe: Some(Inner::Hidden), shared: &Inner::Hidden },
    ];
    renders!(
        "{{#each items as |i|}}{{i.id}}:{{i.kind.0.x}},{{i.kind.0.y}}{{i.kind.next.0.y}}{{i.maybe.0.y}}{{i.shared.0.x}}\
         {{#each i.kind.names as |n|}}[{{n}}]{{else}}-{{/each}}{{i.kind.names.length}}\
         {{#if i.kind.At}}A{{/if}}{{#if i.kind.Nowhere}}N{{i.kind}}{{/if}}{{#if i.maybe}}M{{/if}}{{#if i.maybe.At}}P{{/if}};\
         {{/each}}",
        "1:1,-27-A;2:,46[a][&lt;]2MP;3:,-NNowhereM;"
    );
    renders!(
        "{{#each items as |i|}}{{#with i.kind.At as |p|}}{{p.0.x}}{{else}}none{{/with}}{{/each}}",
        "1nonenone"
    );
    renders!(
        "{{#each items as |i|}}{{#let i.kind.0 i.kind as |p k|}}{{p.x}}{{k.next.0.x}};{{/let}}{{/each}}",
        "1;3;;"
    );
    let kinds: Vec<Inner> = vec![at(1, 2), Inner::Nowhere];
    renders!("{{#each kinds}}{{this.0.x}}{{#if Nowhere}}{{this}}{{/if}}{{/each}}", "1Nowhere");
    let boxes: Vec<Box<Inner>> = vec![Box::new(at(1, 2)), Box::new(Inner::Nowhere)];
    renders!("{{#each boxes as |b|}}{{b.0.y}}{{#if b.At}}!{{/if}}{{/each}}", "2!");
    renders!("{{at.Nowhere}}|{{it.Nowhere}}", { at = at(1, 2), it = Inner::Nowhere }, "|true");
}
