//! Runs the cases of files: `cargo run -q -p conformance -- FILE.json …`

use conformance::{
    case,
    run::{Outcome, run},
};
use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: conformance FILE.json …");
        return ExitCode::from(2);
    }
    let (mut passed, mut failed, mut skipped, mut deviations) = (0, 0, 0, 0);
    let mut own_failed = false;
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| error.to_string());
        let cases = match text.and_then(|text| case::read(&text)) {
            Ok(cases) => cases,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(2);
            }
        };
        for case in &cases {
            let outcome = run(case);
            println!("{} {outcome}", case.id);
            // Own cases must pass: for them a deviation or a skip is a failure.
            own_failed |= case.is_own() && outcome != Outcome::Pass;
            match outcome {
                Outcome::Pass => passed += 1,
                Outcome::Fail { .. } => failed += 1,
                Outcome::Skip(_) => skipped += 1,
                Outcome::Deviation(_) => {
                    skipped += 1;
                    deviations += 1;
                }
            }
        }
    }
    println!("{deviations} deviations are counted as skipped");
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 && !own_failed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
