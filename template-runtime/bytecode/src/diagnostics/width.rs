use super::width_ranges::{NONE, WIDE};

/// Returns the number of columns of a terminal that a character takes: 2 for most characters of East
/// Asia and for emoji, 0 for combining marks, 1 for all others. A tab counts as 1.
#[must_use]
pub const fn width(c: char) -> usize {
    let code = c as u32;
    if code < 0x300 {
        // The soft hyphen is shown by some terminals, and counted by most.
        1
    } else if is_in(code, NONE) {
        0
    } else if is_in(code, WIDE) {
        2
    } else {
        1
    }
}

/// Returns `true` if one of the ranges holds `code`.
const fn is_in(code: u32, ranges: &[(u32, u32)]) -> bool {
    let (mut from, mut to) = (0, ranges.len());
    while from < to {
        let middle = usize::midpoint(from, to);
        let (first, last) = ranges[middle];
        if code < first {
            to = middle;
        } else if code > last {
            from = middle + 1;
        } else {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::{UNICODE_VERSION, UnicodeWidthChar as _};

    #[test]
    fn all_characters_are_as_wide_as_unicode_says() {
        if UNICODE_VERSION != (18, 0, 0) {
            return;
        }
        for c in '\u{300}'..=char::MAX {
            assert_eq!(width(c), c.width().unwrap_or(1).min(2), "{c:?}");
        }
    }
}
