//! `if` and `unless`, as blocks and inside expressions.

use std::{borrow::Cow, cell::Cell, rc::Rc, sync::Arc};
use template_runtime::{Data, Template, template};
use template_tests::renders;

#[test]
fn blocks() {
    let (yes, no) = (true, false);
    renders!("{{#if yes}}a{{/if}}{{#if no}}b{{/if}}", "a");
    renders!("{{#if yes}}a{{else}}b{{/if}}{{#if no}}a{{else}}b{{/if}}", "ab");
    renders!("{{#if no}}a{{^}}b{{/if}}", "b");
    renders!("{{#unless yes}}a{{/unless}}{{#unless no}}b{{/unless}}", "b");
    renders!("{{#unless yes}}a{{else}}b{{/unless}}{{#unless no}}a{{else}}b{{/unless}}", "ba");
    renders!("[{{#if yes}}{{/if}}{{#if no}}{{else}}{{/if}}{{#if yes}}{{else}}x{{/if}}]", "[]");
    renders!("{{#if true}}a{{/if}}{{#if 0}}b{{/if}}{{#if 'x'}}c{{/if}}", "ac");
}

#[test]
fn chains() {
    for (a, b, expected) in [(1, 0, "a"), (1, 1, "a"), (0, 1, "b"), (0, 0, "c")] {
        renders!("{{#if a}}a{{else if b}}b{{else}}c{{/if}}", expected);
        renders!("{{#if a}}a{{else}}{{#if b}}b{{else}}c{{/if}}{{/if}}", expected);
        renders!("{{#if a}}a{{else unless b}}c{{else}}b{{/if}}", expected);
        renders!("{{#unless a}}{{#if b}}b{{else}}c{{/if}}{{else}}a{{/unless}}", expected);
    }
    for n in 0..6 {
        let x = [n == 0, n == 1, n == 2, n == 3, n == 4];
        renders!(
            "{{#if x.0}}0{{else if x.1}}1{{else if x.2}}2{{else if x.3}}3{{else if x.4}}4{{else}}5{{/if}}",
            &n.to_string()
        );
    }
    renders!("[{{#if no}}a{{else if no}}b{{/if}}]", { no = false }, "[]");
}

#[test]
fn chains_of_other_blocks() {
    let (no, list, none, x) = (false, [1, 2], [0; 0], "x");
    renders!("{{#if no}}a{{else each list}}{{this}}{{else}}b{{/if}}", "12");
    renders!("{{#if no}}a{{else each none}}{{this}}{{else}}b{{/if}}", "b");
    renders!("{{#if x}}a{{else each list}}{{this}}{{else}}b{{/if}}", "a");
    renders!("{{#if no}}a{{else each list as |n i|}}{{n}}@{{i}} {{/if}}", "1@0 2@1 ");
    renders!("{{#if no}}a{{else with x}}{{this}}{{else}}b{{/if}}", "x");
    renders!("{{#if no}}a{{else with no}}{{this}}{{else}}b{{/if}}", "b");
    renders!("{{#if no}}a{{else with x as |y|}}{{y}}{{/if}}", "x");
    renders!("{{#each none}}a{{else if x}}b{{else}}c{{/each}}", "b");
    renders!("{{#each none}}a{{else each list}}{{this}}{{/each}}", "12");
    renders!("{{#with no}}a{{else if no}}b{{else}}c{{/with}}", "c");
    renders!("{{#with no}}a{{else with x}}{{this}}{{else}}c{{/with}}", "x");
    renders!(
        "{{#if no}}a{{else if no}}b{{else with no}}c{{else each none}}d{{else unless x}}e{{else}}f{{/if}}",
        "f"
    );
}

#[test]
fn blocks_in_blocks() {
    for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
        let expected = format!("[{}{}]", u8::from(a), u8::from(b));
        renders!(
            "[{{#if a}}{{#if b}}11{{else}}10{{/if}}{{else}}{{#unless b}}00{{else}}01{{/unless}}{{/if}}]",
            &expected
        );
    }
}

