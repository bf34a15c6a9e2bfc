//! Partials that include themselves, in templates that are compiled at run time. Where Handlebars has them, the expected
//! outputs are its own.

use serde_json::{Value as Json, json};
use template_runtime::{
    AnyChunkMemory, Block, Compiled, Compiler, ErrorKind, Helpers, Stopped, helper, helpers,
};
use template_tests::in_chunks;

/// Prints its block as often as it is told, with a number for each time.
#[helper]
fn times(count: u32, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    (0..count).try_for_each(|i| block.body(&[i.into()]))
}

fn compiler(partials: &[(&str, &str)]) -> Compiler {
    let helpers = Helpers::standard().with(helpers![times]);
    partials.iter().fold(Compiler::new().helpers(helpers), |compiler, (name, text)| {
        compiler.partial(*name, *text).expect("the partial is valid")
    })
}

/// Renders a template in all ways, with and without the optimizer, and compares the outputs.
#[track_caller]
fn check(text: &str, partials: &[(&str, &str)], data: &Json, expected: &str) {
    for compiler in [compiler(partials), compiler(partials).unoptimized()] {
        check_compiled(&compiler.compile(text).unwrap_or_else(|e| panic!("{e}")), data, expected);
    }
}

#[track_caller]
fn check_compiled(page: &Compiled, data: &Json, expected: &str) {
    assert_eq!(page.render(data).as_deref(), Ok(expected), "{page}");
    let mut buffer = vec![0; expected.len()];
    assert_eq!(page.render_into(data, &mut buffer), Ok(expected));
    let mut written = String::new();
    assert_eq!(page.render_to(data, &mut written), Ok(()));
    assert_eq!(written, expected);
    for size in [4, 5, 7, 64] {
        let mut memory = AnyChunkMemory::new();
        let chunks = in_chunks(page.chunks(data, &mut memory), size);
        assert_eq!(chunks.as_deref(), Ok(expected), "in chunks of {size}");
    }
}

/// Returns the error of a render, which is the same in all ways.
#[track_caller]
fn error(page: &Compiled, data: &Json) -> template_runtime::Error {
    let error = page.render(data).expect_err("it fails");
    assert_eq!(page.render_into(data, &mut []), Err(error.clone()));
    let mut memory = AnyChunkMemory::new();
    assert_eq!(in_chunks(page.chunks(data, &mut memory), 1000), Err(error.clone()));
    error
}

fn tree() -> Json {
    json!({"name": "a", "nodes": [
        {"name": "b", "nodes": [{"name": "c", "nodes": []}]},
        {"name": "d", "nodes": []},
    ]})
}

#[test]
fn a_partial_includes_itself() {
    let node = [("node", "<li>{{name}}{{#each nodes}}{{> node}}{{/each}}</li>")];
    check("{{> node}}", &node, &tree(), "<li>a<li>b<li>c</li></li><li>d</li></li>");
    check("{{#each nodes}}{{> node}}{{/each}}", &node, &tree(), "<li>b<li>c</li></li><li>d</li>");
    let pair = [
        ("even", "E{{name}}{{#each nodes}}{{> odd}}{{/each}}"),
        ("odd", "O{{name}}{{#each nodes}}{{> even}}{{/each}}"),
    ];
    check("{{> even}}", &pair, &tree(), "EaObEcOd");
}

#[test]
fn names_of_the_tag_belong_to_the_context() {
    let node = "{{name}}{{depth}}{{this.depth}}{{#each nodes}}{{> node depth=(concat ../depth '.')}}{{/each}};";
    check("{{> node depth=1}}", &[("node", node)], &tree(), "a11b1.1.c1..1..;;d1.1.;;");
    // They do not come from the contexts inside of it.
    let node = "{{name}}{{depth}}{{#each nodes}}{{> node}}{{/each}};";
    check("{{> node depth=1}}", &[("node", node)], &tree(), "a1bc;;d;;");
    let again = "{{a}}{{b}}{{#unless b}}{{> again b=2}}{{/unless}}";
    check("{{> again a=1}}", &[("again", again)], &json!({"a": 0}), "112");
    let null = "[{{name}}{{#if name}}{{> p name=null}}{{/if}}]";
    check("{{> p}}", &[("p", null)], &tree(), "[a[]]");
    check("{{> p (lookup this 'nodes') name=1}}", &[("p", null)], &tree(), "[1[]]");
}

