//! The escaping of values by their places in HTML.

use std::collections::BTreeMap;
use template_runtime::{
    Data, SafeHtml, SafeScript, SafeStyle, SafeUrl, TrustedResourceUrl, helper, safe_script,
    safe_style, safe_url, template, trusted_resource_url, unchecked,
};
use template_tests::{check, renders};

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Team {
    name: &'static str,
    score: u8,
}

fn joined(a: &str, b: &str) -> String {
    format!("{a}{b}")
}

/// Returns a part of a URL that names a file.
#[helper]
fn asset(name: &str) -> TrustedResourceUrl<String> {
    unchecked::trusted_resource_url(format!("/assets/{name}"))
}

#[test]
fn attributes() {
    let (value, html) = ("\"a\" <b> & 'c'", SafeHtml("<b>&amp; \"d\"</b>"));
    renders!(
        "<p title=\"{{value}}\">",
        "<p title=\"&quot;a&quot; &lt;b&gt; &amp; &#x27;c&#x27;\">"
    );
    renders!("<p title={{value}}>", "<p title=\"&quot;a&quot; &lt;b&gt; &amp; &#x27;c&#x27;\">");
    renders!("<p id=a-{{7}}-b class=c>", "<p id=\"a-7-b\" class=c>");
    renders!("<p id={{7}} class=c-{{8}} lang={{9}}>", "<p id=\"7\" class=\"c-8\" lang=\"9\">");
    renders!("<p title='{{html}}'>{{html}}", "<p title='&amp; &quot;d&quot;'><b>&amp; \"d\"</b>");
    renders!("<title>{{html}}</title>", "<title>&lt;b&gt;&amp; &quot;d&quot;&lt;/b&gt;</title>");
}

#[test]
fn integers() {
    let (id, least, greatest) = (7_u8, i64::MIN, u64::MAX);
    let (some, none) = (Some(-5_i16), None::<u64>);
    renders!(
        "<a href='/a/{{id}}?b={{least}}#{{greatest}}'>{{some}}",
        "<a href='/a/7?b=-9223372036854775808#18446744073709551615'>-5"
    );
    renders!("<a href='{{id}}' title={{least}}>", "<a href='7' title=\"-9223372036854775808\">");
    renders!("<a href='x{{id}}/{{some}}?{{none}}'>", "<a href='x7/-5?'>");
    renders!("<script>f('{{id}}{{some}}{{none}}');</script>", "<script>f('7-5');</script>");
    renders!(
        "<style>p { background: url(/{{id}}/{{some}}{{none}}) }</style>",
        "<style>p { background: url(/7/-5) }</style>"
    );
    let ids = [1_u16, 65535];
    renders!("{{#each ids as |id|}}<a href='/{{id}}'>{{/each}}", "<a href='/1'><a href='/65535'>");
}

#[test]
fn urls() {
    let (bad, good, part) = ("JavaScript:f()", "https://a.org/?b=c&d", "a b&c/d:e");
    renders!("<a href=\"{{bad}}\">", "<a href=\"#unsafe-url\">");
    renders!("<a href=\"{{good}}\">", "<a href=\"https://a.org/?b=c&amp;d\">");
    renders!(
        "<a href=/x/{{part}}?q={{part}}>",
        "<a href=\"/x/a%20b&amp;c/d:e?q=a%20b%26c%2fd%3ae\">"
    );
    renders!("<a href='x{{part}}'>", "<a href='xa%20b&amp;c/d%3ae'>");
    // The scheme may be made of parts.
    let (java, script) = ("java", "script:f()");
    renders!("<a href='{{concat java script}}'>", "<a href='#unsafe-url'>");
    renders!("<a href='{{joined java script}}'>", "<a href='#unsafe-url'>");
    renders!("<a href='{{java}}{{script}}'>", "<a href='javascript%3af%28%29'>");
    // Texts of the template are trusted.
    renders!(
        "<a href='{{if java \"https\" \"http\"}}://{{part}}'>",
        "<a href='https://a%20b&amp;c/d:e'>"
    );
    renders!(
        "<img srcset='{{good}} 2x, {{bad}} 3x'>",
        "<img srcset='https://a.org/?b=c&amp;d 2x, #unsafe-url 3x'>"
    );
    let (image, svg, base64) = ("data:image/png;base64,iV+/=", "data:image/svg+xml,<svg>", "iV+/=");
    renders!("<img src='{{image}}'>", "<img src='data:image/png;base64,iV+/='>");
    renders!(
        "<img src='data:image/png;base64,{{base64}}'>",
        "<img src='data:image/png;base64,iV+/='>"
    );
    renders!(
        "<img src='{{joined 'data:image/' 'gif;base64,'}}'><img src='{{concat 'data:image/gif;base64,' base64}}'>",
        "<img src='data:image/gif;base64,'><img src='data:image/gif;base64,iV+/='>"
    );
    renders!(
        "<p style='background: url({{image}})'>",
        "<p style='background: url(data:image/png;base64,iV+/=)'>"
    );
    // The type is decided by the value alone.
    let image_type = "data:image/png";
    renders!(
        "<img src='{{svg}}'><img src='{{image_type}},x'>",
        "<img src='#unsafe-url'><img src='#unsafe-url,x'>"
    );
}

