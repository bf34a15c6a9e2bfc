//! The escapers of all contexts, on tables of values, whole and in pieces.

use super::{print_in_context, style};
use crate::{
    data::{Data, List, ListData, SafeHtml, SafeKind, ShapeRef, Value, unchecked},
    error::ErrorKind,
    output::{Out, SliceDrain, StringDrain, tests::fits},
};
use core::{
    cell::Cell,
    fmt::{self, Display, Formatter},
};
use std::{collections::BTreeMap, format, string::String, vec, vec::Vec};
use template_bytecode::Escape;

/// A value that displays a text in pieces of so many characters.
struct Pieces<'t>(&'t str, usize);

impl Display for Pieces<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while !rest.is_empty() {
            let end = rest.char_indices().nth(self.1).map_or(rest.len(), |(at, _)| at);
            f.write_str(&rest[..end])?;
            rest = &rest[end..];
        }
        Ok(())
    }
}

/// Returns what is printed.
fn printed(value: Value<'_>, escape: Escape) -> Result<String, ErrorKind> {
    let mut text = String::new();
    let mut drain = StringDrain::new(&mut text);
    print_in_context(Out::new(&mut drain), &value, escape)?.finish();
    Ok(text)
}

/// Asserts what a value prints, in buffers of every size.
#[track_caller]
fn prints(value: Value<'_>, escape: Escape, expected: &str) {
    assert_eq!(printed(value, escape).as_deref(), Ok(expected), "{value:?} as {escape:?}");
    fits(expected, |out| print_in_context(out, &value, escape).unwrap());
}

/// Asserts what a text prints, as a whole and in pieces of any length.
#[track_caller]
fn text(text: &str, escape: Escape, expected: &str) {
    prints(Value::Text(text), escape, expected);
    for len in 1..4 {
        prints(Value::Display(&Pieces(text, len)), escape, expected);
    }
}

/// Asserts what a safe text prints, as a whole and in pieces of any length.
#[track_caller]
fn safe(kind: SafeKind, text: &str, escape: Escape, expected: &str) {
    prints(Value::Safe(kind, text), escape, expected);
    for len in 1..4 {
        prints(Value::SafeDisplay(kind, &Pieces(text, len)), escape, expected);
    }
}

#[track_caller]
fn texts(escape: Escape, rows: &[(&str, &str)]) {
    for (value, expected) in rows {
        text(value, escape, expected);
    }
}

const MARKUP: &str = "<b> \"foo%\" O'Reilly &bar;";

#[test]
fn schemes_of_urls() {
    texts(
        Escape::Url,
        &[
            ("", ""),
            ("/foo/bar?a=b&c=d", "/foo/bar?a=b&amp;c=d"),
            ("http://example.com/a b", "http://example.com/a%20b"),
            ("HTTPS://example.com", "HTTPS://example.com"),
            (
                "mailto:Muhammed \"The Greatest\" Ali <m.ali@example.com>",
                "mailto:Muhammed%20%22The%20Greatest%22%20Ali%20%3cm.ali@example.com%3e",
            ),
            ("tel:+4930", "tel:+4930"),
            ("a/b:c", "a/b:c"),
            ("?a:b", "?a:b"),
            ("#a:b", "#a:b"),
            ("no-colon", "no-colon"),
            ("ht\ttp://x", "ht%09tp://x"),
            ("javascript:alert(1)", "#unsafe-url"),
            ("JavaScript:alert(%22pwned%22)", "#unsafe-url"),
            (" \x01\tjavascript:alert(1)", "#unsafe-url"),
            ("java\nscript:alert(1)", "#unsafe-url"),
            ("data:text/html,<script>", "#unsafe-url"),
            ("vbscript:x", "#unsafe-url"),
            ("httpss:x", "#unsafe-url"),
            ("htt:x", "#unsafe-url"),
            ("a\\b:c", "#unsafe-url"),
            (":x", "#unsafe-url"),
            ("javascript&colon;alert(1)", "javascript&amp;colon;alert%281%29"),
            ("éclair", "%c3%a9clair"),
        ],
    );
    safe(SafeKind::Url, "javascript:alert(1)", Escape::Url, "javascript:alert%281%29");
    safe(SafeKind::Html, "javascript:alert(1)", Escape::Url, "#unsafe-url");
    safe(SafeKind::ResourceUrl, "data:x", Escape::Url, "#unsafe-url");
    prints(Value::Int(7), Escape::Url, "7");
    prints(Value::Null, Escape::Url, "");
}

