//! Literals of `template!` in Rust code.

use super::watch::Stamp;
use alloc::{
    string::{String, ToString as _},
    sync::Arc,
    vec::Vec,
};
use core::str::FromStr as _;
use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};
use template_bytecode::Position;
use template_compiler::{Source, source::literal::anchors};

/// A call of `template!`, or of a macro with the same input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MacroCall {
    /// The name of the struct.
    name: String,
    /// The literal as it is written, its text, and where it begins.
    literal: String,
    text: String,
    pub(super) position: Position,
    /// The other tokens.
    pub(super) rest: String,
}

/// The template literals in a file of Rust code.
#[derive(Debug)]
pub(super) struct RustFile {
    calls: Vec<MacroCall>,
    /// The other strings.
    texts: Vec<String>,
}

/// The properties that identify the literal of a template when the program was built.
#[derive(Clone, Copy, Debug)]
pub(super) struct BuiltLiteral<'b> {
    /// The name of the struct.
    pub(super) name: &'b str,
    /// The tokens of the macro call, and the text in it.
    pub(super) call: &'b str,
    pub(super) text: &'b str,
    /// The line at which the literal began.
    pub(super) line: u32,
}

/// The index of the template among the macro calls with a struct of the same name, and the number of these calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CallNumber {
    index: usize,
    count: usize,
}

/// The files that were read last, with their stamps: most templates are in files with others.
static FILES: Mutex<Vec<(PathBuf, Stamp, Arc<RustFile>)>> = Mutex::new(Vec::new());

/// The number of files that are kept.
const KEPT_FILES: usize = 32;

impl RustFile {
    /// Reads the code of a file, or takes it from the files that were read last. It is `None` if it is not valid.
    pub(super) fn read(path: &Path, stamp: Stamp, code: &str) -> Option<Arc<Self>> {
        let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., file)) = files.iter().find(|(of, at, _)| of == path && *at == stamp) {
            return Some(Arc::clone(file));
        }
        let file = Arc::new(Self::parse(code)?);
        files.retain(|(of, ..)| of != path);
        files.truncate(KEPT_FILES - 1);
        files.insert(0, (path.to_path_buf(), stamp, Arc::clone(&file)));
        Some(file)
    }

    fn parse(code: &str) -> Option<Self> {
        let mut file = Self { calls: Vec::new(), texts: Vec::new() };
        // As rustc reads them.
        file.search(TokenStream::from_str(&code.replace("\r\n", "\n")).ok()?);
        Some(file)
    }

    fn search(&mut self, tokens: TokenStream) {
        let mut follows_bang = false;
        for token in tokens {
            let is_bang = is_punct(&token, '!');
            match token {
                TokenTree::Group(group) => {
                    match MacroCall::of(group.stream()).filter(|_| follows_bang) {
                        Some(call) => self.calls.push(call),
                        None => self.search(group.stream()),
                    }
                }
                TokenTree::Literal(literal) => self.texts.extend(text_of(&literal)),
                _ => {}
            }
            follows_bang = is_bang;
        }
    }

    /// Finds a template: by the number that it had when the file was read before, or by what it was when it was built. The
    /// result is `None` if it is not certain which one it is.
    pub(super) fn find(
        &self,
        built: BuiltLiteral<'_>,
        before: Option<CallNumber>,
    ) -> Option<(&MacroCall, CallNumber)> {
        let calls: Vec<&MacroCall> =
            self.calls.iter().filter(|call| call.name == built.name).collect();
        let count = calls.len();
        let index = match before {
            Some(before) => (before.count == count).then_some(before.index),
            None => self.index_as_built(&calls, built),
        };
        index.map(|index| (calls[index], CallNumber { index, count }))
    }

    /// Returns the index of a template among the calls with a struct of its name.
    fn index_as_built(&self, calls: &[&MacroCall], built: BuiltLiteral<'_>) -> Option<usize> {
        let only = |is_one: &dyn Fn(&MacroCall) -> bool| {
            let mut found = calls.iter().enumerate().filter(|(_, call)| is_one(call));
            found.next().filter(|_| found.next().is_none()).map(|(index, _)| index)
        };
        let is_same_text = |call: &MacroCall| call.text == built.text;
        let unchanged = only(&|call| is_same_text(call) && call.position.line == built.line);
        if unchanged.is_some() {
            return unchanged;
        }
        // It may be where it was: in the call of a macro that has called `template!`.
        if self.texts.iter().any(|text| text == built.text) {
            return None;
        }
        let rest = MacroCall::of(TokenStream::from_str(built.call).ok()?)?.rest;
        let is_same_call = |call: &MacroCall| call.rest == rest;
        only(&|call| is_same_call(call) && is_same_text(call))
            .or_else(|| {
                only(&is_same_call).filter(|_| !calls.iter().any(|call| is_same_text(call)))
            })
            .or_else(|| only(&|_| true))
    }
}

