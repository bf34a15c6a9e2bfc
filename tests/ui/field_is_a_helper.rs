use template_runtime::template;

fn today() -> &'static str {
    "Friday"
}

template! {
    struct Page {}

    r#"{{today}} {{(today)}}"#
}

fn main() {}
