//! Lists of URLs: the candidates of `srcset`, each of which is a URL and its descriptors, and the URLs of `ping`.
//!
//! A `srcset` is read by the [steps] of the HTML standard: a URL ends at a space; it ends the candidate if its last character
//! is a comma, and otherwise descriptors follow, up to a comma outside of parentheses. After blocks, a position may be in one
//! part in one branch and in another part in another, so that the text has several readings.
//!
//! [steps]: https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute

use super::url::{Url, UrlPart};

/// The kind of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// URLs with descriptors, separated by commas.
    Candidates,
    /// URLs, separated by spaces.
    Urls,
}

/// A position in a list of URLs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UrlList {
    pub kind: ListKind,
    /// At least one.
    readings: Vec<Reading>,
}

/// A position in one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reading {
    /// Before a URL, or in it.
    Url {
        url: Url,
        /// Whether another URL follows a space here, because nothing or a comma precedes the space.
        is_separated: bool,
    },
    /// In the descriptors of a candidate.
    Descriptors,
    /// In parentheses in the descriptors of a candidate.
    Parentheses,
}

impl UrlList {
    /// Returns the beginning of a list.
    pub(super) fn new(kind: ListKind) -> Self {
        Self { kind, readings: vec![Reading::before_url()] }
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    pub(super) fn push(&mut self, c: char) -> bool {
        let mut is_allowed = true;
        for mut reading in std::mem::take(&mut self.readings) {
            is_allowed &= reading.push(c, self.kind);
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

    /// Returns `true` if a URL may begin at the position.
    pub(super) fn may_begin_url(&self) -> bool {
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
    /// Returns the position before a URL.
    const fn before_url() -> Self {
        Self::Url { url: Url::new(), is_separated: true }
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    fn push(&mut self, c: char, kind: ListKind) -> bool {
        let mut is_allowed = true;
        let is_comma = c == ',' && kind == ListKind::Candidates;
        match (&mut *self, c) {
            (Self::Url { is_separated, .. }, c) if c.is_ascii_whitespace() => {
                let is_separated = *is_separated || kind == ListKind::Urls;
                *self = if is_separated { Self::before_url() } else { Self::Descriptors };
            }
            (Self::Url { url, .. }, _) if is_comma && url.part == UrlPart::Start => {}
            (Self::Url { url, is_separated }, _) => {
                is_allowed = url.push(c);
                *is_separated = is_comma;
            }
            (Self::Descriptors, ',') => *self = Self::before_url(),
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

    fn after(text: &str) -> UrlList {
        let mut list = UrlList::new(ListKind::Candidates);
        text.chars().for_each(|c| assert!(list.push(c), "{text}"));
        list
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
        let mut list = after("").join(after("/a")).join(after("b?c")).join(after("/d 1x"));
        assert!(list.push(',') && list.push(' '));
        assert_eq!(list, after(" "));
    }

    #[test]
    fn values_are_in_urls_or_in_descriptors() {
        for (text, part) in [
            ("", Some(UrlPart::Begun)),
            ("/a", Some(UrlPart::Path)),
            ("/a,", Some(UrlPart::Path)),
            ("/a 1", None),
        ] {
            let mut list = after(text);
            list.push_value();
            assert_eq!(list.url().map(|url| url.part), part, "{text}");
            assert!(list.push(' '));
            assert_eq!(list.url(), None, "{text}");
        }
    }
    #[test]
    fn a_space_separates_urls() {
        for (text, part) in [
            (" ", UrlPart::Start),
            (",", UrlPart::Scheme(vec![",".to_owned()])),
            ("/a?b c", UrlPart::Scheme(vec!["c".to_owned()])),
            ("/a, /b?c\n", UrlPart::Start),
        ] {
            let mut list = UrlList::new(ListKind::Urls);
            text.chars().for_each(|c| assert!(list.push(c), "{text}"));
            assert_eq!(list.url().map(|url| url.part), Some(part), "{text}");
        }
    }
}
