//! Renders templates without std, alloc and an allocator, checks behavior that differs there, and prints a
//! page.

#![no_std]
#![no_main]

mod host;
mod sized;

use core::fmt::{self, Display};
use host::Stdout;
use template_runtime::{Data, ErrorKind, Note, SafeHtml, Template, Tree, Value, template};

#[derive(Data)]
struct Sensor<'a> {
    name: &'a str,
    celsius: f32,
    state: State,
    history: [u16; 3],
}

#[derive(Data)]
enum State {
    Fine,
    Broken { since: u32 },
}

#[derive(Clone, Copy, Data)]
#[data(display)]
struct Money(i64);

impl Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ct", self.0)
    }
}

template! {
    /// The status page of a device without a heap.
    struct Status<'a> {
        device: &'a str,
        sensors: &'a [Sensor<'a>],
        uptime: Option<u64>,
    }

    r#"<h1>{{shout (join "device" device)}}</h1>
{{#each sensors as |sensor i|}}
<p>{{i}}. {{sensor.name}}: {{#if state.Broken}}broken since {{state.since}}{{else}}{{celsius}} {{state}}{{/if}}
  {{#each history}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}
{{else}}
<p>Nothing
{{/each}}
{{#let (shout device) (join (shout "up") (if uptime uptime 0)) as |name up|}}
<footer>{{name}} {{up}} {{bold up}}</footer>
{{/let}}
"#
}

/// Returns a value whose `Display` calls a function, like `fmt::from_fn` of later versions of Rust.
fn from_fn<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result>(f: F) -> FromFn<F> {
    FromFn(f)
}

struct FromFn<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Display for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

fn shout(s: &str) -> impl Display + '_ {
    from_fn(move |f| s.chars().try_for_each(|c| write!(f, "{}", c.to_ascii_uppercase())))
}

fn join<'a>(a: &'a str, b: Value<'a>) -> impl Display + 'a {
    from_fn(move |f| match b {
        Value::Text(b) => write!(f, "{a} {b}"),
        b => write!(f, "{a} {b:?}"),
    })
}

fn bold(s: &str) -> SafeHtml<impl Display + '_> {
    SafeHtml(from_fn(move |f| write!(f, "<b>{s}</b>")))
}

fn times(s: &str, n: usize) -> impl Display + '_ {
    from_fn(move |f| (0..n).try_for_each(|_| f.write_str(s)))
}

fn checked(n: i32) -> Result<i32, &'static str> {
    if n < 0 { Err("negative") } else { Ok(n) }
}

const SENSORS: &[Sensor<'_>] = &[
    Sensor { name: "<inside>", celsius: 21.5, state: State::Fine, history: [1, 2, 3] },
    Sensor { name: "outside", celsius: 0.0, state: State::Broken { since: 7 }, history: [0; 3] },
];

/// Untyped data as a constant.
const SITE: Site = Site(Tree::Map(&[
    ("title", Tree::Text("a<b")),
    ("sizes", Tree::List(&[Tree::Int(1), Tree::Float(2.5), Tree::Null])),
]));

template! {
    #[template(strict)]
    #[data(transparent)]
    struct Site(Tree<'static>);

    "{{title}}{{#each sizes}} {{this}}{{/each}}{{#if hidden}}{{hidden}}{{/if}} {{sizes.1}}\n"
}

/// Prints the page, and runs the checks.
///
/// # Errors
///
/// The name of the first check that fails.
pub(crate) fn run() -> Result<(), &'static str> {
    let page = Status { device: "a&b", sensors: SENSORS, uptime: Some(12) };
    let mut buffer = [0; 512];
    let text = page.render_into(&mut buffer).map_err(|_| "render_into")?;
    Stdout.print(text);
    page.render_to(&mut Stdout).map_err(|_| "render_to")?;
    fmt::Write::write_fmt(&mut Stdout, format_args!("{page}")).map_err(|_| "Display")?;

    let device = "x";
    let line = template!("{{shout (join device n)}}\n", n = 5);
    Stdout.print(line.render_into(&mut [0; 16]).map_err(|_| "the expression form")?);

    Stdout.print(SITE.render_into(&mut [0; 32]).map_err(|_| "a tree")?);
    let missing = template!(strict, "{{tree.nmae}}", tree = SITE.0);
    if kind(&missing) != Some(ErrorKind::Missing(Note::new("tree.nmae"))) {
        return Err("a name that is missing");
    }

    helpers()?;
    results()?;
    full(&page, text.len())?;
    scratch()?;
    sized::check()?;
    let refused = template!("{{checked -1}}").render_into(&mut [0; 16]).map(str::len);
    let told = refused.is_err_and(|error| {
        error.line().is_some()
            && matches!(error.kind(), ErrorKind::Helper(error)
                if error.message() == "helper `checked`: negative")
    });
    told.then_some(()).ok_or("a helper's error")
}

/// Checks that the helpers of the runtime need no heap, not even those that create lists.
fn helpers() -> Result<(), &'static str> {
    use template_runtime::helpers::{self, date, json, number, reverse, slice, uppercase};
    let (list, tree) = ([1, 2, 3], SITE.0);
    let line = template!(
        "{{helpers::join (reverse (slice list 1))}} {{uppercase (reverse 'ab')}} {{number 2.5 decimals=0}} {{date -1}} {{{json tree}}}"
    );
    let expected = r#"3, 2 BA 3 1969-12-31 {"title":"a\u003cb","sizes":[1,2.5,null]}"#;
    let is_equal = line.render_into(&mut [0; 128]) == Ok(expected);
    is_equal.then_some(()).ok_or("the helpers of the runtime")
}

/// Checks that arrays, iterators and objects that a helper returns are stored without a heap.
fn results() -> Result<(), &'static str> {
    fn three(n: u8) -> [u8; 3] {
        [n, n + 1, n + 2]
    }
    fn words(text: &str) -> impl Iterator<Item = &str> {
        text.split(' ')
    }
    fn pair(text: &str) -> Option<(usize, &str)> {
        Some((text.len(), text))
    }
    fn to(n: u32) -> impl Iterator<Item = u32> {
        0..n
    }
    fn count(words: &[&str]) -> usize {
        words.len()
    }
    let line = template!(
        "{{#each (three 4)}}{{this}}{{/each}} {{#each (words 'a b')}}{{@index}}{{this}}{{/each}} {{#with (pair 'abc')}}{{[0]}}{{[1]}}{{/with}} {{count (words 'a b c')}}"
    );
    if line.render_into(&mut [0; 64]) != Ok("456 0a1b 3abc 3") {
        return Err("results that are stored");
    }
    fn plus(a: Money, b: Money) -> Money {
        Money(a.0 + b.0)
    }
    fn cents(money: &Money) -> i64 {
        money.0
    }
    let line = template!("{{plus m m}} {{cents (plus m m)}} {{shout (plus m m)}}", m = Money(150));
    if line.render_into(&mut [0; 64]) != Ok("300 ct 300 300 CT") {
        return Err("results that are displayed, and passed on");
    }
    match kind(&template!("{{#each (to 1000)}}{{/each}}")) {
        Some(ErrorKind::ScratchFull { needed: 1025.. }) => Ok(()),
        _ => Err("results that do not fit into scratch memory"),
    }
}

/// Checks that the error for a slice that is too small contains the needed length.
fn full(page: &impl Template, needed: usize) -> Result<(), &'static str> {
    let mut buffer = [0; 512];
    for size in [0, 1, needed - 1] {
        let kind = page.render_into(&mut buffer[..size]).map_err(|error| error.kind().clone());
        if kind != Err(ErrorKind::OutputFull { needed }) {
            return Err("a slice that is too small");
        }
    }
    page.render_into(&mut buffer[..needed]).map(drop).map_err(|_| "a slice that just fits")
}

