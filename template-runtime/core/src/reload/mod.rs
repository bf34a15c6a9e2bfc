//! Reloading of templates while the program runs, for development.
//!
//! With feature `reload`, in a build with `debug_assertions`, an edited template of [`template!`](../macro.template.html) is
//! recompiled when it is rendered next, and linked to the struct and to the functions of the running program. Without a
//! rebuild, the page shows the new text, loops, fields and partials. In a build without `debug_assertions`, the feature has
//! no effect.
//!
//! ```toml
//! [features]
//! reload = ["template-runtime/reload"]
//! ```
//!
//! `cargo run --features reload` then runs the program with reloading.
//!
//! | edit | effect |
//! |---|---|
//! | the file of a template (`include_str!`), a partial, the template of a component | the next render uses it |
//! | the literal of a template in Rust code | the same; the literal is found by the name of its struct, or, if several structs have this name, by their order in the file |
//! | a template with an error | the message is shown in the page and on standard error, until the next edit corrects it |
//! | a template that reads a field that the struct did not have | the same error as in a build without the field |
//! | a template that calls a new helper or component, which the macro call does not bind | an error that asks for a rebuild |
//! | a new call of a standard helper | the helper is called, with a warning: a build needs a `use`, or calls your own function of the same name |
//! | a file that is no longer readable, or Rust code in which the struct is not found | the previous version is rendered, with a warning on standard error |
//! | the values that a component yields to its slots | an error that asks for a rebuild |
//! | the expression form, `template!("…")`; any other Rust code | none: it needs a rebuild |
//!
//! A page of 20 kB with 550 tags is compiled in about 40 ms, and in 10 ms if dependencies are optimized:
//!
//! ```toml
//! [profile.dev.package."*"]
//! opt-level = 1
//! ```
//!
//! If a template that is not escaped as HTML, such as the text of an email, has an error, rendering fails with
//! [`ErrorKind::DoesNotCompile`](crate::ErrorKind::DoesNotCompile) at the position of the error, and `to_string` panics, as
//! after every rendering error. Rendering also fails in this way if the page with the message does not fit into the slice of
//! `render_into`. Warnings about a template are printed on standard error. Unrolled templates are interpreted after the first
//! edit. Each render checks the modification times of the files of its templates, and each version of a template stays in
//! memory until the program ends.
//!
//! # Live reload in the browser
//!
//! [`script`] returns an element that reloads the page when a template has changed, or when the program has been restarted. The
//! script polls the server at a path that you choose, for which [`answer`] returns the responses. With axum:
//!
//! ```
//! # #[cfg(feature = "axum")] {
//! use template_runtime::{SafeHtml, reload, template};
//!
//! template! {
//!     struct Page<'a> {
//!         text: &'a str,
//!     }
//!
//!     "<!DOCTYPE html><title>Page</title>{{(reload_script)}}<p>{{text}}</p>"
//! }
//!
//! fn reload_script() -> SafeHtml<String> {
//!     reload::script("/reload")
//! }
//! # let page = template_runtime::Template::render(&Page { text: "a" }).unwrap();
//! # assert!(page.ends_with("<p>a</p>"));
//! # }
//! ```
//!
//! ```ignore
//! async fn reload(RawQuery(query): RawQuery) -> impl IntoResponse {
//!     let answer = spawn_blocking(move || reload::answer(query.as_deref())).await.unwrap();
//!     ([(CONTENT_TYPE, answer.content_type)], answer.body)
//! }
//!
//! let app = Router::new().route("/", get(page)).route("/reload", get(reload));
//! ```
//!
//! A page that shows an error includes the script if another page has called [`script`] before.
//!
//! The example `server` of the repository is a complete program. For a page that shows an error to reload itself, the content
//! security policy must allow scripts of the server itself (`script-src 'self'`).

#[cfg(debug_assertions)]
mod compile;
#[cfg(debug_assertions)]
mod failure;
#[cfg(debug_assertions)]
mod literal;
mod page;
#[cfg(debug_assertions)]
mod reloaded;
#[cfg(debug_assertions)]
mod text;
#[cfg(debug_assertions)]
mod unit;
#[cfg(debug_assertions)]
mod watch;

#[cfg(debug_assertions)]
pub(crate) use failure::take_shown_error;
pub use page::{Answer, answer, script};
#[cfg(debug_assertions)]
#[doc(hidden)]
pub use reloaded::Reloaded;
#[cfg(debug_assertions)]
#[doc(hidden)]
pub use unit::{ReloadHelpers, ReloadOptions, ReloadSlot, ReloadUnit};
