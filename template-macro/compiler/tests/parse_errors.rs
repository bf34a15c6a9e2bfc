//! Diagnostics of syntax errors. `parse_errors.txt` has templates after `=== `, each with the only diagnostic
//! that is expected; `\n` is a line break there.

use template_compiler::{Options, Source, compile, parse::parse};

#[test]
fn one_error_has_one_diagnostic() {
    let mut differing = Vec::new();
    for case in include_str!("parse_errors.txt").split("=== ").skip(1) {
        let (template, expected) = case.split_once('\n').unwrap();
        let text = template.replace(r"\n", "\n");
        let source = Source::new("page.hbs", text.as_str());
        let messages: Vec<String> = match parse(&text) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|error| error.render(&source)).collect(),
        };
        if messages != [expected.trim_end()] {
            differing.push(format!("=== {template}\n{}\n", messages.join("\n")));
        }
    }
    assert!(differing.is_empty(), "these have other diagnostics:\n{}", differing.join("\n"));
}

#[test]
fn all_errors_are_reported_at_once() {
    let offsets = |text: &str| -> Vec<usize> {
        let errors = compile(text, &Options::default()).unwrap_err();
        errors.iter().map(|error| error.span.start).collect()
    };
    assert_eq!(offsets("{{}} {{a..b}} {{ok}} {{\"x}} {{f k=1 2 (3)}}"), [0, 7, 23, 36, 39]);
    assert_eq!(offsets("{{#a}} {{/b}} {{#c}} {{else}} {{else}} {{/d}} {{#e}}"), [7, 30, 39, 46]);
}

#[test]
fn white_space_of_several_bytes_may_precede_an_operator() {
    let error = &parse("{{a\u{a0} ? b\u{a0}? :c}}").unwrap_err()[0];
    assert_eq!(error.message, "templates have no operator `? :`");
    let error = &parse("{{a\u{a0}?:b}}").unwrap_err()[0];
    assert_eq!(error.message, "templates have no operator `?:`");
}
