//! The generated code does not depend on the names of the prelude.

#![allow(dead_code, non_camel_case_types, unused_imports)]
#![deny(warnings)]

mod names {
    pub struct String;
    pub struct Option;
    pub struct Result;
    pub struct Some;
    pub struct Ok;
    pub struct Box;
    pub struct Vec;
    pub struct Template;
    pub struct Data;
    pub struct Value;
    pub struct Error;
    pub struct Display;
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub trait Sized {}
    pub trait From {}
    pub trait Into {}
    pub trait Iterator {}
}

mod templates {
    use super::names::*;
    use template_runtime::template;

    type usize = u8;
    type bool = u8;
    type str = u8;

    pub fn shout(text: &::core::primitive::str) -> ::std::string::String {
        text.to_uppercase()
    }

    #[derive(template_runtime::Data)]
    pub enum State {
        Open,
        Closed { day: usize },
    }

    #[derive(template_runtime::Data)]
    pub struct Team<'a> {
        pub name: &'a ::core::primitive::str,
        pub state: State,
        pub flag: bool,
        pub letter: str,
    }

    template! {
        pub struct Page<'a> {
            pub team: Team<'a>,
        }

        "{{shout team.name}} {{#if team.state.Closed}}{{team.state.day}}{{/if}} {{concat 1 'a'}}"
    }

    pub fn line() -> ::std::string::String {
        let name = "x";
        let result = template_runtime::Template::render(&template!("{{shout name}} {{f 1}}", fn f = |n: u8| n));
        match result {
            ::core::result::Result::Ok(line) => line,
            ::core::result::Result::Err(_) => ::std::string::String::new(),
        }
    }
}

fn main() {
    use template_runtime::Template as _;

    let state = templates::State::Closed { day: 3 };
    let team = templates::Team { name: "owls", state, flag: 1, letter: 2 };
    assert_eq!(templates::Page { team }.render().unwrap(), "OWLS 3 1a");
    assert_eq!(templates::line(), "X 1");
}
