//! The resolved template: keywords are distinct statements and expressions, contexts and block params
//! are numbered variables, and the remaining names are fields.

use crate::{
    parse::ast::{LiteralValue, Name},
    source::{Diagnostic, Span},
};
use std::collections::BTreeSet;
use template_bytecode::{Comparison, Escape};

/// A template with all names resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedTemplate {
    /// The statements of its body.
    pub body: Vec<Statement>,
    /// The partials that it calls, by their numbers.
    pub partials: Vec<CalledPartial>,
    /// The functions that it calls or uses as values, without duplicates.
    pub helpers: Vec<HelperUse>,
    /// The fields of its own data that it reads, without duplicates.
    pub fields: Vec<Name>,
    /// All that it may read of its own data, directly or through variables.
    pub reads: Reads,
    /// The mustaches that do not escape.
    pub unescaped: Vec<UnescapedMustache>,
    /// The indices of the slots that it declares and does not name.
    pub unused_slots: Vec<usize>,
    /// The warnings, in the order of the source.
    pub warnings: Vec<Diagnostic>,
}

/// The fields of its own data that a template may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// Whether the data is used as a whole, so that any field may be read.
    pub whole: bool,
    /// The names that are looked up in it.
    pub names: BTreeSet<String>,
    /// Whether components are called, which may inherit fields of any names.
    pub inherited: bool,
}

impl Reads {
    /// Returns `true` if a field may be read otherwise than by a component that inherits it.
    #[must_use]
    pub fn may_read(&self, field: &str) -> bool {
        self.whole || self.names.contains(field)
    }
}

/// A mustache that does not escape: `{{{value}}}` or `{{&value}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnescapedMustache {
    /// The span of the value.
    pub value: Span,
    /// The whole mustache, braces included.
    pub span: Span,
}

/// A function that is called or used as a value.
#[derive(Clone, Debug, PartialEq)]
pub struct HelperUse {
    /// Its Rust path, as written.
    pub path: String,
    /// Its first use.
    pub span: Span,
    /// Whether it is a component.
    pub is_component: bool,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// Prints static text.
    Text {
        /// The text.
        content: String,
        /// Its span.
        span: Span,
    },
    /// Prints a value.
    Append {
        /// The value.
        value: ResolvedExpression,
        /// Its escaping. [`Escape::None`] is that of `{{{value}}}`.
        escape: Escape,
    },
    /// Renders the first branch whose condition holds, or else the `else` block.
    If {
        /// The branches.
        branches: Vec<ConditionalBranch>,
        /// The `else` block.
        otherwise: Vec<Statement>,
    },
    /// Renders the body for each item of a list.
    Each {
        /// The list.
        list: ResolvedExpression,
        /// The number of the loop.
        loop_id: u8,
        /// Its first variable.
        var: u16,
        /// The body, rendered for each item.
        body: Vec<Statement>,
        /// The `else` block, rendered if there are no items.
        otherwise: Vec<Statement>,
    },
    /// Renders the body for each item of a list, or once with any other true value as its context.
    Section {
        /// The value.
        value: ResolvedExpression,
        /// The variable of the enclosing context, which stays the context if the value is `true`.
        context: u16,
        /// The number of the loop.
        loop_id: u8,
        /// Its first variable.
        var: u16,
        /// The body.
        body: Vec<Statement>,
        /// The `else` block, rendered if the value is false.
        otherwise: Vec<Statement>,
    },
    /// Renders the body with a value as its context, if the value is true.
    With {
        /// The value.
        value: ResolvedExpression,
        /// Its variable.
        var: u16,
        /// The body.
        body: Vec<Statement>,
        /// The `else` block, rendered if the value is false.
        otherwise: Vec<Statement>,
    },
    /// Renders the body with block params for values.
    Let {
        /// The values, in order. A function has none, and a partial application of one its bound
        /// arguments, so there may be no values at all.
        values: Vec<ResolvedExpression>,
        /// The variable of the first value.
        var: u16,
        /// The body.
        body: Vec<Statement>,
        /// The opening tag.
        span: Span,
    },
    /// Calls a block helper, which may render its blocks any number of times.
    BlockCall {
        /// The index of the function.
        helper: u16,
        /// The positional arguments.
        positional: Vec<ResolvedExpression>,
        /// The named arguments in the order of the source.
        named: Vec<NamedValue>,
        /// The variable that is reserved for the call in both bodies.
        var: u16,
        /// The number of block params of the body, which are the variables after `var`.
        params: u8,
        /// The body.
        body: Vec<Statement>,
        /// The `else` block, if there is one.
        otherwise: Option<Vec<Statement>>,
        /// The call in the opening tag.
        span: Span,
    },
    /// Calls a component.
    ComponentCall(ComponentCall),
    /// Prints the attributes that a component forwards.
    Attributes {
        /// The attributes.
        rest: ResolvedExpression,
        /// The attributes that the component adds.
        own: Vec<NamedValue>,
        /// The escaper of forwarded URLs: [`Escape::Url`], or [`Escape::ResourceUrl`] if the element may load what they
        /// name.
        urls: Escape,
        /// The tag.
        span: Span,
    },
    /// Prints a fill of a slot of this component.
    Yield {
        /// The fill.
        fill: YieldedFill,
        /// The values of its block params.
        values: Vec<ResolvedExpression>,
        /// The tag.
        span: Span,
    },
    /// Ends a chunk.
    Flush {
        /// The tag.
        span: Span,
    },
    /// Renders the body, which is also a separate program.
    Fragment(Fragment),
    /// Calls a partial.
    PartialCall(PartialCall),
    /// Prints the white space in a variable, by which a line of a partial that is called is indented.
    Indent {
        /// The variable.
        var: u16,
        /// The tag that includes the partial.
        span: Span,
    },
}

