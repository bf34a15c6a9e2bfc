//! `template!` as an expression.

use template_runtime::{Data, Template, template};
use template_tests::{check, renders};

#[test]
fn captured_and_passed_values() {
    let name = String::from("World");
    renders!("Hello {{name}}!", "Hello World!");
    renders!("Hello {{name}}!", { name = "you" }, "Hello you!");
    renders!("{{name}} {{other}}", { other = name.len() }, "World 5");
    renders!("{{a}}{{b}}{{a}}", { b = 2, a = 1 }, "121");
    // The template only borrows its values.
    assert_eq!(name, "World");
}

#[cfg(feature = "alloc")]
#[test]
fn temporaries_live_long_enough() {
    renders!("{{x}}", { x = String::from("a") + "b" }, "ab");
    renders!("{{x}}{{y.0}}", { x = vec![1, 2].len(), y = vec![String::from("c")].as_slice() }, "2c");
    let page = template!("{{x}}", x = String::from("a").to_uppercase().as_str()).render();
    assert_eq!(page.as_deref(), Ok("A"));
    assert_eq!(template!("{{x}}", x = format!("{}", 1)).to_string(), "1");
    println!("{}", template!("{{x}}", x = String::from("printed")));
}

#[cfg(feature = "alloc")]
#[test]
fn a_value_that_is_kept() {
    let items = vec![1, 2];
    let page = template!("{{#each items}}{{this}}{{/each}}");
    check(&page, "12");
    check(&page, "12");
    drop(items);
}

#[test]
fn inside_of_methods_and_closures() {
    struct User {
        name: String,
    }
    impl User {
        fn greet(&self) -> String {
            template!("Hello {{name}}!", name = self.name).to_string()
        }
    }
    assert_eq!(User { name: "you".into() }.greet(), "Hello you!");
    let print = |x: u8| template!("[{{x}}]").to_string();
    assert_eq!(print(1) + &print(2), "[1][2]");
}

/// A type without `Data`.
struct Shown(u8);

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}>", self.0)
    }
}

#[cfg(feature = "alloc")]
#[test]
fn values_that_only_implement_display() {
    let (shown, some, list, array) = (Shown(1), Some(Shown(2)), vec![Shown(3)], [Shown(4)]);
    renders!("{{shown}} {{{shown}}} {{some}}", "&lt;1&gt; <1> &lt;2&gt;");
    renders!("{{#each list}}{{{this}}}{{/each}}{{{array.0}}}{{list.length}}", "<3><4>1");
    renders!("{{{a}}}{{{b.0}}}[{{c}}]", { a = Shown(5), b = vec![Shown(6)], c = None::<Shown> }, "<5><6>[]");
    renders!("{{#if shown}}yes{{/if}}{{eq shown '<1>'}}", "yestrue");
    renders!("<script>{{list}}</script>", r#"<script>["\u003c3\u003e"]</script>"#);

    fn length(text: &str) -> usize {
        text.len()
    }
    renders!("{{length shown}} {{length some}}", "3 3");

    fn generic<T: std::fmt::Display>(value: T, all: &[T]) -> String {
        template!("{{value}}{{#each all}}{{this}}{{/each}}").to_string()
    }
    assert_eq!(generic(1, &[2, 3]), "123");
    fn kept(shown: Shown) -> impl Template {
        template!("{{{shown}}}", shown = shown)
    }
    assert_eq!(kept(Shown(7)).render().as_deref(), Ok("<7>"));
}

#[test]
fn inside_of_generic_functions() {
    fn both<A: Data, B: Data + ?Sized>(a: A, b: &B) -> String
    where
        for<'b> &'b B: Data,
    {
        template!("{{a}}{{b}}").to_string()
    }
    assert_eq!(both(1, "x"), "1x");
    fn list<T: Data>(list: &[T]) -> String {
        template!("{{#each list}}{{this}};{{/each}}").to_string()
    }
    assert_eq!(list(&[1, 2]) + &list(&["a"]), "1;2;a;");
    fn each(list: impl IntoIterator<Item = impl Data>) -> String {
        list.into_iter().map(|item| template!("{{item}};").to_string()).collect()
    }
    assert_eq!(each([1.5, 2.5]), "1.5;2.5;");
}

#[test]
fn raw_names() {
    let r#type = "t";
    renders!("{{type}}{{match}}", { r#match = 1, r#type = r#type }, "t1");
}

#[test]
fn options() {
    let x = "<";
    check(&template!(text, "{{x}}"), "<");
    check(&template!(unoptimized, "{{x}}"), "&lt;");
    check(&template!(optimize = false, "{{x}}"), "&lt;");
    check(&template!(escape = "text", unroll, strict, scratch = 0, "{{x}}"), "<");
    check(&template!(text, unoptimized, "{{x}}"), "<");
    check(&template!(unoptimized, text, "{{x}}{{y}}", y = '>',), "<>");
}

#[test]
fn the_text_of_a_file() {
    fn shout(s: &str) -> String {
        s.to_uppercase()
    }
    let items = ["a"];
    check(&template!(include_str!("item_form.hbs")), "<ul>\n  <li>A\n</ul>\n");
    check(
        &template!(unoptimized, include_str!("item_form.hbs"), items = ["b", "c"]),
        "<ul>\n  <li>B\n  <li>C\n</ul>\n",
    );
}

#[test]
fn literals_of_every_form() {
    let x = 1;
    renders!(r"\n{{x}}", "\\n1");
    renders!(r#""{{x}}""#, "\"1\"");
    renders!(r##""#{{x}}"##, "\"#1");
    renders!("\"{{x}}\"\n\u{e9}\x41\\", "\"1\"\né\u{41}\\");
    renders!(
        "a \
              {{x}} \
              b",
        "a 1 b"
    );
}

#[test]
fn nothing_is_read() {
    renders!("text", "text");
    let page = template!("");
    check(&page, "");
    assert_eq!(page.render_into(&mut []), Ok(""));
}

#[test]
fn captured_names() {
    // Names in other contexts are not captured, so no such variables need exist.
    #[derive(Data)]
    struct Row {
        inner: u8,
    }
    let (rows, outer) = ([Row { inner: 1 }], 'o');
    renders!(
        "{{#each rows}}{{inner}}{{../outer}}{{/each}}{{#each rows as |row|}}{{row.inner}}{{@outer}}{{/each}}",
        "1o1o"
    );
    renders!("{{#let 1 as |n|}}{{n}}{{/let}}", "1");
}
