//! URLs, and lists of them.

use super::*;

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
            ("data:image/png;base64,iVB+/w0==", "data:image/png;base64,iVB+/w0=="),
            (" DATA:image/JPEG,%ff\"", "data:image/jpeg,%ff%22"),
            ("data:image/png;a=text/html,<b>", "data:image/png;a=text/html,%3cb%3e"),
            ("data:image/svg+xml,<svg>", "#unsafe-url"),
            ("data:image/png", "#unsafe-url"),
            ("data:image/png/text/html,x", "#unsafe-url"),
            ("data:image/png:text/html,x", "#unsafe-url"),
            ("data:image/pngx,x", "#unsafe-url"),
            ("data:text/html", "#unsafe-url"),
            ("data:image/", "#unsafe-url"),
            ("data:,image/png,x", "#unsafe-url"),
            ("data:?image/png,x", "#unsafe-url"),
            ("data:http:image/png,x", "#unsafe-url"),
            ("data", "data"),
            ("data:", "#unsafe-url"),
            ("data/image/png,", "data/image/png,"),
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

/// Text that is printed without its escaper is printed in the same way by it: a displayed value is not tested for that.
#[test]
fn plain_text_is_what_the_escaper_prints() {
    for escape in Escape::ALL {
        for byte in (0..=127_u8).filter(|byte| *byte != b'%') {
            for len in [1, 5, 9, 20] {
                let text = String::from(byte as char).repeat(len);
                let displayed = printed(Value::Display(&Pieces(&text, 1)), escape);
                assert_eq!(printed(Value::Text(&text), escape), displayed, "{escape:?} {text:?}");
            }
        }
    }
}
