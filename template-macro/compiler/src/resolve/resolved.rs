//! The template with every name looked up: keywords are nodes of their own, contexts and block
//! params are numbered variables, and what is left over as a name is a field.

use crate::{
    parse::ast::{LiteralValue, Name},
    source::{Diagnostic, Span},
};
use std::collections::BTreeSet;
use template_bytecode::Comparison;

/// A whole template.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedTemplate {
    /// What it prints.
    pub body: Vec<Statement>,
    /// The functions that it calls or passes on; each once.
    pub helpers: Vec<HelperUse>,
    /// The fields of its own data that it reads; each once.
    pub fields: Vec<Name>,
    /// What it may read of its own data in any way.
    pub reads: Reads,
    /// The mustaches that do not escape.
    pub raw: Vec<RawMustache>,
    /// The warnings, in the order of the source.
    pub warnings: Vec<Diagnostic>,
}

/// What a template may read of its own data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// Whether the data is used as a whole, by which any field may be read.
    pub whole: bool,
    /// The names that are looked up in it.
    pub names: BTreeSet<String>,
}

impl Reads {
    /// Whether a field may be read.
    #[must_use]
    pub fn may_read(&self, field: &str) -> bool {
        self.whole || self.names.contains(field)
    }
}

/// `{{{value}}}` or `{{&value}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawMustache {
    /// Where the value is written.
    pub value: Span,
    /// The whole mustache, braces included.
    pub span: Span,
}

/// A function that is called or passed on.
#[derive(Clone, Debug, PartialEq)]
pub struct HelperUse {
    /// Its path in Rust, as it is written.
    pub path: String,
    /// Where it is named first.
    pub span: Span,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Prints static text.
    Text {
        /// The text.
        content: String,
        /// Where it is written.
        span: Span,
    },
    /// Prints a value.
    Append {
        /// The value.
        value: ResolvedExpression,
        /// Whether it is escaped.
        escaped: bool,
    },
    /// The first branch whose condition is true, or else the last body.
    If {
        /// The branches.
        branches: Vec<ConditionalBranch>,
        /// What is left.
        otherwise: Vec<Statement>,
    },
    /// The body for each item of a list.
    Each {
        /// The list.
        list: ResolvedExpression,
        /// The number of the loop.
        of: u8,
        /// Its first variable.
        slot: u16,
        /// What is printed for each item.
        body: Vec<Statement>,
        /// What is printed when there is none.
        otherwise: Vec<Statement>,
    },
    /// The body for each item of a list, or once with any other true value as its context.
    Section {
        /// The value.
        value: ResolvedExpression,
        /// The variable of the context around it, which stays the context when the value is `true`.
        context: u16,
        /// The number of the loop.
        of: u8,
        /// Its first variable.
        slot: u16,
        /// What is printed then.
        body: Vec<Statement>,
        /// What is printed when the value is false.
        otherwise: Vec<Statement>,
    },
    /// The body with a value as its context, if the value is true.
    With {
        /// The value.
        value: ResolvedExpression,
        /// Its variable.
        slot: u16,
        /// What is printed then.
        body: Vec<Statement>,
        /// What is printed when the value is false.
        otherwise: Vec<Statement>,
    },
    /// The body with names for values.
    Let {
        /// The values, in order; of a function with captured arguments, these, and so it may be that
        /// there are none.
        values: Vec<ResolvedExpression>,
        /// The variable of the first.
        slot: u16,
        /// What is printed.
        body: Vec<Statement>,
        /// The opening tag.
        span: Span,
    },
    /// A call of a function that prints, with blocks that it may print any number of times.
    BlockCall {
        /// The index of the function.
        helper: u16,
        /// The positional arguments.
        positional: Vec<ResolvedExpression>,
        /// The named arguments in the order of the source.
        named: Vec<NamedValue>,
        /// The variable in both bodies that holds their place.
        slot: u16,
        /// How many block params the body has: the variables after `slot`.
        params: u8,
        /// The first block.
        body: Vec<Statement>,
        /// The second one, if there is an `else`.
        otherwise: Option<Vec<Statement>>,
        /// The call in the opening tag.
        span: Span,
    },
}

impl Statement {
    /// Returns the statement used in place of an invalid block.
    pub(crate) fn nothing() -> Self {
        Self::Text { content: String::new(), span: Span::default() }
    }
}

