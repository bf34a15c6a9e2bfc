//! Lists with increasing numbers of rows.

use super::{Point, task};
use template_runtime::{Data, template};

#[derive(Data)]
pub(super) struct Row {
    name: String,
    score: u32,
}

/// Returns lists of all lengths.
pub(super) fn data() -> Vec<Vec<Row>> {
    let row = |i| Row { name: format!("Team {i}"), score: i };
    [10, 100, 1_000, 10_000, 100_000].map(|count| (0..count).map(row).collect()).into()
}

template! {
    struct Interpreted<'a> {
        rows: &'a [Row],
    }
    "<ul>{{#each rows as |row|}}<li>{{row.name}}: {{row.score}}</li>{{/each}}</ul>"
}

template! {
    #[template(unroll)]
    struct Unrolled<'a> {
        rows: &'a [Row],
    }
    "<ul>{{#each rows as |row|}}<li>{{row.name}}: {{row.score}}</li>{{/each}}</ul>"
}

pub(super) fn enter<'d>(points: &mut Vec<Point<'d>>, data: &'d [Vec<Row>]) {
    for rows in data {
        let (what, n, units) = ("rows", rows.len(), rows.len());
        let tasks = [
            ("ours-interpreted", task(rows, |rows| Interpreted { rows })),
            ("ours-unrolled", task(rows, |rows| Unrolled { rows })),
        ];
        points.extend(tasks.map(|(engine, task)| Point { what, n, engine, units, task }));
    }
}
