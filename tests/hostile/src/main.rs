//! Attacks on the process that compiles and renders a template of a stranger, or renders data of a stranger.
//!
//! `cargo run -p hostile` runs each attack in a process of its own, whose memory, stack and time are limited, and fails
//! if one of them ends otherwise than it should: with a signal, too late, or with another result.
//! `cargo run -p hostile -- NAME…` runs the attacks whose names contain one of these.

mod attack;
mod child;
mod compiling;
mod data;
mod generated;
mod messages;
mod rendering;

use attack::Attack;
use std::{env, process::ExitCode};

/// The argument with which this program runs an attack in its own process.
const INSIDE: &str = "--inside";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let attacks = attacks();
    if let [inside, name] = arguments.as_slice()
        && inside == INSIDE
    {
        return match attacks.iter().find(|attack| attack.name == *name) {
            Some(attack) => child::run_here(attack),
            None => ExitCode::FAILURE,
        };
    }
    let is_wanted = |attack: &&Attack| {
        arguments.is_empty() || arguments.iter().any(|wanted| attack.name.contains(wanted))
    };
    let (mut passed, mut failed) = (0, 0);
    for attack in attacks.iter().filter(is_wanted) {
        match child::run(attack) {
            Ok(()) => passed += 1,
            Err(error) => {
                failed += 1;
                println!("{}: {error}", attack.name);
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns all attacks.
fn attacks() -> Vec<Attack> {
    let mut attacks = compiling::attacks();
    attacks.extend(rendering::attacks());
    attacks.extend(data::attacks());
    attacks.extend(messages::attacks());
    attacks.extend(generated::attacks());
    attacks
}
