//! Runs the examples the way CONTRIBUTING.md describes: `cargo run --example NAME`.

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Output},
};

const DATA: &str = include_str!("../../examples/data/releases.json");

/// Runs an example, building it first if `cargo test` has not.
fn example(name: &str, arguments: &[&str]) -> Output {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--example", name, "--"])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs")
}

/// Runs an example that must succeed, and returns its output.
fn printed(name: &str, arguments: &[&str]) -> String {
    let output = example(name, arguments);
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// Runs an example that must fail with an exit code and a message, and without output.
fn fails_in(name: &str, arguments: &[&str], code: i32, message: &str) {
    let output = example(name, arguments);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {complaint}");
    assert!(complaint.contains(message), "{arguments:?}: {complaint}");
    assert!(output.stdout.is_empty(), "{arguments:?} prints");
}

/// Runs the example `releases`, which must fail as for [`fails_in`].
fn fails(arguments: &[&str], code: i32, message: &str) {
    fails_in("releases", arguments, code, message);
}

fn temporary(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Returns the values of a key in the data, which has one key per line.
fn values(key: &str) -> impl Iterator<Item = &'static str> {
    let key = format!("\"{key}\": ");
    DATA.lines().filter_map(move |line| {
        let value = line.trim().strip_prefix(&key)?;
        Some(value.trim_end_matches(',').trim_matches('"'))
    })
}

#[test]
fn releases_prints_a_page() {
    let page = printed("releases", &[]);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
    assert!(page.ends_with("</html>\n"));

    assert!(values("version").count() >= 12);
    assert_eq!(page.matches("<article").count(), values("version").count());
    for date in values("date") {
        assert!(page.contains(&format!("<time datetime=\"{date}\">")), "{date}");
    }
    for version in values("version") {
        let short = version.strip_suffix(".0").unwrap_or(version);
        let id = format!("<article id=\"rust-{}\"", short.replace('.', "-"));
        assert!(page.contains(&id) && page.contains(&format!(">Rust {short}</a>")), "{version}");
    }
    for edition in values("edition") {
        let badge = format!("<span class=\"badge\">{edition} edition</span>");
        assert!(page.contains(&badge), "{edition}");
    }
    for tag in ["header", "nav", "main", "section", "article", "h2", "h3", "ul", "li", "span", "a"]
    {
        let opened =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "<{tag}>");
    }
    assert_eq!(page.matches("<code>").count() * 2, DATA.matches('`').count());
}

#[test]
fn releases_escapes_its_data() {
    let page = printed("releases", &[]);
    assert!(page.contains("<code>type Item&lt;'a&gt; where Self: 'a;</code>"));
    assert!(page.contains("<code>OwnedFd</code> &amp; <code>BorrowedFd</code>"));
    assert!(!page.contains("&amp;amp;") && !page.contains("&lt;code"));
}

#[test]
fn releases_writes_a_file() {
    let file = temporary("releases.html");
    let path = file.to_str().expect("the path is UTF-8");
    assert_eq!(printed("releases", &["--out", path]), "");
    let written = fs::read_to_string(&file).expect("the page is written");
    assert_eq!(written, printed("releases", &[]));
}

#[test]
fn releases_can_be_empty() {
    let file = temporary("no-releases.json");
    fs::write(&file, "[]").expect("the file is written");
    let page = printed("releases", &["--data", file.to_str().expect("the path is UTF-8")]);
    assert!(page.contains("<p>There are no releases yet.</p>"));
    assert!(!page.contains("<article"));
}

#[test]
fn releases_explains_what_is_wrong() {
    fails(&["--outt", "x"], 2, "there is no option `--outt`\n\n");
    fails(&["--out"], 2, "`--out` needs a file");
    fails(&["--out", "a", "--out", "b"], 2, "`--out` is specified more than once");
    fails(&["--out"], 2, "Usage: cargo run --example releases");
    fails(&["--data", "no/such/file.json"], 1, "error: no/such/file.json: ");
    fails(&["--out", "no/such/folder/page.html"], 1, "error: no/such/folder/page.html: ");

    let file = temporary("wrong.json");
    let path = file.to_str().expect("the path is UTF-8");
    fs::write(&file, DATA.replace("2015-05-15", "2015-13-15")).expect("the file is written");
    fails(&["--data", path], 1, "`2015-13-15` is not a date");
}

/// Returns the names of the ops in the listing after a title.
fn ops<'o>(output: &'o str, title: &str) -> Vec<&'o str> {
    let listing = output.split_once(title).expect(title).1;
    let lines = listing.lines().skip(3).take_while(|line| !line.is_empty());
    lines.map(|line| line.split_whitespace().nth(3).expect("each op has a name")).collect()
}

