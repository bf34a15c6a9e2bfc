//! A thousand components of three values each: sections, each in a panel, with cards in them.

use serde::Serialize;
use template_runtime::Data;

/// The data of the workload `tree`.
#[derive(Serialize)]
pub(crate) struct Tree {
    pub(crate) title: String,
    pub(crate) sections: Vec<Section>,
}

/// What a panel shows: three values, and cards.
#[derive(Data, Serialize)]
pub(crate) struct Section {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) total: u32,
    pub(crate) cards: Vec<Card>,
}

/// What a card shows.
#[derive(Data, Serialize)]
pub(crate) struct Card {
    pub(crate) label: String,
    pub(crate) text: &'static str,
    pub(crate) price: u32,
}

/// The number of sections. With the cards there are 1,000 components.
const SECTIONS: usize = 40;

/// The number of cards in each section.
const CARDS: usize = 24;

impl Tree {
    pub(crate) fn new() -> Self {
        let names = ["Tools", "Nuts & bolts", "Paint", "Lamps"];
        let kinds = ["wide", "narrow", "plain"];
        let labels = ["Bolt", "Washer", "Hinge & pin", "Bracket", "Screw"];
        let texts = ["zinc <plated>", "brass", "stainless steel", "for wood"];
        let section = |i: usize| {
            let card = |j: usize| Card {
                label: format!("{} {}", labels[(i + j) % labels.len()], 24 * i + j),
                text: texts[(3 * i + j) % texts.len()],
                price: (7 * i + 31 * j) as u32 % 900,
            };
            let cards: Vec<Card> = (0..CARDS).map(card).collect();
            Section {
                name: format!("{} {i}", names[i % names.len()]),
                kind: kinds[i % kinds.len()],
                total: cards.iter().map(|card| card.price).sum(),
                cards,
            }
        };
        Tree { title: "Catalogue".to_owned(), sections: (0..SECTIONS).map(section).collect() }
    }
}
