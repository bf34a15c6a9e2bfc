//! Builds the tree of blocks from the flat sequence of tags. It does not recurse: open blocks are stored in
//! a vector.

mod errors;

use crate::{
    limits::MAX_NESTING,
    parse::{
        ast::{
            BlockStatement, Branch, Call, Expression, InlinePartial, Literal, LiteralValue,
            Mustache, Name, Node, PartialStatement, PartialTarget, Path, TextStatement,
        },
        expression::else_if_in_one_word_error,
        item::{BlockHead, ItemKind, PartialHead, TemplateItem},
        names::{BLOCKS, is_else_if_word},
    },
    source::{Diagnostic, Span},
};
use errors::{mismatched_end_error, misspelled_block_error, too_deep_error};
use std::sync::Arc;
use template_bytecode::diagnostics::MAX_ERRORS;

/// Builds a tree from `items`.
///
/// # Errors
///
/// Returns an error for each tag without a partner, and one if blocks are nested too deep.
pub(crate) fn nest(text: &str, items: Vec<TemplateItem<'_>>) -> Result<Vec<Node>, Vec<Diagnostic>> {
    let mut nest = Nest { text, ..Nest::default() };
    for item in items {
        if nest.depth() == MAX_NESTING && item.kind.nests() {
            nest.errors.push(too_deep_error(item.span));
            // To continue would only report the open blocks as unclosed.
            return Err(nest.errors);
        }
        nest.item(item);
        if nest.errors.len() >= MAX_ERRORS {
            return Err(nest.errors);
        }
    }
    while let Some(open) = nest.open.pop() {
        let error = nest.unclosed_block_error(&open);
        nest.errors.push(error);
    }
    if nest.errors.is_empty() { Ok(nest.body) } else { Err(nest.errors) }
}

/// The state of the construction.
#[derive(Default)]
struct Nest<'t> {
    text: &'t str,
    /// The nodes outside of all blocks.
    body: Vec<Node>,
    /// The open blocks, outermost first.
    open: Vec<OpenBlock>,
    /// The names of blocks that the closing tag of another block ended. Their own closing tag is not a
    /// second error.
    forgiven: Vec<String>,
    /// The closing tags that closed a block while a block nested in it was open.
    early: Vec<EarlyEnd>,
    /// The mustaches such as `{{endif}}` that are the closing tags of other languages, and that are not yet
    /// part of an error.
    foreign_ends: Vec<Span>,
    errors: Vec<Diagnostic>,
}

/// A closing tag that closed a block while a block nested in it was open. If a second closing tag with this
/// name follows, this tag is the error; otherwise the inner block lacks a closing tag.
struct EarlyEnd {
    /// The name in the tag.
    name: String,
    /// The name of the inner block.
    inner: String,
    /// The index of the error that reports the inner block as unclosed.
    error: usize,
    /// The error that replaces it: the tag does not close the inner block.
    replacement: Diagnostic,
}

/// A block whose closing tag has not been read.
struct OpenBlock {
    kind: OpenKind,
    inverted: bool,
    /// The branch of the opening tag.
    first: Branch,
    /// The branches after `first`.
    more: Vec<Branch>,
    /// The plain `{{else}}`: the span of its tag, and its body.
    otherwise: Option<(Span, Vec<Node>)>,
    /// The number of tags in it that are an `else` written as a block. Their closing tags are not second
    /// errors.
    else_blocks: usize,
    /// The nesting depth of blocks here. A block after `else` is nested in the one before it, but
    /// conditions of an `else` chain are not.
    depth: usize,
}

/// The kinds of blocks by their closing tags. The first branch of a block of a partial has only a body.
enum OpenKind {
    /// `{{#name}}` or `{{^name}}`.
    Block,
    /// `{{#> name as |…|}}`.
    Partial(PartialHead, Vec<Name>),
    /// `{{#*inline "name"}}`.
    Inline(Name),
}

