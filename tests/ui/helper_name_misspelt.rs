use template_runtime::template;

fn uppercase(text: &str) -> String {
    text.to_uppercase()
}

template! {
    struct Page<'a> {
        name: &'a str,
    }

    "{{upercase name}}
    {{#panel name}}x{{/panel}}
    {{uppercase (lowercase name)}}
    {{trunkate name 3}}"
}

fn main() {}
