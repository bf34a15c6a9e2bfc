//! The functions that unrolled programs call: the macro writes one call for each op, in the structure
//! of the template. The values on the stack and in the variables of the interpreter are variables of
//! the generated function, so that rustc optimizes across ops; the operations on values are the same
//! (`super::values`).
//!
//! The functions have the names of the ops. `at` is the index of the op, for the position of an error.
//! They are inlined in optimized builds. In debug builds they are compiled once, with the runtime, because to
//! compile them for each crate or each call would slow rustc down.

mod bodies;
mod calls;
mod components;
mod each;
mod places;
mod print;

pub use super::PrintResult;
pub use super::memory::{Arena, ScratchScope, Texts};
use super::{
    Failed, ValueResult, component::Call, explain, program::Program, undropped::Undropped, values,
};
use crate::{
    data::{self, Value},
    error::{Error, ErrorKind},
    output::Out,
};
pub use bodies::{BodyClosures, BodyFn, bind};
pub use core::result::Result::{Err, Ok};
use core::{cell::Cell, mem::MaybeUninit};
pub use each::Each;
pub use places::{Place, passes_places, reads_place};
use template_bytecode::{Comparison, Constant, Missing, NameRef, Op, PathStep};

/// A running unrolled program. All copies are equivalent. It is two pointers, which are passed in registers: LLVM then knows
/// `program`, a constant, wherever it is read.
#[derive(Clone, Copy)]
pub struct Run<'r, 'c> {
    program: &'static Program<'static>,
    state: &'r State<'r, 'c>,
}

/// The state of a running unrolled program.
struct State<'r, 'c> {
    failure: &'r Failure,
    /// The call, if the program belongs to a component. Taken while it prints a fill.
    call: &'r Cell<Option<&'r mut Call<'c>>>,
    /// The number of calls of components and block helpers around the current op, which are a recursion.
    depth: &'r Cell<u8>,
}

/// The reason of the failure of a program, and the index of the op that failed.
#[derive(Default)]
struct Failure(Cell<Undropped<(usize, ErrorKind)>>);

impl Failure {
    /// Replaces the failure.
    fn set(&self, at: usize, kind: ErrorKind) {
        let mut failure = self.0.take();
        failure.set((at, kind));
        self.0.set(failure);
    }

    /// Removes the failure.
    fn take(&self) -> Option<(usize, ErrorKind)> {
        self.0.take().take()
    }
}

/// The named arguments of a call: the index of their first name, and their number.
pub type NamedArgs = (usize, usize);

/// Runs an unrolled program.
///
/// # Errors
///
/// Returns the first error of a helper, or of a value whose kind the program cannot use, with the
/// position of its op. The output up to there is not finished.
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn run<'o, 'c>(
    program: &'static Program<'static>,
    call: Option<&mut Call<'c>>,
    out: Out<'o>,
    steps: impl FnOnce(Run<'_, 'c>, Out<'o>) -> PrintResult<'o>,
) -> Result<Out<'o>, Error> {
    let failure = Failure::default();
    // Written without closures: a build without optimization has a function of each of them for each template.
    let depth = Cell::new(match &call {
        Some(call) => call.depth(),
        None => 0,
    });
    let call = Cell::new(call);
    let state = State { failure: &failure, call: &call, depth: &depth };
    let run = Run { program, state: &state };
    // Without optimization nothing is in registers.
    #[cfg(debug_assertions)]
    let printed = steps(run, out).ok();
    #[cfg(not(debug_assertions))]
    let printed = out.out_of_line(move |out| steps(run, out).ok());
    match printed {
        Some(out) => Ok(out),
        None => Err(failed(program, &failure)),
    }
}

#[cold]
#[inline(never)]
fn failed(program: &Program<'_>, failure: &Failure) -> Error {
    let (at, kind) = failure.take().unwrap_or((usize::MAX, ErrorKind::Program));
    explain(program, at, kind)
}

/// The steps of a program that uses `SCRATCH` bytes of scratch memory.
pub struct Steps<const SCRATCH: usize, S>(S);

