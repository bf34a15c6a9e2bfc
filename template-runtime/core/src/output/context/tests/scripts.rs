//! Values and strings of scripts.

use super::*;

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
    prints(map.value(), Escape::Json, "{\"'k\\\"\":[1,null],\"v\":[]}");
    // Not the prototype of the object.
    let map = BTreeMap::from([("__proto__", BTreeMap::from([("__proto__", "__proto__")]))]);
    let computed = "{[\"__proto__\"]:{[\"__proto__\"]:\"__proto__\"}}";
    prints(map.value(), Escape::Script, computed);
    prints(map.value(), Escape::ScriptInAttribute, &computed.replace('"', "&quot;"));
    prints(map.value(), Escape::Json, "{\"__proto__\":{\"__proto__\":\"__proto__\"}}");

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
            Escape::Script | Escape::ScriptInAttribute | Escape::Json => {
                assert_eq!(result.as_deref(), Ok("[1]"));
            }
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
