//! The ends of elements whose content browsers read as text: the first end tag that has their name.
//!
//! A `<script>` is more difficult: after `<!--` and `<script` it ends with its second end tag ([script data states]).
//!
//! [script data states]: https://html.spec.whatwg.org/multipage/parsing.html#script-data-escaped-state

/// A position in the content of an element, as far as it decides where that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EndTag {
    /// The name of the element.
    pub name: String,
    /// The beginning of a tag or a comment that the text ends in, in lower case.
    begun: String,
    /// In a script: 1 in a comment, 2 in a script in it.
    level: u8,
    /// In a comment in a script: the number of `-` that the text ends in, up to 2.
    dashes: u8,
    /// In a comment in a script: whether it contains a value, which may have ended it.
    has_value: bool,
}

/// The construct that a character ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndStep {
    /// Nothing.
    Inside,
    /// The name of the end tag.
    Ends,
    /// The name of a start tag in a script, after which browsers may not end it where it seems to end.
    Nested,
}

/// Returns `true` if a character ends the name of a tag.
pub(super) const fn ends_tag_name(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '>' | '/')
}

impl EndTag {
    /// Returns the beginning of the content of an element.
    pub(super) fn new(name: String) -> Self {
        Self { name, begun: String::new(), level: 0, dashes: 0, has_value: false }
    }

    /// Continues with a character of static text.
    pub(super) fn push(&mut self, c: char) -> EndStep {
        let ends_name = ends_tag_name(c);
        let is_complete = |name: &str, begun: &str| {
            ends_name && begun.strip_prefix('<').is_some_and(|begun| begun == name)
        };
        let is_end = self.begun.starts_with("</") && self.begun[2..] == self.name && ends_name;
        let is_nested = self.level == 1 && is_complete("script", &self.begun);
        if self.level > 0 && c == '>' && self.dashes == 2 {
            (self.level, self.has_value) = (0, false);
        }
        self.dashes = match c {
            '-' if self.level > 0 => (self.dashes + 1).min(2),
            _ => 0,
        };
        if is_end || is_nested {
            self.begun.clear();
        }
        match (is_end, is_nested, self.level) {
            (true, _, 2) => self.level = 1,
            (true, ..) => return EndStep::Ends,
            (_, true, _) if self.has_value => return EndStep::Nested,
            (_, true, _) => self.level = 2,
            _ => {
                let mut begun = std::mem::take(&mut self.begun);
                if !begun.is_empty() || c == '<' {
                    begun.push(c.to_ascii_lowercase());
                }
                self.begun = match begun.as_str() {
                    "<!--" if self.is_script() => {
                        (self.level, self.dashes) = (1, 2);
                        String::new()
                    }
                    _ if self.may_begin(&begun) => begun,
                    _ if c == '<' => String::from('<'),
                    _ => String::new(),
                };
            }
        }
        EndStep::Inside
    }

    fn is_script(&self) -> bool {
        self.name == "script"
    }

    /// Returns `true` if text may become an end tag, or a construct that changes the end of a script.
    fn may_begin(&self, text: &str) -> bool {
        let is_end = match text.strip_prefix("</") {
            Some(name) => self.name.starts_with(name),
            None => text == "<",
        };
        is_end
            || self.is_script() && self.level == 0 && "<!--".starts_with(text)
            || self.is_script() && self.level == 1 && "<script".starts_with(text)
    }

    /// Returns the construct that a value would continue: a tag, or a comment in a script.
    pub(super) fn begun(&self) -> Option<&str> {
        (!self.begun.is_empty()).then_some(self.begun.as_str())
    }

    /// Returns `true` if the position is in a script in a comment in a script.
    pub(super) const fn is_nested(&self) -> bool {
        self.level == 2
    }

    /// Continues with a value, which contains no `<` and no `>`.
    pub(super) fn push_value(&mut self) {
        self.begun.clear();
        self.dashes = 0;
        self.has_value |= self.level > 0;
    }

    /// Joins the positions of two branches.
    pub(super) fn join(self, other: &Self) -> Option<Self> {
        if (&self.name, &self.begun, self.level) != (&other.name, &other.begun, other.level) {
            return None;
        }
        // If only one of the states may end the content here, the end is as doubtful as after a value.
        let is_same = self.dashes == other.dashes;
        let has_value = self.has_value || other.has_value || !is_same;
        Some(Self { has_value, dashes: if is_same { self.dashes } else { 0 }, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::{EndStep, EndTag};

    /// Returns the construct that the last character of text ends; `$` represents a value.
    fn last_step(name: &str, text: &str) -> EndStep {
        let mut end = EndTag::new(name.to_owned());
        let mut step = EndStep::Inside;
        for c in text.chars() {
            assert_eq!(step, EndStep::Inside, "{text}");
            match c {
                '$' => end.push_value(),
                _ => step = end.push(c),
            }
        }
        step
    }

    #[test]
    fn ends_of_elements() {
        for (name, text, expected) in [
            ("title", "a</title>", EndStep::Ends),
            ("title", "a</TITLE\n", EndStep::Ends),
            ("title", "a</title/", EndStep::Ends),
            ("title", "a</titles>", EndStep::Inside),
            ("title", "a</tit</title>", EndStep::Ends),
            ("title", "a<</title>", EndStep::Ends),
            ("title", "a</ title>", EndStep::Inside),
            ("title", "<!--</title>", EndStep::Ends),
            ("script", "</script>", EndStep::Ends),
            ("script", "<!--</script>", EndStep::Ends),
            ("script", "<!--<script></script>", EndStep::Inside),
            ("script", "<!--<script></script></script>", EndStep::Ends),
            ("script", "<!--<script>--></script>", EndStep::Ends),
            ("script", "<!--<scripts></script>", EndStep::Ends),
            ("script", "<!--><script></script>", EndStep::Ends),
            ("script", "<!---><script></script>", EndStep::Ends),
            ("script", "<script></script>", EndStep::Ends),
            ("script", "<!-- $ </script>", EndStep::Ends),
            ("script", "<!-- $->' <script ", EndStep::Nested),
            ("script", "<!-- $ --> <!-- <script </script ", EndStep::Inside),
        ] {
            assert_eq!(last_step(name, text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_value_would_continue() {
        for (name, text, begun) in [
            ("title", "</tit", Some("</tit")),
            ("title", "<!", None),
            ("script", "<!-", Some("<!-")),
            ("script", "<s", None),
            ("script", "<!-- <s", Some("<s")),
        ] {
            let mut end = EndTag::new(name.to_owned());
            text.chars().for_each(|c| assert_eq!(end.push(c), EndStep::Inside));
            assert_eq!(end.begun(), begun, "{text}");
        }
    }
}
