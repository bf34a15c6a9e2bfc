//! Templates that are compiled at run time.

mod compiler;
mod deep_stack;
mod error;
mod owned_program;
mod partials;
mod private_data;
mod table;
mod target;

pub use compiler::Compiler;
pub use error::CompileError;
use owned_program::OwnedProgram;
use private_data::BothData;
pub use private_data::WithPrivateData;
pub use table::{Helpers, UnknownHelper};
#[cfg(all(feature = "reload", debug_assertions))]
pub(crate) use {
    deep_stack::with_stack,
    table::TableHelper,
    target::{Target, link},
};

use crate::{
    data::{Data, Value},
    error::{Diagnostic, Error},
    output::Out,
    vm::{self, Chunks, Program, render},
};
use alloc::{string::String, vec::Vec};
use core::{fmt, mem::MaybeUninit};

/// A template compiled at run time by a [`Compiler`].
///
/// It owns its program, and can be rendered any number of times, by any number of threads. The virtual machine and the
/// output are the same as for [`template!`](macro.template.html), but names are looked up during rendering: a name that
/// the data does not have is null, or an error if the compiler is [`strict`](Compiler::strict). Each
/// render allocates a few blocks of memory at its start, and more if the results of nested calls are
/// long.
///
/// Its `Display` output is the disassembly.
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
    program: OwnedProgram,
    warnings: Vec<Diagnostic>,
    /// The maximum length of an output in a new `String`, in bytes.
    output_limit: usize,
    /// Whether `@name` reads private data, which is passed to a render.
    has_private_data: bool,
}

impl Compiled {
    /// Renders into a new `String`.
    ///
    /// # Errors
    ///
    /// Returns the errors of helpers, and of values whose kind the template cannot use. They have a line, a column, and a
    /// file, which is the name of the [`Source`](crate::Source) or of the partial.
    pub fn render(&self, data: &(impl Data + ?Sized)) -> Result<String, Error> {
        self.render_value(data.value(), Value::Null)
    }

