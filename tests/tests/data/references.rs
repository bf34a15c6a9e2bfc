//! Helpers that take user-defined types by reference.

use std::{
    borrow::Cow,
    cell::Cell,
    collections::{BTreeMap, BTreeSet, BinaryHeap, HashSet, LinkedList, VecDeque},
    fmt,
    net::{IpAddr, Ipv4Addr},
    rc::Rc,
    sync::Arc,
    time::Duration,
};
use template_runtime::{Data, DynHelper, Object, Template, Value, callable, template};
use template_tests::{check, failure, renders};

#[derive(Clone, Data)]
struct Team {
    name: String,
    home: Place,
    form: Form,
}

#[derive(Clone, Data)]
struct Place {
    city: &'static str,
    /// Hidden from templates, but visible to helpers.
    #[data(skip)]
    zip: u32,
}

#[derive(Clone, Data)]
enum Form {
    Unknown,
    Known { points: Vec<u8> },
    Twin(Box<Form>),
}

/// A struct without fields.
#[derive(Data)]
struct Marker;

fn owls() -> Team {
    Team {
        name: "Owls".into(),
        home: Place { city: "Ulm", zip: 89073 },
        form: Form::Known { points: vec![3, 1] },
    }
}

fn title(team: &Team) -> String {
    format!("{} of {}", team.name, team.home.city)
}

fn name(team: &Team) -> &str {
    &team.name
}

fn zip(place: &Place) -> u32 {
    place.zip
}

fn sum(form: &Form) -> u8 {
    match form {
        Form::Unknown => 0,
        Form::Known { points } => points.iter().sum(),
        Form::Twin(form) => 2 * sum(form),
    }
}

fn home(team: &Team) -> &Place {
    &team.home
}

fn or_none(team: Option<&Team>) -> &str {
    team.map_or("none", |team| &team.name)
}

fn marked(_: &Marker) -> bool {
    true
}

fn any(value: Value<'_>) -> Value<'_> {
    value
}

#[test]
fn structs_and_enums() {
    let (team, form) = (owls(), Form::Twin(Box::new(owls().form)));
    renders!(
        "{{title team}} {{zip team.home}} {{sum team.form}} {{sum form}}",
        "Owls of Ulm 89073 4 8"
    );
    renders!("{{marked m}}", { m = Marker }, "true");
    renders!("{{sum a}}{{sum b}}", { a = Form::Unknown, b = Some(Form::Known { points: vec![7] }) }, "07");
    renders!("{{sum form.[0]}} {{#with form}}{{sum this}} {{sum this.[0]}}{{/with}}", "4 8 4");
}

#[test]
fn data_in_every_position() {
    let (one, text) = (owls(), "x");
    let pair = (owls(), 1);
    let map = BTreeMap::from([("a", owls())]);
    renders!(
        "{{name a}} {{name b}} {{name c}} {{name d}} {{name e}} {{name f}} {{name g.0}} {{name h.a}}",
        { a = &&one, b = Box::new(owls()), c = Rc::new(owls()), d = Arc::new(owls()), e = Some(&one), f = Cow::Borrowed(&one), g = &pair, h = &map },
        "Owls Owls Owls Owls Owls Owls Owls Owls"
    );
    let (list, queue) = (vec![owls(), owls()], VecDeque::from([Box::new(owls())]));
    renders!(
        "{{#each list}}{{name this}} {{/each}}{{#each queue as |t|}}{{name t}}{{/each}}{{name list.1}}",
        "Owls Owls OwlsOwls"
    );
    renders!("{{#each (array one text)}}{{#if @first}}{{name this}}{{/if}}{{/each}}", "Owls");
    renders!("{{#with (hash t=one) as |h|}}{{name h.t}}{{/with}}{{name (lookup list 0)}}", { one = &one, list = &list }, "OwlsOwls");
    renders!("{{#one}}{{name this}}{{#home}}{{zip this}}{{/home}}{{/one}}", "Owls89073");
    renders!("{{#let one one.home as |t h|}}{{name t}}{{zip h}}{{/let}}", "Owls89073");
}

#[test]
fn optional_ones() {
    let team = owls();
    renders!("{{or_none team}} {{or_none null}} {{(or_none)}} {{or_none n}} {{or_none s}}",
        { n = None::<Team>, s = Some(Box::new(owls())), team = &team }, "Owls none none none Owls");
    renders!("{{or_none (if false team)}} {{or_none (if true team)}}", "none Owls");
    // Null is not a `Team`.
    let error = failure!("{{name n}}", n = None::<Team>);
    assert_eq!(
        error.kind().to_string(),
        "helper `name`: argument 1 must be a `Team`, but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
}

#[test]
fn results_are_passed_on() {
    fn first(teams: template_runtime::List<'_>) -> Option<Value<'_>> {
        teams.get(0)
    }
    let (team, list) = (owls(), [owls()]);
    renders!("{{zip (home team)}} {{sum (any team.form)}} {{name (first list)}}", "89073 4 Owls");
    renders!("{{#with (home team)}}{{city}} {{zip this}}{{/with}}", "Ulm 89073");
    // Results with the lifetime of the data.
    renders!("{{#let (name team) as |n|}}{{n}}{{/let}}", "Owls");
}

/// An amount of money, which is printed by its `Display`.
#[derive(Clone, Copy, Data)]
#[data(display)]
struct Money(i64);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// A name that owns its text.
#[derive(Data)]
#[data(display)]
struct Label<T: fmt::Display>(T);

impl<T: fmt::Display> fmt::Display for Label<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.0)
    }
}