#[test]
fn loops_and_the_data_of_the_place_that_includes() {
    let node =
        "[{{@index}}{{@first}}{{@last}}{{@key}}{{@root.name}}{{#each nodes}}{{> node}}{{/each}}]";
    check(
        "{{> node}}{{#each nodes}}{{> node}}{{/each}}",
        &[("node", node)],
        &tree(),
        "[a[0truefalse0a[0truetrue0a]][1falsetrue1a]]\
         [0truefalse0a[0truetrue0a]][1falsetrue1a]",
    );
    let entries =
        "{{#each this}}{{@key}}={{#if this.x}}({{> p}}){{else}}{{this}}{{/if}}{{@index}};{{/each}}";
    check(
        "{{> p}}",
        &[("p", entries)],
        &json!({"a": 1, "b": {"x": 2}, "c": 3}),
        "a=10;b=(x=20;)1;c=32;",
    );
}

#[test]
fn scopes_of_the_includer_are_not_visible() {
    let node = [("node", "{{name}}{{x.name}}{{../name}}{{#each nodes}}{{> node}}{{/each}}")];
    check("{{#each nodes as |x|}}{{> node}}{{/each}}", &node, &tree(), "bcd");
    let error = compiler(&node).strict().compile("{{> node}}").unwrap_err().to_string();
    assert!(error.contains("`../name` refers to a context outside of the template"), "{error}");
}

#[test]
fn blocks_are_given_to_all_inside() {
    let node = [("node", "<li>{{> @partial-block}}{{#each nodes}}{{> node}}{{/each}}</li>")];
    check(
        "{{#each nodes as |x i|}}{{#> node}}{{name}}{{x.name}}{{i}}{{@index}}{{../name}}{{/node}}{{/each}}",
        &node,
        &tree(),
        "<li>bb00b<li>cb00b</li></li><li>dd11d</li>",
    );
    let key = "{{#each this as |x k|}}{{#> p}}{{k}}{{/p}};{{/each}}";
    let twice = [("p", "{{> @partial-block}}{{#unless again}}{{> p again=true}}{{/unless}}")];
    check(key, &twice, &json!({"a": {}, "b": {}}), "aa;bb;");
    check(key, &twice, &json!([{}, {}]), "00;11;");
    let asks = [(
        "p",
        "{{#if @partial-block}}{{> @partial-block}}{{else}}none{{/if}}{{#each nodes}}{{> p}}{{/each}};",
    )];
    check("{{#> p}}x{{/p}}{{> p}}", &asks, &tree(), "xxx;;x;;nonenonenone;;none;;");
    let nested = [(
        "box",
        "({{> @partial-block}}{{#with n}}{{#> box}}{{v}}{{> @partial-block}}{{/box}}{{/with}})",
    )];
    let data = json!({"n": {"v": 1, "n": {"v": 2}}});
    check("{{#> box}}*{{/box}}", &nested, &data, "(*(1*(22*)))");
    let page = compiler(&node).compile("\n{{> node}}").unwrap();
    assert_eq!(
        error(&page, &tree()).to_string(),
        "node:1:9: no partial called `@partial-block` can be included here"
    );
}

