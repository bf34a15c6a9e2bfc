//! The generated code passes in a crate that denies nearly all lints.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unused_results,
    let_underscore_drop,
    non_ascii_idents,
    elided_lifetimes_in_paths,
    keyword_idents,
    missing_abi,
    unit_bindings,
    variant_size_differences
)]

use template_runtime::{Data, SafeHtml, template};

/// A team.
#[derive(Clone, Debug, Data)]
pub struct Team {
    /// Its name.
    pub name: String,
    #[data(skip)]
    id: u32,
}

template! {
    /// A page.
    #[derive(Clone, Debug)]
    pub struct Page<'a> {
        /// Its teams.
        pub teams: &'a [Team],
    }

    "{{#each teams as |team|}}{{bold team.name}}{{else}}none{{/each}}"
}

fn bold(text: &str) -> SafeHtml<String> {
    SafeHtml(format!("<b>{text}</b>"))
}

fn main() {
    let teams = [Team { name: "Owls".to_owned(), id: 1 }];
    assert_eq!(teams[0].id, 1);
    let page = Page { teams: &teams };
    assert_eq!(page.to_string(), "<b>Owls</b>");
    let name = "x";
    assert_eq!(template!("{{bold name}}").to_string(), "<b>x</b>");
}
