//! What the expression form can capture.

#![deny(warnings)]

use template_runtime::{Data, Template, template};

const GREETING: &str = "Hello";
static COUNT: u8 = 3;

#[derive(Data)]
struct Team {
    name: String,
}

fn team(name: &str) -> Team {
    Team { name: name.to_owned() }
}

fn main() {
    let (r#type, mut changing, long) = ("t", 1, vec![String::from("a")]);
    changing += 1;
    assert_eq!(template!("{{type}} {{changing}} {{GREETING}} {{COUNT}}").render().unwrap(), "t 2 Hello 3");
    // Captured variables are borrowed, so they are still usable.
    assert_eq!(template!("{{#each long}}{{this}}{{/each}}").render().unwrap(), "a");
    assert_eq!(long.len(), 1);
    // Temporaries live until the end of the statement, as for `format!`.
    assert_eq!(template!("{{t.name}}", t = team("x")).render().unwrap(), "x");
    let kept = template!("{{n}} {{f}}", n = 1, f = 0.5);
    assert_eq!(kept.render().unwrap(), "1 0.5");
    assert_eq!(template!("{{n}}", n = None::<u8>).render().unwrap(), "");
    changing += 1;
    assert_eq!(changing, 3);
    #[allow(non_snake_case)]
    let NAME = "a";
    #[allow(non_snake_case)]
    let Name = "b";
    let name = "c";
    assert_eq!(template!("{{name}}{{Name}}{{NAME}}").render().unwrap(), "cba");
}
