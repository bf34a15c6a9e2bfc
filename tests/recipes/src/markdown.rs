use pulldown_cmark::{Event, Parser, Tag, html::push_html};
use template_runtime::{SafeHtml, template, unchecked};

/// Converts Markdown to HTML. Tags in the text become text, and links to scripts lead nowhere.
pub fn markdown(text: &str) -> SafeHtml<String> {
    let events = Parser::new(text).map(|event| match event {
        Event::Html(tag) | Event::InlineHtml(tag) => Event::Text(tag),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if is_safe(&dest_url) { dest_url } else { "#unsafe-url".into() };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = if is_safe(&dest_url) { dest_url } else { "#unsafe-url".into() };
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        other => other,
    });
    let mut html = String::new();
    push_html(&mut html, events);
    unchecked::safe_html(html)
}

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// Reports whether the URL has no scheme, or one that runs nothing.
fn is_safe(url: &str) -> bool {
    match url.find([':', '/', '?', '#']) {
        Some(end) if url[end..].starts_with(':') => {
            SCHEMES.iter().any(|scheme| url[..end].eq_ignore_ascii_case(scheme))
        }
        _ => true,
    }
}

template! {
    pub struct Post<'a> {
        pub title: &'a str,
        pub text: &'a str,
    }

    "<article><h1>{{title}}</h1>{{markdown text}}</article>"
}
