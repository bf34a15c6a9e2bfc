//! Formats tokens with conventional spacing: `Option<&'a str>` instead of `Option < & 'a str >`.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Formats a type, or other tokens in which `<` is never a comparison.
pub(super) fn spell_type(tokens: TokenStream) -> String {
    Speller { is_type: true, ..Speller::default() }.spell(tokens)
}

/// Formats an expression, a pattern or the arguments of an attribute.
pub(super) fn spell(tokens: TokenStream) -> String {
    Speller::default().spell(tokens)
}

/// The state of formatting one group of tokens.
#[derive(Default)]
struct Speller {
    line: String,
    last: Last,
    /// Whether every `<` is a bracket.
    is_type: bool,
    /// The number of open `<`.
    brackets: usize,
    /// Whether the next `|` ends the parameters of a closure.
    in_closure: bool,
}

/// The kind of the last token, which decides on the space before the next one.
#[derive(Clone, Copy, Default, PartialEq)]
enum Last {
    /// A token without a space after it, such as `&`.
    #[default]
    Tight,
    /// A token with a space between it and the operand after it, such as `+` or `mut`.
    Operator,
    /// The end of an operand.
    Operand,
    /// The end of an operand that may be called.
    Name,
    /// The end of a name that begins with an upper-case letter: a type, which may have `<…>`.
    Type,
}

impl Speller {
    fn spell(mut self, tokens: TokenStream) -> String {
        let mut puncts = String::new();
        for token in tokens {
            match token {
                TokenTree::Punct(punct) => {
                    puncts.push(punct.as_char());
                    if punct.spacing() == Spacing::Alone {
                        self.operators(&puncts);
                        puncts.clear();
                    }
                    continue;
                }
                TokenTree::Ident(ident) => match puncts.strip_suffix('\'') {
                    Some(before) => {
                        self.operators(before);
                        self.word(&format!("'{ident}"), Last::Operand);
                    }
                    None => {
                        self.operators(&puncts);
                        let word = ident.to_string();
                        self.word(&word, after_word(&word));
                    }
                },
                TokenTree::Literal(literal) => {
                    self.operators(&puncts);
                    self.word(&literal.to_string(), Last::Operand);
                }
                TokenTree::Group(group) => {
                    self.operators(&puncts);
                    let inner = Self { is_type: self.is_type, ..Self::default() };
                    self.group(group.delimiter(), &inner.spell(group.stream()));
                }
            }
            puncts.clear();
        }
        self.operators(&puncts);
        self.line
    }

    fn word(&mut self, word: &str, last: Last) {
        if self.last != Last::Tight {
            self.line.push(' ');
        }
        self.line.push_str(word);
        self.last = last;
    }

    fn group(&mut self, delimiter: Delimiter, inner: &str) {
        let whole = match delimiter {
            Delimiter::Parenthesis => format!("({inner})"),
            Delimiter::Bracket => format!("[{inner}]"),
            Delimiter::Brace if inner.is_empty() => "{}".to_owned(),
            Delimiter::Brace => format!("{{ {inner} }}"),
            Delimiter::None => return self.word(inner, Last::Name),
        };
        if delimiter != Delimiter::Brace && self.is_callable() {
            self.last = Last::Tight;
        }
        self.word(&whole, if delimiter == Delimiter::Brace { Last::Operand } else { Last::Name });
    }

    /// Splits a sequence of punctuation into operators.
    fn operators(&mut self, mut puncts: &str) {
        while !puncts.is_empty() {
            let is_bracket = puncts.starts_with(">>") && self.brackets > 0;
            let long = LONG.iter().find(|long| !is_bracket && puncts.starts_with(**long));
            let (operator, rest) = puncts.split_at(long.map_or(1, |long| long.len()));
            self.operator(operator);
            puncts = rest;
        }
    }

