//! A template as a flat sequence: what `parse` recognises and `nest` puts together.

use crate::{
    parse::ast::{Call, Expression, Name, Path},
    source::Span,
};

/// One step through a template: a text or a tag.
#[derive(Debug)]
pub(crate) struct TemplateItem<'t> {
    /// What it is.
    pub(crate) kind: ItemKind<'t>,
    /// Where it is written, braces included.
    pub(crate) span: Span,
    /// Whether a `~` strips the white space before it.
    pub(crate) strips_before: bool,
    /// Whether a `~` strips the white space after it.
    pub(crate) strips_after: bool,
}

/// What an item is.
#[derive(Debug)]
pub(crate) enum ItemKind<'t> {
    /// Static text, as it will be printed.
    Text(&'t str),
    /// `{{! … }}` or `{{!-- … --}}`.
    Comment,
    /// `{{{{raw}}}}` or `{{{{/raw}}}}`, with a text between them, if it is not empty.
    RawTag,
    /// `{{expression}}` and its unescaped kin.
    Mustache { expression: Expression, escaped: bool },
    /// `{{#name …}}` or `{{^name …}}`.
    Open { head: BlockHead, inverted: bool },
    /// `{{else}}` or `{{^}}`.
    Else,
    /// `{{else name …}}`.
    ElseBlock(BlockHead),
    /// `{{/name}}`.
    Close(Path),
}

/// The contents of a tag that begins a branch of a block.
#[derive(Debug)]
pub(crate) struct BlockHead {
    /// `each teams`.
    pub(crate) call: Call,
    /// `as |team index|`.
    pub(crate) params: Vec<Name>,
}

impl ItemKind<'_> {
    /// Whether it is a block inside of that around it. Conditions in a chain are not.
    pub(crate) fn nests(&self) -> bool {
        match self {
            Self::Open { .. } => true,
            Self::ElseBlock(head) => match &head.call.callee {
                Expression::Path(path) => !matches!(path.plain(), Some("if" | "unless")),
                _ => true,
            },
            _ => false,
        }
    }

    /// Whether it vanishes together with its line, if it is alone there.
    pub(crate) fn may_stand_alone(&self) -> bool {
        !matches!(self, Self::Text(_) | Self::Mustache { .. })
    }
}
