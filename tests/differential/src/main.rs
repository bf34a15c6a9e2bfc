//! Renders generated templates with Handlebars 4.7.8 for JavaScript and with a `Compiler`, and compares what they print.
//!
//! `cargo run -p differential -- [COUNT [SEED]]` compares 2,000 templates by default, the same in each run. It needs Node.js
//! and npm. Every difference belongs to a class that the documentation names (`classes.rs`), whose counts are printed; any
//! other one is printed as a whole, and the run fails.

mod classes;
mod generate;
mod random;
mod theirs;

use classes::Difference;
use generate::Case;
use std::{collections::BTreeMap, env, process::ExitCode};
use template_runtime::Compiler;

/// What a template prints, or the first line of an error.
pub(crate) type Outcome = Result<String, String>;

/// The number of templates.
const COUNT: usize = 2000;

/// The number of differences without a class that are printed.
const SHOWN: usize = 10;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1).map(|argument| argument.parse());
    let count = arguments.next().unwrap_or(Ok(COUNT));
    let seed = arguments.next().unwrap_or(Ok(1));
    let (Ok(count), Ok(seed)) = (count, seed) else {
        eprintln!("usage: differential [COUNT [SEED]]");
        return ExitCode::FAILURE;
    };
    let cases: Vec<Case> = (0..count).map(|at| generate::case(seed as u64, at as u64)).collect();
    let theirs = match theirs::render(&cases) {
        Ok(theirs) => theirs,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let (mut same, mut unknown) = (0, 0);
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (case, theirs) in cases.iter().zip(&theirs) {
        let ours = render(case);
        match classes::compare(case, &ours, theirs) {
            None => same += 1,
            Some(Difference::Known(class)) => *known.entry(class).or_default() += 1,
            Some(Difference::Unknown) => {
                unknown += 1;
                if unknown <= SHOWN {
                    println!("{:?}\n  data   {}", case.template, case.data);
                    println!("  ours   {ours:?}\n  theirs {:?}\n", theirs.page);
                }
            }
        }
    }
    println!("{} templates: {same} print the same", cases.len());
    for (class, count) in known {
        println!("{count:7} {class}");
    }
    println!("{unknown:7} other differences");
    if unknown == 0 && same > cases.len() / 2 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Renders a case as Handlebars does it: helpers are called without parentheses, and all values are escaped as in text.
fn render(case: &Case) -> Outcome {
    let first = |error: String| error.lines().next().unwrap_or_default().to_owned();
    let compiler = Compiler::new().entities().implicit_calls();
    let page =
        compiler.compile(case.template.as_str()).map_err(|error| first(error.to_string()))?;
    page.render(&case.data).map_err(|error| first(error.to_string()))
}
