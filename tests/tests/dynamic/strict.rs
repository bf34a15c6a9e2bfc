//! Names that are missing under `strict`.

use crate::both::{LEAGUE, failure, league};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, HashMap};
use template_runtime::{ErrorKind, Note, Tree, template};
use template_tests::{check, fails};

/// Checks a strict expression with and without the optimizer.
macro_rules! both {
    ($check:ident!($text:tt, { $($data:tt)* } $(, $expected:expr)?)) => {{
        $check(&template!(strict, $text, $($data)*) $(, $expected)?);
        $check(&template!(strict, unoptimized, $text, $($data)*) $(, $expected)?)
    }};
}

fn is_null(value: template_runtime::Value<'_>) -> bool {
    matches!(value, template_runtime::Value::Null)
}

#[test]
fn the_position_of_the_name() {
    template! {
        #[template(strict)]
        #[data(transparent)]
        struct Page<T>(T);
        include_str!("strict.hbs")
    }
    let error = fails(&Page(json!({ "title": "t", "teams": [{ "name": "a" }, { "nmae": "b" }] })));
    assert!(error.to_string().ends_with("/strict.hbs:3:7: `team.name` is missing"), "{error}");
    let teams = [Tree::Map(&[("name", Tree::Null)])];
    let tree = [("title", Tree::Null), ("teams", Tree::List(&teams))];
    let error = fails(&Page(Tree::Map(&tree)));
    assert!(error.to_string().ends_with("/strict.hbs:5:3: `footer` is missing"), "{error}");
    assert_eq!(*error.kind(), ErrorKind::Missing(Note::new("footer")));
    let error = fails(&Page(Json::Null)).to_string();
    assert!(error.ends_with("/strict.hbs:1:5: `title` is missing"), "{error}");

    // The same template without `strict`.
    template! {
        #[data(transparent)]
        struct Lenient<T>(T);
        include_str!("strict.hbs")
    }
    check(
        &Lenient(json!({ "title": "t", "teams": [{ "name": "a" }, {}] })),
        "# t\n  * a\n  * \n\n",
    );
    check(&Lenient(Json::Null), "# \n\n");
}

#[test]
fn printed_names_must_exist() {
    macro_rules! missing {
        ($($text:literal $name:literal;)*) => { $(
            let message = concat!("`", $name, "` is missing");
            assert_eq!(failure!($text).kind().to_string(), message, "{}", $text);
        )* };
    }
    missing! {
        "{{nmae}}" "nmae";
        "{{{nmae}}}" "nmae";
        "{{this.nmae}}" "this.nmae";
        "{{@root.nmae}}" "@root.nmae";
        "{{@nmae}}" "@nmae";
        "{{name}}{{nmae}}" "nmae";
        "{{nmae.of.something}}" "nmae";
        "{{teams.0.home.ctiy}}" "teams.0.home.ctiy";
        "{{teams.2.name}}" "teams.2";
        "{{teams.name}}" "teams.name";
        "{{year.number}}" "year.number";
        "{{sponsor.name}}" "sponsor.name";
        "{{#each teams}}{{nmae}}{{/each}}" "nmae";
        "{{#each teams}}{{../nmae}}{{/each}}" "../nmae";
        "{{#each teams}}{{home.[odd key]}}{{/each}}" "home.[odd key]";
        "{{#each teams as |team|}}{{team.home.ctiy}}{{/each}}" "team.home.ctiy";
        "{{#with teams.0}}{{year}}{{/with}}" "year";
        "{{#let teams as |t|}}{{t.3}}{{/let}}" "t.3";
        "{{concat name nmae}}" "nmae";
        "{{if open nmae}}" "nmae";
        "{{name}}{{unless open name nmae}}" "nmae";
        "{{#nmae}}a{{/nmae}}" "nmae";
        "{{#nmae}}a{{else}}b{{/nmae}}" "nmae";
        "{{^nmae}}a{{/nmae}}" "nmae";
        "{{#teams}}{{#home.ctiy}}a{{/home.ctiy}}{{/teams}}" "home.ctiy";
        "{{lookup nmae.a 'c'}}" "nmae";
    }
}

