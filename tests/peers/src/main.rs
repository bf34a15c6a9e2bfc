//! Compares this project with other template engines: see the README beside it.

mod allocations;
mod arguments;
mod buffer;
mod compare;
mod engines;
mod measure;
mod report;
mod task;
mod workloads;

use arguments::{Arguments, Mode};
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = Arguments::read(std::env::args().skip(1)).and_then(|arguments| run(&arguments));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    match arguments.mode {
        Mode::Time => times(arguments, &mut |line| println!("{line}")),
        mode => Err(format!("{mode:?} is not there yet")),
    }
}

/// Compares what all engines print, and measures them.
fn times(arguments: &Arguments, print: &mut impl FnMut(&str)) -> Result<(), String> {
    let data = workloads::Workloads::new();
    let mut roster = engines::Roster::new(&data);
    compare::compare(&mut roster)?;
    print("all engines print the same");
    report::times(&mut roster, arguments, print);
    allocations::report(&mut roster, &data, |name| arguments.wants_workload(name), print);
    Ok(())
}
