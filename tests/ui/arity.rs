use template_runtime::{Value, helper, template};

#[helper]
fn sum(first: i64, #[rest] more: &[Value<'_>]) -> i64 {
    first + more.len() as i64
}

fn today() -> &'static str {
    "Friday"
}

fn cut(text: &str, length: usize, end: Option<&str>) -> String {
    format!("{text}{length}{end:?}")
}

template! {
    struct Page {
        name: &'static str,
    }

    "{{today 1}} {{(sum)}} {{cut name}} {{cut name 1 2 3}} {{(cut)}} {{f}} {{f 1 2}}",
    fn f = |n: u8| n
}

fn main() {}
