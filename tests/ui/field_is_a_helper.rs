use template_runtime::{Block, Stopped, helper, template};

fn today() -> &'static str {
    "Friday"
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[helper]
fn link(#[named] to: &str) -> String {
    to.to_owned()
}

#[helper]
fn frame(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[])
}

#[helper]
fn panel(title: &str, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.text(title)?;
    block.body(&[])
}

template! {
    struct Page {}

    r#"{{today}} {{(today)}}
    {{shout}} {{shout "a"}}
    {{link}} {{link to="b"}}
    {{#frame}}x{{/frame}} {{#(frame)}}x{{/frame}}
    {{#panel}}x{{/panel}} {{#panel "c"}}x{{/panel}}"#
}

fn main() {}
