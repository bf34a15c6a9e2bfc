//! Templates that are compiled at run time: all methods of rendering, errors, and equality with the programs
//! that `template!` compiles from the same text.

use std::{
    collections::HashMap,
    fmt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};
use template_runtime::{
    AnyChunkMemory, Block, Compiled, Compiler, Data, Error, ErrorKind, Escaper, Helpers, Printable,
    Severity, Source, Stopped, Template, Tree, Value, callable, helper, helpers, template,
};

use template_tests::in_chunks;

fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn join(a: &str, b: &str) -> String {
    format!("{a}{b}")
}

#[helper]
fn greet(
    #[named] name: &str,
    #[named(name = "aria-label", default = "none")] label: &str,
) -> String {
    format!("{name} ({label})")
}

#[helper]
fn times(count: u32, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    for i in 0..count {
        block.body(&[i.into()])?;
    }
    if count == 0 { block.otherwise() } else { Ok(()) }
}

fn compiler() -> Compiler {
    Compiler::new().helpers(helpers![shout, join, greet, times])
}

fn compiled(text: &str) -> Compiled {
    compiler().compile(text).unwrap_or_else(|error| panic!("{error}"))
}

const DATA: Tree<'static> = Tree::Map(&[
    ("name", Tree::Text("Owls & Co")),
    ("tags", Tree::List(&[Tree::Text("a"), Tree::Int(2)])),
]);

#[test]
fn all_outputs_are_the_same() {
    let page = compiled("<b>{{shout name}}</b>{{#each tags as |tag i|}}{{i}}{{tag}},{{/each}}");
    let expected = "<b>OWLS &amp; CO</b>0a,12,";
    assert_eq!(page.render(&DATA).as_deref(), Ok(expected));
    assert_eq!(page.render_into(&DATA, &mut [0; 64]), Ok(expected));
    let mut text = String::new();
    page.render_to(&DATA, &mut text).expect("a String takes everything");
    assert_eq!(text, expected);
    let mut bytes = Vec::new();
    page.write_to(&DATA, &mut bytes).expect("a Vec takes everything");
    assert_eq!(bytes, expected.as_bytes());

    for size in 4..30 {
        let mut memory = AnyChunkMemory::new();
        let chunks = in_chunks(page.chunks(&DATA, &mut memory), size);
        assert_eq!(chunks.as_deref(), Ok(expected));
        assert_eq!(in_chunks(page.chunks(&DATA, &mut []), size).as_deref(), Ok(expected));
    }

    let mut short = [0; 5];
    assert_eq!(
        page.render_into(&DATA, &mut short),
        Err(Error::from(ErrorKind::OutputFull { needed: expected.len() }))
    );
    let result = page.write_to(&DATA, &mut [0_u8; 5].as_mut_slice());
    assert_eq!(result.map_err(|error| error.kind()), Err(std::io::ErrorKind::WriteZero));
}

#[test]
fn chunks_have_private_data_errors_and_limits() {
    let page = Compiler::new().private_data().compile("{{@greeting}} {{name}} {{@name}}").unwrap();
    let private = Tree::Map(&[("greeting", Tree::Text("Hello"))]);
    let mut memory = AnyChunkMemory::new();
    let chunks = page.with_private_data(&private).chunks(&DATA, &mut memory);
    assert_eq!(in_chunks(chunks, 7).as_deref(), Ok("Hello Owls &amp; Co Owls &amp; Co"));

    let page = compiler().compile(Source::new("page.hbs", "{{name}}\n{{shout tags}}")).unwrap();
    let error = page.render(&DATA).unwrap_err();
    assert!(error.to_string().starts_with("page.hbs:2:3: "), "{error}");
    assert_eq!(in_chunks(page.chunks(&DATA, &mut memory), 8), Err(error));

    // What cannot stop is limited like a new `String`.
    let text = "{{#times 100}}0123456789{{/times}}{{name}}";
    let page = compiler().output(500).compile(text).unwrap();
    let error = in_chunks(page.chunks(&DATA, &mut memory), 8).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::ChunkOverflow);
    assert_eq!(error.line(), Some(1));
    let page = compiler().output(5000).compile(text).unwrap();
    assert_eq!(in_chunks(page.chunks(&DATA, &mut memory), 8), page.render(&DATA));
}

