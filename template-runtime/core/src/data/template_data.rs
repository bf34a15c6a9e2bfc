//! Templates as data: a template in the data of another template is printed in place.
//!
//! The program of a template reads its own struct like any other struct, through [`StructData`]. For all other programs the
//! struct is a template: an object that can be printed.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "a layout proves that a template lies at a place")]

#[cfg(feature = "std")]
use super::template_level::Level;
use super::{
    erased_layout::{ErasedLayout, LayoutRef},
    object::StructData,
    place::value_at,
    shape::{FieldShape, Kind, Shape},
    value::Value,
};
use crate::{
    error::{Error, ErrorKind},
    fragment::{Fragment, FragmentOf},
    output::{Out, WriterDrain},
    template::Template,
    vm::{Program, TemplatePart, TemplatePartFn, TemplateParts, part_at},
};
use core::{
    cell::Cell,
    fmt::{self, Display},
    marker::PhantomData,
};
use template_bytecode::Escape;

/// A template with the data that its own program reads: all templates that `template!` defines.
pub trait TemplateData: StructData + Template {}

impl<T: StructData + Template> TemplateData for T {}

/// The layout of a template.
pub struct TemplateLayout {
    program: ProgramFn,
    run: RunFn,
    part: TemplatePartFn,
    /// Returns a reference to the template. It is `None` in the layout of a fragment, which is not the whole template.
    template: Option<TemplateFn>,
    /// The layout by which the template's own program reads it.
    pub(crate) data: LayoutRef,
}

/// Returns the program of a template.
///
/// # Safety
///
/// A template of the type must be at the place.
type ProgramFn = unsafe fn(*const u8) -> &'static Program<'static>;

/// Returns a reference to a template.
///
/// # Safety
///
/// A template of the type must be at the place, and must live for as long as the reference is used.
type TemplateFn = unsafe fn(*const u8) -> &'static (dyn Template + 'static);

/// Runs the program of a template.
///
/// # Safety
///
/// A template of the type must be at the place.
type RunFn = for<'o> unsafe fn(*const u8, Out<'o>) -> Result<Out<'o>, Error>;

impl fmt::Debug for TemplateLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TemplateLayout").field("data", &self.data).finish_non_exhaustive()
    }
}

impl TemplateLayout {
    pub(super) const fn of<T: TemplateData>() -> Self {
        Self::with_data::<T>(root_layout::<T>())
    }

    /// Returns the layout of a template whose own program reads it by the layout `data`.
    const fn with_data<T: Template>(data: LayoutRef) -> Self {
        Self {
            program: program_at::<T>,
            run: run_at::<T>,
            part: part_at::<T>,
            template: Some(template_at::<T>),
            data,
        }
    }

    /// Returns the layout of a template of which only a fragment is printed.
    const fn of_fragment<T: TemplateData, F: FragmentOf<T>>() -> Self {
        /// Returns the program of a fragment.
        ///
        /// # Safety
        ///
        /// See [`ProgramFn`].
        unsafe fn program<T, F: FragmentOf<T>>(_: *const u8) -> &'static Program<'static> {
            F::program()
        }
        /// Runs the program of a fragment.
        ///
        /// # Safety
        ///
        /// See [`RunFn`].
        unsafe fn run<T: TemplateData, F: FragmentOf<T>>(
            place: *const u8,
            out: Out<'_>,
        ) -> Result<Out<'_>, Error> {
            // SAFETY: the caller's promise.
            Fragment::<T, F>::new(unsafe { &*place.cast::<T>() }).__template_print(out, None)
        }
        /// Returns the program of a fragment with its data.
        ///
        /// # Safety
        ///
        /// See [`TemplatePartFn`].
        unsafe fn part<T: TemplateData, F: FragmentOf<T>>(
            place: *const u8,
            index: usize,
        ) -> Option<TemplatePart<'static>> {
            // SAFETY: the caller's promise. A fragment without its template has no data, and is not read.
            unsafe {
                let fragment = Fragment::<T, F>::new(&*place.cast::<T>());
                part_at::<Fragment<'_, T, F>>(core::ptr::from_ref(&fragment).cast(), index)
            }
        }
        Self {
            program: program::<T, F>,
            run: run::<T, F>,
            part: part::<T, F>,
            template: None,
            data: root_layout::<T>(),
        }
    }

    /// Returns the layout of a template without its own data.
    const fn of_sequence<T: Template>() -> Self {
        /// Returns the data.
        ///
        /// # Safety
        ///
        /// There is none, because the program reads nothing.
        unsafe fn nothing(_: *const u8) -> Value<'static> {
            Value::Null
        }
        static DATA: ErasedLayout = ErasedLayout::Opaque(nothing);
        Self::with_data::<T>(LayoutRef::new(&DATA))
    }
}

/// Returns the program of a template.
///
/// # Safety
///
/// See [`ProgramFn`].
unsafe fn program_at<T: Template>(place: *const u8) -> &'static Program<'static> {
    // SAFETY: the caller's promise.
    unsafe { &*place.cast::<T>() }.program()
}

