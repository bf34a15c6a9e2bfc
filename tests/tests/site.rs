//! Runs the example `site`, and checks the pages that it writes.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
    process::{Command, Output},
};

/// Runs the example, building it first if `cargo test` has not.
fn site(arguments: &[&str]) -> Output {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--example", "site", "--"])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs")
}

/// Writes the site to a folder of the test, and returns the texts of the files by their names.
fn written(folder: &str) -> BTreeMap<String, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(folder);
    // What an earlier run has left is not what this one writes.
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder is removed");
    }
    let output = site(&["--out", folder.to_str().expect("the path is UTF-8")]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "it prints although it writes");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("the folder is readable").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("UTF-8").to_owned();
        (name, fs::read_to_string(&path).expect("the file is UTF-8"))
    };
    fs::read_dir(&folder).expect("the folder exists").map(read).collect()
}

/// An opening tag.
struct Tag<'p> {
    name: &'p str,
    text: &'p str,
}

impl<'p> Tag<'p> {
    /// Returns the value of an attribute, which is in double quotes or empty.
    fn attribute(&self, name: &str) -> Option<&'p str> {
        let mut rest = self.text.strip_prefix(self.name)?.trim_start();
        while !rest.is_empty() {
            let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
            let (found, after) = rest.split_at(end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"').expect("the quote is closed"),
                None => ("", after),
            };
            if found == name {
                return Some(value);
            }
            rest = after.trim_start();
        }
        None
    }
}

/// Returns the opening tags of a page, without those that end or declare something.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let texts = page.split('<').skip(1).filter(|text| !text.starts_with(['/', '!']));
    let tag = |text: &'_ str| -> (usize, usize) {
        let end = text.find('>').expect("each tag is closed");
        (text.find([' ', '\n', '>']).unwrap_or(end), end)
    };
    texts
        .map(|text| {
            let (name, end) = tag(text);
            Tag { name: &text[..name], text: &text[..end] }
        })
        .collect()
}

/// Returns the values of an attribute in a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    tags(page).iter().filter_map(|tag| tag.attribute(attribute)).collect()
}

fn pages(files: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    let all = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    all.filter(|(_, text)| text.starts_with("<!DOCTYPE html>"))
}

#[test]
fn all_files_are_written() {
    let files = written("site-files");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        "discussion.html",
        "index.html",
        "mail.html",
        "mail.txt",
        "report.html",
        "search-results.html",
        "search.html",
        "trail-alder-water.html",
        "trail-bell-and-book.html",
        "trail-kestrel-ridge.html",
        "trail-larch-pass.html",
        "trail-millers-steps.html",
        "trail-quarry-loop.html",
    ];
    assert_eq!(names, expected);

    let summary = String::from_utf8(site(&[]).stdout).expect("the output is UTF-8");
    assert_eq!(summary.lines().count(), files.len());
    for (name, text) in &files {
        let line = format!("{} bytes  {name}", text.len());
        assert!(summary.lines().any(|printed| printed.trim_start() == line), "{line}\n{summary}");
    }
}

#[test]
fn pages_are_well_formed() {
    const VOID: [&str; 5] = ["br", "input", "link", "meta", "img"];
    for (name, page) in pages(&written("site-elements")) {
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"), "{name}");
        for tag in tags(page) {
            let opened = tags(page).iter().filter(|other| other.name == tag.name).count();
            let closed = page.matches(&format!("</{}>", tag.name)).count();
            let expected = if VOID.contains(&tag.name) { 0 } else { opened };
            assert_eq!(closed, expected, "{name}: <{}>", tag.name);
        }
        for once in ["title", "h1", "main", "body"] {
            assert_eq!(
                tags(page).iter().filter(|tag| tag.name == once).count(),
                1,
                "{name}: {once}"
            );
        }
        // No heading skips a level.
        let mut level = 0;
        for tag in tags(page) {
            let number = tag.name.strip_prefix('h').and_then(|number| number.parse::<u8>().ok());
            if let Some(number) = number {
                assert!(number <= level + 1, "{name}: <{}> after <h{level}>", tag.name);
                level = number;
            }
        }
        assert!(!page.contains("&amp;amp;") && !page.contains("{{"), "{name}");
    }
}

