//! A panic of a helper, or of other user code that a template calls, unwinds through the VM without damage:
//! after catching it, the same template can be rendered again, into the same memory.

use std::{
    cell::Cell,
    fmt::{self, Display, Write as _},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};
use template_runtime::{
    Args, Callable, Called, Data, DynHelper, ErrorKind, Escaper, HelperSpec, List, ListData, Map,
    MapData, ShapeRef, Sink, Template, Value, callable, template,
};
use template_tests::{check, fails};

thread_local! {
    /// The number of calls of [`step`] before the one that panics; `None` while none panics.
    static FUSE: Cell<Option<u32>> = const { Cell::new(None) };
}

/// Panics if the fuse is at its end.
fn step() {
    if let Some(left) = FUSE.get() {
        assert_ne!(left, 0, "on purpose");
        FUSE.set(Some(left - 1));
    }
}

/// Calls a function with a fuse of this length, and reports whether it panicked.
fn panics<R>(fuse: u32, run: impl FnOnce() -> R) -> bool {
    FUSE.set(Some(fuse));
    let outcome = catch_unwind(AssertUnwindSafe(run));
    FUSE.set(None);
    outcome.is_err()
}

/// Renders with every method, with a panic at each step in turn, and without a panic in between.
#[track_caller]
fn survives<T: Template + Display>(template: &T, expected: &str) {
    check(template, expected);
    let mut buffer = vec![0; expected.len() + 8];
    let mut fuse = 0;
    while panics(fuse, || template.render()) {
        // The output is valid text, even if it is incomplete.
        let mut string = String::from("kept ");
        assert!(panics(fuse, || template.render_to(&mut string)));
        let rest = string.strip_prefix("kept ").expect("what was there before");
        assert!(expected.starts_with(rest), "{rest:?} of {expected:?}");
        assert!(panics(fuse, || write!(string, "{template}")));
        let mut bytes = b"kept ".to_vec();
        assert!(panics(fuse, || template.write_to(&mut bytes)));
        assert!(bytes.starts_with(b"kept ") && str::from_utf8(&bytes).is_ok());

        // Slices that are too large, of the exact size and too small can all be used again.
        let (len, at) = (expected.len(), buffer.len() - 1);
        for size in [at, len, len / 2, 0] {
            buffer.fill(b'?');
            assert!(panics(fuse, || template.render_into(&mut buffer[..size]).map(str::len)));
            assert_eq!(buffer[at], b'?', "after the slice");
            assert_eq!(template.render_into(&mut buffer[..len]), Ok(expected));
        }
        // Fewer steps under Miri, which is slow.
        if !cfg!(miri) {
            check(template, expected);
        }
        fuse += if cfg!(miri) { 5 } else { 1 };
        assert!(fuse < 1000, "{expected}");
    }
    assert_ne!(fuse, 0, "nothing panics");
}

/// Checks the expression form with and without the optimizer.
macro_rules! survives {
    ($text:tt, { $($data:tt)* }, $expected:expr $(,)?) => {{
        survives(&template!($text, $($data)*), $expected);
        survives(&template!(unoptimized, $text, $($data)*), $expected);
    }};
}

fn shout(s: &str) -> String {
    step();
    s.to_uppercase()
}

fn join(a: &str, b: &str) -> String {
    step();
    format!("{a}+{b}")
}

fn tail(s: &str) -> &str {
    step();
    s.get(1..).unwrap_or("")
}

fn big(n: i64) -> i128 {
    step();
    i128::MAX - i128::from(n)
}

/// A value whose `Display` panics before, between and after its parts.
struct Parts<'a>(&'a str);

impl Display for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        step();
        f.write_str(self.0)?;
        step();
        f.write_str("<&>")?;
        step();
        Ok(())
    }
}

fn parts(s: &str) -> Parts<'_> {
    Parts(s)
}

