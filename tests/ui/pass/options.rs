#![deny(warnings)]

use std::fmt;
use template_runtime::{Escaper, Template, template};

struct Shell;

impl Escaper for Shell {
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
        write!(output, "'{text}'")
    }
}

const SIZE: usize = 64;

fn twice(text: &str) -> String {
    format!("{text}{text}")
}

template! {
    #[template(escape = Shell, strict)]
    #[template(scratch = 2 * SIZE, optimize = false)]
    struct All<'a> {
        name: &'a str,
    }
    "{{name}} {{{name}}} {{twice (twice name)}}"
}

template! {
    #[template(escape = "html")]
    struct Html<'a> {
        name: &'a str,
    }
    "{{name}}"
}

template! {
    #[template(text, unoptimized, unroll = false)]
    struct Text<'a> {
        name: &'a str,
    }
    "{{name}}"
}

template! {
    #[template()]
    struct Nothing;
    "x"
}

template! {
    #[template(escape = "text", unroll, optimize = true,)]
    struct Unrolled<'a> {
        name: &'a str,
    }
    "{{name}}"
}

fn main() {
    let name = "&";
    assert_eq!(All { name }.render().unwrap(), "'&' & '&&&&'");
    assert_eq!(Html { name }.render().unwrap(), "&amp;");
    assert_eq!(Text { name }.render().unwrap(), "&");
    assert_eq!(Unrolled { name }.render().unwrap(), "&");
    assert_eq!(Nothing.render().unwrap(), "x");
    let line = template!(escape = Shell, strict, scratch = SIZE, unoptimized, "{{twice name}}");
    assert_eq!(line.render().unwrap(), "'&&'");
    let line = template!(optimize = false, unroll, implicit_calls, escape = "text", "{{name}}");
    assert_eq!(line.render().unwrap(), "&");
    let line = template!(optimize = true, unroll = true, "{{name}}");
    assert_eq!(line.render().unwrap(), "&amp;");
    assert_eq!(template!(text, "{{name}}").render().unwrap(), "&");
    assert_eq!(template!(escape = "text", "{{name}}",).render().unwrap(), "&");
    assert_eq!(template!(escape = "html", "{{name}}{{x}}", x = 1,).render().unwrap(), "&amp;1");
}
