//! Puts blocks together from their tags. Depth costs no stack: open blocks wait in a vector.

use crate::{
    limits::MAX_NESTING,
    parse::{
        ast::{
            BlockStatement, Branch, Expression, Mustache, Node, Path, TemplateAst, TextStatement,
        },
        item::{BlockHead, ItemKind, TemplateItem},
        names::{BLOCKS, intended_block},
    },
    source::{Diagnostic, Span},
};
use template_bytecode::diagnostics::MAX_ERRORS;

/// Builds a tree of `items`, or reports the tags without a partner.
pub(crate) fn nest(
    text: &str,
    items: Vec<TemplateItem<'_>>,
) -> Result<TemplateAst, Vec<Diagnostic>> {
    let mut nest = Nest { text, ..Nest::default() };
    for item in items {
        if nest.depth() == MAX_NESTING && item.kind.nests() {
            nest.errors.push(too_deep_error(item.span));
            // The blocks that are open now could only be called unclosed.
            return Err(nest.errors);
        }
        nest.item(item);
        if nest.errors.len() >= MAX_ERRORS {
            return Err(nest.errors);
        }
    }
    while let Some(open) = nest.open.pop() {
        nest.errors.push(unclosed_block_error(&open));
    }
    if nest.errors.is_empty() { Ok(TemplateAst { body: nest.body }) } else { Err(nest.errors) }
}

/// The work in progress.
#[derive(Default)]
struct Nest<'t> {
    text: &'t str,
    /// The nodes outside of all blocks.
    body: Vec<Node>,
    /// The blocks that wait for their end, outermost first.
    open: Vec<OpenBlock>,
    /// Names of blocks that were ended by a wrong tag: their own closing tag is not a second error.
    forgiven: Vec<String>,
    /// Tags that closed a block around the one that was open.
    early: Vec<EarlyEnd>,
    errors: Vec<Diagnostic>,
}

/// A tag that closed a block with another in it that was still open. Which of the two tags is wrong is
/// seen when a second one of its name comes, or does not.
struct EarlyEnd {
    /// The name in the tag.
    name: String,
    /// That of the inner block.
    inner: String,
    /// The error that says that the inner block is not closed.
    error: usize,
    /// What to say instead: that the tag does not close the inner block.
    instead: Diagnostic,
}

/// A block that waits for its end.
struct OpenBlock {
    inverted: bool,
    /// Never empty.
    first: Branch,
    /// The branches after `first`.
    more: Vec<Branch>,
    otherwise: Option<(Span, Vec<Node>)>,
    /// How many blocks are in each other here. One after an `else` is inside of the previous one;
    /// but a chain of conditions is one.
    depth: usize,
}

impl OpenBlock {
    /// The name that the closing tag has to repeat, as it is written.
    fn name(&self) -> &str {
        self.first.head.name().map_or("", |path| &path.text)
    }

    /// `{{#name}}`, `{{#(name)}}`
    fn tag(&self) -> String {
        let name = match &self.first.head.callee {
            Expression::Call(_) => format!("({})", self.name()),
            _ => self.name().to_owned(),
        };
        format!("`{{{{{}{name}}}}}`", if self.inverted { '^' } else { '#' })
    }

    fn body(&mut self) -> &mut Vec<Node> {
        match (&mut self.otherwise, self.more.last_mut()) {
            (Some((_, body)), _) => body,
            (None, Some(branch)) => &mut branch.body,
            (None, None) => &mut self.first.body,
        }
    }

    fn close(self, end: Span) -> Node {
        let span = self.first.span.to(end);
        let mut branches = vec![self.first];
        branches.extend(self.more);
        let otherwise = self.otherwise.map(|(_, body)| body);
        Node::Block(BlockStatement { inverted: self.inverted, branches, otherwise, span })
    }
}

