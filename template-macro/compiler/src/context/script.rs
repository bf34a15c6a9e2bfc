//! The automaton over static text of scripts, by the tokens of [ECMAScript].
//!
//! Whether `/` begins a regular expression or divides depends on the grammar. After a brace that
//! closes, both are possible: then both readings are followed. One in which a regular expression reaches
//! the end of its line is none.
//!
//! [ECMAScript]: https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar

/// A position in a script, in all readings of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Script {
    /// The readings: at least one, without duplicates.
    readings: Vec<Reading>,
    /// Whether there are more.
    has_more: bool,
}

/// A position in one reading of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reading {
    token: ScriptToken,
    /// Whether the last character is a backslash, which escapes the next.
    is_escaped: bool,
    /// What precedes the position.
    before: Before,
    /// The braces that are open in the substitutions of template literals, innermost last.
    braces: Vec<u32>,
    /// The parentheses that are open, innermost last: whether a statement follows what they enclose.
    parentheses: Vec<bool>,
}

/// The token of a script that a position is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScriptToken {
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

/// What precedes a position between tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Before {
    /// Something after which an expression begins, or the beginning of the script.
    Operator,
    /// The end of an expression.
    Value,
    /// A brace that closes: perhaps the end of an expression.
    Closed,
    /// An identifier or a number, and whether a dot precedes it. Keywords are told apart by name; of longer ones this
    /// is the beginning.
    Word(String, bool),
    /// A keyword before a condition, and white space.
    Keyword(String),
    /// A dot.
    Dot,
    /// A slash, which divides unless another one or `*` follows.
    Slash(Box<Self>),
    /// `+` or `-`.
    Sign(char),
    /// `<`, `<!` or `<!-`: the beginning of a comment to the end of the line.
    Angle(u8),
    /// `$` in the text of a template literal.
    Dollar,
}

/// The keywords after which an expression begins.
const KEYWORDS: &[&str] = &[
    "await",
    "break",
    "case",
    "continue",
    "delete",
    "do",
    "else",
    "finally",
    "in",
    "instanceof",
    "of",
    "return",
    "throw",
    "try",
    "typeof",
    "void",
    "yield",
];

/// The length of the longest of [`KEYWORDS`].
const MAX_WORD: usize = 10;

/// The number of readings that are followed.
const MAX_READINGS: usize = 8;

impl Script {
    /// Returns the beginning of a script.
    pub(super) fn new() -> Self {
        let reading = Reading {
            token: ScriptToken::Code,
            is_escaped: false,
            before: Before::Operator,
            braces: Vec::new(),
            parentheses: Vec::new(),
        };
        Self { readings: vec![reading], has_more: false }
    }

    /// Continues with a character of static text.
    pub(super) fn push(&mut self, c: char) {
        // A reading in which a string or a regular expression has no end in its line is none.
        if is_line_break(c) && self.readings.iter().any(|reading| !reading.is_unclosed(c)) {
            self.readings.retain(|reading| !reading.is_unclosed(c));
        }
        let mut readings: Vec<Reading> = Vec::with_capacity(self.readings.len());
        for mut reading in std::mem::take(&mut self.readings) {
            let other = reading.push(c);
            for reading in [Some(reading), other].into_iter().flatten() {
                if readings.contains(&reading) {
                    continue;
                }
                if readings.len() < MAX_READINGS {
                    readings.push(reading);
                } else {
                    self.has_more = true;
                }
            }
        }
        self.readings = readings;
    }

    /// Returns the token that a value here would be in, and whether a backslash precedes it, or `None` if the readings
    /// differ.
    pub(super) fn token(&self) -> Option<(ScriptToken, bool)> {
        let first = self.readings.first()?.place()?;
        let are_equal = self.readings.iter().all(|reading| reading.place() == Some(first));
        (are_equal && !self.has_more).then_some(first)
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        for reading in &mut self.readings {
            if reading.token == ScriptToken::Code {
                reading.before = Before::Value;
            }
        }
    }

    /// Joins the positions of two branches: their readings together, if all are in the same token.
    pub(super) fn join(mut self, other: Self) -> Option<Self> {
        for reading in other.readings {
            if !self.readings.contains(&reading) {
                self.readings.push(reading);
            }
        }
        let is_open = |reading: &Reading| {
            (reading.braces.clone(), reading.parentheses.clone(), reading.token)
        };
        let first = is_open(self.readings.first()?);
        let are_equal = self.readings.iter().all(|reading| is_open(reading) == first);
        self.has_more |= other.has_more;
        (are_equal && self.readings.len() <= MAX_READINGS).then_some(self)
    }
}

