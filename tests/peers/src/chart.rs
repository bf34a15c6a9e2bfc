//! Draws the results: a bar for each engine and workload, and lines of growth.

mod bars;
mod lines;
mod results;
mod scale;
mod svg;

use results::Results;
use std::fs;
use svg::{Ink, Svg};

const WIDTH: f64 = 960.0;
const MARGIN: f64 = 28.0;

/// Draws the results in a report and writes them to a file.
///
/// # Errors
///
/// Returns a message if the report has no results or the file cannot be written.
pub(crate) fn draw(report: &str, file: &str) -> Result<(), String> {
    let results = Results::read(report);
    if results.times.is_empty() && results.growth.is_empty() {
        return Err("there are no results to draw".to_owned());
    }
    fs::write(file, page(&results)).map_err(|error| format!("{file}: {error}"))
}

/// Returns the chart as SVG.
fn page(results: &Results) -> String {
    let mut svg = Svg::default();
    let mut y = MARGIN;
    if !results.times.is_empty() {
        y = heading(
            &mut svg,
            y,
            "Rendering time, compared",
            "as multiples of the fastest other engine, on a logarithmic scale: shorter is better",
        );
        legend(&mut svg, y);
        y = bars::draw(&mut svg, results, y + 30.0);
    }
    if !results.growth.is_empty() {
        y = heading(
            &mut svg,
            y + 6.0,
            "How our rendering time grows",
            "both scales are logarithmic, times are for a render into a slice",
        );
        y = lines::draw(&mut svg, results, y);
    }
    svg.finish(WIDTH, y + MARGIN / 2.0)
}

/// Draws a title with a line of text below it. Returns the `y` of what follows.
fn heading(svg: &mut Svg, y: f64, title: &str, below: &str) -> f64 {
    svg.text(MARGIN, y + 16.0, title, Ink::Strong, "font-size=\"20\" font-weight=\"600\"");
    svg.text(MARGIN, y + 37.0, below, Ink::Soft, "font-size=\"13\"");
    y + 54.0
}

/// Draws the legend of the colors and of the ring.
fn legend(svg: &mut Svg, y: f64) {
    let parts = [
        (Ink::Interpreted, "ours, interpreted", 138.0),
        (Ink::Unrolled, "ours, unrolled", 122.0),
        (Ink::Peer, "other engines", 116.0),
        (Ink::Hand, "write! by hand", 124.0),
    ];
    let mut x = MARGIN;
    for (ink, name, width) in parts {
        svg.bar(x, y, 12.0, 12.0, ink);
        svg.text(x + 18.0, y + 10.5, name, Ink::Strong, "font-size=\"12.5\"");
        x += width;
    }
    svg.bar(x, y, 12.0, 12.0, Ink::Peer);
    svg.ring(x + 12.0, y + 6.0);
    let name = "bar: into a new String; ring: into a buffer that is reused";
    svg.text(x + 24.0, y + 10.5, name, Ink::Strong, "font-size=\"12.5\"");
}

#[cfg(test)]
mod tests {
    use super::{Results, page};

    #[test]
    fn times_and_growth_are_drawn() {
        let report = "\
            workload engine median_ns ratio\n\
            tiny ours-interpreted 60.0 1.50\n\
            tiny maud 40.0 1.00\n\
            tiny/reuse ours-interpreted 20.0 0.50\n\
            noise tiny 1.0%\n\
            growth rows 10 ours-interpreted 500 50.00\n\
            growth rows 100 ours-interpreted 5000 50.00\n";
        let page = page(&Results::read(report));
        for text in ["1.5×", "maud", "tiny", "40.0 ns", "<circle", "<polyline", "rows"] {
            assert!(page.contains(text), "no {text} in {page}");
        }
        assert_eq!(page.matches("<text").count(), page.matches("</text>").count());
    }
}
