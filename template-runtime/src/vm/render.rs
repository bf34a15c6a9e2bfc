//! The part of rendering that is the same for all templates, so that it is compiled only once.

use super::{
    bound::Bound,
    component::Call,
    program::{InterpretFn, Program},
    root::Root,
};
use crate::{
    error::{Error, ErrorKind},
    output::{Drain as _, Out, SliceDrain, WriterDrain},
};
use core::fmt;

/// Returns the function that interprets a program.
///
/// # Errors
///
/// [`ErrorKind::Program`] if the program is unrolled.
fn interpreter(bound: Bound<'_>) -> Result<InterpretFn, Error> {
    let interpreter = bound.interpreter().ok_or_else(|| Error::new(ErrorKind::Program))?;
    Ok(interpreter.run)
}

/// Renders into a slice, and returns the part that was written.
///
/// # Errors
///
/// Those of the interpreter, [`ErrorKind::OutputFull`] if the slice is too short, and [`ErrorKind::Program`] if the program is
/// unrolled.
#[inline(never)]
pub(crate) fn slice<'b>(bound: Bound<'_>, buffer: &'b mut [u8]) -> Result<&'b str, Error> {
    root_to_slice(interpreter(bound)?, bound.program(), bound.root(), buffer)
}

/// Renders data of any type into a slice, and returns the part that was written.
///
/// # Errors
///
/// Those of [`slice`].
#[inline]
pub(crate) fn root_to_slice<'v, 'b>(
    interpret: InterpretFn,
    program: &'v Program<'v>,
    data: Root<'v>,
    buffer: &'b mut [u8],
) -> Result<&'b str, Error> {
    let mut drain = SliceDrain::new(buffer);
    interpret(program, data, Out::new(&mut drain), None)?.finish();
    finish(drain)
}

/// Renders data of any type into a slice, and returns the part that was written. Counts at most `limit` bytes that do not
/// fit.
///
/// # Errors
///
/// Those of [`slice`], and [`ErrorKind::OutputLimit`] if more bytes do not fit.
#[cfg(feature = "compile")]
pub(crate) fn root_to_limited_slice<'v, 'b>(
    interpret: InterpretFn,
    program: &'v Program<'v>,
    data: Root<'v>,
    buffer: &'b mut [u8],
    limit: usize,
) -> Result<&'b str, Error> {
    let mut drain = SliceDrain::with_limit(buffer, limit);
    let outcome = interpret(program, data, Out::new(&mut drain), None).map(Out::finish);
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

/// Returns the output in a slice.
///
/// # Errors
///
/// [`ErrorKind::OutputFull`] if the slice is too short.
#[inline]
pub(crate) fn finish(drain: SliceDrain<'_>) -> Result<&str, Error> {
    drain.finish().map_err(|needed| Error::new(ErrorKind::OutputFull { needed }))
}

/// Renders into a writer.
///
/// # Errors
///
/// Those of the interpreter, and [`ErrorKind::Write`] if the writer fails.
#[inline(never)]
pub(crate) fn writer(bound: Bound<'_>, writer: &mut dyn fmt::Write) -> Result<(), Error> {
    root_to_writer(interpreter(bound)?, bound.program(), bound.root(), writer)
}

/// Renders data of any type into a writer.
///
/// # Errors
///
/// Those of [`writer`].
#[inline]
pub(crate) fn root_to_writer<'v>(
    interpret: InterpretFn,
    program: &'v Program<'v>,
    data: Root<'v>,
    writer: &mut dyn fmt::Write,
) -> Result<(), Error> {
    let mut drain = WriterDrain::new(writer);
    let outcome = interpret(program, data, Out::new(&mut drain), None).map(Out::finish);
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
/// Those of the interpreter.
#[cfg(feature = "alloc")]
#[inline(never)]
pub(crate) fn string(bound: Bound<'_>) -> Result<alloc::string::String, Error> {
    root_to_string(interpreter(bound)?, bound.program(), bound.root())
}

/// Renders data of any type into a new string.
///
/// # Errors
///
/// Those of [`string`].
#[cfg(feature = "alloc")]
#[inline]
pub(crate) fn root_to_string<'v>(
    interpret: InterpretFn,
    program: &'v Program<'v>,
    data: Root<'v>,
) -> Result<alloc::string::String, Error> {
    let mut page = new_string(program);
    let mut drain = crate::output::StringDrain::new(&mut page);
    interpret(program, data, Out::new(&mut drain), None)?.finish();
    program.parts.size_hint.learn(page.len());
    Ok(page)
}

/// Renders data of any type into a new string of at most `limit` bytes.
///
/// # Errors
///
/// Those of the interpreter, and [`ErrorKind::OutputLimit`] if the output is longer.
#[cfg(feature = "compile")]
pub(crate) fn root_to_limited_string<'v>(
    interpret: InterpretFn,
    program: &'v Program<'v>,
    data: Root<'v>,
    limit: usize,
) -> Result<alloc::string::String, Error> {
    let mut page = alloc::string::String::with_capacity(program.capacity().min(limit));
    let mut drain = crate::output::StringDrain::with_limit(&mut page, limit);
    let outcome = interpret(program, data, Out::new(&mut drain), None).map(Out::finish);
    if drain.has_failed() {
        return Err(over_limit(outcome, limit));
    }
    outcome?;
    program.parts.size_hint.learn(page.len());
    Ok(page)
}

/// Runs a program that prints to the output of another one; with a `call`, that of a component.
///
/// # Errors
///
/// Those of the interpreter.
#[inline(never)]
pub(crate) fn in_place<'o>(
    bound: Bound<'_>,
    out: Out<'o>,
    call: Option<&mut Call<'_>>,
) -> Result<Out<'o>, Error> {
    let (interpret, program, data) = (interpreter(bound)?, bound.program(), bound.root());
    match call {
        // With the lifetime of the data.
        Some(call) => interpret(program, data, out, Some(&mut call.reborrow())),
        None => interpret(program, data, out, None),
    }
}

/// Creates an empty string with the capacity that the output of a program is likely to need.
#[cfg(feature = "alloc")]
#[inline(never)]
pub(crate) fn new_string(program: &Program<'_>) -> alloc::string::String {
    alloc::string::String::with_capacity(program.capacity())
}