/// What is printed by its `Display` is also passed on as it is.
#[test]
fn displayed_results_are_passed_on() {
    fn plus(a: Money, b: &Money) -> Money {
        Money(a.0 + b.0)
    }
    fn cents(money: &Money) -> i64 {
        money.0
    }
    fn positive(money: Money) -> Option<Money> {
        (money.0 > 0).then_some(money)
    }
    fn checked(money: Money) -> Result<Money, &'static str> {
        positive(money).ok_or("negative")
    }
    fn shout(text: &str) -> String {
        text.to_uppercase()
    }
    fn label(name: &str) -> Label<String> {
        Label(name.repeat(2))
    }
    fn length(label: &Label<String>) -> usize {
        label.0.len()
    }
    fn host(address: &IpAddr) -> bool {
        address.is_loopback()
    }
    fn double(time: Duration) -> Duration {
        time * 2
    }
    fn seconds(time: &Duration) -> f64 {
        time.as_secs_f64()
    }
    fn first() -> IpAddr {
        IpAddr::V4(Ipv4Addr::LOCALHOST)
    }
    let (m, none) = (Money(150), Money(0));
    renders!("{{plus m m}} {{cents (plus m m)}} {{cents (plus (plus m m) m)}}", "3.00 300 450");
    renders!(
        "{{positive m}}[{{positive none}}] {{checked m}} {{cents (checked m)}}",
        "1.50[] 1.50 150"
    );
    renders!(
        "{{label 'a'}} {{length (label 'ab')}} {{shout (label 'a')}}",
        "&lt;aa&gt; 4 &lt;AA&gt;"
    );
    renders!(
        "{{#let (plus m m) (label 'b') as |sum l|}}{{sum}}{{cents sum}}{{l}}{{length l}}{{/let}}",
        "3.00300&lt;bb&gt;2"
    );
    renders!(
        "{{#if (positive none)}}x{{else}}none{{/if}} {{eq (plus m m) '3.00'}} {{concat (plus m m) '!'}}",
        "none true 3.00!"
    );
    renders!(
        "{{host (first)}} {{(first)}} {{#each (array (plus m m) m)}}{{cents this}},{{/each}}",
        "true 127.0.0.1 300,150,"
    );
    renders!("{{double t}} {{seconds (double t)}}", { t = Duration::from_millis(750) }, "1.5s 1.5");
    #[derive(Data)]
    struct Order {
        #[data(with = double_of)]
        time: u64,
        #[data(with = money_of)]
        total: i64,
    }
    fn double_of(seconds: &u64) -> Duration {
        Duration::from_secs(*seconds * 2)
    }
    fn money_of(cents: &i64) -> Option<Money> {
        (*cents > 0).then_some(Money(*cents))
    }
    renders!(
        "{{o.time}} {{o.total}} {{shout o.time}}",
        { o = Order { time: 2, total: 150 } },
        "4s 1.50 4S"
    );
    renders!("[{{o.total}}]", { o = Order { time: 2, total: 0 } }, "[]");
    let error = failure!("{{cents (checked none)}}", none = none);
    assert_eq!(error.kind().to_string(), "helper `checked`: negative");
}

