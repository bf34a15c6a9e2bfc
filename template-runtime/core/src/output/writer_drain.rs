//! Output to a writer: a drain for [`fmt::Write`], and an adapter from [`fmt::Write`] to
//! `io::Write`.

use super::drain::{Drain, DrainSealed, Region};
#[cfg(feature = "std")]
use crate::error::{Error, ErrorKind};
use core::{fmt, mem::MaybeUninit, ptr::copy_nonoverlapping, slice, str};
#[cfg(feature = "std")]
use std::io;

/// A drain that writes to any [`fmt::Write`] through a small buffer.
///
/// After the first error it writes nothing more.
#[must_use = "the last bytes are written by `finish`"]
pub struct WriterDrain<'w> {
    writer: &'w mut (dyn fmt::Write + 'w),
    /// Whether the writer has failed. It is set while the writer runs, so that it stays set if the
    /// writer panics.
    failed: bool,
    /// The number of bytes at the start of the buffer that were committed and not yet written:
    /// whole `str`s.
    len: usize,
    buffer: [MaybeUninit<u8>; SIZE],
}

/// The length of the buffer, which is at least the room that escaping reserves (`CHUNK` in `escape.rs`).
pub(super) const SIZE: usize = 512;

impl<'w> WriterDrain<'w> {
    /// Creates a drain with an empty buffer.
    #[inline]
    pub fn new(writer: &'w mut (dyn fmt::Write + 'w)) -> Self {
        Self { writer, failed: false, len: 0, buffer: [const { MaybeUninit::uninit() }; SIZE] }
    }

    /// Writes the rest of the buffer to the writer. The output consists of what was written by each
    /// `Out` that was finished.
    ///
    /// # Errors
    ///
    /// Returns an error if the writer has failed, now or earlier.
    pub fn finish(mut self) -> fmt::Result {
        self.flush();
        if self.failed { Err(fmt::Error) } else { Ok(()) }
    }

    fn flush(&mut self) {
        let len = core::mem::take(&mut self.len);
        // SAFETY: the first `len` bytes of the buffer are initialized and whole `str`s.
        let text = unsafe {
            str::from_utf8_unchecked(slice::from_raw_parts(self.buffer.as_ptr().cast(), len))
        };
        write(self.writer, &mut self.failed, text);
    }
}

/// Writes `text` unless the writer has failed before.
fn write(writer: &mut dyn fmt::Write, failed: &mut bool, text: &str) {
    if !*failed && !text.is_empty() {
        *failed = true;
        *failed = writer.write_str(text).is_err();
    }
}

impl DrainSealed for WriterDrain<'_> {}

// SAFETY: the region is part of the drain's own buffer, which stays in place until the drain is
// moved.
unsafe impl Drain for WriterDrain<'_> {
    fn open(&mut self) -> Region {
        let start: *mut u8 = self.buffer.as_mut_ptr().cast();
        let end = if self.failed { self.len } else { SIZE };
        // SAFETY: `len <= SIZE`.
        unsafe { Region { at: start.add(self.len), end: start.add(end) } }
    }

    fn has_failed(&self) -> bool {
        self.failed
    }

    /// # Safety
    ///
    /// The requirements of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        let start: *mut u8 = self.buffer.as_mut_ptr().cast();
        // SAFETY: the caller promises that `at` is in the region, which is part of the buffer.
        self.len = unsafe { at.offset_from_unsigned(start) };
    }

    fn reserve(&mut self, need: usize) {
        if need > SIZE - self.len {
            self.flush();
        }
    }

    fn push(&mut self, text: &str) {
        if self.failed {
            return;
        }
        self.reserve(text.len());
        if text.len() > SIZE - self.len {
            return write(self.writer, &mut self.failed, text);
        }
        let start: *mut u8 = self.buffer.as_mut_ptr().cast();
        // SAFETY: there is room for the text after `len`, and the buffer is the drain's own.
        unsafe { copy_nonoverlapping(text.as_ptr(), start.add(self.len), text.len()) };
        self.len += text.len();
    }
}

