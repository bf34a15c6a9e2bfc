//! The page of a shop: three nested loops, conditions, a map, prices.

use serde::Serialize;
use std::collections::BTreeMap;
use template_runtime::Data;

/// The data of the workload `page`.
#[derive(Serialize)]
pub(crate) struct Page {
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) shop: String,
    pub(crate) description: String,
    pub(crate) host: String,
    pub(crate) theme: String,
    pub(crate) signed_in: bool,
    pub(crate) customer: String,
    pub(crate) cart_items: u32,
    pub(crate) cart_total: f64,
    pub(crate) categories: Vec<Category>,
    pub(crate) contacts: BTreeMap<String, String>,
    pub(crate) year: u16,
    pub(crate) version: u32,
}

#[derive(Data, Serialize)]
pub(crate) struct Category {
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) count: usize,
    pub(crate) featured: bool,
    pub(crate) products: Vec<Product>,
}

#[derive(Data, Serialize)]
pub(crate) struct Product {
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) sku: u32,
    pub(crate) summary: String,
    pub(crate) on_sale: bool,
    pub(crate) price: f64,
    pub(crate) old_price: f64,
    pub(crate) rating: f64,
    pub(crate) reviews: u32,
    pub(crate) stock: u32,
    pub(crate) variants: Vec<Variant>,
}

#[derive(Data, Serialize)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) sku: u32,
    pub(crate) price: f64,
    pub(crate) available: bool,
}

impl Page {
    pub(crate) fn new() -> Self {
        let names = ["Tea & coffee", "Cups & pots", "Sweets", "Books <new>"];
        let contacts = [
            ("Address", "12 Harbour Road & Quay"),
            ("Email", "hello@example.org"),
            ("Hours", "Mon to Fri, 9 to 17"),
            ("Phone", "+49 30 1234567"),
        ];
        Page {
            language: "en".to_owned(),
            title: "Spring \"sale\"".to_owned(),
            shop: "Owls & Co".to_owned(),
            description: "Tea, cups & sweets from the harbour".to_owned(),
            host: "shop.example.org".to_owned(),
            theme: "light".to_owned(),
            signed_in: true,
            customer: "Ann <ann@example.org>".to_owned(),
            cart_items: 3,
            cart_total: 61.47,
            categories: (0..4).map(|i| category(i, names[i])).collect(),
            contacts: contacts.map(|(key, value)| (key.to_owned(), value.to_owned())).into(),
            year: 2025,
            version: 417,
        }
    }
}

fn category(i: usize, name: &str) -> Category {
    let products: Vec<Product> = (0..6).map(|k| product(i * 6 + k)).collect();
    Category {
        name: name.to_owned(),
        slug: format!("category-{i}"),
        count: products.len(),
        featured: i.is_multiple_of(2),
        products,
    }
}

fn product(i: usize) -> Product {
    let names = ["Sencha", "Blue pot", "Honey & nuts", "Night train", "Old oak", "First flush"];
    let name = names[i % names.len()];
    Product {
        name: format!("{name} {i}"),
        slug: format!("product-{i}"),
        sku: 10_000 + i as u32,
        summary: format!(
            "{name} is what you want on a rainy day: \"fine\", fair & from close by. It keeps for years."
        ),
        on_sale: i.is_multiple_of(3),
        price: price(1_899 + 250 * i),
        old_price: price(2_499 + 250 * i),
        rating: 3.5 + (i % 4) as f64 / 10.0,
        reviews: 7 * i as u32,
        stock: (i as u32 * 5) % 20,
        variants: (0..3).map(|k| variant(i, k)).collect(),
    }
}

fn variant(i: usize, k: usize) -> Variant {
    let names = ["small", "medium", "large & heavy"];
    Variant {
        name: names[k].to_owned(),
        sku: 100_000 + (i * 10 + k) as u32,
        price: price(1_899 + 250 * i + 175 * k),
        available: !(i + k).is_multiple_of(4),
    }
}

/// Returns the price of `cents`, in units of 100 cents. It is never a whole number, because some engines
/// print `2.0` as `2`, others as `2.0`.
fn price(cents: usize) -> f64 {
    assert_ne!(cents % 100, 0, "a whole price");
    cents as f64 / 100.0
}
