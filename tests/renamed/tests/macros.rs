//! Every macro, in a crate whose `Cargo.toml` renames the runtime crate.

use my_templates::{
    Compiler, Data, DynHelper, Helpers, Template, callable, dyn_helper, helper, helpers, template,
};

#[derive(Data)]
struct Team {
    name: &'static str,
    size: u8,
}

#[derive(Data)]
enum Status {
    Ready,
}

#[helper]
fn greet(name: &str, #[named(default = "!")] mark: &str) -> String {
    format!("Hello {name}{mark}")
}

template! {
    struct Row<'a> {
        team: &'a Team,
    }
    "<li>{{greet team.name mark='.'}} {{team.size}}{{yield}}"
}

template! {
    struct Page<'a> {
        teams: &'a [Team],
        status: Status,
        style: DynHelper<'a>,
    }
    "{{#each teams as |team|}}{{#> Row team=team}}?{{/Row}}{{/each}}{{#fragment end}}{{status}} {{this.style 'x'}}{{/fragment}}"
}

template! {
    #[template(unroll)]
    struct Unrolled<'a> {
        teams: &'a [Team],
    }
    "{{#each teams as |team|}}{{greet team.name}}{{> Row team=team}}{{/each}}"
}

#[test]
fn the_macros_find_the_crate() {
    let teams = [Team { name: "Owls", size: 3 }];
    let page = Page { teams: &teams, status: Status::Ready, style: dyn_helper!(str::to_uppercase) };
    assert_eq!(page.render().as_deref(), Ok("<li>Hello Owls. 3?Ready X"));
    assert_eq!(page.end().render().as_deref(), Ok("Ready X"));
    let unrolled = Unrolled { teams: &teams }.render();
    assert_eq!(unrolled.as_deref(), Ok("Hello Owls!<li>Hello Owls. 3"));
    let helpers: Helpers = helpers![greet, size = str::len];
    let compiled = Compiler::new().helpers(helpers).compile("{{greet 'a'}} {{size 'ab'}}");
    assert_eq!(compiled.expect("it compiles").render(&()).as_deref(), Ok("Hello a! 2"));
    let (name, mark) = ("Ann", '?');
    let quoted = callable!(|text: &str| format!("{text}{mark}"));
    let line = template!("{{greet name}} {{this.quoted name}}").render();
    assert_eq!(line.as_deref(), Ok("Hello Ann! Ann?"));
}
