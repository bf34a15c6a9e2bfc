use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Post {
    title: &'static str,
    tags: Vec<&'static str>,
}

template! {
    struct Card<'a> {
        title: &'a str,
        tags: &'a [&'a str],
        #[default]
        level: u8,
        #[data(rename = "long-name")]
        #[default]
        long: char,
    }
    "{{title}}{{tags.length}}{{level}}{{long-name}}"
}

template! {
    struct Button {
        of: &'static Post,
    }
    "{{of.title}}"
}

template! {
    struct Owned {
        post: Post,
    }
    "{{post.title}}"
}

template! {
    struct Boxed<'a> {
        post: Box<Post>,
        #[default(None)]
        other: Option<&'a Box<Post>>,
    }
    "{{post.title}}{{other.title}}"
}

template! {
    struct Empty {}
    "empty"
}

template! {
    struct Missing<'a> {
        post: &'a Post,
        title: &'a str,
    }
    r#"{{> Card tags=post.tags}}
    {{> Card title=title}}
    {{> Card}}"#
}

template! {
    struct Unknown<'a> {
        post: &'a Post,
    }
    r#"{{> Card post titel="x"}}
    {{> Card titel="x" tags=post.tags}}
    {{> Card post wide=true long="x"}}
    {{> Empty wide=true}}"#
}

template! {
    struct Kinds<'a> {
        post: &'a Post,
    }
    r#"{{> Card post title=1}}
    {{> Card post title=post.tags}}
    {{> Card post tags=post}}
    {{> Card post level=256 long-name="ab"}}
    {{> Card post level="1"}}
    {{> Card post title=post}}"#
}

template! {
    struct Context<'a> {
        post: &'a Post,
        title: u8,
        tags: &'a [&'a str],
    }
    r#"{{> Card @root}}
    {{#each tags}}{{> Card this}}{{/each}}
    {{> Card post.tags}}
    {{> Button of=post}}
    {{> Owned post=post}}
    {{> Boxed post=post}}"#
}

#[derive(Data, Clone, Copy)]
enum Level {
    Low,
    High,
}

template! {
    struct Badge<'a> {
        level: Level,
        html: template_runtime::SafeHtml<&'a str>,
        any: template_runtime::Printable<'a>,
    }
    "{{level}}{{html}}{{any}}"
}

template! {
    struct MoreKinds<'a> {
        post: &'a Post,
    }
    r#"{{> Badge level="Hgih" html="<b>" any=post}}
    {{> Badge level=post.title html=1 any=1}}"#
}

template! {
    struct Framed<'a> {
        body: &'a dyn Template,
    }
    "{{body}}"
}

fn body() -> impl Template {
    template!("x")
}

template! {
    struct RenderedBefore {}
    "{{> Framed body=(body)}}"
}

fn main() {}