impl Nest<'_> {
    fn item(&mut self, item: TemplateItem<'_>) {
        let span = item.span;
        let nests = item.kind.nests();
        match item.kind {
            ItemKind::Text(content) => self.push_text(content, span),
            ItemKind::Comment | ItemKind::RawTag => {}
            ItemKind::Mustache { expression, escaped } => {
                self.body().push(Node::Mustache(Mustache { expression, escaped, span }));
            }
            ItemKind::Open { head, inverted } => {
                let first = branch(head, span);
                let depth = self.depth() + 1;
                self.open.push(OpenBlock {
                    inverted,
                    first,
                    more: Vec::new(),
                    otherwise: None,
                    depth,
                });
            }
            ItemKind::Else => self.begin_else(span, None),
            ItemKind::ElseBlock(head) => {
                self.begin_else(span, Some(head));
                if let Some(open) = self.open.last_mut() {
                    open.depth += usize::from(nests);
                }
            }
            ItemKind::Close(path) => self.close(&path, span),
        }
    }

    /// How many blocks are in each other here.
    fn depth(&self) -> usize {
        self.open.last().map_or(0, |open| open.depth)
    }

    /// The body that is being filled.
    fn body(&mut self) -> &mut Vec<Node> {
        self.open.last_mut().map_or(&mut self.body, OpenBlock::body)
    }

    /// Adds text; neighbours become one, be it that an escape or a comment stood between them.
    fn push_text(&mut self, content: &str, span: Span) {
        match self.body().last_mut() {
            _ if content.is_empty() => {}
            Some(Node::Text(text)) => {
                text.content.push_str(content);
                text.span = text.span.to(span);
            }
            _ => self.body().push(Node::Text(TextStatement { content: content.to_owned(), span })),
        }
    }

    fn begin_else(&mut self, span: Span, head: Option<BlockHead>) {
        let tag = &self.text[span.start..span.end];
        let Some(open) = self.open.last_mut() else {
            let message = format!("`{tag}` stands outside of a block");
            self.errors.push(
                Diagnostic::error(span, message)
                    .help("open a block in front of it, as `{{#if …}}`"),
            );
            return;
        };
        match (&open.otherwise, head) {
            (Some((first, _)), head) => {
                let help = match head {
                    None => "remove one of them",
                    Some(_) => "move it in front of the plain `{{else}}`",
                };
                let message = format!("`{tag}` comes after the last branch of {}", open.tag());
                let error = Diagnostic::error(span, message).help(help);
                self.errors.push(error.related(*first, "this is the last branch"));
            }
            (None, Some(head)) => open.more.push(branch(head, span)),
            (None, None) => open.otherwise = Some((span, Vec::new())),
        }
    }

    fn close(&mut self, path: &Path, span: Span) {
        let name = &path.text;
        if let Some(at) = self.open.iter().rposition(|open| open.name() == name) {
            if let [inner] = &self.open[at + 1..] {
                let instead = mismatched_end_error(name, span, inner);
                let (name, inner) = (name.clone(), inner.name().to_owned());
                self.early.push(EarlyEnd { name, inner, error: self.errors.len(), instead });
            }
            // Whatever was opened inside and is still open has lost its end.
            for inner in self.open.drain(at + 1..) {
                let note = format!("`{{{{/{name}}}}}` comes first");
                self.errors.push(unclosed_block_error(&inner).related(span, note));
                self.forgiven.push(inner.name().to_owned());
            }
            if let Some(open) = self.open.pop() {
                self.body().push(open.close(span));
            }
        } else if let Some(at) = self.forgiven.iter().position(|forgiven| forgiven == name) {
            self.forgiven.swap_remove(at);
            // Both have an end, in the wrong order.
            self.early.retain(|early| early.inner != *name);
        } else if let Some(early) = self.early.iter().position(|early| early.name == *name) {
            // So the first tag of this name was the wrong one.
            let EarlyEnd { error, instead, .. } = self.early.swap_remove(early);
            self.errors[error] = instead;
        } else if let Some(open) = self.open.pop() {
            self.errors.push(match misspelled_block_error(&open, name) {
                Some(error) => error.related(span, "closed here"),
                None => mismatched_end_error(name, span, &open),
            });
            self.forgiven.push(open.name().to_owned());
        } else {
            let message = format!("`{{{{/{name}}}}}` closes no block");
            let help = format!("remove it, or open the block with `{{{{#{name} …}}}}`");
            self.errors.push(Diagnostic::error(span, message).help(help));
        }
    }
}

fn branch(head: BlockHead, span: Span) -> Branch {
    Branch { head: head.call, params: head.params, body: Vec::new(), span }
}

fn unclosed_block_error(open: &OpenBlock) -> Diagnostic {
    Diagnostic::error(open.first.span, format!("the block {} is not closed", open.tag()))
        .help(format!("add `{{{{/{}}}}}`", open.name()))
}

fn mismatched_end_error(name: &str, span: Span, open: &OpenBlock) -> Diagnostic {
    Diagnostic::error(span, format!("`{{{{/{name}}}}}` does not close {}", open.tag()))
        .related(open.first.span, "opened here")
        .help(format!("write `{{{{/{}}}}}`", open.name()))
}

/// `{{#eech}}…{{/each}}`: the closing tag has the name that the opening one misses by a letter.
fn misspelled_block_error(open: &OpenBlock, closed_as: &str) -> Option<Diagnostic> {
    let path = open.first.head.name()?;
    if !BLOCKS.contains(&closed_as) || intended_block(path.plain()?) != Some(closed_as) {
        return None;
    }
    let message = format!("there is no block called `{}`", path.text);
    Some(Diagnostic::error(path.span, message).help(format!("did you mean `{closed_as}`?")))
}

fn too_deep_error(span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("blocks are nested more than {MAX_NESTING} deep"))
        .help("move a part of them into a template of its own")
}
