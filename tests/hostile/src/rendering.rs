//! Attacks with templates that compile: they run for ever, need memory without end, or print without end.

use crate::attack::{Attack, compiled, compiler, outcome, rendered};
use std::fmt;

/// `n` nested loops of ten turns.
fn loops(n: usize, body: &str) -> String {
    let array = "{{#let (array 0 1 2 3 4 5 6 7 8 9) as |xs|}}";
    format!("{array}{}{body}{}{{{{/let}}}}", "{{#each xs}}".repeat(n), "{{/each}}".repeat(n))
}

/// A value that `step` makes from the one before, `n` times.
fn grown(first: &str, step: &str, n: usize, print: &str) -> String {
    let first = format!("{{{{#let {first} as |x|}}}}");
    let steps = format!("{{{{#let {step} as |x|}}}}").repeat(n);
    format!("{first}{steps}{print}{}", "{{/let}}".repeat(n + 1))
}

/// Prints something about a text of two lines.
fn indented(print: &str) -> String {
    format!("{{{{#let 'a\nb' as |text|}}}}{print}{{{{/let}}}}")
}

pub(crate) fn attacks() -> Vec<Attack> {
    let page = |name: &str, expected, text: String| {
        Attack::new(format!("render {name}"), expected, move || {
            rendered(&compiler(), text.clone(), &())
        })
    };
    let (fuel, scratch, output) = ("steps, the limit", "scratch memory", "bytes, the limit");
    let eights = "(array 1 2 3 4 5 6 7 8)";
    let replaced = "(replace x 'a' 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')";
    let mut attacks = vec![
        page("loops", fuel, loops(40, "")),
        page("loops that print", fuel, loops(40, "{{this}}")),
        page("loops with conditions", fuel, loops(40, "{{#if this}}{{@index}}{{/if}}")),
        page("loops with calls", fuel, loops(40, "{{#if (len 'abc')}}{{/if}}")),
        page("loops of text", output, loops(40, &"abcdefgh".repeat(1000))),
        page("a block that runs for ever", fuel, String::from("{{#(forever)}}{{/forever}}")),
        page("an endless block that prints", fuel, String::from("{{#(forever)}}a{{/forever}}")),
        page(
            "64 blocks",
            "rendered",
            format!("{}x{}", "{{#(panel)}}".repeat(64), "{{/panel}}".repeat(64)),
        ),
        page(
            "sections",
            fuel,
            format!(
                "{{{{#let {eights} as |xs|}}}}{}{}{{{{/let}}}}",
                "{{#xs}}".repeat(40),
                "{{/xs}}".repeat(40)
            ),
        ),
        page(
            "loops over hashes",
            fuel,
            format!(
                "{{{{#let (hash a=1 b=2 c=3 d=4) as |xs|}}}}{}{}{{{{/let}}}}",
                "{{#each xs}}".repeat(40),
                "{{/each}}".repeat(40)
            ),
        ),
        page("doubled text", scratch, grown("'abcdefgh'", "(concat x x)", 60, "{{len x}}")),
        page("replaced text", scratch, grown("'a'", replaced, 8, "{{len x}}")),
        page(
            "replaced text that is printed",
            output,
            format!(
                "{}{}",
                grown("'a'", replaced, 4, "{{replace x 'a' 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}}"),
                ""
            ),
        ),
        page(
            "printed text",
            output,
            grown("'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'", replaced, 3, &"{{x}}".repeat(100)),
        ),
        page("doubled lists", output, grown("(array 'x')", "(array x x)", 60, "{{json x}}")),
        page(
            "doubled lists in a call",
            scratch,
            grown("(array 'x')", "(array x x)", 60, "{{len (json x)}}"),
        ),
        page(
            "doubled lists in a script",
            output,
            grown("(array 'x')", "(array x x)", 30, "<script>x = {{x}}</script>"),
        ),
        page("doubled hashes", output, grown("(hash a='x')", "(hash a=x b=x)", 60, "{{json x}}")),
        page(
            "lists that are compared",
            "ed",
            grown("(array 'x')", "(array x x)", 60, "{{eq x x}}{{#if (eq x (array x x))}}{{/if}}"),
        ),
        page(
            "lists that are joined",
            "failed",
            grown("(array 'x')", "(array x x)", 60, "{{join x ','}}"),
        ),
        page("an indentation", output, indented("{{indent text 1000000000000000}}")),
        page(
            "an empty indentation",
            "rendered",
            indented("{{indent text 1000000000000000 by=''}}"),
        ),
        page(
            "an indentation in a call",
            scratch,
            indented("{{len (indent text 1000000000000000)}}"),
        ),
        page("a number", "rendered", String::from("{{number 1 decimals=255 grouping=','}}")),
        page("a wide number", "ed", grown("'a'", replaced, 3, "{{number 1e300 grouping=x}}")),
        page("walks of a long text", fuel, grown("'a'", replaced, 4, &loops(7, "{{len x}}"))),
        page(
            "walks of a long text for no result",
            fuel,
            grown("'a'", replaced, 4, &loops(7, "{{#if (trim x)}}{{/if}}")),
        ),
        page(
            "texts that are compared",
            fuel,
            grown(
                "'a'",
                replaced,
                4,
                &format!("{{{{#let (concat x '') as |y|}}}}{}{{{{/let}}}}", loops(7, "{{eq x y}}")),
            ),
        ),
        page("texts in conditions", fuel, loops(7, "{{#if (uppercase 'abc')}}{{/if}}")),
    ];
    attacks.extend(outputs());
    attacks.push(hint());
    attacks
}

