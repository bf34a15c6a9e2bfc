//! Payloads that ran at a position of the control group. They are tried first: without them the control group takes
//! minutes, but its result is the same.

use crate::{corpus::Corpus, payloads, positions};

/// Lines of a position and a payload.
const KNOWN: &str = include_str!("known.txt");

/// Reports whether a payload has run at a position.
pub(crate) fn runs(position: &str, payload: usize) -> bool {
    let line = line(position, payload);
    KNOWN.lines().any(|known| known == line)
}

/// Prints the lines for the pages of the control group that have marks.
pub(crate) fn print(corpus: &Corpus, marks: &[usize]) {
    let names: Vec<&str> = positions::all().map(|(_, name, _)| name).collect();
    for origin in marks.iter().map(|&page| &corpus.pages[page].origin) {
        if origin.is_control {
            println!("known: {}", line(names[origin.position], origin.payload));
        }
    }
}

fn line(position: &str, payload: usize) -> String {
    format!("{position} | {}", payloads::written(payload))
}