/// Runs the program of a template.
///
/// # Safety
///
/// See [`RunFn`].
unsafe fn run_at<T: Template>(place: *const u8, out: Out<'_>) -> Result<Out<'_>, Error> {
    // SAFETY: the caller's promise.
    unsafe { &*place.cast::<T>() }.__template_print(out, None)
}

/// Returns a reference to a template.
///
/// # Safety
///
/// See [`TemplateFn`].
unsafe fn template_at<T: Template>(place: *const u8) -> &'static (dyn Template + 'static) {
    // SAFETY: the caller's promise.
    let template: &dyn Template = unsafe { &*place.cast::<T>() };
    // SAFETY: the caller uses it for no longer than the template lives (invariant 19).
    unsafe {
        core::mem::transmute::<&(dyn Template + '_), &'static (dyn Template + 'static)>(template)
    }
}

/// Returns the layout with which a template's own program reads it.
const fn root_layout<T: TemplateData>() -> LayoutRef {
    match T::ROOT_LAYOUT.erase() {
        Some(data) => data,
        None => panic!("a template has a layout"),
    }
}

/// The shapes of a template.
#[derive(Debug)]
pub struct TemplateShapes {
    /// The shape of its own data.
    pub data: Shape,
    /// The shape of the template in the data of another template.
    pub template: Shape,
}

impl TemplateShapes {
    /// Returns the shapes of a struct with a name and fields.
    #[must_use]
    pub const fn new(name: &'static str, fields: &'static [FieldShape]) -> Self {
        Self {
            data: Shape { name, kind: Kind::Object(fields) },
            template: Shape { name, kind: Kind::Template(fields) },
        }
    }
}

/// Returns the shape of a template in the data of another template, given the shape of its own data. Names in a `transparent`
/// struct, whose data may be dynamic, are looked up at run time.
#[must_use]
pub const fn template_shape(data: &'static Shape) -> Shape {
    match data.kind {
        Kind::Object(fields) => Shape { name: data.name, kind: Kind::Template(fields) },
        _ => Shape { name: "Template", kind: Kind::Any },
    }
}

/// Returns a template as a value.
#[must_use]
#[inline]
pub fn template_value<T: TemplateData>(template: &T) -> Value<'_> {
    T::LAYOUT.read(template)
}

/// Returns a fragment of a template as a value.
#[must_use]
pub(crate) fn fragment_value<T: TemplateData, F: FragmentOf<T>>(template: &T) -> Value<'_> {
    let layout = const { &ErasedLayout::Template(TemplateLayout::of_fragment::<T, F>()) };
    // SAFETY: the layout is one of the type: its functions run the program of a fragment (invariant 19).
    unsafe { value_at(LayoutRef::new(layout), core::ptr::from_ref(template).cast()) }
}

/// Returns a template without its own data as a value: a sequence of templates.
#[must_use]
pub(crate) fn sequence_value<T: Template>(sequence: &T) -> Value<'_> {
    let layout = const { &ErasedLayout::Template(TemplateLayout::of_sequence::<T>()) };
    // SAFETY: the layout is the layout of the type (invariant 19).
    unsafe { value_at(LayoutRef::new(layout), core::ptr::from_ref(sequence).cast()) }
}

/// A template in the data of another one.
#[derive(Clone, Copy)]
pub(crate) struct NestedTemplate<'v> {
    layout: &'static TemplateLayout,
    place: *const u8,
    data: PhantomData<&'v ()>,
}

impl<'v> NestedTemplate<'v> {
    /// Returns a reference to the template, and `None` if the value is a fragment of it.
    pub(crate) fn as_dyn(self) -> Option<&'v (dyn Template + 'v)> {
        // SAFETY: a template with this layout is at the place, and lives for `'v` (invariant 19).
        self.layout.template.map(|template| unsafe { template(self.place) })
    }

    /// Creates a reference to a template.
    ///
    /// # Safety
    ///
    /// A template with this layout must be at `place`, and must live for `'v`.
    pub(super) unsafe fn new(layout: &'static TemplateLayout, place: *const u8) -> Self {
        Self { layout, place, data: PhantomData }
    }

    /// Returns the template under another lifetime.
    ///
    /// # Safety
    ///
    /// The template lives for `'t`.
    pub(crate) unsafe fn with_lifetime<'t>(self) -> NestedTemplate<'t> {
        NestedTemplate { layout: self.layout, place: self.place, data: PhantomData }
    }

    /// Returns the program.
    pub(crate) fn program(self) -> &'static Program<'static> {
        // SAFETY: a template with this layout is at the place (invariant 19).
        unsafe { (self.layout.program)(self.place) }
    }

    /// Returns `true` if another template prints the output of this one as it is, in a place that is escaped as `escape`:
    /// as text of HTML, or not at all.
    pub(crate) fn is_raw_in(self, escape: Escape) -> bool {
        escape != Escape::Html || self.program().tables.escape == Escape::Html
    }

    /// Returns the source of the parts that are run when the template renders in chunks.
    pub(crate) fn parts(self) -> TemplateParts<'v> {
        // SAFETY: a template with this layout is at the place, and lives for `'v` (invariant 19).
        unsafe { TemplateParts::new(self.place, self.layout.part) }
    }

    /// Runs the program, which prints to `out`.
    ///
    /// # Errors
    ///
    /// Returns the errors of the template, and an error if templates are nested too deeply.
    pub(crate) fn print(self, out: Out<'_>) -> Result<Out<'_>, ErrorKind> {
        #[cfg(feature = "std")]
        let _level = Level::enter()?;
        // SAFETY: a template with this layout is at the place (invariant 19).
        unsafe { (self.layout.run)(self.place, out) }.map_err(ErrorKind::nested)
    }
}

