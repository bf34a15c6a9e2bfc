use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    "\t\"{{name..}}\"\n{{shout \"x}}\n\u{1F44D} {{;}}"
}

fn main() {}
