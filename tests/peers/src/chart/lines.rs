//! A panel of lines for each kind of growth.

use super::{
    MARGIN, WIDTH,
    results::{Grown, Results, duration},
    scale::{Scale, ceiling, floor},
    svg::{Ink, Svg},
};

const GAP: f64 = 30.0;
const HEIGHT: f64 = 190.0;
/// The room for the labels of the times.
const LABELS: f64 = 50.0;

/// The kinds of growth: the name in the results, a title, the unit by which the time is divided.
const KINDS: [(&str, &str, &str); 3] = [
    ("rows", "rows of a list", "row"),
    ("depth", "nested loops, 4096 leaves", "leaf"),
    ("mustaches", "mustaches of a template", "mustache"),
];

/// Draws all panels side by side, and returns the `y` of their end.
pub(super) fn draw(svg: &mut Svg, results: &Results, top: f64) -> f64 {
    let count = KINDS.len() as f64;
    let width = (WIDTH - 2.0 * MARGIN - GAP * (count - 1.0)) / count;
    for (i, (what, title, unit)) in KINDS.iter().enumerate() {
        let points: Vec<&Grown> =
            results.growth.iter().filter(|point| point.what == *what).collect();
        if !points.is_empty() {
            let x = MARGIN + i as f64 * (width + GAP);
            svg.text(x, top + 12.0, title, Ink::Strong, "font-size=\"13\" font-weight=\"600\"");
            draw_panel(svg, &points, unit, (x, top + 24.0), width);
        }
    }
    top + HEIGHT + 74.0
}

fn draw_panel(svg: &mut Svg, points: &[&Grown], unit: &str, (x, y): (f64, f64), width: f64) {
    let range = |value: fn(&Grown) -> f64| {
        let values = points.iter().map(|point| value(point));
        values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (few, many) = range(|point| point.n);
    let (short, long) = range(|point| point.ns);
    // The scale has a minimum range, so that a nearly constant time does not appear as a steep line.
    let low = floor(short.min(long / 20.0));
    let across = Scale::new((few, many), (x + LABELS, x + width - 8.0));
    let up = Scale::new((low, ceiling(long)), (y + HEIGHT, y));

    for tick in up.ticks() {
        let at = up.at(tick);
        svg.line((across.at(few), at), (across.at(many), at), Ink::Grid, 1.0);
        let label = duration(tick).replace(".0 ", " ");
        let small = "font-size=\"10.5\" text-anchor=\"end\"";
        svg.text(x + LABELS - 8.0, at + 3.5, &label, Ink::Soft, small);
    }
    let mut numbers: Vec<f64> = points.iter().map(|point| point.n).collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    for n in numbers {
        let label = if n >= 1e4 { format!("{:.0}k", n / 1e3) } else { format!("{n}") };
        let small = "font-size=\"10.5\" text-anchor=\"middle\"";
        svg.text(across.at(n), y + HEIGHT + 15.0, &label, Ink::Soft, small);
    }

    let mut legend = y + HEIGHT + 33.0;
    for engine in ["ours-interpreted", "ours-unrolled"] {
        let line: Vec<&&Grown> = points.iter().filter(|point| point.engine == engine).collect();
        let (Some(first), Some(last)) = (line.first(), line.last()) else { continue };
        let ink = Ink::of(engine);
        let places: Vec<(f64, f64)> =
            line.iter().map(|point| (across.at(point.n), up.at(point.ns))).collect();
        svg.path(&places, ink);
        for (x, y) in places {
            svg.dot(x, y, ink);
        }
        let name = engine.trim_start_matches("ours-");
        let (from, to) = (duration(first.per_unit), duration(last.per_unit));
        let text = format!("{name}: {from} to {to} a {unit}");
        svg.dot(x + 4.0, legend - 4.0, ink);
        svg.text(x + 14.0, legend, &text, Ink::Strong, "font-size=\"11.5\"");
        legend += 16.0;
    }
}
