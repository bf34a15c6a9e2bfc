//! The token before a position in a script, which determines the meaning of a word, a sign and a slash.

/// The token before a position between tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: `#!` begins a comment.
    Start,
    /// Something after which a statement may begin.
    Statement,
    /// Something after which an expression begins.
    Operator,
    /// The end of an expression.
    Value,
    /// Perhaps the end of an expression: a brace that closes, or a word that is a keyword in some functions only.
    Either,
    /// A value of the template, and whether it may be a statement.
    Printed(bool),
    /// An identifier or a number. One that cannot become a keyword has the text `_`.
    Word(String, Role),
    /// One of [`MARKS`], and white space.
    Keyword(&'static str),
    /// The parenthesis after `import`.
    Import,
    /// So many dots.
    Dots(u8),
    /// A dot after `import`.
    ImportDot,
    /// A slash, which divides unless another one or `*` follows.
    Slash(Box<Self>),
    /// `+` or `-`, whether it begins a line, and the token before it.
    Sign(char, bool, Box<Self>),
    /// `--` at the beginning of a line, with what precedes it, and what it is unless `>` follows.
    Decrement(Box<Self>, Box<Self>),
    /// `=`, to which a `>` would belong.
    Equals,
    /// `<`, `<!` or `<!-`, and what precedes it: the beginning of a comment to the end of the line.
    Angle(u8, Box<Self>),
    /// `$` in the text of a template literal.
    Dollar,
}

/// The role of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Any text.
    Free,
    /// A property or a private name.
    Property,
    /// A number.
    Number,
    /// The name of a label, after `break` or `continue`.
    Label,
    /// The word after `for`.
    AfterFor,
    /// A `#` at the beginning of a script.
    Hash,
    /// The word after `import` and a dot.
    AfterImport,
}

/// The keywords after which an expression begins.
const OPERATORS: &[&str] = &[
    "case",
    "debugger",
    "default",
    "delete",
    "extends",
    "finally",
    "in",
    "instanceof",
    "new",
    "return",
    "throw",
    "try",
    "typeof",
    "void",
];

/// The keywords after which a statement begins.
const STATEMENTS: &[&str] = &["do", "else"];

/// The words that are keywords before an expression in some functions or loops, and names elsewhere.
const CONTEXTUAL: &[&str] = &["await", "of", "yield"];

/// The keywords that determine the role of the next token: a condition, a label, a name, a module.
const MARKS: &[&str] = &[
    "break", "class", "const", "continue", "for", "from", "function", "if", "import", "let", "var",
    "while", "with",
];

/// The functions that run strings as scripts: [`FUNCTION`] any argument, the others the first one.
pub(super) const EVALUATORS: &[&str] =
    &["Function", "eval", "execScript", "setImmediate", "setInterval", "setTimeout"];

/// The constructor of functions.
pub(super) const FUNCTION: &str = "Function";

/// The text of words that cannot become keywords.
pub(super) const OTHER_WORD: &str = "_";

impl Before {
    /// Returns the token before a position after white space or a comment.
    pub(super) fn settled(self) -> Self {
        match self {
            Self::Word(text, role) => after_word(&text, role),
            Self::Angle(..) | Self::Sign(..) | Self::Equals | Self::Dollar => Self::Operator,
            Self::Decrement(_, after) => *after,
            Self::Start => Self::Statement,
            before => before,
        }
    }

    /// Returns `true` if an expression ends before a slash; `None` if that is not clear. A statement may end at a line
    /// break without a semicolon, for example after `var a`.
    pub(super) fn is_value(&self, begins_line: bool) -> Option<bool> {
        let is_value = match self.clone().settled() {
            Self::Value | Self::Keyword("from" | "let") | Self::Printed(false) => true,
            Self::Keyword(name) if EVALUATORS.contains(&name) => true,
            Self::Either | Self::Printed(true) => return None,
            _ => false,
        };
        if is_value && begins_line { None } else { Some(is_value) }
    }
}

/// Returns the token before a position after `++` or `--`, which `>` may continue to a comment.
pub(super) fn after_signs(before: Before, begins_line: bool, is_comment: bool) -> Before {
    // They belong to the expression before them in their line, or to the one after them.
    let after = match before.is_value(false) {
        Some(true) if !begins_line => Before::Value,
        None if !begins_line => Before::Either,
        _ => Before::Operator,
    };
    if begins_line && is_comment {
        Before::Decrement(Box::new(before), Box::new(after))
    } else {
        after
    }
}

/// Returns the word that a character continues or begins.
pub(super) fn in_word(c: char, before: Before) -> Before {
    let (mut text, role) = match before {
        Before::Word(text, role) => (text, role),
        Before::Dots(1) => (String::new(), Role::Property),
        Before::ImportDot => (String::new(), Role::AfterImport),
        Before::Start if c == '#' => (String::new(), Role::Hash),
        _ if c == '#' => (String::new(), Role::Property),
        _ if c.is_ascii_digit() => (String::new(), Role::Number),
        Before::Keyword("break" | "continue") => (String::new(), Role::Label),
        Before::Keyword("for") => (String::new(), Role::AfterFor),
        _ => (String::new(), Role::Free),
    };
    let role = if role == Role::Hash && !text.is_empty() { Role::Property } else { role };
    if text == OTHER_WORD && c != '\\' {
        return Before::Word(text, role);
    }
    let is_escape = c == '\\' || text == "\\" && c == 'u';
    text.push(c);
    let is_prefix = |words: &[&str]| words.iter().any(|word| word.starts_with(&text));
    if is_escape {
        text = String::from(if c == '\\' { "\\" } else { "\\u" });
    } else {
        let is_known = match role {
            Role::Free | Role::AfterFor => {
                [OPERATORS, STATEMENTS, CONTEXTUAL, MARKS, EVALUATORS].into_iter().any(is_prefix)
            }
            Role::Property => is_prefix(EVALUATORS),
            Role::AfterImport => is_prefix(&["meta"]),
            _ => false,
        };
        if !is_known {
            text = String::from(OTHER_WORD);
        }
    }
    // A name with an escape sequence is not a keyword.
    let role = if is_escape && role == Role::Free { Role::Property } else { role };
    Before::Word(text, role)
}

/// Returns the role of a word for the following token.
fn after_word(text: &str, role: Role) -> Before {
    match (text, role) {
        ("await", Role::AfterFor) => Before::Keyword("for"),
        (_, Role::Free | Role::Property) if EVALUATORS.contains(&text) => EVALUATORS
            .iter()
            .find(|name| **name == text)
            .map_or(Before::Value, |name| Before::Keyword(name)),
        (_, Role::Free | Role::AfterFor) => {
            if let Some(keyword) = MARKS.iter().find(|keyword| **keyword == text) {
                return Before::Keyword(keyword);
            }
            let is_among = |words: &[&str]| words.contains(&text);
            if is_among(OPERATORS) {
                Before::Operator
            } else if is_among(STATEMENTS) {
                Before::Statement
            } else if is_among(CONTEXTUAL) {
                Before::Either
            } else {
                Before::Value
            }
        }
        (_, Role::Label) => Before::Statement,
        ("meta", Role::AfterImport) => Before::Value,
        // A phase, as in `import.defer("module")`.
        (_, Role::AfterImport) => Before::Keyword("import"),
        (_, Role::Property | Role::Number | Role::Hash) => Before::Value,
    }
}

/// Returns `true` if a character is part of identifiers or numbers.
pub(super) fn is_part_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '#' | '\\') || !c.is_ascii()
}