#[test]
fn data_may_have_any_type() {
    #[derive(Data)]
    struct Team {
        name: String,
        points: [u8; 2],
    }

    let page =
        compiled("{{name}}{{#each points}} {{@index}}:{{this}}{{/each}} {{points.1}} [{{none}}]");
    let team = Team { name: "Owls".to_owned(), points: [3, 1] };
    assert_eq!(page.render(&team).as_deref(), Ok("Owls 0:3 1:1 1 []"));
    assert_eq!(compiled("{{this}}").render("<").as_deref(), Ok("&lt;"));
    let numbers = [1.5, 2.0].map(|number| compiled("{{this}}").render(&number));
    assert_eq!(numbers, [Ok("1.5".to_owned()), Ok("2".to_owned())]);
    assert_eq!(compiled("{{len.0}}").render(&serde_json::json!({"len": [7]})).as_deref(), Ok("7"));
}

#[test]
fn the_program_is_that_of_the_macro() {
    const TEXT: &str = "{{#each tags as |tag|}}{{join tag (shout tag)}}{{else}}{{greet name='x' aria-label='y'}}{{/each}}";
    template! {
        #[data(transparent)]
        struct Page<'a>(Tree<'a>);
        "{{#each tags as |tag|}}{{join tag (shout tag)}}{{else}}{{greet name='x' aria-label='y'}}{{/each}}"
    }
    // Only the name of the template and the positions of its ops differ.
    let listing = |text: String| -> Vec<String> {
        text.lines().skip(1).filter_map(|line| Some(line.split_once('[')?.1.to_owned())).collect()
    };
    let page = compiled(TEXT);
    assert_eq!(listing(page.to_string()), listing(Page::PROGRAM.to_string()));
    let tags = [Tree::Text("a"), Tree::Text("b")];
    let data = Tree::Map(&[("tags", Tree::List(&tags))]);
    assert_eq!(page.render(&data).as_deref(), Ok("aAbB"));
    assert_eq!(page.render(&Tree::Null).as_deref(), Ok("x (y)"));
    for data in [data, Tree::Null] {
        assert_eq!(page.render(&data), Page(data).render());
    }
}

#[test]
fn the_optimizer_does_not_change_the_output() {
    let text =
        "{{#each tags}}<td>{{this}}</td>{{/each}}{{concat 'a' (join 'b' 'c')}}{{greet name=name}}";
    let plain = compiler().unoptimized().compile(text).expect("it compiles");
    let page = compiled(text);
    assert_eq!(page.render(&DATA), plain.render(&DATA));
    assert!(page.to_string().lines().count() < plain.to_string().lines().count());
}

