//! The contents of a generated template. All templates have the same structure, but different names, types
//! and texts.

/// The words and types of one template.
pub(super) struct Shape {
    /// The thing that is listed: `book`.
    pub(super) noun: &'static str,
    /// The field that is printed in the heading: `book_year`.
    pub(super) number: String,
    pub(super) number_type: &'static str,
    /// The field with the text above the list.
    pub(super) intro: String,
    /// The field with the condition.
    pub(super) flag: String,
    /// The field with the list, and the fields of its rows.
    pub(super) list: String,
    pub(super) name: String,
    pub(super) score: String,
    pub(super) score_type: &'static str,
}

const NOUNS: [&str; 100] = [
    "book", "team", "river", "bridge", "garden", "planet", "train", "museum", "recipe", "island",
    "castle", "song", "player", "market", "forest", "harbour", "painter", "engine", "lamp",
    "ticket", "window", "doctor", "village", "camera", "hammer", "novel", "orchard", "pilot",
    "quarry", "rocket", "saddle", "temple", "uncle", "violin", "wagon", "yacht", "zebra", "anchor",
    "basket", "candle", "barrel", "beacon", "bottle", "branch", "bucket", "button", "cabin",
    "canal", "candy", "carpet", "cellar", "chapel", "circus", "clinic", "clock", "cloud", "coffee",
    "comet", "copper", "corner", "cotton", "cousin", "creek", "crown", "dancer", "desert",
    "dragon", "drawer", "eagle", "falcon", "farmer", "feather", "fiddle", "finger", "flower",
    "fossil", "fountain", "galaxy", "glacier", "guitar", "hangar", "helmet", "hotel", "jacket",
    "jungle", "kettle", "kitchen", "ladder", "lantern", "lemon", "library", "magnet", "mirror",
    "mountain", "needle", "ocean", "pepper", "piano", "pocket", "ribbon",
];
const NUMBERS: [&str; 8] =
    ["year", "season", "edition", "volume", "round", "week", "issue", "stage"];
const INTROS: [&str; 5] = ["intro", "motto", "summary", "note", "lead"];
const FLAGS: [&str; 4] = ["open", "public", "fresh", "final_one"];
const NAMES: [&str; 5] = ["name", "title", "label", "caption", "heading"];
const SCORES: [&str; 8] =
    ["score", "points", "price", "length", "weight", "height", "rank", "visits"];
const TYPES: [&str; 8] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];

impl Shape {
    /// Returns the shapes of `count` different templates.
    pub(super) fn all(count: usize) -> Vec<Shape> {
        assert!(count <= NOUNS.len(), "there are {} nouns", NOUNS.len());
        (0..count).map(Shape::new).collect()
    }

    fn new(i: usize) -> Shape {
        let noun = NOUNS[i];
        Shape {
            noun,
            number: format!("{noun}_{}", NUMBERS[i % 8]),
            number_type: TYPES[i % 8],
            intro: format!("{}_of_{noun}", INTROS[i % 5]),
            flag: format!("is_{}_{noun}", FLAGS[i % 4]),
            list: format!("all_{noun}"),
            name: format!("{noun}_{}", NAMES[i % 5]),
            score: format!("{}_{noun}", SCORES[(i + 3) % 8]),
            score_type: TYPES[(i / 8 + i) % 8],
        }
    }

    /// Returns the name of the struct of a row: `BookRow`.
    pub(super) fn row(&self) -> String {
        format!("{}Row", capitalize(self.noun))
    }

    /// Returns the name of the struct of the page: `BookPage`.
    pub(super) fn page(&self) -> String {
        format!("{}Page", capitalize(self.noun))
    }

    /// Returns the declarations of the fields of a row.
    pub(super) fn row_fields(&self) -> String {
        let Shape { name, score, score_type, .. } = self;
        format!("pub {name}: &'static str, pub {score}: {score_type}")
    }

    /// Returns the declarations of the fields of the page.
    pub(super) fn page_fields(&self) -> String {
        let Shape { number, number_type, intro, flag, list, .. } = self;
        let row = self.row();
        format!(
            "pub {number}: {number_type}, pub {intro}: &'static str, pub {flag}: bool, pub {list}: &'static [{row}]"
        )
    }

    /// Returns the declaration of the struct of a row, with the attribute `derive`.
    pub(super) fn row_struct(&self, derive: &str) -> String {
        format!("{derive}\npub struct {} {{ {} }}\n", self.row(), self.row_fields())
    }

    /// Returns the expression of the page's data.
    pub(super) fn page_value(&self) -> String {
        let Shape { noun, number, intro, flag, list, .. } = self;
        let page = self.page();
        format!(
            "{page} {{ {number}: 43, {intro}: \"All & every {noun}\", {flag}: true, {list}: &[{}, {}] }}",
            self.row_value(27),
            self.row_value(12),
        )
    }

    fn row_value(&self, score: u8) -> String {
        let Shape { noun, name, score: field, .. } = self;
        format!("{} {{ {name}: \"The {noun} <{score}>\", {field}: {score} }}", self.row())
    }

    /// Returns the declaration of a static with the page's data.
    pub(super) fn page_static(&self) -> String {
        format!("pub static PAGE: {} = {};\n", self.page(), self.page_value())
    }

    /// Returns the declarations of the structs of the data and of a static with the page's data.
    pub(super) fn data(&self) -> String {
        let page = format!("pub struct {} {{ {} }}\n", self.page(), self.page_fields());
        self.row_struct("") + &page + &self.page_static()
    }

    /// Returns the template's text, with tags in the syntax of an engine.
    pub(super) fn text(&self, syntax: &Syntax) -> String {
        let Shape { noun, .. } = self;
        let Syntax { number, intro, if_flag, end_if, each, first, name, score, otherwise, end } =
            syntax;
        format!(
            r#"<html><head><title>Every {noun} of {number}</title></head><body id="{noun}-page"><h1>The {noun} list {number}</h1><p class="{noun}-intro">{intro}</p>{if_flag}<p>This {noun} list is open to all.</p>{end_if}<ul class="{noun}-list">{each}<li class="{first}"><b>{name}</b>: {score}</li>{otherwise}<li>There is no {noun} yet</li>{end}</ul></body></html>"#
        )
    }
}

/// The tags of the template in the syntax of an engine.
pub(super) struct Syntax {
    pub(super) number: String,
    pub(super) intro: String,
    pub(super) if_flag: String,
    pub(super) end_if: String,
    pub(super) each: String,
    /// Prints a class in the first row.
    pub(super) first: String,
    pub(super) name: String,
    pub(super) score: String,
    pub(super) otherwise: String,
    pub(super) end: String,
}

/// Capitalizes a word: `book` becomes `Book`.
pub(super) fn capitalize(noun: &str) -> String {
    let (first, rest) = noun.split_at(1);
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::Shape;
    use std::collections::HashSet;

    #[test]
    fn no_two_templates_share_a_field_name_or_a_pair_of_types() {
        let shapes = Shape::all(100);
        let fields = shapes.iter().flat_map(|shape| {
            [&shape.number, &shape.intro, &shape.flag, &shape.list, &shape.name, &shape.score]
        });
        assert_eq!(fields.collect::<HashSet<_>>().len(), 6 * 100);
        let types = shapes[..40].iter().map(|shape| (shape.number_type, shape.score_type));
        assert_eq!(types.collect::<HashSet<_>>().len(), 40);
    }
}
