//! Templates in modules, functions and traits, and helpers from anywhere.

#![deny(warnings, unreachable_pub)]

mod text {
    pub(crate) fn shout(text: &str) -> String {
        text.to_uppercase()
    }

    pub(crate) mod deep {
        pub(crate) fn r#type(n: u8) -> u8 {
            n
        }
    }
}

mod page {
    use template_runtime::template;

    fn shout(text: &str) -> String {
        format!("{text}!")
    }

    template! {
        pub(super) struct Page<'a> {
            pub(super) name: &'a str,
            pub(in crate::page) hidden: u8,
        }

        "{{shout name}} {{super::text::shout name}} {{crate::text::deep::type hidden}} {{self::shout name}}"
    }

    impl<'a> Page<'a> {
        pub(super) fn new(name: &'a str) -> Self {
            Self { name, hidden: 7 }
        }
    }
}

struct Greeter(&'static str);

impl Greeter {
    fn greet(&self) -> String {
        use template_runtime::Template;
        let name = self.0;
        template_runtime::template!("Hello {{text::shout name}}").render().unwrap()
    }
}

fn main() {
    use template_runtime::Template;
    assert_eq!(page::Page::new("x").render().unwrap(), "x! X 7 x!");
    assert_eq!(page::Page::new("x").name, "x");
    assert_eq!(Greeter("ann").greet(), "Hello ANN");
}