/// The optimizer escapes constants in some contexts; in the others they are escaped when the template is rendered.
#[test]
fn the_optimizer_escapes_constants_like_the_runtime() {
    const CONTEXTS: [(&str, &str); 18] = [
        ("<p>", "</p>"),
        ("<p title=\"", "\">"),
        ("<title>", "</title>"),
        ("<a href=\"", "\">"),
        ("<a href=\"x", "\">"),
        ("<a href=\"/x/", "\">"),
        ("<a href=\"?q=", "\">"),
        ("<a href=\"", "?x=1\">"),
        ("<img srcset=\"", " 2x\">"),
        ("<script>let a = ", ";</script>"),
        ("<script>let a = \"", "\";</script>"),
        ("<script type=\"application/json\">", "</script>"),
        ("<p onclick=\"f(", ")\">"),
        ("<style>p { width: ", "; }</style>"),
        ("<style>p { content: \"", "\"; }</style>"),
        ("<style>p { content: \"x", "\"; }</style>"),
        ("<style>p { background: url(", "); }</style>"),
        ("<p style=\"width: ", "\">"),
    ];
    let constants = [
        Tree::Text("word"),
        Tree::Text("a-b_1"),
        Tree::Text("two words"),
        Tree::Text("a<b>&'c"),
        Tree::Text("javascript:f()"),
        Tree::Text("50%"),
        Tree::Text("é"),
        Tree::Text(""),
        Tree::Int(7),
        Tree::Int(-3),
        Tree::Bool(true),
        Tree::Float(1.5),
    ];
    for (before, after) in CONTEXTS {
        for constant in &constants {
            let literal = match *constant {
                Tree::Text(text) => format!("\"{text}\""),
                Tree::Int(int) => int.to_string(),
                Tree::Bool(is_true) => is_true.to_string(),
                Tree::Float(float) => float.to_string(),
                _ => unreachable!("they are scalars"),
            };
            let text = format!("{before}{{{{if on {literal}}}}}{after}");
            let data = Tree::Map(&[("on", Tree::Bool(true))]);
            let [page, plain] = [compiler(), compiler().unoptimized()]
                .map(|compiler| compiler.compile(&text).unwrap().render(&data).unwrap());
            assert_eq!(page, plain, "{text}");
        }
    }
}

#[test]
fn options() {
    struct Quoted;
    impl Escaper for Quoted {
        fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
            write!(output, "{text:?}")
        }
    }

    let render = |compiler: Compiler| {
        compiler.compile("{{name}}[{{none}}]").expect("it compiles").render(&DATA)
    };
    assert_eq!(render(compiler()).as_deref(), Ok("Owls &amp; Co[]"));
    assert_eq!(render(compiler().text()).as_deref(), Ok("Owls & Co[]"));
    assert_eq!(render(compiler().escaper::<Quoted>()).as_deref(), Ok(r#""Owls & Co"[]"#));
    assert_eq!(render(compiler().escaper::<Quoted>().text()).as_deref(), Ok("Owls & Co[]"));
    let error = render(compiler().strict()).expect_err("it is strict");
    assert_eq!(error.to_string(), "template:1:12: `none` is missing");
    assert_eq!(error.file(), Some("template"));
}

#[test]
fn implicit_calls() {
    fn today() -> &'static str {
        "<Friday>"
    }

    let compiler = Compiler::new().helpers(helpers![today, shout, times]).implicit_calls();
    let render = |text: &str, data: &Tree<'_>| {
        compiler.compile(text).unwrap_or_else(|error| panic!("{error}")).render(data)
    };
    let data = Tree::Map(&[("today", Tree::Text("field")), ("n", Tree::Int(2))]);
    assert_eq!(render("{{today}} {{this.today}}", &data).as_deref(), Ok("&lt;Friday&gt; field"));
    assert_eq!(
        render("{{{today}}} {{shout (today)}}", &data).as_deref(),
        Ok("<Friday> &lt;FRIDAY&gt;")
    );
    assert_eq!(
        render("{{#today}}{{.}}{{/today}}{{^today}}x{{/today}}", &data).as_deref(),
        Ok("&lt;Friday&gt;")
    );
    // As an argument, a name is a field.
    assert_eq!(render("{{shout today}}{{#if today}}!{{/if}}", &data).as_deref(), Ok("FIELD!"));
    assert_eq!(
        render("{{#let 'param' as |today|}}{{today}}{{/let}}", &data).as_deref(),
        Ok("param")
    );

    let error = render("a {{n 1}}", &data).expect_err("a number is no helper");
    assert_eq!(error.to_string(), "template:1:5: cannot call an integer: it is not a helper");
    let error = render("{{f 1}}", &data).expect_err("there is none");
    assert_eq!(error.to_string(), "template:1:3: `f` is missing");
    let error = compiler.compile("{{#times}}x{{/times}}").expect_err("it needs a number");
    assert!(error.to_string().contains("helper `times` takes 1 argument, but 0 were given"));
}

