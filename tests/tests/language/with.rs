//! `with`: another context.

use template_runtime::Data;
use template_tests::renders;

#[cfg(feature = "alloc")]
#[derive(Data)]
struct Person {
    name: &'static str,
    boss: Option<Box<Person>>,
}

#[cfg(feature = "alloc")]
fn person() -> Person {
    Person { name: "A", boss: Some(Box::new(Person { name: "B", boss: None })) }
}

#[cfg(feature = "alloc")]
#[test]
fn a_context() {
    let (p, x) = (person(), "x");
    renders!("{{#with p}}{{name}}{{../x}}{{/with}}", "Ax");
    renders!("{{#with p as |q|}}{{q.name}}{{name}}{{/with}}", "AA");
    renders!("{{#with p.boss}}{{name}}{{/with}}", "B");
    renders!("{{#with p}}{{#with boss}}{{name}}{{../name}}{{../../x}}{{/with}}{{/with}}", "BAx");
    renders!(
        "{{#with p as |a|}}{{#with a.boss as |b|}}{{a.name}}{{b.name}}{{/with}}{{/with}}",
        "AB"
    );
    renders!("{{#with 5}}{{this}}{{/with}}{{#with 'x' as |s|}}{{s}}{{/with}}", "5x");
    renders!("{{#with p}}{{/with}}{{x}}", "x");
}

#[cfg(feature = "alloc")]
#[test]
fn nothing_to_work_with() {
    let (p, none, x) = (person(), None::<Person>, "x");
    renders!("[{{#with none}}{{name}}{{/with}}]", "[]");
    renders!("{{#with none}}{{name}}{{else}}nobody{{/with}}", "nobody");
    renders!("{{#with none}}{{name}}{{else}}{{p.name}}{{/with}}", "A");
    renders!(
        "{{#with p}}{{#with boss}}{{#with boss}}{{name}}{{else}}{{name}}{{../name}}{{/with}}{{/with}}{{/with}}",
        "BA"
    );
    renders!("{{#with ''}}a{{else}}{{x}}{{/with}}{{#with 0}}a{{else}}b{{/with}}", "xb");
    renders!("{{#with p}}{{name}}{{else}}nobody{{/with}}", "A");
}

#[cfg(feature = "alloc")]
#[test]
fn in_a_loop() {
    let people = [person(), person()];
    renders!(
        "{{#each people}}{{#with boss}}{{name}}{{../name}}{{@index}} {{/with}}{{/each}}",
        "BA0 BA1 "
    );
    renders!("{{#with people}}{{#each this}}{{name}}{{@last}}{{/each}}{{/with}}", "AfalseAtrue");
}
