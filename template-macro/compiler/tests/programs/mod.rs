//! Programs in the form in which the tests of the middle stages compare them.

use template_compiler::{DeclaredSlot, Options, Source, compile};

/// Returns the ops of a template, which may call its closure `closure`, and declares the slots `nav` and `col`: index,
/// number of values on the stack before the op, mnemonic, and operands.
pub(crate) fn ops(text: &str, optimize: bool) -> String {
    let source = Source::new("page.hbs", text);
    let closures = vec!["closure".to_owned()];
    let slot = |name: &str| DeclaredSlot {
        name: name.to_owned(),
        attributes: vec!["label".to_owned()],
        is_plain: false,
    };
    let slots = Some(vec![slot("nav"), slot("col")]);
    let options = Options { optimize, closures, components: true, slots, ..Options::default() };
    let program = compile(&source, &options).unwrap_or_else(|errors| {
        let errors: Vec<String> = errors.iter().map(|error| error.render(&source)).collect();
        panic!("{}", errors.join("\n"))
    });
    let listing = program.listing("page", &source);
    let ops = listing.lines().skip(1).map(|line| {
        // Positions are tested elsewhere.
        let (number, rest) = line.trim_start().split_once(' ').unwrap_or_default();
        let (_, rest) = rest.split_once('[').unwrap_or_default();
        format!("{number:>2} [{}\n", rest.trim_end())
    });
    ops.collect()
}

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