impl Reading {
    /// Returns the token that a value here would be in, and whether a backslash precedes it; `None` if a slash precedes
    /// it that begins a regular expression or divides.
    fn place(&self) -> Option<(ScriptToken, bool)> {
        let token = match (self.token, &self.before) {
            (ScriptToken::Code, Before::Slash(before)) => match is_after_value(before)? {
                true => ScriptToken::Code,
                false => ScriptToken::Regexp(false),
            },
            (ScriptToken::Comment(_), _) => ScriptToken::Comment(false),
            (ScriptToken::Regexp(_), _) => ScriptToken::Regexp(false),
            (token, _) => token,
        };
        Some((token, self.is_escaped))
    }

    /// Reports whether the token must end before the line break `c`.
    fn is_unclosed(&self, c: char) -> bool {
        match self.token {
            ScriptToken::String(_) => !self.is_escaped && matches!(c, '\n' | '\r'),
            ScriptToken::Regexp(_) => true,
            _ => false,
        }
    }

    /// Continues with a character. Returns another reading, if there are two.
    fn push(&mut self, c: char) -> Option<Self> {
        if std::mem::take(&mut self.is_escaped) {
            return None;
        }
        match self.token {
            ScriptToken::Code => return self.push_code(c),
            ScriptToken::String(quote) => match c {
                '\\' => self.is_escaped = true,
                // A line break ends a string that has no other end: the script does not run.
                _ if c == quote || matches!(c, '\n' | '\r') => self.end_value(),
                _ => {}
            },
            ScriptToken::Template => match (c, &self.before) {
                ('\\', _) => self.is_escaped = true,
                ('`', _) => self.end_value(),
                ('{', Before::Dollar) => {
                    self.braces.push(0);
                    (self.token, self.before) = (ScriptToken::Code, Before::Operator);
                    return None;
                }
                _ => {}
            },
            ScriptToken::Regexp(in_class) => match c {
                _ if is_line_break(c) => self.end_value(),
                '\\' => self.is_escaped = true,
                '[' => self.token = ScriptToken::Regexp(true),
                ']' => self.token = ScriptToken::Regexp(false),
                '/' if !in_class => self.end_value(),
                _ => {}
            },
            ScriptToken::LineComment => {
                if is_line_break(c) {
                    self.token = ScriptToken::Code;
                }
            }
            ScriptToken::Comment(ends) => {
                self.token = match c {
                    '/' if ends => ScriptToken::Code,
                    _ => ScriptToken::Comment(c == '*'),
                };
            }
        }
        if self.token == ScriptToken::Template {
            self.before = if c == '$' { Before::Dollar } else { Before::Operator };
        }
        None
    }

    fn end_value(&mut self) {
        (self.token, self.before) = (ScriptToken::Code, Before::Value);
    }

    fn push_code(&mut self, c: char) -> Option<Self> {
        if let Before::Slash(before) = &self.before {
            match c {
                '/' => {
                    (self.token, self.before) = (ScriptToken::LineComment, (**before).clone());
                    return None;
                }
                '*' => {
                    (self.token, self.before) = (ScriptToken::Comment(false), (**before).clone());
                    return None;
                }
                _ => return self.after_slash((**before).clone(), c),
            }
        }
        if c == '/' {
            self.before = Before::Slash(Box::new(self.before.clone()));
            return None;
        }
        self.push_other(c);
        None
    }

    /// Continues after a slash that begins no comment.
    fn after_slash(&mut self, before: Before, c: char) -> Option<Self> {
        let regexp = || {
            let mut reading = self.clone();
            (reading.token, reading.before) = (ScriptToken::Regexp(false), Before::Operator);
            reading.push(c);
            reading
        };
        let other = match is_after_value(&before) {
            Some(true) => None,
            Some(false) => {
                *self = regexp();
                return None;
            }
            None => Some(regexp()),
        };
        self.before = Before::Operator;
        self.push_other(c);
        other
    }

