//! MiniJinja: one environment, templates looked up once, data serialized for each render.

use super::Roster;
use crate::workloads::{
    Workloads,
    helpers::{join, lowercase, uppercase},
};
use minijinja::{Environment, value::Serde};
use serde::Serialize;

const NAME: &str = "minijinja";

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    let environment = &*Box::leak(Box::new(environment().expect("the templates are right")));
    both(environment, roster, "table", "table.html", &data.table);
    both(environment, roster, "teams", "teams.html", &data.teams);
    both(environment, roster, "helpers", "helpers.html", &data.helpers);
    both(environment, roster, "escape", "comments.html", &data.escape);
    both(environment, roster, "clean", "comments.html", &data.clean);
    both(environment, roster, "links", "links.html", &data.links);
    both(environment, roster, "page", "page.html", &data.page);
    both(environment, roster, "tiny", "tiny.html", &data.tiny);
    both(environment, roster, "form", "form.html", &data.form);
    both(environment, roster, "feed", "feed.html", &data.feed);
    both(environment, roster, "article", "article.html", &data.article);
    both(environment, roster, "rows", "rows.html", &data.rows);
    both(environment, roster, "heads", "heads.html", &data.heads);
    both(environment, roster, "tree", "tree.html", &data.tree);
    both(environment, roster, "shop", "shop.html", &data.shop);
    both(environment, roster, "thread", "thread.html", &data.thread);
    both(environment, roster, "manifests", "manifests.txt", &data.manifests);
    for workload in ["inline-json", "inline-json/reuse"] {
        roster.absent(NAME, workload, "the filter `tojson` writes blanks");
    }
}

/// Parses all templates. Templates whose names end with `.html` escape.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.add_template("table.html", include_str!("../../templates/minijinja/table.html"))?;
    environment.add_template("teams.html", include_str!("../../templates/minijinja/teams.html"))?;
    environment
        .add_template("helpers.html", include_str!("../../templates/minijinja/helpers.html"))?;
    environment
        .add_template("comments.html", include_str!("../../templates/minijinja/comments.html"))?;
    environment.add_template("links.html", include_str!("../../templates/minijinja/links.html"))?;
    environment.add_template("page.html", include_str!("../../templates/minijinja/page.html"))?;
    environment.add_template("tiny.html", include_str!("../../templates/minijinja/tiny.html"))?;
    environment.add_template("form.html", include_str!("../../templates/minijinja/form.html"))?;
    environment.add_template("feed.html", include_str!("../../templates/minijinja/feed.html"))?;
    environment
        .add_template("article.html", include_str!("../../templates/minijinja/article.html"))?;
    environment.add_template("rows.html", include_str!("../../templates/minijinja/rows.html"))?;
    environment.add_template("heads.html", include_str!("../../templates/minijinja/heads.html"))?;
    environment.add_template("tree.html", include_str!("../../templates/minijinja/tree.html"))?;
    environment.add_template(
        "shop_layout.html",
        include_str!("../../templates/minijinja/shop_layout.html"),
    )?;
    environment.add_template("shop.html", include_str!("../../templates/minijinja/shop.html"))?;
    environment
        .add_template("thread.html", include_str!("../../templates/minijinja/thread.html"))?;
    environment
        .add_template("manifests.txt", include_str!("../../templates/minijinja/manifests.txt"))?;
    environment.add_function("uppercase", uppercase);
    environment.add_function("lowercase", lowercase);
    environment.add_function("join", join);
    Ok(environment)
}

/// Adds the tasks of one workload, rendered into a new `String` and into a `Vec` that is reused.
fn both<'d, D: Serialize>(
    environment: &'static Environment<'static>,
    roster: &mut Roster<'d>,
    workload: &'static str,
    name: &str,
    data: &'d D,
) {
    let template = environment.get_template(name).expect("it is there");
    let same = template.clone();
    roster.add(NAME, workload, data, move |data| {
        template.render(Serde(data)).expect("nothing fails")
    });
    roster.add_reuse(NAME, workload, data, Vec::new(), move |data, page| {
        same.render_captured_to(Serde(data), page).expect("nothing fails");
    });
}
