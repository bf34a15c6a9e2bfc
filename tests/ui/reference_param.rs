use std::cell::Cell;
use template_runtime::{Data, template};

#[derive(Data)]
struct Team {
    name: String,
}

#[derive(Data)]
struct Place {
    city: String,
}

#[derive(Data)]
struct Label<'a> {
    text: Cell<&'a str>,
}

#[derive(Data)]
struct Pair<T> {
    one: T,
}

fn title(team: &Team) -> &str {
    &team.name
}

fn text(label: &Label<'_>) -> usize {
    label.text.get().len()
}

fn one(pair: &Pair<u8>) -> u8 {
    pair.one
}

fn owned(team: Team) -> String {
    team.name
}

template! {
    struct Wrong {
        place: Place,
        name: String,
    }

    "{{title place}} {{title name}} {{title this}}"
}

template! {
    struct WithLifetime<'a> {
        label: Label<'a>,
    }

    "{{text label}}"
}

template! {
    struct WithType {
        pair: Pair<u16>,
    }

    "{{one pair}}"
}

template! {
    struct Owned {
        team: Team,
    }

    "{{owned team}}"
}

fn count(teams: &[Team]) -> usize {
    teams.len()
}

fn sum(numbers: Vec<Option<u8>>) -> usize {
    numbers.len()
}

template! {
    struct Listed {
        names: Vec<String>,
    }

    "{{count names}} {{sum names}} {{sum 1}}"
}

fn main() {}
