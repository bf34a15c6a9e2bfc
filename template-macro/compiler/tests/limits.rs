//! Exceeding a limit of a template is an error with a span, and templates within the limits compile.

use template_compiler::{
    KnownHelper, Options, Source, compile,
    limits::{MAX_ITEMS, MAX_SIZE},
};

fn message(text: &str) -> String {
    let source = Source::new("page.hbs", text);
    let errors = compile(&source, &Options::default()).expect_err("a limit is exceeded");
    assert_eq!(errors.len(), 1);
    errors[0].render(&source).lines().next().unwrap_or_default().to_owned()
}

fn help(text: &str) -> String {
    let errors = compile(Source::new("page.hbs", text), &Options::default());
    errors.expect_err("a limit is exceeded")[0].help.clone().unwrap_or_default()
}

#[test]
fn the_size_of_the_text() {
    let large = "x".repeat(MAX_SIZE);
    assert_eq!(message(&(large + "x")), "page.hbs:1:1: the template has more than 16 MiB");
}

#[test]
fn the_number_of_errors() {
    let offsets = |text: String| -> Vec<usize> {
        let errors = compile(text, &Options::default()).expect_err("there are errors");
        errors.iter().map(|error| error.span.start).collect()
    };
    // Errors of syntax.
    assert_eq!(offsets("{{}}".repeat(1000)).len(), 50);
    // Errors of names.
    let names = "{{#each @index}}{{@index}}{{/each}}{{#if}}{{@key}}{{/if}}".repeat(1000);
    let found = offsets(names);
    assert_eq!(found.len(), 50);
    assert!(found.is_sorted(), "{found:?}");
}

#[test]
fn the_number_of_names() {
    let names = |count: usize| (0..count).map(|n| format!("{{{{n{n}}}}}\n")).collect::<String>();
    let most = usize::from(u16::MAX);
    let program = compile(Source::new("page.hbs", names(most)), &Options::default());
    assert!(program.is_ok(), "{program:?}");
    let expected = "page.hbs:65536:3: the template has too many different names";
    assert_eq!(message(&names(most + 1)), expected);
}

#[test]
fn the_number_of_path_segments() {
    // Each path with several segments has its own row in the table.
    let paths = |count: usize| "{{a.b}}\n".repeat(count);
    let most = usize::from(u16::MAX) / 2;
    assert!(compile(Source::new("page.hbs", paths(most)), &Options::default()).is_ok());
    let expected = "page.hbs:32768:3: the template has too many path segments";
    assert_eq!(message(&paths(most + 1)), expected);
}

#[test]
fn the_number_of_helpers() {
    let calls = |count: usize| (0..count).map(|n| format!("{{{{f{n} 1}}}}\n")).collect::<String>();
    let most = usize::from(u16::MAX);
    assert!(compile(Source::new("page.hbs", calls(most)), &Options::default()).is_ok());
    assert_eq!(message(&calls(most + 1)), "page.hbs:65536:3: too many different helpers");
}

#[test]
fn the_number_of_arguments() {
    let call = |count: usize| format!("{{{{f{}}}}}", " a".repeat(count));
    assert!(compile(Source::new("page.hbs", call(255)), &Options::default()).is_ok());
    assert_eq!(message(&call(256)), "page.hbs:1:3: a call has at most 255 arguments");
    let list = |count: usize| format!("{{{{f (array{})}}}}", " a".repeat(count));
    assert_eq!(message(&list(256)), "page.hbs:1:5: a call has at most 255 arguments");
}

#[test]
fn the_length_of_a_path() {
    let path = |count: usize| format!("{{{{a{}}}}}", ".b".repeat(count - 1));
    assert!(compile(Source::new("page.hbs", path(512)), &Options::default()).is_ok());
    assert_eq!(message(&path(513)), "page.hbs:1:3: a path has at most 512 names");
    assert_eq!(message(&path(100_000)), "page.hbs:1:3: a path has at most 512 names");
}