#[test]
fn inside_statements() {
    let (yes, no) = (true, false);
    renders!(
        "{{if yes 'a' 'b'}}{{if no 'a' 'b'}}{{unless yes 'a' 'b'}}{{unless no 'a' 'b'}}",
        "abba"
    );
    renders!("[{{if yes 'a'}}{{if no 'b'}}{{unless yes 'c'}}{{unless no 'd'}}]", "[ad]");
    renders!("{{if yes 1 'b'}} {{if no 1 2.5}} {{if yes null 'x'}}", "1 2.5 ");
    renders!("{{if yes '<'}}{{{if yes '<'}}}{{&if no '' '>'}}", "&lt;<>");
    renders!("{{if (if yes no yes) 'a' (if no 'b' (unless no 'c'))}}", "c");
    renders!("{{if yes (concat 'a' (if no 'x' '<')) 'b'}}", "a&lt;");
    renders!("{{concat 'a' (if yes 'b') (unless yes 'c' 'd')}}", "abd");
}

#[test]
fn inside_arguments() {
    fn join(a: &str, b: &str) -> String {
        format!("{a}+{b}")
    }
    fn show(value: template_runtime::Value<'_>) -> String {
        format!("{value:?}")
    }
    let (yes, no) = (true, false);
    renders!("{{join (if yes 'a' 'b') (unless yes 'c' 'd')}}", "a+d");
    renders!("{{join (if no 'a' (join 'x' 'y')) (if yes (join 'u' 'v') 'w')}}", "x+y+u+v");
    renders!("{{show (if no 'a')}} {{show (unless yes 1)}} {{show (if yes 1 'x')}}", "null null 1");
    renders!("{{#if (if yes no yes)}}a{{else}}b{{/if}}", "b");
    renders!("{{#let (if yes 1 2) (if no 1 2) as |a b|}}{{a}}{{b}}{{/let}}", "12");
    renders!("{{#with (if no 'a' 'b')}}{{this}}{{/with}}", "b");
    renders!("{{#each (if yes list none)}}{{this}}{{/each}}", { list = [1, 2], none = [0; 0] }, "12");
}

#[derive(Data, Clone, Copy)]
enum State {
    Open,
    Shut,
}

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Task<'a> {
    state: State,
    next: Option<&'a Task<'a>>,
    owner: Option<Box<Owner>>,
}

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Owner {
    name: String,
    level: u8,
}

#[cfg(feature = "alloc")]
#[test]
fn comparisons_of_what_is_behind_pointers() {
    let owner = Some(Box::new(Owner { name: "Ann".into(), level: 2 }));
    let shut = || Task { state: State::Shut, next: None, owner: None };
    let next = shut();
    let tasks = [Task { state: State::Open, next: Some(&next), owner }, shut()];
    renders!(
        "{{#each tasks as |t|}}{{#if (eq t.state 'Open')}}open{{else if (ne t.next.state 'Shut')}}{{t.state}}{{/if}} {{/each}}",
        "open Shut "
    );
    renders!(
        "{{#each tasks as |t|}}{{#if (eq t.owner.name 'Ann')}}Ann{{else}}nobody{{/if}}{{#if (gt t.owner.level 1)}}!{{/if}} {{/each}}",
        "Ann! nobody "
    );
    renders!(
        "{{#each tasks as |t|}}{{#if (eq t.state t.next.state)}}same{{else}}other{{/if}} {{/each}}",
        "other other "
    );
    renders!(
        "{{#each tasks as |t|}}<i class=\"{{t.state}}\">{{t.state}}</i>{{/each}}",
        "<i class=\"Open\">Open</i><i class=\"Shut\">Shut</i>"
    );
}

