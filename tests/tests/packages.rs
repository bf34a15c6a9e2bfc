//! Checks what the packages say about themselves on crates.io: those that are published, and that no other one is.

use serde_json::Value;
use std::{collections::BTreeSet, env, fs, path::Path, process::Command};
use template_tests::files::root;

/// The packages that are published, in the order in which they depend on each other.
const PUBLISHED: [&str; 6] = [
    "template-bytecode",
    "template-macro-compiler",
    "template-macro-expand",
    "template-macro",
    "template-runtime-core",
    "template-runtime",
];

/// Runs cargo in the workspace, and returns what it prints.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// Returns the packages of the workspace.
fn packages() -> Vec<Value> {
    let text = cargo(&["metadata", "--no-deps", "--format-version=1", "--offline"]);
    let mut metadata: Value = serde_json::from_str(&text).expect("the metadata is JSON");
    match metadata["packages"].take() {
        Value::Array(packages) => packages,
        other => panic!("not a list of packages: {other}"),
    }
}

fn name(package: &Value) -> &str {
    package["name"].as_str().expect("a package has a name")
}

#[test]
fn six_packages_are_published() {
    let packages = packages();
    // `publish = false` is the empty list of registries.
    let published = packages.iter().filter(|package| package["publish"].is_null());
    let published: BTreeSet<&str> = published.map(name).collect();
    assert_eq!(published, BTreeSet::from(PUBLISHED));
}

#[test]
fn each_describes_itself() {
    for package in packages().iter().filter(|package| PUBLISHED.contains(&name(package))) {
        let name = name(package);
        let text = |key: &str| package[key].as_str().unwrap_or_else(|| panic!("{name}: no {key}"));
        assert!(text("description").ends_with('.'), "{name}");
        assert_eq!(text("license"), "MIT OR Apache-2.0", "{name}");
        assert_eq!(text("documentation"), format!("https://docs.rs/{name}"));
        assert_eq!(text("rust_version"), "1.88", "{name}");
        let folder =
            Path::new(text("manifest_path")).parent().expect("the manifest is in a folder");
        let readme = fs::read_to_string(folder.join(text("readme"))).expect("the README exists");
        assert!(readme.starts_with(&format!("# {name}\n")), "{name}");
        // The limits of crates.io.
        for key in ["keywords", "categories"] {
            let words = package[key].as_array().expect("a list");
            assert!((1..=5).contains(&words.len()), "{name}: {} {key}", words.len());
            let fits = |word: &Value| word.as_str().is_some_and(|word| word.len() <= 20);
            assert!(key == "categories" || words.iter().all(fits), "{name}: {words:?}");
        }
        assert_eq!(package["metadata"]["docs"]["rs"]["all-features"], true, "{name}");
    }
}

/// A version of one package works with the same version of the others only. A dependency for tests has no version, so that
/// it is left out of the package: the others are published first.
#[test]
fn they_depend_on_exact_versions_of_each_other() {
    let mut seen = BTreeSet::new();
    for package in packages().iter().filter(|package| PUBLISHED.contains(&name(package))) {
        let version = package["version"].as_str().expect("a version");
        for dependency in package["dependencies"].as_array().expect("a list") {
            let on = dependency["name"].as_str().expect("a name");
            if dependency["path"].is_null() {
                continue;
            }
            let expected =
                if dependency["kind"] == "dev" { "*".to_owned() } else { format!("={version}") };
            assert_eq!(dependency["req"], expected, "{} needs {on}", name(package));
            let order = |name: &str| PUBLISHED.iter().position(|published| *published == name);
            assert!(dependency["kind"] == "dev" || order(on) < order(name(package)), "{on}");
            seen.insert(on.to_owned());
        }
    }
    assert_eq!(seen, PUBLISHED.iter().map(|&name| name.to_owned()).collect());
}

#[test]
fn each_contains_its_licences_and_its_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for package in packages().iter().filter(|package| PUBLISHED.contains(&name(package))) {
        let name = name(package);
        let listed = cargo(&["package", "--list", "--allow-dirty", "--offline", "-p", name]);
        let manifest = package["manifest_path"].as_str().expect("a path");
        let folder = Path::new(manifest).parent().expect("the manifest is in a folder");
        for file in ["LICENSE-MIT", "LICENSE-APACHE", "README.md"] {
            assert!(listed.lines().any(|line| line == file), "{name} has no {file}");
        }
        for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let (own, common) = (fs::read(folder.join(file)), fs::read(root.join(file)));
            assert_eq!(own.expect("it exists"), common.expect("it exists"), "{name}: {file}");
        }
    }
}

/// The workspaces of their own are built with the versions of their lock files.
#[test]
fn lock_files_are_up_to_date() {
    let packages = packages();
    for folder in [
        "tests/no-std",
        "tests/no-alloc",
        "tests/embedded",
        "tests/spans",
        "template-macro/compiler/fuzz",
    ] {
        let lock = root().join(folder).join("Cargo.lock");
        let lock = fs::read_to_string(lock).expect("the workspace has a lock file");
        for name in PUBLISHED.iter().filter(|name| lock.contains(&format!("name = \"{name}\"\n"))) {
            let package = packages.iter().find(|package| package["name"] == **name);
            let package = package.expect("it is published");
            let dependencies = package["dependencies"].as_array().expect("a list");
            let required =
                dependencies.iter().filter(|on| on["kind"] != "dev" && on["optional"] != true);
            for on in required.filter_map(|dependency| dependency["name"].as_str()) {
                assert!(
                    lock.contains(&format!("name = \"{on}\"\n")),
                    "{folder}: {name} needs {on}"
                );
            }
        }
    }
}
