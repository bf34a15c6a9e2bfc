use template_runtime::{Compiler, Helpers};

fn takes_box(bytes: Box<[u8]>) -> usize {
    bytes.len()
}

fn main() {
    let _ = Compiler::new().helpers(Helpers::new().with_fn("takes_box", takes_box));
    let _ = Helpers::new().with_fn("name", "text");
}
