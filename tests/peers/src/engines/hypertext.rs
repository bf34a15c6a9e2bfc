//! Hypertext: `maud!`, `render`, and `render_to` a `Buffer` over a `String`.

mod article;

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
use hypertext::{Buffer, prelude::*};

const NAME: &str = "hypertext";

/// Text in which quotes are escaped too, as in attributes: Hypertext does not escape them elsewhere.
struct Text<'a>(&'a str);

impl Renderable for Text<'_> {
    fn render_to(&self, buffer: &mut Buffer) {
        self.0.render_to(buffer.as_attribute_buffer());
    }
}

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    both(roster, "table", &data.table, table);
    both(roster, "teams", &data.teams, teams);
    both(roster, "helpers", &data.helpers, helpers);
    both(roster, "escape", &data.escape, comments);
    both(roster, "clean", &data.clean, comments);
    both(roster, "page", &data.page, page);
    both(roster, "tiny", &data.tiny, tiny);
    both(roster, "form", &data.form, form);
    both(roster, "feed", &data.feed, feed);
    both(roster, "article", &data.article, article::article);
    both(roster, "rows", &data.rows, rows);
    both(roster, "heads", &data.heads, heads);
    both(roster, "tree", &data.tree, tree);
}

/// Adds the tasks of one workload, rendered into a new `String` and into one that is reused.
fn both<'d, D, T: Renderable>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    roster.add(NAME, workload, data, move |data| template(data).render().into_inner());
    roster.add_reuse(NAME, workload, data, String::new(), move |data, page| {
        template(data).render_to(Buffer::dangerously_from_string_mut(page));
    });
}

fn table(data: &Table) -> impl Renderable {
    maud! {
        table {
            @for row in &data.rows {
                tr {
                    @for cell in row { td { (cell) } }
                }
            }
        }
    }
}

fn teams(data: &Teams) -> impl Renderable {
    maud! {
        html {
            head { title { (data.year) } }
            body {
                h1 { "CSL " (data.year) }
                ul {
                    @for (i, team) in data.teams.iter().enumerate() {
                        li class={ @if i == 0 { "champion" } } {
                            b { (Text(&team.name)) } ": " (team.score)
                        }
                    }
                }
            }
        }
    }
}

fn helpers(data: &People) -> impl Renderable {
    maud! {
        ul {
            @for person in &data.people {
                li { (Text(&join(&uppercase(&person.first), &lowercase(&person.last)))) }
            }
        }
    }
}

fn comments(data: &Comments) -> impl Renderable {
    maud! {
        ol {
            @for comment in &data.comments { li { (Text(comment)) } }
        }
    }
}

