//! Builds and runs `no-std/`, binaries without std and without a heap.
//!
//! They have no allocator, so they would not link if anything needed one. One runs its own checks and prints a page,
//! which this test compares; the other shows the size of a program with one small template.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

const PAGE: &str = "\
<h1>DEVICE A&amp;B</h1>
<p>0. &lt;inside&gt;: 21.5 Fine
  1, 2, 3
<p>1. outside: broken since 7
  0, 0, 0
<footer>A&amp;B UP 12 <b>UP 12</b></footer>
";

/// Runs cargo on the package; returns the output of the command.
///
/// # Panics
///
/// Panics if it fails.
fn cargo(args: &[&str]) -> String {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("no-std/Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(args)
        .args(["--quiet", "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(target())
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let (stdout, errors) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{stdout}\n{errors}", output.status);
    stdout.into_owned()
}

/// Returns a target directory of its own, because the cargo that runs the test holds the lock of the other.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-std")
}

#[test]
fn a_binary_without_std() {
    // Rendered into a slice, to a writer, and displayed; then the expression form, and a tree.
    assert_eq!(cargo(&["run"]), format!("{PAGE}{PAGE}{PAGE}X 5\na&lt;b 1 2.5  2.5\n"));
}

/// The size of the file on x86-64 Linux, of which 17 kB are code and constants. With all parts of the interpreter it
/// would be 150 kB.
#[test]
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
fn a_small_template_is_a_small_binary() {
    assert_eq!(cargo(&["run", "--release", "--bin", "hello"]), "Hello World!\n");
    let size = target().join("release/hello").metadata().expect("it was built").len();
    assert!(size < 25_000, "{size} bytes");
}
