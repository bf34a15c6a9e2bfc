//! Finds syntax in the published crates that is newer than the oldest supported version of Rust, where this version is not
//! installed to compile them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::fs;
use template_tests::files::files;

/// Returns the lines of the `if`s in `tokens` that are guards of match arms with a `let`, which Rust 1.95 stabilized.
fn let_guards(tokens: TokenStream, lines: &mut Vec<usize>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word) if word == "if" && has_let_before_arrow(&tokens[at + 1..]) => {
                lines.push(word.span().start().line);
            }
            TokenTree::Group(group) => let_guards(group.stream(), lines),
            _ => {}
        }
    }
}

/// Returns `true` if the tokens after an `if` are a condition with `let`, and then `=>` instead of a block.
fn has_let_before_arrow(tokens: &[TokenTree]) -> bool {
    let mut has_let = false;
    for (at, token) in tokens.iter().enumerate() {
        let next = match tokens.get(at + 1) {
            Some(TokenTree::Punct(next)) => Some(next.as_char()),
            _ => None,
        };
        match token {
            TokenTree::Ident(word) if word == "let" => has_let = true,
            TokenTree::Punct(punct) if punct.as_char() == ';' => return false,
            TokenTree::Punct(punct) if punct.as_char() == '=' && next == Some('>') => {
                return has_let;
            }
            // Braces of a pattern are followed by `=`; other braces are the block of the `if`.
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Brace && next != Some('=') =>
            {
                return false;
            }
            _ => {}
        }
    }
    false
}

fn lines_of_guards(text: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let_guards(text.parse().expect("these are tokens of Rust"), &mut lines);
    lines
}

#[test]
fn guards_have_no_let() {
    for path in ["template-runtime", "template-macro"].into_iter().flat_map(|f| files(f, ".rs")) {
        let text = fs::read_to_string(&path).expect("the file is UTF-8");
        let lines = lines_of_guards(&text);
        assert!(lines.is_empty(), "{}: a guard with `let` in lines {lines:?}", path.display());
    }
}

#[test]
fn such_guards_are_found() {
    let text = "match a {\n\
        A if b && let C { d } = e => f,\n\
        B if let Some(c) = d => { if let Some(x) = y { z } else { w } }\n\
        C if x == (D { y }) => { if let E = f { g } }\n\
        _ => if let A = b { c } else { d },\n\
    }";
    assert_eq!(lines_of_guards(text), [2, 3]);
}
