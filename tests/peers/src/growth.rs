//! How our rendering time grows with the data and with the template.

mod depth;
mod mustaches;
mod rows;

use crate::{
    arguments::Arguments,
    buffer::Slice,
    measure::measure,
    task::{Reuse, Task},
};
use template_runtime::Template;

/// A rendering of some size.
pub(crate) struct Point<'d> {
    /// What grows.
    what: &'static str,
    /// How large it is.
    n: usize,
    engine: &'static str,
    /// By what the time is divided: rows, leaves or mustaches.
    units: usize,
    task: Box<dyn Task + 'd>,
}

/// Measures all points. Each line goes to `print`.
pub(crate) fn report(arguments: &Arguments, print: &mut impl FnMut(&str)) {
    let (rows, depth, words) = (rows::data(), depth::Data::new(), mustaches::Words::new());
    let mut points = Vec::new();
    rows::enter(&mut points, &rows);
    depth::enter(&mut points, &depth);
    mustaches::enter(&mut points, &words);

    print("growth what n engine ns ns_per_unit");
    let rounds = arguments.rounds.unwrap_or(30);
    points.retain(|point| arguments.wants_engine(point.engine));
    // What belongs to one line of the chart is measured together.
    for points in points.chunk_by_mut(|a, b| a.what == b.what) {
        let mut tasks: Vec<&mut dyn Task> =
            points.iter_mut().map(|point| &mut *point.task as &mut dyn Task).collect();
        let times = measure(&mut tasks, rounds);
        for (Point { what, n, engine, units, .. }, ns) in points.iter().zip(times) {
            print(&format!("growth {what} {n} {engine} {ns:.0} {:.2}", ns / *units as f64));
        }
    }
}

/// A template that is rendered into a slice, which no allocation disturbs.
fn task<'d, D, T: Template>(data: &'d D, template: impl Fn(&'d D) -> T + 'd) -> Box<dyn Task + 'd> {
    let length = template(data).render().expect("nothing fails").len();
    let buffer = Slice::of(length);
    Box::new(Reuse {
        data,
        buffer,
        render: move |data, slice: &mut Slice| {
            let page = template(data).render_into(&mut slice.bytes).expect("all fits");
            slice.length = page.len();
        },
    })
}
