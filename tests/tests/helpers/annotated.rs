//! Functions with `#[helper]`.

use std::{
    borrow::Cow,
    cell::RefCell,
    fmt::Display,
    sync::atomic::{AtomicU8, Ordering},
};
use template_runtime::{Block, SafeHtml, Stopped, Template, Value, helper, template};
use template_tests::{check, failure, renders};

/// A link.
#[helper]
fn link(
    text: &str,
    #[named] href: &str,
    #[named(default = "_self")] target: &str,
    #[named] title: Option<&str>,
) -> SafeHtml<String> {
    let title = title.map(|title| format!(" title={title}")).unwrap_or_default();
    SafeHtml(format!("<a href={href} target={target}{title}>{text}</a>"))
}

mod others {
    use template_runtime::helper;

    const LIMIT: usize = 3;

    #[helper]
    pub(crate) fn short(
        text: &str,
        #[optional(default = LIMIT)] len: usize,
        #[named(default = "…")] end: &str,
    ) -> String {
        match text.char_indices().nth(len) {
            Some((at, _)) => format!("{}{end}", &text[..at]),
            None => text.to_owned(),
        }
    }

    pub(crate) mod more {
        #[template_runtime::helper]
        pub(in crate::annotated) fn twice(text: &str) -> String {
            text.repeat(2)
        }
    }
}

#[helper]
fn joined(#[rest] items: &[Value<'_>], #[named(default = ", ")] by: &str) -> String {
    items.iter().map(|item| format!("{item:?}")).collect::<Vec<_>>().join(by)
}

#[test]
fn named_arguments_in_any_order() {
    renders!("{{link 'a' href='/'}}", "<a href=/ target=_self>a</a>");
    renders!(
        "{{link 'a' title='t' target='_top' href='/'}}",
        "<a href=/ target=_top title=t>a</a>"
    );
    renders!("{{link 'a' href='/' title='t'}}", "<a href=/ target=_self title=t>a</a>");
    let (a, to) = ("A", String::from("/to"));
    renders!("{{link a href=to}}", "<a href=/to target=_self>A</a>");
}

#[test]
fn null_takes_the_default() {
    renders!("{{link 'a' href='/' target=null}}", "<a href=/ target=_self>a</a>");
    renders!("{{link 'a' href='/' title=null}}", "<a href=/ target=_self>a</a>");
    renders!(
        "{{link 'a' href='/' target=t}}",
        { t = None::<&str> },
        "<a href=/ target=_self>a</a>"
    );
    renders!(
        "{{others::short 'abcde' null}} {{others::short 'abcde' n}}",
        { n = None::<u8> },
        "abc… abc…"
    );
}

#[test]
fn defaults_are_computed_at_each_call() {
    static COUNT: AtomicU8 = AtomicU8::new(0);
    #[helper]
    fn count(#[named(default = COUNT.fetch_add(1, Ordering::Relaxed))] n: u8) -> u8 {
        n
    }
    let page = template!("{{(count)}} {{(count)}} {{count n=9}} {{(count)}}");
    assert_eq!(page.render().as_deref(), Ok("0 1 9 2"));
}

#[test]
fn defaults_are_in_the_scope_of_the_helper() {
    // Names that the generated code might use.
    const ARGS: &str = "args";
    fn sink() -> &'static str {
        ARGS
    }
    fn call() -> u8 {
        7
    }
    #[helper]
    fn show(
        #[named(default = sink())] args: &str,
        #[optional(default = call())] value_0: u8,
    ) -> String {
        format!("{args}{value_0}")
    }
    renders!("{{(show)}} {{show 1 args='x'}}", "args7 x1");
}

#[test]
fn optional_parameters() {
    #[helper]
    fn two(a: Option<u8>, b: Option<&str>, #[named] c: Option<bool>) -> String {
        format!("{a:?}/{b:?}/{c:?}")
    }
    renders!(
        "{{{(two)}}} {{{two 1}}} {{{two null 'b' c=true}}}",
        "None/None/None Some(1)/None/None None/Some(\"b\")/Some(true)"
    );
    #[helper]
    fn range(
        end: i64,
        #[optional(default = 0)] start: i64,
        #[optional(default = end_of())] step: i64,
    ) -> i64 {
        (end - start) / step
    }
    fn end_of() -> i64 {
        1
    }
    renders!("{{range 8}} {{range 8 2}} {{range 8 2 3}}", "8 6 2");
}

