//! Renders a template file with a JSON file, both named on the command line.
//!
//! `cargo run --example runtime -- FILE.hbs FILE.json` prints the result. Without arguments it uses the
//! files `templates/report.hbs` and `data/releases.json` of this package.
//!
//! The template is compiled at run time; the program contains no template.

use serde_json::Value;
use std::{env, error::Error, fs, process::ExitCode};
use template_runtime::{Compiler, Helpers, Source, helper, helpers};

const USAGE: &str = "Usage: cargo run --example runtime -- [FILE.hbs FILE.json]";
const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/report.hbs");
const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases.json");

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (template, data) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => (TEMPLATE, DATA),
        [template, data] => (template, data),
        _ => {
            eprintln!("error: a template and its data are two files\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match render(template, data) {
        Ok(page) => {
            print!("{page}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns a text with a line of `with` characters of the same length under it.
#[helper]
fn underline(text: &str, #[named(default = '-')] with: char) -> String {
    format!("{text}\n{}", with.to_string().repeat(text.chars().count()))
}

/// Compiles the template, reads the data, and renders the template with it.
fn render(template: &str, data: &str) -> Result<String, Box<dyn Error>> {
    let compiler = Compiler::new()
        .helpers(Helpers::standard().with(helpers![underline]))
        // The report is plain text.
        .text();
    let page = compiler.compile(Source::new(template, read(template)?))?;
    for warning in page.warnings() {
        eprintln!("warning: {warning}");
    }
    let data: Value =
        serde_json::from_str(&read(data)?).map_err(|error| format!("{data}: {error}"))?;
    Ok(page.render(&data)?)
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}
