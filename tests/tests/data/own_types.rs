//! Helpers that take types of the user in the forms in which Rust functions do: slices, types with lifetimes and
//! parameters, collections by reference, values by copy, owned text.

use std::{
    borrow::Cow,
    cell::Cell,
    collections::{BTreeMap, HashMap, VecDeque},
    rc::Rc,
    sync::Arc,
};
use template_runtime::{Data, List, Object, Tree, Value, helper, template};
use template_tests::{failure, renders};

#[derive(Data)]
struct Team<'a> {
    name: &'a str,
    score: u32,
}

#[derive(Data)]
struct Paged<T> {
    items: Vec<T>,
    total: usize,
}

#[derive(Data, Clone, Copy, PartialEq)]
enum Color {
    Red,
    Rgb { r: u8 },
}

#[derive(Data, Clone, Copy)]
struct Point<'a> {
    x: i32,
    label: Option<&'a str>,
}

/// A type that contains itself, and others with its lifetime.
#[derive(Data)]
struct Comment<'a> {
    text: Cow<'a, str>,
    replies: Vec<Comment<'a>>,
    by: Option<&'a Team<'a>>,
}

fn total(teams: &[Team<'_>]) -> u32 {
    teams.iter().map(|team| team.score).sum()
}

fn loud(team: &Team<'_>) -> String {
    format!("{}!", team.name.to_uppercase())
}

fn name<'a>(team: &Team<'a>) -> &'a str {
    team.name
}

fn own(text: String) -> String {
    text + "…"
}

#[expect(clippy::boxed_local, reason = "the helper takes it by value")]
fn boxed(text: Box<str>) -> usize {
    text.len()
}

fn cow(text: Cow<'_, str>) -> bool {
    matches!(text, Cow::Borrowed(_))
}

fn css(color: Color) -> &'static str {
    match color {
        Color::Red => "red",
        Color::Rgb { r } if r > 127 => "bright",
        Color::Rgb { .. } => "dark",
    }
}

fn x(point: Point<'_>) -> i32 {
    point.x
}

fn label<'a>(point: Point<'a>) -> Option<&'a str> {
    point.label
}

fn pages(list: &Paged<i32>) -> usize {
    list.total / list.items.len()
}

fn first<'a>(list: &'a Paged<Team<'a>>) -> &'a str {
    list.items[0].name
}

fn depth(comment: &Comment<'_>) -> usize {
    1 + comment.replies.iter().map(depth).max().unwrap_or_default()
}

