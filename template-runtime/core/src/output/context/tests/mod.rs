//! The escapers of all contexts, on tables of values, whole and in pieces.

mod common;
mod html;
mod scripts;
mod styles;
mod urls;

use super::{print_in_context, style};
use crate::{
    data::{Data, List, ListData, SafeHtml, SafeKind, ShapeRef, Value, unchecked},
    error::ErrorKind,
    output::{Out, SliceDrain, StringDrain, tests::fits},
};
use core::{
    cell::Cell,
    fmt::{self, Display, Formatter},
};
use std::{collections::BTreeMap, format, string::String, vec, vec::Vec};
use template_bytecode::Escape;

/// A value that displays a text in pieces of so many characters.
struct Pieces<'t>(&'t str, usize);

impl Display for Pieces<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while !rest.is_empty() {
            let end = rest.char_indices().nth(self.1).map_or(rest.len(), |(at, _)| at);
            f.write_str(&rest[..end])?;
            rest = &rest[end..];
        }
        Ok(())
    }
}

/// Returns what is printed.
fn printed(value: Value<'_>, escape: Escape) -> Result<String, ErrorKind> {
    let mut text = String::new();
    let mut drain = StringDrain::new(&mut text);
    print_in_context(Out::new(&mut drain), &value, escape)?.finish();
    Ok(text)
}

/// Asserts what a value prints, in buffers of every size.
#[track_caller]
fn prints(value: Value<'_>, escape: Escape, expected: &str) {
    assert_eq!(printed(value, escape).as_deref(), Ok(expected), "{value:?} as {escape:?}");
    fits(expected, |out| print_in_context(out, &value, escape).unwrap());
}

/// Asserts what a text prints, as a whole and in pieces of any length.
#[track_caller]
fn text(text: &str, escape: Escape, expected: &str) {
    prints(Value::Text(text), escape, expected);
    for len in 1..4 {
        prints(Value::Display(&Pieces(text, len)), escape, expected);
    }
}

/// Asserts what a safe text prints, as a whole and in pieces of any length.
#[track_caller]
fn safe(kind: SafeKind, text: &str, escape: Escape, expected: &str) {
    prints(Value::safe(kind, text), escape, expected);
    for len in 1..4 {
        prints(Value::safe_display(kind, &Pieces(text, len)), escape, expected);
    }
}

#[track_caller]
fn texts(escape: Escape, rows: &[(&str, &str)]) {
    for (value, expected) in rows {
        text(value, escape, expected);
    }
}

const MARKUP: &str = "<b> \"foo%\" O'Reilly &bar;";
