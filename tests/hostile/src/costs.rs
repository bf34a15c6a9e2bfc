//! Attacks on the time and the memory that compiling takes: one part of a template is long, or opens or declares many things,
//! and another part is repeated, so that each repetition may cost what the first part is long.

use crate::attack::{Attack, compiled, compiler, outcome, refused, rendered};

/// Without optimizations the compiler takes ten times as long: these templates are shorter, and show less.
const SCALE: usize = if cfg!(debug_assertions) { 8 } else { 1 };

/// The length of something that is long.
const LENGTH: usize = (1 << 20) / SCALE;

/// How often something is repeated.
const MANY: usize = 30_000 / SCALE;

/// Templates of a text, something that is repeated up to [`LENGTH`], something that is repeated [`MANY`] times, and an end.
const LONG: &[(&str, &str, &str, &str, &str)] = &[
    ("a path and blocks", "<a href='/", "a", "{{#if a}}x{{/if}}", "'>"),
    ("a path and values", "<a href='/", "a", "{{a}}", "'>"),
    ("a scheme and blocks", "<a href='", "a", "{{#if a}}x{{/if}}", "'>"),
    ("a URL of data", "<a href='data:text/html", ",a", "", "'>"),
    ("references and values", "<a href='/", "&amp;", "{{a}}", "'>"),
    ("a reference and values", "<a href='/&", "a", "{{a}}", "'>"),
    ("an attribute and values", "<a title='", "a", "{{a}}", "'>"),
    ("a class and blocks", "<a class='", "a ", "{{#if a}}x{{/if}}", "'>"),
    ("a type and blocks", "<input type='", "a", "{{#if a}}x{{/if}}", "'>"),
    ("a srcset and blocks", "<img srcset='", "a 1x, ", "{{#if a}}{{/if}}", "'>"),
    ("a srcset and values", "<img srcset='", "a 1x, ", "{{a}}", "'>"),
    ("an unquoted value and values", "<a title=", "a", "{{a}}", ">"),
    ("a style and blocks", "<a style='", "color: red;", "{{#if a}}{{/if}}", "'>"),
    ("parentheses in a style and blocks", "<style>a{b:", "(", "{{#if a}}{{/if}}", "</style>"),
    ("braces in a style and blocks", "<style>", "a { ", "{{#if a}}{{/if}}", "</style>"),
    ("a word in a style and blocks", "<style>", "a", "{{#if a}}{{/if}}", "</style>"),
    ("a URL in a style and blocks", "<style>a{b:url(/", "a", "{{#if a}}{{/if}}", ")}</style>"),
    ("a URL in a style and values", "<style>a{b:url(/", "a", "{{a}}", ")}</style>"),
    ("parentheses in a script and blocks", "<script>", "(", "{{#if a}}{{/if}}", "</script>"),
    ("parentheses in a script and loops", "<script>", "(", "{{#each a}}{{/each}}", "</script>"),
    ("parentheses in readings of a script", "<script>\n}/a;", "(", "", "</script>"),
    ("braces in a script and blocks", "<script>", "{ ", "{{#if a}}{{/if}}", "</script>"),
    ("a word in a script and blocks", "<script>", "a", "{{#if a}}{{/if}}", "</script>"),
    ("slashes in a script and blocks", "<script>", "\n}/a", "{{#if a}}{{/if}}", "</script>"),
    ("substitutions in a script and blocks", "<script>", "`${ ", "{{#if a}}{{/if}}", "</script>"),
    ("signs in a script and blocks", "<script>", "\n--", "{{#if a}}{{/if}}", "</script>"),
    ("a comment and blocks", "<!-- ", "a", "{{#if a}}{{/if}}", "-->"),
    ("a comment and loops", "<!-- ", "-", "{{#each a}}{{/each}}", "-->"),
    ("a title and values", "<title>", "a", "{{a}}", "</title>"),
    ("a text and values", "", "a", "{{a}}", ""),
    ("a text with tags", "", "ab<b>", "", ""),
    ("foreign elements and blocks", "<svg>", "<g>", "{{#if a}}{{/if}}", ""),
    ("foreign elements and tags", "<svg>", "<g>", "<a></a>", ""),
    ("HTML in foreign elements", "<svg><foreignObject>", "<i>", "{{#if a}}{{/if}}", ""),
    ("elements and blocks", "", "<i>", "{{#if a}}{{/if}}", ""),
    ("elements and changed blocks", "<div>", "<i>", "{{#if a}}</div>{{else}}</i>{{/if}}", ""),
    ("elements and end tags", "", "<i>", "</b>", ""),
    ("paragraphs and blocks", "", "<div><p>", "{{#if a}}<p>{{else}}</p>{{/if}}", ""),
    ("elements that are perhaps open", "", "{{#if a}}<b>{{/if}}", "", ""),
    ("elements that are perhaps closed", "", "<b>{{#if a}}</b>{{/if}}", "", ""),
    ("templates and blocks", "", "<template>", "{{#if a}}{{/if}}", ""),
    ("selects and blocks", "", "<select>", "{{#if a}}{{/if}}", ""),
    ("noscripts and blocks", "", "<noscript>", "{{#if a}}{{/if}}", ""),
    ("texts for scripts", "<script type='text/template'>", "<p>", "{{#if a}}{{/if}}", "</script>"),
    ("links", "", "<link rel=icon href='/a'>", "{{a}}", ""),
    ("links that are not closed", "", "<link ", "{{a}}", ""),
    ("a link of many attributes", "<link", " a='>'", "", ">"),
    ("values between tags", "", "{{a}}<p>", "", ""),
    ("white space between tags", "", "{{a}} ", "", ""),
    ("a refresh", "<meta http-equiv=refresh content='0;url", " ", "", "'>"),
    ("a refresh and values", "<meta http-equiv=refresh content='", " ", "{{a}}", "'>"),
    ("white space in a tag", "<a ", " ", "{{#if a}}{{/if}}", ">"),
    ("the name of an attribute and blocks", "<a ", "b", "{{#if a}}{{/if}}", ">"),
    ("the name of a tag", "<", "b", "", ">"),
    ("CDATA sections", "<svg>", "<![CDATA[ ]]>", "{{#if a}}{{/if}}", ""),
    ("else chains", "{{#if a}}", "{{else if b}}x", "", "{{/if}}"),
    ("braces", "", "{ ", "{{a}}", ""),
    ("open braces", "", "{", "{{a}}", ""),
    ("backslashes", "", "\\", "{{a}}", ""),
    ("white space around tags", "", " \n", "{{~a~}}", ""),
    ("white space and lines of comments", "", " ", "\n{{! a }}", ""),
    ("a line of comments", "", " ", "{{! a }}", ""),
    ("a line of blocks", "", " ", "{{#if a}}{{/if}}", ""),
    ("a line with mistakes", "", "a", "{{nothing 1}}", ""),
    ("words", "{{a ", "b ", "", "}}"),
    ("words of a language", "{{ a ", "and b ", "", "}}"),
    ("operators", "{{ a ", "&& b ", "", "}}"),
    ("brackets in a tag", "{{ a", "[", "", "}}"),
    ("quotes in a tag", "{{ a", "'", "", "}}"),
    ("tags of another language", "", "{% if a %}", "", ""),
    ("ends of tags", "", "}}", "{{a}}", ""),
];

