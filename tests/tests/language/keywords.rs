//! Keywords with the syntax of helper calls.

use std::{
    cell::Cell,
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};
#[cfg(feature = "alloc")]
use template_runtime::set_log;
use template_runtime::{Data, Template as _, Value, template};
use template_tests::renders;

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Team {
    name: &'static str,
    score: u8,
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[test]
fn and_and_or_return_the_deciding_value() {
    let (zero, one, name) = (0, 1, "x & y");
    renders!("{{and one name}} {{and zero name}} {{and one zero name}}", "x &amp; y 0 0");
    renders!("{{or zero name}} {{or one name}} {{or zero '' null}}", "x &amp; y 1 ");
    renders!("{{and one}} {{or zero}}", "1 0");
    renders!("{{#if (and one (or zero name))}}yes{{/if}}", "yes");
    renders!("{{shout (or '' (and one name))}}", "X &amp; Y");
    renders!("{{#each (or null list)}}{{this}}{{/each}}", { list = [1, 2] }, "12");
}

#[test]
fn conditions_are_blocks() {
    let (a, b, n) = ("x", "", 2);
    renders!("{{#or b a}}yes{{/or}} {{#eq a 'x'}}same{{else}}other{{/eq}}", "yes same");
    renders!("{{#and a b}}x{{else}}none{{/and}} {{#not b}}not{{/not}}", "none not");
    renders!("{{#lt n 1}}a{{else gte n 3}}b{{else if b}}c{{else ne n 2}}d{{else}}e{{/lt}}", "e");
    renders!("{{^eq a b}}ne{{/eq}}{{^or a b}}x{{else}}y{{/or}}", "ney");
    renders!(
        "{{#each list}}{{#gt this 1}}{{this}}{{@index}}{{/gt}}{{/each}}",
        { list = [1, 2] },
        "21"
    );
    renders!("{{neq n 2}} {{lte n 2}} {{gte n 3}}", "false true false");
}

#[test]
fn a_function_after_the_text_replaces_a_keyword() {
    fn log(text: &str) -> String {
        format!("[{text}]")
    }
    fn eq(a: u8, b: u8) -> bool {
        a % 2 == b % 2
    }

    renders!("{{log 'a'}}", { fn log = log }, "[a]");
    renders!("{{eq 1 3}} {{#if (eq 1 2)}}x{{/if}}", { fn eq = eq }, "true ");
}

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

fn counted(value: bool) -> bool {
    CALLS.set(CALLS.get() + 1);
    value
}

#[cfg(feature = "alloc")]
#[test]
fn and_and_or_stop_at_the_deciding_value() {
    renders_once("{{and (counted false) (counted true)}}", 1, || {
        template!("{{and (counted false) (counted true)}}").render()
    });
    renders_once("{{or (counted true) (counted true)}}", 1, || {
        template!("{{or (counted true) (counted true)}}").render()
    });
    renders_once("{{and (counted true) (counted true) (counted true)}}", 3, || {
        template!("{{and (counted true) (counted true) (counted true)}}").render()
    });
    renders_once("{{if (counted true) (counted true) (counted true)}}", 2, || {
        template!("{{if (counted true) (counted true) (counted true)}}").render()
    });
    renders_once("{{#if (or (counted false) (counted true))}}", 2, || {
        template!("{{#if (or (counted false) (counted true))}}x{{/if}}").render()
    });
}

fn renders_once(
    text: &str,
    calls: usize,
    render: impl FnOnce() -> Result<String, template_runtime::Error>,
) {
    CALLS.set(0);
    assert!(render().is_ok(), "{text}");
    assert_eq!(CALLS.get(), calls, "{text}");
}

#[test]
fn not_is_a_bool() {
    renders!(
        "{{not 0}} {{not 'x'}} {{not null}} {{not (not list)}}",
        { list = [1] },
        "true false true true"
    );
}

#[test]
fn comparisons() {
    let (one, name, ratio) = (1_u8, "b", 1.0_f64);
    renders!("{{eq one 1}} {{eq one 1.0}} {{eq one ratio}} {{ne one 2}}", "true true true true");
    renders!("{{eq name 'b'}} {{eq name 'B'}} {{ne name \"b\"}}", "true false false");
    renders!(
        "{{eq null undefined}} {{eq null 0}} {{eq true true}} {{eq true 1}}",
        "true false true false"
    );
    renders!("{{lt one 2}} {{le one 1}} {{gt one 0.5}} {{ge one 2}}", "true true true false");
    renders!("{{lt 'a' name}} {{gt 'a' name}} {{lt 'a' 1}}", "true false false");
    renders!("{{eq c 'x'}} {{eq 'x' c}}", { c = 'x' }, "true true");
    renders!("{{lt big 18446744073709551616}}", { big = u64::MAX }, "true");
    renders!("{{#if (and (gt one 0) (eq name 'b'))}}both{{/if}}", "both");
    let none: Option<u8> = None;
    renders!("{{eq none null}}", "true");
}

#[test]
fn arrays_can_be_looped_over_and_looked_up() {
    let name = "n";
    renders!("{{#each (array 1 name (shout name)) as |x i|}}{{i}}{{x}} {{/each}}", "01 1n 2N ");
    renders!("{{#each (array)}}x{{else}}none{{/each}}", "none");
    renders!("{{get (array 'a' 'b') 1}}{{lookup (array 'a' 'b') 5}}", "b");
    renders!(
        "{{#let (array (array 1 2) (array 3)) as |rows|}}{{#each rows}}{{#each this}}{{this}}{{/each}};{{/each}}{{/let}}",
        "12;3;"
    );
    renders!("{{#with (array 7 8)}}{{this.0}}{{this.[1]}}{{/with}}", "78");
}

#[test]
fn hashes_can_be_looped_over_and_looked_up() {
    let name = "n";
    renders!("{{#each (hash a=1 b=(shout name)) as |v k|}}{{k}}={{v}} {{/each}}", "a=1 b=N ");
    renders!("{{#with (hash title=name n=2)}}{{title}}{{n}}{{missing}}{{/with}}", "n2");
    renders!("{{#let (hash x=(hash y='deep')) as |h|}}{{h.x.y}}{{/let}}", "deep");
    renders!("{{get (hash a=1) 'a'}}{{get (hash a=1) 'b'}}", "1");
}

#[test]
fn helpers_take_arrays_and_hashes() {
    fn sum(list: template_runtime::List<'_>) -> i64 {
        list.iter().map(|value| if let Value::Int(n) = value { n } else { 0 }).sum()
    }
    fn keys(map: template_runtime::Map<'_>) -> String {
        map.iter().map(|(key, _)| format!("{key:?}")).collect()
    }
    renders!("{{sum (array 1 2 3)}} {{{keys (hash a=1 b=2)}}}", "6 \"a\"\"b\"");
}

#[cfg(feature = "alloc")]
#[test]
fn lookups() {
    let team = Team { name: "Owls", score: 3 };
    let teams = [Team { name: "A", score: 1 }, Team { name: "B", score: 2 }];
    let map = BTreeMap::from([("x", 1), ("y", 2)]);
    let key = "name";
    renders!("{{get team 'name'}} {{lookup team key}} {{get team 'score'}}", "Owls Owls 3");
    renders!("{{#let 1 as |i|}}{{get (get teams i) 'name'}}{{/let}}", "B");
    renders!("{{#each (array 'y' 'x' 'z') as |k|}}[{{lookup @map k}}]{{/each}}", "[2][1][]");
    renders!("{{#with (lookup teams 0) as |t|}}{{t.name}}{{/with}}", "A");
    renders!("{{lookup team (concat 'na' 'me')}}", "Owls");
}

#[test]
fn include_zero() {
    let (zero, nothing) = (0, None::<u8>);
    renders!("{{#if zero}}a{{else}}b{{/if}}{{#if zero includeZero=true}}a{{else}}b{{/if}}", "ba");
    renders!("{{#unless zero includeZero=true}}a{{else}}b{{/unless}}", "b");
    renders!("{{if zero 'a' 'b' includeZero=true}}{{unless zero 'a' 'b' includeZero=true}}", "ab");
    renders!("{{if 0.0 'a' 'b' includeZero=true}}{{if nothing 'a' 'b' includeZero=true}}", "ab");
    renders!("{{#if zero includeZero=false}}a{{else}}b{{/if}}", "b");
}

#[cfg(feature = "alloc")]
#[test]
fn log_goes_to_the_hook_and_prints_nothing() {
    static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let seen = || SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let name = "x";
    renders!("a{{log name 1}}b", "ab");
    set_log(Some(|values| {
        SEEN.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{values:?}"));
    }));
    renders!("a{{log name 1}}b", "ab");
    set_log(None);
    assert!(seen().iter().all(|line| line == "[\"x\", 1]"));
    let count = seen().len();
    assert!(count > 0);
    renders!("{{log name}}", "");
    assert_eq!(seen().len(), count);
}

#[test]
fn concat_of_html_is_html() {
    use template_runtime::SafeHtml;
    let (html, text) = (SafeHtml("<b>"), "<");
    renders!("{{concat html 1 html null}} {{concat html text}}", "<b>1<b> <b>&lt;");
    renders!("{{#let (concat html 1 html null) as |x|}}{{x}}{{/let}}", "<b>1<b>");
    renders!("{{#let (concat html text) as |x|}}{{x}}{{/let}}", "&lt;b&gt;&lt;");
    renders!("{{#let (concat text 1) (concat) as |x y|}}{{x}}{{y}}{{/let}}", "&lt;1");
}
