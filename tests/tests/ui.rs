//! The diagnostics of invalid templates: each file in `ui/` must fail to compile with the messages in the
//! `.stderr` file beside it, and each file in `ui/pass/` must compile without warnings.
//!
//! rustc words a part of every message, so they are valid only for the toolchain that wrote them.
//! `TRYBUILD=overwrite cargo test -p template-tests --test ui` rewrites them.

use std::process::Command;

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
