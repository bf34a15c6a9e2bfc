//! The parts of URLs, as far as static text determines them.

/// The part of a URL that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UrlPart {
    /// The beginning: only spaces precede it.
    Start,
    /// Static text that may be the beginning of a scheme: the text of all branches, without duplicates.
    Scheme(Vec<String>),
    /// Something dynamic precedes, and nothing ends the scheme: a value may continue it.
    Begun,
    /// In one branch it is the beginning, in another something precedes.
    StartOrLater,
    /// After the scheme, before the query.
    Path,
    /// The query or the fragment.
    Query,
    /// In one branch the query or the fragment, in another the path.
    PathOrQuery,
    /// In one branch the query, in another a part that may be of the scheme.
    Unknown,
    /// After a scheme that runs scripts, or whose documents do.
    Unsafe(String),
}

/// The number of different beginnings of a scheme that are followed.
const MAX_SCHEMES: usize = 8;

/// The number of bytes of a URL in which its media type ends, if it is one that is known.
const MAX_MEDIA: usize = 256;

/// The text before a position in a URL that begins with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AfterValue {
    /// Something else.
    Other,
    /// The value.
    Value,
    /// The value, which may be empty, and a slash.
    Slash,
}

/// A URL up to some point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Url {
    pub part: UrlPart,
    /// The static text from the beginning, or `None` after something dynamic.
    pub prefix: Option<String>,
    /// The text before the position, if the URL begins with a value.
    after: AfterValue,
    /// Whether a value cannot choose the server any more.
    is_fixed: bool,
}

impl Url {
    /// Returns an empty URL.
    pub(super) const fn new() -> Self {
        Self {
            part: UrlPart::Start,
            prefix: Some(String::new()),
            after: AfterValue::Other,
            is_fixed: false,
        }
    }

    /// Continues with a character of static text. Returns `false` if it ends a scheme that is dynamic.
    pub(super) fn push(&mut self, c: char) -> bool {
        let mut is_allowed = true;
        // Browsers remove tabs and line breaks from URLs.
        if matches!(c, '\t' | '\n' | '\r') {
            return true;
        }
        // A value at the beginning of a URL that is loaded is trusted.
        let is_slash = matches!(c, '/' | '\\');
        self.is_fixed |= self.after == AfterValue::Slash && !is_slash;
        self.after = match self.after {
            AfterValue::Value if is_slash => AfterValue::Slash,
            _ => AfterValue::Other,
        };
        let part = std::mem::replace(&mut self.part, UrlPart::Path);
        self.part = match (part, c) {
            (UrlPart::Start, ..=' ') => UrlPart::Start,
            (UrlPart::Unsafe(scheme), _) => self.after_unsafe(scheme, c),
            (UrlPart::Query, _) => UrlPart::Query,
            (_, '?' | '#') => UrlPart::Query,
            (part @ (UrlPart::PathOrQuery | UrlPart::Unknown), _) => part,
            (UrlPart::Scheme(schemes), ':') => after_schemes(schemes),
            (UrlPart::Begun | UrlPart::StartOrLater, ':') => {
                is_allowed = false;
                UrlPart::Path
            }
            (UrlPart::Path, _) | (_, '/' | '\\' | ':') => UrlPart::Path,
            // After a value, a name begins a parameter.
            (UrlPart::Begun, '=') => UrlPart::Query,
            (UrlPart::Start, _) => UrlPart::Scheme(vec![c.to_string()]),
            (UrlPart::Scheme(mut schemes), _) => {
                schemes.iter_mut().for_each(|scheme| scheme.push(c));
                UrlPart::Scheme(schemes)
            }
            (part @ (UrlPart::Begun | UrlPart::StartOrLater), _) => part,
        };
        if let Some(prefix) = &mut self.prefix
            && (c > ' ' || !prefix.is_empty())
        {
            prefix.push(c);
        }
        is_allowed
    }

    /// Continues a URL with an unsafe scheme: one of data is safe once its type is one that runs no scripts.
    fn after_unsafe(&self, scheme: String, c: char) -> UrlPart {
        let is_inert = || {
            let prefix = self.prefix.as_deref().filter(|prefix| prefix.len() <= MAX_MEDIA)?;
            let (scheme, data) = prefix.split_once(':')?;
            let is_data = scheme.eq_ignore_ascii_case("data");
            Some(is_data && is_inert_media(&data.to_ascii_lowercase()))
        };
        match c {
            ',' | ';' if is_inert().unwrap_or_default() => UrlPart::Path,
            _ => UrlPart::Unsafe(scheme),
        }
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        self.is_fixed = self.has_fixed_origin();
        self.after = match self.part {
            UrlPart::Start => AfterValue::Value,
            _ => AfterValue::Other,
        };
        self.prefix = None;
        let part = std::mem::replace(&mut self.part, UrlPart::Begun);
        self.part = match part {
            UrlPart::Start | UrlPart::Scheme(_) | UrlPart::Begun | UrlPart::StartOrLater => {
                UrlPart::Begun
            }
            part => part,
        };
    }

    /// Joins the URLs of two branches.
    pub(super) fn join(self, other: Self) -> Self {
        let is_fixed = self.has_fixed_origin() && other.has_fixed_origin();
        let prefix = if self.prefix == other.prefix { self.prefix } else { None };
        Self {
            part: join_parts(self.part, other.part),
            prefix,
            after: if self.after == other.after { self.after } else { AfterValue::Other },
            is_fixed,
        }
    }

