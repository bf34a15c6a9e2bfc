use template_runtime::{Data, template};

mod ui {
    use template_runtime::template;

    template! {
        struct Hidden<'a> {
            title: &'a str,
        }
        "{{title}}"
    }
}

#[derive(Data, Clone, Copy)]
enum Level {
    Low,
    High,
}

template! {
    #[slots(nav?)]
    struct Card<'a> {
        title: &'a str,
        level: Level,
    }
    "{{title}}{{level}}{{yield}}{{yield to='nav'}}"
}

template! {
    struct Private<'a> {
        title: &'a str,
    }
    "{{> ui::Hidden title=title}}"
}

template! {
    struct Conditions<'a> {
        title: &'a str,
        high: bool,
    }
    "{{#> Card title=title level=(if high 'High' 'Low')}}
    {{#slot 'nav' unless=high}}b{{/slot}}
    {{/Card}}"
}

template! {
    struct Branches<'a> {
        title: &'a str,
    }
    "{{#> Card title=title level='Low'}}a{{else if title}}b{{/Card}}"
}

template! {
    struct Braces<'a> {
        title: &'a str,
    }
    "{{{> Card title=title level='Low'}}}"
}

template! {
    struct LowerCase<'a> {
        title: &'a str,
    }
    "{{> side-card title=title}}"
}

template! {
    #[slots(nav?)]
    struct Asked<'a> {
        title: &'a str,
    }
    "{{title}}{{#if has-block}}a{{/if}}
    {{#if (slots.length)}}b{{/if}}
    {{yield to='nav'}}"
}

template! {
    #[slots(title: plain?)]
    struct Marked<'a> {
        title: &'a str,
    }
    "{{title}}{{yield to='title'}}"
}

template! {
    struct Quoted<'a> {
        title: &'a str,
    }
    "{{> 'Card' title=title}}"
}

fn main() {
    template!("<p>{{#if (has-block)}}a{{/if}}</p>");
}
