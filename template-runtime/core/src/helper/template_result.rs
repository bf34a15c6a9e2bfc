//! Templates as the results of helpers, which are rendered in place.

use super::into_value::failure;
use crate::{
    data::{SafeHtml, Sink},
    error::ErrorKind,
    template::Template,
};
use core::fmt::Display;

/// A template, or an `Option` or `Result` of one.
pub trait TemplateResult {
    /// Passes the result to a sink.
    ///
    /// # Errors
    ///
    /// Returns an error if the result is an error, or the template fails.
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind>;
}

impl<T: Template> TemplateResult for T {
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind> {
        sink.template(self.__template_value(), false)
    }
}

impl<R: TemplateResult> TemplateResult for Option<R> {
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind> {
        self.map_or(Ok(()), |result| result.give(sink))
    }
}

impl<R: TemplateResult, E: Display> TemplateResult for Result<R, E> {
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind> {
        self.map_err(|error| failure(&error))?.give(sink)
    }
}

/// [`SafeHtml`] of a template, or an `Option` or `Result` of it.
pub trait SafeTemplateResult {
    /// Passes the result to a sink.
    ///
    /// # Errors
    ///
    /// Returns an error if the result is an error, or the template fails.
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind>;
}

impl<T: Template> SafeTemplateResult for SafeHtml<T> {
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind> {
        sink.template(self.0.__template_value(), true)
    }
}

impl<R: SafeTemplateResult> SafeTemplateResult for Option<R> {
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind> {
        self.map_or(Ok(()), |result| result.give(sink))
    }
}

impl<R: SafeTemplateResult, E: Display> SafeTemplateResult for Result<R, E> {
    fn give(self, sink: &mut dyn Sink<'_>) -> Result<(), ErrorKind> {
        self.map_err(|error| failure(&error))?.give(sink)
    }
}
