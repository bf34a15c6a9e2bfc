//! Typed Handlebars: types generated from the templates, `render` and `render_to`.
//!
//! Its lists have item types of its own. The data is converted to these types once, before the
//! measurement, as a user of the crate would do.

use super::Roster;
use crate::workloads::{
    Workloads,
    feed::{Author, Comment, Day, Entry},
    page::{Category, Product, Variant},
    tree::Card,
};

const NAME: &str = "typed-handlebars";

mod templates {
    typed_handlebars::directory!("templates/typed/");
}

/// Adds the tasks of one workload, rendered into a new `String` and into one that is reused.
macro_rules! both {
    ($roster:ident, $workload:literal, $data:expr, |$name:ident| $template:expr) => {
        let data = $data;
        $roster.add(NAME, $workload, data, move |$name| $template.render());
        $roster.add_reuse(NAME, $workload, data, String::new(), move |$name, page: &mut String| {
            $template.render_to(page).expect("nothing fails");
        });
    };
}

/// Leaks data of the generated types, so that tasks can borrow it.
fn leak<T>(data: T) -> &'static T {
    Box::leak(Box::new(data))
}

/// Converts the categories of the page to the template's types, whose parameters rustc infers.
macro_rules! categories {
    ($categories:expr) => {{
        use templates::page::{
            CategoriesItem, CategoriesItemProductsItem, CategoriesItemProductsItemVariantsItem,
        };
        let variant = |variant: &Variant| CategoriesItemProductsItemVariantsItem {
            name: variant.name.clone(),
            sku: variant.sku,
            price: variant.price,
            available: variant.available,
        };
        let product = |product: &Product| CategoriesItemProductsItem {
            name: product.name.clone(),
            slug: product.slug.clone(),
            sku: product.sku,
            summary: product.summary.clone(),
            on_sale: product.on_sale,
            price: product.price,
            old_price: product.old_price,
            rating: product.rating,
            reviews: product.reviews,
            stock: product.stock,
            variants: product.variants.iter().map(variant).collect::<Vec<_>>(),
        };
        let category = |category: &Category| CategoriesItem {
            name: category.name.clone(),
            slug: category.slug.clone(),
            count: category.count,
            featured: category.featured,
            products: category.products.iter().map(product).collect::<Vec<_>>(),
        };
        $categories.iter().map(category).collect::<Vec<_>>()
    }};
}

/// Converts the days of the feed to the template's types, whose parameters rustc infers.
macro_rules! days {
    ($days:expr) => {{
        use templates::feed::{
            DaysItem, DaysItemEntriesItem, DaysItemEntriesItemAuthor,
            DaysItemEntriesItemCommentsItem,
        };
        let comment = |comment: &Comment| DaysItemEntriesItemCommentsItem {
            id: comment.id,
            reply_to: comment.reply_to,
            name: comment.name.clone(),
            text: comment.text.clone(),
            likes: comment.likes,
        };
        let author = |author: &Author| DaysItemEntriesItemAuthor {
            handle: author.handle.clone(),
            name: author.name.clone(),
            verified: author.verified,
            city: author.city.clone(),
        };
        let entry = |entry: &Entry| DaysItemEntriesItem {
            slug: entry.slug.clone(),
            title: entry.title.clone(),
            pinned: entry.pinned,
            author: author(&entry.author),
            topic: entry.topic.clone(),
            minutes: entry.minutes,
            edited: entry.edited.clone(),
            summary: entry.summary.clone(),
            comments: entry.comments.iter().map(comment).collect::<Vec<_>>(),
        };
        let day = |day: &Day| DaysItem {
            date: day.date.clone(),
            name: day.name,
            note: day.note.clone(),
            entries: day.entries.iter().map(entry).collect::<Vec<_>>(),
        };
        $days.iter().map(day).collect::<Vec<_>>()
    }};
}

