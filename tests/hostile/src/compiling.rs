//! Attacks on the compiler: templates that are deep, long, wide, or wrong everywhere.

use crate::attack::{Attack, compiled, compiler, refused, rendered};

/// Constructs that can contain themselves: how each begins and ends, and what is in the innermost.
const NESTED: &[(&str, &str, &str, &str)] = &[
    ("if", "{{#if a}}", "{{/if}}", "x"),
    ("else", "{{#if a}}{{else}}", "{{/if}}", "x"),
    ("unless", "{{#unless a}}", "{{/unless}}", "x"),
    ("each", "{{#each a}}", "{{/each}}", "x"),
    ("each else", "{{#each a}}{{else}}", "{{/each}}", "x"),
    ("with", "{{#with a}}", "{{/with}}", "x"),
    ("let", "{{#let a as |b|}}", "{{/let}}", "x"),
    ("section", "{{#a}}", "{{/a}}", "x"),
    ("inverted section", "{{^a}}", "{{/a}}", "x"),
    ("block helper", "{{#panel}}", "{{/panel}}", "x"),
    ("block of a value", "{{#(panel)}}", "{{/(panel)}}", "x"),
    ("inline partial", "{{#*inline 'p'}}", "{{/inline}}", "x"),
    ("partial block", "{{#> p}}", "{{/p}}", "x"),
    ("calls", "{{#if (not ", ")}}x{{/if}}", "a"),
    ("elements", "<div><p>{{#if a}}", "{{/if}}</p></div>", "x"),
];

pub(crate) fn attacks() -> Vec<Attack> {
    let mut attacks = Vec::new();
    for (name, open, close, inner) in NESTED {
        for depth in [64, 512, 100_000] {
            // Whether it is refused or rendered, the process goes on.
            let name = format!("compile {depth} of {name}");
            attacks.push(Attack::new(name, "ed", move || {
                let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
                rendered(&compiler(), text, &())
            }));
        }
    }
    for (name, open, close) in
        [("calls", "(len ", ")"), ("arrays", "(array ", ")"), ("hashes", "(hash a=", ")")]
    {
        for depth in [64, 512, 100_000] {
            attacks.push(Attack::new(format!("compile {depth} nested {name}"), "ed", move || {
                let calls = format!("{}a{}", open.repeat(depth), close.repeat(depth));
                rendered(&compiler(), format!("{{{{json {calls}}}}}"), &())
            }));
            // Blocks and parentheses share the stack.
            attacks.push(Attack::new(
                format!("compile {depth} {name} in blocks"),
                "ed",
                move || {
                    let calls = format!("{}a{}", open.repeat(depth), close.repeat(depth));
                    let (begin, end) = ("{{#if a}}".repeat(depth), "{{/if}}".repeat(depth));
                    rendered(&compiler(), format!("{begin}{{{{json {calls}}}}}{end}"), &())
                },
            ));
        }
    }
    attacks.extend(long());
    attacks.extend(wrong());
    attacks
}

