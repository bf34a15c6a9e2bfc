use template_runtime::template;

template! {
    struct Value {
        name: u8,
    }
    "{{name}}",
    name = 1
}

template! {
    struct Twice {}
    "a"
    "b"
}

template! {
    struct Functions {}
    "{{f 1}}",
    fn f = |n: u8| n,
    fn f = |n: u8| n
}

fn main() {
    let _ = template!("a" "b");
    let _ = template!("{{f 1}}", f = 1, fn f = |n: u8| n);
    let _ = template!("{{a}}", a 1);
    let _ = template!("{} {x}", 1);
}
