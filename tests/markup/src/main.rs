//! Judges the warnings about tags that do not match: a page has some where a parser of HTML finds that a browser
//! reads other tags than the page has, and no others have.
//!
//! ```text
//! markup-judge            Judges pages of a grammar, pages written by hand, and mistakes in both
//! markup-judge FILE...    Judges files
//! ```
//!
//! The parser is one for Node.js. The exit code is 1 if the warnings and the parser differ, 2 if nothing can be
//! judged.

mod grammar;
mod judge;
mod mutate;
mod random;
mod tree;

use judge::{Judge, Problems};
use random::Random;
use std::{io, process::ExitCode};
use template_compiler::{Options, Source, compile};

/// The number of pages of the grammar.
const GENERATED: u64 = 300;

/// The number of differences that are printed.
const MAX_SHOWN: usize = 8;

/// Pages that people could have written.
const PAGES: &[(&str, &str)] = &[
    ("app", include_str!("../pages/app.html")),
    ("blog", include_str!("../pages/blog.html")),
    ("docs", include_str!("../pages/docs.html")),
    ("form", include_str!("../pages/form.html")),
    ("forum", include_str!("../pages/forum.html")),
    ("mail", include_str!("../pages/mail.html")),
    ("report", include_str!("../pages/report.html")),
    ("shop", include_str!("../pages/shop.html")),
];

/// A page to judge.
struct Page {
    name: String,
    text: String,
    /// Whether it must have no problems.
    is_valid: bool,
}

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let pages = if files.is_empty() { Ok(own_pages()) } else { read(&files) };
    match pages.and_then(|pages| compare(&pages)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Returns the valid pages, each followed by some with a mistake.
fn own_pages() -> Vec<Page> {
    let generated = (0..GENERATED).map(|seed| (format!("generated {seed}"), grammar::page(seed)));
    let written = PAGES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let mut pages = Vec::new();
    for (at, (name, text)) in written.chain(generated).enumerate() {
        let mistakes = if at < PAGES.len() { mutate::KINDS.len() * 5 } else { 4 };
        let mut random = Random::new(at as u64);
        for mistake in 0..mistakes {
            let kind = (mistake + at * mistakes) % mutate::KINDS.len();
            if let Some(text) = mutate::mutate(&text, kind, &mut random) {
                let name = format!("{name}, {}", mutate::KINDS[kind]);
                pages.push(Page { name, text, is_valid: false });
            }
        }
        pages.push(Page { name, text, is_valid: true });
    }
    pages
}

/// Reads files. Double braces, which are mustaches in templates, become parentheses.
fn read(files: &[String]) -> io::Result<Vec<Page>> {
    let page = |name: &String| {
        let text = String::from_utf8_lossy(&std::fs::read(name)?).replace("{{", "((");
        Ok(Page { name: name.clone(), text, is_valid: false })
    };
    files.iter().map(page).collect()
}

/// Judges pages. Reports whether all are judged alike.
fn compare(pages: &[Page]) -> io::Result<bool> {
    let judged = Judge::install()?.judge(pages.iter().map(|page| page.text.as_str()))?;
    let (mut alarms, mut missed, mut shown) = (0, 0, Vec::new());
    let none = Problems::new();
    for (at, page) in pages.iter().enumerate() {
        let problems = judged.get(&at).unwrap_or(&none);
        let messages = messages(&page.text);
        let difference = match (problems.is_empty(), messages.is_empty()) {
            (true, false) => "a false alarm",
            (false, true) => "not found",
            _ if page.is_valid && !problems.is_empty() => "a page that is not valid",
            _ => continue,
        };
        match difference {
            "a false alarm" => alarms += 1,
            _ => missed += 1,
        }
        shown.push(show(page, difference, problems, &messages));
    }
    for shown in shown.iter().take(MAX_SHOWN) {
        println!("{shown}");
    }
    println!("{} pages, {alarms} false alarms, {missed} missed", pages.len());
    Ok(alarms + missed == 0)
}

/// Returns the warnings about a page, or its errors.
fn messages(text: &str) -> Vec<String> {
    let source = Source::new("page", text);
    match compile(source.clone(), &Options::default()) {
        Ok(program) => program.warnings.iter().map(|warning| warning.render(&source)).collect(),
        Err(errors) => vec![errors.to_string()],
    }
}

/// Returns a difference with the lines of the page that it is about.
fn show(page: &Page, difference: &str, problems: &Problems, messages: &[String]) -> String {
    let mut shown = format!("=== {}: {difference}\n", page.name);
    for (line, problem) in problems.iter().take(4) {
        let text = page.text.lines().nth(line - 1).unwrap_or_default();
        let text: String = text.chars().take(160).collect();
        shown += &format!("{line}: {problem}\n    {text}\n");
    }
    for message in messages.iter().take(4) {
        shown += &format!("{message}\n");
    }
    shown
}
