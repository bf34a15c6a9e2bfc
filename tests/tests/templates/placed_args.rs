//! Calls of components whose arguments are objects, lists and leaves at the ends of paths through the data, which are not pushed.

use std::time::Duration;
use template_runtime::{Data, template};
use template_tests::{check, fails};

#[derive(Data)]
enum State {
    Open,
    Closed,
}

#[derive(Data)]
struct Task {
    name: Box<str>,
    count: Box<u32>,
    limit: Option<Box<u32>>,
    state: State,
    took: Duration,
    tags: Vec<String>,
    next: Option<Box<Task>>,
}

fn tasks() -> Vec<Task> {
    let task = |i: u8, next| Task {
        name: format!("<{i}>").into(),
        count: Box::new(i.into()),
        limit: (i > 1).then(|| Box::new(9)),
        state: if i == 1 { State::Open } else { State::Closed },
        took: Duration::from_secs(i.into()),
        tags: (0..i).map(|tag| format!("t{tag}")).collect(),
        next,
    };
    vec![task(1, Some(Box::new(task(2, None)))), task(3, None)]
}

/// Checks the output of a page that calls components, all interpreted, and all unrolled.
macro_rules! prints {
    ($(component $name:ident { $($fields:tt)* } $component:literal)* page $text:literal prints $expected:literal) => {{
        prints!(@ (unroll = false) $($name { $($fields)* } $component)* $text, $expected);
        prints!(@ (unroll) $($name { $($fields)* } $component)* $text, $expected);
    }};
    (@ $options:tt $($name:ident $fields:tt $component:literal)* $text:literal, $expected:literal) => {{
        $(prints!(@component $options $name $fields $component);)*
        template! {
            #[template $options]
            struct Page<'a> { tasks: &'a [Task] }
            $text
        }
        check(&Page { tasks: &tasks() }, $expected);
    }};
    (@component $options:tt $name:ident { $($fields:tt)* } $component:literal) => {
        template! {
            #[template $options]
            struct $name<'a> { $($fields)* }
            $component
        }
    };
}

#[test]
fn objects() {
    // A component that calls itself is not replaced with its ops.
    prints! {
        component Line { task: &'a Task, #[default(0)] level: u8 }
            "{{task.name}}{{level}}{{#if task.next}}[{{> Line task=task.next}}]{{/if}}"
        page "{{#each tasks as |t|}}{{> Line task=t}},{{> Line level=7 task=t}};{{/each}}"
        prints "&lt;1&gt;0[&lt;2&gt;0],&lt;1&gt;7[&lt;2&gt;0];&lt;3&gt;0,&lt;3&gt;7;"
    }
}

#[test]
fn values_of_other_kinds() {
    prints! {
        component Tags { tags: &'a [String], #[default("-")] end: &'a str } "{{#each tags}}{{this}}{{/each}}{{end}}"
        component Next { task: Option<&'a Task>, #[default("-")] end: &'a str } "{{#if task}}{{task.name}}{{/if}}{{end}}"
        component Count { count: u32, #[default(5)] limit: u64, #[default("-")] end: &'a str } "{{count}}/{{limit}}{{end}}"
        component Name { state: &'a State, name: &'a str, #[default("-")] end: &'a str } "{{state}}{{name}}{{end}}"
        page "{{#each tasks as |t|}}{{> Tags tags=t.tags}}{{> Next task=t.next}}{{> Count count=t.count limit=t.limit}}\
              {{> Name name=t.name state=t.state}}{{> Count limit=t.next.count count=t.count}};{{/each}}"
        prints "t0-&lt;2&gt;-1/5-Open&lt;1&gt;-1/2-;t0t1t2--3/9-Closed&lt;3&gt;-3/5-;"
    }
}

#[test]
fn displayed_values_are_text_for_a_field() {
    prints! {
        component Took { took: &'a str, task: &'a Task, #[default("-")] end: &'a str } "{{took}}{{task.name}}{{end}}"
        page "{{#each tasks as |t|}}{{> Took took=t.took task=t}}{{> Took task=t took=t.took}}{{/each}}"
        prints "1s&lt;1&gt;-1s&lt;1&gt;-3s&lt;3&gt;-3s&lt;3&gt;-"
    }
}

#[test]
fn content() {
    prints! {
        component Frame { task: &'a Task, count: u32 } "[{{count}}]{{task.name}}{{yield task.tags}}"
        page "{{#each tasks as |t|}}{{#> Frame task=t count=t.count as |tags|}}{{t.name}}{{tags.length}}{{/Frame}}{{/each}}"
        prints "[1]&lt;1&gt;&lt;1&gt;1[3]&lt;3&gt;&lt;3&gt;3"
    }
}

#[test]
fn absent_objects_are_errors() {
    template! {
        #[template(unroll = false)]
        struct Line<'a> { task: &'a Task, #[default("")] end: &'a str }
        "{{task.name}}{{end}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { tasks: &'a [Task] }
        "{{#each tasks as |t|}}{{t.name}}{{> Line task=t.next}}{{/each}}"
    }
    assert!(Page::PROGRAM.to_string().contains("GetFirstArgPath "), "{}", Page::PROGRAM);
    let error = fails(&Page { tasks: &tasks() });
    assert!(error.to_string().contains("`task`"), "{error}");
}
