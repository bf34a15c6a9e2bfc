//! One reading of a script, by the tokens of [ECMAScript].
//!
//! Comments like those of HTML are tokens of classic scripts (B.1.1 of the standard), but not of modules.
//!
//! [ECMAScript]: https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar

use super::{
    language::{Dialect, Unread},
    url::Url,
};

/// What a value at a position would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScriptPlace {
    /// An expression, or a part of one.
    Expression,
    /// A part of a string.
    String,
    /// In the text of a template literal.
    Template,
    /// In a regular expression.
    Regexp,
    /// In a comment.
    Comment,
    /// After a backslash.
    Backslash,
    /// In an escape sequence, after the backslash.
    Escape,
    /// A part of a name or a number.
    Word,
    /// The name of a property, after a dot.
    Property,
    /// What this keyword declares.
    Declaration(&'static str),
    /// Directly after another value.
    Beside,
    /// A script that this function runs, or a part of one.
    Code(&'static str),
    /// The module that is imported, or a part of its name that may choose the server.
    Import,
    /// In a language that is not read.
    Unread(Unread),
}

/// A position in one reading of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    dialect: Dialect,
    token: Token,
    /// The escape sequence that the text ends in.
    escape: EscapeSequence,
    /// What precedes the position.
    before: Before,
    /// Whether only white space and comments precede the position in its line.
    begins_line: bool,
    /// The braces that are open in the substitutions of template literals, innermost last.
    braces: Vec<u32>,
    /// The parentheses that are open, innermost last.
    parentheses: Vec<Parenthesis>,
    /// The string, if it names a module.
    module: Module,
}

/// The token of a script that a position is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// Between tokens, or in an identifier or a number.
    Code,
    /// In a string with this quote.
    String(char),
    /// In the text of a template literal.
    Template,
    /// In a regular expression; whether in a class.
    Regexp(bool),
    /// In a comment up to the end of the line.
    LineComment,
    /// In a comment; whether the last character is the `*` that may end it.
    Comment(bool),
}

/// An escape sequence, up to some point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EscapeSequence {
    None,
    /// After a backslash.
    Backslash,
    /// After a backslash and a carriage return, to which a line feed would belong.
    Return,
    /// After `\u`.
    Unicode,
    /// Before so many digits of `\x` or `\u`.
    Digits(u8),
    /// In `\u{…}`.
    Braces,
    /// Before at most so many digits of an octal number.
    Octal(u8),
}

/// What a parenthesis encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parenthesis {
    /// The head of a statement, which follows it.
    Head,
    /// An expression, or arguments.
    Other,
    /// The arguments of this function, which runs texts as scripts, and the number of braces that are open in them.
    Code(&'static str, u32),
}

/// What a string names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Module {
    /// Nothing.
    None,
    /// A module that is imported, from this URL.
    Url(Url),
    /// A module, from a URL with escape sequences.
    Escaped,
}

/// What precedes a position between tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Before {
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
    /// `+` or `-`, whether it begins a line, and what precedes it.
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
enum Role {
    /// Whatever its text says.
    Free,
    /// A property or a private name.
    Property,
    /// A number.
    Number,
    /// The name of a label, after `break` or `continue`.
    Label,
    /// The word after `for`.
    AfterFor,
    /// What begins with `#` at the beginning of a script.
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

/// The keywords that decide what something after them is: a condition, a label, a name, a module.
const MARKS: &[&str] = &[
    "break", "class", "const", "continue", "for", "from", "function", "if", "import", "let", "var",
    "while", "with",
];

/// The functions that run texts as scripts: [`FUNCTION`] any argument, the others the first one.
const EVALUATORS: &[&str] =
    &["Function", "eval", "execScript", "setImmediate", "setInterval", "setTimeout"];

/// The constructor of functions.
const FUNCTION: &str = "Function";

/// The text of words that cannot become keywords.
const OTHER_WORD: &str = "_";

impl Before {
    /// Returns what precedes a position after white space or a comment.
    fn settled(self) -> Self {
        match self {
            Self::Word(text, role) => after_word(&text, role),
            Self::Angle(..) | Self::Sign(..) | Self::Equals | Self::Dollar => Self::Operator,
            Self::Decrement(_, after) => *after,
            Self::Start => Self::Statement,
            before => before,
        }
    }

