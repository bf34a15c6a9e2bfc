//! Scratch memory: where the texts of nested calls live, and for how long.

use std::panic::{AssertUnwindSafe, catch_unwind};
use template_runtime::{Template, template};
use template_tests::{check, renders};

/// The size of scratch memory on the stack.
const SCRATCH: usize = 1024;

fn shout(s: &str) -> String {
    s.to_uppercase()
}

fn join(a: &str, b: &str) -> String {
    format!("{a}{b}")
}

fn times(s: &str, n: usize) -> String {
    s.repeat(n)
}

fn tail(s: &str) -> &str {
    s.get(1..).unwrap_or("")
}

#[test]
fn statements_free_their_memory() {
    // Each iteration stores more than half of its size.
    let list: Vec<u32> = (0..2000).collect();
    let expected: String = list.iter().map(|n| format!("{n}:600;")).collect();
    renders!("{{#each list}}{{this}}:{{str::len (times 'x' 600)}};{{/each}}", &expected);
    renders!("{{#each list}}{{#if (times 'x' 600)}}{{this}}:600;{{/if}}{{/each}}", &expected);
    renders!("{{#each list}}{{this}}:{{if (times 'x' 600) 600}};{{/each}}", &expected);
    renders!(
        "{{#each list}}{{#with (times 'x' 600)}}{{../this}}:{{str::len this}};{{/with}}{{/each}}",
        &expected
    );
    renders!(
        "{{#each list}}{{#let (times 'x' 600) as |t|}}{{this}}:{{str::len t}};{{/let}}{{/each}}",
        &expected
    );
    renders!(
        "{{#each list}}{{#unless (times 'x' 0)}}{{this}}:{{str::len (shout (times 'x' 600))}};{{/unless}}{{/each}}",
        &expected
    );
}

#[test]
fn bound_texts_outlive_the_statements_inside() {
    let (x, list) = ("x", [1, 2, 3]);
    renders!(
        "{{#let (shout x) as |a|}}{{shout (join a a)}}{{shout (times 'y' 100)}}{{a}}{{/let}}",
        &format!("XX{}X", "Y".repeat(100))
    );
    renders!(
        "{{#let (shout 'a') (shout 'b') as |a b|}}{{#each list}}{{shout (join 'c' (shout 'd'))}}{{a}}{{b}}{{/each}}{{/let}}",
        "CDABCDABCDAB"
    );
    renders!(
        "{{#with (shout 'a') as |a|}}{{#each ../list}}{{shout (shout 'c')}}{{a}}{{../this}}{{/each}}{{a}}{{/with}}",
        "CAACAACAAA"
    );
    // A text that borrows from a bound text stays valid, too.
    renders!(
        "{{#let (shout 'abcd') as |a|}}{{#let (tail a) as |b|}}{{#let (tail b) as |c|}}{{shout (times 'z' 9)}}{{a}}{{b}}{{c}}{{/let}}{{/let}}{{/let}}",
        "ZZZZZZZZZABCDBCDCD"
    );
    renders!(
        "{{#let (tail (tail (shout 'abcd'))) as |a|}}{{shout (times 'z' 9)}}{{a}}{{/let}}",
        "ZZZZZZZZZCD"
    );
}

#[test]
fn bound_texts_in_loops() {
    let list: Vec<u32> = (0..500).collect();
    let expected: String = list.iter().map(|n| format!("A{n}B{n}CA{n};")).collect();
    renders!(
        "{{#each list}}{{#let (concat 'A' this) as |a|}}{{#let (join a (concat 'B' this)) as |b|}}{{join b (shout 'c')}}{{/let}}{{shout a}};{{/let}}{{/each}}",
        &expected
    );
    // A text from outside of the loop, and one in each iteration.
    renders!(
        "{{#let (times 'x' 500) as |x|}}{{#each list}}{{#let (times 'y' 400) as |y|}}{{#unless (str::len y)}}wrong{{/unless}}{{/let}}{{/each}}{{str::len x}}{{/let}}",
        "500"
    );
    let two = [1, 2];
    renders!(
        "{{#each two}}{{#let (concat 'a' this) as |a|}}{{#each ../two}}{{#let (join a (concat 'b' this)) as |b|}}{{b}}{{a}} {{/let}}{{/each}}{{a}};{{/let}}{{/each}}",
        "a1b1a1 a1b2a1 a1;a2b1a2 a2b2a2 a2;"
    );
}

