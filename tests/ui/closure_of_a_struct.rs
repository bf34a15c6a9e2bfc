use template_runtime::template;

fn main() {
    let offset = 1;
    template! {
        struct Page {}

        "{{add 2}}", fn add = |n: u8| n + offset
    }
}
