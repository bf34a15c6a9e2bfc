//! Measures how long each further template takes to build, how long a crate takes after one of its templates has changed,
//! and how long the first build takes.

use crate::{
    arguments::Arguments,
    generate::{FEW, GENERATORS, MANY, REBUILT, Workspace, package},
    measure::median,
};
use std::time::Instant;

/// The names of the profiles, for cargo and in the results.
const PROFILES: [(&str, &str); 2] = [("dev", "debug"), ("release", "release")];

/// Measures the build times of the generated crates. Each line goes to `print`.
pub(crate) fn report(arguments: &Arguments, print: &mut impl FnMut(&str)) -> Result<(), String> {
    let wanted = |engine: &str| arguments.wants_engine(engine);
    let workspace = Workspace::write(wanted, &[FEW, MANY, REBUILT])?;
    let engines = GENERATORS.map(|generator| generator.engine);
    let engines: Vec<&str> = engines.into_iter().filter(|engine| wanted(engine)).collect();
    let rounds = arguments.rounds.unwrap_or(3);
    further(&workspace, &engines, rounds, print)?;
    rebuild(&workspace, &engines, rounds, print)?;
    cold(&workspace, &engines, rounds, print)
}

/// Measures the time that each further template adds.
fn further(
    workspace: &Workspace,
    engines: &[&str],
    rounds: usize,
    print: &mut impl FnMut(&str),
) -> Result<(), String> {
    print("build engine profile seconds_per_template");
    for (profile, name) in PROFILES {
        // The dependencies are built before anything is timed.
        for (engine, count) in engines.iter().flat_map(|engine| [(engine, FEW), (engine, MANY)]) {
            workspace.build(Some(&package(engine, count)), profile)?;
        }
        let times = measured(2 * engines.len(), rounds, |i| {
            let package = package(engines[i / 2], [FEW, MANY][i % 2]);
            workspace.touch(&package)?;
            time(|| workspace.build(Some(&package), profile))
        })?;
        for (engine, times) in engines.iter().zip(times.chunks(2)) {
            let each = (times[1] - times[0]) / (MANY - FEW) as f64;
            print(&format!("build {engine} {name} {each:.4}"));
        }
    }
    Ok(())
}

/// Measures the time of incremental builds after the text of one template has changed.
fn rebuild(
    workspace: &Workspace,
    engines: &[&str],
    rounds: usize,
    print: &mut impl FnMut(&str),
) -> Result<(), String> {
    print("rebuild engine profile seconds");
    for (profile, name) in PROFILES {
        for engine in engines {
            workspace.build_again(&package(engine, REBUILT), profile)?;
        }
        let times = measured(engines.len(), rounds, |i| {
            let package = package(engines[i], REBUILT);
            workspace.change(&package, REBUILT)?;
            time(|| workspace.build_again(&package, profile))
        })?;
        for (engine, time) in engines.iter().zip(times) {
            print(&format!("rebuild {engine} {name} {time:.2}"));
        }
    }
    Ok(())
}

/// Measures the time of debug builds of a crate with one template and of everything that it depends on.
fn cold(
    workspace: &Workspace,
    engines: &[&str],
    rounds: usize,
    print: &mut impl FnMut(&str),
) -> Result<(), String> {
    print("cold engine seconds");
    let times = measured(engines.len(), rounds, |i| {
        workspace.clean_cold()?;
        time(|| workspace.build_cold(&package(engines[i], FEW)))
    })?;
    for (engine, time) in engines.iter().zip(times) {
        print(&format!("cold {engine} {time:.2}"));
    }
    Ok(())
}

/// Returns the median of each of `count` measurements, which alternate.
fn measured(
    count: usize,
    rounds: usize,
    mut measure: impl FnMut(usize) -> Result<f64, String>,
) -> Result<Vec<f64>, String> {
    let mut times = vec![Vec::new(); count];
    for _ in 0..rounds {
        for (i, times) in times.iter_mut().enumerate() {
            times.push(measure(i)?);
        }
    }
    let median_of = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        median(times)
    };
    Ok(times.iter_mut().map(median_of).collect())
}

/// Returns the time of a build, in seconds.
fn time(build: impl FnOnce() -> Result<(), String>) -> Result<f64, String> {
    let start = Instant::now();
    build()?;
    Ok(start.elapsed().as_secs_f64())
}
