//! Character references in the static text of attribute values.
//!
//! They are decoded like by the [tokenizer] in attributes: a named reference without `;` is text before a letter, a digit or
//! `=`.
//!
//! [tokenizer]: https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state

/// The names of references to the characters of ASCII, and to the spaces of scripts. All others refer to characters that have
/// no meaning in URLs, scripts and style sheets.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("Tab", "\t"), ("NewLine", "\n"), ("excl", "!"), ("quot", "\""), ("QUOT", "\""), ("num", "#"),
    ("dollar", "$"), ("percnt", "%"), ("amp", "&"), ("AMP", "&"), ("apos", "'"), ("lpar", "("),
    ("rpar", ")"), ("ast", "*"), ("midast", "*"), ("plus", "+"), ("comma", ","), ("period", "."),
    ("sol", "/"), ("colon", ":"), ("semi", ";"), ("lt", "<"), ("LT", "<"), ("equals", "="),
    ("bne", "=\u{20e5}"), ("nvlt", "<\u{20d2}"), ("gt", ">"), ("GT", ">"), ("nvgt", ">\u{20d2}"),
    ("quest", "?"), ("commat", "@"), ("lsqb", "["), ("lbrack", "["), ("bsol", "\\"), ("rsqb", "]"),
    ("rbrack", "]"), ("Hat", "^"), ("lowbar", "_"), ("UnderBar", "_"), ("grave", "`"),
    ("DiacriticalGrave", "`"), ("fjlig", "fj"), ("lcub", "{"), ("lbrace", "{"), ("verbar", "|"),
    ("vert", "|"), ("VerticalLine", "|"), ("rcub", "}"), ("rbrace", "}"), ("nbsp", "\u{a0}"),
    ("NonBreakingSpace", "\u{a0}"), ("ensp", "\u{2002}"), ("emsp", "\u{2003}"),
    ("emsp13", "\u{2004}"), ("emsp14", "\u{2005}"), ("numsp", "\u{2007}"), ("puncsp", "\u{2008}"),
    ("thinsp", "\u{2009}"), ("ThinSpace", "\u{2009}"), ("hairsp", "\u{200a}"),
    ("VeryThinSpace", "\u{200a}"), ("MediumSpace", "\u{205f}"), ("ThickSpace", "\u{205f}\u{200a}"),
];

/// The names of [`NAMES`] that need no `;`.
const WITHOUT_SEMICOLON: &[&str] = &["amp", "AMP", "gt", "GT", "lt", "LT", "nbsp", "quot", "QUOT"];

/// The length of text after which it is no reference by a name: no name is as long.
const MAX_NAME: usize = 40;

/// A character reference that text ends in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reference {
    /// The text from its `&` on; empty if there is none. The zeros before a number are left out.
    text: String,
}

/// The effect of a character on a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ReferenceStep {
    /// It continues it.
    Continued,
    /// It ends the reference: the text refers to this character.
    Closed(String),
    /// It follows the reference, and is read after the referenced character.
    Followed(String),
}