#[test]
fn the_number_of_values_on_the_stack() {
    let arrays = |depth: usize| {
        let begin = format!("(array{} ", " 1".repeat(254)).repeat(depth);
        format!("{{{{#each {begin}1{}}}}}{{{{/each}}}}", ")".repeat(depth))
    };
    assert!(compile(Source::new("page.hbs", arrays(200)), &Options::default()).is_ok());
    let expected = "the template has too many values on the stack at once";
    assert!(message(&arrays(300)).ends_with(expected));
    // The same with tables that are not empty.
    let other = "{{f a.b \"text\"}}";
    assert!(compile(format!("{other}{}", arrays(200)), &Options::default()).is_ok());
    assert!(message(&format!("{other}{}", arrays(300))).ends_with(expected));
}

/// An algorithm that takes quadratic time would take minutes here.
#[test]
fn long_lines_take_linear_time() {
    let lines = "{{#each (array 1 2 3) as |x|}}{{/each}}".repeat(20_000);
    let program = compile(lines.as_str(), &Options::default()).expect("it compiles");
    // Each is near the one before.
    assert_eq!(program.positions(&lines.as_str().into()).len(), program.ops.len());
    assert_eq!(program.warnings.len(), 50);
    let name = "x".repeat(1_000_000);
    let known = KnownHelper { name: "shout".to_owned(), ..KnownHelper::default() };
    let options = Options { helpers: Some(vec![known]), ..Options::default() };
    assert!(
        compile(format!("{{{{{name} 1}}}}{{{{#{name} 1}}}}{{{{/{name}}}}}"), &options).is_err()
    );
}

#[test]
fn the_number_of_values_of_a_let() {
    let block = |count: usize| {
        let names: String = (0..count).map(|n| format!("n{n} ")).collect();
        format!("{{{{#let{} as |{names}|}}}}{{{{/let}}}}", " a".repeat(count))
    };
    assert!(compile(Source::new("page.hbs", block(255)), &Options::default()).is_ok());
    let expected = "page.hbs:1:1: a `let` has at most 255 values";
    assert_eq!(message(&block(256)), expected);
    // More values than the maximum number of variables.
    assert_eq!(message(&block(70_000)), expected);
}

#[test]
fn the_number_of_arguments_of_a_block_helper() {
    let block = |count: usize| format!("{{{{#f{}}}}}{{{{else}}}}{{{{/f}}}}", " a".repeat(count));
    let program = compile(Source::new("page.hbs", block(62)), &Options::default()).unwrap();
    assert_eq!(program.limits.stack, 65);
    assert_eq!(message(&block(63)), "page.hbs:1:4: a block helper has at most 62 arguments");
}

#[test]
fn the_number_of_block_params_of_a_block_helper() {
    let block = |count: usize| {
        let names: String = (0..count).map(|n| format!("n{n} ")).collect();
        format!("{{{{#f a as |{names}|}}}}{{{{n9}}}}{{{{/f}}}}")
    };
    let program = compile(Source::new("page.hbs", block(255)), &Options::default());
    assert!(program.is_ok());
    let message = message(&block(256));
    assert!(message.ends_with(": a block helper has at most 255 block params"), "{message}");
}

