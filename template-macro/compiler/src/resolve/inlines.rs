//! The partials in scope: inline partials, the block that `@partial-block` prints, and the partials that are
//! being expanded.
//!
//! An inline partial and a block are bodies that are resolved where they are printed. Their block params and
//! `../` are those of the position that defines them, and the context is that of the position that prints them.

use super::Resolver;
use crate::{
    limits::{MAX_EXPANSION, MAX_INLINES},
    parse::ast::{self, Name, Node, TemplateAst},
    source::{Diagnostic, Span},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The partials in scope, and those that have been parsed.
#[derive(Default)]
pub(super) struct PartialScope {
    /// All inline partials. Those in scope are a list: `inlines` is the innermost, and each has the next.
    definitions: Vec<InlineDefinition>,
    inlines: Option<usize>,
    /// All blocks that are passed to partials, each with the enclosing one.
    blocks: Vec<PartialBlock>,
    /// The block that `@partial-block` prints here.
    pub(super) block: Option<usize>,
    /// The partials that are being expanded, outermost first.
    pub(super) active: Vec<Expansion>,
    /// The syntax trees of files, with their depths, by the names of the files; none for a file with errors, which
    /// have been reported.
    pub(super) parsed: HashMap<String, Option<(Arc<TemplateAst>, usize)>>,
    /// The total size of the expansions.
    expanded: usize,
    /// The names in the tags of the inline partials that are included.
    used: HashSet<Span>,
}

/// An inline partial.
#[derive(Clone)]
pub(super) struct InlineDefinition {
    pub(super) name: Name,
    pub(super) body: Arc<Vec<Node>>,
    /// The number of frames where it is defined.
    pub(super) frames: usize,
    outer: Option<usize>,
    /// The number of those in scope, with this one.
    count: usize,
}

/// The block that is passed to a partial.
#[derive(Clone)]
pub(super) struct PartialBlock {
    pub(super) body: Arc<Vec<Node>>,
    /// The number of frames where it is passed.
    pub(super) frames: usize,
    /// The inline partials in scope there.
    pub(super) inlines: Option<usize>,
    /// The block that `@partial-block` prints there.
    pub(super) outer: Option<usize>,
    /// The number of partials that are being expanded there.
    pub(super) active: usize,
}

/// A partial that is being expanded.
#[derive(Clone)]
pub(super) struct Expansion {
    pub(super) id: ExpansionId,
    /// Its name in messages.
    pub(super) name: String,
    /// The tag that includes it.
    pub(super) tag: Span,
}

/// The body that is being expanded.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum ExpansionId {
    /// A file, by its name.
    File(String),
    /// An inline partial, by its index.
    Inline(usize),
}

impl PartialScope {
    /// Returns the list of inline partials in scope.
    pub(super) fn inlines(&self) -> Option<usize> {
        self.inlines
    }

    /// Sets the list of inline partials in scope.
    pub(super) fn restore_inlines(&mut self, inlines: Option<usize>) {
        self.inlines = inlines;
    }

    /// Returns the index of the innermost inline partial with this name, which is then used.
    pub(super) fn find_inline(&mut self, name: &str) -> Option<usize> {
        let mut next = self.inlines;
        while let Some(index) = next {
            let inline = &self.definitions[index];
            if inline.name.text == name {
                self.used.insert(inline.name.span);
                return Some(index);
            }
            next = inline.outer;
        }
        None
    }

