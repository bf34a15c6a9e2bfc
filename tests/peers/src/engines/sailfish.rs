//! Sailfish: `derive(TemplateSimple)`, `render_once` and `render_once_to`.

use super::Roster;
use crate::workloads::{
    Workloads,
    feed::Day,
    form::Form,
    helpers::{Person, join, lowercase, uppercase},
    manifests::App,
    page::Category,
    rows::Row,
    shop::{self, Customer, Offer, Product, State},
    teams::Team,
    thread::Comment,
    tree::Section,
};
use sailfish::{TemplateSimple, runtime::Buffer};
use std::{collections::BTreeMap, sync::Arc};

const NAME: &str = "sailfish";

#[derive(TemplateSimple)]
#[template(path = "sailfish/table.stpl")]
struct Table<'a> {
    rows: &'a [Vec<usize>],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/teams.stpl")]
struct Teams<'a> {
    year: u16,
    teams: &'a [Team],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/helpers.stpl")]
struct Helpers<'a> {
    people: &'a [Person],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/comments.stpl")]
struct Comments<'a> {
    comments: &'a [String],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/page.stpl")]
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

#[derive(TemplateSimple)]
#[template(path = "sailfish/tiny.stpl")]
struct Tiny<'a> {
    name: &'a str,
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/form.stpl")]
struct FormPage<'a> {
    form: &'a Form,
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/feed.stpl")]
struct Feed<'a> {
    site: &'a str,
    reader: &'a str,
    unread: u32,
    days: &'a [Day],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/article.stpl")]
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

#[derive(TemplateSimple)]
#[template(path = "sailfish/rows.stpl")]
struct Rows<'a> {
    rows: &'a [Row],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/heads.stpl")]
struct Heads<'a> {
    headers: &'a BTreeMap<String, String>,
    cookies: &'a [(String, String)],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/tree.stpl")]
struct Tree<'a> {
    title: &'a str,
    sections: &'a [Section],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/shop.stpl")]
struct Shop<'a> {
    title: &'a str,
    customer: Option<&'a Customer>,
    categories: &'a [shop::Category],
    products: &'a [Arc<Product>],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/thread.stpl")]
struct Thread<'a> {
    title: &'a str,
    comments: &'a [Comment],
}

/// Comments, in whose template those of their replies are rendered.
#[derive(TemplateSimple)]
#[template(path = "sailfish/replies.stpl")]
struct Replies<'a> {
    comments: &'a [Comment],
}

#[derive(TemplateSimple)]
#[template(path = "sailfish/manifests.stpl")]
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

/// Adds the tasks of one workload, rendered into a new `String` and into a `Buffer` that is reused.
fn both<'d, D, T: TemplateSimple>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    roster.add(NAME, workload, data, move |data| {
        template(data).render_once().expect("nothing fails")
    });
    roster.add_reuse(NAME, workload, data, Buffer::new(), move |data, page| {
        template(data).render_once_to(page).expect("nothing fails");
    });
}