#[test]
fn parts_of_urls() {
    texts(Escape::UrlBegun, &[("javascript:x", "javascript%3ax"), ("a/b?c&d", "a/b?c&amp;d")]);
    texts(
        Escape::UrlPart,
        &[
            (" ", "%20"),
            ("%7c", "%7c"),
            ("%", "%25"),
            ("%2", "%252"),
            ("%zz", "%25zz"),
            ("%%41", "%25%41"),
            ("%4%41", "%254%41"),
            ("\u{e9}", "%c3%a9"),
            ("javascript:x", "javascript:x"),
            ("'()\"<>\\`{}|^", "%27%28%29%22%3c%3e%5c%60%7b%7d%7c%5e"),
            ("!#$&*+,/:;=?@[]-._~", "!#$&amp;*+,/:;=?@[]-._~"),
            ("O'Reilly Animal(1)<2>.png", "O%27Reilly%20Animal%281%29%3c2%3e.png"),
        ],
    );
    texts(
        Escape::UrlQuery,
        &[
            ("<Hello>", "%3cHello%3e"),
            (MARKUP, "%3cb%3e%20%22foo%25%22%20O%27Reilly%20%26bar%3b"),
            (
                "a[href =~ \"//example.com\"]#foo",
                "a%5bhref%20%3d~%20%22%2f%2fexample.com%22%5d%23foo",
            ),
            ("Hello, World & O'Reilly\\u0021", "Hello%2c%20World%20%26%20O%27Reilly%5cu0021"),
            ("/**/'\";:// \\", "%2f%2a%2a%2f%27%22%3b%3a%2f%2f%20%5c"),
        ],
    );
    let url = "greeting=H%69,&addressee=(World)";
    let normalized = "greeting=H%69,&amp;addressee=%28World%29";
    safe(SafeKind::Url, url, Escape::UrlQuery, normalized);
    safe(SafeKind::Url, url, Escape::UrlPart, normalized);
    safe(SafeKind::Script, "a=b", Escape::UrlQuery, "a%3db");
    prints(Value::Float(1e21), Escape::UrlQuery, "1e%2b21");
}

#[test]
fn urls_in_style_sheets() {
    texts(
        Escape::StyleUrl,
        &[
            ("/search?img=foo&size=icon", "/search?img=foo&size=icon"),
            ("javascript:alert(1337)", "#unsafe-url"),
            (
                "http://oreilly.com/O'Reilly Animals(1)<2>;{}.html",
                "http://oreilly.com/O%27Reilly%20Animals%281%29%3c2%3e;%7b%7d.html",
            ),
            ("/**/'\";:// \\", "/**/%27%22;://%20%5c"),
        ],
    );
    text("javascript:a&b", Escape::StyleUrlPart, "javascript:a&b");
    safe(SafeKind::Url, "data:x,(", Escape::StyleUrl, "data:x,%28");
}

#[test]
fn resource_urls() {
    text("/app.js", Escape::ResourceUrl, "#unsafe-url");
    text("../..", Escape::ResourceUrl, "../..");
    text("//", Escape::ResourceUrl, "#unsafe-url");
    text("", Escape::ResourceUrl, "");
    safe(SafeKind::Url, "/app.js", Escape::ResourceUrl, "#unsafe-url");
    safe(SafeKind::ResourceUrl, "/a b.js?x&y", Escape::ResourceUrl, "/a%20b.js?x&amp;y");
    prints(Value::Null, Escape::ResourceUrl, "");
}

