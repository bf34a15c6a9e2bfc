//! Templates and data, by a fixed seed.

use crate::random::Random;
use serde_json::{Map, Value, json};

/// A template and its data.
pub(crate) struct Case {
    pub(crate) template: String,
    pub(crate) data: Value,
}

/// Returns case `at`.
pub(crate) fn case(seed: u64, at: u64) -> Case {
    let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(at));
    let data = Value::Object(object(&mut random, 0));
    let mut writer = Writer { random, template: String::new() };
    writer.nodes(0);
    Case { template: writer.template, data }
}

/// The names of fields.
const NAMES: &[&str] = &["a", "b", "c", "list", "o", "flag", "none", "zero"];

/// Returns an object with some of the names.
fn object(random: &mut Random, depth: usize) -> Map<String, Value> {
    let mut object = Map::new();
    for name in NAMES {
        if random.one_in(4) {
            continue;
        }
        object.insert((*name).to_owned(), value(random, name, depth));
    }
    object
}

/// Returns a value of the kind that a name mostly has.
fn value(random: &mut Random, name: &str, depth: usize) -> Value {
    let name = if name != "list" && random.one_in(6) { *random.pick(NAMES) } else { name };
    match name {
        "list" => {
            let count = if depth < 3 { random.below(4) } else { 0 };
            // The context is an object in Handlebars if an item is null.
            let kind = *random.pick(&["a", "b", "c", "list", "o", "flag", "zero"]);
            (0..count).map(|_| value(random, kind, depth + 1)).collect()
        }
        "o" if depth < 3 => Value::Object(object(random, depth + 1)),
        "flag" => Value::Bool(random.one_in(2)),
        "none" => Value::Null,
        "zero" => json!(0),
        "b" => json!(random.below(100)),
        "c" => json!(""),
        _ => json!(*random.pick(&["x", "<y>", "a & b", "\"q\"", "0", "é"])),
    }
}

/// Writes a template.
struct Writer {
    random: Random,
    template: String,
}

/// The maximum nesting of blocks.
const DEPTH: usize = 4;

impl Writer {
    fn push(&mut self, text: &str) {
        self.template.push_str(text);
    }

    fn nodes(&mut self, depth: usize) {
        let count = if depth == 0 { 1 + self.random.below(5) } else { self.random.below(4) };
        for _ in 0..count {
            match self.random.below(10) {
                0..=2 => self.text(),
                3..=5 => self.mustache(),
                6 => self.comment(),
                _ if depth < DEPTH => self.block(depth),
                _ => self.mustache(),
            }
        }
    }

    fn text(&mut self) {
        let text = *self.random.pick(&[
            "x", " ", "\n", "  ", "\n\n", " y ", "\n  ", "z\n", "<b>", "&", "\t", "\r\n", "é", "{",
            "}", "a\n b",
        ]);
        self.push(text);
    }

    /// Writes the beginning or the end of a tag, with or without the sign for whitespace.
    fn open(&mut self, begin: &str) {
        self.push("{{");
        if self.random.one_in(8) {
            self.push("~");
        }
        self.push(begin);
    }

    fn close(&mut self) {
        if self.random.one_in(8) {
            self.push("~");
        }
        self.push("}}");
    }

    fn mustache(&mut self) {
        let kind = self.random.below(9);
        let path = self.path();
        match kind {
            0 => {
                self.push("{{{");
                self.push(&path);
                // Text after it, because Handlebars adds two numbers that follow each other.
                self.push("}}}.");
                return;
            }
            1 => {
                self.open("&");
                self.push(&path);
                self.push("}}.");
                return;
            }
            2 => {
                let key = *self.random.pick(&["'a'", "'b'", "0", "'o'", "1"]);
                self.open(&format!("lookup {path} {key}"));
                self.close();
                return;
            }
            _ => self.open(""),
        }
        self.push(&path);
        self.close();
    }

    fn comment(&mut self) {
        let comment = *self.random.pick(&[
            "{{! c }}",
            "{{!-- {{c}} --}}",
            "{{~! c }}",
            "{{! c ~}}",
            "{{!-- c --~}}",
            "{{!}}",
        ]);
        self.push(comment);
    }

    fn path(&mut self) -> String {
        let base = match self.random.below(14) {
            0 => "this".to_owned(),
            1 => format!("../{}", self.random.pick(NAMES)),
            2 => format!("this.{}", self.random.pick(NAMES)),
            // Handlebars prints a false value in a longer path.
            3 => return format!("@root.{}", self.random.pick(NAMES)),
            4 => return (*self.random.pick(&["@index", "@key", "@first", "@last"])).to_owned(),
            5 => "list.[0]".to_owned(),
            6 => format!("[{}]", self.random.pick(NAMES)),
            7 => "list.length".to_owned(),
            8 => return (*self.random.pick(&[".", "..", "../this", "@../index"])).to_owned(),
            9 => "item".to_owned(),
            _ => (*self.random.pick(NAMES)).to_owned(),
        };
        if self.random.one_in(4) { format!("{base}.{}", self.random.pick(NAMES)) } else { base }
    }

    fn block(&mut self, depth: usize) {
        let path = self.path();
        let kind = self.random.below(9);
        let (name, opening) = match kind {
            0 | 1 => ("if", format!("#if {path}")),
            2 => ("unless", format!("#unless {path}")),
            3 | 4 => ("each", format!("#each {path}")),
            5 => ("with", format!("#with {path}")),
            6 => ("each", format!("#each {path} as |item i|")),
            7 => ("with", format!("#with {path} as |item|")),
            _ => {
                let name = *self.random.pick(NAMES);
                let sign = if self.random.one_in(3) { "^" } else { "#" };
                (name, format!("{sign}{name}"))
            }
        };
        self.open(&opening);
        self.close();
        self.nodes(depth + 1);
        let is_section = kind > 7;
        // Handlebars swaps the whitespace of `{{^a}}` and its `{{else}}`.
        if !opening.starts_with('^') && self.random.one_in(3) {
            // A chain.
            for _ in 0..self.random.below(3) {
                if is_section {
                    break;
                }
                let path = self.path();
                let helper = *self.random.pick(&["if", "if", "unless", "each", "with"]);
                self.open(&format!("else {helper} {path}"));
                self.close();
                self.nodes(depth + 1);
            }
            let inverse = *self.random.pick(&["else", "else", "^"]);
            self.open(inverse);
            self.close();
            self.nodes(depth + 1);
        }
        self.open(&format!("/{name}"));
        self.close();
    }
}