#[test]
fn slices() {
    fn sum(numbers: &[i64]) -> i64 {
        numbers.iter().sum()
    }
    fn words(words: &[&str]) -> String {
        words.join("+")
    }
    fn strings(words: &[String]) -> usize {
        words.len()
    }
    fn colors(colors: &[Color]) -> usize {
        colors.iter().filter(|color| **color == Color::Red).count()
    }
    fn nested(rows: &[Vec<i64>]) -> i64 {
        rows.iter().flatten().sum()
    }
    fn maybe(numbers: Option<&[i64]>) -> usize {
        numbers.map_or(99, <[i64]>::len)
    }
    fn references(teams: &[&Team<'_>]) -> u32 {
        teams.iter().map(|team| team.score).sum()
    }
    fn tail(numbers: &[i64]) -> &[i64] {
        &numbers[1..]
    }
    let (vec, array) = (vec![1_i64, 2], [3_i64, 4]);
    let (slice, shared): (&[i64], Arc<[i64]>) = (&array, Arc::from([5_i64]));
    let boxed: Box<[i64]> = Box::new([6]);
    renders!("{{sum vec}} {{sum array}} {{sum slice}} {{sum shared}} {{sum boxed}}", "3 7 7 5 6");
    renders!("{{sum (tail vec)}} {{#each (tail array)}}{{this}}{{/each}}", "2 4");
    renders!("{{words w}} {{strings s}}", { w = ["a", "b"], s = vec![String::from("c")] }, "a+b 1");
    renders!("{{colors c}}", { c = [Color::Red, Color::Rgb { r: 1 }] }, "1");
    renders!("{{nested rows}}", { rows = vec![vec![1_i64], vec![2, 3]] }, "6");
    renders!("{{maybe a}} {{maybe b}} {{(maybe)}}", { a = Some(vec![1_i64]), b = None::<Vec<i64>> }, "1 99 99");
    let local = String::from("Owls");
    let teams = vec![Team { name: &local, score: 1 }, Team { name: "b", score: 2 }];
    let some: Vec<&Team<'_>> = teams.iter().skip(1).collect();
    renders!("{{total teams}} {{references some}} {{#with teams}}{{total this}}{{/with}}", "3 2 3");
}

#[test]
fn types_with_lifetimes() {
    let local = String::from("Foxes");
    let team = Team { name: &local, score: 27 };
    renders!("{{loud team}} {{name team}}", "FOXES! Foxes");
    let teams = vec![Team { name: &local, score: 1 }];
    renders!("{{#each teams}}{{loud this}}{{/each}} {{name teams.0}}", "FOXES! Foxes");
    let inner = Comment { text: "b".into(), replies: Vec::new(), by: Some(&team) };
    let outer = Comment { text: Cow::Borrowed(&local), replies: vec![inner], by: None };
    renders!("{{depth outer}} {{depth outer.replies.0}} {{outer.text}}", "2 1 Foxes");
    renders!("{{loud outer.replies.0.by}}", "FOXES!");
    assert_eq!(
        failure!("{{loud by}}", by = outer.by).kind().to_string(),
        "helper `loud`: argument 1 must be a `Team`, but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
}

#[test]
fn types_with_parameters() {
    let local = String::from("Foxes");
    let paged = Paged { items: vec![1, 2], total: 6 };
    let teams = Paged { items: vec![Team { name: &local, score: 1 }], total: 1 };
    renders!("{{pages paged}} {{first teams}}", "3 Foxes");
    // The parameters of a type are known only to link, and not even to it where a result is a value of any kind.
    fn any(value: Value<'_>) -> Value<'_> {
        value
    }
    let error = failure!("{{pages (any teams)}}");
    assert!(error.kind().to_string().contains("must be a `Paged`"), "{error}");
}

#[test]
fn copies() {
    let (red, rgb) = (Color::Red, Color::Rgb { r: 200 });
    renders!("{{css red}} {{css rgb}} {{#with rgb}}{{css this}}{{/with}}", "red bright bright");
    let local = String::from("here");
    let (point, plain) = (Point { x: 7, label: Some(&local) }, Point { x: 8, label: None });
    renders!("{{x point}} {{label point}} {{x plain}}[{{label plain}}]", "7 here 8[]");
    fn maybe(color: Option<Color>) -> &'static str {
        color.map_or("none", css)
    }
    renders!("{{maybe a}} {{maybe b}} {{(maybe)}}", { a = Some(Color::Red), b = None::<Color> }, "red none none");
}

template! {
    #[derive(Clone, Copy)]
    struct Badge {
        points: u32,
    }

    "{{points}} points"
}

/// A struct of `template!` is data like any other, and by value if it derives `Copy`.
#[test]
fn templates_by_copy() {
    fn doubled(badge: Badge) -> u32 {
        2 * badge.points
    }
    fn points(badge: &Badge) -> u32 {
        badge.points
    }
    let badge = Badge { points: 21 };
    renders!("{{badge}}: {{doubled badge}} {{points badge}}", "21 points: 42 21");
}

#[test]
fn owned_text() {
    let team = Team { name: "Owls", score: 1 };
    renders!("{{own team.name}} {{own 'a'}} {{own (concat 'b' 1)}}", "Owls… a… b1…");
    renders!("{{boxed 'abc'}} {{cow 'a'}} {{own c}}", { c = Color::Red }, "3 true Red…");
}

#[test]
fn collections_by_reference() {
    #[expect(clippy::ptr_arg, reason = "the helper takes this type")]
    fn len(list: &Vec<u8>) -> usize {
        list.len()
    }
    fn entry(map: &HashMap<String, u8>) -> u8 {
        map["a"]
    }
    fn sorted<'a>(map: &'a BTreeMap<&'a str, Team<'a>>) -> &'a str {
        map["k"].name
    }
    fn front(queue: &VecDeque<u8>) -> Option<u8> {
        queue.front().copied()
    }
    fn sum(array: &[u8; 2]) -> u8 {
        array[0] + array[1]
    }
    fn pair(pair: &(u8, String)) -> String {
        pair.1.repeat(pair.0.into())
    }
    let local = String::from("Foxes");
    renders!(
        "{{len a}} {{len b}} {{entry c}} {{sorted d}} {{front e}} {{sum f}} {{pair g}}",
        {
            a = vec![1_u8], b = Rc::new(vec![1_u8, 2]), c = HashMap::from([("a".to_string(), 3_u8)]),
            d = BTreeMap::from([("k", Team { name: &local, score: 1 })]), e = VecDeque::from([4_u8]),
            f = [5_u8, 6], g = (2_u8, String::from("x")),
        },
        "1 2 3 Foxes 4 11 xx"
    );
}

