//! Prints a page, and the script that would reload it.

use template_runtime::{Template as _, reload, template};

template! {
    /// A page of a file.
    struct Once<'a> {
        label: &'a str,
    }

    include_str!("../../templates/card.hbs"),
    fn uncalled = uncalled
}

/// An edited template may call it, in a debug build.
fn uncalled(text: &str) -> String {
    ["this helper is not called", text].concat()
}

fn main() {
    let page = Once { label: "a" }.render().unwrap_or_default();
    println!("{page}[{}]", reload::script("/reload"));
}
