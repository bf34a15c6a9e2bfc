//! Fragments: parts of a template that are methods of its struct.

use template_runtime::{Data, Error, ErrorKind, Escaper, Template, helper, template};
use template_tests::{check, fails};

/// Declares a template three times, interpreted, unoptimized and unrolled, in modules of a module.
macro_rules! pages {
    ($module:ident, $(#[$option:ident $($value:tt)*])* { $($item:tt)* } $text:tt) => {
        mod $module {
            pub(super) mod interpreted {
                #[allow(unused_imports, reason = "some of the templates use them")]
                use super::super::*;
                template_runtime::template! {
                    #[template(unroll = false $(, $option $($value)*)*)] $($item)* $text
                }
            }
            pub(super) mod unoptimized {
                #[allow(unused_imports, reason = "as above")]
                use super::super::*;
                template_runtime::template! {
                    #[template(unoptimized $(, $option $($value)*)*)] $($item)* $text
                }
            }
            pub(super) mod unrolled {
                #[allow(unused_imports, reason = "as above")]
                use super::super::*;
                template_runtime::template! {
                    #[template(unroll $(, $option $($value)*)*)] $($item)* $text
                }
            }
        }
    };
}

/// Evaluates a block for each of the templates that `pages!` declares.
macro_rules! each_mode {
    ($module:ident::$page:ident { $($fields:tt)* }, |$value:ident| $body:block) => {{
        { let $value = $module::interpreted::$page { $($fields)* }; $body }
        { let $value = $module::unoptimized::$page { $($fields)* }; $body }
        { let $value = $module::unrolled::$page { $($fields)* }; $body }
    }};
}

pages! {
    search,
    {
        /// A page with the results of a search.
        pub(in super::super) struct Search<'a> {
            pub(in super::super) query: &'a str,
            pub(in super::super) hits: &'a [&'a str],
        }
    }
    "<main>
{{#fragment results}}
<ul>
  {{#each hits as |hit|}}
  <li>{{hit}}</li>
  {{/each}}
</ul>
{{/fragment}}
{{#if hits}}{{#fragment count}}<b>{{hits.length}}</b>{{/fragment}}{{/if}} {{query}}</main>"
}

#[test]
fn a_fragment_prints_in_place_and_alone() {
    each_mode!(search::Search { query: "<q>", hits: &["a", "b&"] }, |page| {
        let results = "<ul>\n  <li>a</li>\n  <li>b&amp;</li>\n</ul>\n";
        check(&page, &format!("<main>\n{results}<b>2</b> &lt;q&gt;</main>"));
        check(&page.results(), results);
        check(&page.count(), "<b>2</b>");
    });
    // A condition around a fragment is not part of it.
    each_mode!(search::Search { query: "", hits: &[] }, |page| {
        check(&page, "<main>\n<ul>\n</ul>\n </main>");
        check(&page.count(), "<b>0</b>");
    });
}

#[test]
fn a_fragment_is_a_template_like_any_other() {
    let page = search::interpreted::Search { query: "", hits: &["a"] };
    let (first, second) = (page.count(), page.count());
    let copy = first;
    let parts: [&dyn Template; 3] = [&first, &second, &copy];
    assert!(parts.iter().all(|part| part.render().as_deref() == Ok("<b>1</b>")));
    assert!(page.count().program().to_string().starts_with("Search.count: "));
    assert!(page.count().program().op_count() < page.program().op_count());
    fn is_sent<T: Send + Sync>(_: &T) {}
    is_sent(&page.results());
}

#[test]
fn a_fragment_in_the_data_of_another_template() {
    template! {
        struct Layout<'a, T: Template> {
            body: T,
            part: &'a dyn Template,
        }
        "[{{body}}|{{part}}]"
    }
    template! {
        #[template(unroll)]
        struct UnrolledLayout<'a, T: Template> {
            body: T,
            part: &'a dyn Template,
        }
        "[{{body}}|{{part}}]"
    }
    each_mode!(search::Search { query: "", hits: &["<"] }, |page| {
        let expected = "[<b>1</b>|<ul>\n  <li>&lt;</li>\n</ul>\n]";
        check(&Layout { body: page.count(), part: &page.results() }, expected);
        check(&UnrolledLayout { body: page.count(), part: &page.results() }, expected);
        check(&template!("{{part}}!", part = page.count()), "<b>1</b>!");
        // In a template with another escaper it is escaped.
        check(&template!(escape = Brackets, "{{part}}", part = page.count()), "(b)1(/b)");
    });
}

struct Brackets;

impl Escaper for Brackets {
    fn escape(text: &str, out: &mut dyn std::fmt::Write) -> std::fmt::Result {
        out.write_str(&text.replace('<', "(").replace('>', ")"))
    }
}

pages! {
    escaped,
    #[escape = Brackets]
    {
        pub(in super::super) struct Escaped<'a> {
            pub(in super::super) text: &'a str,
        }
    }
    "{{text}}{{#fragment part}}[{{text}}{{{text}}}]{{/fragment}}"
}

#[test]
fn a_fragment_has_the_options_of_its_template() {
    each_mode!(escaped::Escaped { text: "<" }, |page| {
        check(&page, "([(<]");
        check(&page.part(), "[(<]");
    });
}

pages! {
    strict,
    #[strict]
    {
        #[data(transparent)]
        pub(in super::super) struct Strict<'a>(pub(in super::super) template_runtime::Tree<'a>);
    }
    "{{#if b}}{{#fragment part}}{{b}}{{/fragment}}{{/if}}"
}

#[test]
fn errors_of_a_fragment_have_their_place() {
    use template_runtime::Tree;
    let map = [("a", Tree::Text("x"))];
    each_mode!(strict::Strict { 0: Tree::Map(&map) }, |page| {
        check(&page, "");
        let error = fails(&page.part());
        assert!(matches!(error.kind(), ErrorKind::Missing(_)), "{error}");
        assert!(error.to_string().starts_with("tests/tests/composition/fragments.rs:"), "{error}");
    });
}

pages! {
    generic,
    {
        pub(in super::super) struct Generic<'a, T: Data, U, const N: usize>
        where
            U: Data + 'a,
        {
            pub(in super::super) list: &'a [T],
            pub(in super::super) other: U,
            pub(in super::super) array: [u8; N],
        }
    }
    "{{other}}:{{#fragment items}}{{#each list}}{{this}},{{/each}}{{array.1}}{{/fragment}}"
}

#[test]
fn a_fragment_of_a_generic_struct() {
    each_mode!(generic::Generic { list: &[1, 2], other: "o", array: [3, 4] }, |page| {
        check(&page, "o:1,2,4");
        check(&page.items(), "1,2,4");
    });
    each_mode!(generic::Generic { list: &["a"], other: 1.5, array: [7] }, |page| {
        check(&page.items(), "a,");
    });
    // It has the lifetimes of the data.
    fn items<'p>(page: &'p generic::interpreted::Generic<'_, u8, u8, 0>) -> impl Template + 'p {
        page.items()
    }
    let page = generic::interpreted::Generic { list: &[1], other: 2, array: [] };
    check_template(&items(&page), "1,");
}

fn check_template(template: &dyn Template, expected: &str) {
    assert_eq!(template.render().as_deref(), Ok(expected));
}

#[helper]
fn twice(
    #[block] block: &mut template_runtime::Block<'_, '_>,
) -> Result<(), template_runtime::Stopped> {
    block.body(&[])?;
    block.body(&[])
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

pages! {
    nested,
    {
        pub(in super::super) struct Nested<'a> {
            pub(in super::super) names: &'a [&'a str],
            pub(in super::super) title: &'a str,
            pub(in super::super) is_on: bool,
        }
    }
    "{{#each names as |name|}}{{name}}{{#fragment outer}}[{{#each @names}}{{@index}}{{shout this}}{{/each}}\
     {{#fragment inner}}{{@title}}{{#let (shout @title) as |t|}}{{t}}{{/let}}{{/fragment}}]{{/fragment}}{{/each}}\
     {{#(twice)}}{{#fragment helped}}{{shout title}}{{#(twice)}}.{{/twice}}{{/fragment}}{{/twice}}\
     {{#if is_on}}{{else fragment type}}{{#is_on}}on{{else}}off{{/is_on}}{{/if}}"
}