    /// Returns `true` if the static text fixes where the URL leads: a value after it cannot choose another server.
    pub(super) fn has_fixed_origin(&self) -> bool {
        if self.is_fixed || self.part == UrlPart::Query {
            return true;
        }
        let Some(prefix) = &self.prefix else { return false };
        let rest = match prefix.split_once("//") {
            Some((scheme, rest))
                if scheme.is_empty()
                    || ["http:", "https:"]
                        .iter()
                        .any(|known| scheme.eq_ignore_ascii_case(known)) =>
            {
                // The slash ends the name of the server.
                return rest.find('/').is_some_and(|at| at > 0);
            }
            _ => prefix,
        };
        match (&self.part, rest.as_bytes()) {
            (UrlPart::Path, [b'/', first, ..]) => !matches!(first, b'/' | b'\\'),
            // A relative path, whose first slash has ended the possible scheme.
            (UrlPart::Path, [first, ..]) => !matches!(first, b'/' | b'\\') && !rest.contains(':'),
            _ => false,
        }
    }
}

/// Returns the part after a complete scheme, which is one of these.
fn after_schemes(schemes: Vec<String>) -> UrlPart {
    let is_unsafe = |scheme: &String| {
        [
            "javascript",
            "vbscript",
            "vbs",
            "livescript",
            "data",
            "view-source",
            "feed",
            "jar",
            "mhtml",
        ]
        .iter()
        .any(|unsafe_scheme| scheme.eq_ignore_ascii_case(unsafe_scheme))
    };
    schemes.into_iter().find(is_unsafe).map_or(UrlPart::Path, UrlPart::Unsafe)
}

/// Returns `true` if documents of a media type run no scripts.
fn is_inert_media(media: &str) -> bool {
    match media.split_once('/') {
        Some(("image", kind)) => !kind.contains("svg") && !kind.contains("xml"),
        Some(("audio" | "video" | "font", _)) => true,
        Some(("text", kind)) => matches!(kind, "plain" | "csv" | "calendar" | "vcard"),
        Some(("application", kind)) => {
            matches!(kind, "json" | "octet-stream" | "zip" | "font-woff" | "font-woff2")
        }
        _ => false,
    }
}

/// Joins the parts of two branches: a value that is safe in the resulting part is safe in both.
fn join_parts(one: UrlPart, other: UrlPart) -> UrlPart {
    use UrlPart::{Begun, Path, PathOrQuery, Query, Scheme, Start, StartOrLater, Unknown, Unsafe};
    match (one, other) {
        (one, other) if one == other => one,
        (Unsafe(scheme), _) | (_, Unsafe(scheme)) => Unsafe(scheme),
        (Query | PathOrQuery | Path, Query | PathOrQuery) | (Query | PathOrQuery, Path) => {
            PathOrQuery
        }
        (Unknown | Query | PathOrQuery, _) | (_, Unknown | Query | PathOrQuery) => Unknown,
        (Start | StartOrLater, _) | (_, Start | StartOrLater) => StartOrLater,
        (Scheme(mut one), Scheme(other)) => {
            one.extend(other.into_iter().filter(|other| !one.contains(other)).collect::<Vec<_>>());
            if one.len() > MAX_SCHEMES { Begun } else { Scheme(one) }
        }
        (Scheme(_) | Begun | Path, Scheme(_) | Begun | Path) => Begun,
    }
}

#[cfg(test)]
mod tests {
    use super::{Url, UrlPart};

    fn url(text: &str) -> Url {
        let mut url = Url::new();
        for c in text.chars() {
            assert!(url.push(c));
        }
        url
    }

    #[test]
    fn parts() {
        let scheme = |text: &str| UrlPart::Scheme(vec![text.to_owned()]);
        for (text, part) in [
            ("", UrlPart::Start),
            ("  ", UrlPart::Start),
            ("java", scheme("java")),
            ("ja\tva", scheme("java")),
            ("/", UrlPart::Path),
            ("http:", UrlPart::Path),
            ("http://host/a", UrlPart::Path),
            ("a/b", UrlPart::Path),
            ("?", UrlPart::Query),
            ("/a?b", UrlPart::Query),
            ("/a#b/c", UrlPart::Query),
            ("JavaScript:f", UrlPart::Unsafe("JavaScript".to_owned())),
            ("data:text/html,", UrlPart::Unsafe("data".to_owned())),
            ("data:image/svg+xml,", UrlPart::Unsafe("data".to_owned())),
            ("data:image/png;", UrlPart::Path),
            ("data:text/csv,a", UrlPart::Path),
        ] {
            assert_eq!(url(text).part, part, "{text}");
        }
    }

    #[test]
    fn origins_after_a_value() {
        for (text, is_fixed) in
            [("", false), ("/", false), ("//a", false), ("/a", true), ("?", true), ("a", false)]
        {
            let mut url = Url::new();
            url.push_value();
            text.chars().for_each(|c| assert!(url.push(c)));
            assert_eq!(url.has_fixed_origin(), is_fixed, "{text}");
        }
    }

    #[test]
    fn origins() {
        for (text, is_fixed) in [
            ("", false),
            ("/", false),
            ("//", false),
            ("//host", false),
            ("//host/", true),
            ("https://host", false),
            ("https://host/", true),
            ("https:///", false),
            ("/static/", true),
            ("js/", true),
            ("js", false),
            ("./", true),
            ("?", true),
            ("//host?", true),
            ("blob:x/", false),
        ] {
            assert_eq!(url(text).has_fixed_origin(), is_fixed, "{text}");
        }
    }
}