    /// Reports whether an expression ends before a slash; `None` if that is not clear. A statement may end at a line
    /// break without a semicolon, for example after `var a`.
    fn is_value(&self, begins_line: bool) -> Option<bool> {
        let is_value = match self.clone().settled() {
            Self::Value | Self::Keyword("from" | "let") | Self::Printed(false) => true,
            Self::Keyword(name) if EVALUATORS.contains(&name) => true,
            Self::Either | Self::Printed(true) => return None,
            _ => false,
        };
        if is_value && begins_line { None } else { Some(is_value) }
    }
}

impl Reading {
    /// Returns the beginning of a script.
    pub(super) const fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            token: Token::Code,
            escape: EscapeSequence::None,
            before: Before::Start,
            begins_line: true,
            braces: Vec::new(),
            parentheses: Vec::new(),
            module: Module::None,
        }
    }

    /// Reports whether the same constructs are open here and there.
    pub(super) fn is_as_open_as(&self, other: &Self) -> bool {
        (self.token, &self.braces, &self.parentheses)
            == (other.token, &other.braces, &other.parentheses)
    }

    /// Reports whether the token must end before the line break `c`.
    pub(super) fn is_unclosed(&self, c: char) -> bool {
        match (self.token, self.escape) {
            (Token::String(_), EscapeSequence::Backslash) => false,
            (Token::String(_), EscapeSequence::Return) => c == '\r',
            (Token::String(_), _) => matches!(c, '\n' | '\r'),
            (Token::Regexp(_), _) => true,
            _ => false,
        }
    }

    /// Returns what a value here would be; `None` if a slash precedes it that begins a regular expression or divides.
    pub(super) fn place(&self) -> Option<ScriptPlace> {
        if let Dialect::Unread(reason) = self.dialect {
            return Some(ScriptPlace::Unread(reason));
        }
        if let (Token::Code | Token::String(_), Some(Parenthesis::Code(name, 0))) =
            (self.token, self.parentheses.last())
        {
            return Some(ScriptPlace::Code(name));
        }
        let is_escaped = !matches!(self.escape, EscapeSequence::None | EscapeSequence::Return);
        Some(match self.token {
            Token::Code => return self.place_in_code(),
            Token::LineComment | Token::Comment(_) => ScriptPlace::Comment,
            Token::Template => ScriptPlace::Template,
            Token::Regexp(_) => ScriptPlace::Regexp,
            Token::String(_) if self.escape == EscapeSequence::Backslash => ScriptPlace::Backslash,
            Token::String(_) if is_escaped => ScriptPlace::Escape,
            Token::String(_) => match &self.module {
                Module::None => ScriptPlace::String,
                Module::Url(url) if url.has_fixed_origin() => ScriptPlace::String,
                Module::Url(_) | Module::Escaped => ScriptPlace::Import,
            },
        })
    }

    fn place_in_code(&self) -> Option<ScriptPlace> {
        let place = match &self.before {
            Before::Slash(before) => match before.is_value(self.begins_line)? {
                true => ScriptPlace::Expression,
                false => ScriptPlace::Regexp,
            },
            // In JSON there are no words.
            _ if self.dialect == Dialect::Json => ScriptPlace::Expression,
            Before::Printed(_) if !self.begins_line => ScriptPlace::Beside,
            Before::Dots(1 | 2) | Before::ImportDot => ScriptPlace::Property,
            Before::Word(_, Role::Label) => ScriptPlace::Word,
            before @ Before::Word(_, _) => match before.clone().settled() {
                Before::Value => ScriptPlace::Word,
                Before::Keyword(name) if EVALUATORS.contains(&name) => ScriptPlace::Word,
                settled => of_keyword(&settled),
            },
            before => of_keyword(before),
        };
        Some(place)
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        match self.token {
            Token::Code => {
                let may_be_statement = matches!(
                    self.before.clone().settled(),
                    Before::Statement | Before::Either | Before::Printed(true)
                );
                self.before = Before::Printed(may_be_statement);
                self.begins_line = false;
            }
            Token::String(_) => {
                if let Module::Url(url) = &mut self.module {
                    url.push_value();
                }
            }
            _ => {}
        }
        self.escape = EscapeSequence::None;
    }

    /// Continues with a character. Returns another reading, if there are two.
    pub(super) fn push(&mut self, c: char) -> Option<Self> {
        if let Dialect::Unread(_) = self.dialect {
            return None;
        }
        if self.push_escape(c) {
            return None;
        }
        match self.token {
            Token::Code if self.dialect == Dialect::Json => {
                if c == '"' {
                    self.token = Token::String(c);
                }
            }
            Token::Code => return self.push_code(c),
            Token::String(quote) => match c {
                '\\' => {
                    self.escape = EscapeSequence::Backslash;
                    if self.module != Module::None {
                        self.module = Module::Escaped;
                    }
                }
                // A line break ends a string that has no other end: the script does not run.
                _ if c == quote || matches!(c, '\n' | '\r') => {
                    self.module = Module::None;
                    self.end_value();
                    self.begins_line = c != quote;
                }
                _ => {
                    if let Module::Url(url) = &mut self.module {
                        url.push(c);
                    }
                }
            },
            Token::Template => {
                let begins = self.before == Before::Dollar;
                self.before = if c == '$' { Before::Dollar } else { Before::Operator };
                match c {
                    '\\' => self.escape = EscapeSequence::Backslash,
                    '`' => self.end_value(),
                    '{' if begins => {
                        self.braces.push(0);
                        self.token = Token::Code;
                    }
                    _ => {}
                }
            }
            Token::Regexp(in_class) => match c {
                _ if is_line_break(c) => self.end_value(),
                '\\' => self.escape = EscapeSequence::Backslash,
                '[' => self.token = Token::Regexp(true),
                ']' => self.token = Token::Regexp(false),
                '/' if !in_class => self.end_value(),
                _ => {}
            },
            Token::LineComment => {
                if is_line_break(c) {
                    (self.token, self.begins_line) = (Token::Code, true);
                }
            }
            Token::Comment(ends) => {
                self.begins_line |= is_line_break(c);
                self.token = match c {
                    '/' if ends => Token::Code,
                    _ => Token::Comment(c == '*'),
                };
            }
        }
        None
    }

    /// Continues an escape sequence. Reports whether the character belongs to it.
    fn push_escape(&mut self, c: char) -> bool {
        use EscapeSequence::{Backslash, Braces, Digits, None, Octal, Return, Unicode};
        let is_text = matches!(self.token, Token::String(_) | Token::Template);
        let escape = std::mem::replace(&mut self.escape, None);
        let next = match (escape, c) {
            (Backslash, 'u') if is_text => Unicode,
            (Backslash, 'x') if is_text => Digits(2),
            (Backslash, '0'..='3') if is_text => Octal(2),
            (Backslash, '4'..='7') if is_text => Octal(1),
            (Backslash, '\r') if is_text => Return,
            (Backslash, _) | (Return, '\n') => None,
            (Unicode, '{') => Braces,
            (Unicode, _) if c.is_ascii_hexdigit() => Digits(3),
            (Digits(1), _) if c.is_ascii_hexdigit() => None,
            (Digits(count), _) if c.is_ascii_hexdigit() => Digits(count - 1),
            (Braces, '}') => None,
            (Braces, _) if c.is_ascii_hexdigit() => Braces,
            (Octal(1), '0'..='7') => None,
            (Octal(count), '0'..='7') => Octal(count - 1),
            // The sequence has ended, or the script does not run.
            _ => return false,
        };
        self.escape = next;
        true
    }

    fn end_value(&mut self) {
        (self.token, self.before, self.begins_line) = (Token::Code, Before::Value, false);
    }

    /// Begins a comment.
    fn begin_comment(&mut self, token: Token, before: Before) {
        (self.token, self.before) = (token, before.settled());
    }

    fn push_code(&mut self, c: char) -> Option<Self> {
        if let Before::Slash(before) = &self.before {
            let before = (**before).clone();
            match c {
                '/' => self.begin_comment(Token::LineComment, before),
                '*' => self.begin_comment(Token::Comment(false), before),
                _ => return self.after_slash(before, c),
            }
            return None;
        }
        if c == '/' {
            let before = std::mem::replace(&mut self.before, Before::Operator);
            self.before = Before::Slash(Box::new(before.settled()));
            return None;
        }
        self.push_other(c);
        None
    }

    /// Continues after a slash that begins no comment.
    fn after_slash(&mut self, before: Before, c: char) -> Option<Self> {
        let is_value = before.is_value(self.begins_line);
        (self.before, self.begins_line) = (Before::Operator, false);
        let regexp = || {
            let mut reading = self.clone();
            reading.token = Token::Regexp(false);
            reading.push(c);
            reading
        };
        let other = match is_value {
            Some(true) => None,
            Some(false) => {
                *self = regexp();
                return None;
            }
            None => Some(regexp()),
        };
        self.push_other(c);
        other
    }

    /// Continues with a character that belongs to no slash.
    fn push_other(&mut self, c: char) {
        let before = std::mem::replace(&mut self.before, Before::Operator);
        let has_comments = self.dialect == Dialect::Classic;
        match (c, before) {
            ('!', Before::Word(_, Role::Hash)) => {
                self.begin_comment(Token::LineComment, Before::Start);
            }
            ('>', Before::Decrement(before, _)) => {
                self.begin_comment(Token::LineComment, *before);
                self.begins_line = true;
            }
            ('-', Before::Angle(3, before)) => self.begin_comment(Token::LineComment, *before),
            (_, before) if is_space(c) || is_line_break(c) => {
                self.begins_line |= is_line_break(c);
                self.before = before.settled();
            }
            (_, before) => {
                let begins_line = std::mem::replace(&mut self.begins_line, false);
                let before = match before {
                    Before::Decrement(_, after) => *after,
                    // A label stands in the line of its keyword.
                    Before::Keyword("break" | "continue") if begins_line => Before::Statement,
                    before => before,
                };
                self.before = self.after_character(c, before, begins_line, has_comments);
            }
        }
    }

    /// Returns what precedes a position after a character that is neither space nor part of a comment.
    fn after_character(
        &mut self,
        c: char,
        before: Before,
        begins_line: bool,
        has_comments: bool,
    ) -> Before {
        match (c, before) {
            ('"' | '\'', before) => {
                self.token = Token::String(c);
                let settled = before.settled();
                if matches!(settled, Before::Keyword("from" | "import") | Before::Import) {
                    self.module = Module::Url(Url::new());
                }
                Before::Operator
            }
            ('`', _) => {
                self.token = Token::Template;
                Before::Operator
            }
            // `<<` is an operator of its own.
            ('<', Before::Angle(1, _)) => Before::Operator,
            ('<', before) if has_comments => Before::Angle(1, Box::new(before.settled())),
            ('!', Before::Angle(1, before)) => Before::Angle(2, before),
            ('-', Before::Angle(2, before)) => Before::Angle(3, before),
            ('+' | '-', Before::Sign(sign, begins_line, before)) if sign == c => {
                after_signs(*before, begins_line, c == '-' && has_comments)
            }
            ('+' | '-', before) => Before::Sign(c, begins_line, Box::new(before.settled())),
            ('=', _) => Before::Equals,
            ('>', Before::Equals) => {
                // The body of a function, up to a comma or the end.
                self.change_braces(|open| open + 1);
                Before::Statement
            }
            ('{', Before::Word(text, _)) if text.ends_with("\\u") => {
                self.escape = EscapeSequence::Braces;
                Before::Word(String::from(OTHER_WORD), Role::Property)
            }
            ('{', _) => {
                self.change_braces(|open| open + 1);
                if let Some(open) = self.braces.last_mut() {
                    *open += 1;
                }
                Before::Statement
            }
            ('}', _) => match self.braces.last_mut() {
                Some(0) => {
                    self.braces.pop();
                    self.token = Token::Template;
                    Before::Operator
                }
                open => {
                    if let Some(open) = open {
                        *open -= 1;
                    }
                    self.change_braces(|open| open.saturating_sub(1));
                    Before::Either
                }
            },
            (',', _) => {
                if let Some(parenthesis @ Parenthesis::Code(_, 0)) = self.parentheses.last_mut()
                    && *parenthesis != Parenthesis::Code(FUNCTION, 0)
                {
                    *parenthesis = Parenthesis::Other;
                }
                Before::Operator
            }
            ('(', before) => {
                let keyword = before.settled();
                self.parentheses.push(match keyword {
                    Before::Keyword("if" | "while" | "for" | "with") => Parenthesis::Head,
                    Before::Keyword(name) if EVALUATORS.contains(&name) => {
                        Parenthesis::Code(name, 0)
                    }
                    _ => Parenthesis::Other,
                });
                match keyword {
                    Before::Keyword("import") => Before::Import,
                    _ => Before::Operator,
                }
            }
            (')', _) => match self.parentheses.pop() {
                Some(Parenthesis::Head) => Before::Statement,
                _ => Before::Value,
            },
            (']', _) => Before::Value,
            (';' | ':', _) => Before::Statement,
            ('.', Before::Word(text, Role::Number)) => Before::Word(text, Role::Number),
            ('.', Before::Word(text, Role::Free)) if text == "import" => Before::ImportDot,
            ('.', Before::Keyword("import")) => Before::ImportDot,
            ('.', Before::Dots(2)) => Before::Operator,
            ('.', Before::Dots(1)) => Before::Dots(2),
            ('.', _) => Before::Dots(1),
            (_, before) if is_part_of_word(c) => in_word(c, before),
            _ => Before::Operator,
        }
    }
}

