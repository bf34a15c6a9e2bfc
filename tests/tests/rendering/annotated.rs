//! Functions with `#[helper]`.

use std::fmt::Display;
use template_runtime::{Block, SafeHtml, Stopped, Value, helper};
use template_tests::{refuses, renders};

/// A link.
#[helper]
fn link(
    text: &str,
    #[named] href: &str,
    #[named(default = "_self")] target: &str,
    #[named] title: Option<&str>,
) -> SafeHtml<String> {
    let title = title.map(|title| format!(" title={title}")).unwrap_or_default();
    SafeHtml(format!("<a href={href} target={target}{title}>{text}</a>"))
}

mod others {
    use template_runtime::helper;

    const LIMIT: usize = 3;

    #[helper]
    pub(crate) fn short(
        text: &str,
        #[optional(default = LIMIT)] len: usize,
        #[named(default = "…")] end: &str,
    ) -> String {
        match text.char_indices().nth(len) {
            Some((at, _)) => format!("{}{end}", &text[..at]),
            None => text.to_owned(),
        }
    }

    pub(crate) mod more {
        #[template_runtime::helper]
        pub(in crate::annotated) fn twice(text: &str) -> String {
            text.repeat(2)
        }
    }
}

#[test]
fn named_arguments_in_any_order() {
    renders!("{{link 'a' href='/'}}", "<a href=/ target=_self>a</a>");
    renders!(
        "{{link 'a' title='t' target='_top' href='/'}}",
        "<a href=/ target=_top title=t>a</a>"
    );
    renders!("{{link 'a' href='/' title='t'}}", "<a href=/ target=_self title=t>a</a>");
}

#[test]
fn where_helpers_stand() {
    #[helper]
    fn near(#[named(default = 1)] n: u8) -> u8 {
        n
    }
    renders!("{{(near)}} {{near n=2}}", "1 2");
    renders!("{{others::short 'abcde'}} {{others::short 'abcde' 2 end='.'}}", "abc… ab.");
    renders!("{{others::more::twice 'a'}} {{self::others::short 'abcd'}}", "aa abc…");
    renders!("{{crate::annotated::others::short 'abcd'}}", "abc…");
    renders!("{{template_tests::greet 'Hello' name='you'}}", "Hello you!");
    {
        use others::{more::twice as double, short};
        renders!("{{short 'abcd'}} {{double 'b'}}", "abc… bb");
    }
    {
        use others::*;
        use template_tests::*;
        renders!(
            "{{short 'abcd'}} {{more::twice 'b'}} {{greet 'Hi' name='me' mark='?'}}",
            "abc… bb Hi me?"
        );
    }
}
