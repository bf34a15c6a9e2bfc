//! Fields whose types are not `Data`: `#[data(display)]`, `list`, `map` and `with`.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, LinkedList, VecDeque},
    fmt::{self, Display, Formatter},
    marker::PhantomData,
    rc::Rc,
};
use template_runtime::{
    Block, Data, SafeHtml, Stopped, helper,
    helpers::{join, json, len, uppercase},
    template,
};
use template_tests::{check, fails, renders};

/// A type of another crate.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Date(u16, u8);

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}<{:02}", self.0, self.1)
    }
}

const DATE: Date = Date(2026, 5);

#[derive(Data)]
struct Order<'a> {
    #[data(display)]
    date: Date,
    #[data(display)]
    none: Option<Date>,
    #[data(display)]
    some: Option<Box<Date>>,
    #[data(display)]
    dates: Vec<Date>,
    #[data(display)]
    deep: Option<Vec<Option<Date>>>,
    #[data(display)]
    borrowed: &'a [Date],
    #[data(display)]
    array: [Date; 1],
    #[data(display)]
    set: BTreeSet<Date>,
    #[data(display)]
    linked: LinkedList<Date>,
    #[data(display)]
    named: BTreeMap<String, Date>,
    #[data(display, rename = "for")]
    shared: Rc<Date>,
}

fn order(dates: &[Date]) -> Order<'_> {
    Order {
        date: DATE,
        none: None,
        some: Some(Box::new(DATE)),
        dates: vec![DATE, Date(1, 2)],
        deep: Some(vec![None, Some(DATE)]),
        borrowed: dates,
        array: [DATE],
        set: BTreeSet::from([DATE]),
        linked: LinkedList::from([DATE]),
        named: BTreeMap::from([("a".into(), DATE)]),
        shared: Rc::new(DATE),
    }
}

#[test]
fn display() {
    let dates = [DATE];
    let order = order(&dates);
    renders!("{{order.date}} {{{order.date}}} {{order.for}}", "2026&lt;05 2026<05 2026&lt;05");
    renders!("{{#with order}}{{date}}[{{none}}]{{some}}{{/with}}", "2026&lt;05[]2026&lt;05");
    renders!(
        "{{#each order.dates}}{{this}} {{/each}}{{order.dates.1}}",
        "2026&lt;05 1&lt;02 1&lt;02"
    );
    renders!("{{#each order.deep}}[{{{this}}}]{{/each}}", "[][2026<05]");
    renders!(
        "{{#each order.borrowed}}{{{this}}}{{/each}}{{#each order.array}}{{{this}}}{{/each}}",
        "2026<052026<05"
    );
    renders!(
        "{{#each order.set}}{{{this}}}{{/each}}{{#each order.linked}}{{{this}}}{{/each}}",
        "2026<052026<05"
    );
    renders!(
        "{{#each order.named}}{{@key}}={{{this}}}{{/each}} {{{order.named.a}}}",
        "a=2026<05 2026<05"
    );
    let orders = [order];
    renders!("{{#each orders}}{{{date}}}{{/each}}", "2026<05");
}

#[test]
fn display_of_results() {
    #[derive(Data)]
    struct Deliveries<E: Display> {
        #[data(display)]
        first: Result<Date, E>,
        #[data(display)]
        all: Vec<Result<Date, &'static str>>,
        #[data(display)]
        lists: Option<Result<Vec<Date>, Box<Date>>>,
    }
    let all = vec![Ok(DATE), Err("<lost>")];
    let deliveries = Deliveries { first: Err('<'), all, lists: Some(Ok(vec![DATE])) };
    renders!("{{deliveries.first.Err}}[{{deliveries.first.Ok}}]", "&lt;[]");
    renders!(
        "{{#each deliveries.all}}{{#if Err}}{{Err}}{{else}}{{{Ok}}}{{/if}} {{/each}}{{#each deliveries.first}}{{@key}}{{/each}}",
        "2026<05 &lt;lost&gt; OkErr"
    );
    renders!(
        "{{deliveries.lists.Ok.length}} {{{deliveries.lists.Ok.0}}}[{{deliveries.lists.Err}}]",
        "1 2026<05[]"
    );
    renders!(
        "<script>{{deliveries.all}}</script>",
        r#"<script>[{"Ok":"2026\u003c05","Err":null},{"Ok":null,"Err":"\u003clost\u003e"}]</script>"#
    );
}

