//! The helpers that generated templates call: with arguments of every kind, with a block, and failing ones.

use std::fmt::{self, Display};
use template_runtime::{
    Block, Compiler, DynHelper, Escaper, Helpers, List, SafeHtml, Stopped, Value, helper, helpers,
};

fn upper(text: &str) -> String {
    text.to_uppercase()
}

fn join2(a: &str, b: &str, between: Option<&str>) -> String {
    format!("{a}{}{b}", between.unwrap_or_default())
}

fn plus(a: i64, b: i64) -> Result<i64, &'static str> {
    a.checked_add(b).ok_or("too large")
}

fn same(value: Value<'_>) -> Value<'_> {
    value
}

fn count(list: List<'_>) -> usize {
    list.len()
}

fn tag(name: &str, content: impl Display) -> SafeHtml<String> {
    SafeHtml(format!("<{name}>{content}</{name}>"))
}

fn fails() -> Result<(), &'static str> {
    Err("always")
}

fn which(upper_case: bool) -> DynHelper<'static> {
    if upper_case {
        template_runtime::dyn_helper!(upper)
    } else {
        template_runtime::dyn_helper!(same)
    }
}

#[helper]
fn greet(name: &str, #[named] greeting: &str, #[named(default = "!")] mark: &str) -> String {
    format!("{greeting} {name}{mark}")
}

#[helper]
fn all(#[rest] values: &[Value<'_>]) -> usize {
    values.len()
}

#[helper]
fn times(count: u8, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    for i in 0..count.min(3) {
        block.body(&[i.into(), count.into()])?;
    }
    if count == 0 { block.otherwise() } else { Ok(()) }
}

#[helper]
fn panel(
    #[named(default = "")] title: &str,
    #[block] block: &mut Block<'_, '_>,
) -> Result<(), Stopped> {
    block.html("<p>")?;
    block.text(title)?;
    let kept = block.keep(title)?;
    block.body(&[kept])?;
    block.otherwise()
}

/// A custom escaper.
pub(crate) struct Bracketed;

impl Escaper for Bracketed {
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
        write!(output, "[{text}]")
    }
}

/// Returns a compiler with the standard helpers and these.
pub(crate) fn compiler() -> Compiler {
    let own =
        helpers![upper, join2, plus, same, count, tag, fails, which, greet, all, times, panel];
    Compiler::new().helpers(Helpers::standard().with(own))
}