/// An adapter from [`fmt::Write`] to [`io::Write`]. It keeps the [`io::Error`], which
/// [`fmt::Error`] cannot carry.
#[cfg(feature = "std")]
pub(crate) struct IoAdapter<'w> {
    writer: &'w mut dyn io::Write,
    error: Option<io::Error>,
}

#[cfg(feature = "std")]
impl<'w> IoAdapter<'w> {
    /// Creates an adapter that writes to `writer`.
    pub(crate) fn new(writer: &'w mut dyn io::Write) -> Self {
        Self { writer, error: None }
    }

    /// Converts the result of rendering to the adapter.
    ///
    /// # Errors
    ///
    /// Returns the error of the writer if it has failed, and otherwise the error of the template,
    /// wrapped in an [`io::Error`].
    pub(crate) fn finish(self, outcome: Result<(), Error>) -> io::Result<()> {
        match outcome {
            // The error of the writer, which has no position.
            Err(error) if *error.kind() == ErrorKind::Write && error.line().is_none() => {
                Err(self.into_error())
            }
            outcome => outcome.map_err(io::Error::from),
        }
    }

    /// Returns the error of the writer, after rendering has failed with [`ErrorKind::Write`].
    fn into_error(self) -> io::Error {
        self.error.unwrap_or_else(|| io::Error::other("the output could not be written"))
    }
}

#[cfg(feature = "std")]
impl fmt::Write for IoAdapter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.writer.write_all(text.as_bytes()).map_err(|error| {
            self.error = Some(error);
            fmt::Error
        })
    }
}

#[cfg(test)]
mod tests {
    use core::fmt::{self, Write};
    use std::{panic, string::String};

    use super::WriterDrain;
    use crate::output::cursor::Out;

    /// A writer that accepts whole strings until `left` bytes are used up.
    struct Limited {
        text: String,
        left: usize,
    }

    impl Write for Limited {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.left = self.left.checked_sub(text.len()).ok_or(fmt::Error)?;
            self.text.push_str(text);
            Ok(())
        }
    }

    fn write_hundred_times<'o>(mut out: Out<'o>, text: &str) -> Out<'o> {
        for _ in 0..100 {
            out = out.str(text).html(text).int(1);
        }
        out
    }

    #[test]
    fn writers_fail_after_any_byte() {
        let expected = "<é>&lt;é&gt;1".repeat(100);
        let step = if cfg!(miri) { 331 } else { 1 };
        for left in (0..expected.len() + 40).step_by(step) {
            let mut writer = Limited { text: String::new(), left };
            let mut drain = WriterDrain::new(&mut writer);
            write_hundred_times(Out::new(&mut drain), "<é>").finish();
            assert_eq!(drain.finish().is_ok(), left >= expected.len());
            assert!(expected.starts_with(&writer.text));
            assert!(left < expected.len() || writer.text == expected);
        }
    }

    #[test]
    fn long_texts_bypass_the_buffer() {
        let long = "é".repeat(1000);
        let mut text = String::new();
        let mut drain = WriterDrain::new(&mut text);
        Out::new(&mut drain).str("a").str(&long).str("b").str(&long).finish();
        let mut moved = drain;
        Out::new(&mut moved).str("c").finish();
        assert_eq!(moved.finish(), Ok(()));
        assert_eq!(text, std::format!("a{long}b{long}c"));
    }

    #[test]
    fn nothing_is_written_after_a_panic() {
        struct PanickingWriter {
            calls: u32,
        }
        impl Write for PanickingWriter {
            fn write_str(&mut self, _: &str) -> fmt::Result {
                self.calls += 1;
                panic!("writing panics")
            }
        }
        let mut writer = PanickingWriter { calls: 0 };
        let mut drain = WriterDrain::new(&mut writer);
        let result = panic::catch_unwind(panic::AssertUnwindSafe(|| {
            write_hundred_times(Out::new(&mut drain), "abc").finish();
        }));
        assert!(result.is_err());
        write_hundred_times(Out::new(&mut drain), "abc").finish();
        assert_eq!(drain.finish(), Err(fmt::Error));
        assert_eq!(writer.calls, 1);
    }
}