/// A type that is printed by its `Display`, and that helpers take.
#[derive(Clone, Copy, Data)]
#[data(display)]
struct Money(u32);

impl Display for Money {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// A type with a lifetime and a type parameter that is printed by its `Display`, and that helpers take.
#[derive(Data)]
#[data(display)]
struct Named<'a, T> {
    name: &'a str,
    value: T,
}

impl<T: Display> Display for Named<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.name, self.value)
    }
}

#[test]
fn displayed_values_are_passed_by_reference() {
    fn cents(money: &Money) -> u32 {
        money.0 % 100
    }
    fn whole(money: Money) -> u32 {
        money.0 / 100
    }
    fn sum(money: Option<&Money>, text: &str, #[allow(unused)] rest: Option<Money>) -> String {
        format!("{}{text}", money.map_or(0, |money| money.0))
    }
    #[helper]
    fn tagged(#[named] of: &Money, #[named(default = Money(7))] and: Money) -> u32 {
        of.0 + and.0
    }
    fn name<'a>(named: &Named<'a, u8>) -> &'a str {
        named.name
    }
    fn local_address(address: std::net::IpAddr) -> bool {
        address.is_loopback()
    }
    fn millis(duration: &std::time::Duration, more: std::time::Duration) -> u64 {
        (*duration + more).as_millis() as u64
    }
    #[helper]
    fn each_cent(money: &Money, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        (0..money.0).try_for_each(|cent| block.body(&[cent.into(), "x".into()]))
    }
    let (price, list) = (Money(1234), [Money(5), Money(678)]);
    renders!("{{cents price}} {{whole price}} {{price}} {{len price}}", "34 12 12.34 5");
    renders!(
        "{{sum price price}} {{sum null price}} {{sum price 'x' price}}",
        "123412.34 012.34 1234x"
    );
    renders!("{{#each list as |item|}}{{whole item}}.{{cents item}} {{/each}}", "0.5 6.78 ");
    renders!(
        "{{tagged of=price and=price}} {{tagged of=price}} {{tagged and=price of=price}}",
        "2468 1241 2468"
    );
    let named = Named { name: "a&b", value: 7_u8 };
    renders!("{{named}} {{name named}} {{{name named}}}", "a&amp;b=7 a&amp;b a&b");
    let address: std::net::IpAddr = std::net::Ipv4Addr::LOCALHOST.into();
    renders!("{{#if (local_address address)}}{{address}}{{/if}}", "127.0.0.1");
    let (long, short) =
        (std::time::Duration::from_millis(1500), std::time::Duration::from_millis(2));
    renders!("{{long}} {{millis long short}}", "1.5s 1502");
    let few = Money(3);
    renders!(
        "{{#each_cent few as |cent x|}}{{cent}}{{x}}{{few}} {{/each_cent}}",
        "0x0.03 1x0.03 2x0.03 "
    );
    renders!("{{#let (fn sum price) as |f|}}{{(f price)}} {{(f 'x')}}{{/let}}", "123412.34 1234x");
    renders!(
        "{{#let (fn sum) as |f|}}{{#let (fn f price) as |g|}}{{(g price)}}{{/let}}{{/let}}",
        "123412.34"
    );
}

#[test]
fn displayed_values_are_text() {
    fn shout(text: &str) -> String {
        text.to_uppercase()
    }
    #[helper]
    fn named(#[named] text: &str) -> SafeHtml<String> {
        SafeHtml(format!("({text})"))
    }
    fn own(text: &str) -> &str {
        text
    }
    fn either<'a>(a: &'a str, b: &str) -> &'a str {
        if b.is_empty() { b.len().checked_add(1).map_or(a, |_| a) } else { a }
    }
    let dates = [DATE];
    let order = order(&dates);
    renders!(
        "{{shout order.date}} {{{uppercase order.date}}} {{{own order.date}}}",
        "2026&lt;05 2026<05 2026<05"
    );
    renders!("{{named text=order.date}} {{len order.date}} {{order.date.length}}", "(2026<05) 7 7");
    renders!(
        "{{#let (own order.date) as |d|}}{{{concat d '!' order.date}}}{{/let}}",
        "2026<05!2026<05"
    );
    renders!("{{{own (either order.date (shout order.date))}}}", "2026<05");
    renders!("{{#if order.date}}yes{{/if}}{{#unless order.none}}no{{/unless}}", "yesno");
    renders!(
        "{{eq order.date '2026<05'}} {{eq order.date order.some}} {{lt order.date '3'}} {{gt order.date '1'}}",
        "true true true true"
    );
    renders!(
        "{{{join order.dates}}} {{{json order.dates}}}",
        "2026<05, 1<02 [\"2026\\u003c05\",\"1\\u003c02\"]"
    );
    renders!("{{get order.named 'a'}}", "2026&lt;05");
    renders!("{{#let (fn own order.date) as |f|}}{{{(f)}}}{{/let}}", "2026<05");
    let long = vec![Date(9, 9); 2000];
    let many = order_with(long);
    renders!("{{#each many.dates as |d|}}{{#if (eq (own d) '')}}{{d}}{{/if}}{{/each}}", "");
}