/// A branch of [`Statement::If`].
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionalBranch {
    /// The condition.
    pub condition: ResolvedExpression,
    /// True for `unless`.
    pub negated: bool,
    /// What is printed when it holds.
    pub body: Vec<Statement>,
}

/// Something with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedExpression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it is written. For a field, from the head of the path to the end of the field's name.
    pub span: Span,
}

/// A named argument, or an entry of a map.
pub type NamedValue = (Name, ResolvedExpression);

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A literal.
    Constant(LiteralValue),
    /// A literal in the place of a name: what the context has under that name, or else the literal.
    LiteralName {
        /// The variable of the context.
        context: u16,
        /// The literal as a name.
        name: String,
        /// The literal.
        literal: LiteralValue,
    },
    /// A context or a block param.
    Variable(u16),
    /// `@index`.
    Index {
        /// The number of the loop.
        of: u8,
    },
    /// `@key`, or the second block param of a loop.
    Key {
        /// The number of the loop.
        of: u8,
        /// Its first variable.
        slot: u16,
    },
    /// `@first`.
    First {
        /// The number of the loop.
        of: u8,
    },
    /// `@last`.
    Last {
        /// The number of the loop.
        of: u8,
    },
    /// What a value has under a name.
    Field {
        /// The value.
        of: Box<ResolvedExpression>,
        /// The name.
        name: String,
    },
    /// A call of a function.
    Call {
        /// The index of the function.
        helper: u16,
        /// The positional arguments.
        positional: Vec<ResolvedExpression>,
        /// The named arguments in the order of the source.
        named: Vec<NamedValue>,
    },
    /// A call of the helper that is a value.
    CallValue {
        /// The helper.
        callee: Box<ResolvedExpression>,
        /// The positional arguments.
        positional: Vec<ResolvedExpression>,
        /// The named arguments in the order of the source.
        named: Vec<NamedValue>,
    },
    /// A function as a value.
    Helper {
        /// Its index.
        helper: u16,
    },
    /// A helper with arguments that it is called with first; there is at least one. The helper is
    /// never such an expression itself.
    Curry {
        /// The helper.
        callee: Box<ResolvedExpression>,
        /// The positional arguments.
        positional: Vec<ResolvedExpression>,
        /// The named arguments in the order of the source.
        named: Vec<NamedValue>,
    },
    /// The keyword `concat`.
    Concat(Vec<ResolvedExpression>),
    /// The keywords `and` and `or`: the first value that decides, or the last one.
    Choice {
        /// The values; at least one.
        values: Vec<ResolvedExpression>,
        /// The truth that decides: false for `and`, true for `or`.
        decides: bool,
    },
    /// The keyword `not`.
    Not(Box<ResolvedExpression>),
    /// A value that must be there in a strict template, although it is not printed.
    Required(Box<ResolvedExpression>),
    /// A field of the context that is called, and must be there in every template.
    Callee(Box<ResolvedExpression>),
    /// A value that is called without arguments if it is a helper.
    Implicit(Box<ResolvedExpression>),
    /// `includeZero=true`: a condition for which 0 is true.
    IncludeZero(Box<ResolvedExpression>),
    /// The keywords `eq`, `ne`, `lt`, `le`, `gt` and `ge`.
    Compare {
        /// Which of them.
        by: Comparison,
        /// The two values.
        values: Box<[ResolvedExpression; 2]>,
    },
    /// The keywords `get` and `lookup`.
    Lookup {
        /// The value and the name.
        values: Box<[ResolvedExpression; 2]>,
    },
    /// The keyword `array`.
    Array(Vec<ResolvedExpression>),
    /// The keyword `hash`.
    Hash(Vec<NamedValue>),
    /// The keyword `log`.
    Log(Vec<ResolvedExpression>),
    /// The keywords `if` and `unless` inside an expression.
    If {
        /// The condition.
        condition: Box<ResolvedExpression>,
        /// True for `unless`.
        negated: bool,
        /// The value when it holds.
        then: Box<ResolvedExpression>,
        /// The value when it does not.
        otherwise: Option<Box<ResolvedExpression>>,
    },
}

/// Returns the name that a key of `lookup` stands for, if it is a constant.
pub(crate) fn constant_name(key: &ResolvedExpression) -> Option<String> {
    match &key.kind {
        ExpressionKind::Constant(LiteralValue::Text(name)) => Some(name.clone()),
        ExpressionKind::Constant(LiteralValue::Int(index)) if *index >= 0 => {
            Some(index.to_string())
        }
        _ => None,
    }
}
