use template_runtime::helper;

#[helper]
fn link(#[named] to: &str, #[named] r#to: &str) -> String {
    to.to_owned()
}

fn main() {}