#[test]
fn else_frees_the_memory() {
    let none: [u8; 0] = [];
    renders!(
        "{{#let (shout 'a') as |a|}}{{#with (times 'x' 0)}}{{else}}{{shout (shout 'b')}}{{a}}{{/with}}{{a}}{{/let}}",
        "BAA"
    );
    renders!(
        "{{#let (shout 'a') as |a|}}{{#each none}}{{else}}{{shout (shout 'b')}}{{a}}{{/each}}{{a}}{{/let}}",
        "BAA"
    );
    renders!(
        "{{#let (shout 'a') as |a|}}{{#if (times 'x' 0)}}{{else if (shout (shout 'c'))}}{{shout (shout 'b')}}{{a}}{{/if}}{{a}}{{/let}}",
        "BAA"
    );
}

#[test]
fn pending_arguments_are_kept() {
    renders!(
        "{{join (shout 'a') (join (shout 'b') (if (shout 'c') (shout 'd') (shout 'e')))}}",
        "ABD"
    );
    renders!(
        "{{join (concat (shout 'a') (shout 'b')) (concat (if (times 'x' 500) (shout 'c')) (shout 'd'))}}",
        "ABCD"
    );
    let n = SCRATCH / 2 - 10;
    renders!("{{str::len (join (times 'a' n) (times 'b' n))}}", &(2 * n).to_string());
}

#[test]
fn texts_of_every_size_around_the_border() {
    for n in [0, 1, SCRATCH - 1, SCRATCH, SCRATCH + 1, 2 * SCRATCH, 4096, 5000, 100_000] {
        let x = "é".repeat(n / 2) + &"x".repeat(n % 2);
        renders!("{{shout (join x '')}}", &x.to_uppercase());
        renders!("{{shout (concat x '!')}}", &(x.to_uppercase() + "!"));
        renders!("{{shout (join 'a' (join x 'b'))}}", &("A".to_owned() + &x.to_uppercase() + "B"));
        // Half of the memory is in use when the long text is stored.
        renders!("{{join (times 'a' 512) (join x 'b')}}", &("a".repeat(512) + &x + "b"));
        renders!(
            "{{#let (times 'a' 1000) (join x x) as |a x|}}{{shout (join a x)}}{{str::len a}}{{/let}}",
            &("A".repeat(1000) + &x.to_uppercase() + &x.to_uppercase() + "1000")
        );
    }
}

#[test]
fn a_text_that_grows_piece_by_piece() {
    // `concat` displays its parts one by one: the text moves to the heap while it grows.
    let (a, b) = ("a".repeat(700), "b".repeat(700));
    renders!("{{shout (concat a b 'c' a 1.5 b)}}", &format!("{a}{b}c{a}1.5{b}").to_uppercase());
    renders!(
        "{{shout (concat (shout a) (concat b a) (times 'x' 3000))}}",
        &format!("{a}{b}{a}{}", "x".repeat(3000)).to_uppercase()
    );
}

