//! Renders an HTML page of Rust releases from a JSON file.
//!
//! `cargo run --example releases` prints the page; `-- --out FILE` writes it to a file.

mod arguments;
mod page;
mod release;

use arguments::{Arguments, USAGE};
use page::Page;
use std::{
    error::Error,
    fs::File,
    io::{self, BufWriter, ErrorKind, Write},
    path::Path,
    process::ExitCode,
};
use template_runtime::Template;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases.json");

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
    let releases = release::read(arguments.data.as_deref().unwrap_or(Path::new(DATA)))?;
    let editions = release::by_edition(&releases);
    let page = Page {
        title: "Milestones of Rust",
        releases: &releases,
        editions: &editions,
        ops: Page::PROGRAM.op_count(),
    };
    match &arguments.out {
        Some(path) => {
            let explain = |error: io::Error| format!("{}: {error}", path.display());
            let file = File::create(path).map_err(explain)?;
            write(&page, file).map_err(explain)?;
        }
        None => match write(&page, io::stdout().lock()) {
            // The reader of a pipe has closed it: it needs no more of the page.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
            outcome => outcome?,
        },
    }
    Ok(())
}

fn write(page: &Page<'_>, writer: impl Write) -> io::Result<()> {
    let mut writer = BufWriter::new(writer);
    page.write_to(&mut writer)?;
    writer.flush()
}