#[test]
fn candidates_of_srcset() {
    texts(
        Escape::Srcset,
        &[
            ("", ""),
            ("foo.png, bar.png", "foo.png, bar.png"),
            ("javascript:alert(1), /foo.png", "#unsafe-url, /foo.png"),
            ("/bogus#, javascript:alert(1)", "/bogus#,#unsafe-url"),
            (" /a 1.5x,\n/b 300w ,", " /a 1.5x,\n/b 300w ,"),
            ("/a%2, /b&c", "/a%252, /b&amp;c"),
            ("/a 1x\"onload", "#unsafe-url"),
            (MARKUP, "#unsafe-url"),
            ("c && alert(\"Hello, World!\");", "#unsafe-url, World!%22%29;"),
            ("Hello, World & O'Reilly", "Hello,#unsafe-url"),
            (" dir=\"ltr\"", " dir=%22ltr%22"),
            ("\u{a0}javascript:x", "#unsafe-url"),
        ],
    );
    let url = "greeting=H%69,&addressee=(World)";
    safe(SafeKind::Url, url, Escape::Srcset, "greeting=H%69%2c&amp;addressee=%28World%29");
    safe(SafeKind::Url, ",foo/,", Escape::Srcset, "%2cfoo/%2c");
    let many = "/a,".repeat(70);
    let expected = "/a,".repeat(64) + &"#unsafe-url,".repeat(6) + "#unsafe-url";
    assert_eq!(printed(Value::Text(&many), Escape::Srcset), Ok(expected));
}

#[test]
fn values_of_scripts() {
    texts(
        Escape::Script,
        &[
            ("foo", "\"foo\""),
            ("\r\n\u{2028}\u{2029}", "\"\\r\\n\\u2028\\u2029\""),
            ("\t\u{b}\u{8}\u{c}\0", "\"\\t\\u000b\\b\\f\\u0000\""),
            ("<!--", "\"\\u003c!--\""),
            ("]]>", "\"]]\\u003e\""),
            ("</script", "\"\\u003c/script\""),
            ("a & 'b'\\", "\"a \\u0026 'b'\\\\\""),
            ("a[href =~ \"//example.com\"]#foo", "\"a[href =~ \\\"//example.com\\\"]#foo\""),
        ],
    );
    for (value, expected) in [
        (Value::Int(42), " 42 "),
        (Value::Int(-42), " -42 "),
        (Value::UInt(u64::MAX), " 18446744073709551615 "),
        (Value::Float(0.5), " 0.5 "),
        (Value::Float(f64::NAN), " null "),
        (Value::Float32(f32::INFINITY), " null "),
        (Value::Bool(true), " true "),
        (Value::Null, " null "),
        (Value::Char('<'), "\"\\u003c\""),
    ] {
        prints(value, Escape::Script, expected);
        prints(value, Escape::ScriptInAttribute, &expected.replace('"', "&quot;"));
    }
    let list = vec!["<a>", "<b>"];
    prints(list.value(), Escape::Script, "[\"\\u003ca\\u003e\",\"\\u003cb\\u003e\"]");
    let in_attribute = "[&quot;\\u003ca\\u003e&quot;,&quot;\\u003cb\\u003e&quot;]";
    prints(list.value(), Escape::ScriptInAttribute, in_attribute);
    let map = BTreeMap::from([("'k\"", vec![Some(1), None]), ("v", vec![])]);
    prints(map.value(), Escape::Script, "{\"'k\\\"\":[1,null],\"v\":[]}");
    text("it's", Escape::ScriptInAttribute, "&quot;it&#x27;s&quot;");

    let script = "c && alert(\"Hello, World!\");";
    safe(SafeKind::Script, script, Escape::Script, script);
    let expected = "c &amp;&amp; alert(&quot;Hello, World!&quot;);";
    safe(SafeKind::Script, script, Escape::ScriptInAttribute, expected);
    safe(SafeKind::Html, "<b>&amp;", Escape::Script, "\"\\u003cb\\u003e\\u0026amp;\"");
    prints(vec![unchecked::safe_script("f()")].value(), Escape::Script, "[f()]");
}

