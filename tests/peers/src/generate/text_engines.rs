//! Generates templates of the engines whose templates are text: ours, Askama, Sailfish, Yarte, Typed
//! Handlebars.

use super::shape::{Shape, Syntax, capitalize};

/// Returns the tags in the syntax of Handlebars.
fn handlebars(shape: &Shape) -> Syntax {
    let Shape { noun, number, intro, flag, list, name, score, .. } = shape;
    Syntax {
        number: format!("{{{{{number}}}}}"),
        intro: format!("{{{{{intro}}}}}"),
        if_flag: format!("{{{{#if {flag}}}}}"),
        end_if: "{{/if}}".to_owned(),
        each: format!("{{{{#each {list} as |{noun}|}}}}"),
        first: format!("{{{{#if @first}}}}first-{noun}{{{{/if}}}}"),
        name: format!("{{{{{noun}.{name}}}}}"),
        score: format!("{{{{{noun}.{score}}}}}"),
        otherwise: "{{else}}".to_owned(),
        end: "{{/each}}".to_owned(),
    }
}

/// Returns the tags in the syntax of Jinja.
fn jinja(shape: &Shape) -> Syntax {
    let Shape { noun, number, intro, flag, list, name, score, .. } = shape;
    Syntax {
        number: format!("{{{{ {number} }}}}"),
        intro: format!("{{{{ {intro} }}}}"),
        if_flag: format!("{{% if {flag} %}}"),
        end_if: "{% endif %}".to_owned(),
        each: format!("{{% for {noun} in {list} %}}"),
        first: format!("{{% if loop.first %}}first-{noun}{{% endif %}}"),
        name: format!("{{{{ {noun}.{name} }}}}"),
        score: format!("{{{{ {noun}.{score} }}}}"),
        otherwise: "{% else %}".to_owned(),
        end: "{% endfor %}".to_owned(),
    }
}

/// Returns the tags of Sailfish, which contain Rust code.
fn sailfish_tags(shape: &Shape) -> Syntax {
    let Shape { noun, number, intro, flag, list, name, score, .. } = shape;
    Syntax {
        number: format!("<%= {number} %>"),
        intro: format!("<%= {intro} %>"),
        if_flag: format!("<% if {flag} {{ %>"),
        end_if: "<% } %>".to_owned(),
        each: format!("<% for (i, {noun}) in {list}.iter().enumerate() {{ %>"),
        first: format!("<% if i == 0 {{ %>first-{noun}<% }} %>"),
        name: format!("<%= {noun}.{name} %>"),
        score: format!("<%= {noun}.{score} %>"),
        otherwise: format!("<% }} if {list}.is_empty() {{ %>"),
        end: "<% } %>".to_owned(),
    }
}

/// Returns the tags of Yarte, whose loops name no variable.
fn yarte_tags(shape: &Shape) -> Syntax {
    let Shape { noun, list, name, score, .. } = shape;
    Syntax {
        each: format!("{{{{#each {list}}}}}"),
        first: format!("{{{{#if first}}}}first-{noun}{{{{/if}}}}"),
        name: format!("{{{{{name}}}}}"),
        score: format!("{{{{{score}}}}}"),
        otherwise: format!("{{{{/each}}}}{{{{#if {list}.is_empty()}}}}"),
        end: "{{/if}}".to_owned(),
        ..handlebars(shape)
    }
}

/// Generates a template of this project, with an attribute that selects interpreted or unrolled.
pub(super) fn ours(shape: &Shape, option: &str) -> String {
    let (page, fields) = (shape.page(), shape.page_fields());
    let text = shape.text(&handlebars(shape));
    let row = shape.row_struct("#[derive(template_runtime::Data)]");
    format!(
        "{row}template_runtime::template! {{ {option} pub struct {page} {{ {fields} }}\nr##\"{text}\"## }}\n{}
         pub fn render() -> String {{ template_runtime::Template::render(black_box(&PAGE)).unwrap_or_default() }}\n",
        shape.page_static(),
    )
}

pub(super) fn askama(shape: &Shape) -> String {
    let (page, fields) = (shape.page(), shape.page_fields());
    let text = shape.text(&jinja(shape));
    format!(
        "{}#[derive(askama::Template)]\n#[template(source = r##\"{text}\"##, ext = \"html\")]\npub struct {page} {{ {fields} }}\n{}
         pub fn render() -> String {{ askama::Template::render(black_box(&PAGE)).unwrap_or_default() }}\n",
        shape.row_struct(""),
        shape.page_static(),
    )
}

pub(super) fn sailfish(shape: &Shape) -> String {
    let (page, fields) = (shape.page(), shape.page_fields());
    let text = shape.text(&sailfish_tags(shape));
    format!(
        "{}#[derive(Clone, Copy, sailfish::TemplateSimple)]\n#[template(source = r##\"{text}\"##)]\npub struct {page} {{ {fields} }}\n{}
         pub fn render() -> String {{ sailfish::TemplateSimple::render_once(*black_box(&PAGE)).unwrap_or_default() }}\n",
        shape.row_struct(""),
        shape.page_static(),
    )
}

pub(super) fn yarte(shape: &Shape) -> String {
    let (page, fields) = (shape.page(), shape.page_fields());
    let text = shape.text(&yarte_tags(shape));
    format!(
        "{}#[derive(yarte::TemplateBytes)]\n#[template(src = r##\"{text}\"##)]\npub struct {page} {{ {fields} }}\n{}
         pub fn render() -> String {{ yarte::TemplateBytes::call::<String>(black_box(&PAGE), 0) }}\n",
        shape.row_struct(""),
        shape.page_static(),
    )
}

pub(super) fn typed_handlebars(shape: &Shape) -> String {
    let Shape { number, number_type, intro, flag, list, name, score, score_type, .. } = shape;
    let text = shape.text(&handlebars(shape));
    let words: String = list.split('_').map(capitalize).collect();
    let item = format!("page::{words}Item");
    let item_type = format!("{item}<&'static str, {score_type}>");
    let row = |points: u8| {
        format!("{item} {{ {name}: \"The {} <{points}>\", {score}: {points} }}", shape.noun)
    };
    format!(
        "typed_handlebars::str!(\"page\", r##\"{text}\"##);
         pub struct Page {{ {number}: {number_type}, {intro}: &'static str, {flag}: bool, {list}: &'static [{item_type}] }}
         pub static PAGE: Page = Page {{ {number}: 43, {intro}: \"All & every {}\", {flag}: true, {list}: &[{}, {}] }};
         pub fn render() -> String {{
             let page = black_box(&PAGE);
             page::Vars {{ {number}: page.{number}, {intro}: page.{intro}, {flag}: page.{flag}, {list}: page.{list} }}.render()
         }}\n",
        shape.noun,
        row(27),
        row(12),
    )
}
