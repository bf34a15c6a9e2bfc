//! The kinds of errors, and their messages.

use super::{Error, HelperError, Note};
use core::fmt;

/// The kind of an [`Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The output does not fit into the slice.
    OutputFull {
        /// The length of the whole output, in bytes.
        needed: usize,
    },
    /// The results of nested helper calls do not fit into scratch memory.
    ScratchFull {
        /// The number of bytes that would have been enough for the text that did not fit; in a template compiled at run
        /// time, for the part of it at which its `Compiler`'s limit was exceeded.
        needed: usize,
    },
    /// The writer that takes the output failed.
    Write,
    /// The `Display` implementation of a value, the function of `#[data(with = …)]`, or the [`Escaper`](crate::Escaper) returned an error.
    Display,
    /// The output of a template compiled at run time is longer than its `Compiler` allows.
    OutputLimit {
        /// The maximum length in bytes.
        bytes: usize,
    },
    /// A template compiled at run time runs longer than its `Compiler` allows.
    OutOfFuel {
        /// The maximum number of steps.
        steps: u64,
    },
    /// The buffer for a chunk is too small for a character.
    BufferTooSmall {
        /// The number of bytes with which a buffer is long enough.
        needed: usize,
    },
    /// The memory for rendering in chunks is too small for the template, its components and the templates in its data. Without a heap,
    /// this memory is the caller's [`ChunkMemory`](crate::ChunkMemory).
    ChunkMemoryFull,
    /// Output that cannot be suspended, such as that of a block helper or a `Display` value, does not fit into the buffer for a chunk
    /// and the memory for the next ones: without a heap, 128 bytes. It fits into a larger buffer.
    ChunkOverflow,
    /// A helper panicked while a chunk was filled, so that no chunk can follow.
    Interrupted,
    /// A template cannot move between threads while it is rendered in chunks.
    NotSend,
    /// A helper returned an error, or does not accept an argument that was passed to it.
    Helper(HelperError),
    /// A printed value is of a kind that cannot be printed.
    NotPrintable {
        /// The kind of the value, with an article: `"a list"`.
        got: &'static str,
    },
    /// A value that is printed in a script has lists, maps or objects that are nested too deeply.
    TooDeep {
        /// The maximum nesting.
        levels: usize,
    },
    /// The value of a loop is not a list, a map or an object.
    NotIterable {
        /// The kind of the value, with an article: `"an integer"`.
        got: &'static str,
    },
    /// A called value is not a helper.
    NotAHelper {
        /// The kind of the value, with an article: `"text"`.
        got: &'static str,
    },
    /// A strict template looked up a name that the data does not have, or a template with implicit calls
    /// called a field that the data does not have. The note is the path up to the name, as written.
    Missing(Note),
    /// The program is invalid: it was not created by the compiler.
    Program,
    /// The text of the template has been edited, and does not compile. The string contains the messages of the compiler. The
    /// position of the error is that of the first message, and is not repeated in the string.
    #[cfg(feature = "reload")]
    DoesNotCompile(alloc::sync::Arc<str>),
    /// The error of a template that another one prints. It is never the kind of an [`Error`] that a render
    /// returns, which is the error of the nested template itself.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    Nested(alloc::boxed::Box<Error>),
}

impl ErrorKind {
    /// Converts the error of a nested template, which with feature `alloc` keeps its position.
    #[cold]
    pub(crate) fn nested(error: Error) -> Self {
        #[cfg(feature = "alloc")]
        {
            Self::Nested(alloc::boxed::Box::new(error))
        }
        #[cfg(not(feature = "alloc"))]
        {
            error.kind
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutputFull { needed } => {
                write!(f, "the output does not fit: it needs {needed} bytes")
            }
            Self::OutputLimit { bytes } => {
                write!(f, "the output is longer than {bytes} bytes, the limit of the compiler")
            }
            Self::OutOfFuel { steps } => {
                write!(f, "the template takes more than {steps} steps, the limit of the compiler")
            }
            Self::ScratchFull { needed } => {
                write!(
                    f,
                    "the results of helpers do not fit into scratch memory: they need {needed} bytes"
                )
            }
            Self::Write => f.write_str("the output could not be written"),
            Self::Display => f.write_str(
                "a value could not be printed, because its `Display` implementation, `with` function or escaper returned an error",
            ),
            Self::BufferTooSmall { needed } => {
                write!(f, "the buffer for a chunk has fewer than {needed} bytes")
            }
            Self::ChunkMemoryFull => f.write_str(
                "the `ChunkMemory` is too small for the template, its components and the templates in its data",
            ),
            Self::ChunkOverflow => f.write_str(
                "output that cannot be suspended does not fit into the buffer for a chunk, and is longer than what is kept for the next chunks",
            ),
            Self::Interrupted => f.write_str("a helper panicked while a chunk was rendered"),
            Self::NotSend => f.write_str(
                "the template cannot move between threads while it renders in chunks, because it holds values that may not be `Send`",
            ),
            Self::Helper(error) => write!(f, "{error}"),
            Self::NotPrintable { got } => write!(f, "{got} cannot be printed"),
            Self::TooDeep { levels } => {
                write!(f, "the printed value is nested more than {levels} levels deep")
            }
            Self::NotIterable { got } => write!(f, "cannot loop over {got}"),
            Self::NotAHelper { got } => write!(f, "cannot call {got}: it is not a helper"),
            Self::Missing(path) => write!(f, "`{path}` is missing"),
            Self::Program => f.write_str("the program is invalid"),
            #[cfg(feature = "reload")]
            Self::DoesNotCompile(message) => f.write_str(message),
            #[cfg(feature = "alloc")]
            Self::Nested(error) => error.fmt(f),
        }
    }
}
