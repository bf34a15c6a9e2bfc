//! Snapshots of programs. `disassembly/` has a template and its listings for each case: the output of the
//! flatten stage, linked, and after optimization.
//!
//! `SNAPSHOTS=overwrite cargo test -p template-tests --test disassembly` rewrites the listings;
//! review the changes before you commit them.

use std::{collections::BTreeMap, fs, path::PathBuf};
use template_runtime::{Block, Data, DynHelper, Program, Stopped, Template, helper, template};

#[derive(Data)]
struct Team {
    name: &'static str,
    players: Vec<&'static str>,
}

fn uppercase(s: &str) -> String {
    s.to_uppercase()
}

fn lowercase(s: &str) -> String {
    s.to_lowercase()
}

fn join(a: &str, b: &str) -> String {
    format!("{a}, {b}")
}

fn year() -> u16 {
    2015
}

/// Compares the listings of a template with those in its file.
#[track_caller]
fn compare(name: &str, text: &str, flat: &Program<'_>, optimized: &Program<'_>) {
    let text: String = text.lines().map(|line| format!("; {line}\n")).collect();
    let listings = format!("{text}\n{flat}\n{optimized}");
    let file =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/disassembly/{name}.txt"));
    if std::env::var_os("SNAPSHOTS").is_some_and(|word| word == "overwrite") {
        fs::write(&file, &listings).expect("the listing can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(listings, expected, "\n{name}.txt is different now:\n{listings}");
}

/// A test for each template: its name, its data, and its file.
macro_rules! programs {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty),* } $file:tt;)*) => { $(
        $(#[$doc])*
        #[test]
        fn $name() {
            template! {
                #[template(optimize = false)]
                struct Flat { $($field: $ty),* }
                include_str!($file)
            }
            template! {
                struct Optimized { $($field: $ty),* }
                include_str!($file)
            }
            compare(stringify!($name), include_str!($file), Flat::PROGRAM, Optimized::PROGRAM);
        }
    )* };
}

#[helper]
fn greet(
    greeting: &str,
    separator: &str,
    #[named] name: &str,
    #[named(default = ".")] suffix: &str,
) -> String {
    format!("{greeting}{separator}{name}{suffix}")
}

#[helper]
fn panel(#[named] title: &str, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.text(title)?;
    block.body(&[title.len().into()])
}

/// A fragment begins with the first variable and the first loop, wherever it is in the template.
#[test]
fn fragment() {
    template! {
        #[template(optimize = false)]
        struct Flat {
            teams: Vec<Team>,
        }
        include_str!("disassembly/fragment.hbs")
    }
    template! {
        struct Optimized {
            teams: Vec<Team>,
        }
        include_str!("disassembly/fragment.hbs")
    }
    let (flat, optimized) = (Flat { teams: Vec::new() }, Optimized { teams: Vec::new() });
    let (flat, optimized) = (flat.players().program(), optimized.players().program());
    compare("fragment", include_str!("disassembly/fragment.hbs"), flat, optimized);
}

programs! {
    /// Arguments, PushArgs, call; optimized, the outermost call streams into the escaper.
    nested_calls {} "disassembly/nested_calls.hbs";
    /// Calls in every position.
    calls { name: &'static str } "disassembly/calls.hbs";
    /// Loops that print their items between two texts, and one that prints more.
    item_loops { teams: Vec<Team>, names: Vec<&'static str> } "disassembly/item_loops.hbs";
    /// A loop with conditions, outer names, and an `else` block.
    loop_with_condition { title: &'static str, teams: Vec<Team> } "disassembly/loop_with_condition.hbs";
    /// Keys of maps and items of lists, as linking resolves names.
    paths { map: BTreeMap<String, Team>, teams: Vec<Team>, pair: (u8, u8) } "disassembly/paths.hbs";
    /// A condition inside an expression leaves one value; as a statement it prints.
    inline_if { ready: bool, name: &'static str } "disassembly/inline_if.hbs";
    /// Computed values are bound to variables.
    let_with_call { name: &'static str } "disassembly/let_with_call.hbs";
    /// Another context, and its `else` block.
    with_else { team: Option<Team> } "disassembly/with_else.hbs";
    /// Constants are folded at compile time.
    constants { name: &'static str } "disassembly/constants.hbs";
    /// No jump leads to another jump, and no unreachable op remains.
    jumps { a: bool, b: bool, list: Vec<u8> } "disassembly/jumps.hbs";
    /// An empty template.
    nothing {} "disassembly/nothing.hbs";
    /// Positional values, then named ones in source order; their names are metadata.
    named_arguments { name: &'static str } "disassembly/named_arguments.hbs";
    /// The callee is below its arguments on the stack.
    dynamic_calls { name: &'static str, f: DynHelper<'static> } "disassembly/dynamic_calls.hbs";
    /// Partial application is resolved at compile time if possible; otherwise the arguments are bound.
    partial_application { name: &'static str, f: DynHelper<'static> } "disassembly/partial_application.hbs";
    /// The bodies follow the call, which has their first ops as operands.
    block_helpers { name: &'static str } "disassembly/block_helpers.hbs";
    /// Scratch memory of known size is counted in bytes.
    known_scratch { name: &'static str } "disassembly/known_scratch.hbs";
}

template! {
    struct Card<'a> {
        title: &'a str,
    }
    "{{title}}\n"
}

template! {
    #[slots(foot?)]
    struct Frame {
        n: u8,
    }
    "{{yield n}}{{yield to='foot'}}"
}

/// Fills are bodies after the call, as those of block helpers; a fill is a value of a component.
#[test]
fn components() {
    template! {
        #[template(optimize = false)]
        #[slots(side?, col*(label))]
        struct Flat {
            name: &'static str,
        }
        include_str!("disassembly/components.hbs")
    }
    template! {
        #[slots(side?, col*(label))]
        struct Optimized {
            name: &'static str,
        }
        include_str!("disassembly/components.hbs")
    }
    let text = include_str!("disassembly/components.hbs");
    compare("components", text, Flat::PROGRAM, Optimized::PROGRAM);
}

template! {
    struct Section<'a> {
        title: &'a str,
    }
    include_str!("disassembly/inlined_section.hbs")
}

template! {
    struct Row<'a> {
        team: &'a Team,
    }
    include_str!("disassembly/inlined_row.hbs")
}

template! {
    struct Twice {}
    "{{#each (array 1 2)}}{{this}}{{/each}}"
}

/// Copies of the ops of components follow those of the template, with their positions in the components. A component with a loop
/// is called. The first listing is that of the program with the calls.
#[test]
fn inlined_components() {
    template! {
        #[template(unroll = false)]
        struct Page {
            teams: Vec<Team>,
        }
        include_str!("disassembly/inlined_components.hbs")
    }
    let text = include_str!("disassembly/inlined_components.hbs");
    compare("inlined_components", text, Page::PROGRAM, &Page::__TEMPLATE_INLINED.program);
}
