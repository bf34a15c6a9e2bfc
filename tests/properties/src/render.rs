//! Checks that the output of a template does not depend on how it is compiled and rendered.

use conformance::data::Node;
use template_runtime::{AnyChunkMemory, CompileError, Compiled, Compiler, Error, ErrorKind};

/// The outcome of compiling and rendering a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It does not compile.
    Rejected,
    /// It fails to render.
    Failed,
    /// It prints this number of bytes.
    Printed(usize),
}

/// Compiles a text with and without the optimizer, renders both programs, and compares all outputs.
///
/// # Panics
///
/// Panics if outputs differ or are not UTF-8, or if the compiler has produced an invalid program.
pub(crate) fn check_outputs(compiler: &Compiler, text: &str, data: &Node) -> Outcome {
    let compiled = compiler.compile(text);
    let plain = compiler.clone().unoptimized().compile(text);
    let (compiled, plain) = match (compiled, plain) {
        (Ok(compiled), Ok(plain)) => (compiled, plain),
        (Err(error), Err(plain)) => {
            assert!(!error.to_string().contains("please report"), "{error}");
            assert_eq!(positions(&error), positions(&plain), "{text:?}");
            return Outcome::Rejected;
        }
        (compiled, plain) => panic!("only one compiles: {compiled:?} {plain:?}"),
    };
    for warning in compiled.warnings() {
        assert!(warning.line().is_some() && warning.column().is_some(), "{warning:?}");
    }
    let page = compiled.render(data);
    assert_eq!(page, plain.render(data), "{text:?}");
    check_other_outputs(&compiled, data, &page);
    match page {
        Ok(page) => {
            assert!(std::str::from_utf8(page.as_bytes()).is_ok(), "{text:?}");
            Outcome::Printed(page.len())
        }
        Err(error) => {
            assert_ne!(*error.kind(), ErrorKind::Program, "{text:?}");
            Outcome::Failed
        }
    }
}

/// Returns the positions of errors. (The messages may differ, because a fused op may name a longer
/// part of the template.)
fn positions(error: &CompileError) -> Vec<(Option<u32>, Option<u32>)> {
    error.diagnostics().iter().map(|error| (error.line(), error.column())).collect()
}

/// The sizes of chunks.
const CHUNK_SIZES: [usize; 6] = [4, 5, 7, 16, 64, 1000];

/// Renders in chunks of `size` bytes, and joins them.
fn in_chunks(compiled: &Compiled, data: &Node, size: usize) -> Result<String, Error> {
    let mut memory = AnyChunkMemory::new();
    let mut chunks = compiled.chunks(data, &mut memory);
    let mut buffer = vec![0; size];
    let mut page = String::new();
    while let Some(chunk) = chunks.next(&mut buffer)? {
        page.push_str(chunk);
    }
    Ok(page)
}

/// Renders into all other kinds of output, and into a slice that is too short.
fn check_other_outputs(compiled: &Compiled, data: &Node, page: &Result<String, Error>) {
    for size in CHUNK_SIZES {
        assert_eq!(in_chunks(compiled, data, size), *page, "in chunks of {size}");
    }
    let mut text = String::new();
    let mut bytes = Vec::new();
    match page {
        Ok(page) => {
            let mut buffer = vec![0; page.len()];
            assert_eq!(compiled.render_into(data, &mut buffer), Ok(page.as_str()));
            assert_eq!(compiled.render_to(data, &mut text), Ok(()));
            assert!(compiled.write_to(data, &mut bytes).is_ok());
            assert_eq!((page, page.as_bytes()), (&text, bytes.as_slice()));
            if !page.is_empty() {
                let short = &mut buffer[..page.len() / 2];
                let error = compiled.render_into(data, short).expect_err("the slice is too short");
                assert_eq!(*error.kind(), ErrorKind::OutputFull { needed: page.len() });
            }
        }
        Err(error) => {
            assert_eq!(compiled.render_into(data, &mut [0; 64]), Err(error.clone()));
            assert_eq!(compiled.render_to(data, &mut text), Err(error.clone()));
            assert!(compiled.write_to(data, &mut bytes).is_err());
        }
    }
}
