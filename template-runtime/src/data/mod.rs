//! What a template can read: the trait, and the standard types that have it.

mod callable;
mod collection;
mod compare;
mod derived;
#[cfg(feature = "serde_json")]
mod json;
#[cfg(feature = "alloc")]
mod maps;
mod scratch_collections;
mod shape;
mod signature;
mod sink;
mod standard_types;
mod tree;
mod value;

pub use callable::{Args, Callable, Curried, DynHelper};
pub use collection::{List, ListData, Map, MapData, Object, ObjectData, View};
pub(crate) use compare::compare;
pub use derived::{FieldAccess, Recursive, ViaData, ViaNoData};
#[cfg(feature = "alloc")]
pub use maps::{Key, KeyForm};
pub(crate) use scratch_collections::{ScratchList, ScratchMap};
pub(crate) use shape::SAFE_HTML;
pub use shape::{ANY, FieldShape, Kind, Shape, ShapeRef, same};
pub use signature::{HelperSpec, NamedParam, Param, ParamKind};
pub use sink::{Bodies, Sink, SinkSealed, Stopped};
pub use tree::Tree;
pub use value::{Body, Value};

/// Something that a template can read.
///
/// Derive it for structs and enums:
///
/// ```
/// use template_runtime::{Data, Template, template};
///
/// #[derive(Data)]
/// struct Team {
///     name: &'static str,
///     score: u8,
/// }
///
/// let team = Team { name: "Jiangsu", score: 43 };
/// let line = template!("{{team.name}}: {{team.score}}");
/// assert_eq!(line.render_into(&mut [0; 32])?, "Jiangsu: 43");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// The standard types that have it are integers, floats, `bool`, `char`, `str` and `String`,
/// `Option`, references, `Box`, `Rc`, `Arc` and `Cow`, slices, arrays, `Vec` and `VecDeque`,
/// `BTreeMap` and `HashMap` whose keys are text, integers, `char` or `bool`, and tuples, whose fields are `0`, `1` and so
/// on. [`Tree`] has it, and with feature `serde_json` so have `serde_json::Value`, `Map` and `Number`:
/// names in them are looked up while the template runs.
#[diagnostic::on_unimplemented(
    message = "a template cannot read `{Self}`",
    label = "`{Self}` is not `Data`",
    note = "add `#[derive(Data)]` to the type, or leave a field out with `#[data(skip)]`"
)]
pub trait Data {
    /// What the type looks like to a template.
    const SHAPE: ShapeRef;

    /// Gives the value, borrowed.
    fn value(&self) -> Value<'_>;
}

/// A type that helpers can take by reference: `&Team`.
///
/// `#[derive(Data)]` implements it for structs and enums that have neither lifetimes nor type
/// parameters.
#[diagnostic::on_unimplemented(
    message = "a helper cannot take `&{Self}`",
    label = "this helper has a parameter of type `&{Self}`",
    note = "a helper takes references to types that have `#[derive(Data)]`, but no lifetimes and no type parameters",
    note = "for text take `&str`, for numbers the number itself, for lists `List<'_>`, and `Object<'_>` or `Value<'_>` for all else"
)]
pub trait ByReference: Data + 'static {}
