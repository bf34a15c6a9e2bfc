use template_runtime::template;

mod text {
    pub fn shout(text: &str) -> String {
        text.to_uppercase()
    }

    fn secret(text: &str) -> usize {
        text.len()
    }
}

template! {
    struct Line<'a> {
        name: &'a str,
    }

    "{{text::shuot name}}
    {{txet::shout name}}
    {{text::secret name}}
    {{str::lenght name}}"
}

fn main() {}
