//! What the macros expand to. Nothing here is for people, and all of it may change.

use crate::{
    data::{Data, Tree},
    template::Template,
};
pub use crate::{
    data::{FieldAccess, HelperSpec, Recursive, ViaData, ViaNoData},
    helper::{
        Annotated, Block, BoundFunction, ByAttribute, Closure, HelperFn, Params, Plain, Probe,
        Site, StaticHelper, bind, block, closure, give, named, named_or, positional, positional_or,
        printable, rest, steps,
    },
    link::{Linked, SourceFile, Unit},
    output::Out,
    vm::{ProgramParts, SizeHint, room_for, run, scratch_size, unrolled},
};
use core::{fmt, ops::Deref};
pub use template_macro::__BindHelper as BindHelper;

/// The interpreter in memory on the heap, for programs that no compiler has made.
#[cfg(feature = "compile")]
pub use crate::vm::run_on_heap;

/// Renders a program that no compiler has made, for tests of the verifier and the VM.
///
/// # Errors
///
/// Those of the program.
#[cfg(feature = "compile")]
pub fn render<'v>(
    program: &'v crate::vm::Program<'v>,
    data: &'v (impl Data + ?Sized),
) -> Result<alloc::string::String, crate::Error> {
    crate::vm::render::string(program, data.value())
}

/// A reference to a value that a template in its expression form reads.
///
/// What is no data gets one error, at [`NoData::itself`], to which auto-deref leads, and is null
/// from there on: there is no more to be said about what is made of it.
#[derive(Clone, Copy, Debug)]
pub struct Captured<'a, T: ?Sized>(NoData<'a, T>);

/// See [`Captured`].
#[derive(Clone, Copy, Debug)]
pub struct NoData<'a, T: ?Sized>(&'a T);

impl<'a, T: ?Sized> Captured<'a, T> {
    /// Captures a value.
    pub const fn new(value: &'a T) -> Self {
        Self(NoData(value))
    }
}

impl<'a, T: Data + ?Sized> Captured<'a, T> {
    /// Gives the value.
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
    /// Cannot be called.
    #[must_use]
    pub const fn itself(&self) -> &'static Tree<'static>
    where
        T: Readable,
    {
        &Tree::Null
    }
}

/// What a template in its expression form can read. No type implements it: those that are [`Data`]
/// need not.
#[diagnostic::on_unimplemented(
    message = "a template cannot read `{Self}`",
    label = "`{Self}` is not `Data`",
    note = "add `#[derive(Data)]` to the type; if it is a function, call it: `{{{{(name)}}}}` or `{{{{name argument}}}}`, and with a block `{{{{#(name)}}}}`"
)]
pub trait Readable {}

/// Renders a template for `Display`.
///
/// # Errors
///
/// When the template or the formatter fails.
pub fn display(template: &impl Template, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    template.render_to(f).map_err(|_| fmt::Error)
}
