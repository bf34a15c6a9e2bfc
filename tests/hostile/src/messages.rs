//! Attacks on whoever reads messages: characters that a terminal obeys, or that reverse a line.

use crate::attack::{Attack, compiler};

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
    attacks
}
