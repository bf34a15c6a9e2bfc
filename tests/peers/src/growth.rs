//! Measures how our rendering time grows with the data and with the template.

mod depth;
mod mustaches;
mod rows;

use crate::{
    arguments::Arguments,
    buffer::Slice,
    measure::measure,
    task::{Repeat, Reuse, Task},
};
use template_runtime::Template;

/// A render of one size.
pub(crate) struct Point<'d> {
    /// The name of the size that grows.
    what: &'static str,
    /// The size.
    n: usize,
    engine: &'static str,
    /// The number of rows, leaves or mustaches by which the time is divided.
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
    // The points of one panel of the chart are measured together.
    for points in points.chunk_by_mut(|a, b| a.what == b.what) {
        let mut tasks: Vec<&mut dyn Repeat> =
            points.iter_mut().map(|point| &mut *point.task as &mut dyn Repeat).collect();
        let times = measure(&mut tasks, rounds);
        for (Point { what, n, engine, units, .. }, ns) in points.iter().zip(times) {
            print(&format!("growth {what} {n} {engine} {ns:.0} {:.2}", ns / *units as f64));
        }
    }
}

/// Returns a task that renders into a slice, so that allocations do not affect its time.
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
