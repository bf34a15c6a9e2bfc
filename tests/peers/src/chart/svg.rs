//! Writes SVG with colors for light and dark color schemes.

use std::fmt::Write as _;

/// The color of an element, by its role.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Ink {
    Strong,
    Soft,
    Grid,
    Interpreted,
    Unrolled,
    Peer,
    Hand,
}

/// The CSS class of each ink, and its colors in the light and in the dark scheme.
const INKS: [(Ink, &str, &str, &str); 7] = [
    (Ink::Strong, "strong", "#1f2430", "#e8eaf0"),
    (Ink::Soft, "soft", "#667085", "#9aa3b5"),
    (Ink::Grid, "grid", "#e4e7ec", "#2c313d"),
    (Ink::Interpreted, "interpreted", "#2563eb", "#6ea0ff"),
    (Ink::Unrolled, "unrolled", "#0d9488", "#2dd4bf"),
    (Ink::Peer, "peer", "#b3bac7", "#596275"),
    (Ink::Hand, "hand", "#e0b46c", "#a5803f"),
];

/// The background and the border of the chart, with their colors in the light and in the dark scheme.
const PAPER: [(&str, &str, &str); 2] =
    [("paper", "#ffffff", "#161a22"), ("edge", "#e4e7ec", "#2c313d")];

const FONT: &str =
    "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

impl Ink {
    /// Returns the ink of an engine.
    pub(super) fn of(engine: &str) -> Ink {
        match engine {
            "ours-interpreted" => Ink::Interpreted,
            "ours-unrolled" => Ink::Unrolled,
            "write!" => Ink::Hand,
            _ => Ink::Peer,
        }
    }

    /// Returns the class, whose color the dark scheme replaces, and the color in the light scheme.
    fn class_and_color(self) -> (&'static str, &'static str) {
        let ink = INKS.iter().find(|(ink, ..)| *ink == self);
        ink.map_or(("strong", "#1f2430"), |(_, class, light, _)| (class, light))
    }

    fn fill(self) -> String {
        let (class, color) = self.class_and_color();
        format!("class=\"f-{class}\" fill=\"{color}\"")
    }

    fn stroke(self) -> String {
        let (class, color) = self.class_and_color();
        format!("class=\"s-{class}\" stroke=\"{color}\"")
    }
}

/// A drawing.
#[derive(Default)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    /// Adds text, with further attributes.
    pub(super) fn text(&mut self, x: f64, y: f64, text: &str, ink: Ink, attributes: &str) {
        let fill = ink.fill();
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.add(&format!("<text x=\"{x:.1}\" y=\"{y:.1}\" {fill} {attributes}>{text}</text>"));
    }

    /// Adds a bar with rounded corners.
    pub(super) fn bar(&mut self, x: f64, y: f64, width: f64, height: f64, ink: Ink) {
        let fill = ink.fill();
        self.add(&format!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"2\" {fill}/>"
        ));
    }

    /// Adds a small ring.
    pub(super) fn ring(&mut self, x: f64, y: f64) {
        let (_, paper, _) = PAPER[0];
        let (class, color) = Ink::Strong.class_and_color();
        self.add(&format!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.4\" class=\"r-{class}\" fill=\"{paper}\" stroke=\"{color}\" stroke-width=\"1.5\"/>"
        ));
    }

    /// Adds a dot.
    pub(super) fn dot(&mut self, x: f64, y: f64, ink: Ink) {
        let fill = ink.fill();
        self.add(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.2\" {fill}/>"));
    }

    /// Adds a straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink, width: f64) {
        let stroke = ink.stroke();
        let ((x1, y1), (x2, y2)) = (from, to);
        self.add(&format!(
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" {stroke} stroke-width=\"{width}\"/>"
        ));
    }

    /// Adds a line through points.
    pub(super) fn path(&mut self, points: &[(f64, f64)], ink: Ink) {
        let stroke = ink.stroke();
        let mut list = String::new();
        for (x, y) in points {
            let _ = write!(list, "{x:.1},{y:.1} ");
        }
        self.add(&format!(
            "<polyline points=\"{}\" fill=\"none\" {stroke} stroke-width=\"2.2\" stroke-linejoin=\"round\"/>",
            list.trim_end()
        ));
    }

    fn add(&mut self, element: &str) {
        self.body += element;
        self.body += "\n";
    }

    /// Returns the SVG file.
    pub(super) fn finish(self, width: f64, height: f64) -> String {
        let mut dark = String::new();
        for (_, class, _, color) in INKS {
            let _ =
                write!(dark, ".f-{class} {{ fill: {color} }} .s-{class} {{ stroke: {color} }} ");
        }
        let _ = write!(dark, ".r-strong {{ fill: {}; stroke: {} }} ", PAPER[0].2, INKS[0].3);
        let [(paper, light, _), (_, edge, _)] = PAPER;
        let _ = write!(dark, ".{paper} {{ fill: {}; stroke: {} }}", PAPER[0].2, PAPER[1].2);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"{FONT}\" role=\"img\">\n\
             <title>Rendering times of template engines</title>\n\
             <style>@media (prefers-color-scheme: dark) {{ {dark} }}</style>\n\
             <rect x=\"0.5\" y=\"0.5\" width=\"{:.0}\" height=\"{:.0}\" rx=\"10\" class=\"{paper}\" fill=\"{light}\" stroke=\"{edge}\"/>\n\
             {}</svg>\n",
            width - 1.0,
            height - 1.0,
            self.body
        )
    }
}