#[test]
fn standard_collections() {
    fn total(a: &BTreeSet<u8>, b: &HashSet<u8>, c: &LinkedList<&str>, d: &BinaryHeap<u8>) -> usize {
        a.len() + b.len() + c.len() + usize::from(d.peek().copied().unwrap_or(0))
    }
    fn texts(set: &BTreeSet<&str>) -> String {
        set.iter().copied().collect()
    }
    let (a, b) = (BTreeSet::from([1_u8, 2]), HashSet::from([3_u8]));
    let (c, d) = (LinkedList::from(["x"]), BinaryHeap::from([7_u8, 9]));
    let local = String::from("b");
    let set = BTreeSet::from([local.as_str(), "a"]);
    renders!("{{total a b c d}} {{texts set}}", "13 ab");
    renders!("{{total a b c d}}", { a = Some(&a), b = Box::new(&b), c = Rc::new(&c), d = &d }, "13");
}

#[test]
fn several_mixed_with_other_parameters() {
    fn join(a: &Team, separator: &str, b: Option<&Place>, c: &Form) -> String {
        format!("{}{separator}{}{separator}{}", a.name, b.map_or(0, |place| place.zip), sum(c))
    }
    let team = owls();
    renders!(
        "{{join team '-' team.home team.form}} {{join team '+' null team.form}}",
        "Owls-89073-4 Owls+0+4"
    );
}

#[test]
fn the_data_of_the_template_itself() {
    template! {
        struct Page {
            year: u16,
        }
        "{{year_of this}} {{#with 1}}{{year_of ..}}{{year_of @root}}{{/with}}"
    }
    fn year_of(page: &Page) -> u16 {
        page.year
    }
    check(&Page { year: 2025 }, "2025 20252025");
}

#[test]
fn closures_and_values() {
    let team = owls();
    renders!("{{f team}} {{g team.home}}", { fn f = |team: &Team| team.name.len(), fn g = zip }, "4 89073");
    template! {
        struct Page<'a> {
            f: DynHelper<'a>,
            team: &'a Team,
        }
        "{{this.f team}} {{#let (helper this.f team) as |g|}}{{(g)}}{{/let}}"
    }
    let f = callable!(title);
    check(&Page { f: (&f).into(), team: &team }, "Owls of Ulm Owls of Ulm");
}

#[test]
fn cells_can_be_changed() {
    #[derive(Data)]
    struct Counter {
        #[data(skip)]
        count: Cell<u32>,
    }
    fn next(counter: &Counter) -> u32 {
        counter.count.set(counter.count.get() + 1);
        counter.count.get()
    }
    let counter = Counter { count: Cell::new(0) };
    let page = template!("{{next counter}} {{next counter}}");
    assert_eq!(page.render().as_deref(), Ok("1 2"));
}

/// Linking compares only the names of types and of their fields; the identity of the type is checked at run time.
#[test]
fn the_wrong_type() {
    mod other {
        use template_runtime::Data;

        #[derive(Data)]
        pub(super) struct Team {
            pub(super) name: &'static str,
        }
    }
    let (other, json) = (other::Team { name: "x" }, serde_json::json!({ "name": "Owls" }));
    let error = failure!("{{title (any other)}}", other = &other);
    assert_eq!(
        error.kind().to_string(),
        r#"helper `title`: argument 1 must be a `Team`, but is {"name": "x"}"#
    );
    let error = failure!("{{title json}}", json = &json);
    assert_eq!(
        error.kind().to_string(),
        r#"helper `title`: argument 1 must be a `Team`, but is {"name": "Owls"}"#
    );
    let (team, form) = (owls(), Form::Unknown);
    let error = failure!("{{or_none (any team.home)}}", team = &team);
    assert_eq!(
        error.kind().to_string(),
        r#"helper `or_none`: argument 1 must be a `Team`, but is {"city": "Ulm"}"#
    );
    let error = failure!("{{name (any form)}}", form = &form);
    assert_eq!(
        error.kind().to_string(),
        "helper `name`: argument 1 must be a `Team`, but is Unknown"
    );
    let error = failure!("{{sum (any team)}}", team = &team);
    assert!(
        error.kind().to_string().starts_with("helper `sum`: argument 1 must be a `Form`, but is {")
    );
}

/// Types that cannot be taken by reference can be taken as objects.
#[test]
fn types_with_lifetimes() {
    #[derive(Data)]
    struct Label<'a> {
        text: &'a str,
    }
    #[derive(Data)]
    struct Pair<T> {
        one: T,
    }
    fn text<'v>(label: Object<'v>) -> Option<Value<'v>> {
        assert!(label.downcast::<Team>().is_none());
        label.get("text").or_else(|| label.get("one"))
    }
    let local = String::from("local");
    renders!("{{text a}} {{text b}}", { a = Label { text: &local }, b = Pair { one: 1 } }, "local 1");
}
