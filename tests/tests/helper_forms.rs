//! Helpers that are called with and without a block, take any named arguments or the context of their call, or choose
//! the context of their block.

use template_runtime::{
    Block, Compiler, Data, List, NamedArgs, SafeHtml, Stopped, Template, Tree, Value, helper,
    helpers, template,
};

/// Returns the text; with a block, prints the block in brackets after it.
#[helper]
fn note(
    text: &str,
    #[block] block: Option<&mut Block<'_, '_>>,
) -> Result<Option<SafeHtml<String>>, Stopped> {
    let Some(block) = block else { return Ok(Some(SafeHtml(format!("<i>{text}</i>")))) };
    block.text(text)?;
    block.html("[")?;
    block.body(&[Value::from(text.len())])?;
    block.otherwise()?;
    block.html("]")?;
    Ok(None)
}

/// Returns all named arguments but `sep`.
#[helper]
fn pairs(
    first: &str,
    #[named(default = ",")] sep: &str,
    #[named(rest)] others: NamedArgs<'_, '_>,
) -> String {
    let others: Vec<String> =
        others.iter().map(|(name, value)| format!("{name}={value:?}")).collect();
    format!("{first}:{}", others.join(sep))
}

/// Prints the body once for each named argument, whose name and value are its block params.
#[helper]
fn each_named<'v>(
    #[named(rest)] values: NamedArgs<'_, 'v>,
    #[block] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    for (name, value) in values.iter() {
        let name = block.keep(name)?;
        block.body(&[name, value])?;
    }
    if values.get("none").is_some() { block.otherwise() } else { Ok(()) }
}

/// Checks a template whose fields are texts, interpreted and unrolled.
macro_rules! renders {
    ($text:literal $(, $name:ident = $value:expr)* => $expected:expr) => {{
        template! { struct Interpreted { $($name: &'static str,)* } $text }
        template! { #[template(unroll)] struct Unrolled { $($name: &'static str,)* } $text }
        assert_eq!(Interpreted { $($name: $value)* }.render().as_deref(), Ok($expected));
        assert_eq!(Unrolled { $($name: $value)* }.render().as_deref(), Ok($expected));
    }};
}

#[test]
fn one_helper_with_and_without_a_block() {
    renders!("{{note 'a<'}} {{#note 'a<' as |n|}}{{n}}{{else}}e{{/note}}" => "<i>a<</i> a&lt;[2e]");
    renders!("{{#let (note 'b') (helper note 'c') as |x f|}}{{x}}{{(f)}}{{/let}}" => "<i>b</i><i>c</i>");
}

#[test]
fn any_named_arguments() {
    renders!("{{pairs 'a'}} {{pairs 'b' x=1 sep='; ' y-z=n}}" , n = "t" => "a: b:x=1; y-z=&quot;t&quot;");
    renders!("{{#each_named a=1 b=n as |k v|}}{{k}}{{v}} {{/each_named}}", n = "x" => "a1 bx ");
    renders!("{{#let (helper pairs q=2) as |f|}}{{f 'a' sep=' ' r=3}}{{/let}}" => "a:q=2 r=3");
}

#[test]
fn in_templates_compiled_at_run_time() {
    let compiler = Compiler::new().helpers(helpers![note, pairs, each_named]);
    for (text, expected) in [
        ("{{note 'a<'}} {{#note 'a<' as |n|}}{{n}}{{else}}e{{/note}}", "<i>a<</i> a&lt;[2e]"),
        ("{{pairs 'a'}} {{pairs 'b' x=1 sep='; ' y-z=this}}", "a: b:x=1; y-z=&quot;t&quot;"),
        ("{{#let (helper pairs q=2) as |f|}}{{f 'a' sep=' ' r=3}}{{/let}}", "a:q=2 r=3"),
        ("{{#each_named a=1 none=this as |k v|}}{{k}}{{v}}{{else}}!{{/each_named}}", "a1nonet!"),
    ] {
        let page = compiler.compile(text).unwrap();
        assert_eq!(page.render("t").as_deref(), Ok(expected), "{text}");
    }
}

/// Prints the body for each item, which is its context.
#[helper]
fn list<'v>(
    items: List<'v>,
    #[block(context, data(number, "is-last"))] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    let count = items.len();
    for (i, item) in items.iter().enumerate() {
        let body = block.in_context(item).data("number", i + 1);
        body.data("is-last", i + 1 == count).body(&[Value::from(i)])?;
    }
    if count == 0 { block.otherwise() } else { Ok(()) }
}

/// Prints the body in the context of the call.
#[helper]
fn plain<'v>(#[block(context, data(number))] block: &mut Block<'_, 'v>) -> Result<(), Stopped> {
    block.body(&[])
}

/// Returns a field of the context of the call.
#[helper]
fn own(name: &str, #[context] context: Value<'_>) -> String {
    format!("{:?}", context.get(name))
}

/// Prints the body in a field of the context.
#[helper]
fn within<'v>(
    name: &str,
    #[context] context: Value<'v>,
    #[block(context)] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    block.in_context(context.get(name)).body(&[])
}

/// Gives its block a name that it does not declare.
#[helper]
fn undeclared(#[block(context, data(a))] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.in_context(Value::Null).data("a", 1).data("b", 2).body(&[])
}

/// Chooses the context without declaring that.
#[helper]
fn unchosen(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.in_context(Value::Null).body(&[])
}

const DATA: Tree<'static> = Tree::Map(&[
    ("title", Tree::Text("T")),
    ("empty", Tree::List(&[])),
    (
        "items",
        Tree::List(&[
            Tree::Map(&[("name", Tree::Text("a")), ("tags", Tree::List(&[Tree::Text("x")]))]),
            Tree::Map(&[("name", Tree::Text("b")), ("tags", Tree::List(&[]))]),
        ]),
    ),
]);

