//! Templates that are compiled while the program runs.

mod compiler;
mod error;
mod table;

pub use compiler::Compiler;
pub use error::CompileError;
pub use table::Helpers;

use crate::{
    data::Data,
    error::{Diagnostic, Error},
    helper::{HelperFn, StaticHelper},
    output::EscapeFn,
    vm::{self, Program, ProgramParts, SizeHint, render},
};
use alloc::{string::String, vec::Vec};
use core::fmt;
use template_bytecode::{Constant, Op, PathStep, Positions};
use template_compiler::{Symbolic, lower::symbolic::pooled};

/// A template that was compiled while the program runs, by a [`Compiler`].
///
/// It owns its program, and can be rendered any number of times, by any number of threads. The VM is
/// that of [`template!`](crate::template), and what is printed is the same; but names are looked up while
/// it runs, so that a name that the data does not have is null, or an error if the compiler was told to be
/// [`strict`](Compiler::strict). Each rendering takes memory from the heap: a few blocks at its beginning, and
/// more where the results of nested calls are long.
///
/// Its `Display` is the disassembly.
///
/// # Examples
///
/// ```
/// use template_runtime::{Compiler, Tree};
///
/// let page = Compiler::new().compile("{{#each tags}}<li>{{this}}{{/each}}")?;
/// let tags = [Tree::Text("a"), Tree::Text("<b>")];
/// let data = Tree::Map(&[("tags", Tree::List(&tags))]);
/// assert_eq!(page.render(&data)?, "<li>a<li>&lt;b&gt;");
///
/// let mut buffer = [0; 64];
/// assert_eq!(page.render_into(&data, &mut buffer)?, "<li>a<li>&lt;b&gt;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Compiled {
    /// The file, as messages name it.
    name: String,
    /// What the compiler made, but for the ops and what follows, which link made.
    symbolic: Symbolic,
    ops: Vec<Op>,
    param_indexes: Vec<u8>,
    steps: Vec<PathStep>,
    positions: Vec<u8>,
    helper_names: Vec<&'static str>,
    calls: Vec<HelperFn>,
    values: Vec<StaticHelper>,
    escaper: Option<EscapeFn>,
    warnings: Vec<Diagnostic>,
    size_hint: SizeHint,
}

impl Compiled {
    /// Renders into a new `String`.
    ///
    /// # Errors
    ///
    /// They come from helpers, and from values that cannot be used as the template does. They have a line and a
    /// column, and no file: an [`Error`] is small, and has no room for a name that is not static.
    pub fn render(&self, data: &(impl Data + ?Sized)) -> Result<String, Error> {
        self.with_program(|program| render::string(program, data.value()))
    }

    /// Renders into a slice, and gives the part that was written.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OutputFull`](crate::ErrorKind::OutputFull) tells how many bytes the slice should have
    /// had; others as in [`Compiled::render`]. What the slice holds after an error is not specified.
    pub fn render_into<'b>(
        &self,
        data: &(impl Data + ?Sized),
        buffer: &'b mut [u8],
    ) -> Result<&'b str, Error> {
        self.with_program(|program| render::slice(program, data.value(), buffer))
    }

    /// Renders into any [`core::fmt::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Write`](crate::ErrorKind::Write) when the writer fails; others as in
    /// [`Compiled::render`]. The writer may have received a part of the output by then.
    pub fn render_to(
        &self,
        data: &(impl Data + ?Sized),
        writer: &mut impl fmt::Write,
    ) -> Result<(), Error> {
        self.with_program(|program| render::writer(program, data.value(), writer))
    }

    /// Renders into any [`std::io::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// Those of the writer; and an [`Error`] of the template, wrapped, of which the writer may have
    /// received a part of the output.
    #[cfg(feature = "std")]
    pub fn write_to(
        &self,
        data: &(impl Data + ?Sized),
        writer: &mut impl std::io::Write,
    ) -> std::io::Result<()> {
        let mut bridge = crate::output::IoAdapter::new(writer);
        let outcome = self.render_to(data, &mut bridge);
        bridge.finish(outcome)
    }

    /// Returns the warnings, in the order of the source: those of [`template!`](crate::template) for the
    /// same template.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Shows the program as the VM takes it.
    fn with_program<R>(&self, show: impl FnOnce(&Program<'_>) -> R) -> R {
        let Symbolic { text, names, constants, limits, .. } = &self.symbolic;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let constants: Vec<Constant<'_>> = constants.iter().map(pooled).collect();
        show(&Program::new(ProgramParts {
            name: &self.name,
            files: &[],
            ops: &self.ops,
            text,
            names: &names,
            steps: &self.steps,
            constants: &constants,
            helpers: &self.calls,
            helper_names: &self.helper_names,
            helper_values: &self.values,
            param_indexes: &self.param_indexes,
            positions: Positions(&self.positions),
            limits: *limits,
            escaper: self.escaper,
            size_hint: &self.size_hint,
            interpreter: Some(vm::run_on_heap),
        }))
    }
}

impl fmt::Display for Compiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_program(|program| program.fmt(f))
    }
}
