//! What a user sees when a template is wrong: each file under `ui/` fails to compile with the
//! messages that stand beside it.
//!
//! rustc words a part of every message, so they hold for the toolchain that they were written with.
//! `TRYBUILD=overwrite cargo test -p template-tests --test ui` writes them anew.

use std::process::Command;

/// The toolchain that the messages were written with.
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