#[test]
fn comparisons_of_fields() {
    let (text, other, empty) = ("open", String::from("open"), None::<&str>);
    let (one, big, signed, float) = (1_u8, u64::MAX, -1_i64, 1.0_f64);
    let (yes, letter) = (true, 'x');
    renders!("{{#if (eq text 'open')}}a{{/if}}{{#if (eq text 'shut')}}b{{else}}c{{/if}}", "ac");
    renders!("{{#if (ne text 'open')}}a{{else if (eq text other)}}b{{/if}}", "b");
    renders!(
        "{{#unless (eq text 'open')}}a{{else}}b{{/unless}}{{#unless (lt one 1)}}c{{/unless}}",
        "bc"
    );
    renders!(
        "{{#if (lt text 'p')}}a{{/if}}{{#if (ge other text)}}b{{/if}}{{#if (gt text 'z')}}c{{/if}}",
        "ab"
    );
    renders!(
        "{{#if (eq empty 'x')}}a{{else if (eq empty null)}}b{{/if}}{{#if (eq text null)}}c{{/if}}",
        "b"
    );
    renders!(
        "{{#if (eq one 1)}}a{{/if}}{{#if (gt one signed)}}b{{/if}}{{#if (le big 5)}}c{{/if}}",
        "ab"
    );
    renders!("{{#if (gt big one)}}a{{/if}}{{#if (gt big 9223372036854775807)}}b{{/if}}", "ab");
    renders!(
        "{{#if (eq float one)}}a{{/if}}{{#if (lt float 1.5)}}b{{/if}}{{#if (ge signed float)}}c{{/if}}",
        "ab"
    );
    renders!(
        "{{#if (eq yes true)}}a{{/if}}{{#if (ne yes false)}}b{{/if}}{{#if (eq letter 'x')}}c{{/if}}",
        "abc"
    );
    renders!(
        "{{#each list as |n|}}{{#if (eq n 2)}}two{{else if (gt n @one)}}more{{else}}{{n}}{{/if}} {{/each}}",
        { list = [1, 2, 3] },
        "1 two more "
    );
    renders!(
        "{{#if (and (eq one 1) (eq text 'open'))}}a{{/if}}{{#if (or (eq one 2) (lt one 1))}}b{{/if}}",
        "a"
    );
}

#[cfg(feature = "alloc")]
#[test]
fn all_comparisons_of_leaves() {
    // Each comparison with a lesser, an equal and a greater second operand.
    macro_rules! compared {
        ($values:expr, $expected:literal) => {
            renders!(
                "{{#each values as |v|}}{{#if (eq v.0 v.1)}}=={{/if}}{{#if (ne v.0 v.1)}}!={{/if}}\
                {{#if (lt v.0 v.1)}} lt{{/if}}{{#if (le v.0 v.1)}} le{{/if}}\
                {{#if (gt v.0 v.1)}} gt{{/if}}{{#unless (ge v.0 v.1)}}{{else}} ge{{/unless}};{{/each}}",
                { values = $values },
                $expected
            );
        };
    }
    compared!([(1_u8, 0_u8), (1, 1), (1, 2)], "!= gt ge;== le ge;!= lt le;");
    compared!([(0_i8, -1_i64), (-1, -1), (-1, 0)], "!= gt ge;== le ge;!= lt le;");
    compared!([(u64::MAX, i64::MAX), (5, 5), (0, 1)], "!= gt ge;== le ge;!= lt le;");
    compared!([(i64::MIN, u64::MAX), (7, 7), (-1, u64::MAX)], "!= lt le;== le ge;!= lt le;");
    compared!(
        [(String::from("b"), "a"), (String::from("b"), "b"), (String::from("b"), "bb")],
        "!= gt ge;== le ge;!= lt le;"
    );
    compared!([(0_u16, 1_isize), (1, 0)], "!= lt le;!= gt ge;");
    compared!([(-1_i16, 0_usize), (0, usize::MAX)], "!= lt le;!= lt le;");
    compared!([(u32::MAX, i32::MAX), (0, -1)], "!= gt ge;!= gt ge;");
    compared!([(Box::<str>::from("a"), Cow::Borrowed("b"))], "!= lt le;");
    compared!([(Rc::<str>::from("b"), Arc::<str>::from("b"))], "== le ge;");
    // Null has no order.
    compared!([(None::<&str>, "a"), (Some("a"), "a")], "!=;== le ge;");
    compared!([(None::<String>, "a"), (Some("b".into()), "a")], "!=;!= gt ge;");
}

