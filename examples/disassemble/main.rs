//! Shows what becomes of a template: its program as the flatten stage made it, after the optimiser,
//! and linked to the types of its data; and what the linked program prints.

mod helpers;
mod templates;

use std::{error::Error, fmt::Display};
use template_compiler::{Errors, Options, Source, compile};
use template_runtime::Template;
use templates::{GREET, Greet, JOIN, Join, SCORES, Scores, Team};

fn main() -> Result<(), Box<dyn Error>> {
    println!(
        "A template becomes one flat list of instructions for a machine with a stack. The columns are
the number of the op, line and column in the template, and in brackets how many values are
on the stack before the op. Arguments are pushed from left to right, then PushArgs tells how
many there are and what the named ones are called (a name is never pushed), and CallHelper
replaces them all by one result: nothing is nested any more."
    );

    show("join.hbs", JOIN, &Join {})?;
    show("greet.hbs", GREET, &Greet { name: "Ann" })?;

    let teams = [Team { name: "Jiangsu", score: 43 }, Team { name: "Beijing", score: 27 }];
    show("scores.hbs", SCORES, &Scores { teams: &teams })
}

/// Prints a template, its three programs, and its output.
fn show<T: Template + Display>(name: &str, text: &str, template: &T) -> Result<(), Box<dyn Error>> {
    let source = Source::new(name, text);
    title(&format!("{name}: the template"));
    println!("{}", text.trim_end());

    title("as the flatten stage made it");
    print!("{}", listing(&source, false)?);

    title("after the optimiser: what follows each other is one op where it can be");
    print!("{}", listing(&source, true)?);

    title("after link: names are numbers, and kinds are known to fit");
    print!("{}", T::PROGRAM);

    title("the output");
    println!("{}", template.to_string().trim_end());
    Ok(())
}

/// Compiles a template, and gives the listing of its program, which is not linked to types.
fn listing(source: &Source, optimize: bool) -> Result<String, Errors> {
    let options = Options { optimize, ..Options::default() };
    let program = compile(source, &options)?;
    Ok(program.listing(&source.file, source))
}

fn title(text: &str) {
    println!("\n--- {text}\n");
}
