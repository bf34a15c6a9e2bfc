use pulldown_cmark::{CowStr, Event, Parser, Tag, html::push_html};
use template_runtime::{SafeHtml, template, unchecked};

/// Converts Markdown to HTML. Tags become text, and links to scripts are replaced.
pub fn markdown(text: &str) -> SafeHtml<String> {
    let events = Parser::new(text).map(|event| match event {
        Event::Html(tag) | Event::InlineHtml(tag) => Event::Text(tag),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: safe(dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: safe(dest_url), title, id })
        }
        other => other,
    });
    let mut html = String::new();
    push_html(&mut html, events);
    unchecked::safe_html(html)
}

/// Returns the URL if it has no scheme, or one that runs nothing.
fn safe(url: CowStr<'_>) -> CowStr<'_> {
    let schemes = ["http", "https", "mailto", "tel"];
    match url.find([':', '/', '?', '#']) {
        Some(end)
            if url[end..].starts_with(':')
                && !schemes.iter().any(|scheme| url[..end].eq_ignore_ascii_case(scheme)) =>
        {
            "#unsafe-url".into()
        }
        _ => url,
    }
}

template! {
    pub struct Post<'a> {
        pub title: &'a str,
        pub text: &'a str,
    }

    "<article><h1>{{title}}</h1>{{markdown text}}</article>"
}
