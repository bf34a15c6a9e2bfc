//! No value changes what a style sheet is: style sheets made from a fixed seed, whose tokens are those of harmless values,
//! except for names and numbers, by the tokenizer of Firefox.

use cssparser::{ParseError, Parser, Token};
use escaping::{
    compile::{Rendered, probe},
    css::style,
    data::Node,
    javascript::Random,
};

/// The number of style sheets.
const STYLES: usize = 20_000;

/// Values that try to be more than a value.
const ATTACKS: &[&str] = &[
    "red",
    "1px",
    "a b",
    "a:b",
    "-5",
    "--",
    "\"}p{a:b",
    "'}p{a:b",
    ")}p{a:b",
    ");a:b",
    ";a:b",
    "{a:b}",
    "/*",
    "*/",
    "*",
    "/",
    "//",
    "\\",
    "\\22 ",
    "22 ",
    "29 }",
    "(a)",
    "url",
    "u",
    "URL(a)",
    "url(javascript:a)",
    "javascript:a",
    "expression(a)",
    "@import",
    "import",
    "<!--",
    "-->",
    "</style>",
    "\n}",
    "\r\n}",
    "\u{c}",
    "#",
    "!important",
    "[a]",
    "&quot;",
    "",
];

/// Returns the tokens that give a style sheet its structure.
fn structure(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    add_tokens(&mut Parser::new(text), &mut found);
    found
}

fn add_tokens(parser: &mut Parser<'_>, found: &mut Vec<&'static str>) {
    while let Ok(token) = parser.next_including_whitespace_and_comments() {
        let (name, end) = match token {
            Token::AtKeyword(_) => ("@", None),
            Token::QuotedString(_) => ("string", None),
            // A value may name the function of static text, `{{x}}(a)`, and a URL with a space in it is none. Both end
            // at the parenthesis.
            Token::UnquotedUrl(_) | Token::BadUrl(_) => {
                found.push("(");
                (")", None)
            }
            Token::Semicolon => (";", None),
            Token::Comment(_) => ("comment", None),
            Token::BadString(_) => ("bad string", None),
            Token::CloseParenthesis => (")", None),
            Token::CloseSquareBracket => ("]", None),
            Token::CloseCurlyBracket => ("}", None),
            Token::Function(_) | Token::ParenthesisBlock => ("(", Some(")")),
            Token::SquareBracketBlock => ("[", Some("]")),
            Token::CurlyBracketBlock => ("{", Some("}")),
            _ => continue,
        };
        found.push(name);
        if let Some(end) = end {
            let inner = parser.parse_nested_block(|parser| {
                add_tokens(parser, found);
                Ok::<_, ParseError<()>>(())
            });
            assert!(inner.is_ok());
            found.push(end);
        }
    }
}

/// How a style sheet stands in a page.
const PLACES: &[(&str, &str, bool)] = &[
    ("<style>", "</style>", false),
    ("<p style=\"", "\">", true),
    ("<svg><style>", "</style></svg>", true),
];

const REFERENCES: &[(&str, &str)] =
    &[("&quot;", "\""), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];

#[test]
fn values_do_not_change_style_sheets() {
    let mut random = Random::new(7);
    let (mut compared, mut refused) = (0, 0);
    let mut failures = Vec::new();
    for at in 0..STYLES {
        let (before, after, has_references) = PLACES[at % PLACES.len()];
        let text = style(&mut random, at % PLACES.len() != 1);
        let escaped = match at % PLACES.len() {
            1 => REFERENCES.iter().rev().fold(text, |text, (name, c)| text.replace(c, name)),
            _ => text,
        };
        let template = [before, &escaped, after].concat();
        let attack = ATTACKS[random.below(ATTACKS.len())];
        let [harmless, hostile] = ["a", attack].map(|value| {
            let value = Node::Text(value.to_owned());
            let rendered = probe(&template, &Node::map([("x", value)]));
            let Rendered::Output(page) = rendered else { return None };
            // In the text after the last value there is nothing that another meaning would change.
            let (_, last) = template.rsplit_once("}}")?;
            let style = page.strip_prefix(before)?.strip_suffix(last)?.to_owned();
            Some(if has_references {
                REFERENCES.iter().fold(style, |text, (name, c)| text.replace(name, c))
            } else {
                style
            })
        });
        let Some((harmless, hostile)) = harmless.zip(hostile) else {
            refused += 1;
            continue;
        };
        compared += 1;
        if structure(&harmless) != structure(&hostile) {
            failures.push(format!("{template:?}\n  {harmless:?}\n  {hostile:?}"));
        }
    }
    failures.sort_by_key(String::len);
    let first = failures[..failures.len().min(12)].join("\n");
    assert!(failures.is_empty(), "{}: {first}", failures.len());
    // Neither nearly all style sheets are refused, nor none.
    assert!(
        compared > STYLES / 4 && refused > STYLES / 10,
        "{compared} compared, {refused} refused"
    );
}