#[test]
fn existing_names_are_printed() {
    let page = league();
    both!(check!(
        "{{d.name}}{{d.sponsor}}{{d.teams.1.name}}",
        { d = &page },
        "North &amp; SouthFoxes"
    ));
    both!(check!(
        "{{#each d.teams}}{{name}}{{#each points}}{{this}}{{/each}}{{/each}}",
        { d = &page },
        "Owls31Foxes"
    ));
    both!(check!(
        "{{d.sponsor}}{{#each d}}{{@key}} {{/each}}",
        { d = LEAGUE },
        "name open sponsor teams year "
    ));
}

/// A missing argument is null, as in Handlebars, so that a template can test for it.
#[test]
fn arguments_may_be_missing() {
    let d = league();
    both!(check!(
        "{{#if d.nmae}}a{{else}}b{{/if}}{{#unless d.nmae}}c{{/unless}}",
        { d = &d },
        "bc"
    ));
    both!(check!("{{if d.nmae 'a' 'b'}}{{is_null d.nmae}}", { d = &d }, "btrue"));
    both!(check!(
        "{{#each d.nmae}}a{{else}}b{{/each}}{{#with d.nmae}}{{else}}c{{/with}}",
        { d = &d },
        "bc"
    ));
    both!(check!("{{#let d.nmae as |x|}}[{{x}}]{{/let}}", { d = &d }, "[]"));
    // But all names except the last must exist.
    both!(check!(
        "{{lookup d 'nmae'}}{{lookup d.nmae 'x'}}{{lookup d d.nmae}}{{or d.nmae 'x'}}{{eq d.nmae null}}",
        { d = &d },
        "xtrue"
    ));
    let error = both!(fails!("{{#if d.nmae.first}}a{{/if}}", { d = &d }));
    assert_eq!(error.kind().to_string(), "`d.nmae` is missing");
    both!(check!("{{#if d.sponsor.name}}a{{else}}b{{/if}}", { d = &d }, "b"));
}

#[test]
fn typed_maps_and_lists() {
    let map = BTreeMap::from([("a", 1)]);
    both!(check!("{{map.a}}", { map = &map }, "1"));
    let error = both!(fails!("{{map.b}}", { map = &map }));
    assert_eq!(error.kind().to_string(), "`map.b` is missing");
    let map = HashMap::from([(1, "a")]);
    both!(check!("{{map.1}}", { map = &map }, "a"));
    let error = both!(fails!("{{map.x}}", { map = &map }));
    assert_eq!(error.kind().to_string(), "`map.x` is missing");
    both!(check!("{{list.1}}", { list = [1, 2] }, "2"));
    let error = both!(fails!("{{list.2}}", { list = [1, 2] }));
    assert_eq!(error.kind().to_string(), "`list.2` is missing");
    // Optional fields of typed data exist even if they are null.
    both!(check!("[{{x}}]", { x = None::<u8> }, "[]"));
}

#[test]
fn without_strict_all_is_null() {
    template! {
        struct Page<T> {
            d: T,
        }
        "[{{d.nmae}}{{d.nmae.first}}{{d.teams.7.x}}{{d.year.x}}{{concat d.nmae d.year.x}}{{if d.open d.x}}]"
    }
    check(&Page { d: league() }, "[]");
    check(&Page { d: LEAGUE }, "[]");
    assert!(!Page::<Json>::PROGRAM.to_string().contains("missing"));
}

#[test]
fn a_long_name_is_truncated() {
    template! {
        #[template(strict)]
        #[data(transparent)]
        struct Page(Json);
        "{{a_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on}}"
    }
    let message = fails(&Page(json!({}))).kind().to_string();
    assert!(message.starts_with("`a_name_that") && message.ends_with("…` is missing"), "{message}");
}

#[test]
fn the_listing_marks_required_names() {
    template! {
        #[template(strict)]
        #[data(transparent)]
        struct Page(Json);
        "{{a.b}}{{#if c.d}}{{e}}{{/if}}{{#f}}{{/f}}"
    }
    let listing = Page::PROGRAM.to_string();
    let ops: Vec<&str> = listing
        .lines()
        .filter_map(|line| Some(line.split_once("] ")?.1))
        .filter(|op| op.contains("Name") || op.contains("Path"))
        .collect();
    let expected = [
        "AppendVarPath var=0 path=a!.b! escape=html",
        "GetVarPath    var=0 path=c!.d",
        "AppendVarName var=0 e escape=html missing=error",
        "GetVarName    var=0 f missing=error",
    ];
    assert_eq!(ops, expected);
}
