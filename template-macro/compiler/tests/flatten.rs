//! The result of the flatten stage for each construct: `flatten.txt` has the programs before any
//! optimization.

mod programs;
mod snapshots;

use template_compiler::{Escape, Options, Source, compile};

#[test]
fn constructs_are_flattened() {
    snapshots::compare("flatten.txt", |text| programs::ops(text, false));
}

#[test]
fn nested_calls_add_a_constant_number_of_ops() {
    let nested = |n| {
        let head = "(f ".repeat(n);
        programs::ops(&format!("{{{{f {head}a{}}}}}", ")".repeat(n)), false).lines().count()
    };
    // Each call adds `PushArgs` and `CallHelper`.
    assert_eq!(nested(100) - nested(99), 2);
    assert_eq!(nested(300) - nested(100), 400);
}

#[test]
fn tables_of_helpers_and_fields_have_no_duplicates() {
    let text = "{{f a}}{{#g (helper f 1)}}{{#let (fn h 2) as |x|}}{{x}}{{x 1}}{{/let}}{{/g}}\
                {{closure 1}}{{closure 2}}{{(@c) a}}{{(i)}}";
    let options = Options { closures: vec!["closure".to_owned()], ..Options::default() };
    let program = compile(Source::new("page.hbs", text), &options).unwrap();
    let helpers: Vec<&str> = program.helpers.iter().map(|helper| helper.path.as_str()).collect();
    let fields: Vec<&str> = program.fields.iter().map(|field| field.text.as_str()).collect();
    assert_eq!(helpers, ["f", "g", "h", "i"]);
    assert_eq!(fields, ["a", "closure", "c"]);
}

#[test]
fn results_of_calls_are_passed_to_a_custom_escaper() {
    let text = "{{f a k=1}}{{this.f a}}{{{this.f a}}}{{#(g)}}{{x}}{{/g}}";
    let options = Options { escape: Escape::Custom, ..Options::default() };
    let source = Source::new("page.hbs", text);
    let listing = compile(&source, &options).unwrap().listing("page", &source);
    let ops: Vec<&str> = listing
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once("] ").map(|(_, op)| op))
        .filter(|op| op.contains("Call") || op.contains("Append"))
        .collect();
    assert_eq!(
        ops,
        [
            "Call          f positional=1 named=[k]",
            "Append        escape=custom",
            "CallDynamic   positional=1 named=[]",
            "Append        escape=custom",
            "AppendDynamic positional=1 named=[] escape=none",
            "CallBlockHelper g args=1 escape=custom",
            "AppendVarPath var=0 path=x escape=custom",
        ]
    );
}

#[test]
fn callees_are_required_in_strict_templates() {
    let text = "{{this.f a.b}}{{g (helper this.f 1)}}";
    let options = Options { strict: true, optimize: false, ..Options::default() };
    let source = Source::new("page.hbs", text);
    let listing = compile(&source, &options).unwrap().listing("page", &source);
    let paths: Vec<&str> =
        listing.lines().filter_map(|line| line.split(" path=").nth(1)).map(str::trim).collect();
    // An argument may be missing, but not the value in which its last segment is looked up.
    assert_eq!(paths, ["f!", "a!.b", "f"]);
}

#[test]
fn each_row_of_a_long_path_ends_with_its_last_segment() {
    let path = vec!["ab"; 300].join(".");
    let program = compile(format!("{{{{{path}}}}}").as_str(), &Options::default()).unwrap();
    let ends: Vec<usize> = program.spans.iter().map(|span| span.end - 2).collect();
    let first_row = vec!["ab"; 255].join(".").len();
    assert_eq!(ends, [first_row, path.len(), path.len()]);
}
