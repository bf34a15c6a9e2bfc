//! The parser that `pest_derive` makes of the grammar, which has to recognize the same as the [generated](super::grammar) one.

use super::grammar;
use pest::Parser as _;
use std::{fs, path::Path};

/// Recognizes one tag of a template.
#[derive(pest_derive::Parser)]
#[grammar = "parse/grammar.pest"]
struct Derived;

/// Returns the result of a parser as text: the rules and spans, or the error.
macro_rules! result {
    ($parser:ty, $rule:expr, $text:expr) => {
        match <$parser>::parse($rule, $text) {
            Ok(pairs) => format!("{pairs:?}"),
            Err(error) => format!("{error:?}"),
        }
    };
}

/// The rules of whole tags.
macro_rules! rules {
    ($($rule:ident)*) => { [$((grammar::Rule::$rule, Rule::$rule)),*] };
}

#[test]
fn the_derived_parser_recognizes_the_same() {
    let rules = rules!(comment block caret else_tag end partial partial_block inline raw mustache);
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut tags = 0;
    for file in fs::read_dir(tests).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            for (at, _) in line.match_indices("{{") {
                let tag = &line[at..];
                tags += 1;
                for (generated, derived) in rules {
                    let expected = result!(Derived, derived, tag);
                    assert_eq!(result!(grammar::Grammar, generated, tag), expected, "{tag}");
                }
            }
        }
    }
    assert!(tags > 500, "{tags}");
}
