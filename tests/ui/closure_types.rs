use template_runtime::{Value, callable, template};

template! {
    struct Inferred {}
    "{{double 2}}",
    fn double = |n| n * 2
}

fn main() {
    let _ = template!("{{f 2}}", fn f = |v| format!("{v}"));
    let _ = template!("{{f 2 3}}", fn f = (move |a: u8, _, (b, c)| a));
    let _ = callable!(|v| format!("{v}"));
    let _ = callable!(|v: Value<'_>| format!("{v:?}"));
}
