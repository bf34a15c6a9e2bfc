//! Determines which partials may include themselves, and therefore are called instead of expanded. This is done before the
//! template is resolved, from the names in its tags and in the tags of the partials, regardless of scopes.

use super::{Resolver, inlines::depth};
use crate::parse::{
    ast::{Node, PartialTarget},
    parse,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The template, a file or an inline partial, by its name, or everything that a name may be which is known only at run time.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Included {
    Template,
    File(String),
    Inline(String),
    Anything,
}

/// The partials that the template and its partials include.
#[derive(Default)]
struct Includes {
    /// For each file and each name of inline partials, the partials that it includes.
    edges: HashMap<Included, Vec<Included>>,
    /// The files whose tags have not been read yet.
    unread: Vec<String>,
    inline_names: HashSet<String>,
    has_indents: bool,
}

impl Resolver<'_> {
    /// Finds the partials that may include themselves, if partials can be called.
    pub(super) fn find_recursive_partials(&mut self, body: &[Node]) {
        let Some(names) = self.partials.names().filter(|_| includes_any(body)) else { return };
        let mut includes = Includes::default();
        let main = self.source.file.clone();
        self.read_includes(body, &Included::Template, &main, &mut includes);
        loop {
            if includes.edges.contains_key(&Included::Anything) && !includes.has_all() {
                let files = names.iter().cloned().map(Included::File);
                includes.add_all(files.collect());
            }
            let Some(file) = includes.unread.pop() else { break };
            let Ok(source) = self.partials.load(&file, "") else { continue };
            if !self.partial_scope.parsed.contains_key(&source.file) {
                // Errors are reported where it is included.
                let Ok(ast) = parse(&source.text) else { continue };
                let depth = depth(&ast.body);
                let parsed = Some((Arc::new(ast), depth));
                self.partial_scope.parsed.insert(source.file.clone(), parsed);
            }
            let parsed = self.partial_scope.parsed.get(&source.file).cloned().flatten();
            if let Some((ast, _)) = parsed {
                let id = Included::File(file.clone());
                self.read_includes(&ast.body, &id, &file, &mut includes);
            }
        }
        includes.close();
        self.called.is_allowed = true;
        self.called.recursive = includes.recursive_files();
        self.called.inline_names = includes.inline_names;
        self.called.has_indents = includes.has_indents;
    }

    /// Records the partials that the tags in `nodes`, which are in `file`, include on behalf of `from`.
    fn read_includes(
        &mut self,
        nodes: &[Node],
        from: &Included,
        file: &str,
        includes: &mut Includes,
    ) {
        for node in nodes {
            match node {
                Node::Text(_) | Node::Mustache(_) => {}
                Node::Block(block) => {
                    for branch in &block.branches {
                        self.read_includes(&branch.body, from, file, includes);
                    }
                    let otherwise = block.otherwise.as_deref().unwrap_or_default();
                    self.read_includes(otherwise, from, file, includes);
                }
                Node::Inline(inline) => {
                    let id = Included::Inline(inline.name.text.clone());
                    includes.inline_names.insert(inline.name.text.clone());
                    // Partials that are called in its scope may include it, whether a tag here names it or not.
                    includes.add(from, id.clone());
                    self.read_includes(&inline.body, &id, file, includes);
                }
                Node::Partial(partial) => {
                    includes.has_indents |= !partial.indent.is_empty();
                    match &partial.target {
                        PartialTarget::Dynamic(_) => {
                            includes.edges.entry(Included::Anything).or_default();
                            includes.add(from, Included::Anything);
                        }
                        PartialTarget::Name { name, .. } => {
                            includes.add(from, Included::Inline(name.text.clone()));
                            if let Ok(source) = self.partials.load(&name.text, file) {
                                includes.add(from, Included::File(source.file.clone()));
                            }
                        }
                    }
                    if let Some(block) = &partial.block {
                        self.read_includes(block, from, file, includes);
                    }
                }
            }
        }
    }
}

impl Includes {
    fn add(&mut self, from: &Included, to: Included) {
        if let Included::File(file) = &to
            && !self.edges.contains_key(&to)
        {
            self.edges.insert(to.clone(), Vec::new());
            self.unread.push(file.clone());
        }
        self.edges.entry(from.clone()).or_default().push(to);
    }

    /// Returns `true` if the files that a name may be which is known only at run time have been added.
    fn has_all(&self) -> bool {
        self.edges.get(&Included::Anything).is_some_and(|all| !all.is_empty())
    }

    fn add_all(&mut self, all: Vec<Included>) {
        for included in all {
            self.add(&Included::Anything, included);
        }
    }

    /// Adds the inline partials that a name may be which is known only at run time, when all have been found.
    fn close(&mut self) {
        if let Some(all) = self.edges.get_mut(&Included::Anything) {
            all.extend(self.inline_names.iter().cloned().map(Included::Inline));
        }
    }

    /// Returns the files that include themselves: those in a component of the graph with several parts, or with an edge to
    /// themselves. The components are found by two walks, along the edges and against them.
    fn recursive_files(&self) -> HashSet<String> {
        let mut order = Vec::new();
        let mut seen = HashSet::new();
        let mut open = vec![(&Included::Template, 0)];
        seen.insert(&Included::Template);
        while let Some((node, at)) = open.pop() {
            let next = self.edges.get(node).and_then(|edges| edges.get(at));
            match next {
                Some(next) => {
                    open.push((node, at + 1));
                    if seen.insert(next) {
                        open.push((next, 0));
                    }
                }
                None => order.push(node),
            }
        }
        let mut backwards: HashMap<&Included, Vec<&Included>> = HashMap::new();
        for (from, edges) in &self.edges {
            for to in edges {
                backwards.entry(to).or_default().push(from);
            }
        }
        let mut recursive = HashSet::new();
        let mut found: HashSet<&Included> = HashSet::new();
        for node in order.into_iter().rev().filter(|node| seen.contains(node)) {
            let mut component = Vec::new();
            let mut open = vec![node];
            while let Some(node) = open.pop() {
                if !seen.contains(node) || !found.insert(node) {
                    continue;
                }
                component.push(node);
                open.extend(backwards.get(node).into_iter().flatten());
            }
            let is_recursive = component.len() > 1
                || component
                    .first()
                    .is_some_and(|node| self.edges.get(node).is_some_and(|to| to.contains(node)));
            if is_recursive {
                recursive.extend(component.into_iter().filter_map(|included| match included {
                    Included::File(file) => Some(file.clone()),
                    _ => None,
                }));
            }
        }
        recursive
    }
}

/// Returns `true` if nodes include a partial.
fn includes_any(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) | Node::Mustache(_) => false,
        Node::Block(block) => {
            block.branches.iter().any(|branch| includes_any(&branch.body))
                || includes_any(block.otherwise.as_deref().unwrap_or_default())
        }
        Node::Partial(_) => true,
        Node::Inline(inline) => includes_any(&inline.body),
    })
}
