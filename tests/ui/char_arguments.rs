use template_runtime::{helper, template};

fn repeat(mark: char, count: u8) -> String {
    String::from(mark).repeat(count.into())
}

#[helper]
fn rule(#[named(default = '-')] mark: char) -> String {
    String::from(mark).repeat(9)
}

template! {
    struct Page<'a> {
        text: &'a str,
    }

    "{{repeat '-' 3}} {{repeat text 3}} {{repeat 'é' 3}} {{repeat (if text 'ab' 'c') 3}}
    {{repeat 'ab' 3}} {{repeat '' 3}} {{rule mark='=='}} {{repeat 5 3}}"
}

fn main() {}
