//! Sections: `{{#name}}…{{else}}…{{/name}}` and `{{^name}}…{{/name}}`, as in Mustache.

use super::Checker;
use crate::{
    ast,
    diagnostic::Diagnostic,
    names::is_keyword,
    resolved::{Branch, Expression, Kind, Node},
};

/// Whether a block's tag holds nothing but a value.
pub(super) fn is_section(branch: &ast::Branch) -> bool {
    let head = &branch.head;
    let is_value = match &head.callee {
        ast::Expression::Path(path) => !path.is_of_rust(),
        _ => false,
    };
    is_value && head.positional.is_empty() && head.named.is_empty()
}

impl Checker<'_> {
    /// `{{#name}}`: what the value is decides, when the types are known or when it runs.
    pub(super) fn section(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Node {
        let value = self.named_or_looked_at(&branch.head.callee);
        self.max_params(branch, 2);
        let context = self.scope.context(0).unwrap_or_default();
        let keeps_root = self.scope.may_be_root(context);
        let (of, slot, body) = self.turns(branch, false, keeps_root);
        let otherwise = self.rest(rest, otherwise);
        Node::Section { value, context, of, slot, body, otherwise }
    }

    /// `{{^name}}`: its body is printed when the value is false, its `else` when it is not. `{{^if x}}` is
    /// `{{#unless x}}`, and the other way round.
    pub(super) fn inverted(&mut self, block: &ast::Block) -> Node {
        let otherwise = block.otherwise.as_deref();
        let [branch, rest @ ..] = block.branches.as_slice() else { return Node::nothing() };
        let conditions = [("if", true), ("unless", false)];
        if let Some((_, negated)) =
            conditions.into_iter().find(|(name, _)| branch.keyword() == Some(name))
        {
            let is_last = rest.is_empty() && otherwise.is_none();
            let condition = self.block_condition(branch, negated, is_last);
            self.no_params(branch);
            let body = self.nodes(&branch.body);
            let branches = vec![Branch { condition, negated, body }];
            return Node::If { branches, otherwise: self.rest(rest, otherwise) };
        }
        if !is_section(branch) {
            let error = Diagnostic::new(branch.span, "a block that begins with `^` holds a value");
            self.error(error.help(instead(branch)));
            return Node::nothing();
        }
        if let Some(param) = branch.params.first() {
            let message = "a block that begins with `^` has no block params";
            self.error(Diagnostic::new(param.span, message));
        }
        let value = self.named_or_looked_at(&branch.head.callee);
        let span = value.span;
        let condition = Expression { kind: Kind::Required(Box::new(value)), span };
        let body = self.nodes(&branch.body);
        let branches = vec![Branch { condition, negated: true, body }];
        Node::If { branches, otherwise: self.rest(rest, otherwise) }
    }
}

/// What is meant by `{{^name x}}`.
fn instead(branch: &ast::Branch) -> String {
    let name = branch.head.name().map_or("", |path| &path.text);
    match name {
        "" | "let" => "write `{{^value}}…{{/value}}`".to_owned(),
        "each" | "each-in" | "with" => {
            format!("write `{{{{#{name} …}}}}{{{{else}}}}…{{{{/{name}}}}}`")
        }
        _ if is_keyword(name) => format!("write `{{{{#unless ({name} …)}}}}…{{{{/unless}}}}`"),
        _ => format!(
            "write `{{{{#unless ({name} …)}}}}…{{{{/unless}}}}`, or, if `{name}` is a block helper, \
             `{{{{#{name} …}}}}{{{{else}}}}…{{{{/{name}}}}}`"
        ),
    }
}
