//! No engine: functions with `write!` and a small wrapper that escapes.

use super::Roster;
use crate::workloads::{
    Workloads,
    escape::Comments,
    helpers::{People, join, lowercase, uppercase},
    page::{Page, Product},
    table::Table,
    teams::Teams,
    tiny::Greeting,
};
use std::fmt::{self, Display, Formatter, Write};

const NAME: &str = "write!";

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    both(roster, "table", &data.table, table);
    both(roster, "teams", &data.teams, teams);
    both(roster, "helpers", &data.helpers, helpers);
    both(roster, "escape", &data.escape, comments);
    both(roster, "clean", &data.clean, comments);
    both(roster, "page", &data.page, page);
    both(roster, "tiny", &data.tiny, tiny);
}

/// Adds the tasks of one workload, written to a new `String` and to one that is reused.
fn both<'d, D>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    render: impl Fn(&D, &mut String) -> fmt::Result + Copy + 'd,
) {
    roster.add(NAME, workload, data, move |data| {
        let mut page = String::new();
        render(data, &mut page).expect("nothing fails");
        page
    });
    roster.add_reuse(NAME, workload, data, String::new(), move |data, page| {
        render(data, page).expect("nothing fails");
    });
}

/// Text that is escaped when it is printed.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#x27;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

fn table(data: &Table, out: &mut String) -> fmt::Result {
    out.push_str("<table>");
    for row in &data.rows {
        out.push_str("<tr>");
        for cell in row {
            write!(out, "<td>{cell}</td>")?;
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    Ok(())
}

fn teams(data: &Teams, out: &mut String) -> fmt::Result {
    let year = data.year;
    write!(out, "<html><head><title>{year}</title></head><body><h1>CSL {year}</h1><ul>")?;
    for (i, team) in data.teams.iter().enumerate() {
        let class = if i == 0 { "champion" } else { "" };
        let name = Escaped(&team.name);
        write!(out, r#"<li class="{class}"><b>{name}</b>: {}</li>"#, team.score)?;
    }
    out.push_str("</ul></body></html>");
    Ok(())
}

fn helpers(data: &People, out: &mut String) -> fmt::Result {
    out.push_str("<ul>");
    for person in &data.people {
        let name = join(&uppercase(&person.first), &lowercase(&person.last));
        write!(out, "<li>{}</li>", Escaped(&name))?;
    }
    out.push_str("</ul>");
    Ok(())
}

fn comments(data: &Comments, out: &mut String) -> fmt::Result {
    out.push_str("<ol>");
    for comment in &data.comments {
        write!(out, "<li>{}</li>", Escaped(comment))?;
    }
    out.push_str("</ol>");
    Ok(())
}

fn page(data: &Page, out: &mut String) -> fmt::Result {
    let shop = Escaped(&data.shop);
    write!(
        out,
        r#"<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><title>{} | {shop}</title><meta name="description" content="{}"><link rel="canonical" href="https://{}/shop"></head><body class="{}"><header><h1>{shop}</h1>"#,
        Escaped(&data.language),
        Escaped(&data.title),
        Escaped(&data.description),
        Escaped(&data.host),
        Escaped(&data.theme),
    )?;
    if data.signed_in {
        write!(
            out,
            "<p>Welcome back, <b>{}</b>! Your cart has {} items worth ${}.</p>",
            Escaped(&data.customer),
            data.cart_items,
            data.cart_total,
        )?;
    } else {
        out.push_str(r#"<p><a href="/login">Sign in</a></p>"#);
    }
    out.push_str("</header><nav><ul>");
    for category in &data.categories {
        let (slug, name) = (Escaped(&category.slug), Escaped(&category.name));
        write!(out, r##"<li><a href="#{slug}">{name}</a></li>"##)?;
    }
    out.push_str("</ul></nav><main>");
    for category in &data.categories {
        let (slug, name) = (Escaped(&category.slug), Escaped(&category.name));
        let count = category.count;
        write!(out, r#"<section id="{slug}"><h2>{name}</h2><p>{count} products</p>"#)?;
        if category.featured {
            out.push_str(r#"<p class="featured">Featured this week</p>"#);
        }
        for item in &category.products {
            product(item, &slug, out)?;
        }
        out.push_str("</section>");
    }
    out.push_str("</main><aside><dl>");
    for (key, value) in &data.contacts {
        write!(out, "<dt>{}</dt><dd>{}</dd>", Escaped(key), Escaped(value))?;
    }
    let (year, version) = (data.year, data.version);
    write!(
        out,
        "</dl></aside><footer><p>Copyright {year} {shop}, version {version}</p></footer></body></html>"
    )
}

fn product(product: &Product, category: &Escaped<'_>, out: &mut String) -> fmt::Result {
    let class = if product.on_sale { "sale" } else { "plain" };
    write!(
        out,
        r#"<article id="p{}" class="{class}"><h3><a href="/shop/{category}/{}">{}</a></h3><p>{}</p>"#,
        product.sku,
        Escaped(&product.slug),
        Escaped(&product.name),
        Escaped(&product.summary),
    )?;
    let (price, old) = (product.price, product.old_price);
    if product.on_sale {
        write!(out, r#"<p class="price"><s>${old}</s> <b>${price}</b></p>"#)?;
    } else {
        write!(out, r#"<p class="price">${price}</p>"#)?;
    }
    write!(out, "<p>{} of 5, {} reviews</p>", product.rating, product.reviews)?;
    if product.stock > 0 {
        write!(out, "<p>{} in stock</p>", product.stock)?;
    } else {
        out.push_str("<p>Sold out</p>");
    }
    out.push_str("<ul>");
    for variant in &product.variants {
        let (name, price) = (Escaped(&variant.name), variant.price);
        write!(out, r#"<li id="v{}">{name}: ${price}"#, variant.sku)?;
        out.push_str(if variant.available { "</li>" } else { " (not now)</li>" });
    }
    out.push_str("</ul></article>");
    Ok(())
}

fn tiny(data: &Greeting, out: &mut String) -> fmt::Result {
    write!(out, "Hello {}!", Escaped(&data.name))
}