impl OpenBlock {
    /// Returns the name that the closing tag must repeat: as written, or without quotes for a partial.
    fn name(&self) -> &str {
        match &self.kind {
            OpenKind::Block => self.first.head.name().map_or("", |path| &path.text),
            OpenKind::Partial(head, _) => match &head.target {
                PartialTarget::Name { name, .. } => &name.text,
                PartialTarget::Dynamic(_) => "",
            },
            OpenKind::Inline(_) => "inline",
        }
    }

    /// Returns `true` if a closing tag with this name, as written, closes it.
    fn is_closed_by(&self, name: &str) -> bool {
        if self.name() == name {
            return true;
        }
        let unquoted = |quote: char| name.strip_prefix(quote)?.strip_suffix(quote);
        let unquoted = unquoted('"').or_else(|| unquoted('\''));
        matches!(&self.kind, OpenKind::Partial(..)) && unquoted == Some(self.name())
    }

    /// Returns the opening tag for messages: `{{#name}}` or `{{#(name)}}`.
    fn tag(&self) -> String {
        match &self.kind {
            OpenKind::Block => {}
            OpenKind::Partial(..) => return format!("`{{{{#> {}}}}}`", self.name()),
            OpenKind::Inline(name) => return format!("`{{{{#*inline {:?}}}}}`", name.text),
        }
        let name = match &self.first.head.callee {
            Expression::Call(_) => format!("({})", self.name()),
            _ => self.name().to_owned(),
        };
        format!("`{{{{{}{name}}}}}`", if self.inverted { '^' } else { '#' })
    }

    /// Returns the body of the last branch.
    fn body(&mut self) -> &mut Vec<Node> {
        match (&mut self.otherwise, self.more.last_mut()) {
            (Some((_, body)), _) => body,
            (None, Some(branch)) => &mut branch.body,
            (None, None) => &mut self.first.body,
        }
    }

    /// Returns the block, closed by the tag at `end`.
    fn close(self, end: Span) -> Node {
        let span = self.first.span.to(end);
        match self.kind {
            OpenKind::Block => {}
            OpenKind::Partial(head, params) => {
                let block = Some(Arc::new(self.first.body));
                let node = partial_statement(head, "", self.first.span);
                let otherwise = self.otherwise;
                return Node::Partial(PartialStatement { params, block, otherwise, ..node });
            }
            OpenKind::Inline(name) => {
                let (body, span) = (Arc::new(self.first.body), self.first.span);
                return Node::Inline(InlinePartial { name, body, span });
            }
        }
        let mut branches = vec![self.first];
        branches.extend(self.more);
        let otherwise = self.otherwise.map(|(_, body)| body);
        Node::Block(BlockStatement { inverted: self.inverted, branches, otherwise, span })
    }
}

