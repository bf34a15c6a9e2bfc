//! Checks that the page `errors` of the documentation is complete and correct.
//!
//! Its tables have one row for each message. The head of the second column says what is checked:
//!
//! * `template`: the template, compiled, has exactly this message and no other.
//! * `for example`: a file `tests/ui/*.stderr` has the message, and the example in the lines below.
//! * `compiled`: as `template`, but compiled with `shout` as the only known helper.
//! * `called`: as `template`, but partials may be called, as by a `Compiler`.
//! * `suspicious`: the template, compiled, has exactly this warning.
//! * `unescaped`: as `suspicious`, but compiled without escaping.
//! * `lenient`: as `suspicious`, but compiled with paths that may lead out of the template.
//! * `suspicious if compiled`: as `suspicious`, but compiled with `shout` as the only known helper.
//! * `in`: the message is one of the limits, which the tests of the compiler exceed.
//!
//! Each string literal with a space in the sources of the compiler and of the macros must be a message of the
//! page, or a help that a test covers. A new message therefore needs a row, and a template in
//! `template-macro/compiler/tests/*_errors.txt` or a file in `tests/ui`; this test reports which is missing.
//! In a table `|` is escaped as `\|`, and brackets outside of code as `\[` and `\]`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::sync::Arc;
use std::{
    fs,
    path::{Path, PathBuf},
};
use template_compiler::{
    Diagnostics, Escape, KnownHelper, MissingPartial, Options, Partials, Source, compile,
    compile_source,
};
use template_tests::files::{files, root};

/// Inline partials that may be called.
struct Callable;

impl Partials for Callable {
    fn load(&mut self, _: &str, _: &str) -> Result<Arc<Source>, MissingPartial> {
        Err(MissingPartial::NotFound(String::new()))
    }

    fn names(&self) -> Option<Vec<String>> {
        Some(Vec::new())
    }
}

/// A row of a table.
struct Entry {
    /// The head of the second column.
    column: String,
    message: String,
    example: String,
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut column = String::new();
    for line in read("template-runtime/src/errors.md").lines() {
        let Some(row) = line.strip_prefix('|').and_then(|row| row.strip_suffix('|')) else {
            continue;
        };
        let row = row.replace("\\|", "\u{0}");
        let cells: Vec<String> =
            row.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect();
        match cells.as_slice() {
            [message, second, ..] if message == "message" => column = second.clone(),
            [message, ..] if message.starts_with("---") => {}
            [message, example, ..] => entries.push(Entry {
                column: column.clone(),
                message: message.replace("\\[", "[").replace("\\]", "]"),
                example: uncoded(example).to_owned(),
            }),
            _ => panic!("a row has two cells or more: {line}"),
        }
    }
    entries
}

/// Returns the text between backticks.
fn uncoded(code: &str) -> &str {
    code.trim_start_matches("``")
        .trim_end_matches("``")
        .strip_prefix('`')
        .and_then(|code| code.strip_suffix('`'))
        .unwrap_or_else(|| code.trim_matches('`'))
}

/// Returns the contents of all `tests/ui/*.stderr`.
fn stderr() -> Vec<String> {
    files("tests/ui", ".stderr").iter().map(read).collect()
}

/// Returns the files of the compiler's tests that contain messages.
fn goldens() -> String {
    let tests = [
        "contexts.txt",
        "notations.txt",
        "known_helpers.txt",
        "resolve_errors.txt",
        "parse_errors.txt",
        "warnings.txt",
        "limits.rs",
        "parse_limits.rs",
        "partials.rs",
    ];
    tests.map(|file| read(format!("template-macro/compiler/tests/{file}"))).join("\n")
}

#[test]
fn each_template_has_its_message() {
    let options = Options { closures: vec!["closure".to_owned()], ..Options::default() };
    let shout = KnownHelper { name: "shout".to_owned(), ..KnownHelper::default() };
    let known = Options { helpers: Some(vec![shout]), ..Options::default() };
    let unescaped = Options { escape: Escape::None, ..Options::default() };
    let lenient = Options { lenient_paths: true, ..Options::default() };
    let mut count = 0;
    for Entry { column, message, example } in &entries() {
        if !matches!(
            column.as_str(),
            "template"
                | "compiled"
                | "called"
                | "suspicious"
                | "suspicious if compiled"
                | "unescaped"
                | "lenient"
        ) {
            continue;
        }
        let source = Source::new("page.hbs", example.as_str());
        let options = match column.as_str() {
            "compiled" | "suspicious if compiled" => &known,
            "unescaped" => &unescaped,
            "lenient" => &lenient,
            _ => &options,
        };
        let result = match column.as_str() {
            "called" => {
                let mut source = source.clone();
                compile_source(&mut source, options, &mut Callable)
                    .map_err(|diagnostics| Diagnostics { source: Box::new(source), diagnostics })
            }
            _ => compile(&source, options),
        };
        let errors = match (result, column.as_str()) {
            (Ok(program), "suspicious" | "suspicious if compiled" | "unescaped" | "lenient") => {
                program.warnings
            }
            (Err(errors), "template" | "compiled" | "called") => errors.diagnostics,
            (result, _) => panic!("`{example}`: {result:?}"),
        };
        let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        assert_eq!(messages, [message], "{example}");
        count += 1;
    }
    assert!(count > 50, "where are the tables?");
}