/// Repeats a text, in which `%` is the number.
fn numbered(text: &str, count: usize) -> String {
    (0..count).map(|i| text.replace('%', &i.to_string())).collect()
}

/// 250 blocks that bind 250 names each, around a text.
fn with_names(inner: &str) -> String {
    let open = |block| {
        let (values, names) = ("1 ".repeat(250), numbered(&format!("n{block}x% "), 250));
        format!("{{{{#let {values} as |{names}|}}}}")
    };
    let open: String = (0..250).map(open).collect();
    [&open, inner, &"{{/let}}".repeat(250)].concat()
}

pub(crate) fn attacks() -> Vec<Attack> {
    let long = LONG.iter().map(|&(name, begin, long, many, end)| {
        Attack::new(format!("costs of {name}"), "ed", move || {
            // Tags have a limit of their own.
            let most = if long.contains("{{") { 2 * MANY } else { usize::MAX };
            let count = (LENGTH / long.len()).min(most);
            let text = [begin, &long.repeat(count), &many.repeat(MANY), end].concat();
            let result = rendered(&compiler(), text.clone(), &());
            rendered(&compiler().collapse_whitespace(), text, &());
            result
        })
    });
    long.chain(numerous()).chain(partials()).collect()
}

/// Templates with many different things.
fn numerous() -> Vec<Attack> {
    let with = |name: &str, text: fn() -> String| {
        Attack::new(format!("costs of {name}"), "ed", move || rendered(&compiler(), text(), &()))
    };
    vec![
        with("attributes", || format!("<a{}>", numbered(" b%", 2 * MANY))),
        with("attributes of a link", || format!("<link{}>", numbered(" b%", 2 * MANY))),
        with("attributes and blocks", || {
            format!("<a{}{}>", numbered(" b%", 2 * MANY), " {{#if a}}c{{/if}}".repeat(MANY))
        }),
        with("attributes in blocks", || format!("<a{}>", numbered("{{#if a}} b%{{/if}}", MANY))),
        with("types in blocks", || {
            format!("<input{}>", numbered("{{#if a}} type=t%{{/if}}", MANY))
        }),
        with("types in branches", || {
            format!("<input{{{{#if a}}}}{}{{{{/if}}}}>", numbered("{{else if a}} type=t%", MANY))
        }),
        with("names that are not bound", || with_names(&"{{m100x100}}".repeat(3 * MANY))),
        with("the outermost name", || with_names(&"{{n0x0}}".repeat(3 * MANY))),
        with("names and blocks", || with_names(&"{{#if a}}{{/if}}".repeat(2 * MANY))),
        with("names and loops", || with_names(&"{{#each a}}{{/each}}".repeat(2 * MANY))),
        with("names that are not read", || with_names("")),
        with("names", || numbered("{{n%}}", 2 * MANY)),
        with("literals", || numbered("{{'n%'}}", 2 * MANY)),
        with("paths", || numbered("{{n.a%.b}}", MANY)),
        with("inline partials", || {
            let partials = numbered("{{#*inline 'p%'}}{{/inline}}", 2 * MANY);
            partials + &"{{> p7}}".repeat(MANY)
        }),
        with("inline partials of each other", || {
            let partials = numbered(
                "{{#*inline 'p%'}}{{> q%}}{{/inline}}{{#*inline 'q%'}}{{> r%}}{{/inline}}",
                300,
            );
            partials + "{{> p7}}"
        }),
        with("a chain of inline partials", || {
            let partials: String = (0..600)
                .map(|i| format!("{{{{#*inline 'p{}'}}}}{{{{> p{i}}}}}{{{{/inline}}}}", i + 1))
                .collect();
            format!("{{{{#*inline 'p0'}}}}x{{{{/inline}}}}{partials}{{{{> p600}}}}")
        }),
        with("a chain of inline partials in the limit", || {
            let partials: String = (0..400)
                .map(|i| format!("{{{{#*inline 'p{}'}}}}{{{{> p{i}}}}}{{{{/inline}}}}", i + 1))
                .collect();
            format!("{{{{#*inline 'p0'}}}}x{{{{/inline}}}}{partials}{{{{> p400}}}}")
        }),
        with("fragments", || numbered("{{#fragment f%}}x{{/fragment}}", MANY)),
        with("fragments in each other", || {
            numbered("{{#fragment f%}}", 500) + &"{{/fragment}}".repeat(500)
        }),
        with("helpers that are not known", || numbered("{{h% 1}}", 2 * MANY)),
        with("partials that are not known", || numbered("{{> h%}}", 2 * MANY)),
        with("components", || "{{> Page a=1}}{{#> Page}}x{{/Page}}".repeat(MANY)),
        with("loops in loops", || {
            let (open, close) = ("{{#each a}}".repeat(250), "{{/each}}".repeat(250));
            [&open, &*"<b>{{x}}".repeat(100), &close].concat()
        }),
    ]
}