/// A list of a list of a list …
struct Nested<'n>(Option<&'n Self>);

impl Data for Nested<'_> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        match self.0 {
            Some(inner) => Value::List(List::new(inner)),
            None => Value::Int(1),
        }
    }
}

impl ListData for Nested<'_> {
    fn count(&self) -> usize {
        1
    }

    fn item<'v>(&'v self, _: usize, value: &mut Value<'v>) -> bool {
        *value = self.value();
        true
    }
}

#[test]
fn scripts_are_nested_32_levels_deep_at_most() {
    fn deep(levels: usize, inner: &Nested<'_>) -> Result<String, ErrorKind> {
        match levels {
            0 => printed(inner.value(), Escape::Script),
            _ => deep(levels - 1, &Nested(Some(inner))),
        }
    }
    let expected = "[".repeat(32) + "1" + &"]".repeat(32);
    assert_eq!(deep(32, &Nested(None)), Ok(expected));
    let error = deep(33, &Nested(None)).unwrap_err();
    assert_eq!(error, ErrorKind::TooDeep { levels: 32 });
    assert_eq!(format!("{error}"), "the printed value is nested more than 32 levels deep");
    assert!(deep(1000, &Nested(None)).is_err());
}

#[test]
fn only_scripts_have_lists() {
    for escape in Escape::ALL {
        let result = printed(vec![1].value(), escape);
        match escape {
            Escape::Script | Escape::ScriptInAttribute => assert_eq!(result.as_deref(), Ok("[1]")),
            _ => assert_eq!(result, Err(ErrorKind::NotPrintable { got: "a list" }), "{escape:?}"),
        }
    }
}

#[test]
fn strings_of_scripts() {
    texts(
        Escape::ScriptString,
        &[
            ("", ""),
            ("foo", "foo"),
            ("\0", "\\u0000"),
            ("\t\n\r\u{b}\u{c}", "\\t\\n\\r\\u000b\\f"),
            ("\"'`&<>+\\/", "\\u0022\\u0027\\u0060\\u0026\\u003c\\u003e\\u002b\\\\\\/"),
            ("\u{2028}\u{2029}\u{2027}", "\\u2028\\u2029\u{2027}"),
            ("<![CDATA[", "\\u003c![CDATA["),
            ("-->", "--\\u003e"),
            (
                "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
                "\\u002bADw-script\\u002bAD4-alert(1)\\u002bADw-\\/script\\u002bAD4-",
            ),
            ("foo\u{fffd}bar \u{1f355}", "foo\u{fffd}bar \u{1f355}"),
            ("${x}", "${x}"),
        ],
    );
    safe(SafeKind::Script, "a & b", Escape::ScriptString, "a \\u0026 b");
    prints(Value::Null, Escape::ScriptString, "");
    prints(Value::Int(-1), Escape::ScriptString, "-1");
}

