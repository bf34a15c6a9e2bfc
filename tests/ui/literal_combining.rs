use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    "é́ {{name}} 👩‍👩‍👧 {{name..}} ｆｕｌｌ {{nàme name)}} ​{{;}}"
}

fn main() {}
