//! What a user reads. `parse_errors.txt` holds templates behind `=== `, each with the one message
//! that it must get; `\n` is a line break there.

use template_compiler::Source;
use template_compiler::parse::parse;

#[test]
fn one_error_has_one_message() {
    let mut wrong = Vec::new();
    for case in include_str!("parse_errors.txt").split("=== ").skip(1) {
        let (template, expected) = case.split_once('\n').unwrap();
        let text = template.replace(r"\n", "\n");
        let source = Source::new("page.hbs", text.as_str());
        let messages: Vec<String> = match parse(&text) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|error| error.render(&source)).collect(),
        };
        if messages != [expected.trim_end()] {
            wrong.push(format!("=== {template}\n{}\n", messages.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "these have other messages now:\n{}", wrong.join("\n"));
}

#[test]
fn several_errors_are_reported_at_once() {
    let places = |text: &str| -> Vec<usize> {
        parse(text).unwrap_err().iter().map(|error| error.span.start).collect()
    };
    assert_eq!(places("{{}} {{a..b}} {{ok}} {{\"x}} {{f k=1 2 (3)}}"), [0, 7, 23, 36, 39]);
    assert_eq!(places("{{#a}} {{/b}} {{#c}} {{else}} {{else}} {{/d}} {{#e}}"), [7, 30, 39, 46]);
    // No more than a reader can use.
    assert_eq!(parse(&"{{}}".repeat(1000)).unwrap_err().len(), 50);
}
