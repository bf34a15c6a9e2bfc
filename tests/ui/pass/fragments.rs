//! Fragments cause no warnings, whatever lints there are, and even if they are never rendered.
#![deny(missing_docs, unreachable_pub, unused, warnings, missing_debug_implementations)]
#![forbid(non_snake_case, unsafe_code)]

use template_runtime::{Template, template};

template! {
    struct Page<'a> {
        title: &'a str,
    }

    "{{#fragment head}}<h1>{{title}}</h1>{{/fragment}}{{#fragment notRendered}}{{title}}{{/fragment}}"
}

mod pages {
    use template_runtime::template;

    template! {
        #[template(unroll)]
        pub(super) struct Unrolled {
            pub(super) title: String,
        }

        "{{#fragment head}}{{title}}{{#fragment inner}}!{{/fragment}}{{/fragment}}"
    }
}

template! {
    struct List<'a, T: template_runtime::Data, const N: usize> {
        items: &'a [T; N],
    }

    "{{#if items}}{{#fragment rows}}{{#each items}}{{this}}{{/each}}{{/fragment}}{{/if}}"
}

fn rows<'p>(list: &'p List<'_, u8, 2>) -> impl Template + 'p {
    list.rows()
}

fn main() {
    assert_eq!(Page { title: "a" }.head().render().as_deref(), Ok("<h1>a</h1>"));
    let page = pages::Unrolled { title: "b".to_owned() };
    assert_eq!(page.head().to_string() + &page.inner().to_string(), "b!!");
    assert_eq!(rows(&List { items: &[1, 2] }).render().as_deref(), Ok("12"));
}