/// Renders into a slice and into writers.
fn outputs() -> Vec<Attack> {
    /// A writer that fails.
    struct Fails;

    impl fmt::Write for Fails {
        fn write_str(&mut self, _: &str) -> fmt::Result {
            Err(fmt::Error)
        }
    }

    let text = || loops(40, "abcdefgh");
    vec![
        Attack::new("render into a slice", "the limit", move || {
            let rendered = compiled(&compiler(), text())
                .map(|page| page.render_into(&(), &mut [0; 10]).map(String::from));
            rendered.map_or_else(|error| error, outcome)
        }),
        Attack::new("render to a writer that fails", "could not be written", move || {
            let compiler = compiler().fuel(u64::MAX);
            let rendered = compiled(&compiler, text())
                .map(|page| page.render_to(&(), &mut Fails).map(|()| String::new()));
            rendered.map_or_else(|error| error, outcome)
        }),
        Attack::new("write to a writer that fails", "failed", move || {
            let compiler = compiler().fuel(u64::MAX);
            let written = compiled(&compiler, text())
                .map(|page| page.write_to(&(), &mut [0; 10].as_mut_slice()));
            match written {
                Ok(Err(error)) => format!("failed: {error}"),
                other => format!("{:?}", other.map(|_| ())),
            }
        }),
    ]
}

/// A large page, and what a small page of the same template takes then.
fn hint() -> Attack {
    Attack::new("render a large page before small ones", "small", || {
        let page = match compiled(&compiler().output(256 << 20), String::from("{{x}}")) {
            Ok(page) => page,
            Err(error) => return error,
        };
        let large = template_runtime::Tree::Map(&[("x", template_runtime::Tree::Text(""))]);
        let long = "x".repeat(100 << 20);
        let data = [("x", template_runtime::Tree::Text(&long))];
        let first = page.render(&template_runtime::Tree::Map(&data)).map(|page| page.len());
        let pages: Vec<String> = (0..40).filter_map(|_| page.render(&large).ok()).collect();
        let capacity: usize = pages.iter().map(String::capacity).sum();
        let is_small = first == Ok(100 << 20) && pages.len() == 40 && capacity < 64 << 20;
        if is_small { String::from("small") } else { format!("{first:?}: {capacity} bytes") }
    })
}
