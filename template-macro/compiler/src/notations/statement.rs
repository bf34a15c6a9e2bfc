//! Parses the tags of other template languages: conditions, loops, and names for values. For tags without an equivalent,
//! there is help.

use super::{expression::Parser, term::Term, tokens::TokenKind};

/// The kind of a tag by its beginning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// `{{`
    Mustache,
    /// `{{{`, `{{&`
    Unescaped,
    /// `{{#`
    Block,
    /// A tag of another language, in which a word opens a block: `{% if a %}`.
    Statement,
}

/// A tag of this language: its mark and its content.
pub(super) struct Tag {
    /// `#`, `/`, `{` or none.
    pub(super) mark: &'static str,
    pub(super) content: String,
}

fn block(content: String) -> Option<Tag> {
    Some(Tag { mark: "#", content })
}

/// Parses a tag, all of whose tokens `parser` has. Returns `None` if it has no counterpart.
pub(super) fn statement(parser: &mut Parser<'_>, head: Head) -> Option<Tag> {
    let tag = match parser.peek().map(|token| token.text) {
        Some("if") if head != Head::Unescaped => condition(parser, head, "if"),
        Some("unless") if head != Head::Unescaped => condition(parser, head, "unless"),
        Some("else") if head != Head::Block => else_tag(parser),
        Some("elif" | "elsif" | "elseif") if head != Head::Block => else_tag(parser),
        Some(":") if head == Head::Mustache => colon_tag(parser),
        Some("each" | "for" | "foreach") if head != Head::Unescaped => each(parser, head),
        Some("range") if head == Head::Mustache && parser.is_followed_by_space() => {
            each(parser, head)
        }
        Some("with") if head != Head::Unescaped => with(parser),
        Some("let" | "set" | "assign" | "const" | "var") if head != Head::Unescaped => {
            parser.name()?;
            let_tag(parser)
        }
        Some("endif") if head == Head::Statement => end(parser, "if"),
        Some("endunless") if head == Head::Statement => end(parser, "unless"),
        Some("endfor" | "endforeach") if head == Head::Statement => end(parser, "each"),
        Some("endwith") if head == Head::Statement => end(parser, "with"),
        Some(_) if head == Head::Statement => None,
        Some(name) if head == Head::Mustache && name.starts_with('$') && parser.assigns() => {
            let_tag(parser)
        }
        Some(_) => value(parser, head),
        None => None,
    }?;
    parser.is_done().then_some(tag)
}

/// Parses `name.len()` in a mustache, or a block over a value or with arguments.
fn value(parser: &mut Parser<'_>, head: Head) -> Option<Tag> {
    let term = parser.expression(true)?;
    if !parser.is_foreign {
        return None;
    }
    let is_unescaped = parser.is_unescaped || head == Head::Unescaped;
    let mark = match (head, is_unescaped) {
        (Head::Block, true) => return None,
        (Head::Block, false) => "#",
        (_, true) => "{",
        (_, false) => "",
    };
    if head == Head::Block && !matches!(term, Term::Path(_)) {
        // A section over the result of a call.
        return Some(Tag { mark, content: format!("with {}", term.operand()) });
    }
    Some(Tag { mark, content: term.printed() })
}

/// Parses `if a`, and in a mustache `if a b c`.
fn condition(parser: &mut Parser<'_>, head: Head, keyword: &str) -> Option<Tag> {
    parser.name()?;
    if parser.take("let") {
        return if_let(parser);
    }
    let condition = parser.expression(true)?;
    parser.take("then");
    if head == Head::Statement {
        parser.take("{");
        parser.take(":");
    }
    if head != Head::Mustache {
        return block(format!("{keyword} {}", condition.condition()));
    }
    if parser.is_done() {
        return match condition {
            // `if a "b"` is read as a call in the condition.
            Term::Call { callee, arguments } if !parser.is_foreign => Some(Tag {
                mark: "",
                content: format!("{keyword} {callee} {}", arguments.join(" ")),
            })
            .filter(|_| arguments.len() <= 2),
            condition => block(format!("{keyword} {}", condition.condition())),
        };
    }
    let then = parser.expression(false)?;
    parser.take("else");
    let mut content = format!("{keyword} {} {}", condition.condition(), then.operand());
    if !parser.is_done() {
        content += &format!(" {}", parser.expression(false)?.operand());
    }
    Some(Tag { mark: "", content })
}

