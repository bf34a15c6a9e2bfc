//! Checks that the page of recipes shows the modules of this package, and what these print.

use recipes::{
    markdown::{Post, markdown},
    translations::{Cart, Language},
};
use template_runtime::Template as _;
use unic_langid::langid;

const PAGE: &str = include_str!("../../../template-runtime/src/recipes.md");

#[test]
fn the_page_shows_the_modules() {
    for module in [include_str!("../src/translations.rs"), include_str!("../src/markdown.rs")] {
        let shown = format!("```rust,ignore\n{module}```\n");
        assert!(PAGE.contains(&shown), "the page has no example\n{shown}");
    }
}

const ENGLISH: &str = "\
hello = Hello { $user }!
items = { $count ->
    [one] One thing
   *[other] { $count } things
 }
pay = Pay & go
";

const POLISH: &str = "\
hello = Cześć { $user }!
items = { $count ->
    [one] Jedna rzecz
    [few] { $count } rzeczy
   *[many] { $count } rzeczy
 }
pay = Zapłać
";

/// Returns the output without the marks by which Fluent isolates values in texts of two directions.
fn printed(language: &Language, items: &[&str]) -> String {
    let cart = Cart { language, user: "Ann <3", items };
    cart.render().expect("the messages are there").replace(['\u{2068}', '\u{2069}'], "")
}

#[test]
fn messages_in_two_languages() {
    let english = Language::new(langid!("en-GB"), ENGLISH).expect("the messages are right");
    assert_eq!(
        printed(&english, &["tea"]),
        "<html lang=\"en-GB\">\n<h1>Hello Ann &lt;3!</h1>\n\
         <p>One thing <a href=\"/pay\" title=\"Pay &amp; go\">Pay &amp; go</a></p>\n"
    );
    // The page shows these messages, and a line of this output.
    assert!(PAGE.contains(&format!("```text\n{ENGLISH}```")));
    assert!(
        PAGE.contains("<p>One thing <a href=\"/pay\" title=\"Pay &amp; go\">Pay &amp; go</a></p>")
    );
    let polish = Language::new(langid!("pl"), POLISH).expect("the messages are right");
    assert_eq!(
        printed(&polish, &["a", "b"]),
        "<html lang=\"pl\">\n<h1>Cześć Ann &lt;3!</h1>\n\
         <p>2 rzeczy <a href=\"/pay\" title=\"Zapłać\">Zapłać</a></p>\n"
    );
}

#[test]
fn a_message_that_is_missing_is_an_error_with_its_place() {
    let language =
        Language::new(langid!("en"), "hello = Hello\nitems = { $number }").expect("it is right");
    let error = |language: &Language| {
        Cart { language, user: "", items: &[] }.render().expect_err("it is missing").to_string()
    };
    let message = error(&language);
    assert!(message.contains("translations.rs:"), "{message}");
    let expected = "helper `t`: en `items`: Resolver error: Unknown variable: $number";
    assert!(message.ends_with(expected), "{message}");
    let language = Language::new(langid!("en"), "hello = Hello").expect("it is right");
    assert!(error(&language).ends_with("helper `t`: en has no message `items`"));
    assert!(Language::new(langid!("en"), "= ?").is_err());
}

#[test]
fn markdown_becomes_html() {
    let post = Post { title: "A & B", text: "**bold** & [link](/a?b=1&c)\n\n- one\n- two\n" };
    assert_eq!(
        post.render().expect("nothing fails"),
        "<article><h1>A &amp; B</h1><p><strong>bold</strong> &amp; <a href=\"/a?b=1&amp;c\">link</a></p>\n\
         <ul>\n<li>one</li>\n<li>two</li>\n</ul>\n</article>"
    );
}

#[test]
fn markdown_runs_no_script() {
    for text in [
        "<script>run()</script>",
        "a <img src=x onerror=run()> b",
        "<div onclick=run()>\n\nx\n\n</div>",
        "[a](javascript:run())",
        "[a](<JavaScript:run()>)",
        "[a](<java\tscript:run()>)",
        "[a](<\u{1}javascript:run()>)",
        "[a](data:text/html,<script>run()</script>)",
        "![a](javascript:run())",
        "<javascript:run()>",
        "[a]\n\n[a]: javascript:run()",
        "[a](&#106;avascript:run())",
        "[a](/ \"\\\" onclick=run()\")",
    ] {
        let html = markdown(text).0;
        let lower = html.to_lowercase();
        // Tags of the text are text, quotes are closed, and no URL has a scheme that runs.
        assert!(
            !lower.contains("<script") && !lower.contains("<img src=x") && !lower.contains("<div"),
            "{html}"
        );
        for attribute in ["href=\"", "src=\""] {
            for rest in lower.split(attribute).skip(1) {
                let url = rest.split('"').next().unwrap_or_default();
                assert!(!url.contains("script:") && !url.starts_with("data:"), "{html}");
            }
        }
        assert!(!html.contains("\" onclick"), "{html}");
    }
    let kept = markdown("[a](https://a.example/) [b](mailto:a@b.c) [c](#d) [e](f:g)").0;
    assert_eq!(kept.matches("#unsafe-url").count(), 1, "{kept}");
}