impl MacroCall {
    /// Returns the call with these tokens, if they are attributes, a visibility, a struct, and a string, which ends them or
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
        let (literal, text) = loop {
            if let TokenTree::Literal(literal) = rest.next()?
                && let Some(text) = text_of(&literal)
            {
                break (literal, text);
            }
        };
        if rest.next().is_some_and(|token| !is_punct(&token, ',')) {
            return None;
        }
        let start = literal.span().start();
        let position = Position { line: start.line as u32, column: start.column as u32 + 1 };
        let rest = others(tokens, &literal);
        Some(Self { name, literal: literal.to_string(), text, position, rest })
    }

    /// Returns the text as a source in a file.
    pub(super) fn source(&self, file: &str) -> Source {
        let (anchors, _) = anchors(&self.literal, self.position);
        Source::with_anchors(file, self.text.as_str(), anchors)
    }
}

/// Returns the text of a literal, if it is one.
fn text_of(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

fn is_ident(token: &TokenTree, text: &str) -> bool {
    let TokenTree::Ident(ident) = token else { return false };
    ident == text
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
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

/// Returns `true` if a token follows the `#` of documentation.
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

    fn find(code: &str, name: &str, call: &str, line: u32) -> Option<MacroCall> {
        let file = RustFile::parse(code)?;
        let built = BuiltLiteral { name, call, text: "old", line };
        file.find(built, None).map(|(call, _)| call.clone())
    }

    #[track_caller]
    fn check(call: &str, text: &str, at: (u32, u32), rest: &str) {
        let found = find(CODE, "Page", call, 1).expect("it is found");
        assert_eq!((found.text.as_str(), found.position.line), (text, at.0));
        let offset = text.find("{{").expect("it has a mustache");
        let position = found.source("a.rs").position(offset);
        assert_eq!(position, Position { line: at.0, column: at.1 });
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
    fn line_breaks_are_read_as_rustc_reads_them() {
        let found = find("t! { struct A; r\"a\r\nb\" }", "A", "struct A; \"\"", 1);
        assert_eq!(found.expect("it is found").text, "a\nb");
    }

    #[test]
    fn the_only_struct_of_a_name_may_have_changed() {
        let code = "t! { struct A { a: u8 } \"{{a}}\" }";
        let (call, same) = ("struct A { b : u8 } \"{{b}}\"", "struct A { a : u8 } \"{{b}}\"");
        let text = |code: &str, call| find(code, "A", call, 1).map(|found| found.text);
        assert_eq!(text(code, call).as_deref(), Some("{{a}}"));
        assert_eq!(text(code, same).as_deref(), Some("{{a}}"));
        // Which one it is is not certain.
        assert_eq!(text(&code.repeat(2), call), None);
        assert_eq!(text(&code.repeat(2), same), None);
        // The one that it was is there.
        let others =
            String::from(code) + "t! { struct A { a: u8 } \"old\" } t! { struct B; \"old\" }";
        assert_eq!(text(&others, same).as_deref(), Some("old"));
        let other = String::from(code) + "t! { struct B; \"old\" }";
        assert_eq!(text(&other, same).as_deref(), Some("{{a}}"));
        // It is still where it was, in the call of another macro.
        let wrapped = String::from(code) + "with!([struct A] \"old\"); ";
        assert_eq!(text(&wrapped, call), None);
        assert_eq!(text(&wrapped, same), None);
        assert_eq!(text("with!((text) struct A { a: u8 } \"{{a}}\")", call), None);
        // Another text that is the same does not matter if the template is where it was.
        assert_eq!(
            text("t! { struct A; \"old\" } const OLD: &str = \"old\";", call).as_deref(),
            Some("old")
        );
    }

    #[test]
    fn templates_keep_their_numbers() {
        let code = |texts: [&str; 2]| {
            let [a, b] = texts;
            String::from("mod a { t! { struct A; \"")
                + a
                + "\" } } mod b { t! { struct A; \""
                + b
                + "\" } }"
        };
        let call = "struct A ; \"old\"";
        let built = BuiltLiteral { name: "A", call, text: "old", line: 1 };
        let before = RustFile::parse(&code(["old", "other"])).expect("it is valid");
        let (_, number) = before.find(built, None).expect("it is found");
        assert_eq!(number, CallNumber { index: 0, count: 2 });
        for texts in [["new", "other"], ["other", "old"], ["new", "new"], ["old", "old"]] {
            let file = RustFile::parse(&code(texts)).expect("it is valid");
            let (call, same) = file.find(built, Some(number)).expect("it is found");
            assert_eq!((call.text.as_str(), same), (texts[0], number));
        }
        // One of them was removed.
        let file = RustFile::parse("t! { struct A; \"other\" }").expect("it is valid");
        assert_eq!(file.find(built, Some(number)).map(|(_, number)| number), None);
    }
}
