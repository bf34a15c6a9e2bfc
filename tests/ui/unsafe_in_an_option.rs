#![forbid(unsafe_code)]

use template_runtime::template;

template! {
    #[template(scratch = usize::unchecked_add(512, 512))]
    struct Page {}

    "{{'a'}}"
}

fn main() {
    let _ = Page {};
    let _ = template!(scratch = usize::unchecked_add(512, 512), "{{'a'}}");
}