/// Returns the steps of a program that uses scratch memory.
#[cfg_attr(not(debug_assertions), inline(always))]
pub const fn steps<'o, 'c, const SCRATCH: usize, S>(steps: S) -> Steps<SCRATCH, S>
where
    S: FnOnce(Run<'_, 'c>, ScratchScope<'_, '_>, Out<'o>) -> PrintResult<'o>,
{
    Steps(steps)
}

/// Runs an unrolled program that uses scratch memory.
///
/// # Errors
///
/// Returns the errors of [`run`].
///
/// # Safety
///
/// The values that the steps pass to helpers do not borrow from variables of the steps: what helpers create from them is
/// dropped after these (invariant 15 of `ARCHITECTURE.md`). Nor do they keep the values that a component passes to a fill
/// after it, except in scratch memory (invariant 26).
#[allow(
    unsafe_code,
    reason = "the promise of its caller is about the values that scratch memory holds"
)]
#[cfg_attr(not(debug_assertions), inline(always))]
pub unsafe fn run_with_scratch<'o, 'c, const SCRATCH: usize, S>(
    program: &'static Program<'static>,
    call: Option<&mut Call<'c>>,
    out: Out<'o>,
    Steps(steps): Steps<SCRATCH, S>,
) -> Result<Out<'o>, Error>
where
    S: FnOnce(Run<'_, 'c>, ScratchScope<'_, '_>, Out<'o>) -> PrintResult<'o>,
{
    let mut memory = [MaybeUninit::uninit(); SCRATCH];
    let mut arena = Arena::new(&mut memory);
    run(program, call, out, |run, out| steps(run, arena.scope(), out))
}

/// Implements `Text`: prints a string of the pool of static text. All other arguments are constants, so that nothing remains
/// to be checked.
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn text<'o>(pool: &'static str, start: usize, len: usize, out: Out<'o>) -> Out<'o> {
    out.str(pool.get(start..start + len).unwrap_or_default())
}

/// Implements `PushConstant`.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn push_constant(constant: Constant<'static>) -> Value<'static> {
    Value::of(&constant)
}

/// Returns `true` if a condition holds for a value.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn is_true(value: &Value<'_>) -> bool {
    value.is_true()
}

/// Implements `Not`.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn not(value: Value<'_>) -> Value<'_> {
    Value::Bool(!value.is_true())
}

/// Returns `true` if a value is a helper, which `CallIfHelper` calls.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn is_helper(value: &Value<'_>) -> bool {
    matches!(value, Value::Helper(_))
}

/// Implements `IncludeZero`.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn include_zero(value: Value<'_>) -> Value<'_> {
    values::include_zero(value)
}

/// Implements `Compare`.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn compare(by: Comparison, a: &Value<'_>, b: &Value<'_>) -> Value<'static> {
    Value::Bool(data::compare(by, a, b))
}

/// Implements `Lookup`.
#[must_use]
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn lookup<'t>(value: Value<'t>, key: Value<'t>) -> Value<'t> {
    values::lookup(value, key)
}

/// Implements `Log`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn log(values: &[Value<'_>]) -> Value<'static> {
    values::log(values)
}

impl Run<'_, '_> {
    /// Stores why the op `at` has failed.
    #[cold]
    #[inline(never)]
    fn fail(self, at: usize, kind: ErrorKind) -> Failed {
        self.state.failure.set(at, kind);
        Failed
    }

    /// Returns the failure of a call of which a body has not run to its end. The body has stored the reason, unless it has
    /// panicked, and its caller has caught the panic.
    #[cold]
    fn stopped(self, at: usize) -> Failed {
        let (at, kind) = self.state.failure.take().unwrap_or((at, ErrorKind::Program));
        self.fail(at, kind)
    }

