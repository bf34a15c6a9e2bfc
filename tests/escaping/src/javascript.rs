//! Scripts with mustaches in any place, made from numbers: most of them are valid JavaScript with tokens that are hard to
//! tell apart, the others have a mistake.

/// A generator of numbers that are the same in each run.
pub struct Random(u64);

impl Random {
    /// Returns the generator of a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_F491_4F6C_DD1D) | 1)
    }

    /// Returns a number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        // Xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % end as u64).unwrap_or_default()
    }

    /// Returns one of several texts.
    pub(crate) fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }

    /// Removes a character of a text or inserts one of `mistakes`, in one of three texts.
    pub(crate) fn make_mistakes(&mut self, text: &mut String, mistakes: &[&str]) {
        if self.below(3) > 0 {
            return;
        }
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match text[at..].chars().next() {
            Some(c) if self.below(2) == 0 => text.replace_range(at..at + c.len_utf8(), ""),
            _ => text.insert_str(at, self.pick(mistakes)),
        }
    }
}

/// Statements, in which `E` is an expression, `S` are statements, `V` is a mustache, and `T` is text of a string with one.
const STATEMENTS: &[&str] = &[
    "E;",
    "E;",
    "E\n",
    "E\n",
    "E\r\n",
    "var v = E;",
    "var v\n",
    "var v = E, w\n",
    "let v = E\n",
    "V\n",
    "V;",
    "if (E) S",
    "if (E) S else S",
    "if (E) { S }",
    "if/**/(E) /'/.test(a)\n",
    "while (E) S",
    "do { S } while (E) ",
    "do a(); while (E) /r'/.b\n",
    "for (;E;E) { S }",
    "for (const x of E) { S }",
    "for (x in E) { S }",
    "async function h() { for await (x of E) { S } }",
    "{ S }",
    "l: { S }",
    "l: for (;;) { break l\n/a'/.b\n }",
    "for (;;) { continue\n/a\"/.b\n }",
    "function g() { S }",
    "function g() { return E }",
    "function g() { return /a'/ }",
    "function* g() { yield E }",
    "function* g() { yield /a'/ }",
    "async function h() { await E }",
    "async function h() { await /`/ }",
    "class C extends E { }",
    "class C { #p = E; static { S } m() { S } in() { } }",
    "switch (E) { case E: S default: S }",
    "try { S } catch (e) { S } finally { S }",
    "throw E\n",
    "debugger\n/'/.a\n",
    "// c ' \" ` \n",
    "/* c ' \" ` */",
    "/*\n*/",
    "\n--> c ' \"\n",
    "/*\n*/--> c '\n",
    "<!-- c ' `\n",
    "a<!--b ' `\n",
    ";",
    "\n",
    "\r\n",
    "\u{2028}",
    "E\n/a'/.b\n",
    "a\n++/'/.b\n",
    "a\n++\nb\n",
    "a++\n/'/.test(b)/c\n",
    "a = b\n/c/E\n",
    "import 'm'\n/'/.a\n",
    "import a from 'm'\n",
    "export default E\n",
    "import('m/T')\n",
    "yield\n/'/.a/b\n",
    "let\n/'/.a/b\n",
    "x = {} / E\n",
    "{} /'/.a\n",
];

