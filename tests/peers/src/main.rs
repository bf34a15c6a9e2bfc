//! Compares this project with other template engines: see the README of this package.

mod allocations;
mod arguments;
mod buffer;
mod build;
mod chart;
mod collapse;
mod compare;
mod compile;
mod engines;
mod generate;
mod growth;
mod measure;
mod report;
mod size;
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
        Mode::Once => {
            let data = workloads::Workloads::new();
            let mut roster = engines::Roster::new(&data);
            report::once(&mut roster, arguments, &mut |line| println!("{line}"));
            Ok(())
        }
        Mode::Size => size::report(arguments, &mut |line| println!("{line}")),
        Mode::Build => build::report(arguments, &mut |line| println!("{line}")),
        Mode::Growth => {
            growth::report(arguments, &mut |line| println!("{line}"));
            Ok(())
        }
        Mode::Collapse => {
            collapse::report(arguments, &mut |line| println!("{line}"));
            Ok(())
        }
        Mode::Compile => {
            compile::report(arguments, &mut |line| println!("{line}"));
            Ok(())
        }
        Mode::Chart => chart(arguments),
        Mode::Renders(renders) => {
            let data = workloads::Workloads::new();
            let mut roster = engines::Roster::new(&data);
            report::render_repeatedly(&mut roster, arguments, renders);
            Ok(())
        }
    }
}

/// Compares the output of all engines, and measures their times and our allocations.
fn times(arguments: &Arguments, print: &mut impl FnMut(&str)) -> Result<(), String> {
    let data = workloads::Workloads::new();
    let mut roster = engines::Roster::new(&data);
    compare::compare(&mut roster)?;
    print("all engines print the same");
    report::times(&roster, arguments, print)?;
    allocations::report(&mut roster, &data, |name| arguments.wants_workload(name), print);
    Ok(())
}

/// Draws the results in a file, or measures times and growth and draws these.
fn chart(arguments: &Arguments) -> Result<(), String> {
    let report = match &arguments.from {
        Some(file) => std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?,
        None => {
            let mut report = String::new();
            let mut print = |line: &str| {
                println!("{line}");
                report += line;
                report += "\n";
            };
            times(arguments, &mut print)?;
            growth::report(arguments, &mut print);
            report
        }
    };
    chart::draw(&report, &arguments.chart)
}