#[test]
fn annotated_helpers() {
    #[helper]
    fn best<'v>(#[named] of: &'v [Team<'v>], #[named] color: Option<Color>) -> String {
        let best = of.iter().max_by_key(|team| team.score).map_or("nobody", |team| team.name);
        format!("{best} {}", color.map_or("-", css))
    }
    let teams = [Team { name: "Owls", score: 2 }, Team { name: "Foxes", score: 1 }];
    renders!("{{best of=teams}} {{best of=teams color=c}}", { c = Color::Red }, "Owls - Owls red");
}

/// A list of another type, or whose items are not contiguous, is no slice.
#[test]
fn other_lists() {
    fn sum(numbers: &[i64]) -> i64 {
        numbers.iter().sum()
    }
    fn any(value: Value<'_>) -> Value<'_> {
        value
    }
    for error in [
        failure!("{{sum (any a)}}", a = VecDeque::from([1_i64])),
        failure!("{{sum (any a)}}", a = vec![1_i32]),
        failure!("{{sum (any a)}}", a = Tree::List(&[Tree::Int(1)])),
        failure!("{{sum (any (array 1))}}"),
    ] {
        assert_eq!(
            error.kind().to_string(),
            "helper `sum`: argument 1 must be a `[i64]`; write `Vec<i64>` instead"
        );
    }
}

/// The type that the error for a list that is no slice proposes takes all of them.
#[test]
fn other_lists_as_vectors() {
    fn sum(numbers: Vec<i64>) -> i64 {
        numbers.iter().sum()
    }
    fn any(value: Value<'_>) -> Value<'_> {
        value
    }
    renders!(
        "{{sum (any a)}} {{sum (any b)}} {{sum (any c)}} {{sum (any (array 1 2))}}",
        { a = VecDeque::from([1_i64]), b = vec![1_i32, 3], c = Tree::List(&[Tree::Int(1)]) },
        "1 4 1 3"
    );
}

/// A type whose fields have `'static` for some lifetimes and its own for others.
#[test]
fn static_lifetimes_in_fields() {
    #[derive(Data)]
    struct Ref<'a, 'b> {
        one: &'a str,
        two: &'b str,
    }
    #[derive(Data)]
    struct Deep<'x, T> {
        both: Arc<Ref<'x, 'static>>,
        pairs: Vec<(&'static str, &'x str)>,
        next: Option<Box<(Self, Ref<'static, 'x>)>>,
        of: (&'static [u8], T),
    }
    fn all<'v>(deep: &'v Deep<'_, u8>) -> Vec<&'v str> {
        let mut texts = vec![deep.both.one, deep.both.two];
        texts.extend(deep.pairs.iter().flat_map(|(a, b)| [*a, *b]));
        texts.extend(deep.next.iter().flat_map(|next| [next.1.one, next.1.two]));
        texts
    }
    let text = String::from("abc");
    let deep = |next| Deep {
        both: Arc::new(Ref { one: &text[..1], two: "x" }),
        pairs: vec![("y", &text[1..2])],
        next,
        of: (&[1], 2_u8),
    };
    let deep = deep(Some(Box::new((deep(None), Ref { one: "z", two: &text[2..] }))));
    renders!("{{#each (all deep)}}{{this}}{{/each}} {{deep.of.1}}", { deep = &deep }, "axybzc 2");
}

/// A value with lifetimes that cannot be shortened is still data, but no parameter.
#[test]
fn invariant_types_are_data() {
    #[derive(Data)]
    struct Shared<'a> {
        text: Cell<&'a str>,
        #[data(skip)]
        function: fn(&'a str) -> &'a str,
    }
    fn show(value: Object<'_>) -> String {
        format!("{value:?}")
    }
    fn items(list: List<'_>) -> usize {
        assert!(list.slice::<u8>().is_none());
        list.slice::<u16>().map_or(0, <[u16]>::len)
    }
    let shared = Shared { text: Cell::new("a"), function: |text| text };
    renders!("{{{show shared}}} {{items list}}", { list = [1_u16] }, "{\"text\": displayed a} 1");
    assert_eq!((shared.function)("b"), "b");
}

/// A struct that is read as its only field.
#[derive(Data)]
#[data(transparent)]
struct Meters(u32);

template_runtime::template! {
    /// A component with such a field.
    struct Distance {
        of: Meters,
    }

    "{{of}} m"
}

#[test]
fn transparent_structs_are_taken_by_value() {
    #[derive(Data)]
    #[data(transparent)]
    struct Name<'a> {
        text: &'a str,
    }
    #[derive(Clone, Copy, Data)]
    #[data(transparent)]
    struct Score<T>(T);
    fn double(of: Meters) -> u32 {
        of.0 * 2
    }
    fn shout(name: Name<'_>) -> String {
        name.text.to_uppercase()
    }
    fn half(score: Score<f64>) -> f64 {
        score.0 / 2.0
    }
    fn total(scores: Vec<Meters>) -> u32 {
        scores.iter().map(|meters| meters.0).sum()
    }
    fn or_none(of: Option<Meters>) -> u32 {
        of.map_or(0, |meters| meters.0)
    }
    let (m, name) = (Meters(3), Name { text: "owls" });
    renders!("{{double m}} {{double 4}} {{shout name}} {{shout 'x'}}", "6 8 OWLS X");
    renders!("{{half s}} {{half 3}}", { s = Score(5.0) }, "2.5 1.5");
    renders!("{{> Distance of=m}} {{> Distance of=12}}", "3 m 12 m");
    renders!("{{total (array m 4)}} {{or_none m}} {{or_none null}} {{(or_none)}}", "7 3 0 0");
}

/// A struct whose constructor checks its field.
#[derive(Data, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[data(transparent, try_from)]
struct Percent(u8);

impl TryFrom<u8> for Percent {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if number <= 100 { Ok(Self(number)) } else { Err("more than 100") }
    }
}

