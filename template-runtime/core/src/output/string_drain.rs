//! Output that is appended to a `String`.

use super::drain::{Drain, DrainSealed, Region};
use alloc::string::String;

/// A drain that appends to a string, which grows as needed.
///
/// The string is valid at any time: its length is set only to the end of whole strings. After an
/// error or a panic it holds its previous content, which a part of the output may follow.
pub struct StringDrain<'s> {
    string: &'s mut String,
    /// The maximum length of the string.
    limit: usize,
    /// Whether the output is longer.
    is_full: bool,
}

impl<'s> StringDrain<'s> {
    /// Creates a drain that appends to `string`.
    #[inline]
    pub fn new(string: &'s mut String) -> Self {
        Self::with_limit(string, usize::MAX)
    }

    /// Creates a drain that appends to `string` up to a length of `limit` bytes.
    #[inline]
    pub fn with_limit(string: &'s mut String, limit: usize) -> Self {
        Self { string, limit, is_full: false }
    }
}

impl StringDrain<'_> {
    /// Makes room for `need` bytes, unless the string would be too long.
    #[cold]
    fn grow(&mut self, need: usize) {
        let room = self.limit.saturating_sub(self.string.len());
        self.is_full |= need > room;
        if self.is_full {
            return;
        }
        if self.string.capacity() > self.limit / 2 {
            self.string.reserve_exact(room);
        } else {
            self.string.reserve(need.max(MIN_GROWTH).min(room));
        }
    }
}

/// The minimum number of bytes by which the string grows. Without it, an empty string would grow
/// for each of its first strings.
const MIN_GROWTH: usize = 256;

impl DrainSealed for StringDrain<'_> {}

// SAFETY: the region is spare capacity, which nothing else reads or writes, and which stays in
// place until the string is used again.
unsafe impl Drain for StringDrain<'_> {
    fn open(&mut self) -> Region {
        // SAFETY: the vector is not modified: only its address and its lengths are read.
        let bytes = unsafe { self.string.as_mut_vec() };
        let (start, len, capacity) = (bytes.as_mut_ptr(), bytes.len(), bytes.capacity());
        // SAFETY: `len <= capacity`, and the vector has `capacity` bytes from `start`.
        unsafe {
            let end = if self.is_full { len } else { capacity };
            Region { at: start.add(len), end: start.add(end) }
        }
    }

    fn has_failed(&self) -> bool {
        self.is_full
    }

    /// # Safety
    ///
    /// The requirements of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        // SAFETY: the caller promises that `at` is in the region, so in the vector's capacity,
        // and that what was written after the old length is initialized and whole `str`s.
        unsafe {
            let bytes = self.string.as_mut_vec();
            let len = at.offset_from_unsigned(bytes.as_mut_ptr());
            bytes.set_len(len);
        }
    }

    fn reserve(&mut self, need: usize) {
        // The string at least doubles when it grows.
        if need > self.string.capacity() - self.string.len() {
            self.grow(need);
        }
    }

    fn push(&mut self, text: &str) {
        self.reserve(text.len());
        if !self.is_full {
            self.string.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{panic, string::String};

    use super::StringDrain;
    use crate::output::{cursor::Out, tests::Panics, text::tests::text};
    use template_bytecode::{Escape, TEXT_PAD};

    #[test]
    fn output_is_appended() {
        let mut string = String::from("before ");
        let mut drain = StringDrain::new(&mut string);
        Out::new(&mut drain).str("one").finish();
        Out::new(&mut drain).str(" two").finish();
        assert_eq!(string, "before one two");
    }

    #[test]
    fn exact_capacity_is_kept() {
        let mut string = String::with_capacity(40);
        Out::new(&mut StringDrain::new(&mut string)).str("0123456789").int(1234567890).finish();
        let pool = String::from("0123456789") + &" ".repeat(TEXT_PAD);
        for _ in 0..2 {
            text(Out::new(&mut StringDrain::new(&mut string)), &pool, 0, 10).finish();
        }
        assert_eq!((string.len(), string.capacity()), (40, 40));
    }

    #[test]
    fn capacity_grows_by_doubling() {
        let (mut string, mut grown) = (String::new(), 0);
        for _ in 0..1000 {
            let before = string.capacity();
            Out::new(&mut StringDrain::new(&mut string)).html("<a>").finish();
            grown += usize::from(string.capacity() != before);
        }
        assert_eq!(string, "&lt;a&gt;".repeat(1000));
        assert!(grown < 8, "{grown}");
    }

    #[test]
    fn panics_leave_the_string_valid() {
        let mut string = String::from("before ");
        let result = panic::catch_unwind(panic::AssertUnwindSafe(|| {
            let mut drain = StringDrain::new(&mut string);
            let out = Out::new(&mut drain).str("one ").str(&"x".repeat(500));
            out.display(&Panics, Escape::Html).0.finish();
        }));
        assert!(result.is_err());
        assert!(string.starts_with("before "), "{string}");
        string.push_str("after");
        assert!(string.ends_with("after"), "{string}");
    }
}
