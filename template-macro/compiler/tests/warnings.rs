//! Warnings. `warnings.txt` has templates after `=== `, each with its warnings; `\n` is a line break there. A `?`
//! before a template makes paths that lead out of it null; a `'` turns escaping off. `SNAPSHOTS=overwrite` updates
//! the file.

use template_bytecode::diagnostics::Severity;
use template_compiler::{Escape, Options, Source, Symbolic, compile};

fn compiled(text: &str, escape: Escape) -> (Symbolic, Source) {
    compiled_with(text, &Options { escape, ..Options::default() })
}

fn compiled_with(text: &str, options: &Options) -> (Symbolic, Source) {
    let source = Source::new("page.hbs", text);
    let program = compile(&source, options).unwrap_or_else(|errors| panic!("{text}\n{errors:#?}"));
    (program, source)
}

fn messages(text: &str) -> Vec<String> {
    let (lenient_paths, text) = text.strip_prefix('?').map_or((false, text), |text| (true, text));
    let (escape, text) =
        text.strip_prefix('\'').map_or((Escape::Html, text), |text| (Escape::None, text));
    let options = Options { lenient_paths, escape, ..Options::default() };
    let (program, source) = compiled_with(text, &options);
    assert!(program.warnings.iter().all(|warning| warning.severity == Severity::Warning), "{text}");
    program.warnings.iter().map(|warning| warning.render(&source)).collect()
}

