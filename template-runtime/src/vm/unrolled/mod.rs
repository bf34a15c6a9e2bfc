//! Unrolled programs: the macro writes one call for each op, in the structure of the template. What
//! the interpreter has on its stack and in its variables are variables of the function that is made,
//! so that the optimiser sees through all of it; what ops do is the same (`super::values`).
//!
//! The functions are named as the ops. `at` is the op's index, for the place of an error. They are in line
//! where code is optimised, and not in debug builds, which would take rustc long.

mod bodies;
mod calls;
mod each;
mod print;

pub use super::PrintResult;
pub use super::memory::{Arena, ScratchScope, Texts};
use super::{Failed, ValueResult, explain, program::Program, values};
use crate::{
    data::{self, Value},
    error::{Error, ErrorKind, Note},
    output::Out,
};
pub use bodies::{BodyClosures, bind};
use core::{cell::Cell, mem::MaybeUninit};
pub use each::Each;
use template_bytecode::{Comparison, Constant, Missing, Op, PathStep};
use template_macro::__inline_always_unless_debug as inline_always_unless_debug;

/// What a running program knows; a copy of it is as good.
#[derive(Clone, Copy)]
pub struct Run<'r> {
    program: &'static Program<'static>,
    failure: &'r Cell<Option<(usize, ErrorKind)>>,
}

/// The named arguments of a call: where their names begin, and how many there are.
pub type NamedArgs = (usize, usize);

/// Runs an unrolled program.
///
/// # Errors
///
/// The first error of a helper or of a value that cannot be used, with its place. What was printed
/// until then is not finished.
#[inline_always_unless_debug]
pub fn run<'o>(
    program: &'static Program<'static>,
    out: Out<'o>,
    steps: impl FnOnce(Run<'_>, Out<'o>) -> PrintResult<'o>,
) -> Result<Out<'o>, Error> {
    let failure = Cell::new(None);
    match steps(Run { program, failure: &failure }, out) {
        Ok(out) => Ok(out),
        Err(Failed) => Err(failed(program, &failure)),
    }
}

#[cold]
#[inline(never)]
fn failed(program: &Program<'_>, failure: &Cell<Option<(usize, ErrorKind)>>) -> Error {
    let (at, kind) = failure.take().unwrap_or((usize::MAX, ErrorKind::Program));
    explain(program, at, kind)
}

/// The same for a program that puts something into scratch memory, of which it has `SCRATCH` bytes.
///
/// # Errors
///
/// As [`run`].
#[inline_always_unless_debug]
pub fn run_with_scratch<'o, const SCRATCH: usize>(
    program: &'static Program<'static>,
    out: Out<'o>,
    steps: impl FnOnce(Run<'_>, ScratchScope<'_, '_>, Out<'o>) -> PrintResult<'o>,
) -> Result<Out<'o>, Error> {
    let mut memory = [MaybeUninit::uninit(); SCRATCH];
    let mut arena = Arena::new(&mut memory);
    run(program, out, |run, out| steps(run, arena.scope(), out))
}

