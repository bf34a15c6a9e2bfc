//! No value changes how many candidates a `srcset` has, or which of them have descriptors, unless it is whole candidates,
//! and no value is the scheme of a URL in it: templates made from a fixed seed, whose output is read by the steps of the
//! HTML standard.

use escaping::{data::Node, javascript::Random};
use template_runtime::{Compiled, Compiler};

/// The number of templates.
const TEMPLATES: usize = 20_000;

/// Parts of a template.
const PARTS: &[&str] = &[
    "{{x}}",
    "{{x}}",
    "{{x}}",
    "{{x}} ",
    "/{{x}}",
    " {{x}}w",
    "?{{x}}",
    "#",
    ", ",
    ", ",
    ",",
    " ",
    "\n",
    "b",
    "java",
    ":",
    "https://c/",
    "data:image/png;base64,",
    " 2x",
    "(",
    ")",
    "&amp;",
    "&#44;",
    "&#32;",
    "&#44",
    "&",
    "{{#if y}}P{{/if}}",
    "{{#if y}}P{{else}}P{{/if}}",
    "{{#if n}}P{{else}}P{{/if}}",
    "{{#each z}}P{{/each}}",
    "{{#each z}}P{{#unless @last}}, {{/unless}}{{/each}}",
    "{{#each z}}{{#unless @first}}, {{/unless}}P{{/each}}",
    "{{#with x as |a|}}P{{a}}P{{/with}}",
];

/// Values that try to be more than a value.
const ATTACKS: &[&str] = &[
    ",",
    ", b",
    " 1x, b",
    "b,",
    "b, ",
    ", ,",
    " ",
    "\t2x",
    "\n",
    "(",
    ")",
    "), b",
    "a(b",
    "javascript:a",
    "script:a",
    "b 1x, javascript:a",
    ",javascript:a",
    ", javascript:a",
    " javascript:a",
    "data:text/html,a",
    "data:image/png,javascript:a",
    ":",
    "://a",
    "&#44; b",
    "44; b",
    "comma; b",
    "\" onload=\"a",
    "%",
    "%2",
];

/// Makes parts, with parts in them.
fn parts(random: &mut Random, depth: usize) -> String {
    let mut text = String::new();
    for _ in 0..1 + random.below(5) {
        let kinds = if depth < 2 { PARTS.len() } else { PARTS.len() - 7 };
        let mut pieces = PARTS[random.below(kinds)].split('P');
        text += pieces.next().unwrap_or_default();
        for piece in pieces {
            text += &parts(random, depth + 1);
            text += piece;
        }
    }
    text
}

/// Returns the value of the attribute in the output of a template.
fn value(page: &Compiled, value: &str) -> String {
    let text = || Node::Text(value.to_owned());
    let data = Node::map([
        ("x", text()),
        ("y", Node::Bool(true)),
        ("n", Node::Bool(false)),
        ("z", Node::List(vec![text(), text(), text()])),
    ]);
    let output = page.render(&data).unwrap();
    let value = output.strip_prefix("<img srcset=\"").and_then(|rest| rest.strip_suffix("\">"));
    let value = value.expect("the attribute");
    assert!(!value.contains(['"', '<']), "{output}");
    [("&#44;", ","), ("&#32;", " "), ("&#44", ","), ("&amp;", "&")]
        .iter()
        .fold(value.to_owned(), |text, (name, c)| text.replace(name, c))
}

/// Returns the URLs of the candidates, and how many characters their descriptors have apart from the values: none, or some.
/// These are the steps of <https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute>.
fn candidates(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        let trimmed = url.trim_end_matches(',');
        if trimmed.len() < url.len() {
            found.push((trimmed, false));
            rest = after;
            continue;
        }
        let mut is_open = false;
        let end = after.find(|c: char| {
            is_open = if is_open { c != ')' } else { c == '(' };
            c == ',' && !is_open
        });
        let (descriptors, after) = after.split_at(end.unwrap_or(after.len()));
        found.push((url, !descriptors.trim().is_empty()));
        rest = after;
    }
}

/// Returns `true` if a URL has a scheme that no part of a template has.
fn is_unsafe(url: &str) -> bool {
    let url = url.trim_start_matches(|c: char| c <= ' ').to_ascii_lowercase();
    let url = url.replace(['\t', '\n'], "");
    url.starts_with("javascript:") || url.starts_with("data:text") || url.starts_with("script:")
}

#[test]
fn candidates_are_read_by_the_standard() {
    for (text, expected) in [
        ("", vec![]),
        (" , ", vec![]),
        ("a", vec![("a", false)]),
        ("a,b c", vec![("a,b", true)]),
        ("a,, b 1x,c (d, e), f", vec![("a", false), ("b", true), ("c", true), ("f", false)]),
        ("a , b", vec![("a", false), ("b", false)]),
    ] {
        assert_eq!(candidates(text), expected, "{text}");
    }
}

#[test]
fn values_do_not_change_candidates() {
    let mut random = Random::new(11);
    let (mut compared, mut lists, mut refused) = (0, 0, 0);
    let mut failures = Vec::new();
    for _ in 0..TEMPLATES {
        let text = parts(&mut random, 0);
        let attack = ATTACKS[random.below(ATTACKS.len())];
        let Ok(page) = Compiler::new().compile(format!("<img srcset=\"{text}\">").as_str()) else {
            refused += 1;
            continue;
        };
        let [harmless, hostile] = ["a", attack].map(|attack| value(&page, attack));
        let [known, seen] = [&harmless, &hostile].map(|text| candidates(text));
        let structure =
            |found: &[(&str, bool)]| found.iter().map(|(_, has)| *has).collect::<Vec<_>>();
        let has_lists = page.to_string().split_whitespace().any(|word| word == "escape=srcset");
        if has_lists {
            lists += 1;
        } else {
            compared += 1;
        }
        if seen.iter().any(|(url, _)| is_unsafe(url))
            || !has_lists && structure(&known) != structure(&seen)
        {
            failures.push(format!("{text:?}\n  {harmless:?}\n  {hostile:?}"));
        }
    }
    failures.sort_by_key(String::len);
    let first = failures[..failures.len().min(12)].join("\n");
    assert!(failures.is_empty(), "{}: {first}", failures.len());
    assert!(
        compared > TEMPLATES / 3 && lists > TEMPLATES / 20 && refused > TEMPLATES / 20,
        "{compared} compared, {lists} with lists, {refused} refused"
    );
}
