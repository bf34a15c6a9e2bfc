//! The interpreters of programs: with memory on the stack of the thread or on the heap, and for stateless programs.

use super::{
    Failed, Vm,
    capabilities::{
        AllCapabilities, Capabilities, Places, PlacesWithFloats, WithoutCalls,
        WithoutCallsAndFloats,
    },
    iteration::Iteration,
    memory::{Stack, VariablePlaces, with_stack},
    runner::{Interpret, InterpretFn, RunFn, Runner, Task},
    stateless::stateless_interpreter,
};
#[cfg(feature = "compile")]
use super::{memory::with_heap, program::Program, root::Root};
#[cfg(feature = "compile")]
use crate::error::Error;
use crate::{
    link::Needs,
    output::{COMPACT, Out},
};
use core::marker::PhantomData;
use template_bytecode::{Limits, ScratchUsage};

/// Returns the function that interprets programs with these limits and needs, with memory on the stack of the thread for
/// `STACK` values, `VARIABLES` variables, `LOOPS` open loops and `SCRATCH` bytes of scratch memory.
///
/// # Panics
///
/// Panics if the memory does not cover the limits.
pub(super) const fn interpreter<
    const STACK: usize,
    const VARIABLES: usize,
    const LOOPS: usize,
    const SCRATCH: usize,
>(
    limits: Limits,
    needs: &Needs,
) -> Runner {
    assert!(STACK >= limits.stack as usize, "too few values");
    assert!(VARIABLES >= limits.variables as usize, "too few variables");
    assert!(LOOPS >= limits.loops as usize, "too few loops");
    // With strings the needed size is not known; the template may set any.
    let ScratchUsage { texts, bytes } = limits.scratch;
    assert!(texts > 0 || SCRATCH >= bytes as usize, "too little scratch memory");
    let repeatable = needs.repeatable();
    // In a compact build, one interpreter for all programs takes less memory.
    if !needs.memory && !COMPACT {
        return match needs {
            Needs { calls: true, .. } => stateless_interpreter::<AllCapabilities>(repeatable),
            Needs { values: true, floats: true, .. } => {
                stateless_interpreter::<WithoutCalls>(repeatable)
            }
            Needs { values: true, .. } => {
                stateless_interpreter::<WithoutCallsAndFloats>(repeatable)
            }
            Needs { floats: true, .. } => stateless_interpreter::<PlacesWithFloats>(repeatable),
            _ => stateless_interpreter::<Places>(repeatable),
        };
    }
    let function = RunFn::InMemory(match needs {
        Needs { calls: true, .. } => {
            InterpretFn::of::<OnStack<AllCapabilities, STACK, VARIABLES, LOOPS, SCRATCH>>()
        }
        Needs { values: true, floats: true, .. } => {
            InterpretFn::of::<OnStack<WithoutCalls, STACK, VARIABLES, LOOPS, SCRATCH>>()
        }
        Needs { values: true, .. } => {
            InterpretFn::of::<OnStack<WithoutCallsAndFloats, STACK, VARIABLES, LOOPS, SCRATCH>>()
        }
        Needs { floats: true, .. } => {
            InterpretFn::of::<OnStack<PlacesWithFloats, STACK, VARIABLES, LOOPS, SCRATCH>>()
        }
        _ => InterpretFn::of::<OnStack<Places, STACK, VARIABLES, LOOPS, SCRATCH>>(),
    });
    Runner { function, repeatable }
}

/// Interprets programs with memory of the sizes of [`interpreter`].
pub(super) struct OnStack<
    C,
    const STACK: usize,
    const VARIABLES: usize,
    const LOOPS: usize,
    const SCRATCH: usize,
>(PhantomData<C>);

impl<
    C: Capabilities,
    const STACK: usize,
    const VARIABLES: usize,
    const LOOPS: usize,
    const SCRATCH: usize,
> Interpret for OnStack<C, STACK, VARIABLES, LOOPS, SCRATCH>
{
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn run<'o>(task: &mut Task<'_, '_>, out: Out<'o>) -> Option<Out<'o>> {
        with_stack::<_, STACK, VARIABLES, LOOPS, SCRATCH>(|stack, places, loops| {
            run_in::<C>(task, (stack, places, loops), out)
        })
    }
}

/// The interpreter of programs whose sizes rustc does not know, in memory on the heap.
#[cfg(feature = "compile")]
pub(crate) const ON_HEAP: InterpretFn = InterpretFn::of::<OnHeap>();

/// Interprets a program whose sizes rustc does not know, and finishes the output.
///
/// # Errors
///
/// Returns the errors of [`InterpretFn::run`].
#[cfg(feature = "compile")]
pub(crate) fn run_on_heap<'v>(
    program: &'v Program<'v>,
    data: Root<'v>,
    out: Out<'_>,
) -> Result<(), Error> {
    ON_HEAP.run(program, data, out, None).map(Out::finish)
}

/// Interprets programs with memory on the heap.
#[cfg(feature = "compile")]
enum OnHeap {}

#[cfg(feature = "compile")]
impl Interpret for OnHeap {
    fn run<'o>(task: &mut Task<'_, '_>, out: Out<'o>) -> Option<Out<'o>> {
        let tables = &task.program.tables;
        let (limits, most) = (tables.limits, tables.budget.scratch);
        let bytes = limits.scratch.size().min(most);
        with_heap(limits, tables.data.is_some(), bytes, most, |stack, places, loops| {
            run_in::<AllCapabilities>(task, (stack, places, loops), out)
        })
    }
}

/// Interprets a program in memory of any size. There is only one instance of the loop for the same capabilities: what is inlined
/// is only the preparation.
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(super) fn run_in<'v, 'o, C: Capabilities>(
    task: &mut Task<'_, 'v>,
    memory: (Stack<'_, 'v>, VariablePlaces<'_>, &mut [Iteration<'v>]),
    out: Out<'o>,
) -> Option<Out<'o>> {
    let vm = &mut Vm::new(task.program, memory, task.call.as_deref_mut());
    let bound = vm.bind_data(&task.data);
    match bound.and_then(|()| vm.interpret::<C>(0, out)) {
        Ok(out) => Some(out),
        Err(Failed) => {
            let error = vm.explain::<C>();
            task.fail(error)
        }
    }
}
