//! No value changes what a script is: scripts made from a fixed seed, parsed with harmless and with hostile values by
//! the parser of JavaScript that is part of Node.js.

use escaping::{
    compile::{Rendered, probe},
    data::Node,
    javascript::{Random, script},
};
use std::{
    fmt::Write,
    fs,
    process::{self, Command},
};

/// The number of scripts.
const SCRIPTS: usize = 20_000;

/// Values that try to be more than a value.
const ATTACKS: &[&str] = &[
    "pwn()",
    "\";pwn();\"",
    "';pwn();'",
    "`;pwn();`",
    "${pwn()}",
    "*/pwn()/*",
    "/;pwn();/",
    "\npwn()\n",
    "\r\npwn()",
    "\u{2028}pwn()\u{2029}",
    "-->\npwn()",
    "\\\";pwn()//",
    "\\';pwn()//",
    "\\",
    "0022;pwn()",
    "22);pwn();(",
    "}pwn(){",
    "];pwn();[",
    ");pwn();(",
    "/*",
    "*/",
    "//",
    "<!--",
    "</script><script>pwn()</script>",
    "__proto__",
];

/// Returns a harmless and a hostile value of one kind.
fn values(random: &mut Random) -> [Node; 2] {
    let attack = ATTACKS[random.below(ATTACKS.len())];
    let kind = random.below(8);
    ["a", attack].map(|text| {
        let text = Node::Text(text.to_owned());
        match kind {
            0 => Node::Int(-1),
            1 => Node::Null,
            2 => Node::List(vec![text]),
            3 => Node::map([("k", text)]),
            4 => Node::map([]),
            _ => text,
        }
    })
}

/// How a script stands in a page: the kind, what is before and after it, and whether it has character references.
const PLACES: &[(&str, &str, &str, bool)] = &[
    ("script", "<script>", "</script>", false),
    ("module", "<script type=module>", "</script>", false),
    ("handler", "<p onclick=\"", "\">", true),
];

const REFERENCES: &[(&str, &str)] =
    &[("&quot;", "\""), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];

/// Returns a text as a string of JSON.
fn json(text: &str) -> String {
    let mut json = String::from("\"");
    for unit in text.encode_utf16() {
        write!(json, "\\u{unit:04x}").expect("a string accepts everything");
    }
    json + "\""
}

#[test]
fn values_do_not_change_scripts() {
    let mut random = Random::new(7);
    let mut texts = Vec::new();
    let mut refused = 0;
    for at in 0..SCRIPTS {
        let text = script(&mut random);
        let (kind, before, after, has_references) = PLACES[at % PLACES.len()];
        let escaped = if has_references {
            REFERENCES.iter().rev().fold(text, |text, (name, c)| text.replace(c, name))
        } else {
            text
        };
        let template = [before, &escaped, after].concat();
        let [harmless, hostile] = values(&mut random).map(|value| {
            let rendered = probe(&template, &Node::map([("x", value)]));
            let Rendered::Output(page) = rendered else { return None };
            let script = page.strip_prefix(before)?.strip_suffix(after)?.to_owned();
            Some(if has_references {
                REFERENCES.iter().fold(script, |text, (name, c)| text.replace(name, c))
            } else {
                script
            })
        });
        match harmless.zip(hostile) {
            Some((harmless, hostile)) => texts.push((kind, template, harmless, hostile)),
            None => refused += 1,
        }
    }
    let list = texts.iter().map(|(kind, _, harmless, hostile)| {
        let [harmless, hostile] = [harmless, hostile].map(|text| json(text));
        format!("{{\"kind\": \"{kind}\", \"harmless\": {harmless}, \"hostile\": {hostile}}}")
    });
    let path = std::env::temp_dir().join(format!("scripts-{}.json", process::id()));
    let list: Vec<_> = list.collect();
    fs::write(&path, format!("[{}]", list.join(",\n"))).expect("the file is written");
    let parser = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scripts.js");
    let node = Command::new("node").args(["--expose-internals", parser]).arg(&path).output();
    let _ = fs::remove_file(&path);
    let Some(output) = node.ok().filter(|output| output.status.success()) else {
        println!("scripts: Node.js with its parser is not there, nothing is parsed");
        return;
    };
    let results = String::from_utf8(output.stdout).expect("it prints text");
    let results: Vec<_> = results.trim_matches(['[', ']']).split(',').collect();
    assert_eq!(results.len(), texts.len());
    let (mut valid, mut failures) = (0, Vec::new());
    for ((kind, template, _, hostile), result) in texts.iter().zip(results) {
        match result {
            "null" => valid += 1,
            "\"invalid\"" => {}
            // An object is no statement: what is printed cannot be an attack.
            "\"valid with some values only\"" if hostile.contains("{}") => {}
            result => failures.push(format!("{kind}: {result}: {template:?}\n  {hostile:?}")),
        }
    }
    failures.sort_by_key(|failure| failure.len());
    assert!(
        failures.is_empty(),
        "{}: {}",
        failures.len(),
        failures[..failures.len().min(12)].join("\n")
    );
    // Neither nearly all scripts are refused or invalid, nor none.
    assert!(valid > SCRIPTS / 10 && refused > SCRIPTS / 10, "{valid} valid, {refused} refused");
}
