//! Handlebars for JavaScript: a package of npm, which runs in a folder of its own.

use crate::{Outcome, generate::Case};
use serde_json::{Value, json};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The files of the package.
const FILES: [(&str, &str); 3] = [
    ("package.json", include_str!("../handlebars/package.json")),
    ("package-lock.json", include_str!("../handlebars/package-lock.json")),
    ("render.js", include_str!("../handlebars/render.js")),
];

/// A folder that is removed when it is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that cannot be removed is one of the system's temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What Handlebars prints.
pub(crate) struct Theirs {
    pub(crate) page: Outcome,
    /// What it prints if 0, `""` and NaN are false for `with` and sections, too, and a section is a loop of one turn.
    pub(crate) with_our_truth: Outcome,
    /// What it prints if `lookup` finds nothing in texts, in false and in 0.
    pub(crate) with_our_lookup: Outcome,
    /// What it prints with both.
    pub(crate) with_our_rules: Outcome,
}

/// Renders cases.
///
/// # Errors
///
/// Returns an error if npm or Node.js fails.
pub(crate) fn render(cases: &[Case]) -> io::Result<Vec<Theirs>> {
    let folder = Folder(std::env::temp_dir().join(format!("differential-{}", std::process::id())));
    fs::create_dir_all(&folder.0)?;
    for (name, content) in FILES {
        fs::write(folder.0.join(name), content)?;
    }
    let all: Vec<Value> =
        cases.iter().map(|case| json!({ "template": case.template, "data": case.data })).collect();
    fs::write(folder.0.join("cases.json"), Value::from(all).to_string())?;
    run(&folder.0, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])?;
    let output = run(&folder.0, "node", &["render.js", "cases.json"])?;
    let outcomes: Vec<[Value; 4]> = serde_json::from_str(&output).map_err(io::Error::other)?;
    let outcome = |outcome: Value| match outcome {
        Value::String(page) => Ok(page),
        other => {
            let message = other.get("error").and_then(Value::as_str).unwrap_or("no output");
            Err(message.to_owned())
        }
    };
    let all = |outcomes: [Value; 4]| {
        let [page, with_our_truth, with_our_lookup, with_our_rules] = outcomes.map(outcome);
        Theirs { page, with_our_truth, with_our_lookup, with_our_rules }
    };
    Ok(outcomes.into_iter().map(all).collect())
}

/// Runs a program in a folder. Returns what it prints.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(io::Error::other(format!("{program} failed:\n{}", text(&output.stderr))))
    }
}
