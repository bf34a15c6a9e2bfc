//! Markup: `define!`, and `render` into the `String`.

mod article;

use super::Roster;
use crate::workloads::{
    Workloads, feed, form, heads,
    helpers::{Person, join, lowercase, uppercase},
    page,
    rows::Row,
    teams::Team,
    tree::Section,
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

    Form<'a>(data: &'a form::Form) {
        form[id = ("account-", data.account), class = data.theme, method = "post", action = "/account"] {
            h1 { @data.title " " @data.first_name " " @data.last_name }
            p {
                @data.username
                @if let Some(nickname) = &data.nickname { " (" @nickname ")" }
                ", " @data.plan " plan, " @data.status
            }
            @if data.verified {
                p.good { "Verified: " @data.email }
            } else {
                p.bad { "Please confirm " @data.email }
            }
            fieldset {
                legend { "Address" }
                p { "We send parcels and invoices to this address." }
                label { "Company " input[name = "company", type = "text", value = &data.company]; }
                label { "Street " input[name = "street", type = "text", value = (&data.street, " ", &data.house)]; }
                label { "City " input[name = "city", type = "text", value = (&data.postcode, " ", &data.city)]; }
                label { "Country " input[name = "country", type = "text", value = data.country]; " " @data.country_code }
                label { "Phone " input[name = "phone", type = "text", value = &data.phone]; }
                @if let Some(website) = &data.website {
                    label { "Website " input[name = "website", type = "text", value = website]; }
                }
            }
            fieldset {
                legend { "Settings" }
                p { "These settings take effect at once, on all of your devices." }
                label { "Language " input[name = "language", type = "text", value = &data.language]; }
                label { "Time zone " input[name = "time-zone", type = "text", value = &data.time_zone]; " " @data.offset_minutes " min" }
                label { input[name = "newsletter", type = "checkbox", checked = data.newsletter]; " Newsletter" }
                label { input[name = "two-factor", type = "checkbox", checked = data.two_factor]; " Two factors" }
                label { "About " textarea[name = "bio"] { @data.bio } }
            }
            h2 { "Your account in numbers" }
            dl {
                dt { "VAT" } dd { @data.vat_number }
                dt { "Orders" } dd { @data.orders }
                dt { "Logins" } dd { @data.logins }
                dt { "Unread" } dd { @data.unread }
                dt { "Points" } dd { @data.points }
                dt { "Devices" } dd { @data.devices }
                dt { "Balance" } dd { @data.balance " " @data.currency }
                dt { "Storage" } dd { @data.storage_used " of " @data.storage_limit " bytes" }
            }
            @if let Some(referrer) = &data.referrer { p { "Invited by " @referrer } }
            @if let Some(note) = &data.note { p { @note } }
            @if data.staff {
                p { a[href = "/staff"] { "Staff pages" } }
            }
            @if data.active {
                button { "Save" }
            } else {
                button[disabled = true] { "Save" }
            }
        }
    }

    Feed<'a>(data: &'a feed::Feed) {
        main.feed {
            h1 { @data.site }
            p { @data.reader ", " @data.unread " new" }
            @for day in data.days.iter() {
                section #{&day.date} {
                    h2 { @day.name }
                    @if let Some(note) = &day.note { p.note { @note } }
                    @for entry in day.entries.iter() {
                        article[id = &entry.slug, class = entry.pinned.then_some("pinned")] {
                            h3 { @entry.title }
                            p {
                                a[href = ("#", &entry.author.handle)] { @entry.author.name }
                                @if entry.author.verified { " " b { "verified" } }
                                @if let Some(city) = &entry.author.city { " from " @city }
                                " on " @entry.topic.as_ref() ", " @entry.minutes " min"
                                @if let Some(edited) = &entry.edited { ", edited " @edited }
                            }
                            p { @entry.summary }
                            ol {
                                @for comment in entry.comments.iter() {
                                    li #{("c", comment.id)} {
                                        @if let Some(id) = comment.reply_to {
                                            a[href = ("#c", id)] { "reply" } " "
                                        }
                                        b { @comment.name } ": " @comment.text
                                        @if comment.likes > 0 { " " i { @comment.likes } }
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

    Rows<'a>(rows: &'a [Row]) {
        table {
            @for row in rows.iter() {
                tr[id = row.id, class = row.active.then_some("on")] {
                    td { @row.name } td { @row.kind } td { @row.change } td { @row.level }
                }
            }
        }
    }

    Heads<'a>(data: &'a heads::Heads) {
        dl {
            @for (key, value) in data.headers.iter() { dt { @key } dd { @value } }
        }
        ul {
            @for (name, value) in data.cookies.iter() { li { @name ": " @value } }
        }
    }

    Tree<'a>(title: &'a str, sections: &'a [Section]) {
        main {
            h1 { @title }
            @for section in sections.iter() {
                @Panel {
                    name: &section.name,
                    kind: section.kind,
                    total: section.total,
                    content: markup::new! {
                        @for card in section.cards.iter() {
                            @Card { label: &card.label, text: card.text, price: card.price }
                        }
                    },
                }
            }
        }
    }

    Panel<'a, C: Render>(name: &'a str, kind: &'a str, total: u32, content: C) {
        section[class = kind] {
            h2 { @name }
            ul { @content }
            p { "Total: " @total }
        }
    }

    Card<'a>(label: &'a str, text: &'a str, price: u32) {
        li { b { @label } " " i { @text } " " @price }
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
    both(roster, "form", &data.form, |data| Form { data });
    both(roster, "feed", &data.feed, |data| Feed { data });
    both(roster, "article", &data.article, |data| article::Article { data });
    both(roster, "rows", &data.rows, |data| Rows { rows: &data.rows });
    both(roster, "heads", &data.heads, |data| Heads { data });
    both(roster, "tree", &data.tree, |data| Tree { title: &data.title, sections: &data.sections });
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
