//! Tokens as people write them: `Option<&'a str>`, and not `Option < & 'a str >`.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Spells a type, or something else in which `<` never compares.
pub(super) fn spell_type(tokens: TokenStream) -> String {
    Speller { is_type: true, ..Speller::default() }.spell(tokens)
}

/// Spells an expression, a pattern or the arguments of an attribute.
pub(super) fn spell(tokens: TokenStream) -> String {
    Speller::default().spell(tokens)
}

#[derive(Default)]
struct Speller {
    line: String,
    last: Last,
    /// Whether `<` and `>` are brackets everywhere.
    is_type: bool,
    /// How many `<` are open.
    brackets: usize,
    /// Whether the parameters of a closure are open.
    in_closure: bool,
}

/// What the last token was, as far as the next one wants to know.
#[derive(Clone, Copy, Default, PartialEq)]
enum Last {
    /// What the next one follows without a space, such as a `&`.
    #[default]
    Tight,
    /// What an operand follows after a space, such as a `+` or `mut`.
    Operator,
    /// The end of an operand.
    Operand,
    /// The end of an operand that may be called, or have `<…>`.
    Name,
    /// The same with an upper-case letter: a type.
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

    /// Splits adjacent punctuation.
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
        let is_behind_operand = !matches!(self.last, Last::Tight | Last::Operator);
        match operator {
            "," | ";" | ":" => self.tight(operator, Last::Operator),
            "::" | "." | ".." | "..=" | "!" if is_behind_operand => {
                self.tight(operator, Last::Tight)
            }
            "?" if is_behind_operand => self.tight(operator, Last::Operand),
            "<" if self.opens(is_behind_operand) => {
                self.brackets += 1;
                if is_behind_operand {
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
            "||" if !is_behind_operand => self.word(operator, Last::Operator),
            _ if is_behind_operand || operator == "->" => self.word(operator, Last::Operator),
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

    /// Whether a `<` is a bracket.
    fn opens(&self, is_behind_operand: bool) -> bool {
        self.is_type || !is_behind_operand || self.last == Last::Type || self.line.ends_with("::")
    }

    fn is_callable(&self) -> bool {
        matches!(self.last, Last::Name | Last::Type)
    }
}

/// The operators of more than one character that may come up, longer ones first.
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