/// Expressions.
const EXPRESSIONS: &[&str] = &[
    "a",
    "a",
    "b.in",
    "b?.typeof",
    "b?.[E]",
    "this",
    "1",
    "1.",
    ".5",
    "1.e3",
    "0x1f",
    "1.5.in",
    "'s'",
    "\"q\"",
    "'it\\'s'",
    "\"\\\\\"",
    "'\\\n'",
    "'\\\r\n'",
    "\"a\\\nT\"",
    "'a\\\r\nT'",
    "'T'",
    "'T'",
    "\"T\"",
    "\"T\"",
    "V",
    "V",
    "V",
    "'\\x41T'",
    "'\\0T'",
    "'\\u{41}T'",
    "`t`",
    "`a${E}b`",
    "`${E}${E}`",
    "`\\``",
    "`$\\{`",
    "`${`${E}`}`",
    "f`a${E}`",
    "/r/",
    "/[/'\"]/g",
    "/\\//",
    "/'/",
    "/`/i",
    "/\"/",
    "/[\\]`]/",
    "/=/",
    "[E, E]",
    "[...E]",
    "[...typeof /'/]",
    "({k: E})",
    "({V: E})",
    "({[E]: E})",
    "({if(a) { S }, get in() { S }})",
    "f(E)",
    "(E)",
    "(E)",
    "(E)",
    "E + E",
    "E / E",
    "E / E / E",
    "E/E",
    "E /a/ E",
    "E - E",
    "E-E",
    "E--E",
    "E - -E",
    "E<E",
    "E <E",
    "a<<!--b",
    "a++",
    "++a",
    "a--",
    "--a",
    "++/'/.a",
    "-E",
    "+E",
    "!E",
    "typeof E",
    "void E",
    "await E",
    "yield E",
    "delete E",
    "function() { S }",
    "() => { S }",
    "() => E",
    "a => E",
    "async () => E",
    "class { }",
    "a ? E : E",
    "a?.5:E",
    "new E",
    "E in E",
    "E instanceof E",
    "x.if(E) / E",
    "x.return / E",
    "x.of / E",
    "of / E",
    "async / E",
    "get / E",
    "await / E",
    "yield / E",
    "let / E",
    "#p in E",
    "import.meta / E",
    "new.target / E",
    "E, E",
    "a = E",
    "a /= E",
    "E ** E",
    "E ?? E",
    "\\u0061 / E",
    "a\\u{62} / E",
    "a/*'*/ / E",
    "a /*\n*/ / E",
    "ab\u{e9} / E",
    "a\u{feff}/ E",
    "x.V",
    "a_V",
    "Va",
    "1V",
    "E V",
    "V V",
    "V(E)",
    "new V",
    "V.a",
    "V/E",
    "V/a'/E",
    "V[E]",
    "V`a`",
];

/// Texts in strings.
const TEXTS: &[&str] = &[
    "V", "V", "aVb", "VV", "\\\\V", "\\'V\\\"", "/V/", "//V", "${V}", "\\V", "\\uV", "\\x4V",
    "\\u{V}", "`V", "<!--V",
];

/// What a mistake inserts.
const MISTAKES: &[&str] = &[
    "'", "\"", "`", "/", "\\", "*", "\n", "\r", "(", ")", "{ ", " }", "<", ">", "!", "-", "$", "#",
    ".", "[", "]", "//", "/*", "*/", "<!--", "-->", "return ", "\u{2029}", "\\\n", "\\\r\n", "#!",
    "of ", "yield ", "in ", ":", "=>",
];

/// Returns a script with `{{x}}` in it.
#[must_use]
pub fn script(random: &mut Random) -> String {
    let mut text = String::new();
    if random.below(30) == 0 {
        text += random.pick(&["#! c '\n", "--> c '\n", "<!-- c\n"]);
    }
    for _ in 0..=random.below(4) {
        expand(&mut text, random, STATEMENTS, 0);
    }
    let mut text = text.replace("{{", "\u{0}").replace('\u{0}', "{ {");
    random.make_mistakes(&mut text, MISTAKES);
    mustaches(&text)
}

/// The mark of a mustache.
pub(crate) const MARK: char = '\u{1}';

/// Adds one of `choices`, with what its letters stand for.
fn expand(text: &mut String, random: &mut Random, choices: &[&str], depth: usize) {
    for c in random.pick(choices).chars() {
        match c {
            'E' if depth < 4 => expand(text, random, EXPRESSIONS, depth + 1),
            'E' => text.push('c'),
            'S' if depth < 4 => {
                for _ in 0..random.below(3) {
                    expand(text, random, STATEMENTS, depth + 1);
                }
                if text.ends_with(['\n', ';', '}', ' ']) {
                    continue;
                }
                text.push(';');
            }
            'S' => text.push(';'),
            'T' => expand(text, random, TEXTS, depth + 1),
            'V' => text.push(MARK),
            c => text.push(c),
        }
    }
}

/// Writes the mustaches. A brace beside one would belong to it, and a backslash would escape it.
pub(crate) fn mustaches(text: &str) -> String {
    let mut written = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != MARK {
            written.push(c);
            continue;
        }
        if written.ends_with('{') {
            written.push(' ');
        }
        if written.ends_with('\\') {
            written.push('\\');
        }
        written += "{{x}}";
        if chars.peek() == Some(&'}') {
            written.push(' ');
        }
    }
    written
}
