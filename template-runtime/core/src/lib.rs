//! The data, the helpers and the VM of [template-runtime](https://docs.rs/template-runtime), which is this crate together with its
//! macros. Without feature `compile`, it does not depend on the macros, so that both are compiled at the same time.
//!
//! The links to macros and pages work in the documentation of template-runtime.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

// The expansions of macros use this name of the crate.
#[cfg(feature = "compile")]
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
mod fragment;
mod helper;
#[doc(alias("filter", "filters"))]
pub mod helpers;
mod link;
mod output;
#[cfg(feature = "reload")]
#[doc(alias("hot reload", "live reload", "watch"))]
pub mod reload;
mod template;
mod tuples;
mod vm;

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
// rustc prints the names of these traits and types without `template_runtime::__private::`, because they are public here.
#[doc(hidden)]
pub use data::{
    AsList, AsMap, ByData, ByDisplay, Direct, ListOf, MapOf, ReadAs, WithLifetime, slice_shape,
};
#[doc(hidden)]
pub use helper::{BorrowedFromPrintable, Function, ValueHelper};
#[doc(hidden)]
pub use template_bytecode as bytecode;
#[cfg(feature = "compile")]
pub use template_bytecode::diagnostics::Severity;
#[cfg(feature = "compile")]
pub use template_compiler::Source;
#[cfg(feature = "alloc")]
pub use vm::OwnedChunks;
pub use vm::{AnyChunkMemory, ChunkMemory, Chunks, FrameMemory, Program, SendChunks};
#[cfg(feature = "std")]
pub use vm::{LogFn, set_log};
