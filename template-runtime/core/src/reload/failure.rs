//! The page that is rendered instead of a template with errors.

use super::page::known_script;
use crate::{
    compiled::{Compiler, Helpers},
    data::{Args, Callable, HelperSpec, Sink},
    error::{Error, ErrorKind},
    vm::Program,
};
use alloc::{
    string::{String, ToString as _},
    sync::Arc,
};
use core::cell::RefCell;
use std::thread_local;
use template_bytecode::{Escape, Position};
use template_compiler::Source;

/// The position of the message in a page.
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

/// Returns the error of a template that does not compile. `message` begins with the position of the first error, as the
/// messages of the compiler do, unless it is about no place.
fn error_of(message: &str) -> Error {
    let Some((file, position, text)) = split_place(message) else {
        return Error::new(ErrorKind::DoesNotCompile(message.into()));
    };
    Error::at(ErrorKind::DoesNotCompile(text.into()), (&[], 0), position)
        .in_files(&[Arc::new(file.into())])
}

/// Splits a message of the compiler, `file:line:column: text`.
fn split_place(message: &str) -> Option<(&str, Position, &str)> {
    let (place, text) = message.split_once(": ")?;
    let (file, column) = place.rsplit_once(':')?;
    let (file, line) = file.rsplit_once(':')?;
    Some((file, Position { line: line.parse().ok()?, column: column.parse().ok()? }, text))
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
        let error = error_of(&message);
        let show = move || {
            SHOWN.set(Some(error.clone()));
            message.clone()
        };
        let helpers = Helpers::new().with_fn("message", show).with_fn("script", known_script);
        (Compiler::new().helpers(helpers).entities(), PAGE)
    } else {
        let fail = Failing(error_of(&message));
        let helpers = Helpers::new().with_callable("reload", fail);
        (Compiler::new().helpers(helpers).text(), "{{(reload)}}")
    };
    let compiled = compiler.compile(Source::new(name.to_string(), text)).ok()?;
    Some(compiled.into_program().leak())
}

#[cfg(test)]
mod tests {
    use super::error_of;
    use alloc::string::ToString as _;

    #[test]
    fn errors_of_the_compiler_have_their_place() {
        for (message, place) in [
            ("C:\\a b.hbs:2:31: no: such\n  |", Some(("C:\\a b.hbs", 2, 31))),
            ("a.hbs: there is no fragment `f`\nhelp: 1:2: b", None),
            ("no place", None),
        ] {
            let error = error_of(message);
            assert_eq!(error.to_string(), message);
            let found = (error.file(), error.line(), error.column());
            assert_eq!(
                found,
                match place {
                    Some((file, line, column)) => (Some(file), Some(line), Some(column)),
                    None => (None, None, None),
                }
            );
        }
    }
}
