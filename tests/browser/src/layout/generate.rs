//! Pages by a seeded grammar: elements of all kinds, texts, values and blocks of templates, and between them any whitespace.

/// A generator of numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        let index = self.next() % list.len() as u64;
        list[index as usize]
    }
}

const SPACES: &[&str] = &["", "", " ", "  ", "\n", "\n    ", "\t", " \r\n "];

/// Elements in lines.
const INLINE: &[&str] =
    &["b", "i", "span", "a", "code", "label", "button", "q", "span hidden", "s style='color: red'"];

/// Blocks that contain texts only.
const LEAVES: &[&str] =
    &["p", "h2", "pre", "p hidden", "p style='display: inline'", "p style='white-space: pre-line'"];

/// Blocks that contain all others.
const BLOCKS: &[&str] = &[
    "div",
    "section",
    "blockquote",
    "div hidden",
    "div style='float: left'",
    "div style='display: inline-block'",
    "details open",
    "fieldset",
];

/// Elements without contents.
const VOID: &[&str] = &["<br>", "<hr>", "<img alt=x>", "<input>", "<wbr>", "<!-- c  d -->"];

const TEXTS: &[&str] = &["word", "two words", "a\n b", ",", "{{a}}", "{{b}}", "{{none}}", "&nbsp;"];

/// Blocks of templates.
const TEMPLATES: &[(&str, &str)] = &[
    ("{{#if on}}", "{{/if}}"),
    ("{{#if off}}", "{{/if}}"),
    ("{{#if off}}<p>x</p> {{else}}", "{{/if}}"),
    ("{{#each words}}", "{{/each}}"),
    ("{{#each words}}", "{{this}}{{/each}}"),
    ("{{#with items}}", "{{/with}}"),
    ("{{#each none}}x{{else}}", "{{/each}}"),
];

/// Returns the page with a number.
pub(super) fn page(seed: u64) -> String {
    let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut page = String::new();
    if seed.is_multiple_of(2) {
        page.push_str("<!DOCTYPE html>\n");
    }
    contents(&mut random, &mut page, 0, true);
    page
}

/// Writes the contents of an element.
fn contents(random: &mut Random, page: &mut String, depth: usize, with_blocks: bool) {
    for _ in 0..=random.next() % 4 {
        page.push_str(random.pick(SPACES));
        let is_deep = depth > 4;
        match random.next() % 12 {
            0..4 => page.push_str(random.pick(TEXTS)),
            4 => page.push_str(random.pick(VOID).trim_start_matches(if with_blocks {
                ""
            } else {
                "<hr>"
            })),
            _ if is_deep => page.push_str(random.pick(TEXTS)),
            5 | 6 => element(random, page, INLINE, |random, page| {
                contents(random, page, depth + 1, false)
            }),
            7 => {
                let index = random.next() as usize % TEMPLATES.len();
                let (open, close) = TEMPLATES[index];
                page.push_str(open);
                contents(random, page, depth + 1, with_blocks);
                page.push_str(close);
            }
            _ if !with_blocks => page.push_str(random.pick(TEXTS)),
            8 => element(random, page, LEAVES, |random, page| {
                contents(random, page, depth + 1, false)
            }),
            9 => list(random, page, depth),
            10 => table(random, page, depth),
            _ => element(random, page, BLOCKS, |random, page| {
                contents(random, page, depth + 1, true)
            }),
        }
    }
    page.push_str(random.pick(SPACES));
}

/// Writes an element with one of the tags.
fn element(
    random: &mut Random,
    page: &mut String,
    tags: &[&str],
    write: impl FnOnce(&mut Random, &mut String),
) {
    let tag = random.pick(tags);
    let name = tag.split(' ').next().unwrap_or(tag);
    page.push_str(&format!("<{tag}>"));
    write(random, page);
    page.push_str(&format!("</{name}>"));
}

fn list(random: &mut Random, page: &mut String, depth: usize) {
    const ITEMS: &[&str] = &["li", "li", "li style='display: inline'"];
    let space = random.pick(SPACES);
    element(random, page, &["ul", "ol", "menu"], |random, page| {
        for _ in 0..=random.next() % 3 {
            page.push_str(space);
            element(random, page, ITEMS, |random, page| contents(random, page, depth + 1, true));
        }
        page.push_str(space);
    });
}

fn table(random: &mut Random, page: &mut String, depth: usize) {
    let space = random.pick(SPACES);
    element(random, page, &["table"], |random, page| {
        for _ in 0..=random.next() % 2 {
            page.push_str(&format!("{space}<tr>{space}"));
            for _ in 0..=random.next() % 2 {
                element(random, page, &["td", "th"], |random, page| {
                    contents(random, page, depth + 2, true);
                });
                page.push_str(space);
            }
            page.push_str("</tr>");
        }
        page.push_str(space);
    });
}
