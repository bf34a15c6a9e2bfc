//! A program with one small template, whose size shows that a program links only what it uses.

#![no_std]
#![no_main]

#[path = "../host.rs"]
mod host;

use host::Stdout;
use template_runtime::{Template, template};

template! {
    struct Hello<'a> {
        name: &'a str,
    }

    "Hello {{name}}!\n"
}

/// Prints the greeting.
///
/// # Errors
///
/// The error of rendering, as the name of a check.
pub(crate) fn run() -> Result<(), &'static str> {
    let mut buffer = [0; 64];
    // rustc must not know the name: it would render the template.
    let name = core::hint::black_box("World");
    Stdout.print(Hello { name }.render_into(&mut buffer).map_err(|_| "render_into")?);
    Ok(())
}
