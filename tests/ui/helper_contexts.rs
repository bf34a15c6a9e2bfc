use template_runtime::{Block, Stopped, Value, helper, template};

#[helper]
fn within(#[block(context)] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[])
}

#[helper]
fn own(name: &str, #[context] context: Value<'_>) -> bool {
    context.get(name).is_true()
}

template! {
    struct Page {
        a: u8,
    }

    "{{#(within)}}{{a}}{{/within}}
    {{own 'a'}}"
}

fn main() {}
