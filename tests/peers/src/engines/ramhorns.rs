//! Ramhorns: templates parsed once, data in structs that derive `Content`.
//!
//! Templates can neither print the items of lists of strings or numbers nor loop over maps and tuples, and
//! cannot name a field of an outer loop if an inner one has a field of the same name. The data is therefore
//! converted once, before the measurement, to structs that borrow it.

mod feed;
mod form;
mod page;
mod tree;

use super::Roster;
use crate::workloads::Workloads;
use ramhorns::{Content, Template};

const NAME: &str = "ramhorns";

#[derive(Content)]
struct Table {
    rows: Vec<Cells>,
}

#[derive(Content)]
struct Cells {
    cells: Vec<Cell>,
}

#[derive(Content)]
struct Cell {
    number: usize,
}

#[derive(Content)]
struct Teams<'d> {
    year: u16,
    teams: Vec<Team<'d>>,
}

#[derive(Content)]
struct Team<'d> {
    name: &'d str,
    score: u8,
}

#[derive(Content)]
struct Comments<'d> {
    comments: Vec<Comment<'d>>,
}

#[derive(Content)]
struct Comment<'d> {
    text: &'d str,
}

#[derive(Content)]
struct Greeting<'d> {
    name: &'d str,
}

#[derive(Content)]
struct Article<'d> {
    site: &'d str,
    section: &'d str,
    title: &'d str,
    author: &'d str,
    city: &'d str,
    published: &'d str,
    updated: &'d str,
    words: u32,
    minutes: u16,
    readers: u64,
    place: &'d str,
    region: &'d str,
    visitors: u32,
    share: f64,
    guide: &'d str,
    editor: &'d str,
    contact: &'d str,
    next: &'d str,
    year: u16,
}

#[derive(Content)]
struct Rows<'d> {
    rows: Vec<Row<'d>>,
}

#[derive(Content)]
struct Row<'d> {
    id: u64,
    active: bool,
    name: &'d str,
    kind: &'d str,
    change: i64,
    level: u8,
}

#[derive(Content)]
struct Heads<'d> {
    headers: Vec<Pair<'d>>,
    cookies: Vec<Pair<'d>>,
}

#[derive(Content)]
struct Pair<'d> {
    key: &'d str,
    value: &'d str,
}

/// Adds the tasks of one workload, rendered into a new `String` and into a `Vec` that is reused.
fn both<'d, D: Content + 'd>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    source: &'static str,
    data: D,
) {
    let template = Template::new(source).expect("the template is right");
    parsed(roster, workload, Box::leak(Box::new(template)), data);
}

/// Adds the tasks of one workload whose template is parsed.
fn parsed<'d, D: Content + 'd>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    template: &'static Template<'static>,
    data: D,
) {
    let data = &*Box::leak(Box::new(data));
    roster.add(NAME, workload, data, |data| template.render(data));
    roster.add_reuse(NAME, workload, data, Vec::new(), |data, page: &mut Vec<u8>| {
        template.render_to_writer(page, data).expect("nothing fails");
    });
}

/// Adds the tasks of all workloads but `helpers`.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    let cells =
        |row: &Vec<usize>| Cells { cells: row.iter().map(|&number| Cell { number }).collect() };
    let table = Table { rows: data.table.rows.iter().map(cells).collect() };
    both(roster, "table", include_str!("../../templates/ramhorns/table.html"), table);

    let teams = data.teams.teams.iter().map(|team| Team { name: &team.name, score: team.score });
    let teams = Teams { year: data.teams.year, teams: teams.collect() };
    both(roster, "teams", include_str!("../../templates/ramhorns/teams.html"), teams);

    let source = include_str!("../../templates/ramhorns/comments.html");
    for (workload, data) in [("escape", &data.escape), ("clean", &data.clean)] {
        let comments = data.comments.iter().map(|text| Comment { text }).collect();
        both(roster, workload, source, Comments { comments });
    }

    let source = include_str!("../../templates/ramhorns/page.html");
    both(roster, "page", source, page::Page::new(&data.page));

    let tiny = Greeting { name: &data.tiny.name };
    both(roster, "tiny", include_str!("../../templates/ramhorns/tiny.html"), tiny);

    let source = include_str!("../../templates/ramhorns/form.html");
    both(roster, "form", source, form::Form::new(&data.form));

    let source = include_str!("../../templates/ramhorns/feed.html");
    both(roster, "feed", source, feed::Feed::new(&data.feed));

    let source = include_str!("../../templates/ramhorns/article.html");
    both(roster, "article", source, article(&data.article));

    let row = |row: &'d crate::workloads::rows::Row| Row {
        id: row.id,
        active: row.active,
        name: &row.name,
        kind: row.kind,
        change: row.change,
        level: row.level,
    };
    let rows = Rows { rows: data.rows.rows.iter().map(row).collect() };
    both(roster, "rows", include_str!("../../templates/ramhorns/rows.html"), rows);

    let headers = data.heads.headers.iter().map(|(key, value)| Pair { key, value });
    let cookies = data.heads.cookies.iter().map(|(key, value)| Pair { key, value });
    let heads = Heads { headers: headers.collect(), cookies: cookies.collect() };
    both(roster, "heads", include_str!("../../templates/ramhorns/heads.html"), heads);

    let templates = Box::leak(Box::new(tree::templates().expect("the templates are right")));
    let template = templates.get("tree.html").expect("it is parsed");
    parsed(roster, "tree", template, tree::Tree::new(&data.tree));

    roster.absent(NAME, "helpers", "no helpers");
    roster.absent(NAME, "helpers/reuse", "no helpers");
}

fn article(data: &crate::workloads::article::Article) -> Article<'_> {
    Article {
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
    }
}
