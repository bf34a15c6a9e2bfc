//! Handlers with the attribute macros of actix-web: each is a unit struct, whose name is a pattern wherever a variable has it.

use actix_web::{
    App,
    body::to_bytes,
    get,
    test::{TestRequest, call_service, init_service},
};
use template_runtime::{Data, Template, helper, template};

#[derive(Data)]
struct Item {
    name: &'static str,
    count: Option<u32>,
}

#[derive(Data)]
enum State {
    Open { by: &'static str },
    Done,
}

fn loud(name: &str) -> String {
    name.to_uppercase()
}

#[helper]
fn times(#[named] count: u32, #[named(default = "x")] mark: &str) -> String {
    mark.repeat(count as usize)
}

template! {
    struct Card<'a> {
        title: &'a str,
        #[default("none")]
        note: &'a str,
    }

    "<b>{{title}}</b>({{note}}){{yield}}"
}

template! {
    struct Page {
        items: Vec<Item>,
        state: State,
    }

    "{{#each items as |item index|}}{{#> Card title=(loud item.name)}}{{index}}{{times count=2}}{{/Card}}\
     {{#if item.count}}{{item.count}}{{/if}}{{/each}}{{#fragment part}}{{#if state.Open}}{{state.by}}{{/if}}{{/fragment}}"
}

fn page() -> Page {
    let items = vec![Item { name: "a", count: Some(1) }, Item { name: "b", count: None }];
    Page { items, state: State::Open { by: "Ann" } }
}

macro_rules! routes {
    ($($name:ident $path:literal: $answer:expr;)*) => { $(
        #[get($path)]
        async fn $name() -> impl actix_web::Responder {
            $answer
        }
    )* };
}

// Names that generated code might use for its variables.
routes! {
    index "/": page();
    value "/value": page().part().render().unwrap_or_default();
    out "/out": Page { items: vec![], state: State::Done };
    args "/args": template!("{{#each names as |name|}}{{loud name}}{{/each}}", names = ["x", "y"]).render().unwrap_or_default();
    item "/item": Card { title: "t", note: "n" };
    f "/f": ""; this "/this": ""; field "/field": ""; data "/data": ""; scope "/scope": "";
}

#[actix_web::test]
async fn handlers_may_have_any_name() {
    let app = App::new().service(index).service(value).service(out).service(args).service(item);
    let app = app.service(f).service(this).service(field).service(data).service(scope);
    let app = init_service(app).await;
    for (path, expected) in [
        ("/", "<b>A</b>(none)0xx1<b>B</b>(none)1xxAnn"),
        ("/value", "Ann"),
        ("/out", ""),
        ("/args", "XY"),
        ("/item", "<b>t</b>(n)"),
        ("/f", ""),
    ] {
        let response = call_service(&app, TestRequest::get().uri(path).to_request()).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(to_bytes(response.into_body()).await.unwrap(), expected, "{path}");
    }
}