/// Templates that are long, or have long parts.
fn long() -> Vec<Attack> {
    /// The memory for any template, in MiB.
    const MEMORY: u64 = 512;
    let repeated = |name: &str, expected, part: &'static str| {
        let run = move || rendered(&compiler(), part.repeat((2 << 20) / part.len()), &());
        Attack::new(format!("compile 2 MiB of {name}"), expected, run).memory(MEMORY)
    };
    let page = |text: String| move || rendered(&compiler(), text.clone(), &());
    let mut chain = String::from("{{#if a}}");
    chain.push_str(&"{{else if b}}x".repeat(50_000));
    chain.push_str("{{/if}}");
    let names: Vec<String> = (0..100_000).map(|i| format!("{{{{name{i}}}}}")).collect();
    // Each partial but the last includes the next one twice.
    let doubled = |levels: usize| {
        let partial =
            |level| (format!("p{level}"), format!("{{{{> p{0}}}}}{{{{> p{0}}}}}", level + 1));
        let mut partials: Vec<_> = (0..levels).map(partial).collect();
        partials.push((format!("p{levels}"), String::from("x")));
        move || with_partials(&partials)
    };
    vec![
        repeated("mustaches", "ed", "{{x}}"),
        repeated("calls", "ed", "{{len 'a'}}"),
        repeated("blocks", "ed", "{{#if a}}x{{/if}}"),
        repeated("loops", "ed", "{{#each a}}x{{/each}}"),
        repeated("text", "rendered", "abcdefgh <b>"),
        repeated("tags", "ed", "<a href='{{x}}'>y</a>"),
        repeated("scripts", "ed", "<script>x = {{x}};</script>"),
        repeated("comments", "ed", "{{! comment }}"),
        repeated("raw blocks", "ed", "{{{{raw}}}}{{x}}{{{{/raw}}}}"),
        Attack::new("compile a chain", "ed", page(chain)),
        Attack::new("compile many names", "refused", page(names.concat())),
        Attack::new("compile a long name", "ed", page(format!("{{{{{}}}}}", "a".repeat(1 << 20)))),
        Attack::new(
            "compile a long path",
            "refused",
            page(format!("{{{{a{}}}}}", ".a".repeat(1 << 18))),
        ),
        Attack::new("compile parents", "ed", page(format!("{{{{{}a}}}}", "../".repeat(1 << 18)))),
        Attack::new(
            "compile a long literal",
            "rendered",
            page(format!("{{{{'{}'}}}}", "a".repeat(1 << 20))),
        ),
        Attack::new("compile digits", "ed", page(format!("{{{{{}}}}}", "9".repeat(1 << 20)))),
        Attack::new(
            "compile arguments",
            "refused",
            page(format!("{{{{array {}}}}}", "1 ".repeat(1 << 18))),
        ),
        Attack::new(
            "compile block params",
            "refused",
            page(format!("{{{{#let 1 as |{}|}}}}{{{{/let}}}}", "a ".repeat(1 << 18))),
        ),
        Attack::new("compile 17 MiB", "refused", page("x".repeat(17 << 20))),
        Attack::new("render a partial in itself", "failed", || {
            with_partials(&[(String::from("p0"), String::from("x{{> p0}}"))])
        }),
        Attack::new("compile 10 doubled partials", "rendered", doubled(10)),
        Attack::new("compile 40 doubled partials", "refused", doubled(40)),
    ]
}

/// Renders the partial `p0`.
fn with_partials(partials: &[(String, String)]) -> String {
    let mut compiler = compiler();
    for (name, text) in partials {
        compiler = match compiler.partial(name.as_str(), text.as_str()) {
            Ok(compiler) => compiler,
            Err(error) => return refused(&error),
        };
    }
    rendered(&compiler, String::from("{{> p0}}"), &())
}

/// Templates with mistakes, of which some are reported.
fn wrong() -> Vec<Attack> {
    let repeated = |name: &str, part: &'static str| {
        let run = move || {
            let text = part.repeat((2 << 20) / part.len());
            let Err(error) = compiler().compile(text) else { return String::from("no error") };
            let (count, length) = (error.diagnostics().len(), error.to_string().len());
            if count <= 50 && length < 200_000 {
                return String::from("bounded");
            }
            format!("{count} errors of {length} bytes")
        };
        Attack::new(format!("compile 2 MiB with mistakes: {name}"), "bounded", run).memory(512)
    };
    let warned = |name: &str, part: &'static str| {
        let run = move || match compiled(&compiler(), part.repeat((1 << 20) / part.len())) {
            Ok(page) if page.warnings().len() <= 50 => String::from("bounded"),
            Ok(page) => format!("{} warnings", page.warnings().len()),
            Err(error) => error,
        };
        Attack::new(format!("compile 1 MiB with warnings: {name}"), "bounded", run)
    };
    vec![
        repeated("open", "{{"),
        repeated("closing tags", "{{/if}}"),
        repeated("opening tags", "{{#if a}}"),
        repeated("unknown helpers", "{{nothing 1}}"),
        repeated("unknown partials", "{{> nothing}}"),
        repeated("arity", "{{len}}"),
        repeated("syntax", "{{a b=}}"),
        repeated("one line", "{{#if}}{{/if}}"),
        repeated("lines", "{{nothing 1}}\n"),
        repeated("places", "<{{a}}>"),
        warned("params", "{{#let 1 as |a|}}{{/let}}"),
        warned("tags", "<p></b>"),
    ]
}
