use template_runtime::{Data, Escaper, template};

struct Plain;

#[derive(Data)]
enum Choice {
    Yes { n: u8 },
}

fn Function() {}

template! {
    struct Generic<const N: usize> {
        value: [u8; N],
    }
    "{{value.length}}"
}

template! {
    struct Skipped {
        #[data(skip)]
        hidden: std::time::Instant,
        n: u8,
    }
    "{{n}}"
}

template! {
    struct Conditional {
        #[cfg(all())]
        n: u8,
    }
    "n"
}

template! {
    #[template(text)]
    struct Text {
        n: u8,
    }
    "{{n}}"
}

struct Dashes;

impl Escaper for Dashes {
    fn escape(text: &str, output: &mut dyn std::fmt::Write) -> std::fmt::Result {
        output.write_str(text)
    }
}

template! {
    #[template(escape = Dashes)]
    struct Custom {
        n: u8,
    }
    "{{n}}"
}

template! {
    struct Invalid {
        n: u8,
    }
    "{{m}}"
}

template! {
    struct Page {
        n: u8,
    }
    "{{> Plain n=n}}{{> Choice n=n}}{{> Generic value=n}}{{> Skipped n=n}}{{> Conditional n=n}}{{> Text n=n}}{{> Custom n=n}}{{> Invalid n=n}}{{#> std::string::String}}x{{/std::string::String}}"
}

template! {
    #[template(text)]
    struct Mail {
        n: u8,
    }
    "{{> Page n=n}}"
}

fn main() {}