impl Reference {
    /// Returns the beginning of a reference: its `&`.
    pub(super) fn new() -> Self {
        Self { text: String::from("&") }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns the text, from the `&` on.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Continues with a character. Ends the reference if the character does not belong to it.
    pub(super) fn push(&mut self, c: char) -> ReferenceStep {
        let continues = match self.text.as_bytes() {
            [b'&'] => c == '#' || c.is_ascii_alphanumeric(),
            [b'&', b'#'] => c.is_ascii_digit() || matches!(c, 'x' | 'X'),
            [b'&', b'#', b'x' | b'X', ..] => c.is_ascii_hexdigit(),
            [b'&', b'#', ..] => c.is_ascii_digit(),
            name => c.is_ascii_alphanumeric() && name.len() < MAX_NAME,
        };
        if continues {
            // However many zeros precede a number, it is the same one.
            if matches!(self.text.as_str(), "&#0" | "&#x0" | "&#X0") {
                self.text.pop();
            }
            // A larger number also does not refer to a character.
            if self.is_named() || self.text.len() < MAX_NAME {
                self.text.push(c);
            }
            return ReferenceStep::Continued;
        }
        let text = std::mem::take(&mut self.text);
        let is_closed = c == ';';
        let is_name_ended = is_closed || !(c.is_ascii_alphanumeric() || c == '=');
        match decode(&text, is_closed, is_name_ended) {
            Some(decoded) if is_closed => ReferenceStep::Closed(decoded),
            Some(decoded) => ReferenceStep::Followed(decoded),
            None => ReferenceStep::Followed(text),
        }
    }

    fn is_named(&self) -> bool {
        !self.text.starts_with("&#")
    }

    /// Ends the reference if no character follows. Returns the referenced character.
    pub(super) fn end(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        decode(&text, false, true).unwrap_or(text)
    }
}

/// Decodes a reference, from its `&` on, without the `;` that closes it. A name that is not known remains unchanged: what it
/// stands for is nothing of ASCII.
fn decode(text: &str, is_closed: bool, is_name_ended: bool) -> Option<String> {
    let name = text.strip_prefix('&')?;
    let Some(number) = name.strip_prefix('#') else {
        let is_known = is_closed || is_name_ended && WITHOUT_SEMICOLON.contains(&name);
        let found = NAMES.iter().find(|(known, _)| *known == name).filter(|_| is_known);
        return found.map(|(_, decoded)| (*decoded).to_owned());
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some("") => return None,
        Some(digits) => u32::from_str_radix(digits, 16),
        None if number.is_empty() => return None,
        None => number.parse(),
    };
    let c = code.ok().filter(|code| *code > 0).and_then(char::from_u32);
    Some(c.unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
}

#[cfg(test)]
mod tests {
    use super::{Reference, ReferenceStep};

    /// Returns text with its references decoded.
    fn decoded(text: &str) -> String {
        let (mut reference, mut decoded) = (Reference::default(), String::new());
        for c in text.chars() {
            if !reference.is_empty() {
                match reference.push(c) {
                    ReferenceStep::Continued => continue,
                    ReferenceStep::Closed(text) => {
                        decoded.push_str(&text);
                        continue;
                    }
                    ReferenceStep::Followed(text) => decoded.push_str(&text),
                }
            }
            if c == '&' {
                reference = Reference::new();
            } else {
                decoded.push(c);
            }
        }
        decoded + &reference.end()
    }

    #[test]
    fn references() {
        for (text, expected) in [
            ("a&quot;b", "a\"b"),
            ("&quot ", "\" "),
            ("&quot", "\""),
            ("&quota;", "&quota;"),
            ("&quot=", "&quot="),
            ("&colon;", ":"),
            ("&colon ", "&colon "),
            ("&#39;", "'"),
            ("&#39 ", "' "),
            ("&#39a", "'a"),
            ("&#39=", "'="),
            ("&#x2Fg", "/g"),
            ("&#X2f;", "/"),
            ("&#00000000000000000000000000000000000000000000000115;", "s"),
            ("&#x00000000000000000000000000000000000000000000000027;", "'"),
            ("&#0;", "\u{fffd}"),
            ("&#x0;", "\u{fffd}"),
            ("&#100a;", "da;"),
            ("&#99999999999999999999999999999999999999999999999999;", "\u{fffd}"),
            ("&#xd800;", "\u{fffd}"),
            ("&#;", "&#;"),
            ("&#x;", "&#x;"),
            ("&#xg", "&#xg"),
            ("&;", "&;"),
            ("&&quot;", "&\""),
            ("&amp;quot;", "&quot;"),
            ("&amp;#39;", "&#39;"),
            ("&eacute;", "&eacute;"),
            ("&DiacriticalGrave;", "`"),
            ("&CounterClockwiseContourIntegral;", "&CounterClockwiseContourIntegral;"),
        ] {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }
}