template_runtime::template! {
    /// A component with such a field.
    struct Bar {
        width: Percent,
    }

    "<b style='width: {{width}}%'></b>"
}

#[test]
fn transparent_structs_may_be_checked() {
    #[derive(Data)]
    #[data(try_from, transparent)]
    struct Code<'a>(&'a str);
    impl<'a> TryFrom<&'a str> for Code<'a> {
        type Error = ();

        fn try_from(text: &'a str) -> Result<Self, ()> {
            if text.len() == 2 { Ok(Self(text)) } else { Err(()) }
        }
    }
    fn rest(part: Percent) -> u8 {
        100 - part.0
    }
    fn lower(code: Code<'_>) -> String {
        code.0.to_lowercase()
    }
    fn known(part: Option<Percent>) -> bool {
        part.is_some()
    }
    let (part, map) = (Percent(30), BTreeMap::from([(Percent(7), "seven")]));
    renders!(
        "{{rest part}} {{rest 100}} {{lower 'DE'}} {{known part}} {{known null}}",
        "70 0 de true false"
    );
    renders!(
        "{{> Bar width=part}}{{> Bar width=5}}",
        "<b style='width: 30%'></b><b style='width: 5%'></b>"
    );
    renders!("{{map.7}}{{map.200}}{{map.x}}", "seven");
    let message = |error: template_runtime::Error| error.kind().to_string();
    assert_eq!(
        message(failure!("{{rest 101}}")),
        "helper `rest`: argument 1 must be a `Percent`, but is 101"
    );
    assert_eq!(
        message(failure!("{{lower 'x'}}")),
        "helper `lower`: argument 1 must be a `Code`, but is \"x\""
    );
    let message = message(failure!("{{> Bar width=101}}"));
    assert!(message.ends_with("`width` must be a `Percent`, but is 101"), "{message}");
}