#[test]
fn inline_partials() {
    let text = "{{#*inline 't'}}({{name}}{{#each nodes}}{{> t}}{{/each}}){{/inline}}{{> t}}";
    check(text, &[], &tree(), "(a(b(c))(d))");
    // It sees the variables of the place where it is written, at any depth.
    let text = "{{#each nodes as |x i|}}{{#*inline 't'}}({{x.name}}{{i}}{{name}}{{#each nodes}}{{> t}}{{/each}}){{/inline}}{{> t}}{{/each}}";
    check(text, &[], &tree(), "(b0b(b0c))(d1d)");
    let partials = [
        ("tree", "<{{> label}}{{#> mark}}-{{/mark}}{{#each nodes}}{{> tree}}{{/each}}>"),
        ("label", "{{name}}"),
    ];
    let compiler = compiler(&partials).text();
    let given = "{{#let 1 as |n|}}{{#> tree}}{{#*inline 'label'}}{{n}}{{name}}{{/inline}}{{/tree}}{{/let}}{{> tree}}";
    let page = compiler.compile(given).unwrap();
    check_compiled(&page, &tree(), "<1a-<1b-<1c->><1d->><a-<b-<c->><d->>");
    // An inline partial may include what includes it.
    let list = [("list", "{{#each nodes}}{{> row}}{{/each}}")];
    check(
        "{{#*inline 'row'}}{{name}}({{> list}}){{/inline}}{{> list}}",
        &list,
        &tree(),
        "b(c())d()",
    );
}

