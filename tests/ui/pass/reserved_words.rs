//! A word that is reserved in one edition is a name in templates of each.

use template_runtime::{Template, template};

fn r#gen(x: u8) -> u8 {
    x + 1
}

fn r#try(x: u8) -> u8 {
    x + 2
}

template! {
    struct Page {
        r#gen: u8,
        r#dyn: u8,
    }

    "{{gen}} {{gen 3}} {{dyn}} {{try dyn}}"
}

fn main() {
    assert_eq!(Page { r#gen: 1, r#dyn: 2 }.render().as_deref(), Ok("1 4 2 4"));
    let r#gen = 5;
    assert_eq!(template!("{{gen}} {{yield}}", yield = 1).render().as_deref(), Ok("5 1"));
    assert_eq!(template!("{{gen 1}}", fn gen = |n: u8| n).render().as_deref(), Ok("1"));
}
