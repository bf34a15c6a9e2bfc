use template_runtime::template;

template! {
    struct Button<'a> {
        #[inherit]
        lang: &'a str,
    }
    "{{lang}}"
}

template! {
    struct Page {
        title: &'static str,
    }
    "{{title}}{{> Button}}"
}

template! {
    struct OtherKind {
        lang: u8,
    }
    "{{lang}}{{> Button}}"
}

fn main() {}
