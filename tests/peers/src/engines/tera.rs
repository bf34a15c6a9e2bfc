//! Tera: templates added once, a context serialized for each render.

use super::Roster;
use crate::workloads::{
    Workloads,
    helpers::{join, lowercase, uppercase},
};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult};

const NAME: &str = "tera";

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    let tera = &*Box::leak(Box::new(tera().expect("the templates are right")));
    both(tera, roster, "table", "table.html", &data.table);
    both(tera, roster, "teams", "teams.html", &data.teams);
    both(tera, roster, "helpers", "helpers.html", &data.helpers);
    both(tera, roster, "escape", "comments.html", &data.escape);
    both(tera, roster, "clean", "comments.html", &data.clean);
    both(tera, roster, "page", "page.html", &data.page);
    both(tera, roster, "tiny", "tiny.html", &data.tiny);
    both(tera, roster, "form", "form.html", &data.form);
    both(tera, roster, "feed", "feed.html", &data.feed);
    both(tera, roster, "article", "article.html", &data.article);
    both(tera, roster, "rows", "rows.html", &data.rows);
    both(tera, roster, "heads", "heads.html", &data.heads);
    both(tera, roster, "tree", "tree.html", &data.tree);
    both(tera, roster, "shop", "shop.html", &data.shop);
    both(tera, roster, "thread", "thread.html", &data.thread);
    both(tera, roster, "manifests", "manifests.txt", &data.manifests);
}

/// Parses all templates. Templates whose names end with `.html` escape.
fn tera() -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.register_function("uppercase", |arguments: Kwargs, _: &State<'_>| {
        arguments.must_get::<&str>("text").map(uppercase)
    });
    tera.register_function("lowercase", |arguments: Kwargs, _: &State<'_>| {
        arguments.must_get::<&str>("text").map(lowercase)
    });
    tera.register_function("join", |arguments: Kwargs, _: &State<'_>| {
        let first = arguments.must_get::<&str>("first")?;
        let last = arguments.must_get::<&str>("last")?;
        TeraResult::Ok(join(first, last))
    });
    tera.add_raw_templates([
        ("table.html", include_str!("../../templates/tera/table.html")),
        ("teams.html", include_str!("../../templates/tera/teams.html")),
        ("helpers.html", include_str!("../../templates/tera/helpers.html")),
        ("comments.html", include_str!("../../templates/tera/comments.html")),
        ("page.html", include_str!("../../templates/tera/page.html")),
        ("tiny.html", include_str!("../../templates/tera/tiny.html")),
        ("form.html", include_str!("../../templates/tera/form.html")),
        ("feed.html", include_str!("../../templates/tera/feed.html")),
        ("article.html", include_str!("../../templates/tera/article.html")),
        ("rows.html", include_str!("../../templates/tera/rows.html")),
        ("heads.html", include_str!("../../templates/tera/heads.html")),
        ("tree.html", include_str!("../../templates/tera/tree.html")),
        ("shop_layout.html", include_str!("../../templates/tera/shop_layout.html")),
        ("shop.html", include_str!("../../templates/tera/shop.html")),
        ("thread.html", include_str!("../../templates/tera/thread.html")),
        ("manifests.txt", include_str!("../../templates/tera/manifests.txt")),
    ])?;
    Ok(tera)
}

/// Adds the tasks of one workload, rendered into a new `String` and into a `Vec` that is reused.
fn both<'d, D: Serialize>(
    tera: &'static Tera,
    roster: &mut Roster<'d>,
    workload: &'static str,
    name: &'static str,
    data: &'d D,
) {
    roster.add(NAME, workload, data, move |data| {
        let context = Context::from_serialize(data).expect("it is an object");
        tera.render(name, &context).expect("nothing fails")
    });
    roster.add_reuse(NAME, workload, data, Vec::new(), move |data, page| {
        let context = Context::from_serialize(data).expect("it is an object");
        tera.render_to(name, &context, page).expect("nothing fails");
    });
}
