//! The part of rendering that is the same for all templates.
//!
//! In optimized builds, functions that render unrolled programs are inlined into the caller, so that the program is called
//! directly; those that render interpreted programs are compiled once.

#[cfg(feature = "alloc")]
use super::program::Program;
use super::{bound::Bound, component::Call};
use crate::{
    error::{Error, ErrorKind},
    output::{Drain as _, Out, SliceDrain, WriterDrain},
};
use core::fmt;

/// Renders into a slice, and returns the part that was written.
///
/// # Errors
///
/// Returns the errors of the program, and [`ErrorKind::OutputFull`] if the slice is too short.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn slice<'b>(bound: Bound<'_>, buffer: &'b mut [u8]) -> Result<&'b str, Error> {
    if let Some(program) = bound.unrolled_program() {
        return to_slice(|out| program.run(out, None).map(Out::finish), buffer);
    }
    interpreted_slice(bound, buffer)
}

#[inline(never)]
fn interpreted_slice<'b>(bound: Bound<'_>, buffer: &'b mut [u8]) -> Result<&'b str, Error> {
    to_slice(|out| bound.interpret(out, None, Out::finish), buffer)
}

/// Renders with a function that runs the program and finishes the output, into a slice, and returns the part that was written.
///
/// # Errors
///
/// Returns the errors of [`slice`].
#[inline]
pub(crate) fn to_slice(
    interpret: impl FnOnce(Out<'_>) -> Result<(), Error>,
    buffer: &mut [u8],
) -> Result<&str, Error> {
    let mut drain = slice_drain(buffer);
    interpret(Out::new(&mut drain))?;
    finish(drain)
}

/// Renders with a function that runs the program and finishes the output, into a slice, and returns the part that was written. Counts
/// at most `limit` bytes that do not fit.
///
/// # Errors
///
/// Returns the errors of [`slice`], and [`ErrorKind::OutputLimit`] if more bytes do not fit.
#[cfg(feature = "compile")]
pub(crate) fn to_limited_slice(
    interpret: impl FnOnce(Out<'_>) -> Result<(), Error>,
    buffer: &mut [u8],
    limit: usize,
) -> Result<&str, Error> {
    let mut drain = SliceDrain::with_limit(buffer, limit);
    let outcome = interpret(Out::new(&mut drain));
    if drain.has_failed() {
        return Err(over_limit(outcome, limit));
    }
    outcome?;
    finish(drain)
}

/// Returns the error of an output that is longer than its limit, also if a value could not be printed because of it.
#[cfg(feature = "compile")]
fn over_limit(outcome: Result<(), Error>, bytes: usize) -> Error {
    let kind = ErrorKind::OutputLimit { bytes };
    match outcome {
        Ok(()) => Error::new(kind),
        Err(error) => error.with_kind(kind),
    }
}

/// Creates the drain of a render into a slice, whose output [`finish`] returns.
#[inline]
pub(crate) fn slice_drain(buffer: &mut [u8]) -> SliceDrain<'_> {
    // That of an earlier render.
    #[cfg(all(feature = "reload", debug_assertions))]
    drop(crate::reload::take_shown_error());
    SliceDrain::new(buffer)
}

/// Returns the output in a slice.
///
/// # Errors
///
/// Returns [`ErrorKind::OutputFull`] if the slice is too short; if that is because of the message about a template that does not
/// compile, the error of the compiler.
#[inline]
pub(crate) fn finish(drain: SliceDrain<'_>) -> Result<&str, Error> {
    // An empty slice measures the page.
    #[cfg(all(feature = "reload", debug_assertions))]
    let is_measured = drain.has_no_capacity();
    drain.finish().map_err(|needed| {
        #[cfg(all(feature = "reload", debug_assertions))]
        if !is_measured && let Some(error) = crate::reload::take_shown_error() {
            return error;
        }
        Error::new(ErrorKind::OutputFull { needed })
    })
}

/// Renders into a writer.
///
/// # Errors
///
/// Returns the errors of the program, and [`ErrorKind::Write`] if the writer fails.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn writer(bound: Bound<'_>, writer: &mut dyn fmt::Write) -> Result<(), Error> {
    if let Some(program) = bound.unrolled_program() {
        return to_writer(|out| program.run(out, None).map(Out::finish), writer);
    }
    interpreted_writer(bound, writer)
}

#[inline(never)]
fn interpreted_writer(bound: Bound<'_>, writer: &mut dyn fmt::Write) -> Result<(), Error> {
    to_writer(|out| bound.interpret(out, None, Out::finish), writer)
}

