//! Parses the command line.

use std::{ffi::OsString, path::PathBuf};

pub(crate) const USAGE: &str = "\
Renders the pages and mails of a small site.

Usage: cargo run --example site [-- OPTIONS]

Options:
  --out DIR  writes the pages as files to DIR, instead of printing their names and sizes
  --help     prints this text";

/// The parsed command line.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) out: Option<PathBuf>,
    pub(crate) help: bool,
}

/// Parses the arguments that follow the name of the program. The error is a message for the user.
pub(crate) fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Arguments, String> {
    let mut arguments = Arguments::default();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("--help" | "-h") => arguments.help = true,
            Some("--out") => {
                let dir = words.next().ok_or("`--out` needs a folder")?;
                if arguments.out.replace(dir.into()).is_some() {
                    return Err("`--out` is specified more than once".to_owned());
                }
            }
            _ => return Err(format!("there is no option `{}`", word.display())),
        }
    }
    Ok(arguments)
}
