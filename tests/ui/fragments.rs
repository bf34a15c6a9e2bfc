use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Post {
    title: &'static str,
}

template! {
    struct Names {
        hits: Vec<u8>,
    }

    "{{#fragment}}a{{/fragment}}
{{#fragment \"hits\"}}b{{/fragment}}
{{#fragment search-results}}c{{/fragment}}
{{#fragment self}}d{{/fragment}}
{{#fragment render}}e{{/fragment}}
{{#fragment hits as |hit|}}f{{else}}g{{/fragment}}
{{#fragment hits}}h{{/fragment}}
{{#fragment rows of=hits}}i{{/fragment}}"
}

template! {
    struct Posts {
        posts: Vec<Post>,
        title: &'static str,
    }

    "{{#each posts as |post|}}
  {{#fragment row}}<li>{{@index}} {{post.title}} {{title}}</li>{{/fragment}}
{{/each}}
{{#let title as |heading|}}{{#fragment head}}{{heading}}{{/fragment}}{{/let}}"
}

template! {
    struct Included {
        title: &'static str,
    }

    include_str!("files/fragments/page.hbs")
}

template! {
    struct Syntax {
        title: &'static str,
    }

    "{{#fragment head}}{{title}{{/fragment}}"
}

// A type error in a fragment is reported once.
template! {
    struct Types {
        title: &'static str,
    }

    "{{#fragment head}}{{title.size}}{{/fragment}}"
}

fn main() {
    // These cause no further errors: the struct has the methods, although the template is invalid.
    let names = Names { hits: vec![] };
    let _ = (names.hits().render(), names.rows().to_string(), names.render());
    let posts = Posts { posts: vec![], title: "" };
    let _: (&dyn Template, _) = (&posts.row(), posts.head());
    let _ = Included { title: "" }.part().render_into(&mut []);
    let _ = Syntax { title: "" }.head().program();
    let _ = Types { title: "" }.head().render();
    template!("{{#fragment name}}a{{/fragment}}");
}
