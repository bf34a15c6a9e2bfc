//! Generates templates of the engines that are written in Rust macros (Maud, Markup, Hypertext, Vy), and
//! crates without templates.

use super::shape::Shape;

/// Generates the data without a template, to measure what the data itself adds.
pub(super) fn data_only(shape: &Shape) -> String {
    format!("{}pub fn render() -> String {{ black_box(&PAGE); String::new() }}\n", shape.data())
}

pub(super) fn maud(shape: &Shape) -> String {
    let Shape { noun, number, intro, flag, list, name, score, .. } = shape;
    format!(
        r#"{}
pub fn render() -> String {{
    let page = black_box(&PAGE);
    maud::html! {{
        html {{
            head {{ title {{ "Every {noun} of " (page.{number}) }} }}
            body id="{noun}-page" {{
                h1 {{ "The {noun} list " (page.{number}) }}
                p class="{noun}-intro" {{ (page.{intro}) }}
                @if page.{flag} {{ p {{ "This {noun} list is open to all." }} }}
                ul class="{noun}-list" {{
                    @for (i, row) in page.{list}.iter().enumerate() {{
                        li class={{ @if i == 0 {{ "first-{noun}" }} }} {{ b {{ (row.{name}) }} ": " (row.{score}) }}
                    }}
                    @if page.{list}.is_empty() {{ li {{ "There is no {noun} yet" }} }}
                }}
            }}
        }}
    }}
    .into_string()
}}
"#,
        shape.data(),
    )
}

pub(super) fn markup(shape: &Shape) -> String {
    let Shape { noun, number, intro, flag, list, name, score, .. } = shape;
    format!(
        r#"{}
markup::define! {{
    Template(page: &'static {}) {{
        html {{
            head {{ title {{ "Every {noun} of " @page.{number} }} }}
            body # "{noun}-page" {{
                h1 {{ "The {noun} list " @page.{number} }}
                p."{noun}-intro" {{ @page.{intro} }}
                @if page.{flag} {{ p {{ "This {noun} list is open to all." }} }}
                ul."{noun}-list" {{
                    @for (i, row) in page.{list}.iter().enumerate() {{
                        li[class = if i == 0 {{ "first-{noun}" }} else {{ "" }}] {{ b {{ @row.{name} }} ": " @row.{score} }}
                    }}
                    @if page.{list}.is_empty() {{ li {{ "There is no {noun} yet" }} }}
                }}
            }}
        }}
    }}
}}
pub fn render() -> String {{
    let mut text = String::new();
    markup::Render::render(&Template {{ page: black_box(&PAGE) }}, &mut text).unwrap();
    text
}}
"#,
        shape.data(),
        shape.page(),
    )
}

pub(super) fn hypertext(shape: &Shape) -> String {
    let Shape { noun, number, intro, flag, list, name, score, .. } = shape;
    format!(
        r#"{}
use hypertext::prelude::*;
pub fn render() -> String {{
    let page = black_box(&PAGE);
    maud! {{
        html {{
            head {{ title {{ "Every {noun} of " (page.{number}) }} }}
            body id="{noun}-page" {{
                h1 {{ "The {noun} list " (page.{number}) }}
                p class="{noun}-intro" {{ (page.{intro}) }}
                @if page.{flag} {{ p {{ "This {noun} list is open to all." }} }}
                ul class="{noun}-list" {{
                    @for (i, row) in page.{list}.iter().enumerate() {{
                        li class={{ @if i == 0 {{ "first-{noun}" }} }} {{ b {{ (row.{name}) }} ": " (row.{score}) }}
                    }}
                    @if page.{list}.is_empty() {{ li {{ "There is no {noun} yet" }} }}
                }}
            }}
        }}
    }}
    .render()
    .into_inner()
}}
"#,
        shape.data(),
    )
}

pub(super) fn vy(shape: &Shape) -> String {
    let Shape { noun, number, intro, flag, list, name, score, .. } = shape;
    format!(
        r#"{}
use vy::prelude::*;
pub fn render() -> String {{
    let page = black_box(&PAGE);
    html!(
        head!(title!("Every {noun} of ", page.{number})),
        body!(
            id = "{noun}-page",
            h1!("The {noun} list ", page.{number}),
            p!(class = "{noun}-intro", page.{intro}),
            if page.{flag} {{
                p!("This {noun} list is open to all.")
            }},
            ul!(
                class = "{noun}-list",
                page.{list}.iter().enumerate().map(|(i, row)| li!(
                    class = (i == 0).then_some(PreEscaped("first-{noun}")),
                    b!(row.{name}),
                    ": ",
                    row.{score}
                )),
                if page.{list}.is_empty() {{
                    li!("There is no {noun} yet")
                }}
            )
        )
    )
    .into_string()
}}
"#,
        shape.data(),
    )
}
