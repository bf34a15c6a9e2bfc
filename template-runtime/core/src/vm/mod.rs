//! The VM: the interpreter with a handler for each op, the functions that unrolled programs call, and
//! the common parts of both: the program, its memory, and the operations on values.

mod append_each;
mod block_helper;
mod body;
mod bound;
mod budget;
mod call_in_scratch;
mod calls;
mod capabilities;
mod chunks;
#[cfg(not(feature = "alloc"))]
mod compact_tables;
mod comparisons;
mod component;
#[cfg(feature = "alloc")]
mod divided_slice;
#[cfg(feature = "alloc")]
mod expected_len;
mod handlers;
mod interpret;
mod interpreted_block;
mod interpreted_fills;
mod interpreter;
mod iteration;
mod leaves;
#[cfg(feature = "std")]
mod log;
mod memory;
mod other_ops;
#[cfg(feature = "compile")]
mod partials;
mod path_ends;
mod place_paths;
mod placed_args;
mod placed_calls;
mod placement;
mod places;
mod print;
mod program;
mod program_counter;
mod program_of;
pub(crate) mod render;
mod root;
mod runner;
mod sinks;
mod size_hint;
mod stateless;
mod stop;
mod template_part;
mod undropped;
pub mod unrolled;
mod values;

pub use bound::{Bound, LinkedProgram};
pub use budget::Budget;
pub(crate) use call_in_scratch::{call_component_with_memory, call_component_with_text};
#[cfg(feature = "alloc")]
pub use chunks::OwnedChunks;
pub use chunks::{
    AnyChunkMemory, ChunkInterpreter, ChunkMemory, Chunks, FrameMemory, SendChunks,
    chunk_interpreter, words_of_program,
};
pub use component::{Call, print_component};
#[cfg(feature = "alloc")]
use divided_slice::DividedSlice;
#[cfg(feature = "alloc")]
use expected_len::{AttemptCredit, ExpectedLen};
#[cfg(all(feature = "reload", debug_assertions))]
pub(crate) use interpreter::ON_HEAP;
use interpreter::interpreter;
#[cfg(feature = "compile")]
pub(crate) use interpreter::run_on_heap;
#[cfg(feature = "std")]
pub use log::{LogFn, set_log};
#[cfg(not(feature = "alloc"))]
pub(crate) use memory::NEEDS_ALLOC;
pub(crate) use memory::Scratch;
pub use placed_args::{PlacedArgs, PlacedComponentFn, print_from_places};
pub use program::{Program, ProgramTables};
pub use program_of::{Callees, ProgramOf, TemplateProgram, UnlinkedProgram};
pub use root::Root;
pub use runner::Unrolled;
#[cfg(all(feature = "reload", debug_assertions))]
pub(crate) use runner::{InterpretFn, Runner};
pub(crate) use sinks::NoMemory;
pub use size_hint::SizeHint;
pub use template_part::{TemplatePart, TemplateParts};
pub(crate) use template_part::{TemplatePartFn, part_at};

use crate::{
    data::Value,
    error::{Error, ErrorKind, HelperError},
    helper::{with_callee_name, with_helper_name},
    output::Out,
};
use capabilities::Capabilities;
use iteration::Iteration;
use memory::{Damaged, Stack, VariablePlaces};
use stop::Stop;
use template_bytecode::{HelperRef, Op};

/// The state of a running program, except for its output.
struct Vm<'m, 'v> {
    program: &'v Program<'v>,
    stack: Stack<'m, 'v>,
    places: VariablePlaces<'m>,
    loops: &'m mut [Iteration<'v>],
    /// The call, if the program belongs to a component.
    call: Option<&'m mut Call<'v>>,
    /// The number of calls of components and block helpers around the current op, which are a recursion.
    depth: u8,
    /// The number of ops that may still run in loops and bodies.
    steps: u64,
    /// The current op; none before the first.
    op: Option<&'v Op>,
    stop: Stop,
    /// The loop with which an interpreter that renders in chunks continues, if it has stopped in one that it prints at once.
    #[cfg(feature = "alloc")]
    slice: Option<DividedSlice<'v>>,
    /// The expected length of the output of the next component, if the program renders in chunks.
    #[cfg(feature = "alloc")]
    component_len: ExpectedLen,
    /// The credit for attempts to print components, of the whole render.
    #[cfg(feature = "alloc")]
    attempt_credit: AttemptCredit,
    /// The last call of a component that has been refused in chunks because it cannot be run again.
    #[cfg(feature = "alloc")]
    unrepeatable: Option<&'v Op>,
    /// The last call of a component that has been refused in chunks because it may call others.
    #[cfg(feature = "alloc")]
    nesting: Option<&'v Op>,
}

/// The error of a handler. The reason is stored in the VM, because it is large, and the results of handlers
/// must fit into registers.
pub struct Failed;

/// The result of an op that computes a value.
pub type ValueResult<'v, E = Failed> = Result<Value<'v>, E>;

/// The result of an op that prints.
pub type PrintResult<'o> = Result<Out<'o>, Failed>;

/// The result of an op that does neither, or that writes its value to a variable of the caller, so that
/// the value is not copied.
pub type OpResult = Result<(), Failed>;

impl From<Damaged> for Failed {
    #[cold]
    fn from(_: Damaged) -> Self {
        Self
    }
}

