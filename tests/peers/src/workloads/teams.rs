//! A league of four teams, as in a widely used benchmark of template engines.

use serde::Serialize;
use template_runtime::Data;

/// The data of the workload `teams`.
#[derive(Serialize)]
pub(crate) struct Teams {
    pub(crate) year: u16,
    pub(crate) teams: Vec<Team>,
}

#[derive(Data, Serialize)]
pub(crate) struct Team {
    pub(crate) name: String,
    pub(crate) score: u8,
}

impl Teams {
    pub(crate) fn new() -> Self {
        let teams = [("Jiangsu", 43), ("Beijing", 27), ("Guangzhou", 22), ("Shandong", 12)];
        let team = |(name, score): (&str, u8)| Team { name: name.to_owned(), score };
        Teams { year: 2015, teams: teams.map(team).into() }
    }
}
