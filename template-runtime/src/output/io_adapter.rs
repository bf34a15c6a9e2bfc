use crate::error::{Error, ErrorKind};
use std::io;

/// Lets text that is written to a [`core::fmt::Write`] go to an [`io::Write`], and keeps the error
/// that the latter gives and the former cannot carry.
pub(crate) struct Bridge<'w, W> {
    writer: &'w mut W,
    error: Option<io::Error>,
}

impl<'w, W: io::Write> Bridge<'w, W> {
    pub(crate) fn new(writer: &'w mut W) -> Self {
        Self { writer, error: None }
    }

    /// Gives what came of rendering to it.
    ///
    /// # Errors
    ///
    /// Those of the writer; and that of the template, wrapped.
    pub(crate) fn finish(self, outcome: Result<(), Error>) -> io::Result<()> {
        match outcome {
            // The writer's; that of a helper whose `Display` fails has a place.
            Err(error) if *error.kind() == ErrorKind::Write && error.line().is_none() => {
                Err(self.into_error())
            }
            outcome => outcome.map_err(io::Error::from),
        }
    }

    /// Gives the error, after a write has failed.
    fn into_error(self) -> io::Error {
        self.error.unwrap_or_else(|| io::Error::other("a helper's Display failed"))
    }
}

impl<W: io::Write> core::fmt::Write for Bridge<'_, W> {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.writer.write_all(text.as_bytes()).map_err(|error| {
            self.error = Some(error);
            core::fmt::Error
        })
    }
}