#[cfg(feature = "alloc")]
#[test]
fn scripts() {
    let (text, teams) = ("</script>'\"", [Team { name: "Owls", score: 3 }]);
    let map = BTreeMap::from([("a", Some(1.5)), ("b", None)]);
    renders!("<script>f({{text}})</script>", "<script>f(\"\\u003c/script\\u003e'\\\"\")</script>");
    renders!(
        "<script>f('{{text}}')</script>",
        "<script>f('\\u003c\\/script\\u003e\\u0027\\u0022')</script>"
    );
    renders!(
        "<script>f({{teams}})</script>",
        "<script>f([{\"name\":\"Owls\",\"score\":3}])</script>"
    );
    renders!("<script>f({{map}})</script>", "<script>f({\"a\":1.5,\"b\":null})</script>");
    renders!("<script>f({{null}},{{true}})</script>", "<script>f( null , true )</script>");
    renders!(
        "<a onclick=\"f({{text}})\">",
        "<a onclick=\"f(&quot;\\u003c/script\\u003e&#x27;\\&quot;&quot;)\">"
    );
    renders!(
        "<script>[{{#each teams as |t|}}{{t.name}}, {{/each}}]</script>",
        "<script>[\"Owls\", ]</script>"
    );
    // What would be printed in parts is one value.
    renders!("<script>f({{concat 'a' 1}})</script>", "<script>f(\"a1\")</script>");
}

#[test]
fn style_sheets() {
    let (bad, good, url) = ("red; background: url(x)", "#f00 1px", "a'b(c)");
    renders!("<p style=\"a: {{bad}}; b: {{good}}\">", "<p style=\"a: unsafe-css; b: #f00 1px\">");
    renders!(
        "<style>p { a: {{good}}; b: url('/{{url}}') }</style>",
        "<style>p { a: #f00 1px; b: url('/a%27b%28c%29') }</style>"
    );
}

#[test]
fn trusted_values() {
    const SCRIPT: SafeScript<&str> = safe_script!("a && b");
    let style: SafeStyle<&str> = safe_style!("url(x)");
    let url: SafeUrl<&str> = safe_url!("app:open");
    let file = trusted_resource_url!("/a.js");
    let script = SCRIPT;
    renders!("<script>{{script}}</script>", "<script>a && b</script>");
    renders!("<a onclick='{{script}}'>{{script}}", "<a onclick='a &amp;&amp; b'>a &amp;&amp; b");
    renders!("<p style='{{style}}'>", "<p style='url(x)'>");
    renders!("<a href='{{url}}'>{{url}}", "<a href='app:open'>app:open");
    renders!("<script src='{{file}}'></script>", "<script src='/a.js'></script>");
    renders!("<script src='{{asset 'b.js'}}'></script>", "<script src='/assets/b.js'></script>");
    renders!("<iframe src='/x/{{url}}'></iframe>", "<iframe src='/x/app:open'></iframe>");
}

#[test]
fn texts_of_the_template_are_trusted() {
    let (a, b) = (true, false);
    renders!("<option{{if a ' selected'}}>", "<option selected>");
    renders!("<p{{if b ' class=\"c\"'}}>", "<p>");
    renders!(
        "<script src=\"{{if a '/a.js' '/b.js'}}\"></script>",
        "<script src=\"/a.js\"></script>"
    );
}

#[test]
fn attributes_in_blocks() {
    let (a, b, list) = (true, false, ["c", "d"]);
    renders!("<p{{#if a}} id=e{{/if}} class=\"f\">", "<p id=e class=\"f\">");
    renders!("<p{{#if b}} id=\"e\"{{else}} id='{{b}}'{{/if}}>", "<p id='false'>");
    renders!("<p class=\"a{{#each list}} {{this}}{{/each}}\">", "<p class=\"a c d\">");
    renders!(
        "<a href=\"/x?{{#each list}}q={{this}}&amp;{{/each}}\">",
        "<a href=\"/x?q=c&amp;q=d&amp;\">"
    );
}

#[test]
fn the_old_rule() {
    let url = "javascript:'<'";
    check(
        &template!(escape = "entities", "<{{'a'}} href={{url}}><!-- {{url}} -->"),
        "<a href=javascript:&#x27;&lt;&#x27;><!-- javascript:&#x27;&lt;&#x27; -->",
    );
}

#[test]
fn white_space_is_collapsed() {
    let (a, list) = (true, ["b", "c"]);
    check(
        &template!(
            whitespace = "collapse",
            "<div>\n  <p>  {{a}}  <b>x</b> </p>\n  {{#each list}}\n    <li> {{this}} </li>\n  {{/each}}\n</div>\n"
        ),
        "<div><p>true <b>x</b></p><li>b</li><li>c</li></div>",
    );
    check(
        &template!(
            whitespace = "collapse",
            "<pre>\n  {{a}}\n</pre> <p title='  {{a}}'> {{#if a}} y {{/if}}"
        ),
        "<pre>\n  true\n</pre><p title='  true'>y ",
    );
}
