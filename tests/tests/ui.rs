//! The diagnostics of invalid templates: each file in `ui/` must fail to compile with the messages in the
//! `.stderr` file beside it, and each file in `ui/pass/` must compile without warnings.
//!
//! rustc words a part of every message, so they are valid only for the toolchain that wrote them.
//! `TRYBUILD=overwrite cargo test -p template-tests --test ui` rewrites them.

use std::{fs, path::Path, process::Command};

/// The version of rustc that the messages are valid for.
const WRITTEN_WITH: &str = "rustc 1.95.";

#[test]
fn ui() {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    let version = String::from_utf8_lossy(&output.stdout);
    if !version.starts_with(WRITTEN_WITH) {
        println!("skipped: the messages are those of {WRITTEN_WITH}x, this is {}", version.trim());
        return;
    }
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*.rs");
    cases.pass("ui/pass/*.rs");
}

/// A mistake in a template or at a helper causes no message about items of the expansion, which users cannot know. rustc names
/// them only for a constant that fails, where it names all types of the function that contains the constant.
#[test]
fn messages_mention_no_private_items() {
    // Items that are public have a path in `template_runtime`, which rustc prefers.
    const PRIVATE: [&str; 2] = ["template_runtime::__private", "template_core::"];
    let mut cases = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")).expect("ui") {
        let path = entry.expect("an entry").path();
        let Ok(messages) = fs::read_to_string(path.with_extension("stderr")) else { continue };
        let case = fs::read_to_string(path.with_extension("rs")).expect("a case");
        if case.contains("__private") {
            continue;
        }
        cases += 1;
        // Types that are similar to one that a helper can have would be proposed with the code that implements the trait.
        let of_helper = messages.split("\n\n").filter(|m| m.contains(": a helper cannot "));
        for message in of_helper {
            assert!(!message.contains("$WORKSPACE/"), "{}: {message}", path.display());
        }
        let of_constant =
            |line: &&str| line.contains("evaluation of `") || line.contains("while instantiating");
        for line in messages.lines().filter(|line| !of_constant(line)) {
            let private = PRIVATE.into_iter().find(|private| line.contains(private));
            assert_eq!(private, None, "{}: {line}", path.display());
        }
    }
    assert!(cases > 100, "only {cases} cases were found");
}