#[test]
fn links_lead_to_files() {
    let files = written("site-links");
    for (name, page) in pages(&files) {
        let mut linked = values(page, "href");
        linked.extend(values(page, "action"));
        linked.extend(values(page, "data-hx-get"));
        assert!(!linked.is_empty(), "{name}");
        for link in linked {
            // Mails have whole addresses.
            let link = link.strip_prefix("https://trails.example/").unwrap_or(link);
            let (file, id) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { name } else { file };
            let target = files.get(file);
            assert!(target.is_some(), "{name} links to {link}");
            let has_id = target.is_some_and(|page| values(page, "id").contains(&id));
            assert!(id.is_empty() || has_id, "{name} links to {link}");
        }
    }
    for line in files["mail.txt"].lines().filter_map(|line| line.split_once("https://")) {
        let file = line.1.strip_prefix("trails.example/").expect("the address of the site");
        assert!(files.contains_key(file), "mail.txt links to {file}");
    }
}

#[test]
fn ids_are_unique_and_labels_match() {
    const REFERENCES: [&str; 5] =
        ["for", "aria-labelledby", "aria-describedby", "commandfor", "data-hx-target"];
    let files = written("site-ids");
    for (name, page) in pages(&files) {
        let ids = values(page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: {ids:?}");
        for attribute in REFERENCES {
            for id in values(page, attribute).iter().flat_map(|ids| ids.split(' ')) {
                let id = id.trim_start_matches('#');
                assert!(unique.contains(id), "{name}: {attribute}={id}");
            }
        }
        let labelled = values(page, "for");
        for tag in tags(page) {
            if matches!(tag.name, "input" | "select" | "textarea") {
                let id = tag.attribute("id").unwrap_or_else(|| panic!("{name}: <{}>", tag.text));
                assert!(labelled.contains(&id), "{name}: no label for {id}");
            }
        }
    }
    // Each field with a mistake says so, and is linked from the list of mistakes.
    let report = &files["report.html"];
    let wrong: Vec<_> =
        tags(report).into_iter().filter(|tag| tag.attribute("aria-invalid").is_some()).collect();
    assert_eq!(wrong.len(), report.matches("class=\"error\"").count());
    assert_eq!(wrong.len(), 2);
    for tag in wrong {
        let id = tag.attribute("id").expect("each field has an id");
        assert!(report.contains(&format!("<a href=\"#{id}\">")), "{id}");
        let by = tag.attribute("aria-describedby").expect("the message describes the field");
        assert!(by.split(' ').any(|by| by == format!("{id}-error")), "{id}");
    }
}

#[test]
fn the_fragment_is_a_part_of_its_page() {
    let files = written("site-fragment");
    let (page, part) = (&files["search.html"], &files["search-results.html"]);
    assert!(part.starts_with("<p>2 trails for “south”</p>\n<ul class=\"hits\">"), "{part}");
    assert!(part.ends_with("</ul>\n"), "{part}");
    assert!(page.contains(part.as_str()));
}

#[test]
fn components_print_what_they_are_given() {
    let files = written("site-components");
    let list = &files["index.html"];
    assert_eq!(list.matches("<th scope=\"col\"").count(), 6);
    assert_eq!(list.matches("<th scope=\"row\"><a href=\"trail-").count(), 6);
    assert_eq!(list.matches("<span class=\"badge closed\">Closed</span>").count(), 1);
    let detail = &files["trail-kestrel-ridge.html"];
    assert_eq!(detail.matches("<th scope=\"col\"").count(), 3);
    assert!(detail.contains("if wind &gt; 60 km/h."));
    assert!(detail.contains("<a href=\"index.html\" aria-current=\"page\">Trails</a>"));
    // Replies are inside of what they reply to, and only they.
    let discussion = &files["discussion.html"];
    assert_eq!(discussion.matches("<article ").count(), 8);
    assert_eq!(discussion.matches("<ul class=\"thread\">").count(), 5);
    assert!(files["mail.txt"].contains("bread oven & larger"));
    assert!(files["mail.html"].contains("bread oven &amp; larger"));
}

#[test]
fn it_explains_what_is_wrong() {
    for (arguments, message) in [
        (&["--outt", "x"][..], "there is no option `--outt`\n\n"),
        (&["--out"], "`--out` needs a folder"),
        (&["--out", "a", "--out", "b"], "`--out` is specified more than once"),
        (&["--out"], "Usage: cargo run --example site"),
    ] {
        let output = site(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {complaint}");
        assert!(complaint.contains(message), "{arguments:?}: {complaint}");
        assert!(output.stdout.is_empty(), "{arguments:?} prints");
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = site(&["--out", file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Cargo.toml: "));
}
