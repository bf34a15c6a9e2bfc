//! Runs the repository's own cases, compiled at run time, and checks what they cover.

use conformance::{
    case::Case,
    deviations::{HELPERS, RULES},
    own,
    run::{Outcome, compiler, run},
};
use std::{collections::HashSet, process::Command};

const LANGUAGE: &str = include_str!("../../../template-runtime/src/language.md");

/// Rows of the tables in the language documentation that no case can cover, with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("`tuple.0`, `value.Variant`", "JSON has no tuples and no enums"),
    ("char", "JSON has none"),
    ("HTML, and other [trusted text](crate::escaping#trusted-values)", "JSON has none"),
    ("displayed, which is text too", "JSON has none"),
    ("object", "JSON has maps"),
    ("enum", "JSON has none"),
    ("template", "JSON has none"),
    ("`result.Ok`, `result.Err`", "JSON has no `Result`"),
    ("`&[Value<'_>]`, `&[Printable<'_>]`, `&[&str]`", "types of Rust: tests/helpers/parameters.rs"),
    (
        "`T: Display`, `&T`, `&[T]`, `Vec<T>`, `Option<T>`",
        "types of Rust: tests/helpers/parameters.rs",
    ),
    ("`&Team`, `&Team<'_>`, `&Paged<u8>`", "JSON has maps"),
    ("`Point`", "JSON has maps"),
    ("`[u8; 3]`, `(f64, f64)`", "JSON has lists of any values"),
    ("`Meters`", "JSON has no structs"),
    ("`Color`, `&Color`", "JSON has no enums"),
    (
        "`&String`, `&u32`, `&bool`, `&Option<String>`, `&Arc<str>`, …",
        "types of Rust: tests/created_arguments.rs",
    ),
    ("`BufferTooSmall`", "the cases are rendered with buffers that are large enough"),
    ("`ChunkMemoryFull`", "the cases are rendered with a heap"),
    ("`ChunkOverflow`", "the cases are rendered with a heap"),
    ("`Interrupted`", "no helper of the cases panics"),
    ("`NotSend`", "the cases are rendered on one thread"),
    ("`&Path`", "it takes the same values as `&str`"),
    (
        "`&DateTime<Utc>`, `Uuid`, `&Duration`, `IpAddr`",
        "types of Rust: tests/data/foreign_types.rs and tests/foreign",
    ),
    ("`&dyn Template`, `Box<dyn Template + '_>`", "JSON has no templates"),
    ("`serde_json::Value`", "a type of Rust: tests/dynamic/helpers.rs"),
    ("`&[Team]`", "JSON has lists of any values"),
    ("`Vec<&str>`, `Vec<u8>`, `Vec<&Team>`, …", "the helpers of the cases take lists as they are"),
    (
        "`&Vec<Team>`, `&BTreeSet<u8>`, `&HashMap<String, u8>`",
        "JSON has lists and maps of any values",
    ),
    ("`#[template(escape = path::to::Type)]`", "an escaper is a type of Rust"),
    ("`#[template(lint = false)]`", "cases have no warnings"),
    ("`#[template(scratch = 4096)]`", "only a template of Rust has memory of a fixed size"),
    ("`#[template(partials = \"templates\")]`", "cases have no files"),
    ("`{{> nav}}`, `{{> \"shop/nav\"}}`, `{{> shop/nav}}`", "cases have no files"),
    ("`{{> ./row}}`, `{{> ../row}}`", "cases have no files"),
    ("a partial does not see the block params of its includer", "cases have no files"),
    ("`#[template(unroll)]`", "every case is unrolled too"),
    ("`OutputFull`", "cases are rendered into a `String`"),
    ("`TooDeep`", "a unit test of the escaper has a value of this depth"),
    ("`OutputLimit`, `OutOfFuel`", "`tests/budgets.rs` covers them"),
    ("`Write`", "cases are rendered into a `String`"),
    ("`Display`", "no value of a case has a `Display` that fails"),
    ("`ScratchFull`", "with a heap, scratch memory grows"),
    ("text is inserted into the DOM", "there is none"),
    ("`{{> Card title=x level=3}}`", "components are structs of Rust"),
    ("`{{> ui::Card title=x}}`", "components are structs of Rust"),
    ("`{{> Card post level=3}}`", "components are structs of Rust"),
    ("`{{> Card @root level=3}}`", "components are structs of Rust"),
    ("`{{#> Card title=x}}…{{/Card}}`", "components are structs of Rust"),
    ("any field", "components are structs of Rust"),
    ("`#[default] n: u8`, `#[default(7)] n: u8`", "components are structs of Rust"),
    ("`note: Option<&'a str>`", "components are structs of Rust"),
    ("`#[inherit] user: &'a User`", "components are structs of Rust"),
    ("`#[rest] rest: Attrs<'a>`", "components are structs of Rust"),
    ("`#[slots(nav)]`", "components are structs of Rust"),
    ("`#[slots(nav?)]`", "components are structs of Rust"),
    ("`#[slots(col*)]`", "components are structs of Rust"),
    ("`#[slots(col*(label, class?))]`", "components are structs of Rust"),
    ("`#[slots(title: plain)]`", "components are structs of Rust"),
    ("`{{yield}}`, `{{yield to=\"nav\"}}`", "components are structs of Rust"),
    ("`{{yield row @index}}`, `{{yield row to=\"nav\"}}`", "components are structs of Rust"),
    ("`{{#yield to=\"nav\"}}…{{/yield}}`", "components are structs of Rust"),
    ("`(has-block)`, `(has-block \"nav\")`", "components are structs of Rust"),
    ("`(slots \"col\")`", "components are structs of Rust"),
    ("`{{yield row to=c}}`", "components are structs of Rust"),
    ("`{{#> List items=xs as \\|item i\\|}}…{{/List}}`", "components are structs of Rust"),
    ("`{{#slot \"nav\"}}…{{/slot}}`", "components are structs of Rust"),
    ("`{{#slot \"nav\" as \\|item\\|}}…{{/slot}}`", "components are structs of Rust"),
    ("`{{#slot \"col\" label=\"Name\"}}…{{/slot}}`", "components are structs of Rust"),
    ("`{{#slot \"nav\" if=admin}}…{{/slot}}`", "components are structs of Rust"),
    ("`{{#slot \"content\" as \\|item\\|}}…{{/slot}}`", "components are structs of Rust"),
    ("`{{else}}`", "components are structs of Rust"),
    ("`{{#slot \"nav\"}}{{yield to=\"side\"}}{{/slot}}`", "components are structs of Rust"),
    ("`#[template(crate = path)]`", "`tests/crate_path.rs` covers it"),
    (
        "`impl AsRef<str>` in a function with [`#[helper]`](#named-arguments)",
        "`tests/helpers/annotated.rs` covers it",
    ),
    (
        "in a chain, `~` and the lines of its tags are sometimes those of another tag of it",
        "`tests/differential` counts it",
    ),
    ("`{{attributes rest}}`", "components are structs of Rust"),
    ("`{{> Input name=name rest=rest}}`", "components are structs of Rust"),
    ("`{{#if rest}}`", "components are structs of Rust"),
    ("`{{rest.id}}`, `{{rest.length}}`", "components are structs of Rust"),
    ("`{{attributes rest class=\"field\"}}`", "components are structs of Rust"),
    ("`<Card @title={{x}} />`, `<Card>…</Card>`", "components are structs of Rust"),
    ("`<:nav as \\|x\\|>…</:nav>`", "components are structs of Rust"),
    ("`...attributes`", "components are structs of Rust"),
    ("modifiers (`{{on}}`), `{{outlet}}`, `{{in-element}}`, `mut`, `action`", "there are none"),
    ("`modifier`, `unbound`, `debugger`, `unique-id`", "there are none"),
    ("the options `ignoreStandalone`, `preventIndent`, `compat` and others", "there are none"),
];

