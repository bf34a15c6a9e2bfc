//! The data of the workload `page`, in which no field of a product has the name of a category's.

use super::Pair;
use crate::workloads::page;
use ramhorns::Content;

#[derive(Content)]
pub(super) struct Page<'d> {
    language: &'d str,
    title: &'d str,
    shop: &'d str,
    description: &'d str,
    host: &'d str,
    theme: &'d str,
    signed_in: bool,
    customer: &'d str,
    cart_items: u32,
    cart_total: f64,
    categories: Vec<Category<'d>>,
    contacts: Vec<Pair<'d>>,
    year: u16,
    version: u32,
}

impl<'d> Page<'d> {
    pub(super) fn new(data: &'d page::Page) -> Self {
        Page {
            language: &data.language,
            title: &data.title,
            shop: &data.shop,
            description: &data.description,
            host: &data.host,
            theme: &data.theme,
            signed_in: data.signed_in,
            customer: &data.customer,
            cart_items: data.cart_items,
            cart_total: data.cart_total,
            categories: data.categories.iter().map(Category::new).collect(),
            contacts: data.contacts.iter().map(|(key, value)| Pair { key, value }).collect(),
            year: data.year,
            version: data.version,
        }
    }
}

#[derive(Content)]
struct Category<'d> {
    name: &'d str,
    category: &'d str,
    count: usize,
    featured: bool,
    products: Vec<Product<'d>>,
}

impl<'d> Category<'d> {
    fn new(data: &'d page::Category) -> Self {
        Category {
            name: &data.name,
            category: &data.slug,
            count: data.count,
            featured: data.featured,
            products: data.products.iter().map(Product::new).collect(),
        }
    }
}

#[derive(Content)]
struct Product<'d> {
    name: &'d str,
    page: &'d str,
    sku: u32,
    summary: &'d str,
    on_sale: bool,
    price: f64,
    old_price: f64,
    rating: f64,
    reviews: u32,
    stock: u32,
    variants: Vec<Variant<'d>>,
}

impl<'d> Product<'d> {
    fn new(data: &'d page::Product) -> Self {
        Product {
            name: &data.name,
            page: &data.slug,
            sku: data.sku,
            summary: &data.summary,
            on_sale: data.on_sale,
            price: data.price,
            old_price: data.old_price,
            rating: data.rating,
            reviews: data.reviews,
            stock: data.stock,
            variants: data.variants.iter().map(Variant::new).collect(),
        }
    }
}

#[derive(Content)]
struct Variant<'d> {
    name: &'d str,
    sku: u32,
    price: f64,
    available: bool,
}

impl<'d> Variant<'d> {
    fn new(data: &'d page::Variant) -> Self {
        Variant { name: &data.name, sku: data.sku, price: data.price, available: data.available }
    }
}
