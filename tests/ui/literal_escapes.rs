use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    "\t\"{{name}}\" \u{e9}{{nmae}}\n{{naem}} \x41{{nam}} \
     and {{nme}}
     \\{{nane}}"
}

fn main() {}