    /// Continues with a character that belongs to no slash.
    fn push_other(&mut self, c: char) {
        let before = std::mem::replace(&mut self.before, Before::Operator);
        self.before = match (c, before) {
            ('"' | '\'', _) => {
                self.token = ScriptToken::String(c);
                Before::Operator
            }
            ('`', _) => {
                self.token = ScriptToken::Template;
                Before::Operator
            }
            ('<', _) => Before::Angle(1),
            ('!', Before::Angle(1)) => Before::Angle(2),
            ('-', Before::Angle(2)) => Before::Angle(3),
            ('-', Before::Angle(3)) => {
                self.token = ScriptToken::LineComment;
                Before::Operator
            }
            // After `++` and `--` an expression has ended, or a name follows.
            ('+' | '-', Before::Sign(sign)) if sign == c => Before::Value,
            ('+' | '-', _) => Before::Sign(c),
            ('{', _) => {
                if let Some(open) = self.braces.last_mut() {
                    *open += 1;
                }
                Before::Operator
            }
            ('}', _) => match self.braces.last_mut() {
                Some(0) => {
                    self.braces.pop();
                    self.token = ScriptToken::Template;
                    Before::Operator
                }
                Some(open) => {
                    *open -= 1;
                    Before::Closed
                }
                None => Before::Closed,
            },
            ('(', before) => {
                let word = match &before {
                    Before::Word(word, false) | Before::Keyword(word) => word.as_str(),
                    _ => "",
                };
                self.parentheses.push(matches!(word, "if" | "while" | "for" | "with"));
                Before::Operator
            }
            (')', _) => match self.parentheses.pop() {
                Some(true) => Before::Operator,
                _ => Before::Value,
            },
            (']', _) => Before::Value,
            ('.', Before::Word(word, _)) if word.starts_with(|c: char| c.is_ascii_digit()) => {
                Before::Word(word, true)
            }
            ('.', _) => Before::Dot,
            (_, Before::Word(mut word, after_dot)) if is_part_of_word(c) => {
                if word.len() <= MAX_WORD {
                    word.push(c);
                }
                Before::Word(word, after_dot)
            }
            (_, before) if is_part_of_word(c) => Before::Word(c.to_string(), before == Before::Dot),
            (_, before) if c.is_whitespace() => match before {
                Before::Angle(_) | Before::Sign(_) => Before::Operator,
                // A word ends, and keeps its meaning.
                Before::Word(word, after_dot) => after_word(&word, after_dot),
                before => before,
            },
            _ => Before::Operator,
        };
    }
}

/// Returns what a word is to what follows it.
fn after_word(word: &str, after_dot: bool) -> Before {
    match word {
        _ if after_dot => Before::Value,
        "if" | "while" | "for" | "with" => Before::Keyword(word.to_owned()),
        _ if KEYWORDS.contains(&word) => Before::Operator,
        _ => Before::Value,
    }
}

/// Reports whether an expression ends before a slash; `None` if that is not clear.
fn is_after_value(before: &Before) -> Option<bool> {
    match before {
        Before::Value => Some(true),
        Before::Closed => None,
        Before::Word(word, after_dot) => Some(after_word(word, *after_dot) == Before::Value),
        Before::Keyword(_)
        | Before::Operator
        | Before::Dot
        | Before::Slash(_)
        | Before::Sign(_)
        | Before::Angle(_)
        | Before::Dollar => Some(false),
    }
}

/// Reports whether a character is part of identifiers or numbers.
fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '_' | '$' | '#' | '\\')
        || (!c.is_ascii() && !c.is_whitespace())
}

/// Reports whether a character ends a line.
const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{Script, ScriptToken};

    fn token(text: &str) -> Option<ScriptToken> {
        let mut script = Script::new();
        text.chars().for_each(|c| script.push(c));
        script.token().map(|(token, _)| token)
    }

    #[test]
    fn tokens() {
        use ScriptToken::{Code, Comment, LineComment, Regexp, String, Template};
        for (text, expected) in [
            ("", Code),
            ("f(", Code),
            ("'a", String('\'')),
            ("'a\\'", String('\'')),
            ("'a' + \"", String('"')),
            ("'a\n", Code),
            ("// a", LineComment),
            ("// a\n", Code),
            ("<!-- a", LineComment),
            ("a < b", Code),
            ("/* a *", Comment(false)),
            ("/* a */", Code),
            ("`a", Template),
            ("`a${", Code),
            ("`a${ {b: 1} ", Code),
            ("`a${b}", Template),
            ("`a${b}` + ", Code),
            ("`$`", Code),
            ("`${`${", Code),
            ("`${`${a}`}", Template),
            ("/a", Regexp(false)),
            ("/[/", Regexp(false)),
            ("/[/]/", Code),
            ("x = /a\\/", Regexp(false)),
            ("return /a", Regexp(false)),
            ("x.return /a", Code),
            ("x.in / 1024; y = ", Code),
            ("a / b", Code),
            ("a[0] / b", Code),
            ("1 / 2", Code),
            ("1./2", Code),
            ("x++ /a", Code),
            ("x + /a", Regexp(false)),
            ("yield /a", Regexp(false)),
            ("x = a / b / c", Code),
            ("(a) / b", Code),
            ("f(a) / b", Code),
            ("x.if (a) / b", Code),
            ("if (a) /b", Regexp(false)),
            ("while(f(a)) /b", Regexp(false)),
            ("{} / b;\n", Code),
            ("{} /b'/.test(c)\n", Code),
        ] {
            assert_eq!(token(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn two_readings() {
        for text in ["{} / b", "{} /b", "f(function(){} /'"] {
            assert_eq!(token(text), None, "{text}");
        }
    }
}
