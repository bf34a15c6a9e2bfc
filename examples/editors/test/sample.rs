// Every text of a template has TEXT in it, and no other string has.
use template_runtime::{self, template};

template! {
    /// A page: "no".
    #[template(escape = "none")]
    pub struct Page<'a> {
        #[default("no")]
        name: &'a str,
    }

    // A comment: "no".
    r##"<p class="TEXT">{{#if name}}"#{{name}}{{/if}}</p>
TEXT {{name}}"##,
    fn f = other("no"),
}

template! { struct Plain { name: u8 } "TEXT {{name}}" }
template! { pub struct Tuple(u8); "TEXT {{this}}" }
template! { struct Unit; "TEXT" }
template! { struct File { name: u8 } include_str!("no.hbs") }

/* template!("no") */
fn nested(name: &str) -> String {
    let inner = || {
        template!("TEXT <b id=\"a\">{{name}}</b>\n{{#if x}}\tTEXT{{/if}}", x = "no", y = ("no", "no"))
    };
    let b = template!(text, unroll, "TEXT {{name}}", fn g = |a| "no", h = a::<u8, 3>("no"));
    let c = template_runtime::template!(escape = "no", r"TEXT {{name}}", c = !"no");
    let d = template![escape = a::B, unoptimized, "TEXT"];
    let e = template!(include_str!("no.hbs"), name = "no");
    println!("no {{name}}");
    my_template!("no {{name}}");
    html! { "no" }
    template("no", "no {{name}}");
    call(template!(
        "TEXT {{name}}",
        name = name,
    ), "no")
}