#[test]
fn errors_are_values() {
    let source = Source::new("page.hbs", "{{#if}}\n{{/if}} {{nmae.first 1}} {{shuot 1}}");
    let error = compiler().compile(source).expect_err("it has errors");
    assert_eq!(
        error.to_string(),
        "page.hbs:1:1: `if` needs a condition
  |
1 | {{#if}}
  | ^^^^^^^

page.hbs:2:28: there is no helper called `shuot`
  |
2 | {{/if}} {{nmae.first 1}} {{shuot 1}}
  |                            ^^^^^
help: did you mean `shout`?"
    );
    let positions = error.diagnostics().iter().map(|error| (error.line(), error.column()));
    let positions: Vec<_> = positions.collect();
    assert_eq!(positions, [(Some(1), Some(1)), (Some(2), Some(28))]);
    assert!(error.diagnostics().iter().all(|error| error.severity() == Severity::Error));
}

/// Linking reports the same messages as for `template!`, which `ui/*.stderr` contain.
#[test]
fn calls_are_checked() {
    let error =
        compiler().compile("{{join (shout 1) }}\n{{greet nmae='a'}}").expect_err("wrong calls");
    assert_eq!(
        error.to_string(),
        "template:1:15: helper `shout` expects text as argument 1, but `1` is an integer
  |
1 | {{join (shout 1) }}
  |               ^
help: convert it to text: `(concat 1)`

template:1:3: helper `join` takes 2 arguments, but 1 was given
  |
1 | {{join (shout 1) }}
  |   ^^^^^^^^^^^^^^
help: argument 2 is missing: it must be text

template:2:9: helper `greet` has no argument called `nmae`
  |
2 | {{greet nmae='a'}}
  |         ^^^^
help: did you mean `name`?"
    );
    for error in error.diagnostics() {
        let (line, column) = (error.line().expect("a line"), error.column().expect("a column"));
        assert!(error.message().starts_with(&format!("template:{line}:{column}: ")), "{error:?}");
        assert_eq!(
            (error.severity(), error.to_string()),
            (Severity::Error, error.message().into())
        );
    }
}

#[test]
fn many_errors_are_counted() {
    let error = compiler().compile("{{shout 1}}".repeat(20)).expect_err("it has twenty errors");
    assert_eq!(error.diagnostics().len(), 8);
    assert!(error.to_string().ends_with("note: there are 12 more errors in this template"));
}

#[test]
fn suspicious_constructs_have_warnings() {
    let page = compiled("{{#if true}}a{{/if}}{{#each tags as |tag|}}b{{/each}}");
    let messages: Vec<&str> = page.warnings().iter().map(|warning| warning.message()).collect();
    assert!(page.warnings().iter().all(|warning| warning.severity() == Severity::Warning));
    assert!(messages[0].starts_with("template:1:7: the condition is always true"), "{messages:?}");
    assert!(messages[1].contains("`tag` is never read"), "{messages:?}");
    assert_eq!(page.render(&DATA).as_deref(), Ok("abb"));
}

#[test]
fn errors_have_positions() {
    let page = compiled("{{#each tags}}\n  {{shout this}}\n{{/each}}");
    let error = page.render(&DATA).expect_err("2 is no text");
    assert_eq!(
        error.to_string(),
        "template:2:5: helper `shout`: argument 1 must be text, but is 2"
    );
}

/// The needed memory is computed at compile time, for programs of any size.
#[test]
fn large_programs() {
    let nested = format!("{{{{{}'x'{}}}}}", "join 'a' (".repeat(400), ")".repeat(400));
    let nested = nested.replace("('x')", "'x'");
    let page = compiled(&nested).render(&DATA).expect("scratch memory grows");
    assert_eq!(page, "a".repeat(400) + "x");

    let names: String = (0..255).map(|i| format!(" n{i}")).collect();
    let values: String = (0..255).map(|i| format!(" {i}")).collect();
    let many = format!("{{{{#let{values} as |{names}|}}}}{{{{n254}}}}{{{{n0}}}}{{{{/let}}}}");
    assert_eq!(compiled(&many).render(&DATA).as_deref(), Ok("2540"));
    let loops = "{{#each tags}}".repeat(200) + "x" + &"{{/each}}".repeat(200);
    assert_eq!(compiled(&loops).render(&DATA).as_deref(), Ok(""), "`tags` is no field of a tag");
}

#[test]
fn block_helpers() {
    let text =
        "{{#times 2 as |i|}}{{#times i as |j|}}({{i}}{{j}}{{name}}){{else}}-{{/times}}{{/times}}";
    assert_eq!(compiled(text).render(&DATA).as_deref(), Ok("-(10Owls &amp; Co)"));
}

#[test]
fn tables_of_helpers() {
    fn r#match(text: &str) -> usize {
        text.len()
    }

    let table =
        helpers![str::len, r#trim = str::trim, "a-b" = |n: i64| n + 1, join, join = shout, r#match];
    let names: Vec<&str> = table.names().collect();
    assert_eq!(names, ["a-b", "join", "match", "str::len", "trim"]);
    let page = Compiler::new().helpers(table.clone());
    let page = page
        .compile("{{str::len 'ab'}}{{trim ' c '}}{{a-b 1}}{{join 'd'}}{{match 'e'}}")
        .expect("it compiles");
    assert_eq!(page.render(&DATA).as_deref(), Ok("2c2D1"));

    let standard = Helpers::standard();
    let joined = standard.with(table).alias("also", "join").expect("the helper exists");
    let page = Compiler::new().helpers(joined);
    assert!(page.compile("{{also 'x'}} {{uppercase 'y'}}").is_ok());
    let error = page.compile("{{also 1}}").expect_err("it expects text");
    assert!(error.to_string().contains("helper `also` expects text"), "{error}");
}

#[test]
fn debug_of_a_block() {
    #[helper]
    fn debug(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        let text = format!("{block:?}");
        block.html(text)
    }

    let compiler = Compiler::new().helpers(helpers![debug]);
    let page = compiler.compile("{{#(debug)}}{{else}}{{/debug}}").expect("it compiles");
    assert_eq!(page.render(&DATA).as_deref(), Ok("Block { has_otherwise: true, .. }"));
}

#[test]
fn alias_of_an_unknown_helper() {
    let error = Helpers::standard().alias("upper", "upercase").expect_err("no such helper");
    assert_eq!(error.name(), "upercase");
    assert_eq!(error.to_string(), "there is no helper called `upercase`");
}

#[test]
fn tables_are_joined_by_iterators() {
    let mut joined: Helpers =
        [helpers![a = str::len, b = str::len], helpers![b = shout]].into_iter().collect();
    joined.extend([helpers![c = str::trim]]);
    assert_eq!(joined.names().collect::<Vec<_>>(), ["a", "b", "c"]);
    let page = Compiler::new().helpers(joined).compile("{{a 'x'}}{{b 'y'}}").expect("it compiles");
    assert_eq!(page.render(&DATA).as_deref(), Ok("1Y"), "the last helper of a name is called");
}

/// The table has every function of the module.
#[test]
fn the_standard_table_is_complete() {
    let module = include_str!("../../template-runtime/core/src/helpers/mod.rs");
    let exported =
        module.lines().filter_map(|line| line.strip_prefix("pub use ")?.split_once("::"));
    let mut functions: Vec<&str> = exported
        .flat_map(|(_, names)| names.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .filter(|name| name.starts_with(|c: char| c.is_lowercase()))
        .collect();
    functions.sort_unstable();
    assert_eq!(Helpers::standard().names().collect::<Vec<_>>(), functions);
    assert_eq!(template_runtime::bytecode::STANDARD_HELPERS, functions);
}

#[test]
fn threads_share_a_template() {
    let page = compiled("{{#each tags}}{{this}}{{/each}}");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(page.render(&DATA).as_deref(), Ok("a2")));
        }
    });
}

