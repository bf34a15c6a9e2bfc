//! Types that contain themselves.

use std::collections::BTreeMap;
use template_runtime::{Data, template};
use template_tests::{check, renders};

#[derive(Data)]
struct Comment {
    text: &'static str,
    replies: Vec<Comment>,
}

fn comment(text: &'static str, replies: Vec<Comment>) -> Comment {
    Comment { text, replies }
}

template! {
    struct Thread<'a> {
        comments: &'a [Comment],
    }
    "{{#each comments}}{{text}}({{#each replies}}{{text}}({{#each replies}}{{text}}{{../text}}{{../../text}}{{/each}}){{/each}}){{/each}}"
}

#[test]
fn comments_with_replies() {
    let comments = [
        comment("a", vec![comment("b", vec![comment("c", vec![]), comment("d", vec![])])]),
        comment("e", vec![comment("f", vec![])]),
    ];
    check(&Thread { comments: &comments }, "a(b(cbadba))e(f())");
    renders!("{{comments.0.replies.0.replies.1.text}}", "d");
}

#[derive(Data)]
struct Folder<'a> {
    name: &'a str,
    files: Vec<File<'a>>,
}

#[derive(Data)]
struct File<'a> {
    name: &'a str,
    link: Option<Box<Folder<'a>>>,
    others: BTreeMap<String, Folder<'a>>,
}

#[test]
fn two_types_that_contain_each_other() {
    let inner = || Folder { name: "inner", files: vec![] };
    let file = File {
        name: "file",
        link: Some(Box::new(inner())),
        others: BTreeMap::from([(String::from("k"), inner())]),
    };
    let x = Folder { name: "outer", files: vec![file] };
    renders!(
        "{{#with x}}{{name}}{{#each files}}/{{name}}->{{link.name}}{{#each others}}{{@key}}{{name}}{{../name}}{{/each}}{{/each}}{{/with}}",
        "outer/file->innerkinnerfile",
    );
}

#[derive(Data)]
struct Menu<'a> {
    title: &'a str,
    entries: Vec<Self>,
    parent: Option<&'a Self>,
}

#[derive(Data)]
enum Sum {
    Number(u32),
    Of { left: Box<Self>, right: Box<Self> },
}

#[test]
fn types_that_call_themselves_self() {
    let top = Menu { title: "top", entries: vec![], parent: None };
    let inner = Menu { title: "inner", entries: vec![], parent: Some(&top) };
    let menu = Menu { title: "menu", entries: vec![inner], parent: None };
    renders!(
        "{{#with menu}}{{title}}{{#each entries}}{{title}}{{parent.title}}{{/each}}{{/with}}",
        "menuinnertop"
    );
    let sum = Sum::Of { left: Box::new(Sum::Number(1)), right: Box::new(Sum::Number(2)) };
    renders!("{{sum.left.0}}+{{sum.right.0}}", "1+2");
}

#[derive(Data)]
struct Tree<T> {
    value: T,
    children: Vec<Tree<T>>,
}

#[derive(Data)]
struct Chain<'a, T: Clone> {
    value: T,
    next: Option<&'a Self>,
}

template! {
    struct Forest<T: Data> {
        tree: Tree<T>,
    }
    "{{#with tree}}{{value}}{{#each children}}{{value}}{{#each children}}{{value}}{{../value}}{{#each children}}x{{else}}.{{/each}}{{/each}}{{/each}}{{/with}}"
}

#[test]
fn a_tree_of_anything() {
    let leaf = |value| Tree { value, children: vec![] };
    let tree = Tree {
        value: "1",
        children: vec![Tree { value: "2", children: vec![leaf("3")] }, leaf("4")],
    };
    check(&Forest { tree }, "1232.4");
    let tree = Tree { value: 1.5, children: vec![Tree { value: 2.5, children: vec![] }] };
    renders!("{{tree.value}} {{tree.children.0.value}} [{{tree.children.1.value}}]", "1.5 2.5 []");
    let last = Chain { value: 1, next: None };
    let chain = Chain { value: 2, next: Some(&last) };
    renders!("{{chain.value}}{{chain.next.value}}[{{chain.next.next.value}}]", "21[]");
}

template! {
    /// A template that is part of its own data.
    struct Page<'a> {
        title: &'a str,
        parent: Option<&'a Page<'a>>,
    }
    "{{#if parent}}{{parent.title}} / {{/if}}{{title}}"
}

#[test]
fn a_template_that_contains_itself() {
    let home = Page { title: "Home", parent: None };
    check(&home, "Home");
    check(&Page { title: "News", parent: Some(&home) }, "Home / News");
}