impl Reading {
    /// Changes the number of braces that are open in the arguments of a function which runs texts as scripts.
    fn change_braces(&mut self, change: fn(u32) -> u32) {
        if let Some(Parenthesis::Code(_, open)) = self.parentheses.last_mut() {
            *open = change(*open);
        }
    }
}

/// Returns what precedes a position after `++` or `--`, which `>` may continue to a comment.
fn after_signs(before: Before, begins_line: bool, is_comment: bool) -> Before {
    // They belong to the expression before them in their line, or to the one after them.
    let after = match before.is_value(false) {
        Some(true) if !begins_line => Before::Value,
        None if !begins_line => Before::Either,
        _ => Before::Operator,
    };
    match begins_line && is_comment {
        true => Before::Decrement(Box::new(before), Box::new(after)),
        false => after,
    }
}

/// Returns what a value is after a keyword or something else.
fn of_keyword(before: &Before) -> ScriptPlace {
    match before {
        Before::Keyword(keyword @ ("class" | "const" | "function" | "let" | "var")) => {
            ScriptPlace::Declaration(keyword)
        }
        Before::Keyword("from" | "import") | Before::Import => ScriptPlace::Import,
        _ => ScriptPlace::Expression,
    }
}

/// Returns the word that a character continues or begins.
fn in_word(c: char, before: Before) -> Before {
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
    // A name with an escape sequence is no keyword.
    let role = if is_escape && role == Role::Free { Role::Property } else { role };
    Before::Word(text, role)
}

/// Returns what a word is to what follows it.
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
            match () {
                () if is_among(OPERATORS) => Before::Operator,
                () if is_among(STATEMENTS) => Before::Statement,
                () if is_among(CONTEXTUAL) => Before::Either,
                () => Before::Value,
            }
        }
        (_, Role::Label) => Before::Statement,
        ("meta", Role::AfterImport) => Before::Value,
        // A phase, as in `import.defer("module")`.
        (_, Role::AfterImport) => Before::Keyword("import"),
        (_, Role::Property | Role::Number | Role::Hash) => Before::Value,
    }
}

/// Reports whether a character is part of identifiers or numbers.
fn is_part_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '#' | '\\') || !c.is_ascii()
}

/// Reports whether a character is white space of scripts that ends no line.
const fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\u{b}' | '\u{c}' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// Reports whether a character ends a line.
pub(super) const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}
