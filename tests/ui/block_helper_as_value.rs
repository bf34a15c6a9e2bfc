use template_runtime::{Block, DynHelper, Stopped, dyn_helper, helper, template};

/// A panel.
#[helper]
fn panel(#[named] title: &str, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.text(title)?;
    block.body(&[])
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

template! {
    struct Page<'a> {
        style: DynHelper<'a>,
        perhaps: Option<DynHelper<'a>>,
    }

    r#"{{#let (helper panel title="T") as |w|}}{{#w}}body{{/w}}{{/let}}
    {{shout (helper panel)}}
    {{#let (helper shout "x") as |w|}}{{#w}}body{{/w}}{{/let}}
    {{#style}}body{{/style}}
    {{#this.perhaps}}body{{/this.perhaps}}"#
}

fn main() {
    let _ = dyn_helper!(panel);
}
