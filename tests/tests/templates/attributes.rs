//! Attributes that a component forwards, as values: their number, and whether there are any.
#![allow(deprecated, reason = "not every template reads what it is given, or closes its tags")]

use template_runtime::{Attrs, template};
use template_tests::check;

/// Declares components with the text, and templates that call them, interpreted and unrolled.
macro_rules! renders {
    ($text:literal, $calls:literal, $expected:literal) => {
        renders!(@ (unroll = false), $text, $calls, $expected);
        renders!(@ (unroll), $text, $calls, $expected);
    };
    (@ ($($options:tt)*), $text:literal, $calls:literal, $expected:literal) => {{
        template! {
            #[template($($options)*)]
            struct Field<'a> { #[default] name: &'a str, #[rest] rest: Attrs<'a> }
            $text
        }
        template! {
            #[template($($options)*)]
            struct Form<'a> { id: &'a str }
            $calls
        }
        check(&Form { id: "i" }, $expected);
    }};
}

#[test]
fn attributes_have_a_number() {
    renders!(
        "{{rest.length}}{{name}} ",
        "{{> Field}}{{> Field name='n'}}{{> Field id=id name='n'}}{{> Field id=id title='t'}}",
        "0 0n 1n 2 "
    );
    renders!("{{rest.length}}", "{{> Field length='9' id=id}}", "9");
}

#[test]
fn no_attributes_are_false() {
    renders!(
        "{{#if rest}}y{{else}}n{{/if}}{{not rest}}{{if rest 1 0}}{{#unless rest}}-{{/unless}} ",
        "{{> Field}}{{> Field name='n'}}{{> Field id=id}}",
        "ntrue0- ntrue0- yfalse1 "
    );
    renders!(
        "{{#with rest}}{{id}}{{else}}none{{/with}}{{#rest}}{{id}}{{/rest}}{{^rest}}!{{/rest}} ",
        "{{> Field}}{{> Field id=id}}",
        "none! ii "
    );
}

#[test]
fn a_component_may_add_a_length() {
    renders!("<i{{attributes rest length='3'}}>", "{{> Field id=id}}", "<i id=\"i\" length=\"3\">");
}
