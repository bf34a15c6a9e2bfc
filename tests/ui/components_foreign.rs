use template_runtime::template;

template! {
    struct Note<'a> {
        text: &'a str,
    }
    "<textarea>{{text}}</textarea>"
}

template! {
    struct Dot<'a> {
        color: &'a str,
    }
    r#"<circle fill="{{color}}" r="1"><title>{{color}}</title></circle>"#
}

template! {
    struct Path<'a> {
        color: &'a str,
    }
    r#"<path fill="{{color}}"/>"#
}

template! {
    struct Group<'a> {
        label: &'a str,
    }
    r#"<svg aria-label="{{label}}"><g>{{yield}}</g></svg>"#
}

template! {
    struct Wrapper<'a> {
        label: &'a str,
    }
    "<g>{{> Path color=label}}</g>"
}

template! {
    struct Open<'a> {
        label: &'a str,
    }
    r#"<svg aria-label="{{label}}"><foreignObject><div></svg></div>"#
}

template! {
    struct Stray<'a> {
        color: &'a str,
    }
    r#"<path fill="{{color}}"/></div>"#
}

template! {
    struct Quiet<'a> {
        text: &'a str,
    }
    "<noscript>{{> Path color=text}}</noscript>"
}

template! {
    struct Page<'a> {
        text: &'a str,
    }
    r#"{{> Note text=text}}
<svg>{{> Path color=text}}<foreignObject>{{> Note text=text}}</foreignObject></svg>
{{#> Group label=text}}<path/>{{text}}{{/Group}}
<svg>{{> Note text=text}}</svg>
<svg>{{> Dot color=text}}</svg>
<svg>{{> Wrapper label=text}}</svg>
<svg>{{> Stray color=text}}</svg><svg><foreignObject>{{> Stray color=text}}</foreignObject></svg>
{{#> Group label=text}}<style>{{text}}</style>{{/Group}}
{{#> Group label=text}}{{> Path color=text}}{{/Group}}
{{#> Group label=text}}<p>{{text}}</p>{{/Group}}
{{> Open label=text}}"#
}

template! {
    struct Body<'a> {
        text: &'a str,
    }
    "{{#> Group label=text}}<svg>{{/Group}}{{#> Group label=text}}</svg>{{/Group}}"
}

fn main() {}