fn compiler() -> Compiler {
    Compiler::new().helpers(helpers![list, plain, own, within, undeclared, unchosen])
}

#[test]
fn helpers_choose_the_context() {
    for (text, expected) in [
        ("{{#list items}}{{name}}{{this.name}} {{/list}}", "aa bb "),
        (
            "{{#list items as |i|}}{{i}}{{@number}}{{name}}{{#unless @is-last}},{{/unless}}{{/list}}",
            "01a,12b",
        ),
        ("{{#list items}}{{../title}}{{@root.title}}{{@title}}{{/list}}", "TTTTTT"),
        ("{{#list empty}}{{name}}{{else}}{{title}}{{/list}}", "T"),
        // Nested: the inner one's names.
        (
            "{{#list items}}{{#list tags}}{{@number}}{{this}}{{../name}}{{/list}}{{@number}};{{/list}}",
            "1xa1;2;",
        ),
        // Through other blocks.
        ("{{#list items}}{{#each tags}}{{@index}}{{@number}}{{../name}}{{/each}}{{/list}}", "01a"),
        ("{{#each items}}{{#(plain)}}{{name}}{{@index}}{{@number}}{{/plain}}{{/each}}", "a0b1"),
        ("{{#plain}}{{title}}{{/plain}}", ""),
        ("{{#(plain)}}{{title}}{{/plain}}", "T"),
        (
            "{{own 'title'}} {{#each items}}{{own 'name'}}{{/each}}",
            "&quot;T&quot; &quot;a&quot;&quot;b&quot;",
        ),
        ("{{#with items.[0]}}{{#within 'tags'}}{{this.[0]}}{{../name}}{{/within}}{{/with}}", "xa"),
        ("{{#within 'none'}}{{title}}{{else}}no{{/within}}", ""),
    ] {
        let page = compiler().compile(text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(page.render(&DATA).as_deref(), Ok(expected), "{text}\n{page}");
    }
}

#[test]
fn what_helpers_do_not_declare_is_an_error() {
    for (text, expected) in [
        (
            "{{#(undeclared)}}{{/undeclared}}",
            "helper `undeclared`: it passes `@b` to its block without declaring it",
        ),
        (
            "{{#(unchosen)}}{{/unchosen}}",
            "helper `unchosen`: it sets the context of its block without declaring it",
        ),
    ] {
        let error = compiler().compile(text).unwrap().render(&DATA).unwrap_err();
        assert_eq!(error.kind().to_string(), expected);
    }
    // A value has no context of a call.
    let error = compiler()
        .compile("{{#each (array (helper own 'x'))}}{{(this)}}{{/each}}")
        .unwrap()
        .render(&DATA)
        .unwrap_err();
    assert_eq!(
        error.kind().to_string(),
        "helper `own`: it cannot be a value: it needs the context of its call",
    );
}

#[test]
fn raw_blocks_of_helpers() {
    #[helper]
    fn quote(mark: &str, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        block.text(mark)?;
        block.body(&[])?;
        block.text(mark)
    }
    renders!("{{{{quote '\"'}}}}{{a}} {{#b}}{{{{/quote}}}}" => "&quot;{{a}} {{#b}}&quot;");
}

/// Values of data that the helper creates live long enough for a body, also in what helpers make of them there.
#[test]
fn values_of_the_helper() {
    #[helper]
    fn local(count: usize, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        for i in 0..count {
            let (name, parts) = (format!("n{i}"), vec![i, i + 1]);
            block.body(&[Value::from(name.as_str()), parts.value()])?;
        }
        Ok(())
    }
    fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
        if a.len() < b.len() { b } else { a }
    }
    fn doubled(text: &str) -> Vec<String> {
        vec![text.to_owned(); 2]
    }
    renders!(
        "{{#local 2 as |name parts|}}{{name}}{{#each parts}},{{this}}{{/each}}{{#let (longest name '') (doubled (concat name '!')) as |l d|}}{{l}}{{#local 1 as |n|}}{{n}}{{d.[1]}}{{/local}}{{/let}} {{/local}}"
        => "n0,0,1n0n0n0! n1,1,2n1n0n1! "
    );
}

