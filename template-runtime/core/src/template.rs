//! The trait [`Template`], which `template!` implements.

#[cfg(feature = "alloc")]
use crate::vm::OwnedChunks;
use crate::{
    data::Value,
    error::{Error, ErrorKind},
    output::Out,
    vm::{
        AnyChunkMemory, Bound, Call, ChunkInterpreter, Chunks, FrameMemory, Program, SendChunks,
        TemplatePart, TemplateParts, render,
    },
};
use core::{fmt, mem::MaybeUninit};

/// A template with its data, which can be rendered.
///
/// Only [`template!`](macro.template.html) can implement this trait; import the trait to call its methods. It is
/// dyn-compatible, and implemented for pointers to templates, so that `&dyn Template` and `Box<dyn Template>`
/// are also templates. A tuple of two to eight templates is a template that renders its elements one after another.
///
/// A template struct also has the associated constant `PROGRAM`, the program that [`program`](Self::program) returns, and a
/// method for each [fragment](language/index.html#fragments).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, template};
///
/// template! {
///     struct Greeting<'a> {
///         name: &'a str,
///     }
///     "Hello {{name}}!"
/// }
///
/// let mut buffer = [0; 64];
/// assert_eq!(Greeting { name: "you & me" }.render_into(&mut buffer)?, "Hello you &amp; me!");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// Templates of several types in one list:
///
/// ```
/// use template_runtime::{Template, template};
///
/// template! { struct Title<'a> { text: &'a str } "<h1>{{text}}</h1>" }
/// template! { struct Line { number: u32 } "<p>{{number}}</p>" }
///
/// let parts: Vec<Box<dyn Template>> = vec![Box::new(Title { text: "A" }), Box::new(Line { number: 1 })];
/// let mut page = String::new();
/// for part in &parts {
///     part.render_to(&mut page)?;
/// }
/// assert_eq!(page, "<h1>A</h1><p>1</p>");
/// # Ok::<(), template_runtime::Error>(())
/// ```
/// Parts of a page in one response, for the out-of-band swaps of htmx:
///
/// ```
/// use template_runtime::{Template, template};
///
/// template! {
///     struct Search<'a> { hits: &'a [&'a str] }
///     "<ul>{{#fragment results}}{{#each hits}}<li>{{this}}</li>{{/each}}{{/fragment}}</ul>\
///     {{#fragment count}}<b id=\"count\" hx-swap-oob=\"true\">{{hits.length}}</b>{{/fragment}}"
/// }
///
/// let page = Search { hits: &["a"] };
/// let parts = (page.results(), page.count());
/// assert_eq!(parts.render()?, r#"<li>a</li><b id="count" hx-swap-oob="true">1</b>"#);
/// # Ok::<(), template_runtime::Error>(())
/// ```
// The names of the hidden methods do not clash with methods of a user's trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a template",
    label = "`{Self}` is not a template",
    note = "`template!` defines templates; pointers to templates and tuples of them are templates, too"
)]
#[doc(alias("fragment", "include", "layout", "partial"))]
pub trait Template {
    /// Returns the program, whose `Display` implementation prints the disassembly.
    ///
    /// The program is also available without a value, as the constant `PROGRAM` of the struct. The program of a tuple is empty.
    fn program(&self) -> &'static Program<'static>;

    /// Returns the program bound to the data.
    #[doc(hidden)]
    fn __template_bound(&self) -> Bound<'_>;

    /// Returns the template as a value, for the data of another template.
    #[doc(hidden)]
    fn __template_value(&self) -> Value<'_>;

