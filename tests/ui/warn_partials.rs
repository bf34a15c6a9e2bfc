#![deny(deprecated)]

use template_runtime::template;

template! {
    struct List {}

    include_str!("files/partials/row_page.hbs")
}

fn main() {
    let _ = template!("{{#*inline 'row'}}x{{/inline}}");
}
