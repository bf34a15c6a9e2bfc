use template_runtime::template;

template! {
    union U {
        a: u8,
    }
    "x"
}

template! {}

template! {
    fn page() {}
    "x"
}

fn main() {
    let _ = template!(1);
    let _ = template!(format!("x"));
}
