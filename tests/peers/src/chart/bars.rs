//! A panel of bars for each workload.

use super::{
    MARGIN, WIDTH,
    results::{Measured, Results, duration},
    scale::{Scale, ceiling, floor},
    svg::{Ink, Svg},
};
use crate::{engines, workloads};

const COLUMNS: usize = 2;
const GAP: f64 = 36.0;
const ROW: f64 = 18.0;
/// The room for the names of the engines, and for the numbers after the bars.
const NAMES: f64 = 118.0;
const NUMBERS: f64 = 46.0;
const HEAD: f64 = 26.0;
const FOOT: f64 = 34.0;

/// Returns a short description of a workload.
fn description(workload: &str) -> &'static str {
    match workload {
        "table" => "100 × 100 numbers",
        "teams" => "four rows, one condition",
        "helpers" => "nested calls",
        "escape" => "20 kB of text, 5 % special",
        "clean" => "20 kB of text, none special",
        "page" => "12 kB, 60 mustaches",
        "tiny" => "one value",
        "form" => "40 fields, no loop",
        "feed" => "13 kB, three nested lists",
        "article" => "21 kB, most of it static",
        "rows" => "1,000 rows of six fields",
        "heads" => "a map and a list of pairs",
        "tree" => "1,000 nested components",
        "shop" => "options, enums, components",
        "thread" => "a component that calls itself",
        "manifests" => "short lists and maps, in YAML",
        _ => "",
    }
}

/// The panel of a workload.
struct Panel<'r> {
    workload: &'static str,
    /// The time of the fastest peer.
    unit: f64,
    /// The times of the engines, in ascending order.
    engines: Vec<&'r Measured>,
}

/// Draws all panels, and returns the `y` of their end.
pub(super) fn draw(svg: &mut Svg, results: &Results, top: f64) -> f64 {
    let panels: Vec<Panel<'_>> =
        workloads::NAMES.iter().filter_map(|workload| panel(results, workload)).collect();
    let ratios = panels.iter().flat_map(|panel| {
        let reused = format!("{}/reuse", panel.workload);
        let times = results
            .of(panel.workload)
            .chain(results.times.iter().filter(move |time| time.workload == reused));
        times.map(|time| time.ns / panel.unit)
    });
    let (low, high) =
        ratios.fold((1.0_f64, 1.0_f64), |(low, high), ratio| (low.min(ratio), high.max(ratio)));
    let range = (floor(low * 0.8), ceiling(high * 1.05));

    let width = (WIDTH - 2.0 * MARGIN - GAP * (COLUMNS - 1) as f64) / COLUMNS as f64;
    let mut y = top;
    for panels in panels.chunks(COLUMNS) {
        let rows = panels.iter().map(|panel| panel.engines.len()).max().unwrap_or(0);
        for (column, panel) in panels.iter().enumerate() {
            let x = MARGIN + column as f64 * (width + GAP);
            let bars = (x + NAMES, x + width - NUMBERS);
            draw_panel(svg, results, panel, &Scale::new(range, bars), (x, y));
        }
        y += HEAD + ROW * rows as f64 + FOOT;
    }
    y
}

/// Returns the panel of a workload, if a peer was measured in it.
fn panel<'r>(results: &'r Results, workload: &'static str) -> Option<Panel<'r>> {
    let mut engines: Vec<&Measured> = results.of(workload).collect();
    engines.sort_by(|a, b| a.ns.total_cmp(&b.ns));
    let unit = engines.iter().find(|time| engines::is_peer(&time.engine))?.ns;
    Some(Panel { workload, unit, engines })
}

fn draw_panel(
    svg: &mut Svg,
    results: &Results,
    panel: &Panel<'_>,
    scale: &Scale,
    (x, y): (f64, f64),
) {
    let Panel { workload, unit, engines } = panel;
    svg.text(x, y + 12.0, workload, Ink::Strong, "font-size=\"15\" font-weight=\"600\"");
    let about = format!("{}; 1× is {}", description(workload), duration(*unit));
    svg.text(scale.at(0.0), y + 12.0, &about, Ink::Soft, "font-size=\"12\"");

    let (top, bottom) = (y + HEAD - 4.0, y + HEAD + ROW * engines.len() as f64);
    for tick in scale.ticks() {
        let at = scale.at(tick);
        let (ink, width) = if tick == 1.0 { (Ink::Soft, 1.2) } else { (Ink::Grid, 1.0) };
        svg.line((at, top), (at, bottom), ink, width);
        let label = format!("{tick}×");
        svg.text(at, bottom + 13.0, &label, Ink::Soft, "font-size=\"10.5\" text-anchor=\"middle\"");
    }
    for (row, time) in engines.iter().enumerate() {
        let y = y + HEAD + ROW * row as f64;
        let ink = Ink::of(&time.engine);
        let ours = matches!(ink, Ink::Interpreted | Ink::Unrolled);
        let weight = if ours { "font-size=\"12\" font-weight=\"600\"" } else { "font-size=\"12\"" };
        svg.text(x, y + 10.5, &time.engine, Ink::Strong, weight);
        let ratio = time.ns / unit;
        let (from, to) = (scale.at(0.0), scale.at(ratio));
        svg.bar(from, y, to - from, ROW - 6.0, ink);
        let reused = format!("{workload}/reuse");
        let ring = results.of(&reused).find(|other| other.engine == time.engine);
        let mut end = to;
        if let Some(ring) = ring {
            let at = scale.at(ring.ns / unit);
            svg.ring(at, y + (ROW - 6.0) / 2.0);
            end = end.max(at + 4.0);
        }
        let digits = if ratio < 9.95 { 1 } else { 0 };
        let label = format!("{ratio:.digits$}×");
        svg.text(end + 6.0, y + 10.5, &label, Ink::Strong, weight);
    }
}
