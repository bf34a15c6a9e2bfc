//! Types that are similar to those that a helper can have.

use std::{borrow::Cow, time::Duration};
use template_runtime::{helper, template};

#[derive(Clone)]
struct Secret;

fn changes(text: &mut String) {
    text.clear();
}

fn points(_: *const u8) {}

fn bytes(_: Cow<'_, [u8]>) {}

fn waits(_: &mut Duration) {}

fn fills(_: &mut [u8; 2]) {}

fn lists(_: &mut Vec<Secret>) {}

fn boxed(_: u8) -> Box<Secret> {
    Box::new(Secret)
}

fn pair(number: u8) -> (u8, Secret) {
    (number, Secret)
}

#[helper]
fn any(_: u8) -> Box<dyn std::any::Any> {
    Box::new(Secret)
}

template! {
    struct Page<'a> {
        name: &'a str,
        n: u32,
    }
    "{{changes name}}
    {{points name}}
    {{bytes name}}
    {{waits name}}
    {{fills name}}
    {{lists name}}
    {{boxed n}}
    {{pair n}}
    {{any n}}"
}

fn main() {}
