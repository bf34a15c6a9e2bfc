use template_runtime::{Helpers, helpers};

fn closure() -> Helpers {
    helpers![|n: i64| 2 * n]
}

fn generic() -> Helpers {
    helpers![std::mem::size_of::<u8>]
}

fn untyped() -> Helpers {
    helpers![twice = |n| 2 * n]
}

fn unknown() -> Helpers {
    helpers![str::len, nothing]
}

fn main() {}
