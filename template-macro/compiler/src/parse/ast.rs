//! The syntax tree: the template as it is written. Names are not resolved yet.
//!
//! Comments are gone, and white space is as it will be printed: `~` and standalone lines have
//! already taken their share.

use crate::source::Span;

/// A whole template.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateAst {
    /// What it prints, in order.
    pub body: Vec<Node>,
}

/// A part of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Static text.
    Text(TextStatement),
    /// `{{expression}}`, `{{{expression}}}` or `{{&expression}}`.
    Mustache(Mustache),
    /// `{{#name …}}…{{/name}}` or `{{^name …}}…{{/name}}`.
    Block(BlockStatement),
}

/// Static text, never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStatement {
    /// What is printed: `\{{` is `{{`.
    pub content: String,
    /// Where it is written.
    pub span: Span,
}

/// An expression that is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mustache {
    /// What is printed.
    pub expression: Expression,
    /// False for `{{{…}}}` and `{{&…}}`.
    pub escaped: bool,
    /// The whole mustache, braces included.
    pub span: Span,
}

/// A block with all its branches.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockStatement {
    /// True for `{{^name}}`, which swaps body and `else`.
    pub inverted: bool,
    /// The opening tag and what follows it, then each `{{else name …}}` and what follows that.
    /// Never empty; each later one is inside the `else` of the previous one.
    pub branches: Vec<Branch>,
    /// The last plain `{{else}}` or `{{^}}`.
    pub otherwise: Option<Vec<Node>>,
    /// From the opening tag to the closing tag, both included.
    pub span: Span,
}

/// A block's tag with a head, and the body under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The contents of the tag: `each teams`.
    pub head: Call,
    /// `as |item index|`.
    pub params: Vec<Name>,
    /// What the branch prints.
    pub body: Vec<Node>,
    /// The tag, braces included.
    pub span: Span,
}

impl Branch {
    /// The name in the tag that may be that of a block: a plain one without parentheses.
    #[must_use]
    pub fn keyword(&self) -> Option<&str> {
        match &self.head.callee {
            Expression::Path(path) => path.plain(),
            _ => None,
        }
    }
}

/// A name with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// Something with a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// `a.b`, `../a`, `@index`.
    Path(Path),
    /// `"text"`, `1`, `true`.
    Literal(Literal),
    /// `f a k=v`, or `(f)` without arguments.
    Call(Box<Call>),
}

impl Expression {
    /// Where it is written; parentheses are part of a call in parentheses.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Path(path) => path.span,
            Self::Literal(literal) => literal.span,
            Self::Call(call) => call.span,
        }
    }
}

/// A callee with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// What is called: a path, or an expression in parentheses.
    pub callee: Expression,
    /// The positional arguments.
    pub positional: Vec<Expression>,
    /// The named arguments in the order of the source.
    pub named: Vec<NamedArgument>,
    /// From the callee (or its parenthesis) to the last argument (or its parenthesis).
    pub span: Span,
}

impl Call {
    /// Whether there are no arguments.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.positional.is_empty() && self.named.is_empty()
    }

    /// The path that is called, be it in parentheses of its own or not: `f` in `f x` and `(f) x`.
    #[must_use]
    pub fn name(&self) -> Option<&Path> {
        match &self.callee {
            Expression::Path(path) => Some(path),
            Expression::Call(inner) if inner.is_bare() => match &inner.callee {
                Expression::Path(path) => Some(path),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A named argument, `name=value`.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedArgument {
    /// The name.
    pub name: Name,
    /// The value.
    pub value: Expression,
}

/// A path: `../this.a.b`, `@root.a`, `text::shout`.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// True with a leading `@`.
    pub at: bool,
    /// How many `../` lead it (after the `@`).
    pub up: usize,
    /// True when it begins with `this` or `.`, or is nothing but `..`: then it is never a helper
    /// or a block param.
    pub this: bool,
    /// The names between the dots or slashes; empty for `this`, `.` and `..`. The first may be a
    /// path of Rust (`text::shout`).
    pub segments: Vec<Name>,
    /// As it is written.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

impl Path {
    /// The name, when the path is nothing but a name (or a path of Rust).
    #[must_use]
    pub fn plain(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [name] if !self.at && self.up == 0 && !self.this => Some(&name.text),
            _ => None,
        }
    }

    /// Reports whether it is a path of Rust followed by a name: `text::shout.name`.
    #[must_use]
    pub fn is_field_of_function(&self) -> bool {
        self.segments.len() > 1 && self.is_of_rust()
    }

    /// Whether it begins with a path of Rust: `text::shout`, but not `[a::b]`, which is a name.
    #[must_use]
    pub fn is_of_rust(&self) -> bool {
        let leads = self.at || self.up > 0 || self.this || self.text.starts_with('[');
        !leads && self.segments.first().is_some_and(|head| head.text.contains("::"))
    }
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    /// Its value.
    pub value: LiteralValue,
    /// Whether it is a null that is written `undefined`.
    pub undefined: bool,
    /// Where it is written.
    pub span: Span,
}

/// A value that is known while compiling.
#[derive(Clone, Debug, PartialEq)]
pub enum LiteralValue {
    /// `null`, `undefined`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number without point or exponent that fits.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text in either quote.
    Text(String),
}
