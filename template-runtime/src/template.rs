//! The trait [`Template`], which `template!` implements.

use crate::{
    error::{Error, ErrorKind},
    output::{Out, SliceDrain, WriterDrain},
    vm::{Bound, Program, render},
};
use core::fmt;

/// A template with its data, which can be rendered.
///
/// [`template!`](crate::template!) implements it; import it to call its methods.
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
pub trait Template {
    /// The program. Its `Display` is the disassembly.
    const PROGRAM: &'static Program<'static>;

    /// Returns the program bound to the data.
    #[doc(hidden)]
    fn __bound(&self) -> Bound<'_>;

    /// Runs the program if it is unrolled.
    ///
    /// # Errors
    ///
    /// The errors of rendering, or [`ErrorKind::Program`] if the program is interpreted.
    #[doc(hidden)]
    fn __run<'o>(&self, _: Out<'o>) -> Result<Out<'o>, Error> {
        Err(Error::new(ErrorKind::Program))
    }

    /// Renders into a slice, and returns the written part.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OutputFull`] when the slice is too small, with the number of bytes of the whole
    /// output; otherwise the errors of helpers and dynamic values. The contents of the slice after an
    /// error are unspecified.
    fn render_into<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b str, Error> {
        if const { Self::PROGRAM.parts.interpreter.is_some() } {
            return render::slice(self.__bound(), buffer);
        }
        let mut drain = SliceDrain::new(buffer);
        self.__run(Out::new(&mut drain))?.finish();
        render::finish(drain)
    }

    /// Renders into any [`core::fmt::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Write`] when the writer fails; otherwise the errors of helpers and dynamic values. The
    /// writer may already have received a part of the output.
    fn render_to(&self, writer: &mut impl fmt::Write) -> Result<(), Error>
    where
        Self: Sized,
    {
        if const { Self::PROGRAM.parts.interpreter.is_some() } {
            return render::writer(self.__bound(), writer);
        }
        let mut drain = WriterDrain::new(writer);
        self.__run(Out::new(&mut drain))?.finish();
        drain.finish().map_err(|_| Error::new(ErrorKind::Write))
    }

    /// Renders into a new `String`.
    ///
    /// # Errors
    ///
    /// The errors of helpers and dynamic values.
    #[cfg(feature = "alloc")]
    fn render(&self) -> Result<alloc::string::String, Error> {
        if const { Self::PROGRAM.parts.interpreter.is_some() } {
            return render::string(self.__bound());
        }
        let mut page = render::new_string(Self::PROGRAM);
        let mut drain = crate::output::StringDrain::new(&mut page);
        self.__run(Out::new(&mut drain))?.finish();
        Self::PROGRAM.parts.size_hint.learn(page.len());
        Ok(page)
    }

    /// Renders into any [`std::io::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// The error of the writer, or the [`Error`] of the template, wrapped. The writer may already have
    /// received a part of the output.
    #[cfg(feature = "std")]
    fn write_to(&self, writer: &mut impl std::io::Write) -> std::io::Result<()>
    where
        Self: Sized,
    {
        let mut adapter = crate::output::IoAdapter::new(writer);
        let outcome = self.render_to(&mut adapter);
        adapter.finish(outcome)
    }
}