/// Checks that without a heap, scratch memory is limited to 1024 bytes.
fn scratch() -> Result<(), &'static str> {
    let list = ["x"; 100];
    let mut buffer = [0; 4096];
    let four = ["x"; 4];
    let fits = template!("{{#each four}}{{shout (times this 1024)}}{{/each}}");
    let fits = fits.render_into(&mut buffer).map(str::len);
    if fits != Ok(4096) {
        return Err("texts that fit into scratch memory");
    }
    let returned = template!(
        "{{#each list}}{{#let (times this 1000) as |t|}}{{#if t}}.{{/if}}{{/let}}{{/each}}"
    );
    let returned = returned.render_into(&mut buffer).map(str::len);
    if returned != Ok(100) {
        return Err("scratch memory that is freed");
    }
    let kinds = [
        kind(&template!("{{shout (times 'x' 1025)}}")),
        kind(&template!("{{shout (concat (times 'x' 1000) (times 'y' 25))}}")),
        kind(&template!("{{#let (times 'x' 1000) as |t|}}{{shout (times t 1)}}{{/let}}")),
    ];
    if kinds.iter().any(|kind| !matches!(kind, Some(ErrorKind::ScratchFull { needed: 1025.. }))) {
        return Err("texts that do not fit into scratch memory");
    }
    // The outermost call needs no scratch memory.
    let streamed = template!("{{times 'x' 4096}}").render_into(&mut buffer).map(str::len);
    if streamed != Ok(4096) {
        return Err("a text that is printed directly");
    }
    Ok(())
}

fn kind(template: &impl Template) -> Option<ErrorKind> {
    template.render_into(&mut [0; 4096]).err().map(|error| error.kind().clone())
}
