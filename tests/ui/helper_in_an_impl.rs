//! `#[helper]` on an associated function.

use template_runtime::helper;

struct Team;

impl Team {
    #[helper]
    fn double(n: u8) -> u8 {
        n * 2
    }
}

fn main() {
    let _ = Team::double(1);
}