#[test]
fn contexts_that_the_helper_creates() {
    #[helper]
    fn person(#[block(context)] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        #[derive(Data)]
        struct Person {
            name: String,
            age: u8,
        }
        let person = Person { name: "Ann".to_owned(), age: 7 };
        block.in_context(person.value()).body(&[])
    }
    let compiler = Compiler::new().helpers(helpers![person]);
    let page = compiler.compile("{{#(person)}}{{name}} {{age}} {{../x}}{{/person}}").unwrap();
    assert_eq!(
        page.render(&std::collections::BTreeMap::from([("x", 1)])).as_deref(),
        Ok("Ann 7 1")
    );
}

/// The error of a helper is displayed as a whole, and is the source with what it wraps.
#[test]
fn errors_of_helpers_lose_nothing() {
    use std::{error::Error as _, fmt::Write as _};

    fn text() -> Result<String, String> {
        Err("é\u{1b}".repeat(100))
    }
    fn boxed() -> Result<u8, Box<dyn std::error::Error + Send + Sync>> {
        Err("x".parse::<u8>().unwrap_err().into())
    }
    fn borrowed(name: &str) -> Result<u8, &str> {
        Err(name)
    }
    fn local() -> Result<u8, Box<dyn std::error::Error>> {
        Err("y".repeat(100).into())
    }

    let error = template!("{{(text)}}").render().unwrap_err();
    let expected = format!("helper `text`: {}", "é␛".repeat(100));
    assert!(error.to_string().ends_with(&expected), "{error}");
    assert_eq!(error.source().map(ToString::to_string), Some("é\u{1b}".repeat(100)));
    let error = template!("{{(boxed)}}").render().unwrap_err();
    assert!(error.source().is_some_and(|source| source.is::<std::num::ParseIntError>()));
    let error = template!("{{borrowed 'a'}}").render().unwrap_err();
    assert!(error.to_string().ends_with("helper `borrowed`: a"), "{error}");
    let error = template!("{{(local)}}").render().unwrap_err();
    assert!(error.to_string().ends_with(&"y".repeat(100)), "{error}");

    // In an implementation of `Display`.
    let page = template!("{{(boxed)}}");
    let show = |out: &mut String| -> std::fmt::Result {
        out.write_str("a")?;
        page.render_to(out)?;
        Ok(())
    };
    assert_eq!(show(&mut String::new()), Err(std::fmt::Error));
}

/// A literal is equal to the `f32` that prints it.
#[test]
fn floats_are_compared_as_they_print() {
    let (a, b) = (0.1f32, [0.1f32, 0.2]);
    let page =
        template!("{{eq a 0.1}} {{eq 0.1 a}} {{lt a 0.2}} {{#each b}}{{gt this 0.1}} {{/each}}");
    assert_eq!(page.render().as_deref(), Ok("true true true false true "));
}