/// Gives a text of the pool.
///
/// # Panics
///
/// While the crate compiles, when the compiler of templates has a bug.
#[must_use]
pub const fn text(pool: &'static str, start: usize, len: usize) -> &'static str {
    pool.split_at(start).1.split_at(len).0
}

/// Whether link has found that an op reads a field.
#[must_use]
pub const fn is_field(op: Op) -> bool {
    matches!(op, Op::GetField { .. } | Op::GetVarField { .. } | Op::AppendVarField { .. })
}

/// Gives the index of that field.
#[must_use]
pub const fn field_of(op: Op) -> usize {
    match op {
        Op::GetField { field }
        | Op::GetVarField { field, .. }
        | Op::AppendVarField { field, .. } => field.0 as usize,
        _ => usize::MAX,
    }
}

/// Reports whether linking has found that a step of a path reads a field.
#[must_use]
pub const fn is_field_step(step: PathStep) -> bool {
    matches!(step, PathStep::Field(_))
}

/// Returns the dense index of that field.
#[must_use]
pub const fn field_of_step(step: PathStep) -> usize {
    match step {
        PathStep::Field(field) => field.0 as usize,
        _ => usize::MAX,
    }
}

/// `GetField`.
#[must_use]
#[inline_always_unless_debug]
pub fn get_field(value: Value<'_>, index: usize) -> Value<'_> {
    value.field(index)
}

/// Gives a constant as a value.
#[must_use]
#[inline_always_unless_debug]
pub fn push_constant(constant: Constant<'static>) -> Value<'static> {
    Value::of(&constant)
}

/// Whether a value is true.
#[must_use]
#[inline_always_unless_debug]
pub fn is_true(value: &Value<'_>) -> bool {
    value.is_true()
}

/// `Not`.
#[must_use]
#[inline_always_unless_debug]
pub fn not(value: Value<'_>) -> Value<'_> {
    Value::Bool(!value.is_true())
}

/// Whether a value is a helper, which `CallIfHelper` calls.
#[must_use]
#[inline_always_unless_debug]
pub fn is_helper(value: &Value<'_>) -> bool {
    matches!(value, Value::Helper(_))
}

/// `IncludeZero`.
#[must_use]
#[inline_always_unless_debug]
pub fn include_zero(value: Value<'_>) -> Value<'_> {
    values::include_zero(value)
}

/// `Compare`.
#[must_use]
#[inline_always_unless_debug]
pub fn compare(by: Comparison, a: &Value<'_>, b: &Value<'_>) -> Value<'static> {
    Value::Bool(data::compare(by, a, b))
}

/// `Lookup`.
#[must_use]
#[inline_always_unless_debug]
pub fn lookup<'t>(value: Value<'t>, key: Value<'t>) -> Value<'t> {
    values::lookup(value, key)
}

/// `Log`.
#[inline_always_unless_debug]
pub fn log(values: &[Value<'_>]) -> Value<'static> {
    values::log(values)
}

impl Run<'_> {
    /// Notes why an op has failed.
    #[cold]
    #[inline(never)]
    fn fail(self, at: usize, kind: ErrorKind) -> Failed {
        self.failure.set(Some((at, kind)));
        Failed
    }

    /// Opens the scope of a block that binds what the statement at hand has put out.
    ///
    /// # Errors
    ///
    /// None in a program that has been verified; so for others of which the same is said.
    #[inline_always_unless_debug]
    pub fn scope<'t, 'm>(self, texts: Texts<'t, 'm>) -> Result<ScratchScope<'t, 'm>, Failed> {
        texts.scope().map_err(|kind| self.fail(usize::MAX, kind))
    }

    #[inline_always_unless_debug]
    fn names(self, (first, count): NamedArgs) -> (&'static [&'static str], &'static [u8]) {
        let row = first..first + count;
        let names = self.program.parts.names.get(row.clone()).unwrap_or_default();
        (names, self.program.parts.param_indexes.get(row).unwrap_or_default())
    }

    /// Returns the result of an op that reads a path of one name, other than a field.
    ///
    /// # Errors
    ///
    /// When the name is not found and must be.
    #[inline(never)]
    pub fn get_name<'t>(self, at: usize, op: Op, value: Value<'t>) -> ValueResult<'t> {
        let step = match op {
            Op::GetItem { index, missing } => PathStep::Item { index, missing },
            Op::GetName { name, missing }
            | Op::GetVarName { name, missing, .. }
            | Op::AppendVarName { name, missing, .. } => PathStep::Name { name, missing },
            _ => return Err(self.fail(at, ErrorKind::Program)),
        };
        self.get_step(at, step, value)
    }

    /// Returns the result of a step of a path.
    ///
    /// # Errors
    ///
    /// When it is not found and must be.
    pub fn get_step<'t>(self, at: usize, step: PathStep, value: Value<'t>) -> ValueResult<'t> {
        values::step(self.program, step, value).or_else(|missing| self.missing(at, missing))
    }

    /// `GetNameOr`.
    #[must_use]
    #[inline(never)]
    pub fn get_name_or<'t>(self, op: Op, value: Value<'t>, or: Value<'t>) -> Value<'t> {
        let Op::GetNameOr { name, .. } = op else { return or };
        value.find(self.program.parts.names.get(usize::from(name.0)).unwrap_or(&"")).unwrap_or(or)
    }

    fn missing(self, at: usize, missing: Missing) -> ValueResult<'static> {
        match missing.path() {
            None => Ok(Value::Null),
            Some(path) => {
                let path = self.program.parts.names.get(usize::from(path.0)).unwrap_or(&"");
                Err(self.fail(at, ErrorKind::Missing(Note::new(path))))
            }
        }
    }

    /// `Concat`.
    ///
    /// # Errors
    ///
    /// When one of the values has no text, or scratch memory is full.
    #[inline_always_unless_debug]
    pub fn concat<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        texts: Texts<'t, '_>,
    ) -> ValueResult<'t> {
        let joined = texts.put(|scratch| values::concat(values, scratch));
        joined.map_err(|kind| self.fail(at, kind))
    }

    /// `MakeArray`.
    ///
    /// # Errors
    ///
    /// When scratch memory is full.
    #[inline_always_unless_debug]
    pub fn make_array<'t>(
        self,
        at: usize,
        values: &[Value<'t>],
        texts: Texts<'t, '_>,
    ) -> ValueResult<'t> {
        let made = texts.put(|scratch| values::make_array(values, scratch));
        made.map_err(|kind| self.fail(at, kind))
    }

    /// `MakeHash`.
    ///
    /// # Errors
    ///
    /// When scratch memory is full.
    #[inline_always_unless_debug]
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