/// Parses `Some(x) = value`.
fn if_let(parser: &mut Parser<'_>) -> Option<Tag> {
    let name = match parser.name()? {
        "Some" => {
            let name = parser.take("(").then(|| parser.name())??;
            parser.take(")").then_some(name)?
        }
        _ => return None,
    };
    parser.take("&");
    let value = parser.take("=").then(|| parser.expression(true))??;
    parser.take("{");
    parser.treats_false_as_missing = true;
    block(format!("with {} as |{name}|", value.operand()))
}

/// Parses `else`, `else if a`, `elif a`.
fn else_tag(parser: &mut Parser<'_>) -> Option<Tag> {
    let word = parser.name()?;
    parser.take("{");
    let is_condition = word != "else" || parser.take("if");
    if !is_condition {
        parser.take(":");
        return Some(Tag { mark: "", content: "else".to_owned() });
    }
    let condition = parser.expression(true)?;
    parser.take("{");
    parser.take(":");
    Some(Tag { mark: "", content: format!("else if {}", condition.condition()) })
}

/// Parses `:else` and `:else if a`, as in Svelte.
fn colon_tag(parser: &mut Parser<'_>) -> Option<Tag> {
    parser.take(":");
    let is_else = parser.peek().is_some_and(|token| token.text == "else");
    is_else.then(|| else_tag(parser))?
}

fn end(parser: &mut Parser<'_>, block: &str) -> Option<Tag> {
    parser.name()?;
    Some(Tag { mark: "/", content: block.to_owned() })
}

/// Parses a loop: `for x in xs`, `each xs as |x|`, `range $i, $x := .Items`.
fn each(parser: &mut Parser<'_>, head: Head) -> Option<Tag> {
    let word = parser.name()?;
    if word == "for" || head != Head::Block || !parser.has("as") {
        let is_in_parentheses = head == Head::Statement && parser.is_parenthesised_loop();
        if is_in_parentheses {
            parser.take("(");
            parser.take("const");
            parser.take("let");
            parser.take("var");
        }
        if let Some(names) = names_before(parser, &["in", "of", ":="]) {
            let list = parser.expression(true)?;
            if is_in_parentheses {
                parser.take(")");
            }
            parser.take("{");
            parser.take(":");
            return loop_over(&list, &names);
        }
    }
    if word == "for" {
        return None;
    }
    if word == "range" {
        let list = parser.expression(true)?;
        return block(format!("each {}", list.operand()));
    }
    let list = parser.expression_before("as")?;
    if !parser.take("as") {
        return block(format!("each {}", list.operand()));
    }
    parser.take("|");
    let is_grouped = parser.take("(");
    let mut names = Vec::new();
    while let Some(name) = parser.name() {
        names.push(name);
        if parser.take("=>") {
            let value = parser.name()?;
            names = vec![value, name];
        }
        parser.take(",");
    }
    if is_grouped {
        parser.take(")");
    }
    parser.take("|");
    match names.as_slice() {
        [] => None,
        [_] | [_, _] => block(format!("each {} as |{}|", list.operand(), names.join(" "))),
        _ => None,
    }
}

/// Returns the loop over a list with one name, or over a map with the names of the key and the value.
fn loop_over(list: &Term, names: &[&str]) -> Option<Tag> {
    let list = list.operand();
    match names {
        [item] => block(format!("each {list} as |{item}|")),
        [key, value] => block(format!("each-in {list} as |{key} {value}|")),
        _ => None,
    }
}

/// Takes one or two names and the word after them, if it is one of `words`.
fn names_before<'t>(parser: &mut Parser<'t>, words: &[&str]) -> Option<Vec<&'t str>> {
    let start = parser.at;
    let names = names_and_word(parser, words);
    if names.is_none() {
        parser.at = start;
    }
    names
}

fn names_and_word<'t>(parser: &mut Parser<'t>, words: &[&str]) -> Option<Vec<&'t str>> {
    let is_grouped = parser.take("(");
    let mut names = vec![parser.name()?];
    if parser.take(",") {
        names.push(parser.name()?);
    }
    if is_grouped && !parser.take(")") {
        return None;
    }
    words.iter().any(|word| parser.take(word)).then_some(names)
}

