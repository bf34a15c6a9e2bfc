//! The checks that the tests share: each renders a template with every method of `Template`.

pub mod files;
mod macros;

use std::fmt::{self, Display, Write as _};
use template_runtime::{ChunkMemory, Chunks, Error, ErrorKind, Template, helper};

/// Renders a template with every method, and compares all outputs with `expected`.
///
/// # Panics
///
/// Panics if an output differs.
#[track_caller]
pub fn check<T: Template + Display>(template: &T, expected: &str) {
    let page = template.render().unwrap_or_else(|error| panic!("{error}\n{}", template.program()));
    assert_eq!(page, expected, "render\n{}", template.program());

    let mut exact = vec![0; expected.len()];
    assert_eq!(template.render_into(&mut exact), Ok(expected), "a slice of the right size");
    let mut roomy = vec![b'?'; expected.len() + 100];
    assert_eq!(template.render_into(&mut roomy), Ok(expected), "a slice that is too large");
    if !expected.is_empty() {
        let full = Err(ErrorKind::OutputFull { needed: expected.len() }.into());
        let short = &mut exact[..expected.len() - 1];
        assert_eq!(template.render_into(short), full.clone(), "a slice that is one byte short");
        assert_eq!(template.render_into(&mut []), full, "an empty slice");
    }

    let mut written = String::new();
    assert_eq!(template.render_to(&mut written), Ok(()));
    assert_eq!(written, expected, "fmt::Write");
    let mut appended = String::from("before ");
    assert_eq!(template.append_to(&mut appended), Ok(()));
    assert_eq!(appended.strip_prefix("before "), Some(expected), "append_to");
    let mut bytes = Vec::new();
    template.write_to(&mut bytes).expect("writing to a Vec never fails");
    assert_eq!(String::from_utf8(bytes).as_deref(), Ok(expected), "io::Write");
    assert_eq!(template.to_string(), expected, "Display");
    assert_eq!(template.measure(), Ok(expected.len()), "measure");
    for size in CHUNK_SIZES {
        let page = in_chunks(template.chunks(&mut T::Memory::default()), size);
        assert_eq!(page.as_deref(), Ok(expected), "in chunks of {size}\n{}", template.program());
    }
    // Everything lies on the heap.
    let page = in_chunks(template.chunks_in(&mut ChunkMemory::<0>::new()), 10);
    assert_eq!(page.as_deref(), Ok(expected), "in chunks, without memory");

    // Formatting the disassembly never panics.
    write!(Discard, "{}", template.program()).expect("discarding never fails");
}

/// Renders a template with every method, all of which must fail with the same error, and returns the error.
///
/// # Panics
///
/// Panics if a method succeeds, or the errors differ.
#[track_caller]
pub fn fails<T: Template + Display>(template: &T) -> Error {
    let error = template.render().expect_err("rendering should fail");
    assert_eq!(template.render_into(&mut [0; 4096]), Err(error.clone()), "a slice");
    assert_eq!(template.render_to(&mut String::new()), Err(error.clone()), "fmt::Write");
    let mut appended = String::from("before");
    assert_eq!(template.append_to(&mut appended), Err(error.clone()), "append_to");
    assert_eq!(appended, "before", "after an error the string is as before");
    let wrapped = template.write_to(&mut Vec::new()).expect_err("rendering should fail");
    assert_eq!(wrapped.to_string(), error.to_string(), "io::Write");
    assert!(write!(Discard, "{template}").is_err(), "Display");
    assert_eq!(template.measure(), Err(error.clone()), "measure");
    for size in CHUNK_SIZES {
        let page = in_chunks(template.chunks(&mut T::Memory::default()), size);
        assert_eq!(page, Err(error.clone()), "in chunks of {size}");
    }
    error
}

/// The sizes of the chunks in which the tests render.
pub const CHUNK_SIZES: [usize; 6] = [4, 5, 7, 16, 64, 1000];

/// Renders in chunks of `size` bytes, and returns all of them.
///
/// # Errors
///
/// Returns the error of the template.
///
/// # Panics
///
/// Panics if a chunk is empty, or has too much room left although another one follows.
pub fn in_chunks(mut chunks: Chunks<'_>, size: usize) -> Result<String, Error> {
    let mut buffer = vec![0; size];
    let mut page = String::new();
    let mut room = 0;
    loop {
        match chunks.next(&mut buffer) {
            Ok(Some(chunk)) => {
                assert!(!chunk.is_empty(), "a chunk is empty");
                // Less than a character.
                assert!(room < 4, "a chunk is not full");
                room = size - chunk.len();
                page.push_str(chunk);
            }
            end => {
                assert_eq!(chunks.next(&mut [0; 4]), Ok(None), "nothing follows");
                return end.map(|_| page);
            }
        }
    }
}

/// A helper that other crates import.
#[helper]
#[must_use]
pub fn greet(greeting: &str, #[named] name: &str, #[named(default = "!")] mark: &str) -> String {
    format!("{greeting} {name}{mark}")
}

/// A writer that discards everything.
struct Discard;

impl fmt::Write for Discard {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}