/// Renders with a function that runs the program and finishes the output, into a writer.
///
/// # Errors
///
/// Returns the errors of [`writer`].
#[inline]
pub(crate) fn to_writer(
    interpret: impl FnOnce(Out<'_>) -> Result<(), Error>,
    writer: &mut dyn fmt::Write,
) -> Result<(), Error> {
    let mut drain = WriterDrain::new(writer);
    let outcome = interpret(Out::new(&mut drain));
    // The op that ran when the writer failed is not the op whose text it refused: the text was buffered.
    if !drain.has_failed() {
        outcome?;
    }
    drain.finish().map_err(|_| Error::new(ErrorKind::Write))
}

/// Renders into a new string.
///
/// # Errors
///
/// Returns the errors of the program.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn string(bound: Bound<'_>) -> Result<alloc::string::String, Error> {
    if let Some(program) = bound.unrolled_program() {
        return to_string(|out| program.run(out, None).map(Out::finish), bound.program());
    }
    interpreted_string(bound)
}

#[cfg(feature = "alloc")]
#[inline(never)]
fn interpreted_string(bound: Bound<'_>) -> Result<alloc::string::String, Error> {
    to_string(|out| bound.interpret(out, None, Out::finish), bound.program())
}

/// Renders with a function that runs the program and finishes the output, into a new string.
///
/// # Errors
///
/// Returns the errors of [`string`].
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn to_string(
    interpret: impl FnOnce(Out<'_>) -> Result<(), Error>,
    program: &Program<'_>,
) -> Result<alloc::string::String, Error> {
    let mut page = alloc::string::String::with_capacity(program.capacity());
    let mut drain = crate::output::StringDrain::new(&mut page);
    interpret(Out::new(&mut drain))?;
    program.tables.size_hint.learn(page.len());
    Ok(page)
}

/// Renders to the end of a string.
///
/// # Errors
///
/// Returns the errors of the program; the string is then as it was before.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn append(bound: Bound<'_>, page: &mut alloc::string::String) -> Result<(), Error> {
    if let Some(program) = bound.unrolled_program() {
        return append_with(|out| program.run(out, None).map(Out::finish), bound.program(), page);
    }
    append_interpreted(bound, page)
}

#[cfg(feature = "alloc")]
#[inline(never)]
fn append_interpreted(bound: Bound<'_>, page: &mut alloc::string::String) -> Result<(), Error> {
    append_with(|out| bound.interpret(out, None, Out::finish), bound.program(), page)
}

/// Renders with a function that runs the program and finishes the output, to the end of a string.
///
/// # Errors
///
/// Returns the errors of [`append`].
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn append_with(
    interpret: impl FnOnce(Out<'_>) -> Result<(), Error>,
    program: &Program<'_>,
    page: &mut alloc::string::String,
) -> Result<(), Error> {
    // That of a page is known from earlier ones; one that was rendered into the string has it already.
    page.reserve(program.length());
    let before = page.len();
    let outcome = interpret(Out::new(&mut crate::output::StringDrain::new(page)));
    if outcome.is_err() {
        page.truncate(before);
    }
    outcome
}

/// Renders with a function that runs the program and finishes the output, into a new string of at most `limit` bytes.
///
/// # Errors
///
/// Returns the errors of the interpreter, and [`ErrorKind::OutputLimit`] if the output is longer.
#[cfg(feature = "compile")]
pub(crate) fn to_limited_string(
    interpret: impl FnOnce(Out<'_>) -> Result<(), Error>,
    program: &Program<'_>,
    limit: usize,
) -> Result<alloc::string::String, Error> {
    let mut page = alloc::string::String::with_capacity(program.capacity().min(limit));
    let mut drain = crate::output::StringDrain::with_limit(&mut page, limit);
    let outcome = interpret(Out::new(&mut drain));
    if drain.has_failed() {
        return Err(over_limit(outcome, limit));
    }
    outcome?;
    program.tables.size_hint.learn(page.len());
    Ok(page)
}

/// Runs a program that prints to the output of another one; with a `call`, that of a component.
///
/// # Errors
///
/// Returns the errors of the program.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn in_place<'o>(
    bound: Bound<'_>,
    out: Out<'o>,
    call: Option<&mut Call<'_>>,
) -> Result<Out<'o>, Error> {
    match bound.unrolled_program() {
        Some(program) => program.run(out, call),
        None => interpret_in_place(bound, out, call),
    }
}

#[inline(never)]
fn interpret_in_place<'o>(
    bound: Bound<'_>,
    out: Out<'o>,
    call: Option<&mut Call<'_>>,
) -> Result<Out<'o>, Error> {
    match call {
        // With the lifetime of the data.
        Some(call) => bound.interpret(out, Some(&mut call.reborrow()), |out| out),
        None => bound.interpret(out, None, |out| out),
    }
}
