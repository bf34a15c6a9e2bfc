//! Literals of `template!` in Rust code.

use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};
use core::str::FromStr as _;
use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use template_bytecode::Position;
use template_compiler::{Source, source::literal::anchors};

/// A literal in a file.
pub(super) struct FoundLiteral {
    /// The line at which it begins.
    pub(super) line: u32,
    pub(super) source: Source,
    /// The tokens of the macro call besides the literal: the struct, its options, and its helpers.
    pub(super) rest: String,
}

/// What tells the literal of a template from others.
#[derive(Clone, Copy)]
pub(super) struct LiteralKey<'k> {
    /// The name of the struct.
    pub(super) name: &'k str,
    /// The tokens of the macro call when the program was built, and the text in it.
    pub(super) call: &'k str,
    pub(super) text: &'k str,
    /// The line at which it began when it was read last.
    pub(super) line: u32,
}

/// Finds the text of a template in the Rust `code` of a file: in the call of the macro that has the same tokens besides, or,
/// if there is only one with a struct of the name, in that. Of several equal ones it is that with the same text, or nearest
/// to the line.
pub(super) fn find_literal(code: &str, file: &str, key: LiteralKey<'_>) -> Option<FoundLiteral> {
    let LiteralKey { name, call, text, line } = key;
    let built = MacroCall::of(TokenStream::from_str(call).ok()?)?.rest;
    let mut search = Search::default();
    search.tokens(TokenStream::from_str(code).ok()?);
    let Search { calls, literals } = search;
    let mut found: Vec<MacroCall> = calls.into_iter().filter(|call| call.name == name).collect();
    let is_same = |call: &MacroCall| call.text().as_deref() == Some(text);
    if found.iter().any(|call| call.rest == built) {
        found.retain(|call| call.rest == built);
    } else if found.len() > 1 {
        return None;
    }
    if found.iter().any(is_same) {
        found.retain(is_same);
    } else if literals.iter().any(|literal| text_of(literal).as_deref() == Some(text)) {
        // It is where it was: in the call of a macro that has called `template!`.
        return None;
    }
    let found = found.into_iter().min_by_key(|call| line_of(&call.literal).abs_diff(line))?;
    let column = found.literal.span().start().column as u32 + 1;
    let position = Position { line: line_of(&found.literal), column };
    let (anchors, _) = anchors(&found.literal.to_string(), position);
    let source = Source::with_anchors(file, found.text()?, anchors);
    Some(FoundLiteral { line: position.line, source, rest: found.rest })
}

/// A call of `template!`, or of a macro with the same input.
struct MacroCall {
    /// The name of the struct.
    name: String,
    literal: Literal,
    /// The other tokens.
    rest: String,
}

impl MacroCall {
    /// Returns the call with these tokens, if they are attributes, a visibility, a struct, and a text, which ends them or
    /// precedes a comma.
    fn of(tokens: TokenStream) -> Option<Self> {
        let mut rest = tokens.clone().into_iter().peekable();
        while rest.next_if(|token| is_punct(token, '#')).is_some() {
            rest.next_if(|token| matches!(token, TokenTree::Group(_)))?;
        }
        if rest.next_if(|token| is_ident(token, "pub")).is_some() {
            rest.next_if(|token| matches!(token, TokenTree::Group(_)));
        }
        rest.next_if(|token| is_ident(token, "struct"))?;
        let TokenTree::Ident(name) = rest.next()? else { return None };
        let name = name.to_string();
        let name = String::from(name.strip_prefix("r#").unwrap_or(&name));
        let literal = loop {
            match rest.next()? {
                TokenTree::Literal(literal) if is_text(&literal) => break literal,
                _ => {}
            }
        };
        let is_whole = rest.next().is_none_or(|token| is_punct(&token, ','));
        is_whole.then(|| Self { name, rest: others(tokens, &literal), literal })
    }

    fn text(&self) -> Option<String> {
        text_of(&self.literal)
    }
}

/// The calls in a file, and the texts that are not in one.
#[derive(Default)]
struct Search {
    calls: Vec<MacroCall>,
    literals: Vec<Literal>,
}

impl Search {
    fn tokens(&mut self, tokens: TokenStream) {
        let mut follows_bang = false;
        for token in tokens {
            let is_bang = is_punct(&token, '!');
            match token {
                TokenTree::Group(group) => {
                    match MacroCall::of(group.stream()).filter(|_| follows_bang) {
                        Some(call) => self.calls.push(call),
                        None => self.tokens(group.stream()),
                    }
                }
                TokenTree::Literal(literal) if is_text(&literal) => self.literals.push(literal),
                _ => {}
            }
            follows_bang = is_bang;
        }
    }
}