#[test]
fn names_that_are_known_at_run_time() {
    let partials = [
        ("text", "{{text}}"),
        ("box", "[{{#each blocks}}{{> (lookup . 'type')}}{{/each}}]"),
        // An error only for those that name it.
        ("broken", "{{> (lookup . 'type')}}{{> missing}}"),
    ];
    let data = json!({"type": "box", "blocks": [
        {"type": "text", "text": "a"},
        {"type": "box", "blocks": [{"type": "text", "text": "b"}]},
    ]});
    check("{{> (lookup . 'type')}}{{> box}}", &partials, &data, "[a[b]][a[b]]");
    let page = compiler(&partials).compile("{{> (lookup . 'type')}}").unwrap();
    for (name, message) in [("broken", "`broken`"), ("nope", "`nope`")] {
        let error = error(&page, &json!({"type": name})).to_string();
        assert!(!error.contains("helper"), "{error}");
        assert!(
            error.ends_with(&format!("no partial called {message} can be included here")),
            "{error}"
        );
    }
    assert_eq!(
        error(&page, &json!({})).to_string(),
        "template:1:1: the name of a partial must be text, but is null"
    );
    let error = compiler(&partials).compile("{{> (lookup . 'type')}}{{> broken}}").unwrap_err();
    assert!(error.to_string().contains("there is no partial called `missing`"), "{error}");
    let many: Vec<(String, &str)> =
        (0..200).map(|i| (format!("p{i}"), "{{> (lookup . 'a')}}{{> (lookup . 'b')}}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    compiler(&many).compile("{{> (lookup . 'a')}}").expect("each is compiled once");
}

#[test]
fn lines_are_indented() {
    let node = "<li>{{name}}\n  {{#each nodes}}\n    {{> node}}\n  {{/each}}\n</li>\n";
    check(
        "<ul>\n  {{> node}}\n</ul>\n",
        &[("node", node)],
        &tree(),
        "<ul>\n  <li>a\n      <li>b\n          <li>c\n          </li>\n      </li>\n      <li>d\n      </li>\n  </li>\n</ul>\n",
    );
    // The first line is that of the tag.
    check(
        "<b>{{> node}}</b>\n",
        &[("node", node)],
        &tree(),
        "<b><li>a\n    <li>b\n        <li>c\n        </li>\n    </li>\n    <li>d\n    </li>\n</li>\n</b>\n",
    );
    let outer = [("outer", "<div>\n  {{> node}}\n</div>\n"), ("node", node)];
    let data = json!({"name": 1, "nodes": [{"name": 2}]});
    check(
        " {{> outer}}\n",
        &outer,
        &data,
        " <div>\n   <li>1\n       <li>2\n       </li>\n   </li>\n </div>\n",
    );
    let collapsed = compiler(&outer).collapse_whitespace().compile(" {{> outer}}\n").unwrap();
    check_compiled(&collapsed, &data, " <div><li>1\n<li>2\n</li>\n</li>\n</div>");
}

/// The loop around the call is that `../` levels out of those inside of the partial.
#[test]
fn loop_variables_of_the_place_that_includes() {
    let partials =
        [("n", "{{@index}}{{#each cs}}({{@../index}}|{{@../first}}|{{@index}}{{> n}}){{/each}}")];
    let data = json!({"cs": [{"cs": [{}]}, {"cs": [{}, {}]}]});
    check(
        "{{#each cs}}{{> n}}{{/each}}",
        &partials,
        &data,
        "0(0|true|00)1(1|false|00)(1|false|11)",
    );
}

/// An inline partial that nothing includes mentions the partial that defines it.
#[test]
fn inline_partials_in_scope_of_a_call() {
    let partials = [
        ("a", "a{{#*inline \"i\"}}{{> a}}{{/inline}}{{#if x}}{{> c}}{{/if}}"),
        ("c", "c{{#if x.y}}{{> c this.x}}{{/if}}"),
    ];
    check("{{> a}}", &partials, &json!({}), "a");
    check("{{> a}}", &partials, &json!({"x": {"y": {}}}), "acc");
}

/// Compares the lines with those that Handlebars 4.7 prints.
#[test]
fn lines_continue_after_partials_that_do_not_end_them() {
    let tree = json!({"cs": [{"cs": [{}, {}]}, {"cs": []}]});
    check(
        "<p>\n  {{> t}}\n</p>\n",
        &[("t", "a{{#each cs}}\n  {{> t}}\n{{/each}}\nb")],
        &tree,
        "<p>\n  a\n    a\n      ab\n      abb\n    abb</p>\n",
    );
    check(
        "A\n  {{> p}}\nB",
        &[("p", "x\n {{> q}}\ny"), ("q", "1\n  {{> r}}\n2"), ("r", "3\n4{{#if no}}{{> p}}{{/if}}")],
        &json!({}),
        "A\n  x\n   1\n     3\n     42yB",
    );
    let named = json!({"name": "x", "children": [
        {"name": "y", "children": [{"name": "w", "children": []}]},
        {"name": "z", "children": []},
    ]});
    let node = "{{name}}\n{{#each children}}\n  {{> node}}\n{{/each}}\n";
    let list = "<ul>\n  {{> node}}\n</ul>\n";
    check(list, &[("node", node)], &named, "<ul>\n  x\n    y\n      w\n    z\n</ul>\n");
    check(
        list,
        &[("node", &format!("{node}end\n"))],
        &named,
        "<ul>\n  x\n    y\n      w\n      end\n    end\n    z\n    end\n  end\n</ul>\n",
    );
    check(
        list,
        &[("node", &format!("{node}end"))],
        &named,
        "<ul>\n  x\n    y\n      w\n      endend  z\n    endend</ul>\n",
    );
}

#[test]
fn block_helpers_around_and_inside() {
    let node =
        [("node", "{{name}}{{#times 2 as |i|}}{{i}}{{#each nodes}}{{> node}}{{/each}}{{/times}};")];
    let data = json!({"name": "a", "nodes": [{"name": "b"}]});
    check(
        "{{#times 2 as |i|}}{{i}}{{> node}}{{i}}{{/times}}",
        &node,
        &data,
        "0a0b01;1b01;;01a0b01;1b01;;1",
    );
    let block = [(
        "node",
        "{{#times 1 as |i|}}{{> @partial-block}}{{/times}}{{#each nodes}}{{> node}}{{/each}}",
    )];
    check(
        "{{#times 2 as |i|}}{{#> node}}{{i}}{{name}}{{/node}}{{/times}}",
        &block,
        &data,
        "0a0b1a1b",
    );
}

#[test]
fn private_data_and_fragments() {
    let node =
        "{{@greeting}}{{name}}{{#each nodes}}{{#fragment f}}{{> node}}{{/fragment}}{{/each}}";
    let compiler = compiler(&[("node", node)]).private_data();
    let page = compiler.compile("{{> node}}").unwrap();
    let page = page.with_private_data(&json!({"greeting": "-"})).render(&tree());
    assert_eq!(page.as_deref(), Ok("-a-b-c-d"));
}

#[test]
fn recursion_is_limited() {
    let endless = [("a", "x{{> b}}"), ("b", "{{> a}}")];
    let page = compiler(&endless).compile("\n {{> a}}").unwrap();
    assert_eq!(
        error(&page, &json!({})).to_string(),
        "b:1:1: more than 10000 nested partials: `a` includes `b` includes `a`"
    );
    let twice = [("a", "{{> a}}{{> a}}")];
    let page = compiler(&twice).fuel(1000).compile("{{> a}}").unwrap();
    assert_eq!(*error(&page, &json!({})).kind(), ErrorKind::OutOfFuel { steps: 1000 });
    let page = compiler(&twice).scratch(10_000).compile("{{> a}}").unwrap();
    assert!(matches!(error(&page, &json!({})).kind(), ErrorKind::ScratchFull { .. }));
    // As deep as the data, on a small stack.
    let deep = (0..5000).fold(Json::Null, |inner, _| {
        let mut outer = serde_json::Map::new();
        outer.insert("in".to_owned(), inner);
        Json::Object(outer)
    });
    let node = [("node", "{{#if in}}({{> node in}}){{/if}}")];
    let page = compiler(&node).compile("{{> node}}").unwrap();
    let rendered = std::thread::Builder::new().stack_size(128 << 10).spawn(move || {
        let length = page.render(&deep).map(|page| page.len());
        // Dropping it is a recursion of its own.
        std::mem::forget(deep);
        length
    });
    assert_eq!(rendered.unwrap().join().unwrap(), Ok(9_998));
    // Block helpers are a recursion on the thread's stack.
    let helper = [("a", "{{#times 1}}{{> a}}{{/times}}")];
    let error = error(&compiler(&helper).compile("{{> a}}").unwrap(), &json!({})).to_string();
    assert!(error.contains("more than 64 nested components and block helpers"), "{error}");
}

#[test]
fn errors_have_their_place_in_the_partial() {
    let node = [("node", "{{#each nodes}}{{> node}}{{else}}{{name.x}}{{/each}}")];
    let page = compiler(&node).strict().compile("\n{{#if nodes}}\n {{> node}}{{/if}}").unwrap();
    assert_eq!(
        error(&page, &json!({"nodes": [{"nodes": []}]})).to_string(),
        "node:1:36: `name` is missing"
    );
    // A partial that is expanded, and a block and an inline partial that are given.
    let partials = [
        ("row", "\n{{n.x}}"),
        ("frame", "{{> @partial-block}}{{> side}}{{#if again}}{{> frame}}{{/if}}"),
    ];
    let place = |text: &str, n: i32| {
        let page = compiler(&partials).strict().compile(text).unwrap();
        error(&page, &json!({"n": n, "again": false, "kind": "row"})).to_string()
    };
    assert_eq!(place("\n{{> row}}", 1), "row:2:3: `n.x` is missing");
    assert_eq!(place("{{> (lookup . 'kind')}}", 1), "row:2:3: `n.x` is missing");
    let given = "{{#> frame}}{{#*inline 'side'}}{{b.x}}{{/inline}}\n{{#unless n}}{{a.x}}{{/unless}}{{/frame}}";
    assert_eq!(place(given, 0), "template:2:16: `a` is missing");
    assert_eq!(place(given, 1), "template:1:34: `b` is missing");
}

#[test]
fn places_of_calls() {
    let node = [("node", "<i>{{> node}}</i>")];
    let message = |text: &str, partials: &[(&str, &str)]| {
        compiler(partials).compile(text).expect_err("it is refused").to_string()
    };
    let error = message("<b title='{{> node}}'>", &node);
    assert!(error.contains("a partial that may include itself is allowed only in text"), "{error}");
    let error = message("{{> node}}", &[("node", "<i {{#if x}}{{> node}}{{/if}}>")]);
    assert!(error.contains("a partial that may include itself"), "{error}");
    let error = message("<svg>{{> node}}</svg>", &[("node", "<style>a{}</style>{{> node}}")]);
    assert!(error.contains("contain elements that browsers parse differently here"), "{error}");
    let group = [("g", "<g>{{x}}{{#if in}}{{> g in}}{{/if}}</g>")];
    check(
        "<svg>{{> g}}</svg>",
        &group,
        &json!({"x": "<", "in": {"x": 1}}),
        "<svg><g>&lt;<g>1</g></g></svg>",
    );
}
