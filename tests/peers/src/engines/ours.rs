//! This project: the same templates, interpreted and unrolled.

use super::Roster;
use crate::{
    buffer::Slice,
    workloads::{
        Workloads,
        feed::Day,
        form,
        helpers::{Person, join, lowercase, uppercase},
        inline_json::Item,
        links::Link,
        manifests::App,
        page::Category,
        rows::Row,
        shop::{self, Customer, Details, Product},
        teams::Team,
        thread::Comment,
        tree::Section,
    },
};
use std::{collections::BTreeMap, hint::black_box, sync::Arc};
use template_runtime::{Template, template};

/// The size of the buffer of `ours-chunks`.
const CHUNK: usize = 4096;

/// Adds the tasks of all workloads, interpreted, in chunks and unrolled.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    interpreted::enter(roster, data);
    unrolled::enter(roster, data);
}

/// Adds the task of one workload that is rendered in chunks, as the README shows it.
fn in_chunks<'d, D, T: Template>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    const ENGINE: &str = "ours-chunks";
    roster.absent(ENGINE, workload, "its output is not one text");
    roster.add_chunked(ENGINE, workload, data, CHUNK, move |data, buffer, mut all| {
        let page = template(data);
        let mut memory = T::Memory::default();
        let mut chunks = page.chunks(&mut memory);
        while let Some(chunk) = chunks.next(buffer).expect("nothing fails") {
            match &mut all {
                Some(all) => all.push_str(chunk),
                None => _ = black_box(chunk),
            }
        }
    });
}

/// Adds the tasks of one workload, rendered into a new `String` and into a slice.
fn both<'d, D, T: Template>(
    roster: &mut Roster<'d>,
    engine: &'static str,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    roster.add(engine, workload, data, move |data| template(data).render().expect("nothing fails"));
    roster.add_reuse(engine, workload, data, Slice::new(), move |data, slice| {
        let page = template(data).render_into(&mut slice.bytes).expect("all fits");
        slice.length = page.len();
    });
    if engine == "ours-interpreted" {
        in_chunks(roster, workload, data, template);
    }
}

/// Adds the tasks of one workload whose template owns its data, rendered into a new `String` and into a slice.
fn both_owned<T: Template + 'static>(
    roster: &mut Roster<'_>,
    engine: &'static str,
    workload: &'static str,
    template: T,
) {
    let template = &*Box::leak(Box::new(template));
    roster.add(engine, workload, template, |template| template.render().expect("nothing fails"));
    roster.add_reuse(engine, workload, template, Slice::new(), |template, slice| {
        slice.length = template.render_into(&mut slice.bytes).expect("all fits").len();
    });
    if engine == "ours-interpreted" {
        in_chunks(roster, workload, template, |template| template);
    }
}

