//! `template!` with a struct.

use template_runtime::{Data, template};
use template_tests::check;

mod pages {
    use template_runtime::template;

    template! {
        /// A documented struct.
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct Head<'a> {
            /// The title.
            pub(crate) title: &'a str,
        }

        "<title>{{title}}</title>"
    }
}

#[test]
fn a_struct_like_any_other() {
    let head = pages::Head { title: "Q & A" };
    check(&head.clone(), "<title>Q &amp; A</title>");
    assert_eq!(format!("{head:?}"), "Head { title: \"Q & A\" }");
    assert_eq!(format!("[{head}]"), "[<title>Q &amp; A</title>]");
    assert!(pages::Head::PROGRAM.to_string().starts_with("Head: "));
}

#[test]
fn a_template_is_data() {
    // As data it is a struct, not its output.
    let page = template!("{{head.title}}", head = pages::Head { title: "<" });
    check(&page, "&lt;");
}

template! {
    struct Nothing {}
    "nothing"
}

template! {
    struct Unit;
    "unit"
}

template! {
    struct Pair<'a>(u8, &'a str);
    "{{this.0}}{{this.[1]}}{{@root.1}}"
}

#[test]
fn structs_of_every_form() {
    check(&Nothing {}, "nothing");
    check(&Unit, "unit");
    check(&Pair(1, "b"), "1bb");
}

template! {
    struct Generic<'a, T: Data, U, const N: usize>
    where
        U: Data + 'a,
    {
        list: &'a [T],
        other: U,
        array: [u8; N],
    }
    "{{#each list}}{{this}},{{/each}}{{other}}{{array.1}}"
}

#[test]
fn parameters() {
    check(&Generic { list: &[1, 2], other: "<", array: [7, 8] }, "1,2,&lt;8");
    check(&Generic { list: &["a"], other: 1.5, array: [7] }, "a,1.5");
}

template! {
    struct Typed<T: Data> {
        value: T,
    }
    "{{#with value}}{{name}}{{/with}}"
}

#[test]
fn a_parameter_is_checked_where_it_is_used() {
    #[derive(Data)]
    struct A {
        name: u8,
    }
    #[derive(Data)]
    struct B<'a> {
        other: u8,
        name: &'a str,
    }
    check(&Typed { value: A { name: 1 } }, "1");
    check(&Typed { value: B { other: 2, name: "b" } }, "b");
    assert_eq!(B { other: 2, name: "b" }.other, 2);
}

template! {
    #[template(escape = "text")]
    struct Plain<'a> {
        x: &'a str,
    }
    "{{x}}{{&x}}{{'<'}}{{concat x '>'}}"
}

template! {
    #[template(escape = "html", optimize = false)]
    #[derive(Default)]
    struct Slow<'a> {
        x: &'a str,
    }
    "{{x}}{{{x}}}{{'<'}}"
}

template! {
    #[template(text, unoptimized, unroll = false)]
    struct Short<'a> {
        x: &'a str,
    }
    "{{x}}{{&x}}{{'<'}}"
}

#[test]
fn options() {
    check(&Plain { x: "<&" }, "<&<&<<&>");
    check(&Short { x: "<&" }, "<&<&<");
    check(&Slow { x: "<&" }, "&lt;&amp;<&&lt;");
    check(&Slow::default(), "&lt;");
}

template! {
    struct Renamed {
        #[data(rename = "new")]
        old: u8,
        #[data(skip)]
        hidden: std::marker::PhantomData<fn()>,
        r#type: u8,
    }
    "{{new}}{{type}}"
}

#[test]
fn attributes_of_fields() {
    check(&Renamed { old: 1, hidden: std::marker::PhantomData, r#type: 2 }, "12");
}

template! {
    struct File<'a> {
        items: &'a [&'a str],
    }
    include_str!("item_form.hbs")
}

#[cfg(feature = "alloc")]
template! {
    struct FileWithOptions {
        items: Vec<u8>,
    }
    include_str!("../language/item_form.hbs");
}

#[cfg(feature = "alloc")]
#[test]
fn the_text_of_a_file() {
    check(&File { items: &["a", "<b>"] }, "<ul>\n  <li>A\n  <li>&lt;B&gt;\n</ul>\n");
    check(&FileWithOptions { items: vec![] }, "<ul>\n  none\n</ul>\n");
}

fn shout(value: template_runtime::Value<'_>) -> String {
    if let template_runtime::Value::Text(text) = value {
        text.to_uppercase()
    } else {
        String::new()
    }
}

#[test]
fn inside_a_function() {
    fn shout(n: u8) -> u8 {
        n + 1
    }
    template! {
        struct Local {
            n: u8,
        }
        "{{shout n}}"
    }
    check(&Local { n: 1 }, "2");
}

#[test]
fn a_part_of_another_template() {
    template! {
        struct Row<'a> {
            cells: &'a [u8],
        }
        "<tr>{{#each cells}}<td>{{this}}{{/each}}"
    }
    fn row<'a>(cells: template_runtime::List<'a>) -> template_runtime::SafeHtml<String> {
        let cells: Vec<u8> =
            cells.iter().map(|cell| format!("{cell:?}").parse().unwrap()).collect();
        template_runtime::SafeHtml(Row { cells: &cells }.to_string())
    }
    template! {
        struct Table<'a> {
            rows: &'a [[u8; 2]],
        }
        "<table>{{#each rows}}{{row this}}{{/each}}</table>"
    }
    check(&Table { rows: &[[1, 2], [3, 4]] }, "<table><tr><td>1<td>2<tr><td>3<td>4</table>");
}