#[test]
fn values_of_style_sheets() {
    for plain in [
        "foo",
        "0",
        "0px",
        "-5px",
        "1.25in",
        "+.33em",
        "100%",
        "12.5%",
        ".foo",
        "#bar",
        "corner-radius",
        "-moz-corner-radius",
        "#000",
        "#48f",
        "#123456",
        "U+00-FF, U+980-9FF",
        "color: red",
        "red !important",
        "Times New Roman",
        "größer",
    ] {
        text(plain, Escape::Style, plain);
        text(plain, Escape::StyleInAttribute, plain);
    }
    for refused in [
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "</style",
        "\"",
        "'",
        "`",
        "\0",
        "/* foo */",
        "//",
        "[href=~",
        "expression(alert(1337))",
        "-expression(alert(1337))",
        "expression",
        "EXPRESSION",
        "-moz-binding",
        "-expr\0ession(alert(1337))",
        "-expr\\0ession(alert(1337))",
        "-express\\69on(alert(1337))",
        "-express\\69 on(alert(1337))",
        "-exp\\72 ession(alert(1337))",
        "-exp\\52 ession(alert(1337))",
        "-exp\\000052 ession(alert(1337))",
        "@import url evil.css",
        "<",
        ">",
        "  e\\78preS\0Sio/**/n(alert(1337))",
        "url(/x)",
        "\\75rl(x)",
        "image-set(x)",
        "a;b",
        "a{b",
        "a}b",
        "\\3c",
        "\\\\",
    ] {
        text(refused, Escape::Style, "unsafe-css");
        text(refused, Escape::StyleInAttribute, "unsafe-css");
    }
    text("-expre\\0000073sion", Escape::Style, "-expre\x073sion");
    text("a&b\\41", Escape::Style, "a&bA");
    text("a&b", Escape::StyleInAttribute, "a&amp;b");
    prints(Value::Int(-3), Escape::Style, "-3");
    let style = "a[href =~ \"//example.com\"]#foo";
    safe(SafeKind::Style, style, Escape::Style, style);
    let escaped = "a[href =~ &quot;//example.com&quot;]#foo";
    safe(SafeKind::Style, style, Escape::StyleInAttribute, escaped);
    safe(SafeKind::Html, "<b>", Escape::Style, "unsafe-css");
}

#[test]
fn escapes_of_style_sheets_are_decoded() {
    for (escaped, decoded) in [
        ("", ""),
        ("foo", "foo"),
        ("foo\\", "foo"),
        ("foo\\\\", "foo\\"),
        ("\\A", "\n"),
        ("\\0a", "\n"),
        ("\\00000a", "\n"),
        ("\\000000a", "\0a"),
        ("\\1234\\20 5", "\u{1234} 5"),
        ("\\1234\n5", "\u{1234}5"),
        ("\\1234\r\n5", "\u{1234}5"),
        ("\\1234\r5", "\u{1234}5"),
        ("\\12345", "\u{12345}"),
        ("\\110000", "\u{11000}0"),
        ("\\d800 x", "\u{fffd}x"),
        ("\\\\ ", "\\ "),
        ("\\\"", "\""),
        ("\\'", "'"),
        ("\\.", "."),
        ("\\. .", ". ."),
        (
            "The \\3c i\\3equick\\3c/i\\3e,\\d\\A\\3cspan style=\\27 color:brown\\27\\3e",
            "The <i>quick</i>,\r\n<span style='color:brown'>",
        ),
    ] {
        assert_eq!(style::decode(escaped), decoded, "{escaped}");
    }
}

#[test]
fn strings_of_style_sheets() {
    texts(
        Escape::StyleString,
        &[
            (
                "http://oreilly.com/O'Reilly Animals(1)<2>;{}.html",
                "http\\3a\\2f\\2foreilly.com\\2fO\\27Reilly Animals\\28 1\\29\\3c 2\\3e\\3b\\7b\\7d.html",
            ),
            ("javascript:alert(1337)", "#unsafe-url"),
            ("a\"", "a\\22 "),
            ("\t\n \\", "\\9 \\a  \\\\"),
            ("\0a", "\\0 a"),
        ],
    );
    text("javascript:a&z", Escape::StyleStringPart, "javascript\\3a a\\26z");
    safe(SafeKind::Url, "data:x", Escape::StyleString, "data\\3ax");
    safe(SafeKind::Style, "'", Escape::StyleString, "\\27 ");
}

