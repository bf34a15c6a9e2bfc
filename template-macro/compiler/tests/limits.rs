//! How much there may be of anything, and that more of it is a mistake with a message.

use std::thread;
use template_compiler::{Options, Source, compile};

/// The message of the first mistake, if there is one. A thread of rustc has so much stack.
fn mistake(text: String) -> Option<String> {
    let compile = || {
        let errors = compile(&Source::new("limits.hbs", text), &Options::default()).err()?;
        Some(errors[0].message.clone())
    };
    thread::Builder::new().stack_size(8 << 20).spawn(compile).unwrap().join().unwrap()
}

#[track_caller]
fn limit(most: usize, message: &str, text: impl Fn(usize) -> String) {
    assert_eq!(mistake(text(most)), None);
    assert_eq!(mistake(text(most + 1)).as_deref(), Some(message));
}

fn nested(depth: usize, open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

fn names(count: usize) -> String {
    (0..count).map(|i| format!("n{i} ")).collect()
}

#[test]
fn arguments() {
    let message = "a call has at most 255 arguments";
    limit(255, message, |n| format!("{{{{f {}}}}}", "1 ".repeat(n)));
    limit(255, message, |n| format!("{{{{concat {}}}}}", "a ".repeat(n)));
    limit(255, message, |n| format!("{{{{f (array {})}}}}", "1 ".repeat(n)));
    limit(255, message, |n| format!("{{{{f (hash {})}}}}", names(n).replace(' ', "=1 ")));
}

#[test]
fn values_of_a_let() {
    let text = |n| format!("{{{{#let {}as |{}|}}}}{{{{/let}}}}", "1 ".repeat(n), names(n));
    let message = "a `let` has at most 255 values";
    limit(255, message, text);
    assert_eq!(mistake(text(70_000)).as_deref(), Some(message));
    assert!(mistake(format!("{{{{#let 1 as |{}|}}}}{{{{/let}}}}", names(70_000))).is_some());
    // Each of them takes a variable.
    let open = format!("{{{{#let {}as |{}|}}}}", "1 ".repeat(255), names(255));
    limit(256, "blocks are nested too deeply", |n| nested(n, &open, "{{/let}}"));
}

#[test]
fn blocks() {
    let message = "blocks are nested too deeply";
    limit(254, message, |n| nested(n, "{{#each x}}", "{{/each}}"));
    limit(254, message, |n| nested(n, "{{#x}}", "{{/x}}"));
    let message = "blocks are nested more than 512 deep";
    limit(512, message, |n| nested(n, "{{#with x}}", "{{/with}}"));
    limit(512, message, |n| {
        format!("{{{{#with x}}}}{}{{{{/with}}}}", "{{else with x}}".repeat(n - 1))
    });
    // A chain of conditions is one block.
    assert_eq!(mistake(format!("{{{{#if x}}}}{}{{{{/if}}}}", "{{else if x}}".repeat(5000))), None);
}
