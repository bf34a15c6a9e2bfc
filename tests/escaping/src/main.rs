//! Runs the cases of files: `cargo run -q -p escaping -- FILE.json …`

use escaping::{
    case,
    run::{Outcome, run},
};
use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let files: Vec<String> = env::args().skip(1).collect();
    if files.is_empty() {
        eprintln!("usage: escaping FILE.json …");
        return ExitCode::from(2);
    }
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
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
            match outcome {
                Outcome::Pass => passed += 1,
                Outcome::Fail(_) => failed += 1,
                Outcome::Skip(_) => skipped += 1,
            }
            println!("{} {outcome}", case.id);
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
