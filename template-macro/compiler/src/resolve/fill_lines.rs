//! The content of a component call without its fills. A line that contains only fills, besides white space, is not part of the
//! content. (The parser removes the lines of tags that are alone on them, which are those of fills of several lines.)

use crate::{
    parse::ast::{Node, TextStatement},
    source::{Source, Span},
};

/// Collects the nodes of the content.
pub(super) struct ContentLines<'s> {
    source: &'s Source,
    content: Vec<Node>,
    /// The beginning of the current line, if it contains fills and otherwise only white space.
    line: Option<LineStart>,
}

/// A position in the content at which a line begins.
#[derive(Clone, Copy)]
struct LineStart {
    /// The number of nodes before it, including the one that contains it.
    nodes: usize,
    /// The length of the text before it in the last of these nodes, if that is text.
    text: usize,
}

impl<'s> ContentLines<'s> {
    /// Returns empty content of a call in `source`.
    pub(super) fn new(source: &'s Source) -> Self {
        Self { source, content: Vec::new(), line: None }
    }

    /// Adds a node that is not a fill.
    pub(super) fn push(&mut self, node: &Node) {
        let Node::Text(text) = node else {
            self.line = None;
            self.content.push(node.clone());
            return;
        };
        let mut rest = text.content.as_str();
        if self.line.is_some() {
            let unbroken = rest.trim_start_matches([' ', '\t', '\r']);
            if let Some(next_line) = unbroken.strip_prefix('\n') {
                self.remove_line();
                rest = next_line;
            } else if !unbroken.is_empty() {
                self.line = None;
            }
        }
        if !rest.is_empty() {
            let (content, span) = (rest.to_owned(), text.span);
            self.content.push(Node::Text(TextStatement { content, span }));
        }
    }

    /// Skips a fill, which extends from the opening tag to the closing tag.
    pub(super) fn skip_fill(&mut self, span: Span) {
        if self.line.is_none() && self.begins_line(span) {
            let text = match self.content.last() {
                Some(Node::Text(text)) => text.content.trim_end_matches([' ', '\t']).len(),
                _ => 0,
            };
            self.line = Some(LineStart { nodes: self.content.len(), text });
        }
        let closing_tag = self.source.text_of(span).rfind("{{").unwrap_or(0);
        let closing_tag = Span::new(span.start + closing_tag, span.end);
        if self.source.begins_line(closing_tag) && self.source.ends_line(closing_tag) {
            // The parser has removed the line break after it.
            self.remove_line();
        }
    }

    /// Returns the content.
    pub(super) fn finish(self) -> Vec<Node> {
        self.content
    }

    /// Returns `true` if there is only white space before a fill on its line.
    fn begins_line(&self, span: Span) -> bool {
        if let Some(Node::Text(text)) = self.content.last() {
            // Comments between are no longer there.
            let before = text.content.trim_end_matches([' ', '\t']);
            if !before.is_empty() {
                return before.ends_with('\n');
            }
        }
        // The line break may be one that the parser has removed, with the line of a tag.
        self.source.begins_line(span)
    }

    /// Removes the white space that is on the line of fills, if there is such a line.
    fn remove_line(&mut self) {
        let Some(LineStart { nodes, text: len }) = self.line.take() else { return };
        self.content.truncate(nodes);
        if let Some(Node::Text(text)) = self.content.last_mut() {
            text.content.truncate(len);
            if len == 0 {
                self.content.pop();
            }
        }
    }
}
