//! Result types of helpers, printed directly and passed to another call.

use std::{borrow::Cow, fmt, rc::Rc};
use template_runtime::{Data, List, Map, Object, SafeHtml, Value};
use template_tests::renders;

fn show(value: Value<'_>) -> String {
    format!("{value:?}")
}

fn text(s: &str) -> String {
    format!("[{s}]")
}

#[test]
fn texts() {
    fn owned(s: &str) -> String {
        format!("<{s}>")
    }
    fn borrowed(s: &str) -> &str {
        s.get(1..).unwrap_or("")
    }
    fn fixed() -> &'static str {
        "<fixed>"
    }
    fn boxed() -> Box<str> {
        "<box>".into()
    }
    fn cow(s: &str) -> Cow<'_, str> {
        if s.is_empty() { Cow::Owned(String::from("<owned>")) } else { Cow::Borrowed(s) }
    }
    fn counted() -> Rc<str> {
        "<rc>".into()
    }
    fn string(value: Value<'_>) -> Option<&str> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
    fn reference() -> &'static String {
        static EMPTY: String = String::new();
        &EMPTY
    }
    renders!("{{owned 'x'}} {{{owned 'x'}}} {{{text (owned 'x')}}}", "&lt;x&gt; <x> [<x>]");
    renders!(
        "{{borrowed 'a<b'}} {{{borrowed 'a<b'}}} {{{text (borrowed 'a<b')}}}",
        "&lt;b <b [<b]"
    );
    renders!("{{(fixed)}} {{{(fixed)}}} {{{text (fixed)}}}", "&lt;fixed&gt; <fixed> [<fixed>]");
    renders!("{{(boxed)}} {{{text (boxed)}}}", "&lt;box&gt; [<box>]");
    renders!(
        "{{cow 'a<'}} {{cow ''}} {{{text (cow 'a<')}}} {{{text (cow '')}}}",
        "a&lt; &lt;owned&gt; [a<] [<owned>]"
    );
    renders!("{{(counted)}} {{{text (counted)}}}", "&lt;rc&gt; [<rc>]");
    renders!("{{string 'x'}} [{{string 1}}] {{text (string 'y')}}", "x [] [y]");
    renders!("[{{(reference)}}] {{text (reference)}}", "[] []");
    renders!("{{borrowed (borrowed (owned (borrowed '12345')))}}", "345&gt;");
}

#[test]
fn numbers_and_others() {
    /// Defines a function for each type, which returns a value.
    macro_rules! returns {
        ($($name:ident $ty:ty = $value:expr;)*) => { $(
            fn $name() -> $ty {
                $value
            }
        )* };
    }
    returns! {
        an_i8 i8 = i8::MIN; an_i16 i16 = i16::MIN; an_i32 i32 = i32::MIN; an_i64 i64 = i64::MIN;
        an_isize isize = -1; a_u8 u8 = u8::MAX; a_u16 u16 = u16::MAX; a_u32 u32 = u32::MAX;
        a_u64 u64 = u64::MAX; a_usize usize = 1; an_i128 i128 = i128::MIN; a_u128 u128 = u128::MAX;
        a_small_i128 i128 = -7; a_small_u128 u128 = 7;
        an_f32 f32 = 0.1; an_f64 f64 = 1e21; whole f64 = 1.0;
        yes bool = true; no bool = false; a_char char = '<'; nothing () = ();
    }
    renders!(
        "{{(an_i8)}} {{(an_i16)}} {{(an_i32)}} {{(an_i64)}} {{(an_isize)}}",
        "-128 -32768 -2147483648 -9223372036854775808 -1"
    );
    renders!(
        "{{(a_u8)}} {{(a_u16)}} {{(a_u32)}} {{(a_u64)}} {{(a_usize)}}",
        "255 65535 4294967295 18446744073709551615 1"
    );
    renders!(
        "{{(an_i128)}} {{(a_u128)}}",
        "-170141183460469231731687303715884105728 340282366920938463463374607431768211455"
    );
    renders!("{{(an_f32)}} {{(an_f64)}} {{(whole)}}", "0.1 1e+21 1");
    renders!(
        "{{(yes)}} {{(no)}} {{(a_char)}} {{{(a_char)}}} [{{(nothing)}}]",
        "true false &lt; < []"
    );
    renders!(
        "{{show (an_i8)}} {{show (a_u64)}} {{show (an_f32)}} {{{show (a_char)}}}",
        "-128 18446744073709551615 0.1 '<'"
    );
    renders!(
        "{{show (yes)}} {{show (nothing)}} {{show (a_small_i128)}} {{show (a_small_u128)}}",
        "true null -7 7"
    );
}