#[test]
fn notations_of_other_languages_are_errors() {
    let first_line = |text: &str| {
        let errors = compiler().compile(text).expect_err("it is not of this language");
        assert_eq!(errors.diagnostics().len(), 1, "{text}");
        let message = errors.to_string();
        message.lines().next().and_then(|line| line.split_once(": ")).unwrap().1.to_owned()
    };
    assert_eq!(first_line("{{#if n}}x{{#else}}y{{/else}}{{/if}}"), "`else` is not a block");
    assert_eq!(first_line("{{#if n}}x{{else}}y{{/else}}{{/if}}"), "`else` has no closing tag");
    assert_eq!(first_line("{{#if (a and n)}}x{{/if}}"), "`and` must be written before its values");
    assert_eq!(first_line("{{a ? n : n}}"), "templates have no operator `? :`");
    assert_eq!(first_line("{{n.len()}}"), "`n.len()` is not a call");
    assert_eq!(first_line("{{#each x in n}}{{x}}{{/each}}"), "`each` accepts only a list");
}

#[test]
fn paths_out_of_a_template_are_null_with_a_warning() {
    let text =
        "[{{../name}}]{{#if a}}[{{@index}}]{{/if}}{{#each list}}{{../../x}}{{@../key}}{{/each}}";
    let page = compiled(text);
    let data = serde_json::json!({"a": true, "list": [1]});
    assert_eq!(page.render(&data).as_deref(), Ok("[][]"));
    let warnings: Vec<String> = page
        .warnings()
        .iter()
        .map(|warning| warning.message().lines().next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        warnings,
        [
            "template:1:4: `../name` refers to a context outside of the template, and is always null",
            "template:1:26: `@index` is outside of a loop, and is always null",
            "template:1:58: `../../x` refers to a context outside of the template, and is always null",
            "template:1:69: `@../key` is outside of a loop, and is always null",
        ]
    );
    let errors = compiler().strict().compile(text).expect_err("it is strict");
    assert_eq!(errors.diagnostics().len(), 4);
}

