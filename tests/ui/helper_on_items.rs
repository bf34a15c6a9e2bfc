use template_runtime::helper;

struct Team;

#[helper]
enum Choice {
    One,
}

#[helper]
impl Team {}

#[helper]
mod text {}

#[helper]
trait Shout {}

#[helper]
const LENGTH: usize = 1;

#[helper]
use std::fmt::Display;

#[helper]
macro_rules! shout {
    () => {};
}

#[helper]
type Name = String;

fn main() {}