/// Adds the tasks of all workloads but `helpers`.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    let rows = data.table.rows.iter().map(|row| templates::table::RowsItem { cells: row.clone() });
    both!(roster, "table", leak(rows.collect::<Vec<_>>()), |rows| templates::table::Vars { rows });

    let teams = data.teams.teams.iter();
    let teams = teams
        .map(|team| templates::teams::TeamsItem { name: team.name.clone(), score: team.score });
    both!(roster, "teams", leak((data.teams.year, teams.collect::<Vec<_>>())), |data| {
        templates::teams::Vars { year: data.0, teams: &data.1 }
    });
    both!(roster, "escape", &data.escape, |data| templates::comments::Vars {
        comments: &data.comments
    });
    both!(roster, "clean", &data.clean, |data| templates::comments::Vars {
        comments: &data.comments
    });
    let categories = leak(categories!(data.page.categories));
    let contacts = data.page.contacts.iter();
    let contacts = contacts.map(|(key, value)| templates::page::ContactsItem {
        key: key.clone(),
        value: value.clone(),
    });
    let contacts = leak(contacts.collect::<Vec<_>>());
    both!(roster, "page", &data.page, |data| templates::page::Vars {
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
        categories,
        contacts,
        year: data.year,
        version: data.version,
    });
    both!(roster, "tiny", &data.tiny, |data| templates::tiny::Vars { name: &data.name });
    both!(roster, "form", &data.form, |data| templates::form::Vars {
        account: data.account,
        theme: data.theme,
        title: data.title,
        first_name: &data.first_name,
        last_name: &data.last_name,
        username: &data.username,
        nickname: &data.nickname,
        plan: data.plan,
        status: data.status,
        verified: data.verified,
        email: &data.email,
        company: &data.company,
        street: &data.street,
        house: &data.house,
        postcode: &data.postcode,
        city: &data.city,
        country: data.country,
        country_code: data.country_code,
        phone: &data.phone,
        website: &data.website,
        language: &data.language,
        time_zone: &data.time_zone,
        offset_minutes: data.offset_minutes,
        newsletter: data.newsletter,
        two_factor: data.two_factor,
        bio: &data.bio,
        vat_number: &data.vat_number,
        orders: data.orders,
        logins: data.logins,
        unread: data.unread,
        points: data.points,
        devices: data.devices,
        balance: data.balance,
        currency: data.currency,
        storage_used: data.storage_used,
        storage_limit: data.storage_limit,
        referrer: &data.referrer,
        note: &data.note,
        staff: data.staff,
        active: data.active,
    });
    let days = leak(days!(data.feed.days));
    both!(roster, "feed", &data.feed, |data| templates::feed::Vars {
        site: &data.site,
        reader: &data.reader,
        unread: data.unread,
        days,
    });
    both!(roster, "article", &data.article, |data| templates::article::Vars {
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
    let rows = data.rows.rows.iter().map(|row| templates::rows::RowsItem {
        id: row.id,
        active: row.active,
        name: row.name.clone(),
        kind: row.kind,
        change: row.change,
        level: row.level,
    });
    both!(roster, "rows", leak(rows.collect::<Vec<_>>()), |rows| templates::rows::Vars { rows });
    let headers = data.heads.headers.iter().map(|(key, value)| templates::heads::HeadersItem {
        key: key.clone(),
        value: value.clone(),
    });
    let cookies = data.heads.cookies.iter().map(|(name, value)| templates::heads::CookiesItem {
        name: name.clone(),
        value: value.clone(),
    });
    both!(
        roster,
        "heads",
        leak((headers.collect::<Vec<_>>(), cookies.collect::<Vec<_>>())),
        |data| { templates::heads::Vars { headers: &data.0, cookies: &data.1 } }
    );
    let card = |card: &Card| templates::tree::SectionsItemCardsItem {
        label: card.label.clone(),
        text: card.text,
        price: card.price,
    };
    let sections = data.tree.sections.iter().map(|section| templates::tree::SectionsItem {
        name: section.name.clone(),
        kind: section.kind,
        total: section.total,
        cards: section.cards.iter().map(card).collect::<Vec<_>>(),
    });
    let sections = leak(sections.collect::<Vec<_>>());
    both!(roster, "tree", sections, |sections| templates::tree::Vars {
        title: &data.tree.title,
        sections,
    });
    roster.absent(NAME, "helpers", "no nested calls");
    roster.absent(NAME, "helpers/reuse", "no nested calls");
}