#[test]
fn a_helper_replaces_the_keyword_of_its_name() {
    fn helper(text: &str) -> String {
        format!("<{text}>")
    }
    fn eq(a: &str, b: &str) -> bool {
        a.eq_ignore_ascii_case(b)
    }

    let compiler = Compiler::new().text().helpers(helpers![helper, eq, with = times]);
    let render = |text: &str| {
        let page = compiler.compile(text).unwrap_or_else(|error| panic!("{error}"));
        page.render(&Tree::Null).unwrap_or_else(|error| panic!("{error}"))
    };
    assert_eq!(render("{{helper 'a'}} {{eq 'a' 'A'}} {{#if (eq 'a' 'b')}}x{{/if}}"), "<a> true ");
    assert_eq!(render("{{#with 2 as |i|}}{{i}}{{/with}}"), "01");
    // A helper without a block does not replace a block.
    assert_eq!(render("{{#eq 'a' 'A'}}x{{else}}y{{/eq}}"), "x");
}

#[test]
fn diagnostics_are_bounded() {
    let text = "{{#if}}{{nope x}}{{/each}}".repeat(1000) + &"x".repeat(100_000) + "{{nope y}}";
    let error = compiler().compile(text.as_str()).expect_err("it has errors");
    assert!(error.diagnostics().len() <= 50 && error.to_string().len() < 50_000);
}

#[test]
fn a_diagnostic_is_an_error() {
    let errors = compiler().compile("{{#if a}}").expect_err("the block is not closed");
    let first: Box<dyn std::error::Error + Send + Sync> = errors.diagnostics()[0].clone().into();
    assert_eq!(first.to_string(), errors.to_string());
}

