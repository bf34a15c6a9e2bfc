use template_runtime::{Compiler, Helpers};

fn takes_vec(bytes: Vec<u8>) -> usize {
    bytes.len()
}

fn main() {
    let _ = Compiler::new().helpers(Helpers::new().with_fn("takes_vec", takes_vec));
    let _ = Helpers::new().with_fn("name", "text");
}
