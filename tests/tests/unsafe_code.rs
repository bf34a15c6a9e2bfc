//! Compares the section about unsafe code in `ARCHITECTURE.md` with the sources.

use std::{collections::BTreeSet, fs};
use template_tests::files::files;

const ARCHITECTURE: &str = include_str!("../../ARCHITECTURE.md");
/// The sources of the only crate that allows unsafe code.
const CORE: &str = "template-runtime/core/src/";

/// Returns the modules that the section lists. The name of a folder ends with `/`.
fn listed() -> BTreeSet<String> {
    let (_, section) =
        ARCHITECTURE.split_once("compares the list with the sources):\n\n").expect("the list");
    let (list, _) = section.split_once("\n\n").expect("the list ends");
    let mut modules = BTreeSet::new();
    for item in list.split("* ").skip(1) {
        let names: Vec<&str> = item.split('`').skip(1).step_by(2).collect();
        if item.starts_with("whole folders") {
            modules.extend(names.into_iter().map(str::to_owned));
        } else {
            let (folder, files) = names.split_first().expect("a folder");
            modules.extend(files.iter().map(|file| format!("{folder}{file}")));
        }
    }
    modules
}

/// Returns the modules that allow unsafe code, of all published crates.
fn allowed() -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for path in ["template-runtime", "template-macro"].into_iter().flat_map(|f| files(f, ".rs")) {
        let text: String =
            fs::read_to_string(&path).expect("the file is UTF-8").split_whitespace().collect();
        if !text.contains("[allow(unsafe_code") {
            continue;
        }
        let path = path.to_string_lossy().replace('\\', "/");
        let (_, module) = path.split_once(CORE).expect("the other crates forbid unsafe code");
        let folder = module.strip_suffix("mod.rs");
        modules.insert(match folder {
            Some(folder) if text.contains("#![allow(unsafe_code") => folder.to_owned(),
            _ => module.to_owned(),
        });
    }
    modules
}

#[test]
fn the_list_of_modules_is_complete() {
    let (listed, allowed) = (listed(), allowed());
    let missing: Vec<_> = allowed.difference(&listed).collect();
    let superfluous: Vec<_> = listed.difference(&allowed).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not list {missing:?}");
    assert!(superfluous.is_empty(), "these modules allow no unsafe code: {superfluous:?}");
    assert!(allowed.len() > 30, "only {} modules were found", allowed.len());
}

/// Returns the numbers of the invariants, in the order of the section.
fn invariants() -> Vec<usize> {
    let (_, section) =
        ARCHITECTURE.split_once("\n## Invariants of unsafe code\n").expect("the section");
    let (section, _) = section.split_once("\n## ").expect("the section ends");
    let number = |line: &str| line.split_once(". ")?.0.parse().ok();
    section.lines().filter_map(number).collect()
}

#[test]
fn invariants_are_numbered_in_order() {
    let invariants = invariants();
    assert!(invariants.len() > 30, "only {} invariants were found", invariants.len());
    assert!(invariants.iter().copied().eq(1..=invariants.len()), "{invariants:?}");
}

/// A number after the word, or after the word and other numbers, cites an invariant of `ARCHITECTURE.md`.
#[test]
fn comments_cite_invariants_that_exist() {
    let (last, mut count) = (invariants().len(), 0);
    for path in files(CORE, ".rs") {
        let text = fs::read_to_string(&path).expect("the file is UTF-8");
        let text = text.replace("///", "").replace("//!", "").replace("//", "");
        let words: Vec<&str> = text.split_whitespace().collect();
        for (at, _) in
            words.iter().enumerate().filter(|(_, w)| w.trim_matches('(').starts_with("invariant"))
        {
            let cited = words[at + 1..].iter().map_while(|word| match *word {
                "and" | "to" | "or" => Some(None),
                word => {
                    word.trim_matches(|c: char| c.is_ascii_punctuation()).parse().ok().map(Some)
                }
            });
            for number in cited.flatten() {
                count += 1;
                assert!((1..=last).contains(&number), "{}: invariant {number}", path.display());
            }
        }
    }
    assert!(count > 100, "only {count} citations were found");
}
