//! Diagnostics of templates in the notation of Rust and of other languages. `notations.txt` has templates after `=== `,
//! each with its errors, or else its warnings. What they say to write is valid. `SNAPSHOTS=overwrite` updates the file.

use template_compiler::{Diagnostic, KnownHelper, Options, Source, compile};

/// Returns the diagnostics with the options of `template!`, or, after a `?`, with the options of a `Compiler`.
fn diagnostics(text: &str) -> (Vec<Diagnostic>, Source) {
    let (known, text) = text.strip_prefix('?').map_or((false, text), |text| (true, text));
    let shout = KnownHelper { name: "shout".to_owned(), ..KnownHelper::default() };
    let helpers = known.then(|| vec![shout]);
    let source = Source::new("page.hbs", text);
    let diagnostics = match compile(&source, &Options { helpers, ..Options::default() }) {
        Ok(program) => program.warnings,
        Err(errors) => errors.diagnostics,
    };
    (diagnostics, source)
}

fn templates() -> impl Iterator<Item = &'static str> {
    include_str!("notations.txt").lines().filter_map(|line| line.strip_prefix("=== "))
}

#[test]
fn other_notations_are_recognized() {
    let golden = include_str!("notations.txt");
    let mut actual = String::new();
    for template in templates() {
        let (diagnostics, source) = diagnostics(template);
        assert!(!diagnostics.is_empty(), "{template}");
        let messages: Vec<String> =
            diagnostics.iter().map(|diagnostic| diagnostic.render(&source)).collect();
        actual += &format!("=== {template}\n{}\n\n", messages.join("\n"));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/notations.txt");
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(path, actual.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert_eq!(actual.trim_end(), golden.trim_end(), "some diagnostics differ");
    }
}

#[test]
fn what_they_say_to_write_is_valid() {
    let mut count = 0;
    for template in templates() {
        for diagnostic in diagnostics(template).0 {
            let help = diagnostic.help.unwrap_or_default();
            let Some(correct) =
                help.strip_prefix("write `").and_then(|help| help.split('`').next())
            else {
                continue;
            };
            // An expression is printed, and a block gets its end.
            let tag = match correct.strip_prefix("{{#").and_then(|tag| tag.split([' ', '}']).next())
            {
                _ if correct.contains('…') || correct.starts_with("{{>") => continue,
                Some(block) => {
                    format!("{{{{#let 1 as |_x|}}}}{correct}{{{{/{block}}}}}{{{{/let}}}}")
                }
                None if correct.starts_with("{{else") => {
                    format!("{{{{#if q}}}}{correct}{{{{/if}}}}")
                }
                None if correct.starts_with("{{/") => continue,
                None if correct.starts_with('(') => format!("{{{{{correct}}}}}"),
                None => correct.to_owned(),
            };
            let result = compile(tag.as_str(), &Options::default());
            assert!(result.is_ok(), "{template}\n{tag}\n{result:?}");
            count += 1;
        }
    }
    assert!(count > 50, "where are the cures?");
}

#[test]
fn text_that_only_looks_like_a_tag_has_no_warnings() {
    for text in [
        "{ if a } {% of people %} {#id} { # } a { x } ${x} #{x} <% <%=",
        "{{{{raw}}}}{% if a %}<%= x %><Card />{{{{/raw}}}}",
        "<Table><Tr><Td>{{a}}</Td></Tr></Table><svg><linearGradient/></svg>",
        "\\{{a}} {%\nif\n%} <p v-if=\"a\" :class=\"b\" @click=\"c\">{{a}}</p>",
        "<style>a{#}</style><script>let a = {# b: 1}</script>",
    ] {
        let (diagnostics, _) = diagnostics(text);
        assert!(
            diagnostics.iter().all(|found| !found.message.contains("is printed")
                && !found.message.contains("HTML has no")),
            "{text}\n{diagnostics:?}"
        );
    }
}
