//! Measures how long each further template takes to build.

use crate::{
    arguments::Arguments,
    generate::{FEW, GENERATORS, MANY, Workspace, package},
    measure::median,
};
use std::time::Instant;

/// The names of the profiles: those of cargo, and those in the results.
const PROFILES: [(&str, &str); 2] = [("dev", "debug"), ("release", "release")];

/// Measures the build times of the generated crates. Each line goes to `print`.
pub(crate) fn report(arguments: &Arguments, print: &mut impl FnMut(&str)) -> Result<(), String> {
    let workspace = Workspace::write(|engine| arguments.wants_engine(engine))?;
    let engines = GENERATORS.map(|generator| generator.engine);
    let engines: Vec<&str> =
        engines.into_iter().filter(|engine| arguments.wants_engine(engine)).collect();
    print("build engine profile seconds_per_template");
    for (profile, name) in PROFILES {
        // The dependencies are built before anything is timed.
        workspace.build(None, profile)?;
        let mut times = vec![[Vec::new(), Vec::new()]; engines.len()];
        for _ in 0..arguments.rounds.unwrap_or(3) {
            for (engine, times) in engines.iter().zip(&mut times) {
                for (count, times) in [FEW, MANY].into_iter().zip(times) {
                    times.push(time(&workspace, &package(engine, count), profile)?);
                }
            }
        }
        for (engine, times) in engines.iter().zip(&mut times) {
            let [few, many] = times.each_mut().map(|times| {
                times.sort_by(f64::total_cmp);
                median(times)
            });
            let each = (many - few) / (MANY - FEW) as f64;
            print(&format!("build {engine} {name} {each:.4}"));
        }
    }
    Ok(())
}

/// Returns the time to build a crate whose dependencies are built, in seconds.
fn time(workspace: &Workspace, package: &str, profile: &str) -> Result<f64, String> {
    workspace.touch(package)?;
    let start = Instant::now();
    workspace.build(Some(package), profile)?;
    Ok(start.elapsed().as_secs_f64())
}
