//! Builds and runs `no-std/`, a binary without std and without a heap.
//!
//! It has no allocator, so it would not link if anything needed one. The binary runs its own checks and prints
//! a page, which this test compares.

use std::{path::Path, process::Command};

const PAGE: &str = "\
<h1>DEVICE A&amp;B</h1>
<p>0. &lt;inside&gt;: 21.5 Fine
  1, 2, 3
<p>1. outside: broken since 7
  0, 0, 0
<footer>A&amp;B UP 12 <b>UP 12</b></footer>
";

#[test]
fn a_binary_without_std() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("no-std/Cargo.toml");
    // A target directory of its own, because the cargo that runs the test holds the lock of the other.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-std");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(target)
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let (stdout, errors) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{stdout}\n{errors}", output.status);
    // Rendered into a slice, to a writer, and displayed; then the expression form, and a tree.
    assert_eq!(stdout, format!("{PAGE}{PAGE}{PAGE}X 5\na&lt;b 1 2.5  2.5\n"));
}
