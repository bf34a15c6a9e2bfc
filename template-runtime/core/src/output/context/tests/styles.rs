//! Values and strings of style sheets.

use super::*;

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
        "*",
        "&quot",
        "a&b",
        "a=b",
        "a|b",
        "beha\\76 ior: x",
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
    text("a-b\\41", Escape::Style, "a-bA");
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