fn page(data: &Page) -> impl Renderable {
    maud! {
        !DOCTYPE
        html lang=(data.language) {
            head {
                meta charset="utf-8";
                title { (Text(&data.title)) " | " (Text(&data.shop)) }
                meta name="description" content=(data.description);
                link rel="canonical" href={ "https://" (data.host) "/shop" };
            }
            body class=(data.theme) {
                header {
                    h1 { (Text(&data.shop)) }
                    @if data.signed_in {
                        p {
                            "Welcome back, " b { (Text(&data.customer)) } "! Your cart has "
                            (data.cart_items) " items worth $" (data.cart_total) "."
                        }
                    } @else {
                        p { a href="/login" { "Sign in" } }
                    }
                }
                nav {
                    ul {
                        @for category in &data.categories {
                            li { a href={ "#" (category.slug) } { (Text(&category.name)) } }
                        }
                    }
                }
                main {
                    @for category in &data.categories {
                        section id=(category.slug) {
                            h2 { (Text(&category.name)) }
                            p { (category.count) " products" }
                            @if category.featured {
                                p class="featured" { "Featured this week" }
                            }
                            @for product in &category.products {
                                article id={ "p" (product.sku) } class=(if product.on_sale { "sale" } else { "plain" }) {
                                    h3 {
                                        a href={ "/shop/" (category.slug) "/" (product.slug) } {
                                            (Text(&product.name))
                                        }
                                    }
                                    p { (Text(&product.summary)) }
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
                                                (Text(&variant.name)) ": $" (variant.price)
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
                        @for (key, value) in &data.contacts { dt { (Text(key)) } dd { (Text(value)) } }
                    }
                }
                footer { p { "Copyright " (data.year) " " (Text(&data.shop)) ", version " (data.version) } }
            }
        }
    }
}

fn tiny(data: &Greeting) -> impl Renderable {
    maud! { "Hello " (Text(&data.name)) "!" }
}

fn form(data: &Form) -> impl Renderable {
    maud! {
        form id={ "account-" (data.account) } class=(data.theme) method="post" action="/account" {
            h1 { (Text(data.title)) " " (Text(&data.first_name)) " " (Text(&data.last_name)) }
            p {
                (Text(&data.username))
                @if let Some(nickname) = &data.nickname { " (" (Text(nickname)) ")" }
                ", " (Text(data.plan)) " plan, " (Text(data.status))
            }
            @if data.verified {
                p class="good" { "Verified: " (Text(&data.email)) }
            } @else {
                p class="bad" { "Please confirm " (Text(&data.email)) }
            }
            fieldset {
                legend { "Address" }
                p { "We send parcels and invoices to this address." }
                label { "Company " input name="company" type="text" value=(data.company); }
                label { "Street " input name="street" type="text" value={ (data.street) " " (data.house) }; }
                label { "City " input name="city" type="text" value={ (data.postcode) " " (data.city) }; }
                label { "Country " input name="country" type="text" value=(data.country); " " (Text(data.country_code)) }
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
                label { "About " textarea name="bio" { (Text(&data.bio)) } }
            }
            h2 { "Your account in numbers" }
            dl {
                dt { "VAT" } dd { (Text(&data.vat_number)) }
                dt { "Orders" } dd { (data.orders) }
                dt { "Logins" } dd { (data.logins) }
                dt { "Unread" } dd { (data.unread) }
                dt { "Points" } dd { (data.points) }
                dt { "Devices" } dd { (data.devices) }
                dt { "Balance" } dd { (data.balance) " " (Text(data.currency)) }
                dt { "Storage" } dd { (data.storage_used) " of " (data.storage_limit) " bytes" }
            }
            @if let Some(referrer) = &data.referrer { p { "Invited by " (Text(referrer)) } }
            @if let Some(note) = &data.note { p { (Text(note)) } }
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

fn feed(data: &Feed) -> impl Renderable {
    maud! {
        main class="feed" {
            h1 { (Text(&data.site)) }
            p { (Text(&data.reader)) ", " (data.unread) " new" }
            @for day in &data.days {
                section id=(day.date) {
                    h2 { (Text(day.name)) }
                    @if let Some(note) = &day.note { p class="note" { (Text(note)) } }
                    @for entry in &day.entries {
                        article id=(entry.slug) class=[entry.pinned.then_some("pinned")] {
                            h3 { (Text(&entry.title)) }
                            p {
                                a href={ "#" (entry.author.handle) } { (Text(&entry.author.name)) }
                                @if entry.author.verified { " " b { "verified" } }
                                @if let Some(city) = &entry.author.city { " from " (Text(city)) }
                                " on " (Text(&entry.topic)) ", " (entry.minutes) " min"
                                @if let Some(edited) = &entry.edited { ", edited " (Text(edited)) }
                            }
                            p { (Text(&entry.summary)) }
                            ol {
                                @for comment in &entry.comments {
                                    li id={ "c" (comment.id) } {
                                        @if let Some(id) = comment.reply_to {
                                            a href={ "#c" (id) } { "reply" } " "
                                        }
                                        b { (Text(&comment.name)) } ": " (Text(&comment.text))
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

fn rows(data: &Rows) -> impl Renderable {
    maud! {
        table {
            @for row in &data.rows {
                tr id=(row.id) class=[row.active.then_some("on")] {
                    td { (Text(&row.name)) } td { (Text(row.kind)) } td { (row.change) } td { (row.level) }
                }
            }
        }
    }
}

fn heads(data: &Heads) -> impl Renderable {
    maud! {
        dl {
            @for (key, value) in &data.headers { dt { (Text(key)) } dd { (Text(value)) } }
        }
        ul {
            @for (name, value) in &data.cookies { li { (Text(name)) ": " (Text(value)) } }
        }
    }
}

fn tree(data: &Tree) -> impl Renderable {
    maud! {
        main {
            h1 { (Text(&data.title)) }
            @for section in &data.sections {
                Panel name=(&section.name) kind=(section.kind) total=(section.total) {
                    @for card in &section.cards {
                        Card label=(&card.label) text=(card.text) price=(card.price);
                    }
                }
            }
        }
    }
}

struct Panel<'a, R: Renderable> {
    name: &'a str,
    kind: &'a str,
    total: u32,
    children: R,
}

impl<R: Renderable> Renderable for Panel<'_, R> {
    fn render_to(&self, buffer: &mut Buffer) {
        maud! {
            section class=(self.kind) {
                h2 { (Text(self.name)) }
                ul { (self.children) }
                p { "Total: " (self.total) }
            }
        }
        .render_to(buffer);
    }
}

struct Card<'a> {
    label: &'a str,
    text: &'a str,
    price: u32,
}

impl Renderable for Card<'_> {
    fn render_to(&self, buffer: &mut Buffer) {
        maud! {
            li { b { (Text(self.label)) } " " i { (Text(self.text)) } " " (self.price) }
        }
        .render_to(buffer);
    }
}
