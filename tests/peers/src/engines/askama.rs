//! Askama: `derive(Template)`, `render` and `render_into`.

use super::Roster;
use crate::workloads::{
    Workloads,
    feed::Day,
    form::Form,
    helpers::Person,
    inline_json::Item,
    links::Link,
    manifests::App,
    page::Category,
    rows::Row,
    shop::{self, Customer, Offer, Product, State},
    teams::Team,
    thread::Comment,
    tree::Section,
};
use askama::Template;
use std::{collections::BTreeMap, sync::Arc};

const NAME: &str = "askama";

#[derive(Template)]
#[template(path = "askama/table.html")]
struct Table<'a> {
    rows: &'a [Vec<usize>],
}

#[derive(Template)]
#[template(path = "askama/teams.html")]
struct Teams<'a> {
    year: u16,
    teams: &'a [Team],
}

#[derive(Template)]
#[template(path = "askama/helpers.html")]
struct Helpers<'a> {
    people: &'a [Person],
}

#[derive(Template)]
#[template(path = "askama/comments.html")]
struct Comments<'a> {
    comments: &'a [String],
}

#[derive(Template)]
#[template(path = "askama/links.html")]
struct Links<'a> {
    links: &'a [Link],
}

#[derive(Template)]
#[template(path = "askama/inline_json.html")]
struct InlineJson<'a> {
    items: &'a [Item],
}

#[derive(Template)]
#[template(path = "askama/page.html")]
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

#[derive(Template)]
#[template(path = "askama/tiny.html")]
struct Tiny<'a> {
    name: &'a str,
}

#[derive(Template)]
#[template(path = "askama/form.html")]
struct FormPage<'a> {
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "askama/feed.html")]
struct Feed<'a> {
    site: &'a str,
    reader: &'a str,
    unread: u32,
    days: &'a [Day],
}

#[derive(Template)]
#[template(path = "askama/article.html")]
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

#[derive(Template)]
#[template(path = "askama/rows.html")]
struct Rows<'a> {
    rows: &'a [Row],
}

#[derive(Template)]
#[template(path = "askama/heads.html")]
struct Heads<'a> {
    headers: &'a BTreeMap<String, String>,
    cookies: &'a [(String, String)],
}

#[derive(Template)]
#[template(path = "askama/tree.html")]
struct Tree<'a> {
    title: &'a str,
    sections: &'a [Section],
}

#[derive(Template)]
#[template(path = "askama/shop.html")]
struct Shop<'a> {
    title: &'a str,
    customer: Option<&'a Customer>,
    categories: &'a [shop::Category],
    products: &'a [Arc<Product>],
}

#[derive(Template)]
#[template(path = "askama/thread.html")]
struct Thread<'a> {
    title: &'a str,
    comments: &'a [Comment],
}

/// Comments, in whose template those of their replies are rendered.
#[derive(Template)]
#[template(path = "askama/replies.html")]
struct Replies<'a> {
    comments: &'a [Comment],
}

#[derive(Template)]
#[template(path = "askama/manifests.txt")]
struct Manifests<'a> {
    namespace: &'a str,
    registry: &'a str,
    apps: &'a [App],
}

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    both(roster, "table", &data.table, |data| Table { rows: &data.rows });
    both(roster, "teams", &data.teams, |data| Teams { year: data.year, teams: &data.teams });
    both(roster, "helpers", &data.helpers, |data| Helpers { people: &data.people });
    both(roster, "escape", &data.escape, |data| Comments { comments: &data.comments });
    both(roster, "clean", &data.clean, |data| Comments { comments: &data.comments });
    both(roster, "links", &data.links, |data| Links { links: &data.links });
    both(roster, "inline-json", &data.inline_json, |data| InlineJson { items: &data.items });
    both(roster, "page", &data.page, |data| Page {
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
    both(roster, "tiny", &data.tiny, |data| Tiny { name: &data.name });
    both(roster, "form", &data.form, |form| FormPage { form });
    both(roster, "feed", &data.feed, |data| Feed {
        site: &data.site,
        reader: &data.reader,
        unread: data.unread,
        days: &data.days,
    });
    both(roster, "article", &data.article, |data| Article {
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
    both(roster, "rows", &data.rows, |data| Rows { rows: &data.rows });
    both(roster, "heads", &data.heads, |data| Heads {
        headers: &data.headers,
        cookies: &data.cookies,
    });
    both(roster, "tree", &data.tree, |data| Tree { title: &data.title, sections: &data.sections });
    both(roster, "shop", &data.shop, |data| Shop {
        title: &data.title,
        customer: data.customer.as_ref(),
        categories: &data.categories,
        products: &data.products,
    });
    both(roster, "thread", &data.thread, |data| Thread {
        title: &data.title,
        comments: &data.comments,
    });
    both(roster, "manifests", &data.manifests, |data| Manifests {
        namespace: &data.namespace,
        registry: &data.registry,
        apps: &data.apps,
    });
}

/// Adds the tasks of one workload, rendered into a new `String` and into one that is reused.
fn both<'d, D, T: Template>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    roster.add(NAME, workload, data, move |data| template(data).render().expect("nothing fails"));
    roster.add_reuse(NAME, workload, data, String::new(), move |data, page| {
        template(data).render_into(page).expect("nothing fails");
    });
}
