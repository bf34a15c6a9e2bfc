//! Checks that the tables of options in the documentation list all options of a template.

const OPTIONS: &str = include_str!("../../template-macro/expand/src/template/options.rs");
/// The pages with a table of options.
const PAGES: [(&str, &str); 2] = [
    ("template.md", include_str!("../../template-macro/src/template.md")),
    ("language.md", include_str!("../../template-runtime/src/language.md")),
];

/// Returns the names of the options: the patterns of the arms that read an option.
fn options() -> Vec<&'static str> {
    let (_, function) = OPTIONS.split_once("match name.as_str() {").expect("the match");
    let (arms, _) = function.split_once("\"path\" | ").expect("the names that are rejected");
    let name = |line: &'static str| line.trim_start().strip_prefix('"')?.split_once("\" => ");
    arms.lines().filter_map(name).map(|(name, _)| name).collect()
}

#[test]
fn tables_list_all_options() {
    let options = options();
    assert!(options.contains(&"escape") && options.contains(&"unoptimized"), "{options:?}");
    for (page, text) in PAGES {
        let (_, section) = text.split_once("\n# Options\n").expect("the section");
        let (section, _) = section.split_once("\n# ").expect("the section ends");
        let rows: Vec<&str> = section.lines().filter(|line| line.starts_with("| ")).collect();
        for option in &options {
            let is_listed = |row: &&str| {
                let code = row.split('`').skip(1).step_by(2);
                code.take(3).any(|code| {
                    let code = code.strip_prefix("#[template(").unwrap_or(code);
                    code.trim_end_matches(")]").split(" = ").next() == Some(*option)
                })
            };
            assert!(rows.iter().any(is_listed), "{page} has no row for `{option}`");
        }
    }
}
