//! Handlebars-style HTML templates, checked against your Rust types at compile time, and escaped for their HTML context.
//!
//! [`template!`] compiles a text to a static array of opcodes, which a small virtual machine executes without a heap. Helpers are
//! Rust functions.
//!
//! ```
//! use template_runtime::{Data, Template, template};
//!
//! #[derive(Data)]
//! struct Team {
//!     name: &'static str,
//!     score: u8,
//! }
//!
//! template! {
//!     /// The league table.
//!     struct Table<'a> {
//!         year: u16,
//!         teams: &'a [Team],
//!     }
//!
//!     "<h1>League {{year}}</h1>
//! {{#each teams as |team|}}
//! <p>{{team.name}}: {{team.score}}</p>
//! {{/each}}"
//! }
//!
//! let teams = [Team { name: "Owls & Co", score: 43 }, Team { name: "Foxes", score: 27 }];
//! let page = Table { year: 2026, teams: &teams };
//! assert_eq!(
//!     page.render()?,
//!     "<h1>League 2026</h1>\n<p>Owls &amp; Co: 43</p>\n<p>Foxes: 27</p>\n",
//! );
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! The text may be in a file, `include_str!("table.hbs")`, relative to the Rust file; Cargo rebuilds the crate when the file
//! changes. A name that does not exist, or a value that cannot be printed in its HTML context, is a compile error with the
//! line and the column in the template.
//!
//! # Quick start
//!
//! | how do I … | see |
//! |---|---|
//! | write a loop, or a condition | [Loops and conditions](#loops-and-conditions) |
//! | call a function, or write a filter | [Helpers](#helpers) |
//! | share a layout, or reuse a part of a page | [Layouts and components](#layouts-and-components) |
//! | print unescaped HTML, or a value in a script | [Escaping](#escaping) |
//! | remove empty lines | [Whitespace](#whitespace) |
//! | show a form with its validation errors | [Forms](#forms) |
//! | respond to requests, with axum, actix-web, htmx | [Web frameworks](#web-frameworks) |
//! | load a template from a file or a database at run time | [Templates compiled at run time](#templates-compiled-at-run-time) |
//! | work without the standard library, or without a heap | [`no_std`](#no_std) |
//! | translate, paginate, convert Markdown, send emails, generate code | [`recipes`] |
//! | port a template from askama, maud, minijinja, Tera or Handlebars | [`coming_from`] |
//! | understand an error message | [`errors`] |
//!
//! ## Loops and conditions
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (user, items) = (Some("Ann"), ["tea", "milk"]);
//! let page = template!(
//!     "{{#if user}}Hello {{user}}!{{else}}Hello!{{/if}}
//! {{#each items as |item index|}}
//! {{index}}. {{item}}{{#unless @last}},{{/unless}}
//! {{else}}
//! nothing
//! {{/each}}"
//! );
//! assert_eq!(page.render()?, "Hello Ann!\n0. tea,\n1. milk\n");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! This form is an expression: it captures variables, as `format!` does. In a loop, a name refers to a block param or to a
//! field of the item; `@user` refers to the template's own field, or to the variable, at any depth. Conditions can be
//! combined, as in `{{#if (and (eq a b) (gt n 1))}}`, and chained with `{{else if b}}`. See [blocks](language#blocks) for all
//! blocks.
//!
//! ## Helpers
//!
//! Any function in scope is a helper. The number and the types of its arguments are checked.
//!
//! ```
//! # use template_runtime::{Template, template};
//! use template_runtime::helpers::{number, pluralize};
//!
//! fn shout(text: &str) -> String {
//!     text.to_uppercase()
//! }
//!
//! let (name, count) = ("owls", 1200);
//! let line = template!(
//!     "{{shout (concat name '!')}} {{number count grouping=','}} {{pluralize count 'goal'}}"
//! );
//! assert_eq!(line.render()?, "OWLS! 1,200 goals");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! The module [`helpers`](mod@helpers) has a standard set of helpers. [`#[helper]`](macro@helper) adds named arguments with
//! defaults, and blocks. A helper can take references to your own types, and can return a `Result`: see
//! [helpers](language#helpers).
//!
//! ## Layouts and components
//!
//! A component is a template that another template calls; the arguments of the call are its fields. A layout is a component that
//! prints its content with `{{yield}}`. Slots are for further content:
//!
//! ```
//! # use template_runtime::{Template, template};
//! template! {
//!     #[slots(nav?)]
//!     struct Layout<'a> {
//!         title: &'a str,
//!     }
//!
//!     r#"<title>{{title}}</title>
//! <nav>{{#yield to="nav"}}Home{{/yield}}</nav>
//! <main>{{yield}}</main>"#
//! }
//!
//! template! {
//!     struct Shop<'a> {
//!         items: &'a [&'a str],
//!     }
//!
//!     r#"{{#> Layout title="Shop"}}
//! {{#slot "nav"}}{{items.length}} items{{/slot}}
//! {{#each items}}
//! <p>{{this}}</p>
//! {{/each}}
//! {{/Layout}}"#
//! }
//!
//! assert_eq!(
//!     Shop { items: &["Tea", "Cups"] }.render()?,
//!     "<title>Shop</title>
//! <nav>2 items</nav>
//! <main><p>Tea</p>
//! <p>Cups</p>
//! </main>",
//! );
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! `{{> Card title=x}}` calls a component without content, and `{{> nav}}` includes the file `nav.hbs`. A template may also be a
//! value in the data of another one. See [composition](language#composition).
//!
//! ## Escaping
//!
//! `{{value}}` is escaped for its HTML context: text, attribute, URL, script or style sheet. `{{{value}}}` and values of type
//! [`SafeHtml`] are not escaped.
//!
//! ```
//! # use template_runtime::{Template, template};
//! use template_runtime::SafeHtml;
//!
//! let (name, url, rule) = ("</script>", "javascript:run()", SafeHtml("<hr>"));
//! let page = template!(
//!     r#"{{name}}{{rule}}<a href="{{url}}"></a>
//! <script>greet({{name}})</script>"#
//! );
//! assert_eq!(
//!     page.render()?,
//!     r##"&lt;/script&gt;<hr><a href="#unsafe-url"></a>
//! <script>greet("\u003c/script\u003e")</script>"##,
//! );
//! // Plain text is not escaped.
//! assert_eq!(template!(text, "Dear {{name}}").render()?, "Dear </script>");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! The page [`escaping`] describes the guarantees, and how to rewrite templates that are rejected.
//!
//! ## Whitespace
//!
//! A line that contains only a block tag or a comment is removed, including its line break. `~` in a tag removes all
//! whitespace on its side. `whitespace = "collapse"` removes whitespace that browsers do not show.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let items = ["tea", "milk"];
//! let list = template!(
//!     "<ul>
//!   {{#each items}}
//!   <li>{{this}}</li>
//!   {{/each}}
//! </ul>"
//! );
//! assert_eq!(list.render()?, "<ul>\n  <li>tea</li>\n  <li>milk</li>\n</ul>");
//! let line = template!("[ {{~#each items}} {{this}} {{~/each}} ]");
//! assert_eq!(line.render()?, "[ tea milk ]");
//! let small = template!(
//!     whitespace = "collapse",
//!     "<ul>
//!   {{#each items}}
//!   <li> {{this}} </li>
//!   {{/each}}
//! </ul>"
//! );
//! assert_eq!(small.render()?, "<ul><li>tea</li><li>milk</li></ul>");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## Forms
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (mail, size, news, error) = ("a\"b", "M", true, Some("Give an address."));
//! let form = template!(
//!     r#"<form method="post">
//! <input name="mail" value="{{mail}}"{{#if error}} aria-invalid="true"{{/if}}>
//! {{#if error}}
//! <p>{{error}}</p>
//! {{/if}}
//! {{#each (array "S" "M") as |option|}}
//! <option{{#if (eq option @size)}} selected{{/if}}>{{option}}</option>
//! {{/each}}
//! <input type="checkbox" name="news"{{#if news}} checked{{/if}}>
//! </form>"#
//! );
//! assert_eq!(
//!     form.render()?,
//!     r#"<form method="post">
//! <input name="mail" value="a&quot;b" aria-invalid="true">
//! <p>Give an address.</p>
//! <option>S</option>
//! <option selected>M</option>
//! <input type="checkbox" name="news" checked>
//! </form>"#,
//! );
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! A form field with its label and its error message is a component of a few lines: see [the recipe](recipes#forms).
//!
//! ## Web frameworks
//!
//! With feature `axum` or `actix-web`, a template is a response. A fragment is a part of a page that can also be rendered
//! alone, for htmx and similar scripts:
//!
//! ```
//! # use template_runtime::{Template, template};
//! template! {
//!     struct Search<'a> {
//!         query: &'a str,
//!         hits: &'a [&'a str],
//!     }
//!
//!     r#"<h1>{{query}}</h1>
//! <ul id="hits">
//! {{#fragment results}}
//! {{#each hits}}
//! <li>{{this}}</li>
//! {{/each}}
//! {{/fragment}}
//! </ul>"#
//! }
//!
//! // A handler for axum. A real handler would take the query as an argument.
//! async fn search() -> Search<'static> {
//!     Search { query: "a", hits: &["tea"] }
//! }
//!
//! let page = Search { query: "a", hits: &["tea"] };
//! assert_eq!(page.render()?, "<h1>a</h1>\n<ul id=\"hits\">\n<li>tea</li>\n</ul>");
//! assert_eq!(page.results().render()?, "<li>tea</li>\n");
//! # let _ = search;
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! The page [`web`] shows complete programs, and [`adapters`] describes how to stream a page while it is rendered.
//!
//! ## Templates compiled at run time
//!
//! With feature `compile`, a `Compiler` compiles the same language at run time. It reports the same errors, and can limit the
//! resources that untrusted templates use.
//!
//! ```
//! # #[cfg(feature = "compile")] {
//! use template_runtime::{Compiler, Helpers, Tree, helpers};
//!
//! fn shout(text: &str) -> String {
//!     text.to_uppercase()
//! }
//!
//! let compiler = Compiler::new().helpers(Helpers::standard().with(helpers![shout]));
//! let page = compiler.compile("Hello {{shout name}}!")?;
//! assert_eq!(page.render(&Tree::Map(&[("name", Tree::Text("you"))]))?, "Hello YOU!");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The data may also be JSON (feature `serde_json`), or a struct: see
//! [the language](language#templates-compiled-at-run-time).
//!
//! ## `no_std`
//!
//! With `default-features = false` the crate needs neither the standard library nor a heap. A template renders into a slice, or
//! through a small buffer:
//!
//! ```
//! # use template_runtime::{Template, template};
//! template! {
//!     struct Status<'a> {
//!         device: &'a str,
//!         uptime: u32,
//!     }
//!
//!     "<h1>{{device}}</h1><p>Up for {{uptime}} s</p>"
//! }
//!
//! let page = Status { device: "Pump", uptime: 86_399 };
//! let mut buffer = [0; 64];
//! assert_eq!(page.render_into(&mut buffer)?, "<h1>Pump</h1><p>Up for 86399 s</p>");
//!
//! let mut memory = Default::default();
//! let mut chunks = page.chunks(&mut memory);
//! let mut small = [0; 16];
//! let mut sent = 0;
//! while let Some(chunk) = chunks.next(&mut small)? {
//!     sent += chunk.len();
//! }
//! assert_eq!(sent, 34);
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Overview
//!
//! * [`language`] describes every construct of a template, with an example. [`recipes`] has complete programs.
//! * [`template!`] defines a template: a struct, or an expression that captures variables.
//! * [`Template`] renders a template into a byte slice, a `String`, a writer, or [in chunks](language#rendering-in-chunks).
//! * [`adapters`] converts a template to a response, a body or a stream, or writes it to an asynchronous writer.
//! * [`macro@Data`] makes a struct or an enum readable by templates; the trait [`trait@Data`] lists the
//!   types that already implement it.
//! * [`Tree`] is data whose names are known only at run time; a wrapper with `#[data(transparent)]` of
//!   [`macro@Data`] makes it the data of a whole template.
//! * [`FromValue`] lists the types of a helper's parameters, [`IntoValue`] the types of its result.
//!   [`SafeHtml`] is a result that is not escaped. [`mod@helpers`] has the standard helpers.
//! * `Compiler`, with feature `compile`, [compiles templates](language#templates-compiled-at-run-time) at
//!   run time.
//! * [`Program`] is a compiled template, whose `Display` implementation prints the disassembly.
//! * [`Error`] is an error during rendering. All other errors are compile errors, with file, line and
//!   column in the template.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `std` (default) | `Template::write_to`, `HashMap` as data; includes `alloc` |
//! | `alloc` | `Template::render`, `String` and other owned types as data and as results of helpers, growing scratch memory |
//! | `serde_json` | `serde_json::Value`, `Map` and `Number` as data; includes `alloc` |
//! | `chrono`, `chrono-clock`, `heapless`, `indexmap`, `jiff`, `rust_decimal`, `time`, `url`, `uuid` | [types of these crates](trait@Data) as data |
//! | `unroll` | unrolls every template, like [`#[template(unroll)]`](language#unrolled-templates) for one |
//! | `axum`, `actix-web`, `http-body`, `futures-core`, `tokio`, `embedded-io-async` | [`adapters`] to these crates |
//! | `compile` | `Compiler`, `Compiled`, `Helpers` and `helpers!`: templates compiled at run time; includes `std` |
//! | `reload` | the module `reload`: templates that are reloaded while the program runs, for development; includes `compile` |
//! | none | `Template::render_into`, `Template::render_to` and `Display`, without `extern crate alloc` |

#![no_std]
#![forbid(unsafe_code)]
// Items show the feature that they need, on docs.rs.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(inline)]
pub use template_core::*;
// Items that need a feature are re-exported once more, so that the documentation shows the feature.
#[cfg(feature = "alloc")]
#[doc(inline)]
pub use template_core::OwnedChunks;
#[cfg(feature = "reload")]
#[doc(inline)]
pub use template_core::reload;
#[cfg(feature = "compile")]
#[doc(inline)]
pub use template_core::{
    CompileError, Compiled, Compiler, Diagnostic, Helpers, Severity, Source, TableFunction,
    TableParam, UnknownHelper, WithPrivateData,
};
#[cfg(feature = "std")]
#[doc(inline)]
pub use template_core::{LogFn, set_log};
#[cfg(feature = "compile")]
pub use template_macro::helpers;
pub use template_macro::{Data, callable, dyn_helper, helper, template};

/// The items that expansions of the macros use.
#[doc(hidden)]
pub mod __private {
    pub use template_core::__private::*;
    pub use template_macro::__BindHelper as BindHelper;
}

#[doc = include_str!("coming_from.md")]
#[doc(alias("askama", "handlebars", "maud", "minijinja", "tera"))]
pub mod coming_from {}
#[doc = include_str!("errors.md")]
pub mod errors {}
#[doc = include_str!("escaping.md")]
#[doc(alias("autoescape", "javascript", "security", "url", "XSS"))]
pub mod escaping {}
#[doc = include_str!("language.md")]
#[doc(alias("each", "for", "fragment", "htmx", "if", "include", "layout", "loop", "partial"))]
pub mod language {}
#[doc = include_str!("recipes.md")]
#[doc(alias(
    "email",
    "fluent",
    "form",
    "i18n",
    "mail",
    "markdown",
    "pagination",
    "sql",
    "translation",
    "yaml"
))]
pub mod recipes {}
#[doc = include_str!("web.md")]
#[doc(alias("actix", "axum", "htmx", "IntoResponse"))]
pub mod web {}
// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
