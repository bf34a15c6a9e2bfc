//! Templates that are checked at compile time, compiled to a static array of opcodes, and run by a small VM
//! that needs no heap. Helpers are Rust functions.
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
//! fn shout(text: &str) -> String {
//!     text.to_uppercase()
//! }
//!
//! template! {
//!     /// The league table.
//!     struct Table<'a> {
//!         teams: &'a [Team],
//!     }
//!
//!     "{{#each teams as |team|}}{{shout team.name}} {{team.score}}. {{else}}No teams.{{/each}}"
//! }
//!
//! let teams = [Team { name: "Owls", score: 43 }, Team { name: "Foxes", score: 27 }];
//! let mut buffer = [0; 64];
//! assert_eq!(Table { teams: &teams }.render_into(&mut buffer)?, "OWLS 43. FOXES 27. ");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Where to look
//!
//! * [`language`] describes every construct of a template, with an example.
//! * [`web`] shows how to answer requests with templates, and [`coming_from`] what corresponds to constructs of
//!   other engines.
//! * [`escaping`] says how values are escaped in text, attributes, URLs, scripts and style sheets, and what is promised.
//! * [`errors`] lists every error message, with its cure.
//! * [`template!`] defines a template: a struct, or an expression that captures variables.
//! * [`Template`] renders it: into a byte slice, a `String`, a writer, or [in chunks](language#rendering-in-chunks).
//! * [`adapters`] makes it a response, a body, a stream, or what an asynchronous writer writes.
//! * [`macro@Data`] lets templates read a struct or an enum; the trait [`trait@Data`] lists the
//!   types that implement it already.
//! * [`Tree`] is data whose names are known only at run time; a wrapper with `#[data(transparent)]` of
//!   [`macro@Data`] makes it the data of a whole template.
//! * [`FromValue`] lists the types of a helper's parameters, [`IntoValue`] those of its result.
//!   [`SafeHtml`] is a result that is not escaped. [`mod@helpers`] has the standard helpers.
//! * `Compiler`, with feature `compile`, [compiles templates](language#templates-compiled-at-run-time) at
//!   run time.
//! * [`Program`] is a template after compilation: its `Display` is the disassembly.
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
//! | `chrono`, `chrono-clock`, `indexmap`, `jiff`, `rust_decimal`, `time`, `url`, `uuid` | [types of these crates](trait@Data) as data |
//! | `unroll` | unrolls every template, like [`#[template(unroll)]`](language#unrolled-templates) for one |
//! | `axum`, `actix-web`, `http-body`, `futures-core`, `tokio`, `embedded-io-async` | [`adapters`] to these crates |
//! | `compile` | `Compiler`, `Compiled`, `Helpers` and `helpers!`: templates compiled at run time; includes `std` |
//! | none | `Template::render_into`, `Template::render_to` and `Display`, without `extern crate alloc` |

#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

// The expansion of `#[helper]` uses this name of the crate.
extern crate self as template_runtime;

#[doc(hidden)]
pub mod __private;
pub mod adapters;
mod attrs;
mod captured;
#[cfg(feature = "compile")]
mod compiled;
mod data;
mod error;
#[doc = include_str!("coming_from.md")]
#[doc(alias("askama", "handlebars", "maud", "minijinja", "tera"))]
pub mod coming_from {}
#[doc = include_str!("errors.md")]
pub mod errors {}
#[doc = include_str!("escaping.md")]
#[doc(alias("autoescape", "javascript", "security", "url", "XSS"))]
pub mod escaping {}
mod fragment;
mod helper;
#[doc(alias("filter", "filters"))]
pub mod helpers;
#[doc = include_str!("language.md")]
#[doc(alias("each", "for", "fragment", "htmx", "if", "include", "layout", "loop", "partial"))]
pub mod language {}
mod link;
mod output;
mod template;
mod tuples;
mod vm;
#[doc = include_str!("web.md")]
#[doc(alias("actix", "axum", "htmx", "IntoResponse"))]
pub mod web {}

pub use attrs::Attrs;
#[cfg(feature = "compile")]
pub use compiled::{CompileError, Compiled, Compiler, Helpers, UnknownHelper, WithPrivateData};
pub use data::{
    Args, ByReference, Callable, CellData, Data, Displayed, DynHelper, FieldShape, HelperSpec, Key,
    KeyForm, Kind, List, ListData, Map, MapData, NamedParam, Object, ObjectData, Param, ParamKind,
    SafeHtml, SafeKind, SafeScript, SafeStyle, SafeUrl, Shape, ShapeRef, Sink, Stopped, Tree,
    TrustedResourceUrl, Value, unchecked,
};
#[cfg(feature = "compile")]
pub use error::Diagnostic;
pub use error::{Error, ErrorKind, HelperError, Note};
pub use helper::{Block, BlockInContext, Called, FromValue, IntoValue, NamedArgs, Printable};
#[cfg(feature = "compile")]
pub use helper::{TableFunction, TableParam};
pub use output::Escaper;
pub use template::Template;
#[doc(hidden)]
pub use template_bytecode as bytecode;
#[cfg(feature = "compile")]
pub use template_bytecode::diagnostics::Severity;
#[cfg(feature = "compile")]
pub use template_compiler::Source;
#[cfg(feature = "compile")]
pub use template_macro::helpers;
pub use template_macro::{Data, callable, dyn_helper, helper, template};
#[cfg(feature = "alloc")]
pub use vm::OwnedChunks;
pub use vm::{AnyChunkMemory, ChunkMemory, Chunks, FrameMemory, Program};
#[cfg(feature = "std")]
pub use vm::{LogFn, set_log};
