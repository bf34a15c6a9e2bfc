//! The VM: what each op does, the interpreter with a handler for each, and what unrolled programs call.

mod block_helper;
mod bodies;
mod calls;
mod each;
mod handlers;
mod interpret;
mod iteration;
#[cfg(feature = "std")]
mod log;
mod memory;
mod program;
pub(crate) mod render;
mod sinks;
mod size_hint;
mod sizes;
pub mod unrolled;
mod values;

#[cfg(feature = "std")]
pub use log::{LogFn, set_log};
pub use program::{Program, ProgramParts};
pub use size_hint::SizeHint;
pub use sizes::{room_for, scratch_size};

use crate::{
    data::Value,
    error::{Error, ErrorKind, HelperError},
    helper::with_helper_name,
    output::{Drain, Out},
};
#[cfg(feature = "compile")]
use memory::with_heap;
use memory::{Damaged, Iteration, Stack, with_stack};
use template_bytecode::Op;

/// Runs a program to its end.
///
/// # Errors
///
/// The first error of a helper or of a value that cannot be used, with its place. What was printed
/// until then is not finished.
pub fn run<
    'v,
    const STACK: usize,
    const VARIABLES: usize,
    const LOOPS: usize,
    const SCRATCH: usize,
>(
    program: &'v Program<'v>,
    data: Value<'v>,
    drain: &mut dyn Drain,
) -> Result<(), Error> {
    with_stack::<_, STACK, VARIABLES, LOOPS, SCRATCH>(data, |stack, loops| {
        run_in(&mut Vm { program, stack, loops, at: 0, failure: None }, drain)
    })
}

/// The same for a program whose sizes rustc does not know, in memory on the heap.
///
/// # Errors
///
/// As [`run`].
#[cfg(feature = "compile")]
pub fn run_on_heap<'v>(
    program: &'v Program<'v>,
    data: Value<'v>,
    drain: &mut dyn Drain,
) -> Result<(), Error> {
    let scratch = scratch_size(program.parts.limits, None);
    with_heap(program.parts.limits, scratch, data, |stack, loops| {
        run_in(&mut Vm { program, stack, loops, at: 0, failure: None }, drain)
    })
}

/// The same, for all sizes: the interpreter exists once.
#[inline(never)]
fn run_in(vm: &mut Vm<'_, '_>, drain: &mut dyn Drain) -> Result<(), Error> {
    match vm.interpret(0, Out::new(drain)) {
        Ok(out) => {
            out.finish();
            Ok(())
        }
        Err(Failed) => Err(vm.explain()),
    }
}

/// What a running program works with, the output apart.
struct Vm<'m, 'v> {
    program: &'v Program<'v>,
    stack: Stack<'m, 'v>,
    loops: &'m mut [Iteration],
    /// The op at hand.
    at: usize,
    /// Why a handler has failed; nothing when the program is damaged.
    failure: Option<ErrorKind>,
}

/// A handler has failed. The reason is noted elsewhere: it is large, and what handlers return is to
/// fit into registers.
pub struct Failed;

/// The outcome of an op that computes a value.
pub type ValueResult<'v, E = Failed> = Result<Value<'v>, E>;

/// The outcome of an op that prints.
pub type PrintResult<'o> = Result<Out<'o>, Failed>;

/// The outcome of an op that does neither, or whose value is written to a variable, from which it
/// is not copied.
pub type OpResult = Result<(), Failed>;

impl From<Damaged> for Failed {
    #[cold]
    fn from(_: Damaged) -> Self {
        Self
    }
}

impl Vm<'_, '_> {
    /// Notes why a handler has failed.
    #[cold]
    fn fail(&mut self, kind: ErrorKind) -> Failed {
        self.failure = Some(kind);
        Failed
    }

    #[cold]
    fn explain(&mut self) -> Error {
        let kind = self.failure.take().unwrap_or(ErrorKind::Program);
        explain(self.program, self.at, kind)
    }
}

/// Gives the failure of the op `at` with its place, and with the helper's name if it is that of a
/// helper.
#[cold]
fn explain(program: &Program<'_>, at: usize, mut kind: ErrorKind) -> Error {
    // A block helper may also fail with the error of another, which it has called.
    if !matches!(program.parts.ops.get(at), Some(Op::CallBlockHelper { .. })) {
        kind = with_name(program, at, kind);
    }
    match program.place(at) {
        Some((file, position)) => Error::at(kind, file, position),
        None => Error::new(kind),
    }
}

/// Puts the name of the helper that the op `at` calls before its error.
#[cold]
fn with_name(program: &Program<'_>, at: usize, kind: ErrorKind) -> ErrorKind {
    match program.parts.ops.get(at) {
        Some(
            Op::CallHelper { helper, .. }
            | Op::Call { helper, .. }
            | Op::AppendCall { helper, .. }
            | Op::CallBlockHelper { helper, .. },
        ) => {
            let names = program.parts.helper_names;
            with_helper_name(names.get(usize::from(helper.0)).unwrap_or(&"?"), kind)
        }
        _ => kind,
    }
}

/// Why a section refuses a helper.
#[cold]
fn helper_section(name: &str) -> ErrorKind {
    with_helper_name(
        name,
        ErrorKind::Helper(HelperError::new("a block does not call a helper that is a value")),
    )
}
