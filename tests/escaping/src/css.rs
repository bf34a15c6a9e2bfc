//! Style sheets with mustaches in any place, made from numbers.

use crate::javascript::Random;

/// Rules, in which `D` are declarations, `V` is a mustache, and `T` is text of a string with one.
const RULES: &[&str] = &[
    "p { D }\n",
    "p { D }",
    "#V { D }",
    ".a-V { D }",
    "a:V { D }",
    "[a=\"T\"] { D }",
    "V { D }",
    "@media V { p { D } }",
    "@keyframes V { from { D } }",
    "@font-face { src: url(\"T\") }",
    "/* c ' \" */",
    "/* * */",
    "/**/",
    "<!--",
    "-->",
    "// c '\n",
    "@import 'a';",
    "@import \"T\";",
    "@V 'a';",
    "@charset \"a\";",
    "@supports (D) { p { D } }",
    "@layer V;",
    "@container V { p { D } }",
    "p { & V { D } }",
];

/// Declarations.
const DECLARATIONS: &[&str] = &[
    "color: V;",
    "color: V;",
    "width: Vpx;",
    "margin: -Vpx;",
    "color: #V;",
    "V: V;",
    "--a: V;",
    "a: V V;",
    "a: VV;",
    "a: \"T\";",
    "a: 'T';",
    "a: \"T\";",
    "a: 'T';",
    "a: url(V);",
    "a: url( V );",
    "a: url(aV);",
    "a: url(\"T\");",
    "a: url('T');",
    "a: url(a bV);",
    "a: url(a\"V);",
    "a: url(V'b');",
    "a: url(V \"b\");",
    "a: V(b);",
    "a: V('T');",
    "a: uV('b;T');",
    "a: Vl(b c\"T);",
    "a: u\\72l(V);",
    "a: u\\72 l( \"T\" );",
    "a: \\75rl(V 'b');",
    "a: #url(V 'b');",
    "a: éurl(V/* ) */);",
    "a: 1url(V 'b');",
    "a: translateV(V);",
    "a: calc(1px + V);",
    "a: image-set(\"T\" 1x);",
    "a: 1/V;",
    "a: 1/ V;",
    "a: 1V;",
    "a: U+V;",
    "a: \\V;",
    "a: b\\V;",
    "a: \"\\\nT\";",
    "a: \"\\\r\nT\";",
    "a: 'b\nV;",
    "a: '\\26 T';",
    "a: '\\26V';",
    "a: '\\000026T';",
    "a: var(--V);",
    "a: url(a\\)V);",
    "a: url(a\\\nV);",
    "/*V*/",
    "a: b;;",
    "a: V !important;",
    "behavior: url(V);",
    "a: attr(V);",
    "a: src(\"T\");",
    "a: src(V);",
];

/// Texts in strings.
const TEXTS: &[&str] = &[
    "V",
    "V",
    "aVb",
    "VV",
    "/a?b=V",
    "http://a/V",
    "\\\"V",
    "\\'V",
    "\\\\\\\\V",
    "it is V",
    "/*V*/",
    ");V",
    "\\V",
    "V\\",
    "V\\26 V",
];

/// What a mistake inserts.
const MISTAKES: &[&str] = &[
    "'", "\"", "/", "\\", "*", "\n", "\r", "\u{c}", "(", ")", "{ ", " }", "<", ">", "!", "-", "#",
    ".", "[", "]", "/*", "*/", "<!--", "-->", "url(", "@", ";", ":", "\\\n", "\\\r\n", "\\26",
    "\\26 ", "\\29 ", "u", "rl(", "src(",
];

/// Returns a style sheet with `{{x}}` in it, or declarations.
#[must_use]
pub fn style(random: &mut Random, has_rules: bool) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(4) {
        expand(&mut text, random, if has_rules { RULES } else { DECLARATIONS });
    }
    random.make_mistakes(&mut text, MISTAKES);
    crate::javascript::mustaches(&text)
}

/// Adds one of `choices`, with what its letters stand for.
fn expand(text: &mut String, random: &mut Random, choices: &[&str]) {
    for c in random.pick(choices).chars() {
        match c {
            'D' => {
                for _ in 0..random.below(4) {
                    expand(text, random, DECLARATIONS);
                }
            }
            'T' => expand(text, random, TEXTS),
            'V' => text.push(crate::javascript::MARK),
            c => text.push(c),
        }
    }
}