#[test]
fn html_in_attributes() {
    let strip = |html, expected| safe(SafeKind::Html, html, Escape::Attribute, expected);
    strip("", "");
    strip("Hello, World!", "Hello, World!");
    strip("foo&amp;bar", "foo&amp;bar");
    strip("Hello <a href=\"www.example.com/\">World</a>!", "Hello World!");
    strip("Foo <textarea>Bar</textarea> Baz", "Foo Bar Baz");
    strip("Foo <!-- Bar --> Baz", "Foo  Baz");
    strip("a<!-->b<!--->c<!--x--!>d<!-- - -- > -->e", "abcde");
    strip("<", "&lt;");
    strip("a</", "a&lt;/");
    strip("foo < bar", "foo &lt; bar");
    strip("<<b>>", "&lt;&gt;");
    strip("Foo<script type=\"text/javascript\">alert(1337)</script>Bar", "FooBar");
    strip("Foo<ScRipt>a</scrip></script-></script/>Bar", "FooBar");
    strip("<style>a<</style>b", "b");
    strip("Foo<div title=\"1>2\">Bar", "FooBar");
    strip("Foo<div title = '1>2' x=y>Bar", "FooBar");
    strip("<!doctype html><?x?></>x</ y>", "x");
    strip("I <3 Ponies!", "I &lt;3 Ponies!");
    strip("a <b", "a ");
    strip(
        "&iexcl;<b class=\"foo\">Hello</b>, <textarea>O'World</textarea>!",
        "&iexcl;Hello, O&#x27;World!",
    );
    strip("grün\"", "grün&quot;");
    text(MARKUP, Escape::Attribute, "&lt;b&gt; &quot;foo%&quot; O&#x27;Reilly &amp;bar;");
    safe(SafeKind::Url, "<a>", Escape::Attribute, "&lt;a&gt;");
}

#[test]
fn html_in_rcdata() {
    safe(
        SafeKind::Html,
        "&iexcl;<b class=\"foo\">Hello</b>, <textarea>O'World</textarea>!",
        Escape::Rcdata,
        "&iexcl;&lt;b class=&quot;foo&quot;&gt;Hello&lt;/b&gt;, \
         &lt;textarea&gt;O&#x27;World&lt;/textarea&gt;!",
    );
    text("</title>&amp;", Escape::Rcdata, "&lt;/title&gt;&amp;amp;");
    prints(Value::Char('<'), Escape::Rcdata, "&lt;");
    prints(Value::Float(0.5), Escape::Rcdata, "0.5");
}

#[test]
fn values_for_other_contexts_are_text() {
    for kind in [SafeKind::Url, SafeKind::ResourceUrl, SafeKind::Script, SafeKind::Style] {
        safe(kind, "<&", Escape::Html, "&lt;&amp;");
        safe(kind, "<&", Escape::None, "<&");
        safe(kind, "<&", Escape::Rcdata, "&lt;&amp;");
    }
    safe(SafeKind::Html, "<&", Escape::Html, "<&");
}

#[test]
fn types_are_kinds() {
    for (given, kind) in [
        (SafeHtml("x").value(), SafeKind::Html),
        (unchecked::safe_url("x").value(), SafeKind::Url),
        (unchecked::trusted_resource_url("x").value(), SafeKind::ResourceUrl),
        (unchecked::safe_script("x").value(), SafeKind::Script),
        (unchecked::safe_style("x").value(), SafeKind::Style),
    ] {
        assert!(matches!(given, Value::Safe(found, "x") if found == kind), "{given:?}");
    }
}

/// A value that displays one text first and another one then.
struct Changes<'t>(Cell<usize>, [&'t str; 2]);

impl Display for Changes<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let number = self.0.replace(self.0.get() + 1);
        f.write_str(self.1[number.min(1)])
    }
}

#[test]
fn a_display_that_changes_is_safe() {
    for (escape, first, then, expected) in [
        (Escape::Url, "/", "javascript:x", "javascript%3ax"),
        (Escape::Url, "/", "ja\tva:x:y", "ja%09va%3ax:y"),
        (Escape::StyleUrl, "/", "data:x", "data%3ax"),
        (Escape::StyleString, "/", "data:x", "data%3ax"),
        (Escape::Srcset, "/", "data:x 1x, /y", "data%3ax, /y"),
        (Escape::Srcset, "/ 1x", "/ 1x\"<", "/ 1x"),
        (Escape::Style, "red", "url(x);\\7d", "urlx"),
    ] {
        let value = Changes(Cell::new(0), [first, then]);
        assert_eq!(printed(Value::Display(&value), escape).as_deref(), Ok(expected), "{then}");
    }
}

