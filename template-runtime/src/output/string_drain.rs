//! Output that is appended to a `String`.

use super::drain::{Drain, DrainSealed, Region};
use alloc::string::String;

/// Appends to a string, which grows as it must.
///
/// The string is valid at any time: its length is set only behind whole texts. After an error or a
/// panic it holds what it held before and perhaps the beginning of the output.
pub struct StringDrain<'s> {
    string: &'s mut String,
}

impl<'s> StringDrain<'s> {
    /// Starts at the end of `string`.
    #[inline]
    pub fn new(string: &'s mut String) -> Self {
        Self { string }
    }
}

/// The least growth. A string that starts empty would else grow for each of its first texts.
const LEAST: usize = 256;

impl DrainSealed for StringDrain<'_> {}

// SAFETY: the region is spare capacity, which nobody else reads or writes, and which stays where it
// is until the string is used again.
unsafe impl Drain for StringDrain<'_> {
    fn open(&mut self) -> Region {
        // SAFETY: only the address is taken, nothing is changed.
        let bytes = unsafe { self.string.as_mut_vec() };
        let (start, len, capacity) = (bytes.as_mut_ptr(), bytes.len(), bytes.capacity());
        // SAFETY: `len <= capacity`, and the vector has `capacity` bytes from `start`.
        unsafe { Region { at: start.add(len), end: start.add(capacity) } }
    }

    /// # Safety
    ///
    /// That of [`Drain::commit`].
    unsafe fn commit(&mut self, at: *mut u8) {
        // SAFETY: the caller promises that `at` lies in the region, so in the vector's capacity,
        // and that what was written behind the old length is initialized and whole `str`s.
        unsafe {
            let bytes = self.string.as_mut_vec();
            let len = at.offset_from_unsigned(bytes.as_mut_ptr());
            bytes.set_len(len);
        }
    }

    fn reserve(&mut self, need: usize) {
        // The string at least doubles when it grows.
        if need > self.string.capacity() - self.string.len() {
            self.string.reserve(need.max(LEAST));
        }
    }

    fn push(&mut self, text: &str) {
        self.reserve(text.len());
        self.string.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use std::{panic, string::String};

    use super::StringDrain;
    use crate::output::{cursor::Out, tests::Panics};
    use template_bytecode::Escape;

    #[test]
    fn appends() {
        let mut string = String::from("before ");
        let mut drain = StringDrain::new(&mut string);
        Out::new(&mut drain).str("one").finish();
        Out::new(&mut drain).str(" two").finish();
        assert_eq!(string, "before one two");
    }

    #[test]
    fn exact_capacity_stays() {
        let mut string = String::with_capacity(40);
        Out::new(&mut StringDrain::new(&mut string)).str("0123456789").int(1234567890).finish();
        Out::new(&mut StringDrain::new(&mut string)).text("0123456789", 0, 10).finish();
        Out::new(&mut StringDrain::new(&mut string)).text("0123456789", 0, 10).finish();
        assert_eq!((string.len(), string.capacity()), (40, 40));
    }

    #[test]
    fn grows_by_doubling() {
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
    fn panics_leave_it_whole() {
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
