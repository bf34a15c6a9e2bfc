//! Run-time errors: they never panic, and always have a position.

use std::fmt;
use template_runtime::{Data, Error, ErrorKind, Template, Value, template};
use template_tests::{check, fails, failure};

fn checked(n: i64) -> Result<i64, String> {
    if n < 0 { Err(format!("{n} is negative")) } else { Ok(n) }
}

fn shout(s: &str) -> String {
    s.to_uppercase()
}

fn refuse<'a>(value: Value<'a>) -> Result<Value<'a>, &'static str> {
    if value.is_true() { Err("no") } else { Ok(value) }
}

fn small(n: u8) -> u8 {
    n
}

fn same(value: Value<'_>) -> Value<'_> {
    value
}

#[test]
fn a_helper_fails() {
    let n = -1;
    let error = failure!("{{checked n}}");
    assert_eq!(error.kind().to_string(), "helper `checked`: -1 is negative");
    let error = failure!("{{small (checked n)}}", n = -2);
    assert_eq!(error.kind().to_string(), "helper `checked`: -2 is negative");
}

#[test]
fn the_position_is_that_of_the_call() {
    let minus_one = -1;
    let page = template!(
        "{{minus_one}}
      {{small (checked minus_one)}}"
    );
    let error = fails(&page);
    let position = (error.line().unwrap_or(0) as usize, error.column().unwrap_or(0) as usize);
    // The position of the call in the template above.
    let here = include_str!("errors.rs");
    let before = &here[..here.find("(checked minus_one)").expect("it is there")];
    let (line, column) = (before.lines().count(), before.lines().last().map_or(0, str::len) + 1);
    assert_eq!(position, (line, column));
    let expected = format!("/language/errors.rs:{line}:{column}: helper `checked`: -1 is negative");
    let error = fails(&page).to_string();
    assert!(error.ends_with(&expected), "{error}");

    template! {
        struct File<'a> {
            items: &'a [i64],
        }
        include_str!("errors.hbs")
    }
    check(&File { items: &[1, 2] }, "  1\n  2\n");
    let error = fails(&File { items: &[1, -2] });
    let error = error.to_string();
    assert!(error.ends_with("/errors.hbs:3:5: helper `checked`: -2 is negative"), "{error}");
}

#[test]
fn a_helper_with_a_path_is_named_by_it() {
    mod numbers {
        pub(super) fn even(n: u8) -> Result<u8, &'static str> {
            if n.is_multiple_of(2) { Ok(n) } else { Err("odd") }
        }
    }
    let error = failure!("{{numbers::even 1}}");
    assert_eq!(error.kind().to_string(), "helper `numbers::even`: odd");
}

#[test]
fn a_long_message_is_stored_truncated_and_displayed_as_a_whole() {
    fn refuse() -> Result<u8, String> {
        Err("é".repeat(200))
    }
    let error = failure!("{{(refuse)}}");
    assert_eq!(error.kind().to_string(), format!("helper `refuse`: {}", "é".repeat(200)));
    let ErrorKind::Helper(error) = error.kind() else { panic!("{error}") };
    let message = error.message();
    assert!(message.starts_with("helper `refuse`: éé") && message.ends_with("é…"), "{message}");
    assert!(message.len() <= 96, "{}", message.len());
}

#[test]
fn an_error_in_every_position() {
    let message = "helper `refuse`: no";
    macro_rules! all {
        ($($text:literal)*) => { $(assert_eq!(failure!($text).kind().to_string(), message);)* };
    }
    all! {
        "{{refuse -1}}" "{{{refuse -1}}}" "{{small (refuse -1)}}" "{{#if (refuse -1)}}{{/if}}"
        "{{if (refuse -1) 1}}" "{{if true (refuse -1)}}" "{{#each (refuse -1)}}{{/each}}"
        "{{#with (refuse -1)}}{{/with}}" "{{#let 1 (refuse -1) as |a b|}}{{/let}}"
        "{{concat 'a' (refuse -1)}}" "{{#with 1}}{{refuse -1}}{{/with}}"
    }
}

