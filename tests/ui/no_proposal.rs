//! The types that rustc lists for a wrong parameter include no generated struct.

use template_runtime::{Template, template};

fn open(_: &std::time::Instant) -> u8 {
    1
}

fn main() {
    let _ = template!("x").render();
    let secret = 1;
    let _ = template!("{{open secret}}").render();
}
