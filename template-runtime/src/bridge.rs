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

    /// Gives the error, after a write has failed.
    pub(crate) fn into_error(self) -> io::Error {
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