#[test]
fn an_argument_of_the_wrong_kind() {
    let message = failure!("{{small n}}", n = 256).kind().to_string();
    assert_eq!(message, "helper `small`: argument 1 must be an integer (`u8`), but is 256");
    let message = failure!("{{small n}}", n = -1).kind().to_string();
    assert_eq!(message, "helper `small`: argument 1 must be an integer (`u8`), but is -1");
    failure!("{{small n}}", n = u128::MAX);
    let message = failure!("{{shout x}}", x = None::<&str>).kind().to_string();
    assert_eq!(
        message,
        "helper `shout`: argument 1 must be text, but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
    let message = failure!("{{shout (same 1)}}").kind().to_string();
    assert_eq!(message, "helper `shout`: argument 1 must be text, but is 1");
    let message = failure!("{{shout (if false 'x')}}").kind().to_string();
    assert_eq!(
        message,
        "helper `shout`: argument 1 must be text, but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
    // The value is truncated in the message.
    let long = "x".repeat(200);
    let message = failure!("{{small (same long)}}").kind().to_string();
    assert!(
        message.starts_with("helper `small`: argument 1 must be an integer (`u8`), but is \"x")
    );
    assert!(message.ends_with("x…"), "{message}");
}

#[test]
fn values_that_cannot_be_printed() {
    #[derive(Data)]
    enum Shape {
        Circle { radius: u8 },
        Nothing,
    }
    let error = failure!("{{same list}}", list = [1]);
    assert_eq!(*error.kind(), ErrorKind::NotPrintable { got: "a list" });
    let error = failure!("{{shape}}", shape = Shape::Circle { radius: 1 });
    assert_eq!(*error.kind(), ErrorKind::NotPrintable { got: "a variant with fields" });
    check(&template!("{{shape}}", shape = Shape::Nothing), "Nothing");
    let error = failure!("{{concat 'a' (same list)}}", list = [1]);
    assert_eq!(error.kind().to_string(), "a list cannot be printed");
    let error = failure!("{{shout (concat 'a' (same t))}}", t = (1, 2));
    assert_eq!(*error.kind(), ErrorKind::NotPrintable { got: "an object" });
}

#[test]
fn values_that_cannot_be_iterated() {
    let error = failure!("{{#each (same 5)}}x{{else}}none{{/each}}");
    assert_eq!(*error.kind(), ErrorKind::NotIterable { got: "an integer" });
    assert_eq!(error.kind().to_string(), "cannot loop over an integer");
    failure!("{{#each (same 'text')}}x{{/each}}");
    check(&template!("{{#each (same 0)}}x{{else}}none{{/each}}"), "none");
}

#[test]
fn a_display_that_fails() {
    struct Fails;
    impl fmt::Display for Fails {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("begun")?;
            Err(fmt::Error)
        }
    }
    fn broken() -> Fails {
        Fails
    }
    let error = failure!("a{{(broken)}}b");
    assert_eq!(
        error.kind().to_string(),
        "a value could not be printed, because its `Display` implementation, `with` function or escaper returned an error"
    );
    assert!(error.column().is_some());
    assert_eq!(*failure!("a{{(broken)}}b").kind(), ErrorKind::Display);
    assert_eq!(*failure!("{{shout (broken)}}").kind(), ErrorKind::Display);
    assert_eq!(*failure!("{{#let (broken) as |x|}}{{/let}}").kind(), ErrorKind::Display);
}

#[test]
fn a_writer_that_fails() {
    /// Accepts this number of bytes.
    struct Limited(usize);
    impl fmt::Write for Limited {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 = self.0.checked_sub(text.len()).ok_or(fmt::Error)?;
            Ok(())
        }
    }
    impl std::io::Write for Limited {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let some = bytes.len().min(self.0);
            self.0 -= some;
            Ok(some)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let x = "x".repeat(100);
    let page = template!("{{#each list}}{{../x}}{{/each}}", list = [0; 20]);
    let failed = Err(ErrorKind::Write.into());
    for room in [0, 1, 511, 512, 1999] {
        assert_eq!(page.render_to(&mut Limited(room)), failed, "{room}");
        let error = page.write_to(&mut Limited(room)).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::WriteZero, "{room}");
    }
    assert_eq!(page.render_to(&mut Limited(2000)), Ok(()));
    page.write_to(&mut Limited(2000)).unwrap();
}

#[test]
fn a_slice_of_every_size() {
    let text = "é<世🦀";
    let expected = "é&lt;世🦀é<世🦀-12 1.5 é&lt;世🦀é";
    let list = [text];
    let page = template!("{{text}}{{{text}}}{{-12}} {{1.5}} {{#each list}}{{this}}{{/each}}é");
    for size in 0..expected.len() {
        let mut buffer = vec![0; size];
        let error = page.render_into(&mut buffer).unwrap_err();
        assert_eq!(*error.kind(), ErrorKind::OutputFull { needed: expected.len() }, "{size}");
        assert_eq!(error.to_string(), "the output does not fit: it needs 46 bytes");
    }
    check(&page, expected);
}

#[test]
fn errors_implement_error() {
    let n = -1;
    let page = template!("{{checked n}}");
    let error: Box<dyn std::error::Error> = Box::new(page.render().unwrap_err());
    assert!(error.to_string().ends_with("helper `checked`: -1 is negative"));
    let wrapped = page.write_to(&mut Vec::new()).unwrap_err();
    let inner = wrapped.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    assert_eq!(inner.cloned(), page.render().err());
}

#[test]
fn the_error_of_a_helper_is_the_source() {
    fn number(text: &str) -> Result<u8, std::num::ParseIntError> {
        text.parse()
    }
    fn pair(text: &str) -> Result<impl std::fmt::Display, std::num::ParseIntError> {
        text.parse::<u8>()
    }
    fn named(_: &str) -> Result<u8, String> {
        Err("no number".to_owned())
    }

    let invalid = "x".parse::<u8>().unwrap_err();
    for error in [failure!("{{number 'x'}}"), failure!("{{#if (pair 'x')}}{{/if}}")] {
        let source = std::error::Error::source(&error).expect("a source");
        assert_eq!(source.downcast_ref(), Some(&invalid));
    }
    // The message of a nested call has the name of its helper, and the source stays.
    let error = failure!("{{#let (helper number) as |parse|}}{{parse 'x'}}{{/let}}");
    assert_eq!(error.kind().to_string(), format!("helper `number`: {invalid}"));
    assert!(std::error::Error::source(&error).is_some());
    assert!(std::error::Error::source(&failure!("{{named 'x'}}")).is_none());
}
