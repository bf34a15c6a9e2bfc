//! The items that expansions of the macros use. None of them is public API: they may change in any
//! release.

#[cfg(feature = "compile")]
use crate::data::Data;
#[cfg(not(feature = "alloc"))]
pub use crate::link::{CompactText, ENTRIES_OF_PLACE};
#[cfg(feature = "alloc")]
pub use crate::link::{Copies, InlineCalls, InlineCandidates, Inlined};
use crate::template::Template;
pub use crate::{
    captured::{
        Borrowed, BorrowedData, BorrowedTemplate, Copied, NoData, OnlyTemplate, Owned,
        OwnedTemplate,
    },
    data::{
        AlsoData, AlsoDisplay, AsList, AsMap, BlockUse, ByData, ByDisplay, ByTemplate,
        ComponentSpec, ErasedLayout, FieldAccess, HelperSpec, Layout, LayoutOf, NoLayout, ReadAs,
        Recursive, SlotAttribute, SlotCount, SlotSpec, StructData, TemplateShapes, Variants,
        ViaData, ViaNoData, WithField, WithLifetime, YieldedStep, YieldedValue, function_of,
        has_lifetime, has_type, key_with_text_of, layout_enum, layout_field, layout_object,
        layout_static_object, layout_template, layout_transparent, layout_with, made_by, place_of,
        slice_shape, template_shape, template_value, value_of_field, value_with, variant_field,
        variant_of_value, variant_param, yielded_shape,
    },
    fragment::{Fragment, FragmentOf},
    helper::{
        Annotated, Block, BoundFunction, ByAttribute, ByConversion, ByCopy, CallHelper, Closure,
        ComponentCalls, ComponentFields, ComponentOf, Conversion, FieldOf, FieldSource, Function,
        GENERIC_COMPONENT, HelperFn, INVALID_COMPONENT, Keep, NoField, NotAComponent, Obstacle,
        Params, Plain, Probe, Site, StaticHelper, Taken, ValueHelper, bind, block, checked_param,
        closure, give, give_displayed, mode_function, named, named_or, named_rest, no_helper,
        optional_block, positional, positional_or, printable, reference, rest, scoped_block,
        selected, signature, steps,
    },
    link::{InlinedProgram, Linked, SourceFile, Unit},
    output::{CustomEscaper, Out},
    vm::{
        Bound, Budget, Call, Callees, ChunkInterpreter, LinkedProgram, PlacedArgs, ProgramOf,
        ProgramTables, Root, SizeHint, TemplatePart, TemplateParts, TemplateProgram,
        UnlinkedProgram, Unrolled, chunk_interpreter, unrolled, words_of_program,
    },
};
use core::fmt;

#[cfg(all(feature = "reload", debug_assertions))]
pub use crate::reload::{ReloadHelpers, ReloadOptions, ReloadSlot, ReloadUnit, Reloaded};
#[cfg(feature = "actix-web")]
pub use actix_web;
#[cfg(feature = "axum")]
pub use axum_core;

/// Renders a hand-written program, for tests of the verifier and the VM.
///
/// # Errors
///
/// Returns an error if rendering fails, also because the program is invalid.
#[cfg(feature = "compile")]
pub fn render<'v>(
    program: &'v crate::vm::Program<'v>,
    data: &'v (impl Data + ?Sized),
) -> Result<alloc::string::String, crate::Error> {
    let root = data.value().into();
    crate::vm::render::to_string(|out| crate::vm::run_on_heap(program, root, out), program)
}

/// Begins to render a hand-written program in chunks, for tests of the VM.
#[cfg(feature = "compile")]
pub fn chunks<'v>(
    program: &'v crate::vm::Program<'v>,
    data: &'v (impl Data + ?Sized),
    memory: &'v mut [core::mem::MaybeUninit<u64>],
) -> crate::vm::Chunks<'v> {
    crate::vm::Chunks::of_program(program, data.value(), |data| *data, memory)
}

/// Renders a template to a formatter: the implementation of `Display`.
///
/// # Errors
///
/// Returns an error if the template or the formatter fails.
pub fn display(template: &(impl Template + ?Sized), f: &mut fmt::Formatter<'_>) -> fmt::Result {
    template.render_to(f).map_err(|_| fmt::Error)
}

