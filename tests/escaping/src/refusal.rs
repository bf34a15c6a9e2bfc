//! For which reason a template is refused: another error than that of the place shows nothing about it.

/// Why a template is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A value would be the name of a tag or an attribute, or a part of one.
    Name,
    /// A value would stand in a comment.
    Comment,
    /// A value would stand in a regular expression, or it depends on a `/` whether it does.
    Regexp,
    /// A value would stand in the text of a template literal.
    TemplateLiteral,
    /// A value would continue an escape sequence.
    Escape,
    /// A value would continue a word or another value, or the language around it is not known.
    Continues,
    /// A value, or a block, stands in a value without quotes.
    Unquoted,
    /// The ways through a block, or the turns of a loop, end in different places.
    Ends,
    /// The template ends inside of a tag, a value, a comment or an element with text.
    Unfinished,
    /// Browsers do not read the static text as it is written.
    Text,
    /// There is no such partial.
    Partial,
    /// Any of them.
    Any,
}

impl Reason {
    /// Returns the beginnings or other parts of the messages.
    const fn messages(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "a value cannot be an attribute or part of an attribute name",
                "a value cannot be part of a tag name",
                "it would be a tag name",
                "it would continue an end tag",
            ],
            Self::Comment => &[
                "a value is not allowed in an HTML comment",
                "a value is not allowed in a script comment",
                "a value is not allowed in a style sheet comment",
            ],
            Self::Regexp => &[
                "a value is not allowed in a regular expression",
                "the `/` before this value may be a division",
            ],
            Self::TemplateLiteral => &["a value is not allowed in the text of a template literal"],
            // Where no value follows, the template ends there.
            Self::Escape => &[
                "a value is not allowed after a backslash",
                "a value is not allowed after an escape",
                "the template ends in the script",
            ],
            Self::Continues => &[
                "a value cannot be part of a name or a number",
                "a value in a script cannot directly follow another value",
                "values are not supported in",
                "in the script before this value is unknown",
            ],
            Self::Unquoted => &["needs quotes around the value"],
            Self::Ends => &[
                "the branches of this block end in",
                "the body of this loop begins in",
                "needs quotes around the value",
            ],
            Self::Unfinished => &["the template ends in"],
            Self::Text => &["unexpected `"],
            Self::Partial => &["there is no partial called"],
            Self::Any => &[""],
        }
    }

    /// Returns the reason for an error of html/template. The cases of this project name none.
    pub fn of_error(about: &str) -> Self {
        match about.split('(').next().unwrap_or_default() {
            "ErrBranchEnd" | "ErrRangeLoopReentry" => Self::Ends,
            "ErrEndContext" => Self::Unfinished,
            "ErrBadHTML" => Self::Text,
            "ErrPartialEscape" => Self::Escape,
            "ErrPartialCharset" => Self::Regexp,
            "ErrNoSuchTemplate" => Self::Partial,
            _ => Self::Any,
        }
    }

    /// Reports whether a message gives this reason. Only the first error counts: others may follow from it.
    pub fn is_given_by(self, message: &str) -> bool {
        let first = message.lines().next().unwrap_or_default();
        self.messages().iter().any(|part| first.contains(part))
    }
}
