//! The workload `shop`: a function for each part of the page.

use super::Escaped;
use crate::workloads::shop::{Customer, Details, Offer, Product, Shop, State};
use std::fmt::{self, Write};

pub(super) fn shop(data: &Shop, out: &mut String) -> fmt::Result {
    let title = Escaped(&data.title);
    write!(out, "<!DOCTYPE html><html><head><title>{title}</title></head><body><header>")?;
    user(data.customer.as_ref(), out)?;
    out.push_str("</header><nav><ul>");
    for category in &data.categories {
        write!(out, r#"<li><a href="/c/{}">"#, Escaped(&category.slug))?;
        if let Some(parent) = &category.parent {
            write!(out, "{}: ", Escaped(parent))?;
        }
        write!(out, "{}</a></li>", Escaped(&category.name))?;
    }
    out.push_str("</ul></nav><main>");
    for product in &data.products {
        tile(product, out)?;
    }
    out.push_str("</main></body></html>");
    Ok(())
}

fn user(customer: Option<&Customer>, out: &mut String) -> fmt::Result {
    let Some(customer) = customer else {
        out.push_str("<p>Welcome</p>");
        return Ok(());
    };
    write!(out, "<p>{}", Escaped(&customer.name))?;
    if let Some(company) = &customer.company {
        write!(out, " of {}", Escaped(company))?;
    }
    write!(out, ", {} points</p>", customer.points)
}

fn tile(product: &Product, out: &mut String) -> fmt::Result {
    let (name, state) = (Escaped(&product.name), product.state.name());
    let fresh = if product.fresh { " fresh" } else { "" };
    write!(
        out,
        r#"<article id="p{}" class="tile {state}{fresh}"><h2><a href="/p/{}">{name}</a></h2><p class="maker">{}"#,
        product.id,
        Escaped(&product.slug),
        Escaped(&product.maker.name),
    )?;
    if let Some(city) = &product.maker.city {
        write!(out, ", {}", Escaped(city))?;
    }
    out.push_str("</p>");
    if let Some(image) = &product.image {
        write!(out, r#"<img src="/img/{}" alt="{name}">"#, Escaped(image))?;
    }
    price(product, out)?;
    stock(product, out)?;
    if let Some(details) = &product.details {
        facts(details, out)?;
    }
    if !product.tags.is_empty() {
        out.push_str("<ul>");
        for tag in &product.tags {
            write!(out, "<li>{}</li>", Escaped(tag))?;
        }
        out.push_str("</ul>");
    }
    out.push_str("</article>");
    Ok(())
}

fn price(product: &Product, out: &mut String) -> fmt::Result {
    let price = product.price;
    match &product.offer {
        Offer::Percent { percent, until } => {
            write!(out, "<p><s>{price}</s> -{percent} %")?;
            if let Some(until) = until {
                write!(out, " until {}", Escaped(until))?;
            }
            out.push_str("</p>");
            Ok(())
        }
        Offer::Bundle { other, saved } => {
            write!(out, "<p>{price}, or with {} {saved} less</p>", Escaped(other))
        }
        Offer::Nothing => write!(out, "<p>{price}</p>"),
    }
}

fn stock(product: &Product, out: &mut String) -> fmt::Result {
    let (stock, restock) = (product.stock, product.restock.as_deref().map(Escaped));
    match (product.state, restock) {
        (State::Ended, _) => out.push_str(r#"<p class="out">Sold out</p>"#),
        (_, None) if stock == 0 => out.push_str(r#"<p class="out">Sold out</p>"#),
        (State::Preorder, Some(restock)) => {
            write!(out, "<p>Order now, get it on {restock}</p>")?;
        }
        (State::Preorder, None) => out.push_str("<p>Order now</p>"),
        (State::Sold, Some(restock)) if stock == 0 => write!(out, "<p>Back on {restock}</p>")?,
        (State::Sold, restock) if stock < 5 => {
            let end = if restock.is_none() { ", and no more will come" } else { "" };
            write!(out, r#"<p class="few">Only {stock} left{end}</p>"#)?;
        }
        (State::Sold, _) => out.push_str("<p>In stock</p>"),
    }
    Ok(())
}

fn facts(details: &Details, out: &mut String) -> fmt::Result {
    write!(out, "<dl><dt>Material</dt><dd>{}</dd>", Escaped(&details.material))?;
    if let Some(weight) = details.weight {
        write!(out, "<dt>Weight</dt><dd>{weight} g</dd>")?;
    }
    if let Some(color) = &details.color {
        write!(out, "<dt>Color</dt><dd>{}</dd>", Escaped(color))?;
    }
    out.push_str("</dl>");
    Ok(())
}
