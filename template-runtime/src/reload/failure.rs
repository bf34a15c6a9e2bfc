//! What is rendered in place of a template with errors.

use super::page::known_script;
use crate::{
    compiled::{Compiler, Helpers},
    vm::Program,
};
use alloc::string::{String, ToString as _};
use template_bytecode::Escape;
use template_compiler::Source;

/// Where the message stands in a page.
const PAGE: &str = concat!(
    r#"<pre role="alert" style="all: revert; margin: 1em; padding: 1em; border: 2px solid #b00; "#,
    r#"background: #fff; color: #000; text-align: left; white-space: pre-wrap">{{(message)}}</pre>"#,
    "{{{(script)}}}",
);

/// Returns the program that prints a message, as HTML if the template is HTML. Otherwise its render is an error. The program
/// stays in memory until the end.
pub(super) fn failing_program(
    name: &str,
    escape: Escape,
    message: String,
) -> Option<&'static Program<'static>> {
    let is_html = escape == Escape::Html;
    let (compiler, text) = if is_html {
        let helpers = Helpers::new()
            .with_fn("message", move || message.clone())
            .with_fn("script", known_script);
        (Compiler::new().helpers(helpers).entities(), PAGE)
    } else {
        let fail = move || Err::<String, String>(message.clone());
        (Compiler::new().helpers(Helpers::new().with_fn("reload", fail)).text(), "{{(reload)}}")
    };
    let compiled = compiler.compile(Source::new(name.to_string(), text)).ok()?;
    Some(compiled.into_program().leak())
}
