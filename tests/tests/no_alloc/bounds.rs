//! Checks that the computed size of scratch memory suffices for the lists and maps that a template creates.
//! With a heap, scratch memory would otherwise grow, which the allocation counter would show.

use super::{check, shout};
use template_runtime::{DynHelper, Template, callable, template};

/// Returns the part of a listing's first line that begins with the scratch memory.
fn scratch(template: &dyn Template) -> String {
    let listing = template.program().to_string();
    let head = listing.lines().next().unwrap_or_default();
    head.rsplit(", ").next().unwrap_or_default().to_owned()
}

/// Checks that a template allocates nothing, and that its program needs exactly this scratch memory.
macro_rules! bounded {
    ($text:tt, { $($data:tt)* }, $expected:expr, $scratch:expr $(,)?) => {{
        #[allow(deprecated, reason = "some of the templates cause warnings")]
        {
            let page = template!($text, $($data)*);
            check(&page, $expected);
            assert_eq!(scratch(&page), $scratch, "{}", $text);
            check(&template!(unoptimized, $text, $($data)*), $expected);
        }
    }};
}

#[test]
fn nothing_is_needed() {
    let (name, list) = ("a", [1, 2]);
    bounded!(
        "{{name}}{{#each list}}{{this}}{{/each}}{{#if (eq name 'b')}}b{{/if}}",
        {},
        "a12",
        "no scratch"
    );
    // The outermost call prints its result directly, for every callee.
    bounded!("{{shout name}}", {}, "A", "no scratch");
    bounded!("{{f name}}", { fn f = |s: &str| s.len() }, "1", "no scratch");
    template! {
        struct Page<'a> {
            f: DynHelper<'a>,
        }
        "{{this.f 'a'}}{{{this.f 'b'}}}{{(this.f 'c')}}"
    }
    let f = callable!(shout);
    let page = Page { f: (&f).into() };
    check(&page, "ABC");
    assert_eq!(scratch(&page), "no scratch");
}

#[test]
fn arrays_and_hashes() {
    let n = 1;
    bounded!("{{#each (array)}}x{{else}}none{{/each}}", {}, "none", "at most 48 bytes of scratch");
    bounded!("{{#each (array n 2)}}{{this}}{{/each}}", {}, "12", "at most 96 bytes of scratch");
    bounded!("{{#each (hash a=n b=2)}}{{this}}{{/each}}", {}, "12", "at most 96 bytes of scratch");
    // Nested ones stay until the outer one is complete.
    bounded!(
        "{{#each (array (array n) (hash a=(array n n) b=(array)))}}{{#each this}}[{{this.0}}]{{/each}}{{/each}}",
        {},
        "[][1][]",
        "at most 408 bytes of scratch",
    );
    // Consecutive ones reuse the memory.
    bounded!(
        "{{#each (array n)}}{{this}}{{/each}}{{#each (array n n)}}{{this}}{{/each}}{{lookup (hash a=n) 'a'}}",
        {},
        "1111",
        "at most 240 bytes of scratch",
    );
}
#[test]
fn every_branch_of_a_choice() {
    let (yes, no) = (true, false);
    // Arguments that `or` and `and` skip are freed.
    bounded!(
        "{{#each (or (array) (array) (array) (array) (array) (array yes))}}{{this}}{{/each}}",
        {},
        "true",
        "at most 72 bytes of scratch",
    );
    bounded!(
        "{{#each (and (array 1 2 3) (array 1 2 yes))}}{{this}} {{/each}}",
        {},
        "1 2 true ",
        "at most 120 bytes of scratch",
    );
    // As an argument of another call they stay with the other arguments.
    bounded!(
        "{{#each (array 7 (and (array 1 2 3) (array 1 2 yes)))}}{{this.2}}{{/each}}",
        {},
        "true",
        "at most 336 bytes of scratch",
    );
    // The chosen value may be larger than later ones.
    bounded!(
        "{{#let (or (array yes 2 3 4 5 6 7 8) (array)) as |x|}}{{#let (array yes 2 3 4 5 6 7 8) as |y|}}{{x.7}}{{y.7}}{{/let}}{{/let}}",
        {},
        "88",
        "at most 480 bytes of scratch",
    );
    bounded!(
        "{{#let (if yes (array no 2 3 4 5 6 7 8) (if no (array) (array 1))) as |x|}}{{#let (array no 2 3 4 5 6 7 8) as |y|}}{{x.7}}{{y.7}}{{/let}}{{/let}}",
        {},
        "88",
        "at most 480 bytes of scratch",
    );
    bounded!(
        "{{#let (if no (array 1) (if no (array) (or (array) (and (array) (array)) (array yes 2 3 4 5 6 7 8)))) as |x|}}{{#let (array yes 2 3 4 5 6 7 8) as |y|}}{{x.7}}{{y.7}}{{/let}}{{/let}}",
        {},
        "88",
        "at most 480 bytes of scratch",
    );
    // The condition of a block is freed before the block is printed.
    bounded!(
        "{{#if (array 1 2 3)}}{{#each (array yes 2 3)}}{{this}}{{/each}}{{/if}}{{#unless (array 1 2)}}x{{else}}y{{/unless}}",
        {},
        "true23y",
        "at most 216 bytes of scratch",
    );
}

