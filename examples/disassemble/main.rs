//! Follows three templates from their text to their output: the ops that the text is flattened to,
//! the ops after optimization, the ops linked to the types of the data, and the rendered result.

mod helpers;
mod templates;

use std::{error::Error, fmt::Display};
use template_compiler::{Diagnostics, Options, Source, compile};
use template_runtime::Template;
use templates::{GREET, Greet, JOIN, Join, SCORES, Scores, Team};

const INTRODUCTION: &str = "\
A template is compiled to one flat list of ops for a stack machine. Each line of a listing shows
the number of the op, its line and column in the template, the number of values on the stack
before the op (in brackets), the name of the op, and its operands.

A call is flattened like this: its arguments are pushed from left to right, PushArgs records how
many there are and the names of the named ones, and CallHelper replaces them all with the result.";

/// The stack after each op of the flattened `join.hbs`, the top of the stack last.
const JOIN_STACK: [&str; 9] = [
    r#""hello""#,
    r#""hello" args(1)"#,
    r#""HELLO""#,
    r#""HELLO" "WORLD""#,
    r#""HELLO" "WORLD" args(1)"#,
    r#""HELLO" "world""#,
    r#""HELLO" "world" args(2)"#,
    r#""HELLOworld""#,
    "(empty: the text is in the output)",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("{INTRODUCTION}");

    show("join.hbs", JOIN, &JOIN_STACK, &Join {})?;
    show("greet.hbs", GREET, &[], &Greet { name: "Ann" })?;

    let teams = [Team { name: "Jiangsu", score: 43 }, Team { name: "Beijing", score: 27 }];
    show("scores.hbs", SCORES, &[], &Scores { teams: &teams })
}

/// Prints every step from the text of a template to its output. `stack` describes the stack after
/// each op of the flattened program; it may be empty.
fn show<T: Template + Display>(
    name: &str,
    text: &str,
    stack: &[&str],
    template: &T,
) -> Result<(), Box<dyn Error>> {
    let source = Source::new(name, text);
    title(&format!("{name}: 1. the text"));
    println!("{}", text.trim_end());

    title("2. flattened: one list of ops, with nothing nested");
    print!("{}", listing(&source, false)?);
    if !stack.is_empty() {
        println!("\nThe stack after each op:\n");
        for (op, values) in stack.iter().enumerate() {
            println!("{op:>5}    {values}");
        }
    }

    title("3. optimized: adjacent ops are fused into one");
    print!("{}", listing(&source, true)?);

    title("4. linked: names are resolved to field numbers, and types are checked");
    print!("{}", template.program());

    title("5. the output");
    println!("{}", template.to_string().trim_end());
    Ok(())
}

/// Compiles a template and returns the listing of its program, whose names are not yet resolved.
fn listing(source: &Source, optimize: bool) -> Result<String, Diagnostics> {
    let options = Options { optimize, ..Options::default() };
    let program = compile(source, &options)?;
    Ok(program.listing(&source.file, source))
}

fn title(text: &str) {
    println!("\n--- {text}\n");
}
