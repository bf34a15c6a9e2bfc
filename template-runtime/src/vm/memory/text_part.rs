//! The rest of a text of which a part has been printed.

/// A text whose lifetime is not known to rustc: it lies in the data, in a program or in scratch memory, and stays there
/// until the next op runs (invariant 28 of `ARCHITECTURE.md`).
#[derive(Clone, Copy)]
pub(crate) struct TextPart {
    start: *const u8,
    len: usize,
}

impl TextPart {
    /// Keeps a text.
    pub(crate) fn new(text: &str) -> Self {
        Self { start: text.as_ptr(), len: text.len() }
    }

    /// Returns the text.
    ///
    /// # Safety
    ///
    /// The text has not been released since [`TextPart::new`], and is not released during `'t`.
    pub(crate) unsafe fn text<'t>(self) -> &'t str {
        // SAFETY: the caller's promise; the bytes are those of a `str`.
        unsafe { core::str::from_utf8_unchecked(core::slice::from_raw_parts(self.start, self.len)) }
    }
}
