use template_runtime::template;

template! {
    #[slots(nav?, foot, col*(label, class?))]
    struct Layout {}
    "{{yield to='nav'}}{{yield to='foot'}}{{#each (slots 'col') as |c|}}{{c.label}}{{yield to=c}}{{/each}}"
}

template! {
    struct Plain {}
    "{{yield}}"
}

template! {
    struct Names {}
    r#"{{#> Layout}}{{#slot "fot"}}x{{/slot}}{{#slot "foot"}}x{{/slot}}{{/Layout}}
    {{#> Layout}}{{#slot "foot"}}x{{/slot}}{{#slot "sidebar"}}x{{/slot}}{{/Layout}}
    {{#> Plain}}{{#slot "sidebar"}}x{{/slot}}{{/Plain}}
    {{#> Plain}}x{{else}}y{{/Plain}}
    {{#> Layout}}{{#slot "foto"}}x{{/slot}}{{/Layout}}"#
}

template! {
    struct Counts {}
    r#"{{> Layout}}
    {{#> Layout}}{{#slot "nav"}}x{{/slot}}{{/Layout}}
    {{#> Layout}}{{#slot "foot"}}x{{/slot}}{{#slot "foot" if=true}}y{{/slot}}{{/Layout}}"#
}

template! {
    struct Attributes {}
    r#"{{#> Layout}}{{#slot "foot" label="x"}}x{{/slot}}{{#slot "col" class="y"}}y{{/slot}}{{#slot "col" label="y" clas="z"}}y{{/slot}}{{/Layout}}"#
}

template! {
    struct Note<'a> {
        text: &'a str,
    }
    "<p>{{text}}"
}

template! {
    struct Contents<'a> {
        text: &'a str,
    }
    r#"{{#> Note text="a"}}{{text}}{{/Note}}
    {{#> Note text="a"}}{{#slot "content" as |x|}}{{x.y}}{{/slot}}{{/Note}}
    {{#> Note text="a"}}<!-- HTML -->{{/Note}}
    {{#> Note text="a"}}{{! nothing }} {{/Note}}
    {{#> Layout}}{{#slot "foot"}}x{{/slot}}{{text}}{{/Layout}}"#
}

template! {
    #[slots(col*(label, class?))]
    struct Items {
        total: u32,
    }
    r#"{{#each (slots "col") as |c|}}{{c.lable}}{{total}}{{c.width}}{{/each}}"#
}

fn main() {}
