//! Fragments: parts of a template that are also separate sequences.

use super::{Flattener, stack_expression::StackExpression};
use crate::{parse::ast::Name, resolve::resolved::Fragment};

/// A template whose fragments are separate sequences.
pub struct FlatTemplate {
    /// The whole template, with the fragments in place.
    pub whole: StackExpression,
    /// The fragments, in the order of their opening tags.
    pub fragments: Vec<FlatFragment>,
}

/// A fragment as a sequence.
pub struct FlatFragment {
    /// Its name.
    pub name: Name,
    /// Its instructions: those of the whole template from its opening tag to its closing tag.
    pub flat: StackExpression,
}

impl Flattener<'_> {
    /// Emits the body of a fragment, and copies it to a separate sequence: no jump leads into it or out of it.
    pub(super) fn fragment(&mut self, fragment: &Fragment) {
        let Fragment { name, first_var, first_loop, body } = fragment;
        if !self.has_fragments {
            return self.statements(body);
        }
        let (start, index) = (self.flat.instructions.len(), self.fragments.len());
        let (name, flat) = (name.clone(), StackExpression::default());
        self.fragments.push(FlatFragment { name, flat });
        self.statements(body);
        self.fragments[index].flat = StackExpression {
            instructions: self.flat.instructions[start..].to_vec(),
            labels: self.flat.labels,
            first_var: *first_var,
            first_loop: *first_loop,
        };
    }
}
