//! Parses expressions in the syntax of Rust and of other template languages.

use super::{
    names::{is_unescaping, literal, loop_variable, method, replaces_missing},
    operators::{Binding, is_infix_word},
    term::Term,
    tokens::{Token, TokenKind},
};

/// The maximum nesting of expressions of which the correct spelling is searched for.
const MAX_DEPTH: usize = 16;

/// A parser of the tokens of one tag.
pub(super) struct Parser<'t> {
    pub(super) tokens: &'t [Token<'t>],
    /// The number of tokens that are read.
    pub(super) at: usize,
    depth: usize,
    /// The standard helpers in the terms.
    pub(super) helpers: Vec<&'static str>,
    /// Whether a filter turns off escaping of the value.
    pub(super) is_unescaped: bool,
    /// Whether the notation comes from another language.
    pub(super) is_foreign: bool,
    /// Whether a value that is false is treated as a missing one, which it is not in the notation.
    pub(super) treats_false_as_missing: bool,
}

impl<'t> Parser<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>]) -> Self {
        Self {
            tokens,
            at: 0,
            depth: 0,
            helpers: Vec::new(),
            is_unescaped: false,
            is_foreign: false,
            treats_false_as_missing: false,
        }
    }

    pub(super) fn peek(&self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    /// Returns `true` if the next token may begin an argument. Of the punctuation marks, only those that can precede a value
    /// do; those of references precede it without whitespace.
    fn begins_operand(&self) -> bool {
        let Some(token) = self.peek() else { return false };
        let is_joined = self.tokens.get(self.at + 1).is_some_and(|next| !next.is_spaced);
        token.kind != TokenKind::Mark
            || matches!(token.text, "(" | "!" | ".")
            || matches!(token.text, "&" | "*") && is_joined
    }

    /// Returns `true` if all tokens are read.
    pub(super) fn is_done(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// Takes the next token, if it is `text`.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let is_next = self.peek().is_some_and(|token| token.text == text);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes the next token, if it is `text` without whitespace before it.
    fn take_joined(&mut self, text: &str) -> bool {
        self.peek().is_some_and(|token| !token.is_spaced) && self.take(text)
    }

    /// Takes a name.
    pub(super) fn name(&mut self) -> Option<&'t str> {
        let token = self.peek().filter(|token| token.kind == TokenKind::Name)?;
        self.at += 1;
        Some(token.text)
    }

    /// Takes an expression. With `applies`, names before operands are callees.
    pub(super) fn expression(&mut self, applies: bool) -> Option<Term> {
        self.depth += 1;
        let term = if self.depth > MAX_DEPTH { None } else { self.choice(applies) };
        self.depth -= 1;
        term
    }

    /// Takes `a ? b : c`, `a if b else c`, or a looser expression.
    fn choice(&mut self, applies: bool) -> Option<Term> {
        let first = self.binary(Binding::Or, applies)?;
        if self.peek().is_some_and(|token| token.is_spaced) && self.take("?") {
            let then = self.expression(false)?;
            let otherwise = self.take(":").then(|| self.expression(false))??;
            self.is_foreign = true;
            return Some(Term::call("if", [&first, &then, &otherwise]));
        }
        if self.take("if") {
            let condition = self.binary(Binding::Or, false)?;
            self.is_foreign = true;
            if self.take("else") {
                let otherwise = self.expression(false)?;
                return Some(Term::call("if", [&condition, &first, &otherwise]));
            }
            return Some(Term::call("if", [&condition, &first]));
        }
        Some(first)
    }

    /// Takes a value with filters: `name | upper`, `name | default("a")`, `name | date: "%Y"`.
    pub(super) fn filtered(&mut self, applies: bool) -> Option<Term> {
        let mut value = self.application(applies)?;
        while self.take("|") {
            self.is_foreign = true;
            let mut name = self.name()?.to_owned();
            while self.take_joined("::") {
                name = format!("{name}::{}", self.name()?);
            }
            let mut arguments = Vec::new();
            if self.take_joined("(") {
                arguments = self.arguments(")")?;
            } else if self.take_joined(":") {
                arguments.push(self.postfix()?);
                while self.take(",") {
                    arguments.push(self.postfix()?);
                }
            } else {
                // In Go, the value comes last.
                while self.peek().is_some_and(|token| token.is_spaced) && self.begins_operand() {
                    arguments.push(self.postfix()?);
                }
            }
            if name == "printf" {
                return None;
            }
            if is_unescaping(&name) && arguments.is_empty() {
                self.is_unescaped = true;
                continue;
            }
            value = match self.method(&name, &value, &arguments) {
                Some(value) => value,
                None => Term::call(&name, std::iter::once(&value).chain(&arguments)),
            };
        }
        Some(value)
    }

    /// Takes a value, or a call in the notation of this language: `shout name`.
    fn application(&mut self, applies: bool) -> Option<Term> {
        let start = self.at;
        let value = self.postfix()?;
        let is_callee = matches!(&value, Term::Path(_)) && applies;
        let mut arguments = Vec::new();
        while is_callee
            && let Some(token) = self.peek()
            && token.is_spaced
            && self.begins_operand()
            && !is_infix_word(token)
        {
            let is_named = self
                .tokens
                .get(self.at + 1)
                .is_some_and(|next| next.text == "=" && !next.is_spaced);
            if let (true, TokenKind::Name) = (is_named, token.kind) {
                self.at += 2;
                let value = self.binary(Binding::Or, false)?;
                arguments.push(Term::Path(format!("{}={}", token.text, value.operand())));
            } else {
                arguments.push(self.postfix()?);
            }
        }
        if arguments.is_empty() {
            return Some(value);
        }
        let callee = value.operand();
        match (callee.as_str(), arguments.as_slice()) {
            // In Go, these are functions.
            ("len", [list]) if self.is_foreign => self.method("len", list, &[]),
            ("index", [_, _]) if self.is_foreign => Some(Term::call("get", &arguments)),
            _ if self.tokens[start].text == "printf" => None,
            _ => Some(Term::call(&callee, &arguments)),
        }
    }

    /// Takes a value with what follows it directly: fields, indices, calls.
    fn postfix(&mut self) -> Option<Term> {
        let mut value = self.primary()?;
        loop {
            if self.take("as") {
                // A type.
                self.name()?;
                while self.take_joined("::") {
                    self.name()?;
                }
                self.is_foreign = true;
            } else if self.take_joined("?.") || self.take_joined(".") {
                value = self.field(&value)?;
            } else if self.take_joined("[") {
                value = self.index(&value)?;
            } else if self.take_joined("?") {
                self.is_foreign = true;
            } else if let Term::Path(path) = &value
                && self.peek().is_some_and(|token| !token.is_spaced && token.text == "(")
            {
                let path = path.clone();
                self.at += 1;
                let arguments = self.arguments(")")?;
                self.is_foreign = true;
                value = self.function(&path, &arguments)?;
            } else {
                return Some(value);
            }
        }
    }

    /// Takes what follows a dot: the name of a field, or a call of a method.
    fn field(&mut self, value: &Term) -> Option<Term> {
        let token = self.peek().filter(|token| !token.is_spaced)?;
        self.at += 1;
        if !matches!(token.kind, TokenKind::Name | TokenKind::Number) {
            return None;
        }
        if let Term::Path(object) = value
            && let Some(variable) = loop_variable(object, token.text)
        {
            self.is_foreign = true;
            return Some(Term::Path(variable.to_owned()));
        }
        if self.take_joined("(") {
            let arguments = self.arguments(")")?;
            self.is_foreign = true;
            return self.method(token.text, value, &arguments);
        }
        match value.field(token.text) {
            Some(field) => Some(field),
            None => {
                let name = Term::literal(&format!("\"{}\"", token.text));
                Some(Term::call("get", [value, &name]))
            }
        }
    }

    /// Takes an index and its bracket.
    fn index(&mut self, value: &Term) -> Option<Term> {
        let index = self.expression(false)?;
        self.is_foreign = true;
        if self.take(":") || self.take("..") {
            let end = self.expression(false)?;
            self.helpers.push("slice");
            return self.take("]").then(|| Term::call("slice", [value, &index, &end]));
        }
        if !self.take("]") {
            return None;
        }
        let name = match &index {
            Term::Literal(text) => text.trim_matches(['"', '\'']).to_owned(),
            _ => return Some(Term::call("get", [value, &index])),
        };
        let is_plain =
            !name.is_empty() && name.chars().all(|c| c == '_' || c == '-' || c.is_alphanumeric());
        let name = if is_plain { name } else { format!("[{name}]") };
        value.field(&name).or_else(|| Some(Term::call("get", [value, &index])))
    }

    /// Takes arguments that are separated by commas, up to a mark.
    fn arguments(&mut self, end: &str) -> Option<Vec<Term>> {
        let mut arguments = Vec::new();
        while !self.take(end) {
            if !arguments.is_empty() && !self.take(",") {
                return None;
            }
            let is_named = self.tokens.get(self.at + 1).is_some_and(|next| next.text == "=");
            let name = is_named.then(|| self.name()).flatten();
            self.at += usize::from(name.is_some());
            let value = self.expression(false)?;
            arguments.push(match name {
                Some(name) => Term::Path(format!("{name}={}", value.operand())),
                None => value,
            });
        }
        Some(arguments)
    }

    /// Returns the term for a method, or a filter.
    fn method(&mut self, name: &str, receiver: &Term, arguments: &[Term]) -> Option<Term> {
        let (term, helper) = method(name, receiver, arguments)?;
        self.treats_false_as_missing |= replaces_missing(name);
        self.helpers.extend(helper);
        Some(term)
    }

    /// Returns the term for a function that is called with parentheses.
    fn function(&mut self, name: &str, arguments: &[Term]) -> Option<Term> {
        match (name, arguments) {
            ("len" | "length" | "size" | "count", [list]) => self.method("len", list, &[]),
            ("str" | "String" | "string", [value]) => Some(value.clone()),
            ("not", [value]) => Some(Term::call("not", [value])),
            // There is nothing like them.
            ("super" | "range" | "caller", _) => None,
            _ if name.contains('.') => None,
            _ => Some(Term::call(name, arguments)),
        }
    }

    /// Takes a name, a literal, or an expression in parentheses, with the operators before it.
    fn primary(&mut self) -> Option<Term> {
        let token = self.peek()?;
        self.at += 1;
        match token.kind {
            TokenKind::Text | TokenKind::Number => Some(Term::literal(token.text)),
            TokenKind::Name => self.path(token.text),
            TokenKind::Mark => match token.text {
                "(" => {
                    let inside = self.expression(true)?;
                    self.take(")").then_some(inside)
                }
                "!" => {
                    self.is_foreign = true;
                    let operand = self.postfix()?;
                    Some(Term::call("not", [&operand]))
                }
                "&" | "*" => {
                    self.is_foreign = true;
                    self.take("mut");
                    self.postfix()
                }
                "-" => {
                    let number = self.peek()?;
                    let is_literal = number.kind == TokenKind::Number && !number.is_spaced;
                    self.at += 1;
                    is_literal.then(|| Term::literal(&format!("-{}", number.text)))
                }
                // `.Name`, as in Go.
                "." => {
                    self.is_foreign = true;
                    match self.peek() {
                        Some(name) if !name.is_spaced && name.kind == TokenKind::Name => {
                            self.at += 1;
                            Some(Term::Path(name.text.to_owned()))
                        }
                        _ => Some(Term::Path("this".to_owned())),
                    }
                }
                _ => None,
            },
        }
    }

    /// Returns the term for a name, and takes what follows it if it is a path of Rust or a macro.
    fn path(&mut self, name: &str) -> Option<Term> {
        if let Some(literal) = literal(name) {
            self.is_foreign |= literal != name;
            return Some(Term::literal(literal));
        }
        if name == "$" {
            self.is_foreign = true;
            return Some(Term::Path("@root".to_owned()));
        }
        if name == "format" && self.take_joined("!") {
            self.is_foreign = true;
            return self.formatted();
        }
        let mut path = name.to_owned();
        let mut last = "";
        while self.take_joined("::") {
            last = self.name()?;
            path = format!("{path}::{last}");
        }
        let is_called = self.peek().is_some_and(|token| !token.is_spaced && token.text == "(");
        if last.starts_with(char::is_uppercase) && !is_called {
            // A variant of an enum.
            self.is_foreign = true;
            return Some(Term::literal(&format!("\"{last}\"")));
        }
        Some(Term::Path(path))
    }

    /// Takes the arguments of `format!`.
    fn formatted(&mut self) -> Option<Term> {
        let arguments = self.take_joined("(").then(|| self.arguments(")"))??;
        let (Term::Literal(format), values) = arguments.split_first()? else { return None };
        let mut rest = format.strip_prefix('"')?.strip_suffix('"')?;
        let mut values = values.iter();
        let mut parts = Vec::new();
        while let Some(open) = rest.find('{') {
            let close = open + rest[open..].find('}')?;
            if open > 0 {
                parts.push(Term::literal(&format!("\"{}\"", &rest[..open])));
            }
            parts.push(match &rest[open + 1..close] {
                "" => values.next()?.clone(),
                name if name.chars().all(|c| c == '_' || c.is_alphanumeric()) => {
                    Term::Path(name.to_owned())
                }
                _ => return None,
            });
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Term::literal(&format!("\"{rest}\"")));
        }
        (values.next().is_none() && !parts.is_empty()).then(|| Term::call("concat", &parts))
    }
}
