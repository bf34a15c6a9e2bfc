//! Templates work without std and without a heap: `no-std/` is a binary that has neither.
//!
//! It has no allocator, so that it would not build if anything in it needed one. It checks for
//! itself what only shows there, and prints a page, which is checked here.

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
    // A directory of its own: this cargo would wait for the lock of the one that runs the test.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-std");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(target)
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let (told, errors) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{told}\n{errors}", output.status);
    // Rendered into a slice, to a writer, and displayed; then the expression form, and a tree.
    assert_eq!(told, format!("{PAGE}{PAGE}{PAGE}X 5\na&lt;b 1 2.5  2.5\n"));
}
