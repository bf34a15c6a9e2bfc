//! The workload `shop`: a function for each component, which takes its content as a closure.

use crate::workloads::shop::{Category, Customer, Details, Offer, Product, Shop, State};
use maud::{DOCTYPE, Markup, html};

pub(super) fn shop(data: &Shop) -> Markup {
    let content = html! {
        @for product in &data.products { (tile(product, offer(product))) }
    };
    layout(&data.title, user(data.customer.as_ref()), nav(&data.categories), content)
}

fn layout(title: &str, user: Markup, nav: Markup, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html {
            head { title { (title) } }
            body {
                header { (user) }
                nav { (nav) }
                main { (content) }
            }
        }
    }
}

fn user(customer: Option<&Customer>) -> Markup {
    html! {
        @if let Some(customer) = customer {
            p {
                (customer.name)
                @if let Some(company) = &customer.company { " of " (company) }
                ", " (customer.points) " points"
            }
        } @else {
            p { "Welcome" }
        }
    }
}

fn nav(categories: &[Category]) -> Markup {
    html! {
        ul {
            @for category in categories {
                li {
                    a href={ "/c/" (category.slug) } {
                        @if let Some(parent) = &category.parent { (parent) ": " }
                        (category.name)
                    }
                }
            }
        }
    }
}

fn tile(product: &Product, content: Markup) -> Markup {
    html! {
        article id={ "p" (product.id) } class={ "tile " (product.state) @if product.fresh { " fresh" } } {
            h2 { a href={ "/p/" (product.slug) } { (product.name) } }
            p class="maker" {
                (product.maker.name)
                @if let Some(city) = &product.maker.city { ", " (city) }
            }
            (content)
        }
    }
}

/// Returns the content of a tile.
fn offer(p: &Product) -> Markup {
    html! {
        @if let Some(image) = &p.image { img src={ "/img/" (image) } alt=(p.name); }
        @match &p.offer {
            Offer::Percent { percent, until } => {
                p {
                    s { (p.price) } " -" (percent) " %"
                    @if let Some(until) = until { " until " (until) }
                }
            }
            Offer::Bundle { other, saved } => {
                p { (p.price) ", or with " (other) " " (saved) " less" }
            }
            Offer::Nothing => { p { (p.price) } }
        }
        @if p.state == State::Ended || p.stock == 0 && p.restock.is_none() {
            p class="out" { "Sold out" }
        } @else if p.state == State::Preorder {
            p { "Order now" @if let Some(restock) = &p.restock { ", get it on " (restock) } }
        } @else if p.stock > 0 && p.stock < 5 {
            p class="few" {
                "Only " (p.stock) " left"
                @if p.restock.is_none() { ", and no more will come" }
            }
        } @else if p.stock > 0 {
            p { "In stock" }
        } @else if let Some(restock) = &p.restock {
            p { "Back on " (restock) }
        }
        @if let Some(details) = &p.details { (facts(details)) }
        @if !p.tags.is_empty() {
            ul { @for tag in &p.tags { li { (tag) } } }
        }
    }
}

fn facts(details: &Details) -> Markup {
    html! {
        dl {
            dt { "Material" } dd { (details.material) }
            @if let Some(weight) = details.weight { dt { "Weight" } dd { (weight) " g" } }
            @if let Some(color) = &details.color { dt { "Color" } dd { (color) } }
        }
    }
}
