//! Maud: `html!`, which returns a new `String` each time.

use super::Roster;
use crate::workloads::{
    Workloads,
    escape::Comments,
    helpers::{People, join, lowercase, uppercase},
    page::Page,
    table::Table,
    teams::Teams,
    tiny::Greeting,
};
use maud::{DOCTYPE, Markup, html};

const NAME: &str = "maud";

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    roster.add(NAME, "table", &data.table, |data| table(data).into_string());
    roster.add(NAME, "teams", &data.teams, |data| teams(data).into_string());
    roster.add(NAME, "helpers", &data.helpers, |data| helpers(data).into_string());
    roster.add(NAME, "escape", &data.escape, |data| comments(data).into_string());
    roster.add(NAME, "clean", &data.clean, |data| comments(data).into_string());
    roster.add(NAME, "page", &data.page, |data| page(data).into_string());
    roster.add(NAME, "tiny", &data.tiny, |data| tiny(data).into_string());
    roster.absent(NAME, "*/reuse", "html! always returns a new String");
}

fn table(data: &Table) -> Markup {
    html! {
        table {
            @for row in &data.rows {
                tr {
                    @for cell in row { td { (cell) } }
                }
            }
        }
    }
}

fn teams(data: &Teams) -> Markup {
    html! {
        html {
            head { title { (data.year) } }
            body {
                h1 { "CSL " (data.year) }
                ul {
                    @for (i, team) in data.teams.iter().enumerate() {
                        li class={ @if i == 0 { "champion" } } {
                            b { (team.name) } ": " (team.score)
                        }
                    }
                }
            }
        }
    }
}

fn helpers(data: &People) -> Markup {
    html! {
        ul {
            @for person in &data.people {
                li { (join(&uppercase(&person.first), &lowercase(&person.last))) }
            }
        }
    }
}

fn comments(data: &Comments) -> Markup {
    html! {
        ol {
            @for comment in &data.comments { li { (comment) } }
        }
    }
}

fn page(data: &Page) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(data.language) {
            head {
                meta charset="utf-8";
                title { (data.title) " | " (data.shop) }
                meta name="description" content=(data.description);
                link rel="canonical" href={ "https://" (data.host) "/shop" };
            }
            body class=(data.theme) {
                header {
                    h1 { (data.shop) }
                    @if data.signed_in {
                        p {
                            "Welcome back, " b { (data.customer) } "! Your cart has "
                            (data.cart_items) " items worth $" (data.cart_total) "."
                        }
                    } @else {
                        p { a href="/login" { "Sign in" } }
                    }
                }
                nav {
                    ul {
                        @for category in &data.categories {
                            li { a href={ "#" (category.slug) } { (category.name) } }
                        }
                    }
                }
                main {
                    @for category in &data.categories {
                        section id=(category.slug) {
                            h2 { (category.name) }
                            p { (category.count) " products" }
                            @if category.featured {
                                p class="featured" { "Featured this week" }
                            }
                            @for product in &category.products {
                                article id={ "p" (product.sku) } class=(if product.on_sale { "sale" } else { "plain" }) {
                                    h3 {
                                        a href={ "/shop/" (category.slug) "/" (product.slug) } {
                                            (product.name)
                                        }
                                    }
                                    p { (product.summary) }
                                    @if product.on_sale {
                                        p class="price" {
                                            s { "$" (product.old_price) } " " b { "$" (product.price) }
                                        }
                                    } @else {
                                        p class="price" { "$" (product.price) }
                                    }
                                    p { (product.rating) " of 5, " (product.reviews) " reviews" }
                                    @if product.stock > 0 {
                                        p { (product.stock) " in stock" }
                                    } @else {
                                        p { "Sold out" }
                                    }
                                    ul {
                                        @for variant in &product.variants {
                                            li id={ "v" (variant.sku) } {
                                                (variant.name) ": $" (variant.price)
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
                        @for (key, value) in &data.contacts { dt { (key) } dd { (value) } }
                    }
                }
                footer { p { "Copyright " (data.year) " " (data.shop) ", version " (data.version) } }
            }
        }
    }
}

fn tiny(data: &Greeting) -> Markup {
    html! { "Hello " (data.name) "!" }
}