    /// Returns the run of a program in a closure of its code. `program` is a constant there, so that its tables need not
    /// be read.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn of(self, program: &'static Program<'static>) -> Self {
        Self { program, ..self }
    }

    /// Opens the scratch scope of a block that binds a result of the current statement.
    ///
    /// # Errors
    ///
    /// Returns no error for a verified program.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn scope<'t, 'm>(self, texts: Texts<'t, 'm>) -> Result<ScratchScope<'t, 'm>, Failed> {
        texts.scope().map_err(|kind| self.fail(usize::MAX, kind))
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn names(self, (first, count): NamedArgs) -> (&'static [&'static str], &'static [u8]) {
        let row = first..first + count;
        let names = self.program.tables.names.get(row.clone()).unwrap_or_default();
        (names, self.program.tables.param_indexes.get(row).unwrap_or_default())
    }

    /// Returns the result of an op that reads a path of one segment. The op is a constant, so that the index of a
    /// field is one.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Missing`] if the name is not found and the template is strict about it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_path<'t>(self, at: usize, op: Op, value: Value<'t>) -> ValueResult<'t> {
        match op {
            Op::GetField { field }
            | Op::GetVarField { field, .. }
            | Op::AppendVarField { field, .. } => Ok(value.field(field.0 as usize)),
            _ => self.get_name(at, op, value),
        }
    }

    /// Returns the result of a path of one segment that is not a field.
    #[inline(never)]
    fn get_name<'t>(self, at: usize, op: Op, value: Value<'t>) -> ValueResult<'t> {
        let step = match op {
            Op::GetItem { index, missing } => PathStep::Item { index, missing },
            Op::GetName { name, missing }
            | Op::GetVarName { name, missing, .. }
            | Op::AppendVarName { name, missing, .. } => PathStep::Name { name, missing },
            _ => return Err(self.fail(at, ErrorKind::Program)),
        };
        self.look_up(at, step, value)
    }

    /// Returns the value to which `Bind`, or the linked op that replaces it, binds a variable. The op is a constant.
    ///
    /// # Errors
    ///
    /// Returns no error for a verified program.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bind<'t>(self, at: usize, op: Op, value: Value<'t>) -> ValueResult<'t> {
        match (op, value) {
            (Op::BindPlace { .. }, Value::Object(_)) | (Op::Bind { .. }, _) => Ok(value),
            _ => Err(self.fail(at, ErrorKind::Program)),
        }
    }

    /// Returns the result of a step of a path. The step is a constant, as the op of [`Run::get_path`].
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Missing`] if the name is not found and the template is strict about it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_step<'t>(self, at: usize, step: PathStep, value: Value<'t>) -> ValueResult<'t> {
        match step {
            PathStep::Field(field) => Ok(value.field(field.0 as usize)),
            _ => self.look_up(at, step, value),
        }
    }

    fn look_up<'t>(self, at: usize, step: PathStep, value: Value<'t>) -> ValueResult<'t> {
        values::step(self.program, step, value).or_else(|missing| self.missing(at, missing))
    }

    /// Implements `GetNameOr`.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn get_name_or<'t>(self, op: Op, value: Value<'t>, or: Value<'t>) -> Value<'t> {
        match op {
            Op::GetField { field } => value.field(field.0 as usize),
            Op::GetNameOr { name, .. } => self.find_or(name, value, or),
            _ => or,
        }
    }

    #[inline(never)]
    fn find_or<'t>(self, name: NameRef, value: Value<'t>, or: Value<'t>) -> Value<'t> {
        value.find(self.program.tables.names.get(usize::from(name.0)).unwrap_or(&"")).unwrap_or(or)
    }

    /// Returns the result of a failed lookup: null, or a `Missing` error that names the path.
    fn missing(self, at: usize, missing: Missing) -> ValueResult<'static> {
        match missing.path() {
            None => Ok(Value::Null),
            Some(path) => Err(self.fail(at, values::missing_error(self.program, path))),
        }
    }

    /// Implements `Concat`.
    ///
    /// # Errors
    ///
    /// Returns an error if one of the values has no text, or scratch memory is full.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn concat<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        texts: Texts<'t, '_>,
    ) -> ValueResult<'t> {
        let joined = texts.put(|scratch| values::concat(values, scratch));
        joined.map_err(|kind| self.fail(at, kind))
    }

    /// Implements `MakeArray`.
    ///
    /// # Errors
    ///
    /// Returns an error if scratch memory is full.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn make_array<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        texts: Texts<'t, '_>,
    ) -> ValueResult<'t> {
        let made = texts.put(|scratch| values::make_array(values, scratch));
        made.map_err(|kind| self.fail(at, kind))
    }

    /// Implements `MakeHash`.
    ///
    /// # Errors
    ///
    /// Returns an error if scratch memory is full.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn make_hash<'t>(
        self,
        at: usize,
        first_name: usize,
        values: &[Value<'t>],
        texts: Texts<'t, '_>,
    ) -> ValueResult<'t> {
        let (names, _) = self.names((first_name, values.len()));
        let made = texts.put(|scratch| values::make_hash(names, values, scratch));
        made.map_err(|kind| self.fail(at, kind))
    }
}