fn order_with(dates: Vec<Date>) -> Order<'static> {
    Order { dates, ..order(&[]) }
}

template! {
    struct Day { #[data(display)] day: Date, #[data(display)] none: Option<Date>, #[data(display)] days: Vec<Date> }

    "{{{day}}} [{{none}}] {{#each days}}{{{this}}},{{/each}}"
}

template! {
    struct Tag<T: Display> { #[data(display)] value: T }

    "[{{value}}]"
}

template! {
    #[template(unroll)]
    struct Inferred<T, U> { #[data(display)] value: T, other: U, #[data(skip)] _kind: PhantomData<T> }

    "[{{value}}]{{other}}"
}

#[test]
fn templates() {
    check(&Day { day: DATE, none: None, days: vec![DATE] }, "2026<05 [] 2026<05,");
    check(&Tag { value: "a & b" }, "[a &amp; b]");
    check(&Tag { value: DATE }, "[2026&lt;05]");
    check(&Inferred { value: DATE, other: 1, _kind: PhantomData }, "[2026&lt;05]1");
}

struct Opaque;

#[derive(Data)]
struct Id<T> {
    value: u64,
    #[data(skip)]
    kind: PhantomData<T>,
}

#[derive(Data)]
struct Typed<T> {
    value: u64,
    kind: PhantomData<T>,
}

#[derive(Data)]
enum Event<T, U> {
    At(#[data(display)] T),
    Named {
        name: U,
    },
    #[data(skip)]
    #[allow(dead_code, reason = "the type is part of the enum")]
    Other(Opaque),
}

#[test]
fn bounds() {
    let (id, typed) = (
        Id::<Opaque> { value: 7, kind: PhantomData },
        Typed::<Opaque> { value: 8, kind: PhantomData },
    );
    let PhantomData = id.kind;
    renders!("{{id.value}}{{typed.value}}[{{typed.kind}}]", "78[]");
    let events = [Event::At(DATE), Event::Named { name: "x" }];
    renders!("{{#each events}}{{{this.[0]}}}{{name}} {{/each}}", "2026<05 x ");
}

#[derive(Data)]
#[data(display)]
enum Status {
    On,
}

impl Display for Status {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::On => f.write_str("it is on"),
        }
    }
}

#[derive(Data)]
#[data(display)]
struct Shown<T>(T);

impl<T: Display> Display for Shown<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.0)
    }
}

#[derive(Data)]
#[data(transparent)]
struct Price(#[data(display)] Date);

#[derive(Data)]
#[data(transparent)]
struct Year(#[data(with = year)] Date);

#[test]
fn types() {
    let (status, shown, price, year) = (Status::On, Shown(1), Price(DATE), Year(DATE));
    renders!(
        "{{status}} {{shown}} {{{price}}} {{year}}{{#if (eq year 2026)}}!{{/if}}",
        "it is on &lt;1&gt; 2026<05 2026!"
    );
    let list = [Shown(1)];
    renders!("{{#each list}}{{{this}}}{{/each}}", "<1>");
}

fn year(date: &Date) -> u16 {
    date.0
}

fn month(date: &Date) -> &'static str {
    if date.1 == 5 { "May" } else { "?" }
}

fn long(date: &Date) -> String {
    format!("<{}>", date.0)
}

fn html(date: &Date) -> SafeHtml<String> {
    SafeHtml(format!("<b>{}</b>", date.0))
}

fn lazy(date: &Date) -> impl Display {
    Date(date.0 + 1, date.1)
}

fn first(words: &[String]) -> Option<&str> {
    words.first().map(String::as_str)
}

fn all(words: &Words) -> &Vec<String> {
    &words.0
}

fn checked(date: &Date) -> Result<u16, &'static str> {
    if date.0 > 0 { Ok(date.0) } else { Err("no year") }
}

