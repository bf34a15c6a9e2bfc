//! Literals, printed and as arguments.

use template_runtime::Value;
use template_tests::renders;

fn show(value: Value<'_>) -> String {
    format!("{value:?}")
}

#[test]
fn strings() {
    renders!(r#"{{"double"}} {{'single'}}"#, "double single");
    renders!(r#"{{{"it's"}}} {{{'"'}}} {{{"\""}}} {{{'\''}}}"#, r#"it's " " '"#);
    // A backslash escapes only the quote.
    renders!(r#"{{"a\nb"}}"#, r"a\nb");
    renders!(r#"[{{""}}{{''}}] {{"é 世 🦀"}} {{{"}}"}}}"#, "[] é 世 🦀 }}");
    renders!(r#"{{show "x"}} {{show ''}}"#, "&quot;x&quot; &quot;&quot;");
}

#[test]
fn numbers() {
    renders!("{{1}} {{0}} {{-1}} {{-0}} {{007}}", "1 0 -1 0 7");
    renders!(
        "{{2147483647}} {{2147483648}} {{-2147483648}} {{-2147483649}}",
        "2147483647 2147483648 -2147483648 -2147483649"
    );
    renders!(
        "{{9223372036854775807}} {{-9223372036854775808}}",
        "9223372036854775807 -9223372036854775808"
    );
    renders!(
        "{{1.5}} {{-1.5}} {{1.0}} {{0.1}} {{1e3}} {{1e21}} {{1.5e-7}} {{1E2}}",
        "1.5 -1.5 1 0.1 1000 1e+21 1.5e-7 100"
    );
    renders!("{{show 1}} {{show -1}} {{show 5000000000}} {{show 1.5}}", "1 -1 5000000000 1.5");
    // Too large for an integer.
    renders!("{{9223372036854775808}}", "9223372036854776000");
}

#[test]
fn words() {
    renders!("{{true}} {{false}} [{{null}}{{undefined}}]", "true false []");
    renders!(
        "{{show true}} {{show false}} {{show null}} {{show undefined}}",
        "true false null null"
    );
    // A name that only begins with such a word is a path.
    renders!("{{trueish}} {{nullable}}", { trueish = 1, nullable = 2 }, "1 2");
}

#[test]
fn concat_is_a_keyword() {
    let name = "<x>";
    renders!(r#"{{concat "a" 1 -2 true null 1.50 "b"}}"#, "a1-2true1.5b");
    renders!(r#"{{concat "<" name}} {{{concat "<" name}}}"#, "&lt;&lt;x&gt; <<x>");
    renders!(r#"{{show (concat "a" name 1e21)}}"#, "&quot;a&lt;x&gt;1e+21&quot;");
    renders!(r#"[{{(concat)}}{{show (concat)}}]"#, "[&quot;&quot;]");
    renders!(r#"{{concat (concat "a" "b") (concat "c" name)}}"#, "abc&lt;x&gt;");
    renders!("{{#if (concat)}}yes{{else}}no{{/if}} {{#if (concat '' 0)}}yes{{/if}}", "no yes");
}

/// Without a heap, a program that reads only places and literals has fewer tables.
#[test]
fn literals_and_places() {
    let (name, empty, on, off) = ("T&", "", true, false);
    let (none, n): (Option<&str>, u8) = (None, 3);
    renders!(
        "<p class='{{if on 'up' 'down'}}'>{{or name 'unnamed'}}</p>",
        "<p class='up'>T&amp;</p>"
    );
    renders!("{{or empty 'none'}} {{or none 'none'}} {{or name 'none'}}", "none none T&amp;");
    renders!("{{and name 'some'}} [{{and empty 'some'}}] {{if off 'up' 5}}", "some [] 5");
    renders!(
        "{{#let 'abc' as |x|}}{{x}}{{/let}} {{#let 7 name as |x y|}}{{x}}{{y}}{{/let}}",
        "abc 7T&amp;"
    );
    renders!(
        "{{#if (and on true)}}a{{/if}}{{#if (or empty null)}}b{{else}}c{{/if}}{{#if true}}d{{/if}}",
        "acd"
    );
    renders!("{{#with (or none 'x')}}{{this}}{{/with}} {{not (unless on off)}}{{n}}", "x true3");
    renders!(
        "{{{or empty '<b>'}}} {{{if off 1 -1}}} {{#unless on}}a{{else}}{{'b'}}{{/unless}}",
        "<b> -1 b"
    );
}