#[test]
fn disassemble_shows_programs() {
    const FLAT: &str = "--- 2. flattened";
    const OPTIMIZED: &str = "--- 3. optimized";
    let output = printed("disassemble", &[]);
    let (join, rest) = output.split_once("--- greet.hbs").expect("three templates");
    let (greet, scores) = rest.split_once("--- scores.hbs").expect("three templates");

    let call = ["PushConstant", "PushArgs", "CallHelper"];
    let flat = [&call[..], &call[..], &["PushArgs", "CallHelper", "Append"]].concat();
    assert_eq!(ops(join, FLAT), flat);
    assert!(ops(join, OPTIMIZED).len() < flat.len());
    // One line for each op, and the output on the stack before the last op prints it.
    let stack = join.split_once("The stack after each op:\n\n").expect("the stack is shown").1;
    let stack: Vec<&str> = stack.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(stack.len(), flat.len());
    assert_eq!(stack[flat.len() - 2].trim(), r#"7    "HELLOworld""#);
    assert!(join.ends_with("--- 5. the output\n\nHELLOworld\n\n"));

    // The positional values, the named values in source order, their names as metadata, the call.
    let expected = [
        "PushConstant",
        "PushConstant",
        "GetVarPath",
        "PushConstant",
        "PushArgs",
        "CallHelper",
        "Append",
    ];
    assert_eq!(ops(greet, FLAT)[..7], expected);
    assert!(greet.contains("PushArgs      positional=2 named=[name suffix] ; 0b10_1000\n"));
    assert!(greet.ends_with("--- 5. the output\n\nHello Ann!\n\n"));

    let flat = ops(scores, FLAT);
    for op in ["EnterEach", "GetFirst", "JumpIfFalse", "GetVarPath", "CallHelper", "Next"] {
        assert!(flat.contains(&op), "{op}");
    }
    assert!(ops(scores, OPTIMIZED).len() < flat.len());
    assert!(!ops(scores, "--- 4. linked").contains(&"GetVarName"));
    assert!(scores.ends_with("--- 5. the output\n\n* JIANGSU: 43\nBEIJING: 27\n"));
}

/// `ARCHITECTURE.md` follows the last template of the example from its text to its output.
#[test]
fn disassemble_prints_what_the_architecture_shows() {
    let output = printed("disassemble", &[]);
    let scores = output.split("--- scores.hbs: 1. the text").nth(1).expect("the template");
    let architecture = include_str!("../../ARCHITECTURE.md");
    let shown = |part: &str| {
        let part = part.trim();
        assert!(architecture.contains(&format!("```text\n{part}\n```\n")), "{part}");
    };
    let parts: Vec<&str> = scores.split("\n--- ").collect();
    let [text, flattened, _optimized, linked, rendered] = parts[..] else { panic!("{scores}") };
    shown(text);
    for part in [flattened, linked, rendered] {
        shown(part.split_once('\n').expect("a title and a listing").1);
    }
}

#[test]
fn runtime_renders_two_files() {
    let (template, data) = (temporary("hello.hbs"), temporary("hello.json"));
    let paths = [&template, &data].map(|path| path.to_str().expect("the path is UTF-8").to_owned());
    let [template_path, data_path] = [paths[0].as_str(), paths[1].as_str()];
    fs::write(&template, "Hello {{uppercase name}}!{{#each tags}} {{this}}{{/each}}\n")
        .expect("written");
    fs::write(&data, r#"{"name": "you & me", "tags": [1, "a"]}"#).expect("written");
    assert_eq!(printed("runtime", &[template_path, data_path]), "Hello YOU & ME! 1 a\n");

    fs::write(&template, "Hello\n{{upercase name}}").expect("written");
    let message = format!("error: {template_path}:2:3: there is no helper called `upercase`\n");
    fails_in("runtime", &[template_path, data_path], 1, &message);
    fs::write(&template, "Hello {{tags}}").expect("written");
    let message = format!("error: {template_path}:1:9: a list cannot be printed");
    fails_in("runtime", &[template_path, data_path], 1, &message);
    fs::write(&data, "{").expect("written");
    fails_in("runtime", &[template_path, data_path], 1, &format!("error: {data_path}: "));
    fails_in("runtime", &[template_path], 2, "two files\n\nUsage: ");
    fails_in("runtime", &["no/such.hbs", data_path], 1, "error: no/such.hbs: ");
}

#[test]
fn runtime_has_files_of_its_own() {
    let report = printed("runtime", &[]);
    assert!(report.starts_with("Releases of Rust\n================\n\nRust "));
    let count = values("version").count();
    assert!(report.ends_with(&format!("\nreleases: {count}\n")));
    assert_eq!(report.matches("\nRust ").count(), count);
    assert_eq!(report.matches("\n* ").count(), DATA.matches("\"area\"").count());
}
