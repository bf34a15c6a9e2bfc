//! Maud: `html!`, which returns a new `String` each time.

mod article;
mod shop;
mod thread;

use super::Roster;
use crate::workloads::{
    Workloads,
    escape::Comments,
    feed::Feed,
    form::Form,
    heads::Heads,
    helpers::{People, join, lowercase, uppercase},
    page::Page,
    rows::Rows,
    table::Table,
    teams::Teams,
    tiny::Greeting,
    tree::Tree,
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
    roster.add(NAME, "form", &data.form, |data| form(data).into_string());
    roster.add(NAME, "feed", &data.feed, |data| feed(data).into_string());
    roster.add(NAME, "article", &data.article, |data| article::article(data).into_string());
    roster.add(NAME, "rows", &data.rows, |data| rows(data).into_string());
    roster.add(NAME, "heads", &data.heads, |data| heads(data).into_string());
    roster.add(NAME, "tree", &data.tree, |data| tree(data).into_string());
    roster.add(NAME, "shop", &data.shop, |data| shop::shop(data).into_string());
    roster.add(NAME, "thread", &data.thread, |data| thread::thread(data).into_string());
    roster.absent(NAME, "manifests", "html! writes HTML");
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

fn form(data: &Form) -> Markup {
    html! {
        form id={ "account-" (data.account) } class=(data.theme) method="post" action="/account" {
            h1 { (data.title) " " (data.first_name) " " (data.last_name) }
            p {
                (data.username)
                @if let Some(nickname) = &data.nickname { " (" (nickname) ")" }
                ", " (data.plan) " plan, " (data.status)
            }
            @if data.verified {
                p class="good" { "Verified: " (data.email) }
            } @else {
                p class="bad" { "Please confirm " (data.email) }
            }
            fieldset {
                legend { "Address" }
                p { "We send parcels and invoices to this address." }
                label { "Company " input name="company" type="text" value=(data.company); }
                label { "Street " input name="street" type="text" value={ (data.street) " " (data.house) }; }
                label { "City " input name="city" type="text" value={ (data.postcode) " " (data.city) }; }
                label { "Country " input name="country" type="text" value=(data.country); " " (data.country_code) }
                label { "Phone " input name="phone" type="text" value=(data.phone); }
                @if let Some(website) = &data.website {
                    label { "Website " input name="website" type="text" value=(website); }
                }
            }
            fieldset {
                legend { "Settings" }
                p { "These settings take effect at once, on all of your devices." }
                label { "Language " input name="language" type="text" value=(data.language); }
                label { "Time zone " input name="time-zone" type="text" value=(data.time_zone); " " (data.offset_minutes) " min" }
                label { input name="newsletter" type="checkbox" checked[data.newsletter]; " Newsletter" }
                label { input name="two-factor" type="checkbox" checked[data.two_factor]; " Two factors" }
                label { "About " textarea name="bio" { (data.bio) } }
            }
            h2 { "Your account in numbers" }
            dl {
                dt { "VAT" } dd { (data.vat_number) }
                dt { "Orders" } dd { (data.orders) }
                dt { "Logins" } dd { (data.logins) }
                dt { "Unread" } dd { (data.unread) }
                dt { "Points" } dd { (data.points) }
                dt { "Devices" } dd { (data.devices) }
                dt { "Balance" } dd { (data.balance) " " (data.currency) }
                dt { "Storage" } dd { (data.storage_used) " of " (data.storage_limit) " bytes" }
            }
            @if let Some(referrer) = &data.referrer { p { "Invited by " (referrer) } }
            @if let Some(note) = &data.note { p { (note) } }
            @if data.staff {
                p { a href="/staff" { "Staff pages" } }
            }
            @if data.active {
                button { "Save" }
            } @else {
                button disabled { "Save" }
            }
        }
    }
}

fn feed(data: &Feed) -> Markup {
    html! {
        main class="feed" {
            h1 { (data.site) }
            p { (data.reader) ", " (data.unread) " new" }
            @for day in &data.days {
                section id=(day.date) {
                    h2 { (day.name) }
                    @if let Some(note) = &day.note { p class="note" { (note) } }
                    @for entry in &day.entries {
                        article id=(entry.slug) class=[entry.pinned.then_some("pinned")] {
                            h3 { (entry.title) }
                            p {
                                a href={ "#" (entry.author.handle) } { (entry.author.name) }
                                @if entry.author.verified { " " b { "verified" } }
                                @if let Some(city) = &entry.author.city { " from " (city) }
                                " on " (entry.topic) ", " (entry.minutes) " min"
                                @if let Some(edited) = &entry.edited { ", edited " (edited) }
                            }
                            p { (entry.summary) }
                            ol {
                                @for comment in &entry.comments {
                                    li id={ "c" (comment.id) } {
                                        @if let Some(id) = comment.reply_to {
                                            a href={ "#c" (id) } { "reply" } " "
                                        }
                                        b { (comment.name) } ": " (comment.text)
                                        @if comment.likes > 0 { " " i { (comment.likes) } }
                                    }
                                }
                                @if entry.comments.is_empty() { li { "No comments" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn rows(data: &Rows) -> Markup {
    html! {
        table {
            @for row in &data.rows {
                tr id=(row.id) class=[row.active.then_some("on")] {
                    td { (row.name) } td { (row.kind) } td { (row.change) } td { (row.level) }
                }
            }
        }
    }
}

fn heads(data: &Heads) -> Markup {
    html! {
        dl {
            @for (key, value) in &data.headers { dt { (key) } dd { (value) } }
        }
        ul {
            @for (name, value) in &data.cookies { li { (name) ": " (value) } }
        }
    }
}

fn tree(data: &Tree) -> Markup {
    html! {
        main {
            h1 { (data.title) }
            @for section in &data.sections {
                (panel(&section.name, section.kind, section.total, html! {
                    @for part in &section.cards { (card(&part.label, part.text, part.price)) }
                }))
            }
        }
    }
}

fn panel(name: &str, kind: &str, total: u32, content: Markup) -> Markup {
    html! {
        section class=(kind) {
            h2 { (name) }
            ul { (content) }
            p { "Total: " (total) }
        }
    }
}

fn card(label: &str, text: &str, price: u32) -> Markup {
    html! {
        li { b { (label) } " " i { (text) } " " (price) }
    }
}
