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

/// A helper is found by its name and the types of its parameters, however these are written.
#[test]
#[allow(elided_lifetimes_in_paths, reason = "they are allowed")]
fn parameters_of_all_types() {
    #[helper]
    fn hidden(value: Value, #[named(default = 1)] n: u8) -> String {
        format!("{value:?}{n}")
    }
    #[helper]
    fn lived<'a, 'b: 'a>(a: &'a str, #[named] b: Option<&'b str>) -> &'a str {
        b.unwrap_or(a)
    }
    #[helper]
    fn open<T: Display>(a: T, b: impl Display, #[named(default = '!')] c: impl Display) -> String {
        format!("{a}{b}{c}")
    }
    #[helper]
    fn all<'v>(a: u8, #[rest] rest: &[Value<'v>], #[named(default = 0)] b: u8) -> usize {
        usize::from(a + b) + rest.len()
    }
    #[helper]
    fn wrap(#[block] block: &mut Block, #[named(default = "-")] with: &str) -> Result<(), Stopped> {
        block.text(with)?;
        block.body(&[])?;
        block.text(with)
    }
    renders!("{{hidden 5 n=2}} {{hidden null}} {{lived 'a'}}{{lived 'a' b='b'}}", "52 null1 ab");
    renders!("{{open 1 'b'}} {{open 'a' 2.5 c=3}} {{all 1 2 'x' b=3}} {{all 1}}", "1b! a2.53 6 1");
    renders!("{{#wrap with='+'}}x{{/wrap}}{{#(wrap)}}y{{/wrap}}", "+x+-y-");
}
