//! Handlebars: templates registered once, data serialized for each render.

use super::Roster;
use crate::workloads::{Workloads, helpers};
use handlebars::{Handlebars, TemplateError, handlebars_helper};
use serde::Serialize;

const NAME: &str = "handlebars";

handlebars_helper!(uppercase: |text: str| helpers::uppercase(text));
handlebars_helper!(lowercase: |text: str| helpers::lowercase(text));
handlebars_helper!(join: |a: str, b: str| helpers::join(a, b));

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    let registry = &*Box::leak(Box::new(registry().expect("the templates are right")));
    both(registry, roster, "table", "table", &data.table);
    both(registry, roster, "teams", "teams", &data.teams);
    both(registry, roster, "helpers", "helpers", &data.helpers);
    both(registry, roster, "escape", "comments", &data.escape);
    both(registry, roster, "clean", "comments", &data.clean);
    both(registry, roster, "page", "page", &data.page);
    both(registry, roster, "tiny", "tiny", &data.tiny);
    both(registry, roster, "form", "form", &data.form);
    both(registry, roster, "feed", "feed", &data.feed);
    both(registry, roster, "article", "article", &data.article);
    both(registry, roster, "rows", "rows", &data.rows);
    both(registry, roster, "heads", "heads", &data.heads);
    both(registry, roster, "tree", "tree", &data.tree);
    both(registry, roster, "shop", "shop", &data.shop);
    both(registry, roster, "thread", "thread", &data.thread);
    let unescaped = &*Box::leak(Box::new(unescaped().expect("the template is right")));
    both(unescaped, roster, "manifests", "manifests", &data.manifests);
}

/// Parses the HTML templates: the same files that this project renders, but for those with components.
fn registry() -> Result<Handlebars<'static>, Box<TemplateError>> {
    let templates = [
        ("table", include_str!("../../templates/handlebars/table.hbs")),
        ("teams", include_str!("../../templates/handlebars/teams.hbs")),
        ("helpers", include_str!("../../templates/handlebars/helpers.hbs")),
        ("comments", include_str!("../../templates/handlebars/comments.hbs")),
        ("page", include_str!("../../templates/handlebars/page.hbs")),
        ("tiny", include_str!("../../templates/handlebars/tiny.hbs")),
        ("form", include_str!("../../templates/handlebars/form.hbs")),
        ("feed", include_str!("../../templates/handlebars/feed.hbs")),
        ("article", include_str!("../../templates/handlebars/article.hbs")),
        ("rows", include_str!("../../templates/handlebars/rows.hbs")),
        ("heads", include_str!("../../templates/handlebars/heads.hbs")),
        ("tree", include_str!("../../templates/handlebars/tree.hbs")),
        ("panel", include_str!("../../templates/handlebars/panel.hbs")),
        ("card", include_str!("../../templates/handlebars/card.hbs")),
        ("shop", include_str!("../../templates/handlebars/shop.hbs")),
        ("shop_layout", include_str!("../../templates/handlebars/shop_layout.hbs")),
        ("shop_tile", include_str!("../../templates/handlebars/shop_tile.hbs")),
        ("shop_facts", include_str!("../../templates/handlebars/shop_facts.hbs")),
        ("thread", include_str!("../../templates/handlebars/thread.hbs")),
        ("replies", include_str!("../../templates/handlebars/replies.hbs")),
    ];
    let mut registry = Handlebars::new();
    for (name, text) in templates {
        registry.register_template_string(name, text)?;
    }
    registry.register_helper("uppercase", Box::new(uppercase));
    registry.register_helper("lowercase", Box::new(lowercase));
    registry.register_helper("join", Box::new(join));
    Ok(registry)
}

/// Parses the template whose output is not HTML.
fn unescaped() -> Result<Handlebars<'static>, Box<TemplateError>> {
    let mut registry = Handlebars::new();
    registry.register_escape_fn(handlebars::no_escape);
    registry.register_template_string(
        "manifests",
        include_str!("../../templates/handlebars/manifests.hbs"),
    )?;
    Ok(registry)
}

/// Adds the tasks of one workload, rendered into a new `String` and into a `Vec` that is reused.
fn both<'d, D: Serialize>(
    registry: &'static Handlebars<'static>,
    roster: &mut Roster<'d>,
    workload: &'static str,
    name: &'static str,
    data: &'d D,
) {
    roster
        .add(NAME, workload, data, move |data| registry.render(name, data).expect("nothing fails"));
    roster.add_reuse(NAME, workload, data, Vec::new(), move |data, page| {
        registry.render_to_write(name, data, page).expect("nothing fails");
    });
}
