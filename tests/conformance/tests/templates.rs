//! The repository's own cases as templates of `template!`, which the build script has written: both
//! forms print what the same template prints that is compiled at run time.

use conformance::{case::Case, data::Node, own, run::compiler};
use std::collections::BTreeMap;
use template_runtime::{Error, Template};

/// A case in both forms.
struct Entry {
    id: &'static str,
    interpreted: fn(&Node) -> Result<String, Error>,
    unrolled: fn(&Node) -> Result<String, Error>,
}

include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// What came of a rendering: an error without its place, whose file is another one here.
fn told(rendered: Result<String, Error>) -> Result<String, String> {
    rendered.map_err(|error| error.kind().to_string())
}

#[test]
fn all_ways_print_the_same() {
    let cases: BTreeMap<String, Case> =
        own::cases().into_iter().map(|case| (case.id.clone(), case)).collect();
    for Entry { id, interpreted, unrolled } in TEMPLATES {
        let case = &cases[*id];
        let data = Node::of(&case.data).unwrap_or_else(|code| panic!("{id}: {code}"));
        let compiler = compiler(case).unwrap_or_else(|code| panic!("{id}: {code}"));
        let compile = |compiler: template_runtime::Compiler| {
            compiler.compile(case.template.as_str()).unwrap_or_else(|error| panic!("{id}: {error}"))
        };
        let optimized = told(compile(compiler.clone()).render(&data));
        let others = [
            ("unoptimized", told(compile(compiler.unoptimized()).render(&data))),
            ("interpreted", told(interpreted(&data))),
            ("unrolled", told(unrolled(&data))),
        ];
        for (way, other) in others {
            assert_eq!(other, optimized, "{id} {way}");
        }
    }
}

#[test]
fn each_case_that_compiles_is_a_template() {
    let compile = own::cases().into_iter().filter(|case| case.tier != "compile error").count();
    assert_eq!(TEMPLATES.len(), compile);
    assert!(compile >= 350, "{compile} cases");
}
