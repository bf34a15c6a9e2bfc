//! User-defined macros that expand to `template!`.

#![deny(warnings)]

use template_runtime::{Template, template};

macro_rules! page {
    ($(#[$attribute:meta])* $name:ident { $($field:ident: $ty:ty),* } $text:literal) => {
        template! {
            $(#[$attribute])*
            struct $name {
                $($field: $ty),*
            }

            $text
        }
    };
}

page! {
    #[derive(Debug)]
    Page { title: &'static str, year: u16 }
    "{{title}} {{year}}"
}

macro_rules! line {
    ($text:literal $(, $name:ident = $value:expr)*) => {
        template!($text $(, $name = $value)*).render().unwrap()
    };
}

macro_rules! fixed {
    ($name:ident) => {
        template!("[{{name}}]", name = $name).render().unwrap()
    };
}

fn main() {
    assert_eq!(Page { title: "x", year: 1 }.render().unwrap(), "x 1");
    let name = "y";
    assert_eq!(line!("{{name}}{{mark}}", mark = '!'), "y!");
    assert_eq!(fixed!(name), "[y]");
}