#[test]
fn arguments_are_evaluated_in_the_order_of_the_template() {
    thread_local!(static LOG: RefCell<String> = const { RefCell::new(String::new()) });
    fn note(text: &str) -> &str {
        LOG.with_borrow_mut(|log| log.push_str(text));
        text
    }
    #[helper]
    fn all(a: &str, #[named] b: &str, #[named] c: &str, #[named(default = "d")] d: &str) -> String {
        format!("{a}{b}{c}{d}")
    }
    let page = template!("{{all (note '1') c=(note '2') d=(note '3') b=(note '4')}}");
    assert_eq!(page.render().as_deref(), Ok("1423"));
    assert_eq!(LOG.take(), "1234");
}

#[test]
fn further_arguments() {
    renders!(
        "[{{{(joined)}}}] [{{{joined 1}}}] [{{{joined 1 'b' null true}}}]",
        "[] [1] [1, \"b\", null, true]"
    );
    renders!("{{{joined 1 2 by='+'}}} {{{joined by='+'}}}|", "1+2 |");
    #[helper]
    fn first<'a>(
        of: &str,
        #[optional(default = 0)] at: usize,
        #[rest] items: &[Value<'a>],
    ) -> Option<Value<'a>> {
        assert_eq!(of, "x");
        items.get(at).copied()
    }
    let text = String::from("text");
    renders!(
        "{{first 'x'}}[{{first 'x' 1}}][{{first 'x' 1 2 text}}]{{first 'x' null 'y'}}",
        "[][text]y"
    );
    renders!("{{joined 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 by=''}}", "12345678910111213141516");
}

#[test]
fn parameters_of_type_impl_display() {
    #[helper]
    fn paid(
        amount: impl Display,
        #[named(default = "EUR")] currency: impl Display,
        #[named] note: Option<impl Display>,
    ) -> String {
        format!("{amount} {currency}{}", note.map(|note| format!(" {note}")).unwrap_or_default())
    }
    #[helper]
    fn pair<T: Display, U>(a: T, b: T, c: U) -> String
    where
        U: Display,
    {
        format!("{a}{b}{c}")
    }
    #[helper]
    fn owned(text: impl Into<String>) -> String {
        text.into()
    }
    #[helper]
    fn text(
        a: impl AsRef<str>,
        #[named(default = "-")] by: impl AsRef<str> + Clone,
        #[named] end: Option<impl AsRef<str>>,
    ) -> String {
        let end = end.map(|end| end.as_ref().to_owned()).unwrap_or_default();
        [a.as_ref(), by.as_ref(), &end].concat()
    }
    #[helper]
    fn lengths<S>(items: &[S], one: S) -> usize
    where
        S: Display + AsRef<str>,
    {
        items.iter().map(|item| item.as_ref().len()).sum::<usize>() + one.as_ref().len()
    }
    fn borrowed<'a>(text: impl Into<Cow<'a, str>>) -> String {
        text.into().into_owned()
    }
    #[helper]
    #[expect(clippy::too_many_arguments, reason = "the last one is what matters")]
    fn late(_a: u8, _b: u8, _c: u8, _d: u8, _e: u8, _f: u8, _g: u8, h: impl Display) -> String {
        format!("{h}")
    }
    fn plain(a: impl Display, b: u8, c: impl Display) -> String {
        format!("{a}{b}{c}")
    }
    renders!(
        "{{paid 1.50}} {{paid 'x' currency='$' note=2}} {{paid null currency=null}}",
        "1.5 EUR x $ 2  EUR"
    );
    renders!(
        "{{pair 1 'b' true}} {{owned 1.5}} {{late 1 2 3 4 5 6 7 'h'}} {{plain 'a' 2 3.0}}",
        "1btrue 1.5 h a23"
    );
    renders!(
        "{{text 'a'}} {{text 'a' by=name end='!'}} {{borrowed name}} {{borrowed 1.5}}",
        { name = "b" },
        "a- ab! b 1.5"
    );
    renders!("{{lengths (array 'a' 'bc') 'def'}}", "6");
    let error = failure!("{{paid list}}", list = template_runtime::Tree::List(&[]));
    assert_eq!(
        error.kind().to_string(),
        "helper `paid`: argument 1 must be something that can be printed, but is []"
    );
}