#[test]
fn large_integers_stay_integers() {
    fn big() -> i128 {
        i128::MIN
    }
    fn huge() -> u128 {
        u128::MAX
    }
    fn less(n: i128) -> i128 {
        n.wrapping_sub(1)
    }
    fn half(n: u128) -> u128 {
        n / 2
    }
    renders!("{{less (big)}}", "170141183460469231731687303715884105727");
    renders!("{{half (half (huge))}}", "85070591730234615865843651857942052863");
}

#[test]
fn types_with_display() {
    struct Price(u32);
    impl fmt::Display for Price {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "<{}.{:02}>", self.0 / 100, self.0 % 100)
        }
    }
    fn price(cents: u32) -> Price {
        Price(cents)
    }
    fn hidden(cents: u32) -> impl fmt::Display {
        Price(cents)
    }
    struct Twice<'a>(&'a str);
    impl fmt::Display for Twice<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{0}&{0}", self.0)
        }
    }
    fn borrowing(s: &str) -> impl fmt::Display + '_ {
        Twice(s)
    }
    fn perhaps(cents: u32) -> Option<Price> {
        (cents > 0).then_some(Price(cents))
    }
    fn tried(cents: u32) -> Result<Price, String> {
        Ok(Price(cents))
    }
    fn dynamic(cents: u32) -> Box<dyn fmt::Display> {
        Box::new(Price(cents))
    }
    renders!(
        "{{price 150}} {{{price 150}}} {{{text (price 150)}}}",
        "&lt;1.50&gt; <1.50> [<1.50>]"
    );
    renders!(
        "{{hidden 150}} {{{hidden 150}}} {{{text (hidden 150)}}}",
        "&lt;1.50&gt; <1.50> [<1.50>]"
    );
    renders!(
        "{{borrowing 'x'}} {{{text (borrowing 'x')}}} {{borrowing (borrowing 'y')}}",
        "x&amp;x [x&x] y&amp;y&amp;y&amp;y"
    );
    renders!(
        "{{perhaps 1}} [{{perhaps 0}}] {{{text (perhaps 1)}}} {{show (perhaps 0)}}",
        "&lt;0.01&gt; [] [<0.01>] null"
    );
    renders!(
        "{{tried 1}} {{{text (tried 1)}}} {{dynamic 1}} {{{text (dynamic 1)}}}",
        "&lt;0.01&gt; [<0.01>] &lt;0.01&gt; [<0.01>]"
    );
    renders!("{{#if (price 1)}}yes{{/if}}", "yes");
}

#[test]
fn options_and_results() {
    fn even(n: u32) -> Option<u32> {
        n.is_multiple_of(2).then_some(n)
    }
    fn name(n: u32) -> Option<&'static str> {
        (n == 1).then_some("one")
    }
    fn half(n: u32) -> Result<u32, String> {
        if n.is_multiple_of(2) { Ok(n / 2) } else { Err(format!("{n} is odd")) }
    }
    fn both(n: u32) -> Result<Option<String>, fmt::Error> {
        Ok(even(n).map(|n| n.to_string()))
    }
    fn layers(n: u32) -> Option<Option<u32>> {
        Some(even(n))
    }
    renders!("{{even 2}} [{{even 1}}] {{show (even 2)}} {{show (even 1)}}", "2 [] 2 null");
    renders!(
        "{{name 1}} [{{name 2}}] {{{show (name 1)}}} {{show (name 2)}}",
        "one [] \"one\" null"
    );
    renders!("{{half 4}} {{half (half 4)}} {{show (half 2)}}", "2 1 1");
    renders!("{{both 2}} [{{both 1}}] {{{show (both 2)}}} {{show (both 1)}}", "2 [] \"2\" null");
    renders!("{{layers 2}} [{{layers 1}}]", "2 []");
    renders!("{{#if (even 1)}}yes{{else}}no{{/if}} {{#with (even 2)}}{{this}}{{/with}}", "no 2");
}

#[test]
fn html_that_is_safe() {
    fn bold(s: &str) -> SafeHtml<String> {
        SafeHtml(format!("<b>{s}</b>"))
    }
    fn line() -> SafeHtml<&'static str> {
        SafeHtml("<hr>")
    }
    fn perhaps(yes: bool) -> Option<SafeHtml<&'static str>> {
        yes.then_some(SafeHtml("<br>"))
    }
    fn number() -> SafeHtml<u8> {
        SafeHtml(7)
    }
    fn same<'a>(value: Value<'a>) -> Value<'a> {
        value
    }
    renders!(
        "{{bold '<'}} {{{bold '<'}}} {{(line)}} {{perhaps true}}[{{perhaps false}}] {{(number)}}",
        "<b><</b> <b><</b> <hr> <br>[] 7"
    );
    // It stays safe when it is passed on, but results computed from it are text.
    renders!(
        "{{same (bold 'x')}} {{if true (bold 'x')}} {{#let (bold 'x') as |b|}}{{b}}{{/let}}",
        "<b>x</b> <b>x</b> <b>x</b>"
    );
    renders!("{{text (bold 'x')}}", "[&lt;b&gt;x&lt;/b&gt;]");
    renders!("{{x}}{{#each list}}{{this}}{{/each}}", { x = SafeHtml("<i>"), list = [SafeHtml(String::from("<u>"))] }, "<i><u>");
}

