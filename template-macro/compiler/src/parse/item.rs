//! The items of a template: a flat sequence of text segments and tags, from which `nest` builds the tree.

use crate::{
    parse::{
        ast::{Call, Expression, Name, NamedArgument, PartialTarget, Path},
        names::is_component_name,
    },
    source::Span,
};

/// An item of a template: a text segment or a tag.
#[derive(Debug)]
pub(crate) struct TemplateItem<'t> {
    /// Its kind and content.
    pub(crate) kind: ItemKind<'t>,
    /// Its span, braces included.
    pub(crate) span: Span,
    /// Whether it has a `~` that strips the whitespace before it.
    pub(crate) strips_before: bool,
    /// Whether it has a `~` that strips the whitespace after it.
    pub(crate) strips_after: bool,
}

/// The kinds of items.
#[derive(Debug)]
pub(crate) enum ItemKind<'t> {
    /// Static text, with escapes of braces resolved.
    Text(&'t str),
    /// `{{! … }}` or `{{!-- … --}}`.
    Comment,
    /// `{{{{raw}}}}` or `{{{{/raw}}}}`. The content between them, unless it is empty, is text.
    RawTag,
    /// `{{expression}}`, `{{{expression}}}` or `{{&expression}}`.
    Mustache { expression: Expression, escaped: bool },
    /// `{{#name …}}` or `{{^name …}}`.
    Open { head: BlockHead, inverted: bool },
    /// `{{else}}` or `{{^}}`.
    Else,
    /// `{{else name …}}`.
    ElseBlock(BlockHead),
    /// `{{> name …}}`, with the whitespace before it if it is alone on its line.
    Partial { head: PartialHead, indent: &'t str },
    /// `{{#> name … as |…|}}`.
    OpenPartial { head: PartialHead, params: Vec<Name> },
    /// `{{#*inline "name"}}`.
    OpenInline(Name),
    /// `{{/name}}`. The text of the path is as written, in quotes if it is a string.
    Close(Path),
}

/// The contents of a tag that includes a partial.
#[derive(Debug)]
pub(crate) struct PartialHead {
    /// The partial that it includes.
    pub(crate) target: PartialTarget,
    /// The positional arguments.
    pub(crate) positional: Vec<Expression>,
    /// The named arguments.
    pub(crate) named: Vec<NamedArgument>,
    /// Whether it calls a component.
    pub(crate) is_component: bool,
}

/// The contents of a tag that begins a branch of a block.
#[derive(Debug)]
pub(crate) struct BlockHead {
    /// `each teams`.
    pub(crate) call: Call,
    /// `as |team index|`.
    pub(crate) params: Vec<Name>,
}

impl TemplateItem<'_> {
    /// Marks a tag as the call of a component, if it has the name of one.
    pub(crate) fn mark_component(&mut self) {
        if let ItemKind::Partial { head, .. } | ItemKind::OpenPartial { head, .. } = &mut self.kind
            && let PartialTarget::Name { name, is_quoted: false } = &head.target
        {
            head.is_component = is_component_name(&name.text);
        }
    }
}

impl ItemKind<'_> {
    /// Returns `true` if it begins a block that is nested in the current one. Conditions of an `else` chain
    /// are not nested.
    pub(crate) fn nests(&self) -> bool {
        match self {
            Self::Open { .. } | Self::OpenPartial { .. } | Self::OpenInline(_) => true,
            Self::ElseBlock(head) => match &head.call.callee {
                Expression::Path(path) => !matches!(path.plain(), Some("if" | "unless")),
                _ => true,
            },
            _ => false,
        }
    }

    /// Returns `true` if it is removed together with its line if it is alone there.
    pub(crate) fn can_be_standalone(&self) -> bool {
        match self {
            Self::Text(_) | Self::Mustache { .. } => false,
            // A component is printed like a value.
            Self::Partial { head, .. } => !head.is_component,
            _ => true,
        }
    }
}
