//! A helper cannot keep its arguments.

use std::cell::RefCell;
use template_runtime::{Data, Template, Value, callable, template};

#[derive(Data)]
struct Team {
    name: String,
}

fn forever(team: &'static Team) -> &'static str {
    &team.name
}

fn leak(value: Value<'static>) -> bool {
    value.is_true()
}

fn up(text: &'static str) -> String {
    text.to_uppercase()
}

template! {
    struct Page {
        team: Team,
    }

    "{{forever team}} {{leak team.name}} {{up team.name}}"
}

fn main() {
    let kept: RefCell<Vec<&str>> = RefCell::default();
    let _ = callable!(|text: &str| kept.borrow_mut().push(text));
    let page = template!("{{keep 'a'}}", fn keep = |text: &str| kept.borrow_mut().push(text));
    let _ = page.render();
}
