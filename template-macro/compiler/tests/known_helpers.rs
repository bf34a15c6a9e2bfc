//! Templates whose helpers are known at compile time: `shout`, `text::trim`, `panel`, which is a block helper, `today`, which
//! needs no arguments, and `tr`, which is called as a value. `known_helpers.txt` has templates after `=== `, each with its
//! errors, or its warnings and its program; a `!` before a template enables implicit calls. `SNAPSHOTS=overwrite` updates the
//! file.

use template_compiler::{KnownHelper, Options, Source, compile};

fn options(implicit_calls: bool) -> Options {
    let known = |name: &str| KnownHelper {
        name: name.to_owned(),
        takes_block: ["panel", "note", "list"].contains(&name),
        needs_block: ["panel", "list"].contains(&name),
        takes_context: ["own", "list"].contains(&name),
        block_data: (name == "list").then(|| vec!["number".to_owned(), "index".to_owned()]),
        needs_arguments: !["today", "list"].contains(&name),
        is_value: name == "tr",
    };
    let helpers = ["shout", "text::trim", "panel", "today", "tr", "note", "own", "list"].map(known);
    Options { helpers: Some(helpers.into()), implicit_calls, ..Options::default() }
}

#[test]
fn programs_and_errors() {
    let golden = include_str!("known_helpers.txt");
    let mut actual = String::new();
    for case in golden.split("=== ").skip(1) {
        let (line, _) = case.split_once('\n').unwrap();
        let (implicit, template) = match line.strip_prefix('!') {
            Some(template) => (true, template),
            None => (false, line),
        };
        let source = Source::new("page.hbs", template);
        let result = match compile(&source, &options(implicit)) {
            Ok(program) => {
                let warnings =
                    program.warnings.iter().map(|warning| warning.render(&source) + "\n");
                warnings.collect::<String>() + &program.listing("page", &source)
            }
            Err(errors) => errors.to_string(),
        };
        actual += &format!("=== {line}\n{}\n\n", result.trim_end());
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/known_helpers.txt");
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(path, actual.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert_eq!(actual.trim_end(), golden.trim_end());
    }
}

#[test]
fn a_short_name_may_have_one_wrong_character() {
    let known = |name: &str| KnownHelper { name: name.to_owned(), ..KnownHelper::default() };
    let options = Options { helpers: Some(["td", "th"].map(known).into()), ..Options::default() };
    let errors = compile("{{tr 1}}{{x 1}}", &options).unwrap_err();
    let helps: Vec<_> = errors.iter().map(|error| error.help.as_deref()).collect();
    let add = "add it to the helpers; for a field of the context, write `this.x`";
    assert_eq!(helps, [Some("did you mean `td`?"), Some(add)]);
}
