use template_runtime::{Block, Stopped, helper, template};

template! {
    struct Card {}
    "{{yield}}"
}

template! {
    struct Outside<'a> {
        #[rest]
        rest: template_runtime::Attrs<'a>,
    }
    "{{attributes rest}}"
}

template! {
    struct Animation<'a> {
        #[rest]
        rest: template_runtime::Attrs<'a>,
    }
    "<svg><set attributeName='href' {{attributes rest}}/></svg>"
}

template! {
    struct Refresh<'a> {
        #[rest]
        rest: template_runtime::Attrs<'a>,
    }
    "<meta http-equiv='refresh' {{attributes rest}}>"
}

template! {
    #[slots(nav)]
    struct SlotInAttribute {}
    "<p title=\"{{yield to='nav'}}\"></p>"
}

template! {
    #[slots(title: plain)]
    struct PlainInScript {}
    "<script>{{yield to='title'}}</script>"
}

template! {
    struct InTag {}
    "<p {{> Card}}></p>"
}

template! {
    struct Unclosed {}
    "{{#> Card}}<b {{/Card}}"
}

#[helper]
fn twice(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[])?;
    block.body(&[])
}

template! {
    struct BlockInAttribute {}
    "<p title=\"{{#(twice)}}a{{/twice}}\"></p>"
}

template! {
    struct Loop {
        names: Vec<String>,
    }
    "{{#each names}}</b{{/each}}"
}

template! {
    struct Branches {
        a: bool,
    }
    "<p {{#if a}}style=\"{{else}}onclick=\"{{/if}}\"></p>"
}

template! {
    #[template(whitespace = "squeeze")]
    struct Whitespace {}
    ""
}

template! {
    #[template(whitespace = "collapse", escape = "text")]
    struct NoHtml {}
    ""
}

template! {
    #[template(escape = "xml")]
    struct Xml {}
    ""
}

fn main() {}
