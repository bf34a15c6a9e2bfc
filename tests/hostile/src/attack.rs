//! What an attack is, and what the attacks share.

use template_runtime::{
    Block, CompileError, Compiled, Compiler, Data, Error, Helpers, Stopped, helper, helpers,
};

/// An attack.
pub(crate) struct Attack {
    pub(crate) name: String,
    /// Attacks, and returns what came of it.
    pub(crate) run: Box<dyn Fn() -> String + Send + Sync>,
    /// What the result contains.
    pub(crate) expected: &'static str,
    /// The memory of the process in MiB.
    pub(crate) memory: u64,
}

/// The memory of a process whose attack has no limit of its own, in MiB.
const MEMORY: u64 = 1024;

impl Attack {
    /// Creates an attack whose result contains a text.
    pub(crate) fn new(
        name: impl Into<String>,
        expected: &'static str,
        run: impl Fn() -> String + Send + Sync + 'static,
    ) -> Self {
        Self { name: name.into(), run: Box::new(run), expected, memory: MEMORY }
    }

    /// Limits the memory of the process, in MiB.
    pub(crate) fn memory(mut self, memory: u64) -> Self {
        self.memory = memory;
        self
    }
}

/// Runs its block once.
#[helper]
fn panel(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[])
}

/// Runs its block for ever.
#[helper]
fn forever(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    loop {
        block.body(&[])?;
    }
}

/// A compiler with helpers, and with limits that are reached in a second without optimizations.
pub(crate) fn compiler() -> Compiler {
    let helpers = Helpers::standard().with(helpers![panel, forever]);
    Compiler::new().helpers(helpers).fuel(1_000_000).scratch(16 << 20).output(16 << 20)
}

/// Describes the outcome of compiling a template, and rendering it with data.
pub(crate) fn rendered(compiler: &Compiler, text: String, data: &impl Data) -> String {
    match compiled(compiler, text) {
        Ok(page) => outcome(page.render(data)),
        Err(error) => error,
    }
}

/// Compiles a template.
///
/// # Errors
///
/// Returns a description of the errors.
pub(crate) fn compiled(compiler: &Compiler, text: String) -> Result<Compiled, String> {
    compiler.compile(text).map_err(|error| refused(&error))
}

/// Describes the errors of a template.
pub(crate) fn refused(error: &CompileError) -> String {
    format!("refused: {}", error.to_string().lines().next().unwrap_or_default())
}

/// Describes the outcome of a render.
pub(crate) fn outcome(rendered: Result<String, Error>) -> String {
    match rendered {
        Ok(page) => format!("rendered {} bytes", page.len()),
        Err(error) => format!("failed: {error}"),
    }
}
