//! What rustc lists for a wrong parameter has none of the structs that the macro makes.

use template_runtime::{Template, template};

fn open(_: &u8) -> u8 {
    1
}

fn main() {
    let _ = template!("x").render();
    let secret = 1;
    let _ = template!("{{open secret}}").render();
}
