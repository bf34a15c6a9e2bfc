//! Partials in files: what they expand to, and the messages about them.

use std::{collections::HashMap, sync::Arc};
use template_compiler::{
    MissingPartial, Options, Partials, Source, compile_source, partials::relative_name,
};

/// Files in memory.
struct Files(HashMap<&'static str, Arc<Source>>);

impl Files {
    fn of(files: &[(&'static str, &'static str)]) -> Self {
        let source = |&(name, text)| (name, Arc::new(Source::new(name, text)));
        Self(files.iter().map(source).collect())
    }
}

impl Partials for Files {
    fn load(&mut self, name: &str, from: &str) -> Result<Arc<Source>, MissingPartial> {
        let name = relative_name(name, from);
        let file = name.as_deref().and_then(|name| self.0.get(name));
        file.cloned().ok_or_else(|| MissingPartial::NotFound("add the file".to_owned()))
    }
}

/// Files that may be called.
struct Table(Files);

impl Partials for Table {
    fn load(&mut self, name: &str, from: &str) -> Result<Arc<Source>, MissingPartial> {
        self.0.load(name, from)
    }

    fn names(&self) -> Option<Vec<String>> {
        Some(self.0.0.keys().map(|name| (*name).to_owned()).collect())
    }
}

/// Returns the messages of a template that includes files.
fn messages(text: &str, files: &[(&'static str, &'static str)]) -> Vec<String> {
    let mut source = Source::new("page", text);
    match compile_source(&mut source, &Options::default(), &mut Files::of(files)) {
        Ok(program) => program.warnings.iter().map(|warning| warning.render(&source)).collect(),
        Err(errors) => errors.iter().map(|error| error.render(&source)).collect(),
    }
}

/// Returns the disassembly, from its second line.
fn listing(text: &str, files: &[(&'static str, &'static str)]) -> Vec<String> {
    let mut source = Source::new("page", text);
    let program = compile_source(&mut source, &Options::default(), &mut Files::of(files));
    let listing = program.expect("it compiles").listing("page", &source);
    lines(&listing)
}

/// Returns the lines of a listing, from the second.
fn lines(listing: &str) -> Vec<String> {
    listing
        .lines()
        .skip(1)
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn partials_are_expanded_in_place() {
    assert_eq!(
        listing("<b>\n{{> nav}}", &[("nav", "\n {{x}}")]),
        ["0 1:1 [0] Text \"<b>\\n\\n \"", "1 2:4 [0] AppendVarPath var=0 path=x escape=html",]
    );
}

#[test]
fn a_context_and_names_are_variables() {
    let files = [("nav", "{{x}}{{k}}{{this.k}}{{../y}}")];
    assert_eq!(
        listing("{{> nav a k=(f)}}", &files),
        [
            "0 1:9 [0] GetVarPath var=0 path=a",
            "1 1:9 [1] Bind var=1",
            "2 1:13 [0] Call f positional=0 named=[]",
            "3 1:13 [1] Bind var=2",
            "4 1:3 [0] AppendVarPath var=1 path=x escape=html",
            "5 1:8 [0] AppendVar var=2 escape=html",
            "6 1:13 [0] AppendVar var=2 escape=html",
            "7 1:23 [0] AppendVarPath var=0 path=y escape=html",
            "8 1:1 [0] Unbind var=1",
        ]
    );
}

#[test]
fn an_error_in_a_partial_names_its_file_and_who_includes_it() {
    let files = [("a", "\n{{> ./b}}"), ("b", "x\n{{#if}}")];
    assert_eq!(
        messages("{{> a}}\n {{> a}}", &files),
        [
            "b:2:1: the block `{{#if}}` is not closed\n  |\n2 | {{#if}}\n  | ^^^^^^^\nhelp: add `{{/if}}`\n\
          included at a:2:1 by `{{> ./b}}`\nincluded at page:1:1 by `{{> a}}`"
        ]
    );
    let files = [("a", "{{@index}}")];
    assert_eq!(
        messages("{{#each xs}}{{> a}}{{/each}}{{> a}}", &files),
        ["a:1:3: `@index` is outside of a loop\n  |\n1 | {{@index}}\n  |   ^^^^^^\n\
          help: it is defined inside `{{#each …}}`\nincluded at page:1:29 by `{{> a}}`"]
    );
}

#[test]
fn files_that_include_each_other() {
    let files = [("a", "{{> b}}"), ("b", "{{> a}}")];
    let messages = messages("{{> a}}", &files);
    assert_eq!(messages.len(), 1);
    assert!(
        messages[0]
            .starts_with("b:1:1: the partials include each other in a cycle: `a` → `b` → `a`\n")
    );
}

#[test]
fn a_partial_that_includes_itself_is_called() {
    let files = [("node", "{{x}}{{#with next}}{{> node k=1}}{{/with}}{{> @partial-block}}")];
    let mut source = Source::new("page", "{{#> node}}{{y}}{{/node}}");
    let program =
        compile_source(&mut source, &Options::default(), &mut Table(Files::of(&files))).unwrap();
    assert_eq!(
        lines(&program.listing("page", &source)),
        [
            "0 1:1 [0] PassPartial @partial-block entry=41",
            "1 1:1 [0] GetVar var=0",
            "2 1:1 [1] GetVar var=0",
            "3 1:1 [2] PushConstant null",
            "4 1:1 [3] PushConstant null",
            "5 1:1 [4] PushConstant null",
            "6 1:1 [5] PushConstant null",
            "7 1:1 [6] PushConstant \"\"",
            "8 1:1 [7] PushConstant \"\"",
            "9 1:1 [8] CallPartial entry=10 loops=0 passed=1",
            "10 1:1 [0] BeginPartial var=1 loops=0 end=41",
            "11 1:3 [0] AppendVarPath var=2 path=x escape=html",
            "12 1:14 [0] GetVarPath var=2 path=next",
            "13 1:14 [1] EnterWith var=9 target=26",
            "14 1:20 [0] GetVar var=9",
            "15 1:20 [1] GetVar var=9",
            "16 1:31 [2] PushImmediate 1",
            "17 1:20 [3] ExtendHash names=[k]",
            "18 1:20 [2] GetVar var=3",
            "19 1:20 [3] GetVar var=4",
            "20 1:20 [4] GetVar var=5",
            "21 1:20 [5] GetVar var=6",
            "22 1:20 [6] PushConstant \"\"",
            "23 1:20 [7] PushConstant \"\"",
            "24 1:20 [8] CallPartial entry=10 loops=0 passed=0",
            "25 1:14 [0] Unbind var=9",
            "26 1:47 [0] HasPassed @partial-block",
            "27 1:47 [1] JumpIfFalse target=38",
            "28 1:43 [0] GetVar var=1",
            "29 1:43 [1] GetVar var=2",
            "30 1:43 [2] GetVar var=3",
            "31 1:43 [3] GetVar var=4",
            "32 1:43 [4] GetVar var=5",
            "33 1:43 [5] GetVar var=6",
            "34 1:43 [6] PushConstant \"\"",
            "35 1:43 [7] PushConstant \"\"",
            "36 1:43 [8] CallPassed @partial-block loops=0 passed=0",
            "37 1:47 [0] Jump target=40",
            "38 1:47 [0] PushConstant \"@partial-block\"",
            "39 1:47 [1] AppendCall {{>}} positional=1 named=[] escape=html",
            "40 1:1 [0] EndPartial node",
            "41 1:1 [0] BeginPartial var=1 loops=0 end=44",
            "42 1:14 [0] AppendVarPath var=2 path=y escape=html",
            "43 1:1 [0] EndPartial @partial-block",
        ]
    );
}

#[test]
fn messages_about_calls() {
    let messages = |text: &str| {
        let mut source = Source::new("page", text);
        let errors = compile_source(&mut source, &Options::default(), &mut Table(Files::of(&[])));
        let errors = errors.expect_err("it is refused");
        errors.iter().map(|error| error.render(&source)).collect::<String>()
    };
    let svg = messages("<svg>{{#*inline 'a'}}<style>b{}</style>{{> a}}{{/inline}}{{> a}}</svg>");
    let help = "move the partial out of `<svg>` or `<math>`, or the elements such as `<p>` and `<style>` out of the partials";
    let message = "partials that may include themselves contain elements that browsers parse differently here";
    assert!(svg.contains(message) && svg.ends_with(help), "{svg}");
    let inlines: String =
        (0..255).map(|i| format!("{{{{#*inline 'p{i}'}}}}x{{{{/inline}}}}")).collect();
    let many =
        messages(&format!("{inlines}{{{{#*inline 'a'}}}}{{{{> a}}}}{{{{/inline}}}}{{{{> a}}}}"));
    let message = "more than 254 inline partials are in scope of a partial that may include itself";
    assert!(many.contains(message), "{many}");
    let place = messages("<b title='{{#*inline \"a\"}}{{> a}}{{/inline}}{{> a}}'>");
    assert!(place.contains("a partial that may include itself"), "{place}");
}

#[test]
fn a_partial_may_be_given_to_itself() {
    let files = [("box", "[{{> @partial-block}}]")];
    assert_eq!(messages("{{#> box}}{{#> box}}x{{/box}}{{/box}}", &files), [""; 0]);
}

#[test]
fn the_size_of_expansions() {
    let text =
        "{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}{{> b}}";
    let text = |name: &str| text.replace('b', name).leak() as &'static str;
    let files = [
        ("b", text("c")),
        ("c", text("d")),
        ("d", text("e")),
        ("e", text("f")),
        ("f", text("g")),
        ("g", ""),
    ];
    let messages = messages("{{> b}}", &files);
    assert_eq!(messages.len(), 1);
    assert!(messages[0].contains("the partials expand to more than 4 MiB"), "{}", messages[0]);
    assert!(messages[0].contains("include them in a loop, or fewer of them"), "{}", messages[0]);
}

#[test]
fn the_depth_of_partials() {
    let open = "{{#with x}}".repeat(400);
    let text = format!("{open}{{{{> @partial-block}}}}{}", "{{/with}}".repeat(400)).leak();
    let page = "{{#> a}}{{#> a}}x{{/a}}{{/a}}";
    let messages = messages(page, &[("a", text)]);
    assert_eq!(messages.len(), 1);
    assert!(
        messages[0].contains("blocks and partials are nested more than 512 levels deep"),
        "{}",
        messages[0]
    );
}

#[test]
fn the_number_of_named_arguments() {
    let text = |count: usize| {
        let names: String = (0..count).map(|n| format!(" k{n}=(f)")).collect();
        let reads: String = (0..count).map(|n| format!("{{{{k{n}}}}}")).collect();
        (format!("{{{{> a x{names}}}}}"), reads.leak() as &'static str)
    };
    let (page, file) = text(254);
    assert_eq!(messages(&page, &[("a", file)]), [""; 0]);
    let (page, file) = text(255);
    let messages = messages(&page, &[("a", file)]);
    assert!(messages[0].starts_with("page:1:1: a partial has at most 254 named arguments"));
}

#[test]
fn warnings() {
    let files = [("a", "{{x}}")];
    assert_eq!(
        messages("{{> a x=1 y=2}}{{#*inline \"b\"}}{{/inline}}", &files),
        [
            "page:1:11: the partial `a` does not read `y`\n  |\n1 | {{> a x=1 y=2}}{{#*inline \"b\"}}{{/inline}}\n  |           ^\nhelp: remove it",
            "page:1:27: the inline partial `b` is never included\n  |\n1 | {{> a x=1 y=2}}{{#*inline \"b\"}}{{/inline}}\n  |                           ^^^\nhelp: remove it, or include it with `{{> b}}`",
        ]
    );
}
