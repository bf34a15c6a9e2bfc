use template_runtime::{Block, Stopped, callable, helper};

#[helper]
fn panel(#[named] title: &str, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.text(title)?;
    block.body(&[])
}

fn main() {
    let _ = callable!(panel);
}
