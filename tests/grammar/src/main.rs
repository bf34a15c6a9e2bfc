//! Generates the parser of tags, `template-macro/compiler/src/parse/grammar.rs`, from the grammar next to it.
//!
//! `cargo run -p grammar` writes the file, and a test checks that it is up to date.

use quote::quote;
use std::{fs, io, path::PathBuf};

/// The head of the generated file.
const HEAD: &str = "\
//! The parser of tags that pest generates from `grammar.pest`.
//!
//! `cargo run -p grammar` has written this file. It is not derived in each build: the crates that pest needs for that would take
//! half the time of a user's first build, and a C compiler.
#![allow(missing_docs, dead_code)]

/// Recognizes one tag of a template.
pub(super) struct Grammar;

";

fn main() -> io::Result<()> {
    let parser = generate(&fs::read_to_string(path_of("grammar.pest"))?);
    fs::write(path_of("grammar.rs"), parser)
}

/// Returns the path of a file of the compiler's parser.
fn path_of(file: &str) -> PathBuf {
    let parse = "../../template-macro/compiler/src/parse";
    [env!("CARGO_MANIFEST_DIR"), parse, file].iter().collect()
}

/// Returns the source text of the parser of a grammar.
///
/// # Panics
///
/// Panics if the grammar is not valid; the message is pest's.
fn generate(grammar: &str) -> String {
    let parser = quote! {
        #[grammar_inline = #grammar]
        struct Grammar;
    };
    let parser = syn::parse2(pest_generator::derive_parser(parser, false))
        .expect("pest generates valid Rust code");
    format!("{HEAD}{}", prettyplease::unparse(&parser))
}

#[cfg(test)]
mod tests {
    use super::{generate, path_of};
    use std::fs;

    #[test]
    fn the_parser_is_that_of_the_grammar() {
        let parser = generate(&fs::read_to_string(path_of("grammar.pest")).unwrap());
        let is_current = fs::read_to_string(path_of("grammar.rs")).unwrap() == parser;
        assert!(is_current, "the grammar has changed: `cargo run -p grammar` generates its parser");
    }
}
