//! Mistakes that people make, in pages that were valid.

use crate::random::Random;
use std::ops::Range;

/// A tag of a page.
#[derive(Clone, Debug)]
struct Tag {
    name: String,
    is_end: bool,
    /// Whether it is in a `<select>`, in which standards differ about other elements than options.
    is_in_select: bool,
    range: Range<usize>,
}

/// The elements whose content has no tags.
const TEXT_ONLY: &[&str] = &["script", "style", "textarea", "title", "iframe"];

const VOID: &[&str] = &["br", "img", "hr", "input", "meta", "link", "wbr", "col"];

/// The kinds of mistakes.
pub(crate) const KINDS: &[&str] = &[
    "an end tag dropped",
    "an end tag doubled",
    "two end tags swapped",
    "an end tag renamed",
    "a start tag dropped",
    "a paragraph around an element",
    "a link around an element",
    "an empty element like in XML",
    "an end tag of a void element",
    "an attribute repeated",
    "an end tag moved",
];

/// Returns a page with a mistake of a kind, or `None` if the page has no place for one.
pub(crate) fn mutate(page: &str, kind: usize, random: &mut Random) -> Option<String> {
    let tags = tags(page);
    let body = tags.iter().position(|tag| tag.name == "title" && tag.is_end)?;
    let tags = &tags[body + 1..];
    let ends: Vec<&Tag> = tags.iter().filter(|tag| tag.is_end).collect();
    let starts: Vec<&Tag> = tags.iter().filter(|tag| !tag.is_end && !tag.is_in_select).collect();
    let replace = |range: Range<usize>, by: &str| {
        Some(format!("{}{by}{}", &page[..range.start], &page[range.end..]))
    };
    let one = |tags: &[&Tag], random: &mut Random| {
        if tags.is_empty() { None } else { Some((*random.pick(tags)).clone()) }
    };
    match KINDS[kind] {
        "an end tag dropped" => replace(one(&ends, random)?.range, ""),
        "an end tag doubled" => {
            let end = one(&ends, random)?;
            replace(end.range.end..end.range.end, &format!("</{}>", end.name))
        }
        "two end tags swapped" => {
            let pairs: Vec<_> =
                ends.windows(2).filter(|pair| pair[0].name != pair[1].name).collect();
            let [first, second] = **(!pairs.is_empty()).then(|| random.pick(&pairs))? else {
                return None;
            };
            let between = &page[first.range.end..second.range.start];
            let swapped = format!("</{}>{between}</{}>", second.name, first.name);
            replace(first.range.start..second.range.end, &swapped)
        }
        "an end tag renamed" => {
            let name = *random.pick(&["div", "span", "p", "td", "li", "section", "h2", "a", "dvi"]);
            replace(one(&ends, random)?.range, &format!("</{name}>"))
        }
        "a start tag dropped" => replace(one(&starts, random)?.range, ""),
        "a paragraph around an element" => {
            let (start, end) = element(tags, random)?;
            replace(start.start..end.end, &format!("<p>{}</p>", &page[start.start..end.end]))
        }
        "a link around an element" => {
            let (start, end) = element(tags, random)?;
            replace(start.start..end.end, &format!("<a href=/>{}</a>", &page[start.start..end.end]))
        }
        "an empty element like in XML" => {
            let at = one(&starts, random)?.range.start;
            let name = *random.pick(&["div", "span", "a", "p", "section", "i", "textarea"]);
            replace(at..at, &format!("<{name}/>"))
        }
        "an end tag of a void element" => {
            let void: Vec<&Tag> =
                starts.into_iter().filter(|tag| VOID.contains(&tag.name.as_str())).collect();
            let tag = one(&void, random)?;
            replace(tag.range.end..tag.range.end, &format!("</{}>", tag.name))
        }
        "an attribute repeated" => {
            let tag = one(&starts, random)?;
            let at = tag.range.start + 1 + tag.name.len();
            replace(at..at, " class='a' Class=b")
        }
        "an end tag moved" => {
            let (from, to) = (one(&ends, random)?, one(&ends, random)?);
            if from.range == to.range {
                return None;
            }
            let end = format!("</{}>", from.name);
            let (range, moved) = if from.range.start < to.range.start {
                let between = &page[from.range.end..to.range.end];
                (from.range.start..to.range.end, format!("{between}{end}"))
            } else {
                let between = &page[to.range.end..from.range.start];
                (to.range.end..from.range.end, format!("{end}{between}"))
            };
            replace(range, &moved)
        }
        _ => None,
    }
}

/// Returns the tags of one of the elements that have an end tag.
fn element(tags: &[Tag], random: &mut Random) -> Option<(Range<usize>, Range<usize>)> {
    let mut elements = Vec::new();
    for (at, start) in tags.iter().enumerate().filter(|(_, tag)| !tag.is_end && !tag.is_in_select) {
        let mut depth = 0_i32;
        let end = tags[at..].iter().filter(|tag| tag.name == start.name).find(|tag| {
            depth += if tag.is_end { -1 } else { 1 };
            depth == 0
        });
        if !matches!(start.name.as_str(), "html" | "head" | "body") {
            elements.extend(end.map(|end| (start.range.clone(), end.range.clone())));
        }
    }
    if elements.is_empty() { None } else { Some(random.pick(&elements).clone()) }
}

/// Returns the tags of a page.
fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let (mut at, mut is_in_select) = (0, false);
    while let Some(found) = page[at..].find('<') {
        let start = at + found;
        let rest = &page[start..];
        if rest.starts_with("<!--") {
            at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let is_end = rest.starts_with("</");
        let name_start = start + 1 + usize::from(is_end);
        let name: String = page[name_start..]
            .chars()
            .take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '>' | '/'))
            .collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let end = start + end_of_tag(rest);
        let name = name.to_ascii_lowercase();
        at = end;
        if TEXT_ONLY.contains(&name.as_str()) && !is_end {
            let close = format!("</{name}");
            at += page[end..].to_ascii_lowercase().find(&close).unwrap_or_default();
        }
        is_in_select &= name != "select";
        tags.push(Tag { name: name.clone(), is_end, is_in_select, range: start..end });
        is_in_select |= name == "select" && !is_end;
    }
    tags
}

/// Returns the length of a tag, in which quotes may contain a `>`.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '>' => return at + 1,
            _ => {}
        }
    }
    tag.len()
}
