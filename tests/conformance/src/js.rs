//! Parses JavaScript values, and so JSON. Functions are kept as source code.

use std::{iter::Peekable, str::CharIndices};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Js {
    /// `null` and `undefined`.
    Null,
    /// `true` and `false`.
    Bool(bool),
    /// A number without a decimal point.
    Int(i64),
    /// Another number.
    Float(f64),
    /// A string in quotes of any kind.
    Text(String),
    /// `[a, b]`
    List(Vec<Js>),
    /// `{a: 1}`, in source order; names may be quoted.
    Map(Vec<(String, Js)>),
    /// The source code of a function: `(a) => a`.
    Function(String),
}

impl Js {
    /// Returns the value of an entry of a map.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let (_, value) = self.entries().iter().find(|(key, _)| key == name)?;
        Some(value)
    }

    /// Returns the entries of a map; none for another value.
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the text of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Parses `text`, which must consist of one value.
///
/// # Errors
///
/// Returns a message with the offset of the syntax error in bytes.
pub fn parse(text: &str) -> Result<Js, String> {
    let mut reader = Reader { text, chars: text.char_indices().peekable() };
    let value = reader.value()?;
    reader.space();
    match reader.chars.next() {
        None => Ok(value),
        Some((at, c)) => Err(format!("unexpected `{c}` at byte {at}")),
    }
}

/// The state of parsing.
struct Reader<'t> {
    text: &'t str,
    chars: Peekable<CharIndices<'t>>,
}

impl Reader<'_> {
    fn space(&mut self) {
        while self.chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
    }

    /// Returns the offset of the next character.
    fn at(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    /// Skips whitespace, and consumes the character `wanted` if it is next.
    fn takes(&mut self, wanted: char) -> bool {
        self.space();
        self.chars.next_if(|(_, c)| *c == wanted).is_some()
    }

    fn needs(&mut self, wanted: char) -> Result<(), String> {
        if self.takes(wanted) {
            return Ok(());
        }
        Err(format!("`{wanted}` is missing at byte {}", self.at()))
    }

    fn value(&mut self) -> Result<Js, String> {
        self.space();
        let at = self.at();
        match self.chars.peek().map(|(_, c)| *c) {
            Some('"' | '\'' | '`') => Ok(Js::Text(self.quoted()?)),
            Some('[') => self.list(),
            Some('{') => self.map(),
            Some('(') => Ok(self.function()),
            Some(c) if c == '-' || c.is_ascii_digit() => self.number(),
            Some(_) if is_function(&self.text[at..]) => Ok(self.function()),
            Some(c) if is_name(c) => match self.name().as_str() {
                "null" | "undefined" => Ok(Js::Null),
                "true" => Ok(Js::Bool(true)),
                "false" => Ok(Js::Bool(false)),
                "NaN" => Ok(Js::Float(f64::NAN)),
                "Infinity" => Ok(Js::Float(f64::INFINITY)),
                name => Err(format!("`{name}` at byte {at} is not a value")),
            },
            _ => Err(format!("a value is missing at byte {at}")),
        }
    }

    fn list(&mut self) -> Result<Js, String> {
        self.needs('[')?;
        let mut items = Vec::new();
        while !self.takes(']') {
            items.push(self.value()?);
            if !self.takes(',') {
                self.needs(']')?;
                break;
            }
        }
        Ok(Js::List(items))
    }

    fn map(&mut self) -> Result<Js, String> {
        self.needs('{')?;
        let mut entries = Vec::new();
        while !self.takes('}') {
            self.space();
            let is_quoted = matches!(self.chars.peek(), Some((_, '"' | '\'')));
            let name = if is_quoted { self.quoted()? } else { self.name() };
            self.needs(':')?;
            entries.push((name, self.value()?));
            if !self.takes(',') {
                self.needs('}')?;
                break;
            }
        }
        Ok(Js::Map(entries))
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some((_, c)) = self.chars.next_if(|(_, c)| is_name(*c)) {
            name.push(c);
        }
        name
    }

    fn number(&mut self) -> Result<Js, String> {
        let start = self.at();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
        while self.chars.next_if(|(_, c)| is_part(*c)).is_some() {}
        let end = self.at();
        let number = &self.text[start..end];
        if let Ok(value) = number.parse() {
            return Ok(Js::Int(value));
        }
        number
            .parse()
            .map(Js::Float)
            .map_err(|_| format!("`{number}` at byte {start} is not a number"))
    }

    /// Parses a quoted string.
    fn quoted(&mut self) -> Result<String, String> {
        let start = self.at();
        let Some((_, quote)) = self.chars.next() else { return Ok(String::new()) };
        let mut text = String::new();
        loop {
            match self.chars.next() {
                Some((_, '\\')) => text.push(self.escaped()?),
                Some((_, c)) if c == quote => return Ok(text),
                Some((_, c)) => text.push(c),
                None => return Err(format!("the text that begins at byte {start} has no end")),
            }
        }
    }

    /// Parses an escape after its backslash.
    fn escaped(&mut self) -> Result<char, String> {
        let at = self.at();
        Ok(match self.chars.next().map(|(_, c)| c) {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('u') => {
                let first = self.unit()?;
                let mut units = vec![first];
                let rest = &self.text[self.at()..];
                if (0xD800..0xDC00).contains(&first) && rest.starts_with("\\u") {
                    self.chars.nth(1);
                    units.push(self.unit()?);
                }
                match char::decode_utf16(units).next() {
                    Some(Ok(c)) => c,
                    _ => return Err(format!("half a character at byte {at}")),
                }
            }
            Some(c) => c,
            None => return Err("a backslash at the end".to_owned()),
        })
    }

    /// Parses four hexadecimal digits.
    fn unit(&mut self) -> Result<u16, String> {
        let start = self.at();
        for _ in 0..4 {
            self.chars.next();
        }
        let end = self.at();
        let digits = &self.text[start..end];
        let digits = if digits.starts_with('+') { "" } else { digits };
        u16::from_str_radix(digits, 16)
            .map_err(|_| format!("four hexadecimal digits are missing at byte {start}"))
    }

    /// Consumes a function, up to the first `,` or closing bracket outside of it.
    fn function(&mut self) -> Js {
        let (start, mut depth, mut quote) = (self.at(), 0_usize, None);
        while let Some(&(_, c)) = self.chars.peek() {
            match (quote, c) {
                (Some(_), '\\') => {
                    self.chars.next();
                }
                (Some(open), _) if c == open => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quote = Some(c),
                (None, '(' | '[' | '{') => depth += 1,
                (None, ',' | ')' | ']' | '}') if depth == 0 => break,
                (None, ')' | ']' | '}') => depth -= 1,
                (None, _) => {}
            }
            self.chars.next();
        }
        let end = self.at();
        Js::Function(self.text[start..end].trim_end().to_owned())
    }
}