#[test]
fn all_comparisons_with_literals() {
    renders!(
        "{{#each list as |n|}}{{#if (eq n -1)}}=={{/if}}{{#if (ne n -1)}}!={{/if}}{{#if (lt n -1)}} lt{{/if}}\
        {{#if (le n -1)}} le{{/if}}{{#if (gt n -1)}} gt{{/if}}{{#if (ge n -1)}} ge{{/if}};{{/each}}",
        { list = [-2_i8, -1, 0] },
        "!= lt le;== le ge;!= gt ge;"
    );
    renders!(
        "{{#each list as |t|}}{{#if (eq t 'b')}}=={{/if}}{{#if (ne t 'b')}}!={{/if}}{{#if (lt t 'b')}} lt{{/if}}\
        {{#if (le t 'b')}} le{{/if}}{{#if (gt t 'b')}} gt{{/if}}{{#if (ge t 'b')}} ge{{/if}};{{/each}}",
        { list = ["a", "b", "ba"] },
        "!= lt le;== le ge;!= gt ge;"
    );
    // The result is printed, or the condition of one that contains it.
    let n = 1_u8;
    renders!(
        "{{eq n 1}} {{#if (and (ge n 1) (le n 3))}}in{{/if}}{{#if (not (eq n 1))}}out{{/if}}",
        "true in"
    );
}

#[cfg(feature = "alloc")]
#[test]
fn conditions_on_the_position_in_a_loop() {
    renders!(
        "{{#each list as |n|}}{{#unless @first}}, {{/unless}}{{n}}{{#unless @last}};{{else}}.{{/unless}}{{/each}}",
        { list = [1, 2, 3] },
        "1;, 2;, 3."
    );
    renders!(
        "{{#each list as |n|}}{{#if @last}}last{{else if @first}}first{{else}}{{n}}{{/if}} {{@first}} {{@last}} {{/each}}",
        { list = [1, 2, 3] },
        "first true false 2 false false last false true "
    );
}

thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });

fn counted(s: &str) -> String {
    CALLS.set(CALLS.get() + 1);
    s.to_uppercase()
}

/// Returns the number of calls of `counted` while a template is rendered.
#[cfg(feature = "alloc")]
fn calls(template: &impl Template, expected: &str) -> u32 {
    CALLS.set(0);
    assert_eq!(template.render().as_deref(), Ok(expected));
    CALLS.get()
}

#[cfg(feature = "alloc")]
#[test]
fn the_branch_not_taken_is_not_called() {
    let (yes, no) = (true, false);
    macro_rules! calls {
        ($text:tt, $count:expr, $expected:expr) => {
            assert_eq!(calls(&template!($text), $expected), $count);
            assert_eq!(calls(&template!(unoptimized, $text), $expected), $count);
        };
    }
    calls!("{{if yes (counted 'a') (counted 'b')}}", 1, "A");
    calls!("{{if no (counted 'a') (counted 'b')}}", 1, "B");
    calls!("{{if no (counted 'a')}}", 0, "");
    calls!("{{unless yes (counted 'a')}}", 0, "");
    calls!("{{str::len (if yes 'x' (counted 'b'))}}", 0, "1");
    calls!("{{str::len (unless yes (counted 'b') (counted 'cc'))}}", 1, "2");
    calls!("{{#if yes}}a{{else if (counted 'b')}}b{{/if}}", 0, "a");
    calls!(
        "{{#if no}}{{counted 'a'}}{{else if (counted 'b')}}b{{else}}{{counted 'c'}}{{/if}}",
        1,
        "b"
    );
    calls!("{{#with no}}{{counted 'a'}}{{/with}}", 0, "");
    calls!("{{concat (if no (counted 'a')) (if yes (counted 'b'))}}", 1, "B");
    calls!("{{#let (counted 'a') as |x|}}{{x}}{{x}}{{x}}{{/let}}", 1, "AAA");
}