/// Returns the text of a literal, if it is one.
fn text_of(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

fn line_of(literal: &Literal) -> u32 {
    literal.span().start().line as u32
}

fn is_ident(token: &TokenTree, text: &str) -> bool {
    let TokenTree::Ident(ident) = token else { return false };
    ident == text
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// Reports whether a literal is a string.
fn is_text(literal: &Literal) -> bool {
    literal.to_string().starts_with(['"', 'r'])
}

/// Returns all tokens but one literal, each after a space.
fn others(tokens: TokenStream, except: &Literal) -> String {
    let mut written = String::new();
    write_others(tokens, except, &mut written);
    written
}

/// Writes all tokens but one literal, and documentation, which rustc spells in another way.
fn write_others(tokens: TokenStream, except: &Literal, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            token if is_punct(&token, '#') => {
                if tokens.next_if(is_documentation).is_none() {
                    out.push_str(" #");
                }
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => (" (", " )"),
                    Delimiter::Brace => (" {", " }"),
                    Delimiter::Bracket => (" [", " ]"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                write_others(group.stream(), except, out);
                out.push_str(close);
            }
            TokenTree::Literal(literal)
                if literal.span().byte_range() == except.span().byte_range() => {}
            token => {
                out.push(' ');
                out.push_str(&token.to_string());
            }
        }
    }
}

/// Reports whether a token is what follows the `#` of documentation.
fn is_documentation(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(ident)) if ident == "doc")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = r###"
//! A module.
mod inner {
    template_runtime::template! {
        /// The "page".
        #[template(text)]
        pub struct Page<'a> { title: &'a str }

        r#"a {{title}}"#
    }
}
fn f() {
    t! { struct r#Page; "b\n{{x}}", fn g = h }
    struct Page;
    println!("c");
}
"###;

    fn find(code: &str, name: &str, call: &str, line: u32) -> Option<FoundLiteral> {
        find_literal(code, "a.rs", LiteralKey { name, call, text: "old", line })
    }

    #[track_caller]
    fn check(call: &str, text: &str, at: (u32, u32), rest: &str) {
        let found = find(CODE, "Page", call, 1).expect("it is found");
        assert_eq!((found.source.text.as_str(), found.line), (text, at.0));
        let offset = text.find("{{").expect("it has a mustache");
        assert_eq!(found.source.position(offset), Position { line: at.0, column: at.1 });
        assert!(found.rest.contains(rest), "{}", found.rest);
    }

    #[test]
    fn literals_are_found_by_the_other_tokens_of_their_calls() {
        let first = "#[doc = r#\" The \"page\".\"#] #[template(text)] pub struct Page < 'a > { title : &'a str } \"\"";
        check(first, "a {{title}}", (9, 14), "title : & ' a str }");
        check("struct r#Page; r#\"x\"#, fn g = h", "b\n{{x}}", (13, 29), ", fn g = h");
        assert!(find(CODE, "Page", "struct Page; \"\"", 9).is_none());
        assert!(find("fn f( {", "Page", first, 1).is_none());
    }

    #[test]
    fn the_only_struct_of_a_name_may_have_changed() {
        let code = "t! { struct A { a: u8 } \"{{a}}\" }";
        let call = "struct A { b : u8 } \"{{b}}\"";
        assert_eq!(find(code, "A", call, 1).expect("it is found").source.text, "{{a}}");
        assert!(find(&code.repeat(2), "A", call, 1).is_none());
        // It is that nearest to its line, or the one that it was.
        let same = "struct A { a : u8 } \"{{b}}\"";
        assert_eq!(find(&code.repeat(2), "A", same, 1).expect("it is found").source.text, "{{a}}");
        let others =
            String::from(code) + "t! { struct A { a: u8 } \"old\" } t! { struct B; \"old\" }";
        assert_eq!(find(&others, "A", same, 1).expect("it is found").source.text, "old");
        let other = String::from(code) + "t! { struct B; \"old\" }";
        assert_eq!(find(&other, "A", same, 1).expect("it is found").source.text, "{{a}}");
        // It is still where it was, in the call of another macro.
        let wrapped = String::from(code) + "with!([struct A] \"old\"); ";
        assert!(find(&wrapped, "A", call, 1).is_none());
        assert!(find(&wrapped, "A", same, 1).is_none());
        assert!(find("with!((text) struct A { a: u8 } \"{{a}}\")", "A", call, 1).is_none());
    }
}
