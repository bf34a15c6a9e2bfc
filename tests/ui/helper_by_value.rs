//! Parameters that take a value which no template can give away.

use std::{collections::HashMap, time::Instant};
use template_runtime::{Data, helper, template};

#[derive(Data)]
struct Team {
    name: String,
}

#[derive(Data)]
struct Pair<'a, T> {
    name: &'a str,
    of: T,
}

struct Secret;

template! {
    struct Title<'a> {
        name: &'a str,
    }

    "{{name}}"
}

#[helper]
fn name(team: Team) -> String {
    team.name
}

#[helper]
fn names(#[named] teams: Vec<Team>, pair: Pair<'_, u8>) -> usize {
    teams.len() + pair.name.len() + usize::from(pair.of)
}

#[helper]
fn foreign(title: Title<'_>, since: Option<Instant>, secrets: &[Secret]) -> usize {
    title.name.len() + secrets.len() + usize::from(since.is_some())
}

fn plain(team: Team) -> String {
    team.name
}

fn second(times: u8, teams: Vec<Team>) -> usize {
    teams.len() + usize::from(times)
}

fn template(title: Title<'_>) -> usize {
    title.name.len()
}

fn secret(_: &Secret) {}

fn map(counts: HashMap<String, u8>) -> usize {
    counts.len()
}

template! {
    struct Page {
        team: Team,
    }

    "{{plain team}}
    {{second 1 team}}
    {{template team}}
    {{secret team}}
    {{map team}}"
}

fn main() {}
