//! The items that expansions of the macros use. None of them is public API: they may change in any
//! release.

use crate::{
    data::{Data, Tree},
    template::Template,
};
pub use crate::{
    data::{
        ErasedLayout, FieldAccess, HelperSpec, Layout, LayoutOf, NoLayout, Recursive, ViaData,
        ViaNoData, layout_field, layout_object, layout_transparent,
    },
    helper::{
        Annotated, Block, BoundFunction, ByAttribute, Closure, HelperFn, Params, Plain, Probe,
        Site, StaticHelper, bind, block, closure, give, named, named_or, positional, positional_or,
        printable, rest, steps,
    },
    link::{Linked, SourceFile, Unit},
    output::Out,
    vm::{
        Bound, LinkedProgram, ProgramParts, Root, SizeHint, interpreter, room_for, scratch_size,
        unrolled,
    },
};
use core::{fmt, ops::Deref};
pub use template_macro::__BindHelper as BindHelper;

/// The interpreter with its memory on the heap, for hand-written programs.
#[cfg(feature = "compile")]
pub use crate::vm::run_on_heap;

/// Renders a hand-written program, for tests of the verifier and the VM.
///
/// # Errors
///
/// When rendering fails, also because the program is invalid.
#[cfg(feature = "compile")]
pub fn render<'v>(
    program: &'v crate::vm::Program<'v>,
    data: &'v (impl Data + ?Sized),
) -> Result<alloc::string::String, crate::Error> {
    crate::vm::render::root_to_string(program, data.value().into())
}

/// A reference to a value that the expression form of a template captures.
///
/// For types that are not [`Data`], method lookup dereferences to [`NoData::itself`], whose bound is the
/// only error that rustc reports: the method returns null, which is `Data`, so that the uses of the value
/// cause no further errors.
#[derive(Clone, Copy, Debug)]
pub struct Captured<'a, T: ?Sized>(NoData<'a, T>);

/// The fallback of [`Captured`] for types that are not [`Data`].
#[derive(Clone, Copy, Debug)]
pub struct NoData<'a, T: ?Sized>(&'a T);

impl<'a, T: ?Sized> Captured<'a, T> {
    /// Wraps a reference to a value.
    pub const fn new(value: &'a T) -> Self {
        Self(NoData(value))
    }
}

impl<'a, T: Data + ?Sized> Captured<'a, T> {
    /// Returns the value.
    #[must_use]
    pub const fn itself(&self) -> &'a T {
        self.0.0
    }
}

impl<'a, T: ?Sized> Deref for Captured<'a, T> {
    type Target = NoData<'a, T>;

    fn deref(&self) -> &NoData<'a, T> {
        &self.0
    }
}

impl<T: ?Sized> NoData<'_, T> {
    /// Returns null. No type satisfies the bound, so that every call is a compile error.
    #[must_use]
    pub const fn itself(&self) -> &'static Tree<'static>
    where
        T: Readable,
    {
        &Tree::Null
    }
}

/// A bound for the message that a captured value is not [`Data`]. No type implements it; types that are
/// `Data` do not need it.
#[diagnostic::on_unimplemented(
    message = "a template cannot read `{Self}`",
    label = "`{Self}` is not `Data`",
    note = "add `#[derive(Data)]` to the type; if it is a function, call it: `{{{{(name)}}}}` or `{{{{name argument}}}}`, and with a block `{{{{#(name)}}}}`"
)]
pub trait Readable {}

/// Renders a template to a formatter: the implementation of `Display`.
///
/// # Errors
///
/// When the template or the formatter fails.
pub fn display(template: &(impl Template + ?Sized), f: &mut fmt::Formatter<'_>) -> fmt::Result {
    template.render_to(f).map_err(|_| fmt::Error)
}
