//! Parameters that refer to a pointer or an option of a type, the seventh parameter, and parameters of closures.

use std::{rc::Rc, sync::Arc};
use template_runtime::{Data, Template, callable, template};

#[derive(Data)]
struct Team {
    name: String,
}

struct Secret;

fn shared(team: &Rc<Team>) -> usize {
    team.name.len()
}

fn sent(team: Arc<Team>) -> usize {
    team.name.len()
}

fn option(team: &Option<Team>) -> bool {
    team.is_some()
}

#[expect(clippy::too_many_arguments)]
fn seventh(_: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: Secret) {}

template! {
    struct Page {
        team: Team,
    }

    "{{shared team}}
    {{sent team}}
    {{option team}}
    {{seventh 1 2 3 4 5 6 team}}"
}

fn main() {
    let n = 1;
    let _ = template!("{{f n}}", fn f = |secret: &Secret| size_of_val(secret) + n).render();
    let f = |text: &str, secret: Secret| text.len() + size_of_val(&secret) + n;
    let _ = template!("{{f 'a' n}}", fn f = f).render();
    let called = callable!(|team: &Option<Team>| team.is_some());
    let _ = template!("{{this.called n}}").render();
}
