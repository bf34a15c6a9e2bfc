//! The checks of the tests of the language, with a runtime that has no heap: those of `template_tests` that need none.

use std::fmt::Display;
use template_runtime::{ChunkMemory, Error, Template};

#[path = "../../src/macros.rs"]
mod macros;

/// The memory that every template of the tests fits into.
type Memory = ChunkMemory<2048>;

/// Renders a template with every method, and compares all outputs with `expected`.
#[track_caller]
pub fn check<T: Template + Display>(template: &T, expected: &str) {
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
pub fn fails<T: Template + Display>(template: &T) -> Error {
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