#[test]
fn plain_and_nested_calls() {
    let x = "é<";
    survives!("a {{shout x}} b", { x = x }, "a É&lt; b");
    survives!("a {{{shout (join (shout x) (tail x))}}} b", { x = "ab" }, "a AB+B b");
    survives!("{{join (shout x) (join (shout (tail x)) (shout 'z'))}}", { x = "xyz" }, "XYZ+YZ+Z");
    survives!(
        "{{str::len (concat (shout x) (tail x) x)}}{{#if (shout x)}}{{shout x}}{{/if}}",
        { x = "abc" },
        "8ABC"
    );
    survives!(
        "{{big 1}} {{concat (big 2) ''}}",
        {},
        "170141183460469231731687303715884105726 170141183460469231731687303715884105725"
    );
}

#[test]
fn texts_that_come_in_parts() {
    survives!("a{{parts 'x'}}b{{{parts 'y'}}}", {}, "ax&lt;&amp;&gt;by<&>");
    survives!(
        "{{shout (parts 'x')}}{{{concat (parts 'a') (parts 'b')}}}",
        {},
        "X&lt;&amp;&gt;a<&>b<&>"
    );
    let long = "l".repeat(1500);
    survives!(
        "{{{tail (parts long)}}}{{{parts long}}}",
        { long = &long },
        &format!("{}<&>{long}<&>", &long[1..])
    );
}

#[test]
fn loops_and_bound_texts() {
    let list = ["a", "b"];
    survives!(
        "{{#each list as |x i|}}{{#let (shout x) (join x (shout x)) as |u v|}}{{i}}{{u}}{{v}}{{#each @list}}{{join u this}} {{/each}}{{tail v}}{{/let}};{{/each}}",
        { list = list },
        "0Aa+AA+a A+b +A;1Bb+BB+a B+b +B;"
    );
    survives!(
        "{{#with (shout 'x') as |x|}}{{#each (array x (shout 'y') (hash k=(shout 'z')))}}{{#if @last}}{{k}}{{else}}{{join this x}}{{/if}}{{/each}}{{/with}}",
        {},
        "X+XY+XZ"
    );
}

#[test]
fn dynamic_calls() {
    template! {
        struct Page<'a> {
            f: DynHelper<'a>,
            name: &'a str,
        }
        "a{{this.f name}} {{(this.f (this.f name))}} {{#each (array 1 2)}}{{concat (../f 'x') this}}{{/each}}\
         {{#let (helper this.f name) as |g|}}{{(g)}}{{shout (g)}}{{/let}}"
    }
    let (count, prefix) = (Cell::new(0), String::from("#"));
    let f = callable!(|s: &str| {
        count.set(count.get() + 1);
        step();
        format!("{prefix}{s}")
    });
    survives(&Page { f: (&f).into(), name: "n" }, "a#n ##n #x1#x2#n#N");
    assert!(count.get() > 0);
}

#[test]
fn partially_applied_and_passed_on() {
    fn apply<'v>(f: DynHelper<'v>, x: Value<'v>) -> Called<'v, 1> {
        step();
        f.with([x])
    }
    survives!(
        "{{#let (helper join 'a') as |f|}}{{f 'b'}} {{apply f (shout 'c')}} {{shout (apply f (f 'd'))}}{{#let (helper f 'e') as |g|}}{{(g)}}{{/let}}{{/let}}",
        {},
        "a+b a+C A+A+Da+e"
    );
    survives!("{{apply (helper parts 'x')}}", { fn apply = |f: DynHelper<'_>| { step(); f.spec().positional.len() } }, "1");
}

#[test]
fn closures_given_by_name() {
    let seen = Cell::new(0);
    survives!(
        "{{f 'a'}}{{#each list}}{{#let (f this) as |x|}}{{g x (f x)}}{{/let}}{{/each}}",
        { list = ["b", "c"], fn f = |s: &str| { seen.set(seen.get() + 1); step(); format!("[{s}]") }, fn g = join },
        "[a][b]+[[b]][c]+[[c]]"
    );
    assert!(seen.get() > 0);
}

/// Data that panics when it is read.
#[derive(Clone, Copy)]
struct Trap;

impl ListData for Trap {
    fn count(&self) -> usize {
        step();
        2
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        step();
        *item = Value::Text(if index == 0 { "one" } else { "two" });
        step();
        index < 2
    }
}

impl MapData for Trap {
    fn count(&self) -> usize {
        step();
        1
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        step();
        (name == "k").then_some(Value::Int(7))
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        *key = Value::Text("k");
        step();
        *value = Value::Int(7);
        index == 0
    }
}

#[derive(Clone, Copy)]
struct Traps(bool);

impl Data for Traps {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        step();
        if self.0 { Value::List(List::new(&Trap)) } else { Value::Map(Map::new(&Trap)) }
    }
}

#[test]
fn data_that_panic() {
    survives!(
        "{{#let (shout 'x') as |x|}}{{#each list}}{{@index}}{{this}}{{join x this}} {{/each}}{{/let}}{{list.1}}",
        { list = Traps(true) },
        "0oneX+one 1twoX+two two"
    );
    survives!(
        "{{#each map as |v k|}}{{k}}{{v}}{{/each}}{{map.k}}{{lookup map (tail 'kk')}}{{#map}}{{k}}{{/map}}",
        { map = Traps(false) },
        "k7777"
    );
}

#[test]
fn escapers_that_panic() {
    struct Dashes;
    impl Escaper for Dashes {
        fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
            step();
            output.write_str("-")?;
            step();
            output.write_str(text)
        }
    }
    survives(
        &template!(escape = Dashes, "{{x}}{{shout x}}{{1.5}}{{parts x}}", x = "x"),
        "-x-X-1.5-x<&>",
    );
}

