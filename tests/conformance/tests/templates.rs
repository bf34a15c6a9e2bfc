//! The repository's own cases as templates of `template!`, which the build script generates: interpreted and
//! unrolled, they print the same as when they are compiled at run time.

use conformance::{case::Case, data::Node, own, run::compiler};
use std::collections::BTreeMap;
use template_runtime::{Error, Template};

/// A case, interpreted and unrolled.
struct Entry {
    id: &'static str,
    interpreted: fn(&Node) -> Result<String, Error>,
    unrolled: fn(&Node) -> Result<String, Error>,
}

include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// Converts an error to its message, without the position, whose file depends on the mode.
fn without_position(rendered: Result<String, Error>) -> Result<String, String> {
    rendered.map_err(|error| error.kind().to_string())
}

#[test]
fn all_modes_print_the_same() {
    let cases: BTreeMap<String, Case> =
        own::cases().into_iter().map(|case| (case.id.clone(), case)).collect();
    for Entry { id, interpreted, unrolled } in TEMPLATES {
        let case = &cases[*id];
        let data = Node::of(&case.data).unwrap_or_else(|code| panic!("{id}: {code}"));
        let compiler = compiler(case).unwrap_or_else(|code| panic!("{id}: {code}"));
        let compile = |compiler: template_runtime::Compiler| {
            compiler.compile(case.template.as_str()).unwrap_or_else(|error| panic!("{id}: {error}"))
        };
        let optimized = without_position(compile(compiler.clone()).render(&data));
        let others = [
            ("unoptimized", without_position(compile(compiler.unoptimized()).render(&data))),
            ("interpreted", without_position(interpreted(&data))),
            ("unrolled", without_position(unrolled(&data))),
        ];
        for (mode, other) in others {
            assert_eq!(other, optimized, "{id} {mode}");
        }
    }
}

#[test]
fn each_case_that_compiles_is_a_template() {
    let is_template =
        |case: &Case| !matches!(case.tier.as_str(), "compile error" | "run time only");
    let compile = own::cases().iter().filter(|case| is_template(case)).count();
    assert_eq!(TEMPLATES.len(), compile);
    assert!(compile >= 350, "{compile} cases");
}
