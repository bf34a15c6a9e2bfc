//! A release with feature `reload` does not read templates again, and knows no path of the machine that built it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Builds this package as a release, and returns the path of the program `once`.
fn release() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("release");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--quiet", "--release", "--bin", "once"])
        .env("CARGO_TARGET_DIR", &target)
        // The names of Rust files in the messages of panics are no concern of this test.
        .env("RUSTFLAGS", format!("--remap-path-prefix={}=/src", env!("CARGO_MANIFEST_DIR")))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo runs");
    assert!(status.success());
    target.join("release/once")
}

#[test]
fn a_release_has_no_paths_of_templates() {
    let program = release();
    let output = Command::new(&program).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "<b>a</b>\n[]\n");

    let bytes = fs::read(&program).expect("it is a file");
    let contains = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(!contains(env!("CARGO_MANIFEST_DIR")));
    assert!(!contains("location.reload"));
    assert!(!contains("this helper is not called"));
    // The search would find what is there.
    assert!(contains("</b>"));
}
