//! Maps whose keys have only `Display`.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::{self, Display},
    rc::Rc,
};
use template_runtime::{Data, template};
use template_tests::check;

/// A type that has only `Display`, like many types of other crates.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Isbn(u32);

impl Display for Isbn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.0)
    }
}

#[derive(Data)]
struct Book {
    title: &'static str,
}

#[derive(Data)]
struct Shop<T> {
    #[data(display_keys)]
    books: HashMap<Isbn, Book>,
    #[data(map, display_keys, display)]
    next: BTreeMap<Isbn, Isbn>,
    #[data(display_keys)]
    counts: Option<Rc<BTreeMap<Isbn, Vec<T>>>>,
}

fn shop() -> Shop<u8> {
    Shop {
        books: HashMap::from([(Isbn(1), Book { title: "A & B" })]),
        next: BTreeMap::from([(Isbn(1), Isbn(2)), (Isbn(2), Isbn(3))]),
        counts: Some(Rc::new(BTreeMap::from([(Isbn(4), vec![5, 6])]))),
    }
}

#[test]
fn keys_are_printed_by_their_display() {
    let shop = shop();
    check(
        &template!("{{#each shop.books as |book isbn|}}{{isbn}} {{@key}} {{book.title}}{{/each}}"),
        "&lt;1&gt; &lt;1&gt; A &amp; B",
    );
    check(
        &template!("{{#each shop.next}}{{{@key}}}{{{this}}}{{unless @last ' '}}{{/each}}"),
        "<1><2> <2><3>",
    );
    check(
        &template!("{{#each shop.counts}}{{{@key}}}{{#each this}}{{this}}{{/each}}{{/each}}"),
        "<4>56",
    );
}

#[test]
fn entries_are_found_by_the_text_of_the_key() {
    let (shop, name) = (shop(), "<1>");
    check(
        &template!(
            "{{shop.books.[<1>].title}} {{{shop.next.[<2>]}}} {{#with (lookup shop.books name)}}{{title}}{{/with}}"
        ),
        "A &amp; B <3> A &amp; B",
    );
    check(&template!("{{#each shop.next}}{{#if (eq @key '<2>')}}{{@index}}{{/if}}{{/each}}"), "1");
}

template! {
    struct Page<'a> {
        #[data(display_keys)]
        books: &'a HashMap<Isbn, Book>,
    }
    "{{#each books}}{{{@key}}}{{title}}{{/each}}"
}

#[test]
fn fields_of_templates_have_such_keys() {
    check(&Page { books: &shop().books }, "<1>A &amp; B");
}
