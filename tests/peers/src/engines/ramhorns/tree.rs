//! The workload `tree`, whose template includes others.

use crate::workloads::tree;
use ramhorns::{Content, Error, Ramhorns};

#[derive(Content)]
pub(super) struct Tree<'d> {
    title: &'d str,
    sections: Vec<Section<'d>>,
}

#[derive(Content)]
struct Section<'d> {
    name: &'d str,
    kind: &'d str,
    total: u32,
    cards: Vec<Card<'d>>,
}

#[derive(Content)]
struct Card<'d> {
    label: &'d str,
    text: &'d str,
    price: u32,
}

impl<'d> Tree<'d> {
    pub(super) fn new(data: &'d tree::Tree) -> Self {
        let card =
            |card: &'d tree::Card| Card { label: &card.label, text: card.text, price: card.price };
        let section = |section: &'d tree::Section| Section {
            name: &section.name,
            kind: section.kind,
            total: section.total,
            cards: section.cards.iter().map(card).collect(),
        };
        Tree { title: &data.title, sections: data.sections.iter().map(section).collect() }
    }
}

/// Parses the templates. Those that others include come first, so that no file is searched for them.
pub(super) fn templates() -> Result<Ramhorns, Error> {
    let mut templates = Ramhorns::lazy(".")?;
    templates.insert(include_str!("../../../templates/ramhorns/card.html"), "card.html")?;
    templates.insert(include_str!("../../../templates/ramhorns/panel.html"), "panel.html")?;
    templates.insert(include_str!("../../../templates/ramhorns/tree.html"), "tree.html")?;
    Ok(templates)
}
