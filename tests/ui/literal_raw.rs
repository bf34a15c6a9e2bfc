use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    r##"<a href="#">{{nmae}}</a> \n
"#{{naem}}"##
}

template! {
    struct Line {
        name: u8,
    }

    r"{{nmae}}"
}

fn main() {}
