//! The value of `srcset`: candidates, each of which is a URL and its descriptors.
//!
//! It is read by the [steps] of the HTML standard: a URL ends at a space; it ends the candidate if its last character is a
//! comma, and otherwise descriptors follow, up to a comma outside of parentheses. After blocks, a position may be in one
//! part in one branch and in another part in another, so that the text has several readings.
//!
//! [steps]: https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute

use super::url::{Url, UrlPart};

/// A position in the value of `srcset`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Srcset {
    /// At least one.
    readings: Vec<Reading>,
}

/// A position in one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reading {
    /// Before the URL of a candidate, or in it.
    Url {
        url: Url,
        /// Whether a space here ends the candidate before, because nothing or a comma precedes the space.
        is_separated: bool,
    },
    /// In the descriptors of a candidate.
    Descriptors,
    /// In parentheses in the descriptors of a candidate.
    Parentheses,
}

impl Srcset {
    /// Returns the beginning of a value.
    pub(super) fn new() -> Self {
        Self { readings: vec![Reading::candidate()] }
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    pub(super) fn push(&mut self, c: char) -> bool {
        let mut is_allowed = true;
        for mut reading in std::mem::take(&mut self.readings) {
            is_allowed &= reading.push(c);
            self.add(reading);
        }
        is_allowed
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        for mut reading in std::mem::take(&mut self.readings) {
            if let Reading::Url { url, is_separated } = &mut reading {
                url.push_value();
                *is_separated = false;
            }
            self.add(reading);
        }
    }

    /// Joins the positions of two branches.
    pub(super) fn join(mut self, other: Self) -> Self {
        other.readings.into_iter().for_each(|reading| self.add(reading));
        self
    }

    /// Adds a reading. URLs in the same part are one, so that there are only a few readings.
    fn add(&mut self, reading: Reading) {
        for known in &mut self.readings {
            if *known == reading || known.absorb(&reading) {
                return;
            }
        }
        self.readings.push(reading);
    }

    /// Returns the URL that the position is in, as far as all readings agree on it, and `None` if it is in descriptors.
    pub(super) fn url(&self) -> Option<Url> {
        self.urls().cloned().reduce(Url::join)
    }

    /// Returns `true` if a candidate may begin at the position.
    pub(super) fn may_begin_candidate(&self) -> bool {
        self.urls().any(|url| url.part == UrlPart::Start)
    }

    /// Returns the URLs of the readings.
    pub(super) fn urls(&self) -> impl Iterator<Item = &Url> {
        self.readings.iter().filter_map(|reading| match reading {
            Reading::Url { url, .. } => Some(url),
            Reading::Descriptors | Reading::Parentheses => None,
        })
    }
}

impl Reading {
    /// Returns the position before a candidate.
    const fn candidate() -> Self {
        Self::Url { url: Url::new(), is_separated: true }
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    fn push(&mut self, c: char) -> bool {
        let mut is_allowed = true;
        match (&mut *self, c) {
            (Self::Url { is_separated, .. }, c) if c.is_ascii_whitespace() => {
                *self = if *is_separated { Self::candidate() } else { Self::Descriptors };
            }
            (Self::Url { url, .. }, ',') if url.part == UrlPart::Start => {}
            (Self::Url { url, is_separated }, _) => {
                is_allowed = url.push(c);
                *is_separated = c == ',';
            }
            (Self::Descriptors, ',') => *self = Self::candidate(),
            (Self::Descriptors, '(') => *self = Self::Parentheses,
            (Self::Parentheses, ')') => *self = Self::Descriptors,
            (Self::Descriptors | Self::Parentheses, _) => {}
        }
        is_allowed
    }

    /// Joins a reading with another one, if both are in the same part of a URL. Returns whether they are.
    fn absorb(&mut self, other: &Self) -> bool {
        use std::mem::discriminant;
        match (self, other) {
            (
                Self::Url { url, is_separated },
                Self::Url { url: other, is_separated: other_is_separated },
            ) if is_separated == other_is_separated
                && discriminant(&url.part) == discriminant(&other.part) =>
            {
                *url = url.clone().join(other.clone());
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str) -> Srcset {
        let mut srcset = Srcset::new();
        text.chars().for_each(|c| assert!(srcset.push(c), "{text}"));
        srcset
    }

    #[test]
    fn parts() {
        let scheme = |text: &str| Some(UrlPart::Scheme(vec![text.to_owned()]));
        for (text, part) in [
            ("", Some(UrlPart::Start)),
            (" ,\n,", Some(UrlPart::Start)),
            ("a", scheme("a")),
            ("a,b", scheme("a,b")),
            (",a", scheme("a")),
            ("a,", scheme("a,")),
            ("a, ", Some(UrlPart::Start)),
            ("/a,,\t", Some(UrlPart::Start)),
            ("/a", Some(UrlPart::Path)),
            ("/a?b,c", Some(UrlPart::Query)),
            ("/a?b ", None),
            ("/a 1x", None),
            ("/a 1x,", Some(UrlPart::Start)),
            ("/a 1x,b", scheme("b")),
            ("/a , b", scheme("b")),
            ("/a f(1,2", None),
            ("/a f(1,2),", Some(UrlPart::Start)),
            ("/a f((1),", Some(UrlPart::Start)),
            ("data:image/png;base64,", Some(UrlPart::Path)),
            ("/a 1x, data:text/html,", Some(UrlPart::Unsafe("data".to_owned()))),
        ] {
            assert_eq!(after(text).url().map(|url| url.part), part, "{text}");
        }
    }

    #[test]
    fn readings_of_branches() {
        for (one, other, count, then) in [
            ("", "/a 1x, ", 1, Some(UrlPart::Start)),
            ("", "/a 1x", 2, Some(UrlPart::Start)),
            ("", "/a", 2, Some(UrlPart::StartOrLater)),
            ("/a", "/b", 1, Some(UrlPart::Path)),
            ("/a?b", "/b", 2, Some(UrlPart::PathOrQuery)),
            ("/a?b", "c", 2, Some(UrlPart::Unknown)),
            ("/a 1x", "/b f(", 2, None),
            ("/a,", "/a", 2, Some(UrlPart::Path)),
        ] {
            let joined = after(one).join(after(other));
            assert_eq!(joined.url().map(|url| url.part), then, "{one} | {other}");
            assert_eq!(joined.readings.len(), count, "{one} | {other}");
            // The join of loops ends.
            assert_eq!(joined.clone().join(after(other)), joined, "{one} | {other}");
        }
    }

    #[test]
    fn a_comma_and_a_space_begin_a_candidate_in_all_readings() {
        let mut srcset = after("").join(after("/a")).join(after("b?c")).join(after("/d 1x"));
        assert!(srcset.push(',') && srcset.push(' '));
        assert_eq!(srcset, after(" "));
    }

    #[test]
    fn values_are_in_urls_or_in_descriptors() {
        for (text, part) in [
            ("", Some(UrlPart::Begun)),
            ("/a", Some(UrlPart::Path)),
            ("/a,", Some(UrlPart::Path)),
            ("/a 1", None),
        ] {
            let mut srcset = after(text);
            srcset.push_value();
            assert_eq!(srcset.url().map(|url| url.part), part, "{text}");
            assert!(srcset.push(' '));
            assert_eq!(srcset.url(), None, "{text}");
        }
    }
}