/// Expands to its input if templates are read again while the program runs, and to nothing otherwise. It always exists: the
/// features of the macros may come from another build of this crate.
#[cfg(all(feature = "reload", debug_assertions))]
#[doc(hidden)]
#[macro_export]
macro_rules! __reload {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Expands to nothing.
#[cfg(not(all(feature = "reload", debug_assertions)))]
#[doc(hidden)]
#[macro_export]
macro_rules! __reload {
    ($($tokens:tt)*) => {};
}

/// Expands to [`ComponentFields::COPIED`] of a component, given its program. Calls are not replaced
/// without feature `alloc`, and if templates are read again while the program runs: then it expands to nothing.
#[cfg(all(feature = "alloc", not(all(feature = "reload", debug_assertions))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __inline_program {
    ($program:expr) => {
        const COPIED: ::core::option::Option<&'static $crate::Program<'static>> =
            ::core::option::Option::Some($program);
    };
}

/// Expands to nothing.
#[cfg(not(all(feature = "alloc", not(all(feature = "reload", debug_assertions)))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __inline_program {
    ($($tokens:tt)*) => {};
}

/// Expands to the program that runs and its needs, for a template that calls components: given the complete program and the
/// result of linking it, that in which calls are [replaced](crate::__inline_program). The last argument is the program that
/// runs otherwise.
#[cfg(all(feature = "alloc", not(all(feature = "reload", debug_assertions))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __inlined {
    ($program:expr, $linked:expr, $otherwise:expr) => {
        const {
            const __CANDIDATES: $crate::__private::InlineCandidates =
                $crate::__private::InlineCandidates::of($program);
            const __CALLS: &$crate::__private::InlineCalls<
                { __CANDIDATES.calls },
                { __CANDIDATES.reads },
            > = &$crate::__private::InlineCalls::of($program);
            &$crate::__private::Inlined::<
                { __CALLS.sizes.ops },
                { __CALLS.sizes.copies },
                { __CALLS.sizes.text },
                { __CALLS.sizes.places },
                { __CALLS.sizes.steps },
                { __CALLS.sizes.constants },
                { __CALLS.sizes.names },
                { __CALLS.sizes.helpers },
                { __CALLS.sizes.components },
                { __CALLS.sizes.copied },
            >::new($program, __CALLS)
        }
        .program($program, &$linked.needs)
    };
}

/// Expands to the program that runs and its needs.
#[cfg(not(all(feature = "alloc", not(all(feature = "reload", debug_assertions)))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __inlined {
    ($program:expr, $linked:expr, $otherwise:expr) => {
        $crate::__private::InlinedProgram { program: *$otherwise, needs: $linked.needs }
    };
}

/// Expands to the program that runs, given the [`ProgramOf`] of `Self` and the length of its static text without padding.
/// Without a heap, the program that runs has fewer tables; the last argument is then the [`ProgramOf`] of the type for which
/// the number of its rows for places is known or, in square brackets, the maximum number of its places.
#[cfg(feature = "alloc")]
#[doc(hidden)]
#[macro_export]
macro_rules! __run_program {
    ($program:ty, $len:literal, $($places:tt)*) => {
        <$program>::PROGRAM
    };
}

/// Expands to the program that runs.
#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __run_program {
    ($program:ty, $len:literal, [$places:expr]) => {
        $crate::__run_program!(@ $program, $len, $places * $crate::__private::ENTRIES_OF_PLACE)
    };
    ($program:ty, $len:literal, $known:ty) => {
        $crate::__run_program!(@ $program, $len, <$known>::LINKED.place_entries())
    };
    (@ $program:ty, $len:literal, $entries:expr) => {
        &const {
            // SAFETY: the macro passes the tables of the same program (invariant 24).
            unsafe {
                <$program>::PROGRAM.compact(
                    &const { $crate::__private::CompactText::<$len>::of(<$program>::UNIT) },
                    &const { <$program>::LINKED.compact::<{ $entries }>() },
                    &<$program>::LINKED.needs,
                )
            }
        }
    };
}
