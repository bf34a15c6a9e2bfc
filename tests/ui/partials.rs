use template_runtime::{Data, template};

#[derive(Data)]
struct Link {
    url: &'static str,
}

template! {
    struct Page {
        links: Vec<Link>,
        title: &'static str,
    }

    include_str!("files/partials/page.hbs")
}

template! {
    struct Missing {}

    include_str!("files/partials/missing.hbs")
}

template! {
    struct MissingWithExtension {}

    "{{> shop/nav.html}}"
}

template! {
    struct Absolute {}

    "{{> \"/nav\"}}"
}

template! {
    struct Cycle {}

    include_str!("files/partials/cycle.hbs")
}

template! {
    struct Broken {}

    include_str!("files/partials/broken_page.hbs")
}

template! {
    struct Latin {}

    include_str!("files/partials/latin_page.hbs")
}

template! {
    #[template(partials = 1)]
    struct Folder {}

    "x"
}

fn main() {
    let kind = "row";
    template!("{{> (lookup kind)}}");
}
