//! Compares pages with collapsed whitespace to those without: they have the same text and the same layout.

mod generate;
mod pages;

use crate::{browser::Browser, json, server::Server};
use escaping::data::Node;
use pages::{ALONE, CONTROLS, FILES};
use std::collections::BTreeMap;
use template_runtime::Compiler;

/// The page that loads all others.
const DRIVER: &str = include_str!("driver.html");

/// The number of pages that are generated.
const GENERATED: u64 = 1000;

/// A page, in both ways.
struct Pair {
    name: String,
    template: String,
    kept: String,
    collapsed: String,
    is_control: bool,
}

/// Loads all pages in both ways. Returns `true` if exactly the pages of the control group differ.
pub(crate) fn run(program: &str) -> Result<bool, String> {
    let server = Server::new().map_err(|error| error.to_string())?;
    let pairs = pairs();
    let texts: Vec<&str> =
        pairs.iter().flat_map(|pair| [pair.kept.as_str(), pair.collapsed.as_str()]).collect();
    let address = server.address();
    let reports = server.start(DRIVER, json::texts(&texts));
    let browser = Browser::open(program, &address)?;
    let mut differences: BTreeMap<usize, String> = BTreeMap::new();
    let mut is_complete = false;
    while !is_complete {
        for line in browser.next_report(&reports)?.lines() {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let (number, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            match (word, number.parse::<usize>()) {
                ("differs", Ok(index)) if index < pairs.len() => {
                    differences.insert(index, rest.to_owned());
                }
                ("progress", Ok(_)) => {}
                ("end", Ok(count)) if count == pairs.len() => is_complete = true,
                _ => return Err(format!("unexpected report of the driver: {line}")),
            }
        }
    }
    Ok(print(&pairs, &differences))
}

/// Prints the results. Returns whether they are as expected.
fn print(pairs: &[Pair], differences: &BTreeMap<usize, String>) -> bool {
    let (mut wrong, mut controls, mut kept, mut collapsed) = (0, 0, 0, 0);
    for (index, pair) in pairs.iter().enumerate() {
        controls += usize::from(pair.is_control);
        match differences.get(&index) {
            Some(difference) if !pair.is_control => {
                wrong += 1;
                if wrong <= 5 {
                    println!("{} differs: {difference}\n    {:?}", pair.name, pair.template);
                    println!("    {:?}", pair.collapsed);
                }
            }
            None if pair.is_control => {
                wrong += 1;
                println!("{} does not differ, but its style shows white space", pair.name);
            }
            _ => {}
        }
        if !pair.is_control {
            kept += pair.kept.len();
            collapsed += pair.collapsed.len();
        }
    }
    println!(
        "collapsed white space: {} pages, {controls} of them controls; {wrong} not as expected; {kept} bytes become {collapsed}",
        pairs.len(),
    );
    wrong == 0
}

/// Renders all pages in both ways.
fn pairs() -> Vec<Pair> {
    let written =
        ALONE.iter().chain(FILES).map(|(name, text)| (name.to_string(), text.to_string()));
    let generated = (0..GENERATED).map(|seed| (format!("page {seed}"), generate::page(seed)));
    let controls = CONTROLS.iter().map(|(name, text)| (name.to_string(), text.to_string(), true));
    let pages = written.chain(generated).map(|(name, text)| (name, text, false)).chain(controls);
    pages.map(|(name, template, is_control)| pair(name, template, is_control)).collect()
}

fn pair(name: String, template: String, is_control: bool) -> Pair {
    let render = |compiler: Compiler| {
        let compiler = compiler.partial("note", "  <i> a  note </i>\n").expect("a valid partial");
        let compiled = compiler.compile(template.as_str());
        let compiled = compiled.unwrap_or_else(|error| panic!("{name}: {error}"));
        compiled.render(&data()).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let kept = render(Compiler::new());
    let collapsed = render(Compiler::new().collapse_whitespace());
    Pair { kept, collapsed, name, template, is_control }
}

/// Values with and without whitespace, and without text.
fn data() -> Node {
    let text = |text: &str| Node::Text(text.to_owned());
    let item = |name: &str, on| Node::map([("name", text(name)), ("on", Node::Bool(on))]);
    Node::map([
        ("a", text("one  word")),
        ("b", text(" b ")),
        ("none", text("")),
        ("on", Node::Bool(true)),
        ("off", Node::Bool(false)),
        ("items", Node::List(vec![item("x", true), item(" y z ", false), item("", true)])),
        ("words", Node::List(["p", "q", "r"].map(text).to_vec())),
    ])
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn all_pages_become_smaller_and_keep_their_words() {
        let words = |page: &str| page.split_ascii_whitespace().collect::<String>();
        let pairs = pairs();
        assert!(pairs.len() > 1000);
        for pair in &pairs {
            assert!(pair.collapsed.len() <= pair.kept.len(), "{}", pair.name);
            assert_eq!(words(&pair.kept), words(&pair.collapsed), "{}", pair.name);
        }
    }
}