/// A template whose `Display` keeps the error, which [`fmt::Error`] cannot carry.
pub(crate) struct InPlace<'v> {
    template: NestedTemplate<'v>,
    failure: Cell<Option<ErrorKind>>,
}

impl<'v> InPlace<'v> {
    pub(crate) fn new(template: NestedTemplate<'v>) -> Self {
        Self { template, failure: Cell::new(None) }
    }

    /// Returns the error of the template, or `other` if it has none.
    #[cold]
    pub(crate) fn failure(&self, other: ErrorKind) -> ErrorKind {
        self.failure.take().unwrap_or(other)
    }
}

impl Display for InPlace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut drain = WriterDrain::new(f);
        match self.template.print(Out::new(&mut drain)) {
            Ok(out) => out.finish(),
            Err(kind) => {
                self.failure.set(Some(kind));
                return Err(fmt::Error);
            }
        }
        drain.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        AnyChunkMemory,
        data::{Data, Layout, ShapeRef, UNKNOWN_TEMPLATE},
        output::SliceDrain,
        vm::{Bound, Call, Unrolled},
    };

    /// A template that prints its text, in brackets.
    struct Page(&'static str);

    static PROGRAM: Program<'static> = Program::without_ops("page", Escape::Html);

    impl Template for Page {
        fn program(&self) -> &'static Program<'static> {
            &PROGRAM
        }

        fn __template_bound(&self) -> Bound<'_> {
            Bound::unrolled::<_, ()>(&PROGRAM, self)
        }

        fn __template_value(&self) -> Value<'_> {
            template_value(self)
        }

        type Memory = AnyChunkMemory;

        fn __template_part(&self, _: usize) -> Option<TemplatePart<'_>> {
            None
        }

        fn __template_parts(&self) -> TemplateParts<'_> {
            TemplateParts::of(self)
        }
    }

    impl Unrolled for Page {
        fn __template_run<'o>(
            &self,
            out: Out<'o>,
            _: Option<&mut Call<'_>>,
        ) -> Result<Out<'o>, Error> {
            Ok(out.str("[").str(self.0).str("]"))
        }
    }

    impl Display for Page {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Data for Page {
        const SHAPE: ShapeRef = UNKNOWN_TEMPLATE;
        const LAYOUT: Layout<Self> = super::super::layout::layout_template::<Self>();

        fn value(&self) -> Value<'_> {
            template_value(self)
        }
    }

    impl StructData for Page {
        const ROOT_SHAPE: ShapeRef = UNKNOWN_TEMPLATE;
        const ROOT_LAYOUT: Layout<Self> = Layout::displayed();
    }

    /// The part of a page without brackets.
    struct Inside;

    impl FragmentOf<Page> for Inside {
        fn program() -> &'static Program<'static> {
            &PROGRAM
        }

        fn bound(page: &Page) -> Bound<'_> {
            Bound::unrolled::<_, Inside>(&PROGRAM, page)
        }

        fn part(page: &Page) -> TemplatePart<'_> {
            TemplatePart::bound(Self::bound(page))
        }
    }

    impl Unrolled<Inside> for Page {
        fn __template_run<'o>(
            &self,
            out: Out<'o>,
            _: Option<&mut Call<'_>>,
        ) -> Result<Out<'o>, Error> {
            Ok(out.str(self.0))
        }
    }

    #[track_caller]
    fn check(value: Value<'_>, expected: &str) {
        let template = value.template().expect("it is a template");
        assert_eq!(template.program().tables.name, PROGRAM.tables.name);
        let (mut buffer, mut copy) = ([0; 16], [0; 16]);
        for buffer in [&mut buffer, &mut copy] {
            let mut drain = SliceDrain::new(buffer);
            template.print(Out::new(&mut drain)).expect("there is room").finish();
            assert_eq!(drain.finish(), Ok(expected));
        }
    }

    #[test]
    fn values_of_templates_are_printed_by_their_functions() {
        let page = Page("a");
        check(page.value(), "[a]");
        check(Fragment::<_, Inside>::new(&page).__template_value(), "a");
        check(sequence_value(&page), "[a]");
        let (first, second) = (Fragment::<_, Inside>::new(&page), &page);
        let pair = (first, second);
        let value = pair.__template_value();
        assert_eq!(value.template().expect("it is a template").program().op_count(), 0);
        assert!(matches!(value, Value::Object(object) if object.0.dynamic_data().is_some()));
        let mut buffer = [0; 16];
        assert_eq!(pair.render_into(&mut buffer), Ok("a[a]"));
    }
}
