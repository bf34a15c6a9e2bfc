//! `~`, and standalone tags of blocks. The parser's own tests cover what is stripped; these check the output.

use template_tests::renders;

#[test]
fn tildes_strip() {
    let x = 1;
    renders!("a \n {{~x~}} \n b", "a1b");
    renders!("a {{~x}} b", "a1 b");
    renders!("a {{x~}} b", "a 1b");
    renders!("a {{~{x}~}} b {{~&x~}} c", "a1b1c");
    renders!("a {{~! comment ~}} b {{~!-- comment --~}} c", "abc");
    renders!("[ {{~#if x~}} yes {{~else~}} no {{~/if~}} ]", "[yes]");
    renders!("[ {{#if x~}} yes {{~else~}} no {{~/if}} ]", "[ yes ]");
    renders!("{{x~}}\u{a0}\u{2003}\u{feff}\t{{x}}", "11");
}

#[test]
fn lines_of_tags_vanish() {
    let (yes, no, list) = (true, false, [1, 2]);
    renders!("a\n{{#if yes}}\nb\n{{/if}}\nc", "a\nb\nc");
    renders!("a\n  {{#if no}}  \nb\n\t{{else}}\t\nc\n {{/if}} \nd", "a\nc\nd");
    renders!(
        "<ul>\n  {{#each list}}\n  <li>{{this}}\n  {{/each}}\n</ul>",
        "<ul>\n  <li>1\n  <li>2\n</ul>"
    );
    renders!("{{#if yes}}\na\n{{/if}}\n", "a\n");
    renders!("a {{#if yes}}\nb\n{{/if}} c", "a \nb\n c");
    renders!("a\r\n{{#if yes}}\r\nb\r\n{{/if}}\r\nc", "a\r\nb\r\nc");
    renders!("{{#if yes}}\n{{#if no}}\n{{else}}\nx\n{{/if}}\n{{/if}}\n", "x\n");
    // A mustache is never standalone.
    renders!("a\n{{yes}}\nb", "a\ntrue\nb");
}
