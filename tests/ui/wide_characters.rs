use template_runtime::template;

template! {
    struct Page {
        名前: u8,
        name: u8,
    }

    "日本語 {{名前}} {{名侍}} é é {{nmae}} 👍 {{naem}}
	{{name}} 	{{nam}}"
}

fn main() {}