/// Defines the templates of all workloads, with an option.
macro_rules! templates {
    ($module:ident, $engine:literal $(, $option:ident)?) => {
        pub(crate) mod $module {
            use super::*;

            template! {
                $(#[template($option)])?
                struct Table<'a> {
                    rows: &'a [Vec<usize>],
                }
                include_str!("../../templates/handlebars/table.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Teams<'a> {
                    year: u16,
                    teams: &'a [Team],
                }
                include_str!("../../templates/handlebars/teams.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Helpers<'a> {
                    people: &'a [Person],
                }
                include_str!("../../templates/handlebars/helpers.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Comments<'a> {
                    comments: &'a [String],
                }
                include_str!("../../templates/handlebars/comments.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Links<'a> {
                    links: &'a [Link],
                }
                include_str!("../../templates/handlebars/links.hbs")
            }

            template! {
                $(#[template($option)])?
                struct InlineJson<'a> {
                    items: &'a [Item],
                }
                include_str!("../../templates/handlebars/inline_json.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Page<'a> {
                    language: &'a str,
                    title: &'a str,
                    shop: &'a str,
                    description: &'a str,
                    host: &'a str,
                    theme: &'a str,
                    signed_in: bool,
                    customer: &'a str,
                    cart_items: u32,
                    cart_total: f64,
                    categories: &'a [Category],
                    contacts: &'a BTreeMap<String, String>,
                    year: u16,
                    version: u32,
                }
                include_str!("../../templates/handlebars/page.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Tiny<'a> {
                    name: &'a str,
                }
                include_str!("../../templates/handlebars/tiny.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Form {
                    account: u64,
                    theme: &'static str,
                    title: &'static str,
                    first_name: String,
                    last_name: String,
                    username: String,
                    nickname: Option<String>,
                    plan: &'static str,
                    status: &'static str,
                    verified: bool,
                    email: String,
                    company: String,
                    street: String,
                    house: String,
                    postcode: String,
                    city: String,
                    country: &'static str,
                    country_code: &'static str,
                    phone: String,
                    website: Option<String>,
                    language: String,
                    time_zone: String,
                    offset_minutes: i64,
                    newsletter: bool,
                    two_factor: bool,
                    bio: String,
                    vat_number: String,
                    orders: u32,
                    logins: u32,
                    unread: u32,
                    points: u32,
                    devices: u32,
                    balance: i64,
                    currency: &'static str,
                    storage_used: u64,
                    storage_limit: u64,
                    referrer: Option<String>,
                    note: Option<String>,
                    staff: bool,
                    active: bool,
                }
                include_str!("../../templates/handlebars/form.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Feed<'a> {
                    site: &'a str,
                    reader: &'a str,
                    unread: u32,
                    days: &'a [Day],
                }
                include_str!("../../templates/handlebars/feed.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Article<'a> {
                    site: &'a str,
                    section: &'a str,
                    title: &'a str,
                    author: &'a str,
                    city: &'a str,
                    published: &'a str,
                    updated: &'a str,
                    words: u32,
                    minutes: u16,
                    readers: u64,
                    place: &'a str,
                    region: &'a str,
                    visitors: u32,
                    share: f64,
                    guide: &'a str,
                    editor: &'a str,
                    contact: &'a str,
                    next: &'a str,
                    year: u16,
                }
                include_str!("../../templates/handlebars/article.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Rows<'a> {
                    rows: &'a [Row],
                }
                include_str!("../../templates/handlebars/rows.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Heads<'a> {
                    headers: &'a BTreeMap<String, String>,
                    cookies: &'a [(String, String)],
                }
                include_str!("../../templates/handlebars/heads.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Tree<'a> {
                    title: &'a str,
                    sections: &'a [Section],
                }
                include_str!("../../templates/components/tree.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Panel<'a> {
                    name: &'a str,
                    kind: &'a str,
                    total: u32,
                }
                include_str!("../../templates/components/panel.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Card<'a> {
                    label: &'a str,
                    text: &'a str,
                    price: u32,
                }
                include_str!("../../templates/components/card.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Shop<'a> {
                    title: &'a str,
                    customer: Option<&'a Customer>,
                    categories: &'a [shop::Category],
                    products: &'a [Arc<Product>],
                }
                include_str!("../../templates/components/shop.hbs")
            }

            template! {
                $(#[template($option)])?
                #[slots(user, nav)]
                struct ShopLayout<'a> {
                    title: &'a str,
                }
                include_str!("../../templates/components/shop_layout.hbs")
            }

            template! {
                $(#[template($option)])?
                struct ShopTile<'a> {
                    product: &'a Product,
                }
                include_str!("../../templates/components/shop_tile.hbs")
            }

            template! {
                $(#[template($option)])?
                struct ShopFacts<'a> {
                    details: &'a Details,
                }
                include_str!("../../templates/components/shop_facts.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Thread<'a> {
                    title: &'a str,
                    comments: &'a [Comment],
                }
                include_str!("../../templates/components/thread.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Replies<'a> {
                    comments: &'a [Comment],
                }
                include_str!("../../templates/components/replies.hbs")
            }

            template! {
                #[template($($option,)? escape = "text")]
                struct Manifests<'a> {
                    namespace: &'a str,
                    registry: &'a str,
                    apps: &'a [App],
                }
                include_str!("../../templates/handlebars/manifests.hbs")
            }

            /// Converts the data of the workload `form` to the template.
            fn form(data: &form::Form) -> Form {
                Form {
                    account: data.account,
                    theme: data.theme,
                    title: data.title,
                    first_name: data.first_name.clone(),
                    last_name: data.last_name.clone(),
                    username: data.username.clone(),
                    nickname: data.nickname.clone(),
                    plan: data.plan,
                    status: data.status,
                    verified: data.verified,
                    email: data.email.clone(),
                    company: data.company.clone(),
                    street: data.street.clone(),
                    house: data.house.clone(),
                    postcode: data.postcode.clone(),
                    city: data.city.clone(),
                    country: data.country,
                    country_code: data.country_code,
                    phone: data.phone.clone(),
                    website: data.website.clone(),
                    language: data.language.clone(),
                    time_zone: data.time_zone.clone(),
                    offset_minutes: data.offset_minutes,
                    newsletter: data.newsletter,
                    two_factor: data.two_factor,
                    bio: data.bio.clone(),
                    vat_number: data.vat_number.clone(),
                    orders: data.orders,
                    logins: data.logins,
                    unread: data.unread,
                    points: data.points,
                    devices: data.devices,
                    balance: data.balance,
                    currency: data.currency,
                    storage_used: data.storage_used,
                    storage_limit: data.storage_limit,
                    referrer: data.referrer.clone(),
                    note: data.note.clone(),
                    staff: data.staff,
                    active: data.active,
                }
            }

            pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
                both(roster, $engine, "table", &data.table, |data| Table { rows: &data.rows });
                both(roster, $engine, "teams", &data.teams, |data| Teams {
                    year: data.year,
                    teams: &data.teams,
                });
                both(roster, $engine, "helpers", &data.helpers, |data| Helpers {
                    people: &data.people,
                });
                both(roster, $engine, "escape", &data.escape, |data| Comments {
                    comments: &data.comments,
                });
                both(roster, $engine, "links", &data.links, |data| Links { links: &data.links });
                both(roster, $engine, "inline-json", &data.inline_json, |data| InlineJson {
                    items: &data.items,
                });
                both(roster, $engine, "clean", &data.clean, |data| Comments {
                    comments: &data.comments,
                });
                both(roster, $engine, "page", &data.page, |data| Page {
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
                    categories: &data.categories,
                    contacts: &data.contacts,
                    year: data.year,
                    version: data.version,
                });
                both(roster, $engine, "tiny", &data.tiny, |data| Tiny { name: &data.name });
                both_owned(roster, $engine, "form", form(&data.form));
                both(roster, $engine, "feed", &data.feed, |data| Feed {
                    site: &data.site,
                    reader: &data.reader,
                    unread: data.unread,
                    days: &data.days,
                });
                both(roster, $engine, "article", &data.article, |data| Article {
                    site: &data.site,
                    section: &data.section,
                    title: &data.title,
                    author: &data.author,
                    city: &data.city,
                    published: &data.published,
                    updated: &data.updated,
                    words: data.words,
                    minutes: data.minutes,
                    readers: data.readers,
                    place: &data.place,
                    region: &data.region,
                    visitors: data.visitors,
                    share: data.share,
                    guide: &data.guide,
                    editor: &data.editor,
                    contact: &data.contact,
                    next: &data.next,
                    year: data.year,
                });
                both(roster, $engine, "rows", &data.rows, |data| Rows { rows: &data.rows });
                both(roster, $engine, "heads", &data.heads, |data| Heads {
                    headers: &data.headers,
                    cookies: &data.cookies,
                });
                both(roster, $engine, "tree", &data.tree, |data| Tree {
                    title: &data.title,
                    sections: &data.sections,
                });
                both(roster, $engine, "shop", &data.shop, |data| Shop {
                    title: &data.title,
                    customer: data.customer.as_ref(),
                    categories: &data.categories,
                    products: &data.products,
                });
                both(roster, $engine, "thread", &data.thread, |data| Thread {
                    title: &data.title,
                    comments: &data.comments,
                });
                both(roster, $engine, "manifests", &data.manifests, |data| Manifests {
                    namespace: &data.namespace,
                    registry: &data.registry,
                    apps: &data.apps,
                });
            }
        }
    };
}

templates!(interpreted, "ours-interpreted");
templates!(unrolled, "ours-unrolled", unroll);