#[test]
fn errors_have_the_name_of_the_helper_and_a_position() {
    #[helper]
    fn half(n: u32, #[named(default = 2)] by: u32) -> Result<u32, String> {
        if n.is_multiple_of(by) { Ok(n / by) } else { Err(format!("{n} is odd")) }
    }
    renders!("{{half 4}} {{half 9 by=3}}", "2 3");
    let (line, error) = (line!(), failure!("line\n  {{half 5}}"));
    assert_eq!(error.to_string(), format!("{}:{line}:55: helper `half`: 5 is odd", file!()));
    let error = failure!("{{half n}}", n = -1);
    assert_eq!(
        error.kind().to_string(),
        "helper `half`: argument 1 must be an integer (`u32`), but is -1"
    );
    let error = failure!("{{half 4 by=n}}", n = -1);
    assert_eq!(
        error.kind().to_string(),
        "helper `half`: argument `by` must be an integer (`u32`), but is -1"
    );
    let error = failure!("{{link 'a' href=to}}", to = None::<&str>);
    assert_eq!(
        error.kind().to_string(),
        "helper `link`: argument `href` must be text, but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
    let error = failure!("{{#if (half (half 6))}}{{/if}}");
    assert_eq!(error.kind().to_string(), "helper `half`: 3 is odd");
}

#[test]
fn raw_identifiers() {
    #[helper]
    fn r#type(r#match: &str, #[named] r#type: &str, #[named(default = ".")] end: &str) -> String {
        format!("{match}:{type}{end}", match = r#match, type = r#type)
    }
    renders!("{{type 'a' type='b'}} {{type 'a' end='!' type='b'}}", "a:b. a:b!");
}

#[test]
fn helpers_in_other_scopes() {
    #[helper]
    fn near(#[named(default = 1)] n: u8) -> u8 {
        n
    }
    renders!("{{(near)}} {{near n=2}}", "1 2");
    renders!("{{others::short 'abcde'}} {{others::short 'abcde' 2 end='.'}}", "abc… ab.");
    renders!("{{others::more::twice 'a'}} {{self::others::short 'abcd'}}", "aa abc…");
    renders!("{{crate::annotated::others::short 'abcd'}}", "abc…");
    renders!("{{template_tests::greet 'Hello' name='you'}}", "Hello you!");
    {
        use others::{more::twice as double, short};
        renders!("{{short 'abcd'}} {{double 'b'}}", "abc… bb");
    }
    {
        use others::*;
        use template_tests::*;
        renders!(
            "{{short 'abcd'}} {{more::twice 'b'}} {{greet 'Hi' name='me' mark='?'}}",
            "abc… bb Hi me?"
        );
    }
}

#[test]
fn the_item_form() {
    template! {
        struct Page<'a> {
            name: &'a str,
            mark: Option<char>,
        }

        "{{greeting 'Hello' name=name mark=mark}}{{#each (words)}} {{joined this @index by=@name}}{{/each}}"
    }
    #[helper]
    fn greeting(text: &str, #[named] name: &str, #[named(default = '!')] mark: char) -> String {
        format!("{text} {name}{mark}")
    }
    fn words() -> &'static [u8; 2] {
        &[1, 2]
    }
    check(&Page { name: "you", mark: None }, "Hello you! 1you0 2you1");
    check(&Page { name: "you", mark: Some('?') }, "Hello you? 1you0 2you1");
}

#[test]
fn calls_inside_of_calls() {
    renders!(
        "{{link (others::short (joined 1 2 by='') 1 end=(others::more::twice '.')) href=(link 'b' href='c')}}",
        "<a href=<a href=c target=_self>b</a> target=_self>1..</a>"
    );
    renders!(
        "{{#let (joined 'a' 'b') as |j|}}{{{joined j by=j}}}{{/let}}",
        "\"\\\"a\\\", \\\"b\\\"\""
    );
    renders!("{{#if (joined)}}yes{{else}}no{{/if}}", "no");
}