/// Templates with partials: their names and texts.
fn partials() -> Vec<Attack> {
    let with = |name: &str, partials: fn() -> Vec<(String, String)>, text: fn() -> String| {
        Attack::new(format!("costs of partials: {name}"), "ed", move || {
            let mut compiler = compiler();
            for (name, text) in partials() {
                compiler = match compiler.partial(name, text) {
                    Ok(compiler) => compiler,
                    Err(error) => return refused(&error),
                };
            }
            match compiled(&compiler, text()) {
                Ok(page) => outcome(page.render(&())),
                Err(error) => error,
            }
        })
    };
    vec![
        with("long indentations", || one("x\n".repeat(1 << 20)), || indented(1 << 20)),
        with("long indentations of lines", || one("x\n".repeat(1 << 10)), || indented(1 << 20)),
        with(
            "long indentations of empty lines",
            || one("\n".repeat(1 << 20)),
            || indented(1 << 20),
        ),
        with(
            "long indentations of loops",
            || one("{{#each a}}\n{{x}}\n{{/each}}\n".repeat(2 * MANY)),
            || indented(1 << 10),
        ),
        with(
            "indentations of blocks in blocks",
            || {
                let (open, close) = ("{{#if a}}x\n{{else}}".repeat(500), "{{/if}}".repeat(500));
                one(format!("{open}{}{close}", "{{x}}\n".repeat(MANY)))
            },
            || indented(2),
        ),
        with(
            "indentations in each other",
            || {
                chain(
                    250,
                    |next| format!("{}{{{{> {next}}}}}\n", " ".repeat(10_000)),
                    "x\n".repeat(1000),
                )
            },
            include,
        ),
        with(
            "names",
            || {
                chain(
                    250,
                    |next| format!("{{{{> {next}{}}}}}", numbered(&format!(" a{next}x%=x"), 200)),
                    "{{> q}}".repeat(MANY),
                )
            },
            include,
        ),
        with(
            "names that are given again",
            || {
                chain(
                    250,
                    |next| format!("{{{{> {next}{}}}}}", numbered(&format!(" a{next}x%=x"), 200)),
                    "{{> (lookup . 'x') z=1}}".repeat(MANY),
                )
            },
            include,
        ),
        with(
            "arguments",
            || one("x".into()),
            || format!("{{{{> p0{}}}}}", numbered(" a%=x", 250)).repeat(1000),
        ),
        with(
            "blocks that are given twice",
            || one("{{> @partial-block}}{{> @partial-block}}".into()),
            || ["{{#> p0}}".repeat(200), "x".into(), "{{/p0}}".repeat(200)].concat(),
        ),
        with(
            "names at run time",
            || chain(200, |_| "{{> (lookup . 'x')}}".into(), "x".into()),
            include,
        ),
        with(
            "many names at run time",
            || chain(200, |_| "x".into(), "x".into()),
            || "{{> (lookup . 'x')}}".repeat(MANY),
        ),
        with("a chain in the limit", || chain(500, include_next, "x".into()), include),
        with("a long chain", || chain(3000, include_next, "x".into()), include),
        with(
            "blocks in a chain",
            || {
                chain(
                    60,
                    |next| {
                        ["{{#if a}}".repeat(100), include_next(next), "{{/if}}".repeat(100)]
                            .concat()
                    },
                    "x".into(),
                )
            },
            include,
        ),
        with("mistakes", || one("{{nothing 1}}".into()), || include().repeat(MANY)),
        with(
            "warnings",
            || one("<p></b>{{#let 1 as |x|}}{{/let}}".into()),
            || include().repeat(MANY),
        ),
        with("17 MiB", || one("x".repeat(17 << 20)), include),
        with("many tags", || one("{{x}}".repeat(6 * MANY)), || include().repeat(4)),
        with(
            "a text that is included often",
            || one("<p>x</p>\n".repeat(100)),
            || include().repeat(2 * MANY),
        ),
    ]
}

/// One partial, `p0`.
fn one(text: String) -> Vec<(String, String)> {
    vec![(String::from("p0"), text)]
}

/// Partials `p0` to the one of this number, each of which is given the name of the next. The last has a text of its own.
fn chain(count: usize, text: fn(&str) -> String, last: String) -> Vec<(String, String)> {
    let partial = |i| (format!("p{i}"), text(&format!("p{}", i + 1)));
    (0..count).map(partial).chain([(format!("p{count}"), last)]).collect()
}

fn include_next(next: &str) -> String {
    format!("{{{{> {next}}}}}")
}

/// Includes the first partial.
fn include() -> String {
    include_next("p0")
}

/// Includes the first partial after so many spaces.
fn indented(spaces: usize) -> String {
    format!("{}{}\n", " ".repeat(spaces), include())
}
