//! Checks that the links between the pages of this repository lead somewhere: to a file, and to a heading in it.

use std::fs;
use template_tests::files::{files, root};

/// The pages whose links are checked. rustdoc checks the links of the crate's documentation.
const PAGES: [&str; 5] =
    ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

/// Returns the text without its blocks of code.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let is_prose = |line: &&str| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    };
    text.lines().filter(is_prose).map(|line| format!("{line}\n")).collect()
}

/// Returns the targets of the links in a page.
fn targets(page: &str) -> Vec<String> {
    let rest = |text: &str| text.split_once(')').map(|(target, _)| target.to_owned());
    prose(page).split("](").skip(1).filter_map(rest).collect()
}

/// Returns the names by which links refer to the headings of a page.
fn anchors(page: &str) -> Vec<String> {
    let title = |line: &str| line.trim_start_matches('#').strip_prefix(' ').map(str::to_lowercase);
    let is_kept = |c: &char| c.is_alphanumeric() || [' ', '-', '_'].contains(c);
    let anchor =
        |title: String| title.chars().filter(is_kept).collect::<String>().replace(' ', "-");
    prose(page).lines().filter(|line| line.starts_with('#')).filter_map(title).map(anchor).collect()
}

#[test]
fn links_lead_somewhere() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for name in PAGES {
        let page = fs::read_to_string(root().join(name)).expect("the page exists");
        for target in targets(&page).iter().filter(|target| !target.starts_with("https://")) {
            count += 1;
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = root().join(if file.is_empty() { name } else { file });
            let has_anchor = || {
                let text = fs::read_to_string(&file).expect("the file is UTF-8");
                anchors(&text).iter().any(|known| known == anchor)
            };
            if !file.exists() || !anchor.is_empty() && !has_anchor() {
                wrong.push(format!("{name}: {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these links lead nowhere:\n{}", wrong.join("\n"));
    assert!(count > 50, "only {count} links were found");
}

#[test]
fn headings_have_the_names_that_sites_give_them() {
    let page = "# A `no_std` title: what's new?\n```\n# code\n```\n## B-C\n[a](#b-c)";
    assert_eq!(anchors(page), ["a-no_std-title-whats-new", "b-c"]);
    assert_eq!(targets(page), ["#b-c"]);
}

/// The documentation of `template-runtime-core` is shown in `template-runtime`, which has these pages and macros.
#[test]
fn links_from_the_core_lead_to_pages_and_macros() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    let macros = fs::read_to_string(root().join("template-macro/src/lib.rs")).expect("the macros");
    for file in files("template-runtime/core/src", ".rs") {
        let text = fs::read_to_string(&file).expect("the file is UTF-8");
        for target in text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)) {
            let Some((path, anchor)) = target.split_once(".html") else { continue };
            count += 1;
            let name = path.trim_start_matches("../");
            let leads = match (name.split_once('.'), name.strip_suffix("/index")) {
                (Some(("macro" | "derive", name)), _) => {
                    macros.contains(&format!("fn {name}("))
                        || macros.contains(&format!("proc_macro_derive({name}"))
                }
                (_, Some(page)) => {
                    let page = format!("template-runtime/src/{page}.md");
                    let page = fs::read_to_string(root().join(page)).expect("the page exists");
                    let anchor = anchor.strip_prefix('#');
                    anchor.is_none_or(|anchor| anchors(&page).iter().any(|known| known == anchor))
                }
                _ => false,
            };
            if !leads {
                wrong.push(format!("{}: {target}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "these links lead nowhere:\n{}", wrong.join("\n"));
    assert!(count > 20, "only {count} links were found");
}
