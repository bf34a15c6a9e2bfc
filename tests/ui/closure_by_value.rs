//! Parameters of closures, and of functions bound to names, that take a value which no template can give away.

use template_runtime::{Data, callable, dyn_helper, template};

#[derive(Data)]
struct Team {
    score: u8,
}

fn g(team: Team) -> u8 {
    team.score
}

fn main() {
    let team = Team { score: 1 };
    let _ = template!("{{f team}}", fn f = |t: Team| t.score);
    let _ = template!("{{f team}}", fn f = |_: u8, t: Vec<Team>| t.len());
    let _ = template!("{{f team}}", fn f = g);
    let _ = callable!(|t: Team| t.score);
    let _ = dyn_helper!(g);
}