/// Returns the first cells of the rows of all tables, except the overview, whose examples `tests/tests/readme.rs` renders, and
/// the limits, which the tests of the compiler cover.
fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    let (mut section, mut is_head) = ("", true);
    for line in LANGUAGE.lines() {
        if let Some(heading) = line.strip_prefix("# ")
            && !heading.starts_with("use ")
        {
            section = heading;
        }
        let cell = line.strip_prefix("| ").and_then(|row| row.split(" | ").next());
        match cell {
            Some(_) if is_head => is_head = false,
            Some(cell) if !["Overview", "Limits"].contains(&section) => rows.push(cell.to_owned()),
            None => is_head = !line.starts_with('|'),
            _ => {}
        }
    }
    rows
}

#[test]
fn each_case_passes() {
    let cases = own::cases();
    assert!(cases.len() >= 450, "{} cases", cases.len());
    let mut ids = HashSet::new();
    for case in &cases {
        assert!(case.is_own(), "{} begins with `own/`", case.id);
        assert!(ids.insert(&case.id), "{} is not unique", case.id);
        assert_eq!(run(case), Outcome::Pass, "{}: {:?}", case.id, case.template);
        let compiler = compiler(case).expect("its helpers have translations");
        let compiles = compiler.compile(case.template.as_str()).is_ok();
        assert_eq!(compiles, case.tier != "compile error", "{}", case.id);
    }
}

#[test]
fn each_row_of_the_language_has_a_case() {
    let cases = own::cases();
    let covered: HashSet<&str> =
        cases.iter().flat_map(|case: &Case| &case.rows).map(String::as_str).collect();
    let rows = rows();
    assert!(rows.len() > 100, "{} rows", rows.len());
    for row in &rows {
        let is_elsewhere = ELSEWHERE.iter().any(|(other, _)| row == other);
        assert!(covered.contains(row.as_str()) != is_elsewhere, "{row}");
    }
    for row in covered.into_iter().chain(ELSEWHERE.iter().map(|(row, _)| *row)) {
        assert!(rows.iter().any(|other| other == row), "there is no row {row}");
    }
}

#[test]
fn each_deviation_is_documented() {
    let differences = LANGUAGE.split_once("# Differences from Handlebars").expect("a section").1;
    let rows = RULES.iter().map(|rule| rule.row).chain(HELPERS.iter().map(|rule| rule.row));
    for row in rows {
        assert!(differences.contains(&format!("\n| {row} | ")), "{row}");
    }
}

#[test]
fn the_command_prints_a_line_for_each_case() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");
    let command = env!("CARGO_BIN_EXE_conformance");
    let output = Command::new(command)
        .args([format!("{folder}/text.json"), format!("{folder}/raw.json")])
        .output()
        .expect("it runs");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("it prints text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "own/text#1 pass");
    let passed = lines.iter().filter(|line| line.ends_with(" pass")).count();
    assert_eq!(lines.last(), Some(&format!("{passed} passed, 0 failed, 0 skipped").as_str()));
    assert!(passed > 15, "{text}");

    let output = Command::new(command).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}
