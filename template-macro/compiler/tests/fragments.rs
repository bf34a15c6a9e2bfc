//! Fragments: the programs that they are compiled to, and how they are used.

use template_compiler::{
    Escape, FragmentUse, Options, Source, Symbolic, compile, resolve::names_of_fragments,
};

fn compiled(text: &str, options: &Options) -> Symbolic {
    compile(Source::new("page", text), options).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Returns the disassembly from its second line, without positions.
fn ops(program: &Symbolic) -> Vec<String> {
    let listing = program.listing("page", &Source::new("page", ""));
    let op = |line: &str| line.split_whitespace().skip(3).collect::<Vec<_>>().join(" ");
    listing.lines().skip(1).map(op).collect()
}

/// Returns the names of the fragments with their ops.
fn fragments(text: &str) -> Vec<(String, Vec<String>)> {
    let options = Options { optimize: false, ..Options::default() };
    let fragments = compiled(text, &options).fragments;
    fragments.iter().map(|fragment| (fragment.name.text.clone(), ops(&fragment.program))).collect()
}

#[test]
fn a_fragment_is_a_part_of_the_template() {
    let text = "a{{#fragment b}}b{{c}}{{/fragment}}d";
    let options = Options { optimize: false, ..Options::default() };
    let body = ["Text \"b\"", "GetVarPath var=0 path=c", "Append escape=html"];
    let whole = ["Text \"a\"", body[0], body[1], body[2], "Text \"d\""];
    assert_eq!(ops(&compiled(text, &options)), whole);
    assert_eq!(fragments(text), [("b".to_owned(), body.map(str::to_owned).to_vec())]);
    let without = text.replace("{{#fragment b}}", "").replace("{{/fragment}}", "");
    assert_eq!(
        ops(&compiled(text, &Options::default())),
        ops(&compiled(&without, &Options::default()))
    );
}

#[test]
fn variables_and_loops_of_a_fragment_begin_at_the_first() {
    let body = "{{#each @rows as |row|}}{{row.x}}{{@index}}{{#with row as |r|}}{{r.y}}{{/with}}{{/each}}\
                {{#f 1 as |v|}}{{v}}{{else}}{{@root.z}}{{/f}}";
    let text = format!(
        "{{{{#each a}}}}{{{{#let b as |c|}}}}{{{{c}}}}{{{{#fragment one}}}}{body}{{{{/fragment}}}}{{{{/let}}}}{{{{/each}}}}"
    );
    let options = Options { optimize: false, ..Options::default() };
    assert_eq!(fragments(&text)[0].1, ops(&compiled(body, &options)));
    let limits = |program: &Symbolic| program.limits;
    let fragment = &compiled(&text, &Options::default()).fragments[0].program;
    assert_eq!(limits(fragment), limits(&compiled(body, &Options::default())));
}

#[test]
fn fragments_are_in_the_order_of_their_tags() {
    let text = "{{#fragment a}}{{#fragment b}}1{{/fragment}}2{{/fragment}}{{#if x}}{{else fragment c}}3{{/if}}";
    let names: Vec<String> = fragments(text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(fragments(text)[0].1, ["Text \"1\"", "Text \"2\""]);
}

#[test]
fn a_fragment_reads_what_it_binds_and_the_data() {
    for text in [
        "{{#each a}}{{#fragment b}}{{@c}}{{@root.c}}{{#with @d}}{{e}}{{/with}}{{/fragment}}{{/each}}",
        "{{#let f as |g|}}{{g}}{{#fragment b}}{{#let c as |g|}}{{g}}{{/let}}{{/fragment}}{{/let}}",
        "{{#if a}}{{#unless b}}{{#fragment c}}{{this}}{{d}}{{#each d}}{{../e}}{{/each}}{{/fragment}}{{/unless}}{{/if}}",
        "{{#let (helper f) as |g|}}{{#fragment b}}{{g 1}}{{/fragment}}{{/let}}",
        "{{#*inline 'row'}}{{k}}{{/inline}}{{#fragment b}}{{> row k=c}}{{/fragment}}",
        "{{#f a}}{{#fragment b}}{{c}}{{/fragment}}{{else}}{{#fragment d}}{{e}}{{/fragment}}{{/f}}",
        // A section keeps the context if its value is `true`: in a fragment that is the data.
        "{{#each a}}{{#fragment b}}{{#@c}}{{d}}{{/@c}}{{/fragment}}{{/each}}",
    ] {
        assert!(!compiled(text, &Options::default()).fragments.is_empty(), "{text}");
    }
    let text = "{{#each a}}{{#fragment b}}{{#@c}}{{d}}{{/@c}}{{/fragment}}{{/each}}";
    let program = compiled(text, &Options::default());
    assert!(program.reads.may_read("d"));
}

#[test]
fn helpers_and_unescaped_mustaches_of_a_fragment() {
    let program =
        compiled("{{f 1}}{{{a}}}{{#fragment b}}{{{c}}}{{g 1}}{{/fragment}}", &Options::default());
    let fragment = &program.fragments[0].program;
    assert_eq!(fragment.helpers, program.helpers);
    assert_eq!(fragment.unescaped.len(), 1);
    let text = Options { escape: Escape::None, ..Options::default() };
    assert!(
        compiled("{{#fragment b}}{{{c}}}{{/fragment}}", &text).fragments[0]
            .program
            .unescaped
            .is_empty()
    );
}

#[test]
fn the_whole_template_has_the_warnings() {
    let program = compiled("{{#fragment b}}{{#if 1}}x{{/if}}{{/fragment}}", &Options::default());
    assert_eq!(program.warnings.len(), 1);
    assert!(program.fragments[0].program.warnings.is_empty());
}

#[test]
fn fragments_that_only_print_in_place() {
    let options = Options { fragments: FragmentUse::InPlace, ..Options::default() };
    for text in [
        "{{#fragment a}}1{{/fragment}}{{#fragment a}}2{{/fragment}}",
        "{{#fragment render}}{{/fragment}}",
        "{{#each a as |x|}}{{#fragment b}}{{x}}{{this}}{{@index}}{{/fragment}}{{/each}}",
    ] {
        assert!(compiled(text, &options).fragments.is_empty(), "{text}");
    }
    assert!(compile("{{#fragment}}{{/fragment}}", &options).is_err());
}

#[test]
fn fragments_without_a_struct_are_errors() {
    let options = Options { fragments: FragmentUse::Rejected, ..Options::default() };
    let errors = compile("{{#fragment a}}{{/fragment}}", &options).expect_err("there is no method");
    assert_eq!(errors.len(), 1);
}

#[test]
fn names_are_found_in_a_template_with_errors() {
    let text =
        "{{#fragment a}}{{~#fragment b_1 ~}}{{ #fragment c}}{{#fragment render}}{{#fragment a}}
                {{#fragments d}} #fragment e {{#fragment}}{{#fragment\n f";
    assert_eq!(names_of_fragments(text), ["a", "b_1", "c", "f"]);
}
