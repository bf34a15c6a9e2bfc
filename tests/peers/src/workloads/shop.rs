//! The offers of a shop: optional fields, enums with and without fields, conditions within conditions, and structs behind
//! `Arc` and `Box`.

use serde::Serialize;
use std::{
    fmt::{self, Display, Formatter},
    sync::Arc,
};
use template_runtime::Data;

/// The data of the workload `shop`.
#[derive(Serialize)]
pub(crate) struct Shop {
    pub(crate) title: String,
    pub(crate) customer: Option<Customer>,
    pub(crate) categories: Vec<Category>,
    pub(crate) products: Vec<Arc<Product>>,
}

#[derive(Data, Serialize)]
pub(crate) struct Customer {
    pub(crate) name: String,
    pub(crate) company: Option<String>,
    pub(crate) points: u32,
}

#[derive(Data, Serialize)]
pub(crate) struct Category {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) parent: Option<String>,
}

#[derive(Data, Serialize)]
pub(crate) struct Product {
    pub(crate) id: u32,
    pub(crate) slug: String,
    pub(crate) name: String,
    /// Products of the same maker share it.
    pub(crate) maker: Arc<Maker>,
    pub(crate) image: Option<String>,
    pub(crate) price: f64,
    pub(crate) state: State,
    pub(crate) offer: Offer,
    pub(crate) stock: u32,
    pub(crate) restock: Option<String>,
    pub(crate) fresh: bool,
    pub(crate) details: Option<Box<Details>>,
    pub(crate) tags: Vec<&'static str>,
}

#[derive(Data, Serialize)]
pub(crate) struct Maker {
    pub(crate) name: String,
    pub(crate) city: Option<String>,
}

#[derive(Data, Serialize)]
pub(crate) struct Details {
    pub(crate) weight: Option<u32>,
    pub(crate) color: Option<String>,
    pub(crate) material: String,
}

/// Whether a product is sold.
#[derive(Clone, Copy, Data, PartialEq, Serialize)]
pub(crate) enum State {
    Sold,
    Preorder,
    Ended,
}

impl State {
    pub(crate) fn name(self) -> &'static str {
        match self {
            State::Sold => "Sold",
            State::Preorder => "Preorder",
            State::Ended => "Ended",
        }
    }
}

impl Display for State {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What makes a product cheaper.
#[derive(Data, Serialize)]
pub(crate) enum Offer {
    Nothing,
    Percent { percent: u8, until: Option<String> },
    Bundle { other: String, saved: u32 },
}

impl Shop {
    pub(crate) fn new() -> Self {
        let makers =
            [("Vane & Sons", Some("Leith")), ("Orr", None), ("Hale \"1890\"", Some("Hull"))];
        let makers = makers.map(|(name, city)| {
            Arc::new(Maker { name: name.to_owned(), city: city.map(str::to_owned) })
        });
        Shop {
            title: "Tea & cups".to_owned(),
            customer: Some(Customer { name: "Ann <Ray>".to_owned(), company: None, points: 1_204 }),
            categories: categories(),
            products: (0..36).map(|i| Arc::new(product(i, &makers))).collect(),
        }
    }
}

fn categories() -> Vec<Category> {
    let names = ["Green tea", "Black tea", "Cups", "Pots & kettles", "Gifts"];
    let category = |(i, name): (usize, &str)| Category {
        slug: format!("category-{i}"),
        name: name.to_owned(),
        parent: (i < 2).then(|| "Tea".to_owned()),
    };
    names.into_iter().enumerate().map(category).collect()
}

fn product(i: usize, makers: &[Arc<Maker>; 3]) -> Product {
    let names = ["Sencha", "Kettle & lid", "Cup", "\"First flush\" tea", "Pot"];
    let tags = ["gift", "organic", "new & rare", "sale"];
    Product {
        id: 4_000 + 37 * i as u32,
        slug: format!("product-{i}"),
        name: format!("{} {i}", names[i % names.len()]),
        maker: Arc::clone(&makers[i % makers.len()]),
        image: (i % 3 != 2).then(|| format!("{i}.jpg")),
        price: (i * i) as f64 + 3.95,
        state: [State::Sold, State::Sold, State::Preorder, State::Sold, State::Ended][i % 5],
        offer: match i % 4 {
            1 => Offer::Percent {
                percent: 10 + i as u8,
                until: i.is_multiple_of(3).then(|| "1 May".to_owned()),
            },
            2 => Offer::Bundle {
                other: names[(i + 1) % names.len()].to_owned(),
                saved: 2 + i as u32,
            },
            _ => Offer::Nothing,
        },
        stock: (7 * i % 12) as u32,
        restock: i.is_multiple_of(4).then(|| format!("{} June", 1 + i % 30)),
        fresh: i % 6 == 1,
        details: (i % 3 != 1).then(|| {
            Box::new(Details {
                weight: i.is_multiple_of(2).then_some(50 * i as u32 + 20),
                color: (i % 5 == 0).then(|| "blue & white".to_owned()),
                material: ["leaves", "iron", "china <thin>"][i % 3].to_owned(),
            })
        }),
        tags: (0..i % 4).map(|k| tags[(i + k) % tags.len()]).collect(),
    }
}