#[test]
fn each_example_is_seen() {
    let (stderr, goldens) = (stderr(), goldens());
    for Entry { column, message, example } in entries() {
        if column == "in" {
            assert!(goldens.contains(&message), "no test of the compiler has `{message}`");
        } else if column == "for example" {
            let seen = stderr.iter().any(|text| {
                let lines: Vec<&str> = text.lines().collect();
                (0..lines.len()).any(|at| {
                    let below = &lines[at..lines.len().min(at + 9)];
                    (lines[at].ends_with(&message))
                        && below.iter().any(|line| line.contains(&example))
                })
            });
            assert!(seen, "no tests/ui/*.stderr has `{message}` for `{example}`");
        }
    }
}

/// A string literal of the sources: its pieces between the arguments of a format string.
struct Pattern {
    pieces: Vec<String>,
}

impl Pattern {
    fn new(text: &str, is_format: bool) -> Self {
        if !is_format {
            return Self { pieces: vec![text.to_owned()] };
        }
        let mut pieces = vec![String::new()];
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    pieces.last_mut().expect("there is one").push(c);
                }
                '{' => {
                    while chars.next().is_some_and(|c| c != '}') {}
                    pieces.push(String::new());
                }
                c => pieces.last_mut().expect("there is one").push(c),
            }
        }
        Self { pieces }
    }

    /// Reports whether a text matches.
    fn is(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.pieces[0] == text;
        };
        let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
        for piece in middle {
            let Some(at) = rest.find(piece.as_str()) else { return false };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(last.as_str())
    }

    /// Reports whether a text contains all pieces, in this order.
    fn is_within(&self, text: &str) -> bool {
        let mut rest = text;
        self.pieces.iter().all(|piece| match rest.find(piece.as_str()) {
            Some(at) => {
                rest = &rest[at + piece.len()..];
                true
            }
            None => false,
        })
    }

    /// Reports whether a text matches or, for a pattern without arguments, contains it.
    fn is_in(&self, text: &str) -> bool {
        self.is(text) || (self.pieces.len() == 1 && text.contains(&self.pieces[0]))
    }
}

/// Collects the string literals of a source, except those in tests, in attributes and in generated code.
fn literals(tokens: TokenStream, is_format: bool, found: &mut Vec<(String, bool)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let word = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(word)) => word.to_string(),
        Some(TokenTree::Punct(mark)) => mark.as_char().to_string(),
        _ => String::new(),
    };
    let mut at = 0;
    let mut first = is_format;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => {
                let is_macro = at >= 2 && word(at - 1) == "!";
                let name = if is_macro { word(at - 2) } else { String::new() };
                let is_attribute = group.delimiter() == Delimiter::Bracket
                    && at >= 1
                    && matches!(word(at - 1).as_str(), "#" | "!")
                    && (word(at - 1) == "#" || (at >= 2 && word(at - 2) == "#"));
                let is_tests = at >= 2 && word(at - 2) == "mod" && word(at - 1) == "tests";
                let is_skipped = matches!(
                    name.as_str(),
                    "quote" | "quote_spanned" | "parse_quote" | "panic" | "assert" | "unreachable"
                );
                if !is_attribute && !is_tests && !is_skipped {
                    literals(group.stream(), name == "format", found);
                }
            }
            TokenTree::Literal(literal) => {
                if let Ok(literal) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    found.push((literal.value(), first));
                }
                first = false;
            }
            _ => {}
        }
        at += 1;
    }
}

