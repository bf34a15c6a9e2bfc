//! Paths and their lookup.

use std::collections::BTreeMap;
use template_runtime::{Data, template};
use template_tests::{check, renders};

#[derive(Data)]
struct Inner {
    c: &'static str,
    #[data(rename = "odd key")]
    odd: u8,
    #[data(rename = "with]bracket")]
    bracket: u8,
    #[data(rename = "if")]
    keyword: u8,
}

#[derive(Data)]
struct Outer {
    b: Inner,
}

const A: Outer = Outer { b: Inner { c: "deep", odd: 1, bracket: 2, keyword: 3 } };

#[test]
fn names_of_nested_fields() {
    let a = A;
    renders!("{{a.b.c}} {{a/b/c}} {{a.b/c}}", "deep deep deep");
    renders!("{{this.a.b.c}} {{./a.b.c}} {{this/a/b/c}}", "deep deep deep");
    renders!("{{@root.a.b.c}} {{@root/a/b/c}} {{@a.b.c}}", "deep deep deep");
}

#[test]
fn names_in_brackets() {
    let a = A;
    renders!("{{a.b.[odd key]}} {{a.[b].[c]}} {{[a].b.c}} {{a/[b]/c}}", "1 deep deep deep");
    renders!(r"{{a.b.[with\]bracket]}} {{a.b.[if]}} {{a.b.if}}", "2 3 3");
}

#[cfg(feature = "alloc")]
#[test]
fn numbers_name_items() {
    let (pair, list, nested) = ((1, "two"), [10, 20], vec![(1, [2, 3]), (4, [5, 6])]);
    renders!("{{pair.0}} {{pair.1}} {{pair.[1]}}", "1 two two");
    renders!("{{list.0}}{{list.[1]}}", "1020");
    renders!("{{nested.1.0}} {{nested.1.1.0}} {{nested.0.1.1}}", "4 5 3");
    // An index out of range is null.
    renders!("[{{list.2}}{{list.99}}]", "[]");
    renders!("[{{nested.7.1.0}}]", "[]");
    renders!("{{#if list.2}}yes{{else}}no{{/if}}", "no");
    let slice: &[u8] = &[7];
    renders!("{{slice.0}}", "7");
}

#[cfg(feature = "alloc")]
#[test]
fn entries_of_maps() {
    let map = BTreeMap::from([("a", vec![1, 2]), ("odd key", vec![3])]);
    renders!("{{map.a.1}} {{map.[odd key].0}} [{{map.missing.0}}]", "2 3 []");
    renders!("{{#if map.missing}}yes{{else}}no{{/if}}", "no");
}

#[test]
fn outer_contexts() {
    let (a, list, x) = (A, [1, 2], "x");
    renders!("{{#with a}}{{b.c}}{{../x}}{{/with}}", "deepx");
    renders!(
        "{{#with a.b}}{{c}}{{this.c}}{{./c}}{{../x}}{{@root.x}}{{@x}}{{/with}}",
        "deepdeepdeepxxx"
    );
    renders!("{{#with a}}{{#with b}}{{../b.c}}{{../../x}}{{/with}}{{/with}}", "deepx");
    renders!(
        "{{#each list}}{{#with ../a}}{{b.c}}{{..}}{{../../x}}{{/with}}{{/each}}",
        "deep1xdeep2x"
    );
    renders!("{{#with a}}{{../this.x}}{{.././x}}{{/with}}", "xx");
    // Blocks that do not change the context do not count.
    renders!(
        "{{#with a}}{{#if b.c}}{{#unless false}}{{#let 1 as |n|}}{{../x}}{{/let}}{{/unless}}{{/if}}{{/with}}",
        "x"
    );
}

#[test]
fn this_is_the_context() {
    let (list, x) = (["a", "b"], "x");
    renders!("{{#each list}}{{this}}{{.}}{{/each}}", "aabb");
    renders!("{{#with x}}{{this}}{{.}}{{/with}}", "xx");
    renders!("{{#with this}}{{x}}{{../x}}{{/with}}", { x = "given" }, "givengiven");
    renders!("{{#with @root}}{{this.x}}{{/with}}{{x}}", "xx");
    renders!(
        "{{#each list as |item|}}{{#with @root}}{{@root.x}}{{item}}{{/with}}{{/each}}{{x}}",
        "xaxbx"
    );
}

#[test]
fn block_params_come_before_fields() {
    let (x, list) = ("field", [1]);
    renders!(
        "{{#each list as |x|}}{{x}} {{this}} {{../x}} {{@x}}{{/each}} {{x}}",
        "1 1 field field field"
    );
    renders!("{{#let 1 as |x|}}{{x}} {{this.x}} {{./x}}{{/let}}", "1 field field");
    let a = A;
    renders!("{{#with a as |x|}}{{x.b.c}} {{b.c}}{{/with}}", "deep deep");
}

template! {
    struct Page<'a> {
        title: &'a str,
        rows: &'a [(u8, &'a [u8])],
    }
    "{{#each rows}}{{#each this.1}}{{@title}}{{@root.title}}{{../../title}}{{../0}}{{this}} {{/each}}{{/each}}"
}

#[test]
fn own_fields_from_any_depth() {
    let page = Page { title: "t", rows: &[(1, &[2, 3]), (4, &[5])] };
    check(&page, "ttt12 ttt13 ttt45 ");
}

#[cfg(feature = "alloc")]
#[test]
fn a_map_has_no_length() {
    use template_runtime::helpers::len;

    // As in Handlebars, `length` is the name of an entry like any other.
    let map = BTreeMap::from([("a", 1), ("b", 2)]);
    renders!("[{{map.length}}] {{len map}}", { map = &map }, "[] 2");
    let map = BTreeMap::from([("length", 7)]);
    renders!("{{map.length}}", { map = &map }, "7");
}
