//! The content of `<meta http-equiv="refresh">`: a time, and the URL of the page that is loaded then.
//!
//! It is read by the [steps] of the HTML standard: `0; url='/a'`, `0 /a` and `0;"/a"` are the same.
//!
//! [steps]: https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps

use super::url::Url;

/// A position in the content of a refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refresh {
    /// In the time, or before it.
    Time,
    /// After the time, before the URL, after these characters, which may be the beginning of `url=`.
    Separator(String),
    /// In the URL, and its quote if it has one.
    Url(Option<char>, Url),
}

impl Refresh {
    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    pub(super) fn push(&mut self, c: char) -> bool {
        match self {
            Self::Time => {
                if !(c.is_ascii_digit() || c == '.' || c.is_ascii_whitespace()) {
                    *self = Self::Separator(String::new());
                    if !matches!(c, ';' | ',') {
                        return self.push(c);
                    }
                }
                true
            }
            Self::Separator(word) => {
                if c == '=' && word.trim_end().eq_ignore_ascii_case("url") {
                    *self = Self::Url(None, Url::new());
                    return true;
                }
                if word.is_empty() && (c.is_ascii_whitespace() || matches!(c, ';' | ',')) {
                    return true;
                }
                // Whitespace after `url` is ignored.
                if !(c.is_ascii_whitespace()
                    && word.ends_with(|last: char| last.is_ascii_whitespace()))
                {
                    word.push(c);
                }
                let is_begun = ["u", "ur", "url"]
                    .iter()
                    .any(|begin| word.trim_end().eq_ignore_ascii_case(begin));
                if is_begun && (!c.is_ascii_whitespace() || word.len() > 3) {
                    return true;
                }
                let mut url = Self::Url(None, Url::new());
                let is_allowed = word.chars().fold(true, |all, c| all & url.push(c));
                *self = url;
                is_allowed
            }
            Self::Url(quote @ None, url) if url.prefix.as_deref() == Some("") => match c {
                '"' | '\'' => {
                    *quote = Some(c);
                    true
                }
                _ => url.push(c),
            },
            Self::Url(_, url) => url.push(c),
        }
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        if let Self::Url(_, url) = self {
            url.push_value();
        }
    }

    /// Joins the positions of two branches.
    pub(super) fn join(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Url(quote, one), Self::Url(other_quote, other)) if quote == other_quote => {
                Some(Self::Url(quote, one.join(other)))
            }
            (one, other) => (one == other).then_some(one),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Refresh;

    #[test]
    fn urls() {
        for (text, prefix) in [
            ("", None),
            ("0", None),
            (" 1.5 ", None),
            ("0;", None),
            ("0; url", None),
            ("0; URL =", Some("")),
            ("0;url=/a", Some("/a")),
            ("0, url = '/a", Some("/a")),
            ("0 url=/a", Some("/a")),
            ("0 /a?b=c", Some("/a?b=c")),
            ("0; '/a", Some("/a")),
            ("0; urn:a", Some("urn:a")),
            ("0; urlx=", Some("urlx=")),
            ("0; u rl=", Some("u rl=")),
            ("0; javascript:a=", Some("javascript:a=")),
        ] {
            let mut refresh = Refresh::Time;
            text.chars().for_each(|c| assert!(refresh.push(c)));
            let found = match &refresh {
                Refresh::Url(_, url) => url.prefix.as_deref(),
                _ => None,
            };
            assert_eq!(found, prefix, "{text}");
        }
    }
}