/// A call of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentCall {
    /// The index of the component in the table of helpers.
    pub component: u16,
    /// The object from which fields are taken that are not named.
    pub context: Option<ResolvedExpression>,
    /// The named arguments in the order of the source.
    pub named: Vec<NamedValue>,
    /// The fills of its slots, in the order of the source.
    pub fills: Vec<Fill>,
    /// The variable that is reserved for the call in all fills.
    pub var: u16,
    /// The tag.
    pub span: Span,
}

/// A call of a partial that may include itself.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialCall {
    /// The callee.
    pub callee: PartialCallee,
    /// The context, the value in which names are looked up, and the values of `@index`, `@key`, `@first` and `@last`.
    pub values: Vec<ResolvedExpression>,
    /// The white space before the lines that it prints, but the first.
    pub indent: CallIndent,
    /// The white space before the first line.
    pub first_indent: CallIndent,
    /// The inline partials and the block that it can include, by their names, the innermost last.
    pub passed: Vec<(String, u32)>,
    /// The number of loops around the call.
    pub loops: u8,
    /// Whether a line begins after it.
    pub ends_line: bool,
    /// The tag.
    pub span: Span,
}

/// The callee of a [`PartialCall`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartialCallee {
    /// The partial with this number.
    Partial(u32),
    /// The partial that was passed with this name.
    Passed(String),
}

/// White space that is known when the template is rendered: that in a variable, and then text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallIndent {
    /// The variable.
    pub variable: Option<u16>,
    /// The text.
    pub text: String,
}

/// A partial that is called.
#[derive(Clone, Debug, PartialEq)]
pub struct CalledPartial {
    /// Its name, for messages; empty for a body that selects a partial by a name that is known only at run time.
    pub name: String,
    /// The number of variables of the position at which it is written that it sees. Those of its arguments follow.
    pub var: u16,
    /// The number of loops of that position.
    pub loops: u8,
    /// Its body.
    pub body: Vec<Statement>,
    /// The tag that includes it, or in which it is written.
    pub span: Span,
}

/// A fill of a slot of a component: its content, a `{{#slot}}`, or its `else` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Fill {
    /// The name of the slot; empty for the content.
    pub name: Name,
    /// Its attributes.
    pub attributes: Vec<NamedValue>,
    /// The condition without which it does not exist.
    pub condition: Option<ResolvedExpression>,
    /// The number of its block params, which are the variables after [`ComponentCall::var`].
    pub params: u8,
    /// The body.
    pub body: Vec<Statement>,
    /// The opening tag.
    pub span: Span,
}

