//! Output that goes on to a writer.

use super::drain::{Drain, DrainSealed, Region};
use core::{fmt, mem::MaybeUninit, ptr::copy_nonoverlapping, slice, str};

/// Writes to any [`fmt::Write`], through a small buffer.
///
/// After the first error nothing more is written.
#[must_use = "the last bytes are written by `finish`"]
pub struct WriterDrain<'w> {
    writer: &'w mut (dyn fmt::Write + 'w),
    /// Set while the writer runs, so that it stays set if the writer panics.
    failed: bool,
    /// How many bytes were committed and not yet written: whole `str`s, at the buffer's start.
    len: usize,
    buffer: [MaybeUninit<u8>; SIZE],
}

/// The length of the buffer. Escaping asks for less room (`CHUNK` in `escape.rs`).
pub(super) const SIZE: usize = 512;

impl<'w> WriterDrain<'w> {
    /// Starts with an empty buffer.
    #[inline]
    pub fn new(writer: &'w mut (dyn fmt::Write + 'w)) -> Self {
        Self { writer, failed: false, len: 0, buffer: [const { MaybeUninit::uninit() }; SIZE] }
    }

    /// Writes what is left: what was written by each `Out` that was finished.
    ///
    /// # Errors
    ///
    /// If the writer failed, now or before. After that it got nothing more.
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
        // SAFETY: `len <= SIZE`.
        unsafe { Region { at: start.add(self.len), end: start.add(SIZE) } }
    }

    /// # Safety
    ///
    /// That of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        let start: *mut u8 = self.buffer.as_mut_ptr().cast();
        // SAFETY: the caller promises that `at` lies in the region, which is part of the buffer.
        self.len = unsafe { at.offset_from_unsigned(start) };
    }

    fn reserve(&mut self, need: usize) {
        if need > SIZE - self.len {
            self.flush();
        }
    }

    fn push(&mut self, text: &str) {
        self.reserve(text.len());
        if text.len() > SIZE - self.len {
            return write(self.writer, &mut self.failed, text);
        }
        let start: *mut u8 = self.buffer.as_mut_ptr().cast();
        // SAFETY: there is room for the text behind `len`, and the buffer is the drain's own.
        unsafe { copy_nonoverlapping(text.as_ptr(), start.add(self.len), text.len()) };
        self.len += text.len();
    }
}

#[cfg(test)]
mod tests {
    use core::fmt::{self, Write};
    use std::{panic, string::String};

    use super::WriterDrain;
    use crate::output::cursor::Out;

    /// Takes whole texts until `left` bytes are used up.
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

    fn hundred_times<'o>(mut out: Out<'o>, text: &str) -> Out<'o> {
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
            hundred_times(Out::new(&mut drain), "<é>").finish();
            assert_eq!(drain.finish().is_ok(), left >= expected.len());
            assert!(expected.starts_with(&writer.text));
            assert!(left < expected.len() || writer.text == expected);
        }
    }

    #[test]
    fn long_texts_pass_by() {
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
    fn nothing_after_a_panic() {
        struct PanickingWriter(u32);
        impl Write for PanickingWriter {
            fn write_str(&mut self, _: &str) -> fmt::Result {
                self.0 += 1;
                panic!("bomb")
            }
        }
        let mut bomb = PanickingWriter(0);
        let mut drain = WriterDrain::new(&mut bomb);
        let result = panic::catch_unwind(panic::AssertUnwindSafe(|| {
            hundred_times(Out::new(&mut drain), "abc").finish();
        }));
        assert!(result.is_err());
        hundred_times(Out::new(&mut drain), "abc").finish();
        assert_eq!(drain.finish(), Err(fmt::Error));
        assert_eq!(bomb.0, 1);
    }
}
