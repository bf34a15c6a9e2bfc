//! Helper calls in every position, to any depth.

use std::fmt::Display;
use template_runtime::Data;
use template_tests::renders;

fn shout(s: &str) -> String {
    s.to_uppercase()
}

fn join(a: &str, b: &str) -> String {
    format!("{a}+{b}")
}

fn answer() -> u8 {
    42
}

fn name() -> &'static str {
    "nobody"
}

fn is_long(s: &str) -> bool {
    s.len() > 3
}

fn add(a: i64, b: i64) -> i64 {
    a + b
}

mod strings {
    pub(crate) fn twice(s: &str) -> String {
        s.repeat(2)
    }

    pub(crate) mod inner {
        pub(crate) fn bang(s: &str) -> String {
            format!("{s}!")
        }
    }
}

struct Rows;

impl Rows {
    fn all() -> &'static Vec<u8> {
        static ALL: Vec<u8> = Vec::new();
        &ALL
    }
}

#[test]
fn statements() {
    renders!(r#"{{shout "a"}} {{{shout "<"}}} {{&shout "<"}} {{shout "<"}}"#, "A < < &lt;");
    renders!(
        r#"{{join "a" "b"}} {{ join  "a"
        "b" }}"#,
        "a+b a+b"
    );
}

#[test]
fn no_arguments() {
    renders!("{{(answer)}} {{{(name)}}} {{&(name)}}", "42 nobody nobody");
    renders!("{{shout (name)}} {{add (answer) 1}}", "NOBODY 43");
    renders!("{{#if (answer)}}yes{{/if}}", "yes");
    // A name without parentheses is data.
    renders!("{{answer}} {{(answer)}}", { answer = "data" }, "data 42");
}

#[test]
fn arguments() {
    let x = "x";
    renders!(r#"{{join (shout "hello") (shout x)}}"#, "HELLO+X");
    renders!(r#"{{join (join (join "a" x) "b") (join x (shout (shout "c")))}}"#, "a+x+b+x+C");
    renders!("{{add (add (add 1 2) (add 3 4)) (add (add 5 6) (add 7 8))}}", "36");
    renders!(r#"{{concat (shout x) "-" (join x x)}}"#, "X-x+x");
    renders!(r#"{{shout (concat x (shout "y") x)}}"#, "XYX");
}

#[test]
fn conditions() {
    let x = "word";
    renders!("{{#if (is_long x)}}long{{else}}short{{/if}}", "long");
    renders!("{{#unless (is_long x)}}short{{else}}long{{/unless}}", "long");
    renders!("{{#if (is_long (strings::twice 'ab'))}}long{{/if}}", "long");
    renders!(
        "{{if (is_long x) (shout x) 'short'}} {{unless (is_long 'abc') (shout 'abc') x}}",
        "WORD ABC"
    );
    renders!("{{#if false}}{{else if (is_long x)}}long{{/if}}", "long");
    renders!("{{#if (shout '')}}yes{{else}}no{{/if}}", "no");
}

#[test]
fn lists() {
    fn words() -> &'static [&'static str; 2] {
        &["a", "b"]
    }
    fn same<'a>(list: template_runtime::List<'a>) -> template_runtime::List<'a> {
        list
    }
    let list = vec![1, 2];
    renders!("{{#each (words)}}{{this}}{{/each}}", "ab");
    renders!("{{#each (same (same list)) as |n|}}{{n}}{{/each}}", "12");
    renders!("{{#each (Rows::all)}}x{{else}}none{{/each}}", "none");
    renders!("{{#each (if list (words) list)}}{{this}}{{/each}}", "ab");
}

#[test]
fn contexts_and_bindings() {
    let x = "x";
    renders!("{{#with (shout x)}}{{this}}{{../x}}{{/with}}", "Xx");
    renders!("{{#with (shout '')}}{{this}}{{else}}nothing{{/with}}", "nothing");
    renders!("{{#let (shout x) (join x x) as |a b|}}{{a}}{{b}}{{join a b}}{{/let}}", "Xx+xX+x+x");
}

#[test]
fn paths_of_modules() {
    renders!("{{strings::twice 'ab'}} {{strings::inner::bang (strings::twice 'a')}}", "abab aa!");
    renders!(
        "{{str::len 'four'}} [{{str::trim '  x '}}] {{str::len (str::trim ' x ')}}",
        "4 [x] 1"
    );
    renders!(
        "{{i32::abs -7}} {{f64::sqrt 9}} {{u8::max 3 4}} {{char::is_alphabetic c}}",
        { c = 'x' },
        "7 3 4 true"
    );
    renders!("{{self::shout 'a'}} {{crate::calls::shout 'b'}}", "A B");
}

#[test]
fn functions_of_the_same_body() {
    fn shout(s: &str) -> String {
        format!("({s})")
    }
    mod near {
        pub(super) fn by() -> char {
            'n'
        }
    }
    use strings::inner::bang as exclaim;
    renders!("{{shout 'a'}} {{(near::by)}} {{exclaim 'b'}}", "(a) n b!");
}

#[test]
fn the_same_helper_many_times() {
    let x = "x";
    renders!(
        "{{shout x}}{{shout x}}{{shout 'y'}}{{#if (shout x)}}{{shout (shout x)}}{{/if}}",
        "XXYX"
    );
}

#[test]
fn eight_parameters() {
    #[expect(clippy::too_many_arguments, reason = "the most there may be")]
    fn eight(a: i64, b: &str, c: i64, d: &str, e: i64, f: &str, g: i64, h: Option<&str>) -> String {
        format!("{a}{b}{c}{d}{e}{f}{g}{}", h.unwrap_or("-"))
    }
    renders!(
        "{{eight 1 'a' 2 'b' 3 'c' 4 'd'}} {{eight 1 'a' 2 'b' 3 'c' 4}}",
        "1a2b3c4d 1a2b3c4-"
    );
}

#[test]
fn arguments_are_evaluated_once_and_in_order() {
    use std::cell::Cell;
    thread_local!(static LOG: Cell<i64> = const { Cell::new(0) });
    fn note(n: i64) -> i64 {
        LOG.set(LOG.get() * 10 + n);
        n
    }
    let page = template_runtime::template!("{{add (note 1) (add (note 2) (note 3))}}{{note 4}}");
    assert_eq!(template_runtime::Template::render(&page).as_deref(), Ok("64"));
    assert_eq!(LOG.get(), 1234);
}

#[test]
fn methods_of_generic_types() {
    #[derive(Data)]
    struct Wrapper<T> {
        inner: T,
    }
    impl<T: Display> Wrapper<T> {
        fn text(&self) -> String {
            format!("<{}>", self.inner)
        }
    }
    fn unwrapped<T: Display>(wrapper: &Wrapper<T>) -> String {
        wrapper.inner.to_string()
    }
    type Bytes = Wrapper<u8>;
    let w = Wrapper { inner: 1_u8 };
    renders!("{{{Bytes::text w}}}", { w = &w }, "<1>");
    renders!(
        "{{{text w}}} {{unwrapped w}}",
        { w = &w, fn text = Wrapper::<u8>::text, fn unwrapped = unwrapped::<u8> },
        "<1> 1"
    );
}
