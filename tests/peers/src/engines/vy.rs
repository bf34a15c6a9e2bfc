//! Vy: element macros, `into_string`, and `escape_and_write` to a `Buffer`.

mod article;
mod form;
mod page;

use super::Roster;
use crate::workloads::{
    Workloads,
    escape::Comments,
    feed::{Comment, Entry, Feed},
    heads::Heads,
    helpers::{People, join, lowercase, uppercase},
    rows::Rows,
    table::Table,
    teams::{Team, Teams},
    tiny::Greeting,
    tree::Tree,
};
use vy::prelude::*;

const NAME: &str = "vy";

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    both(roster, "table", &data.table, table);
    both(roster, "teams", &data.teams, teams);
    both(roster, "helpers", &data.helpers, helpers);
    both(roster, "escape", &data.escape, comments);
    both(roster, "clean", &data.clean, comments);
    both(roster, "page", &data.page, page::page);
    both(roster, "tiny", &data.tiny, tiny);
    both(roster, "form", &data.form, form::form);
    both(roster, "feed", &data.feed, feed);
    both(roster, "article", &data.article, article::article);
    both(roster, "rows", &data.rows, rows);
    both(roster, "heads", &data.heads, heads);
    both(roster, "tree", &data.tree, tree);
}

/// Adds the tasks of one workload, rendered into a new `String` and into a `Buffer` that is reused.
fn both<'d, D, T: IntoHtml>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    roster.add(NAME, workload, data, move |data| template(data).into_string());
    roster.add_reuse(NAME, workload, data, Buffer::new(), move |data, page| {
        template(data).escape_and_write(page);
    });
}

// Literals are escaped when they are compiled if they are written within an element, but in each render
// elsewhere: there they are wrapped in `PreEscaped`.

fn table(data: &Table) -> impl IntoHtml {
    table!(data.rows.iter().map(|row| tr!(row.iter().map(|cell| td!(*cell)))))
}

fn teams(data: &Teams) -> impl IntoHtml {
    html!(
        head!(title!(data.year)),
        body!(h1!("CSL ", data.year), ul!(data.teams.iter().enumerate().map(team)))
    )
}

fn team((i, team): (usize, &Team)) -> impl IntoHtml {
    li!(class = (i == 0).then_some(PreEscaped("champion")), b!(&team.name), ": ", team.score)
}

fn helpers(data: &People) -> impl IntoHtml {
    ul!(data
        .people
        .iter()
        .map(|person| li!(join(&uppercase(&person.first), &lowercase(&person.last)))))
}

fn comments(data: &Comments) -> impl IntoHtml {
    ol!(data.comments.iter().map(|comment| li!(comment)))
}

fn tiny(data: &Greeting) -> impl IntoHtml {
    (PreEscaped("Hello "), &data.name, PreEscaped('!'))
}

fn feed(data: &Feed) -> impl IntoHtml {
    main!(
        class = "feed",
        h1!(&data.site),
        p!(&data.reader, ", ", data.unread, " new"),
        data.days.iter().map(|day| section!(
            id = &day.date,
            h2!(day.name),
            if let Some(note) = &day.note {
                p!(class = "note", note)
            },
            day.entries.iter().map(entry)
        ))
    )
}

fn entry(entry: &Entry) -> impl IntoHtml {
    let author = &entry.author;
    article!(
        id = &entry.slug,
        class? = entry.pinned.then_some(PreEscaped("pinned")),
        h3!(&entry.title),
        p!(
            a!(href = (PreEscaped('#'), &author.handle), &author.name),
            author.verified.then_some(PreEscaped(" <b>verified</b>")),
            author.city.as_ref().map(|city| (PreEscaped(" from "), city)),
            " on ",
            &*entry.topic,
            ", ",
            entry.minutes,
            " min",
            entry.edited.as_ref().map(|edited| (PreEscaped(", edited "), edited))
        ),
        p!(&entry.summary),
        ol!(
            entry.comments.iter().map(comment),
            if entry.comments.is_empty() {
                li!("No comments")
            }
        )
    )
}

fn comment(comment: &Comment) -> impl IntoHtml {
    li!(
        id = (PreEscaped('c'), comment.id),
        comment.reply_to.map(|id| (a!(href = (PreEscaped("#c"), id), "reply"), PreEscaped(' '))),
        b!(&comment.name),
        ": ",
        &comment.text,
        (comment.likes > 0).then(|| (PreEscaped(' '), i!(comment.likes)))
    )
}

fn rows(data: &Rows) -> impl IntoHtml {
    table!(data.rows.iter().map(|row| tr!(
        id = row.id,
        class? = row.active.then_some(PreEscaped("on")),
        td!(&row.name),
        td!(row.kind),
        td!(row.change),
        td!(row.level)
    )))
}

fn heads(data: &Heads) -> impl IntoHtml {
    (
        dl!(data.headers.iter().map(|(key, value)| (dt!(key), dd!(value)))),
        ul!(data.cookies.iter().map(|(name, value)| li!(name, ": ", value))),
    )
}

fn tree(data: &Tree) -> impl IntoHtml {
    main!(
        h1!(&data.title),
        data.sections.iter().map(|section| {
            let cards = section.cards.iter();
            let cards = cards.map(|part| card(&part.label, part.text, part.price));
            panel(&section.name, section.kind, section.total, cards)
        })
    )
}

fn panel(name: &str, kind: &str, total: u32, content: impl IntoHtml) -> impl IntoHtml {
    section!(class = kind, h2!(name), ul!(content), p!("Total: ", total))
}

fn card(label: &str, text: &str, price: u32) -> impl IntoHtml {
    li!(b!(label), " ", i!(text), " ", price)
}
