use template_runtime::{Block, Stopped, Template, Value, helper, template};

#[helper]
fn unknown(#[named(defualt = 1)] a: u8, #[named()] b: u8, #[named(default = 1, 2)] c: u8) -> u8 {
    a + b + c
}

#[helper]
fn nameless(#[named] _: u8, #[named] (a, b): (u8, u8)) -> u8 {
    a + b
}

#[helper]
fn two_attributes(#[named] #[optional(default = 1)] a: u8) -> u8 {
    a
}

#[helper]
fn no_default(#[optional] a: u8, #[optional(name = "a", default = 1)] b: u8) -> u8 {
    a + b
}

#[helper]
fn order(#[optional(default = 1)] a: u8, b: u8, #[rest] c: &[Value<'_>], d: u8) -> u8 {
    a + b + d + c.len() as u8
}

#[helper]
fn two_rests(#[rest] a: &[Value<'_>], #[rest] b: &[Value<'_>]) -> usize {
    a.len() + b.len()
}

#[helper]
fn two_blocks(#[block] a: &mut Block<'_, '_>, #[block] b: &mut Block<'_, '_>) -> Result<(), Stopped> {
    a.body(&[])?;
    b.body(&[])
}

#[helper]
fn wrong_rest(#[rest] a: Vec<Value<'_>>) -> usize {
    a.len()
}

#[helper]
fn wrong_block(#[block] a: &Block<'_, '_>) -> bool {
    a.has_otherwise()
}

#[helper]
fn rest_with_default(#[rest(default = &[])] a: &[Value<'_>]) -> usize {
    a.len()
}

#[helper]
fn keeps_the_slice<'a>(#[rest] a: &'a [Value<'a>]) -> Value<'a> {
    a[0]
}

#[helper]
fn outlives(a: &'static str) -> &'static str {
    a
}

#[helper]
fn closure(a: impl Fn(u8) -> u8) -> u8 {
    a(1)
}

fn main() {
    // Templates that call them cause no further errors.
    let _ = template!("{{unknown d=1}}{{nameless c=2}}{{order 1 2 3 4 5}}").render();
}