#[test]
fn values_pass_through() {
    fn same<'a>(value: Value<'a>) -> Value<'a> {
        value
    }
    fn first<'a>(list: List<'a>) -> Option<Value<'a>> {
        list.get(0)
    }
    fn list<'a>(list: List<'a>) -> List<'a> {
        list
    }
    fn map<'a>(map: Map<'a>) -> Map<'a> {
        map
    }
    fn object<'a>(object: Object<'a>) -> Object<'a> {
        object
    }
    #[derive(Data)]
    struct Point {
        x: u8,
    }
    let (p, ps) = (Point { x: 1 }, [Point { x: 2 }, Point { x: 3 }]);
    renders!(
        "{{same 1}} {{same 'x'}} [{{same null}}] {{#with (same p)}}{{x}}{{/with}}",
        "1 x [] 1"
    );
    renders!("{{#with (first ps)}}{{x}}{{/with}} {{#each (list ps)}}{{x}}{{/each}}", "2 23");
    renders!("{{#with (object p) as |q|}}{{q.x}}{{/with}}", "1");
    let m = std::collections::BTreeMap::from([("k", 1)]);
    renders!("{{#each (map m)}}{{@key}}{{this}}{{/each}} {{#with (map m)}}{{k}}{{/with}}", "k1 1");
}

#[test]
fn data_with_a_static_lifetime() {
    #[derive(Data)]
    struct Team {
        name: &'static str,
        players: [&'static str; 2],
    }
    static TEAM: Team = Team { name: "<A>", players: ["x", "y"] };
    fn team() -> &'static Team {
        &TEAM
    }
    fn perhaps(yes: bool) -> Option<&'static Team> {
        yes.then_some(&TEAM)
    }
    fn all() -> &'static [Team; 1] {
        static ALL: [Team; 1] = [Team { name: "B", players: ["u", "v"] }];
        &ALL
    }
    renders!("{{#with (team)}}{{name}}{{#each players}}{{this}}{{/each}}{{/with}}", "&lt;A&gt;xy");
    renders!("{{#let (team) as |t|}}{{t.name}}{{t.players.1}}{{/let}}", "&lt;A&gt;y");
    renders!(
        "{{#with (perhaps true)}}{{name}}{{/with}}{{#with (perhaps false)}}x{{else}}none{{/with}}",
        "&lt;A&gt;none"
    );
    renders!("{{#each (all)}}{{name}}{{players.0}}{{/each}}", "Bu");
}

#[test]
fn items_of_any_list() {
    fn limit<'a>(list: List<'a>, count: usize) -> impl Iterator<Item = Value<'a>> {
        list.iter().take(count)
    }
    fn reversed(list: List<'_>) -> Vec<Value<'_>> {
        let mut items: Vec<_> = list.iter().collect();
        items.reverse();
        items
    }
    fn rows(list: List<'_>, size: usize) -> Vec<Vec<Value<'_>>> {
        let items: Vec<_> = list.iter().collect();
        items.chunks(size).map(<[_]>::to_vec).collect()
    }
    fn pairs<'a>(a: List<'a>, b: List<'a>) -> Result<Vec<(Value<'a>, Value<'a>)>, String> {
        Ok(a.iter().zip(b.iter()).collect())
    }
    #[derive(Data)]
    struct Found<'a> {
        at: usize,
        value: Value<'a>,
    }
    fn find<'a>(list: List<'a>, at: usize) -> Option<Found<'a>> {
        list.get(at).map(|value| Found { at, value })
    }

    renders!(
        "{{#each (limit a 2)}}{{this}}{{/each}} {{#each (limit (reversed a) 1)}}{{this}}{{/each}}",
        { a = [1, 2, 3] },
        "12 3"
    );
    renders!("{{#each (reversed a) as |x|}}{{x.0}}{{/each}}", { a = [("b",), ("c",)] }, "cb");
    renders!(
        "{{#each (rows a 2)}}[{{#each this}}{{this}}{{/each}}]{{/each}}",
        { a = ["x", "y", "z"] },
        "[xy][z]"
    );
    renders!("{{#each (pairs a b)}}{{this.0}}{{this.1}}{{/each}}", { a = [1, 2], b = ['c', 'd'] }, "1c2d");
    renders!(
        "{{#with (find a 1)}}{{at}}{{value}}{{/with}}{{#with (find a 2)}}x{{/with}}",
        { a = ["x", "y"] },
        "1y"
    );
    renders!("{{value}}", { value = Value::Text("<") }, "&lt;");
}
