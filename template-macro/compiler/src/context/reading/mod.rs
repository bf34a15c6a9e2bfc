//! One reading of a script, by the tokens of [ECMAScript].
//!
//! Comments like those of HTML are tokens of classic scripts (B.1.1 of the standard), but not of modules.
//!
//! [ECMAScript]: https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar

mod role;

use super::{
    before::{
        Before, EVALUATORS, FUNCTION, OTHER_WORD, Role, after_signs, in_word, is_part_of_word,
    },
    escape_sequence::EscapeSequence,
    language::Dialect,
    url::Url,
};
pub(super) use role::ScriptRole;

/// A position in one reading of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    dialect: Dialect,
    token: Token,
    /// The escape sequence that the text ends in.
    escape: EscapeSequence,
    /// The token before the position.
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

/// The kind of a parenthesis, by its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parenthesis {
    /// The head of a statement, which follows it.
    Head,
    /// An expression, or arguments.
    Other,
    /// The arguments of this function, which runs strings as scripts, and the number of braces that are open in them.
    Code(&'static str, u32),
}

/// The module that a string names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Module {
    /// Nothing.
    None,
    /// A module that is imported, from this URL.
    Url(Url),
    /// A module, from a URL with escape sequences.
    Escaped,
}

impl Reading {
    /// Returns `true` if it is JSON.
    pub(super) const fn is_json(&self) -> bool {
        matches!(self.dialect, Dialect::Json)
    }

    /// Returns the number of parentheses and braces that are open.
    pub(super) const fn open_count(&self) -> usize {
        self.parentheses.len() + self.braces.len()
    }

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

    /// Returns `true` if the same constructs are open here and there.
    pub(super) fn is_as_open_as(&self, other: &Self) -> bool {
        (self.token, &self.braces, &self.parentheses)
            == (other.token, &other.braces, &other.parentheses)
    }

    /// Returns `true` if the token must end before the line break `c`.
    pub(super) fn is_unclosed(&self, c: char) -> bool {
        match (self.token, self.escape) {
            (Token::String(_), EscapeSequence::Backslash) => false,
            (Token::String(_), EscapeSequence::Return) => c == '\r',
            (Token::String(_), _) => matches!(c, '\n' | '\r'),
            (Token::Regexp(_), _) => true,
            _ => false,
        }
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

    /// Continues an escape sequence. Returns whether the character belongs to it.
    fn push_escape(&mut self, c: char) -> bool {
        let is_text = matches!(self.token, Token::String(_) | Token::Template);
        let next = self.escape.next(c, is_text);
        self.escape = next.unwrap_or(EscapeSequence::None);
        next.is_some()
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
                    // A label is on the line of its keyword.
                    Before::Keyword("break" | "continue") if begins_line => Before::Statement,
                    before => before,
                };
                self.before = self.after_character(c, before, begins_line, has_comments);
            }
        }
    }

    /// Returns the token before a position after a character that is neither space nor part of a comment.
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
            // `<<` is a single operator.
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

    /// Changes the number of braces that are open in the arguments of a function which runs strings as scripts.
    fn change_braces(&mut self, change: fn(u32) -> u32) {
        if let Some(Parenthesis::Code(_, open)) = self.parentheses.last_mut() {
            *open = change(*open);
        }
    }
}

/// Returns `true` if a character is white space of scripts that ends no line.
const fn is_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\u{b}' | '\u{c}' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// Returns `true` if a character ends a line.
pub(super) const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}
