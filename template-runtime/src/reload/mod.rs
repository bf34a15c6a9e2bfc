//! Templates that are read again while the program runs, for development.
//!
//! With feature `reload`, in a build with `debug_assertions`, a template of [`template!`](crate::template!) that has been edited
//! is compiled when it is rendered next, and linked to the struct and to the functions of the running program: a page shows
//! the new text, new loops, other fields, other partials, without a build. In a release build the feature does nothing.
//!
//! ```toml
//! [features]
//! reload = ["template-runtime/reload"]
//! ```
//!
//! `cargo run --features reload` then runs the program that follows its templates.
//!
//! | what is edited | what happens |
//! |---|---|
//! | the file of a template (`include_str!`), a partial, the template of a component | the next render shows it |
//! | the literal of a template in Rust code | the same; it is found by the name of its struct, and of several of a name by the order in the file |
//! | what is then an error | the message stands in the page, and on standard error; the next edit mends it |
//! | a template that reads a field which the struct did not have | the error of a build without the field |
//! | a template that calls a helper or a component which it did not call, and the macro call does not bind | an error that asks for a build |
//! | a standard helper that the template did not call | it is called, with a warning: the build needs a `use`, or finds a function of yours of the same name |
//! | a file that is then not readable, or Rust code in which the struct is not found | the version before is rendered, with a warning on standard error |
//! | what a component yields to its slots | an error that asks for a build |
//! | the expression form, `template!("…")`; any other Rust code | nothing: it needs a build |
//!
//! A page of 20 kB with 550 tags is compiled in about 40 ms, and in 10 ms if dependencies are optimized:
//!
//! ```toml
//! [profile.dev.package."*"]
//! opt-level = 1
//! ```
//!
//! An error in a template that is not escaped as HTML, such as the text of a mail, is an error of the render
//! ([`ErrorKind::DoesNotCompile`](crate::ErrorKind::DoesNotCompile), at the place of the mistake), and `to_string`
//! panics, as it does after each error of a render. It is that, too, if the page with the message does not fit into the slice of
//! `render_into`. Warnings about a template are on standard error. Unrolled templates are
//! interpreted from the first edit on. Each render looks at the times of the files of its templates, and each new version of a
//! template stays in memory until the program ends.
//!
//! # A page that reloads itself
//!
//! [`script`] returns an element that reloads the page when a template has changed, or the program has been started again. It
//! asks the server at a path of your choice, where [`answer`] has the replies. With axum:
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
//! A page that shows an error has the script if another page has called [`script`] before.
//!
//! The example `server` of the repository is a whole program. A content security policy must allow scripts of the server itself
//! (`script-src 'self'`), so that a page that shows an error reloads itself, too.

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