#[test]
fn the_number_of_fills() {
    let message = |text: &str| {
        let source = Source::new("page.hbs", text);
        let options = Options { components: true, ..Options::default() };
        let errors = compile(&source, &options).err()?;
        Some(errors[0].render(&source).lines().next().unwrap_or_default().to_owned())
    };
    let fills = |count: usize| {
        let fill = "{{#slot 'a'}}x{{/slot}}".repeat(count);
        format!("{{{{#> A}}}}{fill}{{{{/A}}}}")
    };
    assert_eq!(message(&fills(16)), None);
    let expected = "page.hbs:1:1: a call has at most 16 fills";
    assert_eq!(message(&fills(17)).as_deref(), Some(expected));

    let params = |count: usize| {
        let names: String = (0..count).map(|n| format!("n{n} ")).collect();
        format!("{{{{#> A as |{names}|}}}}{{{{n9}}}}{{{{/A}}}}")
    };
    assert_eq!(message(&params(255)), None);
    let found = message(&params(256)).unwrap_or_default();
    assert!(found.ends_with(": a fill has at most 255 block params"), "{found}");

    let attributes = |count: usize| {
        let names: String = (0..count).map(|n| format!("n{n}=a ")).collect();
        format!("{{{{#> A}}}}{{{{#slot 'b' {names}}}}}x{{{{/slot}}}}{{{{/A}}}}")
    };
    assert_eq!(message(&attributes(254)), None);
    let expected = "page.hbs:1:12: a call has at most 255 arguments";
    assert_eq!(message(&attributes(255)).as_deref(), Some(expected));

    let arguments = |count: usize| {
        let names: String = (0..count).map(|n| format!("n{n}=a ")).collect();
        format!("{{{{#> A {names}}}}}x{{{{/A}}}}")
    };
    assert_eq!(message(&arguments(61)), None);
    let expected = "page.hbs:1:1: this call has too many arguments and fills";
    assert_eq!(message(&arguments(62)).as_deref(), Some(expected));
}

#[test]
fn the_depth_of_calls_with_blocks() {
    let nested = |depth: usize| "{{#f 1}}".repeat(depth) + &"{{/f}}".repeat(depth);
    assert!(compile(Source::new("page.hbs", nested(64)), &Options::default()).is_ok());
    let expected =
        "page.hbs:1:516: components and block helpers are nested more than 64 levels deep";
    assert_eq!(message(&nested(65)), expected);
}

#[test]
fn the_number_of_bound_arguments() {
    let bound = " a".repeat(200);
    let call = |count: usize| format!("{{{{(helper f{bound}){}}}}}", " a".repeat(count));
    assert!(compile(Source::new("page.hbs", call(55)), &Options::default()).is_ok());
    assert_eq!(message(&call(56)), "page.hbs:1:3: a call has at most 255 arguments");
    let nested = format!("{{{{f (helper (helper f{bound}){bound})}}}}");
    assert_eq!(message(&nested), "page.hbs:1:5: a call has at most 255 arguments");
    let value = format!(" (helper f{bound})");
    let block = |count: usize| format!("{{{{#let{} as |x y|}}}}{{{{/let}}}}", value.repeat(count));
    assert_eq!(message(&block(2)), "page.hbs:1:1: a `let` has at most 255 values");
    let expected = "the arguments that `helper` and `fn` bind count as values";
    assert_eq!(help(&block(2)), expected);
}

#[test]
fn the_depth_of_parentheses() {
    let calls = format!("{{{{{}a{}}}}}", "(f ".repeat(513), ")".repeat(513));
    assert_eq!(
        message(&calls),
        "page.hbs:1:1539: parentheses are nested more than 512 levels deep"
    );
    assert_eq!(help(&calls), "name a part of it with `{{#let … as |name|}}`");
}

#[test]
fn the_number_of_tags() {
    let tags = |count: usize| "{{a}}".repeat(count);
    assert!(compile(Source::new("page.hbs", tags(MAX_ITEMS)), &Options::default()).is_ok());
    let expected = "page.hbs:1:1000001: the template has more than 200000 tags and text segments";
    assert_eq!(message(&tags(MAX_ITEMS + 1)), expected);
    assert_eq!(help(&tags(MAX_ITEMS + 1)), "move a part of it into a separate template");
}

#[test]
fn the_number_of_nested_loops() {
    let loops = |count: usize| "{{#each a}}".repeat(count) + &"{{/each}}".repeat(count);
    assert!(compile(Source::new("page.hbs", loops(254)), &Options::default()).is_ok());
    let first = message(&loops(255));
    assert!(first.ends_with(": blocks are nested too deeply"), "{first}");
}

#[test]
fn mistakes_in_html_take_linear_time() {
    // Each of these is compared with those before it, of which there are few.
    let errors = "<!-- {{a}} -->".repeat(50_000);
    let errors = compile(Source::new("page.hbs", errors), &Options::default());
    assert_eq!(errors.expect_err("values are in comments").len(), 50);
    let warnings = "</b>".repeat(100_000);
    let program = compile(Source::new("page.hbs", warnings), &Options::default());
    assert_eq!(program.expect("the tags are warnings").warnings.len(), 50);
}