#[test]
fn callers_in_rust() {
    assert_eq!(template_tests::greet("a", "b", "c"), "a bc");
    assert_eq!(others::short("abcd", 1, "-"), "a-");
    let twice: Vec<String> = ["a", "b"].into_iter().map(others::more::twice).collect();
    assert_eq!(twice, ["aa", "bb"]);
    assert_eq!(joined(&[Value::Int(1), true.into()], " "), "1 true");
}

#[test]
fn under_another_name() {
    template! {
        struct Page<'a> {
            text: &'a str,
        }

        "{{cut text 1 end='-'}}{{(bang)}}",
        fn cut = others::short,
        fn bang = |text: Option<&str>| text.unwrap_or("!").len(),
    }
    check(&Page { text: "abc" }, "a-1");
}

#[test]
fn generated_by_a_macro() {
    macro_rules! repeat {
        ($($name:ident $ty:ty = $times:expr;)*) => { $(
            #[helper]
            fn $name(text: $ty, #[named(default = $times)] times: usize) -> String {
                text.repeat(times)
            }
        )* };
    }
    repeat! { twice &str = 1 + 1; thrice &str = 3; }
    renders!("{{twice 'a'}} {{thrice 'b'}} {{twice 'c' times=1}}", "aa bbb c");
}

/// A helper is found by its name and the types of its parameters, regardless of their spelling.
#[test]
#[allow(elided_lifetimes_in_paths, reason = "they are allowed")]
fn parameters_of_all_types() {
    #[helper]
    fn hidden(value: Value, #[named(default = 1)] n: u8) -> String {
        format!("{value:?}{n}")
    }
    #[helper]
    fn lived<'a, 'b: 'a>(a: &'a str, #[named] b: Option<&'b str>) -> &'a str {
        b.unwrap_or(a)
    }
    #[helper]
    fn open<T: Display>(a: T, b: impl Display, #[named(default = '!')] c: impl Display) -> String {
        format!("{a}{b}{c}")
    }
    #[helper]
    fn all<'v>(a: u8, #[rest] rest: &[Value<'v>], #[named(default = 0)] b: u8) -> usize {
        usize::from(a + b) + rest.len()
    }
    #[helper]
    fn wrap(#[block] block: &mut Block, #[named(default = "-")] with: &str) -> Result<(), Stopped> {
        block.text(with)?;
        block.body(&[])?;
        block.text(with)
    }
    renders!("{{hidden 5 n=2}} {{hidden null}} {{lived 'a'}}{{lived 'a' b='b'}}", "52 null1 ab");
    renders!("{{open 1 'b'}} {{open 'a' 2.5 c=3}} {{all 1 2 'x' b=3}} {{all 1}}", "1b! a2.53 6 1");
    renders!("{{#wrap with='+'}}x{{/wrap}}{{#(wrap)}}y{{/wrap}}", "+x+-y-");
}

/// The helpers of the library that declare named parameters, as `#[helper]` declares them.
mod declared {
    use std::fmt::Display;
    use template_runtime::{helper, helpers::Number};

    #[helper]
    pub(super) fn number(
        value: Number<'_>,
        #[named] decimals: Option<u8>,
        #[named(default = "")] grouping: &str,
        #[named(default = ".")] point: &str,
    ) -> impl Display {
        template_runtime::helpers::number(value, decimals, grouping, point).to_string()
    }

    #[helper]
    pub(super) fn truncate(
        text: &str,
        length: usize,
        #[named(default = "…")] ellipsis: &str,
    ) -> impl Display {
        template_runtime::helpers::truncate(text, length, ellipsis).to_string()
    }

    #[helper]
    pub(super) fn indent(
        text: &str,
        count: usize,
        #[named(default = " ")] by: &str,
    ) -> impl Display {
        template_runtime::helpers::indent(text, count, by).to_string()
    }
}

#[test]
fn helpers_of_the_library_are_declared_like_those_with_the_attribute() {
    use template_runtime::{dyn_helper, helpers};

    let pairs = [
        (dyn_helper!(helpers::number), dyn_helper!(declared::number)),
        (dyn_helper!(helpers::truncate), dyn_helper!(declared::truncate)),
        (dyn_helper!(helpers::indent), dyn_helper!(declared::indent)),
    ];
    for (own, declared) in pairs {
        let (own, declared) = (format!("{:?}", own.spec()), format!("{:?}", declared.spec()));
        assert!(own.contains("#[named"), "{own}");
        assert_eq!(own, declared);
    }
}
