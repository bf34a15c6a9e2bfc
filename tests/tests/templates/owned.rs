//! The expression form as a value: returned, stored and collected.

use template_runtime::{Data, Template, template};
use template_tests::check;

#[derive(Clone, Data)]
struct User {
    name: String,
    age: u32,
}

fn shout(name: String) -> impl Template {
    template!("Hello {{name}}!", name = name.to_uppercase())
}

fn moved(name: String) -> impl Template {
    template!("Hello {{name}}!", name = name)
}

fn unrolled(name: String, n: u32) -> impl Template {
    template!(unroll, "Hello {{name}}{{#if n}} {{n}}{{/if}}!", name = name)
}

/// References and numbers are captured by copy.
fn captured(user: &User, n: u32) -> impl Template {
    template!("{{user.name}} {{n}}")
}

fn boxed<'a>(parts: &'a [&'a str]) -> Box<dyn Template + 'a> {
    Box::new(template!("{{#each parts}}{{this}},{{/each}}"))
}

fn wrapped(body: impl Template) -> impl Template {
    template!("<main>{{body}}</main>", body = body)
}

fn render_within(body: impl Template) -> String {
    template!("<main>{{body}}</main>").render().unwrap()
}

impl User {
    fn line(&self) -> String {
        template!("{{name}}: {{age}}", name = self.name, age = self.age).render().unwrap()
    }

    fn template(&self) -> impl Template {
        template!("{{name}}: {{user.age}}", name = self.name, user = self)
    }
}

fn user() -> User {
    User { name: "Ann".into(), age: 7 }
}

#[test]
fn templates_are_returned() {
    assert_eq!(shout("Ann".into()).render().unwrap(), "Hello ANN!");
    assert_eq!(moved("Ann".into()).render().unwrap(), "Hello Ann!");
    assert_eq!(unrolled("Ann".into(), 1).render().unwrap(), "Hello Ann 1!");
    assert_eq!(captured(&user(), 1).render().unwrap(), "Ann 1");
    assert_eq!(boxed(&["a", "<"]).render().unwrap(), "a,&lt;,");
    assert_eq!(user().line(), "Ann: 7");
    assert_eq!(user().template().render().unwrap(), "Ann: 7");
}

#[test]
fn templates_that_are_only_known_to_be_templates() {
    let body = moved("<b>".into());
    assert_eq!(render_within(&body), "<main>Hello &lt;b&gt;!</main>");
    assert_eq!(
        wrapped(wrapped(body)).render().unwrap(),
        "<main><main>Hello &lt;b&gt;!</main></main>"
    );
}

#[test]
fn templates_are_collected() {
    let names = [String::from("a"), String::from("<")];
    let parts: Vec<_> = names.iter().map(|name| template!("<li>{{name}}</li>")).collect();
    check(
        &template!("<ul>{{#each parts}}{{this}}{{/each}}</ul>"),
        "<ul><li>a</li><li>&lt;</li></ul>",
    );
    let parts: Vec<_> = (0..3).map(|n| template!("{{n}}{{m}}", m = n * 2)).collect();
    let texts: Vec<String> = parts.iter().map(|part| part.render().unwrap()).collect();
    assert_eq!(texts, ["00", "12", "24"]);
}

#[test]
fn templates_are_stored() {
    struct Page<T> {
        content: T,
    }
    let name = String::from("Ann");
    let page = Page { content: template!("{{name}} {{upper}}", upper = name.to_uppercase()) };
    assert_eq!(page.content.render().unwrap(), "Ann ANN");
    // The variable was only borrowed.
    assert_eq!(name, "Ann");
}

/// A part of another value, and a static, are borrowed.
#[test]
fn parts_are_borrowed() {
    static TITLE: String = String::new();
    let (user, list, boxed) = (user(), vec![String::from("a")], Box::new(String::from("b")));
    check(
        &template!("{{n}}{{a}}{{b}}{{t}}", n = user.name, a = list[0], b = *boxed, t = TITLE),
        "Annab",
    );
    assert_eq!((user.name.as_str(), list.len(), boxed.len()), ("Ann", 1, 1));
}
