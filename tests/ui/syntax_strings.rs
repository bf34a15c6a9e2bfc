use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    r#"{{shout "never closed}} <b class="x">{{name}}</b>
    {{shout 'it's'}}
    {{shout "C:\"x}}
    don't mind this"#
}

fn main() {}
