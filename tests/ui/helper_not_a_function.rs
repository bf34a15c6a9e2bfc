use template_runtime::{Template, helper, template};

#[helper]
struct Shout;

#[helper(name = "shout")]
fn arguments(text: &str) -> &str {
    text
}

#[helper]
async fn slow(text: &str, #[named] k: &str) -> String {
    format!("{text}{k}")
}

#[helper]
unsafe fn wild(text: &str) -> &str {
    text
}

#[helper]
extern "C" fn foreign(n: u8) -> u8 {
    n
}

#[helper]
fn sized<const N: usize>(text: &str) -> &str {
    &text[..N]
}

#[helper]
fn anything<T: Clone>(value: T) -> String {
    drop(value);
    String::new()
}

struct Page;

impl Page {
    #[helper]
    fn title(&self, #[named] suffix: &str) -> String {
        suffix.to_owned()
    }
}

trait Titled {
    #[helper]
    fn title() -> String;
}

#[helper]
#[rustfmt::skip]
fn many(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8, i: u8, j: u8, k: u8, l: u8, m: u8) -> u8 {
    a + b + c + d + e + f + g + h + i + j + k + l + m
}

fn main() {
    // Templates that call them cause no further errors.
    let _ = template!("{{arguments 'a'}}{{slow 'a' k='b'}}").render();
}
