//! Operations on the text that a value displays, without a copy of the text.

use core::{
    cmp::Ordering,
    fmt::{self, Display, Write},
};

/// Returns `true` if the `Display` output of a value is empty.
pub(crate) fn is_empty(value: &dyn Display) -> bool {
    /// A writer that fails at the first character.
    struct Empty(bool);

    impl Write for Empty {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 &= text.is_empty();
            if self.0 { Ok(()) } else { Err(fmt::Error) }
        }
    }

    let mut empty = Empty(true);
    // If the value itself fails before it writes anything, printing it returns the error.
    let shown = write!(empty, "{value}");
    empty.0 && shown.is_ok()
}

/// Returns the number of characters that a value displays.
pub(crate) fn count_chars(value: &dyn Display) -> usize {
    struct Count(usize);

    impl Write for Count {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.chars().count();
            Ok(())
        }
    }

    let mut count = Count(0);
    // If there is an error, printing the value returns it as well.
    let _ = write!(count, "{value}");
    count.0
}

/// Returns `true` if a value displays this text.
pub(crate) fn is_text(value: &dyn Display, text: &str) -> bool {
    /// A writer that fails at the first difference from a string, of which it has the rest.
    struct Rest<'t>(&'t str);

    impl Write for Rest<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// The number of bytes of each text that are compared at once.
const WINDOW: usize = 128;

/// Returns the order of the `Display` output of two values, by code points.
pub(crate) fn order(a: &dyn Display, b: &dyn Display) -> Ordering {
    let mut skip = 0;
    loop {
        let (a, b) = (Window::of(a, skip), Window::of(b, skip));
        let order = a.text().cmp(b.text());
        if order != Ordering::Equal || a.len < WINDOW {
            return order;
        }
        skip += WINDOW;
    }
}

/// A range of the bytes that a value displays.
struct Window {
    /// The number of bytes before the range that are still to come.
    skip: usize,
    bytes: [u8; WINDOW],
    len: usize,
}

impl Window {
    /// Returns the bytes from number `skip` on.
    fn of(value: &dyn Display, skip: usize) -> Self {
        let mut window = Self { skip, bytes: [0; WINDOW], len: 0 };
        // The error that the window is full, or one of the value itself, which printing it returns.
        let _ = write!(window, "{value}");
        window
    }

    fn text(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl Write for Window {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let skipped = self.skip.min(text.len());
        self.skip -= skipped;
        let rest = text.as_bytes().get(skipped..).unwrap_or_default();
        for byte in rest {
            *self.bytes.get_mut(self.len).ok_or(fmt::Error)? = *byte;
            self.len += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Ordering, count_chars, is_empty, is_text, order};
    use std::{
        format,
        string::{String, ToString as _},
    };

    #[test]
    fn empty_texts() {
        assert!(is_empty(&""));
        assert!(is_empty(&format_args!("{}{}", "", "")));
        assert!(!is_empty(&format_args!("{}{}", "", 0)));
    }

    #[test]
    fn characters_are_counted() {
        assert_eq!(count_chars(&format_args!("é{}", 12)), 3);
    }

    #[test]
    fn texts_are_compared_with_a_text() {
        let shown = format_args!("{}-{}", 1, "é").to_string();
        assert!(is_text(&shown, "1-é"));
        assert!(is_text(&format_args!("{}{}", 1, ""), "1"));
        for other in ["1-", "1-éé", "", "2-é"] {
            assert!(!is_text(&shown, other), "{other}");
        }
    }

    #[test]
    fn texts_of_any_length_are_ordered() {
        for len in [0, 1, 126, 127, 128, 129, 255, 256, 257, 1000] {
            let long = "é".repeat(len);
            assert_eq!(order(&long, &long.clone()), Ordering::Equal, "{len}");
            assert_eq!(order(&long, &format!("{long}a")), Ordering::Less, "{len}");
            assert_eq!(order(&format_args!("{long}b"), &format!("{long}a")), Ordering::Greater);
            assert_eq!(order(&format!("a{long}"), &long), "a".cmp(if len > 0 { "é" } else { "" }));
        }
        assert_eq!(order(&String::new(), &0), Ordering::Less);
    }
}