/// Reports whether a text begins with a function: `function (a) …` or `a => …`.
fn is_function(text: &str) -> bool {
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    name == "function" || (!name.is_empty() && rest.trim_start().starts_with("=>"))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::{Js, parse};

    #[test]
    fn values() {
        assert_eq!(parse("[1, -2.5, 'a', true, null]"), {
            let text = Js::Text("a".to_owned());
            Ok(Js::List(vec![Js::Int(1), Js::Float(-2.5), text, Js::Bool(true), Js::Null]))
        });
        assert_eq!(parse(r#" "\u00e4\ud83d\ude00\n\"" "#), Ok(Js::Text("ä😀\n\"".to_owned())));
        let map = parse("{a: undefined, 'b c': {}, }").expect("a map");
        assert_eq!(map.get("a"), Some(&Js::Null));
        assert_eq!(map.get("b c"), Some(&Js::Map(Vec::new())));
    }

    #[test]
    fn functions() {
        let map = parse("{f:(a,b)=>`${a},${b}`, g:()=>(x)=>[x,')'], h:1}").expect("a map");
        assert_eq!(map.get("f"), Some(&Js::Function("(a,b)=>`${a},${b}`".to_owned())));
        assert_eq!(map.get("g"), Some(&Js::Function("()=>(x)=>[x,')']".to_owned())));
        assert_eq!(map.get("h"), Some(&Js::Int(1)));
        let map = parse(r"{f: () => 'it\'s, ', g: 2}").expect("a map");
        assert_eq!(map.get("g"), Some(&Js::Int(2)));
        let list = parse("[x => x + 1, function (a) { return a; }]").expect("a list");
        let functions = ["x => x + 1", "function (a) { return a; }"];
        assert_eq!(list, Js::List(functions.map(|code| Js::Function(code.to_owned())).into()));
    }

    #[test]
    fn errors() {
        for invalid in ["", "{", "[1 2]", "'a", "nothing", "1x", "\"\\u12\"", "{} {}"] {
            assert!(parse(invalid).is_err(), "{invalid}");
        }
    }
}
