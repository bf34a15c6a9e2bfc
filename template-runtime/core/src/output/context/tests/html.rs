//! HTML where it is no markup.

use super::*;

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