#[test]
fn partials() {
    let compiler = compiler()
        .partial("row", "<old>")
        .and_then(|compiler| compiler.partial("row", "[{{shout name}}{{mark}}]"))
        .and_then(|compiler| {
            compiler.partial("shop/list", "{{#each this}}{{> ../row mark='!'}}{{/each}}")
        })
        .unwrap();
    let names = [Tree::Map(&[("name", Tree::Text("a"))]), Tree::Map(&[("name", Tree::Text("b"))])];
    let list = Tree::List(&names);
    let page = compiler.compile("{{> shop/list}}{{> (join 'shop/' 'list')}}").unwrap();
    assert_eq!(page.render(&list).unwrap(), "[A!][B!][A!][B!]");

    let dynamic = compiler.compile("{{> (join 'no' 'pe')}}").unwrap();
    let error = dynamic.render(&list).unwrap_err().to_string();
    assert!(error.contains("no partial called `nope` can be included here"), "{error}");
    let error = compiler.compile("{{> roww}}").unwrap_err().to_string();
    assert!(error.contains("did you mean `row`?"), "{error}");
    let error = compiler.partial("broken", "{{#if}}").unwrap_err().to_string();
    assert!(error.starts_with("broken:1:"), "{error}");
}

#[test]
fn partials_with_dynamic_names_are_bounded() {
    let mut compiler = Compiler::new();
    for i in 0..200 {
        compiler = compiler.partial(format!("p{i}"), "x").unwrap();
    }
    let error = compiler.compile("{{> (lookup . 'a')}}".repeat(200)).unwrap_err().to_string();
    assert!(error.contains("the partials expand to more than 4 MiB"), "{error}");
}

