//! What the tests share: a template is always rendered in every way that there is.

use std::fmt::{self, Display, Write as _};
use template_runtime::{Error, ErrorKind, Template, helper};

/// Renders a template in every way, and compares all outputs with `expected`.
///
/// # Panics
///
/// When one differs.
#[track_caller]
pub fn check<T: Template + Display>(template: &T, expected: &str) {
    let page = template.render().unwrap_or_else(|error| panic!("{error}\n{}", T::PROGRAM));
    assert_eq!(page, expected, "render\n{}", T::PROGRAM);

    let mut exact = vec![0; expected.len()];
    assert_eq!(template.render_into(&mut exact), Ok(expected), "a slice of the right size");
    let mut roomy = vec![b'?'; expected.len() + 100];
    assert_eq!(template.render_into(&mut roomy), Ok(expected), "a slice with room to spare");
    if !expected.is_empty() {
        let full = Err(ErrorKind::OutputFull { needed: expected.len() }.into());
        let short = &mut exact[..expected.len() - 1];
        assert_eq!(template.render_into(short), full.clone(), "a slice that lacks a byte");
        assert_eq!(template.render_into(&mut []), full, "a slice of nothing");
    }

    let mut written = String::new();
    assert_eq!(template.render_to(&mut written), Ok(()));
    assert_eq!(written, expected, "fmt::Write");
    let mut bytes = Vec::new();
    template.write_to(&mut bytes).expect("a Vec takes everything");
    assert_eq!(String::from_utf8(bytes).as_deref(), Ok(expected), "io::Write");
    assert_eq!(template.to_string(), expected, "Display");

    // A listing never panics.
    write!(Nowhere, "{}", T::PROGRAM).expect("nowhere takes everything");
}

/// Renders a template in every way, where all must end in the same error. Gives it.
///
/// # Panics
///
/// When there is none.
#[track_caller]
pub fn fails<T: Template + Display>(template: &T) -> Error {
    let error = template.render().expect_err("there should be an error");
    assert_eq!(template.render_into(&mut [0; 4096]), Err(error.clone()), "a slice");
    assert_eq!(template.render_to(&mut String::new()), Err(error.clone()), "fmt::Write");
    let wrapped = template.write_to(&mut Vec::new()).expect_err("there should be an error");
    assert_eq!(wrapped.to_string(), error.to_string(), "io::Write");
    assert!(write!(Nowhere, "{template}").is_err(), "Display");
    error
}

/// Checks the expression form: the text, what is behind it in the macro call, and what it prints.
/// The text is compiled three times: with the optimiser, without it, and unrolled. All must print the
/// same.
///
/// ```
/// # use template_tests::renders;
/// let name = "you";
/// renders!("Hello {{name}}{{mark}}", { mark = '!' }, "Hello you!");
/// ```
#[macro_export]
macro_rules! renders {
    ($text:tt, { $($data:tt)* }, $expected:expr $(,)?) => {{
        #[allow(deprecated, reason = "odd templates are tested too: they warn")]
        $crate::check(
            &::template_runtime::template!(unroll = false, $text, $($data)*),
            $expected,
        );
        #[allow(deprecated, reason = "as above")]
        $crate::check(&::template_runtime::template!(unoptimized, $text, $($data)*), $expected);
        #[allow(deprecated, reason = "as above")]
        $crate::check(&::template_runtime::template!(unroll, $text, $($data)*), $expected);
    }};
    ($text:tt, $expected:expr $(,)?) => { $crate::renders!($text, {}, $expected) };
}

/// Checks that the expression form fails while it runs, with the optimiser, without it, and unrolled,
/// and gives the error.
#[macro_export]
macro_rules! refuses {
    ($text:tt $(, $($data:tt)*)?) => {{
        #[allow(deprecated, reason = "odd templates are tested too: they warn")]
        let error = $crate::fails(&::template_runtime::template!($text, $($($data)*)?));
        #[allow(deprecated, reason = "as above")]
        let slow =
            $crate::fails(&::template_runtime::template!(unoptimized, $text, $($($data)*)?));
        assert_eq!(error, slow, "optimised and not");
        #[allow(deprecated, reason = "as above")]
        let unrolled = $crate::fails(&::template_runtime::template!(unroll, $text, $($($data)*)?));
        assert_eq!(error, unrolled, "interpreted and unrolled");
        error
    }};
}

/// A helper of another crate.
#[helper]
#[must_use]
pub fn greet(greeting: &str, #[named] name: &str, #[named(default = "!")] mark: &str) -> String {
    format!("{greeting} {name}{mark}")
}

/// Takes everything and keeps nothing.
struct Nowhere;

impl fmt::Write for Nowhere {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}
