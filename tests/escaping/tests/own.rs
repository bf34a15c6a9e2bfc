//! Runs the repository's own cases.

use escaping::{
    own,
    run::{Outcome, run},
};
use std::{collections::HashSet, process::Command};

#[test]
fn each_case_passes() {
    let cases = own::cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut ids = HashSet::new();
    let mut failures = Vec::new();
    for case in &cases {
        assert!(ids.insert(&case.id), "{} is not unique", case.id);
        let outcome = run(case);
        if outcome != Outcome::Pass {
            failures.push(format!("{} {outcome}", case.id));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_command_prints_a_line_for_each_case() {
    let command = env!("CARGO_BIN_EXE_escaping");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/cases/urls.json");
    let output = Command::new(command).arg(file).output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    let passed = text.lines().filter(|line| line.ends_with(" pass")).count();
    assert!(passed > 5, "{text}");
    assert!(text.ends_with(&format!("{passed} passed, 0 failed, 0 skipped\n")), "{text}");
    assert!(output.status.success());

    let output = Command::new(command).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}
