use template_runtime::{SafeUrl, TrustedResourceUrl, template};

template! {
    struct Scripts<'a> {
        text: &'a str,
        safe: SafeUrl<&'a str>,
        trusted: TrustedResourceUrl<&'a str>,
    }
    "<script src='{{text}}'></script><iframe src='{{safe}}'></iframe><link href='{{trusted}}'>"
}

template! {
    struct Lists {
        names: Vec<String>,
    }
    "<script>f({{names}})</script><p class='{{names}}'>"
}

template! {
    #[slots(nav: plain)]
    struct Frame {}
    "<p title='{{yield to=\"nav\"}}'></p>"
}

template! {
    struct Page {}
    r#"{{#> Frame}}{{#slot "nav"}}it's{{/slot}}{{/Frame}}{{#> Frame}}{{#slot "nav"}}"{{/slot}}{{/Frame}}"#
}

fn main() {}
