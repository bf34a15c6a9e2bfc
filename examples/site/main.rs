//! A small site: pages in nested layouts, components with slots, partial files, and mails.
//!
//! `cargo run --example site` prints the names and sizes of its files; `-- --out DIR` writes them.

mod arguments;
mod data;
mod form;
mod format;
mod layout;
mod mail;
mod pages;
mod render;
mod ui;

use arguments::{Arguments, USAGE};
use std::{error::Error, fs, io, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let arguments = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("error: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    if arguments.help {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let files = render::all()?;
    match &arguments.out {
        Some(dir) => write(&files, dir)?,
        None => {
            for file in &files {
                println!("{:>6} bytes  {}", file.text.len(), file.name);
            }
        }
    }
    Ok(())
}

/// Writes the files to a folder, which is created if it does not exist.
fn write(files: &[render::File], dir: &Path) -> Result<(), String> {
    let explain = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(dir).map_err(|error| explain(dir, error))?;
    for file in files {
        let path = dir.join(&file.name);
        fs::write(&path, &file.text).map_err(|error| explain(&path, error))?;
    }
    Ok(())
}
