//! The syntax tree: the template as written, with unresolved names.
//!
//! Comments are removed, and so is the whitespace that `~` and standalone lines strip.

use crate::source::{Diagnostic, Span};
use std::sync::Arc;

/// A whole template.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateAst {
    /// Its nodes, in order.
    pub body: Vec<Node>,
    /// The tags of other languages in its text segments, with the warnings about them.
    pub foreign_tags: Vec<ForeignTag>,
}

/// A tag of another language in text.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignTag {
    /// The warning about it.
    pub warning: Diagnostic,
    /// Whether the tag is written like an element, as `<Card />` is. Outside of HTML such a tag is plain text.
    pub is_element: bool,
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
    /// `{{> name …}}` or `{{#> name …}}…{{/name}}`.
    Partial(PartialStatement),
    /// `{{#*inline "name"}}…{{/inline}}`.
    Inline(InlinePartial),
}

/// A tag that includes a partial, with the block that it passes to the partial.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialStatement {
    /// The partial that it includes.
    pub target: PartialTarget,
    /// The positional arguments: at most one, the context, unless the template is invalid.
    pub positional: Vec<Expression>,
    /// The names that it adds to the context, in the order of the source.
    pub named: Vec<NamedArgument>,
    /// Whether it calls a component: a struct with a template.
    pub is_component: bool,
    /// The block params of a component's content.
    pub params: Vec<Name>,
    /// The body of `{{#> name}}…{{/name}}`. It is shared, because the partial may print it several times.
    pub block: Option<Arc<Vec<Node>>>,
    /// The body after the `{{else}}` of a component, with the span of the tag.
    pub otherwise: Option<(Span, Vec<Node>)>,
    /// The whitespace before a tag that is alone on its line, by which the lines of the partial are indented.
    pub indent: String,
    /// The tag, braces included; the opening tag if there is a block.
    pub span: Span,
}

/// The partial that a tag includes.
#[derive(Clone, Debug, PartialEq)]
pub enum PartialTarget {
    /// A name that is written in the template: `nav`, `"shop/nav"`, `@partial-block`.
    Name {
        /// The name, without quotes.
        name: Name,
        /// Whether it is written in quotes or brackets.
        is_quoted: bool,
    },
    /// An expression in parentheses, whose value is the name.
    Dynamic(Expression),
}

/// `{{#*inline "name"}}…{{/inline}}`: a partial for the rest of the block that contains it.
#[derive(Clone, Debug, PartialEq)]
pub struct InlinePartial {
    /// Its name.
    pub name: Name,
    /// Its body.
    pub body: Arc<Vec<Node>>,
    /// The opening tag, braces included.
    pub span: Span,
}

/// Static text, never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStatement {
    /// The text to print, in which the escape `\{{` is already replaced by `{{`.
    pub content: String,
    /// Its span.
    pub span: Span,
}

/// A mustache, which prints an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Mustache {
    /// The expression.
    pub expression: Expression,
    /// Whether the output is escaped: false for `{{{…}}}` and `{{&…}}`.
    pub escaped: bool,
    /// The whole mustache, braces included.
    pub span: Span,
}

/// A block, with all its branches.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockStatement {
    /// True for `{{^name}}`, which swaps the body and the `else` block.
    pub inverted: bool,
    /// The opening tag with its body, then each `{{else name …}}` with its body. Never empty; each branch
    /// after the first is nested in the `else` block of the one before it.
    pub branches: Vec<Branch>,
    /// The body of the plain `{{else}}` or `{{^}}`, which is last.
    pub otherwise: Option<Vec<Node>>,
    /// From the opening tag to the closing tag, both included.
    pub span: Span,
}

/// A branch of a block: a tag with a head, and the body after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The contents of the tag: `each teams`.
    pub head: Call,
    /// `as |item index|`.
    pub params: Vec<Name>,
    /// The nodes of the body.
    pub body: Vec<Node>,
    /// The span of the tag, braces included.
    pub span: Span,
}

impl Branch {
    /// Returns the name in the tag if it may be a keyword: a plain name without parentheses.
    #[must_use]
    pub fn keyword(&self) -> Option<&str> {
        match &self.head.callee {
            Expression::Path(path) => path.plain(),
            _ => None,
        }
    }
}

/// A name with its span.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its span.
    pub span: Span,
}

/// An expression.
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
    /// Returns its span, which includes the parentheses of a subexpression.
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
    /// The callee: a path or a subexpression; after an error also a literal.
    pub callee: Expression,
    /// The positional arguments.
    pub positional: Vec<Expression>,
    /// The named arguments in the order of the source.
    pub named: Vec<NamedArgument>,
    /// From the callee to the last argument, parentheses included.
    pub span: Span,
}

impl Call {
    /// Returns `true` if there are no arguments.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.positional.is_empty() && self.named.is_empty()
    }

    /// Returns `true` if it is a subexpression, and not the contents of a tag.
    #[must_use]
    pub fn is_in_parentheses(&self) -> bool {
        // The callee of a tag's call may be in parentheses of its own.
        self.span.start < self.callee.span().start
    }

    /// Returns the path that is called, with or without its own parentheses: `f` in `f x` and `(f) x`.
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
    /// Whether it begins with `@`.
    pub at: bool,
    /// The number of `../` at its beginning, after the `@`.
    pub up: usize,
    /// Whether it begins with `this` or `.`, or consists of `..` only: then it never refers to a helper or
    /// a block param.
    pub this: bool,
    /// The names between the dots or slashes; empty for `this`, `.` and `..`. The first may be a Rust path
    /// (`text::shout`).
    pub segments: Vec<Name>,
    /// The path as written.
    pub text: String,
    /// Its span.
    pub span: Span,
}

impl Path {
    /// Returns the name, if the path is only a name or a Rust path.
    #[must_use]
    pub fn plain(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [name] if !self.at && self.up == 0 && !self.this => Some(&name.text),
            _ => None,
        }
    }

    /// Returns `true` if it is a Rust path followed by a name: `text::shout.name`.
    #[must_use]
    pub fn is_field_of_function(&self) -> bool {
        self.segments.len() > 1 && self.is_of_rust()
    }

    /// Returns `true` if it begins with a Rust path: `text::shout`, but not `[a::b]`, which is a name.
    #[must_use]
    pub fn is_of_rust(&self) -> bool {
        let has_prefix = self.at || self.up > 0 || self.this || self.text.starts_with('[');
        !has_prefix && self.segments.first().is_some_and(|head| head.text.contains("::"))
    }
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    /// Its value.
    pub value: LiteralValue,
    /// Whether it is a null written as `undefined`.
    pub undefined: bool,
    /// Its span.
    pub span: Span,
}

/// The value of a literal.
#[derive(Clone, Debug, PartialEq)]
pub enum LiteralValue {
    /// `null`, `undefined`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number without decimal point or exponent, in the range of `i64`.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A string in single or double quotes.
    Text(String),
}