#[test]
fn writers_that_panic() {
    struct Bomb(String);
    impl fmt::Write for Bomb {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            step();
            self.0.push_str(text);
            Ok(())
        }
    }
    impl io::Write for Bomb {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            step();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    fn same(s: &str) -> String {
        s.to_owned()
    }
    let text = "0123456789".repeat(200);
    let page = template!("{{text}}{{same text}}{{{concat text (same text)}}}");
    for fuse in 0.. {
        let mut bomb = Bomb(String::new());
        let panicked = panics(fuse, || page.render_to(&mut bomb));
        assert!(text.repeat(4).starts_with(&bomb.0));
        assert!(!panics(1000, || page.render_to(&mut Bomb(String::new()))));
        if !panicked {
            assert_eq!(bomb.0.len(), 8000);
            break;
        }
        assert!(panics(0, || page.write_to(&mut Bomb(String::new()))));
    }
    check(&page, &text.repeat(4));
}

/// A helper that calls another one and ignores its error.
struct Careless<'a>(&'a dyn Callable);

impl Callable for Careless<'_> {
    fn name(&self) -> &'static str {
        "careless"
    }

    fn spec(&self) -> &'static HelperSpec {
        self.0.spec()
    }

    fn call<'v>(&'v self, args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        let _ = catch_unwind(AssertUnwindSafe(|| self.0.call(args, sink)));
        Ok(())
    }
}

/// A page must not be truncated silently after a helper has ignored an error.
#[test]
fn ignored_errors_are_reported() {
    template! {
        struct Page<'a> {
            f: DynHelper<'a>,
        }
        "before {{(this.f 'x')}} after"
    }
    template! {
        struct Nested<'a> {
            f: DynHelper<'a>,
        }
        "before {{#let (this.f 'x') as |x|}}{{x}}{{shout 'y'}}{{/let}} after"
    }
    let hidden = |template: &Page<'_>| {
        let error = fails(template);
        assert_eq!((error.kind(), error.column()), (&ErrorKind::Write, Some(19)));
    };
    let panics = callable!(|_: &str| -> Parts<'static> { panic!("on purpose") });
    let half = callable!(|_: &str| Half);
    let list = callable!(|_: &str| List::new(&[1, 2]));
    let (panics, half, list) = (Careless(&panics), Careless(&half), Careless(&list));
    // Ignoring the error is allowed if nothing was printed.
    check(&Page { f: DynHelper::new(&panics) }, "before  after");
    hidden(&Page { f: DynHelper::new(&half) });
    hidden(&Page { f: DynHelper::new(&list) });
    // A result that is not printed directly is null.
    check(&Nested { f: DynHelper::new(&panics) }, "before Y after");
    check(&Nested { f: DynHelper::new(&half) }, "before Y after");
}

struct Half;

impl Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("half of it")?;
        panic!("on purpose")
    }
}
