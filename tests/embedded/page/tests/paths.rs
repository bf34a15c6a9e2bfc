//! What programs read without a heap, where they have tables of their own: paths of all kinds, also in programs that are run by
//! an interpreter with other parts than they need.

#![cfg(not(feature = "std"))]
#![allow(deprecated, dead_code, reason = "the templates do not read all of the same data")]

use template_runtime::{ChunkMemory, Data, ErrorKind, Template, template};

/// Checks what a template prints, at once and in chunks of several sizes.
#[track_caller]
fn check(page: &dyn Template, expected: &str) {
    let mut buffer = [0; 512];
    assert_eq!(page.render_into(&mut buffer).unwrap(), expected);
    let mut memory = ChunkMemory::<1024>::new();
    for size in [4, 5, 64] {
        let mut all = String::new();
        let mut chunks = page.chunks_in(&mut memory);
        while let Some(chunk) = chunks.next(&mut buffer[..size]).unwrap() {
            all.push_str(chunk);
        }
        assert_eq!(all, expected, "in chunks of {size}");
    }
}

#[derive(Data)]
struct City<'a> {
    name: &'a str,
    size: Option<u32>,
    tags: &'a [&'a str],
}

#[derive(Data)]
enum Home<'a> {
    None,
    In { city: &'a City<'a> },
}

#[derive(Data)]
struct Person<'a> {
    name: &'a str,
    home: Home<'a>,
    city: Option<&'a City<'a>>,
    parent: Option<&'a Person<'a>>,
}

const CITY: City<'static> = City { name: "A&B", size: Some(7), tags: &["x", "<"] };
const ANN: Person<'static> =
    Person { name: "Ann", home: Home::In { city: &CITY }, city: Some(&CITY), parent: None };
const BOB: Person<'static> =
    Person { name: "Bob", home: Home::None, city: None, parent: Some(&ANN) };

/// Declares templates that read a person and a list of persons.
macro_rules! of_people {
    ($($name:ident $text:literal)*) => { $(
        template! {
            struct $name<'a> {
                one: &'a Person<'a>,
                all: [&'a Person<'a>; 2],
            }
            $text
        }

        impl $name<'static> {
            const OF_ANN: Self = Self { one: &ANN, all: [&ANN, &BOB] };
            const OF_BOB: Self = Self { one: &BOB, all: [&BOB, &ANN] };
        }
    )* };
}

of_people! {
    Steps "{{one.name}} {{one.city.name}} {{one.city.size}} {{one.parent.city.name}} {{one.parent.city.size}};"
    Conditions "{{#if one.city}}a{{/if}}{{#if one.city.size}}b{{/if}}{{#if one.city.tags}}c{{/if}}\
        {{#if (and one.parent one.city)}}d{{/if}}{{#unless one.home}}e{{/unless}}{{#if (not one.city.tags)}}f{{/if}};"
    Loops "{{#each one.city.tags}}{{this}},{{else}}none{{/each}} {{#each all as |person i|}}{{i}}{{person.name}} \
        {{#each person.city.tags as |tag|}}[{{tag}}{{person.city.name}}]{{/each}}{{person.parent.name}};{{/each}}"
    Blocks "{{#with one.city}}{{name}}{{#each tags}}{{this}}{{/each}}{{else}}none{{/with}}\
        {{#let one.parent as |parent|}}{{parent.name}}{{/let}}{{#with one.city.name as |name|}}{{name}}{{/with}};"
    // More steps than the rows of a place can have.
    Long "{{one.parent.parent.parent.parent.parent.parent.parent.city.name}}{{one.name}};"
    Enums "{{one.home.city.name}}{{#with one.home.city as |city|}}{{city.size}}{{/with}};"
    // These need more than an interpreter of places.
    Prints "{{one.home}};"
    Values "{{#if (eq one.city.name 'A&B')}}{{one.city.name}}{{/if}} {{#each one.city as |value key|}}{{key}} {{/each}};"
}

#[test]
fn paths() {
    check(&Steps::OF_ANN, "Ann A&amp;B 7  ;");
    check(&Steps::OF_BOB, "Bob   A&amp;B 7;");
    check(&Conditions::OF_ANN, "abc;");
    check(&Conditions::OF_BOB, "f;");
    check(&Loops::OF_ANN, "x,&lt;, 0Ann [xA&amp;B][&lt;A&amp;B];1Bob Ann;");
    check(&Loops::OF_BOB, "none 0Bob Ann;1Ann [xA&amp;B][&lt;A&amp;B];");
    check(&Blocks::OF_ANN, "A&amp;Bx&lt;A&amp;B;");
    check(&Blocks::OF_BOB, "noneAnn;");
    check(&Long::OF_ANN, "Ann;");
    check(&Enums::OF_ANN, "A&amp;B7;");
    check(&Enums::OF_BOB, ";");
    check(&Prints::OF_BOB, "None;");
    check(&Values::OF_BOB, " ;");
    check(&Values::OF_ANN, "A&amp;B name size tags ;");
}

template! {
    struct Item<'a> {
        person: &'a Person<'a>,
    }
    "<li>{{person.name}} {{person.city.name}}\n"
}

template! {
    struct Generic<'a, T: Data> {
        items: &'a [T],
        first: Option<&'a T>,
    }
    "{{#if first}}{{first}}:{{/if}}{{#each items}}{{this}},{{/each}}{{#fragment last}}{{#if items}}{{items.length}}{{/if}}{{/fragment}}"
}

template! {
    struct Nested<'a> {
        item: Item<'a>,
        people: &'a [Person<'a>],
    }
    "{{item}}{{#each people as |person|}}{{> Item person=person}}{{/each}}{{#fragment count}}{{#each people}}{{city.name}}.{{/each}}{{/fragment}}"
}

template! {
    #[data(transparent)]
    struct Transparent<'a>(Option<&'a str>);
    "{{this}}{{#if this}}!{{/if}}"
}

#[test]
fn programs_in_others() {
    let people = [ANN, BOB];
    let nested = Nested { item: Item { person: &BOB }, people: &people };
    check(&nested, "<li>Bob \n<li>Ann A&amp;B<li>Bob A&amp;B..");
    check(&nested.count(), "A&amp;B..");
    check(&(nested.count(), Item { person: &ANN }), "A&amp;B..<li>Ann A&amp;B\n");
}

#[test]
fn generic_templates() {
    let page = Generic { items: &[1_u8, 2], first: Some(&3) };
    check(&page, "3:1,2,2");
    check(&page.last(), "2");
    check(&Generic { items: &["a", "<"], first: None }, "a,&lt;,2");
    check(&Generic { items: &[1.5], first: Some(&0.5) }, "0.5:1.5,1");
}

#[test]
fn data_that_is_no_struct() {
    check(&Transparent(Some("a")), "a!");
    check(&Transparent(None), "");
}

const LINE: u32 = line!() + 6;

template! {
    struct Failing<'a> {
        home: Home<'a>,
    }
    "<p>{{home}}</p>"
}

/// An error has the place of its op.
#[test]
fn places_of_errors() {
    let page = Failing { home: Home::In { city: &CITY } };
    let error = page.render_into(&mut [0; 99]).unwrap_err();
    assert_eq!(error.line(), Some(LINE));
    assert!(error.to_string().contains(&format!("paths.rs:{LINE}:11")), "{error}");
    let error = Item { person: &BOB }.render_into(&mut []).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::OutputFull { needed: 9 });
}