/// A value whose `Display` fails after some output.
struct Fails;

impl Display for Fails {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("half")?;
        Err(fmt::Error)
    }
}

#[test]
fn failures_are_errors() {
    for escape in Escape::ALL {
        let result = printed(Value::Display(&Fails), escape);
        if escape != Escape::ResourceUrl {
            assert_eq!(result, Err(ErrorKind::Write), "{escape:?}");
        }
    }
}

/// What is printed in any context consists of characters that cannot end the place.
#[test]
fn nothing_leaves_its_place() {
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    let alphabet: Vec<&str> = vec![
        "<",
        ">",
        "\"",
        "'",
        "`",
        "&",
        "\\",
        "/",
        ":",
        "%",
        "2",
        "f",
        "\n",
        "\r",
        "\t",
        "\0",
        " ",
        "javascript",
        "http",
        "script",
        "--",
        "!",
        ",",
        ";",
        "{",
        "}",
        "(",
        ")",
        "é",
        "\u{2028}",
        "<!--",
        "-->",
        "</script>",
        "</style>",
        "&quot;",
        "\\22",
        "$",
    ];
    let (rounds, contexts) = if cfg!(miri) { (5, 3) } else { (2000, 1) };
    for _ in 0..rounds {
        let text: String = (0..random(9)).map(|_| alphabet[random(alphabet.len())]).collect();
        for escape in Escape::ALL.into_iter().step_by(contexts) {
            let forbidden: &[&str] = match escape {
                Escape::None | Escape::Custom => continue,
                Escape::Script => &["<", ">", "&", "\n", "\u{2028}"],
                Escape::ScriptString => &["<", ">", "&", "\n", "\u{2028}", "\"", "'", "`"],
                Escape::Style => &["<", ">", "\"", "'", ";", "{", "}", "(", "\\", "--"],
                Escape::StyleInAttribute => &["<", ">", "\"", "'", ";b", "{", "}", "(", "\\", "--"],
                Escape::StyleString | Escape::StyleStringPart => &["<", ">", "\"", "'", "\n", "&"],
                Escape::StyleUrl | Escape::StyleUrlPart => {
                    &["<", ">", "\"", "'", "(", ")", " ", "\\"]
                }
                Escape::Srcset => &["<", ">", "\"", "'"],
                Escape::Url | Escape::UrlPart | Escape::UrlQuery | Escape::ResourceUrl => {
                    &["<", ">", "\"", "'", " ", "\n", "\\", "javascript:javascript"]
                }
                _ => &["<", ">", "\"", "'"],
            };
            for kind in [None, Some(SafeKind::Html)] {
                if kind.is_some() && escape == Escape::Html {
                    continue;
                }
                let value = kind.map_or(Value::Text(&text), |kind| Value::Safe(kind, &text));
                let printed = printed(value, escape).unwrap();
                let found = forbidden.iter().find(|part| printed.contains(**part));
                assert_eq!(found, None, "{text:?} as {escape:?}: {printed:?}");
            }
            // In pieces the same as in one piece.
            let whole = printed(Value::Text(&text), escape);
            let pieces = printed(Value::Display(&Pieces(&text, 1 + random(3))), escape);
            assert_eq!(whole, pieces, "{text:?} as {escape:?}");
        }
    }
}

#[test]
fn a_short_buffer_reports_the_length() {
    let mut buffer = [0; 4];
    let mut drain = SliceDrain::new(&mut buffer);
    print_in_context(Out::new(&mut drain), &Value::Text("<>"), Escape::UrlQuery).unwrap().finish();
    assert_eq!(drain.finish(), Err(6));
}
