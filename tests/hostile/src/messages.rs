//! Attacks on whoever reads messages: characters that a terminal obeys, or that reverse a line.

use crate::attack::{Attack, compiler};
use template_runtime::Source;

/// Characters that change how a terminal or an editor shows others.
const HIDDEN: &[char] = &[
    '\x1b', '\r', '\x08', '\x07', '\0', '\u{7f}', '\u{9b}', '\u{202e}', '\u{202a}', '\u{2066}',
    '\u{2069}', '\u{200b}', '\u{200f}', '\u{feff}', '\u{2028}', '\u{85}',
];

pub(crate) fn attacks() -> Vec<Attack> {
    let mut attacks = Vec::new();
    for (name, begin, end) in [
        ("text", "", "{{#if}}"),
        ("a comment", "{{! ", " }}{{#if}}"),
        ("a literal", "{{nothing 'a", "'}}"),
        ("a name", "{{[a", "] 1}}"),
        ("a tag", "{{#[a", "]}}{{/b}}"),
        ("a partial", "{{> 'a", "'}}"),
        ("a mustache", "{{a", "}}"),
        ("an attribute", "<p a", "={{#if}}>"),
    ] {
        attacks.push(Attack::new(format!("messages about {name}"), "harmless", move || {
            for c in HIDDEN {
                let Err(error) = compiler().compile(format!("{begin}{c}{end}")) else { continue };
                let message = error.to_string();
                if message.contains(*c) {
                    return format!("{:?} is in {message:?}", c);
                }
            }
            String::from("harmless")
        }));
    }
    attacks.push(files());
    attacks.extend(renders());
    attacks.push(reused());
    attacks
}

/// Reports whether a text has none of the hidden characters, or which one it has.
fn check(text: &str) -> Result<(), String> {
    match HIDDEN.iter().find(|c| text.contains(**c)) {
        Some(c) => Err(format!("{c:?} is in {text:?}")),
        None => Ok(()),
    }
}

/// Names of files with hidden characters, in all that tells about errors.
fn files() -> Attack {
    let attack = |c: char| -> Result<(), String> {
        let name = format!("a{c}b");
        let broken = compiler().partial(name.as_str(), "{{#if}}");
        let included = compiler()
            .partial(name.as_str(), "{{nothing 1}}")
            .and_then(|compiler| compiler.compile(format!("{{{{> [{name}]}}}}")));
        let own = compiler().compile(Source::new(name.as_str(), "{{#if}}"));
        let errors = [broken.err(), included.err(), own.err()];
        for error in errors.into_iter().flatten() {
            check(&error.to_string())?;
            for diagnostic in error.diagnostics() {
                check(&diagnostic.to_string())?;
            }
        }
        let page = compiler().compile(Source::new(name.as_str(), "{{json (lookup . 'a')}}{{a.b}}"));
        let failed = page.map(|page| page.render(&deep()).map_err(|error| error.to_string()));
        match failed {
            Ok(Err(message)) => check(&message),
            other => Err(format!("no error: {other:?}")),
        }
    };
    Attack::new("messages about files", "harmless", move || {
        match HIDDEN.iter().filter(|c| **c != '\0').try_for_each(|c| attack(*c)) {
            Ok(()) => String::from("harmless"),
            Err(error) => error,
        }
    })
}

/// A value that is too deep for JSON.
fn deep() -> serde_json::Value {
    let list = (0..200).fold(serde_json::Value::Null, |inner, _| serde_json::json!([inner]));
    serde_json::json!({ "a": list })
}

/// Errors of renders that tell about data.
fn renders() -> Vec<Attack> {
    let texts = [
        "{{> (lookup . 'x')}}",
        "{{slice x x x}}",
        "{{number x}}",
        "{{date x}}",
        "{{truncate x x}}",
        "{{#each x}}{{/each}}",
        "{{x.y.z}}{{y}}",
        "{{(lookup . 'x')}}",
        "{{#(panel x)}}{{/panel}}",
        "{{join x x}}",
        "{{len y.x}}{{uppercase y}}",
    ];
    let attack = |text: &'static str| {
        Attack::new(format!("messages about data: {text}"), "harmless", move || {
            for c in HIDDEN {
                let x = format!("a{c}b");
                let data = serde_json::json!({ "x": x, "y": { x.as_str(): x } });
                let Ok(page) = compiler().strict().compile(text) else { continue };
                let Err(error) = page.render(&data) else { continue };
                if let Err(error) = check(&error.to_string()) {
                    return error;
                }
            }
            String::from("harmless")
        })
    };
    texts.into_iter().map(attack).collect()
}

/// A compiler after errors.
fn reused() -> Attack {
    Attack::new("a compiler after errors", "the same", || {
        let mut compiler = compiler();
        for text in ["{{#if}}", "{{", "{{#each a}}", "<script>{{x}}", "{{> p}}"] {
            let (before, page) = (compiler.compile(text).is_err(), compiler.compile("a{{x}}"));
            // One that fails is lost, and what it was made from is as before.
            let failed = compiler.clone().partial("p", text);
            let is_same = compiler.compile(text).is_err() == before;
            let printed = page.map(|page| page.render(&()));
            if !matches!(printed, Ok(Ok(page)) if page == "a") || !is_same {
                return format!("{text}: {:?}", failed.map(drop));
            }
            if let Ok(with_partial) = failed {
                compiler = with_partial;
            }
        }
        String::from("the same")
    })
}