impl<'m, 'v> Vm<'m, 'v> {
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn new(
        program: &'v Program<'v>,
        (stack, places, loops): (Stack<'m, 'v>, VariablePlaces<'m>, &'m mut [Iteration<'v>]),
        call: Option<&'m mut Call<'v>>,
    ) -> Self {
        let depth = call.as_ref().map_or(0, |call| call.depth);
        let steps = program.tables.budget.steps;
        let stop = Stop::at_start();
        Self {
            program,
            stack,
            places,
            loops,
            call,
            depth,
            steps,
            op: None,
            stop,
            #[cfg(feature = "alloc")]
            slice: None,
            #[cfg(feature = "alloc")]
            component_len: ExpectedLen::Unknown,
            #[cfg(feature = "alloc")]
            attempt_credit: AttemptCredit::NONE,
            #[cfg(feature = "alloc")]
            unrepeatable: None,
            #[cfg(feature = "alloc")]
            nesting: None,
        }
    }
}

impl Vm<'_, '_> {
    /// Counts ops that run.
    ///
    /// # Errors
    ///
    /// Returns an error if there are more than the program may run.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn spend(&mut self, steps: u64) -> OpResult {
        if budget::spend(&mut self.steps, steps) { Ok(()) } else { Err(self.out_of_fuel()) }
    }

    /// Counts the steps for reading the `count` values on top of the stack.
    ///
    /// # Errors
    ///
    /// Returns an error if the program exceeds its budget of steps.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn spend_on_values(&mut self, count: usize) -> OpResult {
        #[cfg(feature = "compile")]
        if self.counts_values() {
            let steps = budget::steps_for(self.stack.top(count)?);
            return self.spend(steps);
        }
        let _ = count;
        Ok(())
    }

    /// Returns `true` if the steps of a program are limited, and calls count what their arguments have taken.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn counts_values(&self) -> bool {
        cfg!(feature = "compile") && self.program.tables.budget.steps != u64::MAX
    }

    #[cold]
    fn out_of_fuel(&mut self) -> Failed {
        self.fail(ErrorKind::OutOfFuel { steps: self.program.tables.budget.steps })
    }

    /// Stores the reason why a handler has failed.
    #[cold]
    fn fail(&mut self, kind: ErrorKind) -> Failed {
        self.stop.fail(kind)
    }

    /// Returns the index of the current op, which is stored as a reference: one instruction for each op.
    fn at(&self) -> usize {
        self.op.map_or(0, |op| self.program.index_of(op))
    }

    /// Returns the error of the op that has failed, or of its callee.
    #[cold]
    fn error<C: Capabilities>(&mut self) -> Error {
        if C::CALLS
            && let Some(error) = self.call.as_deref_mut().and_then(|call| call.runner.take_error())
        {
            return error;
        }
        self.explain::<C>()
    }

    /// Returns an error of the current op, with the name of the helper if the op is a call.
    #[cold]
    fn error_of(&self, kind: ErrorKind) -> Error {
        explain(self.program, self.at(), kind)
    }

    /// Returns the error of the op that has failed.
    #[cold]
    fn explain<C: Capabilities>(&mut self) -> Error {
        let kind = self.stop.failure.take().unwrap_or(ErrorKind::Program);
        if C::CALLS { self.error_of(kind) } else { error_at(self.program, self.at(), kind) }
    }
}

/// Returns the error of the op `at` with its position, and with the name of the helper if a helper failed; the
/// error of a nested template as it is.
#[cold]
fn explain(program: &Program<'_>, at: usize, kind: ErrorKind) -> Error {
    error_at(program, at, named(program, at, kind))
}

/// Adds the name of the helper that the op `at` calls to its error.
#[cold]
fn named(program: &Program<'_>, at: usize, kind: ErrorKind) -> ErrorKind {
    // A block helper may also fail with the error of another helper, which it has called.
    match program.tables.ops.get(at) {
        Some(Op::CallBlockHelper { .. }) => kind,
        _ => with_name(program, at, kind),
    }
}

/// Returns an error with the position of the op `at`; the error of a nested template as it is.
#[cold]
fn error_at(program: &Program<'_>, at: usize, kind: ErrorKind) -> Error {
    // The place is that in the nested template.
    #[cfg(feature = "alloc")]
    if let ErrorKind::Nested(error) = kind {
        return *error;
    }
    match program.position(at) {
        Some((file, position)) => Error::at(kind, file, position),
        None => Error::new(kind),
    }
}

/// Prefixes the error of a helper with the name of the helper that the op `at` calls.
#[cold]
fn with_name(program: &Program<'_>, at: usize, kind: ErrorKind) -> ErrorKind {
    match program.tables.ops.get(at) {
        Some(
            Op::CallHelper { helper, .. }
            | Op::Call { helper, .. }
            | Op::AppendCall { helper, .. }
            | Op::CallBlockHelper { helper, .. },
        ) => match callee_name(program, *helper) {
            // This is not a helper: a tag calls it if there is no such partial.
            #[cfg(feature = "compile")]
            template_compiler::resolve::UNKNOWN_PARTIAL => kind,
            name => with_helper_name(name, kind),
        },
        Some(Op::CallComponent { helper, .. }) => {
            with_callee_name("component", callee_name(program, *helper), kind)
        }
        _ => kind,
    }
}

fn callee_name<'p>(program: &Program<'p>, helper: HelperRef) -> &'p str {
    program.tables.helper_names.get(usize::from(helper.0)).copied().unwrap_or("?")
}

/// Returns the error of a section over a helper.
#[cold]
fn helper_section_error(name: &str) -> ErrorKind {
    with_helper_name(name, ErrorKind::Helper(HelperError::new("a section cannot call a helper")))
}
