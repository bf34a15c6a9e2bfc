#[derive(template_runtime::__private::BindHelper)]
struct Page;

fn main() {}
