use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    "	{{name}}	{{nmae}}
	x	{{name..}}"
}

fn main() {}