#[test]
fn in_loops_and_blocks() {
    let list = [1, 2, 3];
    bounded!(
        "{{#each list as |n|}}{{#let (array n (array n n)) (hash a=(hash b=n)) as |x y|}}{{#each x.1}}{{this}}{{#each (array this y)}}{{this.a.b}}{{/each}}{{/each}}{{/let}};{{/each}}",
        {},
        "1111;2222;3333;",
        "at most 432 bytes of scratch",
    );
    bounded!(
        "{{#each (array 1 2 3) as |a|}}{{#each (array a a) as |b|}}{{#with (hash c=b) as |h|}}{{#h.c}}{{#let (array a b h) as |l|}}{{l.2.c}}{{/let}}{{/h.c}}{{/with}}{{/each}} {{/each}}",
        {},
        "11 22 33 ",
        "at most 408 bytes of scratch",
    );
    bounded!(
        "{{#with (array 1 2) as |l|}}{{#l}}{{#each (hash a=this) as |v k|}}{{k}}{{v}}{{/each}}{{/l}}{{/with}}",
        {},
        "a1a2",
        "at most 168 bytes of scratch",
    );
    bounded!(
        "{{#each list}}{{#if (and (array this) (or (array) (eq this 2)))}}{{lookup (array 4 5 6) 1}}{{else}}{{get (hash a=this) 'a'}}{{/if}}{{/each}}",
        {},
        "153",
        "at most 120 bytes of scratch",
    );
}

#[test]
fn texts_are_counted() {
    template! {
        struct Bound<'a> {
            f: DynHelper<'a>,
            name: &'a str,
        }
        "{{#let (helper this.f name) as |g|}}{{(g)}}{{/let}}{{(this.f (this.f name))}}"
    }
    let (name, f) = ("a", callable!(shout));
    let page = Bound { f: (&f).into(), name };
    check(&page, "AA");
    assert_eq!(scratch(&page), "2 texts in scratch");
    macro_rules! says {
        ($($text:literal $scratch:literal;)*) => { $(
            let page = template!($text, name = name);
            assert!(page.render_into(&mut [0; 100]).is_ok(), "{}", $text);
            assert_eq!(scratch(&page), $scratch, "{}", $text);
        )* };
    }
    says! {
        "{{shout (shout name)}}" "1 text in scratch";
        "{{shout (shout (shout name))}}" "2 texts in scratch";
        "{{shout (concat (shout name) (shout name))}}" "3 texts in scratch";
        "{{shout name}}{{shout (shout name)}}{{shout (shout name)}}" "1 text in scratch";
        "{{#if (shout name)}}{{shout (shout name)}}{{/if}}" "1 text in scratch";
        "{{#let (shout name) as |a|}}{{shout (shout a)}}{{/let}}" "2 texts in scratch";
        "{{#each (array (shout name) name)}}{{this}}{{/each}}" "1 text and at most 96 bytes in scratch";
        "{{shout (if name (shout name) (shout 'b'))}}" "1 text in scratch";
        "{{shout (or (shout '') (shout name))}}" "1 text in scratch";
    }
}