struct Words(Vec<String>);

#[derive(Data)]
struct Made<'a> {
    #[data(with = year)]
    year: Date,
    #[data(with = self::month, rename = "in")]
    month: Date,
    #[data(with = long)]
    long: Date,
    #[data(with = html)]
    html: &'a Date,
    #[data(with = lazy)]
    lazy: Date,
    #[data(with = first)]
    first: Vec<String>,
    #[data(with = all)]
    all: Words,
    #[data(with = |date| u128::from(date.0) << 100)]
    big: Date,
    #[data(with = checked)]
    checked: Date,
    #[data(with = str::len)]
    len: String,
}

fn made(date: &Date) -> Made<'_> {
    let word = || String::from("word");
    Made {
        year: DATE,
        month: DATE,
        long: DATE,
        html: date,
        lazy: DATE,
        first: vec![word()],
        all: Words(vec![word(), word()]),
        big: DATE,
        checked: DATE,
        len: word(),
    }
}

#[test]
fn with() {
    let made = made(&DATE);
    renders!(
        "{{made.year}} {{made.in}} {{made.long}} {{made.html}} {{{made.lazy}}}",
        "2026 May &lt;2026&gt; <b>2026</b> 2027<05"
    );
    renders!(
        "{{#with made}}{{first}} {{#each all}}{{this}},{{/each}} {{big}} {{checked}} {{len}}{{/with}}",
        &format!("word word,word, {} 2026 4", 2026_u128 << 100)
    );
    renders!(
        "{{#if (gt made.year 2025)}}{{uppercase made.in}}{{/if}} {{uppercase made.long}}",
        "MAY &lt;2026&gt;"
    );
    let several = [made];
    renders!("{{#each several as |one|}}{{one.year}}{{one.all.length}}{{/each}}", "20262");
}

#[derive(Data)]
enum Choice<T> {
    One(#[data(with = year)] Date),
    Two {
        #[data(with = |list| list.len())]
        list: Vec<T>,
    },
}

#[test]
fn with_in_enums_and_generics() {
    let choices = [Choice::One(DATE), Choice::Two { list: vec![Opaque] }];
    renders!("{{#each choices}}{{this.[0]}}{{list}} {{/each}}", "2026 1 ");
}

#[test]
fn errors_of_with() {
    let made = Made { checked: Date(0, 0), ..made(&DATE) };
    let error = fails(&template!("{{made.checked}}"));
    assert_eq!(
        error.kind().to_string(),
        "a value could not be printed, because its `Display` implementation, `with` function or escaper returned an error"
    );
}

/// A list of another crate.
struct Foreign<T>(VecDeque<T>);

impl<'a, T> IntoIterator for &'a Foreign<T> {
    type Item = &'a T;
    type IntoIter = std::collections::vec_deque::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

fn entry<K, V>((key, value): &(K, V)) -> Option<(&K, &V)> {
    Some((key, value))
}

/// A map of another crate, whose iterator does not know its length.
struct Pairs<K, V>(Vec<(K, V)>);

impl<'a, K, V> IntoIterator for &'a Pairs<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::FilterMap<
        std::slice::Iter<'a, (K, V)>,
        fn(&'a (K, V)) -> Option<(&'a K, &'a V)>,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().filter_map(entry)
    }
}

#[derive(Data)]
struct Collections<'a, T> {
    #[data(list)]
    list: Foreign<&'a str>,
    #[data(list, display)]
    dates: Option<Foreign<Date>>,
    #[data(map)]
    map: Pairs<String, T>,
    #[data(map)]
    pointed: Rc<Pairs<i8, u8>>,
    #[data(map, display)]
    named: &'a Pairs<char, Date>,
    #[data(map)]
    standard: HashMap<Vec<u8>, u8>,
}

