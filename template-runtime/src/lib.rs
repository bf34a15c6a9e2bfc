//! Templates written in Rust code, checked while the crate compiles, turned into a static opcode
//! array, and executed by a small VM that never allocates. Helpers are Rust functions.

#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

#[cfg(feature = "std")]
mod bridge;
mod collection;
mod data;
mod error;
mod helper;
mod link;
mod note;
mod out;
#[allow(unsafe_code)]
#[path="out/scratch.rs"]
mod scratch;
#[allow(unsafe_code)]
#[path="out/stack.rs"]
mod stack;
mod print;
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod program;
mod shape;
mod template;
mod value;
mod vm;

pub use collection::{List, ListData, Map, MapData, Object, ObjectData};
pub use data::Data;
pub use error::{Error, ErrorKind};
pub use helper::{FromValue, IntoValue, SafeHtml, Sink};
pub use note::Note;
pub use program::Program;
pub use shape::{FieldShape, Kind, Shape, ShapeRef};
pub use template::Template;
pub use template_bytecode as bytecode;
pub use template_macro::{Data, template};
pub use value::Value;
