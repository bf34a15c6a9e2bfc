//! Parses the command line.

use std::{ffi::OsString, path::PathBuf};

pub(crate) const USAGE: &str = "\
Prints an HTML page of Rust releases.

Usage: cargo run --example releases [-- OPTIONS]

Options:
  --out FILE   writes the page to FILE instead of printing it
  --data FILE  reads the releases from FILE (default: examples/data/releases.json)
  --help       prints this text";

/// The parsed command line.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) out: Option<PathBuf>,
    pub(crate) data: Option<PathBuf>,
    pub(crate) help: bool,
}

/// Parses the arguments that follow the name of the program. The error is a message for the user.
pub(crate) fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next() {
        let place = match word.to_str() {
            Some("--out") => &mut arguments.out,
            Some("--data") => &mut arguments.data,
            Some("--help" | "-h") => {
                arguments.help = true;
                continue;
            }
            _ => return Err(format!("there is no option `{}`", word.display())),
        };
        let file = words.next().ok_or_else(|| format!("`{}` needs a file", word.display()))?;
        if place.replace(file.into()).is_some() {
            return Err(format!("`{}` is specified more than once", word.display()));
        }
    }
    Ok(arguments)
}
