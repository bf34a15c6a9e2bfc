//! What all contexts have in common: types, failures, pieces, and that no text leaves its place.

use super::*;
use crate::data::safe_text;

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
        assert!(matches!(given, safe_text!("x")), "{given:?}");
        assert_eq!(given.safe_kind(), Some(kind));
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
        (Escape::Url, "/", "data:image/png,x", "data%3aimage/png,x"),
        (Escape::Url, "data:image/png,x", "data:text/html,x", "#unsafe-url"),
        (Escape::Url, "data:image/png,x", "data:image/gif,\"", "data:image/gif,%22"),
        (Escape::Url, "data:image/png,x", "javascript:x", "#unsafe-url"),
        (Escape::Url, "data:image/png,x", "/x,image/png,x", "#unsafe-url"),
        (Escape::Url, "data:image/png,x", "data:image/png", "#unsafe-url"),
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
            assert_eq!(result, Err(ErrorKind::Display), "{escape:?}");
        }
    }
}

/// The output in each context consists of characters that cannot end the place.
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
                Escape::Script | Escape::Json => &["<", ">", "&", "\n", "\u{2028}"],
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
                let value = kind.map_or(Value::Text(&text), |kind| Value::safe(kind, &text));
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
