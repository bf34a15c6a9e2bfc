//! Looks up every name: tells keywords from helpers, numbers contexts and block params, and finds
//! the loop that `@index` speaks of. All mistakes of a template are collected.
//!
//! | written | is |
//! |---|---|
//! | `name` | the innermost block param of that name, or else a field of the context |
//! | `this.name`, `./name` | a field of the context |
//! | `../name` | a field of the context around the innermost one |
//! | `@root.name`, `@name` | a field of the template's own data |
//! | `name` with arguments, `(name)` | a keyword, or else a helper |

mod blocks;
mod expressions;
mod keywords;
mod scope;
mod sections;

use crate::{
    ast,
    diagnostic::Diagnostic,
    resolved::{Expression, Helper, Kind, Node, Template},
    source::Span,
};
use scope::Scope;
use std::collections::HashMap;

/// Resolves a template.
///
/// # Errors
///
/// All mistakes that can be seen without knowing types.
pub fn check(template: &ast::Template) -> Result<Template, Vec<Diagnostic>> {
    let mut checker = Checker::default();
    let body = checker.nodes(&template.body);
    if !checker.errors.is_empty() {
        return Err(checker.errors);
    }
    Ok(Template { body, helpers: checker.helpers, fields: checker.fields })
}

#[derive(Default)]
struct Checker {
    scope: Scope,
    helpers: Vec<Helper>,
    helper_index: HashMap<String, u16>,
    fields: Vec<ast::Name>,
    field_index: HashMap<String, ()>,
    errors: Vec<Diagnostic>,
}

impl Checker {
    fn nodes(&mut self, nodes: &[ast::Node]) -> Vec<Node> {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn node(&mut self, node: &ast::Node) -> Node {
        match node {
            ast::Node::Text(text) => Node::Text { content: text.content.clone(), span: text.span },
            ast::Node::Mustache(mustache) => Node::Append {
                value: self.printed(&mustache.expression),
                escaped: mustache.escaped,
            },
            ast::Node::Block(block) => self.block(block),
        }
    }

    /// Notes a mistake, and stands in for what is wrong.
    fn error(&mut self, error: Diagnostic) -> Expression {
        let span = error.span;
        self.errors.push(error);
        Expression { kind: Kind::Constant(ast::Constant::Null), span }
    }

    /// Gives the number of a helper.
    fn helper(&mut self, path: String, span: Span) -> u16 {
        if let Some(&index) = self.helper_index.get(&path) {
            return index;
        }
        let index = self.helpers.len() as u16;
        if self.helpers.len() == usize::from(u16::MAX) {
            self.errors.push(Diagnostic::new(span, "too many different helpers"));
        }
        self.helper_index.insert(path.clone(), index);
        self.helpers.push(Helper { path, span });
        index
    }

    /// Notes that a field of the template's own data is read.
    fn own_field(&mut self, name: &ast::Name) {
        if self.field_index.insert(name.text.clone(), ()).is_none() {
            self.fields.push(name.clone());
        }
    }
}