#[test]
fn the_statements_of_loops_that_are_read_again() {
    let script = |count: usize| {
        "<script>[{{#each a}}".to_owned() + &"{{this}},".repeat(count) + "{{/each}}]</script>"
    };
    assert!(compile(Source::new("page.hbs", script(10_000)), &Options::default()).is_ok());
    let long = script(70_000);
    let first = message(&long);
    let expected = ": the template is too large to determine how its values are escaped";
    assert!(first.ends_with(expected), "{first}");
    let expected = r#"set `escape = "entities"`, which escapes all values as in text"#;
    assert_eq!(help(&long), expected);
    // Loops in loops.
    let loops = "{{#each a}}".repeat(200) + "{{this}}," + &"{{/each}}".repeat(200);
    let nested = "<script>[".to_owned() + &loops + "]</script>";
    assert!(compile(Source::new("page.hbs", nested), &Options::default()).is_ok());
}

#[test]
fn the_number_of_branches() {
    let chain = |count: usize| {
        format!("{{{{#if a}}}}{}{{{{/if}}}}", "x{{else each b}}y{{else if a}}".repeat(count))
    };
    assert!(compile(Source::new("page.hbs", chain(100)), &Options::default()).is_ok());
    // Each of these is nested in the one before it.
    let deep = compile(Source::new("page.hbs", chain(20_000)), &Options::default());
    let errors = deep.map(|_| ()).expect_err("they are nested too deep");
    assert_eq!(errors[0].message, "blocks are nested more than 512 levels deep");
    let expected = "move a part of them into a separate template";
    assert_eq!(errors[0].help.as_deref(), Some(expected));
}

#[test]
fn twenty_thousand_mustaches_compile() {
    let text = "<p>{{a}} {{f b}} some text {{#if c}}{{c.d}}{{/if}}</p>\n".repeat(5_000);
    let program = compile(Source::new("page.hbs", text), &Options::default());
    assert!(program.is_ok());
}

#[test]
fn the_number_of_inline_partials() {
    let partials = |count| {
        let inline = |i| format!("{{{{#*inline \"p{i}\"}}}}x{{{{/inline}}}}{{{{> p{i}}}}}\n");
        (0..count).map(inline).collect::<String>()
    };
    assert!(compile(Source::new("page.hbs", partials(1000)), &Options::default()).is_ok());
    // Partials that are not defined are not found.
    let many = format!("{}{{{{#*inline \"p\"}}}}{{{{/inline}}}}", partials(1000));
    let expected = "page.hbs:1001:12: more than 1000 inline partials are in scope";
    assert_eq!(message(&many), expected);
    // Inline partials of earlier blocks are not in scope.
    let blocks = format!("{{{{#if a}}}}{}{{{{/if}}}}", partials(900)).repeat(3);
    assert!(compile(Source::new("page.hbs", blocks), &Options::default()).is_ok());
}

#[test]
fn the_cost_of_states() {
    let expected =
        "page.hbs:1:1: the template is too large to determine how its values are escaped";
    let blocks = "{{#if a}}{{/if}}".repeat(5000);
    for (begin, end) in [
        (format!("<svg>{}", "<g>".repeat(2000)), String::new()),
        (format!("<script>{}", "(".repeat(2000)), format!("{}</script>", ")".repeat(2000))),
    ] {
        assert_eq!(message(&[&*begin, &*blocks, &*end].concat()), expected);
        // In proportion to its length a template may have as many.
        let few = [&*begin, "{{#if a}}{{/if}}", &*end].concat();
        assert!(compile(few.as_str(), &Options::default()).is_ok());
    }
    let attributes: String = (0..20_000).map(|i| format!(" a{i}")).collect();
    assert_eq!(message(&format!("<p{attributes}>")), expected);
    let attributes: String = (0..2000).map(|i| format!(" a{i}")).collect();
    assert!(compile(format!("<p{attributes}>"), &Options::default()).is_ok());
}