    /// Returns the names of the inline partials in scope, without duplicates.
    pub(super) fn inline_names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut next = self.inlines;
        while let Some(index) = next {
            let inline = &self.definitions[index];
            if !names.contains(&inline.name.text) {
                names.push(inline.name.text.clone());
            }
            next = inline.outer;
        }
        names
    }

    /// Returns the inline partials in scope, the innermost of each name, outermost first.
    pub(super) fn inlines_in_scope(&self) -> Vec<(String, usize)> {
        let mut found: Vec<(String, usize)> = Vec::new();
        let mut seen = HashSet::new();
        let mut next = self.inlines;
        while let Some(index) = next {
            let inline = &self.definitions[index];
            if seen.insert(inline.name.text.as_str()) {
                found.push((inline.name.text.clone(), index));
            }
            next = inline.outer;
        }
        found.reverse();
        found
    }

    pub(super) fn inline(&self, index: usize) -> InlineDefinition {
        self.definitions[index].clone()
    }

    pub(super) fn block(&self, index: usize) -> PartialBlock {
        self.blocks[index].clone()
    }

    /// Adds the block that is passed to the innermost partial, and returns its index.
    pub(super) fn give_block(&mut self, body: Arc<Vec<Node>>, frames: usize) -> usize {
        let (inlines, outer) = (self.inlines, self.block);
        // The partial does not include the block; the block is passed to it.
        let active = self.active.len().saturating_sub(1);
        self.blocks.push(PartialBlock { body, frames, inlines, outer, active });
        self.blocks.len() - 1
    }

    /// Adds the block that is passed to a called partial, and returns its index.
    pub(super) fn give_block_to_called(&mut self, body: Arc<Vec<Node>>, frames: usize) -> usize {
        let (inlines, outer) = (self.inlines, self.block);
        let active = self.active.len();
        self.blocks.push(PartialBlock { body, frames, inlines, outer, active });
        self.blocks.len() - 1
    }

    /// Returns the tag that includes the innermost partial that is being expanded.
    pub(super) fn innermost_tag(&self) -> Option<Span> {
        self.active.last().map(|expansion| expansion.tag)
    }

    /// Returns the partials on the way from `id` to itself, if it is being expanded: `a`, `b`, `a`.
    pub(super) fn cycle(&self, id: &ExpansionId) -> Option<Vec<String>> {
        let first = self.position(id)?;
        let names = self.active[first..].iter().map(|expansion| expansion.name.clone());
        Some(names.chain([self.active[first].name.clone()]).collect())
    }

    /// Returns `true` if a partial is being expanded.
    pub(super) fn is_active(&self, id: &ExpansionId) -> bool {
        self.position(id).is_some()
    }

    fn position(&self, id: &ExpansionId) -> Option<usize> {
        self.active.iter().position(|expansion| expansion.id == *id)
    }

    /// Counts an expansion of this size, or a part of one. Returns false if that is the one by which the limit is
    /// exceeded, and none for those after it.
    pub(super) fn count(&mut self, size: usize) -> Option<bool> {
        let was_exceeded = self.is_exceeded();
        self.expanded = self.expanded.saturating_add(size);
        if was_exceeded { None } else { Some(!self.is_exceeded()) }
    }

    /// Returns the size that is left for expansions.
    pub(super) fn room(&self) -> usize {
        MAX_EXPANSION.saturating_sub(self.expanded)
    }

    /// Returns `true` if the limit of expansions is exceeded.
    pub(super) fn is_exceeded(&self) -> bool {
        self.expanded > MAX_EXPANSION
    }
}

/// Returns the approximate size of nodes, without the partials that they include.
pub(super) fn size(nodes: &[Node]) -> usize {
    let sizes = nodes.iter().map(|node| match node {
        Node::Text(text) => text.content.len(),
        Node::Block(block) => {
            let branches = block.branches.iter().map(|branch| size(&branch.body)).sum::<usize>();
            branches + size(block.otherwise.as_deref().unwrap_or_default())
        }
        _ => 0,
    });
    sizes.map(|size| size + 16).sum()
}

/// Returns the nesting depth of nodes.
pub(super) fn depth(nodes: &[Node]) -> usize {
    let depths = nodes.iter().map(|node| match node {
        Node::Text(_) | Node::Mustache(_) => 0,
        Node::Block(block) => {
            let branches = block.branches.iter().map(|branch| depth(&branch.body));
            1 + branches
                .max()
                .unwrap_or(0)
                .max(depth(block.otherwise.as_deref().unwrap_or_default()))
        }
        Node::Partial(partial) => partial.block.as_ref().map_or(0, |block| 1 + depth(block)),
        Node::Inline(inline) => 1 + depth(&inline.body),
    });
    depths.max().unwrap_or(0)
}

impl Resolver<'_> {
    /// Defines an inline partial, up to the end of the body that is being resolved. `frames` is the number of
    /// frames of the position where it is written.
    pub(super) fn define_inline(&mut self, inline: &ast::InlinePartial, frames: usize) {
        let outer = self.partial_scope.inlines;
        let count = outer.map_or(0, |outer| self.partial_scope.definitions[outer].count) + 1;
        if count > MAX_INLINES {
            if count == MAX_INLINES + 1 {
                let message = format!("more than {MAX_INLINES} inline partials are in scope");
                self.error(Diagnostic::error(inline.name.span, message));
            }
            return;
        }
        self.partial_scope.definitions.push(InlineDefinition {
            name: inline.name.clone(),
            body: Arc::clone(&inline.body),
            frames,
            outer,
            count,
        });
        self.partial_scope.inlines = Some(self.partial_scope.definitions.len() - 1);
    }

    /// Warns about inline partials that are never included. One in a file that several tags include must
    /// be used by one of them.
    pub(super) fn warn_about_unused_inlines(&mut self) {
        let position = |span: Span| {
            let (file, base) = self.source.file_and_base(span.start);
            (file.file.as_str(), span.start - base)
        };
        let used: HashSet<(&str, usize)> =
            self.partial_scope.used.iter().map(|span| position(*span)).collect();
        let mut seen = HashSet::new();
        let mut warnings = Vec::new();
        for InlineDefinition { name, .. } in &self.partial_scope.definitions {
            if used.contains(&position(name.span)) || !seen.insert(position(name.span)) {
                continue;
            }
            let message = format!("the inline partial `{}` is never included", name.text);
            let help = format!("remove it, or include it with `{{{{> {}}}}}`", name.text);
            warnings.push(Diagnostic::warning(name.span, message).help(help));
        }
        self.warnings.extend(warnings);
    }
}