/// Checks that each message in the sources is on the page or a help, and that a test covers it.
fn check_sources(sources: Vec<PathBuf>, seen: &str) {
    let entries = entries();
    let helps: Vec<&str> = seen
        .lines()
        .filter_map(|line| line.trim().split_once("help: "))
        .map(|(_, help)| help)
        .collect();
    // Labels after carets: `   | ^^^^ opened here`.
    let notes: Vec<&str> =
        seen.lines().filter_map(|line| line.rsplit_once("^ ")).map(|(_, note)| note).collect();
    let mut problems = Vec::new();
    for path in sources {
        let source = fs::read_to_string(&path).expect("it can be read");
        let tokens: TokenStream = source.parse().expect("a file of Rust");
        let mut found = Vec::new();
        literals(tokens, false, &mut found);
        for (text, is_format) in found {
            if !text.trim().contains(' ') {
                continue;
            }
            // The same literal may contain the help.
            let text = text.split_once("\nhelp: ").map_or(text.as_str(), |(message, _)| message);
            let pattern = Pattern::new(text, is_format);
            let place = path.file_name().unwrap_or_default().to_string_lossy();
            let is_help = helps.iter().any(|help| pattern.is_within(help));
            let in_tests = pattern.pieces.len() == 1 && seen.contains(&format!("\"{text}\""));
            if is_help || in_tests || notes.iter().any(|note| pattern.is(note)) {
                continue;
            }
            // One or two words are inserted into messages, of which the page needs to contain only one.
            let is_part = pattern.pieces.len() == 1 && text.split(' ').count() <= 2;
            let is_entry = entries.iter().any(|entry| {
                let part = entry.message.split_once(": ").map(|(_, part)| part);
                pattern.is_in(&entry.message) || part.is_some_and(|part| pattern.is(part))
            });
            if !is_entry && !is_part {
                problems
                    .push(format!("{place}: no entry in errors.md for, or no help like `{text}`"));
            } else if !seen.lines().any(|line| {
                let message = line.rsplit_once(": ").map_or(line, |(_, message)| message);
                pattern.is_in(message) || pattern.is_within(line)
            }) {
                problems.push(format!("{place}: no test has the message `{text}`"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn each_message_of_the_compiler_has_an_entry() {
    let sources =
        ["context", "notations", "parse", "resolve", "limits.rs", "compile.rs", "lower/mod.rs"];
    let sources =
        sources.iter().flat_map(|path| files(format!("template-macro/compiler/src/{path}"), ".rs"));
    check_sources(sources.collect(), &(goldens() + &stderr().join("\n")));
}

#[test]
fn each_message_of_the_macros_has_an_entry() {
    let mut sources = files("template-macro/expand/src", ".rs");
    // These files format code.
    sources.retain(|path| !path.ends_with("signature.rs") && !path.ends_with("spelling.rs"));
    check_sources(sources, &stderr().join("\n"));
}

/// Functions in these files compose the messages of linking from pieces.
#[test]
fn each_piece_of_the_messages_of_link_has_an_entry() {
    let items = files("template-runtime/core/src/link/messages", ".rs")
        .into_iter()
        .flat_map(|file| syn::parse_file(&read(file)).expect("a file of Rust").items);
    let seen = stderr().join("\n");
    let entries = entries();
    let page = read("template-runtime/src/errors.md");
    let mut count = 0;
    for item in items {
        let syn::Item::Fn(function) = item else { continue };
        let name = function.sig.ident.to_string();
        let mut found = Vec::new();
        let body = &function.block;
        literals(quote::quote!(#body), false, &mut found);
        for (piece, _) in found.iter().filter(|(piece, _)| piece.contains(char::is_alphabetic)) {
            count += 1;
            let is_there = match name.as_str() {
                "write_sentence" | "write_expectation" | "write_helper" | "write_callee"
                | "write_arity" => {
                    entries.iter().any(|entry| entry.message.contains(piece.as_str()))
                }
                "write_kind" => page.contains(piece.trim()),
                _ => true,
            };
            assert!(is_there, "no entry in errors.md has `{piece}`, of `{name}` in link");
            let is_word = matches!(name.as_str(), "write_kind");
            let first = piece.trim().lines().next_back().unwrap_or_default();
            assert!(is_word || seen.contains(first), "no tests/ui/*.stderr has `{piece}`");
        }
    }
    assert!(count > 30, "where are the messages?");
}

/// The messages of `#[diagnostic::on_unimplemented]`.
#[test]
fn each_trait_that_is_not_implemented_has_an_entry() {
    let (entries, seen) = (entries(), stderr().join("\n"));
    for path in files("template-runtime/core/src", ".rs") {
        let source = fs::read_to_string(path).expect("it can be read");
        for rest in source.split("#[diagnostic::on_unimplemented(").skip(1) {
            let message = rest.split("message = \"").nth(1).expect("it has a message");
            let message = message.split("\",\n").next().expect("it ends");
            let pattern = Pattern::new(message, true);
            let after_code = |text: &str| {
                pattern.is(text.split_once("]: ").map_or(text, |(_, message)| message))
            };
            assert!(
                entries.iter().any(|entry| after_code(&entry.message)),
                "no entry in errors.md for `{message}`"
            );
            assert!(seen.lines().any(after_code), "no tests/ui/*.stderr has `{message}`");
        }
    }
}
