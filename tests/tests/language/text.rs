//! Text, comments, and mustaches that escape or do not.

use template_tests::renders;

#[test]
fn text_is_itself() {
    renders!("", "");
    renders!("plain", "plain");
    renders!(" <b>&amp;</b> \"'` ", " <b>&amp;</b> \"'` ");
    renders!("é 世界 🦀\u{301}\u{200d}", "é 世界 🦀\u{301}\u{200d}");
    renders!("} }} {a} \\ \\n { {{1}}", "} }} {a} \\ \\n { 1");
    renders!("line\nline\r\n\ttab\n", "line\nline\r\n\ttab\n");
}

#[test]
fn text_of_any_length() {
    // Lengths near those at which the output switches its copy strategy.
    renders!("{{1}}1234567{{1}}", "112345671");
    renders!("{{1}}12345678{{1}}123456789{{1}}", "11234567811234567891");
    renders!(
        "{{1}}1234567890123456{{1}}12345678901234567{{1}}",
        "112345678901234561123456789012345671"
    );
    renders!(
        "{{1}}12345678901234567890123456789012{{1}}123456789012345678901234567890123{{1}}",
        "11234567890123456789012345678901211234567890123456789012345678901231"
    );
}

#[test]
fn braces_can_be_printed() {
    renders!(r"\{{name}} {{1}}", "{{name}} 1");
    renders!(r"\\{{1}}", r"\1");
    renders!(r"\{{{name}}} x", "{{{name}}} x");
}

#[test]
fn raw_blocks_are_text() {
    let name = "x";
    renders!(
        "{{{{raw}}}}{{name}} {{{<b>}}} {{/if}}{{{{/raw}}}} {{name}}",
        "{{name}} {{{<b>}}} {{/if}} x"
    );
    renders!("{{{{raw}}}}{{{{/raw}}}}", "");
    renders!("{{{{ raw }}}}\\{{{{raw}}}}{{{{/raw}}}}{{{{/raw}}}}", "\\{{{{raw}}}}{{{{/raw}}}}");
    renders!("a\n  {{{{raw}}}}\n  {{b}}\n  {{{{/raw}}}}\nc", "a\n  {{b}}\nc");
    renders!("{{#if name}}\n{{{{raw}}}} {{b}} {{{{/raw}}}}\n{{/if}}\n", " {{b}} \n");
}

#[test]
fn comments_print_nothing() {
    renders!("a{{! anything }}b", "ab");
    renders!("a{{!}}b{{!--}}c", "abc");
    renders!("a{{!-- }} {{name}} --}}b", "ab");
    renders!("a {{!-- long --}} b {{! short }} c", "a  b  c");
    renders!("a\n{{! alone on its line }}\nb\n  {{!-- so is\n this --}}  \nc", "a\nb\nc");
    renders!("a\n{{! not alone }} x\nb", "a\n x\nb");
}

#[test]
fn mustaches_escape() {
    let html = "<a href=\"x\">Tom & Jerry's</a>";
    let escaped = "&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&#x27;s&lt;/a&gt;";
    renders!("{{html}}", escaped);
    renders!("{{ html }}", escaped);
    renders!("{{\n\thtml\n}}", escaped);
    renders!("[{{html}}|{{{html}}}|{{&html}}]", &format!("[{escaped}|{html}|{html}]"));
    renders!("{{{ html }}}{{& html }}", &format!("{html}{html}"));
    // No other character is escaped.
    renders!("{{x}}", { x = "`=/\\\0\u{7f}é世🦀" }, "`=/\\\0\u{7f}é世🦀");
    renders!("{{x}}", { x = "&&&&amp;" }, "&amp;&amp;&amp;&amp;amp;");
}

#[test]
fn escaping_at_every_offset() {
    // The search for special characters reads words of eight bytes.
    for before in 0..20 {
        for after in 0..20 {
            let (head, tail) = ("é".repeat(before), "x".repeat(after));
            let text = format!("{head}<{tail}&");
            renders!("{{text}}", &format!("{head}&lt;{tail}&amp;"));
        }
    }
}

#[test]
fn literals_are_escaped_too() {
    renders!(r#"{{"<b>"}}{{{"<b>"}}}{{&'"'}}{{'"'}}"#, "&lt;b&gt;<b>\"&quot;");
    renders!("{{c}}{{{c}}}{{d}}", { c = '<', d = 'é' }, "&lt;<é");
}

#[test]
fn escaping_can_be_left_out() {
    let x = "<&>";
    template_tests::check(&template_runtime::template!(text, "{{x}}{{&x}}{{'<'}}"), "<&><&><");
    let slow = template_runtime::template!(text, unoptimized, "{{x}}{{&x}}{{'<'}}");
    template_tests::check(&slow, "<&><&><");
}

#[test]
fn long_output_goes_through_small_buffers() {
    // `render_to` has a buffer of 512 bytes.
    for len in [510, 511, 512, 513, 1024, 5000] {
        let x = "x".repeat(len);
        renders!("{{x}}é{{x}}", &format!("{x}é{x}"));
        let x = "<".repeat(len);
        renders!("a{{x}}", &format!("a{}", "&lt;".repeat(len)));
    }
}