    /// Renders into a slice, and returns the written part.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::OutputFull`](crate::ErrorKind::OutputFull) if the slice is too small, with the length
    /// of the whole output in bytes, and otherwise the errors of [`Compiled::render`]. The contents of the slice
    /// after an error are unspecified.
    pub fn render_into<'b>(
        &self,
        data: &(impl Data + ?Sized),
        buffer: &'b mut [u8],
    ) -> Result<&'b str, Error> {
        self.render_value_into(data.value(), Value::Null, buffer)
    }

    /// Renders into any [`core::fmt::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Write`](crate::ErrorKind::Write) if the writer fails, and otherwise the errors of
    /// [`Compiled::render`]. The writer may already have received a part of the output.
    pub fn render_to(
        &self,
        data: &(impl Data + ?Sized),
        writer: &mut dyn fmt::Write,
    ) -> Result<(), Error> {
        self.render_value_to(data.value(), Value::Null, writer)
    }

    /// Renders into any [`std::io::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// Returns the error of the writer, or the [`Error`] of the template, wrapped in an [`io::Error`](std::io::Error). The
    /// writer may already have received a part of the output.
    #[cfg(feature = "std")]
    pub fn write_to(
        &self,
        data: &(impl Data + ?Sized),
        writer: &mut dyn std::io::Write,
    ) -> std::io::Result<()> {
        let mut adapter = crate::output::IoAdapter::new(writer);
        let outcome = self.render_to(data, &mut adapter);
        adapter.finish(outcome)
    }

    /// Starts rendering in chunks, like [`Template::chunks`](crate::Template::chunks), with memory of any size, such as a
    /// [`ChunkMemory`](crate::ChunkMemory). State that does not fit into this memory is allocated on the heap.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{AnyChunkMemory, Compiler};
    ///
    /// let page = Compiler::new().compile("{{#each this}}{{this}} {{/each}}")?;
    /// let mut memory = AnyChunkMemory::new();
    /// let mut chunks = page.chunks(&["one", "two", "three"], &mut memory);
    /// let mut buffer = [0; 8];
    /// assert_eq!(chunks.next(&mut buffer)?, Some("one two "));
    /// assert_eq!(chunks.next(&mut buffer)?, Some("three "));
    /// assert_eq!(chunks.next(&mut buffer)?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn chunks<'a>(
        &'a self,
        data: &'a (impl Data + ?Sized),
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Chunks<'a> {
        self.chunks_of(data.value(), Value::Null, memory)
    }

    /// Returns the program.
    #[cfg(all(feature = "reload", debug_assertions))]
    pub(crate) fn into_program(self) -> OwnedProgram {
        self.program
    }

    /// Returns the warnings, sorted by their position in the source. They are the same as those of
    /// [`template!`](macro.template.html) for the same template.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Returns the template with private data, which it reads as `@name`. The private data has no effect unless the template was
    /// compiled with [`Compiler::private_data`].
    ///
    /// # Examples
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use template_runtime::Compiler;
    ///
    /// let page = Compiler::new()
    ///     .private_data()
    ///     .compile("{{#each users}}{{@greeting}} {{this}}! {{/each}}{{@root.users.length}}")?;
    /// let private = BTreeMap::from([("greeting", "Hello")]);
    /// let data = BTreeMap::from([("users", ["Ann", "Bob"])]);
    /// assert_eq!(page.with_private_data(&private).render(&data)?, "Hello Ann! Hello Bob! 2");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_private_data<'a>(&'a self, data: &'a (impl Data + ?Sized)) -> WithPrivateData<'a> {
        WithPrivateData { template: self, private: data.value() }
    }

    fn render_value(&self, data: Value<'_>, private: Value<'_>) -> Result<String, Error> {
        let data = BothData::new(data, private);
        self.rendered(|program| {
            let root = self.root(&data).into();
            let interpret = |out: Out<'_>| vm::run_on_heap(program, root, out);
            render::to_limited_string(interpret, program, self.output_limit)
        })
    }

    fn render_value_into<'b>(
        &self,
        data: Value<'_>,
        private: Value<'_>,
        buffer: &'b mut [u8],
    ) -> Result<&'b str, Error> {
        let data = BothData::new(data, private);
        self.rendered(|program| {
            let root = self.root(&data).into();
            let interpret = |out: Out<'_>| vm::run_on_heap(program, root, out);
            render::to_limited_slice(interpret, buffer, self.output_limit)
        })
    }

    fn render_value_to(
        &self,
        data: Value<'_>,
        private: Value<'_>,
        writer: &mut dyn fmt::Write,
    ) -> Result<(), Error> {
        let data = BothData::new(data, private);
        self.rendered(|program| {
            let root = self.root(&data).into();
            render::to_writer(|out| vm::run_on_heap(program, root, out), writer)
        })
    }

    fn chunks_of<'a>(
        &'a self,
        data: Value<'a>,
        private: Value<'a>,
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Chunks<'a> {
        let program = self.program.program();
        let chunks = if self.has_private_data {
            Chunks::of_program(program, BothData::new(data, private), BothData::value, memory)
        } else {
            Chunks::of_program(program, data, |data| *data, memory)
        };
        chunks.of_files(self.program.file_names(), self.output_limit)
    }

    /// Returns the data of the program.
    fn root<'a>(&self, data: &'a BothData<'_>) -> Value<'a> {
        if self.has_private_data { data.value() } else { data.own() }
    }

    /// Renders with a function, and adds the name of the file to its error.
    fn rendered<R>(
        &self,
        render: impl FnOnce(&Program<'_>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        render(self.program.program()).map_err(|error| error.in_files(self.program.file_names()))
    }
}

impl fmt::Display for Compiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.program.program().fmt(f)
    }
}
