//! Tests of the language with a runtime that has no heap: the same modules as in `tests/tests`, with checks that need none.
#![cfg(test)]
#![allow(unused_imports, dead_code, reason = "some tests of the modules need the heap")]

extern crate self as template_tests;

use std::fmt::Display;
use template_runtime::{ChunkMemory, Error, ErrorKind, Template};

mod heapless_types;
mod memory;

/// Defines the modules of tests.
macro_rules! modules {
    ($($name:ident: $path:literal;)*) => { $(
        #[path = $path]
        mod $name;
    )* };
}

modules! {
    conditions: "../../tests/language/conditions.rs";
    contexts: "../../tests/language/contexts.rs";
    each: "../../tests/language/each.rs";
    expression_form: "../../tests/language/expression_form.rs";
    item_form: "../../tests/language/item_form.rs";
    keywords: "../../tests/language/keywords.rs";
    lets: "../../tests/language/lets.rs";
    literals: "../../tests/language/literals.rs";
    names: "../../tests/language/names.rs";
    numbers: "../../tests/language/numbers.rs";
    paths: "../../tests/language/paths.rs";
    sections: "../../tests/language/sections.rs";
    text: "../../tests/language/text.rs";
    white_space: "../../tests/language/white_space.rs";
    with: "../../tests/language/with.rs";
}

/// The memory that every template of the tests fits into.
type Memory = ChunkMemory<2048>;

/// Renders a template with every method, and compares all outputs with `expected`.
#[track_caller]
fn check<T: Template + Display>(template: &T, expected: &str) {
    let mut exact = vec![0; expected.len()];
    let program = template.program();
    assert_eq!(template.render_into(&mut exact), Ok(expected), "a slice\n{program}");
    let mut written = String::new();
    assert_eq!(template.render_to(&mut written), Ok(()), "{program}");
    assert_eq!(written, expected, "fmt::Write");
    assert_eq!(template.to_string(), expected, "Display");
    assert_eq!(template.measure(), Ok(expected.len()), "measure");
    // Output that cannot be suspended, such as that of `Display`, has to fit into the buffer and 128 bytes.
    let sizes =
        if expected.len() <= 128 { [4, 64] } else { [expected.len(), expected.len() + 100] };
    for size in sizes {
        let page = in_chunks(template, size);
        assert_eq!(page.as_deref(), Ok(expected), "in chunks of {size}\n{program}");
    }
}

/// Renders a template, which must fail, and returns the error.
#[track_caller]
fn fails<T: Template + Display>(template: &T) -> Error {
    let error = template.render_into(&mut [0; 4096]).expect_err("rendering should fail");
    assert_eq!(template.render_to(&mut String::new()), Err(error.clone()), "fmt::Write");
    assert_eq!(in_chunks(template, 1000), Err(error.clone()), "in chunks");
    error
}

/// Renders in chunks of `size` bytes, and returns all of them.
fn in_chunks(template: &impl Template, size: usize) -> Result<String, Error> {
    let (mut memory, mut buffer) = (Memory::new(), vec![0; size]);
    let mut chunks = template.chunks_in(&mut memory);
    let mut page = String::new();
    while let Some(chunk) = chunks.next(&mut buffer)? {
        page.push_str(chunk);
    }
    Ok(page)
}

/// Checks the expression form, interpreted and unrolled, as `template_tests::renders` does.
#[macro_export]
macro_rules! renders {
    ($text:tt, { $($data:tt)* }, $expected:expr $(,)?) => {{
        #[allow(deprecated, reason = "some of the templates cause warnings")]
        $crate::check(&::template_runtime::template!(unroll = false, $text, $($data)*), $expected);
        #[allow(deprecated, reason = "as above")]
        $crate::check(&::template_runtime::template!(unoptimized, $text, $($data)*), $expected);
        #[allow(deprecated, reason = "as above")]
        $crate::check(&::template_runtime::template!(unroll, $text, $($data)*), $expected);
    }};
    ($text:tt, $expected:expr $(,)?) => { $crate::renders!($text, {}, $expected) };
}

/// Checks that the expression form fails at run time, and evaluates to the error.
#[macro_export]
macro_rules! failure {
    ($text:tt $(, $($data:tt)*)?) => {{
        #[allow(deprecated, reason = "some of the templates cause warnings")]
        let error = $crate::fails(&::template_runtime::template!($text, $($($data)*)?));
        error
    }};
}
