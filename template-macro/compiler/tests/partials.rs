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
        ["0 1:1 [0] Text \"<b>\\n\\n \"", "1 2:4 [0] AppendVarPath slot=0 path=x escape=html",]
    );
}

#[test]
fn a_context_and_names_are_variables() {
    let files = [("nav", "{{x}}{{k}}{{this.k}}{{../y}}")];
    assert_eq!(
        listing("{{> nav a k=(f)}}", &files),
        [
            "0 1:9 [0] GetVarPath slot=0 path=a",
            "1 1:9 [1] Bind slot=1",
            "2 1:13 [0] Call f positional=0 named=[]",
            "3 1:13 [1] Bind slot=2",
            "4 1:3 [0] AppendVarPath slot=1 path=x escape=html",
            "5 1:8 [0] AppendVar slot=2 escape=html",
            "6 1:13 [0] AppendVar slot=2 escape=html",
            "7 1:23 [0] AppendVarPath slot=0 path=y escape=html",
            "8 1:1 [0] Unbind slot=1",
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
            .starts_with("b:1:1: the partials include each other without end: `a` → `b` → `a`\n")
    );
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
        messages[0].contains("blocks and partials are nested more than 512 deep"),
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
