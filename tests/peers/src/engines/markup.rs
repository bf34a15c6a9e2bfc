//! Markup: `define!`, and `render` into the `String`.

use super::Roster;
use crate::workloads::{
    Workloads,
    helpers::{Person, join, lowercase, uppercase},
    page,
    teams::Team,
};
use markup::Render;

const NAME: &str = "markup";

markup::define! {
    Table<'a>(rows: &'a [Vec<usize>]) {
        table {
            @for row in rows.iter() {
                tr {
                    @for cell in row { td { @cell } }
                }
            }
        }
    }

    Teams<'a>(year: u16, teams: &'a [Team]) {
        html {
            head { title { @year } }
            body {
                h1 { "CSL " @year }
                ul {
                    @for (i, team) in teams.iter().enumerate() {
                        li[class = if i == 0 { "champion" } else { "" }] {
                            b { @team.name } ": " @team.score
                        }
                    }
                }
            }
        }
    }

    Helpers<'a>(people: &'a [Person]) {
        ul {
            @for person in people.iter() {
                li { @join(&uppercase(&person.first), &lowercase(&person.last)) }
            }
        }
    }

    Comments<'a>(comments: &'a [String]) {
        ol {
            @for comment in comments.iter() { li { @comment } }
        }
    }

    Page<'a>(data: &'a page::Page) {
        @markup::doctype()
        html[lang = &data.language] {
            head {
                meta[charset = "utf-8"];
                title { @data.title " | " @data.shop }
                meta[name = "description", content = &data.description];
                link[rel = "canonical", href = ("https://", &data.host, "/shop")];
            }
            body[class = &data.theme] {
                header {
                    h1 { @data.shop }
                    @if data.signed_in {
                        p {
                            "Welcome back, " b { @data.customer } "! Your cart has "
                            @data.cart_items " items worth $" @data.cart_total "."
                        }
                    } else {
                        p { a[href = "/login"] { "Sign in" } }
                    }
                }
                nav {
                    ul {
                        @for category in data.categories.iter() {
                            li { a[href = ("#", &category.slug)] { @category.name } }
                        }
                    }
                }
                main {
                    @for category in data.categories.iter() {
                        section #{&category.slug} {
                            h2 { @category.name }
                            p { @category.count " products" }
                            @if category.featured {
                                p.featured { "Featured this week" }
                            }
                            @for product in category.products.iter() {
                                article #{("p", product.sku)}.{if product.on_sale { "sale" } else { "plain" }} {
                                    h3 {
                                        a[href = ("/shop/", &category.slug, "/", &product.slug)] {
                                            @product.name
                                        }
                                    }
                                    p { @product.summary }
                                    @if product.on_sale {
                                        p.price {
                                            s { "$" @product.old_price } " " b { "$" @product.price }
                                        }
                                    } else {
                                        p.price { "$" @product.price }
                                    }
                                    p { @product.rating " of 5, " @product.reviews " reviews" }
                                    @if product.stock > 0 {
                                        p { @product.stock " in stock" }
                                    } else {
                                        p { "Sold out" }
                                    }
                                    ul {
                                        @for variant in product.variants.iter() {
                                            li #{("v", variant.sku)} {
                                                @variant.name ": $" @variant.price
                                                @if !variant.available { " (not now)" }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                aside {
                    dl {
                        @for (key, value) in data.contacts.iter() { dt { @key } dd { @value } }
                    }
                }
                footer { p { "Copyright " @data.year " " @data.shop ", version " @data.version } }
            }
        }
    }

    Tiny<'a>(name: &'a str) {
        "Hello " @name "!"
    }
}

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    both(roster, "table", &data.table, |data| Table { rows: &data.rows });
    both(roster, "teams", &data.teams, |data| Teams { year: data.year, teams: &data.teams });
    both(roster, "helpers", &data.helpers, |data| Helpers { people: &data.people });
    both(roster, "escape", &data.escape, |data| Comments { comments: &data.comments });
    both(roster, "clean", &data.clean, |data| Comments { comments: &data.comments });
    both(roster, "page", &data.page, |data| Page { data });
    both(roster, "tiny", &data.tiny, |data| Tiny { name: &data.name });
}

/// Adds the tasks of one workload, rendered into a new `String` and into one that is reused.
///
/// The documentation prints templates with `to_string`, which calls `render` through `Display`; this calls
/// `render` directly.
fn both<'d, D, T: Render>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    roster.add(NAME, workload, data, move |data| {
        let mut page = String::new();
        template(data).render(&mut page).expect("nothing fails");
        page
    });
    roster.add_reuse(NAME, workload, data, String::new(), move |data, page| {
        template(data).render(page).expect("nothing fails");
    });
}
