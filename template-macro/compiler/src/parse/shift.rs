//! Shifts the spans of a syntax tree: a partial is parsed once, with offsets from 0, and has different offsets for
//! each tag that includes it.

use super::ast::{
    Call, Expression, Name, NamedArgument, Node, PartialStatement, PartialTarget, TemplateAst,
};
use crate::source::Span;
use std::sync::Arc;

impl TemplateAst {
    /// Returns the tree with `by` added to all offsets.
    #[must_use]
    pub(crate) fn shifted(&self, by: usize) -> Self {
        let mut shifted = self.clone();
        shift_nodes(&mut shifted.body, by);
        shifted.foreign_tags.iter_mut().for_each(|tag| shift(&mut tag.warning.span, by));
        shifted
    }
}

fn shift(span: &mut Span, by: usize) {
    span.start += by;
    span.end += by;
}

fn shift_nodes(nodes: &mut [Node], by: usize) {
    for node in nodes {
        match node {
            Node::Text(text) => shift(&mut text.span, by),
            Node::Mustache(mustache) => {
                shift(&mut mustache.span, by);
                shift_expression(&mut mustache.expression, by);
            }
            Node::Block(block) => {
                shift(&mut block.span, by);
                for branch in &mut block.branches {
                    shift(&mut branch.span, by);
                    shift_call(&mut branch.head, by);
                    shift_names(&mut branch.params, by);
                    shift_nodes(&mut branch.body, by);
                }
                shift_nodes(block.otherwise.as_deref_mut().unwrap_or_default(), by);
            }
            Node::Partial(partial) => shift_partial(partial, by),
            Node::Inline(inline) => {
                shift(&mut inline.span, by);
                shift(&mut inline.name.span, by);
                shift_nodes(Arc::<Vec<Node>>::make_mut(&mut inline.body), by);
            }
        }
    }
}

fn shift_partial(partial: &mut PartialStatement, by: usize) {
    shift(&mut partial.span, by);
    match &mut partial.target {
        PartialTarget::Name { name, .. } => shift(&mut name.span, by),
        PartialTarget::Dynamic(name) => shift_expression(name, by),
    }
    partial.positional.iter_mut().for_each(|argument| shift_expression(argument, by));
    shift_named(&mut partial.named, by);
    if let Some(block) = &mut partial.block {
        shift_nodes(Arc::<Vec<Node>>::make_mut(block), by);
    }
}

fn shift_expression(expression: &mut Expression, by: usize) {
    match expression {
        Expression::Path(path) => {
            shift(&mut path.span, by);
            shift_names(&mut path.segments, by);
        }
        Expression::Literal(literal) => shift(&mut literal.span, by),
        Expression::Call(call) => shift_call(call, by),
    }
}

fn shift_call(call: &mut Call, by: usize) {
    shift(&mut call.span, by);
    shift_expression(&mut call.callee, by);
    call.positional.iter_mut().for_each(|argument| shift_expression(argument, by));
    shift_named(&mut call.named, by);
}

fn shift_named(arguments: &mut [NamedArgument], by: usize) {
    for argument in arguments {
        shift(&mut argument.name.span, by);
        shift_expression(&mut argument.value, by);
    }
}

fn shift_names(names: &mut [Name], by: usize) {
    names.iter_mut().for_each(|name| shift(&mut name.span, by));
}
