//! Attacks on the process that compiles and renders a template of a stranger, or renders data of a stranger.
//!
//! `cargo run -p hostile` runs each attack in a process of its own, whose memory, stack and time are limited, and fails
//! if one of them ends otherwise than it should: with a signal, too late, or with another result.
//! `cargo run -p hostile -- NAME…` runs the attacks whose names contain one of these.

mod attack;
mod child;
mod compiling;
mod costs;
mod data;
mod generated;
mod messages;
mod rendering;

use attack::Attack;
use std::{
    env,
    process::ExitCode,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

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
    let attacks: Vec<&Attack> = attacks.iter().filter(is_wanted).collect();
    let failed = run_all(&attacks);
    println!("{} passed, {failed} failed", attacks.len() - failed);
    if failed == 0 && !attacks.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs attacks, as many at a time as there are processors. Prints an error for each that does not end as it should, and returns
/// the number of these.
fn run_all(attacks: &[&Attack]) -> usize {
    let (next, failed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let run_next = || {
        while let Some(attack) = attacks.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = child::run(attack) {
                failed.fetch_add(1, Ordering::Relaxed);
                println!("{}: {error}", attack.name);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(run_next);
        }
    });
    failed.into_inner()
}

/// Returns all attacks.
fn attacks() -> Vec<Attack> {
    let mut attacks = compiling::attacks();
    attacks.extend(costs::attacks());
    attacks.extend(rendering::attacks());
    attacks.extend(data::attacks());
    attacks.extend(messages::attacks());
    attacks.extend(generated::attacks());
    attacks
}