#[test]
fn wide_numbers_between_texts() {
    fn big(n: u16) -> i128 {
        i128::MAX - i128::from(n)
    }
    fn less(n: i128) -> i128 {
        n - 1
    }
    let (list, max) = ([1, 2], "1701411834604692317316873037158841057");
    renders!(
        "{{#let (shout 'a') (big 1) (shout 'bcd') (big 2) as |a x b y|}}{{#each list}}{{join (shout b) (concat (big this) b)}};{{/each}}{{less x}} {{y}} {{a}}{{b}}{{/let}}",
        &format!("BCD{max}26BCD;BCD{max}25BCD;{max}25 {max}25 ABCD")
    );
    // For every alignment of the text before the number, and of the end of the memory.
    let sizes: Vec<usize> = (0..40).chain(SCRATCH - 40..SCRATCH + 2).collect();
    let expected: String = sizes.iter().map(|n| format!("{n}{max}20;")).collect();
    renders!(
        "{{#each sizes as |n|}}{{#let (times 'x' n) (big 6) as |t x|}}{{str::len t}}{{less x}};{{/let}}{{/each}}",
        &expected
    );
}

#[test]
fn the_heap_in_loops() {
    let list = [1, 5, 3000, 2, 5000, 20_000, 1, 3000];
    let expected: String = list.iter().map(|n| format!("{};", 2 * n + 900)).collect();
    renders!(
        "{{#let (times 'z' 900) as |z|}}{{#each list as |n|}}{{str::len (join (join (times 'x' n) (times 'y' n)) z)}};{{/each}}{{/let}}",
        &expected
    );
    let expected: String =
        list.iter().map(|n| format!("{}{};", "x".repeat(*n), "Y".repeat(*n))).collect();
    renders!(
        "{{#each list as |n|}}{{#let (times 'x' n) (times 'y' n) as |x y|}}{{#let (shout y) as |u|}}{{x}}{{u}};{{/let}}{{/let}}{{/each}}",
        &expected
    );
    // Inner texts are freed while outer ones stay.
    renders!(
        "{{#each list as |n|}}{{#let (times 'x' n) as |x|}}{{#each ../list as |m|}}{{#if (join x (times 'y' m))}}{{/if}}{{/each}}{{str::len x}};{{/let}}{{/each}}",
        &list.map(|n| format!("{n};")).concat()
    );
}

#[test]
fn a_panic_breaks_nothing() {
    fn explode(s: &str) -> String {
        assert_ne!(s, "NOW");
        s.to_owned()
    }
    for x in ["later", "now"] {
        let page = template!(
            "{{#let (shout x) as |x|}}before {{shout (explode (shout x))}} {{explode x}}{{/let}} after"
        );
        for _ in 0..3 {
            let mut string = String::from("kept ");
            let outcome = catch_unwind(AssertUnwindSafe(|| page.render_to(&mut string)));
            if x == "now" {
                assert!(outcome.is_err());
                assert!(string.starts_with("kept "));
                assert!(catch_unwind(AssertUnwindSafe(|| page.render())).is_err());
                assert!(
                    catch_unwind(AssertUnwindSafe(|| page
                        .render_into(&mut [0; 100])
                        .map(str::len)))
                    .is_err()
                );
            } else {
                check(&page, "before LATER LATER after");
            }
        }
    }
}

#[test]
fn a_display_that_panics() {
    struct Explodes;
    impl std::fmt::Display for Explodes {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("half of it")?;
            panic!("on purpose")
        }
    }
    fn explode() -> Explodes {
        Explodes
    }
    let printed = template!("a{{(explode)}}b");
    let nested = template!("a{{shout (explode)}}b");
    for _ in 0..2 {
        assert!(catch_unwind(AssertUnwindSafe(|| printed.render())).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| nested.render())).is_err());
        assert!(
            catch_unwind(AssertUnwindSafe(|| printed.render_into(&mut [0; 100]).map(str::len)))
                .is_err()
        );
    }
    renders!("{{shout (join 'a' 'b')}}", "AB");
}

#[test]
fn a_template_inside_of_a_helper() {
    fn inner(s: &str) -> String {
        template!("[{{shout (join s s)}}]").render().unwrap_or_default()
    }
    renders!("{{join (inner (shout 'a')) (inner (inner 'b'))}}", "[AA][[BB][BB]]");
}