#[test]
fn lists_and_maps() {
    let named = Pairs(vec![('x', DATE)]);
    let all = Collections {
        list: Foreign(VecDeque::from(["a", "b"])),
        dates: Some(Foreign(VecDeque::from([DATE]))),
        map: Pairs(vec![("z".into(), 1), ("a".into(), 2)]),
        pointed: Rc::new(Pairs(vec![(-1, 1)])),
        named: &named,
        standard: HashMap::new(),
    };
    renders!(
        "{{#each all.list}}{{@index}}{{this}}{{unless @last ' '}}{{/each}} {{all.list.1}} {{all.list.length}}",
        "0a 1b b 2"
    );
    renders!("{{#each all.dates}}{{{this}}}{{/each}}", "2026<05");
    renders!(
        "{{#each all.map}}{{@key}}={{this}}{{unless @last ' '}}{{/each}} {{all.map.a}}[{{all.map.b}}]",
        "z=1 a=2 2[]"
    );
    renders!(
        "{{#each all.pointed as |value key|}}{{key}}{{value}}{{/each}} {{get all.pointed -1}} {{len all.pointed}}",
        "-11 1 1"
    );
    renders!(
        "{{#each all.named}}{{@key}}={{{this}}}{{/each}} {{{all.named.x}}}",
        "x=2026<05 2026<05"
    );
    renders!("{{#each all.standard}}{{this}}{{else}}none{{/each}}", "none");
}

/// A type of another crate with lists in it.
struct Document {
    lines: Vec<String>,
    marks: Vec<u8>,
}

impl Document {
    fn lines(&self) -> &[String] {
        &self.lines
    }
    fn some_marks(&self) -> Option<&[u8]> {
        (!self.marks.is_empty()).then_some(&self.marks)
    }
}

#[derive(Data)]
struct Documents {
    #[data(with = Document::lines)]
    full: Document,
    #[data(with = Document::some_marks)]
    marked: Document,
    #[data(with = Document::some_marks)]
    unmarked: Document,
}

#[test]
fn slices_of_a_function() {
    fn total(marks: &[u8], lines: Vec<&str>) -> usize {
        marks.iter().copied().map(usize::from).sum::<usize>() + lines.len()
    }
    let of =
        |marks: &[u8]| Document { lines: vec!["a".into(), "b<".into()], marks: marks.to_vec() };
    let all = Documents { full: of(&[]), marked: of(&[1, 2]), unmarked: of(&[]) };
    renders!("{{#each all.full}}{{@index}}{{this}}{{unless @last ','}}{{/each}}", "0a,1b&lt;");
    renders!(
        "{{all.full.length}} {{all.full.0}} [{{all.full.2}}] {{total all.marked all.full}}",
        "2 a [] 5"
    );
    renders!(
        "{{#each all.marked}}{{this}}{{else}}none{{/each}} {{#each all.unmarked}}{{this}}{{else}}none{{/each}}",
        "12 none"
    );
    renders!(
        "<script>f({{all.full}}, {{all.marked}})</script>",
        r#"<script>f(["a","b\u003c"], [1,2])</script>"#
    );
}

#[derive(Data, PartialEq, Eq, PartialOrd, Ord)]
enum Color {
    Red,
    #[data(rename = "navy blue")]
    Blue,
}

#[derive(Data, PartialEq, Eq, Hash)]
enum Size {
    Small,
}

#[test]
fn keys() {
    let colors = BTreeMap::from([(Color::Red, 1), (Color::Blue, 2)]);
    renders!(
        "{{#each colors}}{{@key}}={{this}} {{/each}}{{colors.Red}} {{colors.[navy blue]}} [{{colors.Blue}}]",
        "Red=1 navy blue=2 1 2 []"
    );
    let sizes = HashMap::from([(Size::Small, 'x')]);
    renders!("{{sizes.Small}}{{#each sizes}}{{#if (eq @key 'Small')}}!{{/if}}{{/each}}", "x!");
    let numbers = BTreeMap::from([(7_u64, 'x')]);
    renders!("{{numbers.7}} {{#each numbers}}{{@key}}{{/each}}", "x 7");
    let hosts = BTreeMap::from([(std::net::Ipv4Addr::LOCALHOST, 1)]);
    renders!("{{hosts.[127.0.0.1]}} {{#each hosts}}{{@key}}{{/each}}", "1 127.0.0.1");
}

#[test]
fn lengths() {
    #[derive(Data)]
    struct Stick {
        length: u8,
    }
    let (items, stick, word, none) = (vec![1, 2, 3], Stick { length: 7 }, "äb", None::<Vec<u8>>);
    renders!(
        "{{items.length}} of {{stick.length}} {{word.length}} [{{none.length}}]",
        "3 of 7 2 []"
    );
    renders!(
        "{{#each words}}{{length}}{{/each}}{{#if (gt words.length 1)}}!{{/if}}",
        { words = ["a", "bc"] },
        "12!"
    );
    renders!("{{map.length}}", { map = BTreeMap::from([("length", 9)]) }, "9");
}
