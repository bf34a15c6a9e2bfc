//! The workload `page`, in functions: an element has at most 26 parts.

use crate::workloads::page::{Category, Page, Product, Variant};
use vy::prelude::*;

pub(super) fn page(data: &Page) -> impl IntoHtml {
    (
        DOCTYPE,
        html!(
            lang = &data.language,
            head(data),
            body!(
                class = &data.theme,
                header(data),
                nav!(ul!(data.categories.iter().map(|category| li!(a!(
                    href = (PreEscaped('#'), &category.slug),
                    &category.name
                ))))),
                main!(data.categories.iter().map(category)),
                aside!(dl!(data.contacts.iter().map(|(key, value)| (dt!(key), dd!(value))))),
                footer!(p!("Copyright ", data.year, " ", &data.shop, ", version ", data.version))
            )
        ),
    )
}

fn head(data: &Page) -> impl IntoHtml {
    head!(
        meta!(charset = "utf-8"),
        title!(&data.title, " | ", &data.shop),
        meta!(name = "description", content = &data.description),
        link!(rel = "canonical", href = (PreEscaped("https://"), &data.host, PreEscaped("/shop")))
    )
}

fn header(data: &Page) -> impl IntoHtml {
    header!(
        h1!(&data.shop),
        if data.signed_in {
            p!(
                "Welcome back, ",
                b!(&data.customer),
                "! Your cart has ",
                data.cart_items,
                " items worth $",
                data.cart_total,
                "."
            )
        } else {
            p!(a!(href = "/login", "Sign in"))
        }
    )
}

fn category(category: &Category) -> impl IntoHtml {
    section!(
        id = &category.slug,
        h2!(&category.name),
        p!(category.count, " products"),
        if category.featured {
            p!(class = "featured", "Featured this week")
        },
        category.products.iter().map(|item| product(category, item))
    )
}

#[expect(unused_braces, reason = "rustc does not see that the macro reads them as a block")]
fn product(category: &Category, product: &Product) -> impl IntoHtml {
    article!(
        id = (PreEscaped('p'), product.sku),
        class = PreEscaped(if product.on_sale { "sale" } else { "plain" }),
        h3!(a!(
            href = (PreEscaped("/shop/"), &category.slug, PreEscaped('/'), &product.slug),
            &product.name
        )),
        p!(&product.summary),
        if product.on_sale {
            p!(class = "price", s!("$", product.old_price), " ", b!("$", product.price))
        } else {
            p!(class = "price", "$", product.price)
        },
        p!(product.rating, " of 5, ", product.reviews, " reviews"),
        if product.stock > 0 { p!(product.stock, " in stock") } else { p!("Sold out") },
        ul!(product.variants.iter().map(variant))
    )
}

fn variant(variant: &Variant) -> impl IntoHtml {
    li!(
        id = (PreEscaped('v'), variant.sku),
        &variant.name,
        ": $",
        variant.price,
        (!variant.available).then_some(PreEscaped(" (not now)"))
    )
}