/// The fill that a `{{yield}}` prints.
#[derive(Clone, Debug, PartialEq)]
pub enum YieldedFill {
    /// The fill of the slot with this number.
    Slot(u8),
    /// A value: an item of `(slots "name")`.
    Value(ResolvedExpression),
}

/// A fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    /// Its name.
    pub name: Name,
    /// The first variable that its body may bind. Of those before it, the body uses only the template's own data.
    pub first_var: u16,
    /// The first loop that its body may open.
    pub first_loop: u8,
    /// Its body.
    pub body: Vec<Statement>,
}

impl Statement {
    /// Returns the placeholder for an invalid block: an empty text.
    pub(crate) fn empty() -> Self {
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
    /// The body, rendered if the condition holds.
    pub body: Vec<Statement>,
}

/// A resolved expression.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedExpression {
    /// Its kind and operands.
    pub kind: ExpressionKind,
    /// Its span. That of a field reaches from the head of the path to the end of the field's name.
    pub span: Span,
}

/// A named argument, or an entry of a map.
pub type NamedValue = (Name, ResolvedExpression);

/// The kinds of expressions.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A literal.
    Constant(LiteralValue),
    /// A literal used as a name: the field of the context with that name, or else the literal.
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
        loop_id: u8,
    },
    /// `@key`, or the second block param of a loop.
    Key {
        /// The number of the loop.
        loop_id: u8,
        /// Its first variable.
        var: u16,
    },
    /// `@first`.
    First {
        /// The number of the loop.
        loop_id: u8,
    },
    /// `@last`.
    Last {
        /// The number of the loop.
        loop_id: u8,
    },
    /// A field of a value.
    Field {
        /// The value.
        value: Box<ResolvedExpression>,
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
    /// A value with further names: the value in which a called partial looks up names.
    Extended {
        /// The value.
        value: Box<ResolvedExpression>,
        /// The names.
        names: Vec<NamedValue>,
    },
    /// Whether a partial with this name was passed to the running partial.
    HasPassed(String),
    /// `has-block`: whether the slot with this number has a fill.
    HasFill(u8),
    /// `slots`: the fills of the slot with this number.
    Fills(u8),
    /// A function as a value.
    Helper {
        /// Its index.
        helper: u16,
    },
    /// A partial application: a helper with at least one bound argument. The helper is never a
    /// partial application itself.
    PartialApplication {
        /// The helper.
        callee: Box<ResolvedExpression>,
        /// The bound positional arguments.
        positional: Vec<ResolvedExpression>,
        /// The bound named arguments in the order of the source.
        named: Vec<NamedValue>,
    },
    /// The keyword `concat`.
    Concat(Vec<ResolvedExpression>),
    /// The keywords `and` and `or`: the first value whose truth is `decides`, or else the last value.
    ShortCircuit {
        /// The values; at least one.
        values: Vec<ResolvedExpression>,
        /// The truth that stops the evaluation: false for `and`, true for `or`.
        decides: bool,
    },
    /// The keyword `not`.
    Not(Box<ResolvedExpression>),
    /// A value that must exist in a strict template, although it is not printed.
    Required(Box<ResolvedExpression>),
    /// A field of the context that is called, and must exist in every template.
    Callee(Box<ResolvedExpression>),
    /// A value that is called without arguments if it is a helper.
    Implicit(Box<ResolvedExpression>),
    /// `includeZero=true`: a condition for which 0 is true.
    IncludeZero(Box<ResolvedExpression>),
    /// The keywords `eq`, `ne`, `lt`, `le`, `gt` and `ge`.
    Compare {
        /// The comparison.
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
        /// The value if the condition holds.
        then: Box<ResolvedExpression>,
        /// The value if it does not; null if absent.
        otherwise: Option<Box<ResolvedExpression>>,
    },
}

/// Returns the name that a key of `lookup` denotes, if it is a constant.
pub(crate) fn constant_name(key: &ResolvedExpression) -> Option<String> {
    match &key.kind {
        ExpressionKind::Constant(LiteralValue::Text(name)) => Some(name.clone()),
        ExpressionKind::Constant(LiteralValue::Int(index)) if *index >= 0 => {
            Some(index.to_string())
        }
        _ => None,
    }
}