#[test]
fn suspicious_templates_have_warnings() {
    let golden = include_str!("warnings.txt");
    let mut actual = String::new();
    for case in golden.split("=== ").skip(1) {
        let (template, _) = case.split_once('\n').unwrap();
        let messages = messages(&template.replace(r"\n", "\n"));
        assert!(!messages.is_empty(), "{template}");
        actual += &format!("=== {template}\n{}\n\n", messages.join("\n"));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/warnings.txt");
    if std::env::var_os("SNAPSHOTS").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(path, actual.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert_eq!(actual.trim_end(), golden.trim_end(), "some warnings differ");
    }
}

#[test]
fn other_templates_have_no_warnings() {
    for text in [
        "{{#each a as |x i|}}{{x}}{{i}}{{/each}}{{#each a as |_x i|}}{{i}}{{/each}}",
        "{{#each a as |x|}}{{#each b}}{{x.y}}{{/each}}{{else}}{{x}}{{/each}}",
        "{{#let (helper f 1) 2 as |f n|}}{{f n}}{{/let}}{{#panel as |x _y|}}{{f x}}{{/panel}}",
        "{{#a as |x|}}{{#x}}{{/x}}{{/a}}{{#each a as |x|}}{{(helper x 1)}}{{/each}}",
        "{{#if (or a false)}}b{{/if}}{{#if (and a true b)}}c{{/if}}{{or a 'b'}}{{and a b 0}}",
        "{{#if (not a)}}b{{/if}}{{#if (if a 1 0)}}b{{/if}}{{#if x includeZero=true}}{{/if}}",
        "{{if a \"it's\" '\"x\"'}}{{{if a \"b='c'\"}}}{{f (if a \"b='c'\")}}{{if a (f \"b='c'\")}}",
        "'{{a}}{{&a}}{{if b \"c='d'\"}}{ {{~a~}} }",
        "{{#each (array 1)}}{{this}}{{/each}}{{#with 'a'}}{{this}}{{/with}}{{true}}{{f true}}",
    ] {
        assert_eq!(messages(text), [""; 0], "{text}");
    }
}

#[test]
fn tags_that_match_have_no_warnings() {
    for text in [
        "{{#if a}}<div>{{/if}}x{{#if a}}</div>{{/if}}",
        "<div>{{#if a}}<div>{{/if}}x{{#if a}}</div>{{/if}}</div>",
        "{{#if a}}<div>{{else}}<section>{{/if}}x{{#if a}}</div>{{else}}</section>{{/if}}",
        "{{#if a}}<div>{{else}}<div id=\"b\">{{/if}}x</div>",
        "<div>{{#if a}}x</div>{{else}}y</div>{{/if}}",
        "<div>{{#if a}}</div>{{/if}}{{#unless a}}</div>{{/unless}}",
        // Two blocks of which one is printed.
        "{{#a}}<div>{{/a}}{{^a}}<div id=\"b\">{{/a}}x</div>",
        "{{^a}}<p><b>{{/a}}{{#a}}<p><b id=\"b\">{{/a}}x</b></p>",
        "{{#if a}}<a href=\"/\">{{/if}}{{#unless a}}<a>{{/unless}}{{#if b}}<b>{{/if}}x{{#if b}}</b>{{/if}}</a>",
        // Rows.
        "<div>{{#each a}}{{this}}{{#if @last}}</div><div>{{/if}}{{/each}}</div>",
        "<div>{{#each a}}{{this}}</div><div>{{/each}}</div>",
        "{{#each a}}{{#if @first}}<div>{{/if}}x{{#if b}}</div><div>{{/if}}{{#if @last}}</div>{{/if}}{{/each}}",
        "{{#each a}}{{#unless @first}}</div>{{/unless}}<div>{{#if @last}}</div>{{/if}}{{/each}}",
        "<div>{{#each a}}{{#if b}}<div>{{/if}}x{{#if b}}</div>{{/if}}{{#if c}}</div><div>{{/if}}{{/each}}</div>",
        "<div>{{#each a}}{{#if @last}}</div>{{/if}}{{/each}}",
        // Block helpers print their bodies as often as they like.
        "{{#panel a}}<div>{{else}}<p>{{/panel}}x{{#panel a}}</div>{{else}}</p>{{/panel}}",
        "<div>{{#list a}}{{#panel b}}</div><div>{{/panel}}{{/list}}</div>",
        "{{#*inline \"head\"}}<body><div>{{/inline}}{{> head}}x{{#*inline \"foot\"}}</div></body>{{/inline}}{{> foot}}",
        // Tags that may be left out.
        "<ul>{{#each a}}<li>{{this}}{{/each}}</ul>",
        "<table>{{#each a}}<tr>{{#each this}}<td>{{this}}{{/each}}{{/each}}</table>",
        "<p>{{a}}{{#if b}}<p>{{b}}{{/if}}<ul></ul>",
        "<svg><path d=\"{{a}}\"/><foreignObject><br><p>{{b}}</p></foreignObject></svg>",
        "<title>{{a}}</title></head><p>{{b}}</body></html>",
    ] {
        assert_eq!(messages(text), [""; 0], "{text}");
    }
}

#[test]
fn reads_of_the_template_data_are_recorded() {
    let reads = |text: &str| compiled(text, Escape::Html).0.reads;
    let names = |text: &str| {
        let reads = reads(text);
        assert!(!reads.whole, "{text}");
        reads.names.into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        names("{{a.x}}{{this.b}}{{@c}}{{@root.d.x}}{{#with e}}{{x}}{{../f}}{{/with}}"),
        "a b c d e f"
    );
    assert_eq!(names("{{#each a as |x|}}{{x}}{{x.y}}{{this}}{{z}}{{/each}}"), "a");
    assert_eq!(names("{{get this 'a'}}{{lookup @root 'b'}}{{lookup c 'x'}}{{'d'}}"), "a b c d");
    // A section over `true` keeps the context.
    assert_eq!(names("{{#a as |x|}}{{b}}{{x.c}}{{#d}}{{e}}{{/d}}{{/a}}"), "a b c d e");
    assert_eq!(names("{{#each a}}{{#b}}{{c}}{{/b}}{{/each}}"), "a");
    for text in [
        "{{this}}",
        "{{#each this}}{{/each}}",
        "{{f .}}",
        "{{get this a}}",
        "{{@root}}",
        "{{#a}}{{this}}{{/a}}",
        "{{#a}}{{..}}{{/a}}",
        "{{#let this as |x|}}{{x.a}}{{/let}}",
        "{{#a as |x|}}{{f x}}{{/a}}",
        "{{get this 'a'}}{{this}}",
        "{{this}}{{get this 'a'}}",
        "{{f (helper this 1)}}",
    ] {
        assert!(reads(text).whole, "{text}");
    }
    let inherited = |text: &str| {
        let options = Options { components: true, ..Options::default() };
        compile(text, &options).expect("it compiles").reads
    };
    let reads = inherited("{{> Card a.x k=b}}{{#> List items=c as |item|}}{{d}}{{item}}{{/List}}");
    assert!(reads.inherited && !reads.whole);
    assert_eq!(reads.names.into_iter().collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    assert!(inherited("{{> Card this}}").whole);
}

#[test]
fn unescaped_mustaches_are_recorded() {
    let unescaped = |text: &str, escape| -> Vec<String> {
        let (program, source) = compiled(text, escape);
        let message = |unescaped: &template_compiler::lower::unescaped_ops::UnescapedOp| {
            unescaped.redundant_unescaped_warning("safe", &source)
        };
        program.unescaped.iter().map(message).map(|warning| warning.message).collect()
    };
    let text = "{{a}}{{{b}}}{{&c.d}}{{{f g}}}{{{'h'}}}{{{concat i 1}}}{{{if j k}}}";
    let is = |value: &str| format!("`{value}` is safe, which is not escaped anyway");
    let all = ["b", "c.d", "f g", "'h'"].map(is);
    assert_eq!(unescaped(text, Escape::Html), all);
    assert_eq!(unescaped(text, Escape::None), [""; 0]);
    assert_eq!(unescaped("{{{a}}}", Escape::Custom), [is("a")]);
}

#[test]
fn conditions_may_be_nested_deeply() {
    let depth = 200;
    let text = format!("{{{{#if {}a{}}}}}b{{{{/if}}}}", "(or 0 ".repeat(depth), ")".repeat(depth));
    assert_eq!(messages(&text), [""; 0]);
}
