use template_runtime::template;

template!("Hello {{name}}!", name = "you");

fn main() {}
