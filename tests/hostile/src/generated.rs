//! Attacks that are generated: every construct in every other, as deep as the limits permit, by fixed seeds.

use crate::attack::{Attack, compiler, rendered};

/// The number of processes.
const PROCESSES: u64 = 8;

/// The number of templates in each.
const TEMPLATES: u64 = 60;

/// The constructs that contain others.
const CONSTRUCTS: &[(&str, &str)] = &[
    ("{{#if a}}", "{{/if}}"),
    ("{{#if a}}x{{else}}", "{{/if}}"),
    ("{{#if a}}x{{else if b}}y{{else}}", "{{/if}}"),
    ("{{#unless z}}", "{{/unless}}"),
    ("{{#each a as |p i|}}", "{{/each}}"),
    ("{{#each z}}{{else}}", "{{/each}}"),
    ("{{#with o as |p|}}", "{{else}}w{{/with}}"),
    ("{{#let (array 1 (hash k=a)) b as |p q|}}", "{{/let}}"),
    ("{{#o}}", "{{/o}}"),
    ("{{^z}}", "{{/z}}"),
    ("{{#panel}}", "{{/panel}}"),
    ("{{#(panel)}}", "{{/(panel)}}"),
    ("<div title='{{a}}'>", "</div>"),
    ("<svg><g>", "</g></svg>"),
    ("{{#*inline 'p'}}q{{/inline}}", "{{> p}}"),
    ("{{~#if a~}}", "{{~/if~}}"),
];

/// What stands in the innermost.
const LEAVES: &[&str] = &[
    "{{json this}}",
    "{{a.0.b}}{{@index}}{{../x}}",
    "<script>x = {{a}};</script>",
    "<a href='{{b}}'>{{{a}}}</a>",
    "{{uppercase (concat a (json o) b)}}",
    "{{#each a}}{{#each ../a}}{{this}}{{/each}}{{/each}}",
    "<style>p { width: {{b}}px }</style>",
];

/// Numbers that follow from a seed, as George Marsaglia's xorshift has them.
struct Numbers(u64);

impl Numbers {
    /// Returns a number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

/// Returns a template of `depth` constructs inside of each other.
fn template(numbers: &mut Numbers, depth: usize) -> String {
    let mut text = numbers.one_of(LEAVES).to_owned();
    for _ in 0..depth {
        let (begin, end) = numbers.one_of(CONSTRUCTS);
        let beside = if numbers.below(8) == 0 { numbers.one_of(LEAVES) } else { "" };
        text = format!("{begin}{text}{beside}{end}");
    }
    text
}

pub(crate) fn attacks() -> Vec<Attack> {
    let data = r#"{"a": [{"b": "<&\">"}, 1, "x"], "b": "b", "o": {"a": [1], "b": "c", "o": {}}}"#;
    let process = |seed: u64| {
        Attack::new(format!("generated {seed}"), "survived", move || {
            let data: serde_json::Value = serde_json::from_str(data).unwrap_or_default();
            let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 ^ (seed + 1));
            let (mut count, mut refused) = (0, 0);
            for _ in 0..TEMPLATES {
                let depth = numbers.one_of(&[2, 8, 40, 64, 200, 511, 512, 513, 2000]);
                let result =
                    rendered(&compiler().fuel(200_000), template(&mut numbers, depth), &data);
                refused += usize::from(result.starts_with("refused"));
                count += 1;
            }
            if refused < count {
                format!("survived {count}, {refused} refused")
            } else {
                String::from("all refused")
            }
        })
    };
    (0..PROCESSES).map(process).collect()
}