impl Nest<'_> {
    /// Adds an item.
    fn item(&mut self, item: TemplateItem<'_>) {
        let span = item.span;
        let nests = item.kind.nests();
        match item.kind {
            ItemKind::Text(content) => self.push_text(content, span),
            ItemKind::Comment | ItemKind::RawTag => {}
            ItemKind::Mustache { expression, escaped } => {
                if is_foreign_end(&expression) {
                    self.foreign_ends.push(span);
                }
                if let (Expression::Path(path), false) = (&expression, self.open.is_empty())
                    && is_else_if_word(&path.text)
                {
                    let help = format!(
                        "write `{{{{else if …}}}}`; for a field of that name, write `{{{{this.{}}}}}`",
                        path.text
                    );
                    self.errors.push(else_if_in_one_word_error(path).help(help));
                }
                self.body().push(Node::Mustache(Mustache { expression, escaped, span }));
            }
            ItemKind::Open { head, .. } if is_else(&head) => {
                let error = self.else_block_error(&head, span);
                self.errors.push(error);
                match self.open.last_mut() {
                    Some(open) => open.else_blocks += 1,
                    None => self.forgiven.extend(head.call.name().map(|name| name.text.clone())),
                }
            }
            ItemKind::Open { head, inverted } => {
                self.open(OpenKind::Block, inverted, branch(head, span));
            }
            ItemKind::Partial { head, indent } => {
                self.body().push(Node::Partial(partial_statement(head, indent, span)));
            }
            ItemKind::OpenPartial { head, params } => {
                self.open(OpenKind::Partial(head, params), false, bare_branch(span));
            }
            ItemKind::OpenInline(name) => {
                self.open(OpenKind::Inline(name), false, bare_branch(span));
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

    /// Opens a block.
    fn open(&mut self, kind: OpenKind, inverted: bool, first: Branch) {
        let depth = self.depth() + 1;
        self.open.push(OpenBlock {
            kind,
            inverted,
            first,
            more: Vec::new(),
            otherwise: None,
            else_blocks: 0,
            depth,
        });
    }

    /// Returns the current nesting depth of blocks.
    fn depth(&self) -> usize {
        self.open.last().map_or(0, |open| open.depth)
    }

    /// Returns the body to which nodes are added.
    fn body(&mut self) -> &mut Vec<Node> {
        self.open.last_mut().map_or(&mut self.body, OpenBlock::body)
    }

    /// Adds text. Adjacent text segments, between which there was an escape or a comment, are merged.
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

    /// Begins an `else` block, or with a `head` a branch after `else`.
    fn begin_else(&mut self, span: Span, head: Option<BlockHead>) {
        let tag = &self.text[span.start..span.end];
        let Some(open) = self.open.last_mut() else {
            let message = format!("`{tag}` is outside of a block");
            self.errors.push(
                Diagnostic::error(span, message).help("open a block before it, as in `{{#if …}}`"),
            );
            return;
        };
        match (&open.otherwise, head) {
            (None, None) if matches!(&open.kind, OpenKind::Partial(head, _) if head.is_component) =>
            {
                open.otherwise = Some((span, Vec::new()));
            }
            _ if !matches!(open.kind, OpenKind::Block) => {
                let message = format!("{} has no `else`", open.tag());
                let error = Diagnostic::error(span, message);
                let is_component =
                    matches!(&open.kind, OpenKind::Partial(head, _) if head.is_component);
                self.errors.push(if is_component {
                    error.help("write `{{else}}`, which fills the slot `else`, and a block in it")
                } else {
                    error.related(open.first.span, "this is the partial")
                });
            }
            (Some((first, _)), head) => {
                let help = match head {
                    None => "remove one of them",
                    Some(_) => "move it before the plain `{{else}}`",
                };
                let message = format!("`{tag}` comes after the last branch of {}", open.tag());
                let error = Diagnostic::error(span, message).help(help);
                self.errors.push(error.related(*first, "this is the last branch"));
            }
            (None, Some(head)) => open.more.push(branch(head, span)),
            (None, None) => open.otherwise = Some((span, Vec::new())),
        }
    }

    /// Closes the block named by a closing tag, or reports the mismatch.
    fn close(&mut self, path: &Path, span: Span) {
        let name = &path.text;
        if let Some(open) = self.open.last_mut()
            && is_else_name(name)
            && open.else_blocks > 0
        {
            open.else_blocks -= 1;
        } else if let Some(at) = self.open.iter().rposition(|open| open.is_closed_by(name)) {
            if let [inner] = &self.open[at + 1..] {
                let replacement = mismatched_end_error(name, span, inner);
                let (name, inner) = (name.clone(), inner.name().to_owned());
                self.early.push(EarlyEnd { name, inner, error: self.errors.len(), replacement });
            }
            // The blocks nested in it that are still open have no closing tag.
            for inner in self.open.split_off(at + 1) {
                let mut error = self.unclosed_block_error(&inner);
                if error.related.is_none() {
                    error = error.related(span, format!("`{{{{/{name}}}}}` comes first"));
                }
                self.errors.push(error);
                self.forgiven.push(inner.name().to_owned());
            }
            if let Some(open) = self.open.pop() {
                self.body().push(open.close(span));
            }
        } else if let Some(at) = self.forgiven.iter().position(|forgiven| forgiven == name) {
            self.forgiven.swap_remove(at);
            // Both blocks have a closing tag, in the wrong order.
            self.early.retain(|early| early.inner != *name);
        } else if name == "else" {
            let help = match self.open.last() {
                Some(open) => {
                    format!("remove it: the `else` block ends at `{{{{/{}}}}}`", open.name())
                }
                None => "remove it".to_owned(),
            };
            self.errors.push(Diagnostic::error(span, "`else` has no closing tag").help(help));
        } else if let Some(early) = self.early.iter().position(|early| early.name == *name) {
            // The first closing tag with this name is therefore the error.
            let EarlyEnd { error, replacement, .. } = self.early.swap_remove(early);
            self.errors[error] = replacement;
        } else if let Some(tag) = self.tag_without_content(name, span) {
            let message = format!("`{{{{/{name}}}}}` has no matching block");
            let help = format!("write `{{{{#> {name} …}}}}` instead of `{{{{> {name} …}}}}`");
            let error = Diagnostic::error(span, message).related(tag, "this tag has no content");
            self.errors.push(error.help(help));
        } else if let Some(open) = self.open.pop() {
            self.errors.push(match misspelled_block_error(&open, name) {
                Some(error) => error.related(span, "closed here"),
                None => mismatched_end_error(name, span, &open),
            });
            self.forgiven.push(open.name().to_owned());
        } else {
            let message = format!("`{{{{/{name}}}}}` has no matching block");
            let help = format!("remove it, or open the block with `{{{{#{name} …}}}}`");
            self.errors.push(Diagnostic::error(span, message).help(help));
        }
    }
}

/// Returns `true` if an opening tag is meant as an `{{else}}`: `{{#else}}`, `{{#else if ready}}`.
fn is_else(head: &BlockHead) -> bool {
    match &head.call.callee {
        Expression::Path(path) => is_else_name(&path.text),
        _ => false,
    }
}

fn is_else_name(name: &str) -> bool {
    name == "else" || is_else_if_word(name)
}

/// Returns `true` if a mustache is a closing tag of another language: `{{end}}`, `{{endif}}`, `{{end if}}`.
fn is_foreign_end(expression: &Expression) -> bool {
    let path = match expression {
        Expression::Path(path) => path,
        Expression::Call(call) => match (&call.callee, call.positional.as_slice()) {
            (Expression::Path(callee), [Expression::Path(block)])
                if callee.text == "end" && call.named.is_empty() =>
            {
                block
            }
            _ => return false,
        },
        Expression::Literal(_) => return false,
    };
    let name = path.text.to_lowercase();
    let block = name.strip_prefix("end").map(|block| block.trim_start_matches(['_', '-']));
    match block {
        Some(block) => block.is_empty() || is_block_word(block),
        None => is_block_word(&name) && matches!(expression, Expression::Call(_)),
    }
}

/// Returns `true` if a name is the name of a block, here or in other languages.
fn is_block_word(name: &str) -> bool {
    BLOCKS.contains(&name) || matches!(name, "for" | "foreach" | "block")
}

/// Returns a branch with an empty body.
fn branch(head: BlockHead, span: Span) -> Branch {
    Branch { head: head.call, params: head.params, body: Vec::new(), span }
}

/// Returns the branch of a block that has no call in its opening tag.
fn bare_branch(span: Span) -> Branch {
    let null = Literal { value: LiteralValue::Null, undefined: false, span };
    let callee = Expression::Literal(null);
    let head = Call { callee, positional: Vec::new(), named: Vec::new(), span };
    Branch { head, params: Vec::new(), body: Vec::new(), span }
}

/// Returns the statement of a tag that includes a partial without a block.
fn partial_statement(head: PartialHead, indent: &str, span: Span) -> PartialStatement {
    let PartialHead { target, positional, named, is_component } = head;
    PartialStatement {
        target,
        positional,
        named,
        is_component,
        params: Vec::new(),
        block: None,
        otherwise: None,
        indent: indent.to_owned(),
        span,
    }
}