/// Closures with state, under names that are known only at run time.
#[test]
fn helpers_with_state() {
    let words = Arc::new(HashMap::from([("hello", "Hallo")]));
    let count = Arc::new(AtomicU32::new(0));
    let seen = Arc::clone(&count);
    let unit = String::from("kg");
    let names = [String::from("add")]; // the table keeps nothing of what the names borrow from
    let helpers = helpers![shout]
        .with_fn(format!("{}r", "t"), move |key: &str| {
            seen.fetch_add(1, Ordering::Relaxed);
            words.get(key).copied().unwrap_or("?").to_owned()
        })
        .with_fn(names[0].as_str(), |a: i32, b: Option<i32>| a + b.unwrap_or(1))
        .with_fn("split", |text: &str, at: char| -> Vec<String> {
            text.split(at).map(str::to_owned).collect()
        })
        .with_fn("sum", |numbers: &[u8]| numbers.iter().map(|n| u32::from(*n)).sum::<u32>())
        .with_fn("kind", |value: Value<'_>| value.kind())
        .with_fn("checked", |n: u8| if n > 0 { Ok(n) } else { Err("too small") })
        .with_fn("json", |text: &str| serde_json::from_str::<serde_json::Value>(text).ok())
        .with_callable("weight", callable!(move |n: f64| format!("{n} {unit}")));
    let aliased = helpers.alias(String::from("plus"), "add").expect("the helper exists");
    drop(names);
    let compiler = Compiler::new().helpers(aliased);
    let data = serde_json::json!({"name": "Ann"});
    let check = |text: &str, expected: &str| {
        for compiler in [compiler.clone(), compiler.clone().unoptimized()] {
            let page = compiler.compile(text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(page.render(&data).as_deref(), Ok(expected), "{text}");
        }
    };
    check("{{tr 'hello'}} {{#if (tr 'hello')}}{{name}}{{/if}} {{shout (tr 'x')}}", "Hallo Ann ?");
    assert_eq!(count.load(Ordering::Relaxed), 6);
    check("{{add 1}} {{add 1 2}} {{plus (add 2) 3}} {{add 1 null}}", "2 3 6 2");
    check("{{#each (split 'a-b' '-')}}{{this}}.{{/each}} {{weight 1.5}}", "a.b. 1.5 kg");
    check("{{kind name}} {{kind (split '' '-')}} {{((helper add 40) 2)}}", "text a list 42");
    check("{{#with (json '{\"a\": [1, \"<\"]}')}}{{a.0}}{{a.1}}{{/with}}", "1&lt;");
    let page = compiler.compile("{{sum this}}").expect("it is valid");
    assert_eq!(page.render(&[1_u8, 2]).as_deref(), Ok("3"));
    let page = compiler.compile("{{\n checked 0}}").expect("it is valid");
    let error = page.render(&data).expect_err("the helper fails");
    assert_eq!(error.kind().to_string(), "helper `checked`: too small");
    let shared = compiler.clone();
    let moved =
        thread::spawn(move || shared.compile("{{tr 'hello'}}").unwrap().render(&()).unwrap());
    assert_eq!(moved.join().unwrap(), "Hallo");
}

#[test]
fn parameters_of_helpers_with_state() {
    let helpers = Helpers::new()
        .with_fn("red", |[red, _, _]: [u8; 3]| red)
        .with_fn("sum", |(x, y): (i32, i32)| x + y)
        .with_fn("shown", |value: Printable<'_>| format!("({value})"))
        .with_fn("is-absolute", |path: &Path| path.is_absolute())
        .with_fn("shared", |text: Arc<str>| text.len());
    let page = Compiler::new()
        .helpers(helpers)
        .compile("{{red this.0}} {{sum this.1}} {{shown this.2}} {{is-absolute this.3}} {{shared this.3}}")
        .expect("it is valid");
    let data = ([7_u8, 8, 9], (1, 2), 1.5, "a/b");
    assert_eq!(page.render(&data).as_deref(), Ok("7 3 (1.5) false 3"));
}

/// Calls of helpers with state are checked when the template is compiled, under the names in the table.
#[test]
fn calls_of_helpers_with_state_are_checked() {
    let helpers = Helpers::new().with_fn(String::from("plus"), |a: u8, b: u8| a + b);
    let compiler = Compiler::new().helpers(helpers);
    let message = |text: &str| compiler.compile(text).expect_err("a wrong call").to_string();
    assert_eq!(
        message("{{plus 1}}"),
        "template:1:3: helper `plus` takes 2 arguments, but 1 was given
  |
1 | {{plus 1}}
  |   ^^^^^^
help: argument 2 is missing: it must be an integer (`u8`)"
    );
    assert!(message("{{plus 'a' 1}}").starts_with(
        "template:1:8: helper `plus` expects an integer (`u8`) as argument 1, but `'a'` is text"
    ));
    assert!(message("{{plus 1 b=1}}").contains("helper `plus` has no argument called `b`"));
    assert!(message("{{#plus 1 2}}{{/plus}}").contains("helper `plus` does not accept a block"));
    assert!(message("{{plas 1 2}}").contains("did you mean `plus`?"));
}

/// A helper that is named without parentheses is not called.
#[test]
fn helpers_that_are_not_called() {
    fn today() -> &'static str {
        "Friday"
    }
    let compiler = Compiler::new().helpers(Helpers::standard().with(helpers![today, times]));
    let warnings = |text: &str| {
        let page = compiler.compile(text).unwrap_or_else(|error| panic!("{error}"));
        page.warnings().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        warnings("{{today}}"),
        ["template:1:3: `today` is looked up in the data: the helper is not called
  |
1 | {{today}}
  |   ^^^^^
help: write `(today)` to call the helper, or `this.today` for the field"]
    );
    assert_eq!(warnings("{{#if today}}{{uppercase today}}{{/if}}").len(), 2);
    // Names of fields, of helpers that need arguments, and of block params.
    let none = "{{(today)}}{{this.today}}{{year}}{{first}}{{#each l as |today|}}{{today}}{{/each}}";
    assert_eq!(warnings(none), [""; 0]);
    let implicit = compiler.clone().implicit_calls().compile("{{today}}").expect("it is valid");
    assert!(implicit.warnings().is_empty());
}
