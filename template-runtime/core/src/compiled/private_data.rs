//! Rendering with private data, which templates read as `@name`.

use super::Compiled;
use crate::{
    data::{Data, Map, MapData, Value},
    error::Error,
    vm::Chunks,
};
use alloc::string::String;
use core::{fmt, mem::MaybeUninit};
use template_compiler::{OWN_DATA, PRIVATE_DATA};

/// A template with private data, which it reads as `@name`: the result of [`Compiled::with_private_data`].
pub struct WithPrivateData<'a> {
    pub(super) template: &'a Compiled,
    pub(super) private: Value<'a>,
}

impl WithPrivateData<'_> {
    /// Renders into a new `String`.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Compiled::render`].
    pub fn render(&self, data: &(impl Data + ?Sized)) -> Result<String, Error> {
        self.template.render_value(data.value(), self.private)
    }

    /// Renders into a slice, and returns the written part.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Compiled::render_into`].
    pub fn render_into<'b>(
        &self,
        data: &(impl Data + ?Sized),
        buffer: &'b mut [u8],
    ) -> Result<&'b str, Error> {
        self.template.render_value_into(data.value(), self.private, buffer)
    }

    /// Renders into any [`core::fmt::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Compiled::render_to`].
    pub fn render_to(
        &self,
        data: &(impl Data + ?Sized),
        writer: &mut dyn fmt::Write,
    ) -> Result<(), Error> {
        self.template.render_value_to(data.value(), self.private, writer)
    }

    /// Renders into any [`std::io::Write`], through a buffer of 512 bytes on the stack.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Compiled::write_to`].
    #[cfg(feature = "std")]
    pub fn write_to(
        &self,
        data: &(impl Data + ?Sized),
        writer: &mut dyn std::io::Write,
    ) -> std::io::Result<()> {
        let mut adapter = crate::output::IoAdapter::new(writer);
        let outcome = self.render_to(data, &mut adapter);
        adapter.finish(outcome)
    }
}

impl<'a> WithPrivateData<'a> {
    /// Starts rendering in chunks, like [`Compiled::chunks`].
    pub fn chunks(
        &self,
        data: &'a (impl Data + ?Sized),
        memory: &'a mut [MaybeUninit<u64>],
    ) -> Chunks<'a> {
        self.template.chunks_of(data.value(), self.private, memory)
    }
}

impl fmt::Debug for WithPrivateData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WithPrivateData").field("private", &self.private).finish_non_exhaustive()
    }
}

/// The data of a program with private data: a map of both.
#[derive(Clone, Copy)]
pub(super) struct BothData<'a> {
    own: Value<'a>,
    names: AtNames<'a>,
}

impl<'a> BothData<'a> {
    pub(super) fn new(own: Value<'a>, private: Value<'a>) -> Self {
        Self { own, names: AtNames { own, private } }
    }

    /// Returns the template's own data.
    pub(super) fn own(&self) -> Value<'a> {
        self.own
    }

    /// Returns the map.
    pub(super) fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

impl MapData for BothData<'_> {
    fn count(&self) -> usize {
        2
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        match name {
            OWN_DATA => Some(self.own),
            PRIVATE_DATA => Some(Value::Map(Map::new(&self.names))),
            _ => None,
        }
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some(name) = [OWN_DATA, PRIVATE_DATA].get(index) else { return false };
        *key = Value::Text(name);
        *value = self.lookup(name).unwrap_or(Value::Null);
        true
    }
}

/// The data that `@name` reads: the private data, or otherwise a field of the template's own data.
#[derive(Clone, Copy)]
struct AtNames<'a> {
    own: Value<'a>,
    private: Value<'a>,
}

impl MapData for AtNames<'_> {
    /// No template can list the names.
    fn count(&self) -> usize {
        0
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        self.private.find(name).or_else(|| self.own.find(name))
    }

    fn entry<'v>(&'v self, _: usize, _: &mut Value<'v>, _: &mut Value<'v>) -> bool {
        false
    }
}