    /// Runs the program, which prints to the output of another template. It is called as a component if there is a `call`.
    ///
    /// # Errors
    ///
    /// Returns the errors of rendering.
    #[doc(hidden)]
    #[inline]
    fn __template_print<'o>(
        &self,
        out: Out<'o>,
        call: Option<&mut Call<'_>>,
    ) -> Result<Out<'o>, Error> {
        render::in_place(self.__template_bound(), out, call)
    }

    /// Returns the part of the template at an index. A template has one part, a tuple has the parts of its elements.
    #[doc(hidden)]
    fn __template_part(&self, index: usize) -> Option<TemplatePart<'_>> {
        if index > 0 { None } else { Some(TemplatePart::bound(self.__template_bound())) }
    }

    /// Returns all parts: of a template with other parts than one, it is another function.
    #[doc(hidden)]
    #[inline]
    fn __template_parts(&self) -> TemplateParts<'_> {
        TemplateParts::single(self.__template_bound())
    }

    /// The memory for rendering in chunks, with the size that the template itself needs.
    type Memory: FrameMemory
    where
        Self: Sized;

    /// Starts rendering in chunks. Each call of [`Chunks::next`] fills a buffer, so that a page of any length can be sent in
    /// constant memory. The caller provides `memory`, which can be reused: `let mut memory = Default::default();`.
    ///
    /// Unrolled templates are interpreted.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, template};
    ///
    /// template! { struct Greeting<'a> { name: &'a str } "Hello {{name}}!" }
    ///
    /// let page = Greeting { name: "everybody" };
    /// let mut memory = Default::default();
    /// let mut chunks = page.chunks(&mut memory);
    /// let mut buffer = [0; 8];
    /// assert_eq!(chunks.next(&mut buffer)?, Some("Hello ev"));
    /// assert_eq!(chunks.next(&mut buffer)?, Some("erybody!"));
    /// assert_eq!(chunks.next(&mut buffer)?, None);
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    fn chunks<'a>(&'a self, memory: &'a mut Self::Memory) -> Chunks<'a>
    where
        Self: Sized,
    {
        self.chunks_in(memory.words())
    }

    /// Starts rendering in chunks, like [`Template::chunks`], with memory of any size: a `&mut ChunkMemory`, or a slice of
    /// words. This is the only method for chunks that `dyn Template` has.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{AnyChunkMemory, Template, template};
    ///
    /// let page: &dyn Template = &template!("Hello {{name}}!", name = "you");
    /// let mut memory = AnyChunkMemory::new();
    /// let mut chunks = page.chunks_in(&mut memory);
    /// assert_eq!(chunks.next(&mut [0; 100])?, Some("Hello you!"));
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    fn chunks_in<'a>(&'a self, memory: &'a mut [MaybeUninit<u64>]) -> Chunks<'a> {
        Chunks::new(self.__template_parts(), self.__template_chunk_interpreter(), memory)
    }

    /// Starts rendering in chunks that may be filled on different threads, for example by a task that moves between the
    /// threads of a server. The result is `Send`.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::NotSend`] if the template may have to keep a value that is not `Send` from one chunk to the next:
    /// if it loops over anything other than slices, arrays and `Vec`s in its data, calls components or block helpers, calls
    /// helpers that are values, or binds anything other than objects of its data with `{{#let}}` or `{{#with}}`; and for
    /// tuples, fragments and pointers to a `dyn Template`. Results of helpers can be printed, tested, compared and passed to
    /// other helpers. The error depends on the template, not on its data.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, template};
    ///
    /// template! { struct Log { lines: Vec<String> } "{{#each lines}}{{this}}\n{{/each}}" }
    ///
    /// async fn send(page: Log) -> Result<String, template_runtime::Error> {
    ///     let mut memory = Default::default();
    ///     let mut chunks = page.send_chunks(&mut memory)?;
    ///     let (mut buffer, mut sent) = ([0; 4096], String::new());
    ///     while let Some(chunk) = chunks.next(&mut buffer)? {
    ///         sent.push_str(chunk);
    ///         std::future::ready(()).await; // `socket.write_all(chunk.as_bytes()).await?` in a server
    ///     }
    ///     Ok(sent)
    /// }
    ///
    /// fn spawn(_: impl Future + Send + 'static) {}
    /// spawn(send(Log { lines: vec!["started".to_owned()] }));
    /// ```
    fn send_chunks<'a>(&'a self, memory: &'a mut Self::Memory) -> Result<SendChunks<'a>, Error>
    where
        Self: Sized + Sync,
    {
        SendChunks::new(self, self.__template_chunk_interpreter(), memory.words())
    }

    /// Starts rendering in chunks. The returned value owns the template and its memory, for streams and bodies of responses
    /// ([`adapters`](crate::adapters)).
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{OwnedChunks, Template, template};
    ///
    /// template! { struct Greeting { name: String } "Hello {{name}}!" }
    ///
    /// let mut chunks: OwnedChunks<Greeting> = Greeting { name: "you".to_owned() }.into_chunks();
    /// assert_eq!(chunks.next(&mut [0; 8])?, Some("Hello yo"));
    /// assert_eq!(chunks.next(&mut [0; 8])?, Some("u!"));
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    #[cfg(feature = "alloc")]
    fn into_chunks(self) -> OwnedChunks<Self>
    where
        Self: Sized + 'static,
    {
        OwnedChunks::new(self)
    }

    /// Returns the function that interprets the programs in chunks.
    #[doc(hidden)]
    fn __template_chunk_interpreter(&self) -> ChunkInterpreter {
        ChunkInterpreter::ALL_CAPABILITIES
    }

    /// Returns the length of the output in bytes, for example for a `Content-Length` header. This takes as long as rendering.
    ///
    /// # Errors
    ///
    /// Returns the errors of helpers and dynamic values.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, template};
    ///
    /// template! { struct Greeting<'a> { name: &'a str } "Hello {{name}}!" }
    ///
    /// assert_eq!(Greeting { name: "you" }.measure()?, 10);
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    fn measure(&self) -> Result<usize, Error> {
        match self.render_into(&mut []) {
            Ok(page) => Ok(page.len()),
            Err(error) => match *error.kind() {
                ErrorKind::OutputFull { needed } => Ok(needed),
                _ => Err(error),
            },
        }
    }

    /// Renders into a slice, and returns the written part.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::OutputFull`] if the slice is too small, with the length of the whole output in
    /// bytes, and otherwise the errors of helpers and dynamic values. The contents of the slice after an
    /// error are unspecified.
    fn render_into<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str, Error> {
        render::slice(self.__template_bound(), buffer)
    }

    /// Renders into any [`core::fmt::Write`], such as a `Formatter`, through a buffer of 512 bytes on the stack. For a `String`,
    /// [`append_to`](Template::append_to) needs no buffer.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Write`] if the writer fails, and otherwise the errors of helpers and dynamic values. The
    /// writer may already have received a part of the output.
    fn render_to(&self, writer: &mut dyn fmt::Write) -> Result<(), Error> {
        render::writer(self.__template_bound(), writer)
    }

    /// Renders into a new `String`.
    ///
    /// # Errors
    ///
    /// Returns the errors of helpers and dynamic values.
    #[cfg(feature = "alloc")]
    fn render(&self) -> Result<alloc::string::String, Error> {
        render::string(self.__template_bound())
    }

    /// Appends the output to a `String`, without an intermediate buffer. Use it to reuse the allocation of a `String`.
    ///
    /// # Errors
    ///
    /// Returns the errors of helpers and dynamic values. After an error, the string is unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, template};
    ///
    /// template! { struct Greeting<'a> { name: &'a str } "Hello {{name}}!" }
    ///
    /// let mut page = String::new();
    /// for name in ["Ann", "Bob"] {
    ///     page.clear();
    ///     Greeting { name }.append_to(&mut page)?;
    /// }
    /// assert_eq!(page, "Hello Bob!");
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    #[cfg(feature = "alloc")]
    fn append_to(&self, page: &mut alloc::string::String) -> Result<(), Error> {
        render::append(self.__template_bound(), page)
    }

    /// Renders into any [`std::io::Write`], such as `&mut File`, through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// Returns the error of the writer, or the [`Error`] of the template, wrapped in an [`io::Error`](std::io::Error). The
    /// writer may already have received a part of the output.
    #[cfg(feature = "std")]
    fn write_to(&self, writer: &mut dyn std::io::Write) -> std::io::Result<()> {
        let mut adapter = crate::output::IoAdapter::new(writer);
        let outcome = self.render_to(&mut adapter);
        adapter.finish(outcome)
    }
}