#[test]
fn fragments_in_blocks() {
    each_mode!(nested::Nested { names: &["a", "b"], title: "t", is_on: false }, |page| {
        check(&page, "a[0A1BtT]b[0A1BtT]T..T..off");
        check(&page.outer(), "[0A1BtT]");
        check(&page.inner(), "tT");
        check(&page.helped(), "T..");
        check(&page.r#type(), "off");
    });
    each_mode!(nested::Nested { names: &[], title: "t", is_on: true }, |page| {
        check(&page, "T..T..");
        check(&page.r#type(), "on");
    });
}

pages! {
    included,
    #[partials = "tests/composition/partials"]
    {
        pub(in super::super) struct Included<'a> {
            pub(in super::super) user: &'a str,
        }
    }
    "<div>
  {{> fragment}}
</div>
{{#> fragment_frame}}
{{#fragment given}}
{{user}}
{{/fragment}}
{{/fragment_frame}}
{{#*inline 'last'}}{{#fragment last_part}}{{user}}!{{/fragment}}{{/inline}}{{> last}}"
}

#[test]
fn fragments_and_partials() {
    each_mode!(included::Included { user: "a" }, |page| {
        check(&page, "<div>\n  <p>\n    a\n  </p>\n</div>\n<frame>\na\n</frame>\na!");
        // It is indented as on the page.
        check(&page.of_file(), "    a\n");
        check(&page.given(), "a\n");
        check(&page.last_part(), "a!");
    });
}

mod names {
    use template_runtime::template;

    template! {
        /// Names that methods of the generated code have, too.
        pub(super) struct Names {
            pub(super) value: u8,
        }
        "{{#fragment value}}{{value}}{{/fragment}}{{#fragment root}}r{{/fragment}}{{#fragment shape}}s{{/fragment}}\
         {{#fragment field}}f{{/fragment}}{{#fragment text}}t{{/fragment}}{{#fragment clone}}c{{/fragment}}\
         {{#fragment bound}}b{{/fragment}}{{#fragment run}}n{{/fragment}}{{#fragment fmt}}m{{/fragment}}"
    }
}

#[test]
fn fragments_with_names_of_other_methods() {
    let page = names::Names { value: 1 };
    check(&page, "1rsftcbnm");
    check(&page.value(), "1");
    check(&template!("{{page}}{{page.value}}"), "1rsftcbnm1");
}

#[test]
fn a_fragment_borrows_the_page() -> Result<(), Error> {
    let page = search::interpreted::Search { query: "", hits: &["a"] };
    let render = |part: &dyn Template| part.render();
    assert_eq!(render(&page.count())?, "<b>1</b>");
    Ok(())
}
