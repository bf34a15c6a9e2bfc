//! Custom escapers.

use std::{
    fmt::{self, Display, Formatter},
    net::IpAddr,
};
use template_runtime::{ErrorKind, Escaper, SafeHtml, template};
use template_tests::{check, fails, renders};

/// Encloses each escaped text in brackets, so that tests can see its extent.
struct Brackets;

impl Escaper for Brackets {
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
        write!(output, "[{text}]")
    }
}

fn join(a: &str, b: &str) -> impl fmt::Display {
    format!("{a}{b}")
}

fn safe(text: &str) -> SafeHtml<String> {
    SafeHtml(format!("<{text}>"))
}

#[test]
fn it_receives_the_whole_text_of_each_mustache() {
    let (name, n, c) = ("a<b", 1.5, 'x');
    check(&template!(escape = Brackets, "{{name}} {{n}} {{c}} {{true}}"), "[a<b] [1.5] [x] [true]");
    check(&template!(escape = Brackets, "{{join name 'c'}}{{concat name n}}"), "[a<bc][a<b1.5]");
    check(&template!(escape = Brackets, "{{if n name}}{{join (join 'a' 'b') 'c'}}"), "[a<b][abc]");
    check(&template!(escape = Brackets, "{{'literal'}} text"), "[literal] text");
    check(
        &template!(escape = Brackets, unoptimized, "{{join name 'c'}}{{concat name n}}"),
        "[a<bc][a<b1.5]",
    );
}

#[test]
fn it_does_not_receive_unescaped_output() {
    let (name, none) = ("a", None::<u8>);
    check(
        &template!(escape = Brackets, "{{{name}}}{{&name}}{{safe name}}{{none}}{{null}}"),
        "aa<a>",
    );
}

template! {
    #[template(escape = self::Brackets)]
    struct Item<'a> {
        names: &'a [&'a str],
    }
    "{{#each names}}{{this}}{{/each}}"
}

#[test]
fn a_struct_names_it_by_its_path() {
    check(&Item { names: &["a", "b"] }, "[a][b]");
}

#[test]
fn it_may_fail() {
    struct Fails;
    impl Escaper for Fails {
        fn escape(_: &str, _: &mut dyn fmt::Write) -> fmt::Result {
            Err(fmt::Error)
        }
    }
    let error = fails(&template!(escape = Fails, "{{'x'}}"));
    assert_eq!(*error.kind(), ErrorKind::Display);
    assert!(error.line().is_some());
}

#[test]
fn text_and_html() {
    let name = "a<b";
    renders!("{{name}}", "a&lt;b");
    check(&template!(text, "{{name}}"), "a<b");
    check(&template!(escape = "text", "{{name}}"), "a<b");
    check(&template!(escape = "html", "{{name}}"), "a&lt;b");
}

/// A value that is displayed in several pieces.
struct Pair(u8, u8);

impl Display for Pair {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}<{}", self.0, self.1)
    }
}

/// An escaper is passed the whole text of a value that is printed by its `Display`, in one call.
#[test]
fn a_displayed_value() {
    let long = "0123456789".repeat(100);
    let pair = Pair(1, 2);
    let (value, address): (&dyn Display, IpAddr) = (&pair, IpAddr::from([127, 0, 0, 1]));
    let text: &dyn Display = &long;
    check(&template!(escape = Brackets, "{{value}} {{address}}"), "[1<2] [127.0.0.1]");
    check(&template!(escape = Brackets, unroll, "{{value}}{{{value}}}"), "[1<2]1<2");
    check(&template!(escape = Brackets, "{{text}}"), &format!("[{long}]"));
}