    fn operator(&mut self, operator: &str) {
        let is_after_operand = !matches!(self.last, Last::Tight | Last::Operator);
        match operator {
            "," | ";" | ":" => self.tight(operator, Last::Operator),
            "::" | "." | ".." | "..=" | "!" if is_after_operand => {
                self.tight(operator, Last::Tight)
            }
            "?" if is_after_operand => self.tight(operator, Last::Operand),
            "<" if self.opens(is_after_operand) => {
                self.brackets += 1;
                if is_after_operand {
                    self.tight(operator, Last::Tight);
                } else {
                    self.word(operator, Last::Tight);
                }
            }
            ">" if self.brackets > 0 => {
                self.brackets -= 1;
                self.tight(operator, Last::Name);
            }
            "|" if self.in_closure => {
                self.in_closure = false;
                self.tight(operator, Last::Operator);
            }
            "||" if !is_after_operand => self.word(operator, Last::Operator),
            _ if is_after_operand || operator == "->" => self.word(operator, Last::Operator),
            _ => {
                self.in_closure |= operator == "|";
                self.word(operator, Last::Tight);
            }
        }
    }

    fn tight(&mut self, operator: &str, last: Last) {
        self.line.push_str(operator);
        self.last = last;
    }

    /// Returns `true` if the next `<` is a bracket.
    fn opens(&self, is_after_operand: bool) -> bool {
        self.is_type || !is_after_operand || self.last == Last::Type || self.line.ends_with("::")
    }

    fn is_callable(&self) -> bool {
        matches!(self.last, Last::Name | Last::Type)
    }
}

/// The operators of more than one character that need handling, longer ones first.
const LONG: &[&str] = &[
    "..=", "<<=", ">>=", "::", "->", "=>", "..", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>",
    "+=", "-=", "*=", "/=",
];

fn after_word(word: &str) -> Last {
    const KEYWORDS: &[&str] = &[
        "as", "const", "dyn", "else", "if", "impl", "in", "let", "match", "move", "mut", "ref",
        "return", "unsafe",
    ];
    match word {
        "for" => Last::Type,
        _ if KEYWORDS.contains(&word) => Last::Operator,
        _ if word.starts_with(char::is_uppercase) => Last::Type,
        _ => Last::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::{spell, spell_type};

    #[track_caller]
    fn is_type(text: &str) {
        assert_eq!(spell_type(text.parse().expect("tokens")), text);
    }

    #[track_caller]
    fn is_expression(text: &str) {
        assert_eq!(spell(text.parse().expect("tokens")), text);
    }

    #[test]
    fn types() {
        is_type("&str");
        is_type("Option<&'a mut [Value<'_>]>");
        is_type("&'a [Vec<Vec<u8>>; 2]");
        is_type("&mut Block<'_, '_>");
        is_type("impl Display + Copy + '_");
        is_type("Box<dyn for<'a> Fn(&'a str, u8) -> &'a str + Send>");
        is_type("::core::result::Result<(), Stopped>");
        is_type("<T as Iterator>::Item");
        is_type("T: Display + ?Sized");
        is_type("impl Iterator<Item = (u8, &'static str)>");
        is_type("*const u8");
        is_type("fn(u8) -> u8");
        is_type("'a: 'b");
        is_type("!");
    }

    #[test]
    fn expressions() {
        is_expression("\"!\"");
        is_expression("-1");
        is_expression("1 - 2 * -x");
        is_expression("a < b && !c || d >> 1 == 2");
        is_expression("Some(&[1, 2])");
        is_expression("Vec::<Vec<u8>>::new()");
        is_expression("crate::limits::MAX.min(7)?");
        is_expression("vec![1; 2]");
        is_expression("if a { 1 } else { 2 }");
        is_expression("|a, &b| a + b");
        is_expression("move || x[0].1");
        is_expression("0..=9");
        is_expression("Point { x: 1, y: *y }");
        is_expression("default = u8::MAX as i64");
        is_expression("mut name");
    }
}