/// Parses `with a`, and `with x = a`.
fn with(parser: &mut Parser<'_>) -> Option<Tag> {
    parser.name()?;
    if parser.assigns() {
        return let_tag(parser);
    }
    let value = parser.expression_before("as")?;
    if parser.take("as") {
        parser.take("|");
        let name = parser.name()?;
        parser.take("|");
        return block(format!("with {} as |{name}|", value.operand()));
    }
    block(format!("with {}", value.operand()))
}

/// Parses `x = value`.
fn let_tag(parser: &mut Parser<'_>) -> Option<Tag> {
    parser.take("mut");
    let name = parser.name()?;
    let value = (parser.take("=") || parser.take(":=")).then(|| parser.expression(true))??;
    parser.take(";");
    block(format!("let {} as |{name}|", value.operand()))
}

impl<'t> Parser<'t> {
    /// Takes an expression up to the last token that is `word`, or to the end.
    fn expression_before(&mut self, word: &str) -> Option<Term> {
        let tokens = self.tokens;
        let end = tokens.iter().rposition(|token| token.text == word).filter(|end| *end > self.at);
        self.tokens = &tokens[..end.unwrap_or(tokens.len())];
        let term = self.expression(true).filter(|_| self.is_done());
        self.tokens = tokens;
        term
    }

    /// Returns `true` if a name and `=` or `:=` follow.
    fn assigns(&self) -> bool {
        matches!(&self.tokens[self.at..], [name, sign, ..]
            if name.kind == TokenKind::Name && matches!(sign.text, "=" | ":="))
    }

    /// Returns `true` if whitespace comes after the next token.
    fn is_followed_by_space(&self) -> bool {
        self.tokens.get(self.at + 1).is_some_and(|token| token.is_spaced)
    }

    /// Returns `true` if a word follows somewhere.
    fn has(&self, word: &str) -> bool {
        self.tokens[self.at..].iter().any(|token| token.text == word)
    }

    /// Returns `true` if a loop in parentheses follows: `(const x of xs)`.
    fn is_parenthesised_loop(&self) -> bool {
        let words = self.tokens[self.at..].iter().take(4).map(|token| token.text);
        matches!(
            words.collect::<Vec<_>>().as_slice(),
            ["(", "const" | "let" | "var", ..] | ["(", _, "of" | "in", ..]
        )
    }
}

/// Returns what to write instead of a statement with a word that has no tag of the same shape here.
pub(crate) fn word_help(statement: &str) -> Option<String> {
    let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
    let name = rest.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'']);
    let is_named =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-./".contains(c));
    let stem = name.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    let stem = if is_named && !stem.is_empty() { stem } else { "name" };
    Some(match word {
        "include" | "partial" | "template" | "render" | "component" => {
            format!("write `{{{{> {stem}}}}}`, which includes a partial")
        }
        "extends" => format!(
            "write the page in `{{{{#> {stem}}}}}…{{{{/{stem}}}}}`, and `{{{{> @partial-block}}}}` in the layout"
        ),
        "block" | "define" => format!(
            "write `{{{{#*inline \"{stem}\"}}}}…{{{{/inline}}}}` in the page, and `{{{{> {stem}}}}}` in the layout"
        ),
        "outlet" | "super" | "caller" => {
            "the content of a layout is printed by `{{yield}}` in a component, or by `{{> @partial-block}}`"
                .to_owned()
        }
        "raw" | "verbatim" | "safe" | "html" if is_named => {
            format!("write `{{{{{{{name}}}}}}}` to print without escaping")
        }
        "match" | "switch" | "when" | "case" => {
            "write `{{#if (eq x \"A\")}}…{{else if (eq x \"B\")}}…{{/if}}`, and for variants with fields `{{#if x.A}}`"
                .to_owned()
        }
        "end" | "endif" | "endfor" | "endblock" | "endwith" => {
            "a block ends with its name, as in `{{/if}}`".to_owned()
        }
        "on" | "action" | "debugger" | "unbound" => {
            "the output is text, which has no events: write HTML attributes".to_owned()
        }
        _ => return None,
    })
}
