//! What is rendered in place of a template with errors.

use super::page::known_script;
use crate::{
    compiled::{Compiler, Helpers},
    data::{Args, Callable, HelperSpec, Sink},
    error::{Error, ErrorKind},
    vm::Program,
};
use alloc::string::{String, ToString as _};
use core::cell::RefCell;
use std::thread_local;
use template_bytecode::Escape;
use template_compiler::Source;

/// Where the message stands in a page.
const PAGE: &str = concat!(
    r#"<pre role="alert" style="all: revert; margin: 1em; padding: 1em; border: 2px solid #b00; "#,
    r#"background: #fff; color: #000; text-align: left; white-space: pre-wrap">{{(message)}}</pre>"#,
    "{{{(script)}}}",
);

thread_local! {
    /// The error whose message was printed last.
    static SHOWN: RefCell<Option<Error>> = const { RefCell::new(None) };
}

/// Takes the error whose message was printed last on this thread: the message may not fit where the page would have.
pub(crate) fn take_shown_error() -> Option<Error> {
    SHOWN.take()
}

/// A helper that fails with an error, which keeps its own place.
struct Failing(Error);

impl Callable for Failing {
    fn name(&self) -> &str {
        "reload"
    }

    fn spec(&self) -> &'static HelperSpec {
        &HelperSpec::NOTHING
    }

    fn call<'v>(&'v self, _: &Args<'_, 'v>, _: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        Err(ErrorKind::nested(self.0.clone()))
    }
}

/// Returns the program that prints a message, as HTML if the template is HTML. Otherwise its render is an error. The program
/// stays in memory until the end.
pub(super) fn failing_program(
    name: &str,
    escape: Escape,
    message: String,
) -> Option<&'static Program<'static>> {
    let is_html = escape == Escape::Html;
    let (compiler, text) = if is_html {
        let error = Error::does_not_compile(&message);
        let show = move || {
            SHOWN.set(Some(error.clone()));
            message.clone()
        };
        let helpers = Helpers::new().with_fn("message", show).with_fn("script", known_script);
        (Compiler::new().helpers(helpers).entities(), PAGE)
    } else {
        let fail = Failing(Error::does_not_compile(&message));
        let helpers = Helpers::new().with_callable("reload", fail);
        (Compiler::new().helpers(helpers).text(), "{{(reload)}}")
    };
    let compiled = compiler.compile(Source::new(name.to_string(), text)).ok()?;
    Some(compiled.into_program().leak())
}