/// Implements [`Template`] for pointers. Each method calls the same method of the template, so that the code that renders it is
/// compiled once.
macro_rules! pointers {
    ($($pointer:ty;)*) => { $(
        impl<T: Template + ?Sized> Template for $pointer {
            #[inline]
            fn program(&self) -> &'static Program<'static> {
                (**self).program()
            }

            #[inline]
            fn __template_bound(&self) -> Bound<'_> {
                (**self).__template_bound()
            }

            #[inline]
            fn __template_value(&self) -> Value<'_> {
                (**self).__template_value()
            }

            type Memory = AnyChunkMemory;

            #[inline]
            fn __template_part(&self, index: usize) -> Option<TemplatePart<'_>> {
                (**self).__template_part(index)
            }

            #[inline]
            fn __template_parts(&self) -> TemplateParts<'_> {
                (**self).__template_parts()
            }

            #[inline]
            fn __template_chunk_interpreter(&self) -> ChunkInterpreter {
                (**self).__template_chunk_interpreter()
            }

            #[inline]
            fn measure(&self) -> Result<usize, Error> {
                (**self).measure()
            }

            #[inline]
            fn __template_print<'o>(
                &self,
                out: Out<'o>,
                call: Option<&mut Call<'_>>,
            ) -> Result<Out<'o>, Error> {
                (**self).__template_print(out, call)
            }

            #[inline]
            fn render_into<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str, Error> {
                (**self).render_into(buffer)
            }

            #[inline]
            fn render_to(&self, writer: &mut dyn fmt::Write) -> Result<(), Error> {
                (**self).render_to(writer)
            }

            #[cfg(feature = "alloc")]
            #[inline]
            fn render(&self) -> Result<alloc::string::String, Error> {
                (**self).render()
            }

            #[cfg(feature = "alloc")]
            #[inline]
            fn append_to(&self, page: &mut alloc::string::String) -> Result<(), Error> {
                (**self).append_to(page)
            }

            #[cfg(feature = "std")]
            #[inline]
            fn write_to(&self, writer: &mut dyn std::io::Write) -> std::io::Result<()> {
                (**self).write_to(writer)
            }
        }
    )* };
}

pointers! {
    &T;
    &mut T;
}

#[cfg(feature = "alloc")]
pointers! {
    alloc::boxed::Box<T>;
    alloc::rc::Rc<T>;
    alloc::sync::Arc<T>;
}
