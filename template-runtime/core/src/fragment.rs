//! Fragments: parts of a template that are also templates.

use crate::{
    data::{TemplateData, Value, fragment_value},
    template::Template,
    vm::{AnyChunkMemory, Bound, Program, TemplatePart},
};
use core::{
    fmt::{self, Display},
    marker::PhantomData,
};

/// The program of a fragment of the template `T`, which reads the data of the template. `template!` implements it for a separate
/// type for each fragment.
pub trait FragmentOf<T> {
    /// Returns the program.
    fn program() -> &'static Program<'static>;

    /// Returns the program bound to the data.
    fn bound(template: &T) -> Bound<'_>;

    /// Returns the program with its data, for rendering in chunks.
    fn part(template: &T) -> TemplatePart<'_>;
}

/// A fragment of the template `T` with the data of the template.
pub struct Fragment<'t, T, F> {
    template: &'t T,
    fragment: PhantomData<fn() -> F>,
}

impl<'t, T, F: FragmentOf<T>> Fragment<'t, T, F> {
    /// Returns the fragment of a template.
    #[must_use]
    pub const fn new(template: &'t T) -> Self {
        Self { template, fragment: PhantomData }
    }
}

impl<T, F> Clone for Fragment<'_, T, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, F> Copy for Fragment<'_, T, F> {}

impl<T: TemplateData, F: FragmentOf<T>> Template for Fragment<'_, T, F> {
    #[inline]
    fn program(&self) -> &'static Program<'static> {
        F::program()
    }

    #[inline]
    fn __template_bound(&self) -> Bound<'_> {
        F::bound(self.template)
    }

    #[inline]
    fn __template_value(&self) -> Value<'_> {
        fragment_value::<T, F>(self.template)
    }

    type Memory = AnyChunkMemory;

    #[inline]
    fn __template_part(&self, index: usize) -> Option<TemplatePart<'_>> {
        (index == 0).then(|| F::part(self.template))
    }
}

impl<T: TemplateData, F: FragmentOf<T>> Display for Fragment<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::__private::display(self, f)
    }
}
