//! Rendering in chunks that owns the template.
//!
//! # Safety
//!
//! The number in SAFETY comments refers to the invariant in `ARCHITECTURE.md`.

use super::Chunks;
use crate::{error::Error, template::Template};
use alloc::boxed::Box;
use core::{fmt, mem::ManuallyDrop, ptr::NonNull};

/// A render in chunks that owns its template and its memory: the result of
/// [`Template::into_chunks`](crate::Template::into_chunks), for streams and bodies of responses.
pub struct OwnedChunks<T: Template + 'static> {
    /// Dropped before the others, which it borrows.
    chunks: ManuallyDrop<Chunks<'static>>,
    page: NonNull<T>,
    memory: NonNull<T::Memory>,
}

impl<T: Template + 'static> OwnedChunks<T> {
    /// Begins to render a template.
    pub(crate) fn new(page: T) -> Self {
        let page = NonNull::from(Box::leak(Box::new(page)));
        let memory = NonNull::from(Box::leak(Box::<T::Memory>::default()));
        // SAFETY: both stay where they are until `chunks` has been dropped, and nothing else uses them (invariant 30).
        let chunks = unsafe { (*page.as_ptr()).chunks(&mut *memory.as_ptr()) };
        Self { chunks: ManuallyDrop::new(chunks), page, memory }
    }

    /// Fills a buffer, like [`Chunks::next`].
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Chunks::next`].
    pub fn next<'b>(&mut self, buffer: &'b mut [u8]) -> Result<Option<&'b str>, Error> {
        self.chunks.next(buffer)
    }

    /// Returns `true` if a `{{flush}}` ended the last chunk, like [`Chunks::flushed`].
    #[must_use]
    pub fn flushed(&self) -> bool {
        self.chunks.flushed()
    }
}

impl<T: Template + 'static> Drop for OwnedChunks<T> {
    fn drop(&mut self) {
        // SAFETY: none of them is used again; the boxes come from `new`, and nothing borrows them any more
        // (invariant 30).
        unsafe {
            ManuallyDrop::drop(&mut self.chunks);
            drop(Box::from_raw(self.memory.as_ptr()));
            drop(Box::from_raw(self.page.as_ptr()));
        }
    }
}

impl<T: Template + 'static> fmt::Debug for OwnedChunks<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnedChunks").field(&*self.chunks).finish()
    }
}
