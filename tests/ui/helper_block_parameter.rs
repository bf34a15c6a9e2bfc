use template_runtime::{Block, Stopped, Value, helper};

#[helper]
fn twice(block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[])
}

#[helper]
fn with<'a>(value: Value<'a>, #[block] block: &mut Block<'a, 'a>) -> Result<(), Stopped> {
    block.body(&[value])
}

#[helper]
fn sum(a: u8, #[cfg(test)] b: u8) -> u8 {
    a
}

fn main() {}
