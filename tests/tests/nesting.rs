//! Calls nest to any depth: the VM does not recurse, and the needed memory is computed before.

use std::cell::Cell;
use template_runtime::{SafeHtml, Template, Value, template};

thread_local! {
    /// The lowest address of a helper's local variable, which measures the depth of the thread's stack.
    static LOWEST: Cell<usize> = const { Cell::new(usize::MAX) };
}

#[inline(never)]
fn record() {
    let here = 0_u8;
    let here = std::hint::black_box(&raw const here).addr();
    LOWEST.set(LOWEST.get().min(here));
}

fn step(n: u64) -> u64 {
    record();
    n + 1
}

fn add(a: u64, b: u64) -> u64 {
    record();
    a + b
}

fn wrap(s: &str) -> SafeHtml<String> {
    record();
    SafeHtml(format!("<{s}>"))
}

/// Declares templates with 3 and with 300 nested calls. Not all of them read `name`.
macro_rules! pairs {
    ($($three:ident $three_file:tt $many:ident $many_file:tt;)*) => { $(
        template! { #[allow(dead_code)] struct $three<'a> { name: &'a str } include_str!($three_file) }
        template! { #[allow(dead_code)] struct $many<'a> { name: &'a str } include_str!($many_file) }
    )* };
}

pairs! {
    Chain3 "nesting/chain_3.hbs" Chain300 "nesting/chain_300.hbs";
    Left3 "nesting/left_3.hbs" Left300 "nesting/left_300.hbs";
    Right3 "nesting/right_3.hbs" Right300 "nesting/right_300.hbs";
    Text3 "nesting/text_3.hbs" Text300 "nesting/text_300.hbs";
}

/// Renders a template, and returns the depth of the thread's stack in bytes.
#[inline(never)]
fn depth(template: &impl Template, expected: &str) -> usize {
    let here = 0_u8;
    LOWEST.set(usize::MAX);
    let before = std::hint::black_box(&raw const here).addr();
    run(template, expected);
    before - LOWEST.get()
}

/// Renders in a function of its own, so that all memory of the template is below `here`.
#[inline(never)]
fn run(template: &impl Template, expected: &str) {
    let mut buffer = [0; 1024];
    assert_eq!(template.render_into(&mut buffer), Ok(expected));
}

/// Returns the maximum number of values on a program's stack.
fn values(template: &dyn Template) -> usize {
    template.program().limits().stack.into()
}

#[test]
fn a_chain_needs_no_more_than_one_call() {
    let name = "";
    let (three, many) = (Chain3 { name }, Chain300 { name });
    assert_eq!((values(&three), values(&many)), (1, 1));
    assert_eq!(depth(&three, "3\n"), depth(&many, "300\n"));

    // The first argument is the nested one, so no other value is on the stack below it.
    let (three, many) = (Left3 { name }, Left300 { name });
    assert_eq!((values(&three), values(&many)), (2, 2));
    assert_eq!(depth(&three, "3\n"), depth(&many, "300\n"));
}

#[test]
fn texts_use_scratch_memory_and_no_stack() {
    let (three, many) = (Text3 { name: "x" }, Text300 { name: "x" });
    let page = |n| format!("{}x{}\n", "<".repeat(n), ">".repeat(n));
    assert_eq!(depth(&three, &page(3)), depth(&many, &page(300)));
}

#[test]
fn only_pending_values_add_to_the_stack() {
    let name = "";
    let (three, many) = (Right3 { name }, Right300 { name });
    assert_eq!((values(&three), values(&many)), (4, 301));
    let added = depth(&many, "300\n") - depth(&three, "3\n");
    // The size of the stack is rounded up to a power of two.
    let array = (512 - 4) * size_of::<Value<'_>>();
    assert!(added >= array && added <= array + 256, "{added} bytes for {array}");
}

#[test]
fn the_listing_shows_the_needed_memory() {
    let head = |listing: String| listing.lines().next().map(str::to_owned).unwrap_or_default();
    assert_eq!(
        head(Right300::PROGRAM.to_string()),
        "Right300: 602 ops, at most 301 values on the stack, 1 variable, 0 loops, 299 texts in scratch"
    );
    assert_eq!(
        head(Chain300::PROGRAM.to_string()),
        "Chain300: 302 ops, at most 1 value on the stack, 1 variable, 0 loops, 299 texts in scratch"
    );
}
