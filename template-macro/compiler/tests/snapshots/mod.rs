//! Snapshots: files with templates, each with what a stage makes of it.

/// Compares programs with a file, which has each program after `=== ` and its template, in which `\n` is a
/// line break. `SNAPSHOTS=overwrite` updates the file.
#[track_caller]
pub(crate) fn compare(file: &str, show: fn(&str) -> String) {
    let path = format!("{}/tests/{file}", env!("CARGO_MANIFEST_DIR"));
    let expected = std::fs::read_to_string(&path).unwrap();
    let (head, cases) = expected.split_once("=== ").unwrap();
    let mut shown = head.to_owned();
    for case in cases.split("=== ") {
        let (template, _) = case.split_once('\n').unwrap();
        let listing = show(&template.replace(r"\n", "\n"));
        shown += &format!("=== {template}\n{}\n\n", listing.trim_end());
    }
    let shown = shown.trim_end().to_owned() + "\n";
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(&path, &shown).unwrap();
    } else {
        assert!(shown == expected, "{file} differs:\n{shown}");
    }
}
