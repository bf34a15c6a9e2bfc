//! What holds for every template that compiles, and any data.

use crate::{
    grammar::{self, Input},
    tree,
};
use arbitrary::Unstructured;
use template_runtime::Compiler;

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The bytes were too few for a template.
    Nothing,
    /// The template was refused.
    Refused,
    /// It could not be rendered with the data.
    Failed,
    /// It was rendered, and the property holds.
    Compared,
}

/// Checks that hostile data makes no elements and no attributes: a page has those that it has with harmless
/// data.
///
/// # Panics
///
/// Panics if the page has others.
pub fn any_data_keeps_the_tree(u: &mut Unstructured<'_>) -> Seen {
    let Ok(input) = grammar::input(u) else { return Seen::Nothing };
    let Ok(compiled) = Compiler::new().compile(input.template.as_str()) else {
        return Seen::Refused;
    };
    let Input { template, hostile, harmless } = &input;
    let (Ok(with_hostile), Ok(with_harmless)) =
        (compiled.render(hostile), compiled.render(harmless))
    else {
        return Seen::Failed;
    };
    let (got, expected) = (tree::outline(&with_hostile), tree::outline(&with_harmless));
    assert!(
        got == expected,
        "{template:?} has other elements\nwith hostile data:  {with_hostile:?}\nwith harmless data: {with_harmless:?}",
    );
    Seen::Compared
}
